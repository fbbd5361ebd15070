package term

import (
	"image"
	"strconv"
	"strings"
)

// ShowsPlaceholders reports whether a terminal is known to show pictures by
// Unicode placeholders, by the name that it gives itself (XTVERSION), such as
// "kitty(0.36.4)". That it answers a graphics query is not enough: WezTerm and
// others do, and show nothing but the placeholders. In tmux, Ghostty up to
// 1.3.1 draws them too narrow.
func ShowsPlaceholders(name string, tmux bool) bool {
	name = strings.ToLower(name)
	rest := strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyz")
	version := versionIn(rest)
	switch strings.TrimSuffix(name, rest) {
	case "kitty":
		return atLeast(version, 0, 28, 0)
	case "ghostty":
		return !tmux || atLeast(version, 1, 3, 2)
	case "rio":
		return true
	}
	return false
}

// MayBeAsked reports whether a terminal may be asked who it is, by its
// environment (as os.Environ). Apple's prints such questions; over ssh the
// answer may come when nobody waits for it any more, so only one that is known
// to show pictures, or a tmux over there, is asked.
func MayBeAsked(environ []string) bool {
	for _, known := range []string{"kitty", "ghostty", "rio", "tmux", "screen"} {
		if strings.Contains(value(environ, "TERM"), known) {
			return true
		}
	}
	return !Remote(environ) && value(environ, "TERM_PROGRAM") != "Apple_Terminal"
}

// versionIn reads the numbers of "(0.36.4)" or " 1.2.3-dev"; none for no
// version.
func versionIn(text string) []int {
	var numbers []int
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(field)
		if err != nil || len(numbers) == 3 {
			break
		}
		numbers = append(numbers, n)
	}
	return numbers
}

func atLeast(version []int, least ...int) bool {
	for i, n := range least {
		switch {
		case i >= len(version):
			return false
		case version[i] != n:
			return version[i] > n
		}
	}
	return true
}

// TmuxFormat is what tmux is asked about the terminal around it, and
// [ReadTmux] reads the answer.
const TmuxFormat = "#{client_termtype}|#{client_cell_width}x#{client_cell_height}|#{allow-passthrough}"

// ReadTmux reads what tmux says of the terminal around it: its name, the pixels
// of a cell (zero if it does not know) and whether it lets graphics through.
func ReadTmux(answer string) (terminal string, cell image.Point, through bool) {
	fields := strings.Split(strings.TrimSpace(answer), "|")
	if len(fields) != 3 {
		return "", image.Point{}, false
	}
	w, h, _ := strings.Cut(fields[1], "x")
	width, errWidth := strconv.Atoi(w)
	height, errHeight := strconv.Atoi(h)
	if errWidth == nil && errHeight == nil && width > 0 && height > 0 {
		cell = image.Pt(width, height)
	}
	switch fields[2] {
	case "", "0", "off":
		return fields[0], cell, false
	}
	return fields[0], cell, true // "on" and "all", which tmux 3.3 tells as numbers
}
