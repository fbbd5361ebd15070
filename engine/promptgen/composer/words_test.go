package composer

import (
	"testing"

	"pgregory.net/rapid"
)

// The scanner by hand finds what the pattern says a word is.
func TestWordSpansAreThoseOfThePattern(t *testing.T) {
	text := rapid.StringMatching(`([a-c]|é|9|[-'’& .,]|日|"){0,30}`)
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		var got, want []string
		for _, at := range wordSpans(s) {
			got = append(got, s[at.start:at.end])
		}
		want = wordPattern().FindAllString(s, -1)
		if len(got) != len(want) {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%q: %q, want %q", s, got, want)
			}
		}
	})
}
