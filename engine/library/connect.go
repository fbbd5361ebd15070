package library

import (
	"database/sql"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// access is what a connection is for.
type access struct {
	mode        string // SQLite's: rw or ro; never rwc, so that no connection makes a file
	immutable   bool   // the file cannot change, so SQLite needs no files beside it
	queryOnly   bool
	synchronous string // FULL: a commit is on the disk; NORMAL: it survives a kill, not a power cut
	foreignKeys string
	connections int
}

// The ways in which the library is opened.
func reading() access {
	return access{mode: "rw", queryOnly: true, synchronous: "FULL", foreignKeys: "on", connections: 4}
}

func writing() access {
	return access{mode: "rw", synchronous: "FULL", foreignKeys: "on", connections: 1}
}

func drafting() access {
	return access{mode: "rw", synchronous: "NORMAL", foreignKeys: "on", connections: 1}
}

// migrating leaves foreign keys alone: a migration may have to build a table
// anew.
func migrating() access {
	return access{mode: "rw", synchronous: "FULL", foreignKeys: "off", connections: 1}
}

func readingOnly(immutable bool) access {
	return access{mode: "ro", immutable: immutable, queryOnly: true, synchronous: "FULL", foreignKeys: "on", connections: 2}
}

// connect makes a pool; the file is opened when it is first used.
func connect(path string, a access) (*sql.DB, error) {
	q := url.Values{
		"mode":          {a.mode},
		"_busy_timeout": {"10000"}, // ms that a writer waits for another process
		"_foreign_keys": {a.foreignKeys},
		"_synchronous":  {a.synchronous},
		"_txlock":       {"immediate"}, // a transaction that could not write would fail half-way
		"_dqs":          {"0"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"}, // a damaged file is an error, early
	}
	if a.immutable {
		q.Set("immutable", "1")
	}
	if a.queryOnly {
		q.Set("_query_only", "1")
		q.Set("_txlock", "deferred")
	} else {
		q.Set("_journal_mode", "WAL")
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(a.connections)
	db.SetMaxIdleConns(a.connections)
	return db, nil
}
