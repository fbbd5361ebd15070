package openai_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/wire"
)

// published is OpenAI's own description of its wire.
func published(t *testing.T) *openapi3.T {
	t.Helper()
	path := os.Getenv("EASEL_OPENAI_SPEC")
	if path == "" {
		t.Skip("EASEL_OPENAI_SPEC does not name OpenAI's OpenAPI file")
	}
	document, err := openapi3.NewLoader().LoadFromFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// valid checks a request as the server got it. Fields that the description does
// not know are no better than wrong ones.
func valid(document *openapi3.T, a asked) error {
	path := strings.TrimPrefix(a.path, "/v1")
	item := document.Paths.Value(path)
	if item == nil || item.Post == nil {
		return fmt.Errorf("there is no %s", path)
	}
	kind, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	content := item.Post.RequestBody.Value.Content[kind]
	if content == nil {
		return fmt.Errorf("%s does not take %s", path, kind)
	}
	value := a.fields
	if kind == "multipart/form-data" {
		value = typed(a)
	}
	for name := range value {
		if content.Schema.Value.Properties[name] == nil {
			return fmt.Errorf("%s has no field %s", path, name)
		}
	}
	return content.Schema.Value.VisitJSON(value)
}

// typed is a form with its texts as what they stand for. A repeated part is
// named image[], as in the description's examples; its schema says image.
func typed(a asked) map[string]any {
	value := map[string]any{}
	for name, text := range a.fields {
		var known any
		if err := json.Unmarshal(fmt.Append(nil, text), &known); err != nil || slices.Contains([]string{"prompt", "model"}, name) {
			known = text
		}
		value[name] = known
	}
	var files []any
	for _, file := range a.files {
		if strings.HasPrefix(file, "mask ") {
			value["mask"] = file
			continue
		}
		files = append(files, file)
	}
	value["image"] = files
	if len(files) == 1 {
		value["image"] = files[0]
	}
	return value
}

func TestRequestsAreAsOpenAIDescribesThem(t *testing.T) {
	document := published(t)
	references := func(n int) func(*imagegen.Request) {
		return func(r *imagegen.Request) {
			for range n {
				r.References = append(r.References, imagegen.Reference{Data: pixel(1)})
			}
		}
	}
	for says, c := range map[string]struct {
		model  string
		change func(*imagegen.Request)
	}{
		"plain": {"gpt-image-2", func(*imagegen.Request) {}},
		"everything": {"gpt-image-2", func(r *imagegen.Request) {
			r.Width, r.Height, r.Count, r.Quality = 1536, 864, 10, "high"
			r.Own = map[string]string{"background": "transparent", "format": "webp", "moderation": "low"}
		}},
		"streamed":       {"gpt-image-2", func(r *imagegen.Request) { r.Partials = 3 }},
		"dall-e-3":       {"dall-e-3", func(r *imagegen.Request) { r.Width, r.Quality = 1792, "hd" }},
		"dall-e-2":       {"dall-e-2", func(r *imagegen.Request) { r.Width, r.Height, r.Count = 256, 256, 10 }},
		"an edit":        {"gpt-image-2", references(1)},
		"an edit of 16":  {"gpt-image-2", func(r *imagegen.Request) { references(16)(r); r.Quality, r.Partials = "low", 2 }},
		"of a part":      {"gpt-image-2", func(r *imagegen.Request) { references(2)(r); r.Mask = imagegentest.Mask(t, 2, 2) }},
		"of dall-e-2":    {"dall-e-2", references(1)},
		"a variation":    {"dall-e-2", func(r *imagegen.Request) { references(1)(r); r.Vary, r.Count = true, 2 }},
		"a long prompt":  {"gpt-image-2", func(r *imagegen.Request) { r.Prompt.Text = strings.Repeat("海", 32000) }},
		"control signs":  {"gpt-image-2", func(r *imagegen.Request) { r.Prompt.Text = "a\x00\u2028\x1b \"b\" </x>" }},
		"of a later one": {"gpt-image-2.6-flare", func(r *imagegen.Request) { r.Quality = "medium" }},
	} {
		b := newBench(t, "openai", c.model, wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1))))
		r := want()
		c.change(&r)
		if m := b.generate(t.Context(), r); m.Err != nil {
			t.Errorf("%s: %v", says, m.Err)
			continue
		}
		if err := valid(document, b.requests()[0]); err != nil {
			t.Errorf("%s: %.2000v", says, err)
		}
	}
}

// Without this, the test above could pass whatever is sent.
func TestTheDescriptionRefusesWhatIsWrong(t *testing.T) {
	document := published(t)
	for _, fields := range []map[string]any{
		{"model": "gpt-image-2"}, {"prompt": "x", "n": 11.0}, {"prompt": "x", "background": "red"}, {"prompt": "x", "output_format": "bmp"}, {"prompt": "x", "seed": 1.0},
	} {
		a := asked{path: "/v1/images/generations", header: http.Header{"Content-Type": {"application/json"}}, fields: fields}
		if valid(document, a) == nil {
			t.Errorf("%v passes", fields)
		}
	}
}
