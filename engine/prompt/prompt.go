// Package prompt holds the values the whole studio is about: a prompt, its
// variations, the axes they differ on, what is locked, and what changed
// between two texts. It is pure: no clock, no randomness, no files. Everything
// may import it; it imports the standard library and the diff library alone.
package prompt

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Axis is one visual decision that a prompt makes or leaves open.
type Axis string

// The axes, in the order in which they are listed everywhere.
const (
	Subject     Axis = "subject"
	Medium      Axis = "medium"
	Composition Axis = "composition"
	Camera      Axis = "camera"
	Lighting    Axis = "lighting"
	Palette     Axis = "palette"
	Mood        Axis = "mood"
	Time        Axis = "time"
	Setting     Axis = "setting"
	Texture     Axis = "texture"
)

// AllAxes returns every axis in listing order.
func AllAxes() []Axis {
	return []Axis{Subject, Medium, Composition, Camera, Lighting, Palette, Mood, Time, Setting, Texture}
}

// Known says whether it is one of the axes.
func (a Axis) Known() bool { return slices.Contains(AllAxes(), a) }

// ParseAxis finds an axis by its name or by a word people use for it
// ("light", "colours", "style", "framing").
func ParseAxis(name string) (Axis, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	if slices.Contains(AllAxes(), Axis(name)) {
		return Axis(name), true
	}
	a, ok := axisWords[name]
	return a, ok
}

var axisWords = map[string]Axis{
	"light": Lighting, "lights": Lighting, "illumination": Lighting,
	"colour": Palette, "colours": Palette, "color": Palette, "colors": Palette,
	"style": Medium, "technique": Medium, "material": Texture, "surface": Texture,
	"framing": Composition, "layout": Composition, "crop": Composition,
	"angle": Camera, "lens": Camera, "viewpoint": Camera, "view": Camera,
	"feeling": Mood, "atmosphere": Mood, "tone": Mood,
	"hour": Time, "season": Time, "weather": Setting, "place": Setting, "background": Setting,
}

// Prompt is what an image generator is given to paint from.
type Prompt struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`              // a few words, for a row in a list
	Text     string          `json:"text"`               // what is sent
	Negative string          `json:"negative,omitempty"` // what must not be there, comma separated; empty for none
	Axes     map[Axis]string `json:"axes,omitempty"`     // what the text decides, axis by axis, in a few words each
	Locks    []Lock          `json:"locks,omitempty"`    // words that no rewrite may change
}

// Empty says whether there is nothing to send.
func (p Prompt) Empty() bool { return strings.TrimSpace(p.Text) == "" }

// Clone returns a copy that shares nothing with p.
func (p Prompt) Clone() Prompt {
	p.Axes = maps.Clone(p.Axes)
	p.Locks = slices.Clone(p.Locks)
	return p
}

// Words counts the words of the text.
func (p Prompt) Words() int { return len(strings.Fields(p.Text)) }

// Variation is one candidate prompt of a round.
type Variation struct {
	Prompt
	Differs []Axis `json:"differs"` // the axes on which it differs from the round's rewrite; on screen "differs in"
}

// Letter is the name of the variation at index i in its round: A, B, ... Z.
func Letter(i int) string {
	if i < 0 || i > 25 {
		return "?"
	}
	return string(rune('A' + i))
}

// Settings are what a generation is asked for besides its prompt.
type Settings struct {
	Width   int     `json:"width"`             // pixels
	Height  int     `json:"height"`            // pixels
	Count   int     `json:"count"`             // pictures, at least 1
	Quality string  `json:"quality,omitempty"` // a generator's own word for it; empty for its default
	Seed    *uint32 `json:"seed,omitempty"`    // pinned seed; nil draws a new one for each generation

	Own        map[string]string `json:"own,omitempty"`        // the generator's own parameters, by their names; what is not here is its default
	References []Reference       `json:"references,omitempty"` // pictures to start from; the prompt then says what to change
	Mask       *Reference        `json:"mask,omitempty"`       // a PNG as large as the first reference that says which part of it is painted anew; nil is all of it
	Vary       bool              `json:"vary,omitempty"`       // pictures like the one reference; the prompt is not sent
}

// Clone returns a copy that shares nothing with s.
func (s Settings) Clone() Settings {
	if s.Seed != nil {
		s.Seed = new(*s.Seed)
	}
	s.Own = maps.Clone(s.Own)
	s.References = slices.Clone(s.References)
	if s.Mask != nil {
		s.Mask = new(*s.Mask)
	}
	return s
}

// StartsFrom says what a generation starts from besides words: "2 pictures", "1
// picture under a mask"; empty for nothing.
func StartsFrom(pictures int, masked bool) string {
	from := strconv.Itoa(pictures) + " pictures"
	switch pictures {
	case 0:
		return ""
	case 1:
		from = "1 picture"
	}
	if masked {
		from += " under a mask"
	}
	return from
}

// StartsFrom says what it starts from besides words; empty for nothing.
func (s Settings) StartsFrom() string { return StartsFrom(len(s.References), s.Mask != nil) }

// Reference is a picture on the disk that a generation starts from, or a mask.
type Reference struct {
	Path   string `json:"path"`             // absolute
	SHA256 string `json:"sha256,omitempty"` // of the file when it was read, hexadecimal; empty until then
}
