package command

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"easel/engine/prompt"
	"easel/tui/term"
)

// The types here and beside the commands are what --json prints. They are kept
// apart from the engine's, so that the contract changes only on purpose: all
// keys are always there, unknown is null, a list is never null, times are RFC
// 3339 in UTC, free costs 0.

// promptJSON is PROMPT in the contract.
type promptJSON struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Text     string            `json:"text"`
	Negative string            `json:"negative"`
	Axes     map[string]string `json:"axes"`
}

func promptOf(p prompt.Prompt) promptJSON {
	axes := make(map[string]string, len(p.Axes))
	for axis, value := range p.Axes {
		axes[string(axis)] = value
	}
	return promptJSON{ID: p.ID, Title: p.Title, Text: p.Text, Negative: p.Negative, Axes: axes}
}

// generatorJSON names a generator.
type generatorJSON struct {
	Name  string  `json:"name"`
	Model *string `json:"model"` // null where there is no choice of models
}

// known is null for an empty text.
func known(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// list is a list that is never null.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

func timeJSON(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// printJSON writes the one document.
func (a *app) printJSON(document any) error {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	if a.OutTerminal {
		return a.print(escapeForbidden(text.String()))
	}
	return a.print(text.String())
}

// escapeForbidden writes what a terminal could be made to obey the way JSON
// does, so that the document stays the same. Newlines are the encoder's own;
// those in texts are escaped already.
func escapeForbidden(document string) string {
	if !strings.ContainsFunc(document, term.Forbidden) {
		return document
	}
	var b strings.Builder
	for _, r := range document {
		if !term.Forbidden(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
