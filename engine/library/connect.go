package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// access is what a connection is for.
type access struct {
	mode        string // SQLite's: rw, ro or memory; never rwc, so that no connection makes a file
	immutable   bool   // the file cannot change, so SQLite needs no files beside it
	queryOnly   bool
	synchronous string // FULL: a commit is on the disk; NORMAL: it survives a kill, not a power cut
	foreignKeys string
	connections int
}

// The ways in which the library is opened.
func reading() access {
	return access{mode: "rw", queryOnly: true, synchronous: "FULL", foreignKeys: "on", connections: 4}
}

func writing() access {
	return access{mode: "rw", synchronous: "FULL", foreignKeys: "on", connections: 1}
}

func drafting() access {
	return access{mode: "rw", synchronous: "NORMAL", foreignKeys: "on", connections: 1}
}

// migrating leaves foreign keys alone: a migration may have to build a table
// anew.
func migrating() access {
	return access{mode: "rw", synchronous: "FULL", foreignKeys: "off", connections: 1}
}

func readingOnly(immutable bool) access {
	return access{mode: "ro", immutable: immutable, queryOnly: true, synchronous: "FULL", foreignKeys: "on", connections: 2}
}

// connect makes a pool; the file is opened when it is first used.
func connect(path string, a access) (*sql.DB, error) {
	q := url.Values{
		"mode":          {a.mode},
		"_busy_timeout": {"10000"}, // ms that a writer waits for another process
		"_foreign_keys": {a.foreignKeys},
		"_synchronous":  {a.synchronous},
		"_txlock":       {"immediate"}, // a transaction that could not write would fail half-way
		"_dqs":          {"0"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"}, // a damaged file is an error, early
	}
	if a.immutable {
		q.Set("immutable", "1")
	}
	if a.queryOnly {
		q.Set("_query_only", "1")
		q.Set("_txlock", "deferred")
	} else {
		q.Set("_journal_mode", "WAL")
	}
	db, err := sql.Open("sqlite", address(filepath.ToSlash(path), q))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(a.connections)
	db.SetMaxIdleConns(a.connections)
	return db, nil
}

// address is a file as SQLite takes it (sqlite.org/uri.html). Without the slash
// before it, the letter of a drive would be taken for a host.
func address(path string, q url.Values) string {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	name := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	return name.String()
}

// connectReading opens the pool for reading and returns the migrations that the
// library has had. Where SQLite cannot make its files beside the library, it is
// opened as a file that does not change.
func (l *Library) connectReading(ctx context.Context) ([]int64, error) {
	have, err := l.tryReading(ctx, reading())
	if err == nil && !l.readOnly {
		l.readOnly = !writable(l.Where())
	}
	if isReadOnly(err) || code(err) == sqlite3.SQLITE_CANTOPEN {
		l.readOnly = true
		if have, err = l.tryReading(ctx, readingOnly(false)); err != nil && !l.hasLog() {
			have, err = l.tryReading(ctx, readingOnly(true))
		}
	}
	if l.readOnly && err == nil {
		l.notices = append(l.notices, fmt.Sprintf("The library %s can only be read, so nothing new is kept. %s.", l.Where(), elsewhere))
	}
	return have, err
}

func (l *Library) tryReading(ctx context.Context, a access) ([]int64, error) {
	db, err := connect(l.Where(), a)
	if err != nil {
		return nil, err
	}
	have, err := applied(ctx, db)
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	l.read = db
	return have, nil
}

// hasLog says whether there are changes beside the file.
func (l *Library) hasLog() bool {
	wal, err := os.Stat(l.Where() + "-wal")
	return err == nil && wal.Size() > 0
}

func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}

func (l *Library) connectWriting() (err error) {
	if l.write, err = connect(l.Where(), writing()); err != nil {
		return err
	}
	l.drafts, err = connect(l.Where(), drafting())
	return err
}

func (l *Library) closePools() error {
	var errs []error
	for _, db := range []*sql.DB{l.read, l.drafts, l.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}
