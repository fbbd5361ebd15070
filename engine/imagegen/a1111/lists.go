package a1111

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// Choices asks the server for its checkpoints, samplers, schedulers and LoRAs.
// What a server has no list of is left out.
func (g *Generator) Choices(ctx context.Context) (map[string][]string, error) {
	client, err := g.Connect(ctx)
	if err != nil {
		return nil, err
	}
	choices := make(map[string][]string)
	var failed error
	for name, path := range map[string]string{imagegen.Models: checkpointsPath, "sampler": "/sdapi/v1/samplers",
		"scheduler": "/sdapi/v1/schedulers", "lora": "/sdapi/v1/loras"} {
		var list []struct {
			Name  string `json:"name"`
			Label string `json:"label"`      // of schedulers, as people know them
			Model string `json:"model_name"` // of checkpoints
		}
		if err := client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: path}, &list); err != nil {
			failed = err
			continue
		}
		for _, item := range list {
			choices[name] = append(choices[name], cmp.Or(item.Label, item.Model, item.Name))
		}
	}
	if len(choices) == 0 {
		return nil, failed
	}
	return choices, nil
}

const checkpointsPath = "/sdapi/v1/sd-models"

// has says so when the server lacks the checkpoint that was chosen: it would
// paint with another one and not say so. A server that does not tell is
// trusted, and one that is not there is met by the call itself.
func (g *Generator) has(ctx context.Context, client *wire.Client) error {
	if g.Model.ID == "" {
		return nil
	}
	var list []struct {
		Title string `json:"title"`
		Name  string `json:"model_name"`
		Hash  string `json:"hash"`
	}
	if client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: checkpointsPath}, &list) != nil || len(list) == 0 {
		return nil
	}
	for _, m := range list {
		if g.Model.ID == m.Title || g.Model.ID == m.Name || g.Model.ID == m.Hash {
			return nil
		}
	}
	return problem.New(problem.NotConfigured, fmt.Sprintf("%s does not have the checkpoint %q", client.Title(), g.Model.ID), "Choose one of its own: easel engines lists them")
}
