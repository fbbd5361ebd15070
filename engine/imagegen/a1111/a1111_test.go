package a1111_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

func TestATaskFromQueueToPictures(t *testing.T) {
	b := newBench(t, "sd15", "unknown", "queued", "active 0.25", "active 1.5", "answered")
	b.images, b.info = quoted(b64(9), b64(1), b64(2), b64(8)), `{"seed":7,"all_seeds":[7,4294967295],"index_of_first_image":1}`
	r := want()
	r.Count = 2
	m := b.generate(t.Context(), r, nil)
	order := []string{"sending", "-1 number 2 of 3 in the queue", "0.25", "1", "bytes", "bytes", "done"}
	if m.Err != nil || !slices.Equal(m.Order, order) {
		t.Fatalf("got %q, %v", m.Order, m.Err)
	}
	for i, e := range m.Bytes { // the grid comes first, a map of an extension last
		if e.Index != i || e.Seed != []uint32{7, 1<<32 - 1}[i] || !bytes.Equal(e.Data, pixel(i+1)) || *e.CostUSD != 0 {
			t.Errorf("picture %d is %+v", i, e)
		}
	}
	sent := map[string]any{"prompt": "a beach sunset", "negative_prompt": "people", "width": 512.0, "height": 768.0, "seed": 7.0, "batch_size": 1.0, "n_iter": 2.0,
		"steps": 20.0, "cfg_scale": 7.0, "force_task_id": "task(mine)", "send_images": true, "save_images": false,
		"override_settings": map[string]any{"sd_model_checkpoint": "sd15"}, "override_settings_restore_afterwards": false}
	if !reflect.DeepEqual(b.sent, []map[string]any{sent}) || b.stopped > 0 {
		t.Errorf("sent %v", b.sent)
	}
	if left := b.left(); len(left) > 0 {
		t.Errorf("files were left: %q", left)
	}
}

func TestEverythingThatCanBeAskedFor(t *testing.T) {
	b := newBench(t, "", "answered")
	r := want()
	r.Own = map[string]string{"sampler": "Euler a", "scheduler": "Karras", "steps": "28", "cfg": "6.5", "guidance": "3.5", "lora": "film:0.8, x", "hires": "1.5", "denoising": "0.4"}
	if m := b.generate(t.Context(), r, nil); m.Err != nil {
		t.Fatal(m.Err)
	}
	for name, want := range map[string]any{"prompt": "a beach sunset <lora:film:0.8> <lora:x:1>", "sampler_name": "Euler a", "scheduler": "Karras", "steps": 28.0, "cfg_scale": 6.5,
		"distilled_cfg_scale": 3.5, "enable_hr": true, "hr_scale": 1.5, "denoising_strength": 0.4, "override_settings": nil} {
		if !reflect.DeepEqual(b.sent[0][name], want) {
			t.Errorf("%s is %v", name, b.sent[0][name])
		}
	}
	r.References, r.Mask = []imagegen.Reference{{Data: pixel(3)}}, imagegentest.Mask(t, 2, 2)
	if m := b.generate(t.Context(), r, nil); m.Err != nil {
		t.Fatal(m.Err)
	}
	edit := b.sent[1]
	if !slices.Contains(b.paths, "/sdapi/v1/img2img") || !reflect.DeepEqual(edit["init_images"], []any{b64(3)}) || edit["denoising_strength"] != 0.4 ||
		edit["mask"] != base64.StdEncoding.EncodeToString(r.Mask.White()) || edit["inpainting_fill"] != 1.0 || edit["enable_hr"] != nil {
		t.Errorf("sent %v", edit)
	}
}

func TestUnfinishedPictures(t *testing.T) {
	png := "data:image/png;base64," + b64(5)
	for says, c := range map[string]struct {
		preview string
		wanted  int
		shown   int
	}{
		"as many as are wanted": {png, 2, 2},
		"none wanted":           {png, 0, 0},
		"another type":          {"data:image/svg+xml;base64,PHN2Zz4=", 9, 0},
		"not base64":            {"data:image/png;base64,!!!", 9, 0},
		"empty":                 {"data:image/png;base64,", 9, 0},
		"an address":            {"http://127.0.0.1:1/x.png", 9, 0},
		"huge":                  {"data:image/png;base64," + strings.Repeat("A", 12<<20), 9, 0},
	} {
		b := newBench(t, "", "active 0.1", "active 0.5", "active 0.7", "answered")
		b.preview = c.preview
		r := want()
		r.Partials = c.wanted
		m := b.generate(t.Context(), r, nil)
		if m.Err != nil || len(m.Partials) != c.shown || len(m.Bytes) != 1 || len(b.left()) > 0 {
			t.Errorf("%s: got %q, %v, files %q", says, m.Order, m.Err, b.left())
		}
	}
}

func TestWhatCannotBeSentIsNotSent(t *testing.T) {
	for says, c := range map[string]struct {
		kind   problem.Kind
		change func(*imagegen.Request)
	}{
		"no prompt":             {problem.Usage, func(r *imagegen.Request) { r.Prompt.Text = "" }},
		"does not paint 500x70": {problem.Usage, func(r *imagegen.Request) { r.Width, r.Height = 500, 70 }},
		"no change":             {problem.Usage, func(r *imagegen.Request) { r.Own = map[string]string{"denoising": "2"} }},
		"no weight":             {problem.Usage, func(r *imagegen.Request) { r.Own = map[string]string{"lora": "a:b"} }},
		"1 pictures at most": {problem.Usage, func(r *imagegen.Request) {
			r.References = []imagegen.Reference{{Data: pixel(1)}, {Data: pixel(2)}}
		}},
		"keeps no pictures": {problem.Failed, func(r *imagegen.Request) { r.Resume = "task(old)" }},
	} {
		b := newBench(t, "", "answered")
		r := want()
		c.change(&r)
		m := b.generate(t.Context(), r, nil)
		imagegentest.IsProblem(t, m.Err, c.kind, says)
		if len(b.paths) > 0 {
			t.Errorf("%s: asked at %q", says, b.paths)
		}
	}
	b := newBench(t, "sdxl", "answered")
	m := b.generate(t.Context(), want(), nil)
	imagegentest.IsProblem(t, m.Err, problem.NotConfigured, `does not have the checkpoint "sdxl"`)
	if len(b.sent) > 0 || !slices.Equal(m.Order, []string{"error"}) {
		t.Errorf("it was sent: %q", m.Order)
	}
}

func TestCancelledInEachState(t *testing.T) {
	for state, c := range map[string]struct {
		says    string
		stopped int
	}{
		"active 0.5": {"Stopped", 1},
		"queued":     {"may paint this all the same", 0},
		"another":    {"Stopped", 0}, // what is painted is somebody else's
	} {
		ctx, stop := context.WithCancel(t.Context())
		b := newBench(t, "", "unknown", state)
		b.after = func(step string) {
			if step == state {
				stop()
			}
		}
		m := b.generate(ctx, want(), nil)
		imagegentest.IsProblem(t, m.Err, problem.Interrupted, c.says)
		if b.stopped != c.stopped || len(b.left()) > 0 {
			t.Errorf("%s: the server was interrupted %d times, files %q", state, b.stopped, b.left())
		}
	}
	deaf := newBench(t, "", "active 0.5", "answered")
	m := deaf.generate(t.Context(), want(), func(e imagegen.Event) bool { _, ok := e.(imagegen.Progress); return !ok })
	if m.Err != nil || deaf.stopped != 1 {
		t.Errorf("nobody listened, and it went on: %q, %v", m.Order, m.Err)
	}
}

func TestFailures(t *testing.T) {
	for says, c := range map[string]struct {
		status int
		body   string
		kind   problem.Kind
		words  []string
	}{
		"wrong password":   {401, `{"detail":"Incorrect username or password"}`, problem.NotConfigured, []string{"name and password", "Incorrect"}},
		"no --api":         {404, `{"detail":"Not Found"}`, problem.NotConfigured, []string{"--api"}},
		"no sampler":       {404, `{"error":"HTTPException","detail":"Sampler not found","body":"","errors":""}`, problem.Usage, []string{"sampler"}},
		"no sampler (400)": {400, `{"detail":"Sampler not found"}`, problem.Usage, []string{"sampler"}},
		"a wrong field":    {422, `{"detail":[{"loc":["body","steps"],"msg":"value is not a valid integer","type":"type_error.integer"}]}`, problem.Failed, []string{"valid integer"}},
		"no memory":        {500, `{"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory."}`, problem.Failed, []string{"memory", "smaller"}},
		"a fault":          {500, `{"error":"RuntimeError","detail":"","body":"","errors":"could not find upscaler\nnamed \u001b[31mx"}`, problem.Failed, []string{"could not find upscaler named"}},
		"a page":           {200, `<html>login</html>`, problem.Failed, []string{"web page"}},
		"no JSON":          {200, `hello`, problem.Failed, nil},
		"another JSON":     {200, `{"images":{"a":1},"info":""}`, problem.Failed, []string{"cannot be read"}},
		"no pictures":      {200, `{"images":null,"parameters":{},"info":""}`, problem.Failed, []string{"without a picture"}},
		"an empty one":     {200, `{"images":[""],"info":""}`, problem.Failed, []string{"without a picture"}},
		"a number":         {200, `{"images":[1],"info":""}`, problem.Failed, []string{"cannot be read"}},
		"no base64":        {200, `{"images":["!!"],"info":""}`, problem.Failed, nil},
		"only a grid":      {200, `{"images":["` + b64(1) + `"],"info":"{\"all_seeds\":[7],\"index_of_first_image\":1}"}`, problem.Failed, []string{"without a picture"}},
		"a place outside":  {200, `{"images":["` + b64(1) + `"],"info":"{\"all_seeds\":[7],\"index_of_first_image\":-9000}"}`, "", nil},
		"cut":              {200, `{"images":["` + b64(1) + `","iVBO`, problem.Failed, []string{"cut off"}},
		"nested":           {200, strings.Repeat("[", 100_000), problem.Failed, nil},
	} {
		b := newBench(t, "", "unknown", "unknown", "answered")
		b.answer = func(w http.ResponseWriter, path string) bool {
			if path != "/sdapi/v1/txt2img" {
				return false
			}
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.body)
			return true
		}
		m := b.generate(t.Context(), want(), nil)
		if c.kind != "" {
			imagegentest.IsProblem(t, m.Err, c.kind, c.words...)
		} else if m.Err != nil || len(m.Bytes) != 1 {
			t.Errorf("%s: got %q, %v", says, m.Order, m.Err)
		}
		if left := b.left(); len(left) > 0 {
			t.Errorf("%s: files were left: %q", says, left)
		}
	}
}

// Some servers speak the wire without telling how far they are, or what they
// painted.
func TestAServerThatSaysLittle(t *testing.T) {
	for _, status := range []int{404, 422, 200} {
		b := newBench(t, "", "active 0.1", "active 0.2", "active 0.3", "answered")
		b.images, b.info = quoted(b64(1), b64(2)), ""
		b.answer = func(w http.ResponseWriter, path string) bool {
			if path != "/internal/progress" {
				return false
			}
			w.WriteHeader(status)
			fmt.Fprint(w, `{"active":"no"}`)
			return true
		}
		r := want()
		r.Count = 2
		m := b.generate(t.Context(), r, nil)
		if m.Err != nil || !slices.Equal(m.Order, []string{"sending", "bytes", "bytes", "done"}) || m.Bytes[1].Seed != 8 {
			t.Errorf("got %q, %v", m.Order, m.Err)
		}
		if asked := slices.DeleteFunc(b.paths, func(p string) bool { return p != "/internal/progress" }); len(asked) != 1 {
			t.Errorf("status %d: progress was asked for %d times", status, len(asked))
		}
	}
}

// A look that fails is no reason to give up, a call that breaks off is.
func TestAServerThatDies(t *testing.T) {
	b := newBench(t, "", "active 0.1", "active 0.2", "active 0.3", "answered")
	looks := 0
	b.answer = func(_ http.ResponseWriter, path string) bool {
		if path == "/internal/progress" {
			if looks++; looks == 2 {
				panic(http.ErrAbortHandler)
			}
		}
		return false
	}
	if m := b.generate(t.Context(), want(), nil); m.Err != nil || !slices.Equal(m.Order, []string{"sending", "0.1", "0.3", "bytes", "done"}) {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
	dead := newBench(t, "", "active 0.1", "answered")
	dead.answer = func(_ http.ResponseWriter, path string) bool {
		if path == "/sdapi/v1/txt2img" {
			panic(http.ErrAbortHandler)
		}
		return false
	}
	imagegentest.IsProblem(t, dead.generate(t.Context(), want(), nil).Err, problem.Failed, "broke off")
}

func TestChoicesAreTheServers(t *testing.T) {
	b := newBench(t, "", "answered")
	got, err := b.g.Choices(t.Context())
	want := map[string][]string{imagegen.Models: {"sd15"}, "sampler": {"Euler a", "DPM++ 2M"}, "scheduler": {"Karras"}, "lora": {"film"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for name := range got {
		if p, ok := b.g.Info().Can.Parameter(name); name != imagegen.Models && (!ok || !p.Open) {
			t.Errorf("%s is no parameter that takes the server's words", name)
		}
	}
	b.answer = func(w http.ResponseWriter, path string) bool {
		if path == "/sdapi/v1/samplers" {
			return false
		}
		http.NotFound(w, nil)
		return true
	}
	if got, err := b.g.Choices(t.Context()); err != nil || len(got) != 1 {
		t.Errorf("an older server: got %v, %v", got, err)
	}
	b.answer = func(w http.ResponseWriter, _ string) bool { http.NotFound(w, nil); return true }
	_, err = b.g.Choices(t.Context())
	imagegentest.IsProblem(t, err, problem.NotConfigured)
}
