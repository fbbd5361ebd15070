package engine_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// person does one thing after another in a session, on a disk that fills up
// and is freed again, and remembers what they saw.
type person struct {
	*desk
	ctx   context.Context
	o     *engine.OpenSession
	n     int
	seen  session.Session // the longest session that a verb gave back
	saw   []string        // words that were told while they came
	paths []string        // pictures that were told
}

// TestNothingIsEverLost does random things and compares: the session is what
// the library replays, it only grows, and what was told is there in the end,
// whatever failed on the way.
func TestNothingIsEverLost(t *testing.T) {
	d := newDesk(t)
	rapid.Check(t, func(rt *rapid.T) {
		d.lib.full.Store(false)
		o, err := d.studio.NewSession(nil)
		ok(rt, err)
		p := &person{desk: d, ctx: t.Context(), o: o, seen: o.State()}
		defer func() { p.o.Close() }()
		for range rapid.IntRange(1, 10).Draw(rt, "verbs") {
			p.n++
			p.does(rt)
			if !isBeginning(p.seen, p.o.State()) {
				rt.Fatalf("something was taken back: %s\nthen\n%s", told(p.seen), told(p.o.State()))
			}
			checkKept(rt, d, p.o)
		}
		d.lib.full.Store(false)
		p.reopens(rt)
		p.hasAll(rt)
	})
}

func (p *person) does(t *rapid.T) {
	rounds := p.o.State().Rounds()
	verbs := []func(*rapid.T){p.sends, p.sends, p.uses, p.undoes, p.redoes, p.fillsTheDisk, p.reopens}
	if len(rounds) > 0 {
		verbs = append(verbs, p.picks, p.edits, p.keeps, p.generates)
	}
	rapid.SampledFrom(verbs).Draw(t, "verb")(t)
}

func (p *person) remember(s session.Session, _ error) {
	if len(s.Nodes()) > len(p.seen.Nodes()) {
		p.seen = s
	}
}

// prompt is a prompt of some round.
func (p *person) prompt(t *rapid.T) string {
	r := rapid.SampledFrom(p.o.State().Rounds()).Draw(t, "round")
	ids := []string{r.Rewrite.ID}
	for _, v := range r.Variations {
		ids = append(ids, v.ID)
	}
	return rapid.SampledFrom(ids).Draw(t, "prompt")
}

func (p *person) sends(t *rapid.T) {
	var steps []any
	for i := range rapid.IntRange(0, 5).Draw(t, "events") {
		text := fmt.Sprintf("text-%d-%d-", p.n, i)
		kind := rapid.SampledFrom([]func(string) promptgen.Event{reply, reply, rewritten, varied}).Draw(t, "event")
		steps = append(steps, kind(text), func() { p.clock.pass(every / 2) })
	}
	steps = append(steps, p.ending(t)...)
	text := rapid.SampledFrom([]string{"", "words", "B", "undo"}).Draw(t, "text")
	rewrites := 0
	for u, err := range p.o.Send(p.ctx, message(text, steps...)) {
		switch u := u.(type) {
		case engine.Committed:
			p.remember(u.Session, err)
		case engine.ReplyText:
			p.saw = append(p.saw, u.Text)
		case engine.Varied:
			p.saw = append(p.saw, u.Variation.Text)
		case engine.Rewritten:
			if rewrites++; rewrites > 1 { // the last one counts
				p.saw = slices.DeleteFunc(p.saw, func(s string) bool { return strings.HasPrefix(s, "rewrite ") })
			}
			p.saw = append(p.saw, "rewrite "+u.Prompt.Text)
		}
	}
	for i, s := range p.saw {
		p.saw[i] = strings.TrimPrefix(s, "rewrite ")
	}
}

// ending is how a sequence ends: well, with an error, or with a disk that is
// full when it does.
func (p *person) ending(t *rapid.T) []any {
	switch rapid.IntRange(0, 3).Draw(t, "end") {
	case 0:
		return []any{errBroke}
	case 1:
		return []any{func() { p.lib.full.Store(true) }}
	}
	return nil
}

func (p *person) generates(t *rapid.T) {
	steps := []any{imagegen.Sending{}}
	for i := range rapid.IntRange(0, 2).Draw(t, "pictures") {
		steps = append(steps, image1(i))
	}
	g := generation(p.o, 2, paints(append(steps, p.ending(t)...)...))
	g.PromptID = p.prompt(t)
	for u, err := range p.o.Generate(p.ctx, g) {
		switch u := u.(type) {
		case engine.Committed:
			p.remember(u.Session, err)
		case engine.Saved:
			p.paths = append(p.paths, u.Image.Path)
		}
	}
}

func (p *person) picks(t *rapid.T) { p.remember(p.o.Pick(p.ctx, p.prompt(t))) }

func (p *person) edits(t *rapid.T) {
	p.remember(p.o.Edit(p.ctx, p.prompt(t), fmt.Sprintf("by hand %d", p.n), "fog"))
}

func (p *person) uses(*rapid.T) { p.remember(p.o.Use(p.ctx, fmt.Sprintf("used %d", p.n), "")) }

func (p *person) undoes(*rapid.T) {
	s, _, err := p.o.Undo(p.ctx)
	p.remember(s, err)
}

func (p *person) redoes(*rapid.T) {
	s, _, err := p.o.Redo(p.ctx)
	p.remember(s, err)
}

func (p *person) keeps(t *rapid.T) {
	s, _, err := p.o.ToggleFavourite(p.ctx, p.prompt(t))
	p.remember(s, err)
}

func (p *person) fillsTheDisk(*rapid.T) {
	p.lib.full.Store(!p.lib.full.Load())
	_ = p.o.SaveDraft(p.ctx, library.Draft{Text: fmt.Sprint("typed ", p.n)})
}

// reopens closes the session and opens it again. On a full disk nobody could
// promise anything of what is in memory only, so there is room by then.
func (p *person) reopens(t *rapid.T) {
	if p.o.State().Empty() {
		return
	}
	p.lib.full.Store(false)
	id := p.o.State().ID
	p.o.Close()
	o, err := p.studio.Resume(p.ctx, id)
	ok(t, err)
	p.o = o
}

func (p *person) hasAll(t *rapid.T) {
	all := told(p.o.State())
	for _, s := range p.o.State().Nodes() {
		if r, is := s.Body.(session.Rounded); is {
			all += r.Reply
		}
	}
	for _, word := range p.saw {
		if !strings.Contains(all, word) {
			t.Errorf("%q was shown and is lost:\n%s", word, all)
		}
	}
	var have []string
	for _, picture := range p.o.State().Pictures() {
		have = append(have, picture.Path)
	}
	for _, path := range p.paths {
		if _, err := os.Stat(path); err != nil || !slices.Contains(have, path) {
			t.Errorf("%s was told and is lost: %v", path, err)
		}
	}
	checkKept(t, p.desk, p.o)
}
