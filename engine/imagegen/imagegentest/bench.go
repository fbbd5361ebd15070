// Package imagegentest tests image generators that are asked over a network: a
// server that answers as a test says, a clock that never waits, and everything
// that was asked and that came. Tests alone import it.
package imagegentest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/secret"
	"easel/engine/wire"
)

// Canary is the key of every bench; it must come out nowhere.
const Canary = "sk-canary-0123456789abcdef"

// Bench is a server and a generator that talks to it.
type Bench struct {
	By     imagegen.ImageGenerator
	URL    string                // of the server
	Down   atomic.Bool           // nothing answers
	OnWait func(n int)           // is called in place of each wait, from 1; nil for nothing
	Hosts  func(r *http.Request) // sees every request before it leaves; nil for nobody

	t      testing.TB
	folder string // where pictures arrive

	mu    sync.Mutex
	asked []Asked
	waits []time.Duration
}

// Asked is a request as the server got it.
type Asked struct {
	Method string
	Path   string // with its query
	Header http.Header
	Fields map[string]any // of its JSON
}

// New makes a bench for a profile of the catalog and a model, at a server that
// answers with answer.
func New(t testing.TB, profile, model string, by func(imagegen.Service) imagegen.ImageGenerator, answer http.HandlerFunc) *Bench {
	t.Helper()
	b := &Bench{t: t, folder: t.TempDir()}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.note(r)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	b.URL = s.URL
	book := catalog.NewBook()
	p, ok := book.Profile(profile)
	if !ok {
		t.Fatalf("no profile %s", profile)
	}
	w := p.ImageWire
	header := make(http.Header)
	for name, value := range w.Header {
		header.Set(name, value)
	}
	client, err := wire.New(wire.Options{BaseURL: s.URL + "/v1", Title: p.Title, Key: secret.New(Canary), KeyHeader: w.KeyHeader, KeyDomain: w.KeyDomain,
		Header: header, SpoolFolder: b.folder, Limits: wire.Limits{PictureIdle: time.Minute}, Sleep: b.wait, Random: func() float64 { return 0 },
		Transport: through(func(r *http.Request) (*http.Response, error) { return b.send(s, r) })})
	if err != nil {
		t.Fatal(err)
	}
	b.By = by(imagegen.Service{Profile: p, Model: book.ImageModel(p, model),
		Connect: func(context.Context) (*wire.Client, error) { return client, nil }})
	return b
}

type through func(*http.Request) (*http.Response, error)

func (f through) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// send takes every request to the server, whichever host it is for.
func (b *Bench) send(s *httptest.Server, r *http.Request) (*http.Response, error) {
	if b.Hosts != nil {
		b.Hosts(r)
	}
	if b.Down.Load() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	there := r.Clone(r.Context())
	there.URL.Scheme, there.URL.Host = "http", s.Listener.Addr().String()
	return s.Client().Transport.RoundTrip(there)
}

func (b *Bench) wait(ctx context.Context, d time.Duration) error {
	b.mu.Lock()
	b.waits = append(b.waits, d)
	n := len(b.waits)
	b.mu.Unlock()
	if b.OnWait != nil {
		b.OnWait(n)
	}
	return ctx.Err()
}

func (b *Bench) note(r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Error(err)
	}
	a := Asked{Method: r.Method, Path: r.URL.RequestURI(), Header: r.Header, Fields: map[string]any{}}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &a.Fields); err != nil {
			b.t.Error(err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, a)
}

// Asked lists what the server was asked, in order.
func (b *Bench) Asked() []Asked {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.asked)
}

// Calls lists what the server was asked as METHOD PATH, the same several times
// in a row once.
func (b *Bench) Calls() []string {
	var calls []string
	for _, a := range b.Asked() {
		calls = append(calls, a.Method+" "+a.Path)
	}
	return slices.Compact(calls)
}

// Waits lists how long was waited, in order.
func (b *Bench) Waits() []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.waits)
}

// Made is what came of a request.
type Made struct {
	Order  []string // the events by name, the same several times in a row once
	JobID  string
	Says   []string  // what the progress said, the same several times in a row once
	Parts  []float64 // how far it said it was
	Bytes  []imagegen.Bytes
	Done   *imagegen.Done
	Err    error
	Events int
}

// Generate runs a request to its end, and checks that the key came out nowhere
// and that pictures are in the files they name.
func (b *Bench) Generate(ctx context.Context, r imagegen.Request) Made {
	b.t.Helper()
	var m Made
	for e, err := range b.By.Generate(ctx, r) {
		m.Events++
		m.add(b.t, e, err)
	}
	m.Order, m.Says = slices.Compact(m.Order), slices.Compact(m.Says)
	text := fmt.Sprintf("%+v %#v %v", m.Err, m.Err, m.Says)
	for err := m.Err; err != nil; err = errors.Unwrap(err) {
		text += fmt.Sprintf(" %v %+v", err, err)
	}
	if strings.Contains(text, "canary") {
		b.t.Errorf("the key came out: %.300q", text)
	}
	return m
}

func (m *Made) add(t testing.TB, e imagegen.Event, err error) {
	t.Helper()
	if err != nil {
		m.Order, m.Err = append(m.Order, "error"), err
		return
	}
	switch e := e.(type) {
	case imagegen.Sending:
		m.Order = append(m.Order, "sending")
	case imagegen.Accepted:
		m.Order, m.JobID = append(m.Order, "accepted"), e.JobID
	case imagegen.Progress:
		m.Order, m.Says, m.Parts = append(m.Order, "progress"), append(m.Says, e.Says), append(m.Parts, e.Fraction)
	case imagegen.Partial:
		m.Order = append(m.Order, "partial")
	case imagegen.Bytes:
		m.Order, m.Bytes = append(m.Order, "bytes"), append(m.Bytes, e)
		if data, err := os.ReadFile(e.File); e.File != "" && (err != nil || string(data) != string(e.Data)) {
			t.Errorf("the file does not hold the picture: %v", err)
		}
	case imagegen.Done:
		m.Order, m.Done = append(m.Order, "done"), &e
	}
}

// Left lists the files that are in the folder where pictures arrive, but for
// those that were given on.
func (b *Bench) Left(m Made) []string {
	b.t.Helper()
	given := make(map[string]bool)
	for _, p := range m.Bytes {
		given[p.File] = true
	}
	entries, err := os.ReadDir(b.folder)
	if err != nil {
		b.t.Fatal(err)
	}
	left := make(map[string]bool)
	for _, e := range entries {
		if path := filepath.Join(b.folder, e.Name()); !given[path] {
			left[path] = true
		}
	}
	return slices.Sorted(maps.Keys(left))
}

// IsProblem checks the kind of an error, that it says these words, and that it
// is one line of text.
func IsProblem(t testing.TB, err error, kind problem.Kind, says ...string) {
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

// Want is a request of one picture.
func Want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: "a beach sunset"}, Width: 1024, Height: 1024, Count: 1, Seed: 7}
}

// Picture is a PNG by its beginning, with something behind it that makes it one
// of a kind.
func Picture(n int) []byte { return fmt.Appendf([]byte("\x89PNG\r\n\x1a\n"), "picture %d", n) }

// JSON answers with a document.
func JSON(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // the client may be gone
	}
}

// Dies breaks the connection off without an answer.
func Dies(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = connection.Close() // it is to break
	}
}
