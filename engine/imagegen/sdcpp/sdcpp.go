// Package sdcpp is the image generator for stable-diffusion.cpp's server, over
// the server's own wire with jobs. The list of generators makes one with New for
// the profiles that speak it. Of the engine it imports imagegen, catalog, wire
// and values.
//
// call.go writes the request, job.go follows and cancels it, lists.go asks what
// may be chosen. Facts are from the server's own api.md and source, version
// master-827.
package sdcpp

import (
	"context"
	"iter"

	"easel/engine/imagegen"
)

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO. The server has one model, whatever its
// name.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes the pictures of a request in one job, which is cancelled when
// nobody waits for it any more.
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
	body, err := g.body(r)
	if err != nil {
		return err
	}
	client, err := g.Connect(ctx)
	if err != nil {
		return err
	}
	id := r.Resume
	if id == "" {
		if !yield(imagegen.Sending{}, nil) {
			return nil
		}
		if id, err = g.submit(ctx, client, body); err != nil {
			return err
		}
	}
	j := &job{client: client, id: id, request: r, yield: yield}
	return j.follow(ctx)
}
