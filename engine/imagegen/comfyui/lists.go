package comfyui

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// Choices lists the person's own workflows, and asks the server for its
// checkpoints, samplers, schedulers and LoRAs. Without a server there are the
// workflows.
func (g *Generator) Choices(ctx context.Context) (map[string][]string, error) {
	choices := make(map[string][]string)
	if g.Workflows != nil {
		files, err := fs.Glob(g.Workflows, "*.json")
		for _, file := range files {
			choices["workflow"] = append(choices["workflow"], strings.TrimSuffix(path.Base(file), ".json"))
		}
		if err != nil {
			return nil, err
		}
	}
	client, err := g.Connect(ctx)
	if err != nil {
		return choices, err
	}
	for _, list := range []struct{ name, node, input string }{
		{imagegen.Models, "CheckpointLoaderSimple", "ckpt_name"}, {"sampler", "KSampler", "sampler_name"},
		{"scheduler", "KSampler", "scheduler"}, {"lora", "LoraLoader", "lora_name"},
	} {
		if choices[list.name], err = wordsOf(ctx, client, list.node, list.input); err != nil {
			return choices, err
		}
	}
	return choices, nil
}

// wordsOf are what an input of a kind of node may be, as the server describes
// it.
func wordsOf(ctx context.Context, client *wire.Client, node, input string) ([]string, error) {
	var kinds map[string]struct {
		Input struct {
			Required map[string][]json.RawMessage `json:"required"`
		} `json:"input"`
	}
	err := client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: "/object_info/" + node}, &kinds)
	return words(kinds[node].Input.Required[input]), err
}

// words are what an input may be: the first thing said of it, or in newer
// servers the options of a "COMBO".
func words(input []json.RawMessage) []string {
	var list []string
	if len(input) > 0 && json.Unmarshal(input[0], &list) == nil {
		return list
	}
	var more struct {
		Options []string `json:"options"`
	}
	if len(input) > 1 && json.Unmarshal(input[1], &more) == nil {
		return more.Options
	}
	return nil
}

// firstCheckpoint is the first of the server's models.
func firstCheckpoint(ctx context.Context, client *wire.Client) (string, error) {
	names, err := wordsOf(ctx, client, "CheckpointLoaderSimple", "ckpt_name")
	if err != nil {
		return "", err
	}
	if len(names) == 0 {
		return "", problem.New(problem.NotConfigured, client.Title()+" has no checkpoint", "Put one into its folder models/checkpoints, or choose a workflow of your own in the settings")
	}
	return names[0], nil
}
