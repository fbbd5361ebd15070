package studio

import (
	"strings"

	"easel/tui/keymap"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// While the name of a slash command is typed, those that begin so are listed over
// the input, and can be walked through.

// mostSuggested is how many slash commands are suggested at a time.
const mostSuggested = 8

// MoveCommand moves the cursor through the suggested commands; before the first
// it is in the input.
func (sc *Screen) MoveCommand(delta int) {
	n := len(keymap.Commands(sc.Input.Value()))
	sc.command = (sc.command + delta + n + 1) % (n + 1)
}

// Command is the suggested command that the cursor is on; false while it is in
// the input.
func (sc *Screen) Command() (keymap.Binding, bool) {
	found := keymap.Commands(sc.Input.Value())
	if !sc.slash() || sc.command == 0 || sc.command > len(found) {
		return keymap.Binding{}, false
	}
	return found[sc.command-1], true
}

// suggest lays the slash commands that begin as typed over the frame, above
// the input.
func (sc *Screen) suggest(st *State, frame string, width, height int) string {
	found := keymap.Commands(sc.Input.Value())
	if len(found) == 0 {
		return frame
	}
	most := min(mostSuggested, max(sc.last.Input.Y-2, 1)) // the header stays, and a line may count the rest
	first := min(max(sc.command-most, 0), max(len(found)-most, 0))
	more := len(found) - first - most
	room := min(width-sc.last.Input.X-2, 72)
	column := 0
	for _, b := range found {
		column = max(column, term.Width(commandName(b)))
	}
	var lines []string
	for i, b := range found[first:min(first+most, len(found))] {
		mark, words := " ", st.Style.KeyHelp
		if first+i == sc.command-1 {
			mark, words = st.Style.CursorMark.Render(style.CursorMark), st.Style.Strong
		}
		name := st.Style.KeyName.Render(term.Pad(commandName(b), column))
		line := term.Truncate(mark+name+"  "+words.Render(b.Name), room)
		lines = append(lines, widget.Fill(line, room, st.Style.Dialog))
	}
	if more > 0 {
		rest := " " + style.MoreMark + " " + itoa(more) + " more"
		lines = append(lines, widget.Fill(st.Style.Quiet.Render(rest), room, st.Style.Dialog))
	}
	y := max(sc.last.Input.Y-len(lines), 1)
	return widget.Overlay(frame, strings.Join(lines, "\n"), sc.last.Input.X, y, width, height)
}

func commandName(b keymap.Binding) string {
	return strings.TrimSpace("/" + b.Slash + " " + b.Arg)
}
