package library

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"easel/engine/problem"
	"github.com/gofrs/flock"
)

const (
	lockName    = "library.lock"    // held shared by everybody who has the library open
	suspectName = "library.suspect" // somebody met damage; the next one looks at the whole file
)

const (
	patience = 15 * time.Second      // for another process that makes or mends the library
	glance   = 10 * time.Millisecond // between two looks at whether it is done
)

// opener is one Open on its way.
type opener struct {
	dir      string
	now      func() time.Time
	patience time.Duration
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
	waited := time.NewTimer(o.patience)
	defer waited.Stop()
	for mended := 0; mended < 3; {
		l, state, err := o.look(ctx)
		if l != nil || err != nil {
			return l, err
		}
		done, err := o.mend(ctx)
		if err != nil {
			return nil, err
		}
		if done {
			mended++
			waited.Reset(o.patience)
			continue
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-waited.C:
			return nil, o.inUse(state)
		case <-time.After(glance):
		}
	}
	return nil, problem.New(problem.Failed, fmt.Sprintf("The library %s is damaged again as soon as it is made", o.path()),
		"Check the disk, or set EASEL_HOME to another folder")
}

// inUse is a library with which something must be done while another process
// has it open.
func (o *opener) inUse(s state) error {
	return problem.New(problem.Failed, fmt.Sprintf("The library %s %s, and another Easel has it open", o.path(), s.needs()),
		"Close the other Easel and try again")
}

// look opens the library if it is whole and of this program's version.
// Otherwise the state says what there is to do first.
func (o *opener) look(ctx context.Context) (*Library, state, error) {
	got, err := o.lock.TryRLock()
	switch {
	case isReadOnly(err):
		o.readOnly = true
	case err != nil:
		return nil, 0, unusableFolder(o.dir, err)
	case !got:
		return nil, missing, nil
	}
	state, err := o.inspect()
	if err == nil && state == ready {
		var l *Library
		if l, state, err = o.connected(ctx); l != nil {
			return l, ready, nil
		}
	}
	if err == nil && o.readOnly {
		err = o.cannotMend(state)
	}
	return nil, state, errors.Join(err, o.lock.Unlock())
}

// cannotMend is a library with which something must be done where nothing can
// be written.
func (o *opener) cannotMend(s state) error {
	if s == missing {
		return unusableFolder(o.dir, fs.ErrPermission)
	}
	return problem.New(problem.Failed, fmt.Sprintf("The library %s %s, and its folder cannot be written", o.path(), s.needs()), elsewhere)
}

// state is what a library's file looks like from outside.
type state int

const (
	ready   state = iota // or so its header says
	missing              // or empty
	older                // to be brought up to date
	damaged              // to be put aside
)

// needs is why something must be done, for a sentence.
func (s state) needs() string {
	if s == damaged {
		return "is damaged"
	}
	return "has to be brought up to date"
}

// inspect reads the file's header (sqlite.org/fileformat2.html). SQLite itself
// would already write beside the file, and a newer library is not to be touched.
func (o *opener) inspect() (state, error) {
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
	case exists(o.beside(suspectName)):
		return damaged, nil
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

// connected opens a library that looks ready. Without a library and an error,
// the state is what it turned out to be.
func (o *opener) connected(ctx context.Context) (*Library, state, error) {
	l := &Library{dir: o.dir, now: o.now, lock: o.lock, readOnly: o.readOnly, notices: o.notices}
	have, err := l.connectReading(ctx)
	state := ready
	switch {
	case unlikeLibrary(err) && !l.readOnly:
		l.suspect()
		state, err = damaged, nil
	case err == nil && !slices.Equal(have, versions()):
		state, err = older, o.known(have)
	case err == nil && !l.readOnly:
		err = l.connectWriting()
	}
	if err != nil || state != ready {
		_ = l.closePools()
		return nil, state, err
	}
	return l, ready, nil
}

// known is an error if the library has had a migration that this program does
// not know; those that it lacks can be made up for.
func (o *opener) known(have []int64) error {
	for _, v := range have {
		if !slices.Contains(versions(), v) {
			return o.newer()
		}
	}
	return nil
}
