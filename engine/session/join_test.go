package session_test

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/session"
)

// goOn is a session in which more happens, with ids of its own.
func goOn(t *rapid.T, s session.Session, where string) session.Session {
	for i := range rapid.IntRange(0, 8).Draw(t, where) {
		e := happeningAs(t, s, fmt.Sprintf("%s%d", where, i))
		if n, ok := s.Node(e.Parent); ok && n.Kind() == "moved" { // nothing hangs on a move
			e.Parent = s.Head()
		}
		var err error
		if s, err = s.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// tree is what happened, moves apart, and on what it hangs.
func tree(s session.Session) map[string]string {
	all := make(map[string]string)
	for _, n := range s.Nodes() {
		if n.Kind() != "moved" {
			all[n.ID] = n.Event.Parent
		}
	}
	return all
}

// Two ways of going on with a session come to the same tree from either side,
// with all of both in it; each side stays where it was, and doing it again
// changes nothing.
func TestJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := goOn(t, session.New("s", 1, noon), "base")
		one, other := goOn(t, base, "one"), goOn(t, base, "other")
		ids := 0
		newID := func() string { ids++; return fmt.Sprintf("back%d", ids) }
		join := func(s, there session.Session) session.Session {
			joined, added, err := s.Join(eventsOf(there), newID)
			if err != nil {
				t.Fatal(err)
			}
			if len(joined.Nodes()) != len(s.Nodes())+len(added) || joined.Head() != s.Head() || current(joined) != current(s) {
				t.Fatalf("%d nodes and %d are %d; the head went from %q to %q", len(s.Nodes()), len(added), len(joined.Nodes()), s.Head(), joined.Head())
			}
			return joined
		}
		here, there := join(one, other), join(other, one)
		want := tree(one)
		maps.Copy(want, tree(other))
		if !maps.Equal(tree(here), want) || !maps.Equal(tree(there), want) {
			t.Fatalf("joined to %v and %v, not %v", tree(here), tree(there), want)
		}
		for _, again := range []session.Session{other, there, here} {
			if _, added, err := here.Join(eventsOf(again), newID); len(added) > 0 || err != nil {
				t.Fatalf("joining again adds %v, %v", added, err)
			}
		}
	})
}

func TestWhatDoesNotFitIsNotJoined(t *testing.T) {
	s := tell(t, say("m", "", "a beach"), round("r", "m"))
	for _, e := range []session.Event{round("x", "nowhere"), event("x", "r", nil), event("x", "r", session.Picked{PromptID: "none"})} {
		if joined, added, err := s.Join([]session.Event{e}, func() string { return "back" }); err == nil || len(added) > 0 || len(joined.Nodes()) != 2 {
			t.Errorf("%+v was joined: %v, %v", e, added, err)
		}
	}
}
