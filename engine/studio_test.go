package engine_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

func TestGeneratorsAreFoundByName(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"writer", "writer:w-1"} {
		g, err := d.studio.PromptGenerator(name)
		if err != nil || g.Info().Name != "writer" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "writer:w-2", "Writer", ":w-1"} {
		_, err := d.studio.PromptGenerator(name)
		fails(t, err, problem.Usage, "There are: writer")
	}
	if g, err := d.studio.ImageGenerator("painter:p-1"); err != nil || g.Info().Name != "painter" {
		t.Error(err)
	}
	_, err := d.studio.ImageGenerator("nobody")
	fails(t, err, problem.Usage, `"nobody"`, "There are: painter")
}

func TestTheBuiltInGeneratorsComeFirstAndAreFree(t *testing.T) {
	prompts, images, err := engine.NewStudio(engine.Parts{}).Engines(t.Context())
	if err != nil || len(prompts) == 0 || prompts[0].Name != "composer" || len(images) == 0 || images[0].Name != "sketch" {
		t.Fatalf("there are %v and %v", prompts, images)
	}
	for _, e := range []engine.Engine{prompts[0], images[0]} {
		if !e.Ready || !e.Free || e.URL != "" || !strings.Contains(e.Reason, "built in") {
			t.Errorf("got %+v", e)
		}
	}
}

func TestVarying(t *testing.T) {
	d := newDesk(t)
	seed := uint64(9)
	var asked promptgen.Request
	spy := writer{func(ctx context.Context, r promptgen.Request, yield func(promptgen.Event, error) bool) {
		asked = r
		says(reply("Four."), rewritten("settled"), varied("A"), varied("A"), varied(""), varied("B"), varied("C")).refine(ctx, r, yield)
	}}
	base, variations, err := d.studio.Vary(t.Context(), prompt.Prompt{Text: "a beach"}, engine.Message{To: spy, Variations: 2, Axes: []prompt.Axis{prompt.Mood}, Seed: &seed, Dialect: "flux"}, nil)
	ok(t, err)
	if asked.Current.Text != "a beach" || asked.Message != "" || asked.Variations != 2 || asked.Seed != 9 || asked.Dialect != "flux" || !slices.Equal(asked.Axes, []prompt.Axis{prompt.Mood}) {
		t.Errorf("it was asked %+v", asked)
	}
	if base.ID != asked.Current.ID || base.Text != "settled" || !slices.Equal(texts(variations), []string{"A", "B"}) || variations[0].ID == "" {
		t.Errorf("got %+v, %q", base, texts(variations))
	}
	if base, _, _ = d.studio.Vary(t.Context(), prompt.Prompt{Text: "a beach"}, engine.Message{To: says(varied("A")), Variations: 1}, nil); base.Text != "a beach" {
		t.Errorf("without a rewrite the prompt is %q", base.Text)
	}
	list, err := d.studio.Sessions(t.Context(), 0)
	if err != nil || len(list) != 0 {
		t.Error("varying made a session", list, err)
	}
}

func TestVaryingThatFails(t *testing.T) {
	d := newDesk(t)
	for _, text := range []string{"", " \n"} {
		_, _, err := d.studio.Vary(t.Context(), prompt.Prompt{Text: text}, engine.Message{To: says(), Variations: 4}, nil)
		fails(t, err, problem.Usage, "no prompt")
	}
	for _, n := range []int{-1, 0, 13} {
		_, _, err := d.studio.Vary(t.Context(), prompt.Prompt{Text: "a beach"}, engine.Message{To: says(), Variations: n}, nil)
		fails(t, err, problem.Usage, "1 to 12")
	}
	_, variations, err := d.studio.Vary(t.Context(), prompt.Prompt{Text: "a beach"}, engine.Message{To: says(varied("A"), errBroke), Variations: 4}, nil)
	fails(t, err, problem.Failed, "broke")
	if len(variations) != 1 {
		t.Error("what came before is lost")
	}
}

func TestAStudyIsDrawnOnce(t *testing.T) {
	s := engine.NewStudio(engine.Parts{})
	p := prompt.Prompt{Text: "a beach sunset"}
	first := s.Study(p, 64, 48, 1)
	if b := first.Image.Bounds(); b.Dx() != 64 || b.Dy() != 48 {
		t.Fatalf("it is %v", b)
	}
	if &first.Image.Pix[0] != &s.Study(p, 64, 48, 1).Image.Pix[0] {
		t.Error("the same study was drawn twice")
	}
	for i := range 160 { // as many as are remembered
		s.Study(p, 16, 16, uint32(2+i))
	}
	if &first.Image.Pix[0] == &s.Study(p, 64, 48, 1).Image.Pix[0] {
		t.Error("studies are remembered without end")
	}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() { s.Study(p, 64, 48, uint32(i%2)) })
	}
	group.Wait()
}

// The built-in generators, as a fresh machine has them.
func TestAFirstSessionWithWhatIsBuiltIn(t *testing.T) {
	d := newDesk(t)
	built := engine.NewStudio(engine.Parts{})
	composer, err := built.PromptGenerator("composer")
	ok(t, err)
	sketch, err := built.ImageGenerator("sketch")
	ok(t, err)
	o := d.open()
	for _, text := range []string{"a beach sunset", "make it night and add a lighthouse", ""} {
		ok(t, ended(o.Send(t.Context(), engine.Message{Text: text, To: composer, Variations: 4})))
		if n := len(lastRound(t, o).Variations); n != 4 {
			t.Errorf("%q gave %d variations", text, n)
		}
	}
	ok(t, ended(o.Generate(t.Context(), generation(o, 2, sketch))))
	if len(o.State().Pictures()) != 2 || len(o.State().Rounds()) != 3 {
		t.Error(told(o.State()))
	}
	d.isKept(o)
}
