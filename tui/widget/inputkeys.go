package widget

import (
	"sort"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/term"
)

func (in *Input) press(msg tea.KeyPressMsg) {
	if text := typed(msg); text != "" {
		in.Insert(text)
		return
	}
	key := msg.Keystroke()
	plain := strings.Replace(key, "shift+", "", 1)
	move := in.moving(plain)
	switch {
	case move != nil && plain != key:
		in.buffer.extend(move)
	case move != nil:
		in.leave(plain, move)
	default:
		if act := in.editing(key); act != nil {
			act()
			in.goal = -1
		}
	}
}

// leave moves on; left and right from a selection go to its ends.
func (in *Input) leave(key string, move func()) {
	from, to := in.buffer.selection()
	switch {
	case from == to:
		move()
	case key == "left":
		in.buffer.move(from)
	case key == "right":
		in.buffer.move(to)
	default:
		move()
	}
}

// moving is how a key moves the cursor, nil for other keys.
func (in *Input) moving(key string) func() {
	b := &in.buffer
	to := func(where func() int) func() {
		return func() {
			b.move(where())
			in.goal = -1
		}
	}
	switch key {
	case "left", "ctrl+b":
		return to(b.left)
	case "right", "ctrl+f":
		return to(b.right)
	case "alt+b", "alt+left", "ctrl+left":
		return to(b.wordLeft)
	case "alt+f", "alt+right", "ctrl+right":
		return to(b.wordRight)
	case "home", "ctrl+a":
		return to(func() int { return b.lineStart(b.at) })
	case "end", "ctrl+e":
		return to(func() int { return b.lineEnd(b.at) })
	case "up":
		return func() { in.vertical(-1) }
	case "down":
		return func() { in.vertical(1) }
	}
	return nil
}

// typed is the text of a key press, "" if it is none: a letter with ctrl or alt
// is a command.
func typed(msg tea.KeyPressMsg) string {
	if msg.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock|tea.ModScrollLock) != 0 {
		return ""
	}
	if msg.Text == "" || strings.ContainsAny(msg.Text, "\r\n\t\x1b") {
		return ""
	}
	return msg.Text
}

// editing is what a key does to the text, nil for nothing.
func (in *Input) editing(key string) func() {
	b := &in.buffer
	switch key {
	case "backspace", "shift+backspace", "ctrl+h":
		return func() { b.erase(b.instead(b.left())) }
	case "delete", "ctrl+d":
		return func() { b.erase(b.instead(b.right())) }
	case "ctrl+k":
		return in.killToEnd
	case "ctrl+u":
		return in.killToStart
	case "ctrl+w":
		return func() { b.cut(b.instead(b.spaceLeft())) }
	case "alt+backspace":
		return func() { b.cut(b.instead(b.wordLeft())) }
	case "alt+d", "alt+delete":
		return func() { b.cut(b.instead(b.wordRight())) }
	case "ctrl+y":
		return func() { b.yank() }
	}
	return nil
}

// killToEnd kills to the end of the line, or joins the next line to it if the
// cursor is there already.
func (in *Input) killToEnd() {
	b := &in.buffer
	end := b.lineEnd(b.at)
	if end == b.at {
		end = b.right()
	}
	b.cut(end)
}

func (in *Input) killToStart() {
	b := &in.buffer
	start := b.lineStart(b.at)
	if start == b.at {
		start = b.left()
	}
	b.cut(start)
}

// vertical moves the cursor by lines on the screen and keeps to the column in
// which it started.
func (in *Input) vertical(delta int) {
	in.relay()
	row := in.cursorRow()
	to := row + delta
	if to < 0 || to >= len(in.layout) {
		return
	}
	if in.goal < 0 {
		in.goal = in.column(row, in.buffer.at)
	}
	in.buffer.move(in.offsetAt(to, in.goal))
}

// Click puts the cursor at the cell x, y, counted from the widget's upper left
// corner as drawn last.
func (in *Input) Click(x, y int) {
	in.relay()
	row := max(0, min(in.offset+y, len(in.layout)-1))
	in.buffer.move(in.offsetAt(row, x-term.Width(in.Mark)))
	in.goal = -1
}

// cursorRow is the line that the cursor is on. A cursor between two lines of
// a wrapped word is at the start of the second.
func (in *Input) cursorRow() int {
	after := sort.Search(len(in.layout), func(i int) bool { return in.layout[i].Start > in.buffer.at })
	return max(after-1, 0)
}

// line is what shows of a line, with tabs as spaces.
func (in *Input) line(i int) string {
	l := in.layout[i]
	return term.ExpandTabs(in.buffer.text[l.Start:l.End])
}

// column is the cell of an offset on a line; spaces that hang over its end
// share the last cell.
func (in *Input) column(row, at int) int {
	l := in.layout[row]
	return term.Width(term.ExpandTabs(in.buffer.text[l.Start:max(l.Start, min(at, l.End))]))
}

// offsetAt is the offset on a line that is nearest to a column from the left.
// The end of a line that was broken within a word is the next line's start, so
// the cursor stops before its last letter.
func (in *Input) offsetAt(row, column int) int {
	l := in.layout[row]
	broken := row < len(in.layout)-1 && l.Next == l.End
	at := l.Start
	for at < l.End {
		size, _ := term.NextGrapheme(in.buffer.text[at:l.End])
		if in.column(row, at+size) > column || broken && at+size == l.End {
			break
		}
		at += size
	}
	return at
}
