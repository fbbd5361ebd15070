package term

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestLink(t *testing.T) {
	got := Link("file:///a%20b.png", "a b.png")
	if ansi.Strip(got) != "a b.png" || !strings.Contains(got, "\x1b]8;;file:///a%20b.png") {
		t.Errorf("got %q", got)
	}
	if got := Link("", "text"); got != "text" {
		t.Errorf("without a target: %q", got)
	}
}

func TestLinkCannotBeBrokenOutOf(t *testing.T) {
	got := Link("https://example.org/\x1b\\\x1b[31m\x07", "text")
	if strings.Contains(got, "\x1b[31m") || strings.Contains(got, "\x07\x07") {
		t.Errorf("the target's escape sequences got through: %q", got)
	}
}

func TestFileURL(t *testing.T) {
	cases := map[string]string{
		"/home/ann/Pictures/a.png": "file:///home/ann/Pictures/a.png",
		"/tmp/a b#1?é%.png":        "file:///tmp/a%20b%231%3F%C3%A9%25.png",
		"C:/pictures/a.png":        "file:///C:/pictures/a.png",
	}
	for path, want := range cases {
		if got := FileURL(path); got != want {
			t.Errorf("FileURL(%q) = %q, want %q", path, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + rapid.String().Draw(t, "path")
		u, err := url.Parse(FileURL(path))
		if err != nil || u.Host != "" || u.Path != path {
			t.Fatalf("FileURL(%q) = %q, which is %v, %v", path, FileURL(path), u, err)
		}
	})
}

func TestHome(t *testing.T) {
	cases := []struct{ path, home, want string }{
		{"/home/ann/Pictures/a.png", "/home/ann", "~/Pictures/a.png"},
		{"/home/ann/Pictures/a.png", "/home/ann/", "~/Pictures/a.png"},
		{"/home/ann", "/home/ann", "~"},
		{"/home/anna/a.png", "/home/ann", "/home/anna/a.png"},
		{"/srv/a.png", "/home/ann", "/srv/a.png"},
		{"/srv/a.png", "", "/srv/a.png"},
		{"/srv/a.png", "/", "/srv/a.png"},
	}
	for _, c := range cases {
		if got := Home(c.path, c.home); got != c.want {
			t.Errorf("Home(%q, %q) = %q, want %q", c.path, c.home, got, c.want)
		}
	}
}

func TestOpenCommand(t *testing.T) {
	desktop := []string{"HOME=/home/ann", "DISPLAY=:0"}
	cases := []struct {
		name    string
		goos    string
		environ []string
		want    []string // nil: it cannot be opened here
	}{
		{"linux", "linux", desktop, []string{"xdg-open", "file:///a%20b.png"}},
		{"wayland", "linux", []string{"WAYLAND_DISPLAY=wayland-0"}, []string{"xdg-open", "file:///a%20b.png"}},
		{"a server's console", "linux", []string{"HOME=/root"}, nil},
		{"empty display", "linux", []string{"DISPLAY="}, nil},
		{"ssh", "linux", append([]string{"SSH_CONNECTION=1.2.3.4 5 6.7.8.9 22"}, desktop...), nil},
		{"ssh to a mac", "darwin", []string{"SSH_TTY=/dev/ttys001"}, nil},
		{"mac", "darwin", nil, []string{"open", "/a b.png"}},
		{"windows", "windows", nil, []string{"rundll32", "url.dll,FileProtocolHandler", "/a b.png"}},
	}
	for _, c := range cases {
		cmd, ok := OpenCommand("/a b.png", c.goos, c.environ)
		if ok != (c.want != nil) {
			t.Errorf("%s: ok is %v", c.name, ok)
			continue
		}
		if ok && !slices.Equal(cmd.Args, c.want) {
			t.Errorf("%s: %q, want %q", c.name, cmd.Args, c.want)
		}
	}
}
