package command_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel/engine/picture"
)

func TestGenerateSavesAndPrintsAbsolutePaths(t *testing.T) {
	m := newMachine(t)
	r := m.must("generate", "a beach", "-n", "2", "--size", "3:2", "--seed", "41", "--negative", "people")
	lines := r.lines()
	if len(lines) != 2 {
		t.Fatalf("printed %q", r.out)
	}
	for i, path := range lines {
		info, err := picture.Read(path)
		if err != nil || !filepath.IsAbs(path) {
			t.Fatalf("%s: %v", path, err)
		}
		if info.Width != 1248 || info.Height != 832 || *info.Made.Seed != uint32(41+i) || info.Made.Negative != "people" || *info.Made.CostUSD != 0 {
			t.Errorf("%s is %dx%d, made by %+v", path, info.Width, info.Height, info.Made)
		}
	}
	if !strings.Contains(r.err, "Not drawn: lantern") {
		t.Errorf("standard error %q does not say what is missing", r.err)
	}
}

func TestGenerateTakesAFolder(t *testing.T) {
	m := newMachine(t)
	out := filepath.Join(t.TempDir(), "studies of light")
	if path := m.must("generate", "a beach", "--out", out).lines()[0]; !strings.HasPrefix(path, out+string(filepath.Separator)) {
		t.Errorf("saved as %s", path)
	}
}

func TestGenerateWorksOnEachLineOfStandardInput(t *testing.T) {
	m := newMachine(t)
	m.stdin = "a beach\n\na dragon\na forest\n"
	m.process.ImageGenerators[0] = painter{fails: "dragon"}
	r := m.run("generate")
	if r.code != 3 || len(r.lines()) != 2 || !strings.Contains(r.lines()[1], "a-forest") {
		t.Errorf("exit %d, printed %q", r.code, r.out)
	}
	if !strings.Contains(r.err, "Prompt 2 of 3: The generator refused this") || r.lastLine() != "easel: 1 of 3 prompts failed" {
		t.Errorf("standard error %q", r.err)
	}
	r = m.run("generate", "--json")
	document := decode(t, r.out)
	if r.code != 1 || len(at(t, document, "images").([]any)) != 2 || at(t, document, "errors.0.prompt") != "a dragon" || at(t, document, "errors.0.kind") != "refused" {
		t.Errorf("exit %d, %s", r.code, r.out)
	}
	if got := len(at(t, decode(t, m.must("sessions", "--json").out), "sessions").([]any)); got != 2 {
		t.Errorf("%d sessions, want one for each call", got)
	}
}

func TestASinglePromptFailsWithItsOwnExitCode(t *testing.T) {
	m := newMachine(t)
	m.process.ImageGenerators[0] = painter{fails: "dragon"}
	if r := m.run("generate", "a dragon"); r.code != 3 || r.out != "" || r.lastLine() != "easel: The generator refused this. Say it differently" {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
}

func TestAnInterruptionKeepsThePicturesThatAreThere(t *testing.T) {
	for _, args := range [][]string{{"generate", "a beach", "-n", "3"}, {"generate", "a beach", "-n", "3", "--json"}} {
		m := newMachine(t)
		ctx, cancel := context.WithCancel(t.Context())
		waits := make(chan struct{})
		go func() { <-waits; cancel() }()
		m.process.ImageGenerators[0] = painter{wait: waits}
		r := m.runWith(ctx, args...)
		if r.code != 130 {
			t.Errorf("%q: exit %d, %s", args, r.code, r.err)
		}
		history := decode(t, m.must("history", "--json").out)
		path := at(t, history, "generations.0.path").(string)
		if _, err := os.Stat(path); err != nil || !strings.Contains(r.out, path) || at(t, history, "generations.0.present") != true {
			t.Errorf("%q: the first picture %s is lost: %v, printed %q", args, path, err, r.out)
		}
	}
}

func TestAnUnwritableFolderIsToldAndNothingIsPrinted(t *testing.T) {
	m := newMachine(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := m.run("generate", "a beach", "--out", filepath.Join(file, "below"))
	if r.code != 1 || r.out != "" || !strings.Contains(r.lastLine(), "--out") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
}

func TestPaidPicturesNeedAYes(t *testing.T) {
	m := newMachine(t)
	m.process.ImageGenerators[0] = painter{paid: true}
	r := m.run("generate", "a beach", "-n", "2")
	if r.code != 2 || r.out != "" || !strings.HasPrefix(r.err, "2 pictures by sketch: price unknown.\n") || !strings.Contains(r.lastLine(), "--yes") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	m.madeNothing()
	r = m.must("generate", "a beach", "--yes", "--json")
	if got := at(t, decode(t, r.out), "images.0.cost_usd"); got != nil {
		t.Errorf("an unknown price is %v, want null", got)
	}
	if !strings.HasPrefix(r.err, "1 picture by sketch: price unknown.") {
		t.Errorf("standard error %q", r.err)
	}
}

func TestShowTellsWhatMadeAPicture(t *testing.T) {
	m := newMachine(t)
	path := m.must("generate", "a beach", "--seed", "41").lines()[0]
	text := m.must("show", path).out
	for _, fact := range []string{"Prompt     a beach\n", "Generator  sketch\n", "Size       1024x1024\n", "Seed       41\n", "Cost       free\n", "Not drawn  lantern\n"} {
		if !strings.Contains(text, fact) {
			t.Errorf("%q is missing in\n%s", fact, text)
		}
	}
	document := decode(t, m.must("show", path, "--json").out)
	if at(t, document, "seed") != 41.0 || at(t, document, "cost_usd") != 0.0 || at(t, document, "source") != "easel" || at(t, document, "model") != nil {
		t.Errorf("%v", document)
	}
}

func TestShowReadsTheParametersOfOtherPrograms(t *testing.T) {
	m := newMachine(t)
	path := filepath.Join(t.TempDir(), "other.png")
	if err := os.WriteFile(path, withParameters(grey(64, 64), "a fox\nNegative prompt: dogs\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 64x64, Model: m"), 0o600); err != nil {
		t.Fatal(err)
	}
	document := decode(t, m.must("show", path, "--json").out)
	if at(t, document, "prompt") != "a fox" || at(t, document, "negative") != "dogs" || at(t, document, "seed") != 5.0 ||
		at(t, document, "generator") != nil || at(t, document, "session") != nil || at(t, document, "source") != "a1111" {
		t.Errorf("%v", document)
	}
	if text := m.must("show", path).out; !strings.Contains(text, "Sampler    Euler a\n") {
		t.Errorf("no sampler in\n%s", text)
	}
}

func TestShowAsksTheLibraryWhereTheFileIsSilent(t *testing.T) {
	m := newMachine(t)
	silent := filepath.Join(t.TempDir(), "silent.png")
	if err := os.WriteFile(silent, grey(64, 64), 0o600); err != nil {
		t.Fatal(err)
	}
	r := m.run("show", silent)
	if r.code != 1 || r.out != "" || !strings.Contains(r.lastLine(), "does not say what made it") {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	m.madeNothing()

	m.process.ImageGenerators[0] = jpegPainter{}
	path := m.must("generate", "a beach", "--size", "64x64").lines()[0]
	moved := filepath.Join(t.TempDir(), "moved.jpg")
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	document := decode(t, m.must("show", moved, "--json").out)
	if at(t, document, "prompt") != "a beach" || at(t, document, "source") != "library" || at(t, document, "generator") != "sketch" {
		t.Errorf("%v", document)
	}
	if got := at(t, decode(t, m.must("history", "--json").out), "generations.0.present"); got != false {
		t.Errorf("a moved picture is present: %v", got)
	}
	if text := m.must("history").out; !strings.Contains(text, "\tgone\t"+path) {
		t.Errorf("history prints %q", text)
	}
}

func TestShowOfWhatIsNoPictureFails(t *testing.T) {
	m := newMachine(t)
	text := filepath.Join(t.TempDir(), "text.png")
	if err := os.WriteFile(text, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, text + ".missing", t.TempDir()} {
		if r := m.run("show", path); r.code != 1 || r.out != "" || !strings.HasPrefix(r.lastLine(), "easel: ") {
			t.Errorf("%s: exit %d, %q, %q", path, r.code, r.out, r.err)
		}
	}
}

func TestANegativeWithoutAFieldIsToldBeforeItIsSent(t *testing.T) {
	m := newMachine(t)
	m.process.ImageGenerators[0] = painter{bare: true}
	r := m.must("generate", "A street.", "--negative", "people, zeppelins")
	told := strings.Index(r.err, `said positively, "a deserted scene"`)
	if told < 0 || !strings.Contains(r.err, "Left out: the negative zeppelins.") {
		t.Fatalf("standard error: %q", r.err)
	}
	if shown := m.must("show", strings.TrimSpace(r.out), "--json").out; !strings.Contains(shown, `"prompt": "A street. A deserted scene."`) {
		t.Errorf("the picture tells %s", shown)
	}
	if r := m.run("generate", strings.Repeat("x", 990), "--negative", "people"); r.code != 2 || !strings.Contains(r.err, "1008 characters") {
		t.Errorf("what is added is counted: exit %d, %s", r.code, r.err)
	}
}
