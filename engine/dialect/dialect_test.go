package dialect

import (
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/prompt"
)

func TestTheDataIsWhole(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, d := range all {
		for _, name := range append(d.also, d.Name) {
			if got, ok := Named(strings.ToUpper(name)); seen[name] || !ok || got.Name != d.Name {
				t.Errorf("%s is not found by %s, or is not the only one", d.Name, name)
			}
			seen[name] = true
		}
		if d.AsOf.Before(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) || len(d.Instruction) < 200 || d.Words == 0 {
			t.Errorf("%+v", d)
		}
		if !d.Negative && !strings.Contains(d.Instruction, "instead") {
			t.Errorf("%s does not tell what to do about negatives", d.Name)
		}
	}
	for _, name := range []string{"openai", "gemini", "flux", "runway", "midjourney", "sdxl", "sd15", "invokeai"} {
		if !seen[name] {
			t.Errorf("%s is missing", name)
		}
	}
	if b := tables(); len(b.parameters) == 0 || len(b.fillers) == 0 || len(b.openers) == 0 || len(b.positives) == 0 {
		t.Error("a table is empty")
	}
	for _, p := range tables().parameters {
		if !slices.Contains([]string{"ratio", "number", "version", "words", "switch"}, p.Kind) || p.Kind == "number" && p.Max <= p.Min {
			t.Errorf("%+v", p)
		}
	}
}

func TestNamed(t *testing.T) {
	if d, ok := Named(" OpenAI "); !ok || d.Title != "GPT image" {
		t.Errorf("got %+v", d)
	}
	if _, ok := Named("midjourneyish"); ok {
		t.Error("found what is not there")
	}
}

func TestLengthIsCountedInTheUnit(t *testing.T) {
	const text = "a \U0001F3A8 sea"
	for unit, want := range map[prompt.Unit]int{"": 7, prompt.Characters: 7, prompt.UTF16: 8, prompt.Words: 3} {
		d := Dialect{Unit: unit, Limit: want}
		if got := d.Length(text); got != want || !d.Fits(text) || d.Fits(text+" b") {
			t.Errorf("%s: %d, want %d", unit, got, want)
		}
	}
	if !(Dialect{Unit: prompt.Characters}).Fits(strings.Repeat("a", 1<<16)) {
		t.Error("an unknown limit is none")
	}
}

func TestDataThatIsNotWholeIsNamed(t *testing.T) {
	for _, text := range []string{"[[dialect]]\nname='x'", "[[dialect]", "[[dialect]]\nname='x'\ntitle='X'\ninstruction='a'\nunit='miles'\nstyle='prose'",
		"[[dialect]]\nname='x'\ntitle='X'\ninstruction='a'\nunit='words'\nstyle='verse'"} {
		if _, err := read([]byte(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}
