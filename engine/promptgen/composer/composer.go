// Package composer is the prompt generator that is built in: it writes prompts
// by rule from word lists of our own, offline, and gives the same result for
// the same conversation and seed. It exists so that a machine without any key
// can do the whole job. The engine's list of generators may import it.
package composer

import (
	"context"
	"iter"
	"strings"
	"sync"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// Composer writes prompts by rule. It keeps no state between requests and may
// be used from several goroutines.
type Composer struct {
	read  sync.Once
	book  *wordBook
	index map[string][]entry // name: the entries people may mean by it
}

// New makes a composer. The word lists, which are part of the program, are read
// with the first request, so that making one costs nothing.
func New() *Composer { return &Composer{} }

func (c *Composer) readWords() {
	c.book = readWords()
	c.index = c.book.indexNames()
}

// Info says that the composer works by rule.
func (c *Composer) Info() promptgen.Info {
	return promptgen.Info{Name: "composer", Title: "Composer", ByRule: true}
}

// Refine implements [promptgen.PromptGenerator].
func (c *Composer) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		if err := r.Check(); err != nil {
			yield(nil, err)
			return
		}
		c.read.Do(c.readWords)
		a := c.answer(r)
		for _, piece := range pieces(a.reply) {
			if err := ctx.Err(); err != nil {
				yield(nil, problem.Of(err))
				return
			}
			if !yield(promptgen.ReplyText{Text: piece}, nil) {
				return
			}
		}
		if a.rewritten == nil {
			return
		}
		if !yield(promptgen.Rewritten{Prompt: *a.rewritten}, nil) {
			return
		}
		for v := range c.variations(r, a) {
			if err := ctx.Err(); err != nil {
				yield(nil, problem.Of(err))
				return
			}
			if !yield(promptgen.Varied{Variation: v}, nil) {
				return
			}
		}
	}
}

// answer is what one request comes to.
type answer struct {
	reply     string
	rewritten *prompt.Prompt
	axes      []prompt.Axis        // the axes that the message wants varied; nil for no wish
	set       map[prompt.Axis]bool // the axes that the message decided
}

// answer finds out what sort of message it is and works it out.
func (c *Composer) answer(r promptgen.Request) answer {
	raw := readable(r.Message)
	r.Message = clean(raw)
	r.Current.Text = strings.ToValidUTF8(r.Current.Text, "\uFFFD")
	if r.Message == "" {
		p := newDraft(r.Current, nil).settle()
		return answer{reply: "Another round.", rewritten: &p}
	}
	if r.Current.Empty() || c.wholePrompt(r) {
		return c.firstIdea(r, raw)
	}
	if len(r.Decisions) > 0 {
		return c.decide(r)
	}
	r.Message = clean(linesApart(raw))
	return c.followUp(r)
}

// pastedWords is from how many words on a message without a verb for us is
// taken for a prompt that was pasted.
const pastedWords = 40

// wholePrompt says whether a message is a prompt of its own rather than a
// change to the current one.
func (c *Composer) wholePrompt(r promptgen.Request) bool {
	if len(strings.Fields(r.Message)) < pastedWords || verbs().MatchString(r.Message) {
		return false
	}
	for _, l := range r.Current.Locks {
		if !strings.Contains(r.Message, l.Text) {
			return false
		}
	}
	return true
}

// clean makes one line of a message.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// readable drops control characters and broken bytes; lines stay.
func readable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\uFFFD' || r == '\uFEFF':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// pieces cuts a reply into words, each with the space after it.
func pieces(reply string) []string {
	if reply == "" {
		return nil
	}
	return strings.SplitAfter(reply, " ")
}
