package style

import (
	"image/color"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"easel/themes"
)

// each calls check with every style of every theme.
func each(t *testing.T, check func(t *testing.T, theme themes.Theme, field string, st lipgloss.Style)) {
	t.Helper()
	for _, theme := range themes.All() {
		v := reflect.ValueOf(*New(theme))
		for i := range v.NumField() {
			if st, ok := v.Field(i).Interface().(lipgloss.Style); ok {
				check(t, theme, v.Type().Field(i).Name, st)
			}
		}
	}
}

func TestColoursAreThoseOfTheTheme(t *testing.T) {
	each(t, func(t *testing.T, theme themes.Theme, field string, st lipgloss.Style) {
		known := map[color.Color]bool{lipgloss.NoColor{}: true}
		if !theme.Colourless {
			for _, role := range theme.Colours.Roles() {
				known[role.Colour] = true
			}
			if st.GetForeground() == (lipgloss.NoColor{}) {
				t.Errorf("%s: %s has no colour", theme.Name, field)
			}
		}
		if !known[st.GetForeground()] || !known[st.GetBackground()] {
			t.Errorf("%s: %s has a colour from elsewhere", theme.Name, field)
		}
	})
}

func TestStylesHaveNoSize(t *testing.T) {
	each(t, func(t *testing.T, theme themes.Theme, field string, st lipgloss.Style) {
		if got := ansi.Strip(st.Render("a\nlonger")); strings.TrimRight(got, " ") != "a     \nlonger" && got != "a\nlonger" {
			t.Errorf("%s: %s draws %q", theme.Name, field, got)
		}
		if got := st.Render("日e\u0301👩‍👩‍👧"); !strings.Contains(got, "日e\u0301👩‍👩‍👧") {
			t.Errorf("%s: %s tears letters apart: %q", theme.Name, field, got)
		}
	})
}

// Without colours the attributes alone tell these from plain text.
func TestMeaningDoesNotRestOnColour(t *testing.T) {
	for _, theme := range themes.All() {
		s := New(theme)
		for name, c := range map[string]struct {
			st   lipgloss.Style
			want string
		}{
			"Added":   {s.Added, "\x1b[4m"},
			"Removed": {s.Removed, "\x1b[9m"},
			"Link":    {s.Link, "\x1b[4m"},
			"Locked":  {s.Locked, "1"},
			"Changed": {s.Changed, "3"},
			"Error":   {s.Error, "1"},
		} {
			if got := c.st.Render("moon"); !strings.Contains(got, c.want) {
				t.Errorf("%s: %s is %q, want %q in it", theme.Name, name, got, c.want)
			}
		}
		if s.ButtonFocused.Render("pay") == s.Button.Render("pay") || s.Selected.Render("row") == s.Text.Render("row") {
			t.Errorf("%s: what is chosen looks like the rest", theme.Name)
		}
	}
}

func TestColourlessThemeSetsNoColours(t *testing.T) {
	plain, _ := themes.Find("plain")
	s := New(plain)
	if s.Ground != nil || s.Foreground != nil || s.Cursor != nil {
		t.Error("the terminal's own colours must stay")
	}
}
