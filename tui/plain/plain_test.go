package plain_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/plain"
)

const bad = "x\x1b[2Jy"

func TestEverythingThatHappensIsSaidSafely(t *testing.T) {
	seed := uint32(7)
	first := prompt.Prompt{ID: "1", Title: "Dawn " + bad, Text: "a harbour at dawn " + bad, Negative: "people " + bad}
	second := prompt.Prompt{ID: "2", Title: "Night", Text: "a harbour at night " + bad}
	s := session.New("session", 1, time.Unix(0, 0))
	for i, c := range []struct {
		body session.Body
		want []string
	}{
		{session.Said{Text: "a harbour " + bad}, []string{"You: a harbour "}},
		{session.Rounded{Reply: "Dawn. " + bad, Rewrite: first, Variations: []prompt.Variation{{Prompt: second, Differs: []prompt.Axis{prompt.Time, prompt.Mood}}}, Generator: "composer", Cut: true},
			[]string{"Composer: Dawn. ", "It stopped here", "Prompt: a harbour at dawn ", "Without: people ", "Variation A: Night. Differs in time, mood."}},
		{session.Picked{PromptID: "2"}, []string{"Picked A, Night.", "Prompt: a harbour at night "}},
		{session.Answered{Reply: "Because. " + bad}, []string{"Reply: Because. "}},
		{session.Locked{PromptID: "2", Locks: []prompt.Lock{{Text: "harbour", At: 2}}}, []string{"Locked: \"harbour\"."}},
		{session.Locked{PromptID: "2"}, []string{"Nothing is locked any more."}},
		{session.Generated{Prompt: second, Generator: "sketch", Model: "m", Settings: prompt.Settings{References: []prompt.Reference{{}}, Mask: &prompt.Reference{}}, Images: []session.Image{{Path: "/p/" + bad + ".png", Width: 3, Height: 2, Seed: &seed, NotDrawn: []string{bad}}}, Problem: "No more " + bad},
			[]string{"Saved: /p/", "From 1 picture under a mask: a harbour at night ", "3x2, seed 7, by sketch:m.", "Not drawn: ", "Error: No more "}},
		{session.Kept{FavouriteID: "f", Prompt: first}, []string{"Kept among the favourites: Dawn "}},
		{session.Dropped{FavouriteID: "f", Prompt: first}, []string{"No longer a favourite: Dawn "}},
		{session.Titled{Title: "harbour " + bad}, []string{"The session is called: harbour "}},
		{session.Used{Prompt: prompt.Prompt{ID: "3", Text: "as it is"}}, []string{"Used as it is.", "Prompt: as it is"}},
		{session.Edited{From: "3", Prompt: prompt.Prompt{ID: "4", Text: "by hand"}}, []string{"Edited by hand.", "Prompt: by hand"}},
	} {
		var err error
		parent := ""
		if n := s.Nodes(); len(n) > 0 {
			parent = s.Head()
		}
		if s, err = s.Apply(session.Event{ID: fmt.Sprint("event ", i), Parent: parent, Time: time.Unix(int64(i), 0), Body: c.body}); err != nil {
			t.Fatalf("%T: %v", c.body, err)
		}
		nodes := s.Nodes()
		said := strings.Join(plain.Node(s, nodes[len(nodes)-1]), "\n")
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%T: %q is missing in\n%s", c.body, want, said)
			}
		}
		if strings.Contains(said, "\x1b") {
			t.Errorf("%T: %q reaches the terminal", c.body, said)
		}
	}
	if listed := strings.Join(plain.Pictures(s.Pictures()), "\n"); !strings.HasPrefix(listed, "Picture 1: Night.\nSaved: /p/") || strings.Contains(listed, "\x1b") {
		t.Errorf("%q", listed)
	}
}

func TestChangesAreSaidInWords(t *testing.T) {
	got := plain.Compare([]string{"the rewrite", "A", "B"}, []prompt.Prompt{
		{Title: "Dawn", Text: "a calm harbour at dawn"}, {Title: "Night", Text: "a calm harbour at night"}, {Title: "Same", Text: "a calm harbour at dawn"}})
	want := "Compared with the rewrite, Dawn:\nA, Night.\nAdded: night.\nRemoved: dawn.\nB, Same.\nThe same words."
	if strings.Join(got, "\n") != want {
		t.Errorf("%q", got)
	}
}
