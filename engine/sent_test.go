package engine_test

import (
	"strings"
	"testing"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/prompt"
)

func TestANegativeWithoutAFieldIsSaidPositively(t *testing.T) {
	p := prompt.Prompt{ID: "p", Text: "A street (old:1.2).", Negative: "people, zeppelins"}
	sent, told := engine.Sent(catalog.Capabilities{}, p)
	if sent.Text != "A street (old:1.2). A deserted scene." || sent.Negative != "" || sent.ID != "p" {
		t.Errorf("got %+v", sent)
	}
	if got := strings.Join(told, ". "); !strings.Contains(got, "said positively") || !strings.Contains(got, "Left out: the negative zeppelins") {
		t.Errorf("told %q", told)
	}
	if sent, told := engine.Sent(catalog.Capabilities{Negative: true}, p); sent.Text != p.Text || sent.Negative != p.Negative || told != nil {
		t.Errorf("with a field: %+v, told %q", sent, told)
	}
	p.Negative = ""
	if sent, told := engine.Sent(catalog.Capabilities{}, p); sent.Text != p.Text || told != nil {
		t.Errorf("without a negative: %+v, told %q", sent, told)
	}
}
