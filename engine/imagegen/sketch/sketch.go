// Package sketch is Easel's built-in image generator: a painter by rule that
// makes a study of light, layout and palette from a prompt, without a network,
// a key or a model. It exists so that a fresh machine can do the whole job and
// so that people see light and layout before they pay for a picture. The list
// of generators makes one with New; whoever wants a small preview calls Paint.
//
// A text is read into a brief (reading.go, lexicon.txt), the brief gives a
// palette (palette.go, grade.go) and a composition (scene.go), layers are
// painted from the back to the front with people who act (figures.go, poses.go,
// roles.go), the study is exposed like a print (tone.go), and a finish turns its
// flat shapes into the medium that was asked for (finish.go). Sizes within a picture are in
// units of its short side, and every element has dice of its own, so all sizes
// of one seed show the same picture.
package sketch

import (
	"bytes"
	"context"
	"image/png"
	"iter"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
)

const (
	minSide  = 64
	maxSide  = 2048
	maxCount = 8
)

// Sketch is the built-in image generator.
type Sketch struct{}

// New makes a sketch generator. It needs nothing.
func New() *Sketch { return &Sketch{} }

// Info describes what sketch can do.
func (*Sketch) Info() imagegen.Info {
	return imagegen.Info{Name: "sketch", Can: catalog.Capabilities{
		MinSide:  minSide,
		MaxSide:  maxSide,
		Presets:  []catalog.Size{{Width: 1024, Height: 1024}, {Width: 1344, Height: 896}, {Width: 896, Height: 1344}, {Width: 768, Height: 768}, {Width: 512, Height: 512}},
		MaxCount: maxCount,
		Negative: true,
		Seed:     true,
		Free:     true,
	}}
}

// Generate paints the pictures of a request one after the other.
func (g *Sketch) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if err := g.Info().Check(r); err != nil {
			yield(nil, err)
			return
		}
		if !yield(imagegen.Sending{}, nil) {
			return
		}
		for i := range r.Count {
			bytes, more, err := one(ctx, r, i, yield)
			if !more {
				return
			}
			if err != nil {
				yield(nil, problem.Of(err))
				return
			}
			if !yield(bytes, nil) {
				return
			}
		}
		free := 0.0
		yield(imagegen.Done{CostUSD: &free}, nil)
	}
}

// one paints the picture at index i; more is false once nobody listens.
func one(ctx context.Context, r imagegen.Request, i int, yield func(imagegen.Event, error) bool) (out imagegen.Bytes, more bool, err error) {
	more = true
	tick := func(part float64) {
		if more && ctx.Err() == nil {
			more = yield(imagegen.Progress{Fraction: (float64(i) + part) / float64(r.Count)}, nil)
		}
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	seed := r.Seed + uint32(i)
	study, err := paint(inner, r.Prompt.Text, r.Prompt.Negative, r.Width, r.Height, seed, func(part float64) {
		if tick(part); !more {
			stop()
		}
	})
	if err != nil || !more {
		return out, more, err
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, study.Image); err != nil {
		return out, more, err
	}
	return imagegen.Bytes{Index: i, Data: b.Bytes(), Seed: seed, NotDrawn: study.NotDrawn}, more, ctx.Err()
}
