package dialog

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Dialects lists the generators that a prompt can be written for, each with
// what would be copied and what is lost on the way.
type Dialects struct {
	all     []dialect.Dialect
	written []dialect.Result // in the same order
	list    *widget.List     // at the top of the body
	preview *widget.Scroll
	laid    laid // what the preview was wrapped for
}

// laid is what a preview depends on.
type laid struct {
	row, width int
	style      *style.Style
}

// NewDialects writes a source in every dialect. The cursor begins at the one
// named; at the first where there is no such one.
func NewDialects(source dialect.Source, at string) *Dialects {
	all, err := dialect.All()
	d := &Dialects{all: all, list: widget.NewList(nil, nil), preview: widget.NewScroll(nil), laid: laid{row: -1}}
	if err != nil {
		d.list.Empty = term.SafeLine(err.Error())
	}
	d.list.SetCount(len(all))
	for i, one := range all {
		d.written = append(d.written, one.Write(source))
		if one.Name == at {
			d.list.SetCursor(i)
		}
	}
	return d
}

// ID is "dialects".
func (d *Dialects) ID() string { return "dialects" }

// Handle moves, reads, copies.
func (d *Dialects) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.key(msg)
	case tea.MouseWheelMsg:
		d.preview.Down(wheel(msg))
	case tea.MouseClickMsg:
		before := d.list.Cursor()
		if row := d.list.Click(msg.Y - bodyY); msg.Button == tea.MouseLeft && row >= 0 && row == before {
			return d.choose()
		}
	}
	return Result{}
}

func (d *Dialects) key(msg tea.KeyPressMsg) Result {
	switch key := msg.Keystroke(); key {
	case "esc", "shift+y":
		return Result{Close: true}
	case "enter", "y":
		return d.choose()
	case "up", "k":
		d.list.Move(-1)
	case "down", "j":
		d.list.Move(1)
	case "home", "g":
		d.list.First()
	case "end", "shift+g":
		d.list.Last()
	case "pgup":
		d.preview.Page(-1)
	case "pgdown", "space":
		d.preview.Page(1)
	}
	return Result{}
}

func (d *Dialects) choose() Result {
	at := d.list.Cursor()
	if at < 0 {
		return Result{}
	}
	return Result{Close: true, Intent: []intent.Intent{intent.CopyFor{Dialect: d.all[at].Name}}}
}

// wideEnough is from which width on the preview stands beside the list, and
// listWidth how wide the list is then.
const (
	wideEnough = 84
	listWidth  = 36
)

// View draws the list, and beside or under it what would be copied.
func (d *Dialects) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	d.list.Style, d.preview.Style = s, s
	d.list.Row = func(i, w int, selected, _ bool) string { return d.row(i, w, selected, s) }
	const wide, high = 112, 12 // the same for each row, so that nothing moves
	w, h := room(width, height, wide, high)
	c := card{title: "Copy written for", inner: w, keys: []widget.Key{
		{Name: "enter", Does: "copy"}, {Name: "esc", Does: "close"}, {Name: "up down", Does: "choose"},
	}}
	if w >= wideEnough {
		c.lines = d.beside(w, h, s)
	} else {
		w, h = room(width, height, wide, 2*high)
		c.lines = d.under(w, h, s)
	}
	if !d.preview.AtEnd() || d.preview.Offset() > 0 {
		c.keys = append(c.keys, widget.Key{Name: "pgdown", Does: "read on"})
	}
	return c.draw(width, height, s)
}

// beside puts the preview at the right of the list.
func (d *Dialects) beside(w, h int, s *style.Style) []string {
	d.lay(w-listWidth-3, s)
	left := strings.Split(d.list.View(listWidth, h), "\n")
	right := strings.Split(d.preview.View(w-listWidth-3, h), "\n")
	for i := range min(len(left), len(right)) {
		left[i] = term.Pad(left[i], listWidth) + " " + s.Border.Render("│") + " " + right[i]
	}
	return left
}

// under puts the preview under the list, which gives way to it where there are
// few lines.
func (d *Dialects) under(w, h int, s *style.Style) []string {
	const fewest = 3
	d.lay(w, s)
	rows := max(min(len(d.all), h-1-min(d.preview.Len(), 2*h/3)), min(fewest, h))
	lines := strings.Split(d.list.View(w, rows), "\n")
	if rest := h - rows - 1; rest > 0 {
		lines = append(lines, s.Border.Render(strings.Repeat("─", w)))
		lines = append(lines, strings.Split(d.preview.View(w, rest), "\n")...)
	}
	return lines
}

// lay wraps the preview of the row under the cursor.
func (d *Dialects) lay(width int, s *style.Style) {
	now := laid{d.list.Cursor(), width, s}
	if now == d.laid || now.row < 0 {
		return
	}
	inner := widget.ScrollInner(width)
	r := d.written[now.row]
	lines := wrapped(term.Safe(head(r.Paste())), inner, s.Text)
	if len(r.Lost) > 0 {
		lines = append(lines, "")
	}
	for _, sentence := range r.Lost {
		for i, line := range term.Wrap(term.SafeLine(sentence), max(inner-2, 1)) {
			mark := "  "
			if i == 0 {
				mark = s.Warn.Render("!") + " "
			}
			lines = append(lines, mark+s.Quiet.Render(line))
		}
	}
	d.preview.SetLines(lines)
	if now.row != d.laid.row {
		d.preview.Top()
	}
	d.laid = now
}

// head is as much of a text as can be read in a dialog.
func head(text string) string {
	if len(text) <= maxPreview {
		return text
	}
	return strings.ToValidUTF8(text[:maxPreview], "") + style.MoreMark
}

// row is a dialect with how long the prompt is in it.
func (d *Dialects) row(i, width int, selected bool, s *style.Style) string {
	words, meter := s.Text.Render(d.all[i].Title), d.meter(i, s)
	room := max(width-2-term.Width(meter)-1, 0)
	return rowLine(term.Pad(term.Truncate(words, room), room)+" "+meter, width, selected, s.Selected, s)
}

// meter is the length, beside the limit where there is one.
func (d *Dialects) meter(i int, s *style.Style) string {
	l := d.written[i].Length
	text := fmt.Sprint(l.Value)
	if l.Limit > 0 {
		text = fmt.Sprintf("%d/%d", l.Value, l.Limit)
	}
	if l.Unit == prompt.Words {
		text += " words"
	}
	if l.Over() > 0 {
		return s.Error.Render("too long " + text)
	}
	return s.Quiet.Render(text)
}
