package openai

import (
	"maps"
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// mixed is a request whose message only mixes variations ("B with the light of
// A"), with what is asked for as decisions, or only asks for another round on
// some axes, with these: then the model is asked for exactly that, and its
// answer can be checked. Every other request stays as it is.
func mixed(r promptgen.Request) promptgen.Request {
	if len(r.Decisions) > 0 || r.Current.Empty() {
		return r
	}
	if axes := promptgen.ReadRound(r.Message); len(axes) > 0 {
		r.Message, r.Axes = "", axes
		return r
	}
	m, rest := promptgen.ReadMix(strings.TrimSpace(r.Message))
	if m.Empty() || rest != "" || len(m.Takes) == 0 && m.Merge == "" {
		return r
	}
	all := make(map[string]prompt.Prompt)
	for i, v := range r.Round {
		all[prompt.Letter(i)] = v.Prompt
	}
	before := r.Current
	if m.Base != "" {
		base, ok := all[m.Base]
		if !ok {
			return r
		}
		r.Current = base.Clone()
		r.Current.Locks = before.Locks
	}
	if _, ok := all[m.Merge]; m.Merge != "" && !ok {
		return r
	}
	if m.Merge != "" {
		m.Takes = append(m.Takes, promptgen.Take{Axes: changedAxes(before, all[m.Merge]), Letter: m.Merge})
	}
	for _, t := range m.Takes {
		from, ok := all[t.Letter]
		if !ok {
			return r
		}
		for _, a := range t.Axes {
			r.Decisions = append(r.Decisions, promptgen.Decision{Axis: a, Value: from.Axes[a], From: from.Text})
		}
	}
	return r
}

// changedAxes are the axes that a variation decides differently, but for its
// subject.
func changedAxes(before, after prompt.Prompt) []prompt.Axis {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(after.Axes)), func(a prompt.Axis) bool {
		return a == prompt.Subject || after.Axes[a] == before.Axes[a]
	})
}
