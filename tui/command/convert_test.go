package command_test

import (
	"strings"
	"testing"
)

func TestConvert(t *testing.T) {
	m := newMachine(t)
	r := m.must("convert", "a beach at dusk\nNegative prompt: people, zeppelins", "--to", "openai")
	if r.out != "a beach at dusk, a deserted scene\n" {
		t.Errorf("got %q", r.out)
	}
	for _, sentence := range []string{"Negative text has no place here: said positively, \"a deserted scene\".\n", "Left out: the negative zeppelins.\n"} {
		if !strings.Contains(r.err, sentence) {
			t.Errorf("standard error lacks %q: %q", sentence, r.err)
		}
	}
	if r := m.must("convert", "(fox:1.2), snow", "--to", "invokeai"); r.out != "(fox)1.2, snow\n" || r.err != "" {
		t.Errorf("got %q, %q", r.out, r.err)
	}
	if r := m.must("convert", "a (fox), snow", "--to", "invokeai", "--from", "sdxl"); r.out != "a (fox)1.1, snow\n" {
		t.Errorf("told where it is from: got %q", r.out)
	}
	m.stdin = "A beach\nat dusk.\n"
	for _, args := range [][]string{{"convert", "--to", "midjourney-discord"}, {"convert", "-", "--to", "discord"}} {
		if r := m.must(args...); r.out != "/imagine prompt: A beach at dusk.\n" {
			t.Errorf("%q: got %q", args, r.out)
		}
	}
}

func TestWhatIsConvertedIsReadBack(t *testing.T) {
	m := newMachine(t)
	line := m.must("convert", "a fox\nNegative prompt: people\nSteps: 20, Seed: 7, Size: 768x512", "--to", "midjourney").out
	if want := "a fox --no people --ar 3:2 --seed 7\n"; line != want {
		t.Fatalf("got %q, want %q", line, want)
	}
	m.stdin = line
	if r := m.must("convert", "--to", "sdxl"); r.out != "fox\nNegative prompt: people\n" || !strings.Contains(r.err, "ratio 3:2, which is a setting there") {
		t.Errorf("got %q, %q", r.out, r.err)
	}
}

func TestConvertIsSafeOnATerminal(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	if r := m.must("convert", "a \x1b[31mfox --sref \x1b[0m", "--to", "openai"); strings.Contains(r.out+r.err, "\x1b") {
		t.Errorf("an escape sequence came through: %q, %q", r.out, r.err)
	}
}
