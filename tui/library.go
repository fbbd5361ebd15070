package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	libraryscreen "easel/tui/screen/library"
	"easel/tui/screen/studio"
	"easel/tui/widget"
)

// libraryLayer is the screen Library over the studio.
type libraryLayer struct {
	app     *App
	on      *libraryscreen.Screen
	stop    context.CancelFunc // of the newest search; nil before the first
	trashed []string           // favourites that went to the trash last
}

// openLibrary shows everything that was kept, said and painted; where it is open
// already, under another screen, it goes back to it.
func (a *App) openLibrary(query string) tea.Cmd {
	for i, l := range a.layers {
		if _, is := l.(*libraryLayer); is && query == "" {
			a.layers = a.layers[:i+1]
			return nil
		}
	}
	a.push(&libraryLayer{app: a, on: libraryscreen.New(a.libraryState(), query)})
	return nil
}

// library is the layer, if it is open.
func (a *App) library() (*libraryLayer, bool) {
	for _, l := range a.layers {
		if lib, is := l.(*libraryLayer); is {
			return lib, true
		}
	}
	return nil, false
}

func (l *libraryLayer) name() string                { return "Library" }
func (l *libraryLayer) scopes() []keymap.Scope      { return l.on.Scopes() }
func (l *libraryLayer) text() (*widget.Input, bool) { return l.on.Text() }

func (l *libraryLayer) typed() tea.Cmd {
	l.on.Typed()
	return nil
}

func (l *libraryLayer) draw(width, height int) (string, *tea.Cursor) {
	return l.on.Draw(l.app.libraryState(), width, height)
}

// shown is false: what is found is of other sessions, and is taken first.
func (l *libraryLayer) shown() (studio.Candidate, bool) { return studio.Candidate{}, false }

func (l *libraryLayer) apply(in intent.Intent) (cmd tea.Cmd, done bool) {
	switch in := in.(type) {
	case intent.Move:
		l.on.Move(in.Delta)
	case intent.Page:
		l.on.Page(in.Direction)
	case intent.First:
		l.on.First()
	case intent.Last:
		l.on.Last()
	case intent.ToggleMark:
		l.on.ToggleMark()
	case intent.ToggleTyping:
		l.on.ToggleTyping()
	case intent.TurnKind:
		l.on.TurnKind(in.Delta)
	case intent.ToggleBest:
		l.on.ToggleBest()
	case intent.ScrollBeside:
		l.on.ScrollBeside(in.Delta)
	case intent.Back:
		if l.on.Unmark() {
			return nil, true
		}
		return nil, false
	case intent.Pick:
		cmd = l.take()
	case intent.GoThere:
		cmd = l.goThere()
	case intent.PutOn:
		cmd = l.putOn()
	case intent.Compare:
		l.compare()
	case intent.CopyPrompt:
		cmd = l.copy()
	case intent.ToggleFavourite:
		cmd = l.toggleFavourite()
	case intent.Undo:
		cmd = l.bringBack()
	case intent.Generate, intent.Edit, intent.EditOutside, intent.AnotherRound, intent.Redo:
		l.app.notice("Take it into the session first: enter")
	default:
		return nil, false
	}
	return cmd, true
}

func (l *libraryLayer) mouse(m tea.Mouse) tea.Cmd { return point(l.on, m, l.take) }

// answerMsg is what a search came to.
type answerMsg struct {
	libraryscreen.Answer
	err error
}

// shelvedMsg is a change of the library that ended, with the session after it.
type shelvedMsg struct {
	session session.Session
	told    string
	err     error
}

// seek starts the search that the screen wants; the one before is given up.
func (l *libraryLayer) seek() tea.Cmd {
	s, ok := l.on.Search()
	if !ok {
		return nil
	}
	if !s.Next {
		if l.stop != nil {
			l.stop()
		}
	}
	ctx, stop := context.WithCancel(l.app.ctx)
	if !s.Next {
		l.stop = stop
	}
	maker := l.app.o.Studio
	return func() tea.Msg {
		defer stop()
		page, err := maker.Search(ctx, s.Query, s.After, s.Limit)
		return answerMsg{libraryscreen.Answer{Search: s, Page: page}, err}
	}
}

// answeredSearch shows what was found. Where the search lags behind the library
// it catches up a while and is asked again.
func (a *App) answeredSearch(msg answerMsg) tea.Cmd {
	l, open := a.library()
	if !open {
		return nil
	}
	if msg.err != nil {
		l.on.Failed(msg.Search)
		a.problem(msg.err)
		return nil
	}
	l.on.Answered(msg.Answer)
	look := a.lookFor(l.on.Files())
	if msg.Page.Behind == 0 || msg.Next {
		return look
	}
	maker, parent := a.o.Studio, a.ctx
	return tea.Batch(look, func() tea.Msg {
		const while = time.Second
		ctx, stop := context.WithTimeout(parent, while)
		defer stop()
		if err := maker.CatchUp(ctx, nil); err != nil && ctx.Err() == nil {
			return shelvedMsg{err: err}
		}
		return shelvedMsg{}
	})
}

// goneMsg is which files were looked for and are not there.
type goneMsg struct{ gone map[string]bool }

// lookFor looks for files; they may be on a disk that takes its time.
func (a *App) lookFor(files []string) tea.Cmd {
	if len(files) == 0 {
		return nil
	}
	maker := a.o.Studio
	return func() tea.Msg { return goneMsg{maker.Gone(files)} }
}

// missed shows which files are gone.
func (a *App) missed(msg goneMsg) {
	if l, open := a.library(); open {
		l.on.Missed(msg.gone)
	}
}

// shelved shows the library as it is now.
func (a *App) shelved(msg shelvedMsg) tea.Cmd {
	if msg.session.ID != "" {
		a.fold(msg.session)
	}
	if msg.told != "" {
		a.notice(msg.told)
	}
	a.problem(msg.err)
	if l, open := a.library(); open && msg.err == nil {
		l.on.Refresh()
	}
	return nil
}

// backUp makes the day's backup of the library, once the studio shows.
func (a *App) backUp() tea.Cmd {
	maker, ctx := a.o.Studio, a.ctx
	return func() tea.Msg {
		if err := maker.BackUpToday(ctx); err != nil {
			return noticeMsg{err: err}
		}
		return nil
	}
}

// libraryState is what the library shows besides what is found.
func (a *App) libraryState() *libraryscreen.State {
	return &libraryscreen.State{Session: a.state.Session.ID, Style: a.state.Style, Home: a.state.Home, Now: a.o.Now().Local(), Busy: a.busy(), Art: a.shownArt()}
}
