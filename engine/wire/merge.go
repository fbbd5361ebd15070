package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Extra is fields for the top of a request's JSON, over whatever is there. nil
// takes a field out. It is the way to what go-openai's structs lack, drop when
// it is zero, or refuse.
type Extra map[string]any

type extraKey struct{}

// withExtra gives a context whose calls have these fields in their bodies.
func withExtra(ctx context.Context, extra Extra) context.Context {
	return context.WithValue(ctx, extraKey{}, extra)
}

// merged puts the context's extra fields into a body of JSON. Bodies of other
// kinds stay as they are.
func merged(ctx context.Context, header http.Header, body []byte) ([]byte, error) {
	extra, _ := ctx.Value(extraKey{}).(Extra)
	if mediaType(header) != "application/json" || len(bytes.TrimSpace(body)) == 0 {
		return body, nil
	}
	fields := make(map[string]json.RawMessage)
	if err := json.Unmarshal(body, &fields); err != nil {
		return body, nil // not an object: nothing to merge into
	}
	changed := mendMessages(fields)
	for name, value := range extra {
		changed = true
		if value == nil {
			delete(fields, name)
			continue
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
		fields[name] = encoded
	}
	if !changed {
		return body, nil
	}
	return json.Marshal(fields)
}

// mendMessages gives each message its content: go-openai leaves out an empty
// one, which some servers refuse.
func mendMessages(fields map[string]json.RawMessage) bool {
	var messages []map[string]json.RawMessage
	if json.Unmarshal(fields["messages"], &messages) != nil {
		return false
	}
	changed := false
	for _, m := range messages {
		_, has := m["content"]
		if _, calls := m["tool_calls"]; m != nil && !has && !calls {
			m["content"], changed = json.RawMessage(`""`), true
		}
	}
	if changed {
		fields["messages"], _ = json.Marshal(messages) // of raw messages that were just read
	}
	return changed
}

// wholeBody reads a request's body and closes it.
func wholeBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	defer r.Body.Close()
	return io.ReadAll(r.Body)
}

// setBody gives a request a body that can be sent more than once.
func setBody(r *http.Request, body []byte) {
	if body == nil {
		return
	}
	r.ContentLength = int64(len(body))
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	r.Body, _ = r.GetBody()
}
