package dialect

import (
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
		if seen[d.Name] || d.AsOf.Before(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) || len(d.Instruction) < 200 || d.Words == 0 {
			t.Errorf("%+v", d)
		}
		if !d.Negative && !strings.Contains(d.Instruction, "instead") {
			t.Errorf("%s does not tell what to do about negatives", d.Name)
		}
		seen[d.Name] = true
	}
	if !seen["openai"] || !seen["flux"] {
		t.Errorf("missing: %v", seen)
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
	for _, text := range []string{"[[dialect]]\nname='x'", "[[dialect]", "[[dialect]]\nname='x'\ntitle='X'\ninstruction='a'\nunit='miles'"} {
		if _, err := read([]byte(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}
