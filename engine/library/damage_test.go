package library_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// fill writes sessions with as many rounds each and a draft, a favourite and a
// picture in each.
func fill(t testing.TB, dir string, sessions, rounds int) {
	t.Helper()
	l, err := library.Open(t.Context(), dir, clock)
	ok(t, err)
	for s := range sessions {
		id := fmt.Sprintf("s%d", s)
		var events []session.Event
		head := ""
		for r := range rounds {
			p := prompt.Prompt{ID: fmt.Sprintf("%s-p%d", id, r), Text: strings.Repeat("a calm beach ", 20)}
			next := fmt.Sprintf("%s-e%d", id, r)
			events = append(events, event(next, head, session.Rounded{Rewrite: p}))
			head = next
		}
		events = append(events,
			event(id+"-kept", head, session.Kept{FavouriteID: id + "-f", Prompt: prompt.Prompt{ID: "p", Text: "kept"}}),
			event(id+"-generated", head, session.Generated{Images: []session.Image{{Path: "/" + id, SHA256: id}}}))
		ok(t, l.Append(t.Context(), header(id), events...))
	}
	ok(t, l.SaveDraft(t.Context(), header("s0"), library.Draft{Text: "draft"}))
	ok(t, l.Close())
}

// kept reads all files of a folder whose name contains a word.
func kept(t testing.TB, dir, word string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	ok(t, err)
	files := make(map[string][]byte)
	for _, e := range entries {
		if strings.Contains(e.Name(), word) {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			ok(t, err)
			files[e.Name()] = data
		}
	}
	return files
}

func TestNewerLibraryIsRefusedAndNotTouched(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 1, 1)
	path := filepath.Join(dir, "library.db")
	data, err := os.ReadFile(path)
	ok(t, err)
	binary.BigEndian.PutUint32(data[60:], 2147483647) // the user version (sqlite.org/fileformat2.html)
	ok(t, os.WriteFile(path, data, 0o600))
	before := kept(t, dir, "library.db")
	_, err = library.Open(t.Context(), dir, clock)
	isProblem(t, err, problem.Failed, path, "newer Easel", "Update Easel")
	if after := kept(t, dir, "library.db"); len(after) != len(before) || !bytes.Equal(after["library.db"], data) {
		t.Error("the library was touched")
	}
}

func TestDamagedLibraryIsKeptAndReplaced(t *testing.T) {
	const all = 3
	for name, c := range map[string]struct {
		damage    func(data []byte) []byte
		recovered int // sessions
	}{
		"not a database":         {func([]byte) []byte { return []byte(strings.Repeat("no database at all. ", 50)) }, 0},
		"a few bytes":            {func([]byte) []byte { return []byte("SQLite") }, 0},
		"all zeros":              {func(data []byte) []byte { return make([]byte, len(data)) }, 0},
		"cut in its first page":  {func(data []byte) []byte { return data[:1000] }, 0},
		"a first page of zeros":  {func(data []byte) []byte { clear(data[:4096]); return data }, all},
		"a schema of zeros":      {func(data []byte) []byte { clear(data[100:4096]); return data }, all},
		"a header that is wrong": {func(data []byte) []byte { copy(data, "SQLite format 4"); return data }, all},
		"another's database":     {func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("goose"), []byte("geese")) }, all},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			fill(t, dir, all, 3)
			path := filepath.Join(dir, "library.db")
			data, err := os.ReadFile(path)
			ok(t, err)
			data = c.damage(data)
			ok(t, os.WriteFile(path, data, 0o600))

			l := open(t, dir)
			list, err := l.Sessions(t.Context(), 0)
			ok(t, err)
			if len(list) != c.recovered {
				t.Errorf("%d sessions are back, want %d", len(list), c.recovered)
			}
			for _, sum := range list {
				s, err := l.Session(t.Context(), sum.ID)
				if len(s.Nodes()) != 5 || err != nil {
					t.Errorf("%s has %d events, %v", sum.ID, len(s.Nodes()), err)
				}
			}
			ok(t, l.Append(t.Context(), header("new"), said("new", "it goes on")))
			aside := kept(t, dir, "corrupt")
			if len(l.Notices()) != 1 || !strings.Contains(l.Notices()[0], "library.corrupt-20261123T120000Z.db") {
				t.Errorf("notices: %q", l.Notices())
			}
			if !bytes.Equal(aside["library.corrupt-20261123T120000Z.db"], data) {
				t.Errorf("the damaged file was not kept as it was; there are %d files", len(aside))
			}
			if left := kept(t, dir, "grafted"); len(left) > 0 {
				t.Error("the copy is still there")
			}
		})
	}
}

func TestWhatCanBeReadIsRecovered(t *testing.T) {
	const sessions = 40
	dir := t.TempDir()
	fill(t, dir, sessions, 10)
	path := filepath.Join(dir, "library.db")
	data, err := os.ReadFile(path)
	ok(t, err)
	middle := len(data) / 2 / 4096 * 4096
	clear(data[middle : middle+2*4096])
	ok(t, os.WriteFile(path, data, 0o600))

	// The damage is met when a session is read, and the next start mends it.
	l := open(t, dir)
	met := 0
	for i := range sessions {
		if _, err := l.Session(t.Context(), fmt.Sprintf("s%d", i)); err != nil {
			isProblem(t, err, problem.Failed, "damaged", "start it again")
			met++
		}
	}
	if met == 0 {
		t.Fatal("nobody met the damage")
	}
	ok(t, l.Close())

	l = open(t, dir)
	if len(l.Notices()) != 1 || !strings.Contains(l.Notices()[0], "damaged") {
		t.Errorf("notices: %q", l.Notices())
	}
	list, err := l.Sessions(t.Context(), 0)
	ok(t, err)
	if len(list) < sessions-5 {
		t.Errorf("%d of %d sessions are back", len(list), sessions)
	}
	events := 0
	for _, sum := range list {
		s, err := l.Session(t.Context(), sum.ID)
		ok(t, err)
		events += len(s.Nodes())
		if sum.Rounds != len(s.Rounds()) {
			t.Errorf("%s is listed with %d rounds and has %d", sum.ID, sum.Rounds, len(s.Rounds()))
		}
	}
	if events < sessions*12/2 {
		t.Errorf("%d of %d events are back", events, sessions*12)
	}
	if list, err := l.Favourites(t.Context(), library.Which{}); len(list) < sessions-5 || err != nil {
		t.Errorf("%d favourites are back, %v", len(list), err)
	}
	ok(t, l.Append(t.Context(), header("s0"), said("more", "it goes on")))
	ok(t, l.Close())
	if l = open(t, dir); len(l.Notices()) > 0 {
		t.Errorf("a mended library still says %q", l.Notices())
	}
}

func TestFalseAlarm(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 1, 1)
	ok(t, os.WriteFile(filepath.Join(dir, "library.suspect"), nil, 0o600))
	l := open(t, dir)
	list, err := l.Sessions(t.Context(), 0)
	if len(l.Notices()) > 0 || len(list) != 1 || err != nil {
		t.Errorf("notices %q, sessions %v, %v", l.Notices(), list, err)
	}
	if left := kept(t, dir, "suspect"); len(left) > 0 {
		t.Error("the mark is still there")
	}
}

func TestLogWithoutItsLibraryIsKept(t *testing.T) {
	for _, size := range []int{-1, 0} {
		dir := t.TempDir()
		fill(t, dir, 1, 1)
		path := filepath.Join(dir, "library.db")
		ok(t, os.Remove(path))
		if size == 0 {
			ok(t, os.WriteFile(path, nil, 0o600))
		}
		log := []byte("what was written last")
		ok(t, os.WriteFile(path+"-wal", log, 0o600))
		l := open(t, dir)
		if got := kept(t, dir, "corrupt-20261123T120000Z.db-wal"); len(got) != 1 || len(l.Notices()) != 1 {
			t.Errorf("the log was not kept; notices: %q", l.Notices())
		}
	}
}

// Whatever bytes are wrong: no panic, every error a sentence, and nothing that
// was there is gone.
func TestFlippedBits(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 8, 4)
	whole, err := os.ReadFile(filepath.Join(dir, "library.db"))
	ok(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 40 {
		data := slices.Clone(whole)
		for range 1 + random.IntN(8) {
			at := random.IntN(len(data))
			if round%2 == 0 {
				at = random.IntN(4096) // the header and the schema
			}
			data[at] ^= 1 << random.IntN(8)
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "library.db")
		ok(t, os.WriteFile(path, data, 0o600))
		for range 2 { // what was met in the first is mended in the second
			useAll(t, dir)
		}
		if aside := kept(t, dir, "corrupt"); len(aside) == 0 {
			continue
		}
		if !exists(filepath.Join(dir, "library.db")) {
			t.Fatalf("round %d: there is no library any more", round)
		}
	}
}

// A log that was torn by a power cut loses its end and nothing before it.
func TestDamagedLog(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	const events = 30
	for i := range events {
		ok(t, l.Append(t.Context(), header("s"), said(fmt.Sprint(i), "hello")))
	}
	files := kept(t, dir, "library.db")
	log := files["library.db-wal"]
	if len(log) == 0 {
		t.Fatal("there is no log to damage")
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		torn := slices.Clone(log)
		at := random.IntN(len(torn))
		if torn[at] ^= 1 << random.IntN(8); random.IntN(2) == 0 {
			torn = torn[:at]
		}
		dir := t.TempDir()
		ok(t, os.WriteFile(filepath.Join(dir, "library.db"), files["library.db"], 0o600))
		ok(t, os.WriteFile(filepath.Join(dir, "library.db-wal"), torn, 0o600))
		l := open(t, dir)
		s, err := l.Session(t.Context(), "s")
		if err != nil && problem.Of(err).Kind != problem.Usage { // nothing was left of it
			t.Fatal(err)
		}
		for i, n := range s.Nodes() {
			if n.ID != fmt.Sprint(i) {
				t.Fatalf("event %d is %s", i, n.ID)
			}
		}
		if len(s.Nodes()) == events && at < len(log)/2 {
			t.Errorf("all events are there after damage at %d of %d", at, len(log))
		}
		ok(t, l.Close())
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func useAll(t *testing.T, dir string) {
	t.Helper()
	l, err := library.Open(t.Context(), dir, clock)
	if err != nil {
		isProblem(t, err, problem.Failed)
		return
	}
	defer l.Close()
	check := func(err error) {
		if err != nil {
			isProblem(t, err, problem.Failed)
		}
	}
	list, err := l.Sessions(t.Context(), 0)
	check(err)
	for _, s := range list {
		if _, err := l.Session(t.Context(), s.ID); err != nil && problem.Of(err).Kind != problem.Usage {
			check(err)
		}
	}
	_, err = l.Generations(t.Context(), 0)
	check(err)
	_, err = l.Favourites(t.Context(), library.Which{})
	check(err)
	_, err = l.Draft(t.Context(), "s0")
	check(err)
	check(l.Append(t.Context(), header("new"), said("x"+fmt.Sprint(time.Now().UnixNano()), "x")))
}
