// Package runway is the image generator for Runway's API: a request becomes a
// task, which is asked after until its pictures are there. Its models, ratios
// and limits are data of the catalog. The list of generators makes one with New
// for each model. The wire is that of Runway's SDK for Node, 4.12.
package runway

import (
	"context"
	"encoding/base64"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/job"
	"easel/engine/problem"
	"easel/engine/wire"
)

// every is how often a task is asked after: Runway allows every 5 seconds, and
// its SDK takes 6.
const every = 6 * time.Second

// mostReference is how many bytes a picture to start from may have: a data
// address may be 5 MiB long.
const mostReference = 5<<20*3/4 - 64

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes a task and waits for its pictures, or waits for those of the
// task in r.Resume.
func (g *Generator) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if err := g.check(r); err != nil {
			yield(nil, err)
			return
		}
		client, err := g.Connect(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		id := r.Resume
		if id == "" {
			if !yield(imagegen.Sending{}, nil) {
				return
			}
			if id, err = g.send(ctx, client, r); err != nil {
				yield(nil, err)
				return
			}
			if !yield(imagegen.Accepted{JobID: id}, nil) {
				return
			}
		}
		task := "/tasks/" + url.PathEscape(id)
		job.Job{
			Client: client, Request: r, Every: every, Kept: "a day",
			Ask: func(ctx context.Context) (job.State, error) { return ask(ctx, client, task) },
			TakeBack: func(ctx context.Context) error {
				return client.JSON(ctx, wire.Call{Method: http.MethodDelete, Path: task}, nil)
			},
		}.Events(ctx, yield)
	}
}

func (g *Generator) check(r imagegen.Request) error {
	for _, ref := range r.References {
		if len(ref.Data) > mostReference {
			return problem.New(problem.Usage, "A picture to start from has more than 3.9 MB, which is what Runway takes", "Make it smaller")
		}
	}
	return g.Info().Check(r)
}

// send makes a task and gives its id.
func (g *Generator) send(ctx context.Context, client *wire.Client, r imagegen.Request) (id string, err error) {
	var task struct {
		ID string `json:"id"`
	}
	if err := client.JSON(ctx, wire.Call{Path: g.Profile.ImageWire.Path, Body: g.body(r)}, &task); err != nil {
		return "", err
	}
	if task.ID == "" {
		return "", problem.New(problem.Failed, client.Title()+" took the request and did not say under which id", "Look for the picture at Runway before you generate again")
	}
	return task.ID, nil
}

// body is the request. Only what the model knows is in it.
func (g *Generator) body(r imagegen.Request) map[string]any {
	can := g.Model.Can
	ratio := fmt.Sprintf("%d:%d", r.Width, r.Height)
	if shape, ok := g.Model.Shape(catalog.Size{Width: r.Width, Height: r.Height}); ok {
		ratio = shape.Aspect
	}
	body := map[string]any{"model": g.Model.ID, "promptText": r.Prompt.Text, "ratio": ratio}
	if can.Seed {
		body["seed"] = r.Seed
	}
	if r.Quality != "" && r.Quality != "auto" {
		body["quality"] = r.Quality
	}
	if can.MaxCount > 1 {
		body["outputCount"] = r.Count
	}
	if v := r.Own["public_figures"]; v != "" {
		body["contentModeration"] = map[string]any{"publicFigureThreshold": v}
	}
	var references []map[string]string
	for i, ref := range r.References {
		address := "data:" + imagegen.MediaType(ref.Data) + ";base64," + base64.StdEncoding.EncodeToString(ref.Data)
		references = append(references, map[string]string{"uri": address, "tag": fmt.Sprintf("picture%d", i+1)})
	}
	if len(references) > 0 {
		body["referenceImages"] = references
	}
	return body
}

// ask asks after a task.
func ask(ctx context.Context, client *wire.Client, path string) (job.State, error) {
	var task struct {
		Status      string   `json:"status"`
		Progress    float64  `json:"progress"`
		Output      []string `json:"output"`
		Failure     string   `json:"failure"`
		FailureCode string   `json:"failureCode"`
	}
	if err := client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: path}, &task); err != nil {
		return job.State{}, err
	}
	switch task.Status {
	case "PENDING":
		return job.State{Fraction: -1, Says: "waiting to begin"}, nil
	case "THROTTLED":
		return job.State{Fraction: -1, Says: "waiting for your other tasks"}, nil
	case "RUNNING":
		return job.State{Begun: true, Fraction: task.Progress}, nil
	case "SUCCEEDED":
		return job.State{Begun: true, Done: true, Pictures: task.Output}, nil
	case "CANCELLED", "CANCELED":
		return job.State{Failed: problem.New(problem.Interrupted, "The task was cancelled at "+client.Title(), "")}, nil
	case "FAILED":
		return job.State{Failed: failure(client.Title(), task.Failure, task.FailureCode)}, nil
	}
	return job.State{Begun: true, Fraction: -1}, nil // a state of tomorrow; it is no end
}

// failure says why a task failed. Codes of safety stand in several families:
// SAFETY.INPUT.TEXT, INPUT_PREPROCESSING.SAFETY.THIRD_PARTY.
func failure(title, words, code string) error {
	reason := ""
	if words = wire.OneLine(words); words != "" {
		reason = ": " + words
	}
	switch {
	case strings.Contains(code, "SAFETY"):
		return problem.New(problem.Refused, title+" refused this"+reason, "Say it in other words")
	case strings.HasPrefix(code, "ASSET."):
		return problem.New(problem.Failed, title+" cannot use a picture to start from"+reason, "Choose another one")
	}
	return problem.New(problem.Failed, title+" could not paint this"+reason, "Generate again, or choose another model")
}
