// Package themes holds the colours of the screen as data: one hand-written
// TOML file a theme, read once and checked. It exists apart from the screen so
// that a theme can be added without knowing any screen code, and so that the
// contrast of each can be proved by a test. It imports the standard library
// and a TOML reader alone; tui/style and the commands read it.
//
// To add a theme, put NAME.toml beside the others. The tests then hold it to
// the contrast that people need to read it. A person's own (own.go) are read
// from their folder while Easel runs, and are their own affair.
package themes

import (
	"embed"
	"image/color"
	"slices"
	"strings"
	"sync"
)

// Theme is a set of colours with the name that a person chooses it by.
type Theme struct {
	Name       string // as in the settings, such as "easel-dark": the file's name without .toml
	Title      string // as shown, such as "Easel dark"
	Dark       bool   // light writing on a dark ground
	Colourless bool   // bold, underline and reverse only; every colour is zero and must not be used
	Colours    Colours
}

// Colours are the roles that a colour can have on the screen. All are opaque.
type Colours struct {
	Ground    color.RGBA // behind everything
	Panel     color.RGBA // header and footer
	Raised    color.RGBA // dialogs, which lie above the ground
	Selection color.RGBA // behind the row of the cursor and behind selected words
	Border    color.RGBA // lines that only separate; not held to a contrast for text
	Focus     color.RGBA // the lines around the pane that has the keys
	Text      color.RGBA // what is read
	Quiet     color.RGBA // what is read second: notes, help
	Faint     color.RGBA // what is seldom read: placeholders, old prompts
	Title     color.RGBA // names of panes and dialogs
	Accent    color.RGBA // the one strong colour: the cursor's mark, what to do next
	OnAccent  color.RGBA // words on a ground of Accent
	Cursor    color.RGBA // the text cursor
	Added     color.RGBA // words that a rewrite added
	Removed   color.RGBA // words that it took away
	Changed   color.RGBA // what differs between variations
	Locked    color.RGBA // words that no rewrite may change
	Star      color.RGBA // favourites
	Link      color.RGBA // paths and addresses
	Ok        color.RGBA // it worked
	Warn      color.RGBA // it costs, or needs a look
	Error     color.RGBA // it failed
}

// Role is a colour with the key it has in a theme's file.
type Role struct {
	Key    string
	Colour color.RGBA
}

// Roles lists all colours in the order of the files.
func (c Colours) Roles() []Role {
	slots := c.slots()
	roles := make([]Role, len(slots))
	for i, s := range slots {
		roles[i] = Role{s.key, *s.at}
	}
	return roles
}

type slot struct {
	key string
	at  *color.RGBA
}

// slots is the one table of keys.
func (c *Colours) slots() []slot {
	return []slot{
		{"ground", &c.Ground}, {"panel", &c.Panel}, {"raised", &c.Raised}, {"selection", &c.Selection},
		{"border", &c.Border}, {"focus", &c.Focus},
		{"text", &c.Text}, {"quiet", &c.Quiet}, {"faint", &c.Faint}, {"title", &c.Title},
		{"accent", &c.Accent}, {"on_accent", &c.OnAccent}, {"cursor", &c.Cursor},
		{"added", &c.Added}, {"removed", &c.Removed}, {"changed", &c.Changed}, {"locked", &c.Locked},
		{"star", &c.Star}, {"link", &c.Link}, {"ok", &c.Ok}, {"warn", &c.Warn}, {"error", &c.Error},
	}
}

//go:embed *.toml
var files embed.FS

// builtin reads the embedded files at first use. A file that does not parse
// cannot be shipped: a test reads them all, so the error is a broken build.
var builtin = sync.OnceValue(func() []Theme {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	var all []Theme
	for _, e := range entries {
		data, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		theme, err := Parse(strings.TrimSuffix(e.Name(), ".toml"), data)
		if err != nil {
			panic(err)
		}
		all = append(all, theme)
	}
	slices.SortStableFunc(all, func(a, b Theme) int { return rank(a.Name) - rank(b.Name) })
	return all
})

// rank puts our own themes before the adapted palettes, which stay in the
// order of their names.
func rank(name string) int {
	own := []string{"easel-dark", "easel-light", "contrast-dark", "contrast-light", "plain"}
	if i := slices.Index(own, name); i >= 0 {
		return i
	}
	return len(own)
}

// All lists the themes in the order to show them.
func All() []Theme {
	return slices.Clone(builtin())
}

// Find gives the theme of that name; letter case does not matter.
func Find(name string) (Theme, bool) {
	for _, t := range builtin() {
		if strings.EqualFold(t.Name, name) {
			return t, true
		}
	}
	return Theme{}, false
}

// File is the file of a theme that comes with Easel, for somebody who wants one
// that is a little different.
func File(name string) ([]byte, bool) {
	t, ok := Find(name)
	if !ok {
		return nil, false
	}
	data, err := files.ReadFile(t.Name + ".toml")
	return data, err == nil
}

// Default is the theme for a terminal with a dark or a light ground when the
// person has chosen none.
func Default(dark bool) Theme {
	name := "easel-light"
	if dark {
		name = "easel-dark"
	}
	t, _ := Find(name)
	return t
}
