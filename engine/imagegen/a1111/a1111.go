// Package a1111 is the image generator for AUTOMATIC1111's web UI, for Forge and
// for what else speaks its wire, /sdapi. The list of generators makes one with
// New for the profiles that speak it. Of the engine it imports imagegen,
// catalog, wire and values.
//
// call.go writes the request, watch.go looks on while it is painted and stops
// it, answer.go reads what comes, lists.go asks what may be chosen. Facts are
// from the source of AUTOMATIC1111 and of Forge at dfdcbab.
package a1111

import (
	"context"
	"iter"

	"easel/engine/imagegen"
)

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO. Without a model's id the checkpoint
// that the server has loaded paints.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes the pictures of a request in one call and looks on meanwhile.
func (g *Generator) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if err := g.generate(ctx, r, yield); err != nil {
			yield(nil, err)
		}
	}
}

// generate gives back the error that ends the sequence; nil also once nobody
// listens.
func (g *Generator) generate(ctx context.Context, r imagegen.Request, yield func(imagegen.Event, error) bool) error {
	task := "task(" + g.NewID() + ")"
	call, err := g.call(r, task)
	if err != nil {
		return err
	}
	client, err := g.Connect(ctx)
	if err != nil {
		return err
	}
	if err := g.has(ctx, client); err != nil {
		return err
	}
	if !yield(imagegen.Sending{}, nil) {
		return nil
	}
	w := &watch{client: client, task: task, partials: r.Partials, preview: noPreview, yield: yield}
	answer, err := w.painted(ctx, call)
	if err != nil || w.deaf {
		return err
	}
	return tell(answer, client, r, yield)
}
