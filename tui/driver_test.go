package tui_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/promptgen"
	"easel/tui"
	"easel/tui/tuitest"
)

// driver runs the model without Bubble Tea: messages one by one, a look at
// every frame, and a count of the commands that have not come back. It is for
// what the whole program is too slow for, or hides.
type driver struct {
	app           *tui.App
	open          *engine.OpenSession
	width, height int
	updates       int
	quit          bool
	faults        []string // panics, and frames that are too large

	mu      sync.Mutex
	changed *sync.Cond
	out     int       // commands that have not come back
	back    []tea.Msg // what came back and was not handled
}

// machine is the paths and settings of a home folder.
func machine(t testing.TB, home string) (config.Paths, config.Loaded) {
	t.Helper()
	env := func(name string) string {
		if name == "EASEL_HOME" {
			return home
		}
		return ""
	}
	paths := config.FindPaths(env, home)
	settings, err := config.Load(paths, env, nil)
	if err != nil {
		t.Fatal(err)
	}
	return paths, settings
}

// studioIn is a studio on the library of a home folder, with the generators
// without surprises.
func studioIn(t testing.TB, home string, reply gate) (*engine.Studio, promptgen.PromptGenerator, imagegen.ImageGenerator) {
	t.Helper()
	paths, _ := machine(t, home)
	lib, err := library.Open(context.Background(), paths.DataDir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	var chat promptgen.PromptGenerator = tuitest.Writer{Gate: reply}
	var image imagegen.ImageGenerator = tuitest.Painter{}
	ids := new(atomic.Int64)
	return engine.NewStudio(engine.Parts{
		Library: lib, Pictures: picture.NewStore(filepath.Join(home, "pictures"), time.Now),
		Prompts: []promptgen.PromptGenerator{chat}, Images: []imagegen.ImageGenerator{image},
		Now: time.Now, Random: rand.New(rand.NewPCG(1, 2)).Uint64, Version: "0.0.0",
		NewID: func() string { return fmt.Sprintf("id-%020d-%06d", time.Now().UnixNano(), ids.Add(1)) },
	}), chat, image
}

// drive opens the last session of a home folder in a window.
func drive(t testing.TB, home string, width, height int, reply gate) *driver {
	t.Helper()
	paths, settings := machine(t, home)
	studio, chat, image := studioIn(t, home, reply)
	open, resumed, _, err := studio.ResumeLast(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(open.Close)
	d := &driver{open: open, width: width, height: height}
	d.changed = sync.NewCond(&d.mu)
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(func() { stop(); d.finish() })
	d.app = tui.New(ctx, tui.Options{
		Studio: studio, Session: open, Resumed: resumed, Settings: settings, Paths: paths, Chat: chat, Image: image,
		Env: []string{"EASEL_HOME=" + home}, Home: home, System: "plan9", Now: time.Now,
	})
	d.run(d.app.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

// run starts a command. What it brings is handled by the next drain or finish.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.mu.Lock()
	d.out++
	d.mu.Unlock()
	go func() {
		msg := d.safely(cmd)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.out--
		if msg != nil {
			d.back = append(d.back, msg)
		}
		d.changed.Broadcast()
	}()
}

func (d *driver) safely(cmd tea.Cmd) (msg tea.Msg) {
	defer func() {
		if r := recover(); r != nil {
			msg = panicked(fmt.Sprintf("%v\n%s", r, debug.Stack()))
		}
	}()
	return cmd()
}

// panicked is a command that panicked.
type panicked string

// send gives a message to the model.
func (d *driver) send(msg tea.Msg) {
	if d.quit {
		return
	}
	switch m := msg.(type) {
	case panicked:
		d.faults = append(d.faults, string(m))
		return
	case tea.QuitMsg:
		d.quit = true
		return
	case tea.BatchMsg:
		for _, cmd := range m {
			d.run(cmd)
		}
		return
	case tea.WindowSizeMsg:
		d.width, d.height = m.Width, m.Height
	}
	if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		d.run(inTurnOf(list)) // a sequence, whose type has no name for us
		return
	}
	d.update(msg)
}

func inTurnOf(list reflect.Value) tea.Cmd {
	return func() tea.Msg {
		var all tea.BatchMsg
		for i := range list.Len() {
			if cmd, ok := list.Index(i).Interface().(tea.Cmd); ok && cmd != nil {
				msg := cmd()
				all = append(all, func() tea.Msg { return msg })
			}
		}
		return all
	}
}

func (d *driver) update(msg tea.Msg) {
	defer func() {
		if r := recover(); r != nil {
			d.faults = append(d.faults, fmt.Sprintf("%v on %#v\n%s", r, msg, debug.Stack()))
			d.quit = true
		}
	}()
	d.updates++
	_, cmd := d.app.Update(msg)
	d.run(cmd)
	d.look()
}

// look checks that the frame is no larger than the window.
func (d *driver) look() {
	view := d.app.View()
	lines := strings.Split(view.Content, "\n")
	if len(lines) > max(d.height, 1) {
		d.faults = append(d.faults, fmt.Sprintf("%d lines in a window of %dx%d", len(lines), d.width, d.height))
	}
	for y, line := range lines {
		if w := ansi.StringWidth(line); w > d.width {
			d.faults = append(d.faults, fmt.Sprintf("line %d is %d cells wide in a window of %dx%d: %q", y, w, d.width, d.height, ansi.Strip(line)))
		}
	}
	if c := view.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= max(d.width, 1) || c.Y >= max(d.height, 1)) {
		d.faults = append(d.faults, fmt.Sprintf("the cursor is at %d, %d in a window of %dx%d", c.X, c.Y, d.width, d.height))
	}
}

// took is what has come back since it was last asked.
func (d *driver) took() []tea.Msg {
	d.mu.Lock()
	defer d.mu.Unlock()
	msgs := d.back
	d.back = nil
	return msgs
}

// pending is how many commands have not come back.
func (d *driver) pending() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.out
}

// drain handles what came back, and what comes of that, until nothing does;
// settled waits until all that computes is done. Commands that wait for a
// clock or a gate go on waiting.
func (d *driver) drain(settled func()) {
	for {
		settled()
		msgs := d.took()
		if len(msgs) == 0 {
			return
		}
		for _, msg := range msgs {
			d.send(msg)
		}
	}
}

// finish handles everything until no command is out any more.
func (d *driver) finish() {
	for {
		d.mu.Lock()
		for d.out > 0 && len(d.back) == 0 {
			d.changed.Wait()
		}
		done := d.out == 0 && len(d.back) == 0
		d.mu.Unlock()
		if done {
			return
		}
		for _, msg := range d.took() {
			d.send(msg)
		}
	}
}

// press presses a key by the name that Bubble Tea has for it.
func (d *driver) press(name string) { d.send(keyPress(name)) }

func (d *driver) typeText(text string) {
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// keyPress is the message of a key.
func keyPress(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for _, mod := range []struct {
		name string
		mod  tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if rest, ok := strings.CutPrefix(name, mod.name); ok {
			k.Mod |= mod.mod
			name = rest
		}
	}
	codes := map[string]rune{"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5}
	if code, ok := codes[name]; ok {
		k.Code = code
		if name == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}
