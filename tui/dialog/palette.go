package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/widget"
)

// Palette lists every action with its keys, to be found by typing. An action
// that takes a value asks for it in place of the list.
type Palette struct {
	actions []action
	hits    []hit
	filter  *widget.Input
	list    *widget.List

	asking *action // whose value is being typed; nil while an action is chosen
	value  *widget.Input

	note    string // why enter did nothing
	listTop int    // line of the body where the list was drawn
}

// action is a row: the bindings of one name, with the keys of all of them.
type action struct {
	keymap.Binding
	usable bool
}

// NewPalette makes a palette of bindings. Those that are not usable now come
// last, are dim, and cannot be chosen.
func NewPalette(bindings []keymap.Binding, usable func(keymap.Binding) bool) *Palette {
	p := &Palette{
		actions: actionsOf(bindings, usable),
		filter:  widget.NewInput(nil, 1),
		list:    widget.NewList(nil, nil),
		value:   widget.NewInput(nil, 1),
	}
	p.filter.Placeholder = "what do you want to do?"
	p.filter.Focus()
	p.value.Focus()
	p.find()
	return p
}

// actionsOf joins bindings of one name and puts commands, which are what one
// looks for, before mere keys.
func actionsOf(bindings []keymap.Binding, usable func(keymap.Binding) bool) []action {
	var all []action
	for _, b := range bindings {
		if b.Intent == (intent.OpenPalette{}) {
			continue // it is open
		}
		i := slices.IndexFunc(all, func(a action) bool { return a.Name == b.Name })
		if i < 0 {
			b.Keys = slices.Clone(b.Keys)
			all = append(all, action{b, usable(b)})
			continue
		}
		all[i].Keys = append(all[i].Keys, b.Keys...)
		all[i].usable = all[i].usable || usable(b)
		if all[i].Slash == "" {
			all[i].Slash, all[i].Arg, all[i].With = b.Slash, b.Arg, b.With
		}
	}
	slices.SortStableFunc(all, func(a, b action) int { return a.rank() - b.rank() })
	return all
}

func (a action) rank() int {
	switch {
	case !a.usable:
		return 2
	case a.Slash == "":
		return 1
	}
	return 0
}

// takesValue reports whether the action asks for a value.
func (a action) takesValue() bool { return a.Arg != "" && a.With != nil }

// ID is "palette".
func (p *Palette) ID() string { return "palette" }

// Handle filters, moves, and chooses.
func (p *Palette) Handle(msg tea.Msg) Result {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.Keystroke() == "esc" {
		return Result{Close: true}
	}
	if p.asking != nil {
		return p.handleValue(msg)
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.handleKey(msg)
	case tea.PasteMsg:
		p.typed(msg)
	case tea.MouseWheelMsg:
		p.list.Wheel(wheel(msg))
	case tea.MouseClickMsg:
		return p.click(msg)
	}
	return Result{}
}

func (p *Palette) handleKey(msg tea.KeyPressMsg) Result {
	p.note = ""
	switch key := msg.Keystroke(); {
	case key == "enter":
		return p.choose()
	case key == "ctrl+s":
		return p.copyCommand()
	case !moveList(p.list, key):
		p.typed(msg)
	}
	return Result{}
}

// copyCommand asks for the command that does the same.
func (p *Palette) copyCommand() Result {
	at := p.list.Cursor()
	if at < 0 {
		return Result{}
	}
	return Result{Close: true, Intent: []intent.Intent{intent.CopyAsCommand{Of: p.actions[p.hits[at].row].Intent}}}
}

// moveList moves the cursor of a list that is filtered by typing. It reports
// whether the key was one for that.
func moveList(l *widget.List, key string) bool {
	switch key {
	case "up", "shift+tab":
		l.Move(-1)
	case "down", "tab":
		l.Move(1)
	case "pgup":
		l.Page(-1)
	case "pgdown":
		l.Page(1)
	default:
		return false
	}
	return true
}

func (p *Palette) typed(msg tea.Msg) {
	if typeLine(p.filter, msg) {
		p.find()
	}
}

// click puts the cursor on a row; a click on the row of the cursor chooses it.
func (p *Palette) click(msg tea.MouseClickMsg) Result {
	before := p.list.Cursor()
	y := msg.Y - bodyY - p.listTop
	if msg.Button != tea.MouseLeft || y < 0 {
		return Result{}
	}
	if row := p.list.Click(y); row >= 0 && row == before {
		return p.choose()
	}
	return Result{}
}

// wheel is how far a turn of the mouse wheel scrolls.
func wheel(msg tea.MouseWheelMsg) int {
	switch msg.Button {
	case tea.MouseWheelUp:
		return -2
	case tea.MouseWheelDown:
		return 2
	}
	return 0
}

// find brings the rows up to date with the filter, best first.
func (p *Palette) find() {
	query := p.filter.Value()
	p.hits = p.hits[:0]
	p.look(query, match)
	if len(p.hits) == 0 {
		p.look(query, matchLetters)
	}
	slices.SortStableFunc(p.hits, func(a, b hit) int {
		if x, y := p.actions[a.row].usable, p.actions[b.row].usable; x != y {
			if x {
				return -1
			}
			return 1
		}
		return a.score - b.score
	})
	p.list.SetCount(len(p.hits))
	p.list.First()
	p.list.Empty = "There is nothing to do now."
	if query := strings.TrimSpace(query); query != "" {
		p.list.Empty = "Nothing is called " + query + "."
	}
}

func (p *Palette) look(query string, by func(string, keymap.Binding) (int, [][2]int, bool)) {
	for i, a := range p.actions {
		if score, spans, ok := by(query, a.Binding); ok {
			p.hits = append(p.hits, hit{i, score, spans})
		}
	}
}

func (p *Palette) choose() Result {
	at := p.list.Cursor()
	if at < 0 {
		return Result{}
	}
	a := p.actions[p.hits[at].row]
	switch {
	case !a.usable:
		p.note = "There is nothing to do this with now."
		return Result{}
	case a.takesValue():
		p.asking = &a
		p.value.Reset()
		p.value.Placeholder = a.Arg
		if a.optional() {
			p.value.Placeholder = a.Arg + ", or nothing"
		}
		return Result{}
	}
	return Result{Close: true, Intent: []intent.Intent{a.Intent}}
}

// optional reports whether the action makes sense without a value: then a key
// does it, too.
func (a action) optional() bool { return len(a.Keys) > 0 }

func (p *Palette) handleValue(msg tea.Msg) Result {
	key, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		p.note = ""
	}
	switch {
	case isKey && key.Keystroke() == "enter":
		return p.giveValue()
	case isKey && key.Keystroke() == "backspace" && p.value.Empty():
		p.asking = nil
	default:
		typeLine(p.value, msg)
	}
	return Result{}
}

func (p *Palette) giveValue() Result {
	value := strings.TrimSpace(p.value.Value())
	if value == "" && !p.asking.optional() {
		p.note = "Type " + p.asking.Arg + ", or esc to leave."
		return Result{}
	}
	return Result{Close: true, Intent: []intent.Intent{p.asking.With(value)}}
}
