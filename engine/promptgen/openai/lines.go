package openai

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Lines of answers without JSON: the prompt by its name, variations by number,
// letter or dash, each with a title before a colon or without.
var (
	promptLine    = regexp.MustCompile(`(?i)^[\s*_#>]*(?:the |new |rewritten )*prompt[\s*_]*:[\s*_]*(.+)$`)
	variationLine = regexp.MustCompile(`(?i)^[\s*_#>]*(?:(?:variation|option|version)\s+)?(?:\d{1,2}|[a-l])[.):][\s*_]+(.+)$|^\s*[-*•]\s+(.+)$`)
	titleOfLine   = regexp.MustCompile(`^[*_"]*([^:*_"]{2,50})[*_"]*\s*:[\s*_]*(\S.*)$`)
)

// fewestWords is how many words a line needs to be taken for a prompt.
const fewestWords = 3

// takeLines reads an answer without JSON whose prompts stand on lines of their
// own, as models write that cannot keep a form. Prose is not to be trusted, and
// the answer to a question may well be a list.
func (ro *round) takeLines() {
	ro.inLines = true
	rewrite, others := linesOf(withoutThoughts(ro.answer.String()))
	question := strings.HasSuffix(strings.TrimSpace(ro.r.Message), "?")
	if rewrite == "" && ro.rewrite == nil && !question && len(others) > 0 {
		rewrite, others = others[0], others[1:]
	}
	if rewrite == "" && ro.rewrite == nil {
		return
	}
	var parts []part
	if rewrite != "" {
		parts = append(parts, part{promptPart, lineAsJSON(rewrite)})
	}
	for _, other := range others {
		parts = append(parts, part{variationPart, lineAsJSON(other)})
	}
	ro.take(parts)
}

// linesOf finds the line that says it is the prompt, empty for none, and the
// lines of a list.
func linesOf(answer string) (rewrite string, others []string) {
	for line := range strings.Lines(answer) {
		line = strings.TrimSpace(line)
		if len(strings.Fields(line)) <= fewestWords { // with its name or number
			continue
		}
		if m := promptLine.FindStringSubmatch(line); m != nil && rewrite == "" {
			rewrite = m[1]
		} else if m := variationLine.FindStringSubmatch(line); m != nil {
			others = append(others, m[1]+m[2])
		}
	}
	return rewrite, others
}

// lineAsJSON is a line as the prompt that it stands for.
func lineAsJSON(line string) string {
	fields := map[string]string{"text": strings.Trim(line, "*_ ")}
	if m := titleOfLine.FindStringSubmatch(line); m != nil && len(strings.Fields(m[2])) >= fewestWords {
		fields = map[string]string{"title": strings.TrimSpace(m[1]), "text": strings.Trim(m[2], "*_ ")}
	}
	encoded, err := json.Marshal(fields)
	if err != nil {
		return "{}"
	}
	return string(encoded)
}
