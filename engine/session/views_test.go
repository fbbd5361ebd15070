package session_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel/engine/session"
)

// branching is a story with an answer, a pick and two branches:
//
//	m1 - r1 - p1 (r1A) - m2 - a2
//	      |         \ m3 - r2
//	      \ m4 - r3
func branching(t test, more ...session.Event) session.Session {
	t.Helper()
	return tell(t, append([]session.Event{
		say("m1", "", "a beach"), round("r1", "m1"),
		event("p1", "r1", session.Picked{PromptID: "r1A"}),
		say("m2", "p1", "why so low?"), answer("a2", "m2"),
		say("m3", "p1", "make it night"), round("r2", "m3"),
		move("x1", "r1"),
		say("m4", "r1", "make it day"), round("r3", "m4"),
	}, more...)...)
}

func TestRounds(t *testing.T) {
	s := branching(t, round("r4", "r3"))
	var got []string
	for _, r := range s.Rounds() {
		got = append(got, r.Node+": "+r.Message)
	}
	want := []string{"r1: a beach", "r2: make it night", "r3: make it day", "r4: "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for to, want := range map[string]int{"r1": 0, "p1": 0, "r2": 1, "r3": 2, "r4": 3, "": -1} {
		at := branching(t, round("r4", "r3"), move("x", to))
		if got := at.RoundOf(); got != want {
			t.Errorf("at %q the round is %d, want %d", to, got, want)
		}
	}
	picked := branching(t, move("x", "r2"), event("p2", "r2", session.Picked{PromptID: "r1B"}))
	if got := picked.RoundOf(); got != 0 {
		t.Errorf("a prompt picked from round 0 is in round %d", got)
	}
	if got := tell(t, event("u", "", session.Used{Prompt: named("u")})).RoundOf(); got != -1 {
		t.Errorf("without a round it is %d", got)
	}
}

func TestTurns(t *testing.T) {
	turn := func(message, reply, before, after string) session.Turn {
		turn := session.Turn{Message: message, Reply: reply, After: named(after)}
		if before != "" {
			turn.Before = named(before)
		}
		return turn
	}
	for to, want := range map[string][]session.Turn{
		"":   nil,
		"r1": {turn("a beach", "reply r1", "", "r1")},
		"p1": {turn("a beach", "reply r1", "", "r1A"), turn("why so low?", "reply a2", "r1A", "r1A")},
		"r2": {turn("a beach", "reply r1", "", "r1A"), turn("why so low?", "reply a2", "r1A", "r1A"), turn("make it night", "reply r2", "r1A", "r2")},
		"r3": {turn("a beach", "reply r1", "", "r1"), turn("make it day", "reply r3", "r1", "r3")},
	} {
		s := branching(t, move("x", to), say("waiting", to, "and now?"))
		if got := s.Turns(); !reflect.DeepEqual(got, want) {
			t.Errorf("at %q:\n%+v\nwant:\n%+v", to, got, want)
		}
	}
}

func TestTurnsBeforeAnythingIsCurrent(t *testing.T) {
	s := tell(t, say("m", "", "hello"), answer("a", "m"))
	if got := s.Turns(); len(got) != 1 || got[0].Message != "hello" || got[0].Reply != "reply a" {
		t.Errorf("got %+v", got)
	}
}

func TestOnBranch(t *testing.T) {
	for to, want := range map[string]string{
		"r2": "m1 r1 p1 m2 a2 m3 r2",
		"p1": "m1 r1 p1 m2 a2",
		"r3": "m1 r1 m4 r3",
		"r1": "m1 r1",
	} {
		s := branching(t, move("x", to))
		var on []string
		for _, n := range s.Nodes() {
			if n.Kind() != "moved" && s.OnBranch(n) {
				on = append(on, n.ID)
			}
		}
		if got := strings.Join(on, " "); got != want {
			t.Errorf("at %s: %s, want %s", to, got, want)
		}
	}
}

func TestAMessageThatWasAnsweredTwiceIsOnBothBranches(t *testing.T) {
	s := tell(t, say("m", "", "a beach"), round("r1", "m"), round("r2", "m"))
	for _, to := range []string{"r1", "r2"} {
		at, err := s.Apply(move("x", to))
		if err != nil {
			t.Fatal(err)
		}
		if m, _ := at.Node("m"); !at.OnBranch(m) {
			t.Errorf("at %s the message is not on the branch", to)
		}
	}
}

func TestWaiting(t *testing.T) {
	for name, c := range map[string]struct {
		events []session.Event
		want   string
	}{
		"nothing":           {nil, ""},
		"a message":         {[]session.Event{say("m", "", "a beach")}, "m"},
		"the last of two":   {[]session.Event{say("m", "", "a beach"), say("n", "", "a hill")}, "n"},
		"answered":          {[]session.Event{say("m", "", "why?"), answer("a", "m")}, ""},
		"a round came":      {[]session.Event{say("m", "", "a beach"), round("r", "m")}, ""},
		"after a round":     {[]session.Event{round("r", ""), say("m", "r", "more")}, "m"},
		"something between": {[]session.Event{round("r", ""), say("m", "r", "more"), event("p", "r", session.Picked{PromptID: "rA"})}, "m"},
	} {
		n, ok := tell(t, c.events...).Waiting()
		if n.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q is waiting, %v, want %q", name, n.ID, ok, c.want)
		}
	}
}

func TestFavourite(t *testing.T) {
	keep := func(id, parent, favourite string) session.Event {
		return event(id, parent, session.Kept{FavouriteID: favourite, Prompt: named("rA")})
	}
	drop := func(id, parent, favourite string) session.Event {
		return event(id, parent, session.Dropped{FavouriteID: favourite, Prompt: named("rA")})
	}
	elsewhere := event("d", "r", session.Dropped{FavouriteID: "f", Prompt: named("rA"), Elsewhere: true})
	for name, c := range map[string]struct {
		events []session.Event
		want   string
	}{
		"dropped elsewhere":           {[]session.Event{keep("k", "r", "f"), elsewhere, move("x", "")}, ""},
		"and kept again":              {[]session.Event{keep("k", "r", "f"), elsewhere, keep("l", "r", "f")}, "f"},
		"never kept":                  {nil, ""},
		"kept":                        {[]session.Event{keep("k", "r", "f")}, "f"},
		"dropped":                     {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f")}, ""},
		"the drop undone":             {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), move("x", "r")}, "f"},
		"and redone":                  {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), move("x", "r"), move("y", "d")}, ""},
		"undone far behind":           {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), round("q", "d"), move("x", "")}, "f"},
		"dropped further up":          {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), round("q", "d")}, ""},
		"kept again":                  {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), keep("l", "d", "g")}, "g"},
		"kept again, the drop undone": {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), keep("l", "d", "g"), move("x", "r")}, "g"},
		"kept elsewhere, drop undone": {[]session.Event{drop("d", "r", "f"), move("x", "r")}, "f"},
		"dropped on two branches":     {[]session.Event{keep("k", "r", "f"), drop("d", "r", "f"), move("x", "r"), drop("e", "r", "f"), move("y", "d")}, ""},
	} {
		s := tell(t, append([]session.Event{round("r", "")}, c.events...)...)
		id, ok := s.Favourite("rA")
		if ok != (c.want != "") || ok && id != c.want {
			t.Errorf("%s: %q, %v, want %q", name, id, ok, c.want)
		}
		if _, ok := s.Favourite("rB"); ok {
			t.Errorf("%s: another prompt is a favourite too", name)
		}
		if s.Dropped()["f"] && ok && id == "f" {
			t.Errorf("%s: dropped and kept at once", name)
		}
	}
}

func TestPictures(t *testing.T) {
	s := tell(t, round("r", ""),
		event("g1", "r", session.Generated{Generator: "sketch", Images: []session.Image{{Path: "/1"}, {Path: "/2"}}}),
		event("g2", "r", session.Generated{Problem: "refused"}),
		event("g3", "r", session.Generated{Images: []session.Image{{Path: "/3"}}}))
	var got []string
	for _, p := range s.Pictures() {
		got = append(got, p.Node+p.Path)
	}
	if want := []string{"g1/1", "g1/2", "g3/3"}; !slices.Equal(got, want) || s.Pictures()[0].From.Generator != "sketch" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTitle(t *testing.T) {
	for name, c := range map[string]struct {
		events []session.Event
		want   string
	}{
		"the first message": {[]session.Event{say("1", "", "  a beach\n sunset "), say("2", "", "make it night")}, "a beach sunset"},
		"a pasted prompt":   {[]session.Event{event("1", "", session.Used{Prompt: named("pasted")})}, "text pasted"},
		"a name":            {[]session.Event{say("1", "", "a beach"), event("2", "", session.Titled{Title: "My beach"}), say("3", "", "x")}, "My beach"},
		"an empty message":  {[]session.Event{say("1", "", " \n "), say("2", "", "a beach")}, "a beach"},
		"cut at a word":     {[]session.Event{say("1", "", "a long beach in the evening with two lighthouses")}, "a long beach in the evening with two…"},
		"one long word":     {[]session.Event{say("1", "", strings.Repeat("日", 50))}, strings.Repeat("日", 40) + "…"},
	} {
		if got := tell(t, c.events...).Title; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
