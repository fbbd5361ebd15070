package engine

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// Update is one thing that a running verb tells: [Committed], [ReplyText],
// [Rewritten], [Varied], [Progress], [Partial], [Saved].
type Update interface{ update() }

// Committed is the session after something became durable.
type Committed struct{ Session session.Session }

// ReplyText is the next piece of a reply that streams.
type ReplyText struct{ Text string }

// Rewritten is the rewritten prompt of a round that is still coming.
type Rewritten struct{ Prompt prompt.Prompt }

// Varied is the next variation of a round that is still coming.
type Varied struct{ Variation prompt.Variation }

func (Committed) update() {}
func (ReplyText) update() {}
func (Rewritten) update() {}
func (Varied) update()    {}

// Message is what is sent to a prompt generator.
type Message struct {
	Text       string                    // empty asks for another round from the current prompt
	To         promptgen.PromptGenerator // who answers
	Variations int                       // how many, 0 to 12
	Axes       []prompt.Axis             // vary exactly these; empty leaves it to the generator
	Round      string                    // node of the round whose letters A, B, ... are meant; empty is the current one
	Seed       *uint64                   // nil takes the session's
}

// checkpointEvery is how often a streaming reply is kept outside the tree.
const checkpointEvery = 300 * time.Millisecond

// Send sends a message and gives what comes of it. "B" alone picks B; "undo"
// and "redo" alone do that. Otherwise the message is durable before anything
// is asked of the generator, and what came is durable at the end, also when
// the generator failed or ctx was cancelled half way; the error comes after
// that.
func (o *OpenSession) Send(ctx context.Context, m Message) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		m.Text = strings.TrimSpace(valid(m.Text))
		state := o.State()
		_, current := state.Current()
		if m.Text == "" && !current {
			yield(nil, problem.New(problem.Usage, "There is nothing to send", "Say what you want to see, for example: a beach sunset"))
			return
		}
		if done, next, err := o.direct(ctx, state, m); done {
			yield(Committed{next}, err)
			return
		}
		parent := state.Head()
		if m.Text != "" {
			next, said, err := o.say(ctx, m.Text)
			if err != nil {
				yield(nil, err)
				return
			}
			parent = said
			if !yield(Committed{next}, nil) {
				return
			}
		}
		o.refine(ctx, m, state, parent, yield)
	}
}

// direct does what one word asks for without a generator.
func (o *OpenSession) direct(ctx context.Context, state session.Session, m Message) (done bool, s session.Session, err error) {
	switch strings.ToLower(strings.TrimRight(m.Text, ".!")) {
	case "undo", "back", "go back":
		s, _, err = o.Undo(ctx)
		return true, s, err
	case "redo":
		s, _, err = o.Redo(ctx)
		return true, s, err
	}
	if len(m.Text) != 1 {
		return false, state, nil
	}
	round, ok := roundFor(state, m.Round)
	i := int(strings.ToUpper(m.Text)[0]) - 'A'
	switch {
	case !ok:
		return false, state, nil
	case m.Text == ".":
		s, err = o.Pick(ctx, round.Rewrite.ID)
		return true, s, err
	case i >= 0 && i < len(round.Variations):
		s, err = o.Pick(ctx, round.Variations[i].ID)
		return true, s, err
	}
	return false, state, nil
}

func roundFor(state session.Session, node string) (session.Round, bool) {
	rounds := state.Rounds()
	if node != "" {
		i := slices.IndexFunc(rounds, func(r session.Round) bool { return r.Node == node })
		if i >= 0 {
			return rounds[i], true
		}
	}
	if i := state.RoundOf(); i >= 0 {
		return rounds[i], true
	}
	return session.Round{}, false
}

// say commits the message and returns the id of its node.
func (o *OpenSession) say(ctx context.Context, text string) (session.Session, string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	next, err := o.commitAt(ctx, o.state.Head(), session.Said{Text: text})
	if err != nil {
		return next, "", err
	}
	nodes := next.Nodes()
	return next, nodes[len(nodes)-1].ID, nil
}

// coming gathers what a generator gives until it can be committed.
type coming struct {
	reply      strings.Builder
	rewrite    prompt.Prompt
	rewritten  bool
	variations []prompt.Variation
}

// refine asks the generator and commits what came.
func (o *OpenSession) refine(ctx context.Context, m Message, state session.Session, parent string, yield func(Update, error) bool) {
	var got coming
	kept := o.studio.now()
	failed := error(nil)
	listening := true
	for e, err := range m.To.Refine(ctx, request(state, m)) {
		if err != nil {
			failed = err
			break
		}
		if u := got.take(e, o.studio.newID); !yield(u, nil) {
			listening = false
			break
		}
		if now := o.studio.now(); now.Sub(kept) >= checkpointEvery {
			kept = now
			o.checkpoint(ctx, got.reply.String())
		}
	}
	if failed == nil {
		failed = ctx.Err()
	}
	next, err := o.finish(ctx, m, got, parent, failed != nil || !listening)
	if !listening {
		return
	}
	if err != nil {
		yield(nil, errors.Join(err, failed))
		return
	}
	if yield(Committed{next}, nil) && failed != nil {
		yield(nil, failed)
	}
}

func request(state session.Session, m Message) promptgen.Request {
	r := promptgen.Request{Message: m.Text, Variations: m.Variations, Axes: m.Axes, Seed: state.Seed}
	if m.Seed != nil {
		r.Seed = *m.Seed
	}
	r.Current, _ = state.Current()
	if round, ok := roundFor(state, m.Round); ok {
		r.Round = round.Variations
	}
	for _, t := range state.Turns() {
		r.Conversation = append(r.Conversation, promptgen.Turn{Message: t.Message, Reply: t.Reply, Before: t.Before, Prompt: t.After})
	}
	return r
}

func (c *coming) take(e promptgen.Event, newID func() string) Update {
	switch e := e.(type) {
	case promptgen.Rewritten:
		e.Prompt.ID, e.Prompt.Text = newID(), valid(e.Prompt.Text)
		c.rewrite, c.rewritten = e.Prompt, true
		return Rewritten{e.Prompt}
	case promptgen.Varied:
		e.Variation.ID, e.Variation.Text = newID(), valid(e.Variation.Text)
		c.variations = append(c.variations, e.Variation)
		return Varied{e.Variation}
	case promptgen.ReplyText:
		c.reply.WriteString(e.Text)
		return ReplyText(e)
	}
	return ReplyText{}
}

// checkpoint keeps the reply that is streaming. Failing to is no reason to
// stop the reply: the commit at its end will say what is wrong.
func (o *OpenSession) checkpoint(ctx context.Context, reply string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := o.draft
	d.Reply = reply
	_ = o.saveDraft(ctx, d)
}

// finish commits what came, also after ctx was cancelled.
func (o *OpenSession) finish(ctx context.Context, m Message, got coming, parent string, cut bool) (session.Session, error) {
	ctx = context.WithoutCancel(ctx)
	o.mu.Lock()
	defer o.mu.Unlock()
	d := o.draft
	d.Reply = ""
	defer func() { _ = o.saveDraft(ctx, d) }()
	info := m.To.Info()
	reply := strings.TrimSpace(valid(got.reply.String()))
	switch {
	case got.rewritten:
		return o.commitAt(ctx, parent, session.Rounded{Reply: reply, Rewrite: got.rewrite, Variations: got.variations,
			Generator: info.Name, Model: info.Model, Cut: cut})
	case reply != "":
		return o.commitAt(ctx, parent, session.Answered{Reply: reply, Generator: info.Name, Model: info.Model, Cut: cut})
	}
	return o.state, nil
}
