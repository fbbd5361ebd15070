package catalog

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"easel/engine/problem"
)

// Kind is what the value of a parameter looks like.
type Kind string

// The kinds of parameters. Values are texts of that form everywhere.
const (
	Choice  Kind = "choice"  // one of its choices
	Integer Kind = "integer" // a whole number
	Number  Kind = "number"  // a number with a decimal point
	Switch  Kind = "switch"  // "on" or "off"
	Text    Kind = "text"    // any text of one line
)

// Parameter is a setting that a generator has besides size, count, quality,
// seed and negative text, which all may have. Forms, checks and commands read
// it, so that a new one is a line of data.
type Parameter struct {
	Name    string   `toml:"name"`    // as in --set NAME=VALUE
	Title   string   `toml:"title"`   // on screen: "Background"
	Kind    Kind     `toml:"kind"`    // empty is Choice
	Choices []string `toml:"choices"` // its own words, where it has a list of them
	Open    bool     `toml:"open"`    // takes other words than its choices too, as servers have lists of their own
	Min     float64  `toml:"min"`     // least number, included
	Max     float64  `toml:"max"`     // greatest number, included; not above Min is no limit
	Default string   `toml:"default"` // what it is when nobody says; empty is the generator's secret
	Note    string   `toml:"note"`    // what it does, one sentence without its full stop; may be empty
}

// Check says what is wrong with a value, as a problem of kind usage; an empty
// one is the default and always right.
func (p Parameter) Check(value string) error {
	if value == "" {
		return nil
	}
	switch p.Kind {
	case Integer:
		if n, err := strconv.ParseInt(value, 10, 64); err != nil || !p.within(float64(n)) {
			return p.wrong(value)
		}
	case Number:
		if n, err := strconv.ParseFloat(value, 64); err != nil || math.IsInf(n, 0) || math.IsNaN(n) || !p.within(n) {
			return p.wrong(value)
		}
	case Switch:
		if value != "on" && value != "off" {
			return p.wrong(value)
		}
	case Text:
		if strings.ContainsAny(value, "\r\n") {
			return p.wrong(value)
		}
	default:
		if !p.Open && !slices.Contains(p.Choices, value) {
			return p.wrong(value)
		}
	}
	return nil
}

func (p Parameter) within(n float64) bool { return p.Max <= p.Min || n >= p.Min && n <= p.Max }

func (p Parameter) wrong(value string) error {
	return problem.New(problem.Usage, fmt.Sprintf("%q is no %s", value, strings.ToLower(p.Title)), p.Rule())
}

// Rule is what the parameter takes, one sentence without its full stop.
func (p Parameter) Rule() string {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	switch {
	case p.Kind == Switch:
		return "It is on or off"
	case p.Kind == Text:
		return "It is a text of one line"
	case p.Kind == Integer && p.Max > p.Min:
		return "It is a whole number from " + number(p.Min) + " to " + number(p.Max)
	case p.Kind == Integer:
		return "It is a whole number"
	case p.Kind == Number && p.Max > p.Min:
		return "It is a number from " + number(p.Min) + " to " + number(p.Max)
	case p.Kind == Number:
		return "It is a number"
	case p.Open:
		return "It is a word that the generator knows"
	}
	return "It is one of: " + strings.Join(p.Choices, ", ")
}

// Parameter finds a parameter by its name.
func (c Capabilities) Parameter(name string) (Parameter, bool) {
	i := slices.IndexFunc(c.Parameters, func(p Parameter) bool { return p.Name == name })
	if i < 0 {
		return Parameter{}, false
	}
	return c.Parameters[i], true
}

// ParameterNames lists the names of the parameters in their order.
func (c Capabilities) ParameterNames() []string {
	names := make([]string, len(c.Parameters))
	for i, p := range c.Parameters {
		names[i] = p.Name
	}
	return names
}

// CheckOwn says what is wrong with values for the generator's own parameters,
// by their names, as a problem of kind usage. Name is the generator in
// sentences.
func (c Capabilities) CheckOwn(name string, values map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		p, ok := c.Parameter(key)
		if !ok {
			hint := "It has: " + strings.Join(c.ParameterNames(), ", ")
			if len(c.Parameters) == 0 {
				hint = "Leave it out"
			}
			return problem.New(problem.Usage, fmt.Sprintf("%s has no setting %q", name, key), hint)
		}
		if err := p.Check(values[key]); err != nil {
			return err
		}
	}
	return nil
}
