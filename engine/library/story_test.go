package library_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/engine/session"
)

// storyteller makes events that can happen next.
type storyteller struct {
	prefix string
	count  int
}

func (s *storyteller) id(what string) string {
	s.count++
	return fmt.Sprintf("%s/%s-%d", s.prefix, what, s.count)
}

func (s *storyteller) next(t *rapid.T, at session.Session) session.Event {
	parent := at.Head()
	if nodes := at.Nodes(); len(nodes) > 0 && rapid.Bool().Draw(t, "elsewhere") {
		parent = rapid.SampledFrom(nodes).Draw(t, "parent").ID
	}
	return session.Event{
		ID: s.id("event"), Parent: parent, Body: s.body(t, at),
		Time: noon.Add(time.Duration(rapid.Int64Range(0, 1e15).Draw(t, "after"))),
	}
}

func (s *storyteller) prompt(t *rapid.T) prompt.Prompt {
	text := rapid.StringN(0, 20, -1)
	p := prompt.Prompt{ID: s.id("prompt"), Title: text.Draw(t, "title"), Text: text.Draw(t, "text"), Negative: text.Draw(t, "negative")}
	if rapid.Bool().Draw(t, "has axes") {
		p.Axes = map[prompt.Axis]string{prompt.Lighting: text.Draw(t, "lighting")}
		p.Locks = []prompt.Lock{{At: 3, Text: text.Draw(t, "lock")}}
	}
	return p
}

func (s *storyteller) body(t *rapid.T, at session.Session) session.Body {
	text := rapid.StringN(0, 60, -1)
	var prompts, steps, favourites []string
	for _, n := range at.Nodes() {
		switch b := n.Body.(type) {
		case session.Rounded:
			prompts = append(prompts, b.Rewrite.ID)
			steps = append(steps, n.ID)
		case session.Used:
			prompts = append(prompts, b.Prompt.ID)
			steps = append(steps, n.ID)
		case session.Dropped, session.Edited, session.Picked:
			steps = append(steps, n.ID)
		case session.Kept:
			favourites = append(favourites, b.FavouriteID)
		}
	}
	steps = append(steps, "")
	switch rapid.SampledFrom([]string{"said", "answered", "rounded", "picked", "edited", "used", "generated", "kept", "dropped", "dropped", "moved", "moved", "titled"}).Draw(t, "kind") {
	case "answered":
		return session.Answered{Reply: text.Draw(t, "reply"), Generator: "composer", Cut: rapid.Bool().Draw(t, "cut")}
	case "rounded":
		return session.Rounded{Reply: text.Draw(t, "reply"), Rewrite: s.prompt(t), Generator: "openai", Model: "m",
			Variations: []prompt.Variation{{Prompt: s.prompt(t), Differs: []prompt.Axis{prompt.Mood}}}}
	case "picked":
		if len(prompts) > 0 {
			return session.Picked{PromptID: rapid.SampledFrom(prompts).Draw(t, "picked")}
		}
	case "edited":
		return session.Edited{From: "p", Prompt: s.prompt(t)}
	case "used":
		return session.Used{Prompt: s.prompt(t)}
	case "generated":
		return s.generated(t)
	case "kept":
		return session.Kept{FavouriteID: s.id("favourite"), Prompt: s.prompt(t)}
	case "dropped":
		id := s.id("favourite") // of another session
		if len(favourites) > 0 {
			id = rapid.SampledFrom(favourites).Draw(t, "favourite")
		}
		return session.Dropped{FavouriteID: id, Prompt: s.prompt(t)}
	case "moved":
		return session.Moved{To: rapid.SampledFrom(steps).Draw(t, "to")}
	case "titled":
		return session.Titled{Title: text.Draw(t, "title")}
	}
	return session.Said{Text: text.Draw(t, "said")}
}

func (s *storyteller) generated(t *rapid.T) session.Body {
	seed, cost := rapid.Uint32().Draw(t, "seed"), rapid.Float64Range(0, 9).Draw(t, "cost")
	g := session.Generated{Prompt: s.prompt(t), Generator: "sketch", Settings: prompt.Settings{Width: 64, Height: 65, Count: 2, Seed: &seed},
		Took: time.Duration(rapid.Int64().Draw(t, "took")), Problem: "one is missing"}
	for range rapid.IntRange(0, 2).Draw(t, "images") {
		g.CostUSD = &cost
		g.Images = append(g.Images, session.Image{Path: "/p.png", Width: 64, Height: 65, Seed: &seed, Bytes: 7, SHA256: s.id("sum"), NotDrawn: []string{"lantern"}})
	}
	return g
}
