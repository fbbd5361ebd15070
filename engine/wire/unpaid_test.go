package wire_test

import (
	"context"
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

func TestWhatMayWorkLater(t *testing.T) {
	for says, c := range map[string]struct {
		answer http.HandlerFunc
		want   bool
	}{
		"a wrong key": {answer(401, `{}`), false},
		"too often":   {answer(429, `{}`), true},
		"a fault":     {answer(500, `{}`), true},
		"a gateway":   {answer(502, `<html>`), true},
		"no JSON":     {answer(200, `hello`), false},
		"not there":   {answer(404, `{}`), false},
		"a cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "9")
			_, _ = io.WriteString(w, "{")
		}, true},
	} {
		err := client(t, server(t, c.answer).URL).JSON(t.Context(), wire.Call{Method: http.MethodGet, Path: "/job"}, &struct{}{})
		if err == nil || wire.Passing(err) != c.want {
			t.Errorf("%s: passing is %v of %v", says, wire.Passing(err), err)
		}
	}
	if wire.Passing(nil) || wire.Passing(context.Canceled) || wire.Passing(errors.New("no")) {
		t.Error("anything may work later")
	}
}

func TestWhomTheKeyIsTrustedTo(t *testing.T) {
	c := client(t, "https://api.example.org/v1", func(o *wire.Options) { o.KeyDomain = "example.org" })
	for address, want := range map[string]bool{
		"https://api.example.org/x": true, "https://eu.api.example.org/x": true, "https://EXAMPLE.org/x": true,
		"http://eu.example.org/x": false, "https://badexample.org/x": false, "https://example.org.evil.net/x": false,
		"https://a:b@example.org/x": false, "": false, ":": false,
	} {
		if c.Trusts(address) != want {
			t.Errorf("%q: trusted is %v", address, !want)
		}
	}
	if client(t, "https://api.example.org/v1").Trusts("https://eu.example.org/") {
		t.Error("without a domain another host is trusted")
	}
}
