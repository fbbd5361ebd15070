package tui

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/screen/compare"
)

// This file does what a person asks of what the library found: takes it into the
// session, compares it, keeps, tags and trashes it.

// change runs what changes the library.
func (l *libraryLayer) change(do func(context.Context, *engine.OpenSession) (session.Session, string, error)) tea.Cmd {
	open, ctx := l.app.open, l.app.ctx
	return func() tea.Msg {
		s, told, err := do(ctx, open)
		return shelvedMsg{s, told, err}
	}
}

// promptOf is the whole prompt of what was found: of a favourite with its axes
// and locks.
func promptOf(ctx context.Context, maker *engine.Studio, f library.Found) (prompt.Prompt, error) {
	if f.Kind != library.AFavourite {
		return prompt.Prompt{ID: f.ID, Title: f.Title, Text: f.Text, Negative: f.Negative}, nil
	}
	kept, err := maker.Favourite(ctx, f.ID)
	return kept.Prompt(), err
}

// take makes the prompt under the cursor the current one; of a session, goes on
// with it.
func (l *libraryLayer) take() tea.Cmd {
	f, ok := l.on.Current()
	if !ok {
		return nil
	}
	if f.Kind == library.ASession {
		return l.goThere()
	}
	l.app.toStudio()
	l.app.screen.FollowRounds()
	maker := l.app.o.Studio
	return l.app.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		p, err := promptOf(ctx, maker, f)
		if err != nil {
			return o.State(), "", err
		}
		s, err := o.Take(ctx, p)
		return s, "Taken into the session; u goes back", err
	})
}

// goThere opens the session that a row is of.
func (l *libraryLayer) goThere() tea.Cmd {
	f, ok := l.on.Current()
	switch {
	case !ok:
		return nil
	case f.SessionID == "":
		l.app.notice("It is of no session: it came from elsewhere")
		return nil
	case f.SessionID == l.app.state.Session.ID:
		l.app.toStudio()
		return nil
	}
	return l.app.openSession(f.SessionID)
}

// putOn puts what is marked on the current prompt, one style after the other.
func (l *libraryLayer) putOn() tea.Cmd {
	marked := prompts(l.on.Marked())
	if len(marked) == 0 {
		l.app.notice("A style is a prompt, and this is none")
		return nil
	}
	l.app.toStudio()
	l.app.screen.FollowRounds()
	maker := l.app.o.Studio
	return l.app.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		var styles []prompt.Prompt
		for _, f := range marked {
			p, err := promptOf(ctx, maker, f)
			if err != nil {
				return o.State(), "", err
			}
			styles = append(styles, p)
		}
		s, err := o.PutOn(ctx, styles...)
		return s, "Put on the current prompt; u takes it off", err
	})
}

// prompts are those of the rows that have one.
func prompts(found []library.Found) []library.Found {
	var out []library.Found
	for _, f := range found {
		if f.Kind != library.ASession {
			out = append(out, f)
		}
	}
	return out
}

// compare lays what is marked side by side, the first as the base; one alone
// with the current prompt.
func (l *libraryLayer) compare() {
	var columns []compare.Column
	for i, f := range prompts(l.on.Marked()) {
		columns = append(columns, compare.Column{Letter: strconv.Itoa(i + 1),
			Prompt: prompt.Prompt{ID: f.ID, Title: f.Title, Text: f.Text, Negative: f.Negative}})
	}
	if current, ok := l.app.state.Session.Current(); ok && len(columns) == 1 {
		columns = append(columns, compare.Column{Letter: ".", Prompt: current})
	}
	if len(columns) < 2 {
		l.app.notice("There is nothing to compare with yet: space marks another")
		return
	}
	l.app.compare(columns)
}

func (l *libraryLayer) copy() tea.Cmd {
	f, ok := l.on.Current()
	if !ok {
		return nil
	}
	l.app.notice("Copied the prompt")
	return l.app.toClipboard(f.Text)
}

// toggleFavourite puts the marked favourites into the trash, or keeps the marked
// prompts.
func (l *libraryLayer) toggleFavourite() tea.Cmd {
	var kept, others []library.Found
	for _, f := range prompts(l.on.Marked()) {
		if f.Kind == library.AFavourite {
			kept = append(kept, f)
		} else {
			others = append(others, f)
		}
	}
	l.on.Unmark()
	if len(kept) > 0 {
		return l.trash(kept)
	}
	maker := l.app.o.Studio
	return l.change(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		n := 0
		for _, f := range others {
			p := prompt.Prompt{Title: f.Title, Text: f.Text, Negative: f.Negative}
			if added, err := maker.KeepPrompt(ctx, p, f.SessionID); err != nil {
				return o.State(), "", err
			} else if added {
				n++
			}
		}
		return o.State(), "Kept among the favourites: " + strconv.Itoa(n), nil
	})
}

func (l *libraryLayer) trash(found []library.Found) tea.Cmd {
	l.trashed = nil
	for _, f := range found {
		l.trashed = append(l.trashed, f.ID)
	}
	ids := l.trashed
	return l.change(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.Trash(ctx, ids)
		return s, "In the trash: " + strconv.Itoa(len(ids)) + "; u brings back", err
	})
}

func (l *libraryLayer) bringBack() tea.Cmd {
	ids := l.trashed
	if len(ids) == 0 {
		l.app.notice("Nothing went to the trash just now")
		return nil
	}
	l.trashed = nil
	return l.change(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.Restore(ctx, ids)
		return s, "Brought back: " + strconv.Itoa(len(ids)), err
	})
}

// favourites are the ids of the marked ones.
func (l *libraryLayer) favourites() []string {
	var ids []string
	for _, f := range l.on.Marked() {
		if f.Kind == library.AFavourite {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// tagFavourites tags what is marked in the library; without words it asks.
func (a *App) tagFavourites(words string) tea.Cmd {
	l, open := a.library()
	if !open {
		return nil
	}
	ids := l.favourites()
	if len(ids) == 0 {
		a.notice("Only favourites have tags; f keeps a prompt")
		return nil
	}
	if words == "" {
		a.dialogs.Push(dialog.NewTags(len(ids)))
		return nil
	}
	var add, remove []string
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == ',' }) {
		if tag, minus := strings.CutPrefix(w, "-"); minus {
			remove = append(remove, tag)
		} else {
			add = append(add, w)
		}
	}
	l.on.Unmark()
	maker := a.o.Studio
	return l.change(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		return o.State(), "Tagged: " + strconv.Itoa(len(ids)), maker.TagFavourites(ctx, ids, add, remove)
	})
}

// favouriteMsg is a favourite that is to be edited.
type favouriteMsg struct {
	favourite library.Favourite
	err       error
}

// editFavourite changes one thing about a favourite; without one it asks about
// the one under the cursor.
func (a *App) editFavourite(in intent.EditFavourite) tea.Cmd {
	l, open := a.library()
	if !open {
		return nil
	}
	maker, ctx := a.o.Studio, a.ctx
	if in.ID == "" {
		f, ok := l.on.Current()
		if !ok || f.Kind != library.AFavourite {
			a.notice("Only favourites can be edited; f keeps a prompt")
			return nil
		}
		return func() tea.Msg {
			kept, err := maker.Favourite(ctx, f.ID)
			return favouriteMsg{kept, err}
		}
	}
	return l.change(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		_, err := maker.EditFavourite(ctx, in.ID, func(f *library.Favourite) {
			switch in.Field {
			case "title":
				f.Title = in.Value
			case "name":
				f.Name = in.Value
			case "tags":
				f.Tags = strings.Fields(in.Value)
			case "note":
				f.Note = in.Value
			}
		})
		return o.State(), "Changed", err
	})
}

// askAboutFavourite opens the form.
func (a *App) askAboutFavourite(msg favouriteMsg) {
	if msg.err != nil {
		a.problem(msg.err)
		return
	}
	a.dialogs.Push(dialog.NewFavourite(msg.favourite))
}

// expandedMsg is a message with its styles in the place of their names.
type expandedMsg struct {
	engine.Expanded
	said string
	err  error
}

// expand looks up the styles that a message names.
func (a *App) expand(said string) tea.Cmd {
	maker, ctx := a.o.Studio, a.ctx
	_, current := a.state.Session.Current()
	_, busy := a.streams.reply(a.state.Session.ID)
	return func() tea.Msg {
		e, err := maker.Expand(ctx, said, !current && !busy)
		return expandedMsg{e, said, err}
	}
}

// expanded puts styles on the current prompt where nothing else was said, or
// sends the message with what they say.
func (a *App) expanded(msg expandedMsg) tea.Cmd {
	_, current := a.state.Session.Current()
	switch {
	case msg.err != nil:
		a.problem(msg.err)
		a.putBack(msg.said)
		return nil
	case !msg.Only || !current:
		cmd := a.sendText(msg.Text)
		if msg.Unknown != "" {
			a.notice("No favourite has the short name " + msg.Unknown + ". It was sent as it stands")
		}
		return cmd
	}
	var names []string
	for _, s := range msg.Styles {
		names = append(names, s.Title)
	}
	a.screen.FollowRounds()
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.PutOn(ctx, msg.Styles...)
		return s, "Put on: " + strings.Join(names, ", "), err
	})
}
