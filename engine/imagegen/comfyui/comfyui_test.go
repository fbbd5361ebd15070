package comfyui_test

import (
	"bytes"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
	"easel/engine/wire"
)

func TestTheWorkflowOfACheckpoint(t *testing.T) {
	b := newBench(t, "", "queued", "queued", "running", "done")
	b.noSocket = true
	m := b.generate(t.Context(), want(), nil)
	order := []string{"sending", "accepted id-1", "-1 number 2 in the queue", "bytes", "done"}
	if m.Err != nil || !slices.Equal(m.Order, order) {
		t.Fatalf("got %q, %v", m.Order, m.Err)
	}
	if e := m.Bytes[0]; e.Index != 0 || e.Seed != 1<<32-1 || !bytes.Equal(e.Data, pixel(1)) || *e.CostUSD != 0 {
		t.Errorf("the picture is %+v", e)
	}
	for node, want := range map[string]map[string]any{
		"4": {"ckpt_name": "sd15.safetensors"},
		"5": {"width": 512.0, "height": 768.0, "batch_size": 1.0},
		"6": {"clip": []any{"4", 1.0}, "text": `a "beach" {{seed}}`},
		"7": {"clip": []any{"4", 1.0}, "text": "people"},
		"3": {"seed": 4294967295.0, "steps": 20.0, "cfg": 7.0, "sampler_name": "euler", "scheduler": "normal", "denoise": 1.0,
			"model": []any{"4", 0.0}, "positive": []any{"6", 0.0}, "negative": []any{"7", 0.0}, "latent_image": []any{"5", 0.0}},
	} {
		if got := b.inputs(0, node); !reflect.DeepEqual(got, want) {
			t.Errorf("node %s has %v", node, got)
		}
	}
	if !slices.Equal(b.viewed, []string{"filename=easel_00001_.png&subfolder=a+b&type=output"}) || len(b.left()) > 0 || b.deleted != nil {
		t.Errorf("looked at %q, files %q", b.viewed, b.left())
	}
}

func TestEachPictureHasARunAndASeed(t *testing.T) {
	b := newBench(t, "sdxl.safetensors", "running", "done")
	b.noSocket = true
	r := want()
	r.Count, r.Seed = 3, 7
	r.Own = map[string]string{"sampler": "dpmpp_2m", "scheduler": "karras", "steps": "28", "cfg": "6.5", "lora": "film.safetensors:0.8, x"}
	m := b.generate(t.Context(), r, nil)
	if m.Err != nil || len(m.Bytes) != 3 || m.Order[len(m.Order)-1] != "done" {
		t.Fatalf("got %q, %v", m.Order, m.Err)
	}
	for n, e := range m.Bytes {
		if e.Index != n || e.Seed != 7+uint32(n) || b.inputs(n, "3")["seed"] != 7.0+float64(n) {
			t.Errorf("picture %d: %+v, sent %v", n, e, b.inputs(n, "3"))
		}
	}
	sampler := b.inputs(0, "3")
	if sampler["sampler_name"] != "dpmpp_2m" || sampler["scheduler"] != "karras" || sampler["steps"] != 28.0 || sampler["cfg"] != 6.5 ||
		b.inputs(0, "4")["ckpt_name"] != "sdxl.safetensors" {
		t.Errorf("sent %v", b.graph(0))
	}
	if !reflect.DeepEqual(sampler["model"], []any{"lora2", 0.0}) || !reflect.DeepEqual(b.inputs(0, "6")["clip"], []any{"lora2", 1.0}) ||
		!reflect.DeepEqual(b.inputs(0, "lora1"), map[string]any{"lora_name": "film.safetensors", "strength_model": 0.8, "strength_clip": 0.8, "model": []any{"4", 0.0}, "clip": []any{"4", 1.0}}) {
		t.Errorf("the LoRAs are %v", b.graph(0))
	}
}

func TestOverAPicture(t *testing.T) {
	for _, masked := range []bool{false, true} {
		b := newBench(t, "", "done")
		b.noSocket = true
		r := want()
		r.References = []imagegen.Reference{{Data: []byte("\xff\xd8\xff.")}}
		r.Own = map[string]string{"denoising": "0.4"}
		latent, uploads := "12", 1
		if masked {
			r.Mask, latent, uploads = imagegentest.Mask(t, 2, 2), "16", 2
		}
		if m := b.generate(t.Context(), r, nil); m.Err != nil {
			t.Fatal(m.Err)
		}
		sampler := b.inputs(0, "3")
		name, _ := b.inputs(0, "10")["image"].(string)
		if sampler["denoise"] != 0.4 || !reflect.DeepEqual(sampler["latent_image"], []any{latent, 0.0}) || len(b.uploads) != uploads ||
			!strings.HasSuffix(name, ".jpeg [temp]") || !strings.HasPrefix(b.uploads[0], "[temp] [true] image/jpeg easel-") {
			t.Errorf("masked %v: sent %v, uploaded %q", masked, b.graph(0), b.uploads)
		}
		for id := range b.graph(0) { // every link leads somewhere
			for input, link := range b.inputs(0, id) {
				if list, ok := link.([]any); ok && b.graph(0)[list[0].(string)] == nil {
					t.Errorf("node %s: %s leads to %v", id, input, list)
				}
			}
		}
	}
}

func TestTheWebsocketTells(t *testing.T) {
	b := newBench(t, "", "running", "running", "done")
	b.says = []wire.Message{
		preview(1, pixel(4)), // before it begins: somebody else's
		says(`{"type":"status","data":{"status":{"exec_info":{"queue_remaining":1}},"sid":"x"}}`),
		says(`{"type":"execution_start","data":{"prompt_id":"id-1"}}`),
		says(`{"type":"progress","data":{"value":9,"max":10,"prompt_id":"another's","node":"3"}}`),
		says(`{"type":"progress","data":{"value":5,"max":20,"prompt_id":"id-1","node":"3"}}`),
		preview(1, pixel(5)), preview(1, []byte("<svg>")), preview(2, pixel(6)), preview(1, append(pixel(6), make([]byte, 9<<20)...)), {Binary: true, Data: []byte{0, 0}},
		says(`{"type":"progress","data":{"value":-5,"max":0,"prompt_id":"id-1","node":"3"}}`), says(`{"type":3}`), says(`[`),
		says(`{"type":"progress","data":{"value":99,"max":20,"prompt_id":"id-1","node":"3"}}`),
		preview(1, pixel(7)), preview(1, pixel(8)),
		says(`{"type":"executing","data":{"node":"8","prompt_id":"id-1"}}`),
		says(`{"type":"executing","data":{"node":null,"prompt_id":"id-1"}}`),
	}
	heard := make(chan struct{})
	b.after = func(string) { <-heard } // nothing is asked before most is told
	r := want()
	r.Partials = 2
	m := b.generate(t.Context(), r, func(e imagegen.Event) bool {
		if p, ok := e.(imagegen.Partial); ok && bytes.Equal(p.Data, pixel(7)) {
			close(heard)
		}
		return true
	})
	order := []string{"sending", "accepted id-1", "0", "0.25", "partial", "1", "partial", "bytes", "done"}
	if m.Err != nil || !slices.Equal(m.Order, order) || !bytes.Equal(m.Partials[0], pixel(5)) {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
	if b.sent[0]["client_id"] != "id-2" || b.sent[0]["prompt_id"] != "id-1" {
		t.Errorf("sent %v", b.sent[0])
	}
}

func TestTheFractionIsOfTheWholeRequest(t *testing.T) {
	b := newBench(t, "", "done")
	b.files["two.json"] = &fstest.MapFile{Data: []byte(`{"1":{"class_type":"KSampler","inputs":{"steps":4,"text":"{{prompt}} {{seed}}","width":"{{width}}","height":"{{height}}","n":"{{negative}}"}},"2":{"class_type":"KSampler","inputs":{"steps":4}}}`)}
	b.says = []wire.Message{
		says(`{"type":"progress","data":{"value":1,"max":2,"prompt_id":"id-1","node":"1"}}`),
		says(`{"type":"progress","data":{"value":1,"max":2,"prompt_id":"id-1","node":"2"}}`),
		says(`{"type":"progress","data":{"value":1,"max":2,"prompt_id":"id-3","node":"2"}}`),
	}
	gate := make(chan struct{}, 100)
	b.after = func(string) { <-gate }
	r := want()
	r.Count, r.Own = 2, map[string]string{"workflow": "two"}
	m := b.generate(t.Context(), r, func(e imagegen.Event) bool {
		if _, ok := e.(imagegen.Accepted); ok { // what was over from the first run must not hurry the second
			for len(gate) > 0 {
				<-gate
			}
		}
		if p, ok := e.(imagegen.Progress); ok && (p.Fraction == 0.375 || p.Fraction == 0.625) {
			for range 10 {
				gate <- struct{}{}
			}
		}
		return true
	})
	order := []string{"sending", "accepted id-1", "0.125", "0.375", "bytes", "accepted id-3", "0.625", "bytes", "done"}
	if m.Err != nil || !slices.Equal(m.Order, order) {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
	if got := b.inputs(0, "1")["text"]; got != `a "beach" {{seed}} 4294967295` || b.inputs(1, "1")["text"] != `a "beach" {{seed}} 0` {
		t.Errorf("sent %q", got)
	}
}

const own = `{"1":{"class_type":"CLIPTextEncode","inputs":{"text":"film still, {{ prompt }}, 35mm","weight":0.5}},
 "2":{"class_type":"RandomNoise","inputs":{"noise_seed":"{{seed}}","fixed":18446744073709551615}}}`

func TestAPersonsOwnWorkflow(t *testing.T) {
	b := newBench(t, "", "done")
	b.noSocket = true
	b.files["flux.json"] = &fstest.MapFile{Data: []byte(own)}
	r := want()
	r.Own = map[string]string{"workflow": "flux"}
	m := b.generate(t.Context(), r, nil)
	if m.Err != nil || !slices.Equal(m.Order, []string{"sending", "-1 the workflow has its own negative text and size", "accepted id-1", "bytes", "done"}) {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
	if b.inputs(0, "1")["text"] != `film still, a "beach" {{seed}}, 35mm` || b.inputs(0, "2")["noise_seed"] != 4294967295.0 || b.inputs(0, "2")["fixed"] != 18446744073709551615.0 {
		t.Errorf("sent %v", b.graph(0))
	}
}

func TestWhatCannotBeSentIsNotSent(t *testing.T) {
	window := `{"last_node_id":9,"nodes":[{"id":3,"type":"KSampler"}],"links":[[1,4,0,3,0,"MODEL"]],"version":0.4}`
	for says, c := range map[string]struct {
		file   string
		change func(*imagegen.Request)
	}{
		"no prompt":               {own, func(r *imagegen.Request) { r.Prompt.Text = "" }},
		"does not paint 9x9":      {own, func(r *imagegen.Request) { r.Width, r.Height = 9, 9 }},
		"no weight of a LoRA":     {own, func(r *imagegen.Request) { r.Own = map[string]string{"lora": "a:b"} }},
		`no workflow "x"`:         {own, func(r *imagegen.Request) { r.Own["workflow"] = "x" }},
		`no workflow "../own"`:    {own, func(r *imagegen.Request) { r.Own["workflow"] = "../own" }},
		`no workflow "/own"`:      {own, func(r *imagegen.Request) { r.Own["workflow"] = "/own" }},
		"longer than any":         {strings.Repeat(" ", 2<<20), nil},
		"ComfyUI's own window":    {window, nil},
		"with Export (API)":       {window, nil},
		"is no JSON object":       {`hello`, nil},
		"own is no JSON object":   {own + own, nil},
		"is empty":                {`{}`, nil},
		`no node at "prompt"`:     {`{"prompt":` + own + `}`, nil},
		`no node at "1"`:          {`{"1":{"class_type":"X"}}`, nil},
		`no node at "2"`:          {`{"2":{"inputs":{}}}`, nil},
		"no place for the prompt": {`{"1":{"class_type":"X","inputs":{"text":"a fox"}}}`, nil},
		"asks for {{promt}}":      {`{"1":{"class_type":"X","inputs":{"text":"{{prompt}} {{promt}}"}}}`, nil},
		"no place for steps":      {own, func(r *imagegen.Request) { r.Own["steps"] = "9" }},
		"no place for a picture":  {own, func(r *imagegen.Request) { r.References = []imagegen.Reference{{Data: pixel(1)}} }},
		"starts from a picture":   {`{"1":{"class_type":"X","inputs":{"text":"{{prompt}}","i":"{{image}}"}}}`, nil},
		"needs a mask":            {`{"1":{"class_type":"X","inputs":{"text":"{{prompt}}","i":"{{mask}}"}}}`, nil},
	} {
		b := newBench(t, "", "done")
		b.files["own.json"] = &fstest.MapFile{Data: []byte(c.file)}
		asked := 0
		b.answer = func(http.ResponseWriter, *http.Request) bool { asked++; return false }
		r := want()
		r.Own = map[string]string{"workflow": "own.json"}
		if c.change != nil {
			c.change(&r)
		}
		m := b.generate(t.Context(), r, nil)
		imagegentest.IsProblem(t, m.Err, problem.Usage, says)
		if asked > 0 || !slices.Equal(m.Order, []string{"error"}) {
			t.Errorf("%s: asked %d times, %q", says, asked, m.Order)
		}
	}
}
