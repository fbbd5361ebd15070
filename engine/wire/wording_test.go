package wire

import (
	"testing"
	"time"
)

func TestWaitsInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "Try again in a minute", 1400 * time.Millisecond: "Try again in 2 s", 119 * time.Second: "Try again in 119 s", 3 * time.Minute: "Try again in 3 minutes",
		5 * time.Hour: "Try again in 5 hours", 24 * time.Hour: "Try again in 24 hours", 71 * time.Hour: "Try again in 3 days",
	} {
		if got := hintLater(d); got != want {
			t.Errorf("%v is %q", d, got)
		}
	}
}

// Nothing of an order to a terminal is left, not even as words.
func TestOrdersToTerminalsLeaveNothing(t *testing.T) {
	for text, want := range map[string]string{
		"bad key \x1b]0;owned\x07here.":                                   "bad key here",
		"\x1b[31mred\x1b[0m and \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\": "red and link",
		"a\u009b2Jb\u009d0;t\u009cc":                                      "abc",
		"dcs \x1bPq#0;2;0\x1b\\ end":                                      "dcs end",
		"cut \x1b]0;never ended":                                          "cut",
		"one \x1bc two \x1b(B three":                                      "one two three",
		"plain [0m text ]0;x":                                             "plain [0m text ]0;x",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
