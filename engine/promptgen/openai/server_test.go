package openai_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/openai"
	"easel/engine/secret"
	"easel/engine/wire"
)

// sent is one request as the server got it.
type sent struct {
	Model          string
	Messages       []struct{ Role, Content string }
	ResponseFormat *struct{ Type string } `json:"response_format"`
	raw            map[string]json.RawMessage
}

func (s sent) has(name string) bool { _, ok := s.raw[name]; return ok }

func (s sent) format() string {
	if s.ResponseFormat == nil {
		return "none"
	}
	return s.ResponseFormat.Type
}

// model is a server with a chat model that gives its answers in turn, the last
// one again and again.
type model struct {
	*httptest.Server
	mu      sync.Mutex
	answers []func(w http.ResponseWriter, s sent)
	got     []sent
}

func serve(t testing.TB, answers ...func(http.ResponseWriter, sent)) *model {
	t.Helper()
	m := &model{answers: answers}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var s sent
		if err := json.Unmarshal(body, &s); err != nil || json.Unmarshal(body, &s.raw) != nil {
			t.Errorf("request %s: %v", body, err)
		}
		m.mu.Lock()
		answer := m.answers[min(len(m.got), len(m.answers)-1)]
		m.got = append(m.got, s)
		m.mu.Unlock()
		answer(w, s)
	}))
	t.Cleanup(m.Close)
	return m
}

// says streams a text a few bytes at a time.
func says(text string) func(http.ResponseWriter, sent) { return saysUntil(text, "stop") }

func saysUntil(text, finish string) func(http.ResponseWriter, sent) {
	return func(w http.ResponseWriter, _ sent) {
		w.Header().Set("Content-Type", "text/event-stream")
		runes := []rune(text)
		for i := 0; i < len(runes); i += 7 {
			content, _ := json.Marshal(string(runes[i:min(i+7, len(runes))]))
			fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", content)
		}
		if finish != "" {
			fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":%q}]}\n\ndata: [DONE]\n\n", finish)
		}
	}
}

func fails(status int, body string) func(http.ResponseWriter, sent) {
	return func(w http.ResponseWriter, _ sent) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func generator(t testing.TB, m *model, change ...func(*openai.Options)) *openai.Generator {
	t.Helper()
	client, err := wire.New(wire.Options{BaseURL: m.URL + "/v1", Title: "OpenAI", Key: secret.New("sk-canary-0123456789"),
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	o := openai.Options{Client: client, Name: "openai", Title: "ChatGPT", Model: "gpt-6-luna"}
	for _, c := range change {
		c(&o)
	}
	g, err := openai.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// result is what came of a request.
type result struct {
	reply   string
	rewrite *prompt.Prompt
	round   []prompt.Variation
	order   []string
	err     error
}

func (r result) titles() string {
	var all []string
	for _, v := range r.round {
		all = append(all, v.Title)
	}
	return strings.Join(all, ",")
}

func refine(t testing.TB, g *openai.Generator, r promptgen.Request) result {
	t.Helper()
	var out result
	for e, err := range g.Refine(t.Context(), r) {
		if err != nil {
			out.err = err
			break
		}
		switch e := e.(type) {
		case promptgen.ReplyText:
			if out.reply += e.Text; len(out.order) == 0 || out.order[len(out.order)-1] != "reply" {
				out.order = append(out.order, "reply")
			}
		case promptgen.Rewritten:
			if out.rewrite != nil || len(out.round) > 0 {
				t.Error("Rewritten must come once and before the variations")
			}
			p := e.Prompt
			out.rewrite, out.order = &p, append(out.order, "prompt")
		case promptgen.Varied:
			if out.rewrite == nil {
				t.Error("Varied came before Rewritten")
			}
			out.round, out.order = append(out.round, e.Variation), append(out.order, "variation")
		}
	}
	return out
}

// written is a prompt in an answer.
func written(title, text string, axes ...string) string {
	var list []string
	for i := 0; i+1 < len(axes); i += 2 {
		list = append(list, fmt.Sprintf(`{"axis":%q,"value":%q}`, axes[i], axes[i+1]))
	}
	return fmt.Sprintf(`{"title":%q,"text":%q,"negative":null,"axes":[%s]}`, title, text, strings.Join(list, ","))
}

// an answer in the form that is asked for.
func whole(reply, rewrite string, variations ...string) string {
	return fmt.Sprintf(`{"reply":%q,"prompt":%s,"variations":[%s]}`, reply, rewrite, strings.Join(variations, ","))
}

func sea() string { return written("Sea", "A calm sea at dusk.", "time", "dusk", "palette", "amber") }
func night() string {
	return written("Night", "A calm sea at night.", "time", "night", "palette", "blue")
}
func storm() string {
	return written("Storm", "A wild sea in a storm.", "mood", "wild", "lighting", "flashes")
}

func idea(n int) promptgen.Request { return promptgen.Request{Message: "a sea", Variations: n} }
