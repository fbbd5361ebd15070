package sdcpp

import (
	"context"
	"net/http"

	"easel/engine/wire"
)

// Choices asks the server for its samplers, schedulers and LoRAs.
func (g *Generator) Choices(ctx context.Context) (map[string][]string, error) {
	client, err := g.Connect(ctx)
	if err != nil {
		return nil, err
	}
	var said struct {
		Samplers   []string `json:"samplers"`
		Schedulers []string `json:"schedulers"`
		LoRAs      []struct {
			Path string `json:"path"`
		} `json:"loras"`
	}
	if err := client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: "/sdcpp/v1/capabilities"}, &said); err != nil {
		return nil, err
	}
	choices := map[string][]string{"sampler": said.Samplers, "scheduler": said.Schedulers}
	for _, l := range said.LoRAs {
		choices["lora"] = append(choices["lora"], l.Path)
	}
	return choices, nil
}
