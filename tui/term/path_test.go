package term

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWrapPath(t *testing.T) {
	for _, c := range []struct {
		path  string
		width int
		want  string
	}{
		{"~/pictures/a-calm-beach.png", 80, "~/pictures/a-calm-beach.png"},
		{"~/pictures/a-calm-beach.png", 14, "~/pictures/a-|calm-beach.png"},
		{"~/pictures/averylongname.png", 10, "~/|pictures/|averylongn|ame.png"},
		{`C:\Users\Ann\a b.png`, 10, `C:\Users\|Ann\a |b.png`},
		{"", 10, ""},
	} {
		if got := strings.Join(WrapPath(c.path, c.width), "|"); got != c.want {
			t.Errorf("%q in %d cells is %q, not %q", c.path, c.width, got, c.want)
		}
	}
}

func TestAWrappedPathIsWholeAndInItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringMatching(`[a-z/\\.é日-]{0,60}`).Draw(t, "path")
		width := rapid.IntRange(2, 40).Draw(t, "width")
		lines := WrapPath(path, width)
		if strings.Join(lines, "") != path {
			t.Fatalf("%q became %q", path, lines)
		}
		for _, line := range lines {
			if Width(line) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
	})
}
