package dialect

import (
	"strconv"
	"strings"

	"easel/engine/prompt"
)

// Source is what is to be written in a dialect, and what a text is read back
// to.
type Source struct {
	Prompt   prompt.Prompt
	Settings Settings
	From     string // name of the dialect that the text has signs of; empty for plain words
}

// Settings are what a picture is asked for besides words, as far as texts for
// generators carry it.
type Settings struct {
	Ratio   Ratio   // zero leaves it open
	Seed    *uint32 // nil leaves it open
	Quality string  // a generator's own word for it; empty leaves it open
	Own     []Param // what only the dialect knows that it was read from
}

// Ratio is the width of a picture to its height.
type Ratio struct{ Width, Height int }

// RatioOf is the ratio of a size, in the smallest numbers; zero for no size.
// Sides are rounded to what generators paint, so that a size comes to one of
// the usual ratios where it is within 2 % of it: 1360x768 is 16:9.
func RatioOf(width, height int) Ratio {
	if width < 1 || height < 1 {
		return Ratio{}
	}
	if width < height {
		r := RatioOf(height, width)
		return Ratio{r.Height, r.Width}
	}
	for _, r := range []Ratio{{1, 1}, {5, 4}, {4, 3}, {3, 2}, {16, 9}, {2, 1}, {21, 9}} {
		if off := float64(width*r.Height) / float64(height*r.Width); 0.98 < off && off < 1.02 {
			return r
		}
	}
	a, b := width, height
	for b != 0 {
		a, b = b, a%b
	}
	return Ratio{width / a, height / a}
}

func (r Ratio) String() string { return strconv.Itoa(r.Width) + ":" + strconv.Itoa(r.Height) }

// Open says that there is no ratio.
func (r Ratio) Open() bool { return r == Ratio{} }

func parseRatio(text string) (Ratio, bool) {
	m := wholeRatio.FindStringSubmatch(text)
	if m == nil {
		return Ratio{}, false
	}
	width, _ := strconv.Atoi(m[1])
	height, _ := strconv.Atoi(m[2])
	return Ratio{width, height}, width > 0 && height > 0
}

// ReadAs tells what a text was taken for, a sentence each without its full
// stop: "Read as Midjourney: ratio 16:9, without people", "Kept for Midjourney:
// --s 250".
// It is empty for plain words.
func (s Source) ReadAs() []string {
	d, ok := Named(s.From)
	if !ok {
		return nil
	}
	told := []string{"Read as " + d.Family()}
	if facts := s.facts(); len(facts) > 0 {
		told[0] += ": " + strings.Join(facts, ", ")
	}
	if own := s.own(); len(own) > 0 {
		told = append(told, "Kept for "+d.Family()+": "+listed(own, ", "))
	}
	return told
}

// Family is what people call all the generators that read the same signs.
func (d Dialect) Family() string {
	switch d.syntax {
	case a1111:
		return "Stable Diffusion"
	case compel:
		return "InvokeAI"
	case midjourney:
		return "Midjourney"
	}
	return d.Title
}

// facts are what a text held besides its words.
func (s Source) facts() []string {
	var facts []string
	if !s.Settings.Ratio.Open() {
		facts = append(facts, "ratio "+s.Settings.Ratio.String())
	}
	if s.Settings.Seed != nil {
		facts = append(facts, "seed "+strconv.FormatUint(uint64(*s.Settings.Seed), 10))
	}
	if s.Prompt.Negative != "" {
		facts = append(facts, "without "+shortened(s.Prompt.Negative))
	}
	return facts
}

// own are the parameters that only the source's dialect knows, for people.
func (s Source) own() []string {
	var all []string
	for _, p := range s.Settings.Own {
		told := p.Name + " " + p.Value
		if d, _ := Named(s.From); d.syntax == midjourney {
			told = p.written()
		}
		all = append(all, shortened(strings.TrimSpace(told)))
	}
	return all
}

// listed names the first of many things and counts the rest.
func listed(all []string, separator string) string {
	const most = 6
	if len(all) <= most {
		return strings.Join(all, separator)
	}
	return strings.Join(all[:most], separator) + " and " + strconv.Itoa(len(all)-most) + " more"
}
