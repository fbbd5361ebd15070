// Package dialect says how each image generator wants its prompts written: as
// prose or tags, how long, what it has no field for. It writes a prompt for
// any of them, says what could not be carried over, and reads such texts back.
// It is data with the date on which it was true (dialects.toml) and pure
// functions, and it exists apart from the generators because the one who
// writes a prompt is not the one who paints it. Prompt generators, engine and
// screens may import it.
//
// A text that goes from one dialect to another is cut into spans with weights
// (spans.go), which a1111.go, compel.go and midjourney.go read and write each
// in its own signs. What may not be touched is hidden meanwhile (shield.go).
package dialect

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
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
	Negative    bool        // has a place of its own for what must not be there
	Instruction string      // how to write for it, to a prompt generator; some sentences

	also     []string // other names
	style    style
	syntax   syntax
	opening  string   // stands before everything
	settings []string // that are asked for beside the text: "ratio", "seed", "quality"
}

// style is whether a prompt is sentences or a list.
type style string

const (
	prose style = "prose"
	tags  style = "tags"
)

// syntax is which signs a dialect has besides words.
type syntax string

const (
	plain      syntax = ""
	a1111      syntax = "a1111"
	compel     syntax = "compel"
	midjourney syntax = "midjourney"
)

//go:embed dialects.toml
var data []byte

// book is what the data says.
type book struct {
	dialects   []Dialect
	parameters []parameter // of Midjourney
	fillers    []string    // tags that say little outside the models that were taught with them
	openers    []string    // words that begin sentences and say nothing in tags
	positives  []positive
}

var builtin = sync.OnceValues(func() (*book, error) { return read(data) })

// tables is the program's own data, which a test keeps whole.
func tables() *book {
	b, err := builtin()
	if err != nil {
		return &book{}
	}
	return b
}

// All lists the dialects in the order of their file. The error names what is
// wrong in the data; the program's own data has a test that there is nothing.
func All() ([]Dialect, error) {
	b, err := builtin()
	if err != nil {
		return nil, err
	}
	return slices.Clone(b.dialects), nil
}

// Named finds a dialect by one of its names.
func Named(name string) (Dialect, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, d := range tables().dialects {
		if d.Name == name || slices.Contains(d.also, name) {
			return d, true
		}
	}
	return Dialect{}, false
}

// For is the dialect of an image generator by the name that its capabilities
// give; GPT image's where they give none.
func For(name string) Dialect {
	d, ok := Named(name)
	if !ok {
		d, _ = Named("openai")
	}
	return d
}

func read(data []byte) (*book, error) {
	var file struct {
		Dialect []struct {
			Name, Title, Unit, Instruction string
			Style, Syntax, Opening         string
			Like                           string         // an earlier dialect that this one is but for its names and opening
			AsOf                           toml.LocalDate `toml:"as_of"`
			Limit, Words                   int
			Negative                       bool
			Also, Settings                 []string
		}
		Fillers, Openers []string
		Parameter        []parameter
		Positive         []positive
	}
	if err := toml.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("dialects: %w", err)
	}
	b := &book{parameters: file.Parameter, fillers: file.Fillers, openers: file.Openers, positives: file.Positive}
	for _, d := range file.Dialect {
		one := Dialect{Name: d.Name, Title: d.Title, AsOf: d.AsOf.AsTime(time.UTC), Limit: d.Limit, Unit: prompt.Unit(d.Unit), Words: d.Words,
			Negative: d.Negative, Instruction: strings.TrimSpace(d.Instruction), also: d.Also, style: style(d.Style), syntax: syntax(d.Syntax),
			settings: d.Settings}
		if i := slices.IndexFunc(b.dialects, func(other Dialect) bool { return other.Name == d.Like }); i >= 0 {
			one = b.dialects[i]
			one.Name, one.Title, one.also = d.Name, d.Title, d.Also
		}
		one.opening = d.Opening
		if !one.whole() {
			return nil, fmt.Errorf("dialects: %q is not whole", d.Name)
		}
		b.dialects = append(b.dialects, one)
	}
	return b, nil
}

func (d Dialect) whole() bool {
	return d.Name != "" && d.Title != "" && d.Instruction != "" && d.Limit >= 0 &&
		slices.Contains([]prompt.Unit{prompt.Characters, prompt.UTF16, prompt.Words}, d.Unit) &&
		slices.Contains([]style{prose, tags}, d.style) &&
		slices.Contains([]syntax{plain, a1111, compel, midjourney}, d.syntax)
}

// Length is how long a text is in the dialect's unit.
func (d Dialect) Length(text string) int { return d.Unit.Length(text) }

// Phrases says whether a prompt is best as phrases with commas between them
// rather than as whole sentences.
func (d Dialect) Phrases() bool { return d.style == tags || d.syntax == midjourney }

// Fits says whether a text is within the limit.
func (d Dialect) Fits(text string) bool { return d.Limit == 0 || d.Length(text) <= d.Limit }
