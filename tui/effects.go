package tui

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/screen/studio"
	"easel/tui/term"
)

// This file starts what calls the engine and the disk. Each command takes values
// and brings back one message.

// saidBody is the body of a message, for reading it back out of a node.
type saidBody = session.Said

// sessionMsg is a session after a verb, with what to tell of it.
type sessionMsg struct {
	session session.Session
	told    string // a notice; empty for none
	err     error
	typed   string // what comes back into the input when it failed; empty for nothing
}

// openedMsg is another session that was opened.
type openedMsg struct {
	open *engine.OpenSession
	err  error
}

// noticeMsg tells how an effect ended that changes nothing else.
type noticeMsg struct {
	told string
	err  error
}

// editedMsg is a prompt that came back from $EDITOR.
type editedMsg struct {
	from         string // id of the prompt
	before, text string // as the editor got it and as it left it
	err          error
}

// enginesMsg is which generators there are, and which are ready.
type enginesMsg struct {
	prompts, images []engine.Engine
	err             error
	again           bool // services were asked for their models since
}

// acceptedMsg is how the accepting of a hand edit ended.
type acceptedMsg struct {
	sessionMsg
	text string        // of the edit
	then intent.Intent // what was asked for along with it; nil for nothing
}

type (
	draftDueMsg struct{} // it is time to keep what was typed
	tickMsg     struct{} // elapsed times move
)

const (
	checkpointAfter = 300 * time.Millisecond
	tickEvery       = 250 * time.Millisecond
)

// verb runs one verb of the open session that is done at once.
func (a *App) verb(do func(context.Context, *engine.OpenSession) (session.Session, string, error)) tea.Cmd {
	open, ctx := a.open, a.ctx
	return func() tea.Msg {
		s, told, err := do(ctx, open)
		return sessionMsg{session: s, told: told, err: err}
	}
}

// sessionChanged shows a session as it is committed now, unless it is another
// one or an older state of it.
func (a *App) sessionChanged(msg sessionMsg) tea.Cmd {
	a.fold(msg.session)
	if msg.told != "" {
		a.notice(msg.told)
	}
	a.problem(msg.err)
	if msg.err != nil {
		a.putBack(msg.typed)
	}
	return nil
}

func (a *App) fold(s session.Session) {
	now := a.state.Session
	if s.ID == now.ID && len(s.Nodes()) >= len(now.Nodes()) {
		a.state.Session = s
	}
}

// problem tells an error, if there is one; being stopped is none.
func (a *App) problem(err error) {
	if p := problem.Of(err); p != nil && p.Kind != problem.Interrupted {
		a.fail(problem.New(p.Kind, p.Message, withKeys(p.Hint)).Error())
	}
}

// withKeys says which keys do what the engine, which knows none, only names.
func withKeys(hint string) string {
	return strings.NewReplacer("another generator", "another generator with ctrl+o", "another model", "another model with ctrl+o",
		"a new session", "a new session with ctrl+n", "leave the mask out", "leave the mask out with /mask none").Replace(hint)
}

func (a *App) told(msg noticeMsg) {
	if msg.told != "" {
		a.notice(msg.told)
	}
	a.problem(msg.err)
}

// send sends a message; what comes of it arrives as batches.
func (a *App) send(text string) tea.Cmd {
	defer a.screen.FollowRounds() // once it is told which round the letters are of
	return a.refine(engine.Message{Text: text})
}

// round asks for another round from the current prompt.
func (a *App) round(axes []prompt.Axis) tea.Cmd {
	defer a.screen.FollowRounds()
	return a.refine(engine.Message{Axes: axes})
}

// refine sends a message to the prompt generator that is chosen.
func (a *App) refine(m engine.Message) tea.Cmd {
	open := a.open
	m.To, m.Variations, m.Round = a.o.Chat, a.o.Settings.Variations, a.screen.RoundShown(a.state)
	m.Dialect = a.o.Image.Info().Can.Dialect
	_, cmd := a.streams.start(a.ctx, a.state.Session.ID, true, func(ctx context.Context) iter.Seq2[engine.Update, error] {
		return open.Send(ctx, m)
	})
	if _, had := a.state.Session.Current(); had && m.Text != "" {
		a.state.Asked.Refined = true
	}
	a.state.Now = a.o.Now()
	a.state.Reply = &studio.Reply{Message: m.Text, Wanted: m.Variations}
	return cmd
}

// streamed shows what came of a reply or a generation. What is of another
// session by now is only told if it failed.
func (a *App) streamed(msg batchMsg) tea.Cmd {
	here := msg.stream.session == a.state.Session.ID
	for _, u := range msg.updates {
		if u.err != nil {
			a.problem(u.err)
		}
		if saved, ok := u.Update.(engine.Saved); ok {
			msg.stream.saved++
			a.tellLate(msg.stream, saved, here)
		}
		if u.Update != nil && here {
			a.show(msg.stream, u.Update)
		}
	}
	if !msg.ended {
		return msg.stream.wait()
	}
	a.streams.ended(msg.stream)
	told := a.tellAway(msg.stream)
	if !here {
		return told
	}
	return tea.Batch(told, a.endedStream(msg.stream))
}

func (a *App) show(from *stream, u engine.Update) {
	reply := a.state.Reply
	switch u := u.(type) {
	case engine.Committed:
		a.fold(u.Session)
		if from.reply && reply != nil {
			reply.Kept = true
		}
	case engine.ReplyText:
		if reply != nil {
			reply.Text += u.Text
		}
	case engine.Rewritten:
		if reply != nil {
			reply.Rewritten = &u.Prompt
		}
	case engine.Varied:
		if reply != nil {
			reply.Variations = append(reply.Variations, u.Variation)
		}
	case engine.Waiting:
		if from.held = u.Left > 0; from.held {
			a.notice(u.Reason + ": trying again in " + strconv.Itoa(int(u.Left.Round(time.Second).Seconds())) + " s; esc or ctrl+c stops")
		} else {
			a.notice(u.Reason + ": sent again")
		}
	case engine.Progress:
		a.painting(from.id, func(p *studio.Painting) { p.Fraction, p.Says = u.Fraction, term.SafeLine(u.Says) })
	case engine.Saved:
		a.state.Fresh = true
		a.painting(from.id, func(p *studio.Painting) { p.Saved = append(p.Saved, u.Image) })
	case engine.Partial:
		a.painting(from.id, func(p *studio.Painting) { p.Partial = a.art.keepPartial(from.id, u.Data) })
	}
}

func (a *App) painting(id int, change func(*studio.Painting)) {
	for _, p := range a.state.Painting {
		if p.ID == id {
			change(p)
		}
	}
}

// endedStream takes away what was on its way, and sends the message that
// waited.
func (a *App) endedStream(one *stream) tea.Cmd {
	if !one.reply {
		a.forgetPainting(one.id)
		return nil
	}
	if r := a.state.Reply; r != nil && !r.Kept {
		a.putBack(r.Message)
	}
	a.state.Reply = nil
	if next := a.state.Next; next != "" {
		a.state.Next = ""
		a.checkpoint = true
		return a.refine(engine.Message{Text: next}) // nothing moves under somebody who looks back or edits
	}
	return nil
}

// putBack puts a text that could not be sent into the input, before what stands
// there, so that neither is lost.
func (a *App) putBack(text string) {
	if text == "" {
		return
	}
	a.screen.Input.SetValue(joinDraft(text, a.screen.Input.Value()))
	a.checkpoint = true
}

// pickPrompt makes a prompt of the session current.
func (a *App) pickPrompt(id string) tea.Cmd {
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		before, _ := o.State().Current()
		s, err := o.Pick(ctx, id)
		return s, unlockedBy(before, s), err
	})
}

// unlockedBy tells which lock of what was current before a step ends with it, as
// the words are not there any more; empty for none.
func unlockedBy(before prompt.Prompt, s session.Session) string {
	current, _ := s.Current()
	if broken := prompt.Broken(before.Locks, current.Text); len(broken) > 0 {
		return "Its words are not here, so this lock ends: " + broken[0].Text
	}
	return ""
}

// undo moves the current prompt back, or forward again.
func (a *App) undo(back bool) tea.Cmd {
	a.screen.FollowRounds()
	move, stays := (*engine.OpenSession).Undo, "This is where the session began: there is nothing to undo"
	if !back {
		move, stays = (*engine.OpenSession).Redo, "There is nothing to redo"
	}
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, moved, err := move(o, ctx)
		current, _ := s.Current()
		if !moved {
			return s, stays, err
		}
		return s, "Current is now " + current.Title, err
	})
}

// toggleFavourite keeps the prompt that shows, or takes it out.
func (a *App) toggleFavourite() tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to keep yet")
		return nil
	}
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, kept, err := o.ToggleFavourite(ctx, shown.Prompt.ID)
		if err != nil {
			return s, "", err
		}
		if kept {
			return s, "Kept among the favourites", nil
		}
		return s, "No longer a favourite; u brings it back", nil
	})
}

// setNegative says what must not be in the picture: an edit of the prompt.
func (a *App) setNegative(in intent.SetNegative) tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("Say first what you want to see")
		return nil
	}
	text := strings.TrimSpace(in.Text)
	if in.Besides {
		if text == "" {
			return a.openSettings()
		}
		text = strings.TrimPrefix(shown.Prompt.Negative+", "+text, ", ")
	}
	return a.editPrompt(shown.Prompt.ID, shown.Prompt.Text, text)
}

// acceptEdit makes the edited text current, and then does what else was asked
// for. Until it is in the library the edit can be gone on with.
func (a *App) acceptEdit(then intent.Intent) tea.Cmd {
	from, text, ok := a.screen.Editing()
	old, known := a.state.Session.Prompt(from)
	if !ok || !known {
		return nil
	}
	if strings.TrimSpace(text) == "" {
		a.fail("An empty prompt cannot be painted. Write some words, or press esc to leave it as it was")
		return nil
	}
	a.screen.EndEdit()
	a.screen.FollowRounds()
	open, ctx := a.open, a.ctx
	return func() tea.Msg {
		before, _ := open.State().Prompt(from)
		before.Locks = open.State().Locked(before)
		s, err := open.Edit(ctx, from, text, old.Negative)
		return acceptedMsg{sessionMsg{session: s, told: unlockedBy(before, s), err: err}, text, then}
	}
}

func (a *App) accepted(msg acceptedMsg) tea.Cmd {
	cmd := a.sessionChanged(msg.sessionMsg)
	if msg.err != nil || msg.session.ID != a.state.Session.ID {
		return cmd
	}
	if _, _, editing := a.screen.Editing(); !editing && a.screen.EditText() == msg.text {
		a.screen.ForgetEdit()
		a.checkpoint = true
	}
	if msg.then != nil {
		return tea.Batch(cmd, a.apply(msg.then))
	}
	return cmd
}

func (a *App) editPrompt(from, text, negative string) tea.Cmd {
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.Edit(ctx, from, text, negative)
		return s, "", err
	})
}

// tickLater moves elapsed times while something runs.
func (a *App) tickLater() tea.Cmd {
	if a.ticking || a.state.Reply == nil && len(a.state.Painting) == 0 {
		return nil
	}
	a.ticking = true
	return tea.Tick(tickEvery, func(time.Time) tea.Msg { return tickMsg{} })
}
