package composer

import "strings"

// Some messages ask for what only a key can do. Their answer says which one.

var (
	generateIt = pattern(`(?:(?:please|now|ok|okay|so|just|then|let's|can you|could you|i want you to|go|ahead|and),? )*` +
		`(?:(?:generate|render)(?: (?:it|this|that|now|(?:the|an?|some|my) (?:new )?(?:picture|image|prompt)s?))*|` +
		`(?:make|create|paint|draw|produce|start|show me) (?:the|my|a|an) (?:pictures?|images?)|go ahead|make it real)(?: now| please)*[.!?]*`)
	startOver = pattern(`(?:(?:please|now|ok|okay|so|just|let's|let us|can we|i want to),? )*` +
		`(?:(?:start|begin) (?:over|again|afresh|anew|from scratch|from zero)|reset(?: (?:it|everything|all))?|new (?:session|idea)|(?:delete|erase|clear|remove|forget) (?:everything|it all|all of it|the whole (?:thing|prompt)|the prompt))(?: now| please)*[.!?]*`)
)

// pressKey answers a message that asks for what a key does.
func pressKey(msg string) (string, bool) {
	switch {
	case generateIt().MatchString(msg):
		return "ctrl+g makes the picture.", true
	case startOver().MatchString(msg):
		return "ctrl+n begins a new session; undo takes back one change.", true
	}
	return "", false
}

// linesApart ends every line of a message, so that each asks for something of
// its own, and drops the marks of a list.
func linesApart(msg string) string {
	var out []string
	for line := range strings.SplitSeq(msg, "\n") {
		line = strings.TrimSpace(listMark().ReplaceAllString(line, ""))
		if line == "" {
			continue
		}
		if n := len(out); n > 0 && !strings.ContainsAny(out[n-1][len(out[n-1])-1:], ".,;:!?") {
			out[n-1] += "."
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

var listMark = lazy(`^\s*(?:[-*•–]|\d{1,2}[.)])\s+`)
