package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Form is a card of fields that are edited together. Accepted, it asks for
// what changed.
type Form struct {
	id, title string
	fields    []*field
	// done turns the intents of the fields that changed into what is asked for;
	// nil asks for them one by one.
	done   func(changed []intent.Intent) []intent.Intent
	width  int   // of the body that it would like, in cells
	at     int   // the field that has the keys
	tops   []int // line of the body where each field was drawn last
	offset int   // lines that are scrolled out of sight above
	// leaving says that esc was pressed over what is not accepted: it is said
	// what would be lost, and only esc again takes it away.
	leaving bool
}

// newForm makes a form with the keys in its first field. There must be one.
func newForm(id, title string, fields []*field) *Form {
	d := &Form{id: id, title: title, fields: fields, width: 62}
	d.focus(0)
	return d
}

// ID is what it was made with.
func (d *Form) ID() string { return d.id }

// Handle edits the field that has the keys.
func (d *Form) Handle(msg tea.Msg) Result {
	warned := d.leaving
	d.leaving = false
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if msg.Keystroke() == "esc" {
			d.leaving = d.changed() && !warned
			return Result{Close: !d.leaving}
		}
		return d.handleKey(msg)
	case tea.PasteMsg:
		d.fields[d.at].edit(msg)
	case tea.MouseClickMsg:
		d.click(msg)
	}
	return Result{}
}

func (d *Form) handleKey(msg tea.KeyPressMsg) Result {
	f := d.fields[d.at]
	switch key := msg.Keystroke(); key {
	case "enter":
		return d.accept()
	case "up", "shift+tab":
		d.focus(d.at - 1)
	case "down", "tab":
		d.focus(d.at + 1)
	case "left", "right":
		if f.step == nil {
			f.edit(msg)
			break
		}
		delta := 1
		if key == "left" {
			delta = -1
		}
		f.input.SetValue(f.step(f.text(), delta))
	default:
		f.edit(msg)
	}
	return Result{}
}

// focus gives the keys to a field; after the last comes the first.
func (d *Form) focus(i int) {
	d.at = (i + len(d.fields)) % len(d.fields)
	for j, f := range d.fields {
		f.focus(j == d.at)
	}
}

func (d *Form) click(msg tea.MouseClickMsg) {
	for i, top := range d.tops {
		if y := msg.Y - bodyY + d.offset - top; y >= 0 && y < d.fields[i].rows {
			d.focus(i)
			d.fields[i].whole = false
			d.fields[i].input.Click(msg.X-bodyX-labelWidth-2, y)
		}
	}
}

// changed says whether something was put into the form that would be lost.
func (d *Form) changed() bool {
	return slices.ContainsFunc(d.fields, func(f *field) bool {
		value, wrong := f.read(f.text())
		return f.text() != f.opened && (wrong != "" || value != f.before)
	})
}

// accept closes with what changed, or goes to the first field that is wrong.
func (d *Form) accept() Result {
	var changed []intent.Intent
	for i, f := range d.fields {
		value, err := f.read(f.text())
		if err != "" {
			d.focus(i)
			return Result{}
		}
		if value != f.before {
			changed = append(changed, f.set(value))
		}
	}
	if d.done != nil && len(changed) > 0 {
		changed = d.done(changed)
	}
	return Result{Close: true, Intent: changed}
}

// View draws the form.
func (d *Form) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, h := room(width, height, d.width, 14)
	note := d.note(w, s)
	spaced := h > 2*len(d.fields)+len(note)
	var lines []string
	var cursor *tea.Cursor
	d.tops = d.tops[:0]
	for i, f := range d.fields {
		if spaced && i > 0 {
			lines = append(lines, "")
		}
		d.tops = append(d.tops, len(lines))
		drawn, at := f.draw(w, i == d.at, s)
		if at != nil {
			cursor = shifted(at, 0, len(lines))
		}
		lines = append(lines, drawn...)
	}
	lines, cursor = d.sight(lines, cursor, h-len(note))
	if h > len(lines)+len(note) {
		lines = append(lines, "")
	}
	lines = append(lines, note...)
	c := card{title: d.title, lines: lines, keys: d.keys(), inner: w, cursor: cursor}
	return c.draw(width, height, s)
}

func (d *Form) keys() []widget.Key {
	if d.leaving {
		return []widget.Key{{Name: "enter", Does: "accept"}, {Name: "esc", Does: "drop it"}}
	}
	keys := []widget.Key{{Name: "enter", Does: "accept"}, {Name: "esc", Does: "leave"}}
	if d.fields[d.at].step != nil {
		keys = append(keys, widget.Key{Name: "left right", Does: "change"})
	}
	if len(d.fields) > 1 {
		keys = append(keys, widget.Key{Name: "tab", Does: "next"})
	}
	return keys
}

// lost is what is said to somebody who leaves what is not accepted.
const lost = "Not accepted yet. esc again drops what you changed."

// note is what stands under the fields: what would be lost, else what is wrong,
// else what the field takes. It has one line, or two where any of it needs them,
// so that nothing moves from field to field.
func (d *Form) note(width int, s *style.Style) []string {
	f, words := d.fields[d.at], s.Quiet
	text := f.hint
	if _, err := f.read(f.text()); err != "" {
		text, words = err, s.Error
	}
	if d.leaving {
		text, words = lost, s.Error
	}
	longest := term.Width(lost)
	for _, f := range d.fields {
		longest = max(longest, term.Width(f.hint))
	}
	lines := term.Wrap(text, width)
	if len(lines) > 1 {
		lines = []string{lines[0], strings.Join(lines[1:], " ")}
	}
	if longest > width && len(lines) == 1 {
		lines = append(lines, "")
	}
	for i, line := range lines {
		lines[i] = words.Render(term.Truncate(line, width))
	}
	return lines
}

// sight is what shows of the fields in some rows: the one that has the keys
// always does.
func (d *Form) sight(lines []string, cursor *tea.Cursor, rows int) ([]string, *tea.Cursor) {
	rows = max(rows, 1)
	top := d.tops[d.at]
	d.offset = min(d.offset, top, max(len(lines)-rows, 0))
	d.offset = max(d.offset, top+d.fields[d.at].rows-rows)
	return lines[d.offset:min(d.offset+rows, len(lines))], shifted(cursor, 0, -d.offset)
}

// text is what stands in a field, without spaces around it.
func (f *field) text() string { return strings.TrimSpace(f.input.Value()) }
