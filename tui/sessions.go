package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/session"
)

// This file starts what concerns whole sessions: opening another one, naming
// this one.

// mostSessions is how many earlier sessions are listed.
const mostSessions = 500

// newSession opens a new session.
func (a *App) newSession() tea.Cmd {
	maker := a.o.Studio
	return a.change(func(context.Context) (*engine.OpenSession, error) { return maker.NewSession(nil) })
}

// openSession goes on with an earlier session.
func (a *App) openSession(id string) tea.Cmd {
	maker := a.o.Studio
	return a.change(func(ctx context.Context) (*engine.OpenSession, error) { return maker.Resume(ctx, id) })
}

// change opens another session and lets go of this one; what runs in it goes
// on.
func (a *App) change(to func(context.Context) (*engine.OpenSession, error)) tea.Cmd {
	ctx, old, draft := a.ctx, a.open, a.draft()
	a.changing = true
	return func() tea.Msg {
		if err := old.SaveDraft(ctx, draft); err != nil {
			return openedMsg{err: err}
		}
		open, err := to(ctx)
		if err == nil {
			old.Close() // once what runs in it has ended
		}
		return openedMsg{open, err}
	}
}

// held keeps what is typed while another session opens: it is meant for that
// one. What stops things is not kept back.
func (a *App) held(msg tea.Msg) bool {
	if key, ok := msg.(tea.KeyPressMsg); ok && (key.String() == "ctrl+c" || key.String() == "ctrl+q") {
		return false
	}
	if a.changing {
		a.meanwhile = append(a.meanwhile, msg)
	}
	return a.changing
}

func (a *App) sessionOpened(msg openedMsg) tea.Cmd {
	a.changing = false
	a.entered(msg)
	var cmds []tea.Cmd
	if msg.err == nil {
		cmds = append(cmds, a.takeUp())
	}
	for len(a.meanwhile) > 0 && !a.changing {
		first := a.meanwhile[0]
		a.meanwhile = a.meanwhile[1:]
		cmds = append(cmds, a.route(first))
	}
	return tea.Batch(cmds...)
}

// entered shows the session that was opened, or says why it was not.
func (a *App) entered(msg openedMsg) {
	if msg.err != nil {
		a.problem(msg.err)
		return
	}
	a.state.Reply, a.state.Painting = nil, nil
	a.toStudio()
	a.screen.Reset(a.state.Style)
	a.enter(msg.open)
}

// retitle names the session.
func (a *App) retitle(title string) tea.Cmd {
	if strings.TrimSpace(title) == "" {
		a.fail("Write the name after /title")
		return nil
	}
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.Retitle(ctx, title)
		return s, "", err
	})
}
