package dialect

import (
	"regexp"
	"strconv"
	"strings"
)

// What AUTOMATIC1111, Forge and the programs that follow them read: (x) counts
// 1.1, (x:1.3) as much as it says, [x] 1/1.1, with \( \) \[ \] \\ for the signs
// themselves; [from:to:when], [a|b], <lora:name:weight> and BREAK besides.

var (
	explicitWeight = regexp.MustCompile(`^:\s*([+-]?[.\d]+)\s*\)`)
	extraNetwork   = regexp.MustCompile(`<(?:lora|lyco|hypernet):[^<>]*>`)
	schedule       = regexp.MustCompile(`\[([^\[\]():|]*):(?:([^\[\]():|]*):)?\s*[.\d]+\s*\]`)
	alternation    = regexp.MustCompile(`\[([^\[\]|\\]*)\|[^\[\]\\]*\]`)
	chunkBreak     = regexp.MustCompile(`\s*,?\s*\bBREAK\b\s*,?\s*`)
	doubleCommas   = regexp.MustCompile(`\s*,(?:\s*,)+`)
)

// parseA1111 reads the weights. lost is what only this dialect has: of what
// changes while it is painted, the first is kept.
func parseA1111(text string) (spans []span, lost []string) {
	text, lost = withoutMatches(text, extraNetwork, lost, func([]string) string { return "" })
	text, lost = withoutMatches(text, schedule, lost, func(m []string) string {
		if m[2] == "" || strings.TrimSpace(m[1]) != "" {
			return m[1]
		}
		return m[2]
	})
	text, lost = withoutMatches(text, alternation, lost, func(m []string) string { return m[1] })
	text = chunkBreak.ReplaceAllString(text, ", ")
	if len(lost) > 0 {
		text = doubleCommas.ReplaceAllString(text, ",")
	}
	return weighted(a1111Pieces(text)), lost
}

// withoutMatches replaces what a pattern finds, and tells what it was.
func withoutMatches(text string, pattern *regexp.Regexp, lost []string, by func(m []string) string) (string, []string) {
	text = pattern.ReplaceAllStringFunc(text, func(found string) string {
		lost = append(lost, found)
		return by(pattern.FindStringSubmatch(found))
	})
	return text, lost
}

func a1111Pieces(text string) []bracket {
	const round, square = 1.1, 1 / 1.1
	var pieces []bracket
	var open []int // of those that are not closed yet
	begins := func(factor float64) bool { return len(open) > 0 && pieces[open[len(open)-1]].factor == factor }
	ends := func(factor float64) {
		pieces[open[len(open)-1]].factor = factor
		open = open[:len(open)-1]
		pieces = append(pieces, bracket{kind: closing})
	}
	for text != "" {
		n := strings.IndexAny(text, `\()[]:`)
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			pieces = append(pieces, bracket{text: text[:n]})
			text = text[n:]
			continue
		}
		n = 1
		switch found := explicitWeight.FindStringSubmatch(head(text)); {
		case text[0] == '\\' && len(text) > 1 && strings.IndexByte(`()[]\`, text[1]) >= 0:
			pieces = append(pieces, bracket{text: text[1:2]})
			n = 2
		case text[0] == '(', text[0] == '[':
			factor := round
			if text[0] == '[' {
				factor = square
			}
			open = append(open, len(pieces))
			pieces = append(pieces, bracket{kind: opening, factor: factor})
		case found != nil && begins(round) && isNumber(found[1]):
			weight, _ := strconv.ParseFloat(found[1], 64)
			ends(weight)
			n = len(found[0])
		case text[0] == ')' && begins(round):
			ends(round)
		case text[0] == ']' && begins(square):
			ends(square)
		default:
			pieces = append(pieces, bracket{text: text[:1]})
		}
		text = text[n:]
	}
	return pieces
}

// head is as much of a text as a weight can take up, so that looking for one
// takes no longer in a long text.
func head(text string) string { return text[:min(len(text), 40)] }

func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

var a1111Escapes = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, `[`, `\[`, `]`, `\]`)

// a1111Weights write (words:1.2).
var a1111Weights = signs{escape: a1111Escapes.Replace, weigh: func(text string, weight float64) string {
	return "(" + text + ":" + formatWeight(weight) + ")"
}}
