package a1111_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/a1111"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/prompt"
	"easel/engine/secret"
	"easel/engine/wire"
)

const canary = "ann:canary-0123456789"

// bench is a server that behaves as the web UI's source says, and a generator
// that talks to it. The task goes one step further each time the generator
// pauses, and is answered at the last.
type bench struct {
	t      *testing.T
	g      *a1111.Generator
	folder string

	mu       sync.Mutex
	steps    []string // of the task: "unknown", "queued", "active 0.5", "another"; the last is answered
	finished chan struct{}
	sent     []map[string]any
	paths    []string
	stopped  int    // how often the server was interrupted
	images   string // the list of pictures in the answer
	info     string
	preview  string                                 // of the unfinished picture
	answer   func(http.ResponseWriter, string) bool // for a path; says that it answered
	after    func(step string)
}

func newBench(t *testing.T, model string, steps ...string) *bench {
	t.Helper()
	b := &bench{t: t, folder: t.TempDir(), steps: steps, finished: make(chan struct{}), images: quoted(b64(1)), info: `{"seed":7,"all_seeds":[7],"index_of_first_image":0}`}
	s := httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(s.Close)
	book := catalog.NewBook()
	p, ok := book.Profile("a1111")
	if !ok || p.Speaks != "a1111" || !p.Basic {
		t.Fatalf("the profile is %+v", p)
	}
	client, err := wire.New(wire.Options{BaseURL: s.URL, Title: p.Title, Key: secret.New(canary), Basic: p.Basic, SpoolFolder: b.folder, Sleep: b.pause,
		Random: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	b.g = a1111.New(imagegen.Service{Profile: p, Model: book.ImageModel(p, model), NewID: func() string { return "mine" },
		Connect: func(context.Context) (*wire.Client, error) { return client, nil }})
	return b
}

// pause lets the task go on instead of waiting; at its end it waits for the
// answer.
func (b *bench) pause(ctx context.Context, _ time.Duration) error {
	b.mu.Lock()
	after, step := b.after, b.steps[0]
	if len(b.steps) > 1 {
		b.steps = b.steps[1:]
		step = b.steps[0]
	} else {
		b.finish()
	}
	b.mu.Unlock()
	if after != nil {
		after(step)
	}
	if step == "answered" {
		b.mu.Lock()
		b.finish()
		b.mu.Unlock()
		<-ctx.Done()
	}
	return ctx.Err()
}

func (b *bench) finish() {
	select {
	case <-b.finished:
	default:
		close(b.finished)
	}
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	name, password, _ := r.BasicAuth()
	b.mu.Lock()
	b.paths = append(b.paths, r.URL.Path)
	var body map[string]any
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &body); err != nil {
			b.t.Error(err)
		}
	}
	answer := b.answer
	b.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	switch {
	case answer != nil && answer(w, r.URL.Path):
	case name+":"+password != canary:
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"detail":"Incorrect username or password"}`)
	case r.URL.Path == "/sdapi/v1/txt2img", r.URL.Path == "/sdapi/v1/img2img":
		b.paint(w, r, body)
	case r.URL.Path == "/internal/progress":
		b.progress(w, body)
	case r.URL.Path == "/sdapi/v1/interrupt":
		b.mu.Lock()
		b.stopped++
		b.mu.Unlock()
		fmt.Fprint(w, `{}`)
	case r.URL.Path == "/sdapi/v1/sd-models":
		fmt.Fprint(w, `[{"title":"sd15.safetensors [6ce0161689]","model_name":"sd15","hash":"6ce0161689","filename":"/m/sd15.safetensors"}]`)
	case r.URL.Path == "/sdapi/v1/samplers":
		fmt.Fprint(w, `[{"name":"Euler a","aliases":["k_euler_a"],"options":{}},{"name":"DPM++ 2M","aliases":[],"options":{}}]`)
	case r.URL.Path == "/sdapi/v1/schedulers":
		fmt.Fprint(w, `[{"name":"karras","label":"Karras"}]`)
	case r.URL.Path == "/sdapi/v1/loras":
		fmt.Fprint(w, `[{"name":"film","alias":"film","path":"/l/film.safetensors","metadata":{}}]`)
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"detail":"Not Found"}`)
	}
}

func (b *bench) paint(w http.ResponseWriter, r *http.Request, body map[string]any) {
	b.mu.Lock()
	b.sent = append(b.sent, body)
	b.mu.Unlock()
	select {
	case <-b.finished:
	case <-r.Context().Done():
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	reply, _ := json.Marshal(b.info)
	fmt.Fprintf(w, `{"images":[%s],"parameters":{"prompt":"x","init_images":null},"info":%s}`, b.images, reply)
}

// progress is what the server says of a task: of another's nothing.
func (b *bench) progress(w io.Writer, body map[string]any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	step, rest, _ := strings.Cut(b.steps[0], " ")
	if body["id_task"] != "task(mine)" {
		b.t.Errorf("asked for the task %v", body["id_task"])
	}
	switch {
	case step == "queued":
		fmt.Fprint(w, `{"active":false,"queued":true,"completed":false,"id_live_preview":-1,"textinfo":"In queue: 2/3"}`)
	case step == "active":
		preview, id := "null", 0
		if body["live_preview"] == true && b.preview != "" {
			preview, id = quoted(b.preview), int(body["id_live_preview"].(float64))+1
		}
		fmt.Fprintf(w, `{"active":true,"queued":false,"completed":false,"progress":%s,"eta":1.5,"live_preview":%s,"id_live_preview":%d,"textinfo":null}`, rest, preview, id)
	default:
		fmt.Fprint(w, `{"active":false,"queued":false,"completed":false,"progress":null,"id_live_preview":-1,"textinfo":"Waiting..."}`)
	}
}

func (b *bench) left() []string { return imagegentest.Files(b.t, b.folder) }

// generate is imagegentest.Watch.
func (b *bench) generate(ctx context.Context, r imagegen.Request, on func(imagegen.Event) bool) imagegentest.Watched {
	b.t.Helper()
	return imagegentest.Watch(ctx, b.t, b.g, r, on)
}

func pixel(n int) []byte { return append([]byte("\x89PNG\r\n\x1a\n"), byte(n)) }

func b64(n int) string { return base64.StdEncoding.EncodeToString(pixel(n)) }

func quoted(texts ...string) string {
	encoded, _ := json.Marshal(texts)
	return strings.Trim(string(encoded), "[]")
}

// want is a request of one picture.
func want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: "a beach sunset", Negative: "people"}, Width: 512, Height: 768, Count: 1, Seed: 7}
}
