package engine

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// OpenSession is a session that this process holds, and its one writer. Its
// methods may be called from several goroutines; events are committed in the
// order of the calls.
type OpenSession struct {
	studio  *Studio
	release func()

	mu     sync.Mutex // held while an event is committed
	state  session.Session
	draft  library.Draft
	closed bool
}

// errBusy is the cause of the problem that a session is open elsewhere.
var errBusy = errors.New("the session is leased")

func isBusy(err error) bool { return errors.Is(err, errBusy) }

func (s *Studio) open(state session.Session) (*OpenSession, error) {
	release, ok, err := s.lib.Lease(state.ID)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, problem.Wrap(errBusy, problem.Failed, "This session is open in another window", "Close it there, or start another with: easel new")
	}
	o := &OpenSession{studio: s, release: release, state: state}
	if o.draft, err = s.lib.Draft(context.Background(), state.ID); err != nil {
		release()
		return nil, err
	}
	return o, nil
}

// State is the session as it is committed now.
func (o *OpenSession) State() session.Session {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state
}

// Close lets go of the session. What is committed stays; calls after it fail.
func (o *OpenSession) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.closed = true
		o.release()
	}
}

// Draft is the text that was being typed, edited or streamed when the session
// was last used.
func (o *OpenSession) Draft() library.Draft {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.draft
}

// SaveDraft keeps what a person is typing: the message, the one waiting, and a
// hand edit. The streaming reply is kept by Send itself.
func (o *OpenSession) SaveDraft(ctx context.Context, d library.Draft) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	d.Reply = o.draft.Reply
	return o.saveDraft(ctx, d)
}

// saveDraft is called with the lock held.
func (o *OpenSession) saveDraft(ctx context.Context, d library.Draft) error {
	if o.closed || d == o.draft {
		return nil
	}
	if err := o.studio.lib.SaveDraft(ctx, o.header(), d); err != nil {
		return err
	}
	o.draft = d
	return nil
}

func (o *OpenSession) header() library.Header {
	return library.Header{ID: o.state.ID, Seed: o.state.Seed, Created: o.state.Created}
}

// commit makes things that happened at the head durable, in one transaction,
// and returns the session with them.
func (o *OpenSession) commit(ctx context.Context, bodies ...session.Body) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.commitAt(ctx, o.state.Head(), bodies...)
}

// commitAt is commit at a node of one's own choice; called with the lock held.
// Each step among the bodies becomes the parent of the next ones.
func (o *OpenSession) commitAt(ctx context.Context, parent string, bodies ...session.Body) (session.Session, error) {
	if o.closed {
		return o.state, problem.New(problem.Failed, "The session was closed meanwhile", "")
	}
	next := o.state
	events := make([]session.Event, 0, len(bodies))
	for _, b := range bodies {
		e := session.Event{ID: o.studio.newID(), Parent: parent, Time: o.studio.now().UTC().Truncate(time.Microsecond), Body: b}
		head := next.Head()
		var err error
		if next, err = next.Apply(e); err != nil {
			return o.state, err
		}
		events = append(events, e)
		if next.Head() != head {
			parent = next.Head()
		}
	}
	if err := o.studio.lib.Append(ctx, o.header(), events...); err != nil {
		return o.state, err
	}
	o.state = next
	return next, nil
}

// Pick makes a prompt of the session the current one. Picking what is current
// already changes nothing.
func (o *OpenSession) Pick(ctx context.Context, promptID string) (session.Session, error) {
	if current, ok := o.State().Current(); ok && current.ID == promptID {
		return o.State(), nil
	}
	return o.commit(ctx, session.Picked{PromptID: promptID})
}

// Edit makes a prompt changed by hand the current one. from is the id of the
// prompt that was edited; its axes stay with the new one.
func (o *OpenSession) Edit(ctx context.Context, from, text, negative string) (session.Session, error) {
	old, ok := o.State().Prompt(from)
	if !ok {
		return o.State(), problem.New(problem.Failed, "The prompt that was edited is not in this session", "")
	}
	if strings.TrimSpace(text) == "" {
		return o.State(), problem.New(problem.Usage, "An empty prompt cannot be painted", "Write some words, or press esc to leave it as it was")
	}
	if text == old.Text && negative == old.Negative {
		return o.State(), nil
	}
	edited := old.Clone()
	edited.ID, edited.Text, edited.Negative = o.studio.newID(), valid(text), valid(negative)
	return o.commit(ctx, session.Edited{From: from, Prompt: edited})
}

// Use makes a text the current prompt, unaltered.
func (o *OpenSession) Use(ctx context.Context, text, negative string) (session.Session, error) {
	if strings.TrimSpace(text) == "" {
		return o.State(), problem.New(problem.Usage, "There is no prompt to use", "Write it after /use")
	}
	p := prompt.Prompt{ID: o.studio.newID(), Title: "As it is", Text: valid(text), Negative: valid(negative)}
	return o.commit(ctx, session.Used{Prompt: p})
}

// valid makes a text from outside valid UTF-8, as the library stores it, so
// that what is read back is what was shown.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// Retitle names the session.
func (o *OpenSession) Retitle(ctx context.Context, title string) (session.Session, error) {
	return o.commit(ctx, session.Titled{Title: strings.Join(strings.Fields(title), " ")})
}

// Undo goes back to what was current before. Nothing is deleted; a favourite
// that was dropped by the step comes back, as the library follows the head.
// moved is false when there is nothing before.
func (o *OpenSession) Undo(ctx context.Context) (s session.Session, moved bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	to, ok := o.state.Undo()
	if !ok {
		return o.state, false, nil
	}
	s, err = o.commitAt(ctx, o.state.Head(), session.Moved{To: to})
	return s, err == nil, err
}

// Redo goes forward to what undo left. moved is false when there is nothing.
func (o *OpenSession) Redo(ctx context.Context) (s session.Session, moved bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	to, ok := o.state.Redo()
	if !ok {
		return o.state, false, nil
	}
	s, err = o.commitAt(ctx, o.state.Head(), session.Moved{To: to})
	return s, err == nil, err
}

// ToggleFavourite keeps a prompt among the favourites, or takes it out again.
// kept tells which.
func (o *OpenSession) ToggleFavourite(ctx context.Context, promptID string) (s session.Session, kept bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p, ok := o.state.Prompt(promptID)
	if !ok {
		return o.state, false, problem.New(problem.Failed, "The prompt is not in this session", "")
	}
	id, was := o.state.Favourite(promptID)
	if was {
		s, err = o.commitAt(ctx, o.state.Head(), session.Dropped{FavouriteID: id, Prompt: p})
		return s, false, err
	}
	if id == "" {
		id = o.studio.newID()
	}
	s, err = o.commitAt(ctx, o.state.Head(), session.Kept{FavouriteID: id, Prompt: p})
	return s, true, err
}
