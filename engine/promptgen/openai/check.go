package openai

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/prompt"
)

// candidate is a prompt as a model wrote it.
type candidate struct {
	title, text, negative string
	axes                  map[prompt.Axis]string
}

// parseCandidate reads a prompt or a variation. Models that were not made to
// keep the form write a bare text, other names, or axes as an object; what is
// meant is taken.
func parseCandidate(raw string) (candidate, bool) {
	if !json.Valid([]byte(raw)) {
		raw = mended(raw)
	}
	var bare string
	if json.Unmarshal([]byte(raw), &bare) == nil {
		return candidate{text: cleaned(bare)}, true
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(raw), &fields) != nil {
		return candidate{}, false
	}
	c := candidate{title: oneLine(first(fields, "title", "label", "name")), text: cleaned(first(fields, "text", "prompt", "description")),
		negative: cleaned(first(fields, "negative", "negative_prompt")), axes: axesOf(fields["axes"])}
	if slices.Contains([]string{"none", "null", "n/a", "nothing"}, strings.ToLower(c.negative)) {
		c.negative = ""
	}
	return c, true
}

// first is the first of the fields that is a text.
func first(fields map[string]json.RawMessage, names ...string) string {
	for _, name := range names {
		var text string
		if json.Unmarshal(fields[name], &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

func axesOf(raw json.RawMessage) map[prompt.Axis]string {
	axes := make(map[prompt.Axis]string)
	var list []struct{ Axis, Value string }
	var object map[string]string
	if json.Unmarshal(raw, &list) == nil {
		for _, a := range list {
			addAxis(axes, a.Axis, a.Value)
		}
	} else if json.Unmarshal(raw, &object) == nil {
		for name, value := range object {
			addAxis(axes, name, value)
		}
	}
	return axes
}

func addAxis(axes map[prompt.Axis]string, name, value string) {
	if a, ok := prompt.ParseAxis(name); ok && strings.TrimSpace(value) != "" {
		axes[a] = oneLine(value)
	}
}

// wrappings are what models put around a prompt.
var wrappings = regexp.MustCompile("(?is)^\\s*(?:```[a-z]*\\s*)?(?:(?:sure|certainly|of course)[,.!]?\\s+)?(?:here(?:'s| is| are)[^:\\n]{0,40}\\b(?:prompts?|versions?|variations?|rewrite|description)\\b[^:\\n]{0,20}:\\s*|(?:prompt|text)\\s*:\\s*)?(.*?)\\s*(?:```)?\\s*$")

// cleaned is a prompt without thoughts, fences, "Here is", and quotes around
// the whole.
func cleaned(text string) string {
	text = strings.TrimSpace(strings.ToValidUTF8(withoutMarks(withoutThoughts(text)), "\uFFFD"))
	text = strings.TrimSpace(wrappings.ReplaceAllString(text, "$1"))
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' && strings.Count(text, `"`) == 2 {
		text = text[1 : len(text)-1]
	}
	return strings.TrimSpace(text)
}

func oneLine(text string) string { return strings.Join(strings.Fields(withoutThoughts(text)), " ") }

// complaint is what is wrong with one part of an answer, in the words that the
// model gets.
type complaint struct {
	text string
	hard bool   // what is wrong cannot be used; the rest can, if nothing better comes
	form bool   // the form was not kept
	lock string // the locked words that broke
}

// prompt is the candidate as a prompt with its locks found again.
func (c candidate) prompt(locks []prompt.Lock) prompt.Prompt {
	p := prompt.Prompt{Title: c.title, Text: c.text, Negative: c.negative, Axes: c.axes}
	if p.Title == "" {
		words := strings.Fields(p.Text)
		p.Title = strings.TrimRight(strings.Join(words[:min(len(words), 5)], " "), ",.;:")
	}
	p.Locks = prompt.Relock(locks, p.Text)
	return p
}

// faults are what is wrong with a prompt whatever its place.
func (ro *round) faults(where string, p prompt.Prompt) []complaint {
	if p.Empty() {
		return []complaint{{text: where + " has no text.", hard: true}}
	}
	var out []complaint
	if d := dialect.For(ro.r.Dialect); !d.Fits(p.Text) {
		out = append(out, complaint{hard: true,
			text: fmt.Sprintf("%s is too long: %d %s, and %d is the limit. Say it shorter.", where, d.Length(p.Text), d.Unit.Noun(), d.Limit)})
	}
	for _, l := range prompt.Broken(ro.r.Current.Locks, p.Text) {
		out = append(out, complaint{text: fmt.Sprintf("%s does not contain the locked words %q exactly.", where, l.Text), hard: true, lock: l.Text})
	}
	return out
}

// decisionFaults are what is wrong with a rewrite that was to change some axes
// and nothing else.
func (ro *round) decisionFaults(p prompt.Prompt) []complaint {
	var out []complaint
	decided := make(map[prompt.Axis]bool)
	for _, d := range ro.r.Decisions {
		decided[d.Axis] = true
		if normal(p.Axes[d.Axis]) == normal(ro.r.Current.Axes[d.Axis]) && normal(d.Value) != normal(p.Axes[d.Axis]) {
			out = append(out, complaint{text: fmt.Sprintf(`"prompt" does not change the %s; its axis must have the new value.`, d.Axis), hard: true})
		}
	}
	subject := ro.r.Current.Axes[prompt.Subject]
	if len(decided) > 0 && !decided[prompt.Subject] && subject != "" && p.Axes[prompt.Subject] != "" && normal(p.Axes[prompt.Subject]) != normal(subject) {
		out = append(out, complaint{text: fmt.Sprintf(`"prompt" changes the subject, which must stay: %q.`, subject), hard: true})
	}
	return out
}

// variationFaults are what is wrong with a variation next to the rewrite and
// the variations that are there.
func (ro *round) variationFaults(where string, v prompt.Variation, changed map[prompt.Axis]string) []complaint {
	out := ro.faults(where, v.Prompt)
	if v.Empty() {
		return out
	}
	if normal(v.Text) == normal(ro.rewrite.Text) {
		out = append(out, complaint{text: where + " is the same as the prompt.", hard: true})
	}
	for i, other := range ro.good {
		if normal(v.Text) == normal(other.Text) {
			out = append(out, complaint{text: fmt.Sprintf("%s is the same as variation %s.", where, prompt.Letter(i)), hard: true})
		}
		if normal(v.Title) == normal(other.Title) {
			out = append(out, complaint{text: fmt.Sprintf("%s has the title of variation %s, %q.", where, prompt.Letter(i), v.Title)})
		}
	}
	return append(out, ro.axisFaults(where, v.Differs, changed)...)
}

func (ro *round) axisFaults(where string, differs []prompt.Axis, changed map[prompt.Axis]string) []complaint {
	wanted := ro.r.Axes
	if ro.inLines {
		return nil
	}
	if len(wanted) == 0 {
		if len(differs) < 2 {
			return []complaint{{text: fmt.Sprintf("%s differs on %d axes; it must differ visibly on at least two, and list them in \"axes\" with their new values.", where, len(differs))}}
		}
		return nil
	}
	var out []complaint
	for _, a := range wanted {
		if !slices.Contains(differs, a) {
			out = append(out, complaint{text: fmt.Sprintf("%s does not change the axis %s.", where, a)})
		}
	}
	for _, a := range differs {
		if !slices.Contains(wanted, a) {
			out = append(out, complaint{text: fmt.Sprintf("%s changes the axis %s to %q, which must stay.", where, a, changed[a])})
		}
	}
	return out
}

// differing are the axes that a variation truly changes: named, and with a
// value that the rewrite does not have.
func differing(base, changed map[prompt.Axis]string) []prompt.Axis {
	var out []prompt.Axis
	for _, a := range prompt.AllAxes() {
		if v, ok := changed[a]; ok && normal(v) != normal(base[a]) {
			out = append(out, a)
		}
	}
	return out
}

// normal is a text as far as it matters for being the same.
func normal(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return strings.ContainsRune(" \t\r\n.,;:!\"'", r)
	}), " ")
}
