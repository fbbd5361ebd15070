package comfyui_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/coder/websocket"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/comfyui"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/prompt"
	"easel/engine/wire"
)

// bench is a server that behaves as ComfyUI's source says, and a generator that
// talks to it. A run goes one step further each time the generator pauses:
// "queued", "running", "done", "error", "gone", "away". The last stays.
type bench struct {
	t      *testing.T
	g      *comfyui.Generator
	folder string
	files  fstest.MapFS

	mu       sync.Mutex
	steps    []string
	sent     []map[string]any // the bodies of /prompt
	uploads  []string
	viewed   []string
	deleted  []any
	stopped  []any
	noSocket bool
	socket   *websocket.Conn
	says     []wire.Message // what the socket tells when a run is sent
	outputs  string         // of the history
	picture  []byte
	answer   func(http.ResponseWriter, *http.Request) bool // says that it answered
	after    func(step string)
}

func newBench(t *testing.T, model string, steps ...string) *bench {
	t.Helper()
	b := &bench{t: t, folder: t.TempDir(), files: fstest.MapFS{}, steps: steps, picture: pixel(1),
		outputs: `{"9":{"images":[{"filename":"easel_00001_.png","subfolder":"a b","type":"output"}]},"10":{"images":[{"filename":"x.png","subfolder":"","type":"temp"}]},"3":{"text":["hello"]}}`}
	s := httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(s.Close)
	book := catalog.NewBook()
	p, ok := book.Profile("comfyui")
	if !ok || p.Speaks != "comfyui" {
		t.Fatalf("the profile is %+v", p)
	}
	client, err := wire.New(wire.Options{BaseURL: s.URL, Title: p.Title, SpoolFolder: b.folder, Sleep: b.pause, Random: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	ids := 0
	b.g = comfyui.New(imagegen.Service{Profile: p, Model: book.ImageModel(p, model), Workflows: b.files,
		NewID: func() string { ids++; return fmt.Sprintf("id-%d", ids) }, Connect: func(context.Context) (*wire.Client, error) { return client, nil }})
	return b
}

// pause lets the run go on instead of waiting.
func (b *bench) pause(ctx context.Context, _ time.Duration) error {
	b.mu.Lock()
	if len(b.steps) > 1 {
		b.steps = b.steps[1:]
	}
	step, after := b.steps[0], b.after
	b.mu.Unlock()
	if after != nil {
		after(step)
	}
	return ctx.Err()
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	b.mu.Lock()
	away := b.steps[0] == "away"
	b.mu.Unlock()
	switch {
	case b.answer != nil && b.answer(w, r):
	case away:
		panic(http.ErrAbortHandler)
	case r.URL.Path == "/ws":
		b.serveSocket(w, r)
	case r.URL.Path == "/prompt":
		b.prompt(w, r)
	case r.URL.Path == "/queue" && r.Method == http.MethodGet:
		b.queue(w)
	case r.URL.Path == "/queue", r.URL.Path == "/interrupt":
		b.take(r)
	case strings.HasPrefix(r.URL.Path, "/history/"):
		b.history(w, strings.TrimPrefix(r.URL.Path, "/history/"))
	case r.URL.Path == "/view":
		b.mu.Lock()
		defer b.mu.Unlock()
		b.viewed = append(b.viewed, r.URL.Query().Encode())
		_, _ = w.Write(b.picture)
	case r.URL.Path == "/upload/image":
		b.upload(w, r)
	case r.URL.Path == "/object_info/CheckpointLoaderSimple":
		fmt.Fprint(w, `{"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[["sd15.safetensors","sdxl.safetensors"],{"tooltip":"x"}]}}}}`)
	case r.URL.Path == "/object_info/KSampler":
		fmt.Fprint(w, `{"KSampler":{"input":{"required":{"sampler_name":[["euler","dpmpp_2m"],{}],"scheduler":["COMBO",{"options":["normal","karras"]}]}}}}`)
	case r.URL.Path == "/object_info/LoraLoader":
		fmt.Fprint(w, `{"LoraLoader":{"input":{"required":{"lora_name":[["film.safetensors"]]}}}}`)
	default:
		http.NotFound(w, r)
	}
}

func (b *bench) prompt(w http.ResponseWriter, r *http.Request) {
	var body map[string]any
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		b.t.Error(err)
	}
	b.mu.Lock()
	b.sent = append(b.sent, body)
	socket := b.socket
	b.mu.Unlock()
	go func() {
		for _, m := range b.says {
			kind := websocket.MessageText
			if m.Binary {
				kind = websocket.MessageBinary
			}
			_ = socket.Write(context.Background(), kind, m.Data)
		}
	}()
	fmt.Fprintf(w, `{"prompt_id":%q,"number":4,"node_errors":{}}`, body["prompt_id"])
}

func (b *bench) serveSocket(w http.ResponseWriter, r *http.Request) {
	if b.noSocket {
		http.NotFound(w, r)
		return
	}
	b.mu.Lock() // until it is there, as a run may be sent at once
	conn, err := websocket.Accept(w, r, nil)
	b.socket = conn
	b.mu.Unlock()
	if err != nil {
		b.t.Error(err)
		return
	}
	_, _, _ = conn.Read(context.Background()) // until the generator leaves
}

func (b *bench) queue(w io.Writer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := any("old")
	if len(b.sent) > 0 {
		id = b.sent[len(b.sent)-1]["prompt_id"]
	}
	running, pending := `[1,"somebody's",{},{},[]]`, ""
	switch b.steps[0] {
	case "running":
		running = fmt.Sprintf(`[1,%q,{},{},[]]`, id)
	case "queued":
		pending = fmt.Sprintf(`[4,%q,{},{},[]],[9,"later",{},{},[]],[2,"before",{},{},[]]`, id)
	}
	fmt.Fprintf(w, `{"queue_running":[%s],"queue_pending":[%s]}`, running, pending)
}

func (b *bench) take(r *http.Request) {
	var body struct {
		Delete []any `json:"delete"`
		Run    any   `json:"prompt_id"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		b.t.Error(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if r.URL.Path == "/interrupt" {
		b.stopped = append(b.stopped, body.Run)
		return
	}
	b.deleted = append(b.deleted, body.Delete...)
}

func (b *bench) history(w io.Writer, id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	status, there := map[string]string{
		"done":          `{"status_str":"success","completed":true,"messages":[["execution_start",{"prompt_id":"x"}],["execution_success",{}]]}`,
		"error":         `{"status_str":"error","completed":false,"messages":[["execution_start",{}],["execution_error",{"node_id":"3","node_type":"KSampler","exception_message":"mat1 and mat2\nshapes \u001b[31mcannot be multiplied","traceback":["x"]}]]}`,
		"interrupted":   `{"status_str":"error","completed":false,"messages":[["execution_interrupted",{"node_id":"3","node_type":"KSampler"}]]}`,
		"without words": `{"status_str":"error","messages":[["execution_error"],[1,2]]}`,
	}[b.steps[0]]
	if !there {
		fmt.Fprint(w, `{}`)
		return
	}
	fmt.Fprintf(w, `{%q:{"prompt":[4,%[1]q,{},{},[]],"outputs":%s,"status":%s}}`, id, b.outputs, status)
}

func (b *bench) upload(w io.Writer, r *http.Request) {
	_, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	form, err := multipart.NewReader(r.Body, parameters["boundary"]).ReadForm(1 << 20)
	if err != nil {
		b.t.Error(err)
		return
	}
	file := form.File["image"][0]
	b.mu.Lock()
	defer b.mu.Unlock()
	b.uploads = append(b.uploads, fmt.Sprintf("%s %s %s %s", form.Value["type"], form.Value["overwrite"], file.Header.Get("Content-Type"), file.Filename))
	fmt.Fprintf(w, `{"name":%q,"subfolder":"","type":"temp"}`, file.Filename)
}

// graph is what was sent as the nth run, and inputs those of one of its nodes.
func (b *bench) graph(n int) map[string]any {
	b.t.Helper()
	if n >= len(b.sent) {
		b.t.Fatalf("%d runs were sent", len(b.sent))
	}
	graph, _ := b.sent[n]["prompt"].(map[string]any)
	return graph
}

func (b *bench) inputs(n int, node string) map[string]any {
	b.t.Helper()
	found, _ := b.graph(n)[node].(map[string]any)
	inputs, _ := found["inputs"].(map[string]any)
	return inputs
}

func (b *bench) left() []string { return imagegentest.Files(b.t, b.folder) }

// generate is imagegentest.Watch.
func (b *bench) generate(ctx context.Context, r imagegen.Request, on func(imagegen.Event) bool) imagegentest.Watched {
	b.t.Helper()
	return imagegentest.Watch(ctx, b.t, b.g, r, on)
}

func pixel(n int) []byte { return append([]byte("\x89PNG\r\n\x1a\n"), byte(n)) }

// preview is a binary message of the websocket.
func preview(kind uint32, picture []byte) wire.Message {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, kind), 2)
	return wire.Message{Binary: true, Data: append(head, picture...)}
}

func says(text string) wire.Message { return wire.Message{Data: []byte(text)} }

// want is a request of one picture.
func want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: `a "beach" {{seed}}`, Negative: "people"}, Width: 512, Height: 768, Count: 1, Seed: 1<<32 - 1}
}
