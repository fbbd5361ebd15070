package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"easel/engine/problem"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrReadOnly is the cause where nothing can be written; a notice has said so when
// the library was opened.
var ErrReadOnly = errors.New("library: opened for reading only")

// elsewhere is what helps when the folder is the trouble.
const elsewhere = "Make sure that you may write there, or set EASEL_HOME to another folder"

// failed turns an error into one that people can read. What already is a
// problem stays as it is.
func (l *Library) failed(err error) error {
	if err == nil {
		return nil
	}
	if isDamage(err) {
		l.suspect()
	}
	return explain(l.Where(), err)
}

// suspect leaves a mark, so that the next Open looks at the whole file.
func (l *Library) suspect() {
	if f, err := os.OpenFile(filepath.Join(l.dir, suspectName), os.O_CREATE|os.O_WRONLY, fileMode); err == nil {
		_ = f.Close()
	}
}

func explain(path string, err error) error {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || code(err) == sqlite3.SQLITE_INTERRUPT {
		return problem.Wrap(err, problem.Interrupted, "Stopped before the library answered", "")
	}
	message, hint := reason(path, err)
	return problem.Wrap(err, problem.Failed, message, hint)
}

func reason(path string, err error) (message, hint string) {
	switch c := code(err); {
	case errors.Is(err, ErrReadOnly), isReadOnly(err):
		return fmt.Sprintf("Nothing was saved: the library %s can only be read", path), elsewhere
	case c == sqlite3.SQLITE_FULL:
		return fmt.Sprintf("Nothing was saved: there is no space left for the library %s", path),
			"Free some space and try again"
	case c == sqlite3.SQLITE_CANTOPEN:
		return fmt.Sprintf("The library %s cannot be opened", path), elsewhere
	case c == sqlite3.SQLITE_BUSY, c == sqlite3.SQLITE_LOCKED:
		return fmt.Sprintf("Another program keeps the library %s busy, so that nothing was done", path), "Close it and try again"
	case isDamage(err):
		return fmt.Sprintf("The library %s is damaged", path),
			"Close Easel and start it again: it puts the file aside and recovers what can be read"
	case c == sqlite3.SQLITE_IOERR:
		return fmt.Sprintf("The disk failed under the library %s", path), "Check the disk and its free space, and try again"
	}
	return fmt.Sprintf("The library %s did not do what was asked: %v", path, err), "Start Easel again and try once more"
}

// unusableFolder is a folder in which nothing can be made.
func unusableFolder(dir string, err error) error {
	return problem.Wrap(err, problem.Failed, fmt.Sprintf("The folder %s cannot be used for the library", dir), elsewhere)
}

// isReadOnly says whether an error came of something that may not be written.
func isReadOnly(err error) bool {
	c := code(err)
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || c == sqlite3.SQLITE_READONLY || c == sqlite3.SQLITE_PERM
}

// isDamage says whether the file's content is at fault.
func isDamage(err error) bool {
	c := code(err)
	return c == sqlite3.SQLITE_CORRUPT || c == sqlite3.SQLITE_NOTADB
}

// unlikeLibrary says whether a file that was just opened is no library, or no
// whole one: its first table cannot be read.
func unlikeLibrary(err error) bool { return isDamage(err) || code(err) == sqlite3.SQLITE_ERROR }

// code is SQLite's primary result code (sqlite.org/rescode.html), or 0.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}
