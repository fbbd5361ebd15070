package studio

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/themes"
	"easel/tui/style"
)

// What a service refuses is too long; what its kind of model only reads badly
// is long.
func TestTheLengthOfAPrompt(t *testing.T) {
	s := style.New(themes.Default(true))
	words := func(n int) prompt.Prompt { return prompt.Prompt{Text: strings.TrimSpace(strings.Repeat("fox ", n))} }
	checkpoint := Image{Name: "comfyui", Can: catalog.Capabilities{Dialect: "sdxl", Negative: true}}
	service := Image{Name: "shop", Can: catalog.Capabilities{PromptLimit: 60, PromptUnit: prompt.Words}}
	for _, c := range []struct {
		by   Image
		n    int
		want string
	}{
		{checkpoint, 20, "20 words"}, {checkpoint, 55, "55/60 words"}, {checkpoint, 71, "71/60 words, long"},
		{service, 20, "20 words"}, {service, 55, "55/60 words"}, {service, 71, "71/60 words too long"},
	} {
		if got := ansi.Strip(c.by.length(words(c.n), s)); got != c.want {
			t.Errorf("%s, %d words: %q", c.by.Name, c.n, got)
		}
	}
}
