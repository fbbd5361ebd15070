package openai_test

import (
	"fmt"
	"strings"
	"testing"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// What a model writes that cannot keep a form is read by its lines.
func TestAnAnswerInLines(t *testing.T) {
	for name, c := range map[string]struct{ answer, text, titles string }{
		"as asked for": {"Prompt: A calm sea at dusk, amber light.\n1. Night: A calm sea at night, all in blue.\n2. Storm: A wild sea in a storm.", "A calm sea at dusk, amber light.", "Night,Storm"},
		"decorated":    {"Sure! Here you go.\n\n**Prompt:** A calm sea at dusk.\n\n- **Night**: A calm sea at night.\n- *Storm*: A wild sea in a storm.\nEnjoy.", "A calm sea at dusk.", "Night,Storm"},
		"no name":      {"1. \"A calm sea at dusk, amber.\"\n2) A calm sea at night, blue.\nB. A wild sea in a storm.", "A calm sea at dusk, amber.", "A calm sea at night,A wild sea in a"},
		"letters":      {"<think>1. no, not this one</think>Rewritten prompt: A calm sea at dusk.\nVariation A: Night: A calm sea at night.\nOption B: Storm: A wild sea in a storm.", "A calm sea at dusk.", "Night,Storm"},
	} {
		t.Run(name, func(t *testing.T) {
			m := serve(t, says(c.answer))
			got := refine(t, generator(t, m), idea(2))
			if got.err != nil || got.rewrite == nil || got.rewrite.Text != c.text || got.titles() != c.titles {
				t.Errorf("%+v", got)
			}
			if len(m.got) != 1 {
				t.Errorf("asked %d times", len(m.got))
			}
		})
	}
}

func TestProseIsNoPrompt(t *testing.T) {
	m := serve(t, says("Well.\n1. no\n2. a b"))
	got := refine(t, generator(t, m), promptgen.Request{Message: "a sea", Variations: 2})
	if got.rewrite != nil || !strings.Contains(fmt.Sprint(got.err), "did not write a prompt") || len(m.got) != 3 {
		t.Errorf("%+v after %d requests", got, len(m.got))
	}
}

func TestTheAnswerToAQuestionNeedsNoForm(t *testing.T) {
	const because = "1. Because the sun is low there.\n2. Because you asked for dusk."
	m := serve(t, says(because))
	got := refine(t, generator(t, m), promptgen.Request{Message: "why so low?", Current: prompt.Prompt{Text: "A sea."}, Variations: 2})
	if got.err != nil || got.rewrite != nil || got.reply != because || len(m.got) != 1 {
		t.Errorf("%+v after %d requests", got, len(m.got))
	}
}

// Fewer than were wanted are asked for once more.
func TestLinesAreMadeUp(t *testing.T) {
	m := serve(t, says("Prompt: A calm sea at dusk.\n1. Night: A calm sea at night."), says("1. Storm: A wild sea in a storm."))
	if got := refine(t, generator(t, m), idea(2)); got.err != nil || got.rewrite.Text != "A calm sea at dusk." || got.titles() != "Night,Storm" || got.reply != "" {
		t.Errorf("%+v", got)
	}
}

// A model that runs on for ever in a prompt is stopped, and asked once more.
func TestAPromptWithoutEndIsStopped(t *testing.T) {
	endless := `{"reply":"Yes.","prompt":{"title":"Sea","text":"` + strings.Repeat("calm and ", 20_000)
	m := serve(t, says(endless), says(whole("b", sea(), night())))
	if got := refine(t, generator(t, m), idea(1)); got.err != nil || got.rewrite.Text != "A calm sea at dusk." || len(m.got) != 2 || !strings.Contains(fmt.Sprint(m.got[1].Messages), "the same again and again") {
		t.Errorf("%+v", got)
	}
	long := prompt.Prompt{Text: strings.Repeat("calm and ", 3000)}
	m = serve(t, says(whole("b", written("Sea", long.Text+"at night"))))
	if got := refine(t, generator(t, m), promptgen.Request{Message: "make it night", Current: long}); got.err != nil || len(m.got) != 1 {
		t.Errorf("a long prompt is not changed: %v", got.err)
	}
}
