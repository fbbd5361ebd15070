package dialect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
)

// Result is a prompt as it is written in a dialect.
type Result struct {
	Text     string   // all that goes where the prompt goes, parameters included
	Negative string   // what goes into a field of its own; empty where there is none
	Length   Length   // of Text
	Lost     []string // what could not be carried over, or is uncertain: sentences without their full stops
}

// Length is how long a text is, and how long it may be.
type Length struct {
	Value int
	Limit int // 0 is unknown
	Unit  prompt.Unit
}

// Over is by how much the text is too long; 0 if it is not.
func (l Length) Over() int {
	if l.Limit == 0 {
		return 0
	}
	return max(l.Value-l.Limit, 0)
}

// Paste is the result as one text, the negative on a line of its own as A1111
// reads and writes it.
func (r Result) Paste() string {
	if r.Negative == "" {
		return r.Text
	}
	return strings.TrimPrefix(r.Text+"\n"+NegativeMark+" "+r.Negative, "\n")
}

// Write writes what a source says in the dialect. Locked words come through
// byte for byte, and so do words in double quotes.
func (d Dialect) Write(s Source) Result {
	w := writing{d: d, tables: tables(), locks: s.Prompt.Locks}
	w.s = w.hidden(s)
	if from, ok := Named(s.From); ok {
		w.from = from.syntax
	}
	text := w.words()
	items := negatives(strings.Join(append(w.ruledOut, w.s.Prompt.Negative), ","))
	var r Result
	switch {
	case d.syntax == midjourney:
		text = w.line(text, items)
	case d.Negative:
		r.Negative = w.shield.open(strings.Join(negatives(w.converted(strings.Join(items, ", "))), ", "))
	default:
		text = w.positively(text, items)
	}
	w.leaveSettings()
	w.tellLocks()
	r.Text = w.shield.open(text)
	r.Length = Length{d.Length(r.Text), d.Limit, d.Unit}
	if over := r.Length.Over(); over > 0 {
		w.tell("Too long by %d %s: the end may not be read", over, d.Unit.Noun())
	}
	r.Lost = w.shield.openAll(w.lost)
	return r
}

// writing is one prompt on its way into a dialect.
type writing struct {
	d        Dialect
	s        Source // with what may not be touched hidden
	from     syntax // of the source
	tables   *book
	locks    []prompt.Lock // as they are
	shield   shield
	ruledOut []string // negative words that stood among the others
	lost     []string
}

// hidden is a source with what may not be touched hidden.
func (w *writing) hidden(s Source) Source {
	s.Prompt.Text = w.shield.hide(valid(s.Prompt.Text), s.Prompt.Locks, true)
	s.Prompt.Negative = w.shield.hide(valid(s.Prompt.Negative), nil, false)
	s.Settings.Quality = w.shield.hide(valid(s.Settings.Quality), nil, false)
	s.Settings.Own = slices.Clone(s.Settings.Own)
	for i, p := range s.Settings.Own {
		s.Settings.Own[i].Value = w.shield.hide(valid(p.Value), nil, false)
	}
	return s
}

func (w *writing) tell(format string, values ...any) {
	w.lost = append(w.lost, fmt.Sprintf(format, values...))
}

// leaveOut tells of things that have no place in the dialect.
func (w *writing) leaveOut(what string, all []string) {
	if len(all) == 0 {
		return
	}
	short := make([]string, len(all))
	for i, text := range all {
		short[i] = shortened(text)
	}
	w.tell("Left out: %s", what+listed(short, ", "))
}

// shortened is as much of a text as a sentence about it needs.
func shortened(text string) string {
	const most = 48
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// words are the prompt's words in the dialect, before negative and settings.
func (w *writing) words() string {
	text := strings.TrimSpace(w.s.Prompt.Text)
	if w.d.syntax != plain && w.from == w.d.syntax {
		if w.from == midjourney {
			return onOneLine(text)
		}
		return text
	}
	if w.from == midjourney {
		if found := addresses.FindString(text); found != "" {
			text = text[len(found):]
			w.leaveOut("the pictures ", strings.Fields(found))
		}
	}
	spans, lost := w.parse(text)
	w.leaveOut("", lost)
	if w.d.style == tags && (w.from == plain || w.from == midjourney) {
		for i := range spans {
			before, core, after := parted(spans[i].text)
			spans[i].text = before + asTags(core, w.tables.openers) + after
		}
	}
	text = w.written(spans)
	if w.d.style == prose {
		var fillers []string
		text, fillers = withoutTags(text, w.tables.fillers)
		w.leaveOut("", fillers)
	}
	if w.d.syntax == plain && isTagList(text) {
		w.tell("Still a list of words, and %s reads sentences better", w.d.Title)
	}
	return text
}

// parse reads words with the weights of the source's dialect.
func (w *writing) parse(text string) (spans []span, lost []string) {
	switch w.from {
	case a1111:
		return parseA1111(text)
	case compel:
		return parseCompel(text)
	case midjourney:
		if partWeight.MatchString(text) {
			spans, w.ruledOut = parseParts(text)
			return spans, nil
		}
	}
	return []span{{text, 1}}, nil
}

// written are words with the weights of the dialect.
func (w *writing) written(spans []span) string {
	switch w.d.syntax {
	case a1111:
		return strings.TrimSpace(a1111Weights.write(spans))
	case compel:
		return strings.TrimSpace(compelWeights.write(spans))
	}
	w.leaveOut("the weight of ", weighedWords(spans))
	text := strings.TrimSpace(plainText(spans))
	if w.d.syntax == midjourney {
		safe := onOneLine(harmless(text))
		if safe != onOneLine(text) {
			w.tell("Rewritten: signs that Midjourney would obey (--, ::, braces)")
		}
		return safe
	}
	return text
}

// converted is a negative text with the weights of the dialect.
func (w *writing) converted(text string) string {
	other := writing{d: w.d, from: w.from, tables: w.tables}
	switch {
	case w.from == midjourney: // its negative is plain words
		other.from = plain
	case w.from == w.d.syntax:
		return text
	}
	spans, _ := other.parse(text)
	return other.written(spans)
}

// leaveSettings tells of the settings that are no part of the text.
func (w *writing) leaveSettings() {
	in := w.s.Settings
	if w.d.syntax != midjourney {
		if !in.Ratio.Open() {
			w.leaveSetting("ratio", in.Ratio.String())
		}
		if in.Seed != nil {
			w.leaveSetting("seed", strconv.FormatUint(uint64(*in.Seed), 10))
		}
	}
	if in.Quality != "" {
		w.leaveSetting("quality", in.Quality)
	}
	if w.from != midjourney || w.d.syntax != midjourney {
		w.leaveOut("", w.s.own())
	}
}

func (w *writing) leaveSetting(name, value string) {
	place := "which has no place there"
	if slices.Contains(w.d.settings, name) {
		place = "which is a setting there"
	}
	w.tell("Left out: %s %s, %s", name, shortened(value), place)
}

// tellLocks tells of locked words with signs that the dialect takes for its
// own, or that it does not know.
func (w *writing) tellLocks() {
	if w.from == w.d.syntax {
		return
	}
	for _, l := range w.locks {
		if strings.ContainsAny(l.Text, "()[]{}") || strings.Contains(l.Text, "--") || strings.Contains(l.Text, "::") {
			w.tell("Locked words keep their signs: %s", w.shield.hide(shortened(valid(l.Text)), nil, false))
		}
	}
}
