package library

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"easel/engine/problem"
	"github.com/gofrs/flock"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	lockName    = "library.lock"    // held shared by everybody who has the library open
	suspectName = "library.suspect" // somebody met damage; the next one looks at the whole file
)

// How long to wait for another process that makes or mends the library, and how
// often to look.
const (
	patience = 15 * time.Second
	glance   = 10 * time.Millisecond
)

// opener is one Open on its way.
type opener struct {
	dir      string
	now      func() time.Time
	lock     *flock.Flock
	readOnly bool
	notices  []string
}

func (o *opener) path() string { return filepath.Join(o.dir, fileName) }

// open looks at the library together with everybody else, and has it for itself
// only while something must be made or mended. Both are tried in turn, because
// whoever comes first may have done the work.
func (o *opener) open(ctx context.Context) (*Library, error) {
	if err := os.MkdirAll(o.dir, folderMode); err != nil {
		return nil, unusableFolder(o.dir, err)
	}
	o.lock = flock.New(filepath.Join(o.dir, lockName), flock.SetPermissions(fileMode))
	l, err := o.take(ctx)
	if err != nil {
		_ = o.lock.Close()
		return nil, explain(o.path(), err)
	}
	return l, nil
}

func (o *opener) take(ctx context.Context) (*Library, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, o.inUse())
	defer cancel()
	for {
		l, err := o.look(ctx)
		if l != nil || err != nil {
			return l, err
		}
		if err := o.mend(ctx); err != nil {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(glance):
		}
	}
}

func (o *opener) inUse() error {
	return problem.New(problem.Failed, fmt.Sprintf("The library %s has to be made or brought up to date, and another Easel has it open", o.path()),
		"Close the other Easel and try again")
}

// look opens the library if it is whole and of this program's version. Neither
// a library nor an error means that there is something to do first.
func (o *opener) look(ctx context.Context) (*Library, error) {
	got, err := o.lock.TryRLock()
	switch {
	case isReadOnly(err):
		o.readOnly = true
	case err != nil:
		return nil, unusableFolder(o.dir, err)
	case !got:
		return nil, nil
	}
	state, err := o.inspect()
	if err == nil && state == ready {
		var l *Library
		if l, err = o.connected(ctx); l != nil {
			return l, nil
		}
	}
	if err == nil && o.readOnly {
		err = o.cannotMake(state)
	}
	return nil, errors.Join(err, o.lock.Unlock())
}

func (o *opener) cannotMake(s state) error {
	if s == missing {
		return unusableFolder(o.dir, fs.ErrPermission)
	}
	return problem.New(problem.Failed, fmt.Sprintf("The library %s has to be brought up to date, and its folder cannot be written", o.path()), elsewhere)
}

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// state is what a library's file looks like from outside.
type state int

const (
	ready   state = iota // or so its header says
	missing              // or empty
	older                // to be brought up to date
	damaged              // to be put aside
)

// inspect reads the file's header (sqlite.org/fileformat2.html). SQLite itself
// would already write beside the file, and a newer library is not to be touched.
func (o *opener) inspect() (state, error) {
	if exists(filepath.Join(o.dir, suspectName)) {
		return damaged, nil
	}
	f, err := os.Open(o.path())
	if errors.Is(err, fs.ErrNotExist) {
		return o.withoutFile(), nil
	}
	if err != nil {
		return 0, unusableFolder(o.dir, err)
	}
	defer f.Close()
	header := make([]byte, 100)
	switch n, err := io.ReadFull(f, header); {
	case n == 0 && err == io.EOF:
		return o.withoutFile(), nil
	case err == io.ErrUnexpectedEOF, err == nil && string(header[:16]) != "SQLite format 3\x00":
		return damaged, nil
	case err != nil:
		return 0, unusableFolder(o.dir, err)
	}
	switch v := int64(int32(binary.BigEndian.Uint32(header[60:64]))); {
	case v > newest(versions()):
		return 0, o.newer()
	case v < newest(versions()):
		return older, nil
	}
	return ready, nil
}

// withoutFile tells a new library from one whose file was lost while its
// write-ahead log is still there: SQLite would throw that away.
func (o *opener) withoutFile() state {
	if wal, err := os.Stat(o.path() + "-wal"); err == nil && wal.Size() > 0 {
		return damaged
	}
	return missing
}

func (o *opener) newer() error {
	return problem.New(problem.Failed, fmt.Sprintf("The library %s was written by a newer Easel", o.path()),
		"Update Easel, or set EASEL_HOME to another folder to start with an empty library")
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// connected opens a library that looks ready. A nil one is not ready after all.
func (o *opener) connected(ctx context.Context) (*Library, error) {
	l := &Library{dir: o.dir, now: o.now, lock: o.lock, readOnly: o.readOnly, notices: o.notices}
	have, err := l.connectReading(ctx)
	if err == nil && !slices.Equal(have, versions()) {
		err = o.differs(have)
		_ = l.closePools()
		return nil, err
	}
	if isDamage(err) {
		_ = l.closePools()
		l.suspect()
		return nil, nil
	}
	if err == nil && !l.readOnly {
		err = l.connectWriting()
	}
	if err != nil {
		_ = l.closePools()
		return nil, err
	}
	return l, nil
}

// differs is an error if the library has had a migration that this program does
// not know; the ones that it lacks can be made up for.
func (o *opener) differs(have []int64) error {
	for _, v := range have {
		if !slices.Contains(versions(), v) {
			return o.newer()
		}
	}
	return nil
}

// connectReading opens the pool for reading and returns the migrations that the
// library has had. Where SQLite cannot make its files beside the library, it is
// opened as a file that does not change.
func (l *Library) connectReading(ctx context.Context) ([]int64, error) {
	have, err := l.tryReading(ctx, reading())
	if err == nil && !l.readOnly {
		l.readOnly = !writable(l.Where())
	}
	if c := code(err); c == sqlite3.SQLITE_CANTOPEN || c == sqlite3.SQLITE_READONLY || c == sqlite3.SQLITE_PERM {
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
