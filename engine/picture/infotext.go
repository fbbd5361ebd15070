package picture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"easel/engine/dialect"
)

// infotext writes the parameters text that A1111 and the programs that follow
// it read: prompt, negative prompt, and a last line of settings. The last line
// always has the three pairs without which readers take it for prompt.
func (m Made) infotext() string {
	lines := []string{m.Prompt}
	if m.Negative != "" {
		lines = append(lines, dialect.NegativeMark+" "+m.Negative)
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

// sizePattern is that of A1111's own reader.
var sizePattern = regexp.MustCompile(`^(\d+)x(\d+)$`)

// madeFromInfotext is what a parameters text tells of how a picture was made.
func madeFromInfotext(s string) (*Made, []dialect.Pair) {
	m := &Made{}
	var pairs []dialect.Pair
	m.Prompt, m.Negative, pairs = dialect.Infotext(s)
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
