package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// What people paste from elsewhere: the flags of another program, lists of
// tags, notes on lenses and quality. Their words stay, their form does not.

var (
	flag     = lazy(`(?i)(?:^|\s)(?:--|—)([a-z]+)((?:\s+[^\s-][^\s]*)*)`)
	techNote = lazy(`(?i)^(?:f/? ?\d+(?:\.\d+)?|\d{2,3} ?mm(?: lens)?|iso ?\d+|1/\d+ ?s?|\d+ ?k|shot on (?:a )?[\w -]+)$`)
)

// takeFlags takes the flags of another program off the end of a message:
// "--ar 16:9" is the format, "--no cars" is negated, the rest is settings that
// a prompt cannot hold.
func takeFlags(msg string) (text, format string, negative, rest []string) {
	at := flag().FindStringIndex(msg)
	if at == nil || strings.TrimSpace(msg[:at[0]]) == "" {
		return msg, "", nil, nil
	}
	for _, m := range flag().FindAllStringSubmatch(msg[at[0]:], -1) {
		value := strings.TrimSpace(m[2])
		switch lower(m[1]) {
		case "ar", "aspect":
			format = value
		case "no":
			negative = append(negative, negated(value)...)
		default:
			rest = append(rest, strings.TrimSpace("--"+m[1]+" "+value))
		}
	}
	return strings.TrimSpace(msg[:at[0]]), format, negative, rest
}

// takeNote recognises a part that is about quality or the machine.
func (c *Composer) takeNote(id *idea, part string) bool {
	phrase := lower(strings.Trim(part, " .!"))
	if phrase == "35mm" || !c.book.notes[phrase] && !techNote().MatchString(phrase) {
		return false
	}
	id.notes = append(id.notes, strings.Trim(part, " .!"))
	return true
}

// takeStyle recognises the name of somebody whose manner is asked for.
func (c *Composer) takeStyle(id *idea, part string) bool {
	name := strings.Trim(part, " .!")
	plain, _ := strings.CutPrefix(lower(name), "by ")
	if !c.book.styles[plain] || id.given[prompt.Medium] != "" {
		return false
	}
	id.given[prompt.Medium] = "in the style of " + name[len(name)-len(plain):]
	return true
}

// tagWords are parts that only lists of tags have.
var tagWords = []string{"1girl", "1boy", "2girls", "2boys", "solo", "no humans", "looking at viewer", "upper body", "full body", "1woman", "1man"}

func isTagList(parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(tagWords, lower(p)) })
}

// asList joins bare things, "cats, books, tea, rainy window", with an "and"; it
// says no when they are more than bare things.
func (c *Composer) asList(parts []string) (string, bool) {
	if len(parts) < 3 || isTagList(parts) {
		return "", false
	}
	out := slices.Clone(parts)
	for i, p := range parts {
		words := wordsOf(p)
		if len(words) == 0 || len(words) > 3 || strings.HasSuffix(p, ".") || strings.ContainsAny(p, `"“`) ||
			slices.ContainsFunc(words, func(w string) bool { return isPreposition(w) || isConjunction(w) || isDeterminer(w) || isParticiple(w) }) {
			return "", false
		}
		if i == 0 || !strings.Contains(parts[0], ":") {
			out[i] = c.withLeadArticle(p)
		}
	}
	return strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1], true
}

// notesSentence says what the notes say.
func notesSentence(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	return "Technical notes: " + strings.Join(notes, ", ") + "."
}
