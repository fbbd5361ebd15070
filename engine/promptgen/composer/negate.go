package composer

import (
	"slices"
	"strings"
)

var negation = lazy(`(?i)(?:^|[,;.]? *\b(?:(?:and|but|with|there (?:is|are)|absolutely|please|definitely) +)?)\b(without(?: any)?|no|not|never|minus|avoid(?:ing)?|except(?: for)?|don't (?:want|show|include)(?: any)?|do not (?:want|show|include)(?: any)?|nobody|no-one) +`)

// takeNegations takes "no people", "without cars", "but not orange" out of an
// idea and returns what is negated.
func takeNegations(text string) (string, []string) {
	var out []string
	for from := 0; ; {
		m := negation().FindStringSubmatchIndex(text[from:])
		if m == nil {
			return text, out
		}
		at, word, objAt := from+m[0], lower(text[from+m[2]:from+m[3]]), from+m[1]
		end := objectEnd(text, objAt)
		if where := inThePicture().FindString(text[end:]); where != "" {
			end += len(where) // "no trees in the foreground"
		}
		things := negated(text[objAt:end])
		rest := wordsOf(text[objAt:end])
		idiom := len(rest) > 0 && slices.Contains([]string{"far", "yet", "so", "longer", "one", "too", "quite", "only", "even", "parking", "entry"}, rest[0])
		if insideQuotes(text, at) || len(things) == 0 || idiom || word == "not" && len(rest) > 5 {
			from = objAt
			continue
		}
		out = append(out, things...)
		text = strings.TrimSpace(text[:at]) + restAfter(text, at, end)
		from = min(at, len(text))
	}
}

func restAfter(text string, at, end int) string {
	rest := strings.TrimLeft(text[end:], " ")
	if strings.TrimSpace(text[:at]) == "" {
		return strings.TrimLeft(rest, " ,;.")
	}
	if rest == "" || strings.ContainsAny(rest[:1], ",;.!?") {
		return rest
	}
	return " " + rest
}

// objectEnd is where the thing that starts at offset at ends: at a comma, a
// new clause or a preposition.
func objectEnd(text string, at int) int {
	words := wordPattern().FindAllStringIndex(text[at:], -1)
	for i, w := range words {
		s := lower(text[at+w[0] : at+w[1]])
		if i > 0 && strings.ContainsAny(text[at+words[i-1][1]:at+w[0]], ",;:.!?") {
			return at + words[i-1][1]
		}
		if i == 0 {
			continue
		}
		next := ""
		if i+1 < len(words) {
			next = lower(text[at+words[i+1][0] : at+words[i+1][1]])
		}
		breaks := s == "but" || isPreposition(s) && s != "of" || s == "and" && (isDeterminer(next) && next != "no" || next == "with" || next == "make" || next == "add")
		if breaks {
			return at + words[i-1][1]
		}
	}
	return len(strings.TrimRight(text, " .!?,;"))
}

// negated splits "people or cars" into the things it names.
func negated(object string) []string {
	var out []string
	for part := range strings.SplitSeq(orAnd().ReplaceAllString(object, "|"), "|") {
		if p := bare(part); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func insideQuotes(text string, at int) bool {
	return strings.Count(text[:at], `"`)%2 == 1 || strings.Count(text[:at], "“") > strings.Count(text[:at], "”")
}

var (
	inThePicture = lazy(`(?i)^ (?:in|on|at) the (?:foreground|background|middle|distance|sky|frame|picture|corners?|left|right|horizon)\b`)

	orAnd = lazy(`(?i) +(?:or|and|nor) +(?:no +)?|, *|/`)
)
