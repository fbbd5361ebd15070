package openai

import (
	"regexp"
	"slices"
	"strings"
)

// marks are the lines that we put around a person's words, which small models
// repeat, often not quite right.
var marks = regexp.MustCompile(`(?m)^[ \t]*(?:<<<(?:[A-Z]+\d*)?>{0,3}|(?:[A-Z]+\d*)?>{2,3})[ \t]*$|<<<[A-Z]+\d*>{0,3}|\b[A-Z]+\d*>>>`)

func withoutMarks(text string) string { return marks.ReplaceAllString(text, "") }

// onlyPrompt is the prompt in an answer that should be nothing else: of JSON
// its first text, of lines the one that says it is the prompt, otherwise the
// first paragraph that is no announcement and no repetition of what was asked.
func onlyPrompt(answer string) string {
	answer = strings.TrimSpace(withoutMarks(answer))
	if rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(answer, "```json"), "```")); strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "[") {
		return inJSON(rest)
	}
	rewrite, others := linesOf(answer)
	if rewrite == "" && len(others) > 0 {
		rewrite = others[0]
	}
	if rewrite != "" {
		return cleaned(rewrite)
	}
	for paragraph := range strings.SplitSeq(answer, "\n\n") {
		if slices.ContainsFunc(strings.Split(paragraph, "\n"), variationLine.MatchString) {
			continue
		}
		text := cleaned(strings.Join(strings.Fields(paragraph), " "))
		if words(text) >= fewestWords && !strings.HasSuffix(text, ":") && !asked.MatchString(text) {
			return saidOnce(strings.Trim(text, "*_# "))
		}
	}
	return ""
}

// saidOnce is a text without the sentences that it said before, and without a
// quote that nothing closes.
func saidOnce(text string) string {
	if strings.Count(text, `"`) == 1 {
		text = strings.Trim(text, `"`)
	}
	var sentences []string
	whole, ended := strings.CutSuffix(text, ".")
	for sentence := range strings.SplitSeq(whole, ". ") {
		if !slices.Contains(sentences, sentence) {
			sentences = append(sentences, sentence)
		}
	}
	if text = strings.Join(sentences, ". "); ended {
		text += "."
	}
	return text
}

// asked is how our own requests begin.
var asked = regexp.MustCompile(`^(?:The prompt now|Write (?:it|the prompt|a prompt)\b|Describe this picture\b)`)

// inJSON is the prompt in JSON that nobody asked for, or what it says instead.
func inJSON(text string) string {
	var r reading
	reply := ""
	for _, p := range r.next(text) {
		switch c, ok := parseCandidate(p.text); {
		case p.kind == replyPart:
			reply += p.text
		case ok && p.kind == promptPart:
			return c.text
		}
	}
	if c, ok := parseCandidate(text); ok && c.text != "" {
		return c.text
	}
	return refusalOf(reply)
}

// wholeSentences is a text that was cut off, up to the last sentence that is
// whole, unless little is left.
func wholeSentences(text string) string {
	if at := strings.LastIndexAny(text, ".!?"); at > len(text)/3 {
		return text[:at+1]
	}
	return text
}
