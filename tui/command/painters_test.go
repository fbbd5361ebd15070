package command_test

import (
	"context"
	"iter"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/picture"
)

// named is a painter under another name, which takes its time and costs
// something.
type named struct {
	painter
	name string
	each float64
	time time.Duration
	can  func(*catalog.Capabilities)
}

func (n named) Info() imagegen.Info {
	info := n.painter.Info()
	info.Name, info.Model, info.Can.Free = n.name, n.name+"-1", false
	if n.can != nil {
		n.can(&info.Can)
	}
	return info
}

func (n named) Estimate(r imagegen.Request) catalog.Estimate {
	return catalog.Estimate{Low: n.each, High: n.each, Known: n.each > 0, AsOf: "2026-11-22"}
}

func (n named) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		for e, err := range n.painter.Generate(ctx, r) {
			if _, came := e.(imagegen.Bytes); came {
				time.Sleep(n.time) // on the test's own clock
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func several(t *testing.T, painters ...imagegen.ImageGenerator) *machine {
	m := newMachine(t)
	m.process.ImageGenerators = painters
	return m
}

// Several take as long as the slowest, and print in the order in which their
// pictures come.
func TestOnePromptForSeveralGenerators(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := several(t, named{name: "slow", each: 0.05, time: 30 * time.Second}, named{name: "quick", each: 0.02, time: time.Second}, named{name: "middle", each: 0.03, time: 20 * time.Second})
		began := time.Now()
		r := m.must("generate", "a beach", "--image", "slow,quick", "--image", "middle:middle-1")
		if took := time.Since(began); took < 30*time.Second || took > 40*time.Second {
			t.Errorf("took %v", took)
		}
		lines := r.lines()
		if len(lines) != 3 {
			t.Fatalf("printed %q, %s", r.out, r.err)
		}
		var seeds []uint32
		for i, want := range []string{"quick", "middle", "slow"} {
			info, err := picture.Read(lines[i])
			if err != nil || info.Made.Generator != want {
				t.Fatalf("picture %d: %+v, %v", i, info, err)
			}
			seeds = append(seeds, *info.Made.Seed)
		}
		if seeds[0] != seeds[1] || seeds[1] != seeds[2] {
			t.Errorf("the seeds are %v", seeds)
		}
		for _, says := range []string{"1 picture of 1024x1024 by slow:slow-1: about $0.05.", "by quick:quick-1: about $0.02.", "Together: about $0.10."} {
			if !strings.Contains(r.err, says) {
				t.Errorf("%q does not say %q", r.err, says)
			}
		}
	})
}

func TestOneThatFailsDoesNotTouchTheOthers(t *testing.T) {
	m := several(t, named{name: "a", each: 0.01}, named{name: "b", each: 0.01, painter: painter{fails: "dragon"}},
		named{name: "c", each: 0.01, can: func(c *catalog.Capabilities) { c.PromptLimit = 3 }})
	r := m.run("generate", "a dragon", "--image", "a,b,c", "--json")
	document := decode(t, r.out)
	if images := at(t, document, "images").([]any); r.code != 1 || len(images) != 1 || at(t, document, "images.0.generator") != "a" {
		t.Errorf("exit %d, %s", r.code, r.out)
	}
	if at(t, document, "errors.0.kind") != "refused" || !strings.HasPrefix(at(t, document, "errors.0.message").(string), "b:b-1: ") ||
		at(t, document, "errors.1.kind") != "usage" || !strings.Contains(at(t, document, "errors.1.message").(string), "c:c-1: The prompt has 8 characters") {
		t.Errorf("errors: %s", r.out)
	}
	if strings.Contains(r.err, "by c:c-1") {
		t.Errorf("what cannot paint is priced: %q", r.err)
	}
	r = m.run("generate", "a dragon", "--image", "a,b")
	if r.code != 3 || len(r.lines()) != 1 || !strings.Contains(r.err, "b:b-1: The generator refused this") || r.lastLine() != "easel: 1 of 2 generations failed" {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
}

func TestTheExitCodeIsThatOfAllThatFailed(t *testing.T) {
	short := func(c *catalog.Capabilities) { c.PromptLimit = 3 }
	refuses := painter{fails: "dragon"}
	m := several(t, named{name: "a", each: 0.01, painter: refuses}, named{name: "b", each: 0.01, painter: refuses}, named{name: "c", each: 0.01, can: short})
	for images, code := range map[string]int{"a,b": 3, "a,c": 1, "a": 3} {
		if r := m.run("generate", "a dragon", "--image", images); r.code != code || r.out != "" {
			t.Errorf("%s: exit %d, not %d: %q", images, r.code, code, r.err)
		}
	}
	if r := m.run("generate", "a dragon", "--image", "a,b", "--json"); r.code != 1 {
		t.Errorf("with --json: exit %d", r.code)
	}
}

func TestEachPaintsWhatIsNearest(t *testing.T) {
	wide := func(c *catalog.Capabilities) {
		c.Sizes = []catalog.Size{{Width: 512, Height: 512}, {Width: 768, Height: 512}}
		c.Seed = false
	}
	m := several(t, named{name: "a", each: 0.01}, named{name: "b", each: 0.01, can: wide})
	r := m.must("generate", "a beach", "--image", "a,b", "--size", "1536x1024", "--json")
	document := decode(t, r.out)
	if at(t, document, "images.0.width") != 1536.0 || at(t, document, "images.1.width") != 768.0 || at(t, document, "images.1.seed") != nil {
		t.Errorf("%s", r.out)
	}
	if r := m.run("generate", "a beach", "--image", "b", "--size", "1536x1024"); r.code != 2 || !strings.Contains(r.err, "does not paint 1536x1024") {
		t.Errorf("one alone: exit %d, %q", r.code, r.err)
	}
}

func TestSeveralThatCannotBe(t *testing.T) {
	m := several(t, named{name: "a", each: 0.01}, named{name: "b"})
	for says, args := range map[string][]string{
		"There is no image generator": {"--image", "a,nobody"},
		"cannot be \"a,\"":            {"--image", "a,"},
		"nobody knows what 1 picture": {"--image", "a,b"},
		"None of these has a setting": {"--image", "a,b", "--set", "steps=3", "--yes"},
	} {
		r := m.run(append([]string{"generate", "a beach"}, args...)...)
		if r.code != 2 || !strings.Contains(r.err, says) || r.out != "" {
			t.Errorf("%q: exit %d, %q", args, r.code, r.err)
		}
	}
	if r := m.must("generate", "a beach", "--image", "a,b,a", "--yes"); len(r.lines()) != 2 {
		t.Errorf("named twice: %q", r.out)
	}
}
