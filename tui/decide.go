package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/tui/dialog"
	"easel/tui/intent"
)

// changeAxes shows what the current prompt decides, to change it.
func (a *App) changeAxes() {
	current, ok := a.state.Session.Current()
	if !ok {
		a.notice("Say first what you want to see")
		return
	}
	a.dialogs.Push(dialog.NewAxes(current))
}

// takeAxis offers what the prompt that shows decides differently from the
// current one.
func (a *App) takeAxis() {
	shown, _ := a.shown()
	current, ok := a.state.Session.Current()
	if !ok {
		a.notice("Say first what you want to see")
		return
	}
	if shown.Prompt.ID == current.ID {
		a.notice("This is the current prompt. Look at another one to take from it")
		return
	}
	name := shown.Letter
	if name == "" || name == "." {
		name = "\"" + shown.Prompt.Title + "\""
	}
	d := dialog.NewTake(name, shown.Prompt, current)
	if d == nil {
		a.notice("It decides nothing differently that is known. Pick it, or copy words by hand: e")
		return
	}
	a.dialogs.Push(d)
}

// decide asks for some decisions in the current prompt and for nothing else.
func (a *App) decide(decisions []intent.Decision) tea.Cmd {
	if _, busy := a.streams.reply(a.state.Session.ID); busy {
		a.notice("A reply is coming; esc stops it")
		return nil
	}
	var m engine.Message
	var said []string
	for _, d := range decisions {
		from, _ := a.state.Session.Prompt(d.From)
		m.Decisions = append(m.Decisions, promptgen.Decision{Axis: prompt.Axis(d.Axis), Value: d.Value, From: from.Text})
		if d.Of == "" {
			said = append(said, d.Axis+": "+d.Value)
		} else {
			said = append(said, "the "+d.Axis+" of "+d.Of)
		}
	}
	m.Text = strings.Join(said, ", ")
	a.toStudio()
	defer a.screen.FollowRounds()
	return a.refine(m)
}
