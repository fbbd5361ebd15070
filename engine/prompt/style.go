package prompt

import "strings"

// Placeholder is where a style has the place of the prompt that it is put on.
const Placeholder = "{prompt}"

// IsStyle says whether the prompt is made to be put on others.
func (p Prompt) IsStyle() bool {
	return strings.Contains(p.Text, Placeholder) || strings.Contains(p.Negative, Placeholder)
}

// Styled puts a style on a prompt, as AUTOMATIC1111 does: the prompt takes the
// placeholder's place, or else the style comes after it. What the style decides
// goes over what the prompt did.
func (p Prompt) Styled(style Prompt) Prompt {
	out := p.Clone()
	out.Text, out.Negative = styled(p.Text, style.Text), styled(p.Negative, style.Negative)
	for axis, words := range style.Axes {
		if axis == Subject {
			continue
		}
		if out.Axes == nil {
			out.Axes = make(map[Axis]string)
		}
		out.Axes[axis] = words
	}
	return out
}

func styled(text, style string) string {
	if strings.Contains(style, Placeholder) {
		return strings.ReplaceAll(style, Placeholder, text)
	}
	return joined(strings.TrimSpace(text), strings.TrimSpace(style))
}

// joined is two parts with a comma between, unless there is one already or a
// part is missing.
func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return strings.TrimRight(a, ", ") + ", " + b
}
