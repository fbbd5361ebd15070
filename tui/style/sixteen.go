package style

import (
	"image/color"

	"github.com/charmbracelet/colorprofile"

	"easel/themes"
)

// Sixteen is a theme as it can be read in a terminal of 16 colours. There two of
// its colours may become one: a word that could then not be told from what it
// stands on gets the colour of the text.
func Sixteen(t themes.Theme) themes.Theme {
	c := &t.Colours
	same := func(a, b color.RGBA) bool { return colorprofile.ANSI.Convert(a) == colorprofile.ANSI.Convert(b) }
	for _, word := range []*color.RGBA{&c.Quiet, &c.Faint, &c.Title, &c.Accent, &c.Added, &c.Removed, &c.Changed, &c.Locked, &c.Star, &c.Link, &c.Ok, &c.Warn, &c.Error} {
		if same(*word, c.Ground) || same(*word, c.Panel) || same(*word, c.Raised) || same(*word, c.Selection) {
			*word = c.Text
		}
	}
	return t
}
