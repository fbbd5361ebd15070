package openai_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/imagegen/openai"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/wire"
)

const usage = `"usage":{"input_tokens":120,"output_tokens":2000,"total_tokens":2120,"input_tokens_details":{"text_tokens":100,"image_tokens":20}}`

func TestPicturesOfOneCall(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(200, fmt.Sprintf(
		`{"created":1,"data":[{"b64_json":%q},{"b64_json":%q,"revised_prompt":"a calm beach"}],"size":"1536x1024",%s}`, b64(1), b64(2), usage)))
	r := want()
	r.Width, r.Height, r.Count, r.Quality, r.Partials = 1536, 1024, 2, "high", 3
	r.Own = map[string]string{"background": "transparent", "format": "webp", "moderation": "low"}
	m := b.generate(t.Context(), r)
	if !slices.Equal(m.Order, []string{"sending", "bytes", "bytes", "done"}) || m.Err != nil {
		t.Fatalf("got %v, %v", m.Order, m.Err)
	}
	for i, e := range m.Bytes {
		if e.Index != i || string(e.Data) != string(pixel(i+1)) || e.RevisedPrompt != []string{"", "a calm beach"}[i] || e.CostUSD == nil {
			t.Errorf("picture %d is %+v", i, e)
		}
	}
	cost := (100*5 + 20*8 + 2000*30) / 1e6
	if m.Done.CostUSD == nil || math.Abs(*m.Done.CostUSD-cost) > 1e-12 || math.Abs(*m.Bytes[0].CostUSD-cost/2) > 1e-12 || m.Done.Usage.ImageOut != 2000 {
		t.Errorf("done: %+v", m.Done)
	}
	asked := b.requests()
	expected := map[string]any{"model": "gpt-image-2", "prompt": "a beach sunset", "n": 2.0, "size": "1536x1024", "quality": "high",
		"background": "transparent", "output_format": "webp", "moderation": "low"}
	if len(asked) != 1 || asked[0].path != "/v1/images/generations" || !reflect.DeepEqual(asked[0].fields, expected) {
		t.Errorf("asked for %+v", asked)
	}
	if asked[0].header.Get("Authorization") != "Bearer "+canary {
		t.Error("the key was not sent")
	}
	if left := b.left(); len(left) > 0 {
		t.Errorf("files were left: %q", left)
	}
}

func TestUnfinishedPicturesComeFirst(t *testing.T) {
	event := func(name, fields string) string {
		return fmt.Sprintf("event: %s\ndata: {\"type\":%q,%s}\n\n", name, name, fields)
	}
	partial := func(n int) string {
		return event("image_generation.partial_image", fmt.Sprintf(`"b64_json":%q,"partial_image_index":%d`, b64(n), n))
	}
	final := event("image_generation.completed", fmt.Sprintf(`"b64_json":%q,%s`, b64(9), usage))
	for says, c := range map[string]struct {
		answer http.HandlerFunc
		order  []string
	}{
		"in order":          {streaming(": ping\n\n" + partial(0) + partial(1) + final), []string{"sending", "partial", "partial", "bytes", "done"}},
		"the final first":   {streaming(partial(0) + final + partial(1)), []string{"sending", "partial", "bytes", "done"}},
		"and a done line":   {streaming(final + "data: [DONE]\n\n"), []string{"sending", "bytes", "done"}},
		"it does not know":  {answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}],%s}`, b64(9), usage)), []string{"sending", "bytes", "done"}},
		"an event of later": {streaming(event("image_generation.thought", `"text":"hm"`) + final), []string{"sending", "bytes", "done"}},
	} {
		b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, c.answer)
		r := want()
		r.Partials = 9 // more than there are
		m := b.generate(t.Context(), r)
		if !slices.Equal(m.Order, c.order) || m.Err != nil || string(m.Bytes[0].Data) != string(pixel(9)) || m.Done.CostUSD == nil {
			t.Errorf("%s: got %v, %v", says, m.Order, m.Err)
		}
		fields, header := b.requests()[0].fields, b.requests()[0].header
		if fields["stream"] != true || fields["partial_images"] != 3.0 || header.Get("Accept") != "text/event-stream" {
			t.Errorf("%s: asked for %v, %v", says, fields, header)
		}
		if left := b.left(); len(left) > 0 {
			t.Errorf("%s: files were left: %q", says, left)
		}
	}
}

// Never a field that the service or the model refuses, and always a model.
func TestWhatEachServiceIsAsked(t *testing.T) {
	text, negative := "a | b", "rain | snow"
	for _, c := range []struct {
		profile, model string
		width, height  int
		quality        string
		path           string
		want           map[string]any
	}{
		{"openai", "gpt-image-2.6-flare", 1024, 1024, "xhigh", "/v1/images/generations",
			map[string]any{"prompt": text, "n": 1.0, "size": "1024x1024", "quality": "xhigh"}},
		{"openai", "gpt-image-9", 1024, 1024, "auto", "/v1/images/generations", map[string]any{"prompt": text, "n": 1.0, "size": "1024x1024"}},
		{"openai", "dall-e-3", 1792, 1024, "hd", "/v1/images/generations",
			map[string]any{"prompt": text, "n": 1.0, "size": "1792x1024", "quality": "hd", "response_format": "b64_json"}},
		{"openai", "dall-e-2", 256, 256, "", "/v1/images/generations",
			map[string]any{"prompt": text, "n": 1.0, "size": "256x256", "response_format": "b64_json"}},
		{"openrouter", "openai/gpt-image-2", 1024, 1024, "", "/v1/images", map[string]any{"prompt": text}},
		{"xai", "grok-imagine-image-2.0", 2720, 1536, "", "/v1/images/generations",
			map[string]any{"prompt": text, "n": 1.0, "aspect_ratio": "16:9", "resolution": "2k", "response_format": "b64_json"}},
		{"localai", "flux", 768, 512, "", "/v1/images/generations",
			map[string]any{"prompt": "a , b|rain , snow", "n": 1.0, "size": "768x512", "response_format": "b64_json"}},
		{"vllm", "qwen-image", 1024, 1024, "", "/v1/images/generations",
			map[string]any{"prompt": text, "n": 1.0, "size": "1024x1024", "negative_prompt": negative, "seed": 7.0}},
		{"compatible", "some-model", 512, 512, "", "/v1/images/generations", map[string]any{"prompt": text, "n": 1.0, "size": "512x512"}},
	} {
		b := newBench(t, c.profile, c.model, wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1))))
		r := want()
		r.Prompt = prompt.Prompt{Text: text, Negative: negative}
		r.Width, r.Height, r.Quality = c.width, c.height, c.quality
		m := b.generate(t.Context(), r)
		c.want["model"] = c.model
		asked := b.requests()
		if m.Err != nil || len(asked) != 1 || asked[0].path != c.path || !reflect.DeepEqual(asked[0].fields, c.want) {
			t.Errorf("%s %s: asked for %v at %v, %v", c.profile, c.model, asked[0].fields, asked[0].path, m.Err)
		}
		local := c.profile == "localai" || c.profile == "vllm"
		if free := m.Done.CostUSD != nil && *m.Done.CostUSD == 0; free != local {
			t.Errorf("%s: done is %+v", c.profile, m.Done)
		}
	}
}

func TestEdits(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(200, fmt.Sprintf(
		`{"data":[{"b64_json":%q}],"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100}}`, b64(1))))
	r := want()
	r.Prompt.Text, r.Quality, r.Own = "the same, at night", "low", map[string]string{"moderation": "low"}
	for range 14 {
		r.References = append(r.References, imagegen.Reference{Data: pixel(1)})
	}
	r.References = append(r.References, imagegen.Reference{Name: "a \"b\".jpg", Data: []byte("\xff\xd8\xff.")}, imagegen.Reference{Data: []byte("RIFF....WEBP")})
	m := b.generate(t.Context(), r)
	if m.Err != nil || m.Done == nil || m.Done.Usage.ImageIn != 1000 {
		t.Fatalf("got %+v", m)
	}
	asked := b.requests()[0]
	expected := map[string]any{"model": "gpt-image-2", "prompt": "the same, at night", "n": "1", "size": "1024x1024", "quality": "low"}
	if asked.path != "/v1/images/edits" || !maps.Equal(asked.fields, expected) || len(asked.files) != 16 ||
		asked.files[0] != fmt.Sprintf("image[] picture-1.png image/png %d", len(pixel(1))) || asked.files[14] != `image[] a "b".jpg image/jpeg 4` ||
		asked.files[15] != "image[] picture-16.webp image/webp 12" {
		t.Errorf("asked for %+v", asked)
	}
}

// A mask is of the first picture and goes along once, transparent where it is
// painted.
func TestAPartOfAPictureIsEdited(t *testing.T) {
	for model, field := range map[string]string{"gpt-image-2": "image[]", "gpt-image-2.6-flare": "image[]", "gpt-image-1-mini": "image[]", "gpt-image-9": "image[]", "dall-e-2": "image"} {
		b := newBench(t, "openai", model, wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1))))
		r := want()
		r.References, r.Mask = []imagegen.Reference{{Data: pixel(1)}}, imagegentest.Mask(t, 2, 2)
		if m := b.generate(t.Context(), r); m.Err != nil {
			t.Fatal(m.Err)
		}
		asked, mask := b.requests()[0], r.Mask.Clear()
		files := []string{fmt.Sprintf("%s picture-1.png image/png %d", field, len(pixel(1))), fmt.Sprintf("mask mask.png image/png %d", len(mask))}
		if asked.path != "/v1/images/edits" || !slices.Equal(asked.files, files) || !bytes.Contains(asked.raw, mask) {
			t.Errorf("%s: asked for %q", model, asked.files)
		}
	}
}

func TestEditsThatStream(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, streaming(fmt.Sprintf(
		"event: image_edit.partial_image\ndata: {\"b64_json\":%q}\n\nevent: image_edit.completed\ndata: {\"b64_json\":%q}\n\n", b64(1), b64(2))))
	r := want()
	r.Partials, r.References = 2, []imagegen.Reference{{Data: pixel(1)}}
	m := b.generate(t.Context(), r)
	if !slices.Equal(m.Order, []string{"sending", "partial", "bytes", "done"}) || m.Done.CostUSD != nil {
		t.Errorf("got %+v", m)
	}
	if f := b.requests()[0].fields; f["stream"] != "true" || f["partial_images"] != "2" {
		t.Errorf("asked for %v", f)
	}
}

func TestVariationsOfAPicture(t *testing.T) {
	b := newBench(t, "openai", "dall-e-2", wire.Limits{}, answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q},{"b64_json":%q}]}`, b64(1), b64(2))))
	r := imagegen.Request{Width: 512, Height: 512, Count: 2, Vary: true, References: []imagegen.Reference{{Data: pixel(3)}}}
	m := b.generate(t.Context(), r)
	asked := b.requests()[0]
	expected := map[string]any{"model": "dall-e-2", "n": "2", "size": "512x512", "response_format": "b64_json"}
	if m.Err != nil || len(m.Bytes) != 2 || asked.path != "/v1/images/variations" || !maps.Equal(asked.fields, expected) ||
		!strings.HasPrefix(asked.files[0], "image picture-1.png image/png") {
		t.Errorf("asked for %+v, %v", asked, m.Err)
	}
}

func TestWhatCannotBeSentIsNotSent(t *testing.T) {
	many := make([]imagegen.Reference, 17)
	for i := range many {
		many[i].Data = pixel(i)
	}
	big := imagegen.Reference{Data: append(pixel(1), make([]byte, 50<<20)...)}
	for says, c := range map[string]struct {
		model  string
		change func(*imagegen.Request)
	}{
		"There is no prompt":        {"gpt-image-2", func(r *imagegen.Request) { r.Prompt.Text = " \n" }},
		"32001 characters":          {"gpt-image-2", func(r *imagegen.Request) { r.Prompt.Text = strings.Repeat("é", 32001) }},
		"1001 characters":           {"dall-e-2", func(r *imagegen.Request) { r.Prompt.Text = strings.Repeat("a", 1001) }},
		"4001 characters":           {"dall-e-3", func(r *imagegen.Request) { r.Prompt.Text = strings.Repeat("a", 4001) }},
		"does not paint 1000x1000":  {"gpt-image-2", func(r *imagegen.Request) { r.Width, r.Height = 1000, 1000 }},
		"does not paint 512x512":    {"dall-e-3", func(r *imagegen.Request) { r.Width, r.Height = 512, 512 }},
		"1 to 10 pictures":          {"gpt-image-2", func(r *imagegen.Request) { r.Count = 11 }},
		"one picture at a time":     {"dall-e-3", func(r *imagegen.Request) { r.Count = 2 }},
		"no quality":                {"gpt-image-2", func(r *imagegen.Request) { r.Quality = "hd" }},
		"no choice of quality":      {"dall-e-2", func(r *imagegen.Request) { r.Quality = "hd" }},
		"no setting \"background\"": {"dall-e-3", func(r *imagegen.Request) { r.Own = map[string]string{"background": "opaque"} }},
		"no setting \"format\"":     {"dall-e-3", func(r *imagegen.Request) { r.Own = map[string]string{"format": "png"} }},
		"\"none\" is no moderation": {"gpt-image-2", func(r *imagegen.Request) { r.Own = map[string]string{"moderation": "none"} }},
		"cannot be transparent": {"gpt-image-2", func(r *imagegen.Request) {
			r.Own = map[string]string{"background": "transparent", "format": "jpeg"}
		}},
		"16 pictures at most":           {"gpt-image-2", func(r *imagegen.Request) { r.References = many }},
		"does not start from a picture": {"dall-e-3", func(r *imagegen.Request) { r.References = many[:1] }},
		"not PNG, JPEG or WebP":         {"gpt-image-2", func(r *imagegen.Request) { r.References = []imagegen.Reference{{Data: []byte("GIF89a")}} }},
		"more than 50 MB":               {"gpt-image-2", func(r *imagegen.Request) { r.References = []imagegen.Reference{big} }},
		"A mask is for changing":        {"gpt-image-2", func(r *imagegen.Request) { r.Mask = imagegentest.Mask(t, 2, 2) }},
		"does not make variations":      {"gpt-image-2", func(r *imagegen.Request) { r.Vary, r.References = true, many[:1] }},
		"A variation is made of one":    {"dall-e-2", func(r *imagegen.Request) { r.Vary = true }},
	} {
		b := newBench(t, "openai", c.model, wire.Limits{}, answering(500, ""))
		r := want()
		c.change(&r)
		m := b.generate(t.Context(), r)
		imagegentest.IsProblem(t, m.Err, problem.Usage, says)
		if len(b.requests()) > 0 || !slices.Equal(m.Order, []string{"error"}) {
			t.Errorf("%s: got %v, and the server was asked %d times", says, m.Order, len(b.requests()))
		}
	}
}

// What was paid is not sent anew when a job is taken up that another kind of
// service has left.
func TestNoJobIsTakenUp(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(500, ""))
	r := want()
	r.Resume = "old"
	imagegentest.IsProblem(t, b.generate(t.Context(), r).Err, problem.Failed, "keeps no pictures")
	if n := len(b.requests()); n > 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

func TestTheServersOnlyModel(t *testing.T) {
	models := func(ids ...string) http.HandlerFunc {
		var list []string
		for _, id := range ids {
			list = append(list, fmt.Sprintf(`{"id":%q}`, id))
		}
		return answering(200, `{"data":[`+strings.Join(list, ",")+`]}`)
	}
	picture := answering(200, fmt.Sprintf(`{"data":[{"b64_json":%q}]}`, b64(1)))
	for _, c := range []struct {
		profile string
		models  http.HandlerFunc
		want    string // the model; empty for a problem
	}{
		{"localai", models("flux"), "flux"}, {"localai", models("phi", "flux"), ""}, {"localai", models(), ""},
		{"vllm", models("qwen-image", "qwen-image-lora"), "qwen-image"}, {"localai", answering(404, "{}"), ""},
	} {
		b := newBench(t, c.profile, "", wire.Limits{}, c.models, picture)
		m := b.generate(t.Context(), want())
		if c.want == "" {
			imagegentest.IsProblem(t, m.Err, problem.NotConfigured)
			continue
		}
		if m.Err != nil || b.requests()[1].fields["model"] != c.want {
			t.Errorf("%s: %v, %+v", c.profile, m.Err, b.requests())
		}
	}
}

func TestAServerThatCannotBeReached(t *testing.T) {
	reason := problem.New(problem.NotConfigured, "There is no key", "Set one")
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(500, ""))
	p := imagegen.Service{Connect: func(context.Context) (*wire.Client, error) { return nil, reason }}
	p.Model.Can = b.g.Info().Can
	b.g = openai.New(p)
	m := b.generate(t.Context(), want())
	if m.Err != error(reason) || !slices.Equal(m.Order, []string{"error"}) {
		t.Errorf("got %v, %v", m.Order, m.Err)
	}
}

func TestEstimateOfARequest(t *testing.T) {
	b := newBench(t, "openai", "gpt-image-2", wire.Limits{}, answering(500, ""))
	r := want()
	one := b.g.Estimate(r)
	r.Partials = 3
	partials := b.g.Estimate(r)
	r.Count = 4
	four := b.g.Estimate(r) // several have no unfinished ones
	if !one.Known || partials.High <= one.High || four.High < 3.9*one.High || four.High > 4.1*one.High {
		t.Errorf("%v, %v, %v", one, partials, four)
	}
}
