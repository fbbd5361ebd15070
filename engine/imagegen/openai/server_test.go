package openai_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/imagegen/openai"
	"easel/engine/prompt"
	"easel/engine/secret"
	"easel/engine/wire"
)

const canary = "sk-canary-0123456789abcdef"

// bench is a server of this wire and a generator that talks to it.
type bench struct {
	t      testing.TB
	g      *openai.Generator
	folder string // where pictures arrive

	mu    sync.Mutex
	asked []asked
}

// asked is a request as the server got it.
type asked struct {
	path   string
	header http.Header
	fields map[string]any // of JSON, or of a form, where values are text
	files  []string       // of a form: FIELD NAME TYPE LENGTH
	raw    []byte
}

// newBench answers the requests in turn; the last answer is given to the rest.
func newBench(t testing.TB, profile, model string, limits wire.Limits, answers ...http.HandlerFunc) *bench {
	t.Helper()
	b := &bench{t: t, folder: t.TempDir()}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := b.note(r)
		answers[min(n, len(answers))-1](w, r)
	}))
	t.Cleanup(s.Close)
	book := catalog.NewBook()
	p, ok := book.Profile(profile)
	if !ok {
		t.Fatalf("no profile %s", profile)
	}
	if limits.PictureIdle == 0 {
		limits.PictureIdle = time.Minute
	}
	client, err := wire.New(wire.Options{BaseURL: s.URL + "/v1", Title: p.Title, Key: secret.New(canary), SpoolFolder: b.folder, Limits: limits,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	b.g = openai.New(imagegen.Service{Profile: p, Model: book.ImageModel(p, model),
		Connect: func(context.Context) (*wire.Client, error) { return client, nil }})
	return b
}

// note keeps a request and says how many there were.
func (b *bench) note(r *http.Request) int {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Error(err)
	}
	a := asked{path: r.URL.Path, header: r.Header, raw: raw, fields: map[string]any{}}
	kind, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		if err := json.Unmarshal(raw, &a.fields); err != nil {
			b.t.Error(err)
		}
	case "multipart/form-data":
		a.form(b.t, multipart.NewReader(strings.NewReader(string(raw)), parameters["boundary"]))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, a)
	return len(b.asked)
}

func (a *asked) form(t testing.TB, r *multipart.Reader) {
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		data, err := io.ReadAll(part)
		if err != nil {
			t.Error(err)
		}
		if part.FileName() == "" {
			a.fields[part.FormName()] = string(data)
			continue
		}
		a.files = append(a.files, fmt.Sprintf("%s %s %s %d", part.FormName(), part.FileName(), part.Header.Get("Content-Type"), len(data)))
	}
}

func (b *bench) requests() []asked {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked
}

// generate runs a request to its end and looks for the key in all that came.
func (b *bench) generate(ctx context.Context, r imagegen.Request) imagegentest.Watched {
	b.t.Helper()
	m := imagegentest.Watch(ctx, b.t, b.g, r, nil)
	text := fmt.Sprint(m.Done)
	for _, e := range m.Bytes {
		text += e.RevisedPrompt + string(e.Data)
	}
	if strings.Contains(text, "canary") {
		b.t.Errorf("the key came out: %.300q", text)
	}
	return m
}

// left lists the files that stayed in the folder.
func (b *bench) left() []string {
	b.t.Helper()
	entries, err := os.ReadDir(b.folder)
	if err != nil {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(b.folder, e.Name()))
		if err != nil {
			b.t.Fatal(err)
		}
		if strings.Contains(string(data), "canary") {
			b.t.Errorf("the key is in %s", e.Name())
		}
		names = append(names, e.Name())
	}
	return names
}

// pixel is a PNG with something behind it that makes it one of a kind.
func pixel(n int) []byte {
	const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	data, _ := base64.StdEncoding.DecodeString(png)
	return append(data, byte(n))
}

func b64(n int) string { return base64.StdEncoding.EncodeToString(pixel(n)) }

func answering(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func streaming(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, body)
	}
}

// want is a request of one picture.
func want() imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: "a beach sunset"}, Width: 1024, Height: 1024, Count: 1, Seed: 7}
}
