// Package dialect says how each image generator wants its prompts written: as
// prose or tags, how long, what it has no field for. It is data with the date
// on which it was true (dialects.toml), and it exists apart from the
// generators because the one who writes a prompt is not the one who paints
// it. Prompt generators, engine and screens may import it.
package dialect

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"easel/engine/prompt"
)

// Dialect is how one image generator, or one family of them, wants its
// prompts.
type Dialect struct {
	Name        string // as in --to NAME: "openai", "flux"
	Title       string // as on screen: "written for GPT image"
	AsOf        time.Time
	Limit       int         // longest prompt; 0 is unknown
	Unit        prompt.Unit // what Limit counts
	Words       int         // how long a prompt is best, in words
	Negative    bool        // has a field of its own for what must not be there
	Instruction string      // how to write for it, to a prompt generator; some sentences
}

//go:embed dialects.toml
var data []byte

// All lists the dialects in the order of their file. The error names what is
// wrong in the data; the program's own data has a test that there is nothing.
func All() ([]Dialect, error) { return read(data) }

// Named finds a dialect by its name.
func Named(name string) (Dialect, bool) {
	all, err := All()
	if err != nil {
		return Dialect{}, false
	}
	for _, d := range all {
		if strings.EqualFold(d.Name, strings.TrimSpace(name)) {
			return d, true
		}
	}
	return Dialect{}, false
}

func read(data []byte) ([]Dialect, error) {
	var file struct {
		Dialect []struct {
			Name, Title, Unit, Instruction string
			AsOf                           toml.LocalDate `toml:"as_of"`
			Limit, Words                   int
			Negative                       bool
		}
	}
	if err := toml.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("dialects: %w", err)
	}
	all := make([]Dialect, 0, len(file.Dialect))
	for _, d := range file.Dialect {
		unit := prompt.Unit(d.Unit)
		if d.Name == "" || d.Title == "" || d.Instruction == "" || d.Limit < 0 || unit != prompt.Characters && unit != prompt.UTF16 && unit != prompt.Words {
			return nil, fmt.Errorf("dialects: %q is not whole", d.Name)
		}
		all = append(all, Dialect{Name: d.Name, Title: d.Title, AsOf: d.AsOf.AsTime(time.UTC), Limit: d.Limit, Unit: unit,
			Words: d.Words, Negative: d.Negative, Instruction: strings.TrimSpace(d.Instruction)})
	}
	return all, nil
}

// Length is how long a text is in the dialect's unit.
func (d Dialect) Length(text string) int { return d.Unit.Length(text) }

// Fits says whether a text is within the limit.
func (d Dialect) Fits(text string) bool { return d.Limit == 0 || d.Length(text) <= d.Limit }
