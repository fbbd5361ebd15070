package session_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/engine/session"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// test is a test or a property.
type test interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// tell makes a session of events that are written as ID, parent and body.
func tell(t test, events ...session.Event) session.Session {
	t.Helper()
	s, err := session.New("s", 1, noon).Replay(events)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func event(id, parent string, b session.Body) session.Event {
	return session.Event{ID: id, Parent: parent, Time: noon.Add(time.Minute), Body: b}
}

func say(id, parent, text string) session.Event { return event(id, parent, session.Said{Text: text}) }

func answer(id, parent string) session.Event {
	return event(id, parent, session.Answered{Reply: "reply " + id})
}

// round is a round whose prompts are named after it: r for the rewrite, rA and
// rB for its variations.
func round(id, parent string) session.Event {
	return event(id, parent, session.Rounded{
		Reply: "reply " + id, Rewrite: named(id),
		Variations: []prompt.Variation{{Prompt: named(id + "A")}, {Prompt: named(id + "B")}},
	})
}

func named(id string) prompt.Prompt { return prompt.Prompt{ID: id, Text: "text " + id} }

func move(id, to string) session.Event { return event(id, "", session.Moved{To: to}) }

func current(s session.Session) string {
	p, ok := s.Current()
	if !ok {
		return ""
	}
	return p.ID
}

func before(s session.Session) string {
	p, ok := s.Before()
	if !ok {
		return ""
	}
	return p.ID
}

// walk undoes or redoes once, as Studio does.
func walk(t test, s session.Session, step func() (string, bool)) session.Session {
	t.Helper()
	to, ok := step()
	if !ok {
		t.Fatalf("no way from %q", s.Head())
	}
	s, err := s.Apply(session.Event{ID: fmt.Sprintf("move-%d", len(s.Nodes())), Parent: s.Head(), Time: noon, Body: session.Moved{To: to}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCurrent(t *testing.T) {
	s := tell(t)
	for _, step := range []struct {
		event                 session.Event
		head, current, before string
	}{
		{say("m1", "", "a beach"), "", "", ""},
		{round("r1", "m1"), "r1", "r1", ""},
		{event("k", "r1", session.Kept{FavouriteID: "f", Prompt: named("r1A")}), "r1", "r1", ""},
		{event("p1", "r1", session.Picked{PromptID: "r1B"}), "p1", "r1B", "r1"},
		{event("g", "p1", session.Generated{Prompt: named("r1B")}), "p1", "r1B", "r1"},
		{say("m2", "p1", "why?"), "p1", "r1B", "r1"},
		{answer("a2", "m2"), "p1", "r1B", "r1"},
		{event("e", "p1", session.Edited{From: "r1B", Prompt: named("hand")}), "e", "hand", "r1B"},
		{event("d", "e", session.Dropped{FavouriteID: "f", Prompt: named("r1A")}), "d", "hand", "hand"},
		{event("t", "d", session.Titled{Title: "Beach"}), "d", "hand", "hand"},
		{move("x1", "r1"), "r1", "r1", ""},
		{event("u", "r1", session.Used{Prompt: named("pasted")}), "u", "pasted", "r1"},
		{move("x2", ""), "", "", ""},
	} {
		var err error
		if s, err = s.Apply(step.event); err != nil {
			t.Fatal(err)
		}
		if s.Head() != step.head || current(s) != step.current || before(s) != step.before {
			t.Errorf("after %s: head %q, current %q, before %q; want %q, %q, %q",
				step.event.ID, s.Head(), current(s), before(s), step.head, step.current, step.before)
		}
	}
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	s := tell(t, say("m", "", "a beach"), round("r", "m"), event("g", "r", session.Generated{Prompt: named("elsewhere")}))
	for name, e := range map[string]session.Event{
		"a parent that is nowhere":       say("x", "nowhere", "more"),
		"a prompt that is nowhere":       event("x", "r", session.Picked{PromptID: "nowhere"}),
		"a prompt without an id":         event("x", "r", session.Picked{}),
		"a prompt that was only painted": event("x", "r", session.Picked{PromptID: "elsewhere"}),
		"a move to nowhere":              move("x", "nowhere"),
		"a move to a message":            move("x", "m"),
		"a move to a generation":         move("x", "g"),
		"no body":                        event("x", "r", nil),
		"no id":                          say("", "r", "more"),
		"an id that is there":            say("m", "r", "more"),
	} {
		got, err := s.Apply(e)
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if !reflect.DeepEqual(got, s) {
			t.Errorf("%s: the session changed", name)
		}
		if got, err := s.Replay([]session.Event{say("fine", "r", "more"), e}); err == nil || !reflect.DeepEqual(got, s) {
			t.Errorf("%s after an event that fits: %v, %d nodes", name, err, len(got.Nodes()))
		}
	}
}

func TestRedoGoesWhereOneWas(t *testing.T) {
	s := tell(t, say("m", "", "a beach"), round("r1", "m"), round("r2", "r1"))
	s = walk(t, s, s.Undo)
	s, err := s.Apply(round("r3", "r1")) // a new branch
	if err != nil {
		t.Fatal(err)
	}
	if to, ok := s.Redo(); ok {
		t.Errorf("redo goes to %q from the newest step", to)
	}
	s = walk(t, s, s.Undo)
	if s.Head() != "r1" {
		t.Errorf("undo after a new branch went to %q, want r1", s.Head())
	}
	if to, _ := s.Redo(); to != "r3" {
		t.Errorf("redo goes to %q, want the newer branch r3", to)
	}
	if s, err = s.Apply(move("jump", "r2")); err != nil {
		t.Fatal(err)
	}
	s = walk(t, s, s.Undo)
	if to, _ := s.Redo(); to != "r2" {
		t.Errorf("redo goes to %q, want the branch that was visited last, r2", to)
	}
	s = walk(t, s, s.Undo)
	if to, ok := s.Undo(); ok {
		t.Errorf("undo goes to %q from the root", to)
	}
	s = walk(t, s, s.Redo)
	s = walk(t, s, s.Redo)
	if s.Head() != "r2" {
		t.Errorf("redo from the root led to %q, want r2", s.Head())
	}
	// Another first step, and back to the first branch.
	if s, err = s.Replay([]session.Event{move("home", ""), event("u", "", session.Used{Prompt: named("u")}), move("back", "")}); err != nil {
		t.Fatal(err)
	}
	if to, _ := s.Redo(); to != "u" {
		t.Errorf("redo goes to %q from the root, want u", to)
	}
}

// story draws sessions in which everything happens that can.
func story(t *rapid.T, events int) session.Session {
	s := session.New("s", 1, noon)
	for range events {
		var err error
		if s, err = s.Apply(happening(t, s)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// happening draws an event that can happen now.
func happening(t *rapid.T, s session.Session) session.Event {
	return happeningAs(t, s, fmt.Sprintf("e%d", len(s.Nodes())))
}

func happeningAs(t *rapid.T, s session.Session, id string) session.Event {
	prompts, steps := []string{}, []string{""}
	for _, n := range s.Nodes() {
		if b, ok := n.Body.(session.Rounded); ok {
			prompts = append(prompts, b.Rewrite.ID, b.Variations[0].ID)
		}
		if n.IsStep() {
			steps = append(steps, n.ID)
		}
	}
	bodies := []session.Body{
		session.Said{Text: "say " + id}, session.Answered{Reply: "no"}, round(id, "").Body,
		session.Edited{Prompt: named(id)}, session.Used{Prompt: named(id)}, session.Generated{Prompt: named("p"), Images: []session.Image{{Path: id}}},
		session.Kept{FavouriteID: "f", Prompt: named("p")}, session.Dropped{FavouriteID: "f", Prompt: named("p")},
		session.Dropped{FavouriteID: "f", Prompt: named("p"), Elsewhere: true},
		session.Moved{To: rapid.SampledFrom(steps).Draw(t, "to")}, session.Titled{Title: id},
	}
	if len(prompts) > 0 {
		bodies = append(bodies, session.Picked{PromptID: rapid.SampledFrom(prompts).Draw(t, "pick")},
			session.Locked{PromptID: rapid.SampledFrom(prompts).Draw(t, "lock"), Locks: []prompt.Lock{{Text: "text"}}})
	}
	parent := s.Head()
	if len(s.Nodes()) > 0 && rapid.IntRange(0, 2).Draw(t, "elsewhere") == 0 {
		parent = rapid.SampledFrom(s.Nodes()).Draw(t, "parent").ID
	}
	return event(id, parent, rapid.SampledFrom(bodies).Draw(t, "body"))
}

func TestApplyOnlyAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := story(t, rapid.IntRange(1, 20).Draw(t, "events"))
		same := tell(t, eventsOf(s)...)
		if !reflect.DeepEqual(same, s) {
			t.Fatal("the same events make another session")
		}
		first, err := s.Apply(happening(t, s))
		if err != nil {
			t.Fatal(err)
		}
		kept := slices.Clone(first.Nodes())
		if _, err := s.Apply(happening(t, s)); err != nil { // another future of the same session
			t.Fatal(err)
		}
		if !reflect.DeepEqual(same, s) {
			t.Fatal("Apply changed the session that it was called on")
		}
		if !reflect.DeepEqual(kept, first.Nodes()) {
			t.Fatal("two futures share their nodes")
		}
		if len(first.Nodes()) != len(s.Nodes())+1 {
			t.Fatalf("%d nodes became %d", len(s.Nodes()), len(first.Nodes()))
		}
		for i, n := range s.Nodes() {
			if !reflect.DeepEqual(n.Event, first.Nodes()[i].Event) || n.Index != i || n.Parent >= i {
				t.Fatalf("node %d was %+v and is %+v", i, n, first.Nodes()[i])
			}
		}
	})
}

func eventsOf(s session.Session) []session.Event {
	var events []session.Event
	for _, n := range s.Nodes() {
		events = append(events, n.Event)
	}
	return events
}

func TestRedoUndoesUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := story(t, rapid.IntRange(1, 20).Draw(t, "events"))
		head, was := s.Head(), current(s)
		n := 0
		for ; s.Head() != ""; n++ {
			s = walk(t, s, s.Undo)
		}
		if _, ok := s.Undo(); ok || current(s) != "" {
			t.Fatalf("after undoing everything %q is current", current(s))
		}
		for range n {
			s = walk(t, s, s.Redo)
		}
		if s.Head() != head || current(s) != was {
			t.Fatalf("undo and redo %d times lead from %q to %q", n, head, s.Head())
		}
	})
}

func TestViewsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := story(t, rapid.IntRange(0, 25).Draw(t, "events"))
		rounds := s.Rounds()
		for i, r := range rounds {
			if n, ok := s.Node(r.Node); !ok || r.Number != i+1 || n.Kind() != "rounded" {
				t.Fatalf("round %d is %+v", i, r)
			}
		}
		if i := s.RoundOf(); i < -1 || i >= len(rounds) {
			t.Fatalf("the head's round is %d of %d", i, len(rounds))
		}
		if s.Head() != "" && !s.OnBranch(node(t, s, s.Head())) {
			t.Fatal("the head is not on its own branch")
		}
		if _, ok := s.Node(""); ok {
			t.Fatal("the root is no node")
		}
		if w, ok := s.Waiting(); ok && w.Kind() != "said" {
			t.Fatalf("a %s is waiting", w.Kind())
		}
		for _, turn := range s.Turns() {
			if turn.Reply == "" && turn.Message == "" {
				t.Fatalf("an empty turn: %+v", turn)
			}
		}
		if utf := len([]rune(s.Title)); utf > 41 {
			t.Fatalf("a title of %d letters", utf)
		}
	})
}

func node(t *rapid.T, s session.Session, id string) session.Node {
	n, ok := s.Node(id)
	if !ok {
		t.Fatalf("no node %q", id)
	}
	return n
}

func locks(s session.Session) string {
	p, _ := s.Current()
	var words []string
	for _, l := range p.Locks {
		words = append(words, l.Text)
	}
	return current(s) + fmt.Sprint(words)
}

func TestLocksGoAlong(t *testing.T) {
	lock := func(id, parent, promptID string, words ...string) session.Event {
		b := session.Locked{PromptID: promptID}
		for _, w := range words {
			b.Locks = append(b.Locks, prompt.Lock{Text: w})
		}
		return event(id, parent, b)
	}
	pick := func(id, parent, promptID string) session.Event {
		return event(id, parent, session.Picked{PromptID: promptID})
	}
	s := tell(t, say("1", "", "m"), round("2", "1"), lock("3", "2", "2", "text"))
	for _, step := range []struct {
		e    session.Event
		want string
	}{
		{pick("4", "3", "2A"), "2A[text]"},
		{lock("5", "4", "2B", "text", "2B"), "2B[text 2B]"},
		{pick("6", "5", "2A"), "2A[text]"},
		{move("7", "5"), "2B[text 2B]"},
		{move("8", "2"), "2[]"},
		{pick("9", "2", "2B"), "2B[]"},
		{lock("10", "9", "2B", "gone", "2B"), "2B[2B]"},
		{lock("11", "10", "2B"), "2B[]"},
	} {
		var err error
		if s, err = s.Apply(step.e); err != nil || locks(s) != step.want {
			t.Fatalf("after %v: %s, want %s (%v)", step.e.ID, locks(s), step.want, err)
		}
	}
	if at := s.RoundOf(); at != 0 {
		t.Errorf("a locked prompt is of no round: %d", at)
	}
	if _, err := s.Apply(lock("12", "", "nobody")); err == nil {
		t.Error("locked words of a prompt that is not there")
	}
}
