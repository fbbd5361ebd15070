package widget

import (
	"strings"

	"easel/tui/style"
)

// List is a list of rows with a cursor, of which some can be marked. Rows may
// be of different heights; the list asks for the text of those that show.
type List struct {
	Style *style.Style
	// Row draws row i at a width in cells; it may return several lines.
	Row func(i, width int, selected, marked bool) string
	// OneLine says that every row is one line, so that those out of sight need
	// not be drawn to be measured.
	OneLine bool
	// Empty is shown when there are no rows.
	Empty string

	count  int
	cursor int
	offset int  // the first row that shows
	free   bool // scrolled by the wheel: the cursor may be out of sight
	marks  map[int]bool
	shown  []shownRow       // as drawn last
	drawn  map[int][]string // rows of the View at work, so that none is drawn twice
}

type shownRow struct{ index, top, height int }

// NewList makes an empty list.
func NewList(s *style.Style, row func(i, width int, selected, marked bool) string) *List {
	return &List{Style: s, Row: row, marks: map[int]bool{}}
}

// SetCount says how many rows there are. The cursor stays where it can; marks
// of rows that are no more go.
func (l *List) SetCount(n int) {
	l.count = max(n, 0)
	l.cursor = l.within(l.cursor)
	l.offset = l.within(l.offset)
	for i := range l.marks {
		if i >= l.count {
			delete(l.marks, i)
		}
	}
}

// Count is the number of rows.
func (l *List) Count() int { return l.count }

// Cursor is the row of the cursor, or -1 when the list is empty.
func (l *List) Cursor() int {
	if l.count == 0 {
		return -1
	}
	return l.cursor
}

// SetCursor puts the cursor on row i, or the nearest there is.
func (l *List) SetCursor(i int) {
	l.cursor, l.free = l.within(i), false
}

// Move moves the cursor by delta rows.
func (l *List) Move(delta int) { l.SetCursor(l.cursor + delta) }

// Page moves the cursor by as many rows as show, down or (negative) up.
func (l *List) Page(direction int) {
	l.Move(direction * max(len(l.shown)-1, 1))
}

// First moves the cursor to the first row.
func (l *List) First() { l.SetCursor(0) }

// Last moves the cursor to the last row.
func (l *List) Last() { l.SetCursor(l.count - 1) }

// Wheel scrolls by delta rows without moving the cursor.
func (l *List) Wheel(delta int) {
	l.free = true
	l.offset = l.within(l.offset + delta)
}

// Toggle marks the row of the cursor, or takes its mark away.
func (l *List) Toggle() {
	if l.count == 0 {
		return
	}
	if l.marks[l.cursor] {
		delete(l.marks, l.cursor)
		return
	}
	l.marks[l.cursor] = true
}

// Marked lists the marked rows from first to last.
func (l *List) Marked() []int {
	var rows []int
	for i := range l.count {
		if l.marks[i] {
			rows = append(rows, i)
		}
	}
	return rows
}

// Click puts the cursor on the row drawn at line y, counted from the top of
// the list. It returns the row, or -1 if there is none.
func (l *List) Click(y int) int {
	for _, r := range l.shown {
		if y >= r.top && y < r.top+r.height {
			l.cursor = r.index
			return r.index
		}
	}
	return -1
}

// View draws the list at exactly width x height cells.
func (l *List) View(width, height int) string {
	l.shown = l.shown[:0]
	l.drawn = map[int][]string{}
	if l.count == 0 || height <= 0 || width <= 0 {
		return clip(paint(l.Style.Placeholder, l.Empty), width, height)
	}
	rowWidth, bar := width, width > 2 && l.overflows(width, height)
	if bar {
		rowWidth = width - 2
		clear(l.drawn)
	}
	l.settle(rowWidth, height)
	lines := l.draw(rowWidth, height)
	if !bar {
		return clip(strings.Join(lines, "\n"), width, height)
	}
	first, last := l.offset, l.offset
	if n := len(l.shown); n > 0 {
		last = l.shown[n-1].index
	}
	return beside(lines, rowWidth, scrollMark(first, last+1, l.count, height, l.Style))
}

// draw renders rows from the offset on, until the height is full.
func (l *List) draw(width, height int) []string {
	var lines []string
	for i := l.offset; i < l.count && len(lines) < height; i++ {
		row := l.rowLines(i, width)
		l.shown = append(l.shown, shownRow{i, len(lines), min(len(row), height-len(lines))})
		lines = append(lines, row...)
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return lines[:height]
}

func (l *List) rowLines(i, width int) []string {
	lines, ok := l.drawn[i]
	if !ok {
		lines = strings.Split(l.Row(i, width, i == l.cursor, l.marks[i]), "\n")
		l.drawn[i] = lines
	}
	return lines
}

// overflows reports whether the rows are higher than the room.
func (l *List) overflows(width, height int) bool {
	if l.OneLine || l.count > height {
		return l.count > height
	}
	used := 0
	for i := range l.count {
		if used += len(l.rowLines(i, width)); used > height {
			return true
		}
	}
	return false
}

// settle moves the offset so that the cursor's row shows, and so that no room
// is left at the end while rows are hidden above.
func (l *List) settle(width, height int) {
	if !l.free {
		l.offset = min(l.offset, l.cursor)
		l.offset = max(l.offset, l.topFor(l.cursor, width, height))
	}
	l.offset = min(l.offset, l.topFor(l.count-1, width, height))
}

// topFor is the first row that can show with row last wholly in sight.
func (l *List) topFor(last, width, height int) int {
	if l.OneLine {
		return max(last-height+1, 0)
	}
	used := len(l.rowLines(last, width))
	top := last
	for top > 0 {
		used += len(l.rowLines(top-1, width))
		if used > height {
			break
		}
		top--
	}
	return top
}

func (l *List) within(i int) int {
	return max(min(i, l.count-1), 0)
}
