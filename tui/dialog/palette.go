package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
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
	switch msg.Keystroke() {
	case "enter":
		return p.choose()
	case "up", "shift+tab":
		p.list.Move(-1)
	case "down", "tab":
		p.list.Move(1)
	case "pgup":
		p.list.Page(-1)
	case "pgdown":
		p.list.Page(1)
	default:
		p.typed(msg)
	}
	return Result{}
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

// View draws the palette.
func (p *Palette) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	p.filter.Style, p.value.Style, p.list.Style = s, s, s
	if p.asking != nil {
		return p.viewValue(width, height, s)
	}
	w, h := room(width, height, 78, 20)
	p.listTop = 2
	if h < 9 {
		p.listTop = 1
	}
	lines := append([]string{p.filter.View(w, 1), ""}[:p.listTop:p.listTop], p.rows(w, h-p.listTop, s)...)
	keys := []widget.Key{{Name: "enter", Does: "do it"}, {Name: "esc", Does: "close"}, {Name: "up down", Does: "choose"}}
	c := card{title: "Actions", lines: lines, keys: keys, inner: w, cursor: p.filter.Cursor()}
	return c.draw(width, height, s)
}

// rows draws the list, or in its last line why enter did nothing.
func (p *Palette) rows(width, height int, s *style.Style) []string {
	slashColumn := p.slashColumn(width)
	p.list.Row = func(i, w int, selected, _ bool) string {
		h := p.hits[i]
		return actionRow(p.actions[h.row], h.spans, w, slashColumn, selected, s)
	}
	if p.note != "" && height > 1 {
		return append(strings.Split(p.list.View(width, height-1), "\n"), s.Warn.Render(term.Truncate(p.note, width)))
	}
	return strings.Split(p.list.View(width, height), "\n")
}

// slashColumn is the column in which slash names stand, the same whatever is
// typed; 0 where there is no room for them.
func (p *Palette) slashColumn(width int) int {
	slash, keys := 0, 0
	for _, a := range p.actions {
		if a.Slash != "" {
			slash = max(slash, term.Width("/"+a.Slash))
			keys = max(keys, term.Width(strings.Join(shownKeys(a.Binding), " ")))
		}
	}
	column := width - 4 - keys - 2 - slash // two for the cursor's mark, two for the scroll mark
	if column < 30 {
		return 0
	}
	return column
}

// slashText is a command as one types it.
func slashText(b keymap.Binding) string {
	return strings.TrimSpace("/" + b.Slash + " " + b.Arg)
}

// shownKeys are the keys to show beside a name: two are enough.
func shownKeys(b keymap.Binding) []string { return b.Keys[:min(2, len(b.Keys))] }

// actionRow is the name at the left, the slash name in its column, and as many
// keys as there is room for at the right.
func actionRow(a action, spans [][2]int, width, slashColumn int, selected bool, s *style.Style) string {
	width -= 2
	room := width
	if slashColumn > 0 && a.Slash != "" {
		room = slashColumn - 2
	}
	keys := shownKeys(a.Binding)
	if room == width && len(keys) > 0 {
		if term.Width(a.Name+"  "+strings.Join(keys, " ")) > width {
			keys = keys[:1]
		}
		room -= term.Width(strings.Join(keys, " ")) + 2
	}
	line := term.Truncate(nameText(a, spans, s), room)
	if slashColumn > 0 && a.Slash != "" {
		line = term.Pad(line, slashColumn) + s.Quiet.Render("/"+a.Slash)
	}
	line = term.Pad(line, width-term.Width(strings.Join(keys, " "))) + keysText(keys, a.usable, s)
	return rowLine(line, width+2, selected, s.Selected, s)
}

// nameText is the name with what was typed standing out.
func nameText(a action, spans [][2]int, s *style.Style) string {
	st := s.Text
	if !a.usable {
		st = s.Faint
	}
	var out strings.Builder
	at := 0
	for _, sp := range spans {
		out.WriteString(st.Render(a.Name[at:sp[0]]) + s.Accent.Render(a.Name[sp[0]:sp[1]]))
		at = sp[1]
	}
	out.WriteString(st.Render(a.Name[at:]))
	return out.String()
}

func keysText(keys []string, usable bool, s *style.Style) string {
	shown := make([]string, len(keys))
	for i, k := range keys {
		st := s.Quiet
		switch {
		case !usable:
			st = s.Faint
		case i == 0:
			st = s.KeyName
		}
		shown[i] = st.Render(k)
	}
	return strings.Join(shown, " ")
}

func (p *Palette) viewValue(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, _ := room(width, height, 60, 3)
	note := s.Quiet.Render(term.Truncate("The same in the chat: "+slashText(p.asking.Binding), w))
	if p.note != "" {
		note = s.Warn.Render(term.Truncate(p.note, w))
	}
	lines := []string{p.value.View(w, 1), "", note}
	keys := []widget.Key{{Name: "enter", Does: "do it"}, {Name: "esc", Does: "close"}}
	if p.value.Empty() {
		keys = append(keys, widget.Key{Name: "backspace", Does: "back"})
	}
	c := card{title: p.asking.Name, lines: lines, keys: keys, inner: w, cursor: p.value.Cursor()}
	return c.draw(width, height, s)
}
