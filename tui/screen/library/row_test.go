package library

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"easel/tui/style"
	"easel/tui/term"
)

// A word that was found stays in sight, whole letters alone are cut, and what is
// cut off is told.
func TestExcerpt(t *testing.T) {
	for _, text := range []string{
		"A fishing harbour at night, with a lighthouse on the rocks.",
		"朝の港、静かな水面、遠くに灯台が見える、漁船がゆっくり帰ってくる night の空",
		"aswordwithoutaspacethatgoesonandonandonuntilatlast night",
	} {
		sc := with(t, "night", testFound())
		s := testState().Style
		for width := 12; width < 80; width++ {
			plain := ansi.Strip(sc.excerpt(text, width, s))
			switch {
			case !utf8.ValidString(plain):
				t.Errorf("%d cells: a letter is cut: %q", width, plain)
			case term.Width(plain) > width:
				t.Errorf("%d cells: %q", width, plain)
			case !strings.Contains(plain, "night"):
				t.Errorf("%d cells: what was found is out of sight: %q", width, plain)
			case !strings.HasSuffix(text, strings.TrimPrefix(plain, style.MoreMark)) && !strings.HasSuffix(plain, style.MoreMark):
				t.Errorf("%d cells: nothing tells that there is more: %q", width, plain)
			}
		}
	}
}
