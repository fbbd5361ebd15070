package engine_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

var errBroke = errors.New("the connection broke")

func TestAMessageIsDurableBeforeTheGeneratorIsAsked(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	asked := false
	ok(t, ended(o.Send(t.Context(), message("a beach", func() {
		asked = true
		s, err := d.lib.Session(t.Context(), o.State().ID)
		if err != nil || len(s.Nodes()) != 1 || s.Nodes()[0].Body != (session.Said{Text: "a beach"}) {
			t.Errorf("when it is asked the library has %v, %v", s.Nodes(), err)
		}
	}, reply("Which one?")))))
	if !asked {
		t.Error("the generator was never asked")
	}
}

func TestARoundIsToldAsItComesAndCommittedWhole(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	updates, err := all(o.Send(t.Context(), message("a beach", round(1)...)))
	ok(t, err)
	var kinds []string
	for _, u := range updates {
		kinds = append(kinds, strings.TrimPrefix(reflect.TypeOf(u).String(), "engine."))
	}
	if want := "Committed ReplyText ReplyText Rewritten Varied Varied Committed"; strings.Join(kinds, " ") != want {
		t.Errorf("told %v", kinds)
	}
	r := lastRound(t, o)
	if r.Message != "a beach" || r.Reply != "As you said." || r.Cut || r.Generator != "writer" || r.Model != "w-1" {
		t.Errorf("got %+v", r)
	}
	if got := texts(r.Variations); currentText(o) != "Rewrite 1" || !slices.Equal(got, []string{"Variation A of 1", "Variation B of 1"}) {
		t.Errorf("current %q, variations %q", currentText(o), got)
	}
	shown := updates[3].(engine.Rewritten).Prompt.ID
	if shown != r.Rewrite.ID || updates[4].(engine.Varied).Variation.ID != r.Variations[0].ID {
		t.Error("what is committed has another id than what was told")
	}
	if final := updates[6].(engine.Committed).Session; !reflect.DeepEqual(final, o.State()) {
		t.Error("the last word is not the session as it is")
	}
	d.isKept(o)
}

func TestTheGeneratorKnowsTheConversation(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	b := lastRound(t, o).Variations[1]
	_, err := o.Pick(t.Context(), b.ID)
	ok(t, err)
	seed := uint64(7)
	var got promptgen.Request
	spy := writer{func(_ context.Context, r promptgen.Request, yield func(promptgen.Event, error) bool) {
		got = r
		yield(reply("Yes."), nil)
	}}
	ok(t, ended(o.Send(t.Context(), engine.Message{Text: " make it night ", To: spy, Variations: 3, Axes: []prompt.Axis{prompt.Mood}})))
	if got.Message != "make it night" || got.Current.ID != b.ID || got.Variations != 3 || got.Seed != o.State().Seed || !slices.Equal(got.Axes, []prompt.Axis{prompt.Mood}) {
		t.Errorf("it was asked %+v", got)
	}
	if len(got.Round) != 2 || got.Round[1].ID != b.ID {
		t.Errorf("A, B, ... are %v", texts(got.Round))
	}
	if len(got.Conversation) != 1 || got.Conversation[0].Message != "a beach" || got.Conversation[0].Prompt.ID != b.ID {
		t.Errorf("the conversation is %+v", got.Conversation)
	}
	ok(t, ended(o.Send(t.Context(), engine.Message{Text: "again", To: spy, Seed: &seed})))
	if got.Seed != 7 {
		t.Errorf("the seed is %d, want the message's", got.Seed)
	}
}

func TestAGeneratorCannotChangeTheSession(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	axes := map[prompt.Axis]string{prompt.Time: "dusk"}
	vandal := writer{func(_ context.Context, r promptgen.Request, yield func(promptgen.Event, error) bool) {
		r.Current.Axes[prompt.Time] = "spoilt"
		r.Round[0].Text = "spoilt"
		r.Conversation[0].Prompt.Axes[prompt.Time] = "spoilt"
		yield(promptgen.Rewritten{Prompt: prompt.Prompt{Text: "new", Axes: axes}}, nil)
		axes[prompt.Time] = "spoilt"
	}}
	ok(t, ended(o.Send(t.Context(), engine.Message{Text: "x", To: vandal})))
	if strings.Contains(told(o.State()), "spoilt") {
		t.Error(told(o.State()))
	}
	d.isKept(o)
}

func TestParentsOfReplies(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ok(t, ended(o.Send(t.Context(), message("why so low?", reply("The sun is.")))))
	nodes := o.State().Nodes()
	answer, said := nodes[len(nodes)-1], nodes[len(nodes)-2]
	if answer.Event.Parent != said.ID || said.Body != (session.Said{Text: "why so low?"}) {
		t.Errorf("the answer hangs on %q, the message is %q", answer.Event.Parent, said.ID)
	}
	if len(o.State().Rounds()) != 1 {
		t.Error("an answer made a round")
	}
	head := o.State().Head()
	ok(t, ended(o.Send(t.Context(), message("", round(2)...))))
	if n := last(o.State()); n.Event.Parent != head {
		t.Errorf("another round hangs on %q, want the head %q", n.Event.Parent, head)
	}
}

// What a person does while a reply streams goes on its own branch: the round
// stays under its message, and both are kept.
func TestPickingAndUndoingWhileAReplyStreams(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	first := lastRound(t, o)
	ctx := t.Context()
	var parent string
	ok(t, ended(o.Send(ctx, message("night", reply("Night "), func() {
		parent = last(o.State()).ID
		_, err := o.Pick(ctx, first.Variations[0].ID)
		ok(t, err)
		_, moved, err := o.Undo(ctx)
		if err != nil || !moved {
			t.Error("undo did not move", err)
		}
		_, _, err = o.ToggleFavourite(ctx, first.Variations[1].ID)
		ok(t, err)
	}, rewritten("Rewrite 2")))))
	n, _ := o.State().Node(lastRound(t, o).Node)
	if n.Event.Parent != parent || currentText(o) != "Rewrite 2" {
		t.Errorf("the round is under %q, want %q; current is %q", n.Event.Parent, parent, currentText(o))
	}
	d.isKept(o)
}

// breaks are the ways in which a reply does not come to its end.
var breaks = []struct {
	name string
	end  func(cancel context.CancelFunc) any // the generator's last step
	err  bool                                // told as an error
}{
	{"an error", func(context.CancelFunc) any { return errBroke }, true},
	{"cancelled, the generator stops", func(stop context.CancelFunc) any { return func() { stop() } }, true},
	{"a panic", func(context.CancelFunc) any { return func() { panic("a fault") } }, false},
	{"nobody listens any more", nil, false},
}

func TestWhatCameOfABrokenReplyIsDurable(t *testing.T) {
	d := newDesk(t)
	whole := round(2)
	for _, b := range breaks {
		for n := 1; n <= len(whole); n++ {
			t.Run(fmt.Sprintf("%s after %d", b.name, n), func(t *testing.T) {
				o := d.begun()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				err := broken(o, ctx, cancel, whole[:n], b.end)
				if b.err != (err != nil) {
					t.Errorf("the error is %v", err)
				}
				d.isKept(o)
				s := o.State()
				switch body := last(s).Body.(type) {
				case session.Answered:
					if n > 2 || body.Reply != strings.TrimSpace("As you said."[:min(7*n, 12)]) || !body.Cut {
						t.Errorf("got %+v", body)
					}
				case session.Rounded:
					if n < 3 || body.Rewrite.Text != "Rewrite 2" || len(body.Variations) != n-3 || !body.Cut {
						t.Errorf("got %+v", body)
					}
				default:
					t.Errorf("got %#v", body)
				}
				if said, waiting := s.Waiting(); waiting {
					t.Errorf("%v is taken for not answered", said)
				}
			})
		}
	}
}

// broken sends a message whose reply breaks off after these steps.
func broken(o *engine.OpenSession, ctx context.Context, cancel context.CancelFunc, steps []any, end func(context.CancelFunc) any) (failed error) {
	defer func() { _ = recover() }()
	steps = slices.Clone(steps)
	if end != nil {
		steps = append(steps, end(cancel))
	}
	seen := 0
	for _, err := range o.Send(ctx, message("night", steps...)) {
		if err != nil {
			failed = err
		}
		if seen++; end == nil && seen == 1+len(steps) {
			break
		}
	}
	return failed
}

func TestAReplyThatCancelsIsToldAsAnInterruption(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	ctx, cancel := context.WithCancel(t.Context())
	err := ended(o.Send(ctx, message("a beach", reply("One "), func() { cancel() }, context.Canceled)))
	fails(t, err, problem.Interrupted)
}

func TestAMessageIsKeptThoughItWasCancelledAtOnce(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fails(t, ended(o.Send(ctx, message("a beach"))), problem.Interrupted)
	if _, waiting := o.State().Waiting(); !waiting {
		t.Error("the message is lost")
	}
	d.isKept(o)
}

func TestStoppingAtTheFirstWordAsksNobody(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	for range o.Send(t.Context(), message("a beach", func() { t.Error("the generator was asked") })) {
		break
	}
	d.isKept(o)
}

func TestOddReplies(t *testing.T) {
	d := newDesk(t)
	many := []any{rewritten("R")}
	for i := range 20 {
		many = append(many, varied(fmt.Sprintf("V%d", i)))
	}
	for _, c := range []struct {
		name       string
		first      bool // nothing is current yet
		steps      []any
		current    string
		variations []string
	}{
		{"rewritten twice: the last counts", false, []any{rewritten("one"), varied("V"), rewritten("two")}, "two", []string{"V"}},
		{"varied before rewritten", false, []any{varied("V"), rewritten("R"), varied("W")}, "R", []string{"V", "W"}},
		{"varied and never rewritten", false, []any{varied("V")}, "Rewrite 1", []string{"V"}},
		{"varied at the start and never rewritten", true, []any{varied("V"), varied("W")}, "V", []string{"V", "W"}},
		{"the same variation twice", false, []any{rewritten("R"), varied("V"), varied("V")}, "R", []string{"V"}},
		{"a variation that is the rewrite", false, []any{rewritten("R"), varied("R"), varied("V")}, "R", []string{"V"}},
		{"empty ones", false, []any{rewritten(" \n"), rewritten("R"), varied(""), varied("V"), reply("")}, "R", []string{"V"}},
		{"more than asked, and than there are letters for in a round", false, many, "R",
			[]string{"V0", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11"}},
		{"no legal text", false, []any{reply("\xff"), rewritten("R\xff"), varied("V\xfe")}, "R\uFFFD", []string{"V\uFFFD"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := d.open()
			if !c.first {
				o = d.begun()
			}
			updates, err := all(o.Send(t.Context(), message("x", c.steps...)))
			ok(t, err)
			r := lastRound(t, o)
			if currentText(o) != c.current || !slices.Equal(texts(r.Variations), c.variations) {
				t.Errorf("current %q, variations %q", currentText(o), texts(r.Variations))
			}
			ids := map[string]bool{r.Rewrite.ID: true}
			for _, v := range r.Variations {
				if v.ID == "" || ids[v.ID] {
					t.Errorf("a second prompt has the id %q", v.ID)
				}
				ids[v.ID] = true
			}
			for _, u := range updates {
				if shown, is := u.(engine.Rewritten); is && shown.Prompt.ID != r.Rewrite.ID {
					t.Error("a rewrite was told under another id")
				}
			}
			d.isKept(o)
		})
	}
}

func TestLocksComeFromThePersonAlone(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	p := prompt.Prompt{Text: "a red boat", Locks: []prompt.Lock{{At: 2, Text: "red"}}}
	ok(t, ended(o.Send(t.Context(), message("x", promptgen.Rewritten{Prompt: p}))))
	current, _ := o.State().Current()
	if len(current.Locks) != 0 {
		t.Errorf("the generator locked %v", current.Locks)
	}
	_, err := o.ToggleLock(t.Context(), current.ID, 2, 5)
	ok(t, err)
	s, err := o.Edit(t.Context(), current.ID, "a green boat", "")
	ok(t, err)
	if edited, _ := s.Current(); len(edited.Locks) != 0 {
		t.Errorf("after the edit still locked: %v", edited.Locks)
	}
	d.isKept(o)
}

func TestSayingNothingIsAFailure(t *testing.T) {
	for name, steps := range map[string][]any{"no event": nil, "only spaces": {reply("  "), reply("\n")}} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.open()
			fails(t, ended(o.Send(t.Context(), message("a beach", steps...))), problem.Failed, "Writer gave no reply")
			if len(o.State().Nodes()) != 1 {
				t.Error(told(o.State()))
			}
		})
	}
}

func TestOneWordIsEnough(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	first := lastRound(t, o)
	ok(t, ended(o.Send(t.Context(), message("night", round(2)...))))
	for _, step := range []struct{ say, round, want string }{
		{"B", "", "Variation B of 2"},
		{"a", "", "Variation A of 2"},
		{" . ", "", "Rewrite 2"},
		{"undo", "", "Variation A of 2"},
		{"Go back.", "", "Variation B of 2"},
		{"redo!", "", "Variation A of 2"},
		{"b", first.Node, "Variation B of 1"},
		{"A", "", "Variation A of 1"},
	} {
		m := message(step.say, func() { t.Errorf("%q was sent to the generator", step.say) })
		m.Round = step.round
		ok(t, ended(o.Send(t.Context(), m)))
		if currentText(o) != step.want {
			t.Fatalf("%q: current is %q, want %q", step.say, currentText(o), step.want)
		}
	}
	d.isKept(o)
}

func TestALetterOfNoVariationIsAMessage(t *testing.T) {
	d := newDesk(t)
	for _, text := range []string{"K", "5", "é", "B please"} {
		o := d.begun()
		asked := false
		ok(t, ended(o.Send(t.Context(), message(text, func() { asked = true }, reply("Yes.")))))
		if !asked {
			t.Errorf("%q was not sent", text)
		}
	}
	if err := ended(d.open().Send(t.Context(), message("B", reply("Yes.")))); err != nil {
		t.Error("without a round B is an idea:", err)
	}
}

func TestMessagesThatCannotBeSent(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	ctx := t.Context()
	fails(t, ended(o.Send(ctx, message(" \n\t"))), problem.Usage, "nothing to send")
	fails(t, ended(o.Send(ctx, message("undo"))), problem.Usage, "nothing to undo")
	fails(t, ended(o.Send(ctx, message("redo"))), problem.Usage, "nothing to redo")
	for _, n := range []int{-1, 13} {
		m := message("a beach", round(1)...)
		m.Variations = n
		fails(t, ended(o.Send(ctx, m)), problem.Usage, "variations", "0 to 12")
	}
	if !o.State().Empty() {
		t.Error(told(o.State()))
	}
	o.Close()
	fails(t, ended(o.Send(ctx, message("a beach"))), problem.Failed, "closed")
}

func TestARewriteThatChangesLockedWordsIsNotTaken(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	current, _ := o.State().Current()
	_, err := o.ToggleLock(t.Context(), current.ID, 0, len(current.Text))
	ok(t, err)
	err = ended(o.Send(t.Context(), message("another", reply("Here you are."), rewritten("Something else"), varied("B of "+current.Text), varied("without"))))
	fails(t, err, problem.Failed, "changed the locked words", current.Text)
	if currentText(o) != current.Text || len(o.State().Rounds()) != 2 {
		t.Errorf("current is %q after %d rounds", currentText(o), len(o.State().Rounds()))
	}
	if got := texts(lastRound(t, o).Variations); len(got) != 1 {
		t.Errorf("took %q", got)
	}
	d.isKept(o)
}
