package comfyui_test

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

func TestCancelledInEachState(t *testing.T) {
	for state, interrupted := range map[string][]any{"queued": nil, "running": {"id-1"}, "gone": nil} {
		for _, noSocket := range []bool{true, false} {
			ctx, stop := context.WithCancel(t.Context())
			b := newBench(t, "", "queued", state)
			b.noSocket = noSocket
			b.after = func(step string) {
				if step == state {
					stop()
				}
			}
			m := b.generate(ctx, want(), nil)
			imagegentest.IsProblem(t, m.Err, problem.Interrupted, "Stopped")
			if !reflect.DeepEqual(b.deleted, []any{"id-1"}) || !reflect.DeepEqual(b.stopped, interrupted) {
				t.Errorf("%s: deleted %v, interrupted %v", state, b.deleted, b.stopped)
			}
		}
	}
	deaf := newBench(t, "", "running")
	m := deaf.generate(t.Context(), want(), func(e imagegen.Event) bool { _, ok := e.(imagegen.Accepted); return !ok })
	if m.Err != nil || !reflect.DeepEqual(deaf.stopped, []any{"id-1"}) {
		t.Errorf("nobody listened, and it went on: %q, %v", m.Order, m.Err)
	}
}

func TestRefusals(t *testing.T) {
	for says, c := range map[string]struct {
		status int
		body   string
		kind   problem.Kind
		words  []string
	}{
		"a node's words": {400, `{"error":{"type":"prompt_outputs_failed_validation","message":"Prompt outputs failed validation","details":"","extra_info":{}},
			"node_errors":{"4":{"errors":[{"type":"value_not_in_list","message":"Value not in list","details":"ckpt_name: 'x' not in ['a']","extra_info":{}}],"dependent_outputs":["9"],"class_type":"CheckpointLoaderSimple"}}}`,
			problem.Failed, []string{"CheckpointLoaderSimple (4): Value not in list: ckpt_name: 'x' not in ['a']"}},
		"no outputs":     {400, `{"error":{"type":"prompt_no_outputs","message":"Prompt has no outputs","details":"","extra_info":{}},"node_errors":[]}`, problem.Failed, []string{"Prompt has no outputs"}},
		"a missing node": {400, `{"error":{"type":"invalid_prompt","message":"Cannot execute because node Foo does not exist.","details":"Node ID '#1'","extra_info":{}},"node_errors":{}}`, problem.Failed, []string{"node Foo does not exist", "#1"}},
		"other words":    {400, `no`, problem.Failed, []string{"no"}},
		"a fault":        {500, `500 Internal Server Error`, problem.Failed, []string{"500"}},
		"a page":         {200, `<html>`, problem.Failed, []string{"web page"}},
		"no JSON":        {200, `ok`, problem.Failed, []string{"cannot be read"}},
		"a password":     {401, `Unauthorized`, problem.NotConfigured, []string{"does not accept"}},
	} {
		b := newBench(t, "", "running")
		b.answer = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/prompt" {
				return false
			}
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
	none := newBench(t, "", "done")
	none.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/object_info") {
			fmt.Fprint(w, `{"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[[]]}}}}`)
		}
		return strings.HasPrefix(r.URL.Path, "/object_info")
	}
	imagegentest.IsProblem(t, none.generate(t.Context(), want(), nil).Err, problem.NotConfigured, "no checkpoint")
}

func TestRunsThatComeToNothing(t *testing.T) {
	for says, c := range map[string]struct {
		step, outputs string
		picture       []byte
		kind          problem.Kind
		words         []string
	}{
		"a node's words": {step: "error", kind: problem.Failed, words: []string{"KSampler: mat1 and mat2 shapes"}},
		"without words":  {step: "without words", kind: problem.Failed, words: []string{"could not finish"}},
		"interrupted":    {step: "interrupted", kind: problem.Interrupted, words: []string{"interrupted at ComfyUI"}},
		"gone":           {step: "gone", kind: problem.Failed, words: []string{"does not have this run"}},
		"no pictures":    {step: "done", outputs: `{"9":{"text":["x"]}}`, kind: problem.Failed, words: []string{"without a picture", "Save Image"}},
		"nameless":       {step: "done", outputs: `{"9":{"images":[{"type":"output"}]}}`, kind: problem.Failed, words: []string{"without a picture"}},
		"a film":         {step: "done", picture: []byte("\x00\x00\x00\x18ftypmp42"), kind: problem.Failed, words: []string{"without a picture"}},
		"empty":          {step: "done", picture: []byte{}, kind: problem.Failed, words: []string{"without a picture"}},
		"another shape":  {step: "done", outputs: `[]`, kind: problem.Failed, words: []string{"cannot be read"}},
		"nested":         {step: "done", outputs: strings.Repeat("[", 1000) + strings.Repeat("]", 1000), kind: problem.Failed, words: []string{"cannot be read"}},
	} {
		b := newBench(t, "", "running", c.step)
		b.noSocket = true
		if c.outputs != "" {
			b.outputs = c.outputs
		}
		if c.picture != nil {
			b.picture = c.picture
		}
		m := b.generate(t.Context(), want(), nil)
		imagegentest.IsProblem(t, m.Err, c.kind, c.words...)
		if len(m.Bytes) > 0 || len(b.left()) > 0 {
			t.Errorf("%s: pictures %d, files %q", says, len(m.Bytes), b.left())
		}
	}
}

func TestWhichPicturesAreTaken(t *testing.T) {
	image := func(name, kind string) string {
		return fmt.Sprintf(`{"filename":%q,"subfolder":"","type":%q}`, name, kind)
	}
	for want, outputs := range map[string]string{
		"b c a": `{"10":{"images":[` + image("a", "output") + `]},"9":{"images":[` + image("b", "output") + `,` + image("c", "output") + `,` + image("d", "temp") + `]}}`,
		"d":     `{"9":{"images":[` + image("d", "temp") + `]}}`,
	} {
		b := newBench(t, "", "done")
		b.outputs = outputs
		m := b.generate(t.Context(), imagegen.Request{Resume: "old", Seed: 3}, nil)
		var names []string
		for _, v := range b.viewed {
			names = append(names, strings.TrimPrefix(strings.Split(v, "&")[0], "filename="))
		}
		if m.Err != nil || strings.Join(names, " ") != want || len(b.sent) > 0 || m.Order[0] != "accepted old" {
			t.Errorf("took %q, %q, %v", names, m.Order, m.Err)
		}
	}
}

func TestAServerThatDiesAndComesBack(t *testing.T) {
	for _, noSocket := range []bool{true, false} {
		b := newBench(t, "", "running", "running", "away", "away", "away", "away", "away", "away", "running", "done")
		b.noSocket = noSocket
		b.after = func(step string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			if step == "away" && b.socket != nil {
				_ = b.socket.CloseNow()
			}
		}
		m := b.generate(t.Context(), want(), nil)
		if m.Err != nil || len(m.Bytes) != 1 {
			t.Errorf("got %q, %v", m.Order, m.Err)
		}
	}
	forever := newBench(t, "", "running", "away")
	forever.noSocket = true
	imagegentest.IsProblem(t, forever.generate(t.Context(), want(), nil).Err, problem.Failed, "broke off")
	gone := newBench(t, "", "done")
	gone.noSocket = true
	gone.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/view" {
			http.NotFound(w, r)
		}
		return r.URL.Path == "/view"
	}
	imagegentest.IsProblem(t, gone.generate(t.Context(), want(), nil).Err, problem.NotConfigured)
}

func TestChoices(t *testing.T) {
	b := newBench(t, "", "done")
	b.files["flux.json"], b.files["notes.txt"], b.files["sub/x.json"] = &fstest.MapFile{}, &fstest.MapFile{}, &fstest.MapFile{}
	got, err := b.g.Choices(t.Context())
	want := map[string][]string{"workflow": {"flux"}, imagegen.Models: {"sd15.safetensors", "sdxl.safetensors"}, "sampler": {"euler", "dpmpp_2m"}, "scheduler": {"normal", "karras"}, "lora": {"film.safetensors"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for name := range got {
		if p, ok := b.g.Info().Can.Parameter(name); name != imagegen.Models && (!ok || !p.Open) {
			t.Errorf("%s is no parameter that takes the server's words", name)
		}
	}
	b.answer = func(w http.ResponseWriter, r *http.Request) bool { http.NotFound(w, r); return true }
	if got, err := b.g.Choices(t.Context()); err == nil || !reflect.DeepEqual(got["workflow"], []string{"flux"}) || len(got["sampler"]) > 0 {
		t.Errorf("without a server: got %v, %v", got, err)
	}
}
