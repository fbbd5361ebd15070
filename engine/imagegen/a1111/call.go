package a1111

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"easel/engine/imagegen"
	"easel/engine/wire"
)

// longestSilence is how long a call may take in which nothing comes before the
// pictures: tasks wait for each other.
const longestSilence = 6 * time.Hour

// call writes the request, which is checked on the way.
func (g *Generator) call(r imagegen.Request, task string) (wire.Call, error) {
	if err := g.OncePaid(r); err != nil {
		return wire.Call{}, err
	}
	loras, err := imagegen.ParseLoRAs(r.Own["lora"])
	if err != nil {
		return wire.Call{}, err
	}
	b := map[string]any{
		"prompt": withLoRAs(r.Prompt.Text, loras), "negative_prompt": r.Prompt.Negative,
		"width": r.Width, "height": r.Height, "seed": r.Seed, "batch_size": 1, "n_iter": r.Count,
		"force_task_id": task, "send_images": true, "save_images": false,
	}
	for field, name := range map[string]string{"sampler_name": "sampler", "scheduler": "scheduler"} {
		if value := r.Own[name]; value != "" {
			b[field] = value
		}
	}
	for field, name := range map[string]string{"steps": "steps", "cfg_scale": "cfg", "distilled_cfg_scale": "guidance"} {
		if n, ok := g.number(r, name); ok {
			b[field] = n
		}
	}
	if g.Model.ID != "" {
		// Not put back afterwards: that would load two checkpoints for each picture.
		b["override_settings"] = map[string]any{"sd_model_checkpoint": g.Model.ID}
		b["override_settings_restore_afterwards"] = false
	}
	path := g.Profile.ImageWire.Path
	if len(r.References) > 0 {
		path = g.Profile.ImageWire.EditPath
		g.addPictures(b, r)
	} else {
		g.addHires(b, r)
	}
	return wire.Call{Path: path, Body: b, Pictures: []string{"images"}, Idle: longestSilence}, nil
}

// number is the value of a parameter; what is no number was refused before.
func (g *Generator) number(r imagegen.Request, name string) (float64, bool) {
	n, err := strconv.ParseFloat(r.Value(g.Model.Can, name), 64)
	return n, err == nil
}

// withLoRAs puts them behind the text, as the server reads them.
func withLoRAs(text string, loras []imagegen.LoRA) string {
	var b strings.Builder
	b.WriteString(text)
	for _, l := range loras {
		fmt.Fprintf(&b, " <lora:%s:%s>", l.Name, strconv.FormatFloat(l.Weight, 'f', -1, 64))
	}
	return b.String()
}

// addHires asks for a second, larger pass.
func (g *Generator) addHires(b map[string]any, r imagegen.Request) {
	scale, ok := g.number(r, "hires")
	if !ok || scale <= 1 {
		return
	}
	b["enable_hr"], b["hr_scale"] = true, scale
	b["hr_additional_modules"] = []string{"Use same choices"} // Forge fails without
	if n, ok := g.number(r, "denoising"); ok {
		b["denoising_strength"] = n
	}
}

// How img2img is to take what it starts from.
const (
	cropAndResize = 1 // rather than to stretch it
	fillOriginal  = 1 // what is under the mask is where it begins
)

// addPictures puts in what is painted over.
func (g *Generator) addPictures(b map[string]any, r imagegen.Request) {
	b["init_images"] = []string{base64.StdEncoding.EncodeToString(r.References[0].Data)}
	b["resize_mode"] = cropAndResize
	if n, ok := g.number(r, "denoising"); ok {
		b["denoising_strength"] = n
	}
	if r.Mask != nil {
		b["mask"], b["inpainting_fill"] = base64.StdEncoding.EncodeToString(r.Mask.White()), fillOriginal
	}
}
