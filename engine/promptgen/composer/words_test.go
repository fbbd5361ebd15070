package composer

import (
	"easel/engine/prompt"
	"testing"

	"pgregory.net/rapid"
)

// The scanner by hand finds what the pattern says a word is.
func TestWordSpansAreThoseOfThePattern(t *testing.T) {
	text := rapid.StringMatching(`([a-c]|é|9|[-'’& .,]|日|"){0,30}`)
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		var got, want []string
		for _, at := range wordSpans(s) {
			got = append(got, s[at.start:at.end])
		}
		want = wordPattern().FindAllString(s, -1)
		if len(got) != len(want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%q: %q, want %q", s, got, want)
			}
		}
	})
}

// A topic that was also a family or a stuff of media would be true of every
// picture in that medium.
func TestTopicsAreNoMedia(t *testing.T) {
	b := readWords()
	media := map[string]string{}
	for _, e := range b.axes[prompt.Medium] {
		media[e.family], media[e.stuff] = e.title, e.title
	}
	topics := map[string]bool{"future": true, "macro": true}
	for _, n := range b.nouns {
		topics[n.topic] = true
	}
	for _, g := range glows {
		topics[g.topic] = true
	}
	for topic := range topics {
		if medium := media[topic]; medium != "" {
			t.Errorf("the topic %q is also what %s is", topic, medium)
		}
	}
}

func TestMessagesOfOtherLanguagesInEnglish(t *testing.T) {
	b := readWords()
	for said, want := range map[string]string{
		"mach es dunkler":               "make it darker",
		"etwas heller, bitte":           "a bit brighter",
		"füge ein Boot hinzu":           "add a boat",
		"ohne Menschen":                 "without people",
		"als Aquarell":                  "as a watercolour",
		"entferne den Hund":             "remove the dog",
		"plus sombre":                   "make it darker",
		"ajoute une lune":               "add a moon",
		"sans la lune":                  "without moon",
		"en noir et blanc":              "in black and white",
		"más cálido":                    "warmer",
		"añade una planta":              "add a plant",
		"quita el perro":                "remove the dog",
		"più scuro":                     "make it darker",
		"もっと暗く":                         "make it darker",
		"夜にして":                          "make it night",
		"船を追加":                          "add a boat",
		"rückgängig":                    "undo",
		"make it darker":                "make it darker",
		"add a die and a con man":       "add a die and a con man",
		"plus a dog":                    "plus a dog",
		"the castle in the fog, please": "the castle in the fog, please",
	} {
		if got := b.inEnglish(said); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
	}
}
