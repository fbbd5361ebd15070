package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// Progress tells how far a generation is.
type Progress struct {
	Fraction float64 // 0 to 1; negative is unknown
	Says     string  // what it does or waits for meanwhile, in a few words; from outside
}

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
	Words    string                  // instead of a prompt of the session: what to change in the references. The current prompt stays
	Beside   bool                    // the prompt is not picked: the picture is made to compare
	Watched  bool                    // somebody looks on: unfinished pictures are asked for, which may cost a little
	By       imagegen.ImageGenerator // who paints
	Settings prompt.Settings         // allowed by the generator's capabilities
}

// Generate paints a prompt of the session: exactly that prompt, which becomes
// current unless it is painted beside it. Each picture is on the disk, with what made it, before
// the next thing happens; the generation is committed at the end, also when it
// broke off half way. The error comes after that; one that leaves saved pictures
// out of the library names them, and the library gets them with the next thing
// that can be committed.
func (o *OpenSession) Generate(ctx context.Context, g Generation) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		if err := o.start(); err != nil {
			yield(nil, err)
			return
		}
		defer o.end()
		run, err := o.newPainting(g)
		if err != nil {
			yield(nil, err)
			return
		}
		if state, err := o.take(ctx, g); give(yield, state, err) {
			o.paint(ctx, run, state, yield)
		}
	}
}

// take makes the prompt of a generation the current one, unless it is painted
// beside it.
func (o *OpenSession) take(ctx context.Context, g Generation) (session.Session, error) {
	if g.Beside || g.Words != "" {
		return o.State(), nil
	}
	return o.Pick(ctx, g.PromptID)
}

// paintable is the prompt of a generation for which nothing is in the way.
func (o *OpenSession) paintable(g Generation) (prompt.Prompt, error) {
	p, ok := o.State().Prompt(g.PromptID)
	if g.Words != "" {
		p, ok = prompt.Prompt{ID: o.studio.newID(), Title: "A change", Text: valid(g.Words)}, true
	}
	if !ok || p.Empty() {
		return p, problem.New(problem.Usage, "There is no prompt to paint yet", "Say first what you want to see")
	}
	if err := CheckGeneration(g.By.Info(), p, g.Settings); err != nil {
		return p, err
	}
	return p, o.studio.pictures.Ready()
}

// CheckGeneration says what a generator cannot do, before anything is sent.
func CheckGeneration(info imagegen.Info, p prompt.Prompt, s prompt.Settings) error {
	return info.CheckSettings(pictureRequest(info, p, s))
}

// CheckSize says which sizes a generator paints if this is none of them.
func CheckSize(info imagegen.Info, s catalog.Size) error { return info.CheckSize(s) }

// painting gathers what a generation gives until it is an event.
type painting struct {
	by      imagegen.ImageGenerator
	request imagegen.Request
	can     catalog.Capabilities
	made    session.Generated
	began   time.Time
	failed  error // the first picture that could not be saved

	estimate catalog.Estimate
	booked   bool   // the request is in the ledger
	job      string // under which its server keeps it; empty for none
	had      int    // pictures that were saved before the job was taken up
	way      *crossing
	usage    catalog.Usage // what the server counted
	why      error         // why pictures are missing
}

// newPainting is a generation for which nothing is in the way.
func (o *OpenSession) newPainting(g Generation) (*painting, error) {
	p, err := o.paintable(g)
	if err != nil {
		return nil, err
	}
	info, settings := g.By.Info(), g.Settings.Clone()
	sent, noted, err := readReferences(settings.References)
	if err != nil {
		return nil, err
	}
	settings.References = noted
	mask, err := readMask(&settings)
	if err != nil {
		return nil, err
	}
	request := imageRequest(g.By, p, g.Settings, g.Watched)
	request.References, request.Mask = sent, mask
	run := &painting{
		by: g.By, request: request, estimate: estimate(g.By, request),
		can:   info.Can,
		made:  session.Generated{Prompt: p, Generator: info.Name, Model: info.Model, Settings: settings, Images: []session.Image{}},
		began: o.studio.now(),
	}
	if info.Can.Free {
		run.made.CostUSD = new(0.0) // known before the picture is saved
	}
	return run, nil
}

// body is the generation as an event, with the reason why pictures are missing.
func (p *painting) body(took time.Duration, missing string) session.Generated {
	made := p.made
	made.Images, made.Took, made.Problem = slices.Clip(p.made.Images), max(took, 0), valid(missing)
	return made
}

// saved is the generation as a crash leaves it; nil while no picture is there
// and none can be fetched. That of a job says which seed was sent.
func (p *painting) saved() session.Body {
	if len(p.made.Images) == 0 && p.job == "" {
		return nil
	}
	made := p.body(0, "Easel ended before the rest came")
	if p.job != "" && p.can.Seed {
		made.Settings.Seed = new(p.request.Seed)
	}
	return made
}

const nobodyListened = "Stopped before the rest came"

// paint watches the generator, each event handled before it goes on, and
// commits what came of it, also when it panics.
func (o *OpenSession) paint(ctx context.Context, run *painting, state session.Session, yield func(Update, error) bool) {
	run.request.Seed = uint32(o.studio.random())
	if pinned := run.made.Settings.Seed; pinned != nil {
		run.request.Seed = *pinned
	}
	o.watch(ctx, run, o.expect(state.Head(), run.saved), state, yield)
}

// watch handles what a generator gives, for an arrival that is there.
func (o *OpenSession) watch(ctx context.Context, run *painting, pictures *arrival, state session.Session, yield func(Update, error) bool) {
	listening := false
	defer func() {
		if run.goesOn(run.why, listening) {
			o.leaveJob(run, pictures)
			return
		}
		o.paid(ctx, run, pictures.id, listening)
		if !listening {
			_, _ = o.settle(ctx, pictures, run.body(o.studio.now().Sub(run.began), nobodyListened))
		}
	}()
	var failed error
	to := &listener{yield: yield}
	way, onWay, arrived := cross(ctx, o.studio.after)
	defer arrived()
	run.way, to.waits = way, func(waits bool) { way.isOut(run.booked && run.job == "" && !waits) }
	for e, err := range run.by.Generate(to.counting(onWay), run.request) {
		if to.deaf {
			return
		}
		if err != nil {
			failed = err
			break
		}
		u, err := o.painted(ctx, e, run, pictures, state)
		if err != nil {
			failed = err
			break
		}
		if u != nil && !to.tell(u) {
			return
		}
	}
	if to.deaf {
		return
	}
	listening = true
	run.why = run.missing(ctx, failed)
	if run.goesOn(run.why, true) {
		yield(nil, run.why)
		return
	}
	o.finishPainting(ctx, run, pictures, run.why, yield)
}

// painted handles one event and tells it on; nil where there is nothing to
// tell. An error is a reason not to go on.
func (o *OpenSession) painted(ctx context.Context, e imagegen.Event, run *painting, pictures *arrival, state session.Session) (Update, error) {
	switch e := e.(type) {
	case imagegen.Sending:
		err := o.sending(ctx, run, pictures.id)
		run.way.isOut(err == nil && run.booked)
		return nil, err
	case imagegen.Accepted:
		o.accepted(ctx, e.JobID, run, pictures.id)
	case imagegen.Bytes:
		if e.Index < run.had {
			return nil, nil // it was saved before the job was taken up
		}
		_ = o.note(ctx, run, pictures.id, library.Received(e.File)) // the picture comes before the book
		image, err := o.save(e, run, pictures.id, state)
		if err != nil {
			run.failed = cmp.Or(run.failed, unsaved(err, e.File)) // the next ones may still fit
			return nil, nil
		}
		o.keepNow(func() { run.made.Images = append(run.made.Images, image) })
		o.stored(ctx, run, pictures.id, image.Path, e.File)
		return Saved{image}, nil
	case imagegen.Progress:
		return Progress{within(e.Fraction), valid(e.Says)}, nil
	case imagegen.Partial:
		return Partial(e), nil
	case imagegen.Done:
		run.usage = e.Usage
		if e.CostUSD != nil {
			o.came(func() { run.made.CostUSD = e.CostUSD })
		}
	}
	return nil, nil
}

// accepted writes down under which id a server keeps a request that is paid,
// before it is asked for. From there on nothing is lost when nobody waits. What
// cannot be written down is no reason to give up what is paid.
func (o *OpenSession) accepted(ctx context.Context, job string, run *painting, id string) {
	if !run.booked || job == "" {
		return
	}
	o.keepNow(func() { run.job = job })
	if err := o.note(ctx, run, id, library.Accepted(job)); err == nil {
		run.way.isOut(false)
	}
}

// within is a fraction from outside: 0 to 1, or negative for unknown.
func within(fraction float64) float64 {
	if fraction >= 0 { // not so for NaN
		return min(fraction, 1)
	}
	return -1
}

// missing is why there are fewer pictures than were asked for; nil when there
// are not.
func (p *painting) missing(ctx context.Context, failed error) error {
	switch got := len(p.made.Images); {
	case failed != nil || p.failed != nil:
		return cmp.Or(p.failed, failed)
	case got >= p.request.Count:
		return nil
	case ctx.Err() != nil:
		return problem.Of(ctx.Err())
	default:
		return problem.New(problem.Failed, fmt.Sprintf("%s gave %d of %d pictures", p.made.Generator, got, p.request.Count), "Generate again for the rest")
	}
}

func (o *OpenSession) finishPainting(ctx context.Context, run *painting, pictures *arrival, failed error, yield func(Update, error) bool) {
	why := ""
	if failed != nil {
		why = problem.Of(failed).Message
	}
	next, err := o.settle(ctx, pictures, run.body(o.studio.now().Sub(run.began), why))
	switch {
	case err != nil:
		yield(nil, errors.Join(unnoted(err, run.made.Images), failed))
	case yield(Committed{next}, nil) && failed != nil:
		yield(nil, failed)
	}
}

// unnoted is the error of a generation that could not be committed. The
// pictures are there, and the person must be able to find them.
func unnoted(err error, images []session.Image) error {
	if len(images) == 0 {
		return err
	}
	var paths []string
	for _, i := range images {
		paths = append(paths, i.Path)
	}
	p := problem.Of(err)
	what := "The picture is saved, but the library could not take note of it: "
	if len(images) > 1 {
		what = "The pictures are saved, but the library could not take note of them: "
	}
	return problem.Wrap(err, p.Kind, what+strings.Join(paths, ", "), p.Hint)
}
