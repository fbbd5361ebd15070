package library_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/session"
)

// TestMain lets the tests start themselves as other processes.
func TestMain(m *testing.M) {
	switch os.Getenv("LIBRARY_TEST_CHILD") {
	case "write":
		os.Exit(childWrites())
	case "hold":
		os.Exit(childHolds())
	case "read":
		os.Exit(childReads())
	case "pay":
		os.Exit(childPays())
	}
	os.Exit(m.Run())
}

// child is this test as another process, which works in a folder.
func child(t *testing.T, does, dir string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	ok(t, err)
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = append(os.Environ(), "LIBRARY_TEST_CHILD="+does, "LIBRARY_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

func childFailed(err error) int {
	fmt.Fprintln(os.Stderr, "child:", err)
	return 1
}

func openAsChild() (*library.Library, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return library.Open(ctx, os.Getenv("LIBRARY_TEST_DIR"), time.Now)
}

// childWrites appends to one session and prints each id once it is kept. Its
// arguments are the session's name and how many events to write.
func childWrites() int {
	l, err := openAsChild()
	if err != nil {
		return childFailed(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	name := os.Args[1]
	most, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return childFailed(err)
	}
	for i := range most {
		id := fmt.Sprintf("%s-%d", name, i)
		e := session.Event{ID: id, Time: noon, Body: session.Said{Text: strings.Repeat("words ", i%50)}}
		if err := l.Append(ctx, header(name), e); err != nil {
			return childFailed(err)
		}
		if _, _, err := l.Keep(ctx, favourite("f-"+id, "kept "+id, "tag")); err != nil {
			return childFailed(err)
		}
		if err := l.SaveDraft(ctx, header(name), library.Draft{Text: id}); err != nil {
			return childFailed(err)
		}
		fmt.Println(id)
	}
	return 0
}

// childHolds takes a session's lease and keeps it until standard input ends.
func childHolds() int {
	l, err := openAsChild()
	if err != nil {
		return childFailed(err)
	}
	defer l.Close()
	_, got, err := l.Lease(os.Args[1])
	if err != nil {
		return childFailed(err)
	}
	fmt.Println(got)
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

func TestWhatWasAcknowledgedOutlivesAKill(t *testing.T) {
	dir := t.TempDir()
	for round := range 12 {
		name := fmt.Sprintf("s%d", round)
		cmd := child(t, "write", dir, name, "100000")
		out, err := cmd.StdoutPipe()
		ok(t, err)
		ok(t, cmd.Start())
		lines := bufio.NewScanner(out)
		acknowledged := 0
		for enough := 1 + rand.IntN(40); acknowledged < enough && lines.Scan(); {
			acknowledged++
		}
		ok(t, cmd.Process.Signal(syscall.SIGKILL))
		for lines.Scan() { // it went on until the signal came
			acknowledged++
		}
		_ = cmd.Wait()

		l := open(t, dir)
		s, err := l.Session(t.Context(), name)
		ok(t, err)
		if n := len(s.Nodes()); n < acknowledged || acknowledged == 0 {
			t.Errorf("%d of %d acknowledged events are there", n, acknowledged)
		}
		for i, n := range s.Nodes() {
			if want := fmt.Sprintf("%s-%d", name, i); n.ID != want {
				t.Fatalf("event %d is %s, want %s", i, n.ID, want)
			}
		}
		for i := range acknowledged {
			if f, err := l.Favourite(t.Context(), fmt.Sprintf("f-%s-%d", name, i)); err != nil || len(f.Tags) != 1 {
				t.Errorf("the favourite %d of %d is %+v, %v", i, acknowledged, f, err)
			}
		}
		if wrong, err := l.Check(t.Context()); len(wrong) > 0 || err != nil {
			t.Errorf("after a kill: %q, %v", wrong, err)
		}
		draft, err := l.Draft(t.Context(), name)
		ok(t, err)
		if written, err := strconv.Atoi(strings.TrimPrefix(draft.Text, name+"-")); err != nil || written < acknowledged-1 {
			t.Errorf("the draft is %q after %d acknowledged", draft.Text, acknowledged)
		}
		if len(l.Notices()) > 0 {
			t.Errorf("notices after a kill: %q", l.Notices())
		}
		ok(t, l.Close())
	}
}

func TestManyProcessesWriteAtOnce(t *testing.T) {
	dir := t.TempDir() // the library is not there yet: they race to make it, too
	writeAtOnce(t, dir, 8, 50)
}

func TestManyProcessesMeetADamagedLibrary(t *testing.T) {
	dir := t.TempDir()
	ok(t, os.WriteFile(dir+"/library.db", []byte(strings.Repeat("damaged ", 1000)), 0o600))
	writeAtOnce(t, dir, 4, 5)
	if aside := kept(t, dir, "corrupt"); len(aside) != 1 {
		t.Errorf("%d damaged files were put aside, want 1", len(aside))
	}
}

// writeAtOnce starts processes that write a session each, and looks for all that
// they wrote.
func writeAtOnce(t *testing.T, dir string, processes, writes int) {
	t.Helper()
	var all []*exec.Cmd
	for i := range processes {
		cmd := child(t, "write", dir, fmt.Sprintf("s%d", i), strconv.Itoa(writes))
		ok(t, cmd.Start())
		all = append(all, cmd)
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	l := open(t, dir)
	for i := range processes {
		s, err := l.Session(t.Context(), fmt.Sprintf("s%d", i))
		if len(s.Nodes()) != writes || err != nil {
			t.Errorf("process %d kept %d, %v", i, len(s.Nodes()), err)
		}
	}
}

func TestLease(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	take := func(want bool) func() {
		t.Helper()
		release, got, err := l.Lease("s")
		if got != want || err != nil {
			t.Fatalf("got the lease: %v, %v, want %v", got, err, want)
		}
		return release
	}
	cmd := child(t, "hold", dir, "s")
	in, err := cmd.StdinPipe()
	ok(t, err)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "true\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	take(false)
	ok(t, cmd.Process.Kill())
	_ = in.Close()
	_ = cmd.Wait()
	if _, err := os.Stat(dir + "/open/s.lock"); err != nil {
		t.Errorf("the killed process left no lock file to find: %v", err)
	}

	release := take(true)
	take(false)
	release()
	again := take(true)
	release() // a second time: the lease is somebody else's now
	take(false)
	again()
	if left, err := os.ReadDir(dir + "/open"); len(left) > 0 || err != nil {
		t.Errorf("lock files are left: %v, %v", left, err)
	}
	for _, id := range []string{"", "..", ".", "a/b", "../../x"} {
		_, _, err := l.Lease(id)
		isProblem(t, err, "usage")
	}
}

func TestOneLeaseAmongMany(t *testing.T) {
	l := open(t, t.TempDir())
	held := make(chan struct{}, 1)
	done := make(chan error)
	for range 8 {
		go func() {
			for range 200 {
				release, got, err := l.Lease("s")
				if err != nil {
					done <- err
					return
				}
				if !got {
					continue
				}
				select {
				case held <- struct{}{}:
				default:
					done <- fmt.Errorf("two hold the lease")
					return
				}
				<-held
				release()
			}
			done <- nil
		}()
	}
	for range 8 {
		ok(t, <-done)
	}
}
