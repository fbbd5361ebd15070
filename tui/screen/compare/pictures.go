package compare

import (
	"strconv"
	"strings"

	"easel/engine/picture"
	"easel/engine/session"
	"easel/tui/term"
	"easel/tui/widget"
)

// picture is the picture of a column: the one to compare, or the newest of its
// prompt.
func (sc *Screen) picture(i int) (session.Picture, bool) {
	if pic := sc.columns[i].Picture; pic != nil {
		return *pic, true
	}
	pic, ok := sc.pictures[sc.columns[i].Prompt.ID]
	return pic, ok
}

// settings are how the picture of a column was made; nil where prompts are
// compared.
func (sc *Screen) settings(i int) []picture.Setting {
	pic := sc.columns[i].Picture
	if pic == nil {
		return nil
	}
	made := picture.Made{Generator: pic.From.Generator, Model: pic.From.Model, Quality: pic.From.Settings.Quality,
		Own: pic.From.Settings.Own, Seed: pic.Seed, Width: pic.Width, Height: pic.Height}
	for _, r := range pic.From.Settings.References {
		made.References = append(made.References, r.SHA256)
	}
	if mask := pic.From.Settings.Mask; mask != nil {
		made.Mask = mask.SHA256
	}
	return made.Settings()
}

// otherSettings names the settings in which a column's picture differs from the
// base's.
func (sc *Screen) otherSettings(i int) []string {
	var names []string
	for _, c := range sc.settingChanges(i) {
		names = append(names, term.SafeLine(c.Name))
	}
	return names
}

func (sc *Screen) settingChanges(i int) []picture.SettingChange {
	if sc.columns[i].Picture == nil || sc.columns[sc.base].Picture == nil {
		return nil
	}
	return picture.SettingChanges(sc.settings(sc.base), sc.settings(i))
}

// settingLines tell the settings of a column's picture: what the base has too
// quietly, the rest as "-7 +9".
func (sc *Screen) settingLines(st *State, i, width int) []string {
	changed := make(map[string]bool)
	var lines []string
	tell := func(spans ...widget.Span) { lines = append(lines, widget.Spans(spans, width, st.Style)...) }
	for _, c := range sc.settingChanges(i) {
		changed[c.Name] = true
		spans := []widget.Span{{Text: term.SafeLine(c.Name)}}
		if c.Before != "" {
			spans = append(spans, widget.Span{Text: " "}, widget.Span{Text: removedMark + term.SafeLine(c.Before), Kind: widget.Removed})
		}
		if c.After != "" {
			spans = append(spans, widget.Span{Text: " "}, widget.Span{Text: addedMark + term.SafeLine(c.After), Kind: widget.Added})
		}
		tell(spans...)
	}
	for _, s := range sc.settings(i) {
		if !changed[s.Name] {
			tell(widget.Span{Text: term.SafeLine(s.Name + " " + s.Value), Kind: widget.Quiet})
		}
	}
	if len(lines) > 0 {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// artLines are the picture of a prompt, or its sketch, in exactly so many rows.
func (sc *Screen) artLines(st *State, i, width, rows int) []string {
	if rows == 0 {
		return nil
	}
	art := ""
	if pic, ok := sc.picture(i); ok {
		cols, fit := term.Fit(pic.Width, pic.Height, width, rows)
		art = st.Art.Picture(pic.Image, cols, fit)
	} else {
		art = st.Art.Study(sc.columns[i].Prompt, width, rows)
	}
	lines := make([]string, rows)
	copy(lines, strings.Split(art, "\n"))
	for y, line := range lines {
		lines[y] = term.Spaces((width-term.Width(line))/2) + line
	}
	return lines
}

// savedLines say how the picture of a column was made, where pictures are
// compared, and where it is.
func (sc *Screen) savedLines(st *State, i, width int) []string {
	pic, ok := sc.picture(i)
	if !ok {
		return nil
	}
	lines := append(sc.settingLines(st, i, width), "", st.Style.Ok.Render("Saved"))
	for _, line := range term.WrapPath(term.Home(term.SafeLine(pic.Path), st.Home), width) {
		lines = append(lines, term.Link(term.FileURL(pic.Path), st.Style.Link.Render(line)))
	}
	return lines
}

// savedNote says so in short, as the path may be out of sight, and the seed: pictures
// made to compare have the same one.
func (sc *Screen) savedNote(i int) string {
	pic, ok := sc.picture(i)
	switch {
	case !ok:
		return ""
	case pic.Seed == nil:
		return " · saved"
	}
	return " · saved, seed " + strconv.FormatUint(uint64(*pic.Seed), 10)
}
