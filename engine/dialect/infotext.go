package dialect

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Pair is one setting of an A1111 parameters text, as it stands there.
type Pair struct{ Key, Value string }

// pairPattern is that of A1111's own reader; \w means Unicode letters and
// digits there.
var pairPattern = regexp.MustCompile(`\s*([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)

// NegativeMark begins the negative part of a parameters text, wherever its
// line stands.
const NegativeMark = "Negative prompt:"

// Infotext takes apart the parameters text that A1111 puts into pictures and
// people pass on, as A1111 does: the last line is settings only if it has at
// least three pairs, and everything from the first line that begins with the
// mark on is negative. pairs is nil where there are no settings.
func Infotext(s string) (text, negative string, pairs []Pair) {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	last := len(lines) - 1
	if pairs = parsePairs(lines[last]); pairs != nil {
		lines = lines[:last]
	}
	var parts [2][]string // prompt, negative
	part := 0
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, NegativeMark); ok {
			part, line = 1, strings.TrimSpace(rest)
		}
		parts[part] = append(parts[part], line)
	}
	return strings.TrimSpace(strings.Join(parts[0], "\n")), strings.TrimSpace(strings.Join(parts[1], "\n")), pairs
}

// parsePairs reads a line of settings; nil if it is none.
func parsePairs(line string) []Pair {
	const enough = 3
	found := pairPattern.FindAllStringSubmatch(line, -1)
	if len(found) < enough {
		return nil
	}
	pairs := make([]Pair, len(found))
	for i, f := range found {
		pairs[i] = Pair{f[1], unquoted(f[2])}
	}
	return pairs
}

func unquoted(value string) string {
	var s string
	if strings.HasPrefix(value, `"`) && json.Unmarshal([]byte(value), &s) == nil {
		return s
	}
	return strings.TrimSpace(value)
}
