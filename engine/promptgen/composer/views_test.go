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

// TestTheReplyClaimsTheViewThatIsThere holds that two wishes for the view come
// together where they can, and that the reply names no other.
func TestTheReplyClaimsTheViewThatIsThere(t *testing.T) {
	c := composer.New()
	for _, row := range [][4]string{
		{"a red boat on a beach", "closer, at eye level", "from very near, at eye level", "Very near; eye level."},
		{"a red boat on a beach", "at eye level, closer", "at eye level, from very near", "ery near."},
		{"a red boat on a beach", "wider, and from higher up", "space, from higher up", "Wide view; from higher up."},
		{"a red boat on a beach", "closer, wider", "wide", "Wide view."},
	} {
		for seed := range uint64(3) {
			first := refine(t, c, promptgen.Request{Message: row[0], Seed: seed})
			if has(first.rewritten.Axes[prompt.Camera], "wide") {
				continue // "wider" is nothing new
			}
			r := refine(t, c, promptgen.Request{Message: row[1], Current: *first.rewritten, Seed: seed})
			if r.rewritten == nil || !strings.Contains(r.rewritten.Text, row[2]) || !strings.HasSuffix(r.reply, row[3]) || has(r.rewritten.Text, "steps away") {
				t.Errorf("%q, %q: %q %+v", row[0], row[1], r.reply, r.rewritten)
			}
		}
	}
}
