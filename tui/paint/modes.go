package paint

import (
	"fmt"
	"image/color"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// mode is one thing that a view wants of the terminal besides its cells: what
// brings it about, whatever was there before, and what undoes it. The zero
// value is what terminals do by themselves.
type mode struct{ on, off string }

// modes is all of them.
type modes [10]mode

// wanted is what a view wants.
func wanted(v tea.View) modes {
	m := modes{
		keyboard(v.KeyboardEnhancements),
		mouse(v.MouseMode),
		colour(v.ForegroundColor, ansi.SetForegroundColor, ansi.ResetForegroundColor),
		colour(v.BackgroundColor, ansi.SetBackgroundColor, ansi.ResetBackgroundColor),
		progress(v.ProgressBar),
	}
	if !v.DisableBracketedPasteMode {
		m[5] = mode{ansi.SetModeBracketedPaste, ansi.ResetModeBracketedPaste}
	}
	if v.ReportFocus {
		m[6] = mode{ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent}
	}
	if v.WindowTitle != "" {
		m[7] = mode{ansi.SetWindowTitle(v.WindowTitle), ansi.SetWindowTitle("")}
	}
	if c := v.Cursor; c != nil {
		m[8] = mode{ansi.SetCursorStyle(cursorStyle(c)), ansi.SetCursorStyle(0)}
		m[9] = colour(c.Color, ansi.SetCursorColor, ansi.ResetCursorColor)
	}
	return m
}

// change is what is written to come from one to the other.
func change(from, to modes) (bytes string) {
	for i := range to {
		switch {
		case from[i] == to[i]:
		case to[i].on != "":
			bytes += to[i].on
		default:
			bytes += from[i].off
		}
	}
	return bytes
}

// basicKeys are keys that can be told apart: shift+enter from enter.
const basicKeys = ansi.KittyDisambiguateEscapeCodes

// keyboard is what is reported of keys beyond the basic, which is set with the
// screen.
func keyboard(k tea.KeyboardEnhancements) mode {
	flags := basicKeys
	for _, f := range []struct {
		wanted bool
		flag   int
	}{
		{k.ReportEventTypes, ansi.KittyReportEventTypes},
		{k.ReportAlternateKeys, ansi.KittyReportAlternateKeys},
		{k.ReportAllKeysAsEscapeCodes, ansi.KittyReportAllKeysAsEscapeCodes},
		{k.ReportAssociatedText, ansi.KittyReportAssociatedKeys},
	} {
		if f.wanted {
			flags |= f.flag
		}
	}
	if flags == basicKeys {
		return mode{}
	}
	set := func(flags int) string { return ansi.KittyKeyboard(flags, 1) + ansi.RequestKittyKeyboard }
	return mode{set(flags), set(basicKeys)}
}

func mouse(m tea.MouseMode) mode {
	off := ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr
	switch m {
	case tea.MouseModeCellMotion:
		return mode{ansi.ResetModeMouseAnyEvent + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr, off}
	case tea.MouseModeAllMotion:
		return mode{ansi.ResetModeMouseButtonEvent + ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr, off}
	}
	return mode{}
}

func colour(c color.Color, set func(string) string, reset string) mode {
	if c == nil {
		return mode{}
	}
	rgb := color.NRGBAModel.Convert(c).(color.NRGBA)
	return mode{set(fmt.Sprintf("#%02x%02x%02x", rgb.R, rgb.G, rgb.B)), reset}
}

func progress(p *tea.ProgressBar) mode {
	if p == nil {
		return mode{}
	}
	switch p.State {
	case tea.ProgressBarDefault:
		return mode{ansi.SetProgressBar(p.Value), ansi.ResetProgressBar}
	case tea.ProgressBarError:
		return mode{ansi.SetErrorProgressBar(p.Value), ansi.ResetProgressBar}
	case tea.ProgressBarIndeterminate:
		return mode{ansi.SetIndeterminateProgressBar, ansi.ResetProgressBar}
	case tea.ProgressBarWarning:
		return mode{ansi.SetWarningProgressBar(p.Value), ansi.ResetProgressBar}
	}
	return mode{}
}

// cursorStyle is the number of a cursor's shape for DECSCUSR.
func cursorStyle(c *tea.Cursor) int {
	style := int(c.Shape)*2 + 1
	if !c.Blink {
		style++
	}
	return style
}
