package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// letters carries out what a message says about the variations of the round by
// their letters and returns the rest of it.
func (w *work) letters(msg string) string {
	msg = likeNth().ReplaceAllString(msg, "the $1 one")
	if len(w.r.Round) == 0 {
		if promptgen.NamesVariation(msg) {
			w.stays("There is no round to choose from yet")
			return ""
		}
		return msg
	}
	if strings.EqualFold(msg, "i") && len(w.r.Round) > 8 {
		w.base("I")
		return ""
	}
	mix, rest := promptgen.ReadMix(msg)
	if w.lacks(mix.Letters()) {
		return ""
	}
	if mix.Merge != "" {
		w.merge(mix.Base, mix.Merge)
		return rest
	}
	if mix.Base != "" {
		w.base(mix.Base)
	}
	for _, t := range mix.Takes {
		w.take(t.Axes, t.Letter)
	}
	return rest
}

// lacks says which of the letters the round has not; then nothing changes.
func (w *work) lacks(letters []string) bool {
	for _, l := range letters {
		if int(l[0]-'A') >= len(w.r.Round) {
			w.stays("There is no " + l + " in this round")
		}
	}
	return w.kept
}

func (w *work) variation(letter string) prompt.Prompt {
	return w.r.Round[letter[0]-'A'].Prompt
}

// base goes on from a variation instead of the current prompt.
func (w *work) base(letter string) {
	p := w.variation(letter)
	w.try(letter+" it is", "", func() bool {
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
func (w *work) take(axes []prompt.Axis, letter string) {
	p := w.variation(letter)
	for _, axis := range axes {
		v := p.Axes[axis]
		if v == "" {
			w.say(letter + " leaves the " + string(axis) + " open")
			w.kept = true
			continue
		}
		w.put("The "+string(axis)+" of "+letter, axis, v)
	}
}

// merge takes one variation and brings over what the other changed.
func (w *work) merge(first, second string) {
	a, b := w.variation(first), w.variation(second)
	w.try(first+" and "+second+" together", "", func() bool {
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

// decide makes exactly the decisions that are asked for.
func (c *Composer) decide(r promptgen.Request) answer {
	w := &work{c: c, r: r, d: draftFor(r, r.Current, dice(r)), rules: rules}
	w.adopt()
	for _, wish := range r.Decisions {
		if value := clean(readable(wish.Value)); value != "" {
			w.put(capital(string(wish.Axis))+" now: "+value, wish.Axis, value)
		} else {
			w.say("The " + string(wish.Axis) + " is left open there")
			w.kept = true
		}
	}
	return w.finish()
}

// put writes the words of one axis into the prompt.
func (w *work) put(note string, axis prompt.Axis, value string) {
	at, stands := w.d.where(axis)
	switch {
	case w.d.p.Axes[axis] == value:
		w.say("The " + string(axis) + " is that already")
		w.kept = true
	case axis == prompt.Subject && !stands:
		w.say("The words of the subject are not in the prompt any more")
		w.kept = true
	default:
		w.try(note, "", func() bool {
			if axis == prompt.Subject {
				w.d.p.Text = replaceAt(w.d.p.Text, at.start, at.end, value)
				w.d.p.Axes[axis] = value
			} else {
				w.c.putAxis(w.d, axis, value)
			}
			w.d.set[axis] = true
			return true
		})
	}
}

// likeNth is "more like the second".
var likeNth = pattern(`(?:(?:make it )?(?:a bit |much )?(?:more )?like|take|pick|use|choose|i (?:like|prefer|want|take|choose)|go with|back to) the (first|second|third|fourth|fifth|sixth)[.!]?`)
