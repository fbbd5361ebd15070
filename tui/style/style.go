// Package style turns a theme into the styles that the screen is drawn with.
// It exists so that panes and widgets name a meaning (Added, Locked, Error)
// and never a colour. New is a pure function: a screen holds one *Style and
// makes another when the theme changes. Everything under tui may import it.
//
// No meaning rests on colour alone. A colour comes with an attribute (added
// words are underlined, removed ones struck out), or with a mark or a word
// that the caller writes: [CursorMark], [MarkedMark], [StarMark], "error:".
package style

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"

	"easel/themes"
)

// The marks that stand beside a colour. Each is one cell wide in every font
// that terminals use.
const (
	CursorMark = "▸" // the row of the cursor
	MarkedMark = "●" // a row that is marked for comparing
	StarMark   = "★" // a favourite
	LockMark   = "▪" // locked words
	SketchMark = "~" // a small sketch among pictures
	PromptMark = ">" // the input
	MoreMark   = "…" // cut here
)

// Style has one style for each meaning. None has a width, padding or border
// of its own: sizes belong to who draws. The value must not be changed.
type Style struct {
	Theme themes.Theme

	// Words.
	Text        lipgloss.Style // what is read
	Strong      lipgloss.Style // the same, bold
	Quiet       lipgloss.Style // notes
	Faint       lipgloss.Style // seldom read: an old prompt while a new one is on its way
	Accent      lipgloss.Style // the one thing to look at, bold
	Placeholder lipgloss.Style // what an empty input says

	// Frames and their titles.
	Title            lipgloss.Style // the program's name, a dialog's title
	PaneTitle        lipgloss.Style
	PaneTitleFocused lipgloss.Style // bold; widgets also change the line
	PaneNote         lipgloss.Style // at the right end of a title line
	Border           lipgloss.Style
	BorderFocused    lipgloss.Style
	Header           lipgloss.Style // the screen's first line
	Footer           lipgloss.Style // and its last
	Dialog           lipgloss.Style // inside a dialog
	DialogBorder     lipgloss.Style

	// Rows and choices.
	Selected       lipgloss.Style // the cursor's row in the focused list
	SelectedQuiet  lipgloss.Style // the same in a list without the keys
	CursorMark     lipgloss.Style
	Marked         lipgloss.Style
	Selection      lipgloss.Style // selected words
	Button         lipgloss.Style
	ButtonFocused  lipgloss.Style // the button that enter presses
	Prompt         lipgloss.Style // the input's mark
	ScrollTrack    lipgloss.Style
	ScrollThumb    lipgloss.Style
	ProgressFilled lipgloss.Style
	ProgressEmpty  lipgloss.Style

	// What words are.
	Added   lipgloss.Style // underlined
	Removed lipgloss.Style // struck out
	Changed lipgloss.Style // italic
	Locked  lipgloss.Style // bold, in a colour of their own
	Star    lipgloss.Style
	Link    lipgloss.Style // underlined
	Badge   lipgloss.Style // a short label such as "by rule"
	Price   lipgloss.Style // what costs money

	// How it went. The words beside them say it as well.
	Ok    lipgloss.Style
	Warn  lipgloss.Style
	Error lipgloss.Style

	// The footer's keys.
	KeyName lipgloss.Style
	KeyHelp lipgloss.Style

	// Who speaks in the chat.
	You       lipgloss.Style
	Generator lipgloss.Style

	// For cells that no style has touched, and the terminal's cursor. They
	// are nil in a colourless theme: the terminal's own colours stay.
	Ground     color.Color
	Foreground color.Color
	Cursor     color.Color
}

// New makes the styles of a theme.
func New(t themes.Theme) *Style {
	if t.Colourless {
		return plain(t)
	}
	c := t.Colours
	ink := func(foreground color.RGBA) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(foreground)
	}
	return &Style{
		Theme: t,

		Text:        ink(c.Text),
		Strong:      ink(c.Text).Bold(true),
		Quiet:       ink(c.Quiet),
		Faint:       ink(c.Faint),
		Accent:      ink(c.Accent).Bold(true),
		Placeholder: ink(c.Faint).Italic(true),

		Title:            ink(c.Title).Bold(true),
		PaneTitle:        ink(c.Quiet),
		PaneTitleFocused: ink(c.Title).Bold(true),
		PaneNote:         ink(c.Faint),
		Border:           ink(c.Border),
		BorderFocused:    ink(c.Focus),
		Header:           ink(c.Quiet).Background(c.Panel),
		Footer:           ink(c.Quiet).Background(c.Panel),
		Dialog:           ink(c.Text).Background(c.Raised),
		DialogBorder:     ink(c.Focus).Background(c.Raised),

		Selected:       ink(c.Text).Background(c.Selection),
		SelectedQuiet:  ink(c.Text).Background(c.Panel),
		CursorMark:     ink(c.Accent).Bold(true),
		Marked:         ink(c.Accent),
		Selection:      underlined(ink(c.Text).Background(c.Selection)),
		Button:         ink(c.Text).Background(c.Selection),
		ButtonFocused:  ink(c.OnAccent).Background(c.Accent).Bold(true),
		Prompt:         ink(c.Accent).Bold(true),
		ScrollTrack:    ink(c.Border),
		ScrollThumb:    ink(c.Quiet),
		ProgressFilled: ink(c.Focus),
		ProgressEmpty:  ink(c.Border),

		Added:   underlined(ink(c.Added)),
		Removed: struckOut(ink(c.Removed)),
		Changed: ink(c.Changed).Italic(true),
		Locked:  ink(c.Locked).Bold(true),
		Star:    ink(c.Star),
		Link:    underlined(ink(c.Link)),
		Badge:   ink(c.Quiet).Background(c.Selection),
		Price:   ink(c.Warn),

		Ok:    ink(c.Ok),
		Warn:  ink(c.Warn),
		Error: ink(c.Error).Bold(true),

		KeyName: ink(c.Text).Bold(true),
		KeyHelp: ink(c.Quiet),

		You:       ink(c.Text).Bold(true),
		Generator: ink(c.Changed).Bold(true),

		Ground:     c.Ground,
		Foreground: c.Text,
		Cursor:     c.Cursor,
	}
}

// plain is the style without colours: attributes alone, few of them.
func plain(t themes.Theme) *Style {
	none := lipgloss.NewStyle()
	bold, faint, reverse := none.Bold(true), none.Faint(true), none.Reverse(true)
	return &Style{
		Theme: t,

		Text: none, Strong: bold, Quiet: none, Faint: faint, Accent: bold, Placeholder: faint.Italic(true),

		Title: bold, PaneTitle: none, PaneTitleFocused: bold, PaneNote: none,
		Border: faint, BorderFocused: none, Header: none, Footer: none, Dialog: none, DialogBorder: none,

		Selected: reverse, SelectedQuiet: bold, CursorMark: bold, Marked: bold,
		Selection: reverse, Button: none, ButtonFocused: reverse, Prompt: bold,
		ScrollTrack: faint, ScrollThumb: none, ProgressFilled: none, ProgressEmpty: faint,

		Added: underlined(none), Removed: struckOut(none), Changed: none.Italic(true), Locked: bold,
		Star: none, Link: underlined(none), Badge: none, Price: bold,

		Ok: none, Warn: bold, Error: bold,

		KeyName: bold, KeyHelp: none, You: bold, Generator: none.Italic(true),
	}
}

// underlined and struckOut do what Style.Underline and Style.Strikethrough of
// lipgloss do, but for each line as a whole: lipgloss styles each rune by
// itself there, which tears an accent off its letter and makes a frame many
// times as long.
func underlined(st lipgloss.Style) lipgloss.Style {
	return st.Transform(func(text string) string { return eachLine(text, "\x1b[4m", "\x1b[24m") })
}

func struckOut(st lipgloss.Style) lipgloss.Style {
	return st.Transform(func(text string) string { return eachLine(text, "\x1b[9m", "\x1b[29m") })
}

func eachLine(text, on, off string) string {
	if text == "" {
		return ""
	}
	return on + strings.ReplaceAll(text, "\n", off+"\n"+on) + off
}
