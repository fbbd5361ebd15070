package style

import (
	"image/color"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"easel/themes"
)

func TestEveryWordCanBeReadIn16Colours(t *testing.T) {
	shown := colorprofile.ANSI.Convert
	for _, theme := range themes.All() {
		if theme.Colourless {
			continue
		}
		s, c := New(Sixteen(theme)), theme.Colours
		v := reflect.ValueOf(*s)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			st, ok := v.Field(i).Interface().(lipgloss.Style)
			if !ok || strings.HasPrefix(name, "Border") || strings.HasPrefix(name, "Scroll") || strings.HasPrefix(name, "Progress") {
				continue
			}
			grounds := []color.Color{c.Ground, c.Panel, c.Raised, c.Selection}
			if st.GetBackground() != (lipgloss.NoColor{}) {
				grounds = []color.Color{st.GetBackground()}
			}
			for _, ground := range grounds {
				if shown(st.GetForeground()) == shown(ground) {
					t.Errorf("%s: %s is as what it stands on", theme.Name, name)
				}
			}
		}
	}
}
