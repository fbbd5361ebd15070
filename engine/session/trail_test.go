package session_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
)

func TestTrail(t *testing.T) {
	s := session.New("s", 1, time.Unix(0, 0))
	happen := func(parent string, b session.Body) string {
		t.Helper()
		id := fmt.Sprint("node ", len(s.Nodes()))
		next, err := s.Apply(session.Event{ID: id, Parent: parent, Time: time.Unix(1, 0), Body: b})
		if err != nil {
			t.Fatal(err)
		}
		s = next
		return id
	}
	at := func(b session.Body) string { return happen(s.Head(), b) }
	round := func(said string, n int) string {
		parent := s.Head()
		if said != "" {
			parent = at(session.Said{Text: said})
		}
		id := fmt.Sprint("p", n)
		return happen(parent, session.Rounded{Rewrite: prompt.Prompt{ID: id, Title: "Title", Text: "text"}, Variations: []prompt.Variation{
			{Prompt: prompt.Prompt{ID: id + "A", Title: "From the air"}}, {Prompt: prompt.Prompt{ID: id + "B", Title: "In fog"}}}})
	}
	is := func(want string) {
		t.Helper()
		if got := strings.Join(s.Trail(), " > "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	is("")
	first := round("a beach sunset", 1)
	is("a beach sunset")
	at(session.Picked{PromptID: "p1A"})
	is("a beach sunset > A")
	at(session.Picked{PromptID: "p1B"}) // another look: the first was only tried
	is("a beach sunset > B")
	round("make it night, add a lighthouse", 2)
	is("a beach sunset > B > night")
	at(session.Edited{From: "p2", Prompt: prompt.Prompt{ID: "e1", Title: "Title, edited", Text: "x"}})
	at(session.Edited{From: "e1", Prompt: prompt.Prompt{ID: "e2", Title: "Title, edited", Text: "y"}})
	is("a beach sunset > B > night > edited")
	round("", 3)
	is("a beach sunset > B > night > edited > another round")
	at(session.Picked{PromptID: "p1A"}) // not of this round
	is("a beach sunset > B > night > edited > another round > From the air")
	at(session.Dropped{FavouriteID: "f", Prompt: prompt.Prompt{ID: "p1A"}})
	is("a beach sunset > B > night > edited > another round > From the air")
	at(session.Moved{To: first})
	is("a beach sunset")
	at(session.Used{Prompt: prompt.Prompt{ID: "u", Text: "two foxes in deep snow under birches at dawn"}})
	is("a beach sunset > two foxes in deep snow…")
	at(session.Titled{Title: "Beaches"})
	is("Beaches > two foxes in deep snow…")

	before := slices.Clone(s.Trail())
	s.Trail()[0] = "changed"
	if !slices.Equal(before, s.Trail()) {
		t.Error("the trail is the session's own")
	}
}
