package library_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
)

func TestTheLastSevenDaysOfUseAreBackedUp(t *testing.T) {
	dir, day := t.TempDir(), noon
	l, err := library.Open(t.Context(), dir, func() time.Time { return day })
	ok(t, err)
	defer l.Close()
	if made, err := l.BackUpToday(t.Context()); made != "" || err != nil {
		t.Errorf("an empty library is backed up: %q, %v", made, err)
	}
	keep(t, l, favourite("f", "a boat"))
	for i := range 10 {
		day = noon.AddDate(0, 0, 3*i)
		for time := range 2 {
			if made, err := l.BackUpToday(t.Context()); (made != "") != (time == 0) || err != nil {
				t.Errorf("day %d, time %d: %q, %v", i, time, made, err)
			}
		}
	}
	all, err := l.Backups()
	ok(t, err)
	if len(all) != 7 || !strings.HasSuffix(all[0], day.Format(time.DateOnly)+".db") {
		t.Fatalf("backups are %q", all)
	}
	info, err := os.Stat(all[0])
	ok(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("a backup has the mode %v", info.Mode())
	}
	day = noon.AddDate(-1, 0, 0) // the clock goes back
	made, err := l.BackUpToday(t.Context())
	ok(t, err)
	if _, err := os.Stat(made); made == "" || err != nil {
		t.Errorf("made %q, which is not there: %v", made, err)
	}
	back := t.TempDir()
	ok(t, os.Rename(all[0], filepath.Join(back, "library.db")))
	if list, err := open(t, back).Favourites(t.Context(), library.Which{}); ids(list) != "f" || err != nil {
		t.Errorf("the backup has %q, %v", ids(list), err)
	}
	path := filepath.Join(back, "copy.db")
	ok(t, l.BackUp(t.Context(), path))
	isProblem(t, l.BackUp(t.Context(), path), problem.Usage, "there already")
}

func TestACopyTouchesNoOtherFile(t *testing.T) {
	l, dir := desk(t, t.TempDir()), t.TempDir()
	path := filepath.Join(dir, "copy.db")
	ok(t, os.WriteFile(path+".part", []byte("mine"), 0o600))
	ok(t, l.BackUp(t.Context(), path))
	stopped, stop := context.WithCancel(t.Context())
	stop()
	isProblem(t, l.BackUp(stopped, filepath.Join(dir, "another.db")), problem.Interrupted)
	left, err := os.ReadDir(dir)
	ok(t, err)
	var names []string
	for _, e := range left {
		names = append(names, e.Name())
	}
	if data, err := os.ReadFile(path + ".part"); string(data) != "mine" || err != nil || strings.Join(names, " ") != "copy.db copy.db.part" {
		t.Errorf("the folder has %q; the other file is %q, %v", names, data, err)
	}
}

func TestCheck(t *testing.T) {
	l := desk(t, t.TempDir())
	if wrong, err := l.Check(t.Context()); len(wrong) > 0 || err != nil {
		t.Errorf("a whole library: %q, %v", wrong, err)
	}
}
