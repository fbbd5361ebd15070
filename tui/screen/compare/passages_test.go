package compare

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

func anyWords() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{" ", " ", " ", ", ", ". ", "\n", "a", "and", "of", "night", "dawn", "calm sea", "gulls", "夜", "海", "👩‍👩‍👧", "e\u0301"})
	return rapid.Map(rapid.SliceOfN(piece, 0, 40), func(all []string) string { return strings.Join(all, "") })
}

func TestPassagesAreBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, text := anyWords().Draw(t, "base"), anyWords().Draw(t, "text")
		var was, is strings.Builder
		for _, p := range passages(prompt.Diff(base, text)) {
			if p.differs() == (p.same != "") {
				t.Fatalf("%+v is neither shared nor a difference", p)
			}
			was.WriteString(p.same + p.gone)
			is.WriteString(p.same + p.new)
		}
		if was.String() != base || is.String() != text {
			t.Fatalf("the passages are %q and %q", was.String(), is.String())
		}
	})
}

func TestABaseIsWhatAllShareAndWhatSomeLack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := anyWords().Draw(t, "base")
		var others [][]passage
		for _, text := range rapid.SliceOfN(anyWords(), 0, 4).Draw(t, "others") {
			others = append(others, passages(prompt.Diff(base, text)))
		}
		var all strings.Builder
		shared := 0
		for _, p := range sharedByAll(base, others) {
			all.WriteString(p.same + p.gone)
			shared += len(p.same)
		}
		if all.String() != base {
			t.Fatalf("the passages are %q", all.String())
		}
		for _, other := range others {
			has := 0
			for _, p := range other {
				has += len(p.same)
			}
			if shared > has {
				t.Fatalf("all share %d bytes, but one has only %d", shared, has)
			}
		}
	})
}

// TestAPageShowsWhatItWouldStyledWhole holds the styling of single lines to
// that of the whole text.
func TestAPageShowsWhatItWouldStyledWhole(t *testing.T) {
	st := style.New(themes.Default(true))
	rapid.Check(t, func(t *rapid.T) {
		spans := spansOf(passages(prompt.Diff(anyWords().Draw(t, "base"), anyWords().Draw(t, "text"))), rapid.Bool().Draw(t, "fold"))
		width := rapid.IntRange(1, 40).Draw(t, "width")
		whole := widget.Spans(spans, width, st)
		page := layOut(spans, width)
		from, n := rapid.IntRange(-1, 12).Draw(t, "from"), rapid.IntRange(-1, 12).Draw(t, "n")
		start := min(max(from, 0), len(whole))
		want := whole[start:min(start+max(n, 0), len(whole))]
		if got := page.show(from, n, st); !slices.Equal(got, want) {
			t.Fatalf("lines are\n%q, not\n%q", got, want)
		}
	})
}

func TestAValueIsToldWithoutItsLittleWords(t *testing.T) {
	for value, want := range map[string]string{
		"with a gentle fog": "gentle fog", "at dawn": "dawn", "the": "the", "with the": "the", "": "", "late at night": "late at night",
	} {
		if got := pithy(value); got != want {
			t.Errorf("%q becomes %q, not %q", value, got, want)
		}
	}
}

func TestCellsShareTheRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		axes := prompt.AllAxes()[:rapid.IntRange(1, 10).Draw(t, "axes")]
		value := rapid.Map(rapid.IntRange(0, 60), func(n int) string { return strings.Repeat("v", n) })
		sc := New([]Column{{Prompt: prompt.Prompt{Axes: map[prompt.Axis]string{}}}})
		for _, a := range axes {
			sc.columns[0].Prompt.Axes[a] = value.Draw(t, "value")
		}
		room := rapid.IntRange(len(axes)*leastValue, 200).Draw(t, "room")
		total := 0
		for n, w := range sc.valueWidths(axes, room) {
			shown, _ := sc.value(0, axes[n])
			if w < leastValue && w < max(term.Width(shown), len(axes[n]))+2 {
				t.Fatalf("%s has %d cells for %q", axes[n], w, shown)
			}
			total += w
		}
		if total > room {
			t.Fatalf("%d cells in a room of %d", total, room)
		}
	})
}
