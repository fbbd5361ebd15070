package library_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
)

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	ok(t, os.WriteFile(file, nil, 0o600))
	_, err := library.Open(t.Context(), filepath.Join(file, "library"), clock)
	isProblem(t, err, problem.Failed, file, "EASEL_HOME")
}

func TestAFolderInTheFilesPlace(t *testing.T) {
	dir := t.TempDir()
	ok(t, os.Mkdir(filepath.Join(dir, "library.db"), 0o700))
	_, err := library.Open(t.Context(), dir, clock)
	isProblem(t, err, problem.Failed, dir)
}

func TestStopping(t *testing.T) {
	l := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	isProblem(t, l.Append(ctx, header("s"), said("1", "x")), problem.Interrupted)
	isProblem(t, l.SaveDraft(ctx, header("s"), library.Draft{Text: "x"}), problem.Interrupted)
	_, err := l.Session(ctx, "s")
	isProblem(t, err, problem.Interrupted)
	_, err = l.Sessions(ctx, 1)
	isProblem(t, err, problem.Interrupted)
	_, err = library.Open(ctx, t.TempDir(), clock)
	isProblem(t, err, problem.Interrupted)
	ok(t, l.Append(t.Context(), header("s"), said("1", "x")))
}

func TestCloseTwice(t *testing.T) {
	l := open(t, t.TempDir())
	ok(t, l.Close())
	ok(t, l.Close())
}

// nobody may read a folder and write nothing in it.
const nobody = 65534

// childReads uses a library that it cannot write and prints what it sees.
func childReads() int {
	l, err := openAsChild()
	if err != nil {
		fmt.Println("open:", err)
		return 0
	}
	defer l.Close()
	s, err := l.Session(context.Background(), "s")
	fmt.Println("events:", len(s.Nodes()), err)
	list, err := l.Sessions(context.Background(), 0)
	fmt.Println("sessions:", len(list), err)
	fmt.Println("append:", l.Append(context.Background(), header("s"), said("9", "x")))
	page, err := l.Search(context.Background(), library.ParseQuery("word", time.UTC), nil, 5)
	fmt.Println("found:", len(page.Found), err)
	_, got, err := l.Lease("s")
	fmt.Println("lease:", got, err)
	fmt.Println("notices:", l.Notices())
	return 0
}

// needsRoot skips a test that is about to make folders that only root can
// clear away.
func needsRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can start a process as somebody else")
	}
}

func asNobody(t *testing.T, dir string) string {
	t.Helper()
	ok(t, os.Chmod(filepath.Dir(dir), 0o755)) // the test's own folder
	cmd := child(t, "read", dir)
	cmd.Path = "/proc/self/exe" // the test binary's folder is closed to others
	cmd.SysProcAttr = startedBy(nobody)
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("cannot start a process as nobody: %v", err)
	}
	return string(out)
}

func TestReadingWhereNothingCanBeWritten(t *testing.T) {
	needsRoot(t)
	dir := t.TempDir()
	l := open(t, dir)
	ok(t, l.Append(t.Context(), header("s"), said("1", "a word")))
	check := func(when string) {
		t.Helper()
		ok(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			mode := fs.FileMode(0o444)
			if d.IsDir() {
				mode = 0o555
			}
			return os.Chmod(path, mode)
		}))
		out := asNobody(t, dir)
		for _, want := range []string{"events: 1 <nil>", "sessions: 1 <nil>", "found: 1 <nil>", "append: Nothing was saved: the library", "lease: true <nil>", "can only be read, so"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", when, want, out)
			}
		}
	}
	check("while it is open elsewhere")
	ok(t, l.Close())
	check("after it was closed")
}

func TestMakingWhereNothingCanBeWritten(t *testing.T) {
	needsRoot(t)
	dir := t.TempDir()
	ok(t, os.Chmod(dir, 0o555))
	if out := asNobody(t, dir); !strings.Contains(out, "open: The folder "+dir) {
		t.Errorf("got %s", out)
	}
}

func TestMendingWhereNothingCanBeWritten(t *testing.T) {
	needsRoot(t)
	for name, damage := range map[string]func(data []byte){
		"damaged":         func(data []byte) { clear(data[:100]) },
		"an older number": func(data []byte) { clear(data[60:64]) },
	} {
		for _, withLock := range []bool{true, false} {
			dir := t.TempDir()
			fill(t, dir, 1, 1)
			path := filepath.Join(dir, "library.db")
			data, err := os.ReadFile(path)
			ok(t, err)
			damage(data)
			ok(t, os.WriteFile(path, data, 0o600))
			ok(t, os.Chmod(path, 0o444))
			if !withLock {
				ok(t, os.Remove(filepath.Join(dir, "library.lock")))
			} else {
				ok(t, os.Chmod(filepath.Join(dir, "library.lock"), 0o444))
			}
			ok(t, os.Chmod(dir, 0o555))
			out := asNobody(t, dir)
			if !strings.Contains(out, "open: The library "+path) || !strings.Contains(out, "cannot be written. Make sure") {
				t.Errorf("%s: got %s", name, out)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, data) {
				t.Errorf("%s: the file was changed: %v", name, err)
			}
		}
	}
}

// The way to the first frame: the library of somebody who made 10,000 prompts.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	fill(b, dir, 1000, 10)
	for b.Loop() {
		l, err := library.Open(b.Context(), dir, time.Now)
		ok(b, err)
		b.StopTimer()
		ok(b, l.Close())
		b.StartTimer()
	}
}

func BenchmarkResume(b *testing.B) {
	dir := b.TempDir()
	fill(b, dir, 1000, 10)
	l := open(b, dir)
	for b.Loop() {
		id, _, err := l.Last(b.Context())
		ok(b, err)
		_, err = l.Session(b.Context(), id)
		ok(b, err)
		_, err = l.Draft(b.Context(), id)
		ok(b, err)
	}
}
