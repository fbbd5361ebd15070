package dialect

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Midjourney line is "[/imagine prompt:] [addresses of pictures] words
// --parameter value ...". Which parameters there are is data.

// parameter is what one of Midjourney's parameters takes.
type parameter struct {
	Name   string   // as it is written, without its dashes
	Also   []string // other names that are read
	Kind   string   // "ratio", "number", "version", "words" or "switch"
	Min    float64  // of a number
	Max    float64
	Whole  bool    // takes no fractions
	Bare   bool    // may stand without a value
	Unsure float64 // from which version on sources disagree whether it is read; 0 for none
}

// Param is a parameter that only the dialect it was read from knows.
type Param struct{ Name, Value string }

var (
	imagine      = regexp.MustCompile(`(?i)^\s*/imagine\b(?:\s+prompt\s*:?|\s*:)?\s*`)
	flagName     = regexp.MustCompile(`(?:^|\s)(--|—|–)(\pL[\pL_-]*)`)
	partWeight   = regexp.MustCompile(`::\s?(-?(?:\d+\.?\d*|\.\d+))?(\s|$)`)
	wholeRatio   = regexp.MustCompile(`^(\d{1,5}):(\d{1,5})$`)
	versionValue = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2})?$`)
	addresses    = regexp.MustCompile(`^(?:\s*https?://\S+)+\s*`)
)

// line is a Midjourney line taken apart.
type line struct {
	words  string  // with its signs
	params []Param // by the names in the data, those that are right
	known  int     // how many of them are in the data
	wrong  []string
}

// parseLine takes a line apart. wrong tells, a sentence each, what is not as
// Midjourney takes it.
func parseLine(text string, table []parameter) line {
	text = imagine.ReplaceAllString(text, "")
	l := line{words: strings.TrimSpace(text)}
	flags := findFlags(text, table)
	for i, f := range flags {
		end := len(text)
		if i+1 < len(flags) {
			end = flags[i+1].at
		}
		l.take(f.parameter, f.name, strings.Fields(withoutLongDashes(text[f.value:end])))
	}
	if len(flags) > 0 {
		l.words = strings.TrimSpace(text[:flags[0].at])
	}
	return l
}

// flag is the name of a parameter in a line.
type flag struct {
	at, value int // where it begins, and what follows it
	name      string
	parameter *parameter // nil for one that is not in the data
}

// findFlags finds the names of parameters: words that begin with two dashes.
// Phones make one long dash of them; it counts only before a number, as prose
// has long dashes.
func findFlags(text string, table []parameter) []flag {
	if !strings.ContainsAny(text, "—–") && !strings.Contains(text, "--") {
		return nil
	}
	var flags []flag
	for _, at := range flagName.FindAllStringSubmatchIndex(text, -1) {
		name := strings.ToLower(text[at[4]:at[5]])
		p := findParameter(table, name)
		rest := strings.TrimLeft(text[at[5]:], " =:")
		if text[at[2]:at[3]] == "--" || p != nil && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			flags = append(flags, flag{at[2], len(text) - len(strings.TrimLeft(text[at[5]:], "=:")), name, p})
		}
	}
	return flags
}

func findParameter(table []parameter, name string) *parameter {
	name = strings.ToLower(name)
	for i, p := range table {
		if p.Name == name || slices.Contains(p.Also, name) {
			return &table[i]
		}
	}
	return nil
}

// take adds a parameter with the words that follow it.
func (l *line) take(p *parameter, name string, words []string) {
	if p == nil {
		l.params = append(l.params, Param{name, withoutStops(words)})
		l.wrong = append(l.wrong, "--"+name+" is not known here: it stays as it is")
		return
	}
	l.known++
	value, rest := p.value(words)
	if wants := p.wants(value); wants != "" {
		l.wrong = append(l.wrong, fmt.Sprintf("Left out: %s, %s", strings.TrimSpace("--"+name+" "+strings.Join(words, " ")), wants))
		return
	}
	if len(rest) > 0 {
		l.wrong = append(l.wrong, fmt.Sprintf("Left out: %q, after --%s", strings.Join(rest, " "), name))
	}
	at := slices.IndexFunc(l.params, func(other Param) bool { return other.Name == p.Name })
	switch {
	case at < 0:
		l.params = append(l.params, Param{p.Name, value})
	case p.Kind == "words":
		l.params[at].Value += ", " + value
	default:
		l.wrong = append(l.wrong, "--"+p.Name+" is there twice: the last one counts")
		l.params[at].Value = value
	}
}

// value is what a parameter takes of the words after it, without the
// punctuation that does not belong there.
func (p *parameter) value(words []string) (value string, rest []string) {
	all := withoutStops(words)
	switch {
	case len(words) == 0, p.Kind == "words", strings.HasPrefix(all, "{"): // {1:1, 16:9} asks for one of each
		return all, nil
	case p.Kind == "switch":
		return "", words
	}
	return withoutStops(words[:1]), words[1:]
}

// withoutStops is a value without the punctuation that people end lines with.
func withoutStops(words []string) string { return strings.TrimRight(strings.Join(words, " "), ".,;! ") }

// wants says what a parameter takes, if the value is not that; empty if it is.
func (p *parameter) wants(value string) string {
	switch {
	case value == "" && (p.Bare || p.Kind == "switch"), strings.HasPrefix(value, "{") && strings.HasSuffix(value, "}"):
		return ""
	case p.Kind == "ratio" && !isRatio(value):
		return "it takes two whole numbers such as 16:9"
	case p.Kind == "version" && !versionValue.MatchString(value):
		return "it takes a version such as 7"
	case p.Kind == "words" && value == "":
		return "it takes words"
	case p.Kind == "number":
		n, err := strconv.ParseFloat(value, 64)
		if err != nil || n < p.Min || n > p.Max || !plainNumber(value, p.Whole) {
			what := "a number"
			if p.Whole {
				what = "a whole number"
			}
			return fmt.Sprintf("it takes %s from %s to %s", what, formatWeight(p.Min), formatWeight(p.Max))
		}
	}
	return ""
}

func isRatio(value string) bool {
	_, ok := parseRatio(value)
	return ok
}

// plainNumber keeps out what only computers write: 1e3, 0x10, NaN, 1_000.
func plainNumber(value string, whole bool) bool {
	return strings.Trim(value, "0123456789") == "" || !whole && strings.Trim(value, "0123456789.") == ""
}

// written is a parameter as it stands in a line.
func (p Param) written() string { return strings.TrimSpace("--" + p.Name + " " + p.Value) }

// parseParts reads the parts of a line that have weights, "a::2 b::-0.5": what
// counts less than nothing must not be there.
func parseParts(text string) (spans []span, negative []string) {
	at := 0
	part := func(text string, weight float64) {
		if text = trimmed(text); text == "" {
			return
		}
		if weight < 0 {
			negative = append(negative, text)
			return
		}
		if len(spans) > 0 {
			spans = append(spans, span{", ", 1})
		}
		spans = append(spans, span{text, tidyWeight(weight)})
	}
	for _, m := range partWeight.FindAllStringSubmatchIndex(text, -1) {
		weight := 1.0
		if m[2] >= 0 {
			weight, _ = strconv.ParseFloat(text[m[2]:m[3]], 64)
		}
		part(text[at:m[0]], weight)
		at = m[1]
	}
	part(text[at:], 1)
	return joinSpans(spans), negative
}

var (
	command   = regexp.MustCompile(`(?i)/imagine\b(?:\s+prompt\b)?\s*:?\s*`)
	dashRun   = regexp.MustCompile(`\s*-{2,}\s*`)
	dashWord  = regexp.MustCompile(`(^|\s)[—–]+(\pL)`)
	colonRun  = regexp.MustCompile(`:{2,}`)
	quotesOff = strings.NewReplacer(`"`, "", "“", "", "”", "")
	bracesOff = strings.NewReplacer("{", "(", "}", ")")
)

// harmless is a text without what Midjourney would obey: a command, dashes that
// begin parameters, :: that divides, braces that ask for several pictures.
func harmless(text string) string {
	text = command.ReplaceAllString(text, "")
	text = dashRun.ReplaceAllString(text, " - ")
	text = withoutLongDashes(text)
	text = colonRun.ReplaceAllString(text, ":")
	return bracesOff.Replace(text)
}

// withoutLongDashes is a text without the dashes that phones make of two.
func withoutLongDashes(text string) string { return dashWord.ReplaceAllString(text, "$1- $2") }

// onOneLine is a text with single spaces and no line ends.
func onOneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// line is a Midjourney line: words, then parameters, and nothing after them.
func (w *writing) line(text string, items []string) string {
	all := w.ruledOutParam(items)
	if !w.s.Settings.Ratio.Open() {
		all = append(all, Param{"ar", w.s.Settings.Ratio.String()})
	}
	if w.from == midjourney {
		all = append(all, w.s.Settings.Own...)
	}
	if w.s.Settings.Seed != nil {
		all = append(all, Param{"seed", strconv.FormatUint(uint64(*w.s.Settings.Seed), 10)})
	}
	parts := []string{strings.TrimSpace(text)}
	for _, p := range all {
		if known := findParameter(w.tables.parameters, p.Name); known != nil && unsure(*known, all) {
			w.tell("Uncertain: Midjourney %s and later may not read --%s", formatWeight(known.Unsure), p.Name)
		}
		parts = append(parts, p.written())
	}
	return w.d.opening + strings.TrimSpace(strings.Join(parts, " "))
}

// ruledOutParam is the parameter for what must not be there; none if there is
// nothing.
func (w *writing) ruledOutParam(items []string) []Param {
	var no, several []string
	for _, item := range negatives(onOneLine(w.converted(quotesOff.Replace(strings.Join(items, ", "))))) {
		if item = withoutStops([]string{item}); item != "" && !slices.Contains(no, item) {
			no = append(no, item)
		}
		if strings.Contains(item, " ") {
			several = append(several, shortened(item))
		}
	}
	if len(several) > 0 {
		w.tell("Midjourney reads each word of these by itself: %s", listed(several, ", "))
	}
	if len(no) == 0 {
		return nil
	}
	return []Param{{"no", strings.Join(no, ", ")}}
}

// unsure says whether the version that a line asks for may not know a
// parameter. Without a version that is the newest.
func unsure(p parameter, all []Param) bool {
	for _, other := range all {
		if version, err := strconv.ParseFloat(other.Value, 64); err == nil && (other.Name == "v" || other.Name == "niji") {
			return p.Unsure > 0 && version >= p.Unsure
		}
	}
	return p.Unsure > 0
}
