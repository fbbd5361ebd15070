package dialog

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Choice is one answer to a [Question].
type Choice struct {
	Label  string        // on its button
	Intent intent.Intent // what it asks for; nil only closes
}

// Question is a card with a question and buttons for its answers. Esc closes
// it without an answer.
type Question struct {
	id, title, text string
	choices         []Choice
	at              int      // the choice that enter takes
	spans           [][3]int // line, from, to of each button in the body as drawn last
}

// NewQuestion asks with one button for each choice. The first has the cursor: it
// is what the person asked for, or the safe one. Title, text and labels are made
// safe here.
func NewQuestion(id, title, text string, choices []Choice) *Question {
	q := &Question{id: id, title: term.SafeLine(title), text: term.Safe(text), choices: slices.Clone(choices)}
	for i, c := range q.choices {
		q.choices[i].Label = term.SafeLine(c.Label)
	}
	return q
}

// ID is the id it was made with.
func (q *Question) ID() string { return q.id }

// Text is the question.
func (q *Question) Text() string { return q.text }

// Choices are its answers.
func (q *Question) Choices() []Choice { return q.choices }

// Handle moves between the choices and takes one.
func (q *Question) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return q.handleKey(msg)
	case tea.MouseClickMsg:
		return q.click(msg)
	}
	return Result{}
}

func (q *Question) handleKey(msg tea.KeyPressMsg) Result {
	switch msg.Keystroke() {
	case "esc":
		return Result{Close: true}
	case "enter":
		return q.take(q.at)
	case "left", "up", "shift+tab":
		q.move(-1)
	case "right", "down", "tab":
		q.move(1)
	}
	return Result{}
}

func (q *Question) move(delta int) {
	if n := len(q.choices); n > 0 {
		q.at = (q.at + delta + n) % n
	}
}

func (q *Question) take(i int) Result {
	if i < 0 || i >= len(q.choices) || q.choices[i].Intent == nil {
		return Result{Close: true}
	}
	return Result{Close: true, Intent: []intent.Intent{q.choices[i].Intent}}
}

// click presses a button.
func (q *Question) click(msg tea.MouseClickMsg) Result {
	for i, sp := range q.spans {
		if msg.Button == tea.MouseLeft && msg.Y-bodyY == sp[0] && msg.X-bodyX >= sp[1] && msg.X-bodyX < sp[2] {
			return q.take(i)
		}
	}
	return Result{}
}

// View draws the card as small as its text allows.
func (q *Question) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, h := room(width, height, 60, height)
	lines := wrapped(q.text, w, s.Text)
	buttons := q.buttons(w, s)
	lines = lines[:max(min(len(lines), h-len(buttons)-1), 0)]
	for i := range q.spans {
		q.spans[i][0] += len(lines) + 1
	}
	lines = append(append(lines, ""), buttons...)
	c := card{title: q.title, lines: lines, keys: q.keys(), inner: w}
	return c.draw(width, height, s)
}

func (q *Question) keys() []widget.Key {
	var keys []widget.Key
	if len(q.choices) > 0 {
		keys = append(keys, widget.Key{Name: "enter", Does: "choose"})
	}
	if len(q.choices) > 1 {
		keys = append(keys, widget.Key{Name: "tab", Does: "other"})
	}
	return append(keys, widget.Key{Name: "esc", Does: "close"})
}

// buttons draws the choices side by side, on several lines if need be, and
// notes where each stands.
func (q *Question) buttons(width int, s *style.Style) []string {
	q.spans = q.spans[:0]
	var lines []string
	line, x := "", 0
	for i, c := range q.choices {
		label := " " + term.Truncate(c.Label, max(width-4, 1)) + " "
		cells := term.Width(label)
		if x > 0 && x+2+cells > width {
			lines, line, x = append(lines, line), "", 0
		}
		if x > 0 {
			line, x = line+"  ", x+2
		}
		st := s.Button
		if i == q.at {
			st = s.ButtonFocused
		}
		line += st.Render(label)
		q.spans = append(q.spans, [3]int{len(lines), x, x + cells})
		x += cells
	}
	return append(lines, line)
}
