package tree_test

import (
	"testing"

	"easel/tui/screen/tree"
)

// A frame at 200x50 is to take less than 2 ms, in a session of two hundred rounds
// too.

func BenchmarkMoving(b *testing.B) {
	st := state(longStory(b).s)
	sc := tree.New(st)
	sc.Draw(st, 200, 50)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sc.Move(1 - 2*(i%2))
		_ = sc.Draw(st, 200, 50)
	}
}

func BenchmarkScrollingFar(b *testing.B) {
	st := state(longStory(b).s)
	sc := tree.New(st)
	sc.ToggleAll()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		sc.Page(1 - 2*(i/4%2))
		_ = sc.Draw(st, 80, 24)
	}
}

// BenchmarkUndoing makes the tree anew, as each step of the head does.
func BenchmarkUndoing(b *testing.B) {
	story := longStory(b)
	there := state(story.s)
	to, _ := story.s.Undo()
	story.back(to)
	back := state(story.s)
	sc := tree.New(there)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		st := there
		if i%2 == 0 {
			st = back
		}
		sc.Follow()
		_ = sc.Draw(st, 200, 50)
	}
}
