package engine

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// OpenSession is a session that this process holds, and its one writer. Its
// methods may be called from several goroutines; events are committed in the
// order of the calls, and a commit that has begun is not given up when the
// context ends.
type OpenSession struct {
	studio  *Studio
	release func()

	mu            sync.Mutex // held while an event is committed
	state         session.Session
	draft         library.Draft
	arrivals      []*arrival // what comes, and what could not be committed yet
	checkpointing bool       // a checkpoint of it is due
	running       int        // verbs that take time
	closed        bool
	released      bool
	unsettled     []string // what was sent, maybe paid, and not received last time
	jobs          []Job    // what servers took and was not received
}

// errBusy is the cause of the problem that a session is open elsewhere.
var errBusy = errors.New("the session is leased")

func isBusy(err error) bool { return errors.Is(err, errBusy) }

// lease takes a session for this process.
func (s *Studio) lease(id string) (release func(), err error) {
	release, ok, err := s.lib.Lease(id)
	if err == nil && !ok {
		err = problem.Wrap(errBusy, problem.Failed, "This session is open in another window", "Close it there, or start another with: easel new")
	}
	return release, err
}

// openNew opens a session in which nothing has happened.
func (s *Studio) openNew(state session.Session) (*OpenSession, error) {
	release, err := s.lease(state.ID)
	if err != nil {
		return nil, err
	}
	return &OpenSession{studio: s, release: release, state: state}, nil
}

// openAgain opens a session of the library. It is read once it is ours, when
// nobody else can add to it.
func (s *Studio) openAgain(ctx context.Context, id string) (*OpenSession, error) {
	release, err := s.lease(id)
	if err != nil {
		return nil, err
	}
	o := &OpenSession{studio: s, release: release}
	if o.state, err = s.lib.Session(ctx, id); err == nil {
		o.draft, err = s.lib.Draft(ctx, id)
	}
	if err != nil {
		release()
		return nil, err
	}
	pending, err := s.lib.Pending(ctx, id)
	if err != nil {
		release()
		return nil, err
	}
	o.jobs, pending = unfinished(pending)
	o.resume(ctx)
	o.followLibrary(ctx)
	o.unsettled = o.takeStock(ctx, pending)
	return o, nil
}

// State is the session as it is committed now.
func (o *OpenSession) State() session.Session {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state
}

// Close lets go of the session. What is committed stays; verbs begun after it
// fail. A reply or a generation that still runs goes on to its end, and the
// session is held until then. Close may be called more than once.
func (o *OpenSession) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.closed = true
		o.letGo()
	}
}

// Draft is the text that was being typed or edited when the session was last
// used. What streamed then and broke off is in the session itself, as far as
// it came.
func (o *OpenSession) Draft() library.Draft {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := o.draft
	d.Reply = ""
	return d
}

// SaveDraft keeps what a person is typing: the message, the one waiting, and a
// hand edit. What streams is kept by the session itself. Once the session is
// let go nothing more is kept.
func (o *OpenSession) SaveDraft(ctx context.Context, d library.Draft) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	d.Reply = o.draft.Reply
	return o.saveDraft(ctx, d)
}

// saveDraft is called with the lock held.
func (o *OpenSession) saveDraft(ctx context.Context, d library.Draft) error {
	if o.released || d == o.draft {
		return nil
	}
	if err := o.studio.lib.SaveDraft(context.WithoutCancel(ctx), o.header(), d); err != nil {
		return err
	}
	o.draft = d
	return nil
}

func (o *OpenSession) header() library.Header {
	return library.Header{ID: o.state.ID, Seed: o.state.Seed, Created: o.state.Created}
}

// event is something that happens now.
func (o *OpenSession) event(parent string, b session.Body) session.Event {
	return session.Event{ID: o.studio.newID(), Parent: parent, Time: o.studio.moment(), Body: b}
}

// happen makes something that a person did at the head durable; called with
// the lock held.
func (o *OpenSession) happen(ctx context.Context, b session.Body) (session.Session, error) {
	if o.closed {
		return o.state, errClosed()
	}
	return o.commit(ctx, o.event(o.state.Head(), b))
}

// commit makes events durable, after those that are owed, in one transaction,
// and returns the session with them. Called with the lock held.
func (o *OpenSession) commit(ctx context.Context, events ...session.Event) (session.Session, error) {
	next, all := o.owed()
	for _, e := range events {
		var err error
		if next, err = next.Apply(e); err != nil {
			return o.state, err
		}
		all = append(all, e)
	}
	if err := o.studio.lib.Append(context.WithoutCancel(ctx), o.header(), all...); err != nil {
		return o.state, err
	}
	o.state = next
	o.forget()
	return next, nil
}

// Pick makes a prompt of the session the current one. Picking what is current
// already changes nothing.
func (o *OpenSession) Pick(ctx context.Context, promptID string) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, ok := o.state.Prompt(promptID); !ok {
		return o.state, errNoPrompt()
	}
	if current, ok := o.state.Current(); ok && current.ID == promptID && !o.closed {
		return o.state, nil
	}
	return o.happen(ctx, session.Picked{PromptID: promptID})
}

func errNoPrompt() error {
	return problem.New(problem.Failed, "This prompt is not in the session", "Choose one of its rounds")
}

// Edit makes a prompt changed by hand the current one. from is the id of the
// prompt that was edited; its axes stay with the new one, and so do the locks
// whose words are still there.
func (o *OpenSession) Edit(ctx context.Context, from, text, negative string) (session.Session, error) {
	text, negative = valid(text), valid(negative)
	o.mu.Lock()
	defer o.mu.Unlock()
	old, ok := o.state.Prompt(from)
	if !ok {
		return o.state, errNoPrompt()
	}
	if strings.TrimSpace(text) == "" {
		return o.state, problem.New(problem.Usage, "An empty prompt cannot be painted", "Write some words, or press esc to leave it as it was")
	}
	if text == old.Text && negative == old.Negative {
		return o.state, nil
	}
	edited := old.Clone()
	edited.ID, edited.Title, edited.Text, edited.Negative = o.studio.newID(), editedTitle(old.Title), text, negative
	edited.Locks = prompt.Relock(o.state.Locked(old), text)
	return o.happen(ctx, session.Edited{From: from, Prompt: edited})
}

// editedTitle says that a prompt is no longer as its generator wrote it.
func editedTitle(title string) string {
	const edited = "edited"
	if title == "" || title == edited || strings.HasSuffix(title, ", "+edited) {
		return cmp.Or(title, edited)
	}
	return title + ", " + edited
}

// ToggleLock locks words of a prompt, from one byte offset of its text to
// another, or unlocks them if all of them are locked. The prompt becomes
// current by it: locks are about what is rewritten next.
func (o *OpenSession) ToggleLock(ctx context.Context, promptID string, from, to int) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p, ok := o.state.Prompt(promptID)
	if !ok {
		return o.state, errNoPrompt()
	}
	before := o.state.Locked(p)
	locks := prompt.ToggleLock(before, p.Text, from, to)
	if slices.Equal(locks, before) {
		return o.state, problem.New(problem.Usage, "There are no words to lock", "Choose some with left and right")
	}
	return o.happen(ctx, session.Locked{PromptID: promptID, Locks: locks})
}

// UnlockAll unlocks all words of the current prompt; unlocked is false when none
// are locked.
func (o *OpenSession) UnlockAll(ctx context.Context) (s session.Session, unlocked bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	current, ok := o.state.Current()
	if !ok || len(current.Locks) == 0 {
		return o.state, false, nil
	}
	s, err = o.happen(ctx, session.Locked{PromptID: current.ID, Locks: []prompt.Lock{}})
	return s, err == nil, err
}

// Use makes a text the current prompt, unaltered.
func (o *OpenSession) Use(ctx context.Context, text, negative string) (session.Session, error) {
	return o.UseLine(ctx, "", text, negative)
}

// UseLine does so with what was read from a line of another generator, and keeps
// the line: what nobody here understands of it must not be lost.
func (o *OpenSession) UseLine(ctx context.Context, line, text, negative string) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if strings.TrimSpace(text) == "" {
		return o.state, problem.New(problem.Usage, "There is no prompt to use", "Write it after /use")
	}
	p := prompt.Prompt{ID: o.studio.newID(), Title: "As it is", Text: valid(text), Negative: valid(negative)}
	return o.happen(ctx, session.Used{Prompt: p, Line: valid(line)})
}

// valid makes a text from outside valid UTF-8, as the library stores it, so
// that what is read back is what was shown.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// Retitle names the session.
func (o *OpenSession) Retitle(ctx context.Context, title string) (session.Session, error) {
	title = strings.Join(strings.Fields(valid(title)), " ")
	o.mu.Lock()
	defer o.mu.Unlock()
	if title == "" {
		return o.state, problem.New(problem.Usage, "A session cannot have an empty name", "Write the name after /title")
	}
	return o.happen(ctx, session.Titled{Title: title})
}

// ToggleFavourite keeps a prompt among the favourites, or takes it out again.
// kept tells whether it is one now.
func (o *OpenSession) ToggleFavourite(ctx context.Context, promptID string) (s session.Session, kept bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p, ok := o.state.Prompt(promptID)
	if !ok {
		return o.state, false, errNoPrompt()
	}
	id, was := o.state.Favourite(promptID)
	if was {
		s, err = o.happen(ctx, session.Dropped{FavouriteID: id, Prompt: p})
		return s, err != nil, err
	}
	if id == "" {
		id = o.studio.newID()
	}
	s, err = o.happen(ctx, session.Kept{FavouriteID: id, Prompt: p})
	return s, err == nil, err
}
