package tree_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/screen/tree"
	"easel/tui/style"
)

// story makes a session, an event a minute.
type story struct {
	t     rapid.TB
	s     session.Session
	count int
	begun time.Time
}

func tell(t rapid.TB) *story {
	begun := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	return &story{t: t, s: session.New("session", 1, begun), begun: begun}
}

// happen applies an event at a node and gives its id.
func (st *story) happen(parent string, body session.Body) string {
	st.t.Helper()
	st.count++
	id := fmt.Sprintf("node %03d", st.count)
	s, err := st.s.Apply(session.Event{ID: id, Parent: parent, Time: st.begun.Add(time.Duration(st.count) * time.Minute), Body: body})
	if err != nil {
		st.t.Fatal(err)
	}
	st.s = s
	return id
}

func (st *story) at(body session.Body) string { return st.happen(st.s.Head(), body) }

// say is a message with its round of two variations; the round's node.
func (st *story) say(message, title, text string) string {
	said := st.at(session.Said{Text: message})
	return st.happen(said, st.rounded(title, text))
}

func (st *story) rounded(title, text string) session.Rounded {
	id := fmt.Sprintf("prompt %03d", st.count)
	r := session.Rounded{Rewrite: prompt.Prompt{ID: id, Title: title, Text: text}, Generator: "composer"}
	for i, kind := range []string{"from the air", "in watercolour"} {
		axis := []prompt.Axis{prompt.Camera, prompt.Medium}[i]
		r.Variations = append(r.Variations, prompt.Variation{Differs: []prompt.Axis{axis},
			Prompt: prompt.Prompt{ID: id + prompt.Letter(i), Title: title + ", " + kind, Text: text + " Seen " + kind + "."}})
	}
	return r
}

// ask is a question with its answer.
func (st *story) ask(question, answer string) {
	st.happen(st.at(session.Said{Text: question}), session.Answered{Reply: answer, Generator: "composer"})
}

// pick makes a prompt of the last round current.
func (st *story) pick(letter string) string {
	rounds := st.s.Rounds()
	return st.at(session.Picked{PromptID: rounds[len(rounds)-1].Rewrite.ID + letter})
}

// paint makes pictures of a prompt.
func (st *story) paint(id string, count int) {
	p, ok := st.s.Prompt(id)
	if !ok {
		st.t.Fatalf("no prompt %q", id)
	}
	g := session.Generated{Prompt: p, Generator: "sketch"}
	for i := range count {
		g.Images = append(g.Images, session.Image{Path: fmt.Sprintf("/home/ann/pictures/%s-%d.png", strings.ReplaceAll(p.Title, " ", "-"), i), Width: 1024, Height: 1024, Seed: new(uint32(7))})
	}
	st.at(g)
}

func (st *story) current() prompt.Prompt {
	p, _ := st.s.Current()
	return p
}

// back moves the head.
func (st *story) back(to string) { st.at(session.Moved{To: to}) }

// beach is a session with two branches, a question, an edit, pictures and a
// favourite. The head stands on the branch that is not the longest.
func beach(t rapid.TB) *story {
	st := tell(t)
	st.say("a beach sunset", "Golden hour", "A painting of a beach at sunset, with low warm light and an amber sky.")
	first := st.pick("A")
	st.say("make it night, add a lighthouse", "Night, with lighthouse", "A painting of a beach at night, with a lighthouse and a moonlit sky.")
	st.ask("why so dark?", "The moon is new.\nSay brighter for more light.")
	st.at(session.Edited{From: st.current().ID, Prompt: prompt.Prompt{ID: "by hand", Title: "Night, with lighthouse, edited", Text: "A painting of a beach at night, with two lighthouses."}})
	st.paint("by hand", 2)
	st.back(first)
	st.say("as a woodcut", "Woodcut", "A woodcut of a beach at sunset, with an amber sky.")
	rounds := st.s.Rounds()
	st.at(session.Kept{FavouriteID: "fav", Prompt: rounds[2].Variations[1].Prompt})
	return st
}

// fakeArt fills what it is given: sketches with dots, pictures with blocks.
type fakeArt struct{}

func (fakeArt) Chips(prompt.Prompt) string                     { return "▇▇▇▇▇" }
func (fakeArt) Study(_ prompt.Prompt, cols, rows int) string   { return filled("░", cols, rows) }
func (fakeArt) Picture(_ session.Image, cols, rows int) string { return filled("█", cols, rows) }
func filled(cell string, cols, rows int) string {
	cols = min(cols, 2*rows)
	return strings.TrimSuffix(strings.Repeat(strings.Repeat(cell, cols)+"\n", rows), "\n")
}

func state(s session.Session) *tree.State {
	return &tree.State{Session: s, Art: fakeArt{}, Style: style.New(themes.Default(true)), Home: "/home/ann",
		Now: time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)}
}

// look is the screen without its styles, once all differences are found.
func look(sc *tree.Screen, st *tree.State, width, height int) string {
	for {
		frame := sc.Draw(st, width, height)
		find := sc.Find()
		if find == nil {
			return ansi.Strip(frame)
		}
		sc.Found(find())
	}
}

// isExactly checks that a frame fills its window and sticks out nowhere.
func isExactly(t rapid.TB, frame string, width, height int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) != height {
		t.Fatalf("%d lines in a window of %dx%d:\n%s", len(lines), width, height, ansi.Strip(frame))
	}
	for y, line := range lines {
		if w := ansi.StringWidth(line); w != width {
			t.Fatalf("line %d is %d cells wide in a window of %dx%d: %q", y, w, width, height, ansi.Strip(line))
		}
	}
}

func sees(t testing.TB, screen string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}
