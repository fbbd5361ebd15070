package tuitest

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"iter"
	"strings"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// Writer is a prompt generator without surprises, for tests that compare
// screens or stop a reply half way. It bears the name of the default.
//
// The first message becomes the subject of a prompt; a later one is appended
// to the current prompt, and "night" turns its amber sky into a moonlit one. A
// question gets an answer and no round. "fail" in a message breaks the reply
// off after its first words.
type Writer struct {
	// Gate, when there is one, holds each event back until it is received
	// from: one event for one value. Closing it lets all go.
	Gate chan struct{}
}

// Info is the default's, as far as the screen shows it.
func (w Writer) Info() promptgen.Info {
	return promptgen.Info{Name: "composer", Title: "Composer", ByRule: true}
}

// Titles and axes of the variations, in order.
func variations() []prompt.Variation {
	return []prompt.Variation{
		{Prompt: prompt.Prompt{Title: "Moonrise, long exposure", Text: "by moonrise, a long exposure"}, Differs: []prompt.Axis{prompt.Time, prompt.Palette}},
		{Prompt: prompt.Prompt{Title: "Loose watercolour", Text: "in loose watercolour, wet in wet"}, Differs: []prompt.Axis{prompt.Medium, prompt.Texture}},
		{Prompt: prompt.Prompt{Title: "From the air, minimal", Text: "from the air, with much left empty"}, Differs: []prompt.Axis{prompt.Camera, prompt.Composition}},
		{Prompt: prompt.Prompt{Title: "Storm coming in", Text: "a storm coming in, hard side light"}, Differs: []prompt.Axis{prompt.Mood, prompt.Lighting}},
	}
}

var errBrokeOff = errors.New("the reply broke off")

// Refine answers as the type says.
func (w Writer) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		give := func(e promptgen.Event) bool { return wait(ctx, w.Gate) && yield(e, nil) }
		for _, word := range strings.SplitAfter("Golden hour, low camera, wet sand. People in it?", " ") {
			if !give(promptgen.ReplyText{Text: word}) {
				return
			}
			if strings.Contains(r.Message, "fail") {
				yield(nil, errBrokeOff)
				return
			}
		}
		if strings.HasSuffix(r.Message, "?") {
			return
		}
		rewrite := rewritten(r)
		if !give(promptgen.Rewritten{Prompt: rewrite}) {
			return
		}
		for i, v := range variations() {
			if i == r.Variations {
				return
			}
			v.Text = rewrite.Text + " The same " + v.Text + "."
			if !give(promptgen.Varied{Variation: v}) {
				return
			}
		}
	}
}

func rewritten(r promptgen.Request) prompt.Prompt {
	p := prompt.Prompt{Title: "Golden hour, low camera"}
	switch {
	case r.Current.Empty():
		p.Text = "A painting of " + r.Message + ": low warm light from the left, calm water, an amber sky, soft shadows on wet sand, gouache on rough paper."
	case strings.Contains(r.Message, "night"):
		p.Title = "Night"
		p.Text = strings.ReplaceAll(r.Current.Text, "an amber sky", "a moonlit sky, a lighthouse")
	default:
		p.Title = "As it was, and more"
		p.Text = strings.TrimSpace(r.Current.Text + " " + r.Message)
	}
	return p
}

// wait reports whether the gate opened before ctx ended.
func wait(ctx context.Context, gate chan struct{}) bool {
	if gate == nil {
		return ctx.Err() == nil
	}
	select {
	case <-gate:
		return true
	case <-ctx.Done():
		return false
	}
}

// Painter is an image generator that paints a sun over a horizon, quickly and
// always the same. It bears the name of the default.
type Painter struct {
	Gate   chan struct{} // as Writer has it
	Panics bool          // it has a fault
}

// Info is the default's.
func (p Painter) Info() imagegen.Info {
	return imagegen.Info{Name: "sketch", Can: catalog.Capabilities{
		MinSide: 64, MaxSide: 2048, MaxCount: 4, Negative: true, Seed: true, Free: true, PromptLimit: 32000}}
}

// Generate paints as the type says. The pictures do without what the prompt
// calls a lantern.
func (p Painter) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		give := func(e imagegen.Event) bool { return wait(ctx, p.Gate) && yield(e, nil) }
		if !give(imagegen.Sending{}) {
			return
		}
		if p.Panics {
			panic("the painter has a fault")
		}
		for i := range r.Count {
			if !give(imagegen.Progress{Fraction: (float64(i) + 0.5) / float64(r.Count)}) {
				return
			}
			b := imagegen.Bytes{Index: i, Data: sun(r.Width, r.Height), Seed: r.Seed + uint32(i)}
			if strings.Contains(r.Prompt.Text, "lantern") {
				b.NotDrawn = []string{"lantern"}
			}
			if !give(b) {
				return
			}
		}
		give(imagegen.Done{CostUSD: new(0.0)})
	}
}

// sun is a whole PNG file. It is not compressed, so that its bytes, and with
// them the name of the saved picture, do not hang on the compressor.
func sun(width, height int) []byte {
	picture := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{
		color.RGBA{0xe0, 0xa4, 0x58, 0xff}, color.RGBA{0x2b, 0x4a, 0x5e, 0xff}, color.RGBA{0xff, 0xf2, 0xd0, 0xff}})
	radius := min(width, height) / 8
	for y := range height {
		for x := range width {
			dx, dy := x-width/2, y-height/3
			switch {
			case dx*dx+dy*dy < radius*radius:
				picture.SetColorIndex(x, y, 2)
			case y > height/2:
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&b, picture); err != nil {
		panic(err)
	}
	return b.Bytes()
}
