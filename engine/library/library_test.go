package library_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// noon is when these tests happen.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 123456789, time.UTC)

func clock() time.Time { return noon }

func open(t testing.TB, dir string) *library.Library {
	t.Helper()
	l, err := library.Open(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// isProblem checks the sort of failure and that a person is told what to do.
func isProblem(t testing.TB, err error, kind problem.Kind, says ...string) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v, want a problem", err)
	}
	if p.Kind != kind || p.Hint == "" && kind != problem.Interrupted {
		t.Errorf("got kind %s with the hint %q, want %s and a hint", p.Kind, p.Hint, kind)
	}
	for _, word := range says {
		if !strings.Contains(p.Error(), word) {
			t.Errorf("%q does not say %q", p.Error(), word)
		}
	}
}

func header(id string) library.Header {
	return library.Header{ID: id, Seed: 1<<64 - 5, Created: noon}
}

func event(id, parent string, b session.Body) session.Event {
	return session.Event{ID: id, Parent: parent, Time: noon.Add(time.Minute), Body: b}
}

func said(id, text string) session.Event { return event(id, "", session.Said{Text: text}) }

func TestSessionIsPlayedBack(t *testing.T) {
	l := open(t, t.TempDir())
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		h := library.Header{ID: fmt.Sprintf("session-%d", n), Seed: rapid.Uint64().Draw(rt, "seed"), Created: noon}
		want := session.New(h.ID, h.Seed, h.Created)
		story := storyteller{prefix: h.ID}
		for range rapid.IntRange(1, 4).Draw(rt, "appends") {
			var batch []session.Event
			for range rapid.IntRange(1, 6).Draw(rt, "events") {
				e := story.next(rt, want)
				grown, err := want.Apply(e)
				if err != nil {
					rt.Fatal(err)
				}
				want, batch = grown, append(batch, e)
			}
			if err := l.Append(t.Context(), h, batch...); err != nil {
				rt.Fatal(err)
			}
		}
		got, err := l.Session(t.Context(), h.ID)
		if err != nil {
			rt.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("played back:\n%+v\nwant:\n%+v", got, want)
		}
		agrees(t, rt, l, want)
	})
}

// agrees checks what is derived from a session against the session.
func agrees(t *testing.T, rt *rapid.T, l *library.Library, s session.Session) {
	list, err := l.Sessions(t.Context(), 0)
	if err != nil {
		rt.Fatal(err)
	}
	i := slices.IndexFunc(list, func(sum library.Summary) bool { return sum.ID == s.ID })
	want := library.Summary{ID: s.ID, Title: s.Title, Created: s.Created, Updated: s.Updated, Rounds: len(s.Rounds()), Pictures: len(s.Pictures())}
	if i < 0 || list[i] != want {
		rt.Fatalf("listed %+v, want %+v", list, want)
	}
	images, err := l.Generations(t.Context(), 0)
	if err != nil {
		rt.Fatal(err)
	}
	images = slices.DeleteFunc(images, func(g library.Generation) bool { return g.SessionID != s.ID })
	if len(images) != len(s.Pictures()) {
		rt.Fatalf("%d images listed, want %d", len(images), len(s.Pictures()))
	}
	favourites, err := l.Favourites(t.Context(), library.Which{})
	if err != nil {
		rt.Fatal(err)
	}
	listed := make(map[string]bool)
	for _, f := range favourites {
		if strings.HasPrefix(f.ID, s.ID+"/") {
			listed[f.ID] = true
		}
	}
	if want := keptIn(s); !maps.Equal(listed, want) {
		rt.Fatalf("favourites %v, want %v", listed, want)
	}
}

// keptIn are the favourites of a session, seen through its own eyes.
func keptIn(s session.Session) map[string]bool {
	kept := make(map[string]bool)
	for _, n := range s.Nodes() {
		switch b := n.Body.(type) {
		case session.Kept:
			kept[b.FavouriteID] = true
		case session.Dropped:
			kept[b.FavouriteID] = true
		}
	}
	for id, dropped := range s.Dropped() {
		if dropped {
			delete(kept, id)
		}
	}
	return kept
}

func TestNothingHappenedLeavesNoTrace(t *testing.T) {
	l := open(t, t.TempDir())
	ok(t, l.Append(t.Context(), header("a")))
	ok(t, l.SaveDraft(t.Context(), header("a"), library.Draft{}))
	if _, any, err := l.Last(t.Context()); any || err != nil {
		t.Errorf("a session is there: %v, %v", any, err)
	}
	ok(t, l.SaveDraft(t.Context(), header("a"), library.Draft{Text: "a be"}))
	if id, _, _ := l.Last(t.Context()); id != "a" {
		t.Errorf("the session being typed in is %q, want a", id)
	}
	ok(t, l.SaveDraft(t.Context(), header("a"), library.Draft{}))
	if list, err := l.Sessions(t.Context(), 0); len(list) > 0 || err != nil {
		t.Errorf("a deleted draft left %v, %v", list, err)
	}
}

func TestDraftIsOverwrittenInPlace(t *testing.T) {
	l := open(t, t.TempDir())
	full := library.Draft{Text: "t", Next: "n", Edit: "e", EditFrom: "p", Edits: "{}", Reply: "r"}
	for _, want := range []library.Draft{{Text: "a"}, full, {Reply: "only"}, {}} {
		ok(t, l.SaveDraft(t.Context(), header("s"), want))
		got, err := l.Draft(t.Context(), "s")
		if got != want || err != nil {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	}
	ok(t, l.Append(t.Context(), header("s"), said("1", "hello")))
	ok(t, l.SaveDraft(t.Context(), header("s"), full))
	ok(t, l.SaveDraft(t.Context(), header("s"), library.Draft{}))
	s, err := l.Session(t.Context(), "s")
	if err != nil || len(s.Nodes()) != 1 {
		t.Errorf("the draft's end took the session along: %v, %v", s, err)
	}
}

func TestLastIsWhereThePersonWas(t *testing.T) {
	dir := t.TempDir()
	later := noon
	l, err := library.Open(t.Context(), dir, func() time.Time { later = later.Add(time.Hour); return later })
	ok(t, err)
	defer l.Close()
	last := func(want string) {
		t.Helper()
		if id, _, err := l.Last(t.Context()); id != want || err != nil {
			t.Errorf("last is %q, %v, want %q", id, err, want)
		}
	}
	ok(t, l.Append(t.Context(), header("b"), said("1", "one")))
	ok(t, l.Append(t.Context(), header("a"), session.Event{ID: "2", Time: noon.Add(2 * time.Minute), Body: session.Said{Text: "two"}}))
	last("a")
	ok(t, l.SaveDraft(t.Context(), header("b"), library.Draft{Text: "typing"}))
	last("b")
}

func TestSessionByTheBeginningOfItsID(t *testing.T) {
	l := open(t, t.TempDir())
	for i, id := range []string{"ab", "abc1", "abc2", "d_%"} {
		ok(t, l.Append(t.Context(), header(id), said(fmt.Sprint(i), "hello")))
	}
	for given, want := range map[string]string{"ab": "ab", "abc1": "abc1", "d": "d_%", "d_": "d_%"} {
		if s, err := l.Session(t.Context(), given); s.ID != want || err != nil {
			t.Errorf("%q found %q, %v, want %q", given, s.ID, err, want)
		}
	}
	for _, given := range []string{"", "x", "_", "%", "abc12", "' OR 1=1"} {
		_, err := l.Session(t.Context(), given)
		isProblem(t, err, problem.Usage, "no session", "easel sessions")
	}
	_, err := l.Session(t.Context(), "abc")
	isProblem(t, err, problem.Usage, "More than one", "easel sessions")
}

func TestAnAppendIsAllOrNothing(t *testing.T) {
	l := open(t, t.TempDir())
	ok(t, l.Append(t.Context(), header("s"), said("1", "hello")))
	for name, events := range map[string][]session.Event{
		"an id that is there":      {said("2", "more"), said("1", "again")},
		"a parent that is nowhere": {said("3", "more"), event("4", "nowhere", session.Said{})},
		"no body":                  {said("5", "more"), {ID: "6"}},
		"no id":                    {said("7", "more"), said("", "x")},
	} {
		if err := l.Append(t.Context(), header("s"), events...); err == nil {
			t.Errorf("%s: no error", name)
		}
		if err := l.Append(t.Context(), header("new"), events...); err == nil {
			t.Errorf("%s: no error in a new session", name)
		}
	}
	s, err := l.Session(t.Context(), "s")
	if len(s.Nodes()) != 1 || err != nil {
		t.Errorf("%d events, %v, want 1", len(s.Nodes()), err)
	}
	_, err = l.Session(t.Context(), "new")
	isProblem(t, err, problem.Usage)
}

func TestGenerations(t *testing.T) {
	l := open(t, t.TempDir())
	seed, cost := uint32(4294967295), 0.5
	picture := func(path, sum string) session.Image {
		return session.Image{Path: path, Width: 640, Height: 480, Seed: &seed, Bytes: 12, SHA256: sum}
	}
	ok(t, l.Append(t.Context(), header("s"),
		event("g1", "", session.Generated{Prompt: prompt.Prompt{Text: "a boat", Negative: "people"}, Generator: "openai", Model: "gpt",
			CostUSD: &cost, Images: []session.Image{picture("/1.png", "aa"), picture("/2.png", "bb")}}),
		session.Event{ID: "g2", Time: noon.Add(time.Hour), Body: session.Generated{Generator: "sketch", Images: []session.Image{{Path: "/3.png", SHA256: "cc"}}}},
		session.Event{ID: "g3", Time: noon.Add(time.Hour), Body: session.Generated{Generator: "openai", Problem: "refused"}}))
	list, err := l.Generations(t.Context(), 2)
	ok(t, err)
	if len(list) != 2 || list[0].Path != "/3.png" || list[1].Path != "/1.png" {
		t.Errorf("got %+v, want 3 and then 1", list)
	}
	share := 0.25
	want := library.Generation{ID: "g1", SessionID: "s", Created: noon.Add(time.Minute), Position: 2, Path: "/2.png", Prompt: "a boat", Negative: "people",
		Generator: "openai", Model: "gpt", Seed: &seed, Width: 640, Height: 480, CostUSD: &share, SHA256: "bb", Bytes: 12}
	if got, found, err := l.GenerationOf(t.Context(), "bb"); !reflect.DeepEqual(got, want) || !found || err != nil {
		t.Errorf("got %+v, %v, %v, want %+v", got, found, err, want)
	}
	if _, found, err := l.GenerationOf(t.Context(), "nothing"); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestFavouriteIsDroppedAndComesBack(t *testing.T) {
	l := open(t, t.TempDir())
	p := prompt.Prompt{ID: "p", Title: "Boat", Text: "a boat", Negative: "people", Axes: map[prompt.Axis]string{prompt.Mood: "calm"}}
	want := library.Favourite{ID: "f", SessionID: "s", Title: "Boat", Text: "a boat", Negative: "people", Axes: p.Axes, Tags: []string{}, Dialects: []string{}, Created: noon.Add(time.Minute)}
	for i, step := range []struct {
		event session.Event
		kept  bool
	}{
		{event("1", "", session.Used{Prompt: p}), false},
		{event("2", "1", session.Kept{FavouriteID: "f", Prompt: p}), true},
		{event("3", "1", session.Dropped{FavouriteID: "f", Prompt: p}), false},
		{event("4", "3", session.Moved{To: "1"}), true},                        // undo
		{event("5", "1", session.Moved{To: "3"}), false},                       // redo
		{event("6", "3", session.Kept{FavouriteID: "f", Prompt: p}), true},     // kept again
		{event("7", "3", session.Moved{To: "1"}), true},                        // undoing the drop changes nothing now
		{event("8", "1", session.Dropped{FavouriteID: "f", Prompt: p}), false}, // on a new branch
		{event("9", "8", session.Moved{To: ""}), true},
	} {
		ok(t, l.Append(t.Context(), header("s"), step.event))
		list, err := l.Favourites(t.Context(), library.Which{})
		ok(t, err)
		if step.kept && !(len(list) == 1 && reflect.DeepEqual(list[0], want)) || !step.kept && len(list) > 0 {
			t.Errorf("after step %d: %+v, want kept %v", i+1, list, step.kept)
		}
	}
}

func TestUndoDoesNotTouchOtherSessionsDrops(t *testing.T) {
	l := open(t, t.TempDir())
	p := prompt.Prompt{ID: "p", Text: "a boat"}
	ok(t, l.Append(t.Context(), header("a"), event("1", "", session.Used{Prompt: p}), event("2", "1", session.Kept{FavouriteID: "f", Prompt: p}),
		event("3", "1", session.Dropped{FavouriteID: "f", Prompt: p}), event("4", "3", session.Moved{To: "1"})))
	ok(t, l.Append(t.Context(), header("b"), event("5", "", session.Dropped{FavouriteID: "f", Prompt: p})))
	ok(t, l.Append(t.Context(), header("a"), event("6", "1", session.Moved{To: ""})))
	if list, err := l.Favourites(t.Context(), library.Which{}); len(list) > 0 || err != nil {
		t.Errorf("a drop of session b was undone in session a: %v, %v", list, err)
	}
}

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder with ? # % in it", "library")
	l := open(t, dir)
	ok(t, l.Append(t.Context(), header("s"), said("1", "hello")))
	release, _, err := l.Lease("s")
	ok(t, err)
	defer release()
	ok(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	}))
	if l.Where() != filepath.Join(dir, "library.db") {
		t.Errorf("the library says that it is %s", l.Where())
	}
	if _, err := os.Stat(l.Where()); err != nil {
		t.Error(err)
	}
}
