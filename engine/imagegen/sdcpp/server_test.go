package sdcpp_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/sdcpp"
	"easel/engine/problem"
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

func (b *bench) left() []string {
	b.t.Helper()
	entries, err := os.ReadDir(b.folder)
	if err != nil {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// made is what came of a generation.
type made struct {
	order []string
	bytes []imagegen.Bytes
	err   error
}

// generate runs a request; on, if it is there, says after each event whether
// somebody still listens.
func (b *bench) generate(ctx context.Context, r imagegen.Request, on func(imagegen.Event) bool) made {
	b.t.Helper()
	var m made
	for e, err := range b.g.Generate(ctx, r) {
		switch e := e.(type) {
		case nil:
			m.err = err
			m.order = append(m.order, "error")
		case imagegen.Sending:
			m.order = append(m.order, "sending")
		case imagegen.Accepted:
			m.order = append(m.order, "accepted "+e.JobID)
		case imagegen.Progress:
			m.order = append(m.order, strings.TrimSpace(fmt.Sprint("progress ", e.Says)))
			if e.Fraction >= 0 {
				b.t.Errorf("the server tells no fraction, and it is %v", e.Fraction)
			}
		case imagegen.Bytes:
			m.order, m.bytes = append(m.order, "bytes"), append(m.bytes, e)
			if data, err := os.ReadFile(e.File); err != nil || string(data) != string(e.Data) {
				b.t.Errorf("the file does not hold the picture: %v", err)
			}
			_ = os.Remove(e.File)
		case imagegen.Done:
			m.order = append(m.order, "done")
			if e.CostUSD == nil || *e.CostUSD != 0 {
				b.t.Error("it is free")
			}
		}
		if on != nil && e != nil && !on(e) {
			break
		}
	}
	return m
}

func isProblem(t *testing.T, err error, kind problem.Kind, says ...string) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != kind {
		t.Errorf("got %v, want a problem of kind %s", err, kind)
		return
	}
	for _, word := range says {
		if !strings.Contains(p.Error(), word) {
			t.Errorf("%q does not say %q", p.Error(), word)
		}
	}
	if strings.ContainsAny(p.Error(), "\n\x1b") {
		t.Errorf("%q is not one line of text", p.Error())
	}
}

func pixel(n int) []byte { return append([]byte("\x89PNG\r\n\x1a\n"), byte(n)) }

func b64(n int) string { return base64.StdEncoding.EncodeToString(pixel(n)) }

// want is a request of two pictures.
func want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: "a beach sunset", Negative: "people"}, Width: 512, Height: 768, Count: 2, Seed: 7}
}
