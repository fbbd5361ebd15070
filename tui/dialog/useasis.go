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

// maxPreview is how much of a pasted text can be read in the dialog, in bytes.
const maxPreview = 20_000

// UseAsIs asks whether a long text that was pasted is a prompt to use
// unaltered, or something to rewrite.
type UseAsIs struct {
	text    string // as it was pasted
	preview string // made safe
	told    string // what it is read as, made safe; empty for plain words
	scroll  *widget.Scroll
	width   int // that the preview is wrapped to
}

// NewUseAsIs asks about a text. Esc only closes: the draft stays in the input
// it came from.
func NewUseAsIs(text string) *UseAsIs {
	d := &UseAsIs{text: text, preview: strings.TrimSpace(term.Safe(head(text))), scroll: widget.NewScroll(nil)}
	source, wrong := dialect.Of(prompt.Prompt{Text: text})
	for _, sentence := range append(source.ReadAs(), wrong...) {
		d.told += term.SafeLine(sentence) + ". "
	}
	d.scroll.Top()
	return d
}

// ID is "use-as-is".
func (d *UseAsIs) ID() string { return "use-as-is" }

// Handle takes enter, r, esc, and what scrolls.
func (d *UseAsIs) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		d.scroll.Down(wheel(msg))
	case tea.KeyPressMsg:
		switch msg.String() {
		case "enter":
			return Result{Close: true, Intent: []intent.Intent{intent.UseText{Text: d.text}}}
		case "r", "R":
			return Result{Close: true, Intent: []intent.Intent{intent.Rewrite{Text: d.text}}}
		case "esc":
			return Result{Close: true}
		}
		scrollKey(d.scroll, msg)
	}
	return Result{}
}

// scrollKey moves a text that is only read.
func scrollKey(v *widget.Scroll, msg tea.KeyPressMsg) {
	switch msg.String() {
	case "up", "k":
		v.Up(1)
	case "down", "j":
		v.Down(1)
	case "pgup":
		v.Page(-1)
	case "pgdown", "space":
		v.Page(1)
	case "home", "g":
		v.Top()
	case "end", "G":
		v.Bottom()
	}
}

// View draws the question over the beginning of the text.
func (d *UseAsIs) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, h := room(width, height, 72, 16)
	d.scroll.Style = s
	if d.width != w {
		d.scroll.SetLines(term.Wrap(d.preview, widget.ScrollInner(w)))
		d.width = w
	}
	var told []string
	if d.told != "" {
		told = wrapped(d.told, w, s.Text)
		told = told[:min(len(told), max(h-3, 0))] // of the text one line is seen at least
	}
	rows := max(min(d.scroll.Len(), h-2-len(told)), 1)
	lines := strings.Split(d.scroll.View(w, rows), "\n")
	lines = append(append(lines, ""), told...)
	lines = append(lines, s.Quiet.Render(term.Truncate(wordCount(d.text), w)))
	c := card{title: "Use as it is?", lines: lines, inner: w, keys: []widget.Key{
		{Name: "enter", Does: "use it"}, {Name: "r", Does: "rewrite"}, {Name: "esc", Does: "back"},
	}}
	if rows < d.scroll.Len() {
		c.keys = append(c.keys, widget.Key{Name: "up down", Does: "scroll"})
	}
	return c.draw(width, height, s)
}

func wordCount(text string) string {
	n := len(strings.Fields(text))
	if n == 1 {
		return "1 word"
	}
	return fmt.Sprintf("%d words", n)
}
