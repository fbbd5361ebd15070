package widget

import (
	"strings"

	"easel/tui/style"
)

// Scroll shows a window on lines. While its end shows, it stays at the end as
// lines are added, as a chat should; once scrolled up it stays where it is.
type Scroll struct {
	Style *style.Style

	lines  []string
	offset int
	height int // as drawn last
	away   bool
}

// NewScroll makes a view without lines, which stays at the end. For a text
// to be read from its beginning, call Top after SetLines.
func NewScroll(s *style.Style) *Scroll {
	return &Scroll{Style: s}
}

// SetLines replaces the lines; they were wrapped to the width before. With a
// scroll mark the view is two cells narrower, see [Scroll.Width].
func (v *Scroll) SetLines(lines []string) {
	v.lines = lines
	v.clamp()
}

// Len is the number of lines.
func (v *Scroll) Len() int { return len(v.lines) }

// Up scrolls up by n lines.
func (v *Scroll) Up(n int) { v.to(v.offset - n) }

// Down scrolls down by n lines.
func (v *Scroll) Down(n int) { v.to(v.offset + n) }

// Page scrolls by what shows less one line, down or (negative) up.
func (v *Scroll) Page(direction int) { v.to(v.offset + direction*max(v.height-1, 1)) }

// Top goes to the first line.
func (v *Scroll) Top() {
	v.to(0)
	v.away = true // even if all fits now, more lines must not carry it along
}

// Bottom goes to the end, and stays there.
func (v *Scroll) Bottom() {
	v.away = false
	v.clamp()
}

// AtEnd reports whether the last line shows.
func (v *Scroll) AtEnd() bool { return v.offset >= v.last() }

// Offset is the first line that shows.
func (v *Scroll) Offset() int { return v.offset }

// Show scrolls as little as needed to show the lines from first to last.
func (v *Scroll) Show(first, last int) {
	switch {
	case first < v.offset:
		v.to(first)
	case last >= v.offset+v.height:
		v.to(min(last-v.height+1, first))
	}
}

// View draws at exactly width x height cells, with a mark for the position
// at the right if there are more lines than fit.
func (v *Scroll) View(width, height int) string {
	v.height = max(height, 0)
	v.clamp()
	if len(v.lines) <= v.height || width < 3 {
		return clip(strings.Join(v.lines[v.offset:], "\n"), width, height)
	}
	end := min(v.offset+v.height, len(v.lines))
	return beside(v.lines[v.offset:end], width-2, scrollMark(v.offset, end, len(v.lines), height, v.Style))
}

// ScrollInner is the width to wrap lines to for a [Scroll] of that width, so
// that its mark covers nothing.
func ScrollInner(width int) int { return max(width-2, 1) }

func (v *Scroll) to(offset int) {
	v.offset = offset
	v.away = offset < v.last()
	v.clamp()
}

func (v *Scroll) clamp() {
	if !v.away {
		v.offset = v.last()
	}
	v.offset = max(min(v.offset, v.last()), 0)
}

func (v *Scroll) last() int { return max(len(v.lines)-v.height, 0) }

// beside puts a mark two cells to the right of each line.
func beside(lines []string, width int, marks []string) string {
	var out strings.Builder
	for i, m := range marks {
		if i > 0 {
			out.WriteByte('\n')
		}
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out.WriteString(exactly(line, width) + " " + m)
	}
	return out.String()
}

// scrollMark is a column that shows which part, [first, end) of total, is in
// sight.
func scrollMark(first, end, total, height int, s *style.Style) []string {
	marks := make([]string, height)
	size := max(height*(end-first)/max(total, 1), 1)
	room := height - size
	top := 0
	if hidden := total - (end - first); hidden > 0 {
		top = (room*first + hidden/2) / hidden
	}
	for i := range marks {
		marks[i] = s.ScrollTrack.Render("│")
		if i >= top && i < top+size {
			marks[i] = s.ScrollThumb.Render("┃")
		}
	}
	return marks
}
