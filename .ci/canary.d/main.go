// Command canary.d gives easel a key, lets its servers do their worst, and
// looks for the key everywhere. .ci/canary builds and calls it.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"
)

// The keys: one from the environment, one from the private file, which alone
// may have it.
const (
	fromEnvironment = "sk-canary-3f9a71d2c6b8e450"
	fromFile        = "sk-canary-a18e04b7d95c2f36"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: canary EASEL")
		os.Exit(2)
	}
	hits, err := run(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, hit := range hits {
		fmt.Println("a key is in " + hit)
	}
	if len(hits) > 0 {
		os.Exit(1)
	}
}

// search is one run: a machine with keys, and all that was said on it.
type search struct {
	easel, home string
	server      *httptest.Server
	at          *worst

	mu    sync.Mutex
	said  map[string][]byte // what was written, by where
	lists [][]byte          // process lists
}

func run(easel string) (hits []string, err error) {
	home, err := os.MkdirTemp("", "easel-canary-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(home) }()
	s := &search{easel: easel, home: home, at: &worst{keys: make(map[string]bool)}, said: make(map[string][]byte)}
	s.server = httptest.NewServer(s.at)
	defer s.server.Close()
	if err := s.configure(); err != nil {
		return nil, err
	}
	for _, fault := range faults() {
		s.at.become(fault)
		for _, service := range []string{"openai", "filed"} {
			s.command(fault.name, "refine", "a beach", "--chat", service)
			s.command(fault.name, "generate", "a beach", "--image", service, "--yes")
			if err := s.studio(fault.name, service); err != nil {
				return nil, fmt.Errorf("%s: %w", fault.name, err)
			}
		}
		s.command(fault.name, "engines")
	}
	s.command("afterwards", "config", "show", "--json")
	s.command("afterwards", "history", "--spend", "--json")
	s.command("afterwards", "sessions", "--json")
	s.killed()
	files, inFiles, err := s.files()
	if err != nil {
		return nil, err
	}
	written := 0
	for where, data := range s.said {
		written += len(data)
		hits = append(hits, found(where, data)...)
	}
	for _, list := range s.lists {
		hits = append(hits, found("the process list", list)...)
	}
	hits = slices.Compact(slices.Sorted(slices.Values(append(hits, inFiles...))))
	fmt.Printf("%d faults; searched %d bytes that were written, %d files, %d process lists: %d hits\n", len(faults()), written, files, len(s.lists), len(hits))
	if !s.at.knows(fromEnvironment) || !s.at.knows(fromFile) {
		return nil, fmt.Errorf("a key was never sent, so nothing was tested")
	}
	return hits, nil
}

// configure writes the private file and a profile that takes its key from it.
func (s *search) configure() error {
	profile := fmt.Sprintf("[[profile]]\nname = \"filed\"\nlike = \"openai\"\nbase_url = %q\nkey_env = \"FILED_API_KEY\"\n", s.server.URL+"/v1")
	out, err := exec.Command("env", append(s.env(), s.easel, "config", "path")...).Output()
	if err != nil {
		return err
	}
	config := strings.TrimSpace(string(out))
	if err := os.MkdirAll(filepath.Dir(config), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(config, []byte(profile), 0o600); err != nil {
		return err
	}
	return os.WriteFile(s.keysFile(config), []byte("filed = \""+fromFile+"\"\n"), 0o600)
}

func (s *search) keysFile(config string) string {
	return filepath.Join(filepath.Dir(config), "keys.toml")
}

func (s *search) env() []string {
	return []string{"-i", "PATH=" + os.Getenv("PATH"), "HOME=" + s.home, "EASEL_HOME=" + filepath.Join(s.home, "easel"), "TMPDIR=" + s.home,
		"TERM=xterm-256color", "COLORTERM=truecolor", "OPENAI_BASE_URL=" + s.server.URL + "/v1"}
}

// process is easel in its environment; the key is nowhere in its arguments.
func (s *search) process(more []string, args ...string) *exec.Cmd {
	cmd := exec.Command(s.easel, args...)
	cmd.Env = append(append(s.env()[1:], "OPENAI_API_KEY="+fromEnvironment), more...)
	return cmd
}

// command runs a command and keeps what it writes.
func (s *search) command(fault string, args ...string) {
	cmd := s.process(nil, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if cmd.Start() == nil {
		s.list()
		_ = cmd.Wait() // it fails: that is what is looked at
	}
	s.keep(fault+": easel "+args[0], out.Bytes())
}

// killed ends a command in the middle of a request with a dump of its state.
func (s *search) killed() {
	s.at.become(fault{"silent", silent})
	cmd := s.process(nil, "refine", "a beach", "--chat", "openai")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if cmd.Start() != nil {
		return
	}
	time.Sleep(time.Second)
	_ = cmd.Process.Signal(syscall.SIGQUIT)
	_ = cmd.Wait() // as above
	s.keep("a dump after SIGQUIT", out.Bytes())
}

// studio sends a message and asks for a picture, and keeps every byte that
// comes to the terminal.
func (s *search) studio(fault, service string) error {
	cmd := s.process([]string{"EASEL_CHAT=" + service, "EASEL_IMAGE=" + service}, "new")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 36, Cols: 120})
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var screen bytes.Buffer
	read := make(chan struct{})
	go func() {
		defer close(read)
		part := make([]byte, 64<<10)
		for {
			n, err := tty.Read(part)
			mu.Lock()
			screen.Write(part[:n])
			mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	for _, keys := range []string{"a beach sunset\r", "\x0f", "\x1b", "/use a castle on a hill\r", "\x07", "\r", "\x10", "\x1b", "\x11"} {
		time.Sleep(400 * time.Millisecond)
		if _, err := tty.WriteString(keys); err != nil {
			return err
		}
	}
	s.list()
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(5 * time.Second): // it waits for what may be paid
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
	}
	<-read
	_ = tty.Close()
	mu.Lock()
	defer mu.Unlock()
	s.keep(fault+": the studio's terminal", screen.Bytes())
	return nil
}

func (s *search) keep(where string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said[where] = append(s.said[where], data...)
}

// list takes the arguments of every process.
func (s *search) list() {
	var all []byte
	paths, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range paths {
		data, _ := os.ReadFile(path)
		all = append(append(all, bytes.ReplaceAll(data, []byte{0}, []byte{' '})...), '\n')
	}
	s.lists = append(s.lists, all)
}

// files searches every file below the home folder but the one that is there
// for keys.
func (s *search) files() (count int, hits []string, err error) {
	err = filepath.WalkDir(s.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || filepath.Base(path) == "keys.toml" {
			return err
		}
		data, err := os.ReadFile(path)
		count++
		hits = append(hits, found(path, data)...)
		return err
	})
	return count, hits, err
}

// found says where a key is, also as it is written in addresses and base64.
func found(where string, data []byte) (hits []string) {
	for _, key := range []string{fromEnvironment, fromFile} {
		for _, form := range []string{key, url.QueryEscape(key), base64.StdEncoding.EncodeToString([]byte(key))[:24], strings.ToUpper(key)} {
			if bytes.Contains(data, []byte(form)) {
				hits = append(hits, where)
			}
		}
	}
	return hits
}
