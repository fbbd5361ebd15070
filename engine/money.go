package engine

import (
	"context"
	"maps"
	"os"
	"strings"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/wire"
)

// Estimate is what painting a prompt will cost about, before anything is sent.
// A generator that is not free and does not say is of unknown price.
func Estimate(by imagegen.ImageGenerator, p prompt.Prompt, s prompt.Settings, watched bool) catalog.Estimate {
	return estimate(by, imageRequest(by, p, s, watched))
}

func estimate(by imagegen.ImageGenerator, r imagegen.Request) catalog.Estimate {
	if by.Info().Can.Free {
		return catalog.Nothing()
	}
	if priced, ok := by.(imagegen.Priced); ok {
		return priced.Estimate(r)
	}
	return catalog.Estimate{}
}

// mostPartials is how many unfinished pictures are asked for on the way where
// each costs a little: enough to see that it goes well.
const mostPartials = 2

// imageRequest is what is asked of a generator for a prompt, but for the seed and
// what is in the references.
func imageRequest(by imagegen.ImageGenerator, p prompt.Prompt, s prompt.Settings, watched bool) imagegen.Request {
	r := pictureRequest(by.Info(), p, s)
	can := by.Info().Can
	switch {
	case watched && can.Free:
		r.Partials = can.Partials
	case watched:
		r.Partials = min(can.Partials, mostPartials)
	}
	return r
}

func pictureRequest(info imagegen.Info, p prompt.Prompt, s prompt.Settings) imagegen.Request {
	sent, _ := Sent(info.Can, p)
	r := imagegen.Request{Prompt: sent, Width: s.Width, Height: s.Height, Count: s.Count, Quality: s.Quality, Own: maps.Clone(s.Own),
		References: make([]imagegen.Reference, len(s.References)), Vary: s.Vary}
	if s.Mask != nil {
		r.Mask = new(imagegen.Mask) // not read yet
	}
	return r
}

// sending writes a request that may cost something into the ledger, and that
// it is sent, before it is. An error is a reason not to send it.
func (o *OpenSession) sending(ctx context.Context, run *painting, id string) error {
	if run.estimate.Free() || run.booked { // booked before where a job is taken up
		return nil
	}
	r := library.Request{ID: id, SessionID: o.State().ID, Purpose: library.ForPicture, Generator: run.made.Generator, Model: run.made.Model,
		Prompt: run.request.Prompt.Text, Pictures: run.request.Count, Estimate: run.estimate}
	if err := o.studio.lib.Prepare(ctx, r, o.studio.budget()); err != nil {
		return err
	}
	run.booked = true
	return o.note(ctx, run, id, library.Sent())
}

// note writes down how far a request in the ledger came.
func (o *OpenSession) note(ctx context.Context, run *painting, id string, s library.Step) error {
	if !run.booked {
		return nil
	}
	return o.studio.lib.Journal(context.WithoutCancel(ctx), id, s)
}

// stored notes that a picture is saved and removes the file in which it
// arrived.
func (o *OpenSession) stored(ctx context.Context, run *painting, id, path, arrived string) {
	if err := o.note(ctx, run, id, library.Stored(path)); err == nil && arrived != "" {
		_ = os.Remove(arrived) // the picture itself is saved elsewhere
	}
}

// takeStock tells what was sent, maybe paid, and not received when the session
// was last open, and settles it as that. Nobody is at work on it any more, as
// the session is ours now. Nothing is ever sent again by itself.
func (o *OpenSession) takeStock(ctx context.Context, pending []library.Pending) (told []string) {
	for _, p := range pending {
		if p.Sent {
			told = append(told, p.Sentence()+stillThere(p))
		}
		if err := o.studio.lib.Settle(ctx, p.ID, library.Outcome{Problem: p.Sentence()}); err != nil {
			return told // told again next time
		}
	}
	return told
}

// stillThere names the files of pictures that came and were not saved among
// the pictures: they were paid for.
func stillThere(p library.Pending) string {
	var files []string
	for _, file := range p.Received {
		if _, err := os.Stat(file); file != "" && err == nil {
			files = append(files, file)
		}
	}
	if len(files) == 0 {
		return ""
	}
	return "; what came is in " + strings.Join(files, ", ")
}

// unsaved is the error of a picture that came and could not be saved; it says
// where its bytes are.
func unsaved(err error, arrived string) error {
	if arrived == "" {
		return err
	}
	p := problem.Of(err)
	return problem.Wrap(err, p.Kind, p.Message, strings.TrimPrefix(p.Hint+". What came is in "+arrived, ". "))
}

// Unsettled tells what was sent, maybe paid, and not received when the session
// was last open: sentences without their full stops.
func (o *OpenSession) Unsettled() []string { return o.unsettled }

// paid writes into the ledger how a request ended; without listening, nobody
// waited for that. Failing to leaves it pending, where its highest estimate
// counts as spent.
func (o *OpenSession) paid(ctx context.Context, run *painting, id string, listening bool) {
	if !run.booked {
		return
	}
	outcome := library.Outcome{Usage: run.usage, CostUSD: run.made.CostUSD}
	switch {
	case !listening:
		outcome.Problem = nobodyListened
	case run.why != nil:
		outcome.Problem = problem.Of(run.why).Message
	}
	if outcome.CostUSD == nil && run.job == "" && len(run.made.Images) == 0 && wire.Unpaid(run.why) {
		outcome.CostUSD = new(0.0) // else it would count against the budget for ever
	}
	_ = o.studio.lib.Settle(context.WithoutCancel(ctx), id, outcome)
}
