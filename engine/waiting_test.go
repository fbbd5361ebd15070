package engine_test

import (
	"context"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/promptgen"
	"easel/engine/wire"
)

// busyOnce is a prompt generator whose server cannot take the first request.
type busyOnce struct{ client *wire.Client }

func (busyOnce) Info() promptgen.Info { return promptgen.Info{Name: "busy", Title: "Busy"} }

func (b busyOnce) Refine(ctx context.Context, _ promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		if err := b.client.JSON(ctx, wire.Call{Path: "/chat/completions"}, nil); err != nil {
			yield(nil, err)
			return
		}
		yield(promptgen.ReplyText{Text: "here again"}, nil)
	}
}

// TestACountdownIsTold says why nothing comes, and for how long; the reply
// comes after it.
func TestACountdownIsTold(t *testing.T) {
	asked := 0
	client, err := wire.New(wire.Options{
		BaseURL: "http://127.0.0.1:1/v1",
		Sleep:   func(context.Context, time.Duration) error { return nil },
		Transport: through(func(*http.Request) (*http.Response, error) {
			answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader("{}"))}
			if asked++; asked == 1 {
				answer.StatusCode = http.StatusTooManyRequests
				answer.Header.Set("Retry-After", "3")
			}
			return answer, nil
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	o, err := d.studio.NewSession(nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []engine.Waiting
	replied := false
	for u, err := range o.Send(t.Context(), engine.Message{Text: "a beach", To: busyOnce{client}, Variations: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		switch u := u.(type) {
		case engine.Waiting:
			told = append(told, u)
		case engine.ReplyText:
			replied = true
		}
	}
	if len(told) == 0 || told[0].Reason == "" || told[0].Left <= 0 || !replied {
		t.Errorf("told %+v, replied %v", told, replied)
	}
}
