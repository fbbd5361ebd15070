package engine

import (
	"context"
	"errors"
	"iter"
	"slices"

	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// Job is a generation that a server took and whose pictures are not here: the
// program ended before, or the server could not be asked to the end. Its
// pictures are paid for, and can be fetched as long as the server keeps them.
type Job struct {
	ID        string // of the generation
	Generator string // NAME or NAME:MODEL
	Pictures  int    // that were asked for
	Prompt    string

	pending library.Pending
}

// Jobs lists what TakeUp can be called for, the oldest first.
func (o *OpenSession) Jobs() []Job {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.jobs)
}

// unfinished tells the requests whose job can be taken up from the others.
func unfinished(pending []library.Pending) (jobs []Job, others []library.Pending) {
	for _, p := range pending {
		if p.JobID == "" || p.Purpose != library.ForPicture {
			others = append(others, p)
			continue
		}
		by := imagegen.Info{Name: p.Generator, Model: p.Model}
		jobs = append(jobs, Job{ID: p.ID, Generator: by.Ref(), Pictures: p.Pictures, Prompt: p.Prompt, pending: p})
	}
	return jobs, others
}

// waits says whether an arrival is of a job that can be taken up.
func (o *OpenSession) waits(id string) bool {
	return slices.ContainsFunc(o.jobs, func(j Job) bool { return j.ID == id })
}

// TakeUp waits for the pictures of a job and commits the generation, as
// Generate does. Nothing is sent but the question how far the job is. Where its
// server still cannot be asked it stays among the jobs.
func (o *OpenSession) TakeUp(ctx context.Context, id string) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		if err := o.start(); err != nil {
			yield(nil, err)
			return
		}
		defer o.end()
		job, ok := o.takeJob(id)
		if !ok {
			yield(nil, problem.New(problem.Usage, "There is no such job", ""))
			return
		}
		by, err := o.studio.ImageGenerator(job.Generator)
		if err != nil {
			o.putJob(job)
			yield(nil, err)
			return
		}
		run, arrived := o.again(job, by)
		o.watch(ctx, run, arrived, o.State(), yield)
	}
}

// takeJob takes a job off the list, so that it is taken up once.
func (o *OpenSession) takeJob(id string) (Job, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := slices.IndexFunc(o.jobs, func(j Job) bool { return j.ID == id })
	if i < 0 {
		return Job{}, false
	}
	job := o.jobs[i]
	o.jobs = slices.Delete(slices.Clone(o.jobs), i, i+1)
	return job, true
}

func (o *OpenSession) putJob(j Job) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.jobs = append(o.jobs, j)
}

// again is the painting of a job as it was left, under its old id.
func (o *OpenSession) again(job Job, by imagegen.ImageGenerator) (*painting, *arrival) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := job.pending
	i := slices.IndexFunc(o.arrivals, func(a *arrival) bool { return a.id == job.ID })
	if i < 0 { // the draft could not be kept; the ledger knows what was asked
		i = len(o.arrivals)
		o.arrivals = append(o.arrivals, &arrival{id: job.ID, parent: o.state.Head(), body: func() session.Body { return nil }})
	}
	a := o.arrivals[i]
	made, ok := a.body().(session.Generated)
	if !ok {
		made = session.Generated{Prompt: prompt.Prompt{ID: o.studio.newID(), Text: p.Prompt}, Generator: p.Generator, Model: p.Model,
			Settings: prompt.Settings{Count: p.Pictures}}
	}
	run := &painting{by: by, request: pictureRequest(by.Info(), made.Prompt, made.Settings), can: by.Info().Can, made: made, began: o.studio.now(),
		estimate: p.Estimate, booked: true, job: p.JobID, had: len(made.Images)}
	run.request.References, run.request.Mask, run.request.Resume = nil, nil, p.JobID
	if seed := made.Settings.Seed; seed != nil {
		run.request.Seed = *seed
	}
	a.body = run.saved
	return run, a
}

// goesOn says whether the job of a generation that ended with this error can be
// taken up again. A key that is missing now says nothing of the job.
func (p *painting) goesOn(why error, listening bool) bool {
	switch {
	case p.job == "" || !p.booked:
		return false
	case !listening || errors.Is(why, imagegen.ErrGoesOn):
		return true
	}
	return p.request.Resume != "" && why != nil && problem.Of(why).Kind == problem.NotConfigured
}

// leaveJob keeps a job for the next time: its generation is no event yet, and
// in the ledger nothing is settled.
func (o *OpenSession) leaveJob(run *painting, a *arrival) {
	info := imagegen.Info{Name: run.made.Generator, Model: run.made.Model}
	o.putJob(Job{ID: a.id, Generator: info.Ref(), Pictures: run.request.Count, Prompt: run.request.Prompt.Text, pending: library.Pending{
		Request: library.Request{ID: a.id, Generator: info.Name, Model: info.Model, Prompt: run.request.Prompt.Text, Pictures: run.request.Count, Estimate: run.estimate},
		JobID:   run.job}})
}
