package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/compare"
	"easel/tui/screen/studio"
	"easel/tui/widget"
)

// scopes are the places whose keys are in force, innermost first: those of the
// screen on top.
func (a *App) scopes() []keymap.Scope {
	if a.compare != nil {
		return a.compare.Scopes()
	}
	return a.screen.Scopes(a.state)
}

// text is the input that has the keys; false where letters are commands.
func (a *App) text() (*widget.Input, bool) {
	if a.compare != nil {
		return nil, false
	}
	return a.screen.Text(a.state)
}

// shown is the prompt that actions are about. ok is false before there is one,
// and while it is not yet committed.
func (a *App) shown() (c studio.Candidate, ok bool) {
	if a.compare != nil {
		column := a.compare.Current()
		_, committed := a.state.Session.Prompt(column.Prompt.ID)
		return studio.Candidate{Letter: column.Letter, Prompt: column.Prompt, Differs: column.Differs}, committed
	}
	return a.screen.Shown(a.state)
}

// openCompare lays the marked prompts side by side, or the round.
func (a *App) openCompare() {
	candidates := a.screen.ToCompare(a.state)
	if len(candidates) < 2 {
		a.notice("There is nothing to compare yet")
		return
	}
	columns := make([]compare.Column, len(candidates))
	for i, c := range candidates {
		columns[i] = compare.Column{Letter: c.Letter, Prompt: c.Prompt, Differs: c.Differs}
	}
	a.compare = compare.New(columns)
}

// applyCompare does what an intent means while prompts are compared; false
// where it means the same as elsewhere.
func (a *App) applyCompare(in intent.Intent) (cmd tea.Cmd, done bool) {
	switch in := in.(type) {
	case intent.NextColumn:
		a.compare.Move(in.Delta)
	case intent.GoColumn:
		a.compare.Go(in.Index)
	case intent.Move:
		a.compare.Scroll(in.Delta)
	case intent.Page:
		a.compare.Page(in.Direction)
	case intent.First:
		a.compare.Go(0)
	case intent.Last:
		a.compare.Go(1 << 20)
	case intent.Rebase:
		a.compare.Rebase()
	case intent.ToggleFold:
		a.compare.ToggleFold()
	case intent.ToggleMatrix:
		a.compare.ToggleMatrix()
	case intent.ToggleMark:
		a.compare.ToggleMark()
	case intent.Back:
		a.compare = nil
	case intent.Focus, intent.NextPane, intent.Zoom, intent.TurnRound:
	case intent.Edit:
		a.editCompared()
	case intent.EditOutside:
		if cmd = a.editOutside(); cmd != nil {
			a.compare = nil
		}
	case intent.AnotherRound, intent.NewSession:
		a.compare = nil
		return nil, false
	default:
		return nil, false
	}
	return cmd, true
}

// editCompared goes on in the studio, with the prompt of the column that had the
// keys: the round that shows there may be another one by now.
func (a *App) editCompared() {
	shown, ok := a.shown()
	if !ok {
		a.notice("The prompt is still coming")
		return
	}
	a.compare = nil
	a.screen.LookAt(a.state, shown.Prompt.ID)
	a.editHere(shown.Prompt)
}

// compareState is what the comparison shows.
func (a *App) compareState() *compare.State {
	st := &compare.State{Session: a.state.Session, Style: a.state.Style, Home: a.state.Home, Notice: a.state.Notice.Text, Bad: a.state.Notice.Bad}
	if a.art.on {
		st.Art = a.art
	}
	if n := len(a.state.Painting); n > 0 {
		p := a.state.Painting[0]
		st.Busy = "Painting " + strconv.Itoa(n) + ": " + widget.Waiting(a.state.Now.Sub(p.Since), p.Usual) + ", ctrl+c stops"
	}
	return st
}

// foundMsg is a difference between long prompts, found beside the screen.
type foundMsg compare.Finding

// findDifference starts comparing what the last drawing of the comparison
// lacked.
func (a *App) findDifference() tea.Cmd {
	if a.compare == nil {
		return nil
	}
	find := a.compare.Find()
	if find == nil {
		return nil
	}
	return func() tea.Msg { return foundMsg(find()) }
}

// differenceFound shows it, if the comparison is still open.
func (a *App) differenceFound(msg foundMsg) {
	if a.compare != nil {
		a.compare.Found(compare.Finding(msg))
	}
}
