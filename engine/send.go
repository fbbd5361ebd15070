package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

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
	Decisions  []promptgen.Decision      // what Text asks for exactly, if it comes from a form or a comparison; empty leaves it to the generator
	Variations int                       // how many, 0 to 12
	Dialect    string                    // of the image generator that the prompts are for; empty is "openai"
	Axes       []prompt.Axis             // vary exactly these; empty leaves it to the generator
	Round      string                    // node of the round whose letters A, B, ... are meant; empty is the current one
	Seed       *uint64                   // nil takes the session's
}

// Send sends a message and gives what comes of it. "B" alone picks B; "undo"
// and "redo" alone do that. Otherwise the message is durable before anything
// is asked of the generator, and what came is durable at the end, also when
// the generator failed, ctx was cancelled or nobody listened any more half way;
// the error comes after that. What came and cannot be committed, as on a full
// disk, is committed with the next thing that can be.
func (o *OpenSession) Send(ctx context.Context, m Message) iter.Seq2[Update, error] {
	return func(yield func(Update, error) bool) {
		if err := o.start(); err != nil {
			yield(nil, err)
			return
		}
		defer o.end()
		m.Text = strings.TrimSpace(valid(m.Text))
		state := o.State()
		if err := checkMessage(m, state); err != nil {
			yield(nil, err)
			return
		}
		if done, next, err := o.direct(ctx, state, m); done {
			give(yield, next, err)
			return
		}
		parent := state.Head()
		if m.Text != "" {
			var err error
			if state, parent, err = o.say(ctx, m.Text); !give(yield, state, err) {
				return
			}
		}
		o.refine(ctx, m, state, parent, yield)
	}
}

// give yields the session that a commit came to, or why there is none; it says
// whether to go on.
func give(yield func(Update, error) bool, s session.Session, err error) bool {
	if err != nil {
		yield(nil, err)
		return false
	}
	return yield(Committed{s}, nil)
}

func checkMessage(m Message, state session.Session) error {
	if _, current := state.Current(); m.Text == "" && !current {
		return problem.New(problem.Usage, "There is nothing to send", "Say what you want to see, for example: a beach sunset")
	}
	if m.Variations < 0 || m.Variations > promptgen.MostVariations {
		return problem.New(problem.Usage, fmt.Sprintf("A round cannot have %d variations", m.Variations), fmt.Sprintf("Ask for 0 to %d", promptgen.MostVariations))
	}
	return nil
}

// direct does what one word asks for without a generator.
func (o *OpenSession) direct(ctx context.Context, state session.Session, m Message) (done bool, s session.Session, err error) {
	switch strings.ToLower(strings.TrimRight(m.Text, ".!")) {
	case "undo", "back", "go back":
		s, moved, err := o.Undo(ctx)
		return true, s, unlessMoved(moved, err, "undo")
	case "unlock", "unlock all", "unlock everything", "unlock the words":
		s, unlocked, err := o.UnlockAll(ctx)
		return true, s, unlessMoved(unlocked, err, "unlock")
	case "redo":
		s, moved, err := o.Redo(ctx)
		return true, s, unlessMoved(moved, err, "redo")
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

func unlessMoved(moved bool, err error, what string) error {
	if err == nil && !moved {
		return problem.New(problem.Usage, "There is nothing to "+what, "Say what to change instead")
	}
	return err
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
	e := o.event(o.state.Head(), session.Said{Text: text})
	next, err := o.commit(ctx, e)
	return next, e.ID, err
}

// refine asks the generator and commits what came, also when it panics.
func (o *OpenSession) refine(ctx context.Context, m Message, state session.Session, parent string, yield func(Update, error) bool) {
	asked := request(state, m)
	bill, err := o.studio.charge(ctx, state.ID, m.To, asked)
	if err != nil {
		yield(nil, err)
		return
	}
	got := coming{newID: o.studio.newID, info: m.To.Info()}
	got.before, _ = state.Current()
	reply := o.expect(parent, func() session.Body { return got.body(true) })
	listening, failed := false, errNobody
	defer func() {
		o.studio.settleBill(ctx, bill, failed)
		if !listening {
			_, _ = o.settle(ctx, reply, got.body(true))
		}
	}()
	to := &listener{yield: yield}
	for e, err := range m.To.Refine(to.counting(ctx), asked) {
		if to.deaf {
			return
		}
		if err != nil {
			failed = err
			break
		}
		bill.take(e)
		var u Update
		o.came(func() { u = got.take(e) })
		if u != nil && !to.tell(u) {
			return
		}
	}
	if to.deaf {
		return
	}
	listening = true
	if failed == errNobody {
		failed = got.missing(ctx)
	}
	next, err := o.settle(ctx, reply, got.body(failed != nil))
	switch {
	case err != nil:
		yield(nil, errors.Join(err, failed))
	case yield(Committed{next}, nil) && failed != nil:
		yield(nil, failed)
	}
}

// errNobody is why a reply ended to which nobody listened.
var errNobody error = problem.New(problem.Interrupted, nobodyListened, "")

func request(state session.Session, m Message) promptgen.Request {
	r := promptgen.Request{Message: m.Text, Dialect: m.Dialect, Variations: m.Variations, Decisions: m.Decisions, Axes: m.Axes, Seed: state.Seed}
	if m.Seed != nil {
		r.Seed = *m.Seed
	}
	current, _ := state.Current()
	r.Current = current.Clone()
	if round, ok := roundFor(state, m.Round); ok {
		for _, v := range round.Variations {
			v.Prompt = v.Clone()
			r.Round = append(r.Round, v)
		}
	}
	for _, t := range state.Turns() {
		r.Conversation = append(r.Conversation, promptgen.Turn{Message: t.Message, Reply: t.Reply, Before: t.Before.Clone(), Prompt: t.After.Clone()})
	}
	return r
}
