package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Ideas that leave the subject to us: "surprise me", "something relaxing", "a
// wallpaper for my phone".

var (
	openIdea = pattern(`(?:please )?(?:surprise me|inspire me|anything(?: you (?:like|want))?|whatever(?: you (?:like|want))?|you (?:choose|decide|pick)|dealer's choice|idk|i (?:don't|do not) know|no idea|random|lorem ipsum|test|` +
		`(?:an?|some|any)? ?(?:random |nice |cool |beautiful |good |new )*(?:picture|image|idea|prompt|scene|artwork|art|wallpaper|background|painting|photo)(?: (?:of|with) (?:something|anything|whatever))?|` +
		`(?:something|anything)(?: (?:really|very|super|a bit|kind of))?( [\w-]+)?)` +
		`(?: (?:for|as) (?:a |my |the |an |our )?([\w' -]{2,30}?))?[.!?]*`)
	lovesWhat = lazy(`(?i)^(?:something|anything|(?:an? )?(?:picture|image|poster|painting|print|drawing|illustration)) for (?:my |our |the |an? )?[\w' -]+?,? (?:and |who |that |because )*(?:he|she|they|it|who|that)?(?:'s| is| are)? ?(?:loves?|likes?|adores?|(?:really |totally |obsessed with|crazy about|fond of|(?:really )?into)) (.+)$`)
)

// openTo is the sort of subjects that suits a mood.
var openTo = map[string]string{
	"Calm": "calm", "Quiet": "calm", "Serene": "calm", "Gentle": "calm", "Welcoming": "calm", "Cosy": "calm", "Peaceful": "calm", "Dreamy": "calm", "Nostalgic": "calm",
	"Hushed": "dark", "Mysterious": "dark", "Melancholy": "dark", "Tense": "dark", "Brooding": "dark", "Eerie": "dark", "Solemn": "dark",
	"Cheerful": "bright", "Hopeful": "bright", "Playful": "bright", "Energetic": "bright", "Bustling": "bright",
	"Grand": "grand", "Dramatic": "grand", "Austere": "grand", "Vast": "grand", "Futuristic": "grand",
}

// openSubject chooses a subject where an idea names none; the mood and the shape
// that it does name stay. It says no to an idea that has a subject.
func (c *Composer) openSubject(text string, id *idea, roll func(int) int) (string, bool) {
	m := openIdea().FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || hasAnyWord(m[2], "about", "of", "with", "that", "who", "showing", "called", "named") {
		return "", false
	}
	sort := ""
	if how := lower(strings.TrimSpace(m[1])); how != "" {
		e, ok := c.named(prompt.Mood, how)
		switch {
		case ok:
			id.given[prompt.Mood], sort = c.said(e, how, scene{}, true), openTo[e.title]
		case c.isNoun(how):
			return "", false // "something red" says how, "something water" does not
		case !slices.Contains(freely, how):
			return "", false
		}
	}
	if hasWord(m[2], "phone") || hasWord(m[2], "lock screen") {
		id.format = formats["vertical"]
	}
	var all []string
	for _, line := range lines("subjects") {
		if of, subjects, _ := strings.Cut(line, ":"); sort == "" || of == sort {
			all = append(all, list(subjects)...)
		}
	}
	id.told = append(id.told, "You left it open, so this is only a start")
	subject := all[roll(len(all))]
	if slices.Contains(feasts, lower(m[2])) {
		subject += " at " + capital(lower(m[2]))
	}
	return subject, true
}

// feasts are days that a picture may be for.
var feasts = []string{"halloween", "christmas", "easter", "diwali", "hanukkah"}

// freely are words after "something" that ask for nothing in particular.
var freely = []string{"nice", "cool", "beautiful", "pretty", "good", "great", "random", "new", "interesting", "amazing", "awesome", "creative", "artistic", "unexpected", "original", "unique", "different", "else"}
