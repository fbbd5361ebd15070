package tui

import (
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/problem"
	"easel/tui/term"
)

// This file starts what goes through other programs: the editor, the viewer,
// the clipboard of the terminal.

// editOutside gives the prompt that shows to $EDITOR.
func (a *App) editOutside() tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to edit yet")
		return nil
	}
	editor := firstEnv(a.o.Env, "VISUAL", "EDITOR")
	if editor == "" {
		editor = "vi"
	}
	p := shown.Prompt
	file, err := os.CreateTemp("", "easel-*.txt")
	if err != nil {
		a.fail("There is no room for a temporary file: " + err.Error())
		return nil
	}
	name := file.Name()
	_, err = file.WriteString(p.Text + "\n")
	if err := firstError(err, file.Close()); err != nil {
		a.fail("The prompt could not be given to the editor: " + err.Error())
		return nil
	}
	args := append(strings.Fields(editor), name)
	return tea.ExecProcess(exec.Command(args[0], args[1:]...), func(err error) tea.Msg {
		defer os.Remove(name)
		if err != nil {
			return editedMsg{err: problem.Wrap(err, problem.Failed, "The editor "+editor+" ended with an error", "Set $EDITOR to one that is installed")}
		}
		text, err := os.ReadFile(name)
		return editedMsg{p.ID, strings.TrimSpace(string(text)), p.Negative, err}
	})
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// editedOutside makes what came back from the editor current.
func (a *App) editedOutside(msg editedMsg) tea.Cmd {
	if msg.err != nil {
		a.problem(msg.err)
		return nil
	}
	return a.editPrompt(msg.from, msg.text, msg.negative)
}

// copyPrompt puts the prompt that shows on the clipboard.
func (a *App) copyPrompt() tea.Cmd {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to copy yet")
		return nil
	}
	a.notice("Copied the prompt")
	return tea.SetClipboard(shown.Prompt.Text)
}

// openPicture shows the picture in the system's viewer; where there is none it
// copies the path.
func (a *App) openPicture() tea.Cmd {
	pic, ok := a.screen.Picture(a.state)
	if !ok {
		a.notice("There is no picture yet: ctrl+g makes one")
		return nil
	}
	cmd, ok := term.OpenCommand(pic.Path, a.o.System, a.o.Env)
	if !ok {
		a.notice("No viewer can be opened here, so the path was copied")
		return tea.SetClipboard(pic.Path)
	}
	return func() tea.Msg {
		if err := cmd.Start(); err != nil {
			return noticeMsg{err: problem.Wrap(err, problem.Failed, "The viewer "+cmd.Path+" could not be started", "Press p to copy the path")}
		}
		go func() { _ = cmd.Wait() }() // the viewer may stay open for long
		return noticeMsg{told: "Opened in the system's viewer"}
	}
}

// copyPath puts the picture's path on the clipboard.
func (a *App) copyPath() tea.Cmd {
	pic, ok := a.screen.Picture(a.state)
	if !ok {
		a.notice("There is no picture yet: ctrl+g makes one")
		return nil
	}
	a.notice("Copied the path")
	return tea.SetClipboard(pic.Path)
}
