package dialog

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// SessionRow is an earlier session to go on with.
type SessionRow struct {
	ID       string
	Title    string
	Updated  time.Time // in the person's own time zone
	Rounds   int
	Pictures int
}

// Sessions lists earlier sessions, newest first, to be found by typing.
type Sessions struct {
	all     []SessionRow
	found   []SessionRow
	today   time.Time
	filter  *widget.Input
	list    *widget.List
	listTop int // line of the body where the list was drawn
}

// NewSessions offers sessions; now tells which of them are of today. Titles are
// made safe here.
func NewSessions(rows []SessionRow, now time.Time) *Sessions {
	d := &Sessions{today: now, filter: widget.NewInput(nil, 1), list: widget.NewList(nil, nil)}
	for _, r := range rows {
		r.Title = term.SafeLine(r.Title)
		if r.Title == "" {
			r.Title = "(nothing sent yet)"
		}
		d.all = append(d.all, r)
	}
	d.filter.Placeholder = "which session?"
	d.filter.Focus()
	d.find()
	return d
}

// ID is "sessions".
func (d *Sessions) ID() string { return "sessions" }

// Handle filters, moves, and chooses.
func (d *Sessions) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.handleKey(msg)
	case tea.PasteMsg:
		d.typed(msg)
	case tea.MouseWheelMsg:
		d.list.Wheel(wheel(msg))
	case tea.MouseClickMsg:
		before := d.list.Cursor()
		if row := d.list.Click(msg.Y - bodyY - d.listTop); msg.Button == tea.MouseLeft && row >= 0 && row == before {
			return d.choose()
		}
	}
	return Result{}
}

func (d *Sessions) handleKey(msg tea.KeyPressMsg) Result {
	switch key := msg.Keystroke(); {
	case key == "esc":
		return Result{Close: true}
	case key == "enter":
		return d.choose()
	case !moveList(d.list, key):
		d.typed(msg)
	}
	return Result{}
}

func (d *Sessions) typed(msg tea.Msg) {
	if typeLine(d.filter, msg) {
		d.find()
	}
}

// find keeps the sessions whose title has every word that was typed.
func (d *Sessions) find() {
	words := strings.Fields(strings.ToLower(d.filter.Value()))
	d.found = d.found[:0]
	for _, r := range d.all {
		title := strings.ToLower(r.Title)
		here := true
		for _, w := range words {
			here = here && strings.Contains(title, w)
		}
		if here {
			d.found = append(d.found, r)
		}
	}
	d.list.SetCount(len(d.found))
	d.list.First()
	d.list.Empty = "There is no earlier session."
	if len(words) > 0 {
		d.list.Empty = "No session is called that."
	}
}

func (d *Sessions) choose() Result {
	at := d.list.Cursor()
	if at < 0 || at >= len(d.found) {
		return Result{}
	}
	return Result{Close: true, Intent: []intent.Intent{intent.OpenSession{ID: d.found[at].ID}}}
}

// View draws the list.
func (d *Sessions) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	d.filter.Style, d.list.Style = s, s
	w, h := room(width, height, 78, 20)
	d.listTop = 2
	if h < 9 {
		d.listTop = 1
	}
	d.list.Row = func(i, w int, selected, _ bool) string { return d.row(d.found[i], w, selected, s) }
	lines := append([]string{d.filter.View(w, 1), ""}[:d.listTop:d.listTop], strings.Split(d.list.View(w, h-d.listTop), "\n")...)
	keys := []widget.Key{{Name: "enter", Does: "go on with it"}, {Name: "esc", Does: "close"}, {Name: "up down", Does: "choose"}}
	c := card{title: "Earlier sessions", lines: lines, keys: keys, inner: w, cursor: d.filter.Cursor()}
	return c.draw(width, height, s)
}

// row is a title with what came of it and when.
func (d *Sessions) row(r SessionRow, width int, selected bool, s *style.Style) string {
	width -= 2
	facts := count(r.Rounds, "round") + ", " + count(r.Pictures, "picture") + "  " + d.when(r.Updated)
	if term.Width(facts) > width/2 {
		facts = d.when(r.Updated)
	}
	title := max(width-term.Width(facts)-2, 0)
	line := term.Pad(term.Truncate(s.Text.Render(r.Title), title), title) + "  " + s.Quiet.Render(facts)
	return rowLine(line, width+2, selected, s.Selected, s)
}

// when is the hour of today's, the day of earlier ones.
func (d *Sessions) when(t time.Time) string {
	if t.Format(time.DateOnly) == d.today.Format(time.DateOnly) {
		return "today " + t.Format("15:04")
	}
	return t.Format(time.DateOnly)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
