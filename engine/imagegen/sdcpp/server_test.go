package sdcpp_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/imagegen/sdcpp"
	"easel/engine/prompt"
	"easel/engine/wire"
)

// bench is a server with the jobs of stable-diffusion.cpp's, as its source has
// them, and a generator that talks to it. The job goes one step further each
// time the generator pauses.
type bench struct {
	t      *testing.T
	g      *sdcpp.Generator
	folder string
	server *httptest.Server

	mu     sync.Mutex
	states []string // of the one job, the first is now; the last stays
	sent   []map[string]any
	calls  []string
	pauses int
	down   bool         // connections break off
	after  func(string) // told the state after each pause; nil for nothing

	answer func(w http.ResponseWriter, r *http.Request) bool // says that it answered; nil for the server itself
}

const jobID = "job_66f_00000001"

func newBench(t *testing.T, states ...string) *bench {
	t.Helper()
	b := &bench{t: t, folder: t.TempDir(), states: states}
	b.server = httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(b.server.Close)
	book := catalog.NewBook()
	p, ok := book.Profile("sdcpp")
	if !ok || p.Speaks != "sdcpp" {
		t.Fatalf("the profile is %+v", p)
	}
	client, err := wire.New(wire.Options{BaseURL: b.server.URL, Title: p.Title, SpoolFolder: b.folder, Sleep: b.pause, Random: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	b.g = sdcpp.New(imagegen.Service{Profile: p, Model: book.ImageModel(p, ""), Connect: func(context.Context) (*wire.Client, error) { return client, nil }})
	return b
}

// pause lets the job go on instead of waiting.
func (b *bench) pause(ctx context.Context, _ time.Duration) error {
	b.mu.Lock()
	b.pauses++
	if len(b.states) > 1 && !b.down {
		b.states = b.states[1:]
	}
	now, after := b.states[0], b.after
	b.mu.Unlock()
	if after != nil {
		after(now)
	}
	return ctx.Err()
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls = append(b.calls, r.Method+" "+r.URL.Path)
	if b.down {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	if b.answer != nil && b.answer(w, r) {
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "POST /sdcpp/v1/img_gen":
		var body map[string]any
		if err := json.Unmarshal(raw, &body); err != nil {
			b.t.Error(err)
		}
		b.sent = append(b.sent, body)
		w.WriteHeader(http.StatusAccepted)
		fmt.Fprintf(w, `{"id":%q,"kind":"img_gen","status":"queued","created":1,"poll_url":"/sdcpp/v1/jobs/%[1]s"}`, jobID)
	case "GET /sdcpp/v1/jobs/" + jobID:
		b.job(w)
	case "POST /sdcpp/v1/jobs/" + jobID + "/cancel":
		if b.states[0] == "generating" {
			w.WriteHeader(http.StatusConflict)
			fmt.Fprint(w, `{"error":"job is currently generating and cannot be interrupted yet"}`)
			return
		}
		b.states = []string{"cancelled"}
		b.job(w)
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":"job not found"}`)
	}
}

func (b *bench) job(w io.Writer) {
	job := map[string]any{"id": jobID, "kind": "img_gen", "status": b.states[0], "queue_position": 0, "result": nil, "error": nil}
	switch b.states[0] {
	case "queued":
		job["queue_position"] = 2
	case "completed":
		job["result"] = map[string]any{"output_format": "png", "images": []map[string]any{{"index": 0, "b64_json": b64(1)}, {"index": 1, "b64_json": b64(2)}}}
	case "failed":
		job["error"] = map[string]any{"code": "generation_failed", "message": "generate_image returned \u001b[31mno results"}
	case "cancelled":
		job["error"] = map[string]any{"code": "cancelled", "message": "job cancelled by client"}
	}
	_ = json.NewEncoder(w).Encode(job)
}

func (b *bench) called(call string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, c := range b.calls {
		if c == call {
			n++
		}
	}
	return n
}

func (b *bench) left() []string { return imagegentest.Files(b.t, b.folder) }

// generate is imagegentest.Watch of a server that costs nothing.
func (b *bench) generate(ctx context.Context, r imagegen.Request, on func(imagegen.Event) bool) imagegentest.Watched {
	b.t.Helper()
	m := imagegentest.Watch(ctx, b.t, b.g, r, on)
	if m.Done != nil && (m.Done.CostUSD == nil || *m.Done.CostUSD != 0) {
		b.t.Error("it is free")
	}
	return m
}

func pixel(n int) []byte { return append([]byte("\x89PNG\r\n\x1a\n"), byte(n)) }

func b64(n int) string { return base64.StdEncoding.EncodeToString(pixel(n)) }

// want is a request of two pictures.
func want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: "a beach sunset", Negative: "people"}, Width: 512, Height: 768, Count: 2, Seed: 7}
}
