package sdcpp_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

func TestAJobFromQueueToPictures(t *testing.T) {
	b := newBench(t, "queued", "queued", "generating", "completed")
	m := b.generate(t.Context(), want(), nil)
	order := []string{"sending", "accepted " + jobID, "-1 number 2 in the queue", "-1 number 2 in the queue", "-1", "bytes", "bytes", "done"}
	if m.Err != nil || !slices.Equal(m.Order, order) {
		t.Fatalf("got %q, %v", m.Order, m.Err)
	}
	for i, e := range m.Bytes {
		if e.Index != i || e.Seed != 7+uint32(i) || !bytes.Equal(e.Data, pixel(i+1)) {
			t.Errorf("picture %d is %+v", i, e)
		}
	}
	sent := map[string]any{"prompt": "a beach sunset", "negative_prompt": "people", "width": 512.0, "height": 768.0, "seed": 7.0, "batch_count": 2.0}
	if !reflect.DeepEqual(b.sent, []map[string]any{sent}) || b.called("POST /sdcpp/v1/jobs/"+jobID+"/cancel") > 0 {
		t.Errorf("sent %v", b.sent)
	}
	if left := b.left(); len(left) > 0 {
		t.Errorf("files were left: %q", left)
	}
}

func TestEverythingThatCanBeAskedFor(t *testing.T) {
	b := newBench(t, "completed")
	r := want()
	r.Own = map[string]string{"sampler": "euler_a", "scheduler": "karras", "steps": "28", "cfg": "6.5", "guidance": "3.5", "lora": "film.safetensors:0.8, x", "format": "webp", "denoising": "0.5"}
	r.References = []imagegen.Reference{{Data: pixel(1)}}
	r.Mask = imagegentest.Mask(t, 2, 1)
	if m := b.generate(t.Context(), r, nil); m.Err != nil {
		t.Fatal(m.Err)
	}
	got := b.sent[0]
	for name, want := range map[string]any{
		"sample_params": map[string]any{"sample_method": "euler_a", "scheduler": "karras", "sample_steps": 28.0, "guidance": map[string]any{"txt_cfg": 6.5, "distilled_guidance": 3.5}},
		"lora":          []any{map[string]any{"path": "film.safetensors", "multiplier": 0.8}, map[string]any{"path": "x", "multiplier": 1.0}},
		"output_format": "webp", "strength": 0.5, "init_image": b64(1), "ref_images": nil,
	} {
		if !reflect.DeepEqual(got[name], want) {
			t.Errorf("%s is %v", name, got[name])
		}
	}
	sent, _ := base64.StdEncoding.DecodeString(got["mask_image"].(string))
	white, err := png.Decode(bytes.NewReader(sent))
	if err != nil || white.At(0, 0) != (color.Gray{Y: 255}) || white.At(1, 0) != (color.Gray{}) {
		t.Errorf("the mask is %v, %v", white, err)
	}
	r.Own, r.Mask = map[string]string{"reference": "look"}, nil
	r.References = []imagegen.Reference{{Data: pixel(1)}, {Data: pixel(2)}}
	if m := b.generate(t.Context(), r, nil); m.Err != nil || !reflect.DeepEqual(b.sent[1]["ref_images"], []any{b64(1), b64(2)}) || b.sent[1]["init_image"] != nil {
		t.Errorf("sent %v, %v", b.sent[1], m.Err)
	}
}

func TestWhatCannotBeSentIsNotSent(t *testing.T) {
	for says, change := range map[string]func(*imagegen.Request){
		"no prompt":             func(r *imagegen.Request) { r.Prompt.Text = " " },
		"does not paint 500x70": func(r *imagegen.Request) { r.Width, r.Height = 500, 70 },
		"1 to 8 pictures":       func(r *imagegen.Request) { r.Count = 9 },
		`"many" is no steps`:    func(r *imagegen.Request) { r.Own = map[string]string{"steps": "many"} },
		"no weight of a LoRA":   func(r *imagegen.Request) { r.Own = map[string]string{"lora": "film:heavy"} },
		"Only one picture":      func(r *imagegen.Request) { r.References = []imagegen.Reference{{Data: pixel(1)}, {Data: pixel(1)}} },
		"looked at takes no mask": func(r *imagegen.Request) {
			r.References, r.Mask, r.Own = []imagegen.Reference{{Data: pixel(1)}}, imagegentest.Mask(t, 2, 2), map[string]string{"reference": "look"}
		},
	} {
		b := newBench(t, "completed")
		r := want()
		change(&r)
		m := b.generate(t.Context(), r, nil)
		imagegentest.IsProblem(t, m.Err, problem.Usage, says)
		if len(b.calls) > 0 || !slices.Equal(m.Order, []string{"error"}) {
			t.Errorf("%s: called %q", says, b.calls)
		}
	}
}

func TestCancelledInEachState(t *testing.T) {
	cancel := "POST /sdcpp/v1/jobs/" + jobID + "/cancel"
	for state, says := range map[string]string{"queued": "Stopped", "generating": "paints it to its end"} {
		ctx, stop := context.WithCancel(t.Context())
		b := newBench(t, "queued", state)
		b.after = func(now string) {
			if now == state {
				stop()
			}
		}
		m := b.generate(ctx, want(), nil)
		imagegentest.IsProblem(t, m.Err, problem.Interrupted, says)
		if b.called(cancel) != 1 {
			t.Errorf("%s: cancelled %d times", state, b.called(cancel))
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	b := newBench(t, "completed")
	m := b.generate(ctx, want(), func(e imagegen.Event) bool {
		if _, ok := e.(imagegen.Sending); ok {
			stop()
		}
		return true
	})
	imagegentest.IsProblem(t, m.Err, problem.Interrupted, "Stopped")
	if len(b.calls) > 0 {
		t.Errorf("it was sent: %q", b.calls)
	}
	deaf := newBench(t, "queued", "generating", "completed")
	m = deaf.generate(t.Context(), want(), func(e imagegen.Event) bool { _, ok := e.(imagegen.Progress); return !ok })
	if m.Err != nil || deaf.called(cancel) != 1 || deaf.pauses > 0 {
		t.Errorf("nobody listened, and it went on: %q, %v", deaf.calls, m.Err)
	}
}

func TestRefusals(t *testing.T) {
	for says, c := range map[string]struct {
		status int
		body   string
		kind   problem.Kind
		words  []string
	}{
		"full":      {429, `{"error":"job queue is full"}`, problem.Failed, []string{"asked too often", "job queue is full"}},
		"not so":    {400, `{"error":"invalid generation parameters"}`, problem.Failed, []string{"invalid generation parameters"}},
		"a fault":   {500, `{"error":"server_error","message":"bad alloc"}`, problem.Failed, []string{"bad alloc"}},
		"too old":   {404, ``, problem.NotConfigured, []string{"older"}},
		"no id":     {202, `{}`, problem.Failed, []string{"cannot be read"}},
		"no JSON":   {202, `accepted`, problem.Failed, []string{"cannot be read"}},
		"LM Studio": {200, `{"error":"Unexpected endpoint or method. (POST /sdcpp/v1/img_gen)"}`, problem.Failed, []string{"cannot be read"}},
	} {
		b := newBench(t, "queued")
		b.answer = func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
			return true
		}
		m := b.generate(t.Context(), want(), nil)
		imagegentest.IsProblem(t, m.Err, c.kind, c.words...)
		if !slices.Equal(m.Order, []string{"sending", "error"}) {
			t.Errorf("%s: got %q", says, m.Order)
		}
	}
}

func TestJobsThatComeToNothing(t *testing.T) {
	for says, c := range map[string]struct {
		state, body string
		status      int
		kind        problem.Kind
		words       []string
	}{
		"failed":        {state: "failed", kind: problem.Failed, words: []string{"no results"}},
		"cancelled":     {state: "cancelled", kind: problem.Interrupted, words: []string{"was cancelled"}},
		"a new state":   {state: "dreaming", kind: problem.Failed, words: []string{"cannot be read"}},
		"gone":          {body: `{"error":"job expired"}`, status: 410, kind: problem.Failed, words: []string{"does not have this job"}},
		"started anew":  {body: `{"error":"job not found"}`, status: 404, kind: problem.Failed, words: []string{"does not have this job"}},
		"no pictures":   {body: `{"status":"completed","result":{"images":[]}}`, status: 200, kind: problem.Failed, words: []string{"without a picture"}},
		"empty":         {body: `{"status":"completed","result":{"images":[{"b64_json":""}]}}`, status: 200, kind: problem.Failed, words: []string{"without a picture"}},
		"no base64":     {body: `{"status":"completed","result":{"images":[{"b64_json":"!!"}]}}`, status: 200, kind: problem.Failed},
		"another shape": {body: `{"status":["completed"]}`, status: 200, kind: problem.Failed, words: []string{"cannot be read"}},
		"a list":        {body: `[]`, status: 200, kind: problem.Failed},
		"a page":        {body: `<html>`, status: 200, kind: problem.Failed, words: []string{"web page"}},
		"nested":        {body: strings.Repeat("[", 100_000), status: 200, kind: problem.Failed},
	} {
		b := newBench(t, "queued", c.state)
		b.answer = func(w http.ResponseWriter, r *http.Request) bool {
			if c.status == 0 || r.Method != http.MethodGet {
				return false
			}
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
			return true
		}
		m := b.generate(t.Context(), want(), nil)
		imagegentest.IsProblem(t, m.Err, c.kind, c.words...)
		if len(m.Bytes) > 0 || len(b.left()) > 0 {
			t.Errorf("%s: pictures %d, files %q", says, len(m.Bytes), b.left())
		}
	}
}

func TestAServerThatDiesAndComesBack(t *testing.T) {
	b := newBench(t, "queued", "generating", "generating", "completed")
	b.after = func(string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.down = b.pauses > 1 && b.pauses < 9
	}
	m := b.generate(t.Context(), want(), nil)
	if m.Err != nil || len(m.Bytes) != 2 || !slices.Contains(m.Order, "-1 stable-diffusion.cpp does not answer, asking again") {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
	forever := newBench(t, "queued")
	forever.after = func(string) {
		forever.mu.Lock()
		defer forever.mu.Unlock()
		forever.down = true
	}
	imagegentest.IsProblem(t, forever.generate(t.Context(), want(), nil).Err, problem.Failed, "broke off")
}

// The pictures are still there after an answer that was cut.
func TestAnAnswerThatIsCutIsAskedForAgain(t *testing.T) {
	b := newBench(t, "completed")
	asked := 0
	b.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodGet {
			return false
		}
		if asked++; asked > 1 {
			return false
		}
		w.Header().Set("Content-Length", "9000")
		fmt.Fprintf(w, `{"status":"completed","result":{"images":[{"b64_json":%q},{"b64_json":"iVBO`, b64(9))
		panic(http.ErrAbortHandler)
	}
	m := b.generate(t.Context(), want(), nil)
	if m.Err != nil || len(m.Bytes) != 2 || asked != 2 || len(b.left()) > 0 {
		t.Errorf("got %q, %v, files %q", m.Order, m.Err, b.left())
	}
}

func TestAJobIsTakenUpAgain(t *testing.T) {
	b := newBench(t, "generating", "completed")
	r := want()
	r.Resume = jobID
	m := b.generate(t.Context(), r, nil)
	if m.Err != nil || !slices.Equal(m.Order, []string{"accepted " + jobID, "-1", "bytes", "bytes", "done"}) || len(b.sent) > 0 {
		t.Errorf("got %q, %v", m.Order, m.Err)
	}
}

func TestChoicesAreTheServers(t *testing.T) {
	b := newBench(t, "queued")
	b.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/sdcpp/v1/capabilities" {
			return false
		}
		fmt.Fprint(w, `{"samplers":["euler","euler_a"],"schedulers":["discrete","karras"],"loras":[{"name":"film","path":"film.safetensors"}]}`)
		return true
	}
	got, err := b.g.Choices(t.Context())
	want := map[string][]string{"sampler": {"euler", "euler_a"}, "scheduler": {"discrete", "karras"}, "lora": {"film.safetensors"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for name := range got {
		if p, ok := b.g.Info().Can.Parameter(name); !ok || !p.Open {
			t.Errorf("%s is no parameter that takes the server's words", name)
		}
	}
	b.answer = nil
	if _, err := b.g.Choices(t.Context()); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
