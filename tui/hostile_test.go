package tui_test

import (
	"context"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/tui/tuitest"
)

// order is what no terminal may ever get from anybody else than us: it changes
// the title, the colours, the clipboard and the direction of writing, in its
// 7-bit and in its 8-bit form.
const order = "\x1b]0;owned\x07\x1b[31mowned\x1b]52;c;b3duZWQ=\x07\u009d0;owned\u009c\u202eowned\x9b5n\r\n\x1bPowned\x1b\\"

// mallory writes orders to the terminal into everything that a prompt
// generator can write.
type mallory struct{}

func (mallory) Info() promptgen.Info {
	return promptgen.Info{Name: "composer", Title: "M" + order, Model: "m" + order}
}

func (mallory) Refine(_ context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	said := func(what string) prompt.Prompt {
		p := prompt.Prompt{Title: what + order, Text: "A " + what + " beach " + order + " at dusk", Negative: "fog" + order, Axes: map[prompt.Axis]string{}}
		for _, a := range prompt.AllAxes() {
			p.Axes[a] = what + order + string(a)
		}
		return p
	}
	return func(yield func(promptgen.Event, error) bool) {
		for _, piece := range strings.SplitAfter("Here"+order+"it is", "") { // orders in pieces, too
			if !yield(promptgen.ReplyText{Text: piece}, nil) {
				return
			}
		}
		if !yield(promptgen.Rewritten{Prompt: said("calm")}, nil) {
			return
		}
		for _, what := range []string{"wild", "dark"} {
			if !yield(promptgen.Varied{Variation: prompt.Variation{Prompt: said(what), Differs: []prompt.Axis{"time" + order}}}, nil) {
				return
			}
		}
	}
}

// trudy does the same where pictures are made.
type trudy struct{ tuitest.Painter }

func (t trudy) Info() imagegen.Info {
	info := t.Painter.Info()
	info.Can.Parameters = []catalog.Parameter{{Name: "sampler", Title: "Sampler" + order, Choices: []string{"euler" + order}, Note: "N" + order}}
	return info
}

func (t trudy) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		for e, err := range t.Painter.Generate(ctx, r) {
			switch painted := e.(type) {
			case imagegen.Progress:
				painted.Says = "third in the queue" + order
				e = painted
			case imagegen.Bytes:
				painted.RevisedPrompt, painted.NotDrawn = "revised"+order, []string{"a boat" + order}
				e = painted
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func TestNobodyElseGivesTheTerminalOrders(t *testing.T) {
	sizes := [][2]int{{120, 36}, {80, 24}, {200, 50}}
	if testing.Short() {
		sizes = sizes[:1]
	}
	for _, size := range sizes {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s := tuitest.Start(t, tuitest.Options{Width: size[0], Height: size[1], Chat: mallory{}, Image: trudy{}})
				s.Say("a beach")
				s.Sees("round 1/1")
				s.Press("ctrl+g")
				s.Sees("Saved")
				s.Press("esc", "down")
				for _, keys := range [][]string{
					{"c", "m", "right", "t", "esc", "esc"},                        // Compare, and what can be taken
					{"t", "esc", "a", "down", "esc", "s", "tab", "esc"},           // forms
					{"T", "up", "v", "c", "esc", "esc"},                           // the tree
					{"V", "enter", "w", "esc", "esc", "tab", "tab", "esc"},        // the gallery
					{"Y", "down", "down", "down", "down", "esc", "f", "L", "esc"}, // dialects, favourites, locks
					{"4", "w", "esc", "e", "esc", "esc", "3", "e", "end", "esc"},  // pictures and the editor
					{"ctrl+o", "esc", "ctrl+r", "down", "esc", "ctrl+p", "esc"},   // lists
					{"enter", "u", "U", "z", "z", "[", "]", "r"},                  // and on
				} {
					s.Press(keys...)
					s.Settle()
				}
				s.Restart()
				s.Sees("calm")
				for _, bad := range []string{"\x1b]0;owned", "\x1b[31mowned", "b3duZWQ=\a", "\u009d", "\u202e", "\x1bPowned"} {
					if at := strings.Index(s.Output(), bad); at >= 0 {
						t.Errorf("%q reached the terminal: %q", bad, s.Output()[max(at-200, 0):at+20])
					}
				}
				if !utf8.ValidString(s.Output()) {
					t.Error("bytes that are no letters reached the terminal")
				}
			})
		})
	}
}
