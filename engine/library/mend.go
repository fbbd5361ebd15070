package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// mend makes a library or brings it up to date, if nobody else has it open. What
// there is to do is looked at again: another process may just have done it.
func (o *opener) mend(ctx context.Context) error {
	got, err := o.lock.TryLock()
	if err != nil {
		return unusableFolder(o.dir, err)
	}
	if !got {
		return nil
	}
	defer o.lock.Unlock()
	state, err := o.inspect()
	if err != nil {
		return err
	}
	switch state {
	case damaged:
		return o.recover(ctx)
	case missing:
		return o.create(ctx)
	}
	return o.update(ctx)
}

func (o *opener) create(ctx context.Context) error {
	if err := makeFile(o.path()); err != nil {
		return unusableFolder(o.dir, err)
	}
	return migrate(ctx, o.path(), newest(versions()))
}

// makeFile makes an empty private file, before SQLite makes a public one.
func makeFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, fileMode)
	if err != nil {
		return err
	}
	return f.Close()
}

// update runs the migrations that are missing, after a copy of a library that
// has something in it.
func (o *opener) update(ctx context.Context) error {
	have, err := o.applied(ctx)
	if isDamage(err) {
		return o.recover(ctx)
	}
	if err != nil {
		return err
	}
	if len(have) > 0 && len(have) < len(versions()) {
		backup, err := o.backup(ctx)
		if err != nil {
			return err
		}
		o.notices = append(o.notices, fmt.Sprintf("The library was brought up to date; the one before is %s.", backup))
	}
	return migrate(ctx, o.path(), newest(versions()))
}

// applied is what the library has had, with none for a file that was left
// before its first migration.
func (o *opener) applied(ctx context.Context) ([]int64, error) {
	db, err := connect(o.path(), migrating())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var begun bool
	if err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'goose_db_version')`).Scan(&begun); err != nil || !begun {
		return nil, err
	}
	return applied(ctx, db)
}

// backup copies the library, with what is still in its log.
func (o *opener) backup(ctx context.Context) (string, error) {
	db, err := connect(o.path(), migrating())
	if err != nil {
		return "", err
	}
	defer db.Close()
	path := o.freeName("backup")
	if err := makeFile(path); err != nil {
		return "", unusableFolder(o.dir, err)
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		_ = os.Remove(path)
		return "", err
	}
	return path, syncFile(path)
}

// freeName is a name beside the library that says what a file is and when it
// was made, and that nothing has yet.
func (o *opener) freeName(what string) string {
	stem := filepath.Join(o.dir, fmt.Sprintf("library.%s-%s", what, o.now().UTC().Format("20060102T150405Z")))
	path := stem + ".db"
	for n := 2; exists(path) || exists(path+"-wal"); n++ {
		path = fmt.Sprintf("%s-%d.db", stem, n)
	}
	return path
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
