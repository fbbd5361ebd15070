package studio

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"easel/tui/intent"
)

// anyNeeds is what panes may ask for.
func anyNeeds(t *rapid.T) needs {
	n := needs{
		input: rapid.IntRange(1, maxInputRows).Draw(t, "input"),
		focus: rapid.SampledFrom(intent.Panes()).Draw(t, "focus"),
		slack: rapid.SampledFrom(intent.Panes()).Draw(t, "slack"),
		zoom:  rapid.Bool().Draw(t, "zoom"),
	}
	for i := range n.panes {
		n.panes[i].min = rapid.IntRange(0, 12).Draw(t, "min")
		n.panes[i].want = n.panes[i].min + rapid.IntRange(0, 60).Draw(t, "more")
	}
	return n
}

// TestEveryCellHasOnePlace lays out any window: panes and input lie within it
// and over nothing else, and none of its rows is left out.
func TestEveryCellHasOnePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(MinWidth, 220).Draw(t, "width"), rapid.IntRange(MinHeight, 60).Draw(t, "height")
		n := anyNeeds(t)
		l := layout(width, height, n)
		places := []Rect{l.Header, l.Footer}
		if l.Shape == Stacked {
			places = append(places, l.Input) // else it lies in the chat's box
		}
		for _, r := range l.Panes {
			if r.Height > 0 {
				places = append(places, r)
			}
		}
		for y := range height {
			for x := range width {
				in := 0
				for _, r := range places {
					if r.In(x, y) {
						in++
					}
				}
				if in > 1 || in == 0 && (l.Shape != Stacked || x == l.Margin) {
					t.Fatalf("cell %d, %d of %dx%d lies in %d places: %+v", x, y, width, height, in, l)
				}
			}
		}
		for _, r := range places {
			if r.X < 0 || r.Y < 0 || r.X+r.Width > width || r.Y+r.Height > height {
				t.Fatalf("%+v sticks out of %dx%d: %+v", r, width, height, l)
			}
		}
	})
}

func TestShapes(t *testing.T) {
	for _, c := range []struct {
		width, height int
		want          Shape
	}{{40, 12, Stacked}, {99, 50, Stacked}, {100, 20, Two}, {100, 19, Stacked}, {179, 50, Two}, {180, 50, Three}, {220, 19, Stacked}} {
		if got := layout(c.width, c.height, needs{input: 1}).Shape; got != c.want {
			t.Errorf("%dx%d is shape %d, not %d", c.width, c.height, got, c.want)
		}
	}
}

func TestSqueeze(t *testing.T) {
	all := intent.Panes()
	rows := func(chat, variations, prompt, pictures int) map[intent.Pane]int {
		return map[intent.Pane]int{intent.Chat: chat, intent.Variations: variations, intent.Prompt: prompt, intent.Pictures: pictures}
	}
	for _, c := range []struct {
		name            string
		rows, want      map[intent.Pane]int
		short, wantLeft int
		focus           intent.Pane
	}{
		{"what fits is left alone", rows(3, 5, 7, 4), rows(3, 5, 7, 4), 2, 2, intent.Chat},
		{"the chat gives first", rows(5, 5, 7, 4), rows(2, 5, 7, 4), -3, 0, intent.Variations},
		{"then the pictures", rows(3, 5, 7, 4), rows(2, 5, 7, 3), -2, 0, intent.Variations},
		{"the focused one gives last", rows(3, 5, 7, 4), rows(0, 0, 6, 0), -13, 0, intent.Prompt},
		{"and all there is", rows(1, 1, 1, 1), rows(0, 0, 0, 0), -9, 0, intent.Prompt},
	} {
		if left := squeeze(c.rows, c.short, c.focus, all); left != c.wantLeft {
			t.Errorf("%s: %d rows are left, not %d", c.name, left, c.wantLeft)
		}
		for _, p := range all {
			if c.rows[p] != c.want[p] {
				t.Errorf("%s: %v has %d rows, not %d", c.name, p, c.rows[p], c.want[p])
			}
		}
	}
}

func TestSqueezeTakesNoMoreThanItMust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := make(map[intent.Pane]int)
		sum := 0
		for _, p := range intent.Panes() {
			rows[p] = rapid.IntRange(0, 20).Draw(t, p.String())
			sum += rows[p]
		}
		left := rapid.IntRange(-60, 20).Draw(t, "left")
		focus := rapid.SampledFrom(intent.Panes()).Draw(t, "focus")
		rest := squeeze(rows, left, focus, intent.Panes())
		after := 0
		for _, n := range rows {
			if n < 0 {
				t.Fatalf("a pane has %d rows", n)
			}
			after += n
		}
		if after+rest != max(sum+left, 0) || left >= 0 && after != sum {
			t.Fatalf("%d rows became %d and %d left, with %d to spare", sum, after, rest, left)
		}
	})
}

func TestInOrder(t *testing.T) {
	got := inOrder(intent.Pictures, []intent.Pane{intent.Chat, intent.Variations, intent.Pictures})
	if want := []intent.Pane{intent.Pictures, intent.Variations, intent.Chat}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
