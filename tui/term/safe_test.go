package term

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSafe(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"plain", "a calm beach\n\tat night", "a calm beach\n\tat night"},
		{"colour", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"title", "\x1b]0;owned\x07", "␛]0;owned␇"},
		{"C1 introducer", "\u009b31m", "‹U+009B›31m"},
		{"raw C1 byte", "\x9b31m", "\ufffd31m"},
		{"NUL, BS, DEL", "\x00\b\x7f", "␀␈␡"},
		{"CR LF", "a\r\nb", "a\nb"},
		{"lone CR hides a line", "good\rbad", "good␍bad"},
		{"CR CR LF", "a\r\r\nb", "a␍\nb"},
		{"override", "gnp\u202egpj", "gnp‹U+202E›gpj"},
		{"isolate", "\u2066x\u2069", "‹U+2066›x‹U+2069›"},
		{"tags", "hi\U000e0068\U000e007f", "hi‹U+E0068›‹U+E007F›"},
		{"byte order mark", "\ufeffa", "‹U+FEFF›a"},
		{"separators", "a\u2028b\u2029", "a‹U+2028›b‹U+2029›"},
		{"soft hyphen", "co\u00adop", "co‹U+00AD›op"},
		{"zero-width space", "a\u200bb", "a‹U+200B›b"},
		{"picture placeholder", "\U0010eeee", "‹U+10EEEE›"},
		{"invalid", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"emoji", "👩‍👩‍👧 ❤️ 👍🏽 🇫🇷", "👩‍👩‍👧 ❤️ 👍🏽 🇫🇷"},
		{"ideographic variation", "葛\U000e0100", "葛\U000e0100"},
		{"text in selectors", "😀\ufe01\U000e0121\U000e0122", "😀\ufe01‹U+E0121›‹U+E0122›"},
		{"text in selectors of letters", "c\U000e0121a\ufe01t\ufe0f \ufe00", "c‹U+E0121›a‹U+FE01›t‹U+FE0F› ‹U+FE00›"},
		{"text in Mongolian selectors", "ᠠ\u180b\u180f", "ᠠ\u180b‹U+180F›"},
		{"keycap, ring", "1️⃣ #️⃣ ©️", "1️⃣ #️⃣ ©️"},
		{"text in joiners", "a\u200c\u200d\u200db", "a\u200c‹U+200D›‹U+200D›b"},
		{"selector, then joiner", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		{"Persian, Sinhala", "می\u200cخواهم ශ්\u200dරී", "می\u200cخواهم ශ්\u200dරී"},
		{"scripts", "日本 हिन्दी עברית é", "日本 हिन्दी עברית é"},
		{"empty", "", ""},
	}
	for _, c := range cases {
		if got := Safe(c.in); got != c.want {
			t.Errorf("%s: Safe(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestNothingThatNobodySeesIsLeft(t *testing.T) {
	seen := &unicode.RangeTable{R16: []unicode.Range16{ // signs that stand before numbers and words
		{0x0600, 0x0605, 1}, {0x06dd, 0x06dd, 1}, {0x070f, 0x070f, 1}, {0x0890, 0x0891, 1}, {0x08e2, 0x08e2, 1},
	}, R32: []unicode.Range32{{0x110bd, 0x110cd, 16}}}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		unseen := unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point)
		if unseen && !Forbidden(r) && !isJoiner(r) && !isSelector(r) && !unicode.Is(seen, r) {
			t.Errorf("%U", r)
		}
	}
}

func TestSafeLine(t *testing.T) {
	if got := SafeLine("a\r\nb\tc\x1b"); got != "a␊b c␛" {
		t.Errorf("got %q", got)
	}
	if got := SafeLine("a title"); got != "a title" {
		t.Errorf("got %q", got)
	}
}

func TestPrintableTextIsUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		printable := func(r rune) bool { return !Forbidden(r) && !isJoiner(r) && !isSelector(r) }
		s := rapid.StringOf(rapid.Rune().Filter(printable)).Draw(t, "s")
		if got := Safe(s); got != s {
			t.Fatalf("Safe(%q) = %q", s, got)
		}
	})
}

func TestSafeReadsHugeTextFast(t *testing.T) {
	long := strings.Repeat("a calm beach at night, \x1b[31m", 40_000)
	if got := Safe(long); strings.ContainsRune(got, '\x1b') || len(got) < len(long) {
		t.Error("a long text was not made safe")
	}
}

// checkSafe holds everything that Safe promises of any bytes.
func checkSafe(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string,
) {
	t.Helper()
	safe := Safe(s)
	if !utf8.ValidString(safe) {
		t.Fatalf("Safe(%q) = %q is no UTF-8", s, safe)
	}
	if i := strings.IndexFunc(safe, Forbidden); i >= 0 {
		t.Fatalf("Safe(%q) = %q has a forbidden rune at %d", s, safe, i)
	}
	if again := Safe(safe); again != safe {
		t.Fatalf("Safe(%q) = %q, and again %q", s, safe, again)
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"a\x1b[2J\u202e\xf0\x9f\x98\x80\r", "\r\n", "e\xcc\x81"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSafe(t, s) })
}

func TestSafeOfWhatMeansHarm(t *testing.T) {
	nasty := rapid.SampledFrom([]string{"\r", "\n", "\r\n", "\x1b", "é", "日", "👩‍👧", "\xf0", "\x9f", "\x98", "\xe2\x80", "\u202e", "\xc3", "\xff", "a", "\ufffd", "\u200d", "\ufe0f", "\U000e0101"})
	rapid.Check(t, func(t *rapid.T) {
		checkSafe(t, strings.Join(rapid.SliceOf(nasty).Draw(t, "parts"), ""))
	})
}
