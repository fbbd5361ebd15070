package dialog

import (
	"strings"
	"testing"

	"easel/tui/intent"
)

func TestALongListOfModelsIsFiltered(t *testing.T) {
	var models []Engine
	for _, m := range []string{"gpt-5", "gpt-5-mini", "o4", "qwen-vl"} {
		models = append(models, Engine{Name: "openrouter", Model: m, Ready: true})
	}
	d := NewGenerators(append([]Engine{{Name: "composer", Ready: true}}, models...), nil, nil, Chosen{Chat: "composer"})
	press(d, "/")
	typeText(d, "QWX")
	if got := shown(d, 100, 30); strings.Contains(got, "qwen") || !strings.Contains(got, "/ QWX") {
		t.Fatalf("nothing has that in it:\n%s", got)
	}
	press(d, "backspace", "backspace")
	typeText(d, "wen")
	if got := shown(d, 100, 30); !strings.Contains(got, "qwen-vl") || strings.Contains(got, "gpt-5") {
		t.Fatalf("it is not filtered:\n%s", got)
	}
	asks(t, press(d, "enter"), intent.UseChat{Name: "openrouter:qwen-vl"})

	press(d, "esc") // all show again, with the cursor where it was
	if got := shown(d, 100, 30); !strings.Contains(got, "gpt-5-mini") || !strings.Contains(got, "qwen-vl") {
		t.Errorf("not all show:\n%s", got)
	}
	press(d, "up")
	asks(t, press(d, "enter"), intent.UseChat{Name: "openrouter:o4"})
	if r := press(d, "esc"); !r.Close {
		t.Error("esc does not close any more")
	}
}

func TestWhatIsMarkedStaysMarkedUnderAFilter(t *testing.T) {
	images := []Engine{{Name: "sketch", Ready: true}, {Name: "openai", Model: "a", Ready: true}, {Name: "openai", Model: "b", Ready: true}}
	d := NewGenerators(nil, images, nil, Chosen{Image: "sketch"})
	press(d, "tab", "/")
	typeText(d, ":a")
	press(d, "space", "esc", "/")
	typeText(d, ":b")
	asks(t, press(d, "space", "enter"), intent.UseImage{Name: "openai:a", Also: "openai:b"})
}
