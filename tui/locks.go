package tui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/term"
)

// toggleLock locks words of the prompt that shows, or unlocks them: those that
// are named, else those that are chosen. Where none are, the subject is offered.
func (a *App) toggleLock(words string) tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to lock words of yet")
		return nil
	}
	a.state.Asked.Locked = true
	from, to, chosen := a.screen.Selected(a.state)
	if words != "" {
		from = strings.Index(shown.Prompt.Text, words)
		to, chosen = from+len(words), from >= 0
		if !chosen {
			a.fail("The prompt does not have the words \"" + words + "\" exactly like this")
			return nil
		}
	}
	if !chosen {
		a.screen.OfferLock(a.state)
		a.notice("L locks these words. Arrows choose others, with shift more of them")
		return nil
	}
	a.screen.Unselect(a.state)
	id := shown.Prompt.ID
	text := term.Truncate(term.SafeLine(shown.Prompt.Text[from:to]), 40)
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.ToggleLock(ctx, id, from, to)
		if err != nil {
			return s, "", err
		}
		current, _ := s.Current()
		if slices.ContainsFunc(current.Locks, func(l prompt.Lock) bool { return l.At <= from && from < l.End() }) {
			return s, "Locked: " + text, nil
		}
		return s, "Unlocked: " + text, nil
	})
}

// unlockAll unlocks all words of the current prompt.
func (a *App) unlockAll() tea.Cmd {
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, unlocked, err := o.UnlockAll(ctx)
		switch {
		case err != nil:
			return s, "", err
		case !unlocked:
			return s, "Nothing is locked: L in the prompt locks words", nil
		}
		return s, "Nothing is locked any more; u brings it back", nil
	})
}
