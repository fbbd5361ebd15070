package tui

import (
	"context"
	"iter"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/tui/screen/studio"
	"easel/tui/term"
)

// takeUp waits for the pictures that servers took on when the session was last
// open. They are paid for, and nothing is sent again.
func (a *App) takeUp() tea.Cmd {
	open := a.open
	var cmds []tea.Cmd
	for _, j := range open.Jobs() {
		one, cmd := a.streams.start(a.ctx, a.state.Session.ID, false, func(ctx context.Context) iter.Seq2[engine.Update, error] {
			return open.TakeUp(ctx, j.ID)
		})
		one.paid, one.since = true, a.o.Now()
		a.state.Now = a.o.Now()
		a.state.Painting = append(a.state.Painting, &studio.Painting{ID: one.id, By: term.SafeLine(j.Generator), Fraction: -1, Count: j.Pictures, Since: a.state.Now})
		a.notice("Sent before: " + term.SafeLine(j.Generator) + " is asked for its picture, nothing is paid again")
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}
