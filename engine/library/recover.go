package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const (
	recoveringName = "library.recovering.db" // being filled
	recoveredName  = "library.recovered.db"  // whole, to be put in the library's place
	graftedName    = "library.grafted.db"    // a copy of the damaged one under a new first page
)

// recover puts a damaged library aside, never deletes it, and puts what can be
// read of it in its place. The damaged file stays where it is until the new one
// is whole, and a process that ends in between leaves the next one to finish.
func (o *opener) recover(ctx context.Context) error {
	if o.falseAlarm(ctx) {
		return os.Remove(o.beside(suspectName))
	}
	found := "what an earlier start could read of it is in the new one"
	if exists(o.path()) || !exists(o.beside(recoveredName)) {
		var err error
		if found, err = o.fillNew(ctx); err != nil {
			return err
		}
	}
	aside, err := o.putAside()
	if err != nil {
		return err
	}
	if err := o.putInPlace(); err != nil {
		return err
	}
	o.notices = append(o.notices, fmt.Sprintf("The library was damaged; %s, and the damaged file was kept as %s.", found, aside))
	if backups, err := backupsIn(o.dir); err == nil && len(backups) > 0 {
		o.notices = append(o.notices, fmt.Sprintf("What is missing may be in the backup %s; easel library restore FILE takes it over.", backups[0]))
	}
	return nil
}

// falseAlarm says whether the library was under suspicion and is whole.
func (o *opener) falseAlarm(ctx context.Context) bool {
	if !exists(o.beside(suspectName)) {
		return false
	}
	db := o.openDamaged(ctx)
	if db == nil {
		return false
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil || verdict != "ok" {
		return false
	}
	_, err := applied(ctx, db)
	return err == nil
}

// fillNew makes a new library out of what can be read and says what that was.
func (o *opener) fillNew(ctx context.Context) (found string, err error) {
	path := o.beside(recoveringName)
	for _, name := range []string{path, o.beside(recoveredName)} {
		for _, file := range withLog(name) {
			if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", unusableFolder(o.dir, err)
			}
		}
	}
	if err := makeFile(path); err != nil {
		return "", unusableFolder(o.dir, err)
	}
	if err := migrate(ctx, path, newest(versions())); err != nil {
		return "", err
	}
	if found, err = o.salvage(ctx, path); err != nil {
		return "", err
	}
	if err := syncFile(path); err != nil {
		return "", unusableFolder(o.dir, err)
	}
	return found, os.Rename(path, o.beside(recoveredName))
}

// salvage reads the damaged library into the new one.
func (o *opener) salvage(ctx context.Context, path string) (found string, err error) {
	from := o.openDamaged(ctx)
	if from == nil {
		defer o.removeGrafted()
		from = o.openGrafted(ctx, path)
	}
	if from == nil {
		return "nothing could be read of it", nil
	}
	defer from.Close()
	to, err := connect(path, migrating())
	if err != nil {
		return "", err
	}
	defer to.Close()
	tx, err := to.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	s := salvaging{ctx: ctx, from: from, to: tx}
	if err := s.everything(); err != nil {
		return "", err
	}
	if err := tx.Commit(); err != nil {
		return "", err
	}
	_, err = to.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return s.found(), err
}

// openDamaged opens the damaged library so that it is not changed; nil when
// SQLite cannot make anything of it. An empty file is not shown to SQLite,
// which would delete the log beside it.
func (o *opener) openDamaged(ctx context.Context) *sql.DB {
	if info, err := os.Stat(o.path()); err != nil || info.Size() == 0 {
		return nil
	}
	for _, immutable := range []bool{false, true} {
		if db := openIfReadable(ctx, o.path(), readingOnly(immutable)); db != nil {
			return db
		}
	}
	return nil
}

// openIfReadable is nil for a file in which SQLite finds none of our tables.
func openIfReadable(ctx context.Context, path string, a access) *sql.DB {
	db, err := connect(path, a)
	if err != nil {
		return nil
	}
	var tables int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'events'`).Scan(&tables)
	if err != nil || tables == 0 {
		_ = db.Close()
		return nil
	}
	return db
}

// putAside renames the damaged library and what belongs to it.
func (o *opener) putAside() (aside string, err error) {
	aside = o.freeName("corrupt")
	to := withLog(aside)
	for i, file := range withLog(o.path()) {
		if err := os.Rename(file, to[i]); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", unusableFolder(o.dir, err)
		}
	}
	return aside, nil
}

func (o *opener) putInPlace() error {
	if err := os.Rename(o.beside(recoveredName), o.path()); err != nil {
		return unusableFolder(o.dir, err)
	}
	syncFolder(o.dir)
	if err := os.Remove(o.beside(suspectName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unusableFolder(o.dir, err)
	}
	return nil
}

// withLog are a database's files.
func withLog(path string) []string { return []string{path, path + "-wal", path + "-shm"} }
