package tuitest

import (
	"fmt"
	"strings"
	"testing"
)

// named are the keys with a name, as xterm sends them.
func named() map[string]string {
	return map[string]string{
		"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
		"shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C", "ctrl+left": "\x1b[1;5D", "ctrl+right": "\x1b[1;5C",
		"home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
		"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
	}
}

// keyBytes is what a terminal sends for a key as Bubble Tea names it.
func keyBytes(t testing.TB, key string) string {
	t.Helper()
	if sent, ok := named()[key]; ok {
		return sent
	}
	if rest, ok := strings.CutPrefix(key, "alt+"); ok {
		return "\x1b" + keyBytes(t, rest)
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok && len(letter) == 1 && letter >= "a" && letter <= "z" {
		return string(letter[0] & 0x1f)
	}
	if len([]rune(key)) == 1 {
		return key
	}
	t.Fatalf("there is no key %q", key)
	return ""
}

// leftButton is a press and a release of the mouse, as SGR mouse mode sends
// them; cells count from 0 here and from 1 there.
func leftButton(x, y int) string {
	return fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1)
}

func wheel(x, y int, down bool) string {
	button := 64
	if down {
		button = 65
	}
	return fmt.Sprintf("\x1b[<%d;%d;%dM", button, x+1, y+1)
}
