package tree

import "slices"

// row is a node with the lines that lead to it.
type row struct {
	node  int
	guide []joint // one for each level, the outermost first
	down  joint   // what goes on below it, in its own column
	below int     // how many rows are folded away under it
}

// joint is what stands in one level's column of a row.
type joint int

const (
	blank       joint = iota
	passing           // a line that goes on below
	passingHead       // the same, and it leads to the head
	branch            // a branch begins here, the line goes on
	branchOff         // the same, and the line leads to the head
	branchHead        // the same, and the branch leads to the head
	lastBranch        // a branch begins here, the line ends
	lastHead          // the same, and the branch leads to the head
)

// strokes are the joints as two cells. What leads to the head is thick.
var strokes = map[joint]string{
	blank: "  ", passing: "│ ", passingHead: "┃ ", branch: "├─", branchOff: "┠─", branchHead: "┡━", lastBranch: "└─", lastHead: "┗━",
}

// looks is how the tree is looked at: what is folded away, what shows besides.
type looks struct {
	shut map[string]bool // nodes whose offspring is folded away, by key
	all  bool            // variations that nothing happened with show too
	mark map[string]bool // marked nodes, by key: they always show
}

// rows lays the tree out: what came of a node stands below it, the largest part
// in the same column, everything else as branches beside it.
func (g *grown) rows(l looks) []row {
	var out []row
	type turn struct {
		node  int
		guide []joint
	}
	var stack []turn
	push := func(nodes []int, guide []joint) {
		for _, i := range slices.Backward(nodes) {
			stack = append(stack, turn{i, guide})
		}
	}
	var roots []int
	for i, n := range g.nodes {
		if n.parent == none {
			roots = append(roots, i)
		}
	}
	push(roots, nil)
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		n := g.nodes[t.node]
		beside, straight := g.parted(n, l)
		if l.shut[n.key] {
			out = append(out, row{node: t.node, guide: t.guide, below: g.count(n, l)})
			continue
		}
		out = append(out, row{node: t.node, guide: t.guide, down: g.down(beside, straight)})
		if straight != none {
			stack = append(stack, turn{straight, under(t.guide)})
		}
		for at := len(beside) - 1; at >= 0; at-- {
			stack = append(stack, turn{beside[at], append(slices.Clip(under(t.guide)), g.joint(n, beside, at, straight))})
		}
	}
	return out
}

// under is the guide of what stands below a row: where a branch began, its line
// goes by, or has ended.
func under(guide []joint) []joint {
	out := slices.Clone(guide)
	for i, j := range out {
		switch j {
		case branch, branchHead:
			out[i] = passing
		case branchOff:
			out[i] = passingHead
		case lastBranch, lastHead:
			out[i] = blank
		}
	}
	return out
}

// down is the line from a node to what came of it.
func (g *grown) down(beside []int, straight int) joint {
	leads := func(i int) bool { return g.nodes[i].onPath }
	switch {
	case straight == none && len(beside) == 0:
		return blank
	case straight != none && leads(straight) || slices.ContainsFunc(beside, leads):
		return passingHead
	}
	return passing
}

// joint is how the branch at a place begins.
func (g *grown) joint(n node, beside []int, at, straight int) joint {
	later := beside[at+1:]
	leads := func(i int) bool { return i != none && g.nodes[i].onPath }
	goesOn := len(later) > 0 || straight != none
	switch {
	case leads(beside[at]) && goesOn:
		return branchHead
	case leads(beside[at]):
		return lastHead
	case !goesOn:
		return lastBranch
	case leads(straight) || slices.ContainsFunc(later, leads):
		return branchOff
	}
	return branch
}

// parted says which of the offspring shows as branches, and what goes straight
// on; none where nothing does.
func (g *grown) parted(n node, l looks) (beside []int, straight int) {
	straight = none
	for _, i := range n.kids {
		if g.shows(i, l) {
			beside = append(beside, i)
		}
	}
	if k := len(beside); k > 0 && g.nodes[beside[k-1]].kind.step() {
		beside, straight = beside[:k-1], beside[k-1]
	}
	return beside, straight
}

// shows says whether a node has a row of its own. A variation that was picked
// right where its round is shows as that step.
func (g *grown) shows(i int, l looks) bool {
	n := g.nodes[i]
	if n.kind != leaf || l.mark[n.key] {
		return true
	}
	pickedHere := slices.ContainsFunc(g.nodes[n.parent].kids, func(k int) bool {
		return g.nodes[k].kind == picked && g.nodes[k].prompt.ID == n.prompt.ID
	})
	return !pickedHere && (l.all || n.noted())
}

// count says how many rows are folded away under a node.
func (g *grown) count(n node, l looks) int {
	count := 0
	for todo := slices.Clone(n.kids); len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if g.shows(i, l) {
			count++
			todo = append(todo, g.nodes[i].kids...)
		}
	}
	return count
}
