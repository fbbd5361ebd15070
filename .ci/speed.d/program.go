package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"
)

// program is what is measured.
type program struct {
	path  string
	args  []string
	env   []string
	ready string // what its first frame shows
	quit  string // the key that ends it; empty is ctrl+q
}

// figures are what came of it.
type figures struct {
	frame, key []time.Duration
	idleBytes  int
	idleTime   []time.Duration
	memory     float64 // MB
}

// running is a program on a pseudo-terminal. One goroutine reads what it
// writes, with the time at which it came.
type running struct {
	cmd     *exec.Cmd
	tty     *os.File
	mu      sync.Mutex
	changed *sync.Cond
	text    string // all that was written, without escape sequences
	bytes   int
	writes  int // apart by two milliseconds and more
	last    time.Time
	ended   bool
}

func (p program) open() (*running, time.Time, error) {
	r := &running{cmd: exec.Command(p.path, p.args...)}
	r.changed = sync.NewCond(&r.mu)
	r.cmd.Env = append([]string{"HOME=" + os.TempDir(), "TERM=xterm-256color", "COLORTERM=truecolor"}, p.env...)
	began := time.Now()
	tty, err := pty.StartWithSize(r.cmd, &pty.Winsize{Rows: 36, Cols: 120})
	if err != nil {
		return nil, began, err
	}
	r.tty = tty
	go r.read()
	return r, began, nil
}

var escapes = regexp.MustCompile(`\x1b(\[[0-9;:?<>=]*[ -/]*[@-~]|[\]P_][^\x07\x1b]*(\x07|\x1b\\)|[ -/]*[0-~])`)

// askGround asks a terminal for its background, and ground is an answer.
const (
	askGround = "\x1b]11;?"
	ground    = "\x1b]11;rgb:1a1a/1b1b/2626\x07"
)

func (r *running) read() {
	buf := make([]byte, 64*1024)
	for {
		n, err := r.tty.Read(buf)
		now := time.Now()
		if bytes.Contains(buf[:n], []byte(askGround)) {
			_, _ = r.tty.WriteString(ground) // as terminals do
		}
		r.mu.Lock()
		r.text += escapes.ReplaceAllString(string(buf[:n]), "")
		r.bytes += n
		if now.Sub(r.last) > 2*time.Millisecond {
			r.writes++
		}
		if n > 0 {
			r.last = now
		}
		r.ended = err != nil
		r.changed.Broadcast()
		r.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// until waits for ok, which is called with the lock held, and gives the time
// of the output that brought it.
func (r *running) until(what string, ok func() bool) (time.Time, error) {
	late := false
	alarm := time.AfterFunc(20*time.Second, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		late = true
		r.changed.Broadcast()
	})
	defer alarm.Stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	for !ok() {
		if late || r.ended {
			return time.Time{}, fmt.Errorf("%s: there was never %s in %q", r.cmd.Path, what, r.text)
		}
		r.changed.Wait()
	}
	return r.last, nil
}

func (r *running) quit(p program) error {
	key := p.quit
	if key == "" {
		key = "\x11"
	}
	if _, err := r.tty.WriteString(key); err != nil {
		return err
	}
	err := r.cmd.Wait()
	_ = r.tty.Close()
	if p.quit != "" {
		return nil // it may call that an error
	}
	return err
}

// start measures the time from the start of the process to its first frame.
func (p program) start() (time.Duration, error) {
	r, began, err := p.open()
	if err != nil {
		return 0, err
	}
	shown, err := r.until(p.ready, func() bool { return strings.Contains(r.text, p.ready) })
	if err != nil {
		return 0, err
	}
	return shown.Sub(began), r.quit(p)
}

// use measures keys, memory, and doing nothing.
func (p program) use(f *figures) error {
	r, _, err := p.open()
	if err != nil {
		return err
	}
	if _, err := r.until(p.ready, func() bool { return strings.Contains(r.text, p.ready) }); err != nil {
		return err
	}
	time.Sleep(2 * time.Second) // what is drawn in the background is drawn
	f.memory = memory(r.cmd.Process.Pid)
	before, spent := r.written(), r.spent()
	time.Sleep(idle)
	f.idleBytes = r.written() - before
	f.idleTime = []time.Duration{r.spent() - spent}
	for i := range keys {
		time.Sleep(30*time.Millisecond + rand.N(30*time.Millisecond)) // not in step with the renderer
		letter := string(rune('a' + i%26))
		seen := r.written()
		pressed := time.Now()
		if _, err := r.tty.WriteString(letter); err != nil {
			return err
		}
		shown, err := r.until("the letter "+letter, func() bool { return r.bytes > seen })
		if err != nil {
			return err
		}
		f.key = append(f.key, shown.Sub(pressed))
	}
	return r.quit(p)
}

// frames is how often the program has written, whatever the pieces.
func (r *running) frames() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.writes
}

func (r *running) written() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.bytes
}

// memory is the resident memory of a process in MB.
func memory(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	var kB float64
	_, _ = fmt.Sscan(rest, &kB)
	return kB / 1000
}

// spent is the processor time of the process's threads, to the nanosecond.
func (r *running) spent() time.Duration {
	threads, _ := os.ReadDir(fmt.Sprintf("/proc/%d/task", r.cmd.Process.Pid))
	var sum time.Duration
	for _, t := range threads {
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/schedstat", r.cmd.Process.Pid, t.Name()))
		var ns int64
		_, _ = fmt.Sscan(string(stat), &ns)
		sum += time.Duration(ns)
	}
	return sum
}
