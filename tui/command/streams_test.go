package command_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/tui/command"
	"easel/tui/term"
)

// hostile moves the cursor, clears the screen and reverses the letters.
const hostile = "a beach\x1b[2J\u202e\u009b31m"

func TestTextFromOutsideIsSafeOnATerminal(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	path := m.must("generate", hostile).lines()[0]
	for _, args := range [][]string{
		{"refine", hostile}, {"vary", hostile, "-n", "1"}, {"show", path}, {"show", path, "--json"}, {"sessions"}, {"sessions", "--json"},
		{"history", "--json"}, {"compare", hostile, "x", "--json"}, {"refine", hostile, "--chat", "nobody\x1b[2J"},
	} {
		r := m.run(args...)
		for _, text := range []string{r.out, withoutProgress(r.err)} {
			if i := strings.IndexFunc(text, func(c rune) bool { return c == 0x1b || c == 0x9b || c == 0x202e }); i >= 0 {
				t.Errorf("%q prints %q", args[0], text)
			}
		}
		if slices.Contains(args, "--json") && r.code == 0 && !strings.Contains(r.out, `\u202e`) {
			t.Errorf("%q lost what it should escape: %s", args, r.out)
		}
	}
	if out := m.must("compare", "a", hostile).out; strings.Contains(out, "\x1b[2J") || !strings.Contains(out, "␛[2J") || !strings.Contains(out, "\x1b[32m") {
		t.Errorf("compare prints %q", out)
	}
}

// withoutProgress takes away what the line that is written over is made with.
func withoutProgress(text string) string { return strings.ReplaceAll(text, "\r\x1b[K", "") }

func TestPipesGetBytesAsTheyAreAndNoEscapesOfOurs(t *testing.T) {
	m := newMachine(t)
	m.setenv("COLORTERM", "truecolor")
	m.setenv("CLICOLOR_FORCE", "1")
	t.Setenv("CLICOLOR_FORCE", "1") // the help library reads the real one
	t.Setenv("COLORTERM", "truecolor")
	t.Setenv("TERM", "xterm-256color")
	if got := m.must("refine", hostile).out; got != hostile+"\n" {
		t.Errorf("refine prints %q", got)
	}
	m.home = t.TempDir()
	m.setenv("EASEL_HOME", m.home)
	path := m.must("generate", "a beach").lines()[0]
	for _, args := range [][]string{
		{"refine", "x"}, {"vary", "x"}, {"generate", "x"}, {"show", path}, {"compare", "a", "b"}, {"sessions"}, {"history"},
		{"engines"}, {"themes"}, {"config", "show"}, {"bogus"}, {}, {"--help"}, {"help", "refine"}, {"man"},
	} {
		if r := m.run(args...); strings.Contains(r.out+r.err, "\x1b") || strings.Contains(r.out+r.err, "\r") {
			t.Errorf("%q prints %q and %q", args, r.out, r.err)
		}
	}
}

func TestProgressMovesOnATerminalAndIsTakenAway(t *testing.T) {
	m := newMachine(t)
	m.process.ErrTerminal, m.process.Width = true, 12
	r := m.must("generate", "a beach")
	if !strings.Contains(r.err, "\r\x1b[KPainting") || strings.Contains(r.out, "\x1b") {
		t.Errorf("standard error %q, standard output %q", r.err, r.out)
	}
	shown := r.err[:strings.LastIndex(r.err, "\r\x1b[K")]
	for _, line := range strings.Split(shown, "\r\x1b[K") {
		if len([]rune(line)) > 11 {
			t.Errorf("progress %q does not fit", line)
		}
	}
	if after := r.err[len(shown):]; after != "\r\x1b[KNot drawn: lantern\n" {
		t.Errorf("the line is not taken away: %q", after)
	}
	m.setenv("TERM", "dumb")
	if r := m.must("generate", "a beach"); strings.Contains(r.err, "\x1b") {
		t.Errorf("a dumb terminal gets %q", r.err)
	}
}

func TestAnErrorStandsOnOneLine(t *testing.T) {
	m := newMachine(t)
	r := m.run("show", "no\nsuch\nfile")
	if got := strings.Count(r.err, "\n"); got != 1 || !strings.HasPrefix(r.err, "easel: ") {
		t.Errorf("standard error %q", r.err)
	}
}

// full is a standard output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestAResultThatCannotBeWrittenIsAFailure(t *testing.T) {
	m := newMachine(t)
	for _, args := range [][]string{{"refine", "a beach"}, {"compare", "a", "b", "--json"}, {"generate", "a beach"}} {
		var stderr bytes.Buffer
		p := m.process
		p.In, p.Out, p.Err = strings.NewReader(""), full{}, &stderr
		if code := command.Run(t.Context(), args, p); code != 1 || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%q: exit %d, %q", args, code, stderr.String())
		}
	}
	if got := len(at(t, decode(t, m.must("history", "--json").out), "generations").([]any)); got != 1 {
		t.Errorf("%d pictures in the history, want the one whose path could not be written", got)
	}
}

func TestJSONOnATerminalIsSafeAndSaysTheSame(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("\x1b\u009b\u202e\u2028\U000e0041\"\\<\n\t")))
		text := "a" + rapid.StringOf(letters.Filter(func(r rune) bool { return r != 0 })).Draw(t, "text") + "z"
		r := m.run("compare", text, "b", "--json")
		if r.code != 0 || strings.ContainsFunc(r.out, term.Forbidden) {
			t.Fatalf("exit %d, %q, %q", r.code, r.out, r.err)
		}
		var document struct{ Base string }
		if err := json.Unmarshal([]byte(r.out), &document); err != nil || document.Base != text {
			t.Fatalf("%q came back as %q (%v)", text, document.Base, err)
		}
	})
}
