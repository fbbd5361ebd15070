// Package imagegen says what an image generator is: a name, what it can do as
// data, and one method that paints while it is being watched. Each generator
// is a file or a folder of its own (sketch, openai). engine imports it; it
// never imports the library, so what must be durable before a generator goes
// on is done by the caller while it handles an event.
package imagegen

import (
	"context"
	"iter"

	"easel/engine/catalog"
	"easel/engine/prompt"
)

// ImageGenerator paints.
type ImageGenerator interface {
	// Info describes the generator; it does no IO.
	Info() Info
	// Generate paints a request event by event: Sending, then Accepted where
	// the generator has jobs, then any number of Progress and Partial, one
	// Bytes for each picture, and Done. Each event is handled whole before the
	// generator goes on. The sequence ends early with an error (a
	// *problem.Problem where there is something to say about it). Cancelling
	// ctx ends it soon.
	Generate(ctx context.Context, r Request) iter.Seq2[Event, error]
}

// Info is what screens, commands and checks need to know of an image
// generator before anything is sent.
type Info struct {
	Name  string // as in --image NAME
	Model string // empty where there is no choice of models
	Can   catalog.Capabilities
}

// Request is one generation.
type Request struct {
	Prompt  prompt.Prompt
	Width   int // pixels, allowed by the capabilities
	Height  int
	Count   int    // pictures wanted, 1 to MaxCount
	Seed    uint32 // of the first picture; the next ones count up
	Quality string // empty for the default
}

// Event is one thing that happens during a generation: [Sending], [Accepted],
// [Progress], [Partial], [Bytes], [Done].
type Event interface{ event() }

// Sending comes before the first byte leaves the machine; built-in generators
// send it too.
type Sending struct{}

// Accepted tells the id under which a server keeps the job.
type Accepted struct{ JobID string }

// Progress tells how far the whole request is, 0 to 1.
type Progress struct{ Fraction float64 }

// Partial is an unfinished picture, PNG, JPEG or WebP, to be shown and not
// kept.
type Partial struct {
	Index int
	Data  []byte
}

// Bytes is one finished picture as the generator gave it.
type Bytes struct {
	Index         int      // 0 to Count-1
	Data          []byte   // a whole PNG, JPEG or WebP file
	Seed          uint32   // the seed of this picture
	RevisedPrompt string   // what the generator says it painted; empty if it does not say
	NotDrawn      []string // words of the prompt that are not in the picture, where the generator knows
}

// Done is the last event of a generation that worked.
type Done struct {
	CostUSD *float64 // what it cost; nil is unknown, 0 is free
}

func (Sending) event()  {}
func (Accepted) event() {}
func (Progress) event() {}
func (Partial) event()  {}
func (Bytes) event()    {}
func (Done) event()     {}
