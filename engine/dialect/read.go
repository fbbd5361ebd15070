package dialect

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
)

// Signs by which a text shows which dialect it is written in. None of them is
// usual in prose: "(at 10:30)", "(16:9)" and "C++" are.
var (
	a1111Signs = regexp.MustCompile(`\([^():]*[^():\d\s]\s*:\s*[0-4]?\.?\d{1,3}\s*\)|\(\([^()]+\)\)|<(?:lora|lyco|hypernet):[^<>]+>|\\[()\[\]]|\bBREAK\b`)
	compelSign = regexp.MustCompile(`\)(?:\++|\d\.\d+|\.\d+)(?:[\s,.;)]|$)|\pL{2,}(?:\+{2,}|-{2,})(?:[\s,.;)]|$)|\)\.(?:blend|and)\(`)
	partSigns  = regexp.MustCompile(`\S::\s?-?(?:\d+\.?\d*|\.\d+)(?:\s|$)`)
)

// settingKeys are those of A1111's settings without which a line of pairs is
// taken for words: prose may have colons, too.
var settingKeys = []string{"Steps", "Sampler", "CFG scale", "Seed", "Size", "Model"}

// Detect finds the dialect that a text shows by its signs; false for plain
// words.
func Detect(text string) (Dialect, bool) {
	return detect(prompt.Prompt{Text: valid(text)})
}

func detect(p prompt.Prompt) (Dialect, bool) {
	return Named(shown(new(shield).hide(p.Text, p.Locks, true)))
}

// shown is the name of the dialect whose signs a text shows.
func shown(text string) string {
	compel := compelSign.MatchString(text)
	switch {
	case hasInfotext(text) && compel && !a1111Signs.MatchString(text):
		return "invokeai"
	case hasInfotext(text):
		return "sdxl"
	case imagine.MatchString(text), partSigns.MatchString(text), parseLine(text, tables().parameters).known > 0:
		return "midjourney"
	case a1111Signs.MatchString(text):
		return "sdxl"
	case compel:
		return "invokeai"
	}
	return ""
}

// hasInfotext says whether a text has the lines of a parameters text.
func hasInfotext(text string) bool {
	if strings.HasPrefix(text, NegativeMark) || strings.Contains(text, "\n"+NegativeMark) {
		return true
	}
	if !slices.ContainsFunc(settingKeys, func(key string) bool { return strings.Contains(text, key+":") }) {
		return false
	}
	_, _, pairs := Infotext(text)
	return slices.ContainsFunc(pairs, func(p Pair) bool { return slices.Contains(settingKeys, p.Key) })
}

// Of reads a prompt in the dialect that its text shows. wrong tells, a
// sentence each, what could not be read.
func Of(p prompt.Prompt) (s Source, wrong []string) {
	p.Text = valid(p.Text)
	d, _ := detect(p)
	return d.read(p)
}

// valid makes a text from outside valid UTF-8.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// Read reads a text that is written in the dialect. wrong tells, a sentence
// each, what could not be read.
func (d Dialect) Read(text string) (s Source, wrong []string) {
	return d.read(prompt.Prompt{Text: valid(text)})
}

func (d Dialect) read(p prompt.Prompt) (s Source, wrong []string) {
	s = Source{Prompt: p.Clone()}
	s.Prompt.Negative = valid(p.Negative)
	switch d.syntax {
	case midjourney:
		wrong = s.takeLine(p)
	case a1111, compel:
		s.takeInfotext(p)
	}
	if d.syntax != plain {
		s.From = d.Name
	}
	s.Prompt.Locks = prompt.Relock(s.Prompt.Locks, s.Prompt.Text)
	return s, wrong
}

// takeLine reads a Midjourney line.
func (s *Source) takeLine(p prompt.Prompt) (wrong []string) {
	var hidden shield
	l := parseLine(hidden.hide(p.Text, p.Locks, true), tables().parameters)
	s.Prompt.Text = hidden.open(l.words)
	for _, param := range l.params {
		param.Value = hidden.open(param.Value)
		ratio, isOne := parseRatio(param.Value)
		seed, err := strconv.ParseUint(param.Value, 10, 32)
		switch {
		case param.Name == "no":
			s.without(param.Value)
		case param.Name == "ar" && isOne:
			s.Settings.Ratio = ratio
		case param.Name == "seed" && err == nil:
			s.Settings.Seed = new(uint32(seed))
		default:
			s.Settings.Own = append(s.Settings.Own, param)
		}
	}
	return hidden.openAll(l.wrong)
}

// takeInfotext reads what may be an A1111 parameters text.
func (s *Source) takeInfotext(p prompt.Prompt) {
	var hidden shield
	text := hidden.hide(p.Text, p.Locks, false)
	if !hasInfotext(text) {
		return
	}
	text, negative, pairs := Infotext(text)
	s.Prompt.Text = hidden.open(text)
	s.without(hidden.open(negative))
	for _, pair := range pairs {
		width, height, isSize := parseSize(pair.Value)
		seed, err := strconv.ParseUint(pair.Value, 10, 32)
		switch {
		case pair.Key == "Size" && isSize:
			s.Settings.Ratio = RatioOf(width, height)
		case pair.Key == "Seed" && err == nil:
			s.Settings.Seed = new(uint32(seed))
		default:
			s.Settings.Own = append(s.Settings.Own, Param{pair.Key, hidden.open(pair.Value)})
		}
	}
}

// parseSize reads a size in pixels, as large as any picture is.
func parseSize(text string) (width, height int, ok bool) {
	before, after, _ := strings.Cut(text, "x")
	w, errW := strconv.ParseUint(before, 10, 16)
	h, errH := strconv.ParseUint(after, 10, 16)
	return int(w), int(h), errW == nil && errH == nil && w > 0 && h > 0
}

// without adds to what must not be there.
func (s *Source) without(more string) {
	if more = strings.TrimSpace(more); more != "" && s.Prompt.Negative != "" {
		more = s.Prompt.Negative + ", " + more
	}
	if more != "" {
		s.Prompt.Negative = more
	}
}
