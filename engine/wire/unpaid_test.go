package wire_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"easel/engine/wire"
)

func TestWhatCannotHaveBeenPaid(t *testing.T) {
	for says, c := range map[string]struct {
		answer http.HandlerFunc
		want   bool
	}{
		"a wrong key":      {answer(401, `{"error":{"code":"invalid_api_key"}}`), true},
		"a wrong field":    {answer(400, `{"error":{"code":"unknown_parameter","param":"x"}}`), true},
		"an empty account": {answer(429, `{"error":{"code":"insufficient_quota"}}`), true},
		"another address": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://example.org/", http.StatusFound)
		}, true},
		"safety":        {answer(400, `{"error":{"code":"moderation_blocked"}}`), false},
		"a timeout":     {answer(408, `{}`), false},
		"a fault":       {answer(500, `{}`), false},
		"a cut":         {answer(200, `{"data":[`), false},
		"a page":        {answer(200, `<html>`), false},
		"in the stream": {stream(`data: {"error":{"message":"overloaded"}}` + "\n\n"), false},
	} {
		got := paint(t, client(t, server(t, c.answer).URL), wire.Call{Path: "/images/generations", Body: map[string]any{}})
		if got.err == nil || wire.Unpaid(got.err) != c.want {
			t.Errorf("%s: unpaid is %v of %v", says, wire.Unpaid(got.err), got.err)
		}
	}
	gone := server(t, answer(200, ""))
	talk := client(t, gone.URL)
	gone.Close()
	if got := paint(t, talk, wire.Call{Path: "/images/generations", Body: map[string]any{}}); !wire.Unpaid(got.err) {
		t.Errorf("a server that is not there was paid: %v", got.err)
	}
	if wire.Unpaid(nil) || wire.Unpaid(io.ErrUnexpectedEOF) || wire.Unpaid(errors.New("no")) {
		t.Error("anything is unpaid")
	}
}
