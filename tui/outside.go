package tui

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/picture"
	"easel/engine/problem"
	"easel/tui/term"
)

// This file starts what goes through other programs: the editor, the viewer,
// the clipboard of the terminal.

// handedMsg is a prompt that stands in a file, ready for the editor.
type handedMsg struct {
	from, name string // id of the prompt; the file
	text       string // what stands in it
	err        error
}

// editOutside gives the prompt that shows to $EDITOR: first into a file.
func (a *App) editOutside() tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to edit yet")
		return nil
	}
	p := shown.Prompt
	text := a.screen.Draft(p) // an edit that was left goes on there
	return func() tea.Msg {
		name, err := intoFile(text + "\n")
		return handedMsg{p.ID, name, strings.TrimSpace(text), err}
	}
}

// intoFile writes a text into a new file that only this person may read.
func intoFile(text string) (name string, err error) {
	file, err := os.CreateTemp("", "easel-*.txt")
	if err == nil {
		_, err = file.WriteString(text)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return "", problem.Wrap(err, problem.Failed, "The prompt could not be given to the editor: "+err.Error(), "Edit it here: e")
	}
	return file.Name(), nil
}

// openEditor lends the terminal to $EDITOR until it ends.
func (a *App) openEditor(msg handedMsg) tea.Cmd {
	if msg.err != nil {
		a.problem(msg.err)
		return nil
	}
	editor := term.Editor(a.o.System, a.o.Env)
	args := append(term.CommandWords(editor), msg.name)
	return tea.Exec(lent{exec.Command(args[0], args[1:]...)}, func(err error) tea.Msg {
		defer os.Remove(msg.name)
		if err != nil {
			return editedMsg{err: problem.Wrap(err, problem.Failed, "The editor "+editor+" ended with an error", "Set $EDITOR to one that is installed")}
		}
		text, err := os.ReadFile(msg.name)
		return editedMsg{msg.from, msg.text, strings.TrimSpace(string(text)), err}
	})
}

// editedOutside makes what came back from the editor current, by the way of an
// edit made here: a text that cannot be committed is then kept like one.
func (a *App) editedOutside(msg editedMsg) tea.Cmd {
	p, known := a.state.Session.Prompt(msg.from)
	if msg.err != nil || !known {
		a.problem(msg.err)
		return nil
	}
	if msg.text == msg.before { // left without a change: so is everything here
		a.notice("The editor changed nothing")
		return nil
	}
	a.screen.BeginEdit(p, msg.text)
	return a.acceptEdit(nil)
}

// clipboardPatience is how long a clipboard program may take.
const clipboardPatience = 2 * time.Second

// toClipboard puts a text on the clipboard: through the terminal, and through
// the desktop's own program, as many terminals refuse.
func (a *App) toClipboard(text string) tea.Cmd {
	parent, system, env := a.ctx, a.o.System, a.o.Env
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, clipboardPatience)
		defer cancel()
		if cmd, ok := term.ClipboardCommand(ctx, text, system, env); ok {
			_ = cmd.Run() // the terminal was asked as well
		}
		return nil
	})
}

// copyPrompt puts the prompt that shows on the clipboard.
func (a *App) copyPrompt() tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to copy yet")
		return nil
	}
	a.notice("Copied the prompt")
	return a.toClipboard(shown.Prompt.Text)
}

// openPicture shows the picture in the system's viewer; where there is none it
// copies the path.
func (a *App) openPicture() tea.Cmd {
	path, ok := a.picture()
	if !ok {
		a.notice("There is no picture yet: ctrl+g makes one")
		return nil
	}
	cmd, ok := term.OpenCommand(path, a.o.System, a.o.Env)
	if !ok {
		a.notice("No viewer can be opened here, so the path was copied")
		return a.toClipboard(path)
	}
	return func() tea.Msg {
		if err := picture.CheckViewable(path); err != nil {
			return noticeMsg{err: err}
		}
		if err := cmd.Start(); err != nil {
			return noticeMsg{err: problem.Wrap(err, problem.Failed, "The viewer "+cmd.Path+" could not be started", "Press p to copy the path")}
		}
		go func() { _ = cmd.Wait() }() // the viewer may stay open for long
		return noticeMsg{told: "Opened in the system's viewer"}
	}
}

// copyPath puts the picture's path on the clipboard.
func (a *App) copyPath() tea.Cmd {
	path, ok := a.picture()
	if !ok {
		a.notice("There is no picture yet: ctrl+g makes one")
		return nil
	}
	a.notice("Copied the path")
	return a.toClipboard(path)
}

// picture is the path of the picture that actions are about.
func (a *App) picture() (path string, ok bool) {
	top, _ := a.layers.top()
	if p, over := top.(pictured); over {
		return p.picture()
	}
	pic, ok := a.screen.Picture(a.state)
	return pic.Path, ok
}

// copySelection copies what is selected in the text that has the keys.
func (a *App) copySelection() tea.Cmd {
	input, ok := a.text()
	if !ok || input.Selected() == "" {
		a.notice("Nothing is selected: shift and the arrows select")
		return nil
	}
	text := input.Selected()
	input.Copy()
	a.notice("Copied " + term.Truncate(term.SafeLine(text), 40))
	return a.toClipboard(text)
}
