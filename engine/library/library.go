// Package library is the one place that keeps what a person made and paid for:
// sessions, favourites, generations, drafts and the ledger, in one SQLite file.
// What Append, Prepare, Journal and Settle were told is on the disk when they
// return. All SQL of the program is here, and engine alone imports it; the
// screens may use its value types.
package library

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Library is an open library. It may be used from several goroutines, and
// several processes may have the same library open.
type Library struct {
	dir      string
	now      func() time.Time
	lock     *flock.Flock // shared while open, so that nobody changes the file's shape under us
	read     *sql.DB
	write    *sql.DB // one connection: writers wait here and not in the file
	drafts   *sql.DB // one connection that does not wait for the disk
	readOnly bool
	notices  []string
	index    index // for the search; opened by the first
	closing  sync.Once
}

// Open opens the library in a folder and creates what is missing. It is on the
// way to the first frame: a library of this program's version costs one
// connection and two small reads.
//
// A library that a newer program wrote is refused and not touched. A damaged one
// is put aside, what can be read of it goes into a new one, and a notice says
// so. Where nothing can be written, the library opens for reading.
func Open(ctx context.Context, dir string, now func() time.Time) (*Library, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, unusableFolder(dir, err)
	}
	o := opener{dir: dir, now: now, patience: patience}
	return o.open(ctx)
}

// Close closes the library. It may be called more than once.
func (l *Library) Close() error {
	var err error
	l.closing.Do(func() { err = errors.Join(l.closeIndex(), l.closePools(), l.lock.Close()) })
	return err
}

// Where is the path of the library's file.
func (l *Library) Where() string { return filepath.Join(l.dir, fileName) }

// Notices are sentences that a person should read about how the library was
// opened: that a damaged file was put aside, or that nothing can be saved.
func (l *Library) Notices() []string { return l.notices }

const fileName = "library.db"

// timeFormat has a fixed width, so that text order is time order.
const timeFormat = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeFormat) }

func parseTime(s string) (time.Time, error) { return time.Parse(timeFormat, s) }

// orAll turns a limit of 0 into SQLite's for none.
func orAll(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}
