package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// The variations of the round by their letters: "B with the light of A".

const axisName = `(?:light(?:ing)?|colou?rs?|palette|mood|feeling|atmosphere|style|medium|technique|camera|angle|viewpoint|view|framing|composition|layout|crop|texture|surface|time(?: of day)?|hour|season|setting|place|background|weather|lens)`

var (
	letterOrdinal = lazy(`(?i)(?:^|\bthe )(first|second|third|fourth|fifth|sixth)(?: (?:one|variation|option|version))\b`)
	letterWord    = lazy(`(?i)\b(?:variation|option|version|row|letter) ([a-l])\b`)
	letterMake    = lazy(`^(?i:please |can you |now )*(?i:make) ([A-HJ-L]) (?i:look |a bit |more |much |slightly )*(.+)$`)
	letterBase    = lazy(`^(?i:(?:please |ok |make it |look |i (?:like|want|prefer|take|choose) |take |use |pick |choose |go with |start (?:from|with) |continue with |based on |from |keep |like |something like |more like |back to )*)([A-HJ-L])\b(?:'s)?`)
	letterMerge   = lazy(`(?i:(?:merge|combine|mix|blend|cross|join|put together|between)?) ?\b([A-HJ-L]) ?(?i:and|\+|with|plus|&|x|meets) ?([A-HJ-L])\b(?: ?(?i:together|mixed|combined|merged|in one))?$`)
	letterPart    = lazy(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |,)* ?(?:the |its )?(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*) (?:of|from|in|as in|like in|like|that)) ([A-HJ-L])\b(?i: has)?`)
	letterOwns    = lazy(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |more |,)* ?)([A-HJ-L])['’]s (?i:(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*))`)
	letterAs      = lazy(`(?i:\b(lit|coloured|colored|framed|painted|composed)) (?i:like|as in|as) ([A-HJ-L])\b`)
)

// letterRefs are the letters a text may mean variations by.
func (c *Composer) letterRefs(text string) []string {
	return letter().FindAllString(text, -1)
}

// letters carries out what a message says about variations by their letters
// and returns the rest of it.
func (w *work) letters(msg string) string {
	if len(w.r.Round) == 0 {
		if letterMake().MatchString(msg) || onlyLetter().MatchString(strings.TrimSpace(msg)) {
			w.stays("There is no round to choose from yet")
			return ""
		}
		return msg
	}
	msg = letterWord().ReplaceAllStringFunc(msg, func(s string) string { return strings.ToUpper(s[len(s)-1:]) })
	msg = letterOrdinal().ReplaceAllStringFunc(msg, func(s string) string {
		for i, n := range []string{"first", "second", "third", "fourth", "fifth", "sixth"} {
			if hasWord(s, n) {
				return prompt.Letter(i)
			}
		}
		return s
	})
	if len(msg) == 1 {
		msg = strings.ToUpper(msg)
		if msg == "I" && len(w.r.Round) > 8 {
			w.base(msg)
			return ""
		}
	}
	if m := letterMake().FindStringSubmatch(msg); m != nil && w.base(m[1]) {
		return "make it " + m[2]
	}
	if len(w.c.letterRefs(msg)) == 0 && !letterPart().MatchString(msg) && !letterMerge().MatchString(msg) {
		return msg
	}
	if m := letterMerge().FindStringSubmatch(msg); m != nil {
		if w.merge(m[1], m[2]) {
			return letterMerge().ReplaceAllString(msg, "")
		}
	}
	var parts [][2]string
	collect := func(re expression, axis, letter int) {
		for _, m := range re().FindAllStringSubmatch(msg, -1) {
			parts = append(parts, [2]string{m[axis], m[letter]})
		}
		msg = re().ReplaceAllString(msg, ",")
	}
	collect(letterPart, 1, 2)
	collect(letterOwns, 2, 1)
	collect(letterAs, 1, 2)
	rest := strings.TrimSpace(msg)
	if m := letterBase().FindStringSubmatchIndex(rest); m != nil && (rest[m[2]:m[3]] != "A" || len(w.c.letterRefs(rest[m[2]:])) > 0) {
		if w.base(rest[m[2]:m[3]]) {
			rest = afterLetter().ReplaceAllString(rest[m[1]:], "")
			if onlyJoin().MatchString(rest) {
				rest = ""
			}
		}
	}
	for _, p := range parts {
		w.take(p[0], p[1])
	}
	return strings.Trim(rest, " ,.")
}

func (w *work) variation(letter string) (prompt.Prompt, bool) {
	i := int(letter[0] - 'A')
	if i < 0 || i >= len(w.r.Round) {
		w.say("There is no " + letter + " in this round")
		w.kept = true
		return prompt.Prompt{}, false
	}
	return w.r.Round[i].Prompt, true
}

// base goes on from a variation instead of the current prompt.
func (w *work) base(letter string) bool {
	p, ok := w.variation(letter)
	if !ok {
		return true
	}
	return w.try(letter+" it is", "", func() bool {
		title := p.Title
		p = p.Clone()
		p.ID = ""
		p.Locks = slices.Clone(w.r.Current.Locks)
		w.d.p = newDraft(p, nil).p
		if title != "" {
			w.title = append(w.title, title)
		}
		return true
	})
}

// take brings axes over from a variation.
func (w *work) take(names, letter string) {
	p, ok := w.variation(letter)
	if !ok {
		return
	}
	axes, _ := axesIn(names)
	switch lower(names) {
	case "lit":
		axes = []prompt.Axis{prompt.Lighting}
	case "coloured", "colored":
		axes = []prompt.Axis{prompt.Palette}
	case "framed", "composed":
		axes = []prompt.Axis{prompt.Composition}
	case "painted":
		axes = []prompt.Axis{prompt.Medium, prompt.Texture}
	}
	for _, axis := range axes {
		v := p.Axes[axis]
		if v == "" {
			w.say(letter + " leaves the " + string(axis) + " open")
			w.kept = true
			continue
		}
		if w.d.p.Axes[axis] == v {
			w.say("The " + string(axis) + " is the same in " + letter)
			w.kept = true
			continue
		}
		w.try("The "+string(axis)+" of "+letter, "", func() bool {
			w.c.putAxis(w.d, axis, v)
			w.d.set[axis] = true
			return true
		})
	}
}

// merge takes one variation and brings over what the other changed.
func (w *work) merge(first, second string) bool {
	a, okA := w.variation(first)
	b, okB := w.variation(second)
	if !okA || !okB {
		return true
	}
	return w.try(first+" and "+second+" together", "", func() bool {
		current := w.r.Current
		p := a.Clone()
		p.ID, p.Locks = "", slices.Clone(current.Locks)
		w.d.p = newDraft(p, nil).p
		for _, axis := range prompt.AllAxes() {
			if axis == prompt.Subject || b.Axes[axis] == current.Axes[axis] || b.Axes[axis] == "" || a.Axes[axis] != current.Axes[axis] {
				continue
			}
			w.c.putAxis(w.d, axis, b.Axes[axis])
			w.d.set[axis] = true
		}
		for _, axis := range difference(current, a) {
			w.d.set[axis] = true
		}
		return true
	})
}

var (
	letter      = lazy(`\b[B-HJ-L]\b|\bA(?:['’]s\b|$|[,.]| (?i:with|and|but|instead|without|at|in)\b)`)
	afterLetter = lazy(`^(?i:[ ,.]*(?:but|and|with|,)? ?)`)
	onlyLetter  = lazy(`^(?i:(?:i (?:like|want|prefer|take|choose)|take|use|pick|choose|go with) )?[A-HJ-L][.!]?$`)
	onlyJoin    = lazy(`(?i)^(?:but|and|with)$`)
)
