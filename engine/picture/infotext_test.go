package picture

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/dialect"
)

func TestInfotextIsWrittenAsA1111WritesIt(t *testing.T) {
	seed := uint32(5)
	for want, m := range map[string]Made{
		"a beach\nSeed: 5, Size: 1024x768, Model: sketch, Version: easel 1.0": {
			Prompt: "a beach", Generator: "sketch", Seed: &seed, Width: 1024, Height: 768, Easel: "1.0"},
		"a beach\nNegative prompt: people, boats\nSize: 64x64, Model: \"a:b, <c>\", Version: easel": {
			Prompt: "a beach", Negative: "people, boats", Generator: "x", Model: "a:b, <c>", Width: 64, Height: 64},
		"Size: 1x1, Model: unknown, Version: easel": {Width: 1, Height: 1},
	} {
		if got := m.infotext(); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// promptWords are what could confuse a reader of infotext.
var promptWords = []string{"beach", "Steps: 20, Sampler: Euler, Seed: 1", "\n", "\n\n", ", ", ": ", `"`, `\`, "Negative prompt", "Steps:",
	"Size: 1x1", "夕日", "🌊", "é", "\t", "a: b, c: d, e: f", "--ar 3:2", "(sun:1.3)", "{", "easel", "\r\n"}

// tidied is a text as it is after a reader that trims each line.
func tidied(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func TestInfotextRoundTrip(t *testing.T) {
	words := rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(promptWords), rapid.String()))
	rapid.Check(t, func(t *rapid.T) {
		m := Made{
			Prompt:   strings.Join(words.Draw(t, "prompt"), " "),
			Negative: strings.Join(words.Draw(t, "negative"), " "),
			Model:    rapid.StringMatching(`[a-z:,"\\ \n海]{0,12}[a-z]`).Draw(t, "model"),
			Width:    rapid.IntRange(1, maxSide).Draw(t, "width"), Height: rapid.IntRange(1, maxSide).Draw(t, "height"),
			Easel: "1.0",
		}
		if rapid.Bool().Draw(t, "seeded") {
			seed := rapid.Uint32().Draw(t, "seed")
			m.Seed = &seed
		}
		if strings.Contains(m.Prompt+m.Negative, dialect.NegativeMark) {
			t.Skip("the format itself is ambiguous here")
		}
		got, pairs := madeFromInfotext(m.infotext())
		if got.Prompt != tidied(m.Prompt) || got.Negative != tidied(m.Negative) {
			t.Fatalf("wrote %q, %q\nread  %q, %q", m.Prompt, m.Negative, got.Prompt, got.Negative)
		}
		if len(pairs) < 3 || got.Width != m.Width || got.Height != m.Height {
			t.Fatalf("read %+v, %v", got, pairs)
		}
		if (got.Seed == nil) != (m.Seed == nil) || got.Seed != nil && *got.Seed != *m.Seed {
			t.Fatal("the seed is another one")
		}
		if !strings.HasPrefix(strings.TrimSpace(m.Model), `"`) && got.Model != strings.TrimSpace(m.Model) && got.Model != m.Model {
			t.Fatalf("model %q came back as %q", m.Model, got.Model)
		}
	})
}

func TestSeedsThatAreNoneAreLeftOut(t *testing.T) {
	for _, seed := range []string{"-1", "4294967296", "x", ""} {
		if m, _ := madeFromInfotext("a\nSeed: " + seed + ", Size: 1x1, Model: m"); m.Seed != nil {
			t.Errorf("%q was read as seed %d", seed, *m.Seed)
		}
	}
}

func FuzzInfotext(f *testing.F) {
	f.Add("a cat\nNegative prompt: dogs\nSteps: 1, Seed: 2, Size: 3x4")
	f.Add(strings.Join(promptWords, " "))
	f.Fuzz(func(t *testing.T, s string) {
		m, pairs := madeFromInfotext(s)
		if pairs != nil && len(pairs) < 3 {
			t.Errorf("%d pairs are settings", len(pairs))
		}
		if len(m.Prompt)+len(m.Negative) > len(s) {
			t.Errorf("read more text than there is")
		}
	})
}
