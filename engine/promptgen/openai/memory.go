package openai

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"easel/engine/wire"
)

// form is how an answer's form is asked for, best first.
type form int

const (
	formSchema form = iota // response_format json_schema: the server sees to it
	formObject             // response_format json_object: it is JSON, of whatever form
	formText               // no parameter: the words alone ask for it
)

// Memory remembers what each server and model refused, so that it is asked for
// once only. It may be shared and used from several goroutines.
type Memory struct {
	keep Keep

	mu    sync.Mutex
	known map[string]quirks // nil until it was read

	simple map[string]bool // models that kept no form but wrote single prompts; only for as long as the program runs
}

// Keep is where a memory outlives the program: a text that is read once, before
// the first request, and written when something is learned. It may fail: then
// servers are asked once more.
type Keep interface {
	Read() ([]byte, error)
	Write([]byte) error
}

// quirks is what one server does not take for one model.
type quirks struct {
	Form    form              `json:"form,omitempty"`
	Dropped []string          `json:"dropped,omitempty"` // parameters that are left out
	Renamed map[string]string `json:"renamed,omitempty"` // parameters that have another name
}

// NewMemory makes a memory that is kept; with a nil keep it is empty and ends
// with the program.
func NewMemory(keep Keep) *Memory { return &Memory{keep: keep} }

func (m *Memory) get(key string) quirks {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.recall()
	return m.known[key].clone()
}

func (m *Memory) set(key string, q quirks) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.recall()
	m.known[key] = q.clone()
	if m.keep == nil {
		return
	}
	if data, err := json.MarshalIndent(m.known, "", " "); err == nil {
		_ = m.keep.Write(data) // it is learned again next time
	}
}

// isSimple says whether a model is better asked for one prompt at a time.
func (m *Memory) isSimple(key string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.simple[key]
}

func (m *Memory) setSimple(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.simple == nil {
		m.simple = make(map[string]bool)
	}
	m.simple[key] = true
}

// recall reads what was kept; called with the lock held.
func (m *Memory) recall() {
	if m.known != nil {
		return
	}
	if m.keep != nil {
		if data, err := m.keep.Read(); err == nil && json.Unmarshal(data, &m.known) != nil {
			m.known = nil // half of it is worse than nothing
		}
	}
	if m.known == nil {
		m.known = make(map[string]quirks)
	}
}

func (q quirks) clone() quirks {
	c := quirks{Form: q.Form, Dropped: slices.Clone(q.Dropped), Renamed: make(map[string]string, len(q.Renamed))}
	for from, to := range q.Renamed {
		c.Renamed[from] = to
	}
	return c
}

// apply leaves out and renames what the server does not take.
func (q quirks) apply(extra wire.Extra) wire.Extra {
	out := make(wire.Extra, len(extra))
	for name, value := range extra {
		if to, ok := q.Renamed[name]; ok {
			name = to
		}
		if !slices.Contains(q.Dropped, name) {
			out[name] = value
		}
	}
	return out
}

// adapted learns from a refusal; ok is false when it names nothing that was
// sent and can be done without.
func (q quirks) adapted(err error, sent wire.Extra) (quirks, bool) {
	var server *wire.ServerError
	if !errors.As(err, &server) {
		return q, false
	}
	text := strings.ToLower(server.Param + " " + server.Message)
	refused := server.Status == http.StatusBadRequest || server.Status == http.StatusUnprocessableEntity
	switch {
	case !refused && server.Status != http.StatusInternalServerError && server.Status != http.StatusNotImplemented:
		return q, false
	case q.Form < formText && anyOf(text, "response_format", "json_schema", "json_object", "grammar", "structured output", "json schema"):
		q.Form++
		return q, true
	case !refused:
		return q, false
	}
	name := refusedField(server, sent)
	if name == "" {
		return q, false
	}
	q = q.clone()
	if other := otherName(name); other != "" && !slices.Contains(q.Dropped, other) && q.Renamed[other] == "" {
		q.Renamed[name] = other
		return q, true
	}
	q.Dropped = append(q.Dropped, name)
	return q, true
}

// refusedField is the parameter that a refusal is about: the one it names, or
// the longest name of ours in its words.
func refusedField(e *wire.ServerError, sent wire.Extra) string {
	param, _, _ := strings.Cut(e.Param, ".")
	if _, ok := sent[param]; ok {
		return param
	}
	found := ""
	for name := range sent {
		if anyOf(e.Message, name) && (len(name) > len(found) || len(name) == len(found) && name < found) {
			found = name
		}
	}
	return found
}

// otherName is what servers call the same parameter; empty for none.
func otherName(name string) string {
	switch name {
	case tokensField:
		return oldTokensField
	case oldTokensField:
		return tokensField
	}
	return ""
}

func anyOf(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
