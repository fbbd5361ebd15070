package prompt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op says what a hunk of a difference is.
type Op string

// The three kinds of hunk.
const (
	Equal  Op = "equal"
	Insert Op = "insert"
	Delete Op = "delete"
)

// Hunk is a stretch of text that is in both texts, only in the second
// (Insert), or only in the first (Delete).
type Hunk struct {
	Op   Op
	Text string
}

// Diff is the difference from one text to another by words: the Equal and
// Delete hunks together are the first text byte for byte, the Equal and Insert
// hunks the second. Where something was replaced, Delete comes before Insert.
// The result depends on the texts alone. It is the shortest there is for texts
// of some hundreds of words; longer ones are first matched at the words that
// each of them has once, so that no pair of texts takes long.
func Diff(from, to string) []Hunk {
	var table tokenTable
	var d differ
	d.compare(table.encode(from), table.encode(to))
	hunks := make([]Hunk, len(d.hunks))
	for i, h := range d.hunks {
		hunks[i] = Hunk{h.op, table.decode(h.tokens)}
	}
	return joinChanges(hunks)
}

// tokenTable gives each different token a rune, so that a diff over runes is a
// diff over words.
type tokenTable struct {
	runes  map[string]rune
	tokens []string
}

func (t *tokenTable) encode(text string) []rune {
	if t.runes == nil {
		t.runes = make(map[string]rune)
	}
	tokens := Tokens(text)
	coded := make([]rune, len(tokens))
	for i, token := range tokens {
		r, ok := t.runes[token]
		if !ok {
			r = tokenRune(len(t.tokens))
			t.runes[token] = r
			t.tokens = append(t.tokens, token)
		}
		coded[i] = r
	}
	return coded
}

func (t *tokenTable) decode(coded []rune) string {
	var b strings.Builder
	for _, r := range coded {
		b.WriteString(t.tokens[tokenIndex(r)])
	}
	return b.String()
}

// Surrogates are no characters and would not survive being put in a string.
const surrogates, surrogateCount = 0xD800, 0x800

func tokenRune(i int) rune {
	if i++; i >= surrogates {
		i += surrogateCount
	}
	return rune(i)
}

func tokenIndex(r rune) int {
	if r >= surrogates {
		r -= surrogateCount
	}
	return int(r) - 1
}

// Tokens cuts a text into words, single punctuation marks and stretches of
// white space. Joined again they are the text. A hyphen or an apostrophe inside
// a word belongs to it; where a script has no spaces, each letter is a word.
func Tokens(text string) []string {
	var tokens []string
	for text != "" {
		n := tokenLength(text)
		tokens = append(tokens, text[:n])
		text = text[n:]
	}
	return tokens
}

func tokenLength(text string) int {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(first):
		return span(text, size, func(r, _ rune) bool { return unicode.IsSpace(r) })
	case spaceless(first), !wordRune(first):
		// A combining mark or a joiner stays with what it belongs to.
		return span(text, size, func(r, _ rune) bool { return unicode.Is(unicode.M, r) || r == '\u200d' })
	}
	return span(text, size, func(r, next rune) bool {
		if r == '-' || r == '\'' || r == '’' {
			return wordRune(next) && !spaceless(next)
		}
		return wordRune(r) && !spaceless(r)
	})
}

// span is how many bytes of the text belong to a token that has begun with
// size bytes; more is asked for each rune with the one after it.
func span(text string, size int, more func(r, next rune) bool) int {
	for size < len(text) {
		r, n := utf8.DecodeRuneInString(text[size:])
		next, _ := utf8.DecodeRuneInString(text[size+n:])
		if !more(r, next) {
			break
		}
		size += n
	}
	return size
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r))
}

func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// joinChanges makes one change out of changes that only white space parts, so
// that a replaced phrase is one hunk and not one a word.
func joinChanges(hunks []Hunk) []Hunk {
	var out []Hunk
	var deleted, inserted strings.Builder
	flush := func() {
		for _, h := range []Hunk{{Delete, deleted.String()}, {Insert, inserted.String()}} {
			if h.Text != "" {
				out = append(out, h)
			}
		}
		deleted.Reset()
		inserted.Reset()
	}
	for i, h := range hunks {
		switch {
		case h.Op == Delete:
			deleted.WriteString(h.Text)
		case h.Op == Insert:
			inserted.WriteString(h.Text)
		case strings.TrimSpace(h.Text) == "" && deleted.Len() > 0 && inserted.Len() > 0 && i+1 < len(hunks):
			deleted.WriteString(h.Text)
			inserted.WriteString(h.Text)
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == Equal {
				out[n-1].Text += h.Text
			} else {
				out = append(out, h)
			}
		}
	}
	flush()
	return out
}
