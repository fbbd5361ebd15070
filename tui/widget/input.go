package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/style"
	"easel/tui/term"
)

// Input is a text input of one to several lines, which grows with its text and
// is edited with readline's keys. Keys that edit nothing are left for the key
// table.
//
// It is not Bubbles' text area, for that one cannot be brought to do what a
// prompt needs: its cursor stands between runes, so it splits emoji and
// accented letters; it holds 10,000 lines at most and drops the rest of a
// paste; it has no undo, and what it kills cannot be yanked back.
type Input struct {
	Style       *style.Style
	Placeholder string // shown while it is empty
	Mark        string // before the first line, "> " by default
	MaxRows     int    // rows it grows to before it scrolls

	buffer  buffer
	focused bool
	goal    int // the column that up and down keep to; -1 when another key was pressed
	offset  int // first line that shows
	width   int // of the text, as drawn or asked for last
	rows    int // as drawn last

	layout      []term.Line // of layoutText at layoutWidth
	layoutText  string
	layoutWidth int
}

// NewInput makes an empty input without focus that grows to maxRows.
func NewInput(s *style.Style, maxRows int) *Input {
	return &Input{Style: s, Mark: style.PromptMark + " ", MaxRows: max(maxRows, 1), goal: -1, width: 40}
}

// Focus shows the cursor; Blur hides it. Keys are handled either way.
func (in *Input) Focus() { in.focused = true }

// Blur hides the cursor.
func (in *Input) Blur() { in.focused = false }

// Value is the text.
func (in *Input) Value() string { return in.buffer.text }

// Empty reports whether there is no text.
func (in *Input) Empty() bool { return in.buffer.text == "" }

// SetValue replaces the text, made safe, and puts the cursor at its end. It
// can be undone, so that a draft that was replaced is not lost.
func (in *Input) SetValue(text string) {
	in.buffer.set(term.Safe(text))
	in.goal = -1
}

// Load empties the input and begins with a text, made safe: undo goes back to it
// and no further.
func (in *Input) Load(text string) {
	in.Reset()
	in.buffer.text = term.Safe(text)
	in.buffer.at = len(in.buffer.text)
}

// Reset empties the input and forgets its undo steps, but not the kill.
func (in *Input) Reset() {
	in.buffer = buffer{kill: in.buffer.kill}
	in.goal, in.offset = -1, 0
}

// Insert types text, made safe, at the cursor.
func (in *Input) Insert(text string) {
	in.buffer.insert(term.Safe(text))
	in.goal = -1
}

// InsertNewline starts a new line at the cursor.
func (in *Input) InsertNewline() { in.Insert("\n") }

// Undo takes back the last step of typing; it reports whether there was one.
func (in *Input) Undo() bool { return in.buffer.undo() }

// Redo does again what Undo took back; it reports whether there was anything.
func (in *Input) Redo() bool { return in.buffer.redo() }

// Offset is the place of the cursor in Value, in bytes.
func (in *Input) Offset() int { return in.buffer.at }

// SetOffset puts the cursor at, or just after, a place in Value, in bytes.
func (in *Input) SetOffset(at int) {
	in.buffer.move(in.buffer.settled(max(0, min(at, len(in.buffer.text)))))
	in.goal = -1
}

// Update edits the text by a key press or a paste. It reports whether the text is
// another one now.
func (in *Input) Update(msg tea.Msg) (changed bool) {
	before := in.buffer.text
	switch msg := msg.(type) {
	case tea.PasteMsg:
		in.paste(msg.Content)
	case tea.KeyPressMsg:
		in.press(msg)
	}
	return in.buffer.text != before
}

// paste takes CR for a newline: terminals send a pasted newline as the key
// that a person would have pressed.
func (in *Input) paste(text string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	in.buffer.rest()
	in.Insert(text)
	in.buffer.rest()
}

// View draws the input at exactly width x rows cells, with the line of the
// cursor in sight.
func (in *Input) View(width, rows int) string {
	if width <= 0 || rows <= 0 {
		return ""
	}
	in.lay(width)
	in.rows = rows
	indent := term.Spaces(term.Width(in.Mark))
	row := in.cursorRow()
	in.offset = max(min(in.offset, row, len(in.layout)-rows), row-rows+1, 0)

	lines := make([]string, 0, rows)
	for i := in.offset; i < len(in.layout) && len(lines) < rows; i++ {
		lead := indent
		if i == 0 {
			lead = in.Style.Prompt.Render(in.Mark)
		}
		lines = append(lines, lead+in.styled(i))
	}
	if in.Empty() && in.Placeholder != "" {
		lines[0] = in.Style.Prompt.Render(in.Mark) + in.Style.Placeholder.Render(term.Truncate(in.Placeholder, in.width))
	}
	return clip(strings.Join(lines, "\n"), width, rows)
}

// styled is a line with what is selected of it.
func (in *Input) styled(i int) string {
	l, s := in.layout[i], in.Style
	from, to := in.buffer.selection()
	from, to = max(from, l.Start), min(to, l.End)
	if from >= to {
		return s.Text.Render(in.line(i))
	}
	head := term.ExpandTabs(in.buffer.text[l.Start:from])
	body := strings.TrimPrefix(term.ExpandTabs(in.buffer.text[l.Start:to]), head)
	tail := strings.TrimPrefix(in.line(i), head+body)
	return s.Text.Render(head) + s.Selection.Render(body) + s.Text.Render(tail)
}

// Selected is the text that is selected; empty when none is.
func (in *Input) Selected() string {
	from, to := in.buffer.selection()
	return in.buffer.text[from:to]
}

// Copy keeps what is selected for ctrl+y, and selects nothing any more.
func (in *Input) Copy() {
	if text := in.Selected(); text != "" {
		in.buffer.kill = text
		in.buffer.move(in.buffer.at)
	}
}

// Rows is how many rows the text needs at a width, from 1 to MaxRows.
func (in *Input) Rows(width int) int {
	in.lay(width)
	return max(1, min(len(in.layout), in.MaxRows))
}

// Cursor is the terminal's cursor, counted from the widget's upper left corner
// as drawn last; nil without focus.
func (in *Input) Cursor() *tea.Cursor {
	if !in.focused {
		return nil
	}
	in.relay()
	row := in.cursorRow()
	x := min(in.column(row, in.buffer.at), in.width)
	cursor := tea.NewCursor(term.Width(in.Mark)+x, max(row-in.offset, 0))
	cursor.Color = in.Style.Cursor
	return cursor
}

// lay wraps the text for a widget of that width. One cell is kept free at the
// right, for a cursor behind the last letter.
func (in *Input) lay(width int) {
	in.width = max(width-term.Width(in.Mark)-1, 1)
	in.relay()
}

func (in *Input) relay() {
	if in.layout != nil && in.layoutWidth == in.width && in.layoutText == in.buffer.text {
		return
	}
	in.layout = term.Layout(in.buffer.text, in.width)
	in.layoutText, in.layoutWidth = in.buffer.text, in.width
}
