package engine_test

import (
	"testing"

	"easel/engine/problem"
	"easel/engine/session"
)

func TestGoingOnFromAnywhere(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	first := lastRound(t, o)
	_, err := o.Pick(ctx, first.Variations[0].ID)
	ok(t, err)
	ok(t, ended(o.Send(ctx, message("again", round(2)...))))
	second := lastRound(t, o)
	nodes := len(o.State().Nodes())

	s, moved, err := o.GoOn(ctx, first.Node, "")
	ok(t, err)
	if p, _ := s.Current(); !moved || p.ID != first.Rewrite.ID || s.Head() != first.Node || len(s.Nodes()) != nodes+1 {
		t.Error(moved, told(s))
	}
	if s, moved, err = o.GoOn(ctx, first.Node, ""); moved || err != nil || len(s.Nodes()) != nodes+1 {
		t.Error("going to where one is was a step", moved, err)
	}
	s, moved, err = o.GoOn(ctx, second.Node, second.Variations[1].ID)
	ok(t, err)
	picked := last(s)
	if p, _ := s.Current(); !moved || p.ID != second.Variations[1].ID || picked.Event.Parent != second.Node {
		t.Error("a variation is not picked where its round is", told(s))
	}
	s, _, err = o.Undo(ctx)
	if ok(t, err); s.Head() != second.Node {
		t.Error("undo goes elsewhere", told(s))
	}
	s, moved, err = o.GoOn(ctx, first.Node, first.Rewrite.ID)
	if ok(t, err); !moved || s.Head() != first.Node {
		t.Error("the rewrite of a round is the round itself", told(s))
	}
	d.isKept(o)
}

func TestGoingOnFromWhatIsNotThere(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	before := len(o.State().Nodes())
	message := o.State().Nodes()[0]
	if _, is := message.Body.(session.Said); !is {
		t.Fatal(told(o.State()))
	}
	step := lastRound(t, o).Node
	for _, to := range [][2]string{{"", ""}, {"nowhere", ""}, {message.ID, ""}, {step, "nobody's"}} {
		s, moved, err := o.GoOn(ctx, to[0], to[1])
		if moved || len(s.Nodes()) != before {
			t.Error(to, told(s))
		}
		fails(t, err, problem.Failed, "not in the session")
	}
	o.Close()
	if _, moved, err := o.GoOn(ctx, step, ""); moved || err == nil {
		t.Error("a closed session went on")
	}
	d.isKept(o)
}

// TestUndoAndRedoStepOverBranches goes back over where two branches part, and
// forward again into the one that was visited last.
func TestUndoAndRedoStepOverBranches(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	first := lastRound(t, o)
	ok(t, ended(o.Send(ctx, message("one way", round(2)...))))
	one := lastRound(t, o)
	_, _, err := o.GoOn(ctx, first.Node, "")
	ok(t, err)
	ok(t, ended(o.Send(ctx, message("another", round(3)...))))
	another := lastRound(t, o)
	steps := func(want string, step func() (session.Session, bool, error)) {
		t.Helper()
		if s, moved, err := step(); !moved || err != nil || s.Head() != want {
			t.Errorf("the head is on %q, not on %q: %v, %v", s.Head(), want, moved, err)
		}
	}
	undo := func() (session.Session, bool, error) { return o.Undo(ctx) }
	redo := func() (session.Session, bool, error) { return o.Redo(ctx) }
	steps(first.Node, undo)
	steps(another.Node, redo)
	steps(first.Node, undo)
	steps(one.Node, func() (session.Session, bool, error) { return o.GoOn(ctx, one.Node, "") })
	steps(first.Node, undo)
	steps(one.Node, redo) // the branch that was visited last
	d.isKept(o)
}
