package tui

import (
	tea "charm.land/bubbletea/v2"

	"easel/tui/dialog"
	"easel/tui/intent"
)

// leavingID is the id of the question whether to quit.
const leavingID = "leaving"

// askToQuit quits, but asks before a picture is lost by it: one that is free, or
// that no server has taken yet, ends with the program, while what was paid is
// still waited for. Asked for again, it quits.
func (a *App) askToQuit() tea.Cmd {
	top, _ := a.dialogs.Top()
	if a.streams.ending() == 0 || top != nil && top.ID() == leavingID {
		return a.quit()
	}
	const text = "A generation still runs. What it has not painted by now would be lost."
	a.dialogs.Push(dialog.NewQuestion(leavingID, "Quit", text, []dialog.Choice{
		{Label: "Stay"},
		{Label: "Quit", Intent: intent.QuitAnyway{}},
	}))
	return nil
}

// toggleMouse leaves the mouse to the terminal, which then selects text with it,
// or takes it back: until the program ends.
func (a *App) toggleMouse() {
	a.switched = !a.switched
	if a.o.Settings.Mouse != a.switched {
		a.notice("The mouse clicks and scrolls here")
	} else {
		a.notice("The mouse is the terminal's: drag to select text. /mouse takes it back")
	}
}
