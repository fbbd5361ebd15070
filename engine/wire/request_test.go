package wire_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/secret"
	"easel/engine/wire"
)

// recorded is a server that keeps what it got.
func recorded(t *testing.T, answer http.HandlerFunc) (base string, bodies *[]map[string]any, headers *[]http.Header) {
	t.Helper()
	bodies, headers = new([]map[string]any), new([]http.Header)
	s := server(t, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		_ = json.NewDecoder(r.Body).Decode(&body) // nil for none
		*bodies, *headers = append(*bodies, body), append(*headers, r.Header.Clone())
		answer(w, r)
	})
	return s.URL, bodies, headers
}

// TestFieldsThatGoOpenAICannotSend checks each hole of its requests: what it
// drops when it is zero, lacks, or refuses before sending.
func TestFieldsThatGoOpenAICannotSend(t *testing.T) {
	base, bodies, headers := recorded(t, stream(normal))
	r := request()
	r.Model, r.TopP = "gpt-5-mini", 1
	r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant})
	extra := wire.Extra{"temperature": 0, "max_tokens": 100, "reasoning_effort": "minimal", "top_p": nil,
		"stream_options": map[string]any{"include_usage": true, "include_obfuscation": false}}
	c := client(t, base, func(o *wire.Options) { o.Organisation, o.Project = "org-1", "proj-1" })
	for _, err := range c.Chat(t.Context(), r, extra) {
		if err != nil {
			t.Fatal(err)
		}
	}
	got := (*bodies)[0]
	options, _ := got["stream_options"].(map[string]any)
	if got["temperature"] != 0.0 || got["max_tokens"] != 100.0 || got["reasoning_effort"] != "minimal" || options["include_obfuscation"] != false || got["stream"] != true {
		t.Errorf("sent %v", got)
	}
	if _, there := got["top_p"]; there {
		t.Error("nil takes a field out")
	}
	messages, _ := got["messages"].([]any)
	if last, _ := messages[1].(map[string]any); last["content"] != "" {
		t.Errorf("a message without content: %v", last)
	}
	if h := (*headers)[0]; h.Get("Authorization") != "Bearer "+canary || h.Get("OpenAI-Organization") != "org-1" || h.Get("OpenAI-Project") != "proj-1" {
		t.Errorf("headers %v", h)
	}
	r.Temperature = 0.5
	for _, err := range c.Chat(t.Context(), r, nil) {
		if err == nil {
			t.Error("go-openai does not refuse this any more: the way around it can go")
		}
	}
}

func TestKeysGoWhereTheyBelong(t *testing.T) {
	base, _, headers := recorded(t, answer(200, `{"data":[{"id":"a","owned_by":"x","created":3,"shutdown_date":"2027-01-14"},{"id":"b","shutdown_date":null}]}`))
	models, err := client(t, base, func(o *wire.Options) { o.KeyHeader, o.Header = "x-goog-api-key", http.Header{"X-Version": {"1"}} }).Models(t.Context())
	if err != nil || !slices.Equal(models, []wire.Model{{ID: "a", OwnedBy: "x", Created: 3, Shutdown: "2027-01-14"}, {ID: "b"}}) {
		t.Errorf("%v %v", models, err)
	}
	if h := (*headers)[0]; h.Get("X-Goog-Api-Key") != canary || h.Get("X-Version") != "1" || h.Get("Authorization") != "" {
		t.Errorf("%v", h)
	}
	if _, err := client(t, base, func(o *wire.Options) { o.Key = secret.Key{} }).Models(t.Context()); err != nil {
		t.Fatal(err)
	}
	if h := (*headers)[1]; h.Get("Authorization") != "" {
		t.Errorf("%v", h)
	}
}

func TestAddressesThatAreNotTaken(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://api.openai.com/v1/": true, "http://127.0.0.1:8080/v1": true, "http://localhost/v1": true, "http://nas.local/v1": true,
		"http://192.168.1.5:1234": true, "http://[::1]:1/v1": true, "http://ollama:11434/v1": true,
		"http://api.openai.com/v1": false, "http://8.8.8.8/v1": false, "": false, "api.openai.com": false, "ftp://a/b": false,
		"https://user:pass@a/v1": false, "https://a/v1?key=x": false, "https://a/%zz": false,
	} {
		_, err := wire.New(wire.Options{BaseURL: base, Key: secret.New(canary)})
		if (err == nil) != ok || !ok && problem.Of(err).Kind != problem.Usage {
			t.Errorf("%q: %v", base, err)
		}
	}
}

// waits is a clock for countdowns that keeps what was waited.
type waits struct {
	slept time.Duration
	told  []wire.Waiting
}

func (w *waits) options(o *wire.Options) {
	o.Sleep = func(ctx context.Context, d time.Duration) error { w.slept += d; return ctx.Err() }
}

func (w *waits) context(t *testing.T) context.Context {
	return wire.WithWaiting(t.Context(), func(s wire.Waiting) { w.told = append(w.told, s) })
}

func TestOnlyWhatWasNotAcceptedIsSentAgain(t *testing.T) {
	cases := map[string]struct {
		status   int
		header   [2]string
		body     string
		attempts int
		slept    time.Duration
	}{
		"too often":               {429, [2]string{"Retry-After", "3"}, `{"error":{"code":"rate_limit_exceeded"}}`, 4, 9 * time.Second},
		"too often, in ms":        {429, [2]string{"Retry-After-Ms", "500"}, `{}`, 4, 1500 * time.Millisecond},
		"too often, until a date": {429, [2]string{"Retry-After", "Mon, 02 Jan 2023 15:00:10 GMT"}, `{}`, 4, 30 * time.Second},
		"too often, doubling":     {429, [2]string{}, `{}`, 4, 7 * time.Second},
		"loading":                 {503, [2]string{}, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`, 4, 7 * time.Second},
		"too long to wait":        {429, [2]string{"Retry-After", "3600"}, `{}`, 1, 0},
		"an empty account":        {429, [2]string{}, `{"error":{"type":"insufficient_quota"}}`, 1, 0},
		"told not to":             {429, [2]string{"X-Should-Retry", "false"}, `{}`, 1, 0},
		"told to, but accepted":   {500, [2]string{"X-Should-Retry", "true"}, `{}`, 1, 0},
		"a fault":                 {502, [2]string{}, `{}`, 1, 0},
		"a timeout":               {408, [2]string{}, `{}`, 1, 0},
		"a page":                  {503, [2]string{}, `<html>`, 1, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			base, bodies, _ := recorded(t, func(w http.ResponseWriter, r *http.Request) {
				if c.header[0] != "" {
					w.Header().Set(c.header[0], c.header[1])
				}
				answer(c.status, c.body)(w, r)
			})
			w := &waits{}
			now := func() time.Time { return time.Date(2023, 1, 2, 15, 0, 0, 0, time.UTC) }
			got := chat(w.context(t), client(t, base, w.options, func(o *wire.Options) { o.Now = now }), nil)
			if got.err == nil || len(*bodies) != c.attempts || w.slept != c.slept {
				t.Errorf("%d attempts, slept %v: %v", len(*bodies), w.slept, got.err)
			}
			if c.slept > 0 && (w.told[0].Attempt != 2 || w.told[0].Reason == "" || w.told[0].Left > c.slept) {
				t.Errorf("told %+v", w.told)
			}
			for _, b := range *bodies {
				if fmt.Sprint(b) != fmt.Sprint((*bodies)[0]) || b["model"] == nil {
					t.Errorf("sent something else again: %v", b)
				}
			}
		})
	}
}

func TestWaitingIsCountedDownAndCanBeStopped(t *testing.T) {
	base, bodies, _ := recorded(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3")
		answer(429, "{}")(w, r)
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var left []time.Duration
	ctx = wire.WithWaiting(ctx, func(w wire.Waiting) {
		if left = append(left, w.Left); len(left) == 3 {
			cancel()
		}
	})
	got := chat(ctx, client(t, base), nil)
	wantProblem(t, got.err, problem.Interrupted, "Stopped")
	if !slices.Equal(left, []time.Duration{3 * time.Second, 2 * time.Second, time.Second}) || len(*bodies) != 1 {
		t.Errorf("%v, %d requests", left, len(*bodies))
	}
}

func TestItWorksOnceTheServerIsReady(t *testing.T) {
	n := 0
	h := func(w http.ResponseWriter, r *http.Request) {
		if n++; n < 3 {
			answer(503, `{"error":{"message":"Loading model"}}`)(w, r)
			return
		}
		stream(normal)(w, r)
	}
	if got := chatWith(t, h); got.err != nil || got.text != "Hello" {
		t.Errorf("%+v", got)
	}
}
