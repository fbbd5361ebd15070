package dialect

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// This file is about what must not be in a picture. Some generators have a
// field for it; the others tend to bring in what is named, so that it can only
// be said as what is there instead.

// positive is what is said where nobody must be told what is not there.
type positive struct {
	Not []string // what is ruled out, small letters
	Say string
}

// negatives are the single things that a negative text rules out.
func negatives(text string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;\n，、", r) }) {
		if part = trimmed(part); !seen[part] {
			seen[part] = true
			out = append(out, part)
		}
	}
	return out
}

// saidPositively finds what to say instead of naming what must not be there,
// and what there are no words for.
func saidPositively(items []string, table []positive) (say, left []string) {
	for _, item := range items {
		name := strings.ToLower(strings.TrimRight(item, "."))
		for _, lead := range []string{"no ", "any ", "without "} {
			name = strings.TrimPrefix(name, lead)
		}
		found := ""
		for _, p := range table {
			if slices.Contains(p.Not, name) {
				found = p.Say
			}
		}
		switch {
		case found == "":
			left = append(left, item)
		case !slices.Contains(say, found):
			say = append(say, found)
		}
	}
	return say, left
}

// withPhrases adds phrases to a prompt in its own way: as a sentence after
// sentences, as tags after tags.
func withPhrases(text string, phrases []string) string {
	all := strings.Join(phrases, ", ")
	switch {
	case all == "":
		return text
	case text == "":
		return capitalised(all)
	case strings.ContainsRune(".!?", rune(text[len(text)-1])):
		return text + " " + capitalised(all) + "."
	}
	return strings.TrimRight(text, ", ") + ", " + all
}

// positively says what must not be there as what is there instead.
func (w *writing) positively(text string, items []string) string {
	say, left := saidPositively(negatives(w.converted(strings.Join(items, ", "))), w.tables.positives)
	if len(say) > 0 {
		w.tell("Negative text has no place here: said positively, %q", listed(say, ", "))
	}
	w.leaveOut("the negative ", left)
	return withPhrases(text, say)
}

// Positively says in a prompt's own text what must not be there, for a
// generator without a field for it; nothing else in the text changes. told is
// what became of the negative, a sentence each.
func Positively(p prompt.Prompt) (text string, told []string) {
	w := writing{tables: tables()}
	text = w.positively(p.Text, negatives(p.Negative))
	return text, w.lost
}
