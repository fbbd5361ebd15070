package studio

import (
	"strings"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// variations lists a round: the rewrite as row ".", then A, B, ...
type variations struct {
	list   *widget.List
	pinned string          // node of the round that is looked at; empty follows the current one
	seen   int             // how many rounds there were when it was pinned
	shown  string          // node of the round the cursor stands in
	at     string          // id of the current prompt when the cursor was last put on it
	moved  bool            // the person moved the cursor since: a row is looked at
	tall   int             // lines of a row with a thumbnail; 0 for rows of one line
	marked map[string]bool // ids of prompts, of whatever round
}

func newVariations(s *style.Style) *variations {
	v := &variations{marked: make(map[string]bool)}
	v.list = widget.NewList(s, nil)
	v.list.Empty = "Variations come with the first reply."
	return v
}

// row is one line of the list: a prompt that is there or one that will be.
type row struct {
	letter  string
	prompt  prompt.Prompt
	differs []prompt.Axis
	there   bool
	marked  bool
}

// ownRow is the letter of the row for a current prompt that no generator wrote:
// one edited by hand, or used as it was.
const ownRow = "*"

// view of a round: what is shown of it now.
type roundView struct {
	node   string // empty while it is coming
	number int
	of     int
	rows   []row
	coming bool
}

// round is the round that the pane shows.
func (v *variations) round(st *State) roundView {
	rounds := st.Session.Rounds()
	if r := st.Reply; r != nil && v.pinned == "" && (r.Rewritten != nil || len(rounds) == 0) {
		return comingRound(r, len(rounds))
	}
	i := st.Session.RoundOf()
	for j := range rounds {
		if rounds[j].Node == v.pinned {
			i = j
		}
	}
	if i < 0 {
		view := roundView{of: len(rounds)}
		if current, ok := st.Session.Current(); ok {
			view.rows = []row{{letter: ownRow, prompt: current, there: true}}
		}
		return view
	}
	view := roundView{node: rounds[i].Node, number: i + 1, of: len(rounds)}
	if current, ok := st.Session.Current(); ok && i == st.Session.RoundOf() && rounds[i].Letter(current.ID) == "" {
		view.rows = append(view.rows, row{letter: ownRow, prompt: current, there: true})
	}
	view.rows = append(view.rows, row{letter: ".", prompt: rounds[i].Rewrite, there: true})
	for j, one := range rounds[i].Variations {
		view.rows = append(view.rows, row{letter: prompt.Letter(j), prompt: one.Prompt, differs: one.Differs, there: true})
	}
	return view
}

// comingRound reserves the rows of a round and fills those that are whole.
func comingRound(r *Reply, rounds int) roundView {
	view := roundView{number: rounds + 1, of: rounds + 1, coming: true}
	first := row{letter: "."}
	if r.Rewritten != nil {
		first.prompt, first.there = *r.Rewritten, true
	}
	view.rows = append(view.rows, first)
	for i := range max(r.Wanted, len(r.Variations)) {
		next := row{letter: prompt.Letter(i)}
		if i < len(r.Variations) {
			next.prompt, next.differs, next.there = r.Variations[i].Prompt, r.Variations[i].Differs, true
		}
		view.rows = append(view.rows, next)
	}
	return view
}

// follow puts the cursor on the current prompt when that is another one than
// before, or the round that shows is.
func (v *variations) follow(st *State, view roundView) {
	v.list.SetCount(len(view.rows))
	current, _ := st.Session.Current()
	node := view.node
	if view.coming {
		node = "coming"
	}
	if node == v.shown && current.ID == v.at {
		return
	}
	if node == v.shown && v.pinned != "" {
		v.at = current.ID // nothing moves under somebody who looks back or edits
		return
	}
	settled := v.shown == "coming" && v.moved && node != v.shown // the rows are the same ones, now committed
	v.shown, v.at = node, current.ID
	if settled {
		return
	}
	v.moved = false
	for i, r := range view.rows {
		if r.there && r.prompt.ID == current.ID {
			v.list.SetCursor(i)
			return
		}
	}
	if view.coming {
		v.list.SetCursor(0)
	}
}

// toggle marks the row under the cursor, or takes its mark away.
func (v *variations) toggle(view roundView) {
	if i := v.list.Cursor(); i >= 0 && i < len(view.rows) && view.rows[i].there {
		id := view.rows[i].prompt.ID
		v.marked[id] = !v.marked[id]
	}
}

// move notes that the person put the cursor on a row.
func (v *variations) move(how func(*widget.List)) {
	how(v.list)
	v.moved = true
}

// turn looks at an earlier or later round; the last one is followed again. A
// current prompt that is of no round stands behind the last one.
func (v *variations) turn(st *State, delta int) {
	rounds := st.Session.Rounds()
	view := v.round(st)
	if len(rounds) == 0 || view.coming && delta > 0 {
		return
	}
	home := st.Session.RoundOf()
	at, last := view.number-1, len(rounds)-1
	if home < 0 {
		home, last = len(rounds), len(rounds)
	}
	if at < 0 {
		at = home
	}
	to := min(max(at+delta, 0), last)
	v.seen = len(rounds)
	v.pinned = rounds[min(to, len(rounds)-1)].Node
	if !view.coming && to == home && to == last {
		v.pinned, v.shown = "", "" // followed again, with the cursor on what is current
		return
	}
	v.shown, v.moved = v.pinned, true
	v.list.SetCursor(0)
}

// note is the right end of the pane's title.
func (v *variations) note(st *State, view roundView) string {
	if len(view.rows) == 0 {
		return ""
	}
	if v.pinned != "" && view.of > v.seen {
		return "round " + itoa(view.of) + " ready ]"
	}
	of := "round " + itoa(view.number) + "/" + itoa(view.of)
	if view.coming {
		return of + ", coming"
	}
	return of
}

// looking is the row under the cursor.
func (v *variations) looking(view roundView) (row, bool) {
	i := v.list.Cursor()
	if !v.moved || i < 0 || i >= len(view.rows) || !view.rows[i].there {
		return row{}, false
	}
	return view.rows[i], true
}

// A row with a thumbnail has from 4 to 7 lines, the last one empty.
const (
	lowest  = 4
	tallest = 7
	tallAt  = 50 // columns
)

// tallness is how many lines each row gets; 0 is one line without a thumbnail.
func tallness(rows, width, height int) int {
	if rows == 0 || width < tallAt || height < lowest*rows {
		return 0
	}
	return min(height/rows, tallest)
}

func (v *variations) view(st *State, width, height int, focused bool) string {
	view := v.round(st)
	v.follow(st, view)
	v.tall = tallness(len(view.rows), width, height)
	v.list.Style = st.Style
	var widest widths
	for _, r := range view.rows {
		widest.title = max(widest.title, term.Width(term.SafeLine(r.prompt.Title)))
		widest.state = max(widest.state, term.Width(rowState(st, r)))
	}
	v.list.Row = func(i, w int, selected, _ bool) string {
		r := view.rows[i]
		r.marked = v.marked[r.prompt.ID]
		return v.row(st, r, w, widest, selected, focused)
	}
	return v.list.View(width, height)
}

// widths are those of the widest row, so that the columns of all rows agree.
type widths struct{ title, state int }

func (v *variations) row(st *State, r row, width int, widest widths, selected, focused bool) string {
	s := st.Style
	mark := "  "
	if selected {
		mark = s.CursorMark.Render(style.CursorMark) + " "
		if !focused {
			mark = s.Quiet.Render(style.CursorMark) + " "
		}
	}
	if r.marked {
		mark = strings.TrimSuffix(mark, " ") + s.Marked.Render(style.MarkedMark)
	}
	if !r.there {
		return mark + s.Faint.Render(r.letter+"  ·····  coming") + blankRows(v.tall)
	}
	title := term.SafeLine(r.prompt.Title)
	name := s.Text
	if selected && focused {
		name = s.Strong
	}
	if v.tall > 0 {
		return v.tallRow(st, r, mark, name.Render(title), width)
	}
	state := rowState(st, r)
	lead := mark + s.Quiet.Render(r.letter) + "  " + st.Art.Chips(r.prompt) + "  "
	room := width - term.Width(lead) - widest.state
	column := max(min(widest.title, room-columnGap-leastDiffers), room/3)
	room += widest.state - term.Width(state) // a row without a state has its room
	return ends(lead+columns(name.Render(title), differs(r), column, room, s), state, width)
}

// tallRow is a row of several lines with a thumbnail.
func (v *variations) tallRow(st *State, r row, mark, title string, width int) string {
	s := st.Style
	rows := v.tall - 1
	cols, _ := term.Fit(st.Settings.Width, st.Settings.Height, width/3, rows)
	thumb := strings.Split(st.Art.Study(r.prompt, width/3, rows), "\n")
	text := make([]string, rows)
	copy(text, []string{
		ends(title, rowState(st, r), max(width-5-cols-2, 0)),
		s.Quiet.Render(widget.Parts(differs(r), between, max(width-5-cols-2, 0))),
		st.Art.Chips(r.prompt),
	})
	var b strings.Builder
	for i := range rows {
		lead := "     "
		if i == 0 {
			lead = mark + s.Quiet.Render(r.letter) + "  "
		}
		picture := ""
		if i < len(thumb) {
			picture = thumb[i]
		}
		if picture == "" { // cells are exactly as wide as they were asked for
			picture = term.Spaces(cols)
		}
		b.WriteString(lead + picture + "  " + text[i] + "\n")
	}
	return b.String()
}

// blankRows are the lines that a row will have more than its first.
func blankRows(tall int) string { return strings.Repeat("\n", max(tall-1, 0)) }

// Between title and differences, and the least that differences are told in.
const columnGap, leastDiffers = 3, 8

// bothFrom is the width from which both are shown; below it the title has it
// all.
const bothFrom = 36

// columns lays title and differences side by side.
func columns(title string, differs []string, column, width int, s *style.Style) string {
	if rest := width - column - columnGap; rest >= leastDiffers && width >= bothFrom {
		return term.Pad(term.Truncate(title, column), column+columnGap) + s.Quiet.Render(widget.Parts(differs, between, rest))
	}
	return term.Truncate(title, width)
}

// between stands between the axes on which a row differs.
const between = " · "

func differs(r row) []string {
	switch r.letter {
	case ".":
		return []string{"as you said"}
	case ownRow:
		return []string{"as you wrote it"}
	}
	names := make([]string, len(r.differs))
	for i, a := range r.differs {
		names[i] = term.SafeLine(string(a))
	}
	return names
}

// rowState is what stands at the right end of a row: current, favourite.
func rowState(st *State, r row) string {
	out := ""
	if !r.there {
		return ""
	}
	if current, ok := st.Session.Current(); ok && current.ID == r.prompt.ID {
		out += "  " + st.Style.Accent.Render("current")
	}
	if isFavourite(st.Session, r.prompt.ID) {
		out += "  " + st.Style.Star.Render(style.StarMark)
	}
	return out
}

func isFavourite(s session.Session, id string) bool {
	_, kept := s.Favourite(id)
	return kept
}
