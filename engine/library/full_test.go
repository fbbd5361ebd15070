package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Where the disk is full, what is there is found all the same.
func TestSearchOnAFullDisk(t *testing.T) {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	l, err := Open(t.Context(), t.TempDir(), func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	found := func() int {
		t.Helper()
		page, err := l.Search(t.Context(), ParseQuery("boat", time.UTC), nil, 1000)
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Found)
	}
	if _, _, err := l.Keep(t.Context(), Favourite{ID: "0", Text: "a boat"}); err != nil {
		t.Fatal(err)
	}
	if n := found(); n != 1 {
		t.Fatalf("%d are found before", n)
	}
	l.index.db.SetMaxOpenConns(1) // the limit is a connection's own
	if _, err := l.index.db.ExecContext(context.Background(), `PRAGMA max_page_count = 1`); err != nil {
		t.Fatal(err)
	}
	more := make([]Favourite, 300)
	for n := range more {
		more[n] = Favourite{ID: fmt.Sprint(n + 1), Text: fmt.Sprintf("a boat number %d", n+1)}
	}
	if _, err := l.Import(t.Context(), more); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if n := found(); n != 301 {
			t.Errorf("%d are found on a full disk", n)
		}
	}
	if _, err := os.Stat(filepath.Join(l.dir, indexName)); err != nil {
		t.Errorf("the index's file: %v", err) // it serves again when there is room
	}
}
