package openai

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/wire"
)

// call writes a request: JSON for new pictures, a form where pictures go along.
func (g *Generator) call(server, model string, r imagegen.Request) wire.Call {
	fields := g.fields(server, model, r)
	_, stream := fields["stream"]
	w := g.Profile.ImageWire
	switch {
	case r.Vary:
		return wire.Call{Path: w.VaryPath, Form: g.form(fields, r), Stream: stream}
	case len(r.References) > 0:
		return wire.Call{Path: w.EditPath, Form: g.form(fields, r), Stream: stream}
	}
	return wire.Call{Path: w.Path, Body: fields, Stream: stream}
}

// fields are the request's fields. Only what this profile and model know is
// among them, and only what is not the default anyway.
func (g *Generator) fields(server, model string, r imagegen.Request) map[string]any {
	w := g.Profile.ImageWire
	fields := map[string]any{"model": model}
	if !r.Vary {
		fields["prompt"] = g.prompt(r)
	}
	if w.Count {
		fields["n"] = r.Count
	}
	g.size(fields, r)
	if g.Model.Base64 && g.knows(server, model, "response_format") {
		fields["response_format"] = "b64_json"
	}
	if w.Negative != "" && w.Negative != "pipe" && r.Prompt.Negative != "" {
		fields[w.Negative] = r.Prompt.Negative
	}
	if w.Seed != "" {
		fields[w.Seed] = r.Seed
	}
	if r.Vary {
		return fields
	}
	for name, value := range map[string]string{"quality": r.Quality, "background": r.Own["background"],
		"output_format": r.Own["format"], "moderation": r.Own["moderation"]} {
		if value != "" && value != "auto" {
			fields[name] = value
		}
	}
	if len(r.References) > 0 {
		delete(fields, "moderation") // forms of edits have no such field
	}
	if n := g.partials(r); n > 0 && g.knows(server, model, "stream") {
		fields["stream"] = true
		if g.knows(server, model, "partial_images") {
			fields["partial_images"] = n
		}
	}
	return fields
}

// partials is how many unfinished pictures are asked for: none when there are
// several pictures, whose parts could not be told apart.
func (g *Generator) partials(r imagegen.Request) int {
	if r.Count != 1 || r.Vary {
		return 0
	}
	return min(max(r.Partials, 0), g.Model.Can.Partials)
}

func (g *Generator) size(fields map[string]any, r imagegen.Request) {
	s := catalog.Size{Width: r.Width, Height: r.Height}
	switch g.Profile.ImageWire.Size {
	case "pixels":
		fields["size"] = s.String()
	case "shape":
		if shape, ok := g.Model.Shape(s); ok {
			fields["aspect_ratio"], fields["resolution"] = shape.Aspect, shape.Resolution
		}
	}
}

// prompt is the text as this server takes it. Where it reads marks inside the
// text as orders, those of the text itself are taken away.
func (g *Generator) prompt(r imagegen.Request) string {
	w := g.Profile.ImageWire
	text := r.Prompt.Text
	if w.Negative == "pipe" {
		text = strings.ReplaceAll(text, "|", ",")
		if negative := strings.ReplaceAll(r.Prompt.Negative, "|", ","); negative != "" {
			text += "|" + negative
		}
	}
	return text
}

// form writes fields, references and their mask as a form.
func (g *Generator) form(fields map[string]any, r imagegen.Request) *wire.Form {
	form := &wire.Form{}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		form.Fields = append(form.Fields, wire.FormField{Name: name, Value: fmt.Sprint(fields[name])})
	}
	field := "image[]"
	if g.Model.Can.References == 1 {
		field = "image" // of one picture
	}
	for i, ref := range r.References {
		kind := imagegen.MediaType(ref.Data)
		_, extension, _ := strings.Cut(kind, "/")
		name := ref.Name
		if name == "" {
			name = fmt.Sprintf("picture-%d.%s", i+1, extension)
		}
		form.Files = append(form.Files, wire.FormFile{Field: field, Name: name, Type: kind, Data: ref.Data})
	}
	if r.Mask != nil {
		form.Files = append(form.Files, wire.FormFile{Field: "mask", Name: "mask.png", Type: "image/png", Data: r.Mask.Clear()})
	}
	return form
}
