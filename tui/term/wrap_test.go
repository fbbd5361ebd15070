package term

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	cases := []struct {
		name  string
		in    string
		width int
		want  []string
	}{
		{"fits", "a calm beach", 12, []string{"a calm beach"}},
		{"words", "a calm beach at night", 12, []string{"a calm beach", "at night"}},
		{"break on the edge", "calm beach", 5, []string{"calm", "beach"}},
		{"several spaces", "calm    beach", 6, []string{"calm", "beach"}},
		{"newlines", "a\n\nb\n", 5, []string{"a", "", "b", ""}},
		{"indent", "  one two", 6, []string{"  one", "two"}},
		{"path", "/home/ann/Pictures/easel", 10, []string{"/home/ann/", "Pictures/e", "asel"}},
		{"word then path", "Saved /home/ann/Pictures", 10, []string{"Saved", "/home/ann/", "Pictures"}},
		{"CJK", "日本の海辺の夜", 6, []string{"日本の", "海辺の", "夜"}},
		{"CJK after a word", "sea 日本の海辺", 8, []string{"sea 日本", "の海辺"}},
		{"no comma at the start", "日本、海辺", 4, []string{"日", "本、", "海辺"}},
		{"odd width", "日本", 3, []string{"日", "本"}},
		{"emoji", "👩‍👩‍👧👩‍👩‍👧 a", 4, []string{"👩‍👩‍👧👩‍👩‍👧", "a"}},
		{"accents", "e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"tabs", "a\tb", 10, []string{"a   b"}},
		{"empty", "", 10, []string{""}},
		{"only spaces", "     ", 3, []string{"   "}},
		{"width nothing", "ab", 0, []string{"a", "b"}},
		{"wide at width 1", "日a", 1, []string{"日", "a"}},
	}
	for _, c := range cases {
		if got := Wrap(c.in, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%s: Wrap(%q, %d) = %q, want %q", c.name, c.in, c.width, got, c.want)
		}
	}
}

// text is what people, models and paths write.
func text() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		" ", " ", "  ", "\n", "\t", "a", "night", "/home/ann/Pictures/easel/2026", "日本", "、", "夜", "é", "e\u0301", "👩‍👩‍👧", "❤️", "🇫🇷", "한", "हिन्दी", "\u200d", "-", "long-exposure",
	})
	return rapid.Map(rapid.SliceOfN(piece, 0, 40), func(parts []string) string { return strings.Join(parts, "") })
}

func TestLayoutLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, width := text().Draw(t, "s"), rapid.IntRange(0, 30).Draw(t, "width")
		at := 0
		for _, l := range Layout(s, width) {
			if l.Start != at || l.End < l.Start || l.Next < l.End {
				t.Fatalf("line %v after %d", l, at)
			}
			if gap := s[l.End:l.Next]; strings.Trim(gap, " \t") != "" && strings.Trim(gap, " \t") != "\n" {
				t.Fatalf("lost %q", gap)
			}
			at = l.Next
		}
		if at != len(s) {
			t.Fatalf("ends at %d of %d", at, len(s))
		}
	})
}

func TestWrappedLinesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, width := text().Draw(t, "s"), rapid.IntRange(2, 40).Draw(t, "width")
		for _, line := range Wrap(s, width) {
			if Width(line) > width {
				t.Fatalf("%q is %d cells, not %d", line, Width(line), width)
			}
			if strings.ContainsAny(line, "\n\t") {
				t.Fatalf("%q has a newline or a tab", line)
			}
		}
	})
}

func TestWrapFillsLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "of", "sea", "night", "lantern"}), 1, 30).Draw(t, "words")
		width := rapid.IntRange(7, 30).Draw(t, "width")
		lines := Wrap(strings.Join(words, " "), width)
		for i := range len(lines) - 1 {
			next, _, _ := strings.Cut(lines[i+1], " ")
			if Width(lines[i])+1+Width(next) <= width {
				t.Fatalf("%q would have fitted after %q in %d", next, lines[i], width)
			}
		}
		if got := strings.Join(lines, " "); got != strings.Join(words, " ") {
			t.Fatalf("got %q", got)
		}
	})
}

func TestTruncate(t *testing.T) {
	cases := []struct {
		in    string
		width int
		want  string
	}{
		{"night", 5, "night"},
		{"nights", 5, "nigh…"},
		{"日本海", 5, "日本…"},
		{"日本海", 4, "日…"},
		{"night", 1, "…"},
		{"night", 0, ""},
		{"", 3, ""},
		{"\x1b[1mnights\x1b[m", 5, "\x1b[1mnigh…\x1b[m"},
	}
	for _, c := range cases {
		if got := Truncate(c.in, c.width); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, width := SafeLine(text().Draw(t, "s")), rapid.IntRange(0, 30).Draw(t, "width")
		if got := Truncate(s, width); Width(got) > width {
			t.Fatalf("Truncate(%q, %d) = %q, %d cells", s, width, got, Width(got))
		}
	})
}

func TestPad(t *testing.T) {
	if got := Pad("日", 4); got != "日  " {
		t.Errorf("got %q", got)
	}
	if got := Pad("night", 2); got != "night" {
		t.Errorf("got %q", got)
	}
}

func TestSteady(t *testing.T) {
	cases := []struct{ in, want string }{
		{"👩‍👩‍👧|", "👩|"},
		{"❤️|", "❤ |"},
		{"1️⃣|", "1 |"},
		{"👍🏽|", "👍|"},
		{"🇫🇷 日本 é|", "🇫🇷 日本 é|"},
		{"\x1b[1mक्षि\u200d\x1b[m|", "\x1b[1mक्षि\u200d\x1b[m|"}, // joins letters: stays a word
		{"", ""},
	}
	for _, c := range cases {
		if got := Steady(c.in); got != c.want {
			t.Errorf("Steady(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := SafeLine(text().Draw(t, "s"))
		if got := Steady(s); Width(got) != Width(s) {
			t.Fatalf("Steady(%q) = %q changes the width", s, got)
		}
	})
}

func BenchmarkWrap(b *testing.B) {
	s := strings.Repeat("a calm beach at night, moonlight on wet sand, 日本の海辺 ", 600)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Wrap(s, 74)
	}
}
