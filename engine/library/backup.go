package library

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"easel/engine/problem"
)

// backupFolder has the backups of the last days on which Easel was used.
const (
	backupFolder = "backups"
	keptDays     = 7
)

// BackUp writes a whole copy of the library as it is now into a file that is not
// there yet. Others may go on using the library meanwhile. A copy that breaks
// off leaves no file.
func (l *Library) BackUp(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return problem.New(problem.Usage, path+" is there already", "Choose another name")
	}
	return l.failed(l.copyTo(ctx, path))
}

// copyTo writes the copy in a folder of its own first: two windows may make the
// backup of the day at once, and no file of anybody else's is touched.
func (l *Library) copyTo(ctx context.Context, path string) error {
	from := migrating()
	if l.readOnly {
		from = readingOnly(false)
	}
	db, err := connect(l.Where(), from)
	if err != nil {
		return err
	}
	defer db.Close()
	folder, err := os.MkdirTemp(filepath.Dir(path), ".copying-")
	if err != nil {
		return unusableFolder(filepath.Dir(path), err)
	}
	defer os.RemoveAll(folder)
	part := filepath.Join(folder, fileName)
	if err := makeFile(part); err != nil {
		return unusableFolder(filepath.Dir(path), err)
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, part)
	if err == nil {
		err = syncFile(part)
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if code(err) == sqlite3.SQLITE_FULL || errors.Is(err, syscall.ENOSPC) {
		err = problem.Wrap(err, problem.Failed, "There is no space left for the copy "+path, "Free some space and try again")
	}
	if err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// BackUpToday makes the backup of this day of use, unless there is one, and
// keeps those of the last seven days of use. made is the path of a new one.
func (l *Library) BackUpToday(ctx context.Context) (made string, err error) {
	var empty bool
	if err := l.read.QueryRowContext(ctx, `
		SELECT NOT EXISTS (SELECT 1 FROM events) AND NOT EXISTS (SELECT 1 FROM favourites)`).Scan(&empty); err != nil || empty {
		return "", l.failed(err)
	}
	if l.readOnly {
		return "", l.failed(ErrReadOnly)
	}
	folder := filepath.Join(l.dir, backupFolder)
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return "", unusableFolder(folder, err)
	}
	path := filepath.Join(folder, "library-"+l.now().Format(time.DateOnly)+".db")
	if _, err := os.Lstat(path); err == nil {
		return "", nil
	}
	if err := l.copyTo(ctx, path); err != nil {
		return "", l.failed(err)
	}
	all, err := l.Backups()
	if err != nil {
		return path, err
	}
	for _, old := range all[min(keptDays, len(all)):] {
		if old == path {
			continue // the clock went back, and it is the newest all the same
		}
		if err := os.Remove(old); err != nil {
			return path, unusableFolder(folder, err)
		}
	}
	return path, nil
}

// Backups are the paths of the daily backups, the newest first.
func (l *Library) Backups() ([]string, error) { return backupsIn(l.dir) }

func backupsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(dir, backupFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unusableFolder(dir, err)
	}
	var all []string
	for _, e := range slices.Backward(entries) { // their names sort by day
		if name := e.Name(); e.Type().IsRegular() && strings.HasPrefix(name, "library-") && strings.HasSuffix(name, ".db") {
			all = append(all, filepath.Join(dir, backupFolder, name))
		}
	}
	return all, nil
}

// Check looks at the whole file and plays every session back. Each sentence is
// something that is wrong; none means that all is well.
func (l *Library) Check(ctx context.Context) ([]string, error) {
	wrong, err := query(ctx, l.read, scanString, `PRAGMA integrity_check(100)`)
	if err != nil {
		return nil, l.failed(err)
	}
	if len(wrong) != 1 || wrong[0] != "ok" {
		l.suspect() // the next start recovers what can be read
		return wrong, nil
	}
	broken, err := query(ctx, l.read, scanString, `SELECT "table" || ' row ' || coalesce(rowid, '') || ' belongs to nothing' FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, l.failed(err)
	}
	sessions, err := l.Sessions(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		_, err := l.Session(ctx, s.ID)
		if ctx.Err() != nil {
			return nil, l.failed(ctx.Err())
		}
		if err != nil {
			broken = append(broken, problem.Of(err).Message)
		}
	}
	return broken, nil
}
