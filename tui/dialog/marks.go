package dialog

import (
	"fmt"
	"slices"
	"strings"
)

// Several image generators can be marked: one prompt is then sent to all of
// them at once. The one that was marked first is the one that the settings are
// of.

// mark marks the row of the cursor, or takes its mark away. What is not ready
// says so.
func (d *Generators) mark() {
	g := d.groups[imageGroup]
	at := g.cursor()
	switch {
	case d.at != imageGroup || at < 0:
	case !g.rows[at].ready:
		d.note = true
	default:
		g.toggle(g.rows[at].ref)
	}
}

func (g *group) toggle(ref string) {
	if i := slices.Index(g.marks, ref); i >= 0 {
		g.marks = slices.Delete(slices.Clone(g.marks), i, i+1)
	} else {
		g.marks = append(slices.Clip(g.marks), ref)
	}
	if len(g.marks) == 0 {
		g.settle()
		return
	}
	g.chosen = slices.IndexFunc(g.rows, func(r choiceRow) bool { return r.ref == g.marks[0] })
}

// isMarked says whether what a row stands for will be used.
func (g *group) isMarked(i int) bool { return i == g.chosen || slices.Contains(g.marks, g.rows[i].ref) }

// heading is the title, with how many are marked if that is more than one; what
// is looked for where the rows are filtered.
func (g *group) heading(filters bool) string {
	if filters || g.filter != "" {
		return "/ " + g.filter
	}
	if len(g.marks) > 1 {
		return fmt.Sprintf("%d %ss", len(g.marks), strings.ToLower(g.title))
	}
	return g.title
}

// also are the marked ones besides the chosen one.
func (g *group) also() []string {
	if len(g.marks) < 2 {
		return nil
	}
	return slices.Clone(g.marks[1:])
}
