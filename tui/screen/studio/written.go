package studio

import (
	"fmt"
	"strings"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/tui/style"
)

// This file is about how a prompt suits the image generator that is chosen.

// leastNote is the room that a title leaves for the note beside it, in cells.
const leastNote = 14

// signs is whose signs a text shows, remembered for the text that was looked at
// last: looking takes longer than drawing may.
type signs struct {
	text  string
	whose dialect.Dialect
	any   bool
}

func (g *signs) of(text string) (dialect.Dialect, bool) {
	if g.text != text {
		g.text = text
		g.whose, g.any = dialect.Detect(text)
	}
	return g.whose, g.any
}

// writtenFor tells for whom a prompt is written: for the generator, unless it
// shows the signs of another one. The built-in generator reads any.
func (i Image) writtenFor(text string, s *signs) string {
	to := dialect.For(i.Can.Dialect)
	switch whose, other := s.of(text); {
	case other && i.Name == builtIn:
		return ", written for " + whose.Family()
	case other && whose.Family() != to.Family():
		return ", written for " + whose.Family() + ", not " + to.Title
	case i.Name == builtIn:
		return ""
	}
	return ", written for " + to.Title
}

// limit is the longest prompt that the generator takes, or else that its kind
// of model reads; 0 is unknown.
func (i Image) limit() (most int, unit prompt.Unit) {
	if i.Can.PromptLimit > 0 {
		return i.Can.PromptLimit, i.Can.PromptUnit
	}
	if d, ok := dialect.Named(i.Can.Dialect); ok {
		return d.Limit, d.Unit
	}
	return 0, ""
}

// length is how long a prompt is: in words, until it comes near what the
// generator takes; then how much of that it is.
func (i Image) length(p prompt.Prompt, s *style.Style) string {
	most, unit := i.limit()
	text, _ := i.sent(p)
	n := unit.Length(text)
	if most == 0 || n*100 < most*nearLimit {
		return plural(p.Words(), "word", "words")
	}
	meter := fmt.Sprintf("%d/%d", n, most)
	if unit == prompt.Words {
		meter += " words"
	}
	switch {
	case n > most && i.Can.PromptLimit > 0:
		return s.Error.Render(meter + " too long")
	case n > most: // it is taken, and read in pieces or not to its end
		return s.Warn.Render(meter + ", long")
	}
	return s.Warn.Render(meter)
}

// nearLimit is from how much of the limit on a length is told, in percent.
const nearLimit = 85

// sent is the text that goes to the generator, and what is told of it.
func (i Image) sent(p prompt.Prompt) (text string, told []string) {
	if i.Can.Negative || p.Negative == "" {
		return p.Text, nil
	}
	return dialect.Positively(p)
}

// without tells what must not be in the picture, and what becomes of that where
// the generator has no field for it.
func (i Image) without(p prompt.Prompt) string {
	_, told := i.sent(p)
	return strings.Join(append([]string{"Without " + p.Negative}, told...), ". ")
}
