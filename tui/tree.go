package tui

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/compare"
	"easel/tui/screen/studio"
	"easel/tui/screen/tree"
)

// treeLayer is the screen Tree over the studio.
type treeLayer struct {
	app *App
	on  *tree.Screen
}

// openTree shows everything that happened in the session; where it is open
// already, under another screen, it goes back to it.
func (a *App) openTree() {
	for i, l := range a.layers {
		if _, is := l.(*treeLayer); is {
			a.layers = a.layers[:i+1]
			return
		}
	}
	if a.state.Session.Empty() {
		a.notice("Nothing has happened yet")
		return
	}
	a.push(&treeLayer{a, tree.New(a.treeState())})
}

func (l *treeLayer) name() string           { return "Tree" }
func (l *treeLayer) scopes() []keymap.Scope { return l.on.Scopes() }

func (l *treeLayer) draw(width, height int) (string, *tea.Cursor) {
	return l.on.Draw(l.app.treeState(), width, height), nil
}

func (l *treeLayer) shown() (c studio.Candidate, ok bool) {
	n, ok := l.on.Current()
	if !ok || n.Prompt.Empty() {
		return studio.Candidate{}, false
	}
	return studio.Candidate{Letter: n.Label, Prompt: n.Prompt}, true
}

// collected are the marked prompts, to be painted in one go, or the one under
// the cursor.
func (l *treeLayer) collected() []prompt.Prompt {
	marked := l.on.Marked()
	if n, ok := l.on.Current(); ok && len(marked) == 0 {
		marked = []tree.Node{n}
	}
	var out []prompt.Prompt
	seen := make(map[string]bool)
	for _, n := range marked {
		if !n.Prompt.Empty() && !seen[n.Prompt.ID] {
			seen[n.Prompt.ID] = true
			out = append(out, n.Prompt)
		}
	}
	return out
}

func (l *treeLayer) apply(in intent.Intent) (cmd tea.Cmd, done bool) {
	switch in := in.(type) {
	case intent.Move:
		l.on.Move(in.Delta)
	case intent.Page:
		l.on.Page(in.Direction)
	case intent.First:
		l.on.First()
	case intent.Last:
		l.on.Last()
	case intent.Climb:
		l.on.Climb(in.Delta)
	case intent.ToggleMark:
		l.on.ToggleMark()
	case intent.ToggleFold:
		l.on.ToggleFold()
	case intent.ToggleAll:
		l.on.ToggleAll()
	case intent.ScrollBeside:
		l.on.ScrollBeside(in.Delta)
	case intent.GoOn:
		cmd = l.goOn()
	case intent.Compare:
		l.compare()
	case intent.Undo, intent.Redo:
		l.on.Follow()
		return nil, false
	default:
		return nil, false
	}
	return cmd, true
}

// goOn moves the head to the node under the cursor, as undo does: nothing is
// lost.
func (l *treeLayer) goOn() tea.Cmd {
	n, ok := l.on.Current()
	if !ok || n.Step == "" {
		l.app.notice("There was no prompt yet to go on from")
		return nil
	}
	l.on.Follow()
	l.app.screen.FollowRounds()
	return l.app.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, moved, err := o.GoOn(ctx, n.Step, n.Variation)
		if !moved {
			return s, "This is current already", err
		}
		return s, "Goes on from " + n.Name() + "; nothing is lost", err
	})
}

// compare lays the marked nodes side by side.
func (l *treeLayer) compare() {
	nodes := l.on.ToCompare()
	if len(nodes) < 2 {
		l.app.notice("There is nothing to compare with yet: space marks another")
		return
	}
	columns := make([]compare.Column, len(nodes))
	for i, n := range nodes {
		columns[i] = compare.Column{Letter: cmp.Or(n.Label, "?"), Prompt: n.Prompt} // a question has none
	}
	l.app.compare(columns)
}

func (l *treeLayer) mouse(m tea.Mouse) tea.Cmd { return point(l.on, m, l.goOn) }

// treeState is what the tree shows.
func (a *App) treeState() *tree.State {
	return &tree.State{Session: a.state.Session, Style: a.state.Style, Home: a.state.Home, Now: a.o.Now().Local(), Busy: a.busy(), Art: a.shownArt()}
}

// foundStepMsg is what a step changed, found beside the screen.
type foundStepMsg struct {
	screen  *tree.Screen
	finding tree.Finding
}

// seek starts comparing what the last drawing lacked.
func (l *treeLayer) seek() tea.Cmd {
	find, on := l.on.Find(), l.on
	if find == nil {
		return nil
	}
	return func() tea.Msg { return foundStepMsg{on, find()} }
}
