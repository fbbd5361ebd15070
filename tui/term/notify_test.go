package term

import "testing"

func TestEachTerminalIsNotifiedInItsWay(t *testing.T) {
	for _, c := range []struct {
		environ []string
		want    string
	}{
		{nil, "\a"},
		{[]string{"TERM=xterm-256color"}, "\a"},
		{[]string{"TERM=xterm-256color", "TERM_PROGRAM=Apple_Terminal"}, "\a"},
		{[]string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app"}, "\x1b]9;Easel: saved, twice\a"},
		{[]string{"TERM=xterm-kitty"}, "\x1b]9;Easel: saved, twice\a"},
		{[]string{"TERM=xterm-ghostty"}, "\x1b]9;Easel: saved, twice\a"},
		{[]string{"TERM=xterm-256color", "VTE_VERSION=7600"}, "\x1b]777;notify;Easel;saved, twice\x1b\\"},
		{[]string{"TERM=foot"}, "\x1b]777;notify;Easel;saved, twice\x1b\\"},
		{[]string{"TERM=tmux-256color", "TERM_PROGRAM=tmux", "VTE_VERSION=7600"}, "\a"},
		{[]string{"TERM=xterm-kitty", "TMUX=/tmp/tmux-1000/default,1,0"}, "\a"},
	} {
		if got := Notification("saved; twice", c.environ); got != c.want {
			t.Errorf("%v: %q, not %q", c.environ, got, c.want)
		}
	}
}

func TestANotificationEndsWhereItEnds(t *testing.T) {
	got := Notification("a\x1b\\b\ac\n", []string{"TERM=foot"})
	if want := "\x1b]777;notify;Easel;a␛\\b␇c␊\x1b\\"; got != want {
		t.Errorf("%q", got)
	}
}
