package keymap

import "strings"

// Markdown is the table as the README shows it: one row a binding, with the
// places where it works.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| key | where | does | command |\n| --- | --- | --- | --- |\n")
	for _, row := range table {
		command := ""
		if row.Slash != "" {
			command = code(strings.TrimSpace("/" + row.Slash + " " + row.Arg))
		}
		b.WriteString("| " + codes(row.Keys) + " | " + places(row.Scopes) + " | " + row.Name + " | " + command + " |\n")
	}
	return b.String()
}

func codes(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = code(k)
	}
	return strings.Join(out, " ")
}

func code(s string) string { return "`" + s + "`" }

func places(scopes []Scope) string {
	out := make([]string, len(scopes))
	for i, s := range scopes {
		out[i] = s.String()
	}
	return strings.Join(out, ", ")
}
