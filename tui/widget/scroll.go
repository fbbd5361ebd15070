package widget

import (
	"slices"
	"strings"

	"easel/tui/style"
)

// Scroll shows a window on lines. While its end shows, it stays at the end as
// lines are added, as a chat should; once scrolled up it stays where it is.
type Scroll struct {
	Style *style.Style

	lines  []string
	offset int  // the first line that shows
	height int  // as it was drawn last
	away   bool // somebody went up from the end

	drawn string // kept: most frames change other panes
	as    sight  // what drawn shows
}

// sight is all that a drawing depends on besides the lines.
type sight struct {
	width, height, offset int
	style                 *style.Style
}

// NewScroll makes a view without lines, which stays at the end. For a text
// to be read from its beginning, call Top after SetLines.
func NewScroll(s *style.Style) *Scroll {
	return &Scroll{Style: s}
}

// SetLines replaces the lines; they were wrapped to the width before, and must
// not be changed after. With a scroll mark the view is two cells narrower, see
// [ScrollInner].
func (v *Scroll) SetLines(lines []string) {
	if !slices.Equal(lines, v.lines) {
		v.lines, v.drawn, v.as = lines, "", sight{}
	}
	v.settle()
}

// Len is the number of lines.
func (v *Scroll) Len() int { return len(v.lines) }

// Up scrolls up by n lines.
func (v *Scroll) Up(n int) { v.to(v.Offset() - n) }

// Down scrolls down by n lines.
func (v *Scroll) Down(n int) { v.to(v.Offset() + n) }

// Page scrolls by what shows less one line, down or (negative) up.
func (v *Scroll) Page(direction int) { v.Down(direction * max(v.height-1, 1)) }

// Top goes to the first line.
func (v *Scroll) Top() {
	v.to(0)
	v.away = true // even if all fits now, more lines must not carry it along
}

// Bottom goes to the end, and stays there.
func (v *Scroll) Bottom() {
	v.away = false
	v.settle()
}

// Reveal scrolls as little as shows a line.
func (v *Scroll) Reveal(line int) {
	if line < v.Offset() {
		v.to(line)
	} else if bottom := v.Offset() + v.height; line >= bottom {
		v.to(line - v.height + 1)
	}
}

// AtEnd reports whether the last line shows.
func (v *Scroll) AtEnd() bool { return v.offset >= v.last() }

// last is the offset at which the last line shows.
func (v *Scroll) last() int { return max(len(v.lines)-v.height, 0) }

// Offset is the first line that shows.
func (v *Scroll) Offset() int { return v.offset }

// View draws at exactly width x height cells, with a mark for the position
// at the right if there are more lines than fit.
func (v *Scroll) View(width, height int) string {
	v.height = max(height, 0)
	v.settle()
	if as := (sight{width, height, v.Offset(), v.Style}); as != v.as {
		v.as, v.drawn = as, v.draw(width, height)
	}
	return v.drawn
}

func (v *Scroll) draw(width, height int) string {
	end := min(v.offset+v.height, len(v.lines))
	shown := v.lines[v.offset:end]
	if len(v.lines) <= height || width < 3 {
		return clip(strings.Join(shown, "\n"), width, height)
	}
	return beside(shown, width-2, scrollMark(v.offset, end, len(v.lines), v.height, v.Style))
}

// to goes to a line and stays there, unless that shows the end. Who goes up
// where all fits stays at the top.
func (v *Scroll) to(offset int) {
	v.offset = min(max(offset, 0), v.last())
	v.away = offset < v.offset || !v.AtEnd()
}

// settle keeps the place valid after lines or height changed.
func (v *Scroll) settle() {
	if v.offset = min(v.offset, v.last()); !v.away {
		v.offset = v.last()
	}
}

// ScrollInner is the width to wrap lines to for a [Scroll] of that width, so
// that its mark covers nothing.
func ScrollInner(width int) int { return max(width-2, 1) }

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
	track, thumb := s.ScrollTrack.Render("│"), s.ScrollThumb.Render("┃")
	for i := range marks {
		marks[i] = track
		if i >= top && i < top+size {
			marks[i] = thumb
		}
	}
	return marks
}
