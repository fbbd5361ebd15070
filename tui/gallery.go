package tui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/compare"
	"easel/tui/screen/gallery"
	"easel/tui/screen/studio"
	"easel/tui/widget"
)

// galleryLayer is the screen Gallery over the studio.
type galleryLayer struct {
	app     *App
	on      *gallery.Screen
	library []library.Generation
	read    bool // the library was

	items []gallery.Item // of the sheet that shows
	key   galleryKey     // what they were made from
}

// galleryKey changes when there are other pictures to show.
type galleryKey struct {
	sheet          gallery.Sheet
	session, round string
	nodes, library int
}

// pictured is a layer on which pictures are looked at.
type pictured interface {
	// picture is the path of the one that actions are about.
	picture() (path string, ok bool)
}

// libraryMsg is all the pictures of the library, newest first.
type libraryMsg struct {
	screen *gallery.Screen
	all    []library.Generation
	err    error
}

// madeMsg is what a file says of what made it.
type madeMsg struct {
	screen *gallery.Screen
	path   string
	info   picture.Info
	err    error
}

// openGallery shows the pictures that one is most likely to look for: those of
// the round, from the pictures those of the session, else all.
func (a *App) openGallery() (*galleryLayer, tea.Cmd) {
	of, at := gallery.Library, 0
	pictures := a.state.Session.Pictures()
	switch focus := a.screen.Focus(); {
	case len(a.screen.Prompts(a.state)) > 0 && (focus == intent.Variations || focus == intent.Prompt || len(pictures) == 0):
		of = gallery.Round
	case len(pictures) > 0:
		of, at = gallery.Session, a.screen.PictureIndex(a.state)
	}
	l := &galleryLayer{app: a, on: gallery.New(of, at)}
	a.push(l)
	return l, l.readLibrary()
}

// readLibrary starts reading the library's pictures.
func (l *galleryLayer) readLibrary() tea.Cmd {
	ctx, of, on := l.app.ctx, l.app.o.Studio, l.on
	return func() tea.Msg {
		all, err := of.Generations(ctx, 0)
		return libraryMsg{on, all, err}
	}
}

func (l *galleryLayer) name() string           { return "Gallery" }
func (l *galleryLayer) scopes() []keymap.Scope { return l.on.Scopes() }

func (l *galleryLayer) collected() []prompt.Prompt { return l.on.Marked(l.state()) }

func (l *galleryLayer) draw(width, height int) (string, *tea.Cursor) {
	return l.on.Draw(l.state(), width, height), nil
}

// state is what the gallery shows.
func (l *galleryLayer) state() *gallery.State {
	a := l.app
	l.gather()
	st := &gallery.State{Items: l.items, Coming: l.on.Sheet() == gallery.Library && !l.read, Art: a.art, Style: a.state.Style,
		Home:      a.state.Home,
		Favourite: func(id string) bool { _, kept := a.state.Session.Favourite(id); return kept }}
	if n := len(a.state.Painting); n > 0 {
		p := a.state.Painting[0]
		st.Busy = "Painting " + strconv.Itoa(n) + ": " + widget.Waiting(a.state.Now.Sub(p.Since), p.Usual)
	}
	return st
}

// gather makes the items of the sheet, when there are others than before.
func (l *galleryLayer) gather() {
	s := l.app.state.Session
	key := galleryKey{l.on.Sheet(), s.ID, l.app.screen.RoundShown(l.app.state), len(s.Nodes()), len(l.library)}
	if key == l.key {
		return
	}
	l.key = key
	switch l.on.Sheet() {
	case gallery.Round:
		l.items = roundItems(l.app.screen.Prompts(l.app.state), s.Pictures())
	case gallery.Session:
		l.items = nil
		for _, p := range s.Pictures() {
			l.items = append(l.items, sessionItem(p))
		}
	case gallery.Library:
		l.items = libraryItems(l.library, s.Pictures())
	}
}

// roundItems are the pictures of the prompts of a round, and the sketches of
// those that have none.
func roundItems(candidates []studio.Candidate, pictures []session.Picture) []gallery.Item {
	var items []gallery.Item
	for _, c := range candidates {
		n := len(items)
		for _, p := range pictures {
			if p.From.Prompt.ID == c.Prompt.ID {
				item := sessionItem(p)
				item.Letter = c.Letter
				items = append(items, item)
			}
		}
		if len(items) == n {
			items = append(items, gallery.Item{Letter: c.Letter, Prompt: c.Prompt})
		}
	}
	return items
}

func sessionItem(p session.Picture) gallery.Item {
	item := gallery.Item{Image: p.Image, Prompt: p.From.Prompt, Generator: ref(p.From.Generator, p.From.Model), Made: p.Time}
	if p.From.CostUSD != nil && len(p.From.Images) > 0 {
		item.CostUSD = new(*p.From.CostUSD / float64(len(p.From.Images)))
	}
	return item
}

// libraryItems are the pictures of the library; those of this session have
// their prompts.
func libraryItems(all []library.Generation, here []session.Picture) []gallery.Item {
	known := make(map[string]session.Picture, len(here))
	for _, p := range here {
		known[p.Path] = p
	}
	items := make([]gallery.Item, len(all))
	for i, g := range all {
		if p, ok := known[g.Path]; ok {
			items[i] = sessionItem(p)
			continue
		}
		items[i] = gallery.Item{
			Image:     session.Image{Path: g.Path, Width: g.Width, Height: g.Height, Seed: g.Seed, Bytes: g.Bytes, SHA256: g.SHA256},
			Prompt:    prompt.Prompt{Text: g.Prompt, Negative: g.Negative},
			Generator: ref(g.Generator, g.Model), Made: g.Created, CostUSD: g.CostUSD,
		}
	}
	return items
}

// column is a picture to compare by what made it; of a sketch it is the prompt
// alone, and of a picture of another session what the library lists.
func (l *galleryLayer) column(letter string, item gallery.Item) compare.Column {
	c := compare.Column{Letter: letter, Prompt: item.Prompt}
	if item.Sketch() {
		return c
	}
	here := l.app.state.Session.Pictures()
	if i := slices.IndexFunc(here, func(p session.Picture) bool { return p.Path == item.Image.Path }); i >= 0 {
		c.Picture = &here[i]
		return c
	}
	generator, model, _ := strings.Cut(item.Generator, ":")
	c.Picture = &session.Picture{Time: item.Made, Image: item.Image, From: session.Generated{
		Prompt: item.Prompt, Generator: generator, Model: model, Images: []session.Image{item.Image}, CostUSD: item.CostUSD,
		Settings: prompt.Settings{Width: item.Image.Width, Height: item.Image.Height, Count: 1, Seed: item.Image.Seed}}}
	return c
}

func (l *galleryLayer) picture() (path string, ok bool) {
	item, ok := l.on.Current(l.state())
	return item.Image.Path, ok && !item.Sketch()
}

func (l *galleryLayer) shown() (c studio.Candidate, ok bool) {
	item, there := l.on.Current(l.state())
	if !there {
		return studio.Candidate{}, false
	}
	_, committed := l.app.state.Session.Prompt(item.Prompt.ID)
	return studio.Candidate{Letter: item.Letter, Prompt: item.Prompt}, committed
}

func (l *galleryLayer) apply(in intent.Intent) (cmd tea.Cmd, done bool) {
	st := l.state()
	switch in := in.(type) {
	case intent.NextColumn:
		l.on.Next(st, in.Delta)
	case intent.Move:
		l.on.Move(st, in.Delta)
	case intent.Page:
		l.on.Page(st, in.Direction)
	case intent.First:
		l.on.Go(st, 0)
	case intent.Last:
		l.on.Go(st, len(st.Items)-1)
	case intent.TurnSheet:
		l.on.TurnSheet(in.Delta)
		return l.readLibrary(), true
	case intent.Enlarge:
		l.on.Enlarge()
	case intent.ToggleMark:
		l.on.ToggleMark(st)
	case intent.Compare:
		if !l.on.Compare(st) {
			l.app.notice("There is no second picture to compare with")
		}
	case intent.WhatChanged:
		left, right := l.on.Pair()
		l.app.compare([]compare.Column{l.column("1", left), l.column("2", right)})
		return nil, true
	case intent.ToggleOver:
		l.on.ToggleOver()
	case intent.WhatMade:
		return l.whatMade(l.on.ToggleFacts(st)), true
	case intent.OpenGallery:
	case intent.Back:
		return nil, l.on.Back()
	default:
		return l.applyPrompt(in)
	}
	return l.whatMade(l.wanted()), true
}

// wanted is the file whose facts the picture that shows now lacks.
func (l *galleryLayer) wanted() string {
	if item, ok := l.on.Current(l.state()); ok {
		return l.on.Wanted(item)
	}
	return ""
}

// applyPrompt does what concerns the prompt of the picture. One of another
// session can be taken into this one, and copied; the rest has to wait for that.
func (l *galleryLayer) applyPrompt(in intent.Intent) (cmd tea.Cmd, done bool) {
	a := l.app
	c, here := l.shown()
	switch in := in.(type) {
	case intent.Pick:
		if in.Letter != "" || c.Prompt.Empty() {
			return nil, false
		}
		a.toStudio()
		if here {
			return a.pickPrompt(c.Prompt.ID), true
		}
		return a.takePrompt(c.Prompt), true
	case intent.CopyPrompt:
		if c.Prompt.Empty() {
			return nil, true
		}
		a.notice("Copied the prompt")
		return a.toClipboard(c.Prompt.Text), true
	case intent.ToggleFavourite:
		if !here && !c.Prompt.Empty() {
			return l.keep(c.Prompt), true
		}
	case intent.Edit, intent.EditOutside, intent.Generate:
		if !here && !c.Prompt.Empty() {
			a.notice("This picture is of another session. Take its prompt first: enter")
			return nil, true
		}
	}
	return nil, false
}

// keep keeps the prompt of a picture of another session.
func (l *galleryLayer) keep(p prompt.Prompt) tea.Cmd {
	ctx, of := l.app.ctx, l.app.o.Studio
	return func() tea.Msg {
		added, err := of.KeepPrompt(ctx, p, "")
		told := "Kept among the favourites"
		if !added {
			told = "It is among the favourites already"
		}
		if err != nil {
			told = ""
		}
		return noticeMsg{told: told, err: err}
	}
}

// takePrompt makes the prompt of a picture of another session the current one.
func (a *App) takePrompt(p prompt.Prompt) tea.Cmd {
	return a.verb(func(ctx context.Context, o *engine.OpenSession) (session.Session, string, error) {
		s, err := o.Use(ctx, p.Text, p.Negative)
		return s, "Its prompt is the current one now", err
	})
}

// whatMade reads what a file says of itself; nil for no file.
func (l *galleryLayer) whatMade(path string) tea.Cmd {
	if path == "" {
		return nil
	}
	on := l.on
	return func() tea.Msg {
		info, err := picture.Read(path)
		return madeMsg{on, path, info, err}
	}
}

// showWhatMade tells it of the picture that shows, from wherever one is.
func (a *App) showWhatMade() tea.Cmd {
	if _, ok := a.picture(); !ok {
		a.notice("There is no picture yet: ctrl+g makes one")
		return nil
	}
	a.focusPictures()
	l, cmd := a.openGallery()
	made, _ := l.apply(intent.WhatMade{})
	return tea.Batch(cmd, made)
}

// libraryRead shows what was read, if the gallery is still open.
func (a *App) libraryRead(msg libraryMsg) {
	for _, l := range a.layers {
		if g, ok := l.(*galleryLayer); ok && g.on == msg.screen {
			g.library, g.read, g.key = msg.all, true, galleryKey{}
			a.problem(msg.err)
		}
	}
}

// madeRead hands on what a file says.
func (a *App) madeRead(msg madeMsg) {
	none := "The file does not say what made it."
	if p := problem.Of(msg.err); p != nil {
		none = p.Message
	}
	msg.screen.SetMade(msg.path, msg.info.Made, none)
}

// mouse clicks pictures and scrolls.
func (l *galleryLayer) mouse(m tea.Mouse) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		return l.app.apply(intent.Move{Delta: -1})
	case tea.MouseWheelDown:
		return l.app.apply(intent.Move{Delta: 1})
	case tea.MouseLeft:
		if l.on.Click(l.state(), m.X, m.Y) {
			return l.app.apply(intent.Enlarge{})
		}
	}
	return nil
}
