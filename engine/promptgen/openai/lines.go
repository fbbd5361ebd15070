package openai

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Lines of answers without JSON: the prompt by its name, variations by number,
// letter or dash, each with a title before it, over it or without.
var (
	promptLine    = regexp.MustCompile(`(?i)^[\s*_#>]*(?:the |your |new |final |rewritten |refined |improved )*prompt[\s*_]*(?::[\s*_]*(.*))?$`)
	variationLine = regexp.MustCompile(`(?i)^[\s*_#>]*(?:(?:(?:variation|option|version)s?\s+)?(?:\d{1,2}|[a-l])[.):]|variations?\s*:)[\s*_]*(.*)$|^\s*[-*•]\s+(.+)$`)
	headingLine   = regexp.MustCompile(`^\s*(?:#{1,6}\s+(.+)|\*\*([^*]+)\*\*\s*:?)\s*$`)
	titleOfLine   = regexp.MustCompile(`^[*_"]*([^:*_"]{2,50})(?:[*_"]*\s*:|[*_]+\s*[-–—])[\s*_]*(\S.*)$`)
)

const (
	fewestWords = 3 // that a line needs to be taken for a prompt
	mostInTitle = 8 // words of a line that may be the title of the next
)

// takeLines reads an answer without JSON whose prompts stand on lines of their
// own, as models write that cannot keep a form. Prose is no prompt, but it is an
// answer to a question. It says whether there was anything.
func (ro *round) takeLines() bool {
	ro.inLines = true
	answer := withoutMarks(withoutThoughts(ro.answer.String()))
	rewrite, others := linesOf(answer)
	question := strings.HasSuffix(strings.TrimSpace(ro.r.Message), "?")
	if rewrite == "" && ro.rewrite == nil && !question && len(others) > 0 {
		rewrite, others = others[0], others[1:]
	}
	switch {
	case rewrite == "" && ro.rewrite == nil && question && !ro.r.Current.Empty():
		ro.reply(strings.TrimSpace(answer))
		return ro.replied
	case rewrite == "" && ro.rewrite == nil:
		return false
	}
	var parts []part
	if rewrite != "" {
		parts = append(parts, part{promptPart, lineAsJSON(rewrite)})
	}
	for _, other := range others {
		parts = append(parts, part{variationPart, lineAsJSON(other)})
	}
	ro.take(parts)
	return ro.rewrite != nil || ro.seen > 0
}

// lineReader finds prompts in lines. What looks like a title waits for the line
// under it.
type lineReader struct {
	rewrite string
	others  []string
	waiting string // a title, or a short prompt
	listed  bool   // it has a number: without a line under it, it is a prompt itself
	prompt  bool   // "Prompt:" stands over the next line
}

// linesOf finds the text that says it is the prompt, empty for none, and those
// of a list.
func linesOf(answer string) (rewrite string, others []string) {
	var r lineReader
	for line := range strings.Lines(answer) {
		if line = strings.TrimSpace(line); line != "" {
			r.next(line)
		}
	}
	r.settle()
	return r.rewrite, r.others
}

func (r *lineReader) next(line string) {
	if m := promptLine.FindStringSubmatch(line); m != nil {
		r.settle()
		if r.prompt = r.rewrite == ""; r.prompt && words(m[1]) >= fewestWords {
			r.rewrite, r.prompt = m[1], false
		}
		return
	}
	if m := headingLine.FindStringSubmatch(line); m != nil && !variationLine.MatchString(line) {
		r.settle()
		r.waiting = m[1] + m[2]
		return
	}
	if m := variationLine.FindStringSubmatch(line); m != nil {
		r.settle()
		text := m[1] + m[2]
		if r.listed = true; words(text) <= mostInTitle {
			r.waiting = text
			return
		}
		r.others = append(r.others, text)
		return
	}
	switch {
	case words(line) < fewestWords:
	case r.prompt:
		r.rewrite, r.prompt, r.waiting = line, false, ""
	case r.waiting != "":
		r.others = append(r.others, strings.Trim(r.waiting, "*_: ")+": "+line)
		r.waiting = ""
	}
}

// settle takes what waited for a line that did not come.
func (r *lineReader) settle() {
	text := r.waiting
	if m := titleOfLine.FindStringSubmatch(text); m != nil {
		text = m[2]
	}
	if r.listed && words(text) >= fewestWords {
		r.others = append(r.others, r.waiting)
	}
	r.waiting, r.listed, r.prompt = "", false, false
}

func words(text string) int { return len(strings.Fields(text)) }

// lineAsJSON is a line as the prompt that it stands for.
func lineAsJSON(line string) string {
	fields := map[string]string{"text": strings.Trim(line, "*_ ")}
	if m := titleOfLine.FindStringSubmatch(line); m != nil && words(m[2]) >= fewestWords {
		fields = map[string]string{"title": strings.TrimSpace(m[1]), "text": strings.Trim(m[2], "*_ ")}
	}
	encoded, err := json.Marshal(fields)
	if err != nil {
		return "{}"
	}
	return string(encoded)
}
