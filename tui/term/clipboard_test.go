package term

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestClipboardCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("programs there have other names")
	}
	bin := t.TempDir()
	for _, name := range []string{"pbcopy", "wl-copy", "xsel"} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	for _, c := range []struct {
		name, goos string
		env        []string
		want       string // empty for none
	}{
		{"a Mac", "darwin", nil, "pbcopy"},
		{"Wayland", "linux", []string{"WAYLAND_DISPLAY=wayland-0", "DISPLAY=:0"}, "wl-copy"},
		{"X, the first is not installed", "linux", []string{"DISPLAY=:0"}, "xsel --clipboard --input"},
		{"no desktop", "linux", nil, ""},
		{"over ssh", "darwin", []string{"SSH_TTY=/dev/pts/1"}, ""},
		{"Windows", "windows", nil, ""},
	} {
		cmd, ok := ClipboardCommand(t.Context(), "-n fox\n", c.goos, c.env)
		if ok != (c.want != "") {
			t.Errorf("%s: %v", c.name, ok)
		}
		if !ok {
			continue
		}
		words := slices.Concat([]string{filepath.Base(cmd.Path)}, cmd.Args[1:])
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%s: got %q", c.name, got)
		}
		if text, err := io.ReadAll(cmd.Stdin); err != nil || string(text) != "-n fox\n" {
			t.Errorf("%s: it is given %q", c.name, text)
		}
	}
}
