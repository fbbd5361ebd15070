package catalog

import (
	"strings"
	"testing"

	"easel/engine/problem"
)

func TestParametersTakeWhatTheirKindIs(t *testing.T) {
	for _, c := range []struct {
		p         Parameter
		good, bad []string
		ruleHolds string
	}{
		{Parameter{Title: "Format", Choices: []string{"png", "webp"}}, []string{"", "png", "webp"}, []string{"PNG", "gif"}, "png, webp"},
		{Parameter{Title: "Sampler", Choices: []string{"euler"}, Open: true}, []string{"", "euler", "their own"}, nil, "knows"},
		{Parameter{Title: "Steps", Kind: Integer, Min: 1, Max: 150}, []string{"", "1", "150"}, []string{"0", "151", "2.5", "x", "1e3"}, "from 1 to 150"},
		{Parameter{Title: "Clip", Kind: Integer}, []string{"-7", "99999"}, []string{"1.0"}, "whole number"},
		{Parameter{Title: "Guidance", Kind: Number, Min: 0, Max: 30}, []string{"7", "7.5", "0"}, []string{"-1", "31", "NaN", "Inf", "seven"}, "0 to 30"},
		{Parameter{Title: "Tiling", Kind: Switch}, []string{"on", "off"}, []string{"true", "1"}, "on or off"},
		{Parameter{Title: "Workflow", Kind: Text}, []string{"a b", "x"}, []string{"a\nb"}, "one line"},
	} {
		for _, v := range c.good {
			if err := c.p.Check(v); err != nil {
				t.Errorf("%s refused %q: %v", c.p.Title, v, err)
			}
		}
		for _, v := range c.bad {
			if err := c.p.Check(v); problem.Of(err).Kind != problem.Usage || !strings.Contains(problem.Of(err).Hint, c.ruleHolds) {
				t.Errorf("%s took %q, or did not say what it takes: %v", c.p.Title, v, err)
			}
		}
		if !strings.Contains(c.p.Rule(), c.ruleHolds) {
			t.Errorf("%s says %q", c.p.Title, c.p.Rule())
		}
	}
}

func TestOnlyItsOwnParametersAreTaken(t *testing.T) {
	can := Capabilities{Parameters: []Parameter{{Name: "steps", Title: "Steps", Kind: Integer}}}
	if err := can.CheckOwn("x", map[string]string{"steps": "20"}); err != nil {
		t.Error(err)
	}
	for _, none := range []Capabilities{{}, can} {
		if err := none.CheckOwn("x", map[string]string{"sampler": "euler"}); err == nil || !strings.Contains(err.Error(), "sampler") {
			t.Errorf("got %v", err)
		}
	}
}
