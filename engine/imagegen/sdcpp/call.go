package sdcpp

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// body is the request as the server reads it. What nobody asked for is left
// out, so that what the server was started with holds. The request is checked
// on the way, with what only this server refuses.
func (g *Generator) body(r imagegen.Request) (map[string]any, error) {
	if r.Resume != "" {
		return nil, nil
	}
	if err := g.Info().Check(r); err != nil {
		return nil, err
	}
	b := map[string]any{"prompt": r.Prompt.Text, "negative_prompt": r.Prompt.Negative,
		"width": r.Width, "height": r.Height, "seed": r.Seed, "batch_count": r.Count}
	if format := r.Own["format"]; format != "" {
		b["output_format"] = format
	}
	if sample := sampling(r); len(sample) > 0 {
		b["sample_params"] = sample
	}
	if err := addLoRAs(b, r.Own["lora"]); err != nil {
		return nil, err
	}
	return b, addPictures(b, r)
}

// sampling is what is asked of the sampler.
func sampling(r imagegen.Request) map[string]any {
	sample, guidance := map[string]any{}, map[string]any{}
	for _, p := range []struct {
		into        map[string]any
		field, name string
	}{
		{sample, "sample_method", "sampler"}, {sample, "scheduler", "scheduler"}, {sample, "sample_steps", "steps"},
		{guidance, "txt_cfg", "cfg"}, {guidance, "distilled_guidance", "guidance"},
	} {
		if value := r.Own[p.name]; value != "" {
			p.into[p.field] = numberOr(value)
		}
	}
	if len(guidance) > 0 {
		sample["guidance"] = guidance
	}
	return sample
}

// numberOr is a value that was checked as the number that it is, or as the text.
func numberOr(value string) any {
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return n
	}
	return value
}

func addLoRAs(b map[string]any, text string) error {
	loras, err := imagegen.ParseLoRAs(text)
	if err != nil || len(loras) == 0 {
		return err
	}
	list := make([]map[string]any, len(loras))
	for i, l := range loras {
		list[i] = map[string]any{"path": l.Name, "multiplier": l.Weight}
	}
	b["lora"] = list
	return nil
}

// addPictures puts in what a picture is made from: painted over, or looked at by
// a model that edits.
func addPictures(b map[string]any, r imagegen.Request) error {
	if len(r.References) == 0 {
		return nil
	}
	if r.Own["reference"] == "look" {
		if r.Mask != nil {
			return problem.New(problem.Usage, "A picture that is looked at takes no mask", "Set reference to its default, or leave the mask out")
		}
		encoded := make([]string, len(r.References))
		for i, ref := range r.References {
			encoded[i] = base64.StdEncoding.EncodeToString(ref.Data)
		}
		b["ref_images"] = encoded
		return nil
	}
	if len(r.References) > 1 {
		return problem.New(problem.Usage, "Only one picture can be painted over", "Choose one, or set reference to look if the model edits pictures")
	}
	b["init_image"] = base64.StdEncoding.EncodeToString(r.References[0].Data)
	if r.Mask != nil {
		b["mask_image"] = base64.StdEncoding.EncodeToString(r.Mask.White())
	}
	if value := r.Own["denoising"]; value != "" {
		b["strength"] = numberOr(value)
	}
	return nil
}

// submit sends the request and gives the id of its job.
func (g *Generator) submit(ctx context.Context, client *wire.Client, body map[string]any) (string, error) {
	var reply struct {
		ID string `json:"id"`
	}
	err := client.JSON(ctx, wire.Call{Path: g.Profile.ImageWire.Path, Body: body}, &reply)
	var said *wire.ServerError
	if errors.As(err, &said) && said.Status == http.StatusNotFound {
		return "", problem.Wrap(err, problem.NotConfigured, client.Title()+" has no jobs yet: it is older than what Easel asks it", "Update it to a version of 2026")
	}
	if err != nil {
		return "", err
	}
	if reply.ID == "" {
		return "", unreadable(client, nil)
	}
	return reply.ID, nil
}

func unreadable(client *wire.Client, cause error) error {
	return problem.Wrap(cause, problem.Failed, client.Title()+" answered in a way that cannot be read", "Choose another generator")
}
