package term

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of cells of a line. Escape sequences take none.
//
// Frames are measured over and over and are nearly all plain: those are
// counted here, ten times as fast as ansi.StringWidth, which has the last word
// on all others.
func Width(s string) int {
	cells := 0
	for i := 0; i < len(s); {
		n := 1
		switch c := s[i]; {
		case c >= ' ' && c <= '~':
			cells++
		case c == ansi.ESC:
			n = escape(s[i:])
		case c >= utf8.RuneSelf:
			n = plain(s[i:])
			cells++
		default:
			n = 0
		}
		if n == 0 {
			return ansi.StringWidth(s)
		}
		i += n
	}
	return cells
}

// plain is the length of the letter that a text begins with, if it takes one
// cell whatever is beside it; else 0. They are Latin letters, dashes and
// quotes, and what boxes and pictures are drawn with.
func plain(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r > 0xa0 && r < 0x300 && r != 0xa9 && r != 0xad && r != 0xae || r >= 0x2010 && r <= 0x2027 || r >= 0x2500 && r <= 0x259f || r == '▸' {
		return n
	}
	return 0
}

// escape is the length of the style or the link that a text begins with; 0 for
// another sequence.
func escape(s string) int {
	if strings.HasPrefix(s, "\x1b[") {
		for i := 2; i < len(s); i++ {
			switch c := s[i]; {
			case c == 'm':
				return i + 1
			case (c < '0' || c > '9') && c != ';' && c != ':':
				return 0
			}
		}
	}
	if strings.HasPrefix(s, "\x1b]8;") {
		for i := 4; i < len(s); i++ {
			switch c := s[i]; {
			case c == ansi.BEL:
				return i + 1
			case c == ansi.ESC && strings.HasPrefix(s[i:], "\x1b\\"):
				return i + 2
			case c < ' ' || c > '~':
				return 0
			}
		}
	}
	return 0
}
