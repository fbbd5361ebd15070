package composer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words and phrases in a text, by byte offsets that stay true.

// lower lowers ASCII letters only, so that offsets stay the same.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
}

// wordIndex finds phrase in text as whole words, whatever the case of ASCII
// letters, from byte offset from on; -1 if it is not there.
func wordIndex(text, phrase string, from int) int {
	if phrase == "" || from > len(text) {
		return -1
	}
	for from+len(phrase) <= len(text) {
		i := indexFold(text, phrase, from)
		if i < 0 {
			return -1
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		first, _ := utf8.DecodeRuneInString(phrase)
		last, _ := utf8.DecodeLastRuneInString(phrase)
		if (i == 0 || !wordRune(before) || !wordRune(first)) &&
			(i+len(phrase) == len(text) || !wordRune(after) || !wordRune(last) || after == '\'' || after == '’') {
			return i
		}
		from = i + 1
	}
	return -1
}

// indexFold is strings.Index from an offset on, blind to the case of ASCII
// letters, without a copy of the text.
func indexFold(text, phrase string, from int) int {
	first := lowerByte(phrase[0])
	for i := from; i+len(phrase) <= len(text); i++ {
		if lowerByte(text[i]) != first {
			continue
		}
		j := 1
		for j < len(phrase) && lowerByte(text[i+j]) == lowerByte(phrase[j]) {
			j++
		}
		if j == len(phrase) {
			return i
		}
	}
	return -1
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// lowerBytes lowers ASCII letters byte by byte, whatever else is in s.
func lowerBytes(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func hasWord(text, phrase string) bool { return wordIndex(text, phrase, 0) >= 0 }

var wordPattern = lazy(`[\p{L}\p{N}]+(?:['’&-][\p{L}\p{N}]+)*`)

// wordsOf are the words of a text in lower case.
func wordsOf(s string) []string {
	var out []string
	for _, at := range wordSpans(s) {
		out = append(out, lower(s[at.start:at.end]))
	}
	return out
}

// wordSpans are the words of a text, as wordPattern has them; by hand, as this
// is what most of the time goes into.
func wordSpans(s string) []span {
	var out []span
	start, joint := -1, -1 // of the word; of a hyphen or apostrophe that may belong to it
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if start < 0 {
				start = i
			}
			joint = -1
		case start < 0:
		case joint < 0 && (r == '\'' || r == '’' || r == '&' || r == '-'):
			joint = i
		default:
			end := i
			if joint >= 0 {
				end = joint
			}
			out = append(out, span{start, end})
			start, joint = -1, -1
		}
	}
	if start >= 0 {
		end := len(s)
		if joint >= 0 {
			end = joint
		}
		out = append(out, span{start, end})
	}
	return out
}

// trigrams are the runs of three words of a text, sentence ends included.
func trigrams(s string) []string {
	w := wordsOf(s)
	var out []string
	for i := 0; i+3 <= len(w); i++ {
		out = append(out, strings.Join(w[i:i+3], " "))
	}
	return out
}
