package engine

import (
	"easel/engine/catalog"
	"easel/engine/dialect"
	"easel/engine/prompt"
)

// Sent is a prompt as a generator is given it. Where that has no field for what
// must not be there, the text says it positively as far as there are words for
// it. told is what became of the negative then, a sentence each without its
// full stop; to be shown before anything is sent.
func Sent(can catalog.Capabilities, p prompt.Prompt) (sent prompt.Prompt, told []string) {
	sent = p.Clone()
	if can.Negative || p.Negative == "" {
		return sent, nil
	}
	sent.Text, told = dialect.Positively(p)
	sent.Negative = ""
	return sent, told
}
