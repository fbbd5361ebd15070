package composer_test

import (
	"strings"
	"testing"

	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// TestStraightDownIsSeldom holds how scenes are seen: from the air is for a few
// landscapes.
func TestStraightDownIsSeldom(t *testing.T) {
	c := composer.New()
	air, all := 0, 0
	for _, idea := range []string{"a glorbish vimmer", "a red boat on a lake", "a windmill", "a street in Paris", "a lake", "a forest"} {
		for seed := range uint64(20) {
			r := refine(t, c, promptgen.Request{Message: idea, Seed: seed})
			all++
			if strings.HasPrefix(r.rewritten.Axes[prompt.Camera], "from the air") {
				air++
				if strings.Contains(idea, "vimmer") || strings.Contains(idea, "windmill") {
					t.Errorf("%q is seen from the air", idea)
				}
			}
		}
	}
	if air*10 > all {
		t.Errorf("%d of %d are seen from the air", air, all)
	}
}

func TestCameraAndCompositionAgree(t *testing.T) {
	c := composer.New()
	for seed := range uint64(12) {
		first := refine(t, c, promptgen.Request{Message: "an older woman in a garden", Seed: seed})
		r := refine(t, c, promptgen.Request{Message: "closer", Current: *first.rewritten, Seed: seed})
		if r.rewritten != nil && has(r.rewritten.Text, "whole figure") {
			t.Errorf("near and whole: %s", r.rewritten.Text)
		}
	}
}

// TestVaryKeepsPhrasesApart holds that the light does not grow into the hour.
func TestVaryKeepsPhrasesApart(t *testing.T) {
	c := composer.New()
	for seed := range uint64(12) {
		r := refine(t, c, promptgen.Request{Current: prompt.Prompt{Text: "a red boat on a lake"}, Variations: 4, Seed: seed})
		for _, v := range r.round {
			if strings.Contains(v.Text, "in broad") && !strings.Contains(v.Text, "in broad daylight") {
				t.Errorf("merged: %s", v.Text)
			}
		}
	}
}
