package term

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe makes text from outside fit to be shown: whatever a terminal, or the
// eye, could be made to obey becomes a visible mark. Escape sequences show as
// "␛[31m", an override of the writing direction as "‹U+202E›", invalid UTF-8
// as U+FFFD. CR LF becomes a newline. Newlines, tabs and everything that
// prints stay as they are, and nothing is dropped. Safe(Safe(s)) == Safe(s).
func Safe(s string) string {
	if clean(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	before := rune(0)
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case strings.HasPrefix(s, "\r\n"):
			size = 2
			out.WriteByte('\n')
		case Forbidden(r) || smuggles(before, r):
			out.WriteString(mark(r))
		default:
			out.WriteRune(r) // U+FFFD for a byte that is no UTF-8
		}
		before, s = r, s[size:]
	}
	return out.String()
}

// SafeLine is Safe for places of one line, such as a title or a table's cell:
// a newline shows as "␊", and a tab becomes a space.
func SafeLine(s string) string {
	s = Safe(s)
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.NewReplacer("\n", "␊", "\t", " ").Replace(s)
}

// Forbidden reports whether Safe replaces a rune: whether it can move the
// cursor, change the terminal, reverse the order of letters or hide text.
// Joiners and variation selectors are allowed, as emoji and many scripts are
// written with them; Safe replaces those that stand where none belongs, as
// they can hide whole sentences that a model would read.
func Forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20, r >= 0x7f && r <= 0x9f: // C0, DEL, C1
		return true
	case r < 0xad:
		return false
	}
	switch {
	case r == 0x00ad, // soft hyphen: invisible, and terminals disagree on its width
		r == 0x061c, r == 0x200e, r == 0x200f, // marks of direction
		r >= 0x202a && r <= 0x202e,              // embeddings and overrides of direction
		r >= 0x2066 && r <= 0x206f,              // isolates, and deprecated invisible controls
		r == 0x200b, r >= 0x2060 && r <= 0x2065, // zero-width space, word joiner, invisible operators
		r == 0x2028, r == 0x2029, // line and paragraph separator
		r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164, r == 0xffa0, // look like nothing
		r == 0xfeff,                  // byte order mark
		r >= 0xfff0 && r <= 0xfffb,   // unassigned and invisible; interlinear annotation
		r >= 0x13430 && r <= 0x1343f, // joiners of hieroglyphs
		r >= 0x1bca0 && r <= 0x1bca3, // invisible controls of shorthand
		r >= 0x1d173 && r <= 0x1d17a, // invisible musical controls
		r >= 0xe0000 && r <= 0xe0fff && (r < 0xe0100 || r > 0xe01ef), // tags: text nobody sees but a model reads
		r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe,               // no characters: terminals disagree on what they are
		r == 0x10eeee: // stands for a picture in kitty's protocol
		return true
	}
	return false
}

// smuggles reports whether r, which nobody sees, stands where no script and no
// emoji has it: after another rune that nobody sees, or after a letter of which
// there is one form alone.
func smuggles(before, r rune) bool {
	switch {
	case isJoiner(r):
		return isJoiner(before)
	case r >= 0xe0100 && r <= 0xe01ef:
		return !unicode.Is(unicode.Han, before)
	case isSelector(r):
		return isSelector(before) || isJoiner(before) || before < utf8.RuneSelf && !strings.ContainsRune("0123456789#*", before)
	}
	return false
}

func isJoiner(r rune) bool { return r == 0x200c || r == 0x200d }

func isSelector(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180f
}

// clean reports whether Safe has nothing to do, which is nearly always.
func clean(s string) bool {
	before := rune(0)
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if Forbidden(rune(b)) {
				return false
			}
			i++
			before = rune(b)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || Forbidden(r) || smuggles(before, r) {
			return false
		}
		i += size
		before = r
	}
	return true
}

// mark is what stands for a forbidden rune: the control picture of Unicode
// where there is one, else its number.
func mark(r rune) string {
	switch {
	case r < 0x20:
		return string(rune(0x2400) + r)
	case r == 0x7f:
		return "␡"
	}
	return fmt.Sprintf("‹U+%04X›", r)
}
