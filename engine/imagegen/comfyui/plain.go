package comfyui

import (
	"embed"
	"fmt"

	"easel/engine/imagegen"
)

//go:embed workflows/*.json
var workflows embed.FS

// checkpointNode is the node of the plain workflows that loads the model and
// its text encoder, outputs 0 and 1.
const checkpointNode = "4"

// plain is the workflow for a checkpoint that has everything in it, as those of
// SD 1.5 and SDXL: from words, over a picture, or over a part of one.
func plain(r imagegen.Request) (workflow, error) {
	name := "new"
	switch {
	case r.Mask != nil && len(r.References) > 0:
		name = "masked"
	case len(r.References) > 0:
		name = "over"
	}
	data, err := workflows.ReadFile("workflows/" + name + ".json")
	if err != nil {
		panic(err) // embedded, so a test sees it
	}
	w, err := parse(name, data)
	if err != nil {
		panic(err)
	}
	loras, err := imagegen.ParseLoRAs(r.Own["lora"])
	if err != nil {
		return nil, err
	}
	return w.withLoRAs(loras), nil
}

// withLoRAs puts a chain of LoRAs between the checkpoint and everything that
// takes its model or its text encoder.
func (w workflow) withLoRAs(loras []imagegen.LoRA) workflow {
	last := checkpointNode
	chain := make(workflow)
	for i, l := range loras {
		id := fmt.Sprintf("lora%d", i+1)
		chain[id] = map[string]any{"class_type": "LoraLoader", "inputs": map[string]any{"lora_name": l.Name, "strength_model": l.Weight,
			"strength_clip": l.Weight, "model": []any{last, 0}, "clip": []any{last, 1}}}
		last = id
	}
	for _, value := range w {
		inputs := value.(map[string]any)["inputs"].(map[string]any)
		for name, output := range map[string]int{"model": 0, "clip": 1} {
			if inputs[name] != nil {
				inputs[name] = []any{last, output}
			}
		}
	}
	for id, node := range chain {
		w[id] = node
	}
	return w
}
