package library

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// The migrations are numbered by the hour in which they were begun
// (YYYYMMDDHH), so that two people's do not collide, and the number fits into
// the 32 bits that SQLite's header has for it.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// versions are the numbers of all migrations that this program has, in order.
func versions() []int64 {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	var all []int64
	for _, name := range names {
		number, _, _ := strings.Cut(strings.TrimPrefix(name, "migrations/"), "_")
		v, err := strconv.ParseInt(number, 10, 32)
		if err != nil {
			panic(fmt.Sprintf("library: migration %s has no number", name)) // embedded, so a test sees it
		}
		all = append(all, v)
	}
	slices.Sort(all)
	return all
}

func newest(all []int64) int64 { return all[len(all)-1] }

// migrate brings the file up to a version; the newest is what programs use,
// earlier ones are for tests. Each migration is a transaction.
func migrate(ctx context.Context, path string, to int64) error {
	db, err := connect(path, migrating())
	if err != nil {
		return err
	}
	defer db.Close()
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files,
		goose.WithDisableGlobalRegistry(true),
		goose.WithAllowOutofOrder(true), // two people's migrations may meet in either order
		goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	if _, err := provider.UpTo(ctx, to); err != nil {
		return err
	}
	return stamp(ctx, db, to)
}

// stamp writes the version into the file's header, where an older program finds
// it without opening the database.
func stamp(ctx context.Context, db *sql.DB, version int64) error {
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// applied are the migrations that a library has had, in order; none when it is
// an empty database.
func applied(ctx context.Context, db *sql.DB) ([]int64, error) {
	scan := func(rows *sql.Rows) (v int64, err error) {
		err = rows.Scan(&v)
		return v, err
	}
	return query(ctx, db, scan, `
		SELECT DISTINCT version_id FROM goose_db_version WHERE version_id > 0 AND is_applied ORDER BY version_id`)
}
