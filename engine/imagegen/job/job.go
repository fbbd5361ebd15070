// Package job waits for pictures that a service makes as a job and keeps at
// addresses that expire: it asks how far the job is, tells so, and fetches the
// pictures the moment they are there. It exists so that every generator whose
// service works this way treats a paid job alike: it is never given up for a
// fault that may pass, and a person who stops waiting loses nothing. Image
// generators may import it.
package job

import (
	"context"
	"errors"
	"net/http"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// State is what a service says of a job.
type State struct {
	Begun    bool     // it is being worked on; otherwise it waits
	Done     bool     // the pictures are there
	Failed   error    // why it ended without pictures; nil while it did not
	Fraction float64  // of the work; negative is unknown
	Says     string   // what it waits for, in a few words; empty for painting
	Pictures []string // their addresses once it is done
}

// over says whether there is nothing more to ask.
func (s State) over() bool { return s.Done || s.Failed != nil }

// Job is one job at a service.
type Job struct {
	Client  *wire.Client
	Request imagegen.Request
	// Ask asks how far the job is. An error says nothing of the job.
	Ask func(context.Context) (State, error)
	// TakeBack cancels a job that still waits; nil where a service cannot.
	TakeBack func(context.Context) error
	Every    time.Duration // between two questions
	Kept     string        // for how long pictures are kept: "10 minutes"
	CostUSD  *float64      // what the service said that it costs; nil is unknown
}

// errDeaf ends the waiting when nobody listens any more.
var errDeaf = errors.New("nobody listens")

// Events waits for the job and yields what happens, from after Accepted to
// Done.
func (j Job) Events(ctx context.Context, yield func(imagegen.Event, error) bool) {
	state, err := j.wait(ctx, yield)
	switch {
	case errors.Is(err, errDeaf):
		_ = j.left(ctx) // nobody is there to hear it
	case err != nil:
		yield(nil, j.ended(ctx, err))
	case state.Failed != nil:
		yield(nil, state.Failed)
	case len(state.Pictures) == 0:
		yield(nil, problem.New(problem.Failed, j.Client.Title()+" finished without a picture", "Generate again, or choose another model"))
	default:
		j.fetch(ctx, state.Pictures, yield)
	}
}

// wait asks until the job is over.
func (j Job) wait(ctx context.Context, yield func(imagegen.Event, error) bool) (state State, err error) {
	tell := func(p imagegen.Progress) error {
		if !yield(p, nil) {
			return errDeaf
		}
		return nil
	}
	err = imagegen.Poll(ctx, j.Client, j.Every, func(ctx context.Context) (over bool, err error) {
		state, err = j.Ask(ctx)
		switch {
		case wire.Passing(err) && tell(imagegen.Progress{Fraction: -1, Says: j.Client.Title() + " does not answer, asking again"}) != nil:
			return false, errDeaf
		case err != nil || state.over():
			return true, err
		}
		return false, tell(imagegen.Progress{Fraction: state.Fraction, Says: state.Says})
	})
	return state, err
}

// ended is what it means that a service could not be asked to the end: nobody
// waits any more, the job is not there, or it is found again the next time.
func (j Job) ended(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return j.left(ctx)
	case gone(err):
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
	if j.takenBack(ctx) {
		return problem.Wrap(context.Canceled, problem.Interrupted, "Stopped before "+j.Client.Title()+" began", "")
	}
	return j.stopped()
}

func (j Job) stopped() error {
	return goesOn(context.Canceled, problem.Interrupted, "Stopped waiting for "+j.Client.Title())
}

// takenBack takes a job back that has not begun by now, unless the program
// merely ends.
func (j Job) takenBack(ctx context.Context) bool {
	if j.TakeBack == nil || errors.Is(context.Cause(ctx), imagegen.ErrLeaving) {
		return false
	}
	taking, stop := imagegen.TakingBack(ctx)
	defer stop()
	state, err := j.Ask(taking)
	return err == nil && !state.Begun && !state.over() && j.TakeBack(taking) == nil
}

// fetch gives the pictures on, each the moment it is here.
func (j Job) fetch(ctx context.Context, addresses []string, yield func(imagegen.Event, error) bool) {
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

// picture fetches one picture, again while the server fails: it is paid for. Its
// file stays until whoever receives it has saved it.
func (j Job) picture(ctx context.Context, index int, address string) (imagegen.Bytes, error) {
	var file *wire.Spooled
	err := imagegen.Poll(ctx, j.Client, j.Every, func(ctx context.Context) (over bool, err error) {
		file, err = j.Client.Fetch(ctx, address)
		return true, err
	})
	switch {
	case err != nil && ctx.Err() != nil:
		return imagegen.Bytes{}, j.stopped()
	case expired(err):
		return imagegen.Bytes{}, problem.Wrap(err, problem.Failed, "The picture is no longer at "+j.Client.Title(), "It keeps them for "+j.Kept+"; generate again")
	case err != nil:
		return imagegen.Bytes{}, j.ended(ctx, err)
	}
	data, err := imagegen.Arrived(file)
	if err == nil && imagegen.MediaType(data) == "" {
		err = problem.New(problem.Failed, "What came is no PNG, JPEG or WebP", "It is kept as "+file.Path())
	}
	return imagegen.Bytes{Index: index, Data: data, Seed: j.Request.Seed + uint32(index), File: file.Path()}, err
}

// expired says whether an address is of no use any more; stores of files answer
// 403 then.
func expired(err error) bool {
	var said *wire.ServerError
	return gone(err) || errors.As(err, &said) && said.Status == http.StatusForbidden
}
