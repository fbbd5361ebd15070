package studio

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

// plainArt draws pictures as blocks.
type plainArt struct{ Art }

func (plainArt) Picture(_ session.Image, cols, rows int) string {
	return strings.TrimSuffix(strings.Repeat(strings.Repeat("▀", cols)+"\n", rows), "\n")
}

func painted(t interface{ Fatal(...any) }, generators ...string) *State {
	s := session.New("s", 1, time.Unix(0, 0))
	use := session.Used{Prompt: prompt.Prompt{ID: "p", Text: "a beach"}}
	s, err := s.Apply(session.Event{ID: "e", Time: time.Unix(1, 0), Body: use})
	for i, g := range generators {
		if err != nil {
			t.Fatal(err)
		}
		cost := float64(i) / 100
		s, err = s.Apply(session.Event{ID: fmt.Sprint("g", i), Parent: "e", Time: time.Unix(int64(2+i), 0), Body: session.Generated{Prompt: use.Prompt, Generator: g, CostUSD: &cost,
			Took: time.Duration(i) * time.Minute, Images: []session.Image{{Path: fmt.Sprintf("/p/%d.png", i), Width: 1024 + 512*(i%2), Height: 1024}}}})
	}
	if err != nil {
		t.Fatal(err)
	}
	return &State{Session: s, Art: plainArt{}, Style: style.New(themes.All()[0])}
}

func TestPicturesOfOnePromptStandSideBySide(t *testing.T) {
	st := painted(t, "a", "b", "b", "\x1b[31mc")
	all := st.Session.Pictures()
	list := together(all, all[1])
	if len(list) != 3 || list[0].Path != "/p/0.png" || list[1].Path != "/p/1.png" || list[2].Path != "/p/3.png" {
		t.Errorf("together are %+v", list)
	}
	if got := together(painted(t, "a", "a").Session.Pictures(), all[0]); got != nil {
		t.Errorf("one generator alone gives %+v", got)
	}
	view := strings.Join(new(pictures).sideBySideView(st, all[3], 70, 20), "\n")
	for _, says := range []string{"0 s · free", "2 min · $0.02", "3 min · $0.03", "Saved"} {
		if !strings.Contains(view, says) {
			t.Errorf("%q is missing in\n%s", says, view)
		}
	}
	if strings.Contains(view, "\x1b[31mc") {
		t.Error("a generator's name reached the terminal as it is")
	}
}

// However small the pane is, what stands side by side fits, with the one at
// hand among it.
func TestSideBySideFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var generators []string
		for i := range rapid.IntRange(1, 9).Draw(t, "generators") {
			generators = append(generators, fmt.Sprint("generator-", i))
		}
		st := painted(t, generators...)
		all := st.Session.Pictures()
		shown := all[rapid.IntRange(0, len(all)-1).Draw(t, "shown")]
		width, height := rapid.IntRange(1, 210).Draw(t, "width"), rapid.IntRange(1, 60).Draw(t, "height")
		lines := new(pictures).sideBySideView(st, shown, width, height)
		if len(lines) > height {
			t.Fatalf("%d lines in %d", len(lines), height)
		}
		for _, line := range lines {
			if term.Width(line) > width {
				t.Fatalf("%d columns in %d: %q", term.Width(line), width, line)
			}
		}
		if lines != nil && !strings.Contains(strings.Join(lines, "\n"), "▸") {
			t.Fatalf("the one at hand is not there:\n%s", strings.Join(lines, "\n"))
		}
	})
}
