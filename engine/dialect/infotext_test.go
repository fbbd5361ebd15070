package dialect

import (
	"slices"
	"testing"
)

func TestInfotextIsReadAsA1111ReadsIt(t *testing.T) {
	for name, c := range map[string]struct {
		text, prompt, negative string
		pairs                  []Pair
	}{
		"all of it": {
			"a cat, (masterpiece:1.2)\nsecond line\nNegative prompt: dogs,\nrain\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x512, Model hash: 45dee52b, Model: v1-5, Version: v1.6.0",
			"a cat, (masterpiece:1.2)\nsecond line", "dogs,\nrain",
			[]Pair{{"Steps", "20"}, {"Sampler", "Euler a"}, {"CFG scale", "7"}, {"Seed", "965400086"}, {"Size", "512x512"},
				{"Model hash", "45dee52b"}, {"Model", "v1-5"}, {"Version", "v1.6.0"}},
		},
		"quoted values": {
			"x\nSteps: 1, Lora hashes: \"a: 1b, \\\"b\\\": 2\", Note: \"two\\nlines\", Broken: \"no end, Seed: 4",
			"x", "", []Pair{{"Steps", "1"}, {"Lora hashes", `a: 1b, "b": 2`}, {"Note", "two\nlines"}, {"Broken", `"no end`}, {"Seed", "4"}},
		},
		"two pairs are prompt":  {"a cat\nSteps: 1, Seed: 2", "a cat\nSteps: 1, Seed: 2", "", nil},
		"no settings":           {"just words", "just words", "", nil},
		"only settings":         {"Steps: 1, Seed: 2, Size: 3x4", "", "", []Pair{{"Steps", "1"}, {"Seed", "2"}, {"Size", "3x4"}}},
		"only a negative":       {"Negative prompt: fog", "", "fog", nil},
		"nothing":               {"", "", "", nil},
		"windows line ends":     {"a cat\r\nNegative prompt: dogs\r\nSteps: 1, Seed: 2, Size: 3x4\r\n", "a cat", "dogs", []Pair{{"Steps", "1"}, {"Seed", "2"}, {"Size", "3x4"}}},
		"keys in other scripts": {"猫\nSchritte: 1, Größe: 2x2, シード: 5", "猫", "", []Pair{{"Schritte", "1"}, {"Größe", "2x2"}, {"シード", "5"}}},
	} {
		text, negative, pairs := Infotext(c.text)
		if text != c.prompt || negative != c.negative || !slices.Equal(pairs, c.pairs) {
			t.Errorf("%s: got %q, %q, %q", name, text, negative, pairs)
		}
	}
}
