package tui

import (
	"os"
	"os/exec"
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/plain"
	"easel/tui/screen/studio"
	"easel/tui/term"
)

const (
	noPrompt  = "There is no prompt yet. Say what you want to see."
	noPicture = "There are no pictures yet. /generate makes one."
)

// inWords says what the screen shows by a dialog, another screen or the
// clipboard; false for what is done here as it is there.
func (l *lineStudio) inWords(in intent.Intent) (told []string, ok bool) {
	a := l.app
	switch in { // what was asked for without an argument
	case intent.SetSize{}, intent.SetCount{}, intent.SetNegative{Besides: true}:
		in = intent.OpenSettings{}
	case intent.Pick{}:
		return []string{"Say which: /pick B"}, true
	case intent.ToggleLock{}:
		return []string{"Say which words: /lock a red boat"}, true
	case intent.SetMask{}:
		if l.app.o.Image.Info().Can.Mask {
			return []string{"Say which file: /mask sky.png, or /mask none"}, true
		}
	case intent.SetOwn{}:
		return []string{"Say which, and what it is to be: /set NAME VALUE"}, true
	case intent.ChangeAxes{}:
		current, there := a.state.Session.Current()
		if !there {
			return []string{noPrompt}, true
		}
		return plain.Axes(current), true
	}
	switch in := in.(type) {
	case intent.OpenHelp, intent.OpenPalette:
		return plain.Commands(), true
	case intent.OpenSettings:
		a.price()
		current, _ := a.shown()
		return plain.Settings(a.state.Settings, current.Prompt.Negative, a.state.Image.Price), true
	case intent.ChooseGenerators:
		return l.generators(), true
	case intent.OpenLibrary:
		if strings.TrimSpace(in.Query) == "is:session" {
			return l.sessions(), true
		}
		return l.found(in.Query), true
	case intent.OpenTree:
		return l.everything(), true
	case intent.OpenGallery:
		return orElse(plain.Pictures(a.state.Session.Pictures()), noPicture), true
	case intent.WhatMade:
		return l.made(), true
	case intent.Compare:
		return l.compared(), true
	case intent.Show:
		return l.shown(in.Letter), true
	case intent.CopyPrompt:
		return l.shown(""), true
	case intent.CopyFor:
		return l.writtenFor(in.Dialect), true
	case intent.CopyPath:
		path, there := a.picture()
		if !there {
			return []string{noPicture}, true
		}
		return []string{term.SafeLine(path)}, true
	case intent.Edit:
		return []string{"Editing in place is on the screen only. Write the whole text behind /use, or change it in your editor: /editor"}, true
	case intent.EditOutside:
		return l.editOutside()
	case intent.TakeAxis:
		if in.Axis == "" || in.Letter == "" {
			return []string{"Say what to take, and of which variation: /take light A"}, true
		}
	case intent.OpenPicture:
		path, there := a.picture()
		if !there {
			return []string{noPicture}, true
		}
		if _, opens := term.OpenCommand(path, a.o.System, a.o.Env); !opens {
			return []string{"No viewer can be opened here. The picture is " + term.SafeLine(path)}, true
		}
	case intent.UseTheme, intent.Zoom, intent.ToggleMouse:
		return []string{"Colours, panes and the mouse are on the screen only."}, true
	case intent.Stop:
		if _, runs := a.streams.newest(); !runs {
			return []string{"Nothing runs."}, true
		}
	}
	return nil, false
}

func orElse(lines []string, otherwise string) []string {
	if len(lines) == 0 {
		return []string{otherwise}
	}
	return lines
}

func (l *lineStudio) generators() []string {
	prompts, images, err := l.app.o.Studio.Engines(l.app.ctx)
	if err != nil {
		return []string{"Error: " + problem.Of(err).Error()}
	}
	var lines []string
	line := func(role, name, reason string, ready bool) {
		state := "ready"
		if !ready {
			state = "not ready"
		}
		lines = append(lines, role+" "+term.SafeLine(name)+": "+state+". "+term.SafeLine(reason)+".")
	}
	for _, e := range prompts {
		line("Prompt generator", ref(e.Name, e.Model), e.Reason, e.Ready)
	}
	for _, e := range images {
		line("Image generator", ref(e.Name, e.Model), e.Reason, e.Ready)
	}
	return append(lines, "Choose: /chat NAME, /image NAME")
}

func (l *lineStudio) sessions() []string {
	all, err := l.app.o.Studio.Sessions(l.app.ctx, mostSessions)
	if err != nil {
		return []string{"Error: " + problem.Of(err).Error()}
	}
	return plain.Sessions(all)
}

// found is what the library has for a search.
func (l *lineStudio) found(query string) []string {
	const most = 20
	q := library.ParseQuery(query, l.app.o.Now().Location())
	page, err := l.app.o.Studio.Search(l.app.ctx, q, nil, most)
	if err != nil {
		return []string{"Error: " + problem.Of(err).Error()}
	}
	lines := slices.Clone(q.Unclear)
	for _, f := range page.Found {
		lines = append(lines, plain.Found(f))
	}
	return orElse(lines, "Nothing is like that. For example: /library sea is:favourite")
}

// everything is all that happened in the session.
func (l *lineStudio) everything() []string {
	s := l.app.state.Session
	var lines []string
	for _, n := range s.Nodes() {
		lines = append(lines, plain.Node(s, n)...)
	}
	return orElse(lines, "Nothing has happened yet.")
}

func (l *lineStudio) made() []string {
	path, there := l.app.picture()
	if !there {
		return []string{noPicture}
	}
	info, err := picture.Read(path)
	if err != nil {
		return []string{"Error: " + term.SafeLine(problem.Of(err).Error())}
	}
	return plain.Made(info.Made)
}

// writtenFor is the current prompt as another generator wants it.
func (l *lineStudio) writtenFor(name string) []string {
	current, ok := l.app.shown()
	if !ok {
		return []string{noPrompt}
	}
	d, ok := dialect.Named(name)
	if !ok {
		all, err := dialect.All()
		if err != nil {
			return []string{"Error: " + problem.Of(err).Error()}
		}
		names := make([]string, len(all))
		for i, d := range all {
			names[i] = d.Name
		}
		return []string{"Say for which: /copyfor and one of " + strings.Join(names, ", ")}
	}
	r := d.Write(l.app.sourceOf(current.Prompt))
	return append([]string{"Written for " + d.Title + ": " + term.Safe(r.Paste())}, r.Lost...)
}

func (l *lineStudio) candidates() []studio.Candidate { return l.app.screen.Prompts(l.app.state) }

func (l *lineStudio) compared() []string {
	var letters []string
	var prompts []prompt.Prompt
	for _, c := range l.candidates() {
		letter := c.Letter
		if letter == "." {
			letter = "the rewrite"
		}
		letters, prompts = append(letters, letter), append(prompts, c.Prompt)
	}
	if len(prompts) < 2 {
		return []string{"There is nothing to compare yet."}
	}
	return plain.Compare(letters, prompts)
}

// shown is the prompt of a letter of the round, or the current one.
func (l *lineStudio) shown(letter string) []string {
	if letter == "" {
		current, ok := l.app.shown()
		if !ok {
			return []string{noPrompt}
		}
		return plain.Prompt("Prompt", current.Prompt)
	}
	for _, c := range l.candidates() {
		if strings.EqualFold(c.Letter, letter) {
			return plain.Prompt(c.Letter, c.Prompt)
		}
	}
	return []string{"Error: there is no variation " + term.SafeLine(letter) + " in this round."}
}

// editOutside gives the prompt to $EDITOR, which has the terminal meanwhile.
func (l *lineStudio) editOutside() (told []string, ok bool) {
	current, there := l.app.shown()
	if !there || !l.typed {
		return []string{"There is nothing to edit, or nobody to do it."}, true
	}
	name, err := intoFile(current.Prompt.Text + "\n")
	if err != nil {
		return []string{"Error: " + problem.Of(err).Error()}, true
	}
	defer os.Remove(name)
	args := append(term.CommandWords(term.Editor(l.app.o.System, l.app.o.Env)), name)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return []string{"Error: the editor " + term.SafeLine(args[0]) + " ended with an error. Set $EDITOR to one that is installed."}, true
	}
	text, err := os.ReadFile(name)
	l.message(editedMsg{current.Prompt.ID, current.Prompt.Text, strings.TrimSpace(string(text)), err})
	return nil, true
}
