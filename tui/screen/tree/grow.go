package tree

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/style"
	"easel/tui/term"
)

// kind is what a node of the tree is.
type kind int

const (
	round    kind = iota // a rewrite with its variations
	picked               // a prompt made current
	edited               // changed by hand
	used                 // from elsewhere, as it was
	locked               // words locked or unlocked
	dropped              // taken out of the favourites; a step, so that undo brings it back
	leaf                 // a variation that nobody picked
	answered             // a question with its answer
	waiting              // a message without an answer
)

// step says whether the head can stand on it.
func (k kind) step() bool { return k < leaf }

// brings says whether the node is about its prompt: the others leave what is
// current as it was.
func (k kind) brings() bool { return k != dropped && k != answered && k != waiting }

// none is the index of no node.
const none = -1

// node is something that happened, as a row of the tree. Messages are told by
// what came of them; pictures, favourites and where the head went by the node
// they concern.
type node struct {
	key       string // of the node for as long as the session lives
	kind      kind
	step      string // id of the session's step to go on from
	variation string // id of the prompt to pick there; empty for none
	parent    int    // index; none for where the session began
	kids      []int  // what came of it, in order of time
	weight    int    // how many steps there are from here on

	label   string // "2." a rewrite, "2B" a variation of round 2, "*" a prompt of one's own
	title   string // made safe, as all that follows
	said    string // the message; empty where none was
	reply   string // an answer, or the words that are locked
	prompt  prompt.Prompt
	differs []string      // of a variation: the axes on which it differs from its round
	base    prompt.Prompt // what it is told against; its text may be the idea alone

	time     time.Time
	back     []time.Time // when the head came back here
	pictures []session.Picture
	kept     bool
	here     bool // the head stands on it
	onPath   bool // it lies on the way to the head
}

// noted says whether something happened with a variation that nobody picked.
func (n node) noted() bool { return n.kept || len(n.pictures) > 0 }

// grown is a session as a tree. Nodes stand behind their parents.
type grown struct {
	nodes    []node
	byKey    map[string]int
	steps    int
	branches int // ends of the tree
	pictures int
}

// grower makes a tree of a session in one pass.
type grower struct {
	grown
	s      session.Session
	rowOf  map[string]int    // node of the tree by the session's node
	labels map[string]string // by the prompt's id
	home   map[string]int    // node where a prompt shows, by its id
	rounds int
}

// grow makes the tree of a session.
func grow(s session.Session) *grown {
	g := &grower{s: s, rowOf: make(map[string]int), labels: make(map[string]string), home: make(map[string]int)}
	g.byKey = make(map[string]int)
	for _, n := range s.Nodes() {
		g.add(n)
	}
	g.addWaiting()
	g.markKept()
	g.markPath()
	g.weigh()
	return &g.grown
}

func (g *grower) add(n session.Node) {
	row := node{key: n.ID, step: n.ID, time: n.Time}
	switch b := n.Body.(type) {
	case session.Rounded:
		g.addRound(n, row, b)
		return
	case session.Picked:
		row.kind = picked
	case session.Edited:
		row.kind, row.prompt = edited, b.Prompt
		g.labels[b.Prompt.ID] = "*"
	case session.Used:
		row.kind, row.prompt = used, b.Prompt
		g.labels[b.Prompt.ID] = "*"
	case session.Locked:
		row.kind, row.reply = locked, lockedWords(b.Locks)
	case session.Dropped:
		if b.Elsewhere {
			return
		}
		row.kind, row.title, row.label = dropped, term.SafeLine(b.Prompt.Title), g.labels[b.Prompt.ID]
	case session.Answered:
		row.kind, row.reply = answered, term.Safe(b.Reply)
	case session.Generated:
		g.addPictures(n, b)
		return
	case session.Moved:
		if i, ok := g.rowOf[b.To]; ok {
			g.nodes[i].back = append(g.nodes[i].back, n.Time)
		}
		return
	default:
		return
	}
	g.put(n, row)
}

// put hangs a node where it belongs and gives its index.
func (g *grower) put(n session.Node, row node) int {
	row.parent, row.said = g.over(n), g.said(n)
	if row.parent != none {
		row.base = g.nodes[row.parent].prompt
	} else {
		row.base.Text = row.said
	}
	g.fill(n, &row)
	i := g.append(row)
	g.rowOf[n.ID] = i
	if row.kind.brings() {
		g.home[row.prompt.ID] = i
	}
	return i
}

// fill gives a row its prompt and its names.
func (g *grower) fill(n session.Node, row *node) {
	switch {
	case row.kind == picked || row.kind == locked:
		row.prompt, _ = g.s.PromptAt(n.ID) // with the locks in force
	case !row.kind.brings() && row.parent != none:
		row.prompt = row.base // what is current stays
	}
	if !row.kind.step() {
		row.step = ""
		if row.parent != none {
			row.step = g.nodes[row.parent].step
		}
	}
	if row.kind == dropped {
		return // its names are those of what was dropped
	}
	if row.kind.step() {
		row.label = g.labels[row.prompt.ID]
	}
	row.title = title(*row)
}

func (g *grower) append(row node) int {
	i := len(g.nodes)
	g.nodes = append(g.nodes, row)
	g.byKey[row.key] = i
	if row.parent != none {
		g.nodes[row.parent].kids = append(g.nodes[row.parent].kids, i)
	}
	if row.kind.step() {
		g.steps++
	}
	return i
}

// addRound adds a rewrite, and under it a leaf for each of its variations.
func (g *grower) addRound(n session.Node, row node, b session.Rounded) {
	g.rounds++
	row.kind, row.prompt = round, b.Rewrite
	number := strconv.Itoa(g.rounds)
	g.labels[b.Rewrite.ID] = number + "."
	parent := g.put(n, row)
	for i, v := range b.Variations {
		g.labels[v.ID] = number + prompt.Letter(i)
		leafRow := node{key: n.ID + "/" + v.ID, kind: leaf, step: n.ID, variation: v.ID, parent: parent, time: n.Time,
			label: g.labels[v.ID], differs: axes(v.Differs), title: term.SafeLine(v.Title), prompt: v.Prompt, base: b.Rewrite}
		g.home[v.ID] = g.append(leafRow)
	}
}

// lockedWords names the words that are locked from there on.
func lockedWords(locks []prompt.Lock) string {
	if len(locks) == 0 {
		return "nothing is locked any more"
	}
	words := make([]string, len(locks))
	for i, l := range locks {
		words[i] = "“" + term.SafeLine(l.Text) + "”"
	}
	return style.LockMark + " locked " + strings.Join(words, ", ")
}

func axes(differs []prompt.Axis) []string {
	names := make([]string, len(differs))
	for i, a := range differs {
		names[i] = term.SafeLine(string(a))
	}
	return names
}

// markKept marks the favourites wherever they show.
func (g *grower) markKept() {
	kept := g.s.Favourites()
	for i := range g.nodes {
		g.nodes[i].kept = g.nodes[i].kind.brings() && kept[g.nodes[i].prompt.ID]
	}
}

// addPictures hangs pictures on the node nearest over their generation that
// shows their prompt, or else where it showed last.
func (g *grower) addPictures(n session.Node, b session.Generated) {
	at, ok := g.home[b.Prompt.ID]
	for i := g.over(n); i != none; i = g.nodes[i].parent {
		if g.nodes[i].prompt.ID == b.Prompt.ID && g.nodes[i].kind.brings() {
			at, ok = i, true
			break
		}
	}
	if !ok {
		return
	}
	for _, image := range b.Images {
		g.nodes[at].pictures = append(g.nodes[at].pictures, session.Picture{Node: n.ID, Time: n.Time, Image: image, From: b})
		g.pictures++
	}
}

// over is the node of the tree that a node of the session hangs on.
func (g *grower) over(n session.Node) int {
	nodes := g.s.Nodes()
	for i := n.Parent; i >= 0; i = nodes[i].Parent {
		if row, ok := g.rowOf[nodes[i].ID]; ok && g.nodes[row].kind.step() {
			return row
		}
	}
	return none
}

// said is the message that a node came of, or is.
func (g *grower) said(n session.Node) string {
	said, own := n.Body.(session.Said)
	if !own && n.Parent >= 0 {
		said, _ = g.s.Nodes()[n.Parent].Body.(session.Said)
	}
	return term.SafeLine(said.Text)
}

// addWaiting adds the messages that nothing came of.
func (g *grower) addWaiting() {
	nodes := g.s.Nodes()
	replied := make(map[int]bool)
	for _, n := range nodes {
		if n.Parent >= 0 {
			replied[n.Parent] = true
		}
	}
	for i, n := range nodes {
		if _, said := n.Body.(session.Said); said && !replied[i] {
			g.put(n, node{key: n.ID, kind: waiting, time: n.Time})
		}
	}
}

// title is what a row is called.
func title(n node) string {
	switch n.kind {
	case answered, waiting:
		return "“" + n.said + "”"
	case used:
		return term.SafeLine(n.prompt.Text)
	}
	if n.prompt.Title == "" {
		return term.SafeLine(n.prompt.Text)
	}
	return term.SafeLine(n.prompt.Title)
}

// markPath marks where the head stands, and the way to it.
func (g *grower) markPath() {
	at, ok := g.rowOf[g.s.Head()]
	if !ok {
		return
	}
	g.nodes[at].here = true
	for i := at; i != none; i = g.nodes[i].parent {
		g.nodes[i].onPath = true
	}
}

// weigh counts what came of each step, and puts the largest part last: it goes
// straight on, and the others beside it, so that even a tree of a thousand steps
// is at most ten branches deep.
func (g *grower) weigh() {
	for i := len(g.nodes) - 1; i >= 0; i-- {
		n := &g.nodes[i]
		if !n.kind.step() {
			continue
		}
		n.weight++
		ends := true
		for _, k := range n.kids {
			ends = ends && !g.nodes[k].kind.step()
		}
		if ends {
			g.branches++
		}
		if n.parent != none {
			g.nodes[n.parent].weight += n.weight
		}
	}
	for i := range g.nodes {
		slices.SortStableFunc(g.nodes[i].kids, func(a, b int) int { return g.nodes[a].weight - g.nodes[b].weight })
	}
}
