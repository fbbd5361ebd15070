package dialog

import (
	"strings"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/term"
)

// NewAxes makes the form in which a prompt's axes are changed one by one, and its
// negative text. What changed of the axes is asked for in one go.
func NewAxes(p prompt.Prompt) *Form {
	var fields []*field
	for _, a := range prompt.AllAxes() {
		fields = append(fields, axisField(a, p.Axes[a]))
	}
	d := newForm("axes", "What the prompt decides", append(fields, settings{}.negativeField(p.Negative)))
	d.done, d.width = gathered, 100
	return d
}

func axisField(a prompt.Axis, now string) *field {
	f := newField(capital(string(a)), term.SafeLine(now), strings.TrimSpace(term.SafeLine(now)))
	f.input.Placeholder = "left open"
	f.input.MaxRows = 3
	f.hint = "In a few words; the rest of the prompt stays as it is."
	f.read = func(text string) (string, string) {
		if text == "" && now != "" {
			return "", "To leave it open again, say so in the chat."
		}
		return text, ""
	}
	f.set = func(value string) intent.Intent {
		return intent.Decide{Decisions: []intent.Decision{{Axis: string(a), Value: value}}}
	}
	return f
}

// gathered makes one wish of all decisions, before whatever else changed.
func gathered(changed []intent.Intent) []intent.Intent {
	var all intent.Decide
	var rest []intent.Intent
	for _, in := range changed {
		if d, ok := in.(intent.Decide); ok {
			all.Decisions = append(all.Decisions, d.Decisions...)
		} else {
			rest = append(rest, in)
		}
	}
	if len(all.Decisions) > 0 {
		return append([]intent.Intent{all}, rest...)
	}
	return rest
}
