package prompt_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/prompt"
)

func TestDiffIsExact(t *testing.T) {
	text := rapid.StringMatching(`([a-c]{1,2}|[ ,.\n]|日|é|👩‍🚀|-|'|\x00){0,40}`)
	rapid.Check(t, func(t *rapid.T) { checkDiff(t, text.Draw(t, "from"), text.Draw(t, "to")) })
}

// checkDiff fails unless the hunks give both texts back and no two of a kind
// come one after the other.
func checkDiff(t *rapid.T, from, to string) {
	var a, b strings.Builder
	var before prompt.Op
	for _, h := range prompt.Diff(from, to) {
		if h.Text == "" || h.Op == before || before == prompt.Insert && h.Op == prompt.Delete {
			t.Fatalf("a hunk %v after a hunk %q", h, before)
		}
		before = h.Op
		if h.Op != prompt.Insert {
			a.WriteString(h.Text)
		}
		if h.Op != prompt.Delete {
			b.WriteString(h.Text)
		}
	}
	if a.String() != from || b.String() != to {
		t.Fatalf("hunks give %q and %q, want %q and %q", a.String(), b.String(), from, to)
	}
}

// Long texts are matched another way.
func TestDiffOfLongTextsIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{3, 500, 5000}).Draw(t, "different words")
		dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		list := make([]string, rapid.IntRange(0, 3000).Draw(t, "words"))
		for i := range list {
			list[i] = fmt.Sprint("w", dice.IntN(size))
		}
		other := slices.Clone(list)
		for range rapid.IntRange(0, 1000).Draw(t, "changes") {
			i := dice.IntN(len(other) + 1)
			switch dice.IntN(3) {
			case 0:
				other = slices.Insert(other, i, fmt.Sprint("w", dice.IntN(size)))
			case 1:
				other = append(other[i:len(other):len(other)], other[:i]...)
			default:
				other = slices.Delete(other, max(i-1, 0), i)
			}
		}
		checkDiff(t, strings.Join(list, " "), strings.Join(other, " "))
	})
}

func TestDiffOfLongTextsFindsWhatIsTheSame(t *testing.T) {
	same := words(3000, func(i int) string { return fmt.Sprint("w", i) })
	for _, c := range []struct{ name, from, to string }{
		{"a word in the middle", same, strings.Replace(same, " w1500 ", " other ", 1)},
		{"a word at each end", "a " + same + "b", "c " + same + "d"},
		{"pages before and after", words(900, func(int) string { return "x" }) + same + words(900, func(int) string { return "y" }), same},
		{"two chapters in each other's place", same, same[len(same)/2:] + same[:len(same)/2]},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := 0
			for _, h := range prompt.Diff(c.from, c.to) {
				if h.Op == prompt.Equal {
					kept += len(h.Text)
				}
			}
			if kept < len(same)*49/100 {
				t.Errorf("of %d letters it finds %d again", len(same), kept)
			}
		})
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "a beach", "don't—stop", "日本の海", "e\u0301te\u0301", "\xff\xfe", "👩‍🚀 waves"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := strings.Join(prompt.Tokens(text), ""); got != text {
			t.Errorf("tokens of %q join to %q", text, got)
		}
	})
}

func TestDiffReplacesPhrasesWhole(t *testing.T) {
	got := prompt.Diff("a calm beach at noon", "a calm beach under a storm")
	want := []prompt.Hunk{
		{Op: prompt.Equal, Text: "a calm beach "},
		{Op: prompt.Delete, Text: "at noon"},
		{Op: prompt.Insert, Text: "under a storm"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name, before, after, negBefore, negAfter string
		added, removed                           []string
	}{
		{name: "added and removed", before: "A beach under an amber sky.", after: "A beach with a lighthouse under moonlight.",
			added: []string{"lighthouse under moonlight"}, removed: []string{"amber sky"}},
		{name: "moved words are no change", before: "Gulls over the sea.", after: "The sea, gulls over it."},
		{name: "a plural is no change", before: "red boats", after: "a red boat"},
		{name: "negatives", before: "A street.", after: "A street.", negBefore: "cars", negAfter: "people, signs",
			added: []string{"no people", "no signs"}, removed: []string{"no cars"}},
		{name: "an adjective keeps its noun", before: "Lit by slow amber light, fading.", after: "Lit by silver light from a high moon.",
			added: []string{"silver light from a high moon"}, removed: []string{"slow amber light", "fading"}},
		{name: "a noun keeps what is said of it", before: "Two foxes in snow.", after: "Two wolves in snow.",
			added: []string{"Two wolves"}, removed: []string{"Two foxes"}},
		{name: "frames of sentences are not told", before: "The mood is quiet.", after: "The mood is quiet. The colours are slate and muted greens; the view is low, with a diagonal leading into the depth.",
			added: []string{"slate", "muted greens", "low", "diagonal leading into the depth"}},
		{name: "what says little is told with what it goes with", before: "a print", after: "a print in flat colours, from standing height",
			added: []string{"flat colours", "standing height"}},
		{name: "what says little is told when there is nothing else", before: "a print", after: "a print in colour", added: []string{"colour"}},
		{name: "a place at the end of a clause", before: "A boat. Seen from the quay.", after: "A boat. Seen from above. The sky is very near, gulls behind the mast.",
			added: []string{"from above", "sky", "very near", "gulls behind the mast"}, removed: []string{"from the quay"}},
		{name: "where it is seen from", before: "A boat.", after: "A boat from the air.", added: []string{"from the air"}},
		{name: "where it is seen from, alone", before: "A boat.", after: "A boat, seen in fog, from the air.", added: []string{"fog", "from the air"}},
		{name: "a place after its noun", before: "A boat.", after: "A boat, clouds above.", added: []string{"clouds above"}},
		{name: "phrases are told whole", before: "A boat.", after: "A boat. The view is from far off, so that the distances stack up, with a winding line that carries the eye inwards; broad tideline and still pools left by the ebb, in a palette of peach.",
			added: []string{"far off", "distances stack up", "winding line that carries the eye inwards", "broad tideline", "still pools left by the ebb", "peach"}},
		{name: "what is told of a thing belongs to it", before: "A boat.", after: "A boat. Even light that is only just arriving. The lamp there is red. Seen from above and very near.",
			added: []string{"Even light that is only just arriving", "lamp", "red", "from above", "very near"}},
		{name: "long phrases are cut where they can end", before: "A boat.", after: "A boat. Light falls slowly across the old weathered blue wooden kitchen floor. Very tall old heavy weathered grey blue wooden fishing masts.",
			added: []string{"Light falls slowly", "tall old heavy weathered grey blue wooden fishing"}},
		{name: "a phrase twice is told once", before: "A boat.", after: "A boat, tall waves; Tall waves.", added: []string{"tall waves"}},
		{name: "lines end phrases", before: "A boat.", after: "A boat.\nwide sea\ncalm sky", added: []string{"wide sea", "calm sky"}},
		{name: "scripts without spaces", before: "海の写真", after: "夜の海の写真、赤い船", added: []string{"夜の", "赤い船"}},
		{name: "signs are words, too", before: "A boat.", after: "A boat 🌊.", added: []string{"🌊"}},
		{name: "space and marks are no change", before: "A boat, a sea.", after: "A boat;  a\nsea"},
		{name: "from nothing to nothing"},
		{name: "the first prompt is all new", after: "A red boat.", added: []string{"red boat"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := prompt.ChangesBetween(prompt.Prompt{Text: c.before, Negative: c.negBefore}, prompt.Prompt{Text: c.after, Negative: c.negAfter})
			if !slices.Equal(got.Added, c.added) || !slices.Equal(got.Removed, c.removed) {
				t.Errorf("added %q removed %q, want %q and %q", got.Added, got.Removed, c.added, c.removed)
			}
		})
	}
}

func TestParseAxis(t *testing.T) {
	for in, want := range map[string]prompt.Axis{"lighting": prompt.Lighting, " Light ": prompt.Lighting, "style": prompt.Medium} {
		if got, ok := prompt.ParseAxis(in); !ok || got != want {
			t.Errorf("ParseAxis(%q) = %q, %v", in, got, ok)
		}
	}
	if _, ok := prompt.ParseAxis("sound"); ok {
		t.Error("sound is no axis")
	}
}

func TestOrderedHidesNeitherSide(t *testing.T) {
	c := prompt.Changes{Added: []string{"a", "b", "c"}, Removed: []string{"x"}}
	if got, want := c.Ordered(), []string{"+ a", "+ b", "- x", "+ c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
