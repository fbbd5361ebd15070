package library_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
)

// noID is for a merge that moves no head.
func noID() string { panic("an id was asked for") }

func TestMergeTakesWhatIsNew(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	other := desk(t, from)
	f := favourite("g", "named")
	f.Name = "soft"
	keep(t, other, f)
	ok(t, other.SaveDraft(t.Context(), header("s"), library.Draft{Text: "half"}))
	ok(t, other.Close())
	l := open(t, to)
	mine := favourite("mine", "mine")
	mine.Name = "soft"
	keep(t, l, mine)
	for time, want := range []string{"1 2", "0 0"} {
		m, err := l.Merge(t.Context(), filepath.Join(from, "library.db"), noID)
		if fmt.Sprintf("%d %d", m.Sessions, m.Favourites) != want || err != nil {
			t.Errorf("time %d: %+v, %v", time, m, err)
		}
	}
	again, err := l.Session(t.Context(), "s")
	ok(t, err)
	if len(again.Nodes()) != 4 {
		t.Errorf("the session has %d events", len(again.Nodes()))
	}
	if got := find(t, l, "dusk"); got != "pr:Rewrite" {
		t.Errorf("what came is not found: %q", got)
	}
	if style, found, err := l.Style(t.Context(), "soft"); style.ID != "mine" || !found || err != nil {
		t.Errorf("the name went to %q", style.ID)
	}
	ok(t, l.Append(t.Context(), header("s"), event("more", "2", session.Titled{Title: "goes on"})))
	if wrong, err := l.Check(t.Context()); len(wrong) > 0 || err != nil {
		t.Errorf("afterwards: %q, %v", wrong, err)
	}
}

// A session that cannot be read, here or there, keeps nobody from the rest.
func TestMergeLeavesWhatCannotBeRead(t *testing.T) {
	for side := range 2 {
		dirs := [2]string{t.TempDir(), t.TempDir()}
		for i, dir := range dirs {
			l := open(t, dir)
			ok(t, l.Append(t.Context(), header("s"), said("1", "a beach"), said(fmt.Sprint("only", i), "more")))
			ok(t, l.Append(t.Context(), header(fmt.Sprint("whole", i)), said(fmt.Sprint("w", i), "a forest")))
			ok(t, l.Close())
		}
		db, err := sql.Open("sqlite", filepath.Join(dirs[side], "library.db"))
		ok(t, err)
		_, err = db.Exec(`UPDATE events SET kind = 'dreamt' WHERE id = ?`, fmt.Sprint("only", side))
		ok(t, errors.Join(err, db.Close()))
		l := open(t, dirs[0])
		if m, err := l.Merge(t.Context(), filepath.Join(dirs[1], "library.db"), noID); m != (library.Merged{Sessions: 1, Left: 1}) || err != nil {
			t.Errorf("side %d: %+v, %v", side, m, err)
		}
	}
}

// A session that went on here and elsewhere is one with both ways afterwards, on
// either machine, and each is where it was.
func TestMergeJoinsSessions(t *testing.T) {
	base := []session.Event{event("1", "", session.Said{Text: "a beach"}), event("2", "1", session.Used{Prompt: prompt.Prompt{ID: "p", Text: "a calm beach"}})}
	image := func(path string) []session.Image {
		return []session.Image{{Path: path, Width: 64, Height: 64, SHA256: path}}
	}
	ways := [2][]session.Event{
		{event("a1", "2", session.Edited{From: "p", Prompt: prompt.Prompt{ID: "pa", Text: "a red beach"}}),
			event("a2", "a1", session.Generated{Prompt: prompt.Prompt{ID: "pa", Text: "a red beach"}, Generator: "sketch", Images: image("/a.png")})},
		{event("b1", "2", session.Edited{From: "p", Prompt: prompt.Prompt{ID: "pb", Text: "a blue beach"}}),
			event("b2", "b1", session.Kept{FavouriteID: "fb", Prompt: prompt.Prompt{ID: "pb", Text: "a blue beach"}}),
			event("b3", "b1", session.Generated{Prompt: prompt.Prompt{ID: "pb", Text: "a blue beach"}, Generator: "sketch", Images: image("/b.png")}),
			event("b4", "b1", session.Moved{To: "2"}), event("b5", "2", session.Moved{To: "b1"})},
	}
	heads := [2]string{"a1", "b1"}
	var dirs, snapshots [2]string
	var libraries [2]*library.Library
	for i, way := range ways {
		dirs[i] = t.TempDir()
		libraries[i] = open(t, dirs[i])
		ok(t, libraries[i].Append(t.Context(), header("s"), append(base, way...)...))
		snapshots[i] = filepath.Join(t.TempDir(), "library.db")
		ok(t, libraries[i].BackUp(t.Context(), snapshots[i]))
	}
	ok(t, libraries[0].Moved(t.Context(), "/a.png", "/elsewhere/a.png")) // known here alone
	n := 0
	newID := func() string { n++; return fmt.Sprint("back", n) }
	for i, l := range libraries {
		for time, want := range []library.Merged{{Grown: 1, Favourites: 1 - i}, {}} {
			if m, err := l.Merge(t.Context(), snapshots[1-i], newID); m != want || err != nil {
				t.Errorf("library %d, time %d: %+v, %v", i, time, m, err)
			}
		}
		s, err := l.Session(t.Context(), "s")
		ok(t, err)
		if s.Head() != heads[i] || len(s.Pictures()) != 2 {
			t.Errorf("library %d: the head is at %q, %d pictures", i, s.Head(), len(s.Pictures()))
		}
		sums, err := l.Sessions(t.Context(), 0)
		ok(t, err)
		made, err := l.Generations(t.Context(), 0)
		ok(t, err)
		if len(sums) != 1 || sums[0].Pictures != 2 || sums[0].Title != s.Title || len(made) != 2 {
			t.Errorf("library %d lists %+v, %+v", i, sums, made)
		}
		for _, words := range []string{"red", "blue"} {
			if find(t, l, words+" is:prompt") == "" {
				t.Errorf("library %d does not find %s", i, words)
			}
		}
		if wrong, err := l.Check(t.Context()); len(wrong) > 0 || err != nil {
			t.Errorf("library %d afterwards: %q, %v", i, wrong, err)
		}
	}
	if g, found, err := libraries[0].GenerationOf(t.Context(), "/a.png"); g.Path != "/elsewhere/a.png" || !found || err != nil {
		t.Errorf("where the picture was moved to is forgotten: %+v, %v", g, err)
	}
}
