package wire_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/secret"
	"easel/engine/wire"
)

const canary = "sk-canary-0123456789abcdef"

// server is a server of this wire that answers with one handler.
func server(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // only then does the server see that the client left
		r.Body = io.NopCloser(bytes.NewReader(body))
		h(w, r)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(s.Close)
	return s
}

// client talks to a server with short limits and without waiting.
func client(t testing.TB, base string, change ...func(*wire.Options)) *wire.Client {
	t.Helper()
	o := wire.Options{
		BaseURL: base + "/v1", Title: "OpenAI", Key: secret.New(canary), KeyHint: "Check OPENAI_API_KEY", SpoolFolder: t.TempDir(),
		Sleep:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Random: func() float64 { return 0 },
		Limits: wire.Limits{Idle: time.Minute, PictureIdle: time.Minute},
	}
	for _, c := range change {
		c(&o)
	}
	c, err := wire.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// stream answers with a body as a stream of events.
func stream(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, body)
	}
}

// answer answers with a status and a body of JSON.
func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// chatted is what came of a chat.
type chatted struct {
	text, reasoning, refusal string
	finish                   openai.FinishReason
	usage                    *openai.Usage
	err                      error
}

func request() openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{Model: "gpt-6-luna",
		Messages: []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: "hello"}}}
}

func chat(ctx context.Context, c *wire.Client, extra wire.Extra) chatted {
	var got chatted
	for p, err := range c.Chat(ctx, request(), extra) {
		if err != nil {
			got.err = err
			break
		}
		got.text, got.reasoning, got.refusal = got.text+p.Text, got.reasoning+p.Reasoning, got.refusal+p.Refusal
		if p.Finish != "" {
			got.finish = p.Finish
		}
		if p.Usage != nil {
			got.usage = p.Usage
		}
	}
	return got
}

// chatWith runs a chat against a handler.
func chatWith(t *testing.T, h http.HandlerFunc, change ...func(*wire.Options)) chatted {
	t.Helper()
	return chat(t.Context(), client(t, server(t, h).URL, change...), nil)
}

// wantProblem checks an error that reaches people.
func wantProblem(t *testing.T, err error, kind problem.Kind, says string) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) {
		t.Errorf("got %v, want a problem that says %q", err, says)
		return
	}
	if p.Kind != kind || !strings.Contains(p.Error(), says) {
		t.Errorf("got %s: %q, want %s: %q", p.Kind, p.Error(), kind, says)
	}
	if text := p.Error(); strings.ContainsAny(text, "\n\r\x1b") || strings.Contains(text, "canary") || len(text) > 1000 {
		t.Errorf("not one clean line: %q", text)
	}
}

const (
	said   = `data: {"choices":[{"index":0,"delta":{"content":"Hello"}}]}` + "\n\n"
	stop   = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
	done   = "data: [DONE]\n\n"
	normal = said + stop + done
)

func leftovers(t *testing.T, folder string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}
