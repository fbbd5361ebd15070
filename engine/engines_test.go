package engine_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/problem"
)

// lists answers a call for models with this JSON.
func lists(status int, data string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/models" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, data)
	}
}

// of are the models of a generator, with what is said of them.
func of(engines []engine.Engine, name string) (models, reasons []string) {
	for _, e := range engines {
		if e.Name == name {
			models, reasons = append(models, e.Model), append(reasons, e.Reason)
		}
	}
	return models, reasons
}

func TestServicesListTheirModels(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"api.openai.com": lists(200, `{"data":[
		{"id":"gpt-7-luna","created":1800000000}, {"id":"whisper-1"}, {"id":"gpt-7-old","shutdown_date":"2026-11-01"}, {"id":"gpt-7-nova","created":1900000000},
		{"id":"gpt-image-9"}, {"id":"gpt-6.1-terra","shutdown_date":"2027-05-01"}, {"id":"gpt-6.1-terra"}, {"id":""}]}`)})
	w.env["OPENAI_API_KEY"] = canary
	s := w.studio()
	prompts, images, err := s.Engines(t.Context())
	ok(t, err)
	if hosts := engine.Hosts(prompts, images); !slices.Equal(hosts, []string{"api.openai.com"}) {
		t.Errorf("would ask %q", hosts)
	}
	if len(w.asked) > 0 {
		t.Errorf("asked %q before it was told", w.asked)
	}
	s.AskModels(t.Context())
	s.AskModels(t.Context())
	prompts, images, err = s.Engines(t.Context())
	ok(t, err)
	models, reasons := of(prompts, "openai")
	if !slices.Equal(models, []string{"gpt-6.1-terra", "gpt-7-nova", "gpt-7-luna"}) || reasons[0] != "key from OPENAI_API_KEY; turned off on 2027-05-01" || reasons[1] != "key from OPENAI_API_KEY" {
		t.Errorf("chat models %q, %q", models, reasons)
	}
	if models, _ := of(images, "openai"); !slices.Equal(models, []string{"gpt-image-9"}) {
		t.Errorf("image models %q", models)
	}
	if len(engine.Hosts(prompts, images)) > 0 || len(w.asked) != 1 || w.keys[0] != "Bearer "+canary {
		t.Errorf("asked %q with %q", w.asked, w.keys)
	}
}

func TestServicesThatDoNotListTheirModels(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		ready  bool
		says   string
	}{
		"not there":    {nil, true, "it did not list its models: Nothing answers"},
		"a fault":      {lists(500, "{}"), true, "it did not list its models: OpenAI has a fault"},
		"no list":      {lists(200, "[]"), true, "it did not list its models: OpenAI answered in a way"},
		"another key":  {lists(401, `{"error":{"message":"Incorrect API key: `+canary+`"}}`), false, "does not accept the key"},
		"hostile list": {lists(200, `{"data":`+strings.Repeat("[", 200000)), true, "it did not list its models"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWired(t, map[string]http.HandlerFunc{})
			if c.answer != nil {
				w.hosts["api.openai.com"] = c.answer
			}
			w.env["OPENAI_API_KEY"] = canary
			s := w.studio()
			s.AskModels(t.Context())
			prompts, images, err := s.Engines(t.Context())
			ok(t, err)
			models, reasons := of(prompts, "openai")
			if !strings.Contains(reasons[0], c.says) || strings.Contains(reasons[0], canary) || c.ready != (len(models) > 1) {
				t.Errorf("models %q: %q", models, reasons)
			}
			for _, e := range slices.Concat(prompts, images) {
				if e.Name == "openai" && e.Ready != c.ready {
					t.Errorf("ready is %v", e.Ready)
				}
			}
		})
	}
}

// A person's own server is ready without a key, and says what it has.
func TestOnesOwnServerListsItsModels(t *testing.T) {
	w := newWired(t, map[string]http.HandlerFunc{"mine.example": model("me", "b", "a")})
	w.own = []catalog.Own{{Name: "mine", BaseURL: "https://mine.example/v1"}}
	s := w.studio()
	prompts, _, err := s.Engines(t.Context())
	ok(t, err)
	if _, reasons := of(prompts, "mine"); len(reasons) != 1 || reasons[0] != "asked at https://mine.example/v1" {
		t.Errorf("said %q", reasons)
	}
	s.AskModels(t.Context())
	prompts, _, err = s.Engines(t.Context())
	ok(t, err)
	if models, _ := of(prompts, "mine"); !slices.Equal(models, []string{"b", "a"}) {
		t.Errorf("models %q", models)
	}
}

// What was refused may be another key by now.
func TestARefusedKeyIsLookedForAgain(t *testing.T) {
	good := model("openai", "gpt-5-mini")
	w := newWired(t, map[string]http.HandlerFunc{})
	w.hosts["api.openai.com"] = func(to http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+canary {
			to.WriteHeader(http.StatusUnauthorized)
			return
		}
		good(to, r)
	}
	w.ring.keys["openai"] = "sk-an-old-one"
	s := w.studio()
	g, err := s.PromptGenerator("openai")
	ok(t, err)
	ask := func() error { return refines(g) }
	fails(t, ask(), problem.NotConfigured, "does not accept the key")
	w.ring.keys["openai"] = canary
	ok(t, ask())
}

// checkpoints answers as AUTOMATIC1111 and Forge do.
func checkpoints(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/":
		fmt.Fprint(w, "<!doctype html>")
	case "/sdapi/v1/sd-models":
		fmt.Fprint(w, `[{"title":"dream.safetensors [0a1b]","model_name":"dream"},{"title":"sdxl.safetensors","model_name":"sdxl"}]`)
	default:
		http.NotFound(w, r)
	}
}

func TestCheckpointsAreModels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWired(t, map[string]http.HandlerFunc{"127.0.0.1:7860": checkpoints, "nas.example": checkpoints})
		w.own = []catalog.Own{{Name: "nas", Like: "a1111", BaseURL: "https://nas.example"}}
		s := w.studio()
		_, images, err := s.Engines(t.Context())
		ok(t, err)
		if models, reasons := of(images, "a1111"); !slices.Equal(models, []string{"dream", "sdxl"}) || reasons[0] != "answers at http://127.0.0.1:7860" {
			t.Errorf("here: %q, %q", models, reasons)
		}
		if hosts := engine.Hosts(nil, images); !slices.Equal(hosts, []string{"nas.example"}) {
			t.Errorf("would ask %q", hosts)
		}
		s.AskModels(t.Context())
		_, images, err = s.Engines(t.Context())
		ok(t, err)
		if models, reasons := of(images, "nas"); !slices.Equal(models, []string{"dream", "sdxl"}) || reasons[0] != "asked at https://nas.example" {
			t.Errorf("elsewhere: %q, %q", models, reasons)
		}
		by, err := s.ImageGenerator("nas:sdxl")
		ok(t, err)
		if info := by.Info(); info.Ref() != "nas:sdxl" || !info.Can.Free || !info.Can.Negative || !info.Can.Seed || info.Can.References != 1 || !info.Can.Mask {
			t.Errorf("it is %+v", info)
		}
	})
}
