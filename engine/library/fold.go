package library

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word as the search knows it, and where it stands in its text.
type token struct {
	text       string // folded: lower case, without accents
	start, end int    // bytes
	alone      bool   // of a script without spaces: each letter is a token
}

// tokens are the words of a text. Scripts that put no spaces between words are
// taken letter by letter, so that any part of them can be found; so are emoji.
func tokens(text string) iter.Seq[token] {
	return func(yield func(token) bool) {
		start := -1
		end := func(at int) bool {
			if start < 0 {
				return true
			}
			t := token{text: fold(text[start:at]), start: start, end: at}
			start = -1
			return t.text == "" || yield(t)
		}
		for at, r := range text {
			switch {
			case standsAlone(r):
				size := utf8.RuneLen(r)
				if !end(at) || !yield(token{fold(string(r)), at, at + size, true}) {
					return
				}
			case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
				if start < 0 {
					start = at
				}
			default:
				if !end(at) {
					return
				}
			}
		}
		end(len(text))
	}
}

// standsAlone says whether a letter is a token by itself.
func standsAlone(r rune) bool {
	return r >= 0xe00 && r != utf8.RuneError && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar, unicode.So) && !unicode.IsMark(r))
}

// fold makes words that people take for the same the same: case, accents and
// the width of letters do not count.
func fold(word string) string {
	if ascii(word) {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if isAccent(r) {
			continue
		}
		if plain, ok := undecomposed[unicode.ToLower(r)]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return norm.NFC.String(b.String())
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isAccent says whether a mark is one of those that stand over and under the
// letters of Latin, Greek and Cyrillic. Those of other scripts make another
// word.
func isAccent(r rune) bool { return r >= 0x300 && r <= 0x36f || r == 0xfe0f }

// undecomposed are letters with something about them that Unicode does not take
// off.
var undecomposed = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i"}

// folded is a text as it is indexed: its tokens with spaces between.
func folded(text string) string {
	var b strings.Builder
	for t := range tokens(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// squeezed is a name as it is compared: its tokens without anything between.
func squeezed(name string) string { return strings.ReplaceAll(folded(name), " ", "") }
