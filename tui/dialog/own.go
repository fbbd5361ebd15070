package dialog

import (
	"fmt"
	"slices"
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
	f.own = p.Name
	f.set = func(value string) intent.Intent { return intent.SetOwn{Name: p.Name, Value: value} }
	return f
}

// Offer puts words to choose from into the fields of the parameters that they
// are for, by name. What stands in a field, or is typed there, stays.
func (d *Form) Offer(choices map[string][]string) {
	for _, f := range d.fields {
		if words := choices[f.own]; f.own != "" && len(words) > 0 {
			f.offer(words)
		}
	}
}

// offer lets left and right go through words. From a part of one they go
// through those that have it, as lists of servers can be long.
func (f *field) offer(words []string) {
	choices := []string{theDefault}
	for _, w := range words {
		choices = append(choices, term.SafeLine(w))
	}
	if f.input.Empty() {
		f.input.SetValue(theDefault)
	}
	typed := ""
	f.step = func(text string, delta int) string {
		switch {
		case !has(choices, text):
			typed = text
		case len(containing([]string{text}, typed)) == 0:
			typed = ""
		}
		if alike := containing(choices, typed); len(alike) > 0 {
			return stepThrough(alike, text, delta)
		}
		return stepThrough(choices, text, delta)
	}
	f.hint = strings.TrimSuffix(f.hint, ".") + fmt.Sprintf("; %d to go through.", len(words))
}

func has(choices []string, text string) bool {
	return slices.ContainsFunc(choices, func(c string) bool { return strings.EqualFold(c, text) })
}

// containing are the choices that have a text in them; all of them for none.
func containing(choices []string, text string) []string {
	text = strings.ToLower(text)
	return slices.DeleteFunc(slices.Clone(choices), func(c string) bool { return !strings.Contains(strings.ToLower(c), text) })
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
