package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/intent"
	"easel/tui/term"
	"easel/tui/widget"
)

// Engine is a generator to choose.
type Engine struct {
	Name   string
	Model  string // empty where there is no choice of models
	Ready  bool
	Reason string // why it is ready, or the one thing to do
	Free   bool   // costs nothing
}

// ref is the name by which it is chosen: NAME or NAME:MODEL.
func (e Engine) ref() string {
	if e.Model == "" {
		return e.Name
	}
	return e.Name + ":" + e.Model
}

// ThemeRow is a theme to choose.
type ThemeRow struct {
	Name       string // "auto" is the one that follows the terminal
	Title      string // as shown; what follows a comma only while the cursor is on it
	Dark       bool
	Colourless bool
}

// about says in a word or two what a theme is like.
func (t ThemeRow) about() string {
	switch {
	case t.Name == "auto":
		return ""
	case t.Colourless:
		return "no colours"
	case t.Dark:
		return "dark"
	}
	return "light"
}

// Chosen is what is in use: generators as NAME or NAME:MODEL, and the name of
// the theme that shows.
type Chosen struct {
	Chat, Image, Theme string
	Also               []string // image generators that get the same prompt at once
}

// Generators chooses the prompt generator, the image generator and the theme.
// A theme shows as soon as the cursor is on it.
type Generators struct {
	groups  [3]*group
	at      int      // the group that has the keys
	theme   string   // that showed when the dialog opened
	preview string   // that shows now
	also    []string // marked when the dialog opened
	note    bool     // enter was pressed on what is not ready
	filters bool     // letters go to the filter of the group
	asking  string   // says which services are asked for their models; empty for none
	bodyTop int      // line of the body where the lists were drawn
	columns bool     // as drawn last
	inner   int
}

// The groups.
const (
	chatGroup = iota
	imageGroup
	themeGroup
)

// group is one list to choose from.
type group struct {
	title  string
	rows   []choiceRow
	models bool // what stands beside a name is a model, which tells rows apart
	list   *widget.List
	filter string   // what the rows that show have in them; empty shows all
	shown  []int    // indices of the rows that show
	chosen int      // index of what will be used; -1 for none
	before int      // as it was when the dialog opened
	marks  []string // refs of several that will be used, in the order of marking; empty for the chosen one alone
}

type choiceRow struct {
	name, about string // name in full, and what stands quietly beside it
	ref         string
	ready       bool
	detail      string // what is said of it while the cursor is on it
}

// NewGenerators makes the choice with the cursor on what is in use.
func NewGenerators(prompts, images []Engine, themes []ThemeRow, chosen Chosen) *Generators {
	d := &Generators{theme: chosen.Theme, preview: chosen.Theme}
	d.groups[chatGroup] = newGroup("Prompt generator", engineRows(prompts), chosen.Chat)
	d.groups[imageGroup] = newGroup("Image generator", engineRows(images), chosen.Image)
	if len(chosen.Also) > 0 {
		d.groups[imageGroup].marks = append([]string{chosen.Image}, chosen.Also...)
	}
	d.also = chosen.Also
	d.groups[chatGroup].models, d.groups[imageGroup].models = true, true
	d.groups[themeGroup] = newGroup("Theme", themeRows(themes), chosen.Theme)
	return d
}

func engineRows(engines []Engine) []choiceRow {
	rows := make([]choiceRow, len(engines))
	for i, e := range engines {
		r := choiceRow{name: term.SafeLine(e.Name), about: term.SafeLine(shortModel(e.Model)), ref: e.ref(), ready: e.Ready}
		switch reason := term.SafeLine(e.Reason); {
		case !e.Ready:
			r.detail = sentence("Not ready: " + reason)
		case !e.Free:
			r.detail = strings.TrimSpace(sentence(reason) + " Paid: asks before it spends.")
		default:
			r.detail = sentence(reason)
		}
		rows[i] = r
	}
	return rows
}

// shortModel is a model as people say it: llama.cpp's are paths of files.
func shortModel(id string) string {
	if !strings.HasPrefix(id, "/") && !strings.Contains(id, `\`) {
		return id
	}
	return strings.TrimSuffix(id[strings.LastIndexAny(id, `/\`)+1:], ".gguf")
}

func themeRows(themes []ThemeRow) []choiceRow {
	rows := make([]choiceRow, len(themes))
	for i, t := range themes {
		title := term.SafeLine(t.Title)
		name, _, _ := strings.Cut(title, ",") // "Nord, adapted"
		rows[i] = choiceRow{name: name, about: t.about(), ref: t.Name, ready: true,
			detail: title + ". Enter keeps it, esc brings the other one back."}
	}
	return rows
}

// sentence begins with a capital and ends with a full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	text = capital(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

func newGroup(title string, rows []choiceRow, chosen string) *group {
	g := &group{title: title, rows: rows, list: widget.NewList(nil, nil)}
	name, _, _ := strings.Cut(chosen, ":")
	g.chosen = slices.IndexFunc(rows, func(r choiceRow) bool { return r.ref == chosen })
	if g.chosen < 0 {
		g.chosen = slices.IndexFunc(rows, func(r choiceRow) bool { n, _, _ := strings.Cut(r.ref, ":"); return n == name })
	}
	g.before = g.chosen
	g.show(max(g.chosen, 0))
	return g
}

// settle makes the row of the cursor the chosen one, if it is ready and none
// are marked.
func (g *group) settle() {
	if at := g.cursor(); at >= 0 && g.rows[at].ready && len(g.marks) == 0 {
		g.chosen = at
	}
}

// changed gives the name of what is newly chosen.
func (g *group) changed() (ref string, ok bool) {
	if g.chosen == g.before || g.chosen < 0 {
		return "", false
	}
	return g.rows[g.chosen].ref, true
}

// Asking says which hosts are asked for their models, until Refresh.
func (d *Generators) Asking(hosts []string) {
	d.asking = "Asking " + term.SafeLine(strings.Join(hosts, ", ")) + " for its models; nothing but your key is sent."
	if len(hosts) > 1 {
		d.asking = "Asking " + term.SafeLine(strings.Join(hosts, ", ")) + " for their models; nothing but your keys is sent."
	}
}

// Refresh shows generators as they are known now. What is chosen and where the
// cursor stands stays, as far as it is still there.
func (d *Generators) Refresh(prompts, images []Engine) {
	d.asking = ""
	d.groups[chatGroup].refresh(engineRows(prompts))
	d.groups[imageGroup].refresh(engineRows(images))
}

func (g *group) refresh(rows []choiceRow) {
	at := func(i int) int {
		if i < 0 {
			return -1
		}
		return slices.IndexFunc(rows, func(r choiceRow) bool { return r.ref == g.rows[i].ref })
	}
	if g.chosen >= 0 && at(g.chosen) < 0 && g.rows[g.chosen].ready { // in use, and not on the list: it stays
		rows = slices.Insert(slices.Clone(rows), g.placeOf(rows), g.rows[g.chosen])
	}
	chosen, before, cursor := at(g.chosen), at(g.before), at(g.cursor())
	g.rows, g.chosen, g.before = rows, chosen, before
	g.marks = slices.DeleteFunc(slices.Clone(g.marks), func(ref string) bool {
		return !slices.ContainsFunc(rows, func(r choiceRow) bool { return r.ref == ref })
	})
	g.show(max(cursor, 0))
}

// placeOf is where the chosen row goes among rows that are without it: before
// the others of its name.
func (g *group) placeOf(rows []choiceRow) int {
	i := slices.IndexFunc(rows, func(r choiceRow) bool { return r.name == g.rows[g.chosen].name })
	if i < 0 {
		return len(rows)
	}
	return i
}

// ID is "generators".
func (d *Generators) ID() string { return "generators" }

// Handle moves within and between the groups, accepts or leaves.
func (d *Generators) Handle(msg tea.Msg) Result {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		d.note = false
		return d.handleKey(msg)
	case tea.MouseWheelMsg:
		g := d.groups[d.at]
		if d.columns {
			g = d.groups[d.groupAt(msg.X-bodyX)]
		}
		g.list.Wheel(wheel(msg))
	case tea.MouseClickMsg:
		return d.click(msg)
	}
	return Result{}
}

func (d *Generators) handleKey(msg tea.KeyPressMsg) Result {
	g := d.groups[d.at]
	if d.filters {
		if r, taken := d.handleFilter(msg); taken {
			return r
		}
	}
	switch msg.Keystroke() {
	case "/":
		d.filters = true
	case "esc":
		return d.leave()
	case "enter":
		return d.accept()
	case "left", "shift+tab":
		d.at = (d.at + len(d.groups) - 1) % len(d.groups)
	case "right", "tab":
		d.at = (d.at + 1) % len(d.groups)
	case "up", "k":
		return d.moved(func() { g.list.Move(-1) })
	case "down", "j":
		return d.moved(func() { g.list.Move(1) })
	case "pgup":
		return d.moved(func() { g.list.Page(-1) })
	case "pgdown":
		return d.moved(func() { g.list.Page(1) })
	case "home":
		return d.moved(g.list.First)
	case "end":
		return d.moved(g.list.Last)
	case "space":
		d.mark()
	}
	return Result{}
}

// moved moves the cursor, and shows the theme that it came to.
func (d *Generators) moved(move func()) Result {
	move()
	g := d.groups[d.at]
	g.settle()
	if d.at != themeGroup || g.chosen < 0 || g.rows[g.chosen].ref == d.preview {
		return Result{}
	}
	d.preview = g.rows[g.chosen].ref
	return Result{Intent: []intent.Intent{intent.PreviewTheme{Name: d.preview}}}
}

// leave closes, and brings back the theme there was.
func (d *Generators) leave() Result {
	if d.preview == d.theme {
		return Result{Close: true}
	}
	return Result{Close: true, Intent: []intent.Intent{intent.PreviewTheme{Name: d.theme}}}
}

// accept closes with what changed. On a row that is not ready it stays, unless
// others are marked.
func (d *Generators) accept() Result {
	g := d.groups[d.at]
	if at := g.cursor(); at >= 0 && !g.rows[at].ready && len(g.marks) == 0 {
		d.note = true
		return Result{}
	}
	var asked []intent.Intent
	if ref, ok := d.groups[chatGroup].changed(); ok {
		asked = append(asked, intent.UseChat{Name: ref})
	}
	images := d.groups[imageGroup]
	if _, ok := images.changed(); ok || !slices.Equal(images.also(), d.also) && images.chosen >= 0 {
		asked = append(asked, intent.UseImage{Name: images.rows[images.chosen].ref, Also: strings.Join(images.also(), ",")})
	}
	if ref, ok := d.groups[themeGroup].changed(); ok {
		asked = append(asked, intent.UseTheme{Name: ref})
	}
	return Result{Close: true, Intent: asked}
}

func (d *Generators) click(msg tea.MouseClickMsg) Result {
	x, y := msg.X-bodyX, msg.Y-bodyY
	if msg.Button != tea.MouseLeft || x < 0 || x >= d.inner {
		return Result{}
	}
	if i := d.groupAt(x); d.columns && y >= 0 && y >= d.bodyTop-2 {
		d.at = i
	} else if !d.columns && y == 0 {
		d.at = d.tabAt(x)
	}
	if y < d.bodyTop {
		return Result{}
	}
	return d.moved(func() { d.groups[d.at].list.Click(y - d.bodyTop) })
}
