package openai

import (
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
	mu    sync.Mutex
	known map[string]quirks
}

// quirks is what one server does not take for one model.
type quirks struct {
	form    form
	dropped []string          // parameters that are left out
	renamed map[string]string // parameters that have another name
}

// NewMemory makes an empty memory.
func NewMemory() *Memory { return &Memory{known: make(map[string]quirks)} }

func (m *Memory) get(key string) quirks {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[key].clone()
}

func (m *Memory) set(key string, q quirks) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[key] = q.clone()
}

func (q quirks) clone() quirks {
	c := quirks{form: q.form, dropped: slices.Clone(q.dropped), renamed: make(map[string]string, len(q.renamed))}
	for from, to := range q.renamed {
		c.renamed[from] = to
	}
	return c
}

// apply leaves out and renames what the server does not take.
func (q quirks) apply(extra wire.Extra) wire.Extra {
	out := make(wire.Extra, len(extra))
	for name, value := range extra {
		if to, ok := q.renamed[name]; ok {
			name = to
		}
		if !slices.Contains(q.dropped, name) {
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
	case q.form < formText && anyOf(text, "response_format", "json_schema", "json_object", "grammar", "structured output", "json schema"):
		q.form++
		return q, true
	case !refused:
		return q, false
	}
	name := refusedField(server, sent)
	if name == "" {
		return q, false
	}
	q = q.clone()
	if other := otherName(name); other != "" && !slices.Contains(q.dropped, other) && q.renamed[other] == "" {
		q.renamed[name] = other
		return q, true
	}
	q.dropped = append(q.dropped, name)
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
