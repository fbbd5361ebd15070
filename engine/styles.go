package engine

import (
	"context"
	"regexp"
	"strings"

	"easel/engine/prompt"
)

// styleName is a short name in braces.
var styleName = regexp.MustCompile(`\{[\p{L}\p{N}][\p{L}\p{N} _-]*\}`)

// leadsOn ends with a word or a sign after which a phrase goes on: what follows
// needs no comma.
var leadsOn = regexp.MustCompile(`(?i)(^|[,.;:!?(+&]|\b(an?|as|by|from|in|into|it|like|of|style|the|to|with))$`)

// NamesStyles says whether a message has short names in braces.
func NamesStyles(message string) bool { return styleName.MatchString(message) }

// Expanded is a message with favourites in the place of their short names.
type Expanded struct {
	Text    string
	Styles  []prompt.Prompt // the favourites it names
	Only    bool            // nothing else is said
	Unknown string          // the first name in braces that no favourite has; it stays in Text
}

// Expand puts favourites in the place of their short names in braces. An idea is
// put into the style, as Styled does; in a change the words of the style stand
// where its name stood.
func (s *Studio) Expand(ctx context.Context, message string, idea bool) (Expanded, error) {
	var out Expanded
	var rest, changed string // without what is known of names, and with words for them
	at := 0
	for _, m := range styleName.FindAllStringIndex(message, -1) {
		name, said := message[m[0]:m[1]], message[at:m[0]]
		rest, changed, at = rest+said, changed+said, m[1]
		f, ok, err := s.lib.Style(ctx, strings.Trim(name, "{}"))
		switch {
		case err != nil:
			return Expanded{}, err
		case ok:
			out.Styles = append(out.Styles, f.Prompt())
			rest, changed = strings.TrimRight(rest, " \t,"), afterWords(changed, styleWords(f.Text))
			continue
		case out.Unknown == "":
			out.Unknown = name
		}
		rest, changed = rest+name, changed+name
	}
	bare := strings.Trim(rest+message[at:], " \t\n,+&")
	out.Only = len(out.Styles) > 0 && bare == ""
	out.Text = strings.TrimSpace(changed + message[at:])
	if idea && !out.Only && !leadsOn.MatchString(bare) {
		out.Text = ideaInStyles(bare, out.Styles)
	}
	return out, nil
}

// ideaInStyles is the idea in the styles' own places for it, and what they leave
// out.
func ideaInStyles(idea string, styles []prompt.Prompt) string {
	p := prompt.Prompt{Text: idea}
	for _, style := range styles {
		p = p.Styled(style)
	}
	if not := strings.Trim(p.Negative, " ,"); not != "" {
		return p.Text + ", without " + strings.Join(strings.FieldsFunc(not, func(r rune) bool { return r == ',' }), " and")
	}
	return p.Text
}

// styleWords are the words of a style without the place of the prompt.
func styleWords(text string) string {
	var parts []string
	for part := range strings.SplitSeq(text, prompt.Placeholder) {
		if part = strings.Trim(part, " ,"); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// afterWords is a phrase after what was said before it, with a comma between
// unless that leads on to it.
func afterWords(before, phrase string) string {
	said := strings.TrimRight(before, " \t")
	if said == "" || strings.HasSuffix(said, "\n") || leadsOn.MatchString(said) {
		return before + phrase
	}
	return said + ", " + phrase
}
