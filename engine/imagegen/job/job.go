// Package job waits for pictures that a server makes as a job: it asks how far
// the job is, tells so, and fetches the pictures the moment they are there,
// since their addresses expire. It exists so that every generator whose server
// works this way treats a paid job alike: it is never given up for a fault that
// may pass, and a person who stops waiting loses nothing. Image generators may
// import it.
package job

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// State is what a server says of a job.
type State struct {
	Begun    bool     // it is being worked on; otherwise it waits
	Done     bool     // the pictures are there
	Failed   error    // why it ended without pictures; nil while it did not
	Fraction float64  // of the work; negative is unknown
	Says     string   // what it waits for, in a few words; empty for painting
	Pictures []string // their addresses once it is done
}

// Job is one job at a server.
type Job struct {
	Client  *wire.Client
	Request imagegen.Request
	// Ask asks how far the job is. An error says nothing of the job.
	Ask func(context.Context) (State, error)
	// TakeBack cancels a job that still waits; nil where a server cannot.
	TakeBack func(context.Context) error
	Every    time.Duration // between two questions
	Kept     string        // for how long pictures are kept: "10 minutes"
	CostUSD  *float64      // what the server said that it costs; nil is unknown
}

// enough is for how long a server may fail to answer before the job is left to
// itself. It is found again the next time.
const enough = 5 * time.Minute

// Events waits for the job and yields what happens, from after Accepted to
// Done.
func (j Job) Events(ctx context.Context, yield func(imagegen.Event, error) bool) {
	for silent := time.Duration(0); ; silent += j.Every {
		state, err := j.Ask(ctx)
		switch {
		case ctx.Err() != nil:
			yield(nil, j.left(ctx))
			return
		case err == nil && state.Failed != nil:
			yield(nil, state.Failed)
			return
		case err == nil && state.Done:
			j.fetch(ctx, state.Pictures, yield)
			return
		case err == nil:
			silent = 0
		case !wire.Passing(err) || silent >= enough:
			yield(nil, j.ended(err))
			return
		default:
			state = State{Fraction: -1, Says: j.Client.Title() + " does not answer, asking again"}
		}
		if !yield(imagegen.Progress{Fraction: state.Fraction, Says: state.Says}, nil) {
			_ = j.left(ctx) // nobody is there to hear it
			return
		}
		if err := j.Client.Pause(ctx, j.Every); err != nil {
			yield(nil, j.left(ctx))
			return
		}
	}
}

// ended is the error when a server cannot be asked any more: the job is not
// there, or it is found again the next time.
func (j Job) ended(err error) error {
	if gone(err) {
		return problem.Wrap(err, problem.Failed, j.Client.Title()+" no longer knows this job", "Its pictures are kept for "+j.Kept+"; generate again")
	}
	p := problem.Of(err)
	return goesOn(p, p.Kind, p.Message)
}

// gone says whether a server has no more what is asked for.
func gone(err error) bool {
	var said *wire.ServerError
	return errors.As(err, &said) && (said.Status == http.StatusNotFound || said.Status == http.StatusGone)
}

func goesOn(cause error, kind problem.Kind, message string) error {
	return problem.Wrap(errors.Join(cause, imagegen.ErrGoesOn), kind, message, "The job goes on there; its pictures are fetched when the session is opened again")
}

// left is how it ends when nobody waits any more. A job that has not begun is
// taken back; what has is paid for.
func (j Job) left(ctx context.Context) error {
	if j.takenBack(context.WithoutCancel(ctx)) {
		return problem.Wrap(context.Canceled, problem.Interrupted, "Stopped before "+j.Client.Title()+" began", "")
	}
	return j.stopped()
}

func (j Job) stopped() error {
	return goesOn(context.Canceled, problem.Interrupted, "Stopped waiting for "+j.Client.Title())
}

// patience is how long a job may take to be taken back.
const patience = 5 * time.Second

// takenBack takes a job back that has not begun by now.
func (j Job) takenBack(ctx context.Context) bool {
	if j.TakeBack == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	state, err := j.Ask(ctx)
	return err == nil && !state.Begun && !state.Done && state.Failed == nil && j.TakeBack(ctx) == nil
}

// fetch gives the pictures on, each the moment it is here.
func (j Job) fetch(ctx context.Context, addresses []string, yield func(imagegen.Event, error) bool) {
	if len(addresses) == 0 {
		yield(nil, problem.New(problem.Failed, j.Client.Title()+" finished without a picture", "Generate again, or choose another model with ctrl+o"))
		return
	}
	for i, address := range addresses {
		picture, err := j.picture(ctx, i, address)
		if err != nil {
			yield(nil, err)
			return
		}
		if j.CostUSD != nil {
			picture.CostUSD = new(*j.CostUSD / float64(len(addresses)))
		}
		if !yield(picture, nil) {
			return
		}
	}
	yield(imagegen.Done{CostUSD: j.CostUSD}, nil)
}

// picture fetches one picture, again while the server fails: it is paid for.
func (j Job) picture(ctx context.Context, index int, address string) (imagegen.Bytes, error) {
	var file *wire.Spooled
	for silent := time.Duration(0); ; silent += j.Every {
		var err error
		file, err = j.Client.Fetch(ctx, address)
		if err == nil {
			break
		}
		switch {
		case ctx.Err() != nil:
			return imagegen.Bytes{}, j.stopped()
		case expired(err):
			return imagegen.Bytes{}, problem.Wrap(err, problem.Failed, "The picture is no longer at "+j.Client.Title(), "It keeps them for "+j.Kept+"; generate again")
		case !wire.Passing(err) || silent >= enough:
			return imagegen.Bytes{}, j.ended(err)
		}
		if err := j.Client.Pause(ctx, j.Every); err != nil {
			return imagegen.Bytes{}, j.stopped()
		}
	}
	return read(index, file, j.Request.Seed)
}

// expired says whether an address is of no use any more; stores of files answer
// 403 then.
func expired(err error) bool {
	var said *wire.ServerError
	return gone(err) || errors.As(err, &said) && said.Status == http.StatusForbidden
}

// read makes an event of a picture that arrived. Its file stays until whoever
// receives it has saved it.
func read(index int, file *wire.Spooled, seed uint32) (imagegen.Bytes, error) {
	if file.Size() > imagegen.MostPicture {
		return imagegen.Bytes{}, problem.New(problem.Failed, fmt.Sprintf("A picture of %d MiB is more than Easel opens", file.Size()>>20), "It is kept as "+file.Path())
	}
	data, err := file.Bytes()
	if err != nil {
		return imagegen.Bytes{}, problem.Wrap(err, problem.Failed, "A picture that came cannot be read from the disk", "It should be at "+file.Path())
	}
	if imagegen.MediaType(data) == "" {
		return imagegen.Bytes{}, problem.New(problem.Failed, "What came is no PNG, JPEG or WebP", "It is kept as "+file.Path())
	}
	return imagegen.Bytes{Index: index, Data: data, Seed: seed + uint32(index), File: file.Path()}, nil
}
