package widget

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// numbered is a list whose rows say their number, cursor and mark.
func numbered(count int, heights func(i int) int) *List {
	l := NewList(dark(), func(i, width int, selected, marked bool) string {
		row := fmt.Sprint(i)
		if selected {
			row = ">" + row
		}
		if marked {
			row += "*"
		}
		return row + strings.Repeat("\n.", heights(i)-1)
	})
	l.SetCount(count)
	return l
}

func single(int) int { return 1 }

// rows are the lines of a list without fill and scroll mark.
func rows(l *List, width, height int) string {
	lines := strings.Split(ansi.Strip(l.View(width, height)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " │┃")
	}
	return strings.Join(lines, " ")
}

func TestListMoves(t *testing.T) {
	l := numbered(10, single)
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"start", func() {}, ">0 1 2 3"},
		{"down", func() { l.Move(1) }, "0 >1 2 3"},
		{"far down", func() { l.Move(4) }, "2 3 4 >5"},
		{"up within", func() { l.Move(-1) }, "2 3 >4 5"},
		{"last", func() { l.Last() }, "6 7 8 >9"},
		{"beyond", func() { l.Move(1) }, "6 7 8 >9"},
		{"page up", func() { l.Page(-1) }, ">6 7 8 9"},
		{"page up", func() { l.Page(-1) }, ">3 4 5 6"},
		{"page down", func() { l.Page(1) }, "3 4 5 >6"},
		{"first", func() { l.First() }, ">0 1 2 3"},
		{"wheel", func() { l.Wheel(3) }, "3 4 5 6"},
		{"wheel beyond", func() { l.Wheel(30) }, "6 7 8 9"},
		{"a key comes back to the cursor", func() { l.Move(1) }, ">1 2 3 4"},
		{"click", func() { l.Click(2) }, "1 2 >3 4"},
		{"mark", func() { l.Toggle() }, "1 2 >3* 4"},
		{"fewer rows", func() { l.SetCount(3) }, "0 1 >2"},
	}
	for _, s := range steps {
		s.do()
		if got := strings.TrimSpace(rows(l, 20, 4)); got != s.want {
			t.Fatalf("%s: %q, want %q", s.name, got, s.want)
		}
	}
}

func TestListMarks(t *testing.T) {
	l := numbered(5, single)
	for _, i := range []int{3, 1, 0} {
		l.SetCursor(i)
		l.Toggle()
	}
	if got := l.Marked(); !slices.Equal(got, []int{0, 1, 3}) {
		t.Errorf("got %v", got)
	}
	l.Toggle()
	l.SetCount(2)
	l.SetCount(5)
	if got := l.Marked(); !slices.Equal(got, []int{1}) {
		t.Errorf("after the rows went: %v", got)
	}
}

func TestEmptyList(t *testing.T) {
	l := numbered(0, single)
	l.Empty = "nothing yet"
	l.Move(1)
	l.Toggle()
	l.Page(1)
	l.Wheel(2)
	if l.Cursor() != -1 || len(l.Marked()) != 0 || l.Click(0) != -1 {
		t.Error("an empty list has a row")
	}
	if got := rows(l, 20, 2); strings.TrimSpace(got) != "nothing yet" {
		t.Errorf("got %q", got)
	}
}

func TestListClickFindsRowsOfManyLines(t *testing.T) {
	l := numbered(4, func(i int) int { return i + 1 })
	l.View(20, 8)
	for y, want := range []int{0, 1, 1, 2, 2, 2, 3, 3, -1} {
		if got := l.Click(y); got != want {
			t.Errorf("line %d is row %d, want %d", y, got, want)
		}
	}
}

func TestListIsExactAndShowsItsCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.IntRange(1, 4), 0, 20).Draw(t, "heights")
		l := numbered(len(heights), func(i int) int { return heights[i] })
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			w, h := size().Draw(t, "w"), rapid.IntRange(0, 15).Draw(t, "h")
			free := false
			switch rapid.IntRange(0, 5).Draw(t, "action") {
			case 0:
				l.Move(rapid.IntRange(-5, 5).Draw(t, "delta"))
			case 1:
				l.Page(rapid.SampledFrom([]int{-1, 1}).Draw(t, "page"))
			case 2:
				l.Last()
			case 3:
				l.First()
			case 4:
				l.Wheel(rapid.IntRange(-9, 9).Draw(t, "wheel"))
				free = true
			case 5:
				l.Toggle()
				l.SetCursor(l.Cursor())
			}
			got := l.View(w, h)
			isExactly(t, "List", got, w, h)
			if !free && l.Count() > 0 && w > 8 && h > 0 && !strings.Contains(ansi.Strip(got), fmt.Sprintf(">%d", l.Cursor())) {
				t.Fatalf("row %d is out of sight:\n%s", l.Cursor(), got)
			}
		}
	})
}

func numberedLines(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprint(i)
	}
	return lines
}

func inSight(v *Scroll, height int) string {
	lines := strings.Split(ansi.Strip(v.View(12, height)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " │┃")
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

func TestScroll(t *testing.T) {
	v := NewScroll(dark())
	v.SetLines(numberedLines(3))
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"all fits", func() {}, "0 1 2"},
		{"it stays at the end", func() { v.SetLines(numberedLines(10)) }, "6 7 8 9"},
		{"up", func() { v.Up(1) }, "5 6 7 8"},
		{"more lines leave it there", func() { v.SetLines(numberedLines(12)) }, "5 6 7 8"},
		{"page up", func() { v.Page(-1) }, "2 3 4 5"},
		{"top", func() { v.Top() }, "0 1 2 3"},
		{"above the top", func() { v.Up(3) }, "0 1 2 3"},
		{"down", func() { v.Down(2) }, "2 3 4 5"},
		{"down to the end by hand", func() { v.Down(50) }, "8 9 10 11"},
		{"and it stays at the end again", func() { v.SetLines(numberedLines(14)) }, "10 11 12 13"},
		{"fewer lines", func() { v.SetLines(numberedLines(2)) }, "0 1"},
	}
	for _, s := range steps {
		s.do()
		if got := inSight(v, 4); got != s.want {
			t.Fatalf("%s: %q, want %q", s.name, got, s.want)
		}
	}
}

func TestScrollReadFromTheTop(t *testing.T) {
	v := NewScroll(dark())
	v.SetLines(numberedLines(9))
	v.Top()
	if got := inSight(v, 3); got != "0 1 2" || v.AtEnd() {
		t.Errorf("before it was ever drawn: %q", got)
	}
	v.Bottom()
	if got := inSight(v, 3); got != "6 7 8" || !v.AtEnd() {
		t.Errorf("bottom: %q", got)
	}
}

func TestScrollIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := NewScroll(dark())
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			v.SetLines(rapid.SliceOfN(line(), 0, 30).Draw(t, "lines"))
			v.Up(rapid.IntRange(-20, 20).Draw(t, "up"))
			w, h := size().Draw(t, "w"), rapid.IntRange(0, 15).Draw(t, "h")
			isExactly(t, "Scroll", v.View(w, h), w, h)
		}
	})
}

func TestScrollKeepsWrappedLinesAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyStyle(t)
		w, h := rapid.IntRange(4, 60).Draw(t, "w"), rapid.IntRange(1, 15).Draw(t, "h")
		lines := Spans([]Span{{words().Draw(t, "text"), Plain}, {words().Draw(t, "added"), Added}}, ScrollInner(w), s)
		v := NewScroll(s)
		v.SetLines(lines)
		v.Up(rapid.IntRange(0, 20).Draw(t, "up"))
		got := strings.Split(v.View(w, h), "\n")
		for i, line := range lines[v.Offset():min(v.Offset()+h, len(lines))] {
			if want := exactly(line, ScrollInner(w)); !strings.HasPrefix(got[i], want) {
				t.Fatalf("line %d is %q, want %q", i, got[i], want)
			}
		}
	})
}

func TestScrollDrawsAgainWhatChanged(t *testing.T) {
	v := NewScroll(dark())
	v.SetLines(numberedLines(9))
	dim := v.View(12, 3)
	v.SetLines(append(numberedLines(8), "nine"))
	if got := v.View(12, 3); !strings.Contains(got, "nine") {
		t.Errorf("other words: %q", got)
	}
	v.SetLines(numberedLines(9))
	v.Style = plain()
	if got := v.View(12, 3); got == dim || ansi.Strip(got) != ansi.Strip(dim) {
		t.Errorf("another theme: %q", got)
	}
}

func TestScrollStaysAtTheTopForWhoWentUpWhereAllFits(t *testing.T) {
	v := NewScroll(dark())
	v.SetLines(numberedLines(3))
	v.View(12, 4)
	v.Up(1)
	v.SetLines(numberedLines(9))
	if got := inSight(v, 4); got != "0 1 2 3" {
		t.Errorf("got %q", got)
	}
}

func TestScrollMarkMovesFromEndToEnd(t *testing.T) {
	v := NewScroll(dark())
	v.SetLines(numberedLines(100))
	v.Top()
	lines := strings.Split(ansi.Strip(v.View(12, 10)), "\n")
	if !strings.HasSuffix(lines[0], "┃") || strings.HasSuffix(lines[9], "┃") {
		t.Errorf("at the top: %q", lines)
	}
	v.Bottom()
	lines = strings.Split(ansi.Strip(v.View(12, 10)), "\n")
	if strings.HasSuffix(lines[0], "┃") || !strings.HasSuffix(lines[9], "┃") {
		t.Errorf("at the bottom: %q", lines)
	}
}

// chatLines are n styled lines of 66 cells, as a long chat has them.
func chatLines(n int) []string {
	s := dark()
	line := strings.Repeat(s.Text.Render("a calm beach")+" "+s.Added.Render("at night")+" ", 3)
	return slices.Repeat([]string{line}, n)
}

func BenchmarkScrollAtRest(b *testing.B) {
	v, lines := NewScroll(dark()), chatLines(500)
	for b.Loop() {
		v.SetLines(lines)
		v.View(76, 40)
	}
}

func BenchmarkScrollMoving(b *testing.B) {
	v := NewScroll(dark())
	v.SetLines(chatLines(500))
	for i := 0; b.Loop(); i++ {
		v.Top()
		v.Down(i % 400)
		v.View(76, 40)
	}
}

func BenchmarkScrollWhileAReplyStreams(b *testing.B) {
	v, lines := NewScroll(dark()), chatLines(500)
	for i := 0; b.Loop(); i++ {
		v.SetLines(lines[:490+i%10])
		v.View(76, 40)
	}
}
