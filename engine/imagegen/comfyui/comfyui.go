// Package comfyui is the image generator for ComfyUI's own server: with the
// plain workflow of a checkpoint, or with a person's own workflow, saved in
// ComfyUI's API format with placeholders. The list of generators makes one with
// New for the profiles that speak it. Of the engine it imports imagegen,
// catalog, wire and values.
//
// workflow.go reads and fills workflows, plain.go has our own, call.go says what
// goes into their places, run.go follows one run, socket.go hears how far it is,
// outputs.go fetches what came of it, lists.go asks what may be chosen. Facts are
// from the source of version 0.3.64.
package comfyui

import (
	"context"
	"iter"

	"easel/engine/imagegen"
)

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO. Without a model's id the first
// checkpoint that the server lists paints.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes the pictures of a request one after the other, each with its
// own seed and in a run of its own.
func (g *Generator) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		t := &teller{yield: yield}
		err := g.generate(ctx, r, t)
		switch {
		case t.deaf:
		case err != nil:
			yield(nil, err)
		default:
			yield(imagegen.Done{CostUSD: new(0.0)}, nil)
		}
	}
}

// teller hands events on until nobody listens any more.
type teller struct {
	yield func(imagegen.Event, error) bool
	deaf  bool
	told  int // pictures
}

func (t *teller) tell(e imagegen.Event) {
	if !t.deaf {
		t.deaf = !t.yield(e, nil)
	}
}

func (g *Generator) generate(ctx context.Context, r imagegen.Request, t *teller) error {
	w, err := g.workflow(r)
	if err != nil {
		return err
	}
	client, err := g.Connect(ctx)
	if err != nil {
		return err
	}
	if r.Resume != "" {
		return (&run{client: client, id: r.Resume, of: 1, seed: r.Seed, teller: t}).follow(ctx)
	}
	if t.tell(imagegen.Sending{}); t.deaf {
		return nil
	}
	values, err := g.values(ctx, client, w, r)
	if err != nil {
		return err
	}
	t.tellLost(w, r)
	for n := 0; n < r.Count && !t.deaf; n++ {
		values["seed"] = r.Seed + uint32(n)
		one := &run{client: client, id: g.NewID(), listener: g.NewID(), nth: n, of: r.Count, seed: r.Seed + uint32(n), partials: r.Partials, teller: t}
		if err := one.start(ctx, w.filled(values)); err != nil {
			return err
		}
	}
	return nil
}
