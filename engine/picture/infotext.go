package picture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Pair is one setting of an A1111 parameters text, as it stands there.
type Pair struct{ Key, Value string }

// infotext writes the parameters text that A1111 and the programs that follow
// it read: prompt, negative prompt, and a last line of settings. The last line
// always has the three pairs without which readers take it for prompt.
func (m Made) infotext() string {
	lines := []string{m.Prompt}
	if m.Negative != "" {
		lines = append(lines, "Negative prompt: "+m.Negative)
	}
	settings := make([]string, 0, 4)
	add := func(key, value string) { settings = append(settings, key+": "+quoted(value)) }
	if m.Seed != nil {
		add("Seed", strconv.FormatUint(uint64(*m.Seed), 10))
	}
	add("Size", fmt.Sprintf("%dx%d", m.Width, m.Height))
	add("Model", firstOf(m.Model, m.Generator, "unknown"))
	add("Version", strings.TrimSpace("easel "+m.Easel))
	lines = append(lines, strings.Join(settings, ", "))
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// quoted is A1111's rule: a JSON string if and only if the value has a comma,
// a colon or a new line in it.
func quoted(value string) string {
	if !strings.ContainsAny(value, ",:\n") {
		return value
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return value
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// The two patterns of A1111's own reader; \w means Unicode letters and digits
// there.
var (
	pairPattern = regexp.MustCompile(`\s*([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)
	sizePattern = regexp.MustCompile(`^(\d+)x(\d+)$`)
)

// negativeMark begins the negative part, wherever the line stands.
const negativeMark = "Negative prompt:"

// parseInfotext reads a parameters text as A1111 does: the last line is
// settings only if it has at least three pairs, and everything from the first
// line that begins with the mark on is negative.
func parseInfotext(s string) (prompt, negative string, pairs []Pair) {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	last := len(lines) - 1
	if pairs = parsePairs(lines[last]); pairs != nil {
		lines = lines[:last]
	}
	var parts [2][]string // prompt, negative
	part := 0
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, negativeMark); ok {
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

// madeFromInfotext is what a parameters text tells of how a picture was made.
func madeFromInfotext(s string) (*Made, []Pair) {
	m := &Made{}
	var pairs []Pair
	m.Prompt, m.Negative, pairs = parseInfotext(s)
	for _, p := range pairs {
		switch p.Key {
		case "Seed":
			if seed, err := strconv.ParseUint(p.Value, 10, 32); err == nil {
				short := uint32(seed)
				m.Seed = &short
			}
		case "Size":
			if sides := sizePattern.FindStringSubmatch(p.Value); sides != nil {
				m.Width, _ = strconv.Atoi(sides[1])
				m.Height, _ = strconv.Atoi(sides[2])
			}
		case "Model":
			m.Model = p.Value
		}
	}
	return m, pairs
}
