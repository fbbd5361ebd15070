package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/problem"
	"easel/themes"
	"easel/tui/dialog"
	"easel/tui/paint"
	"easel/tui/screen/studio"
	"easel/tui/widget"
)

// lastWords is how long the end waits for what still has to be committed.
const lastWords = 3 * time.Second

// Run shows the studio until the person quits or ctx ends, and leaves the
// terminal as it was. What is typed and what runs is kept; a panic comes back
// as an error after that.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := New(ctx, o)
	o.Terminal.GroundKnown = o.Ground != "" || a.theme() != themes.Default(a.look.dark)
	show := paint.Run
	if o.Settings.Paint == "ticker" || !paint.Possible {
		show = ticker
	}
	_, err := show(ctx, a, o.Terminal)
	a.erasePictures()
	a.leave()
	switch {
	case ctx.Err() != nil:
		return problem.Wrap(ctx.Err(), problem.Interrupted, "Stopped by a signal", "The session goes on next time: easel")
	case errors.Is(err, tea.ErrProgramPanic):
		return problem.Wrap(err, problem.Failed, "Easel hit a fault of its own and stopped", "The session is saved; start again with: easel")
	case err != nil:
		return problem.Wrap(err, problem.Failed, "The terminal cannot be used: "+err.Error(), "")
	}
	return nil
}

// erasePictures erases what the terminal still has of us: after a quit nothing,
// as that was done while the screen was ours. A terminal that takes nothing keeps
// it, as there is more to be done.
func (a *App) erasePictures() {
	last := a.art.send.farewell()
	if last == "" {
		return
	}
	var out io.Writer = os.Stdout
	if a.o.Terminal.Out != nil {
		out = a.o.Terminal.Out
	}
	erased := make(chan struct{})
	go func() {
		defer close(erased)
		_, _ = io.WriteString(out, last) // there is nothing left to tell it on
	}()
	select {
	case <-erased:
	case <-time.After(time.Second):
	}
}

// leave keeps what was typed, commits what came of what runs, and lets the
// session go.
func (a *App) leave() {
	tell := a.o.Tell
	if tell == nil {
		tell = func(string) {}
	}
	_ = a.open.SaveDraft(context.WithoutCancel(a.ctx), a.draft()) // there is no screen left to tell it on
	a.streams.shutDown(a.ctx, tell)
	a.open.Close()
}

// generatorsDialog offers the generators and the themes.
func (a *App) generatorsDialog(msg enginesMsg) *dialog.Generators {
	rows := []dialog.ThemeRow{{Name: "auto", Title: "As the terminal is"}}
	for _, t := range a.o.Themes.All() {
		rows = append(rows, dialog.ThemeRow{Name: t.Name, Title: t.Title, Dark: t.Dark, Colourless: t.Colourless})
	}
	return dialog.NewGenerators(dialogEngines(msg.prompts), dialogEngines(msg.images), rows, dialog.Chosen{Chat: ref(a.o.Chat.Info().Name, a.o.Chat.Info().Model), Image: ref(a.o.Image.Info().Name, a.o.Image.Info().Model), Theme: a.look.theme, Also: a.state.Image.Also})
}

func dialogEngines(engines []engine.Engine) []dialog.Engine {
	list := make([]dialog.Engine, len(engines))
	for i, e := range engines {
		list[i] = dialog.Engine{Name: e.Name, Model: e.Model, Ready: e.Ready, Reason: e.Reason, Free: e.Free}
	}
	return list
}

// ref is a generator as it is chosen: NAME or NAME:MODEL.
func ref(name, model string) string {
	if model == "" {
		return name
	}
	return name + ":" + model
}

// within counts a mouse event from a dialog's upper left corner.
func (a *App) within(d dialog.Dialog, msg tea.MouseMsg) tea.Msg {
	top, _ := d.View(a.width, a.height, a.state.Style)
	x, y := widget.Centre(top, a.width, a.height)
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		m.X, m.Y = m.X-x, m.Y-y
		return m
	case tea.MouseWheelMsg:
		m.X, m.Y = m.X-x, m.Y-y
		return m
	}
	return msg
}

// hasEnv says whether a variable is set and not empty.
func hasEnv(env []string, name string) bool {
	return slices.ContainsFunc(env, func(v string) bool { return strings.HasPrefix(v, name+"=") && len(v) > len(name)+1 })
}

var (
	_ tea.Model  = (*App)(nil)
	_ studio.Art = (*art)(nil)
)
