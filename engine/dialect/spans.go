package dialect

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// span is a stretch of a prompt with how much it counts; 1 is as usual.
type span struct {
	text   string
	weight float64
}

// mostWeight is the highest weight that is written: what nested brackets come
// to beyond it breaks a picture.
const mostWeight = 10

// tidyWeight is a weight with two decimals, in the range that is written.
func tidyWeight(w float64) float64 {
	if math.IsNaN(w) {
		return 1
	}
	return math.Round(min(max(w, 0), mostWeight)*100) / 100
}

func formatWeight(w float64) string { return strconv.FormatFloat(w, 'f', -1, 64) }

// bracket is a piece of a text with weights: words, or where a weight begins
// or ends.
type bracket struct {
	text   string
	factor float64 // of what begins here
	kind   int
}

const (
	letters = iota
	opening
	closing
)

// weighted multiplies the weights that lie around each piece. An opening
// without a closing counts to the end.
func weighted(pieces []bracket) []span {
	var spans []span
	around := []float64{1}
	for _, p := range pieces {
		now := around[len(around)-1]
		switch p.kind {
		case opening:
			around = append(around, now*p.factor)
		case closing:
			around = around[:len(around)-1]
		default:
			spans = append(spans, span{p.text, tidyWeight(now)})
		}
	}
	return joinSpans(spans)
}

// joinSpans makes neighbours that count the same one.
func joinSpans(all []span) []span {
	all = slices.DeleteFunc(all, func(s span) bool { return s.text == "" })
	var out []span
	for len(all) > 0 {
		var b strings.Builder
		n := 0
		for n < len(all) && all[n].weight == all[0].weight {
			b.WriteString(all[n].text)
			n++
		}
		out = append(out, span{b.String(), all[0].weight})
		all = all[n:]
	}
	return out
}

// plainText is the spans without their weights.
func plainText(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}

// weighedWords are the words whose weight is not 1.
func weighedWords(spans []span) []string {
	var out []string
	for _, s := range spans {
		if text := trimmed(s.text); s.weight != 1 && text != "" {
			out = append(out, text)
		}
	}
	return out
}

// trimmed is a text without the white space and commas at its ends.
func trimmed(text string) string { return strings.Trim(text, " \t\r\n,") }

// signs are how a dialect writes weights.
type signs struct {
	escape func(text string) string
	weigh  func(text string, weight float64) string
	apart  bool // a weight ends only where a word could
}

// write writes each span, weights around words alone: what separates them
// stays outside.
func (g signs) write(spans []span) string {
	var b strings.Builder
	weighed := false // what was written last
	for _, s := range spans {
		before, core, after := parted(s.text)
		if s.weight == 1 || core == "" {
			before, core, after = g.escape(s.text), "", ""
		} else {
			core = g.weigh(g.escape(core), s.weight)
		}
		if weighed && g.apart && !wordEnds(before+core) {
			b.WriteByte(' ')
		}
		b.WriteString(before + core + after)
		weighed = core != "" && after == ""
	}
	return b.String()
}

// parted is a text with the white space and commas at its ends apart.
func parted(text string) (before, core, after string) {
	core = trimmed(text)
	if core == "" {
		return "", "", text
	}
	before, after, _ = strings.Cut(text, core)
	return before, core, after
}
