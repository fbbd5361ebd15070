package term

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestCommandWords(t *testing.T) {
	for command, want := range map[string][]string{
		"vi":                          {"vi"},
		"  code --wait ":              {"code", "--wait"},
		`"/my editors/ed it" --wait`:  {"/my editors/ed it", "--wait"},
		`'/my "own" editor' -x`:       {`/my "own" editor`, "-x"},
		`/opt/ed" it"/run ''`:         {"/opt/ed it/run", ""},
		`emacs -e "(it's so)"`:        {"emacs", "-e", "(it's so)"},
		`"never closed`:               {"never closed"},
		`C:\Windows\notepad.exe -new`: {`C:\Windows\notepad.exe`, "-new"},
		"":                            nil,
	} {
		if got := CommandWords(command); !slices.Equal(got, want) {
			t.Errorf("%q is %q, not %q", command, got, want)
		}
	}
}

func TestAProgramWithSpacesInItsPathIsOneWord(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what can be run there hangs on the name's ending")
	}
	name := filepath.Join(t.TempDir(), "an editor's folder", "ed it")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := CommandWords(name); !slices.Equal(got, []string{name}) {
		t.Errorf("got %q", got)
	}
}

func TestShellLine(t *testing.T) {
	for want, words := range map[string][]string{
		"easel --negative people":                  {"easel", "--negative", "people"},
		`'two words' '' 'it'\''s' '$(rm x)' 'a"b'`: {"two words", "", "it's", "$(rm x)", `a"b`},
	} {
		if got := ShellLine(words...); got != want {
			t.Errorf("%q is %s, not %s", words, got, want)
		}
	}
}

func TestEditorIsThePersonsOwn(t *testing.T) {
	for _, c := range []struct {
		goos, environ, want string
	}{
		{"linux", "EDITOR=nano VISUAL=code", "code"},
		{"windows", "EDITOR=nano", "nano"},
		{"linux", "VISUAL= EDITOR=", "vi"},
		{"windows", "", "notepad"},
	} {
		if got := Editor(c.goos, strings.Fields(c.environ)); got != c.want {
			t.Errorf("%s with %q: %s, want %s", c.goos, c.environ, got, c.want)
		}
	}
}
