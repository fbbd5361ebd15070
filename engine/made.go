package engine

import (
	"cmp"
	"slices"

	"easel/engine/imagegen"
	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/engine/session"
)

// This file is about what a picture tells of how it was made.

// save puts a picture on the disk with everything that made it.
func (o *OpenSession) save(b imagegen.Bytes, run *painting, generation string, state session.Session) (session.Image, error) {
	p := run.request.Prompt
	var seed *uint32
	if run.can.Seed {
		seed = new(b.Seed)
	}
	revised := valid(b.RevisedPrompt)
	made := picture.Made{
		Prompt: p.Text, Negative: p.Negative, Generator: run.made.Generator, Model: run.made.Model, Quality: run.request.Quality, Own: run.request.Own,
		References: hashes(run.made.Settings.References), Mask: hash(run.made.Settings.Mask), Vary: run.made.Settings.Vary,
		Seed: seed, Axes: axesByName(p.Axes), Session: state.ID, Generation: generation,
		Conversation: conversation(state), Parents: parents(state, p.ID), CostUSD: cmp.Or(b.CostUSD, run.made.CostUSD), RevisedPrompt: revised,
		NotDrawn: b.NotDrawn, Created: o.studio.now().UTC(), Easel: o.studio.version,
	}
	saved, err := o.studio.pictures.Save(b.Data, made)
	if err != nil {
		return session.Image{}, err
	}
	return session.Image{Path: saved.Path, Width: saved.Width, Height: saved.Height, Seed: seed, Bytes: saved.Bytes,
		SHA256: saved.SHA256, RevisedPrompt: revised, NotDrawn: slices.Clone(b.NotDrawn)}, nil
}

func axesByName(axes map[prompt.Axis]string) map[string]string {
	names := make(map[string]string, len(axes))
	for a, v := range axes {
		names[string(a)] = v
	}
	return names
}

// conversation is what was said on the way to the current prompt.
func conversation(state session.Session) []picture.Turn {
	var lines []picture.Turn
	for _, t := range state.Turns() {
		if t.Message != "" {
			lines = append(lines, picture.Turn{Role: "user", Text: t.Message})
		}
		if t.Reply != "" {
			lines = append(lines, picture.Turn{Role: "assistant", Text: t.Reply})
		}
	}
	return lines
}

// parents are the prompts that this one came from, nearest first.
func parents(state session.Session, id string) []string {
	var ids []string
	for {
		id = origin(state, id)
		if id == "" || slices.Contains(ids, id) {
			return ids
		}
		ids = append(ids, id)
	}
}

// origin is the prompt that another was made from: a variation from its
// round's rewrite, a rewrite from what the message was said about, an edited
// one from what it was before; empty where it began.
func origin(state session.Session, id string) string {
	for _, n := range state.Nodes() {
		switch b := n.Body.(type) {
		case session.Rounded:
			if b.Rewrite.ID == id {
				before, _ := state.PromptAt(n.Event.Parent)
				return before.ID
			}
			if slices.ContainsFunc(b.Variations, func(v prompt.Variation) bool { return v.ID == id }) {
				return b.Rewrite.ID
			}
		case session.Edited:
			if b.Prompt.ID == id {
				return b.From
			}
		}
	}
	return ""
}
