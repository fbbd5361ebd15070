package dialog

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// ParseSize reads "1536x1024" or a ratio such as "3:2" as a size in pixels.
type ParseSize func(text string) (width, height int, err error)

// Settings is the form for what the next generation is asked for. It only has
// the fields that the image generator knows.
type Settings struct {
	can    catalog.Capabilities
	parse  ParseSize
	fields []*field
	at     int   // the field that has the keys
	tops   []int // line of the body where each field was drawn last
}

// NewSettings makes the form as the settings are now. Sizes are read by parse,
// so that the form and the commands agree on what a ratio is.
func NewSettings(now prompt.Settings, negative string, can catalog.Capabilities, parse ParseSize) *Settings {
	d := &Settings{can: can, parse: parse}
	d.fields = append(d.fields, d.sizeField(now), d.countField(now))
	if len(can.Qualities) > 0 {
		d.fields = append(d.fields, d.qualityField(now))
	}
	if can.Seed {
		d.fields = append(d.fields, d.seedField(now))
	}
	if can.Negative {
		d.fields = append(d.fields, d.negativeField(negative))
	}
	for _, p := range can.Parameters {
		d.fields = append(d.fields, ownField(p, now.Own[p.Name]))
	}
	d.focus(0)
	return d
}

// ID is "settings".
func (d *Settings) ID() string { return "settings" }

// Handle edits the field that has the keys.
func (d *Settings) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.handleKey(msg)
	case tea.PasteMsg:
		d.fields[d.at].edit(msg)
	case tea.MouseClickMsg:
		d.click(msg)
	}
	return Result{}
}

func (d *Settings) handleKey(msg tea.KeyPressMsg) Result {
	f := d.fields[d.at]
	switch key := msg.Keystroke(); key {
	case "esc":
		return Result{Close: true}
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
func (d *Settings) focus(i int) {
	d.at = (i + len(d.fields)) % len(d.fields)
	for j, f := range d.fields {
		f.focus(j == d.at)
	}
}

func (d *Settings) click(msg tea.MouseClickMsg) {
	for i, top := range d.tops {
		if y := msg.Y - bodyY - top; y >= 0 && y < d.fields[i].rows {
			d.focus(i)
			d.fields[i].whole = false
			d.fields[i].input.Click(msg.X-bodyX-labelWidth-2, y)
		}
	}
}

// accept closes with what changed, or goes to the first field that is wrong.
func (d *Settings) accept() Result {
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
	return Result{Close: true, Intent: changed}
}

// View draws the form.
func (d *Settings) View(width, height int, s *style.Style) (string, *tea.Cursor) {
	w, h := room(width, height, 62, 14)
	spaced := h >= 2*len(d.fields)+2
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
	if h > len(lines)+1 {
		lines = append(lines, "")
	}
	lines = append(lines, d.note(w, s))
	c := card{title: "Settings of the next generation", lines: lines, keys: d.keys(), inner: w, cursor: cursor}
	return c.draw(width, height, s)
}

func (d *Settings) keys() []widget.Key {
	keys := []widget.Key{{Name: "enter", Does: "accept"}, {Name: "esc", Does: "leave"}}
	if d.fields[d.at].step != nil {
		keys = append(keys, widget.Key{Name: "left right", Does: "change"})
	}
	return append(keys, widget.Key{Name: "tab", Does: "next"})
}

// note is the one line under the fields: what is wrong, else what the field
// takes.
func (d *Settings) note(width int, s *style.Style) string {
	f := d.fields[d.at]
	if _, err := f.read(f.text()); err != "" {
		return s.Error.Render(term.Truncate(err, width))
	}
	return s.Quiet.Render(term.Truncate(f.hint, width))
}

// text is what stands in a field, without spaces around it.
func (f *field) text() string { return strings.TrimSpace(f.input.Value()) }

func (d *Settings) sizeField(now prompt.Settings) *field {
	before := sizeText(now.Width, now.Height)
	presets := make([]string, len(d.can.Presets))
	for i, p := range d.can.Presets {
		presets[i] = sizeText(p.Width, p.Height)
	}
	f := newField("Size", before, before)
	f.replaces = true
	f.hint = d.sidesText()
	f.step = func(text string, delta int) string { return stepThrough(presets, text, delta) }
	f.read = d.readSize
	f.beside = func(text string) string {
		value, err := d.readSize(text)
		if err != "" {
			return ""
		}
		if strings.Contains(text, ":") {
			return value
		}
		return ratioText(value)
	}
	f.set = func(value string) intent.Intent { return intent.SetSize{Size: value} }
	return f
}

func (d *Settings) countField(now prompt.Settings) *field {
	before := strconv.Itoa(now.Count)
	most := max(d.can.MaxCount, 1)
	f := newField("Pictures", before, before)
	f.replaces = true
	f.hint = "1 to " + strconv.Itoa(most) + " pictures in one generation."
	if most == 1 {
		f.hint = "This generator paints one picture at a time."
	}
	f.read = func(text string) (string, string) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > most {
			return "", f.hint
		}
		return strconv.Itoa(n), ""
	}
	f.step = func(text string, delta int) string {
		n, err := strconv.Atoi(text)
		if err != nil {
			return before
		}
		return strconv.Itoa(max(1, min(n+delta, most)))
	}
	f.set = func(value string) intent.Intent { return intent.SetCount{Count: value} }
	return f
}

// theDefault is what the field for the quality says when none is asked for.
const theDefault = "default"

func (d *Settings) qualityField(now prompt.Settings) *field {
	f := choiceField("Quality", now.Quality, d.can.Qualities)
	f.set = func(value string) intent.Intent { return intent.SetQuality{Quality: value} }
	return f
}

func (d *Settings) seedField(now prompt.Settings) *field {
	before := ""
	if now.Seed != nil {
		before = strconv.FormatUint(uint64(*now.Seed), 10)
	}
	f := newField("Seed", before, before)
	f.replaces = true
	f.input.Placeholder = "new each time"
	f.hint = "A number paints the same picture again; empty draws a new seed each time."
	f.read = func(text string) (string, string) {
		if text == "" || strings.EqualFold(text, "new") {
			return "", ""
		}
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return "", "A seed is a whole number from 0 to 4294967295."
		}
		return strconv.FormatUint(n, 10), ""
	}
	f.set = func(value string) intent.Intent { return intent.SetSeed{Seed: value} }
	return f
}

func (d *Settings) negativeField(negative string) *field {
	f := newField("Negative", negative, strings.TrimSpace(term.Safe(negative)))
	f.input.Placeholder = "nothing"
	f.input.MaxRows = 3
	f.hint = "What must not be in the picture, with commas between."
	f.read = func(text string) (string, string) { return text, "" }
	f.set = func(value string) intent.Intent { return intent.SetNegative{Text: value} }
	return f
}
