package command_test

import (
	"context"
	"strings"
	"testing"
)

func TestRefinePrintsThePromptAndRepliesOnStandardError(t *testing.T) {
	m := newMachine(t)
	r := m.must("refine", "a beach", "--say", "make it night", "--say", "add a boat")
	if want := "a beach, make it night, add a boat\n"; r.out != want {
		t.Errorf("prompt %q, want %q", r.out, want)
	}
	if got := strings.Count(r.err, "Writer: Here it is."); got != 3 {
		t.Errorf("%d replies on standard error, want 3:\n%s", got, r.err)
	}
	if strings.Contains(r.err, "+ beach") || !strings.Contains(r.err, "  + add a boat\n") {
		t.Errorf("changes on standard error:\n%s", r.err)
	}
}

func TestRefineAsJSONTellsTheLastChange(t *testing.T) {
	m := newMachine(t)
	r := m.must("refine", "a beach", "--say", "at night", "--json")
	document := decode(t, r.out)
	if got := at(t, document, "reply"); got != "Here it is." {
		t.Errorf("reply %q", got)
	}
	if got := at(t, document, "changes.added.0"); got != "night" {
		t.Errorf("added %q", got)
	}
	if at(t, document, "prompt.axes.time") != "night" || at(t, document, "prompt.negative") != "blur" || at(t, document, "generator.model") != "w-1" {
		t.Errorf("document %s", r.out)
	}
	if r.err != "" {
		t.Errorf("standard error %q, want nothing beside the document", r.err)
	}
}

func TestRefineReadsStandardInputWhole(t *testing.T) {
	for _, args := range [][]string{{"refine"}, {"refine", "-"}} {
		m := newMachine(t)
		m.stdin = "\ufeffa beach\nwith two dogs\n"
		if got := m.must(args...).out; got != "a beach\nwith two dogs\n" {
			t.Errorf("%q gives %q", args, got)
		}
	}
	m := newMachine(t)
	m.stdin = "not read"
	if got := m.must("refine", "a beach").out; got != "a beach\n" {
		t.Errorf("standard input was read beside the argument: %q", got)
	}
}

func TestRefineGoesOnWithASession(t *testing.T) {
	m := newMachine(t)
	id := at(t, decode(t, m.must("refine", "a beach", "--json").out), "session").(string)
	m.stdin = "not read"
	if got := m.must("refine", "--session", id, "--say", "at night").out; got != "a beach, at night\n" {
		t.Errorf("with a change alone: %q", got)
	}
	if got := m.must("refine", "--session", id, "no people").out; got != "a beach, at night, no people\n" {
		t.Errorf("with an idea: %q", got)
	}
	r := m.must("refine", "--session", id, "why so dark?", "--json")
	document := decode(t, r.out)
	if at(t, document, "prompt.text") != "a beach, at night, no people" || at(t, document, "session") != id {
		t.Errorf("a question changed something: %s", r.out)
	}
	if got := at(t, decode(t, m.must("sessions", "--json").out), "sessions").([]any); len(got) != 1 {
		t.Errorf("%d sessions, want the one", len(got))
	}
}

func TestRefineWithTheSameSeedGivesTheSamePrompt(t *testing.T) {
	m := newMachine(t)
	one, two := m.must("refine", "a beach", "--seed", "5"), m.must("refine", "a beach", "--seed", "5")
	if one.out != two.out {
		t.Errorf("%q and %q", one.out, two.out)
	}
}

func TestAQuestionAloneGivesNoPrompt(t *testing.T) {
	m := newMachine(t)
	if r := m.run("refine", "why?"); r.code != 1 || r.out != "" || !strings.Contains(r.lastLine(), "No prompt came of it") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
}

func TestARefusalIsExit3AndWhatCameBeforeIsKept(t *testing.T) {
	m := newMachine(t)
	r := m.run("refine", "a beach", "--say", "refuse this")
	if r.code != 3 || r.out != "" || !strings.HasSuffix(r.lastLine(), "The generator refused this. Say it differently") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	if got := at(t, decode(t, m.must("sessions", "--json").out), "sessions.0.rounds"); got != 1.0 {
		t.Errorf("%v rounds in the library, want the one before", got)
	}
}

func TestVaryPrintsALineEach(t *testing.T) {
	m := newMachine(t)
	r := m.must("vary", "a beach", "-n", "3", "--seed", "9")
	lines := r.lines()
	if len(lines) != 3 || lines[1] != "Take B\ta beach, seed 9 variation 2" {
		t.Errorf("printed %q", lines)
	}
	if got := len(m.must("vary", "a beach").lines()); got != 4 {
		t.Errorf("%d lines without -n, want 4", got)
	}
}

func TestVaryReadsAPromptALine(t *testing.T) {
	m := newMachine(t)
	m.stdin = "a beach\r\n\n  a forest  \n"
	lines := m.must("vary", "-", "-n", "1").lines()
	if len(lines) != 2 || !strings.Contains(lines[0], "\ta beach,") || !strings.Contains(lines[1], "\ta forest,") {
		t.Errorf("printed %q", lines)
	}
	if r := m.run("vary", "--json"); r.code != 2 || r.out != "" {
		t.Errorf("two prompts make one document: exit %d, %s", r.code, r.out)
	}
}

func TestVaryTakesAxesByTheNamesPeopleUse(t *testing.T) {
	m := newMachine(t)
	m.must("vary", "a beach", "--axis", "light,colours", "--axis", "mood")
}

func TestAForgottenArgumentDoesNotWaitForTheKeyboard(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	m.process.In = endless(t)
	if r := m.run("refine"); r.code != 2 {
		t.Errorf("exit %d", r.code)
	}
}

func TestAnInterruptionWhileReadingIsExit130(t *testing.T) {
	m := newMachine(t)
	m.process.In = endless(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := m.runWith(ctx, "refine")
	if r.code != 130 || r.out != "" || !strings.HasPrefix(r.lastLine(), "easel: Stopped") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
}

func TestTooMuchStandardInputIsRefused(t *testing.T) {
	m := newMachine(t)
	m.stdin = strings.Repeat("beach ", 1<<20)
	if r := m.run("refine"); r.code != 2 || !strings.Contains(r.lastLine(), "more than 4 MiB") {
		t.Errorf("exit %d, %s", r.code, r.lastLine())
	}
}

func TestWhatMustNotBeThereIsNotLostWithoutAWord(t *testing.T) {
	const rest = "ithout: blur. It is not in the text; pass it on with --negative blur, or use --json"
	m := newMachine(t)
	if r := m.must("refine", "a beach"); strings.Count(r.err, "W"+rest) != 1 || strings.Contains(r.out, "blur") {
		t.Errorf("refine: %q, %q", r.out, r.err)
	}
	if r := m.must("vary", "a beach", "-n", "2"); strings.Count(r.err, " is w"+rest) != 2 || !strings.Contains(r.err, "Take B is w"+rest) || len(r.lines()) != 2 {
		t.Errorf("vary: %q, %q", r.out, r.err)
	}
}

func TestRefineKnowsTheShortNamesOfFavourites(t *testing.T) {
	m := newMachine(t)
	m.must("favourites", "add", "{prompt}, loose watercolour", "--name", "watercolour")
	r := m.must("refine", "a fox in snow {watercolour}", "--say", "with {nobody}")
	if want := "a fox in snow, loose watercolour, with {nobody}\n"; r.out != want || !strings.Contains(r.err, "No favourite has the short name {nobody}") {
		t.Errorf("%q, want %q; said %q", r.out, want, r.err)
	}
}
