package imagegentest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"easel/engine/imagegen"
)

// Watched is what came of a generation, every event of it.
type Watched struct {
	Order    []string // a line each: "sending", "accepted ID", "0.5 what it says", "partial", "bytes", "done", "error"
	Partials [][]byte
	Bytes    []imagegen.Bytes
	Done     *imagegen.Done
	Err      error
}

// Watch runs a request; on, if it is there, says after each event whether
// somebody still listens. The file of each picture must hold it and is removed,
// as by somebody who saved it, and no key may be in an error.
func Watch(ctx context.Context, t testing.TB, by imagegen.ImageGenerator, r imagegen.Request, on func(imagegen.Event) bool) Watched {
	t.Helper()
	var w Watched
	for e, err := range by.Generate(ctx, r) {
		w.add(t, e, err)
		if on != nil && e != nil && !on(e) {
			break
		}
	}
	text := ""
	for err := w.Err; err != nil; err = errors.Unwrap(err) {
		text += fmt.Sprintf("%v %+v %#v ", err, err, err)
	}
	if strings.Contains(text, "canary") {
		t.Errorf("the key came out: %.300q", text)
	}
	return w
}

func (w *Watched) add(t testing.TB, e imagegen.Event, err error) {
	t.Helper()
	switch e := e.(type) {
	case nil:
		w.Order, w.Err = append(w.Order, "error"), err
	case imagegen.Sending:
		w.Order = append(w.Order, "sending")
	case imagegen.Accepted:
		w.Order = append(w.Order, "accepted "+e.JobID)
	case imagegen.Progress:
		w.Order = append(w.Order, strings.TrimSpace(fmt.Sprintf("%.3g %s", e.Fraction, e.Says)))
	case imagegen.Partial:
		w.Order, w.Partials = append(w.Order, "partial"), append(w.Partials, e.Data)
	case imagegen.Bytes:
		w.Order, w.Bytes = append(w.Order, "bytes"), append(w.Bytes, e)
		if data, err := os.ReadFile(e.File); err != nil || string(data) != string(e.Data) {
			t.Errorf("the file does not hold the picture: %v", err)
		}
		if err := os.Remove(e.File); err != nil {
			t.Error(err)
		}
	case imagegen.Done:
		w.Order, w.Done = append(w.Order, "done"), &e
	}
}

// Files lists the names in a folder.
func Files(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
