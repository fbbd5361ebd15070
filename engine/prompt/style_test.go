package prompt

import "testing"

func TestStyled(t *testing.T) {
	for _, c := range []struct{ text, style, want string }{
		{"a boat", "{prompt}, loose watercolour", "a boat, loose watercolour"},
		{"a boat", "loose watercolour", "a boat, loose watercolour"},
		{"a boat,", "loose watercolour", "a boat, loose watercolour"},
		{"a boat", "study of {prompt}: {prompt}", "study of a boat: a boat"},
		{"a boat", "", "a boat"},
		{"", "loose watercolour", "loose watercolour"},
		{"a {prompt}", "no {prompt} here", "no a {prompt} here"},
	} {
		if got := (Prompt{Text: c.text}).Styled(Prompt{Text: c.style}).Text; got != c.want {
			t.Errorf("%q on %q is %q, want %q", c.style, c.text, got, c.want)
		}
	}
	p := Prompt{ID: "p", Text: "a boat", Negative: "people", Axes: map[Axis]string{Subject: "a boat", Medium: "photo"}}
	style := Prompt{ID: "s", Text: "{prompt}, woodcut", Negative: "colour", Axes: map[Axis]string{Subject: "nothing", Medium: "woodcut"}}
	got := p.Styled(style)
	if got.ID != "p" || got.Negative != "people, colour" || got.Axes[Subject] != "a boat" || got.Axes[Medium] != "woodcut" || p.Axes[Medium] != "photo" {
		t.Errorf("got %+v of %+v", got, p)
	}
	if !style.IsStyle() || p.IsStyle() {
		t.Error("a style is a prompt with a placeholder")
	}
}
