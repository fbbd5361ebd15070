package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// coming gathers what a prompt generator gives until it is an event. It takes
// generators as they are: what is empty or comes twice is left out, and a
// variation without a rewrite makes a round all the same.
type coming struct {
	newID  func() string
	info   promptgen.Info
	before prompt.Prompt // what the message was said about

	reply      strings.Builder
	rewrite    prompt.Prompt
	rewritten  bool // the rewrite is the generator's, not a stand-in
	variations []prompt.Variation
	broken     string // locked words that a rewrite changed; it was not taken
}

// take takes in one event and tells it on; nil where there is nothing to tell.
func (c *coming) take(e promptgen.Event) Update {
	switch e := e.(type) {
	case promptgen.ReplyText:
		c.reply.WriteString(e.Text)
		if e.Text != "" {
			return ReplyText(e)
		}
	case promptgen.Rewritten:
		if !e.Prompt.Empty() {
			return c.takeRewrite(c.kept(e.Prompt))
		}
	case promptgen.Varied:
		if !e.Variation.Empty() && len(c.variations) < promptgen.MostVariations {
			return c.takeVariation(c.kept(e.Variation.Prompt), e.Variation.Differs)
		}
	}
	return nil
}

// takeRewrite lets the last rewrite count, under one id, which a screen may
// have been told already.
func (c *coming) takeRewrite(p prompt.Prompt) Update {
	if broken := prompt.Broken(c.before.Locks, p.Text); len(broken) > 0 {
		c.broken = broken[0].Text
		return nil
	}
	if p.ID = c.rewrite.ID; p.ID == "" {
		p.ID = c.newID()
	}
	c.rewrite, c.rewritten = p, true
	return Rewritten{p}
}

func (c *coming) takeVariation(p prompt.Prompt, differs []prompt.Axis) Update {
	if len(prompt.Broken(c.before.Locks, p.Text)) > 0 || c.rewritten && same(p, c.rewrite) || slices.ContainsFunc(c.variations, func(v prompt.Variation) bool { return same(p, v.Prompt) }) {
		return nil
	}
	if c.rewrite.ID == "" {
		c.rewrite = c.standIn(p)
	}
	p.ID = c.newID()
	v := prompt.Variation{Prompt: p, Differs: slices.DeleteFunc(slices.Clone(differs), unknownAxis)}
	c.variations = append(c.variations, v)
	return Varied{v}
}

// standIn is the rewrite of a round that began with a variation: what was
// current, or the variation itself.
func (c *coming) standIn(first prompt.Prompt) prompt.Prompt {
	p := c.before.Clone()
	if p.Empty() {
		p = first.Clone()
	}
	p.ID = c.newID()
	return p
}

func same(a, b prompt.Prompt) bool { return a.Text == b.Text && a.Negative == b.Negative }

// kept is a prompt from outside as the library stores it, with the locks of
// what was current; it shares nothing with the generator's.
func (c *coming) kept(p prompt.Prompt) prompt.Prompt {
	p.Title, p.Text, p.Negative = valid(p.Title), valid(p.Text), valid(p.Negative)
	p.Axes = maps.Clone(p.Axes)
	maps.DeleteFunc(p.Axes, func(a prompt.Axis, _ string) bool { return unknownAxis(a) })
	for a, v := range p.Axes {
		p.Axes[a] = valid(v)
	}
	p.Locks = prompt.Relock(c.before.Locks, p.Text)
	return p
}

func unknownAxis(a prompt.Axis) bool { return !a.Known() }

// body is what came as an event; nil is nothing. cut says that more was to
// come.
func (c *coming) body(cut bool) session.Body {
	reply := strings.TrimSpace(valid(c.reply.String()))
	switch {
	case c.rewrite.ID != "":
		return session.Rounded{Reply: reply, Rewrite: c.rewrite, Variations: slices.Clip(c.variations),
			Generator: c.info.Name, Model: c.info.Model, Cut: cut}
	case reply != "":
		return session.Answered{Reply: reply, Generator: c.info.Name, Model: c.info.Model, Cut: cut}
	}
	return nil
}

// missing is why nothing more came of a sequence that ended without an error:
// it was stopped, or it was empty from the start.
func (c *coming) missing(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return problem.Of(err)
	}
	if c.broken != "" && !c.rewritten {
		return problem.New(problem.Failed, fmt.Sprintf("%s changed the locked words %q, so nothing was taken", c.info.Title, c.broken), "Unlock them, or say it in other words")
	}
	if c.body(false) == nil {
		return problem.New(problem.Failed, c.info.Title+" gave no reply", "Send it again, or in other words")
	}
	return nil
}

// base is the prompt that the variations are of, under its id.
func (c *coming) base(id string) prompt.Prompt {
	p := c.before
	if c.rewritten {
		p = c.rewrite
	}
	p.ID = id
	return p
}
