package composer

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// draft is a prompt while it is being edited. All edits are made in the text
// itself: a part that no edit names stays byte for byte, whoever wrote it.
type draft struct {
	p    prompt.Prompt
	dice *rand.Rand
	set  map[prompt.Axis]bool // asked for in this message, so nothing else may change it
	said map[prompt.Axis]bool // asked for in an earlier one: another subject or place leaves it

	to      dialect.Dialect // of the image generator it is for
	phrases bool            // our choices are phrases with commas between them, not sentences
}

func newDraft(p prompt.Prompt, r *rand.Rand) *draft {
	p = p.Clone()
	p.ID = ""
	if p.Axes == nil {
		p.Axes = map[prompt.Axis]string{}
	}
	return &draft{p: p, dice: r, set: map[prompt.Axis]bool{}, said: map[prompt.Axis]bool{}}
}

// draftFor is a draft of a prompt for the image generator that the request
// names. A prompt that has sentences of ours keeps them.
func draftFor(r promptgen.Request, p prompt.Prompt, dice *rand.Rand) *draft {
	d := newDraft(p, dice)
	d.to = dialect.For(r.Dialect)
	d.phrases = d.to.Phrases() && !slices.ContainsFunc(prompt.AllAxes(), func(a prompt.Axis) bool {
		_, _, ours := d.ourSentence(a)
		return ours
	})
	return d
}

// again is a draft of another prompt for the same image generator.
func (d *draft) again(p prompt.Prompt) *draft {
	other := newDraft(p, d.dice)
	other.to, other.phrases = d.to, d.phrases
	return other
}

// clone is a copy to try an edit on.
func (d *draft) clone() *draft {
	c := d.again(d.p)
	maps.Copy(c.set, d.set)
	maps.Copy(c.said, d.said)
	return c
}

// where finds the words that decide an axis in the text.
func (d *draft) where(axis prompt.Axis) (span, bool) {
	v := d.p.Axes[axis]
	if v == "" {
		return span{}, false
	}
	i := wordIndex(d.p.Text, v, 0)
	return span{i, i + len(v)}, i >= 0
}

// locksHold says whether every lock that held in before holds in the text.
func (d *draft) locksHold(before prompt.Prompt) bool {
	return len(prompt.Broken(before.Locks, d.p.Text)) == 0
}

// settle is the prompt with its locks where their words stand now.
func (d *draft) settle() prompt.Prompt {
	d.p.Locks = prompt.Relock(d.p.Locks, d.p.Text)
	return d.p
}

// frames are the sentences we write around the words of the axes. A sentence
// that is one of these can be taken apart and written again.
var frames = []struct {
	axes []prompt.Axis
	text string // $name stands for the words of an axis
}{
	{[]prompt.Axis{prompt.Camera, prompt.Composition}, "The view is $camera, $composition."},
	{[]prompt.Axis{prompt.Camera, prompt.Composition}, "The scene is seen $camera, $composition."},
	{[]prompt.Axis{prompt.Camera}, "The view is $camera."},
	{[]prompt.Axis{prompt.Camera}, "The scene is seen $camera."},
	{[]prompt.Axis{prompt.Composition}, "The frame is built $composition."},
	{[]prompt.Axis{prompt.Time, prompt.Lighting}, "$time, everything is lit by $lighting."},
	{[]prompt.Axis{prompt.Lighting}, "Everything is lit by $lighting."},
	{[]prompt.Axis{prompt.Time}, "It all happens $time."},
	{[]prompt.Axis{prompt.Palette, prompt.Mood}, "The palette is $palette, and the mood is $mood."},
	{[]prompt.Axis{prompt.Palette, prompt.Mood}, "The colours are $palette; the mood is $mood."},
	{[]prompt.Axis{prompt.Palette, prompt.Mood}, "The mood is $mood, in a palette of $palette."},
	{[]prompt.Axis{prompt.Palette}, "The palette is $palette."},
	{[]prompt.Axis{prompt.Mood}, "The mood is $mood."},
	{[]prompt.Axis{prompt.Medium, prompt.Texture}, "The picture is $medium, with $texture."},
	{[]prompt.Axis{prompt.Medium, prompt.Texture}, "The finished picture is $medium, with $texture."},
	{[]prompt.Axis{prompt.Medium}, "The picture is $medium."},
	{[]prompt.Axis{prompt.Texture}, "The surface shows $texture."},
	{[]prompt.Axis{prompt.Texture}, "It is finished with $texture."},
	{[]prompt.Axis{prompt.Setting}, "The scene is set $setting."},
}

// framed writes the sentence for some axes, the values taken from the draft.
// With more than one way to say it, choice picks one.
func (d *draft) framed(choice int, axes ...prompt.Axis) string {
	var ways []string
	if d.phrases {
		for _, a := range axes {
			ways = append(ways, d.p.Axes[a])
		}
		return strings.Join(ways, ", ")
	}
	for _, f := range frames {
		if slices.Equal(f.axes, axes) && !(strings.HasPrefix(f.text, "The view") && hasWord(d.p.Axes[prompt.Camera], "view")) &&
			!(strings.HasPrefix(f.text, "The surface") && hasWord(d.p.Axes[prompt.Texture], "surface")) {
			ways = append(ways, f.text)
		}
	}
	if len(ways) == 0 {
		var out []string
		for _, a := range axes {
			out = append(out, d.framed(choice, a))
		}
		return strings.Join(out, " ")
	}
	return capital(d.filled(ways[choice%len(ways)]))
}

func (d *draft) filled(frame string) string {
	for _, a := range prompt.AllAxes() {
		frame = strings.ReplaceAll(frame, "$"+string(a), d.p.Axes[a])
	}
	return frame
}

// ourSentence finds the sentence that an axis stands in if we wrote it, and
// the axes it says.
func (d *draft) ourSentence(axis prompt.Axis) (span, []prompt.Axis, bool) {
	at, ok := d.where(axis)
	if !ok {
		return span{}, nil, false
	}
	for _, s := range sentences(d.p.Text) {
		if at.start < s.start || at.end > s.end {
			continue
		}
		for _, f := range frames {
			if slices.Contains(f.axes, axis) && strings.EqualFold(capital(d.filled(f.text)), d.p.Text[s.start:s.end]) {
				return s, f.axes, true
			}
		}
		return s, nil, false
	}
	return span{}, nil, false
}

// put decides an axis: in place of the words that decided it before, else as
// a sentence of its own after those that come earlier.
func (d *draft) put(axis prompt.Axis, value string) {
	at, ok := d.where(axis)
	switch {
	case ok:
		d.p.Text = replaceAt(d.p.Text, at.start, at.end, value)
		d.p.Axes[axis] = value
		if axis == prompt.Camera && hasWord(value, "view") {
			if before, ok := strings.CutSuffix(d.p.Text[:at.start], "The view is "); ok {
				d.p.Text = before + "The scene is seen " + d.p.Text[at.start:]
			}
		}
		if axis == prompt.Texture && hasWord(value, "surface") {
			if before, ok := strings.CutSuffix(d.p.Text[:at.start], "The surface shows "); ok {
				d.p.Text = before + "It is finished with " + d.p.Text[at.start:]
			}
		}
	case axis == prompt.Setting:
		d.p.Axes[axis] = value
		d.addToFirst(value)
	case axis == prompt.Time:
		d.p.Axes[axis] = value
		d.putTime()
	case axis == prompt.Texture || axis == prompt.Mood || axis == prompt.Composition || axis == prompt.Palette:
		d.join(axis, value)
	default:
		d.p.Axes[axis] = value
		d.append(d.framed(0, axis))
	}
}

// putTime says the hour in the sentence about the light, or in one of its own.
func (d *draft) putTime() {
	if s, axes, ok := d.ourSentence(prompt.Lighting); ok && len(axes) == 1 {
		d.p.Text = d.p.Text[:s.start] + d.framed(0, prompt.Time, prompt.Lighting) + d.p.Text[s.end:]
		return
	}
	d.addToFirst(d.p.Axes[prompt.Time])
}

// join adds an axis to the sentence of its neighbour if that is ours and
// alone, else appends a sentence.
func (d *draft) join(axis prompt.Axis, value string) {
	pairs := map[prompt.Axis][]prompt.Axis{
		prompt.Texture: {prompt.Medium, prompt.Texture}, prompt.Composition: {prompt.Camera, prompt.Composition},
		prompt.Mood: {prompt.Palette, prompt.Mood}, prompt.Palette: {prompt.Palette, prompt.Mood},
	}
	pair := pairs[axis]
	other := pair[0]
	if other == axis {
		other = pair[1]
	}
	s, axes, ok := d.ourSentence(other)
	d.p.Axes[axis] = value
	if ok && !d.phrases && len(axes) == 1 {
		d.p.Text = d.p.Text[:s.start] + d.framed(0, pair...) + d.p.Text[s.end:]
		return
	}
	d.append(d.framed(0, axis))
}

// drop takes an axis out of the text and leaves it open.
func (d *draft) drop(axis prompt.Axis) {
	s, axes, ours := d.ourSentence(axis)
	at, ok := d.where(axis)
	switch {
	case ours:
		rest := slices.DeleteFunc(slices.Clone(axes), func(a prompt.Axis) bool { return a == axis })
		if len(rest) == 0 {
			d.p.Text = cutAt(d.p.Text, s.start, s.end)
		} else {
			d.p.Text = d.p.Text[:s.start] + d.framed(0, rest...) + d.p.Text[s.end:]
		}
	case ok:
		d.p.Text = cutAt(d.p.Text, at.start, at.end)
	}
	delete(d.p.Axes, axis)
}

// append adds a sentence at the end, or phrases to the others.
func (d *draft) append(sentence string) {
	text := strings.TrimRight(d.p.Text, " \t\n")
	if d.phrases {
		sentence = strings.TrimRight(sentence, ".") + "."
		if others, ok := strings.CutSuffix(text, "."); ok && len(sentences(text)) > 1 {
			d.p.Text = others + ", " + small(sentence)
			return
		}
		sentence = capital(sentence)
	}
	if text == "" {
		d.p.Text = sentence
		return
	}
	if !strings.ContainsAny(text[len(text)-1:], ".!?") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, `."`) {
		text = strings.TrimRight(text, ",;:") + "."
	}
	d.p.Text = text + " " + sentence
}

// longSentence is how many words the first sentence may have before additions
// go into sentences of their own.
const longSentence = 40

// addToFirst puts a clause at the end of the first sentence.
func (d *draft) addToFirst(clause string) {
	s := sentences(d.p.Text)
	if len(s) == 0 {
		d.p.Text = capital(clause) + "."
		return
	}
	first := d.p.Text[s[0].start:s[0].end]
	if len(strings.Fields(first)) > longSentence || strings.ContainsAny(first[len(first)-1:], "!?") || strings.Contains(first, `."`) || !strings.HasSuffix(first, ".") && len(s) > 1 {
		sentence := capital(clause) + "." // "Each in a different colour."
		if isPreposition(firstWord(clause)) {
			sentence = "The scene is set " + clause + "."
		}
		d.insertAfterFirst(s[0], sentence)
		return
	}
	body := strings.TrimRight(first, ".")
	d.p.Text = d.p.Text[:s[0].start] + body + ", " + clause + "." + d.p.Text[s[0].end:]
}

// directly are the words a place can begin with right after its subject: "a red
// fox on open ground".
var directly = []string{"in", "on", "at", "among", "beside", "beneath", "near", "under", "inside", "against", "between", "along"}

// addPlace puts a place after a short subject without a comma.
func (d *draft) addPlace(place string, s scene) {
	body := strings.TrimRight(d.p.Text, ".")
	words := wordsOf(body)
	short := len(words) > 0 && len(words) <= 7 && s.kind != "place" && slices.Contains(directly, firstWord(place)) && len(sentences(d.p.Text)) == 1 &&
		!strings.ContainsAny(body, `,;:!?"“`) && !slices.ContainsFunc(words, func(w string) bool { return isPreposition(w) && w != "of" || isConjunction(w) })
	if !short || body+"." != d.p.Text || body[len(body)-1] >= 0x80 {
		d.addToFirst(place)
		return
	}
	d.p.Text = body + " " + place + "."
}

func (d *draft) insertAfterFirst(first span, sentence string) {
	end := d.p.Text[first.start:first.end]
	mark := ""
	if !strings.ContainsAny(end[len(end)-1:], ".!?\"”。") {
		mark = "."
	}
	d.p.Text = d.p.Text[:first.end] + mark + " " + sentence + d.p.Text[first.end:]
}

// negate notes what must not be there.
func (d *draft) negate(thing string) {
	all := list(d.p.Negative)
	if thing = strings.TrimSpace(thing); thing != "" && !slices.ContainsFunc(all, func(x string) bool { return strings.EqualFold(x, thing) }) {
		all = append(all, thing)
	}
	d.p.Negative = strings.Join(all, ", ")
}

// allow takes a thing off the negative text, as it is wanted now.
func (d *draft) allow(b *wordBook, thing string) {
	var keep []string
	for _, no := range list(d.p.Negative) {
		if !slices.ContainsFunc(stems(b, no), func(s string) bool { return hasWord(thing, s) }) {
			keep = append(keep, no)
		}
	}
	d.p.Negative = strings.Join(keep, ", ")
}
