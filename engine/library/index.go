package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"easel/engine/problem"
	sqlite3 "modernc.org/sqlite/lib"
)

// The search index is a file beside the library that is made from it and can be
// made again: nothing is lost with it, so it waits for no disk, no backup has
// it, and keeping a prompt costs no more because prompts can be found. It
// follows the library's table of changes.
const indexName = "search.db"

// indexVersion is to be raised with every change of what is in the index: one of
// another version is made anew.
const indexVersion = 1

// index is the open search index of a library.
type index struct {
	mu       sync.Mutex
	db       *sql.DB // nil until the first search
	inMemory bool    // no file can be written
}

// The text of an entry is indexed and not stored: it is folded, which nobody
// wants to read. Tokens come with spaces between, so the simplest tokenizer
// does. The prefixes serve who searches while typing.
const indexSchema = `
	CREATE TABLE meta (library TEXT, version INTEGER, seq INTEGER) STRICT;
	CREATE TABLE entries (
	    id         INTEGER PRIMARY KEY,   -- when it was made, in microseconds; the next free number where there are two
	    kind       TEXT NOT NULL,
	    ref        TEXT NOT NULL,         -- of the change that it came from
	    item       TEXT NOT NULL,         -- id of the favourite, session, generation or prompt
	    session_id TEXT NOT NULL,
	    width      INTEGER NOT NULL,
	    height     INTEGER NOT NULL,
	    cost_usd   REAL,
	    rounds     INTEGER NOT NULL,
	    pictures   INTEGER NOT NULL,
	    position   INTEGER NOT NULL,
	    generator  TEXT NOT NULL,
	    model      TEXT NOT NULL,
	    path       TEXT NOT NULL,
	    sha256     TEXT NOT NULL,
	    tags       TEXT NOT NULL,         -- with a space between
	    name       TEXT NOT NULL,
	    note       TEXT NOT NULL,
	    title      TEXT NOT NULL,
	    text       TEXT NOT NULL,
	    negative   TEXT NOT NULL
	) STRICT;
	CREATE INDEX entries_by_ref ON entries (kind, ref);
	CREATE TABLE measures (id INTEGER PRIMARY KEY, side INTEGER NOT NULL, cost_usd REAL) STRICT; -- of entries with a size, apart from their texts
	CREATE TABLE terms (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID; -- every word of the texts
	CREATE VIRTUAL TABLE words USING fts5 (
	    title, text, tags, facets,
	    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');`

func indexing() access {
	return access{mode: "rw", synchronous: "NORMAL", foreignKeys: "off", connections: 4}
}

// openIndex is the index, made if it is not there, or if it is of another
// library or another version. Where nothing can be written, as on a full disk, it
// is in memory.
func (l *Library) openIndex(ctx context.Context) (*sql.DB, error) {
	l.index.mu.Lock()
	defer l.index.mu.Unlock()
	if l.index.db != nil {
		return l.index.db, nil
	}
	l.index.inMemory = l.index.inMemory || l.readOnly
	db, err := l.fittingIndex(ctx)
	if spoilt(err) && !l.index.inMemory {
		if err = l.removeIndex(); err == nil {
			db, err = l.fittingIndex(ctx)
		}
	}
	if unwritable(err) && !l.index.inMemory {
		l.index.inMemory = true
		db, err = l.fittingIndex(ctx)
	}
	l.index.db = db
	return db, err
}

func (l *Library) removeIndex() error {
	for _, file := range withLog(filepath.Join(l.dir, indexName)) {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return unusableFolder(l.dir, err)
		}
	}
	return nil
}

// withIndex does something with the index. One that turns out to be damaged, or
// that cannot be written any more, is made anew, once: nobody needs to know.
func (l *Library) withIndex(ctx context.Context, do func(db *sql.DB) error) error {
	db, err := l.openIndex(ctx)
	if err == nil {
		err = do(db)
	}
	if again := l.giveUpIndex(err); !again {
		return err
	}
	if db, err = l.openIndex(ctx); err == nil {
		err = do(db)
	}
	return err
}

// giveUpIndex closes the index if an error speaks against it; again is true where
// another one may do better.
func (l *Library) giveUpIndex(err error) (again bool) {
	l.index.mu.Lock()
	defer l.index.mu.Unlock()
	full, bad := unwritable(err), spoilt(err)
	if l.index.inMemory || !full && !bad {
		return false
	}
	if l.index.db != nil {
		_ = l.index.db.Close()
		l.index.db = nil
	}
	l.index.inMemory = full
	return full || l.removeIndex() == nil
}

// unwritable says whether an error comes of what the index is written to.
func unwritable(err error) bool {
	switch code(err) {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return true
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// spoilt says whether an error may come of what is in the index. Damage shows in
// many ways: rows that fit no more, columns that are gone, texts that are none.
func spoilt(err error) bool {
	var p *problem.Problem
	if err == nil || errors.As(err, &p) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	switch code(err) {
	case sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
		sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM:
		return false
	}
	return true
}

// fittingIndex opens an index and empties it unless it fits the library.
func (l *Library) fittingIndex(ctx context.Context) (*sql.DB, error) {
	path, a := filepath.Join(l.dir, indexName), indexing()
	if l.index.inMemory {
		a.mode, a.connections = "memory", 1 // each would have a memory of its own
	} else if err := makeFile(path); err != nil {
		return nil, unusableFolder(l.dir, err)
	}
	db, err := connect(path, a)
	if err != nil {
		return nil, err
	}
	if err := l.fitIndex(ctx, db); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

func (l *Library) fitIndex(ctx context.Context, db *sql.DB) error {
	var id string
	var newest int64
	if err := l.read.QueryRowContext(ctx, `SELECT id, (SELECT coalesce(max(seq), 0) FROM changes) FROM identity`).Scan(&id, &newest); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var there, fits bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'meta')`).Scan(&there); err != nil {
		return err
	}
	if there {
		err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM meta WHERE library = ? AND version = ? AND seq <= ?)`, id, indexVersion, newest).Scan(&fits)
		if err != nil {
			return err
		}
	}
	if fits {
		return nil
	}
	for _, statement := range []string{`DROP TABLE IF EXISTS words`, `DROP TABLE IF EXISTS entries`, `DROP TABLE IF EXISTS measures`, `DROP TABLE IF EXISTS terms`, `DROP TABLE IF EXISTS meta`, indexSchema} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO meta VALUES (?, ?, 0)`, id, indexVersion); err != nil {
		return err
	}
	return tx.Commit()
}

func (l *Library) closeIndex() error {
	l.index.mu.Lock()
	defer l.index.mu.Unlock()
	if l.index.db == nil {
		return nil
	}
	err := l.index.db.Close()
	l.index.db = nil
	return err
}

// behind is how many changes the index has not followed yet.
func (l *Library) behind(ctx context.Context, db querier) (n int, err error) {
	seq, err := watermark(ctx, db)
	if err != nil {
		return 0, err
	}
	err = l.read.QueryRowContext(ctx, `SELECT count(*) FROM changes WHERE seq > ?`, seq).Scan(&n)
	return n, err
}

// watermark is up to which change the index has followed.
func watermark(ctx context.Context, db querier) (int64, error) {
	seq, err := query(ctx, db, scanKey, `SELECT seq FROM meta`)
	if err == nil && len(seq) != 1 {
		err = fmt.Errorf("library: the search index has %d heads", len(seq))
	}
	if err != nil {
		return 0, err
	}
	return seq[0], nil
}

// CatchUp brings the search index up to what is in the library now. It may take
// seconds after a large import; what is found meanwhile is there already. left
// is told, now and then, how many changes are still to come; it may be nil.
func (l *Library) CatchUp(ctx context.Context, left func(int)) error {
	return l.failed(l.withIndex(ctx, func(db *sql.DB) error {
		for {
			done, err := l.follow(ctx, db)
			if err != nil || done {
				return err
			}
			if left != nil {
				n, err := l.behind(ctx, db)
				if err != nil {
					return err
				}
				left(n)
			}
		}
	}))
}

// atOnce is how many changes go into the index in one transaction.
const atOnce = 500

type change struct {
	seq       int64
	kind, ref string
}

func scanChange(rows *sql.Rows) (c change, err error) {
	err = rows.Scan(&c.seq, &c.kind, &c.ref)
	return c, err
}

// follow takes the next changes over; done is true when there are no more.
func (l *Library) follow(ctx context.Context, db *sql.DB) (done bool, err error) {
	if n, err := l.behind(ctx, db); n == 0 || err != nil {
		return true, err // without taking the lock
	}
	tx, err := db.BeginTx(ctx, nil) // others who follow wait here
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	from, err := watermark(ctx, tx)
	if err != nil {
		return false, err
	}
	changes, err := query(ctx, l.read, scanChange, `
		SELECT seq, kind, ref FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`, from, atOnce)
	if err != nil || len(changes) == 0 {
		return true, err
	}
	in := indexer{ctx: ctx, library: l, tx: tx, terms: make(map[string]bool)}
	if err := in.take(changes); err != nil {
		return false, err
	}
	if err := in.learnTerms(); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE meta SET seq = ?`, changes[len(changes)-1].seq); err != nil {
		return false, err
	}
	return len(changes) < atOnce, tx.Commit()
}
