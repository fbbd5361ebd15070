package engine

import (
	"context"

	"easel/engine/session"
)

// This file moves the head of a session: undo, redo, and going on from anywhere
// in its tree.

// Undo goes back to what was current before. Nothing is deleted; a favourite
// that was dropped by the step comes back, as the library follows the head.
// moved is false when there is nothing before.
func (o *OpenSession) Undo(ctx context.Context) (s session.Session, moved bool, err error) {
	return o.move(ctx, func(s session.Session) (to string, ok bool) {
		to, ok = s.Undo()
		return to, ok && to != "" // before the first prompt there is nothing to look at
	})
}

// Redo goes forward to what undo left. moved is false when there is nothing.
func (o *OpenSession) Redo(ctx context.Context) (s session.Session, moved bool, err error) {
	return o.move(ctx, session.Session.Redo)
}

// GoOn goes on from a step of the session, wherever in the tree it lies; with a
// prompt, from that prompt of the step's round. What comes next branches off
// there, and nothing is deleted. moved is false when that is current already.
func (o *OpenSession) GoOn(ctx context.Context, step, promptID string) (s session.Session, moved bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n, ok := o.state.Node(step); !ok || !n.IsStep() {
		return o.state, false, errNoPrompt()
	}
	if o.closed {
		return o.state, false, errClosed()
	}
	var events []session.Event
	if step != o.state.Head() {
		events = append(events, o.event(o.state.Head(), session.Moved{To: step}))
	}
	if current, _ := o.state.PromptAt(step); promptID != "" && promptID != current.ID {
		if _, ok := o.state.Prompt(promptID); !ok {
			return o.state, false, errNoPrompt()
		}
		events = append(events, o.event(step, session.Picked{PromptID: promptID}))
	}
	if len(events) == 0 {
		return o.state, false, nil
	}
	s, err = o.commit(ctx, events...)
	return s, err == nil, err
}

func (o *OpenSession) move(ctx context.Context, way func(session.Session) (to string, ok bool)) (s session.Session, moved bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	to, ok := way(o.state)
	if !ok {
		return o.state, false, nil
	}
	s, err = o.happen(ctx, session.Moved{To: to})
	return s, err == nil, err
}
