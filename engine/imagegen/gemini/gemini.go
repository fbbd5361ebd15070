// Package gemini is the image generator for Gemini's own wire, which has
// sizes, pictures to start from and edits where its OpenAI-compatible endpoint
// has none. Its models and sizes are data of the catalog. The list of generators
// makes one with New for each model.
//
// gemini.go asks, answer.go reads what comes.
package gemini

import (
	"context"
	"encoding/base64"
	"iter"
	"net/url"
	"strings"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/wire"
)

// Generator is an image generator. It may be used from several goroutines.
type Generator struct{ imagegen.Service }

// New makes a generator; it does no IO.
func New(s imagegen.Service) *Generator { return &Generator{s} }

// Generate makes a picture in one call.
func (g *Generator) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if err := g.OncePaid(r); err != nil {
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
		a := answer{title: client.Title(), price: g.Model.Price, seed: r.Seed, yield: yield}
		for e, err := range client.Pictures(ctx, g.call(r)) {
			if !a.take(e, err) {
				return
			}
		}
	}
}

// call writes the request. A signature of the model's thoughts is as long as a
// picture, so it goes where pictures go.
func (g *Generator) call(r imagegen.Request) wire.Call {
	w := g.Profile.ImageWire
	return wire.Call{
		Path:     strings.ReplaceAll(w.Path, "{model}", url.PathEscape(g.Model.ID)),
		Body:     g.body(r),
		Pictures: []string{"data", "thoughtSignature"},
	}
}

type part struct {
	Text   string  `json:"text,omitempty"`
	Inline *inline `json:"inlineData,omitempty"`
}

type inline struct {
	Type string `json:"mimeType"`
	Data string `json:"data"`
}

func (g *Generator) body(r imagegen.Request) map[string]any {
	parts := []part{{Text: r.Prompt.Text}}
	for _, ref := range r.References {
		parts = append(parts, part{Inline: &inline{imagegen.MediaType(ref.Data), base64.StdEncoding.EncodeToString(ref.Data)}})
	}
	config := map[string]any{"responseModalities": []string{"TEXT", "IMAGE"}}
	if shape, ok := g.Model.Shape(catalog.Size{Width: r.Width, Height: r.Height}); ok {
		size := map[string]string{"aspectRatio": shape.Aspect}
		if shape.Resolution != "" {
			size["imageSize"] = shape.Resolution
		}
		config["imageConfig"] = size
	}
	return map[string]any{"contents": []map[string]any{{"role": "user", "parts": parts}}, "generationConfig": config}
}
