package tui

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui/term"
)

// This file is about the mask: a file that keeps changes of a picture to a part
// of it.

// maskMsg is a file that was checked to be the mask from now on.
type maskMsg struct {
	path  string
	share float64 // of the picture that it lets be changed
	err   error
}

// setMask takes a file as the mask, once it is checked: for the picture that
// would be changed, if there is one. "none" takes the mask away.
func (a *App) setMask(file string) tea.Cmd {
	info := a.o.Image.Info()
	switch file = strings.TrimSpace(file); {
	case strings.EqualFold(file, "none"):
		a.state.Settings.Mask, a.checkpoint = nil, true
		a.notice("Without a mask the whole picture is changed")
		return nil
	case !info.Can.Mask:
		a.problem(problem.New(problem.Usage, info.Ref()+" takes no mask", "Choose another generator"))
		return nil
	case file == "":
		return a.openSettings()
	}
	of := ""
	if chosen := a.screen.Chosen(a.state); len(chosen) > 0 {
		of = chosen[0].Path
	}
	home := a.state.Home
	return func() tea.Msg {
		path, err := filepath.Abs(typedPath(file, home))
		if err != nil {
			return maskMsg{err: err}
		}
		share, err := engine.CheckMask(path, of)
		return maskMsg{path, share, err}
	}
}

func (a *App) maskRead(msg maskMsg) {
	if msg.err != nil {
		a.problem(msg.err)
		return
	}
	a.state.Settings.Mask, a.checkpoint = &prompt.Reference{Path: msg.path}, true
	a.notice(fmt.Sprintf("A change keeps to the mask now: %.0f %% of the picture", math.Ceil(100*msg.share)))
}

// typedPath is a file as people type it, or as terminals paste one that was
// dropped on them: from the home folder, in quotes, or with backslashes.
func typedPath(text, home string) string {
	if n := len(text); n > 1 && (text[0] == '\'' || text[0] == '"') && text[n-1] == text[0] {
		return text[1 : n-1]
	}
	if rest, ok := strings.CutPrefix(text, "~/"); ok && home != "" {
		text = filepath.Join(home, rest)
	}
	if filepath.Separator == '\\' { // where it parts folders
		return text
	}
	var path strings.Builder
	escaped := false
	for _, r := range text {
		if escaped = r == '\\' && !escaped; !escaped {
			path.WriteRune(r)
		}
	}
	return path.String()
}

// maskedMsg is a change of a picture whose mask was checked for it.
type maskedMsg struct {
	order order
	err   error
}

// checkMasked looks whether the mask is still one, and one for this picture,
// before anything is asked or sent.
func (a *App) checkMasked(o order) tea.Cmd {
	mask, of := o.settings.Mask.Path, o.settings.References[0].Path
	return func() tea.Msg {
		_, err := engine.CheckMask(mask, of)
		return maskedMsg{o, err}
	}
}

// placeMasked goes on with a change; one that the mask is in the way of can be
// sent again.
func (a *App) placeMasked(msg maskedMsg) tea.Cmd {
	if msg.err == nil {
		return a.place(msg.order)
	}
	a.problem(msg.err)
	if a.screen.Input.Empty() {
		a.screen.Input.SetValue("/change " + msg.order.prompts[0].Text)
		a.checkpoint = true
	}
	return nil
}

// remindOfMask tells that the image generator that was chosen takes no mask,
// where there is one.
func (a *App) remindOfMask() {
	if info := a.o.Image.Info(); a.state.Settings.Mask != nil && !info.Can.Mask {
		a.notice(term.SafeLine(info.Ref()) + " takes no mask. /mask none changes the whole picture")
	}
}
