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

// changeAxes changes one axis of the current prompt, or shows what it decides.
func (a *App) changeAxes(in intent.ChangeAxes) tea.Cmd {
	current, ok := a.state.Session.Current()
	if !ok {
		a.notice("Say first what you want to see")
		return nil
	}
	if in.Axis == "" {
		a.dialogs.Push(dialog.NewAxes(current))
		return nil
	}
	axis, ok := a.axisNamed(in.Axis)
	if !ok {
		return nil
	}
	if in.Value == "" {
		a.fail("Write what it is to be, as in /axes time night")
		return nil
	}
	return a.decide([]intent.Decision{{Axis: string(axis), Value: in.Value}})
}

// takeAxis takes one axis of another prompt, or offers what that one decides
// differently from the current one.
func (a *App) takeAxis(in intent.TakeAxis) tea.Cmd {
	current, ok := a.state.Session.Current()
	if !ok {
		a.notice("Say first what you want to see")
		return nil
	}
	from, letter, ok := a.lettered(in.Letter)
	switch {
	case !ok:
		a.fail("There is no variation " + in.Letter + " in this round")
		return nil
	case from.ID == current.ID:
		a.notice("This is the current prompt. Look at another one to take from it")
		return nil
	}
	name := letter
	if name == "" || name == "." {
		name = "\"" + from.Title + "\""
	}
	if in.Axis != "" {
		return a.takeOne(in.Axis, name, from, current)
	}
	d := dialog.NewTake(name, from, current)
	if d == nil {
		a.notice("It decides nothing differently that is known. Pick it, or copy words by hand: e")
		return nil
	}
	a.dialogs.Push(d)
	return nil
}

// lettered is the prompt of a letter of the round, or the one that is looked at.
func (a *App) lettered(letter string) (p prompt.Prompt, itsLetter string, ok bool) {
	if letter == "" {
		shown, ok := a.shown()
		return shown.Prompt, shown.Letter, ok
	}
	for _, c := range a.screen.Prompts(a.state) {
		if strings.EqualFold(c.Letter, letter) {
			return c.Prompt, c.Letter, true
		}
	}
	return prompt.Prompt{}, "", false
}

// takeOne takes what a prompt, called name, decides on one axis.
func (a *App) takeOne(word, name string, from, current prompt.Prompt) tea.Cmd {
	axis, ok := a.axisNamed(word)
	if !ok {
		return nil
	}
	value := from.Axes[axis]
	if value == "" || value == current.Axes[axis] {
		a.notice(name + " decides nothing else about the " + string(axis))
		return nil
	}
	return a.decide([]intent.Decision{{Axis: string(axis), Value: value, From: from.ID, Of: name}})
}

// axisNamed is an axis by a word that people use for it.
func (a *App) axisNamed(word string) (prompt.Axis, bool) {
	axis, ok := prompt.ParseAxis(word)
	if !ok {
		a.fail("There is no axis " + word + ". There are: " + axisNames())
	}
	return axis, ok
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
