package composer_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// pictures are ideas with the words that no follow-up below may lose.
var pictures = []struct{ idea, keeps string }{
	{"a red boat on a lake", "boat"},
	{"a beach sunset with two gulls", "gulls"},
	{"an old woman in a garden", "woman"},
	{"a knight fighting a dragon", "knight, dragon"},
	{"a neon street in Tokyo", "Tokyo"},
	{"a perfume bottle on black marble", "bottle, marble"},
	{"a sign that says \"OPEN\" above a door", "\"OPEN\""},
	{"loneliness", "Loneliness"},
	{"a logo for a bakery", "logo, bakery"},
	{"a whale above a city", "whale, city"},
	{"une vieille maison au bord de la mer", "maison"},
	{"猫と月", "猫と月"},
}

// wishes change everything but the things in the picture.
var wishes = []string{
	"make it darker", "make it night", "at dawn", "brighter", "more dramatic", "calmer", "as a woodcut", "as a watercolour", "in the style of Turner", "wider", "closer", "from above",
	"only blues", "black and white", "add a lantern", "no fog", "foggy", "in the rain", "winter", "shorter", "longer", "surprise me", "another round", "softer light", "undo",
	"square", "less busy", "mach es dunkler", "plus sombre", "más cálido", "もっと暗く", "golden hour", "without people", "minimalist", "pastel colours", "make it look expensive",
}

// talks holds that many conversations, the same ones on every machine, and
// hands every prompt of them to look, with what was said and the prompt before.
func talks(t *testing.T, to string, many int, look func(said string, before, p prompt.Prompt)) {
	c := composer.New()
	for n := range many {
		dice := rand.New(rand.NewPCG(uint64(n), 1))
		picture := pictures[n%len(pictures)]
		said := []string{picture.idea}
		for range 1 + dice.IntN(8) {
			said = append(said, wishes[dice.IntN(len(wishes))])
		}
		var turns []promptgen.Turn
		var current prompt.Prompt
		for i, message := range said {
			request := promptgen.Request{Conversation: turns, Message: message, Current: current, Dialect: to, Variations: (i + 1) % 2, Seed: uint64(n)}
			r := refine(t, c, request)
			if again := refine(t, c, request); n%8 == 0 && !reflect.DeepEqual(r, again) {
				t.Errorf("%q: the same twice is not the same", said[:i+1])
			}
			next := current
			if r.rewritten != nil {
				next = *r.rewritten
				look(strings.Join(said[:i+1], " > "), current, next)
			}
			for _, v := range r.round {
				look(strings.Join(said[:i+1], " > ")+", a variation", next, v.Prompt)
			}
			turns = append(turns, promptgen.Turn{Message: message, Reply: r.reply, Before: current, Prompt: next})
			current = next
			for _, word := range commas(picture.keeps) {
				if !strings.Contains(strings.ToLower(current.Text), strings.ToLower(word)) {
					t.Errorf("%q: %q is lost\n%s", said[:i+1], word, current.Text)
				}
			}
		}
	}
}

func TestThePictureStaysWhatItIs(t *testing.T) {
	talks(t, "", 72, func(said string, _, p prompt.Prompt) {
		if p.Empty() {
			t.Errorf("%q: empty", said)
		}
		for what, re := range lints {
			if m := re.FindString(p.Text); m != "" {
				t.Errorf("%q: %s: %s\n%s", said, what, m, p.Text)
			}
		}
		if named := hoursNamed(p.Text); len(named) > 1 {
			t.Errorf("%q: two hours: %q\n%s", said, named, p.Text)
		}
		if n := strings.Count(p.Text, "lit by"); n > 1 {
			t.Errorf("%q: lit %d times\n%s", said, n, p.Text)
		}
	})
}

// TestLocksHoldInAnyTalk locks some words of ours or of the person's, wherever
// they stand.
func TestLocksHoldInAnyTalk(t *testing.T) {
	c := composer.New()
	for n := range 36 {
		dice := rand.New(rand.NewPCG(uint64(n), 2))
		p := *refine(t, c, promptgen.Request{Message: pictures[n%len(pictures)].idea}).rewritten
		words := strings.Fields(p.Text)
		from := dice.IntN(len(words) - 3)
		lock := strings.Join(words[from:from+1+dice.IntN(3)], " ")
		p.Locks = []prompt.Lock{{At: strings.Index(p.Text, lock), Text: lock}}
		for range 4 {
			message := wishes[dice.IntN(len(wishes))]
			r := refine(t, c, promptgen.Request{Message: message, Current: p, Variations: 1})
			if r.rewritten != nil {
				p = *r.rewritten
			}
			if !strings.Contains(p.Text, lock) {
				t.Errorf("%q: %q is gone\n%s", message, lock, p.Text)
			}
			for _, v := range r.round {
				if !strings.Contains(v.Text, lock) {
					t.Errorf("%q: %q is gone from a variation\n%s", message, lock, v.Text)
				}
			}
		}
	}
}

// TestPromptsAreWrittenForTheirGenerator holds that each gets its form and its
// length, whatever is said.
func TestPromptsAreWrittenForTheirGenerator(t *testing.T) {
	for _, name := range []string{"sdxl", "midjourney", "runway"} {
		d, ok := dialect.Named(name)
		if !ok {
			t.Fatalf("no dialect %q", name)
		}
		talks(t, name, 12, func(said string, before, p prompt.Prompt) {
			if !d.Fits(p.Text) {
				t.Errorf("%s, %q: %d %s\n%s", name, said, d.Length(p.Text), d.Unit, p.Text)
			}
			ours := strings.Contains(p.Text, "verything is lit") || strings.Contains(p.Text, "The mood is") || strings.Contains(p.Text, "picture is")
			if d.Phrases() && ours {
				t.Errorf("%s, %q: sentences\n%s", name, said, p.Text)
			}
			if before.Empty() && p.Words() > d.Words*3/2 {
				t.Errorf("%s, %q: %d words, best are %d\n%s", name, said, p.Words(), d.Words, p.Text)
			}
		})
	}
}
