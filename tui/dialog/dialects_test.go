package dialog

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/tui/intent"
)

func testDialects(text, at string) *Dialects {
	seed := uint32(7)
	return NewDialects(dialect.Source{Prompt: prompt.Prompt{Text: text, Negative: "people, zeppelins"},
		Settings: dialect.Settings{Ratio: dialect.Ratio{Width: 16, Height: 9}, Seed: &seed}}, at)
}

const calmBeach = "A calm beach at golden hour, low camera close to wet sand. Soft light from the left, long shadows, gouache on rough paper."

func TestADialectIsChosen(t *testing.T) {
	d := testDialects(calmBeach, "midjourney")
	for _, text := range []string{"GPT image", "InvokeAI", "--no people,", "zeppelins --ar 16:9 --seed 7", "! Uncertain: Midjourney 8"} {
		if got := shown(d, 120, 36); !strings.Contains(got, text) {
			t.Errorf("%q does not show in\n%s", text, got)
		}
	}
	asks(t, press(d, "enter"), intent.CopyFor{Dialect: "midjourney"})
	asks(t, press(testDialects("x", "nobody"), "y"), intent.CopyFor{Dialect: "openai"})
	asks(t, press(testDialects("x", ""), "end", "up", "down", "enter"), intent.CopyFor{Dialect: "invokeai"})
	d = testDialects("x", "")
	clickOn(t, d, 120, 36, "Flux")
	asks(t, clickOn(t, d, 120, 36, "Flux"), intent.CopyFor{Dialect: "flux"})
}

func TestALongPreviewIsReadOn(t *testing.T) {
	d := testDialects(strings.Repeat("word ", 400)+"the end", "runway")
	for _, text := range []string{"too long", "2025/1000"} {
		if got := shown(d, 80, 24); !strings.Contains(got, text) {
			t.Errorf("%q does not show in\n%s", text, got)
		}
	}
	for range 30 {
		stays(t, press(d, "pgdown"))
		shown(d, 80, 24)
	}
	if got := shown(d, 80, 24); !strings.Contains(got, "the end, a") || !strings.Contains(got, "Too long by") {
		t.Errorf("the end does not show in\n%s", got)
	}
	stays(t, d.Handle(tea.MouseWheelMsg{Button: tea.MouseWheelUp}))
	stays(t, press(d, "up"))
	if got := shown(d, 80, 24); strings.Contains(got, "the end,") {
		t.Errorf("another one does not begin at its top:\n%s", got)
	}
}

func TestUseAsItIsTellsWhatItIsReadAs(t *testing.T) {
	got := shown(NewUseAsIs("a fox, woodcut --ar 16:9 --seed 7 --s 5000"), 80, 24)
	for _, text := range []string{"Read as Midjourney: ratio 16:9, seed 7.", "Left out: --s 5000, it takes"} {
		if !strings.Contains(got, text) {
			t.Errorf("%q does not show in\n%s", text, got)
		}
	}
}
