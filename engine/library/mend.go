package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// mend makes a library or brings it up to date, if nobody else has it open. What
// there is to do is looked at again: another process may just have done it.
func (o *opener) mend(ctx context.Context) (done bool, err error) {
	got, err := o.lock.TryLock()
	if err != nil {
		return false, unusableFolder(o.dir, err)
	}
	if !got {
		return false, nil
	}
	defer func() { err = errors.Join(err, o.lock.Unlock()) }()
	state, err := o.inspect()
	if err != nil {
		return false, err
	}
	if err = o.mendAs(ctx, state); isReadOnly(err) {
		err = o.cannotMend(state)
	}
	return true, err
}

func (o *opener) mendAs(ctx context.Context, s state) error {
	switch s {
	case missing:
		return o.create(ctx)
	case damaged:
		return o.recover(ctx)
	}
	return o.update(ctx)
}

func (o *opener) create(ctx context.Context) error {
	if exists(o.beside(recoveredName)) {
		return o.putInPlace() // an earlier process got as far as that
	}
	if err := makeFile(o.path()); err != nil {
		return unusableFolder(o.dir, err)
	}
	if err := migrate(ctx, o.path(), newest(versions())); err != nil {
		return err
	}
	syncFolder(o.dir)
	return nil
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
	if unlikeLibrary(err) {
		return o.recover(ctx)
	}
	if err == nil {
		err = o.known(have)
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

// applied is what the library has had: nothing, if a process ended before it
// had made the first table.
func (o *opener) applied(ctx context.Context) ([]int64, error) {
	db, err := connect(o.path(), migrating())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var empty bool
	if err := db.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)`).Scan(&empty); err != nil || empty {
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

func (o *opener) beside(name string) string { return filepath.Join(o.dir, name) }

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// syncFolder makes names durable, on the systems where a folder can be synced.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
