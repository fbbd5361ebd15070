package compare_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"easel/tui/screen/compare"
)

// A key with its frame is to take less than 16 ms with six prompts of 32,000
// characters, which is as long as prompts get.

// longPrompts are six prompts of which two are near to one another and the
// others have only their vocabulary in common.
func longPrompts() []compare.Column {
	random := rand.New(rand.NewPCG(1, 2))
	vocabulary := strings.Fields("low warm light over calm water and soft shadows on wet sand with a small boat far out under an amber sky of thin clouds")
	text := func() string {
		var b strings.Builder
		for b.Len() < 32000 {
			b.WriteString(vocabulary[random.IntN(len(vocabulary))])
			b.WriteString([]string{" ", " ", " ", ", ", ". "}[random.IntN(5)])
		}
		return b.String()[:32000]
	}
	first := text()
	near := strings.Replace(first, "calm", "rough", 40)
	return texts(first, near, text(), text(), text(), text())
}

// pressing is a key again and again, each with its frame, in the largest window.
func pressing(b *testing.B, found bool, key func(sc *compare.Screen, n int)) {
	sc, st := compare.New(longPrompts()), state(b)
	sc.Draw(st, 210, 50)
	for find := sc.Find(); found && find != nil; find = sc.Find() {
		sc.Found(find())
		sc.Draw(st, 210, 50)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		key(sc, n)
		sc.Draw(st, 210, 50)
	}
}

func BenchmarkScrolling(b *testing.B) {
	pressing(b, true, func(sc *compare.Screen, n int) { sc.Scroll([]int{7, -5}[n%2]) })
}

func BenchmarkFolding(b *testing.B) {
	pressing(b, true, func(sc *compare.Screen, _ int) { sc.ToggleFold() })
}

func BenchmarkChangingTheBase(b *testing.B) {
	pressing(b, false, func(sc *compare.Screen, n int) { sc.Go(n % 6); sc.Rebase() })
}

// BenchmarkShortPrompts changes the base of prompts that are just short enough
// to be compared within the drawing, none alike: each difference is found
// anew, as on a new screen.
func BenchmarkShortPrompts(b *testing.B) {
	all := longPrompts()
	for i := range all {
		all[i].Prompt.Text = all[i].Prompt.Text[:1999]
	}
	st := state(b)
	b.ReportAllocs()
	for b.Loop() {
		compare.New(all).Draw(st, 210, 50)
	}
}
