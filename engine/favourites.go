package engine

import (
	"context"
	"errors"
	"slices"
	"strings"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// Search finds favourites, sessions, pictures and prompts.
func (s *Studio) Search(ctx context.Context, q library.Query, after *library.Cursor, limit int) (library.Page, error) {
	return s.lib.Search(ctx, q, after, limit)
}

// CatchUp brings the search up to what is in the library now; left is told what
// is still to come, and may be nil.
func (s *Studio) CatchUp(ctx context.Context, left func(int)) error { return s.lib.CatchUp(ctx, left) }

// BackUpToday makes the backup of this day of use, unless there is one, or
// nothing can be written.
func (s *Studio) BackUpToday(ctx context.Context) error {
	_, err := s.lib.BackUpToday(ctx)
	if errors.Is(err, library.ErrReadOnly) {
		return nil
	}
	return err
}

// Favourite finds a favourite by its id or its short name.
func (s *Studio) Favourite(ctx context.Context, ref string) (library.Favourite, error) {
	return s.lib.Favourite(ctx, ref)
}

// EditFavourite changes title, short name, text, tags or note of a favourite.
func (s *Studio) EditFavourite(ctx context.Context, id string, change func(*library.Favourite)) (library.Favourite, error) {
	return s.lib.Edit(ctx, id, change)
}

// TagFavourites gives tags to favourites and takes others away, all or none.
func (s *Studio) TagFavourites(ctx context.Context, ids, add, remove []string) error {
	return s.lib.Tag(ctx, ids, add, remove)
}

// KeepPrompt puts a prompt of any session among the favourites; added is false
// where it was one already.
func (s *Studio) KeepPrompt(ctx context.Context, p prompt.Prompt, sessionID string) (added bool, err error) {
	_, added, err = s.lib.Keep(ctx, library.Favourite{ID: s.newID(), SessionID: sessionID, Title: p.Title, Text: p.Text, Negative: p.Negative,
		Axes: p.Axes, Locks: p.Locks, Created: s.moment()})
	return added, err
}

// Trash takes favourites out. One that was kept in this session is dropped in
// it, so that its star goes too.
func (o *OpenSession) Trash(ctx context.Context, ids []string) (session.Session, error) {
	return o.trash(ctx, ids, false)
}

// Restore brings favourites back out of the trash.
func (o *OpenSession) Restore(ctx context.Context, ids []string) (session.Session, error) {
	return o.trash(ctx, ids, true)
}

func (o *OpenSession) trash(ctx context.Context, ids []string, back bool) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var elsewhere []string
	for _, id := range ids {
		p, here := keptAs(o.state, id)
		if !here {
			elsewhere = append(elsewhere, id)
			continue
		}
		var body session.Body = session.Dropped{FavouriteID: id, Prompt: p}
		if back {
			body = session.Kept{FavouriteID: id, Prompt: p}
		}
		if _, err := o.happen(ctx, body); err != nil {
			return o.state, err
		}
	}
	if len(elsewhere) == 0 {
		return o.state, nil
	}
	if back {
		return o.state, o.studio.lib.Restore(ctx, elsewhere...)
	}
	return o.state, o.studio.lib.Trash(ctx, elsewhere...)
}

// followLibrary takes over what was done to the session's favourites in the
// library while it was closed, so that its stars are right. Called before anybody
// else has the session.
func (o *OpenSession) followLibrary(ctx context.Context) {
	var ids []string
	for _, n := range o.state.Nodes() {
		if kept, ok := n.Body.(session.Kept); ok && !slices.Contains(ids, kept.FavouriteID) {
			ids = append(ids, kept.FavouriteID)
		}
	}
	if len(ids) == 0 {
		return
	}
	trashed, err := o.studio.lib.Trashed(ctx, ids)
	if err != nil {
		return // the stars are not worth failing for
	}
	dropped := o.state.Dropped()
	var events []session.Event
	for _, id := range ids {
		out, known := trashed[id]
		p, _ := keptAs(o.state, id)
		switch {
		case !known || out == dropped[id]:
		case out:
			events = append(events, o.event(o.state.Head(), session.Dropped{FavouriteID: id, Prompt: p, Elsewhere: true}))
		default:
			events = append(events, o.event(o.state.Head(), session.Kept{FavouriteID: id, Prompt: p}))
		}
	}
	if len(events) > 0 {
		_, _ = o.commit(ctx, events...)
	}
}

// keptAs is the prompt of the session that was kept as a favourite.
func keptAs(s session.Session, favourite string) (prompt.Prompt, bool) {
	for _, n := range slices.Backward(s.Nodes()) {
		if kept, ok := n.Body.(session.Kept); ok && kept.FavouriteID == favourite {
			return kept.Prompt, true
		}
	}
	return prompt.Prompt{}, false
}

// Take makes a prompt from elsewhere the current one, as it is, with what it
// decides.
func (o *OpenSession) Take(ctx context.Context, p prompt.Prompt) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if p.Empty() {
		return o.state, problem.New(problem.Usage, "There are no words in it to paint", "Choose another one")
	}
	p = p.Clone()
	p.ID, p.Text, p.Negative = o.studio.newID(), valid(p.Text), valid(p.Negative)
	return o.happen(ctx, session.Used{Prompt: p})
}

// PutOn puts styles on the current prompt, one after the other; the result is
// current.
func (o *OpenSession) PutOn(ctx context.Context, styles ...prompt.Prompt) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	current, ok := o.state.Current()
	if !ok {
		return o.state, problem.New(problem.Usage, "There is no prompt yet to put a style on", "Say first what you want to see")
	}
	p := current
	for _, style := range styles {
		p = p.Styled(style)
	}
	if p.Text == current.Text && p.Negative == current.Negative {
		return o.state, nil
	}
	p.ID, p.Title = o.studio.newID(), styledTitle(current.Title, styles)
	p.Locks = slices.DeleteFunc(p.Locks, func(l prompt.Lock) bool { return !strings.Contains(p.Text, l.Text) })
	return o.happen(ctx, session.Edited{From: current.ID, Prompt: p})
}

func styledTitle(title string, styles []prompt.Prompt) string {
	for _, s := range styles {
		if s.Title != "" && !strings.Contains(title, s.Title) {
			title = strings.TrimPrefix(title+" + "+s.Title, " + ")
		}
	}
	return title
}
