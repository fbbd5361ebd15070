package command_test

import (
	"strings"
	"testing"
)

// The double writes every change at the end, so what is locked stays by itself;
// what matters here is what is locked, and what is refused.
func TestLocksAreSaidOnTheCommandLine(t *testing.T) {
	m := newMachine(t)
	m.must("vary", "a beach at noon", "--lock", "beach", "--lock", "at noon")
	m.must("refine", "a beach", "--lock", "beach", "--lock", "night", "--say", "make it night")
	for _, args := range [][]string{
		{"vary", "a beach", "--lock", "Beach"},
		{"vary", "a beach", "--lock", " "},
		{"refine", "a beach", "--lock", "moon", "--say", "make it night"},
	} {
		if r := m.run(args...); r.code != 2 || r.out != "" || !strings.Contains(r.lastLine(), "does not have the words") {
			t.Errorf("%q: exit %d, %q, %q", args, r.code, r.out, r.err)
		}
	}
}

func TestALockThatBreaksIsAnError(t *testing.T) {
	m := newMachine(t)
	m.process.PromptGenerators = nil
	r := m.must("refine", "a red boat on a lake", "--seed", "1", "--lock", "red boat", "--say", "no boats")
	if !strings.Contains(strings.ToLower(r.out), "red boat") || !strings.Contains(r.err, "lock") {
		t.Errorf("%q, %q", r.out, r.err)
	}
}
