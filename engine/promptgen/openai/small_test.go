package openai_test

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/openai"
)

// real is what Qwen2.5-Coder-0.5B answered through llama.cpp in November 2026.
func real(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/small/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func tiny(o *openai.Options) { o.Model = "/models/qwen2.5-coder-0.5b-instruct.gguf" }

func TestASmallModelIsAskedForOnePromptAtATime(t *testing.T) {
	m := serve(t, says(real(t, "marks")), says(real(t, "plain")), says(real(t, "plain")), says("Sure! Here is the prompt:\n\nA beach in a storm, dark waves and rain."))
	got := refine(t, generator(t, m, tiny), idea(2))
	if got.err != nil || got.rewrite.Text != "A beach at sunset, golden light over wet sand, low camera, calm waves, warm oranges, as a photograph, with a lighthouse." || len(got.round) != 2 || len(m.got) != 4 {
		t.Fatalf("%+v after %d requests", got, len(m.got))
	}
	if v := got.round[1]; v.Text != "A beach in a storm, dark waves and rain." || len(v.Differs) != 2 || v.Title == got.round[0].Title {
		t.Errorf("%+v", v)
	}
	for i, s := range m.got {
		if last := s.Messages[len(s.Messages)-1]; s.format() != "none" || len(s.Messages[0].Content) > 600 || last.Role != "user" || i > 0 && s.Messages[2].Content != got.rewrite.Text {
			t.Errorf("request %d: %+v", i, s.Messages)
		}
		if most := string(s.raw["max_completion_tokens"]); len(most) != 3 {
			t.Errorf("request %d may write %s tokens", i, most)
		}
	}
}

func TestWhatSmallModelsReallyWrite(t *testing.T) {
	const beach = "A beach at sunset, golden light over wet sand, low camera, calm waves, warm oranges, as a photo"
	for name, want := range map[string]string{
		"echo": beach + ".", "marks2": beach + "graph with a sunset breeze and a warm front.", "plain": "A night's sunset with a moonlit beach",
		"quoted": "A serene sunset with a blue sky, the water is warm and inviting, with a peaceful view of the landscape.",
		"again":  "A sunset stretches over the calm beach, casting a warm glow over the sandy shore. The sun is casting",
		"listed": "A blue sunset sets on a beach", "variations": "The sunset is a beautiful day",
	} {
		m := serve(t, says(real(t, name)))
		got := refine(t, generator(t, m, tiny), promptgen.Request{Message: "make it wild", Current: prompt.Prompt{Text: "A sea."}})
		if got.err != nil || got.rewrite == nil || !strings.HasPrefix(got.rewrite.Text, want) || strings.Contains(got.rewrite.Text, "PROMPT") || len(m.got) != 1 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := refine(t, generator(t, serve(t, saysUntil(real(t, "again"), "length")), tiny), idea(0))
	if got.err != nil || len(got.rewrite.Text) > 400 || !strings.HasSuffix(got.rewrite.Text, "blowing over it.") {
		t.Errorf("%+v %+v", got, got.rewrite)
	}
	got = refine(t, generator(t, serve(t, says(real(t, "variations")))), idea(3))
	if got.err != nil || len(got.round) != 3 {
		t.Errorf("%+v", got)
	}
}

func TestAnotherRoundOfASmallModelIsAnotherOne(t *testing.T) {
	r := promptgen.Request{Current: prompt.Prompt{Text: "A sea."}, Variations: 4, Axes: []prompt.Axis{prompt.Time, prompt.Mood}}
	var rounds []string
	for _, seed := range []uint64{1, 2, 3, 4, 5, 6} {
		n := 0
		m := serve(t, func(w http.ResponseWriter, s sent) {
			n++
			says(fmt.Sprintf("A calm sea for the %dth time.", n))(w, s)
		})
		r.Seed = seed
		got := refine(t, generator(t, m, tiny), r)
		if got.err != nil || len(got.round) != 4 || got.rewrite.Text != "A sea." {
			t.Fatalf("%+v", got)
		}
		for _, v := range got.round {
			if !slices.Equal(v.Differs, []prompt.Axis{prompt.Mood, prompt.Time}) {
				t.Errorf("differs on %v", v.Differs)
			}
		}
		rounds = append(rounds, got.titles())
	}
	if slices.Sort(rounds); len(slices.Compact(rounds)) < 2 {
		t.Errorf("always %v", rounds[0])
	}
}

// A model that goes round in circles is stopped, asked once more, and then for
// one prompt at a time; the next message begins with that.
func TestAModelThatGoesRoundInCircles(t *testing.T) {
	circle := saysUntil(real(t, "circle"), "length")
	n := 0
	m := serve(t, circle, circle, func(w http.ResponseWriter, s sent) {
		n++
		says(fmt.Sprintf("A calm sea for the %dth time.", n))(w, s)
	})
	g := generator(t, m)
	r := promptgen.Request{Current: prompt.Prompt{Text: "a beach sunset"}, Variations: 2}
	got := refine(t, g, r)
	if got.err != nil || len(got.round) != 2 || len(m.got) != 4 || len(got.reply) > 2500 {
		t.Fatalf("%+v after %d requests", got, len(m.got))
	}
	if wrong := m.got[1].Messages[2].Content; len(wrong) > 600 {
		t.Errorf("%d characters of it were sent again", len(wrong))
	}
	if got = refine(t, g, r); got.err != nil || len(m.got) != 6 {
		t.Errorf("%+v after %d requests", got, len(m.got))
	}
	whatIsThere := strings.Repeat("one wave and one more, ", 60)
	m = serve(t, says(whole("Yes.", written("Sea", whatIsThere+"at night"))))
	if got := refine(t, generator(t, m), promptgen.Request{Message: "make it night", Current: prompt.Prompt{Text: whatIsThere}}); got.err != nil || len(m.got) != 1 {
		t.Errorf("a person's own repetition is none of the model's: %v", got.err)
	}
}

func TestASmallModelAnswersAQuestion(t *testing.T) {
	m := serve(t, says("The sun is low there."))
	got := refine(t, generator(t, m, tiny), promptgen.Request{Message: "why so low?", Current: prompt.Prompt{Text: "A sea."}, Variations: 4})
	if got.err != nil || got.reply != "The sun is low there." || got.rewrite != nil || len(m.got) != 1 {
		t.Errorf("%+v after %d requests", got, len(m.got))
	}
}

func TestASmallModelKeepsWhatCame(t *testing.T) {
	m := serve(t, says("A calm sea at dusk."), says("A calm sea at night."), saysUntil("A calm", ""))
	got := refine(t, generator(t, m, tiny), idea(3))
	if got.rewrite == nil || len(got.round) != 1 || !strings.Contains(fmt.Sprint(got.err), "cut off") {
		t.Errorf("%+v", got)
	}
	m = serve(t, saysUntil("<think>hm, a sea", "length"), saysUntil("<think>hm</think>A calm sea at dusk. It is la", "length"))
	if got := refine(t, generator(t, m, tiny), idea(0)); got.err != nil || got.rewrite.Text != "A calm sea at dusk." || len(m.got) != 2 {
		t.Errorf("one that thinks gets room for it: %+v", got)
	}
	locked := promptgen.Request{Message: "at night", Current: prompt.Prompt{Text: "A red bicycle.", Locks: []prompt.Lock{{At: 2, Text: "red bicycle"}}}}
	m = serve(t, says("A blue bicycle at night."))
	if got := refine(t, generator(t, m, tiny), locked); !strings.Contains(fmt.Sprint(got.err), `locked words "red bicycle"`) || !strings.Contains(fmt.Sprint(m.got[0].Messages), `Keep the words \"red bicycle\"`) && !strings.Contains(fmt.Sprint(m.got[0].Messages), `Keep the words "red bicycle"`) {
		t.Errorf("%+v", got)
	}
}

func TestARefusalIsSaid(t *testing.T) {
	for _, text := range []string{
		"I'm sorry, but I can't help with that.", "I can’t assist with creating that prompt.", "As an AI language model, I cannot do this.",
		`{"reply":"Sorry, I can't help with that.","prompt":null,"variations":[]}`,
	} {
		for _, change := range []func(*openai.Options){tiny, func(*openai.Options) {}} {
			m := serve(t, says(text))
			if got := refine(t, generator(t, m, change), idea(2)); problem.Of(got.err).Kind != problem.Refused || got.rewrite != nil || len(m.got) != 1 {
				t.Errorf("%q gave %+v after %d requests", text, got, len(m.got))
			}
		}
	}
	m := serve(t, says(`{"reply":"I'm sorry, I can't help with that.","prompt":null,"variations":[]}`))
	if got := refine(t, generator(t, m), promptgen.Request{Current: prompt.Prompt{Text: "A sea."}, Variations: 2}); problem.Of(got.err).Kind != problem.Refused {
		t.Errorf("another round: %+v", got)
	}
	m = serve(t, says(whole("I cannot see people in it, so I added one.", sea())))
	if got := refine(t, generator(t, m), idea(0)); got.err != nil || got.rewrite == nil {
		t.Errorf("no refusal: %+v", got)
	}
}

// Another round of nothing is no round.
func TestNoVariationsAtAllIsAFailure(t *testing.T) {
	r := promptgen.Request{Current: prompt.Prompt{Text: "A sea."}, Variations: 2}
	for answer, want := range map[string]string{"": "empty answer", `{"reply":"Yes.","prompt":null,"variations":[]}`: "did not write a prompt"} {
		if got := refine(t, generator(t, serve(t, says(answer))), r); len(got.round) != 0 || !strings.Contains(fmt.Sprint(got.err), want) {
			t.Errorf("%q: %+v", answer, got)
		}
	}
}

func TestAnswersThatAreNearlyRight(t *testing.T) {
	for name, answer := range map[string]string{
		"commas and line ends": "{\"reply\":\"Yes.\",\"prompt\":{\"title\":\"Sea\",\"text\":\"A calm sea\nat dusk.\",},\"variations\":[{\"title\":\"Night\",\"text\":\"A sea at \\\"night\\\", all blue.\",\"axes\":[{\"axis\":\"time\",\"value\":\"night\"},{\"axis\":\"mood\",\"value\":\"still\"},]},]}",
		"an object around it":  `{"result":{"round":` + whole("Yes.", sea(), night()) + `}}`,
		"headings":             "Here are some prompts for you:\n\n### Prompt\nA calm sea at dusk.\n\n### Variations\n\n**1. Night**\nA calm sea at night, all in blue.\n\nEnjoy!",
		"bold titles":          "**Rewritten Prompt:**\nA calm sea at dusk.\n\n1. **Night** - A calm sea at night, under a cold moon.",
	} {
		m := serve(t, says(answer))
		got := refine(t, generator(t, m), idea(1))
		if got.err != nil || got.rewrite == nil || got.rewrite.Text != "A calm sea at dusk." || got.titles() != "Night" || len(m.got) != 1 {
			t.Errorf("%s: %+v, %d requests", name, got, len(m.got))
		}
	}
}
