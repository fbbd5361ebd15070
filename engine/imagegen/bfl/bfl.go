// Package bfl is the image generator for FLUX at Black Forest Labs, who make
// it: a request becomes a job that is asked after at the address it was given,
// until its picture is there. Its models and limits are data of the catalog. The
// list of generators makes one with New for each model.
package bfl

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/job"
	"easel/engine/problem"
	"easel/engine/wire"
)

// every is how often a job is asked after; small models take a second.
const every = time.Second

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes a job and waits for its picture, or waits for that of the job
// in r.Resume, which is the address at which it is asked after.
func (g *Generator) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if err := g.Info().Check(r); err != nil {
			yield(nil, err)
			return
		}
		client, err := g.Connect(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		at := accepted{Address: r.Resume}
		if r.Resume == "" {
			if !yield(imagegen.Sending{}, nil) {
				return
			}
			if at, err = g.send(ctx, client, r); err != nil {
				yield(nil, err)
				return
			}
			if !yield(imagegen.Accepted{JobID: at.Address}, nil) {
				return
			}
		}
		if !client.Trusts(at.Address) {
			yield(nil, problem.New(problem.Failed, client.Title()+" gave an address for the job that is not its own", "Nothing was sent there"))
			return
		}
		job.Job{
			Client: client, Request: r, Every: every, Kept: "10 minutes", CostUSD: at.cost(),
			Ask: func(ctx context.Context) (job.State, error) { return ask(ctx, client, at.Address) },
		}.Events(ctx, yield)
	}
}

// accepted is what the server says of a new job.
type accepted struct {
	ID      string   `json:"id"`
	Address string   `json:"polling_url"`
	Cost    *float64 `json:"cost"` // credits
}

// creditUSD is what a credit costs.
const creditUSD = 0.01

func (a accepted) cost() *float64 {
	if a.Cost == nil || *a.Cost < 0 {
		return nil
	}
	return new(*a.Cost * creditUSD)
}

// send makes a job.
func (g *Generator) send(ctx context.Context, client *wire.Client, r imagegen.Request) (accepted, error) {
	var at accepted
	path := strings.ReplaceAll(g.Profile.ImageWire.Path, "{model}", url.PathEscape(g.Model.ID))
	if err := client.JSON(ctx, wire.Call{Path: path, Body: g.body(r)}, &at); err != nil {
		return at, err
	}
	if at.Address == "" && at.ID != "" {
		at.Address = client.BaseURL() + "/get_result?id=" + url.QueryEscape(at.ID)
	}
	if at.Address == "" {
		return at, problem.New(problem.Failed, client.Title()+" took the request and did not say where to ask for it", "Look at your account there before you generate again")
	}
	return at, nil
}

// body is the request. Only what the model knows is in it.
func (g *Generator) body(r imagegen.Request) map[string]any {
	body := map[string]any{"prompt": r.Prompt.Text, "seed": r.Seed, "output_format": "png"}
	if shape, ok := g.Model.Shape(catalog.Size{Width: r.Width, Height: r.Height}); ok {
		body["aspect_ratio"] = shape.Aspect
	} else {
		body["width"], body["height"] = r.Width, r.Height
	}
	if v := r.Own["format"]; v != "" {
		body["output_format"] = v
	}
	for own, field := range map[string]string{"safety": "safety_tolerance", "steps": "steps", "guidance": "guidance"} {
		if n, err := strconv.ParseFloat(r.Own[own], 64); err == nil {
			body[field] = n
		}
	}
	for i, ref := range r.References {
		field := "input_image"
		if i > 0 {
			field = fmt.Sprintf("input_image_%d", i+1)
		}
		body[field] = base64.StdEncoding.EncodeToString(ref.Data)
	}
	return body
}

// ask asks after a job.
func ask(ctx context.Context, client *wire.Client, address string) (job.State, error) {
	var said struct {
		Status   string          `json:"status"`
		Progress *float64        `json:"progress"`
		Details  json.RawMessage `json:"details"`
		Result   struct {
			Sample string `json:"sample"`
		} `json:"result"`
	}
	if err := client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: address}, &said); err != nil {
		return job.State{}, err
	}
	title := client.Title()
	switch said.Status {
	case "Ready":
		state := job.State{Begun: true, Done: true}
		if said.Result.Sample != "" {
			state.Pictures = []string{said.Result.Sample}
		}
		return state, nil
	case "Request Moderated", "Content Moderated":
		return job.State{Failed: problem.New(problem.Refused, title+" refused this"+moderation(said.Status, said.Details), "Say it in other words")}, nil
	case "Error", "Failed":
		return job.State{Failed: problem.New(problem.Failed, title+" could not paint this", "Generate again, or choose another model")}, nil
	case "Task not found":
		return job.State{Failed: problem.New(problem.Failed, title+" no longer knows this job", "Its pictures are kept for 10 minutes; generate again")}, nil
	}
	fraction := -1.0
	if said.Progress != nil {
		fraction = *said.Progress
	}
	return job.State{Begun: true, Fraction: fraction}, nil
}

// moderation is what the server says of why it refused, and of which: the
// request or the picture that came of it.
func moderation(status string, details json.RawMessage) string {
	var said struct {
		Reasons []string `json:"Moderation Reasons"`
	}
	what := ": the prompt"
	if status == "Content Moderated" {
		what = ": the picture that came of it"
	}
	if json.Unmarshal(details, &said) != nil || len(said.Reasons) == 0 {
		return what
	}
	return what + ", " + wire.OneLine(strings.Join(said.Reasons, ", "))
}
