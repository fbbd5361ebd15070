package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// worst is a server that has one fault at a time.
type worst struct {
	mu    sync.Mutex
	fault fault
	keys  map[string]bool // that were sent
}

type fault struct {
	name   string
	answer func(w http.ResponseWriter, key string)
}

func (w *worst) become(f fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault = f
}

// knows says whether a key was sent to the server.
func (w *worst) knows(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.keys[key]
}

func (w *worst) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	w.mu.Lock()
	f := w.fault
	w.keys[key] = true
	w.mu.Unlock()
	f.answer(to, key)
}

// says answers with a status and a body in which KEY is the key.
func says(status int, kind, body string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, key string) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Retry-After", "3600") // longer than anybody waits
		w.Header().Set("X-Echo", key)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, strings.ReplaceAll(body, "KEY", key))
	}
}

func silent(w http.ResponseWriter, _ string) { time.Sleep(3 * time.Second) }

// spelled is a key as JSON may write it: every letter as an escape.
func spelled(key string) string {
	var b strings.Builder
	for _, r := range key {
		fmt.Fprintf(&b, "\\u%04x", r)
	}
	return b.String()
}

const (
	data   = "application/json"
	stream = "text/event-stream"
)

// faults are what servers do wrong, each with the key in it where there is
// room for one.
func faults() []fault {
	return []fault{
		{"a wrong key", says(401, data, `{"error":{"message":"Incorrect API key provided: KEY. \u001b]0;KEY\u0007","code":"invalid_api_key"}}`)},
		{"a key in escapes", func(w http.ResponseWriter, key string) {
			says(401, data, `{"error":{"message":"Incorrect: `+spelled(key)+`"}}`)(w, key)
		}},
		{"forbidden", says(403, data, `{"error":"KEY may not do this"}`)},
		{"too often", says(429, data, `{"error":{"message":"KEY is too fast","code":"rate_limit_exceeded"}}`)},
		{"no money", says(429, data, `{"error":{"message":"KEY has no credit","code":"insufficient_quota"}}`)},
		{"a fault", says(500, data, `{"error":{"message":"panic: Authorization: Bearer KEY"}}`)},
		{"a page", says(200, "text/html", "<html><title>KEY</title>KEY")},
		{"no JSON", says(200, data, `{"data": KEY`)},
		{"nested", says(200, data, strings.Repeat("[", 200_000)+`"KEY"`)},
		{"a long line", says(200, stream, "data: "+strings.Repeat("KEY", 1<<17)+"\n\n")},
		{"a redirect", func(w http.ResponseWriter, key string) {
			w.Header().Set("Location", "http://169.254.169.254/?key="+key)
			w.WriteHeader(http.StatusFound)
		}},
		{"an error in a stream", says(200, stream, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"reply\\\":\\\"KEY \"}}]}\n\ndata: {\"error\":{\"message\":\"KEY\"}}\n\n")},
		{"a key in a reply", says(200, stream, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"reply\\\":\\\"Your key is KEY.\\\",\\\"prompt\\\":{\\\"title\\\":\\\"KEY\\\",\\\"text\\\":\\\"A beach KEY at dusk\\\",\\\"negative\\\":\\\"KEY\\\",\\\"axes\\\":[]},\\\"variations\\\":[]}\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")},
		{"models with keys", says(200, data, `{"data":[{"id":"KEY"},{"id":"gpt-KEY"}],"error":null}`)},
		{"a packed bomb", func(w http.ResponseWriter, key string) {
			var b bytes.Buffer
			packed := gzip.NewWriter(&b)
			_, _ = io.WriteString(packed, key+strings.Repeat("0", 64<<20))
			_ = packed.Close()
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", data)
			_, _ = w.Write(b.Bytes())
		}},
		{"cut", func(w http.ResponseWriter, key string) {
			says(200, data, `{"data":[{"b64_json":"KEY`)(w, key)
			panic(http.ErrAbortHandler)
		}},
	}
}
