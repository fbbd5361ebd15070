package paint

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
)

// root is the model that Bubble Tea runs. Its View paints, and shows nothing.
type root struct {
	tea.Model
	p *painter
}

// Init is the model's.
func (r root) Init() tea.Cmd {
	defer r.p.caught()
	return r.p.guard(r.Model.Init())
}

// Update is the model's, but for a message of ours.
func (r root) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	defer r.p.caught()
	model = r // also when what follows panics
	switch msg.(type) {
	case dueMsg:
		r.p.due = time.Time{}
		return model, nil
	case tea.KeyMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg, tea.BackgroundColorMsg:
		r.p.urgent = true
	}
	var back tea.Cmd
	if handsOver(msg) {
		back = r.p.takeAgain()
	}
	r.Model, cmd = r.Model.Update(msg)
	return r, r.p.guard(tea.Batch(back, r.p.screen.clicked(msg), cmd))
}

// View paints what the model shows, unless it is too early to.
func (r root) View() (none tea.View) {
	defer r.p.caught()
	if r.p.ready() {
		r.p.paint(r.Model.View())
	}
	return none
}

// guard catches the panics of a command and of the commands that it brings.
func (p *painter) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer p.caught()
		msg := cmd()
		if !isList(msg) {
			return msg
		}
		list := reflect.ValueOf(msg)
		guarded := reflect.MakeSlice(list.Type(), list.Len(), list.Len()) // the list itself may be run again
		for i := range list.Len() {
			one := list.Index(i).Interface().(tea.Cmd)
			guarded.Index(i).Set(reflect.ValueOf(p.guard(one)))
		}
		return guarded.Interface()
	}
}

// isList recognises a [tea.BatchMsg] and what tea.Sequence makes, which has no
// name here.
func isList(msg tea.Msg) bool {
	t := reflect.TypeOf(msg)
	return t != nil && t.Kind() == reflect.Slice && t.Elem() == reflect.TypeFor[tea.Cmd]()
}
