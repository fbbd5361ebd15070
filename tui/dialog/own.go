package dialog

import (
	"strings"

	"easel/engine/catalog"
	"easel/engine/problem"
	"easel/tui/intent"
	"easel/tui/term"
)

// choiceField is a field with some words to choose from; empty is the default.
func choiceField(label, now string, words []string) *field {
	choices := append([]string{theDefault}, words...)
	shown := now
	if shown == "" {
		shown = theDefault
	}
	f := newField(label, term.SafeLine(shown), now)
	f.replaces = true
	f.hint = "One of: " + strings.Join(choices, ", ") + "."
	f.step = func(text string, delta int) string { return stepThrough(choices, text, delta) }
	f.read = func(text string) (string, string) {
		for i, c := range choices {
			if strings.EqualFold(c, text) {
				if i == 0 {
					return "", ""
				}
				return c, ""
			}
		}
		return "", f.hint
	}
	return f
}

// ownField is the field for a parameter that a generator has of its own.
func ownField(p catalog.Parameter, now string) *field {
	f := ownText(p, now)
	if words := wordsOf(p); len(words) > 0 {
		f = choiceField(p.Title, now, words)
		if p.Open {
			f.read = readOwn(p)
		}
	}
	if p.Note != "" {
		f.hint = p.Note + "."
	}
	f.set = func(value string) intent.Intent { return intent.SetOwn{Name: p.Name, Value: value} }
	return f
}

// wordsOf are the words that a parameter is chosen from; none where it is
// typed.
func wordsOf(p catalog.Parameter) []string {
	if p.Kind == catalog.Switch {
		return []string{"on", "off"}
	}
	words := make([]string, len(p.Choices))
	for i, c := range p.Choices {
		words[i] = term.SafeLine(c)
	}
	return words
}

// ownText is the field of a parameter that is typed.
func ownText(p catalog.Parameter, now string) *field {
	f := newField(p.Title, term.SafeLine(now), now)
	f.replaces = true
	f.input.Placeholder = theDefault
	if p.Default != "" {
		f.input.Placeholder = p.Default
	}
	f.hint = p.Rule() + "."
	f.read = readOwn(p)
	return f
}

// readOwn checks what was typed as the generator will.
func readOwn(p catalog.Parameter) func(string) (value, wrong string) {
	return func(text string) (string, string) {
		if strings.EqualFold(text, theDefault) {
			return "", ""
		}
		if err := p.Check(text); err != nil {
			return "", problem.Of(err).Hint + "."
		}
		return text, ""
	}
}
