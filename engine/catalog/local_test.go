package catalog

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"easel/engine/wire/wiretest"
)

// saying is a server that says these things and 404 otherwise.
func saying(answers map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		said, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if status, rest, ok := strings.Cut(said, "|"); ok {
			code, _ := strconv.Atoi(status)
			w.WriteHeader(code)
			said = rest
		}
		fmt.Fprint(w, said)
	}
}

// here is what listens on this machine, by host and port.
type here map[string]http.HandlerFunc

func (h here) RoundTrip(r *http.Request) (*http.Response, error) {
	if server, ok := h[r.URL.Host]; ok {
		return wiretest.Send(server, r)
	}
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
}

func TestServersAreToldApartByWhatTheyAnswer(t *testing.T) {
	models := func(owner string, ids ...string) string {
		var list []string
		for _, id := range ids {
			list = append(list, fmt.Sprintf(`{"id":%q,"object":"model","owned_by":%q}`, id, owner))
		}
		return `{"object":"list","data":[` + strings.Join(list, ",") + `]}`
	}
	loading := `503|{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`
	for _, c := range []struct {
		says    string
		answers map[string]string
		want    string
		loading bool
		models  []string
	}{
		{"Ollama", map[string]string{"/": "Ollama is running", "/api/version": `{"version":"0.33.0"}`, "/v1/models": models("library", "llama3")}, "ollama", false, []string{"llama3"}},
		{"llama.cpp", map[string]string{"/health": `{"status":"ok"}`, "/props": `{"default_generation_settings":{}}`, "/v1/models": models("llamacpp", "gemma")}, "llamacpp", false, []string{"gemma"}},
		{"llama.cpp that loads", map[string]string{"/health": loading, "/props": loading, "/v1/models": loading}, "llamacpp", true, nil},
		{"LM Studio", map[string]string{"/api/v0/models": `{"data":[]}`, "/v1/models": models("organization_owner", "a", "b")}, "lmstudio", false, []string{"a", "b"}},
		{"a newer LM Studio", map[string]string{"/api/v1/models": `{"models":[]}`, "/v1/models": models("organization_owner")}, "lmstudio", false, []string{}},
		{"sd-server", map[string]string{"/sdcpp/v1/capabilities": `{"features":{}}`, "/v1/models": models("local", "sd-cpp-local")}, "sdcpp", false, nil},
		{"an older sd-server", map[string]string{"/v1/models": models("local", "sd-cpp-local")}, "sdcpp", false, nil},
		{"LocalAI", map[string]string{"/readyz": "OK", "/system": `{"backends":[]}`, "/v1/models": models("", "phi")}, "localai", false, []string{"phi"}},
		{"vLLM", map[string]string{"/health": "", "/version": `{"version":"0.11"}`, "/v1/models": models("vllm", "qwen")}, "vllm", false, []string{"qwen"}},
		{"AUTOMATIC1111", map[string]string{"/": "<!doctype html>", "/sdapi/v1/sd-models": `[{"title":"sd15.safetensors [abc]","model_name":"sd15"},{"title":"x","model_name":"sub_x"}]`,
			"/internal/pending-tasks": `{"size":0,"tasks":[]}`}, "a1111", false, []string{"sd15", "sub_x"}},
		{"AUTOMATIC1111 with a password", map[string]string{"/": "<!doctype html>", "/sdapi/v1/sd-models": `401|{"detail":"Not authenticated"}`,
			"/internal/pending-tasks": `{"size":0,"tasks":[]}`}, "a1111", false, nil},
		{"ComfyUI", map[string]string{"/": "<!doctype html>", "/system_stats": `{"system":{"comfyui_version":"0.3.64"},"devices":[]}`, "/models/checkpoints": `["sd15.safetensors","sub\\x.ckpt"]`},
			"comfyui", false, []string{"sd15.safetensors", `sub\x.ckpt`}},
		{"an older ComfyUI", map[string]string{"/system_stats": `{"system":{"os":"posix"},"devices":[]}`}, "comfyui", false, nil},
		{"sd-server with a full house", map[string]string{"/sdcpp/v1/capabilities": `{}`, "/sdapi/v1/sd-models": `[{"model_name":"m"}]`, "/v1/models": models("local", "sd-cpp-local")}, "sdcpp", false, nil},
		{"LM Studio at the same port", map[string]string{"/api/v0/models": `{"data":[]}`, "/v1/models": models("organization_owner", "a")}, "lmstudio", false, []string{"a"}},
		{"something with the wire", map[string]string{"/v1/models": models("me", "x")}, "compatible", false, []string{"x"}},
		{"a web site", map[string]string{"/": "<html>Ollama is running</html>", "/version": "1", "/system": "[]", "/readyz": "", "/props": "<p>"}, "", false, nil},
		{"a site that says yes to all", map[string]string{"/": "{}", "/v1/models": "{}", "/health": "{}", "/props": "{}", "/readyz": "no", "/version": "{}"}, "", false, nil},
	} {
		const port = 8080
		var got []Found
		synctest.Test(t, func(t *testing.T) {
			got = NewBook().FindAt(t.Context(), here{"127.0.0.1:8080": saying(c.answers)}, []int{port})
		})
		if c.want == "" {
			if len(got) > 0 {
				t.Errorf("%s is taken for %+v", c.says, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Profile != c.want || got[0].Loading != c.loading || !slices.Equal(got[0].Models, c.models) ||
			got[0].BaseURL != fmt.Sprintf("http://127.0.0.1:%d%s", port, map[bool]string{false: "/v1"}[slices.Contains([]string{"sdcpp", "a1111", "comfyui"}, c.want)]) {
			t.Errorf("%s: got %+v", c.says, got)
			continue
		}
		if p, ok := NewBook().Here(got[0]); !ok || p.Name != c.want || p.BaseURL != got[0].BaseURL || p.Elsewhere {
			t.Errorf("%s: its profile is %+v", c.says, p)
		}
	}
}

func TestServersThatDoNotAnswer(t *testing.T) {
	stuck := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			fmt.Fprint(w, "Ollama is running")
			return
		}
		<-r.Context().Done()
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	endless := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	}
	elsewhere := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://example.org/", http.StatusFound)
	}
	servers := here{"127.0.0.1:1": stuck, "127.0.0.1:2": silent, "127.0.0.1:3": endless, "127.0.0.1:4": elsewhere}
	nobody := 5
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		got := NewBook().FindAt(t.Context(), servers, []int{1, 2, 3, 4, nobody})
		if took := time.Since(began); took != patienceWithLocal {
			t.Errorf("it took %v", took)
		}
		if len(got) != 1 || got[0].Profile != "ollama" || got[0].Models != nil {
			t.Errorf("got %+v", got)
		}
	})
}

func TestNoKeyIsSentAndEveryKnownPortIsAsked(t *testing.T) {
	asked := make(chan *http.Request, 1000)
	none := roundTrip(func(r *http.Request) (*http.Response, error) {
		asked <- r
		return nil, http.ErrServerClosed
	})
	if got := NewBook().FindLocal(t.Context(), none); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	close(asked)
	var ports []string
	for r := range asked {
		ports = append(ports, r.URL.Port())
		if r.Header.Get("Authorization") != "" || r.URL.Hostname() != "127.0.0.1" {
			t.Errorf("asked %v with %v", r.URL, r.Header)
		}
	}
	slices.Sort(ports)
	if want := []string{"11434", "1234", "7860", "8000", "8080", "8188", "9931"}; !slices.Equal(ports, want) {
		t.Errorf("asked at %q", ports)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func FuzzRecognised(f *testing.F) {
	f.Add(`{"data":[{"id":"x"}]}`, `{"status":"ok"}`, 200)
	f.Fuzz(func(t *testing.T, models, health string, status int) {
		said := map[string]answer{"/v1/models": {status: status, body: []byte(models)}, "/health": {status: 200, body: []byte(health)}}
		if got := recognised(said); got.Loading && got.Profile != "llamacpp" {
			t.Errorf("got %+v", got)
		}
	})
}
