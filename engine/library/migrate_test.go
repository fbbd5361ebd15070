package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/problem"
	"easel/engine/session"
)

func newYear() time.Time { return time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC) }

func TestMigrationsAreNumberedByTheHour(t *testing.T) {
	all := versions()
	for i, v := range all {
		if _, err := time.Parse("2006010215", fmt.Sprint(v)); err != nil {
			t.Errorf("%d is no hour: %v", v, err)
		}
		if i > 0 && v == all[i-1] {
			t.Errorf("%d is there twice", v)
		}
	}
}

// Every version that ever was can be opened, keeps what it had and is backed up
// first.
func TestEveryOlderLibraryIsBroughtUpToDate(t *testing.T) {
	schema := schemaOf(t, filepath.Join(made(t, newest(versions())), fileName))
	for _, v := range versions() {
		dir := made(t, v)
		insert(t, filepath.Join(dir, fileName))
		l, err := Open(t.Context(), dir, newYear)
		if err != nil {
			t.Fatalf("version %d: %v", v, err)
		}
		if list, err := l.Sessions(t.Context(), 0); len(list) != 1 || err != nil {
			t.Errorf("version %d: the sessions are %v, %v", v, list, err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if got := schemaOf(t, l.Where()); !slices.Equal(got, schema) {
			t.Errorf("version %d became %q, want %q", v, got, schema)
		}
		_, err = os.Stat(filepath.Join(dir, "library.backup-20270101T000000Z.db"))
		if old := v != newest(versions()); old != (err == nil) || old != (len(l.Notices()) == 1) {
			t.Errorf("version %d: the backup: %v, notices: %q", v, err, l.Notices())
		}
	}
}

func TestBackupIsAWholeLibrary(t *testing.T) {
	dir := made(t, newest(versions()))
	insert(t, filepath.Join(dir, fileName))
	o := opener{dir: dir, now: newYear}
	path, err := o.backup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.backup(t.Context())
	if err != nil || again == path {
		t.Errorf("a second backup is %s, %v", again, err)
	}
	restored := t.TempDir()
	if err := os.Rename(path, filepath.Join(restored, fileName)); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), restored, newYear)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if list, err := l.Sessions(t.Context(), 0); len(list) != 1 || err != nil {
		t.Errorf("the backup has %v, %v", list, err)
	}
}

// A process that ends while it makes the library leaves a part of it.
func TestHalfMadeLibraryIsFinished(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"an empty file": makeFile,
		"no migration yet": func(path string) error {
			return errors.Join(makeFile(path), run(t, path, `
				CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
				INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`))
		},
		"no stamp yet": func(path string) error {
			return errors.Join(makeFile(path), migrate(t.Context(), path, newest(versions())), run(t, path, `PRAGMA user_version = 0`))
		},
		"recovered and not in its place": func(path string) error {
			path = filepath.Join(filepath.Dir(path), recoveredName)
			return errors.Join(makeFile(path), migrate(t.Context(), path, newest(versions())))
		},
	} {
		dir := t.TempDir()
		if err := make(filepath.Join(dir, fileName)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		l, err := Open(t.Context(), dir, newYear)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := l.Sessions(t.Context(), 0); err != nil || len(l.Notices()) > 0 {
			t.Errorf("%s: %v, notices %q", name, err, l.Notices())
		}
		l.Close()
	}
}

func TestMigrationOfANewerProgramBehindOurs(t *testing.T) {
	dir := made(t, newest(versions()))
	if err := run(t, filepath.Join(dir, fileName), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (2000010100, 1)`); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), dir, newYear)
	if p := problem.Of(err); p == nil || !strings.Contains(p.Message, "newer") {
		t.Errorf("got %v, want a newer library", err)
	}
}

// Nobody's file is moved away under them.
func TestDamageWhileSomebodyHasItOpen(t *testing.T) {
	dir := made(t, newest(versions()))
	l, err := Open(t.Context(), dir, newYear)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	l.suspect()
	o := opener{dir: dir, now: newYear, patience: time.Nanosecond}
	_, err = o.open(t.Context())
	if p := problem.Of(err); p == nil || !strings.Contains(p.Message, "is damaged, and another Easel has it open") || p.Hint == "" {
		t.Errorf("got %v", err)
	}
	if _, err := l.Sessions(t.Context(), 0); err != nil {
		t.Error(err)
	}
}

func TestEventOfANewerProgram(t *testing.T) {
	dir := made(t, newest(versions()))
	insert(t, filepath.Join(dir, fileName))
	if err := run(t, filepath.Join(dir, fileName), `
		INSERT INTO events (id, session_id, seq, kind, time, body) VALUES ('x', 'old', 2, 'dreamt', '2026-01-01T00:00:00.000000000Z', '{}')`); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), dir, newYear)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = l.Session(t.Context(), "old")
	if p := problem.Of(err); p == nil || !strings.Contains(p.Message, "newer") || !errors.Is(err, session.ErrUnknownKind) {
		t.Errorf("got %v, want a newer session", err)
	}
}

func TestFullDisk(t *testing.T) {
	l, err := Open(t.Context(), t.TempDir(), newYear)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.write.Exec(`PRAGMA max_page_count = 80`); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for {
		e := session.Event{ID: fmt.Sprint(kept), Time: newYear(), Body: session.Said{Text: strings.Repeat("many words ", 500)}}
		if err = l.Append(t.Context(), Header{ID: "s", Created: newYear()}, e); err != nil {
			break
		}
		kept++
	}
	if p := problem.Of(err); !strings.Contains(p.Message, "no space left") || p.Hint == "" {
		t.Errorf("got %v, want no space", err)
	}
	s, err := l.Session(t.Context(), "s")
	if len(s.Nodes()) != kept || err != nil {
		t.Errorf("%d events, %v, want %d", len(s.Nodes()), err, kept)
	}
	if _, err := l.write.Exec(`PRAGMA max_page_count = 4000`); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(t.Context(), Header{ID: "s"}, session.Event{ID: "more", Body: session.Said{}}); err != nil {
		t.Errorf("once there is space: %v", err)
	}
}

// A draft may be lost in a power cut, an event may not.
func TestEventsWaitForTheDisk(t *testing.T) {
	l, err := Open(t.Context(), t.TempDir(), newYear)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, c := range []struct {
		db     *sql.DB
		pragma string
		want   string
	}{
		{l.write, "synchronous", "2"}, {l.write, "journal_mode", "wal"}, {l.write, "foreign_keys", "1"}, {l.write, "busy_timeout", "10000"},
		{l.drafts, "synchronous", "1"}, {l.drafts, "foreign_keys", "1"}, {l.read, "query_only", "1"},
	} {
		var got string
		if err := c.db.QueryRow("PRAGMA " + c.pragma).Scan(&got); got != c.want || err != nil {
			t.Errorf("%s is %s, %v, want %s", c.pragma, got, err, c.want)
		}
	}
}

// made is a folder with a library of a version.
func made(t *testing.T, version int64) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, fileName)
	if err := errors.Join(makeFile(path), migrate(t.Context(), path, version)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// insert puts a session into a library of any version.
func insert(t *testing.T, path string) {
	t.Helper()
	if err := run(t, path, `
		INSERT INTO sessions (id, seed, created, updated) VALUES ('old', 1, '2026-01-01T00:00:00.000000000Z', '2026-01-01T00:00:00.000000000Z');
		INSERT INTO events (id, session_id, seq, kind, time, body) VALUES ('1', 'old', 1, 'said', '2026-01-01T00:00:00.000000000Z', '{"text":"hello"}')`); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, path, statements string) error {
	db, err := connect(path, migrating())
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(t.Context(), statements)
	return err
}

func schemaOf(t *testing.T, path string) []string {
	t.Helper()
	db, err := connect(path, readingOnly(false))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	schema, err := query(context.Background(), db, scanString, `SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestAddressesOfFiles(t *testing.T) {
	for path, want := range map[string]string{
		"/home/a b/library.db":      "file:///home/a%20b/library.db?mode=rw",
		"/odd?name=#1/50%.db":       "file:///odd%3Fname=%231/50%25.db?mode=rw",
		"C:/Users/Zoë/library.db":   "file:///C:/Users/Zo%C3%AB/library.db?mode=rw",
		"//server/share/easel/a.db": "file:////server/share/easel/a.db?mode=rw",
	} {
		if got := address(path, url.Values{"mode": {"rw"}}); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
	}
}
