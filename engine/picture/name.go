package picture

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxName is the longest file name in bytes, extension included.
const maxName = 80

// slugOf folds a text to the lower-case ASCII letters, digits and single hyphens
// of a file name, at most limit bytes, cut between words where there is one to
// cut at. Accents go, and what has no ASCII form (中, 🌊) is dropped; the slug
// of nothing else is empty.
func slugOf(text string, limit int) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(spelledOut.Replace(boundedText(text, limit))) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
			// An accent or an apostrophe does not end the word it stands in.
		default:
			gap = true
		}
	}
	return cutBetweenWords(b.String(), limit)
}

// boundedText keeps what a slug can use of a long text, so that a prompt of
// 100,000 characters costs no more than a short one.
func boundedText(text string, limit int) string {
	const perByte = 16 // as much as accents, spaces and emoji are likely to waste
	if cut := limit * perByte; cut >= 0 && len(text) > cut {
		return strings.ToValidUTF8(text[:cut], "")
	}
	return text
}

// spelledOut writes out the letters of European languages that do not
// decompose.
var spelledOut = strings.NewReplacer(
	"ß", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ø", "o", "Ø", "o",
	"ł", "l", "Ł", "l", "đ", "d", "Đ", "d", "ð", "d", "Ð", "d", "þ", "th", "Þ", "th", "ı", "i")

func cutBetweenWords(slug string, limit int) string {
	if limit <= 0 {
		return ""
	}
	if len(slug) <= limit {
		return slug
	}
	cut := slug[:limit]
	if slug[limit] != '-' {
		if i := strings.LastIndexByte(cut, '-'); i > 0 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, "-")
}

// fileName is the nth name to try for a picture: what it shows, when it was
// made, and the beginning of its hash, for people who sort and for prompts
// that begin alike.
func fileName(prompt string, at time.Time, hash, extension string, n int) string {
	tail := "-" + at.Format("150405") + "-" + hash[:6]
	if n > 1 {
		tail += fmt.Sprintf("-%d", n)
	}
	tail += extension
	slug := slugOf(prompt, maxName-len(tail))
	if slug == "" {
		slug = "picture"
	}
	return slug + tail
}
