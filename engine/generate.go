package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// Progress tells how far a generation is, 0 to 1.
type Progress struct{ Fraction float64 }

// Partial is an unfinished picture, for looking at only.
type Partial struct {
	Index int
	Data  []byte
}

// Saved is a picture that is on the disk.
type Saved struct{ Image session.Image }

func (Progress) update() {}
func (Partial) update()  {}
func (Saved) update()    {}

// Generation is what is asked of an image generator.
type Generation struct {
	PromptID string                  // which prompt of the session; it is picked by it
	By       imagegen.ImageGenerator // who paints
	Settings prompt.Settings         // allowed by the generator's capabilities
}

// Generate paints a prompt of the session: exactly that prompt, which becomes
// current if it is not. Each picture is on the disk, with what made it, before
// the next thing happens; the generation is committed at the end, also when it
// broke off half way. The error comes after that.
func (o *OpenSession) Generate(ctx context.Context, g Generation) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		p, ok := o.State().Prompt(g.PromptID)
		if !ok || p.Empty() {
			yield(nil, problem.New(problem.Usage, "There is no prompt to paint yet", "Say first what you want to see"))
			return
		}
		if err := CheckGeneration(g.By.Info(), p, g.Settings); err != nil {
			yield(nil, err)
			return
		}
		state, err := o.Pick(ctx, p.ID)
		if err != nil || !yield(Committed{state}, nil) {
			if err != nil {
				yield(nil, err)
			}
			return
		}
		o.paint(ctx, g, p, state, yield)
	}
}

// CheckGeneration says what a generator cannot do, before anything is sent.
func CheckGeneration(info imagegen.Info, p prompt.Prompt, s prompt.Settings) error {
	can := info.Can
	if !can.Allows(catalog.Size{Width: s.Width, Height: s.Height}) {
		return problem.New(problem.Usage, fmt.Sprintf("%s does not paint %dx%d", info.Name, s.Width, s.Height), sizesHint(can))
	}
	if s.Count < 1 || s.Count > can.MaxCount {
		return problem.New(problem.Usage, fmt.Sprintf("%s paints 1 to %d pictures at a time, not %d", info.Name, can.MaxCount, s.Count), "")
	}
	if n := utf8.RuneCountInString(p.Text); can.PromptLimit > 0 && n > can.PromptLimit {
		return problem.New(problem.Usage, fmt.Sprintf("The prompt has %d characters and %s takes at most %d", n, info.Name, can.PromptLimit), "Ask for it to be shorter")
	}
	return nil
}

func sizesHint(can catalog.Capabilities) string {
	if len(can.Sizes) == 0 {
		return fmt.Sprintf("Sides are %d to %d pixels", can.MinSide, can.MaxSide)
	}
	hint := "It paints"
	for i, s := range can.Sizes {
		if i > 0 {
			hint += ","
		}
		hint += fmt.Sprintf(" %dx%d", s.Width, s.Height)
	}
	return hint
}

// painting gathers what a generation gives until it can be committed.
type painting struct {
	request imagegen.Request
	made    session.Generated
}

func (o *OpenSession) paint(ctx context.Context, g Generation, p prompt.Prompt, state session.Session, yield func(Update, error) bool) {
	info := g.By.Info()
	seed := uint32(o.studio.random())
	if g.Settings.Seed != nil {
		seed = *g.Settings.Seed
	}
	run := painting{
		request: imagegen.Request{Prompt: p, Width: g.Settings.Width, Height: g.Settings.Height,
			Count: g.Settings.Count, Quality: g.Settings.Quality, Seed: seed},
		made: session.Generated{Prompt: p, Generator: info.Name, Model: info.Model, Settings: g.Settings, Images: []session.Image{}},
	}
	if info.Can.Free {
		run.made.CostUSD = new(0.0) // known before the picture is saved
	}
	began := o.studio.now()
	listening, failed := o.watch(ctx, g.By, &run, state, yield)
	run.made.Took = o.studio.now().Sub(began)
	if failed == nil && len(run.made.Images) < run.request.Count {
		failed = ctx.Err()
	}
	if failed != nil {
		run.made.Problem = problem.Of(failed).Message
	}
	next, err := o.finishPainting(ctx, state.Head(), run.made)
	if !listening {
		return
	}
	if err != nil {
		yield(nil, errors.Join(err, failed))
		return
	}
	if yield(Committed{next}, nil) && failed != nil {
		yield(nil, failed)
	}
}

// watch handles the generator's events, each before the generator goes on.
func (o *OpenSession) watch(ctx context.Context, by imagegen.ImageGenerator, run *painting, state session.Session, yield func(Update, error) bool) (listening bool, failed error) {
	for e, err := range by.Generate(ctx, run.request) {
		if err != nil {
			return true, err
		}
		var u Update
		switch e := e.(type) {
		case imagegen.Bytes:
			image, err := o.save(e, run, state)
			if err != nil {
				return true, err
			}
			u = Saved{image}
		case imagegen.Progress:
			u = Progress(e)
		case imagegen.Partial:
			u = Partial(e)
		case imagegen.Done:
			run.made.CostUSD = e.CostUSD
		}
		if u != nil && !yield(u, nil) {
			return false, nil
		}
	}
	return true, nil
}

// save puts a picture on the disk with everything that made it.
func (o *OpenSession) save(b imagegen.Bytes, run *painting, state session.Session) (session.Image, error) {
	p := run.request.Prompt
	made := picture.Made{
		Prompt: p.Text, Negative: p.Negative, Generator: run.made.Generator, Model: run.made.Model, Quality: run.request.Quality,
		Width: run.request.Width, Height: run.request.Height, Axes: axesByName(p.Axes), Session: state.ID,
		Conversation: conversation(state), Parents: parents(state, p.ID), CostUSD: run.made.CostUSD, RevisedPrompt: b.RevisedPrompt,
		NotDrawn: b.NotDrawn, Created: o.studio.now().UTC(), Easel: o.studio.version,
	}
	seed := b.Seed
	made.Seed = &seed
	saved, err := o.studio.pictures.Save(b.Data, made)
	if err != nil {
		return session.Image{}, err
	}
	image := session.Image{Path: saved.Path, Width: saved.Width, Height: saved.Height, Seed: &seed, Bytes: saved.Bytes,
		SHA256: saved.SHA256, RevisedPrompt: b.RevisedPrompt, NotDrawn: b.NotDrawn}
	run.made.Images = append(run.made.Images, image)
	return image, nil
}

func (o *OpenSession) finishPainting(ctx context.Context, parent string, made session.Generated) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.commitAt(context.WithoutCancel(ctx), parent, made)
}

func axesByName(axes map[prompt.Axis]string) map[string]string {
	names := make(map[string]string, len(axes))
	for a, v := range axes {
		names[string(a)] = v
	}
	return names
}

// conversation is what was said on the way to the current prompt.
func conversation(state session.Session) []picture.Turn {
	var lines []picture.Turn
	for _, t := range state.Turns() {
		if t.Message != "" {
			lines = append(lines, picture.Turn{Role: "user", Text: t.Message})
		}
		if t.Reply != "" {
			lines = append(lines, picture.Turn{Role: "assistant", Text: t.Reply})
		}
	}
	return lines
}

// parents are the prompts that this one came from, nearest first.
func parents(state session.Session, id string) []string {
	var ids []string
	for _, t := range slices.Backward(state.Turns()) {
		for _, from := range []string{t.After.ID, t.Before.ID} {
			if from != "" && from != id && !slices.Contains(ids, from) {
				ids = append(ids, from)
			}
		}
	}
	return ids
}
