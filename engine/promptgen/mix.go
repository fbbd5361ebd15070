package promptgen

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"easel/engine/prompt"
)

// Mix is what a message says about the variations of the round by their
// letters: "B with the light of A", "A and D together".
type Mix struct {
	Base  string // letter to go on from; empty for the current prompt
	Merge string // letter of which everything it changed comes along; empty for none
	Takes []Take // what comes along besides
}

// Take is some axes of a variation.
type Take struct {
	Axes   []prompt.Axis // at least one
	Letter string
}

// Empty says whether the message names no variation.
func (m Mix) Empty() bool { return m.Base == "" && m.Merge == "" && len(m.Takes) == 0 }

const axisName = `(?:light(?:ing)?|colou?rs?|palette|mood|feeling|atmosphere|style|medium|technique|camera|angle|viewpoint|view|framing|composition|layout|crop|texture|surface|time(?: of day)?|hour|season|setting|place|background|weather|lens)`

// The letters themselves: "I" is a person, and "A" an article unless something
// shows that it is not. Letters that no round has, M to Z, are read too where
// they can mean nothing else, so that it can be said that there are none.
var (
	mixOrdinal = lazily(`(?i)(?:^|\bthe )(first|second|third|fourth|fifth|sixth)(?: (?:one|variation|option|version))\b`)
	mixWord    = lazily(`(?i)\b(?:(?:variation|option|version) [a-z]|(?:row|letter) [a-l])\b`)
	mixMake    = lazily(`^(?i:please |can you |now )*(?i:make) ([A-HJ-Z]) (?i:look |a bit |more |much |slightly )*(.+)$`)
	mixBase    = lazily(`^(?i:(?:please |ok |make it |look |i (?:like|want|prefer|take|choose) |take |use |pick |choose |go with |start (?:from|with) |continue with |based on |from |keep |like |something like |more like |back to )*)([A-HJ-Z])\b(?:'s)?`)
	mixMerge   = lazily(`(?i:(?:merge|combine|mix|blend|cross|join|put together|between)?) ?\b([A-HJ-Z]) ?(?i:and|\+|with|plus|&|x|meets) ?([A-HJ-Z])\b(?: ?(?i:together|mixed|combined|merged|in one))?$`)
	mixPart    = lazily(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |,)* ?(?:the |its )?(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*) (?:of|from|in|as in|like in|like|that)) ([A-HJ-Z])\b(?i: has)?`)
	mixOwns    = lazily(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |more |,)* ?)([A-HJ-Z])['’]s (?i:(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*))`)
	mixAs      = lazily(`(?i:\b(lit|coloured|colored|framed|painted|composed)) (?i:like|as in|as) ([A-HJ-Z])\b`)
	mixLetter  = lazily(`\b[B-HJ-L]\b|\bA(?:['’]s\b|$| ?[,.]| (?i:with|and|but|instead|without|at|in)\b)|\b[M-Z](?:\.?$| ?,| (?i:with|and|but|instead|without)\b)`)
	mixName    = lazily(`\b(?:[A-Z]\. ?[A-Z]\b|[M-Z]\. ?[A-Z][a-z]|[M-Z] [A-Z]\b)`)
	mixAfter   = lazily(`^(?i:[ ,.]*(?:but|and|with|,)? ?)`)
	mixOnly    = lazily(`^(?i:(?:i (?:like|want|prefer|take|choose)|take|use|pick|choose|go with) )?[A-HJ-Z][.!]?$`)
	mixJoin    = lazily(`(?i)^(?:but|and|with)$`)
	onlyAxes   = lazily(`(?i)^(?:please )?(?:another|one more|a new|new|next) round,?(?: (?:but|with|of|in|changing|varying))?(?: (?:only|just|other|different))?(?: the)? (` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*)[.!]?$`)
)

// lazily is regexp.MustCompile, put off until somebody writes a message.
func lazily(p string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(p) })
}

// ReadMix reads what a message of one line says about variations by their
// letters, and returns the rest of it.
func ReadMix(msg string) (m Mix, rest string) {
	m, rest = readMix(mixName().ReplaceAllStringFunc(msg, hideLetters))
	return m, showLetters(rest)
}

// hideLetters makes something else of the letters of a name such as M. C.
// Escher, which mean no variation; showLetters brings them back.
func hideLetters(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + hidden
		}
		return r
	}, name)
}

func showLetters(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A'+hidden <= r && r <= 'Z'+hidden {
			return r - hidden
		}
		return r
	}, text)
}

// hidden is where in Unicode, in a range that is for private use, letters are
// kept meanwhile.
const hidden = 0xE000

func readMix(msg string) (m Mix, rest string) {
	msg = lettered(msg)
	if make := mixMake().FindStringSubmatch(msg); make != nil {
		return Mix{Base: make[1]}, "make it " + make[2]
	}
	if !mixLetter().MatchString(msg) && !mixPart().MatchString(msg) && !mixOwns().MatchString(msg) && !mixMerge().MatchString(msg) {
		return Mix{}, msg
	}
	if both := mixMerge().FindStringSubmatch(msg); both != nil && (both[0] == msg || min(both[1], both[2]) <= "L") {
		return Mix{Base: both[1], Merge: both[2]}, mixMerge().ReplaceAllString(msg, "")
	}
	for _, form := range []struct {
		of           *regexp.Regexp
		axes, letter int
	}{{mixPart(), 1, 2}, {mixOwns(), 2, 1}, {mixAs(), 1, 2}} {
		for _, found := range form.of.FindAllStringSubmatch(msg, -1) {
			m.Takes = append(m.Takes, Take{axesOf(found[form.axes]), found[form.letter]})
		}
		msg = form.of.ReplaceAllString(msg, ",")
	}
	rest = strings.TrimSpace(msg)
	if at := mixBase().FindStringSubmatchIndex(rest); at != nil && isLetter(rest[at[2]:]) {
		m.Base = rest[at[2]:at[3]]
		if rest = mixAfter().ReplaceAllString(rest[at[1]:], ""); mixJoin().MatchString(rest) {
			rest = ""
		}
	}
	return m, strings.Trim(rest, " ,.")
}

// isLetter says whether a text begins with a letter that means a variation.
func isLetter(text string) bool {
	at := mixLetter().FindStringIndex(text)
	return at != nil && at[0] == 0
}

// Letters are all that the message names, in its order.
func (m Mix) Letters() []string {
	var all []string
	for _, l := range []string{m.Base, m.Merge} {
		if l != "" {
			all = append(all, l)
		}
	}
	for _, t := range m.Takes {
		all = append(all, t.Letter)
	}
	return all
}

// ReadRound are the axes of a message that asks for another round on these alone:
// "another round, only the lighting"; none for any other message.
func ReadRound(msg string) []prompt.Axis {
	found := onlyAxes().FindStringSubmatch(strings.TrimSpace(msg))
	if found == nil {
		return nil
	}
	return axesOf(found[1])
}

// NamesVariation says whether a message is about a variation by its letter and
// makes no sense without a round.
func NamesVariation(msg string) bool {
	msg = mixName().ReplaceAllStringFunc(msg, hideLetters)
	m, _ := readMix(msg)
	return mixMake().MatchString(msg) || mixOnly().MatchString(strings.TrimSpace(msg)) || m.Merge != "" || len(m.Takes) > 0
}

// NamesLetter says whether a text has a letter that may mean a variation.
func NamesLetter(text string) bool { return mixLetter().MatchString(text) }

// lettered puts letters for "the second one" and "variation b".
func lettered(msg string) string {
	msg = mixWord().ReplaceAllStringFunc(msg, func(s string) string { return strings.ToUpper(s[len(s)-1:]) })
	ordinals := []string{"first", "second", "third", "fourth", "fifth", "sixth"}
	msg = mixOrdinal().ReplaceAllStringFunc(msg, func(s string) string {
		return prompt.Letter(slices.Index(ordinals, strings.ToLower(mixOrdinal().FindStringSubmatch(s)[1])))
	})
	if len(msg) == 1 {
		return strings.ToUpper(msg)
	}
	return msg
}

// axesOf are the axes that a phrase names.
func axesOf(names string) []prompt.Axis {
	switch strings.ToLower(names) {
	case "lit":
		return []prompt.Axis{prompt.Lighting}
	case "coloured", "colored":
		return []prompt.Axis{prompt.Palette}
	case "framed", "composed":
		return []prompt.Axis{prompt.Composition}
	case "painted":
		return []prompt.Axis{prompt.Medium, prompt.Texture}
	}
	var axes []prompt.Axis
	for _, word := range strings.FieldsFunc(names, func(r rune) bool { return r == ' ' || r == ',' }) {
		if a, ok := prompt.ParseAxis(word); ok && !slices.Contains(axes, a) {
			axes = append(axes, a)
		}
	}
	return axes
}
