package paint

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// filter sees each message before Bubble Tea acts on it, and does what needs
// a renderer. What is for the terminal alone ends here.
func (p *painter) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	defer p.caught()
	if _, ok := msg.(tea.QuitMsg); ok {
		p.quit = true
		p.stop(errQuit)
	}
	if p.quit {
		return nil
	}
	if bytes, ok := written(msg); ok {
		p.writer.write(bytes)
		return nil
	}
	switch msg { // these have no names, but are equal to what makes them
	case tea.RequestWindowSize():
		msg = p.sizeMsg()
	case tea.ClearScreen():
		p.screen.redraw()
	}
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		p.screen.resize(m.Width, m.Height)
	case tea.ColorProfileMsg:
		p.screen.renderer.SetColorProfile(m.Profile)
	case tea.ModeReportMsg:
		p.writer.write(p.screen.told(m))
	}
	if handsOver(msg) {
		p.give()
	}
	return msg
}

// written is what a message has the terminal be sent.
func written(msg tea.Msg) (bytes string, ok bool) {
	if raw, ok := msg.(tea.RawMsg); ok {
		return fmt.Sprint(raw.Msg), true
	}
	switch msg {
	case tea.RequestBackgroundColor():
		return ansi.RequestBackgroundColor, true
	case tea.RequestForegroundColor():
		return ansi.RequestForegroundColor, true
	case tea.RequestCursorColor():
		return ansi.RequestCursorColor, true
	case tea.RequestCursorPosition():
		return ansi.RequestCursorPositionReport, true
	case tea.RequestTerminalVersion():
		return ansi.RequestNameVersion, true
	case tea.RequestProgramStatusSupport():
		return ansi.RequestProgramStatusSupport, true
	case tea.ReadClipboard():
		return ansi.RequestSystemClipboard, true
	case tea.ReadPrimaryClipboard():
		return ansi.RequestPrimaryClipboard, true
	}
	switch reflect.TypeOf(msg) {
	case reflect.TypeOf(tea.SetClipboard("")()):
		return ansi.SetSystemClipboard(fmt.Sprint(msg)), true
	case reflect.TypeOf(tea.SetPrimaryClipboard("")()):
		return ansi.SetPrimaryClipboard(fmt.Sprint(msg)), true
	case reflect.TypeOf(tea.RequestCapability("")()):
		return ansi.RequestTermcap(fmt.Sprint(msg)), true
	}
	return "", false
}

// handsOver says whether Bubble Tea is about to lend the terminal to another
// program.
func handsOver(msg tea.Msg) bool {
	return reflect.TypeOf(msg) == reflect.TypeOf(tea.Exec(nil, nil)())
}

// takeAgain takes the terminal back, whose size may be another by now.
func (p *painter) takeAgain() tea.Cmd {
	if err := p.take(); err != nil {
		p.stop(err)
		return nil
	}
	return p.sizeMsg
}
