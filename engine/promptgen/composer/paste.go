package composer

import (
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/prompt"
)

// What people paste from elsewhere: prompts with the signs of another program,
// lists of tags, notes on lenses and quality. Their words stay, their form
// does not.

var techNote = lazy(`(?i)^(?:f/? ?\d+(?:\.\d+)?|\d{2,3} ?mm(?: lens)?|iso ?\d+|1/\d+ ?s?|shot on (?:a )?[\w -]+|(?:kodak|fuji(?:film)?|ilford|portra|cinestill|ektachrome|agfa|leica|canon|nikon|hasselblad)\b[\w -]*)$`)

// onOneLine are the marks of an A1111 text that lost its lines.
var onOneLine = lazy(`(?i)\s+(negative prompt:|steps: ?\d)`)

// readPasted reads an idea that has the signs of another program and puts its
// words without them: weights go, "--ar 16:9" is the format, what must not be
// there is negated. Told is what it was taken for.
func readPasted(raw string) (text string, id idea) {
	source, _ := dialect.Of(prompt.Prompt{Text: onOneLine().ReplaceAllString(raw, "\n$1")})
	if source.From == "" {
		return raw, id
	}
	if !source.Settings.Ratio.Open() {
		id.format = source.Settings.Ratio.String()
	}
	id.told = append(source.ReadAs()[:1:1], leftOut(source)...)
	id.negative = list(source.Prompt.Negative)
	words := dialect.Source{Prompt: prompt.Prompt{Text: source.Prompt.Text}, From: source.From}
	text = dialect.For("").Write(words).Text
	if strings.TrimSpace(text) == "" {
		return raw, idea{}
	}
	return text, id
}

// leftOut tells of what only the other program knows, which words cannot hold.
func leftOut(source dialect.Source) []string {
	var own []string
	for _, p := range source.Settings.Own[:min(6, len(source.Settings.Own))] {
		own = append(own, strings.TrimSpace(p.Name+" "+p.Value))
	}
	if len(own) == 0 {
		return nil
	}
	return []string{"left out: " + strings.Join(own, ", ")}
}

// takeNote recognises a part that is about quality or the machine.
func (c *Composer) takeNote(id *idea, part string) bool {
	part = strings.Trim(part, " .!")
	switch phrase := lower(part); {
	case phrase == "35mm":
		return false
	case c.book.notes[phrase] || resolution().MatchString(phrase):
		id.fillers = append(id.fillers, part)
	case techNote().MatchString(phrase):
		id.notes = append(id.notes, part)
	default:
		return false
	}
	return true
}

// takeRatio recognises a part that is the format alone: "9:16".
func takeRatio(id *idea, part string) bool {
	if !ratioAlone().MatchString(part) {
		return false
	}
	id.format = strings.Trim(part, " .")
	return true
}

var (
	resolution = lazy(`(?i)^\d+ ?k$`)
	ratioAlone = lazy(`^\d{1,2}:\d{1,2}\.?$`)
)

// takeStyle recognises the name of somebody whose manner is asked for.
func (c *Composer) takeStyle(id *idea, part string) bool {
	name := strings.Trim(part, " .!")
	plain, _ := strings.CutPrefix(lower(name), "by ")
	if !c.book.styles[plain] || id.given[prompt.Medium] != "" {
		return false
	}
	id.given[prompt.Medium] = "in the style of " + asName(name[len(name)-len(plain):])
	return true
}

// tagWords are parts that only lists of tags have.
var tagWords = []string{"1girl", "1boy", "2girls", "2boys", "solo", "no humans", "looking at viewer", "upper body", "full body", "1woman", "1man"}

func isTagList(parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(tagWords, lower(p)) })
}

// asList joins bare things, "cats, books, tea, rainy window", with an "and"; it
// says no when they are more than bare things. All is how many parts there were
// with those that decide something.
func (c *Composer) asList(parts []string, all int) (string, bool) {
	if len(parts) < 2 || all < 3 || isTagList(parts) {
		return "", false
	}
	out := slices.Clone(parts)
	for i, p := range parts {
		words := wordsOf(p)
		if len(words) == 0 || len(words) > 3 || len(parts) == 2 && !c.isNoun(words[len(words)-1]) || strings.HasSuffix(p, ".") || strings.ContainsAny(p, `"“`) ||
			slices.ContainsFunc(words, func(w string) bool { return isPreposition(w) || isConjunction(w) || isDeterminer(w) || isParticiple(w) }) {
			return "", false
		}
		if i == 0 || !strings.Contains(parts[0], ":") {
			out[i] = c.withLeadArticle(p)
		}
	}
	return strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1], true
}

// addNotes says what else a pasted prompt asked for. What only models know that
// read tags goes to those alone, and the format is a setting where there are no
// sentences to say it in.
func (d *draft) addNotes(id idea) {
	if d.phrases {
		notes := id.notes
		if d.to.Family() == "Stable Diffusion" {
			notes = slices.Concat(id.fillers, notes)
		}
		if len(notes) > 0 {
			d.append(strings.Join(notes, ", "))
		}
		return
	}
	if len(id.notes) > 0 {
		d.append("Technical notes: " + strings.Join(id.notes, ", ") + ".")
	}
	if id.format != "" {
		d.append(inFormat(id.format))
	}
}
