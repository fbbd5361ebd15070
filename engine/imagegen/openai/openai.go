// Package openai is the image generator for everything that speaks OpenAI's
// image wire: OpenAI itself, and the routers and local servers of the catalog.
// What a server or a model differs in is data of the catalog; this package has
// no list of models. The list of generators makes one with New for each profile
// and model. Of the engine it imports imagegen, catalog, wire and values.
//
// check.go refuses what cannot be sent, call.go writes the request, answer.go
// reads what comes.
package openai

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"sync"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// Generator is an image generator. It may be used from several goroutines.
type Generator struct {
	imagegen.Service

	mu      sync.Mutex
	refused map[string]bool // fields of ours that a server refused, by server, model and name
}

// New makes a generator; it does no IO. Without a model's id the server's only
// model is taken.
func New(s imagegen.Service) *Generator {
	return &Generator{Service: s, refused: make(map[string]bool)}
}

// Estimate is what a request costs about.
func (g *Generator) Estimate(r imagegen.Request) catalog.Estimate {
	r.Partials = g.partials(r)
	return g.Service.Estimate(r)
}

// Generate makes the pictures of a request in one call.
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
		if !yield(imagegen.Sending{}, nil) {
			return
		}
		model, err := g.modelAt(ctx, client)
		if err != nil {
			yield(nil, err)
			return
		}
		a := &answer{generator: g, client: client, request: r, yield: yield}
		if err := g.send(ctx, client, model, r, a); err != nil && !a.deaf {
			yield(nil, err)
			return
		}
		a.finish()
	}
}

// send makes the call, and once more without a field that the server refused
// and that nobody asked for. A call that was refused as a whole is not paid.
func (g *Generator) send(ctx context.Context, client *wire.Client, model string, r imagegen.Request, a *answer) error {
	for again := true; ; again = false {
		err := a.read(ctx, client.Pictures(ctx, g.call(client.BaseURL(), model, r)))
		field, ours := oursRefused(err)
		if err == nil || !again || !ours || a.began() {
			return err
		}
		g.forget(client.BaseURL(), model, field)
	}
}

// oursRefused is the field of a 400 that we set without being asked.
func oursRefused(err error) (field string, ok bool) {
	var said *wire.ServerError
	if !errors.As(err, &said) || said.Status != http.StatusBadRequest {
		return "", false
	}
	for _, f := range []string{"response_format", "partial_images", "stream"} {
		if said.Param == f || strings.Contains(said.Message, "'"+f+"'") {
			return f, true
		}
	}
	return "", false
}

func (g *Generator) forget(server, model, field string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refused[server+" "+model+" "+field] = true
}

func (g *Generator) knows(server, model, field string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !g.refused[server+" "+model+" "+field]
}

// modelAt is the model's id, asked of the server where nobody chose one. A
// model is always sent: what servers take otherwise is another one each year.
func (g *Generator) modelAt(ctx context.Context, client *wire.Client) (string, error) {
	if g.Model.ID != "" {
		return g.Model.ID, nil
	}
	models, err := client.Models(ctx)
	if err != nil {
		return "", err
	}
	if len(models) == 1 || len(models) > 0 && g.Profile.ImageWire.OneModel {
		return models[0].ID, nil
	}
	if len(models) == 0 {
		return "", problem.New(problem.NotConfigured, client.Title()+" has no model", "Load one there first")
	}
	return "", problem.New(problem.NotConfigured, fmt.Sprintf("%s has %d models, and nobody said which one paints", client.Title(), len(models)),
		"Choose one with --image "+g.Profile.Name+":MODEL; easel engines lists them")
}
