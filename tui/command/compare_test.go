package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// foreign writes a picture of another program.
func foreign(t *testing.T, name, parameters string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, withParameters(grey(64, 64), parameters), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatChangedBetweenTwoPictures(t *testing.T) {
	m := newMachine(t)
	one := m.must("generate", "a beach at noon", "--seed", "41", "--size", "64x64").lines()[0]
	two := m.must("generate", "a beach at night", "--seed", "42", "--size", "64x96", "--negative", "fog").lines()[0]
	want := "a beach at [-noon-]{+night+}\nNegative   {+fog+}\nSize       [-64x64-]{+64x96+}\nSeed       [-41-]{+42+}\n"
	if got := m.must("compare", one, two).out; got != want {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
	if got := m.must("compare", one, one).out; got != "a beach at noon\n" {
		t.Errorf("of one picture and itself: %q", got)
	}
	document := decode(t, m.must("compare", one, two, "--json").out)
	if at(t, document, "base") != "a beach at noon" || at(t, document, "base_path") != one || at(t, document, "others.0.path") != two ||
		at(t, document, "others.0.settings.0.name") != "size" || at(t, document, "others.0.settings.1.before") != "41" ||
		at(t, document, "others.0.settings.1.after") != "42" || at(t, document, "others.0.negative.0.text") != "fog" {
		t.Errorf("%v", document)
	}
}

func TestPicturesOfOtherProgramsAreCompared(t *testing.T) {
	m := newMachine(t)
	one := foreign(t, "one.png", "a fox\nNegative prompt: dogs, cats\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 64x64, Model: m")
	two := foreign(t, "two.PNG", "a fox in snow\nNegative prompt: dogs\nSteps: 30, Sampler: Euler a, Seed: 5, Size: 64x64, Model: m, : x")
	want := "a fox{+ in snow+}\nNegative   dogs[-, cats-]\nSteps      [-20-]{+30+}\n"
	if got := m.must("compare", one, two).out; !strings.HasPrefix(got, want) || strings.Contains(got, "Euler") {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
	document := decode(t, m.must("compare", two, one, "--json").out)
	if at(t, document, "others.0.settings.0.name") != "Steps" {
		t.Errorf("%v", document)
	}
}

// TestAPictureIsComparedWithAPrompt tells the words alone, as a prompt has no
// settings that are known.
func TestAPictureIsComparedWithAPrompt(t *testing.T) {
	m := newMachine(t)
	path := m.must("generate", "a beach at noon", "--seed", "41", "--size", "64x64").lines()[0]
	if got := m.must("compare", path, "a beach at night", "a beach").out; got != "a beach at [-noon-]{+night+}\n\na beach[- at noon-]\n" {
		t.Errorf("printed %q", got)
	}
	m.stdin = path + "\na beach at dawn\n"
	if got := m.must("compare").out; got != "a beach at [-noon-]{+dawn+}\n" {
		t.Errorf("from standard input: %q", got)
	}
	if got := m.must("compare", "a sign that says logo.png", "a sign").out; got != "a sign[- that says logo.png-]\n" {
		t.Errorf("a prompt that ends as a name does: %q", got)
	}
}

func TestPicturesThatCannotBeCompared(t *testing.T) {
	m := newMachine(t)
	silent := filepath.Join(t.TempDir(), "silent.png")
	text := filepath.Join(t.TempDir(), "text.png")
	if err := os.WriteFile(silent, grey(64, 64), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{silent: "does not say what made it", text: "easel: ", "missing.png": "There is no picture missing.png"} {
		if r := m.run("compare", path, "a beach"); r.code != 1 || r.out != "" || !strings.Contains(r.lastLine(), says) {
			t.Errorf("%s: exit %d, %q, %q", path, r.code, r.out, r.err)
		}
	}
}
