package tui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/compare"
	"easel/tui/screen/studio"
)

// compareLayer is the screen Compare over the studio.
type compareLayer struct {
	app *App
	on  *compare.Screen
}

// openCompare lays the marked prompts side by side, or the round; in Pictures the
// marked pictures.
func (a *App) openCompare() {
	if a.screen.Focus() == intent.Pictures {
		a.comparePictures()
		return
	}
	candidates := a.screen.ToCompare(a.state)
	if len(candidates) < 2 {
		a.notice("There is nothing to compare yet")
		return
	}
	columns := make([]compare.Column, len(candidates))
	for i, c := range candidates {
		c.Prompt.Locks = a.state.Session.Locked(c.Prompt)
		columns[i] = compare.Column{Letter: c.Letter, Prompt: c.Prompt, Differs: c.Differs}
	}
	a.compare(columns)
}

// comparePictures lays the marked pictures side by side.
func (a *App) comparePictures() {
	chosen := a.screen.Chosen(a.state)
	if len(chosen) < 2 {
		a.notice("Mark two pictures or more with space, then compare them")
		return
	}
	all := a.state.Session.Pictures()
	columns := make([]compare.Column, len(chosen))
	for i, pic := range chosen {
		at := slices.IndexFunc(all, func(p session.Picture) bool { return p.Path == pic.Path })
		columns[i] = compare.Column{Letter: strconv.Itoa(at + 1), Prompt: pic.From.Prompt, Picture: &pic}
	}
	a.compare(columns)
}

// compare lays prompts side by side, over what shows.
func (a *App) compare(columns []compare.Column) { a.push(&compareLayer{a, compare.New(columns)}) }

func (l *compareLayer) name() string               { return "Compare" }
func (l *compareLayer) scopes() []keymap.Scope     { return l.on.Scopes() }
func (l *compareLayer) collected() []prompt.Prompt { return l.on.Marked() }

func (l *compareLayer) draw(width, height int) (string, *tea.Cursor) {
	return l.on.Draw(l.app.compareState(), width, height), nil
}

func (l *compareLayer) shown() (c studio.Candidate, ok bool) {
	column := l.on.Current()
	_, committed := l.app.state.Session.Prompt(column.Prompt.ID)
	return studio.Candidate{Letter: column.Letter, Prompt: column.Prompt, Differs: column.Differs}, committed
}

func (l *compareLayer) apply(in intent.Intent) (cmd tea.Cmd, done bool) {
	switch in := in.(type) {
	case intent.NextColumn:
		l.on.Move(in.Delta)
	case intent.GoColumn:
		l.on.Go(in.Index)
	case intent.Move:
		l.on.Scroll(in.Delta)
	case intent.Page:
		l.on.Page(in.Direction)
	case intent.First:
		l.on.Go(0)
	case intent.Last:
		l.on.Go(1 << 20)
	case intent.Rebase:
		l.on.Rebase()
	case intent.ToggleFold:
		l.on.ToggleFold()
	case intent.ToggleMatrix:
		l.on.ToggleMatrix()
	case intent.ToggleMark:
		l.on.ToggleMark()
	default:
		return nil, false
	}
	return nil, true
}

// mouse clicks columns and scrolls the texts.
func (l *compareLayer) mouse(m tea.Mouse) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		l.on.Scroll(-1)
	case tea.MouseWheelDown:
		l.on.Scroll(1)
	case tea.MouseLeft:
		if l.on.Click(m.X, m.Y) {
			return l.app.apply(intent.Pick{})
		}
	}
	return nil
}

// compareState is what the comparison shows.
func (a *App) compareState() *compare.State {
	return &compare.State{Session: a.state.Session, Style: a.state.Style, Home: a.state.Home, Busy: a.busy(), Art: a.shownArt()}
}

// foundMsg is a difference between long prompts, found beside the screen.
type foundMsg struct {
	screen  *compare.Screen
	finding compare.Finding
}

// seek starts comparing what the last drawing lacked.
func (l *compareLayer) seek() tea.Cmd {
	find, on := l.on.Find(), l.on
	if find == nil {
		return nil
	}
	return func() tea.Msg { return foundMsg{on, find()} }
}
