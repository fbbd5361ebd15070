package prompt_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/prompt"
)

func TestDiffIsExact(t *testing.T) {
	text := rapid.StringMatching(`([a-c]{1,2}|[ ,.\n]|日|é|👩‍🚀|-|'){0,40}`)
	rapid.Check(t, func(t *rapid.T) {
		from, to := text.Draw(t, "from"), text.Draw(t, "to")
		var a, b strings.Builder
		for _, h := range prompt.Diff(from, to) {
			if h.Text == "" {
				t.Fatal("an empty hunk")
			}
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
	})
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
			added: []string{"lighthouse", "moonlight"}, removed: []string{"amber sky"}},
		{name: "moved words are no change", before: "Gulls over the sea.", after: "The sea, gulls over it."},
		{name: "a plural is no change", before: "red boats", after: "a red boat"},
		{name: "negatives", before: "A street.", after: "A street.", negBefore: "cars", negAfter: "people, signs",
			added: []string{"no people", "no signs"}, removed: []string{"no cars"}},
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
