package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRedoPaintsTheSameAgain(t *testing.T) {
	m := newMachine(t)
	path := m.must("generate", "a beach", "--negative", "people", "--seed", "9", "--size", "640x480").lines()[0]
	first := at(t, decode(t, m.must("redo", path, "--json").out), "images.0")
	for key, want := range map[string]any{"prompt": "a beach", "negative": "people", "seed": 9.0, "width": 640.0, "height": 480.0} {
		if got := at(t, first, key); got != want {
			t.Errorf("%s is %v, want %v", key, got, want)
		}
	}
	if got := at(t, decode(t, m.must("redo", path, "--seed", "3", "--json").out), "images.0.seed"); got != 3.0 {
		t.Errorf("with another seed: %v", got)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r := m.must("redo", path)
	if len(r.lines()) != 1 || !strings.Contains(r.err, "The file is gone") {
		t.Errorf("of a picture that is gone: %q, %q", r.out, r.err)
	}
	if out := m.must("show", path).out; !strings.Contains(out, "a beach") {
		t.Errorf("show of a picture that is gone: %s", out)
	}
	for _, args := range [][]string{{"redo"}, {"redo", path, path}} {
		if r := m.run(args...); r.code != 2 {
			t.Errorf("%q: exit %d", args, r.code)
		}
	}
	if r := m.run("redo", filepath.Join(m.home, "nothing.png")); r.code != 1 {
		t.Errorf("of nothing: exit %d", r.code)
	}
}

func TestHistoryFindsWhatWasMoved(t *testing.T) {
	m := newMachine(t)
	moved, gone := m.must("generate", "a beach").lines()[0], m.must("generate", "a forest").lines()[0]
	to := filepath.Join(filepath.Dir(filepath.Dir(moved)), "best", "beach.png")
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(moved, to); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		lines := m.must("history").lines()
		if len(lines) != 2 || !strings.HasSuffix(lines[0], "\tgone\t"+gone) || !strings.HasSuffix(lines[1], "\there\t"+to) {
			t.Errorf("history prints %q", lines)
		}
	}
	if got := at(t, decode(t, m.must("history", "--json").out), "generations.1.present"); got != true {
		t.Errorf("present is %v", got)
	}
}
