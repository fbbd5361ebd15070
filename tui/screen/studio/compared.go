package studio

import "easel/engine/prompt"

// compared is how a prompt differs from its base. The pane keeps it while they
// show, as finding it takes longer than drawing them.
type compared struct {
	base, shown [2]string // text and negative
	changes     prompt.Changes
	added       []stroke // not to be changed
}

func (p *promptView) compare(v seen) *compared {
	base, shown := [2]string{v.base.Text, v.base.Negative}, [2]string{v.prompt.Text, v.prompt.Negative}
	if p.differs.added == nil || p.differs.base != base || p.differs.shown != shown {
		p.differs = compared{base, shown, prompt.ChangesBetween(v.base, v.prompt), additions(v.base.Text, v.prompt.Text)}
	}
	return &p.differs
}
