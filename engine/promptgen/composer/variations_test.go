package composer_test

import (
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
	"reflect"
	"slices"
	"testing"
)

func differs(a, b prompt.Prompt) []prompt.Axis {
	var out []prompt.Axis
	for _, axis := range prompt.AllAxes() {
		if a.Axes[axis] != b.Axes[axis] {
			out = append(out, axis)
		}
	}
	return out
}

func TestVariationsDiffer(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "ideas.txt") {
		r := refine(t, c, promptgen.Request{Message: row[0], Seed: 3, Variations: 6})
		if len(r.round) != 6 {
			t.Errorf("%q: %d variations", row[0], len(r.round))
		}
		for i, v := range r.round {
			if got := differs(*r.rewritten, v.Prompt); !reflect.DeepEqual(got, v.Differs) || len(got) < 2 {
				t.Errorf("%q %s: says %v, is %v", row[0], prompt.Letter(i), v.Differs, got)
			}
			for j, other := range r.round[:i] {
				if d := differs(v.Prompt, other.Prompt); len(d) < 2 || v.Text == other.Text {
					t.Errorf("%q: %s and %s differ on %v", row[0], prompt.Letter(i), prompt.Letter(j), d)
				}
			}
			for _, l := range lint(v.Text) {
				t.Errorf("%q %s: %s\n%s", row[0], prompt.Letter(i), l, v.Text)
			}
			if v.Axes[prompt.Subject] != r.rewritten.Axes[prompt.Subject] {
				t.Errorf("%q %s: the subject is %q", row[0], prompt.Letter(i), v.Axes[prompt.Subject])
			}
		}
	}
}

func TestNamedAxesAreTheOnlyDifference(t *testing.T) {
	c := composer.New()
	for _, idea := range []string{"a beach sunset", "a quiet library", "an old fisherman", "a perfume bottle"} {
		for _, axes := range [][]prompt.Axis{
			{prompt.Lighting}, {prompt.Palette}, {prompt.Medium}, {prompt.Camera}, {prompt.Mood}, {prompt.Composition}, {prompt.Texture}, {prompt.Time},
			{prompt.Time, prompt.Palette}, {prompt.Medium, prompt.Lighting}, {prompt.Camera, prompt.Mood, prompt.Palette},
		} {
			first := refine(t, c, promptgen.Request{Message: idea, Seed: 1})
			r := refine(t, c, promptgen.Request{Current: *first.rewritten, Variations: 12, Axes: axes, Seed: 1})
			if r.rewritten == nil || r.rewritten.Text != first.rewritten.Text {
				t.Fatalf("%q %v: another round changed the prompt", idea, axes)
			}
			if len(r.round) != 12 && !(slices.Contains(axes, prompt.Texture) && len(r.round) > 3) {
				t.Errorf("%q %v: %d variations", idea, axes, len(r.round))
			}
			texts := map[string]bool{}
			for i, v := range r.round {
				if !reflect.DeepEqual(v.Differs, axes) && !slices.Equal(sorted(v.Differs), sorted(axes)) {
					t.Errorf("%q %v %s: differs in %v", idea, axes, prompt.Letter(i), v.Differs)
				}
				texts[v.Text] = true
			}
			if len(texts) != len(r.round) {
				t.Errorf("%q %v: %d texts of %d", idea, axes, len(texts), len(r.round))
			}
		}
	}
}

func sorted(axes []prompt.Axis) []prompt.Axis {
	out := slices.Clone(axes)
	slices.Sort(out)
	return out
}

func TestARoundLeavesAloneWhatWasAskedFor(t *testing.T) {
	c := composer.New()
	for _, row := range []struct {
		idea, message string
		keeps         []prompt.Axis
	}{
		{"a red boat on a lake at night", "", []prompt.Axis{prompt.Time, prompt.Setting}},
		{"a harbour at dawn, as a woodcut", "", []prompt.Axis{prompt.Time, prompt.Medium}},
		{"a red boat", "make it night, as a watercolour", []prompt.Axis{prompt.Time, prompt.Medium}},
		{"a red boat as a watercolour", "make it night", []prompt.Axis{prompt.Time, prompt.Medium}},
		{"a harbour", "from above, only blues", []prompt.Axis{prompt.Camera, prompt.Palette}},
		{"a harbour", "make it foggy and calm", []prompt.Axis{prompt.Setting, prompt.Mood}},
	} {
		for seed := range uint64(3) {
			r := refine(t, c, promptgen.Request{Message: row.idea, Variations: 6, Seed: seed})
			if row.message != "" {
				turn := promptgen.Turn{Message: row.idea, Prompt: *r.rewritten}
				r = refine(t, c, promptgen.Request{Conversation: []promptgen.Turn{turn}, Message: row.message, Current: *r.rewritten, Round: r.round, Variations: 6, Seed: seed})
			}
			if len(r.round) != 6 {
				t.Errorf("%q, %q: %d variations", row.idea, row.message, len(r.round))
			}
			for i, v := range r.round {
				for _, axis := range row.keeps {
					if v.Axes[axis] != r.rewritten.Axes[axis] {
						t.Errorf("%q, %q %s: the %s is %q, asked for was %q", row.idea, row.message, prompt.Letter(i), axis, v.Axes[axis], r.rewritten.Axes[axis])
					}
				}
			}
		}
	}
}
