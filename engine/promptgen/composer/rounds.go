package composer

import (
	"regexp"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// What a message says about the session itself: other rounds, the variations
// by their letters, going back, and the length and format of the prompt.

// axesIn lists the axes that a text names, and whether it names nothing else.
func axesIn(text string) ([]prompt.Axis, bool) {
	var out []prompt.Axis
	only := true
	for _, w := range wordsOf(text) {
		if slices.Contains([]string{"the", "only", "just", "and", "or", "in", "for", "of", "with", "vary", "varying", "changing", "different", "other", "its", "but", "times", "a", "few", "some", "please", "on", "by", "new", "more", "another", "day", "time", "this", "it"}, w) && w != "time" && w != "times" {
			continue
		}
		a, ok := prompt.ParseAxis(w)
		if !ok {
			a, ok = prompt.ParseAxis(strings.TrimSuffix(w, "s"))
		}
		if !ok {
			only = false
			continue
		}
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out, only
}

// anotherRound keeps the prompt and asks for variations of it.
func (w *work) anotherRound(m []string) bool {
	axes, only := axesIn(m[1])
	if hasAnyPrefix(lower(m[0]), "more ", "vary ") && m[1] != "" && !regexp.MustCompile(`(?i)round|variation|version|option|alternative|like th`).MatchString(m[0]) {
		return false
	}
	if !only || slices.Contains([]string{"more", "next", "vary"}, lower(m[0])) && len(w.notes) > 0 {
		return false
	}
	w.axes, w.again = axes, true
	w.say("Another round")
	return true
}

// varyAxes is "vary the light", "different colours".
func (w *work) varyAxes(m []string) bool {
	axes, only := axesIn(m[1])
	if hasAnyPrefix(lower(m[0]), "more ", "vary ") && m[1] != "" && !regexp.MustCompile(`(?i)round|variation|version|option|alternative|like th`).MatchString(m[0]) {
		return false
	}
	if !only || len(axes) == 0 {
		return false
	}
	w.axes, w.again = axes, true
	w.say("Another round, only the " + joinAxes(axes))
	return true
}

// onlyAxes is "only the lighting" after "another round".
func (w *work) onlyAxes(m []string) bool {
	axes, only := axesIn(m[1])
	if hasAnyPrefix(lower(m[0]), "more ", "vary ") && m[1] != "" && !regexp.MustCompile(`(?i)round|variation|version|option|alternative|like th`).MatchString(m[0]) {
		return false
	}
	if !only || len(axes) == 0 {
		return false
	}
	w.axes, w.again = axes, true
	return true
}

func joinAxes(axes []prompt.Axis) string {
	var names []string
	for _, a := range axes {
		names = append(names, string(a))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// surprise changes several axes at once.
func (w *work) surprise([]string) bool {
	return w.try("Something else now", "", func() bool {
		before := w.d.p.Text
		n := w.d.dice.IntN(3)
		for i := range 4 {
			recipe := [][]prompt.Axis{
				{prompt.Time, prompt.Lighting, prompt.Palette, prompt.Medium, prompt.Texture},
				{prompt.Medium, prompt.Texture, prompt.Camera, prompt.Composition, prompt.Palette},
				{prompt.Lighting, prompt.Palette, prompt.Mood, prompt.Camera},
				{prompt.Mood, prompt.Palette},
			}[(n+i)%4]
			try := w.d.clone()
			w.c.vary(try, recipe, nil, false)
			if try.locksHold(w.d.p) && try.p.Text != before {
				w.d.p = try.p
				for _, a := range recipe {
					w.d.set[a] = true
				}
				return true
			}
		}
		return false
	})
}

// shortenBy is the order in which sentences of ours go when a prompt is to be
// shorter.
var shortenBy = []prompt.Axis{prompt.Texture, prompt.Mood, prompt.Composition, prompt.Camera, prompt.Palette, prompt.Lighting, prompt.Setting}

// shorter takes out the two least telling axes; from a text that is not ours,
// the last sentence or the last part.
func (w *work) shorter([]string) bool {
	return w.try("Shorter", "", func() bool {
		before, dropped := w.d.p.Words(), 0
		for _, axis := range shortenBy {
			if _, ours := w.c.book.entryOf(axis, w.d.p.Axes[axis]); !ours || dropped == 2 {
				continue
			}
			try := w.d.clone()
			try.drop(axis)
			if try.locksHold(w.d.p) && try.p.Words() < w.d.p.Words() {
				w.d.p = try.p
				dropped++
			}
		}
		if dropped > 0 && w.d.p.Words() < before {
			return true
		}
		if s := sentences(w.d.p.Text); len(s) > 1 {
			last := s[len(s)-1]
			w.d.p.Text = cutAt(w.d.p.Text, last.start, last.end)
			return true
		}
		if i := strings.LastIndex(w.d.p.Text, ","); i > 0 {
			w.d.p.Text = ended(w.d.p.Text[:i])
			return true
		}
		return false
	}) || w.stays("It cannot be shorter")
}

// stays notes that something was understood that changes nothing.
func (w *work) stays(note string) bool {
	w.say(note)
	w.kept = true
	return true
}

// longer decides what is still open; if nothing is, it looks closer.
func (w *work) longer([]string) bool {
	return w.try("Longer", "", func() bool {
		before := w.d.p.Words()
		added := 0
		for _, axis := range []prompt.Axis{prompt.Lighting, prompt.Palette, prompt.Camera, prompt.Composition, prompt.Mood, prompt.Medium, prompt.Texture, prompt.Setting} {
			if w.d.p.Axes[axis] != "" || added == 2 {
				continue
			}
			if e, ok := w.c.pick(w.d, axis, w.c.book.sceneOf(w.d.p), w.d.p.Text, nil); ok {
				w.d.put(axis, w.c.worded(e, w.c.book.sceneOf(w.d.p)))
				added++
			}
		}
		if added == 0 {
			if e, ok := w.c.pick(w.d, prompt.Subject, w.c.book.sceneOf(w.d.p), w.d.p.Text, nil); ok {
				w.d.addToFirst(e.value)
			}
		}
		return w.d.p.Words() > before
	})
}

var formatSentence = regexp.MustCompile(` ?The format is [^.]*\.`)

// format notes the shape of the picture; its size is a setting of its own.
func (w *work) format(m []string) bool {
	shape := map[string]string{
		"portrait": "portrait, taller than wide", "vertical": "vertical, taller than wide", "upright": "upright, taller than wide", "tall": "tall, higher than wide",
		"landscape": "landscape, wider than tall", "horizontal": "horizontal, wider than tall", "square": "square",
	}[lower(m[1])]
	low := lower(m[0])
	if shape == "" {
		shape = strings.Map(func(r rune) rune {
			switch r {
			case 'x', '×', '/':
				return ':'
			case ' ':
				return -1
			}
			return r
		}, lower(m[1]))
	} else if low == "tall" || hasAnyPrefix(low, "as a portrait", "make it a portrait", "a portrait") && !strings.Contains(low, "format") {
		return false
	}
	return w.try("Format "+strings.TrimRight(firstWord(shape), ",")+"; the size itself is under settings", capital(strings.TrimRight(firstWord(shape), ","))+" format", func() bool {
		if at := formatSentence.FindStringIndex(w.d.p.Text); at != nil {
			w.d.p.Text = cutAt(w.d.p.Text, at[0], at[1])
		}
		w.d.append("The format is " + shape + ".")
		return true
	})
}

var undoPattern = pattern(`(?:please )?(?:undo(?: (?:that|this|it|the last (?:change|one|step)|last))?|go back(?: one| a step| to (?:the )?(?:previous|last|earlier|one before).*)?|(?:take|bring|put|turn) (?:it|that) back|revert(?: (?:that|it|to the previous.*|the last.*))?|back(?: to (?:the )?(?:previous|last|before).*)?|step back one|previous(?: (?:one|version))?|the (?:previous|last) (?:one|version)(?: was better)?|as (?:it was )?before|like before|restore(?: (?:it|that|the previous.*))?|never ?mind(?: that)?|scratch that|forget (?:that|it)|back)[.!]?`)

// undo goes back to the prompt before the last change that still stands.
func (w *work) undo(msg string) bool {
	if !undoPattern.MatchString(strings.TrimSpace(msg)) {
		return false
	}
	var stack []prompt.Prompt
	for _, t := range w.r.Conversation {
		if undoPattern.MatchString(strings.TrimSpace(t.Message)) {
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
			continue
		}
		stack = append(stack, t.Before)
	}
	for i := len(stack) - 1; i >= 0; i-- {
		if !stack[i].Empty() && (stack[i].Text != w.r.Current.Text || stack[i].Negative != w.r.Current.Negative) {
			back := newDraft(stack[i], w.d.dice)
			back.p.Locks = slices.Clone(w.r.Current.Locks)
			if !back.locksHold(w.r.Current) {
				back.p.Locks = slices.Clone(stack[i].Locks)
			}
			w.d = back
			w.say("Back to the one before.")
			return true
		}
	}
	return true
}

const axisName = `(?:light(?:ing)?|colou?rs?|palette|mood|feeling|atmosphere|style|medium|technique|camera|angle|viewpoint|view|framing|composition|layout|crop|texture|surface|time(?: of day)?|hour|season|setting|place|background|weather|lens)`

var (
	letterOrdinal = regexp.MustCompile(`(?i)\b(?:the )?(first|second|third|fourth|fifth|sixth)(?: (?:one|variation|option|version))\b`)
	letterWord    = regexp.MustCompile(`(?i)\b(?:variation|option|version|row|letter) ([a-l])\b`)
	letterBase    = regexp.MustCompile(`^(?i:(?:please |ok |i (?:like|want|prefer|take|choose) |take |use |pick |choose |go with |start (?:from|with) |continue with |based on |from |keep |like |something like |more like |back to )*)([A-L])\b(?:'s)?`)
	letterMerge   = regexp.MustCompile(`(?i:(?:merge|combine|mix|blend|cross|join|put together|between)?) ?\b([A-L]) ?(?i:and|\+|with|plus|&|x|meets) ?([A-L])\b(?: ?(?i:together|mixed|combined|merged|in one))?$`)
	letterPart    = regexp.MustCompile(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |,)* ?(?:the |its )?(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*) (?:of|from|in|as in|like in|like|that)) ([A-L])\b(?i: has)?`)
	letterOwns    = regexp.MustCompile(`(?i:(?:and |but |with |use |take |give it |in |more of |a bit of |more |,)* ?)([A-L])['’]s (?i:(` + axisName + `(?:(?: and |, )(?:the )?` + axisName + `)*))`)
	letterAs      = regexp.MustCompile(`(?i:\b(lit|coloured|colored|framed|painted|composed)) (?i:like|as in|as) ([A-L])\b`)
)

// letterRefs are the letters a text may mean variations by.
func (c *Composer) letterRefs(text string) []string {
	return regexp.MustCompile(`\b[B-L]\b|\bA(?:['’]s\b|$|[,.]| (?i:with|and|but|instead|without|at|in)\b)`).FindAllString(text, -1)
}

// letters carries out what a message says about variations by their letters
// and returns the rest of it.
func (w *work) letters(msg string) string {
	if len(w.r.Round) == 0 {
		return msg
	}
	msg = letterWord.ReplaceAllStringFunc(msg, func(s string) string { return strings.ToUpper(s[len(s)-1:]) })
	msg = letterOrdinal.ReplaceAllStringFunc(msg, func(s string) string {
		for i, n := range []string{"first", "second", "third", "fourth", "fifth", "sixth"} {
			if hasWord(s, n) {
				return prompt.Letter(i)
			}
		}
		return s
	})
	if len(msg) == 1 {
		msg = strings.ToUpper(msg)
	}
	if len(w.c.letterRefs(msg)) == 0 && !letterPart.MatchString(msg) && !letterMerge.MatchString(msg) {
		return msg
	}
	if m := letterMerge.FindStringSubmatch(msg); m != nil {
		if w.merge(m[1], m[2]) {
			return letterMerge.ReplaceAllString(msg, "")
		}
	}
	var parts [][2]string
	collect := func(re *regexp.Regexp, axis, letter int) {
		for _, m := range re.FindAllStringSubmatch(msg, -1) {
			parts = append(parts, [2]string{m[axis], m[letter]})
		}
		msg = re.ReplaceAllString(msg, ",")
	}
	collect(letterPart, 1, 2)
	collect(letterOwns, 2, 1)
	collect(letterAs, 1, 2)
	rest := strings.TrimSpace(msg)
	if m := letterBase.FindStringSubmatchIndex(rest); m != nil && (rest[m[2]:m[3]] != "A" || len(w.c.letterRefs(rest[m[2]:])) > 0) {
		if w.base(rest[m[2]:m[3]]) {
			rest = regexp.MustCompile(`^(?i:[ ,.]*(?:but|and|with|,)? ?)`).ReplaceAllString(rest[m[1]:], "")
			if regexp.MustCompile(`(?i)^(?:but|and|with)$`).MatchString(rest) {
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
	axes, _ := axesIn(regexp.MustCompile(`(?i)lit`).ReplaceAllString(regexp.MustCompile(`(?i)^(?:lit)$`).ReplaceAllString(names, "light"), "lit"))
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
			w.say("The " + string(axis) + " is that of " + letter + " already")
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
