package prompt

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Unit is what the limit on a prompt's length counts.
type Unit string

// The units of length limits.
const (
	Characters Unit = "characters" // Unicode code points
	UTF16      Unit = "utf16"      // UTF-16 code units, as JavaScript counts
	Words      Unit = "words"      // what spaces separate
)

// Noun is the unit as people read it.
func (u Unit) Noun() string {
	switch u {
	case UTF16:
		return "UTF-16 units"
	case Words:
		return "words"
	}
	return "characters"
}

// Length is how long a text is in the unit; an empty unit counts characters.
func (u Unit) Length(text string) int {
	switch u {
	case UTF16:
		return len(utf16.Encode([]rune(text)))
	case Words:
		return len(strings.Fields(text))
	}
	return utf8.RuneCountInString(text)
}
