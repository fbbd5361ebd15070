package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Take chooses which axes of one prompt come into the current one.
type Take struct {
	name string // of the prompt that they come from
	id   string // its id
	rows []takeRow
	list *widget.List
}

type takeRow struct {
	axis       prompt.Axis
	value, now string
}

// NewTake offers the axes on which a prompt differs from the current one. Name
// is the prompt in a title: "A". It is nil when there are none.
func NewTake(name string, from, current prompt.Prompt) *Take {
	d := &Take{name: term.SafeLine(name), id: from.ID}
	for _, a := range prompt.AllAxes() {
		if v := from.Axes[a]; v != "" && v != current.Axes[a] {
			d.rows = append(d.rows, takeRow{a, v, current.Axes[a]})
		}
	}
	if len(d.rows) == 0 {
		return nil
	}
	d.list = widget.NewList(nil, nil)
	d.list.SetCount(len(d.rows))
	return d
}

// ID is "take".
func (d *Take) ID() string { return "take" }

// Handle moves, marks and chooses.
func (d *Take) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.handleKey(msg.Keystroke())
	case tea.MouseWheelMsg:
		d.list.Wheel(wheel(msg))
	case tea.MouseClickMsg:
		before := d.list.Cursor()
		if row := d.list.Click(msg.Y - bodyY); msg.Button == tea.MouseLeft && row >= 0 && row == before {
			return d.choose()
		}
	}
	return Result{}
}

func (d *Take) handleKey(key string) Result {
	switch key {
	case "esc":
		return Result{Close: true}
	case "enter":
		return d.choose()
	case "space":
		d.list.Toggle()
	case "j":
		d.list.Move(1)
	case "k":
		d.list.Move(-1)
	default:
		moveList(d.list, key)
	}
	return Result{}
}

// choose takes the marked axes, or the one under the cursor.
func (d *Take) choose() Result {
	chosen := d.list.Marked()
	if len(chosen) == 0 {
		chosen = []int{d.list.Cursor()}
	}
	var all intent.Decide
	for _, i := range chosen {
		all.Decisions = append(all.Decisions, intent.Decision{Axis: string(d.rows[i].axis), Value: d.rows[i].value, From: d.id, Of: d.name})
	}
	return Result{Close: true, Intent: []intent.Intent{all}}
}

// View draws the axes, each with what it is there and what it is now.
func (d *Take) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	d.list.Style = s
	w, h := room(width, height, 78, len(d.rows)*2)
	d.list.Row = func(i, w int, selected, marked bool) string { return d.row(d.rows[i], w, selected, marked, s) }
	lines := strings.Split(d.list.View(w, min(h, len(d.rows))), "\n")
	keys := []widget.Key{{Name: "enter", Does: "take"}, {Name: "space", Does: "mark several"}, {Name: "esc", Does: "close"}}
	c := card{title: "Take from " + d.name + " into the current prompt", lines: lines, keys: keys, inner: w}
	return c.draw(width, height, s)
}

func (d *Take) row(r takeRow, width int, selected, marked bool, s *style.Style) string {
	mark := " "
	if marked {
		mark = style.MarkedMark
	}
	width -= 2
	line := mark + " " + s.Strong.Render(term.Pad(string(r.axis), labelWidth+1)) + " " + s.Text.Render(term.SafeLine(r.value))
	if r.now != "" {
		line += s.Quiet.Render("   now " + term.SafeLine(r.now))
	}
	return rowLine(term.Truncate(line, width), width+2, selected, s.Selected, s)
}
