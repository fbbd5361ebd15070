package promptgen_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/promptgen"
)

// mixed writes out what was read: "B+D lighting palette:A | rest".
func mixed(m promptgen.Mix, rest string) string {
	out := m.Base
	if m.Merge != "" {
		out += "+" + m.Merge
	}
	for _, t := range m.Takes {
		out += fmt.Sprintf(" %v:%s", t.Axes, t.Letter)
	}
	return strings.TrimSpace(out + " | " + rest)
}

func TestMixesAreRead(t *testing.T) {
	for msg, want := range map[string]string{
		"B with the light of A":                 "B [lighting]:A |",
		"more of C's composition":               "[composition]:C |",
		"A and D together":                      "A+D |",
		"the palette and mood of D":             "[palette mood]:D |",
		"like C but with B's colours":           "C [palette]:B |",
		"the second one, lit like D":            "B [lighting]:D |",
		"variation c with the time of day of A": "C [time]:A |",
		"make B darker":                         "B | make it darker",
		"B, and add a lighthouse":               "B | add a lighthouse",
		"a man and I are on a beach":            "| a man and I are on a beach",
		"make it night":                         "| make it night",
		"A":                                     "A |",
		"a":                                     "A |",
		"painted like D":                        "[medium texture]:D |",
		"use the light from E and the framing of B.": "[lighting]:E [composition]:B |",
		"A with the light of B":                      "A [lighting]:B |",
		"A with the light of Z":                      "A [lighting]:Z |",
		"Z with the light of A":                      "Z [lighting]:A |",
		"A and Z together":                           "A+Z |",
		"z":                                          "Z |",
		"Q, but darker":                              "Q | darker",
		"add a T-shirt":                              "| add a T-shirt",
		"T. rex in the back":                         "| T. rex in the back",
		"a U.S. flag":                                "| a U.S. flag",
		"add the letters X and Y":                    "| add the letters X and Y",
		"in the style of M. C. Escher":               "| in the style of M. C. Escher",
		"B in the style of N.C. Wyeth":               "B | in the style of N.C. Wyeth",
		"":                                           "|",
	} {
		if got := mixed(promptgen.ReadMix(msg)); got != strings.TrimSpace(want) {
			t.Errorf("%q was read as %q, want %q", msg, got, want)
		}
	}
}

func TestRoundsOnSomeAxesAreRead(t *testing.T) {
	for msg, want := range map[string]string{
		"another round, only the lighting":     "[lighting]",
		"one more round with other colours":    "[palette]",
		"new round, just the light and mood.":  "[lighting mood]",
		"another round":                        "[]",
		"another round of drinks":              "[]",
		"make the lighting another round lamp": "[]",
	} {
		if got := fmt.Sprint(promptgen.ReadRound(msg)); got != want {
			t.Errorf("%q was read as %s, want %s", msg, got, want)
		}
	}
}

func TestAnyMessageCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.SampledFrom(strings.Fields("A B C D I a the light of and with 's more together first one round only make it 界 , . \xff")))
		msg := strings.Join(words.Draw(t, "words"), " ")
		m, _ := promptgen.ReadMix(msg)
		for _, take := range m.Takes {
			if len(take.Axes) == 0 || len(take.Letter) != 1 {
				t.Fatalf("%q takes %+v", msg, take)
			}
		}
		promptgen.NamesVariation(msg)
		promptgen.ReadRound(msg)
	})
}
