// Package imagegen says what an image generator is: a name, what it can do as
// data, and one method that paints while it is being watched. Each generator
// is a folder of its own (sketch, openai, runway, ...); job is what those share
// whose servers make pictures as jobs. engine imports it; it never imports the
// library, so what must be durable before a generator goes on is done by the
// caller while it handles an event.
package imagegen

import (
	"context"
	"errors"
	"fmt"
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

// ErrGoesOn is the cause of an error after which the job goes on at its server:
// a request with its id in Resume gets the pictures yet. Cancelling ctx after
// Accepted ends with it where the job has begun, since it is paid for; one that
// still waits is taken back where that can be done.
var ErrGoesOn = errors.New("the job goes on at its server")

// ErrLeaving is the cause of a context that ends because the program does, and
// not because a person wants something stopped: no job is taken back then. It
// is a context.Canceled.
var ErrLeaving = fmt.Errorf("the program ends: %w", context.Canceled)

// Priced is an image generator that can tell beforehand what a request will
// cost. One that is not and whose capabilities do not say Free has an unknown
// price.
type Priced interface {
	Estimate(r Request) catalog.Estimate
}

// Listing is an image generator whose server has lists of its own for some
// parameters: its models, samplers, schedulers.
type Listing interface {
	// Choices asks the server what may be chosen for its parameters, by their
	// names, and which [Models] it has. It takes a moment; nothing of a person's
	// is sent. What comes beside an error is good.
	Choices(ctx context.Context) (map[string][]string, error)
}

// Models is the name under which choices have a server's models.
const Models = "model"

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

	// What not every generator can; see its capabilities.
	Own        map[string]string // its own parameters by name; what is not here is its default
	Partials   int               // unfinished pictures wanted on the way, up to Partials; each may cost
	References []Reference       // pictures to start from: the prompt then says what to change
	Mask       *Mask             // which part of the first reference is painted, as large as that; nil for all of it
	Vary       bool              // pictures like the first reference; the prompt is not sent
	Resume     string            // id of a job that was accepted before: nothing is sent, its pictures are waited for and fetched
}

// Value is what a request says of a parameter, or the parameter's default.
func (r Request) Value(can catalog.Capabilities, name string) string {
	if v := r.Own[name]; v != "" {
		return v
	}
	p, _ := can.Parameter(name)
	return p.Default
}

// Reference is a picture that an edit starts from.
type Reference struct {
	Name string // of its file, without a folder; may be empty
	Data []byte // a whole PNG, JPEG or WebP file
}

// Event is one thing that happens during a generation: [Sending], [Accepted],
// [Progress], [Partial], [Bytes], [Done].
type Event interface{ event() }

// Sending comes before the first byte leaves the machine; built-in generators
// send it too.
type Sending struct{}

// Accepted tells the id under which a server keeps the job.
type Accepted struct{ JobID string }

// Progress tells how far the whole request is.
type Progress struct {
	Fraction float64 // 0 to 1; negative is unknown
	Says     string  // what it does or waits for meanwhile, in a few words: "third in the queue"; empty for painting
}

// Partial is an unfinished picture, PNG, JPEG or WebP, to be shown and not
// kept.
type Partial struct {
	Index int
	Data  []byte
}

// Bytes is one finished picture as the generator gave it.
type Bytes struct {
	Index         int      // 0 to Count-1; a person's own workflow may give more
	Data          []byte   // a whole PNG, JPEG or WebP file
	Seed          uint32   // the seed of this picture
	RevisedPrompt string   // what the generator says it painted; empty if it does not say
	NotDrawn      []string // words of the prompt that are not in the picture, where the generator knows
	CostUSD       *float64 // its share of the price, where that is known by now
	File          string   // a file that holds Data already, the receiver's to remove once the picture is saved; empty for none
}

// Done is the last event of a generation that worked.
type Done struct {
	CostUSD *float64      // what it cost; nil is unknown, 0 is free
	Usage   catalog.Usage // what the server counted; zero where it does not
}

func (Sending) event()  {}
func (Accepted) event() {}
func (Progress) event() {}
func (Partial) event()  {}
func (Bytes) event()    {}
func (Done) event()     {}
