package openai

import "strings"

// mended is JSON without the two faults that models make most: line ends in a
// text, and a comma after the last element.
func mended(raw string) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\' && i+1 < len(raw):
			_, _ = b.WriteString(raw[i : i+2]) // of strings.Builder: cannot fail, here and below
			i++
		case quoted && c < ' ':
			_ = b.WriteByte(' ')
		case c == ',' && !quoted && closes(raw[i+1:]):
		default:
			quoted = quoted != (c == '"')
			_ = b.WriteByte(c)
		}
	}
	return b.String()
}

// closes says whether the next sign closes an object or a list.
func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n")
	return rest != "" && (rest[0] == '}' || rest[0] == ']')
}
