package themes

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"
)

type file struct {
	Title      string            `toml:"title"`
	Dark       bool              `toml:"dark"`
	Colourless bool              `toml:"colourless"`
	Colours    map[string]string `toml:"colours"`
}

// Parse reads one theme. Colours are written "#rrggbb"; all of them must be
// there, unless the theme is colourless: then none may be. An error is a
// sentence that names the theme, the key and, where there is one, the line.
func Parse(name string, data []byte) (Theme, error) {
	var f file
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return Theme{}, readable(name, err)
	}
	if strings.TrimSpace(f.Title) == "" {
		return Theme{}, fmt.Errorf("theme %s: title is missing", name)
	}
	if strings.ContainsFunc(f.Title, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return Theme{}, fmt.Errorf("theme %s%s: the title has characters that cannot be shown", name, onLine(data, "title"))
	}
	t := Theme{Name: name, Title: f.Title, Dark: f.Dark, Colourless: f.Colourless}
	if f.Colourless {
		if len(f.Colours) > 0 {
			return Theme{}, fmt.Errorf("theme %s%s: a colourless theme has no colours", name, onLine(data, "[colours]"))
		}
		return t, nil
	}
	if err := t.Colours.fill(name, data, f.Colours); err != nil {
		return Theme{}, err
	}
	return t, nil
}

// fill takes the values over, in the order of the roles so that the first
// error is always the same one.
func (c *Colours) fill(name string, data []byte, values map[string]string) error {
	slots := c.slots()
	for _, s := range slots {
		value, ok := values[s.key]
		if !ok {
			return fmt.Errorf("theme %s%s: the colour %s is missing", name, onLine(data, "[colours]"), s.key)
		}
		colour, err := parseColour(value)
		if err != nil {
			return fmt.Errorf("theme %s%s: %s %w", name, onLine(data, s.key), s.key, err)
		}
		*s.at = colour
	}
	var unknown []string
	for key := range values {
		if !slices.ContainsFunc(slots, func(s slot) bool { return s.key == key }) {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	return fmt.Errorf("theme %s%s: there is no colour %s", name, onLine(data, unknown[0]), unknown[0])
}

func parseColour(s string) (color.RGBA, error) {
	digits, ok := strings.CutPrefix(s, "#")
	if ok && len(digits) == 6 {
		if b, err := hex.DecodeString(digits); err == nil {
			return color.RGBA{R: b[0], G: b[1], B: b[2], A: 255}, nil
		}
	}
	return color.RGBA{}, fmt.Errorf("is %q, which is not a colour such as #e0a458", s)
}

// readable turns the reader's errors, which span several lines, into one.
func readable(name string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		first := strict.Errors[0]
		row, _ := first.Position()
		return fmt.Errorf("theme %s, line %d: there is no setting %s", name, row, strings.Join(first.Key(), "."))
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, _ := decode.Position()
		if key := strings.Join(decode.Key(), "."); key != "" {
			return fmt.Errorf("theme %s, line %d: %s cannot be read: %w", name, row, key, err)
		}
		return fmt.Errorf("theme %s, line %d: %w", name, row, err)
	}
	return fmt.Errorf("theme %s: %w", name, err)
}

// onLine finds the line that begins with a key or a table's head. The reader
// forgets the places of values that it has put into a map; a theme file has
// one key a line, so looking for it is exact enough for a message.
func onLine(data []byte, start string) string {
	for i, line := range strings.Split(string(data), "\n") {
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t\""), start)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], " \t\r=\"#")) {
			return fmt.Sprintf(", line %d", i+1)
		}
	}
	return ""
}
