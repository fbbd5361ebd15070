package composer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
)

// What a message says about the session itself: other rounds, going back, and
// the length and format of the prompt.

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
	if hasAnyPrefix(lower(m[0]), "more ", "vary ") && m[1] != "" && !namesRound().MatchString(m[0]) {
		return false
	}
	if !only || slices.Contains([]string{"more", "next", "vary"}, lower(m[0])) && len(w.notes) > 0 {
		return false
	}
	w.axes, w.again = axes, true
	w.say("Another round")
	return true
}

const (
	variationCount = `(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|(?:half )?a dozen|a dozen|a few|a couple(?: of)?|some|several|many|lots of)`
	variationNouns = `(?:variations?|versions?|variants?)`
	askingForSome  = `(?:(?:make|do|give|show|create|generate|produce|write|need|have|get|want|let|see|try|i'd|i|like|me|us|it|this|that|to|in|as|with|for|exactly|only|just|now|please|can|could|you|we|another|about|up to|at least) )*`
)

var (
	// howMany is a number of variations, with what is said of them.
	howMany = pattern(askingForSome + variationCount + ` (?:(?:more|new|other|different|fresh|further|additional) )*(?:` + variationNouns + `|options|alternatives|rounds|prompts|takes)(?: of (?:it|this|that|them|the [\w -]+?))?(?: please)?((?:,? (?:with|in|on|for|only|just|but|varying|changing|different|where|at) .+)?)`)
	// These are the same before and after an idea.
	countBefore = lazy(`(?i)^` + askingForSome + variationCount + ` (?:(?:more|different) )?` + variationNouns + ` (?:of|for|showing) `)
	countAfter  = lazy(`(?i)(?:[,.;]\s*(?:and )?|\s+(?:and|in|as|with)\s+)` + askingForSome + variationCount + ` (?:(?:more|different) )?` + variationNouns + `(?: please)?[.!]*$`)
)

// withoutCount is an idea without how many variations of it are wanted.
func withoutCount(idea string) string {
	if rest := countAfter().ReplaceAllString(countBefore().ReplaceAllString(idea, ""), ""); strings.TrimSpace(rest) != "" {
		return rest
	}
	return idea
}

// manyRounds is "seven variations": how many come is a setting, so it is one
// more round. What is said of them is a wish of its own.
func (w *work) manyRounds(m []string) bool {
	w.again = true
	w.say("Another round")
	axes, only := axesIn(m[1])
	if !only {
		w.clause(m[1])
		return true
	}
	w.axes = axes
	return true
}

// varyAxes is "vary the light", "different colours".
func (w *work) varyAxes(m []string) bool {
	axes, only := axesIn(m[1])
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
				w.d.p, w.chance = try.p, true
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

// formatSentence is what inFormat writes, and what it wrote once.
var formatSentence = lazy(` ?(?:The format is|Composed for an?) [^.]*\.`)

// inFormat says the shape of a picture: "16:9", or "vertical, taller than wide".
func inFormat(shape string) string {
	shape, how, _ := strings.Cut(shape, ", ")
	if w, h, ok := strings.Cut(shape, ":"); ok {
		wide, _ := strconv.ParseFloat(w, 64)
		high, _ := strconv.ParseFloat(h, 64)
		shape = map[int]string{-1: "tall ", 0: "square ", 1: "wide "}[cmp.Compare(wide, high)] + shape
	}
	if how != "" {
		how = ", " + how
	}
	return "Composed for " + withArticle(shape+" frame"+how) + "."
}

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
		if at := formatSentence().FindStringIndex(w.d.p.Text); at != nil {
			w.d.p.Text = cutAt(w.d.p.Text, at[0], at[1])
		}
		w.d.append(inFormat(shape))
		return true
	})
}

var undoPattern = pattern(`(?:please )?(?:undo(?: (?:that|this|it|the last (?:change|one|step)|last))?|go back(?: one| a step| to (?:the )?(?:previous|last|earlier|one before).*)?|(?:take|bring|put|turn) (?:it|that) back|revert(?: (?:that|it|to the previous.*|the last.*))?|back(?: to (?:the )?(?:previous|last|before).*)?|step back one|previous(?: (?:one|version))?|the (?:previous|last) (?:one|version)(?: was better)?|as (?:it was )?before|like before|restore(?: (?:it|that|the previous.*))?|never ?mind(?: that)?|scratch that|forget (?:that|it)|back)[.!]?`)

var firstPattern = pattern(`(?:please )?(?:(?:can|could) (?:you|we) )?(?:(?:bring|get|give me|take me|go|going|return|revert|restore|roll|switch|start over|start again|start)(?: me)? ?(?:back|over)? ?(?:to|with|from)? |back to )(?:the |my )?(?:very )?(?:first|original)(?: (?:one|version|prompt|picture|idea|image|draft))?(?: back| again)?[.!]?`)

var likeFirst = pattern(`(?:please )?(?:make it |do it |more )?(?:look )?(?:more )?like the (?:very )?(?:first|original)(?: (?:one|version|prompt|picture))?(?: again)?[.!]?`)

// first goes back to the first prompt of the session.
func (w *work) first(msg string) bool {
	if likeFirst().MatchString(msg) {
		if len(w.r.Round) > 0 {
			return false // the first of the round
		}
	} else if !firstPattern().MatchString(strings.TrimSpace(msg)) {
		return false
	}
	for _, t := range w.r.Conversation {
		if t.Prompt.Empty() {
			continue
		}
		w.goBack(t.Prompt)
		w.say("Back to the first one.")
		return true
	}
	return false
}

// goBack puts an earlier prompt in the place of this one; the locks of today
// stay where they hold.
func (w *work) goBack(p prompt.Prompt) {
	back := w.d.again(p)
	back.p.Locks = slices.Clone(w.r.Current.Locks)
	if !back.locksHold(w.r.Current) {
		back.p.Locks = slices.Clone(p.Locks)
	}
	w.d = back
}

// bringBack is "put the girl back" after she was taken out.
func (w *work) bringBack(m []string) bool {
	if n := len(w.r.Conversation); n > 0 {
		before := w.r.Conversation[n-1].Before
		_, was := findIn(before.Text, m[1])
		if was && !w.d.mentions(m[1]) {
			w.goBack(before)
			w.say(capital(m[1]) + " is back")
			return true
		}
	}
	return w.addAll(m)
}

// undo goes back to the prompt before the last change that still stands.
func (w *work) undo(msg string) bool {
	if !undoPattern().MatchString(strings.TrimSpace(msg)) {
		return false
	}
	var stack []prompt.Prompt
	for _, t := range w.r.Conversation {
		if undoPattern().MatchString(strings.TrimSpace(w.c.book.inEnglish(t.Message))) {
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
			continue
		}
		stack = append(stack, t.Before)
	}
	for i := len(stack) - 1; i >= 0; i-- {
		if !stack[i].Empty() && (stack[i].Text != w.r.Current.Text || stack[i].Negative != w.r.Current.Negative) {
			w.goBack(stack[i])
			w.say("Back to the one before.")
			return true
		}
	}
	return true
}

var (
	namesRound = lazy(`(?i)round|variation|version|option|alternative|like th`)
)
