package sdcpp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// askEvery is the pause between two looks at a job.
const askEvery = time.Second

// jobsPath is where the server keeps its jobs.
const jobsPath = "/sdcpp/v1/jobs/"

// job is a request that the server took.
type job struct {
	client  *wire.Client
	id      string
	request imagegen.Request
	yield   func(imagegen.Event, error) bool
	deaf    bool // nobody listens any more
	over    bool // the server has nothing more to do for it
}

func (j *job) tell(e imagegen.Event) {
	if !j.deaf {
		j.deaf = !j.yield(e, nil)
	}
}

// follow waits for the job and hands its pictures on. Where nobody waits any
// more the job is taken back.
func (j *job) follow(ctx context.Context) error {
	j.tell(imagegen.Accepted{JobID: j.id})
	err := imagegen.Poll(ctx, j.client, askEvery, j.ask)
	if !j.over && (j.deaf || ctx.Err() != nil) {
		return j.takeBack(ctx)
	}
	return err
}

// answer is what the server says of a job; one that failed comes as an error.
type answer struct {
	Status   string `json:"status"`
	Position int    `json:"queue_position"` // from 1 on while it is queued
	Result   struct {
		Images []struct {
			B64 string `json:"b64_json"`
		} `json:"images"`
	} `json:"result"`
}

// ask looks at the job once; over says that nothing more is to be asked.
func (j *job) ask(ctx context.Context) (over bool, err error) {
	if j.deaf {
		return true, nil
	}
	var whole wire.PictureEvent
	for e, err := range j.client.Pictures(ctx, wire.Call{Method: http.MethodGet, Path: j.path()}) {
		if err != nil { // what came of an answer that was cut comes again
			remove(whole.Pictures...)
			return false, j.failed(err)
		}
		whole = e
	}
	err = j.take(whole)
	if !j.over {
		remove(whole.Pictures...)
	}
	return j.over || j.deaf, err
}

func (j *job) path() string { return jobsPath + url.PathEscape(j.id) }

// remove takes files away that nobody has.
func remove(files ...*wire.Spooled) {
	for _, file := range files {
		_ = file.Remove() // a file too many does no harm
	}
}

// failed says what an error of a look means.
func (j *job) failed(err error) error {
	var said *wire.ServerError
	switch {
	case errors.As(err, &said) && (said.Status == http.StatusNotFound || said.Status == http.StatusGone):
		return problem.Wrap(err, problem.Failed, j.client.Title()+" does not have this job any more", "It was started anew, or the job is too old: generate again")
	case said != nil && said.Code == "cancelled":
		return problem.Wrap(err, problem.Interrupted, "The job was cancelled at "+j.client.Title(), "Generate again")
	case said != nil && said.Status == http.StatusOK && !said.Page: // what became of the job
		return problem.Wrap(err, problem.Failed, j.client.Title()+" could not paint this"+reason(said.Message), "Its own window may say more")
	case wire.Passing(err):
		j.tell(imagegen.Progress{Fraction: -1, Says: j.client.Title() + " does not answer, asking again"})
	}
	return err
}

// take reads an answer.
func (j *job) take(e wire.PictureEvent) error {
	var a answer
	if err := json.Unmarshal(e.Fields, &a); err != nil {
		return unreadable(j.client, err)
	}
	switch a.Status {
	case "queued":
		j.tell(imagegen.Progress{Fraction: -1, Says: fmt.Sprintf("number %d in the queue", max(a.Position, 1))})
	case "generating":
		j.tell(imagegen.Progress{Fraction: -1})
	case "completed":
		j.over = true
		return j.pictures(e, a)
	default:
		return unreadable(j.client, fmt.Errorf("a job in the state %q", a.Status))
	}
	return nil
}

func reason(said string) string {
	if said == "" {
		return ""
	}
	return ": " + said
}

// pictures hands the pictures of a job on. Their seeds count up from the
// first.
func (j *job) pictures(e wire.PictureEvent, a answer) error {
	told := 0
	for _, i := range a.Result.Images {
		file := e.Picture(i.B64)
		if file == nil || file.Size() == 0 {
			continue // it is missing at the end
		}
		data, err := imagegen.Arrived(file)
		if err != nil {
			return err
		}
		j.tell(imagegen.Bytes{Index: told, Data: data, Seed: j.request.Seed + uint32(told), CostUSD: new(0.0), File: file.Path()})
		told++
	}
	if told == 0 {
		remove(e.Pictures...)
		return problem.New(problem.Failed, j.client.Title()+" answered without a picture", "Generate again")
	}
	j.tell(imagegen.Done{CostUSD: new(0.0)})
	return nil
}

// takeBack cancels the job. The server can while it waits in the queue, and
// may be able to later.
func (j *job) takeBack(ctx context.Context) error {
	taking, stop := imagegen.TakingBack(ctx)
	defer stop()
	err := j.client.JSON(taking, wire.Call{Path: j.path() + "/cancel"}, nil)
	if j.deaf {
		return nil
	}
	var said *wire.ServerError
	if errors.As(err, &said) && said.Status == http.StatusConflict {
		return problem.Wrap(context.Canceled, problem.Interrupted, "Stopped waiting", j.client.Title()+" cannot stop what it has begun and paints it to its end")
	}
	return problem.Of(ctx.Err())
}
