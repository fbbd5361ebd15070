package catalog

import (
	"strings"
	"time"

	"easel/engine/prompt"
)

// ImageModel is what is known of an image model.
type ImageModel struct {
	ID    string // as it is sent
	Can   Capabilities
	Price Price
	Off   time.Time // the day on which its service turns it off; zero is unknown or never
	Known bool      // false for an id that no data is there for

	Base64 bool // base64 must be asked for, an address would come otherwise

	shape map[Size]Shape
}

// Shape is a size as services name it that take no pixels.
type Shape struct{ Aspect, Resolution string }

// Shape is how a size is asked for where it is not asked for in pixels.
func (m ImageModel) Shape(s Size) (Shape, bool) {
	shape, ok := m.shape[s]
	return shape, ok
}

// Estimate is what a request to the model costs about.
func (m ImageModel) Estimate(a Ask) Estimate {
	if m.Can.Free {
		return Nothing()
	}
	return m.Price.Picture(a)
}

// ChatModel is what is known of a chat model.
type ChatModel struct {
	ID       string
	Context  int       // tokens in and out together; 0 is unknown
	Output   int       // most tokens of an answer; 0 is unknown
	Efforts  []string  // of reasoning_effort, least first; empty where it is not to be sent
	Sampling string    // when temperature and top_p may be sent: "always", "effort_none", "never"
	Price    Price     // nil prices are unknown
	Free     bool      // costs nothing
	Off      time.Time // the day on which its service turns it off; zero is unknown or never
	Known    bool      // false for an id that no data is there for
}

// Estimate is what a message to the model costs about; see [Price.Words].
func (m ChatModel) Estimate(characters int, answerFrom, answerTo int64) Estimate {
	if m.Free {
		return Nothing()
	}
	return m.Price.Words(characters, answerFrom, answerTo)
}

// imageModelData and chatModelData are models as they stand in the files.
type imageModelData struct {
	IDs      []string `toml:"ids"`      // and their versions, see isModel; * is any
	Profiles []string `toml:"profiles"` // that serve it; empty for any
	Off      string   `toml:"off"`
	Like     string   `toml:"like"` // an id of the same profiles that can the same; empty for none
	Base64   bool     `toml:"base64"`
	Can      canData  `toml:"can"`
	Price    Price    `toml:"price"`
}

type canData struct {
	MinSide        int         `toml:"min_side"`
	MaxSide        int         `toml:"max_side"`
	SideStep       int         `toml:"side_step"`
	MinPixels      int         `toml:"min_pixels"`
	MaxPixels      int         `toml:"max_pixels"`
	MaxRatio       int         `toml:"max_ratio"`
	Sizes          []shapeData `toml:"sizes"`
	Presets        []shapeData `toml:"presets"`
	MaxCount       int         `toml:"max_count"`
	Qualities      []string    `toml:"qualities"`
	Parameters     []string    `toml:"parameters"` // ids of parameters.toml
	Partials       int         `toml:"partials"`
	References     int         `toml:"references"`
	Vary           bool        `toml:"vary"`
	Mask           bool        `toml:"mask"`
	Unseeded       bool        `toml:"unseeded"` // takes no seed, though others of its profile do
	NeedsReference bool        `toml:"needs_reference"`
	PromptLimit    int         `toml:"prompt_limit"`
	PromptUnit     prompt.Unit `toml:"prompt_unit"`
	Dialect        string      `toml:"dialect"`
}

type shapeData struct {
	Width      int    `toml:"width"`
	Height     int    `toml:"height"`
	Aspect     string `toml:"aspect"`
	Resolution string `toml:"resolution"`
}

type chatModelData struct {
	ID       string   `toml:"id"`
	Context  int      `toml:"context"`
	Output   int      `toml:"output"`
	Efforts  []string `toml:"efforts"`
	Sampling string   `toml:"sampling"`
	Off      string   `toml:"off"`
	Price    Price    `toml:"price"`
}

// isModel says whether an id is a model or a dated or tagged version of it:
// gpt-image-2 is gpt-image-2-2026-04-21, and not gpt-image-2.5-flare.
func isModel(id, model string) bool {
	rest, ok := strings.CutPrefix(id, model)
	return ok && (rest == "" || rest[0] == '-' || rest[0] == ':')
}

// capabilities joins what the model can do and what the profile's wire can
// carry.
func (d imageModelData) capabilities(p Profile, parameters map[string]Parameter) Capabilities {
	can := d.Can
	c := Capabilities{
		MinSide: can.MinSide, MaxSide: can.MaxSide, SideStep: can.SideStep,
		MinPixels: can.MinPixels, MaxPixels: can.MaxPixels, MaxRatio: can.MaxRatio,
		Sizes: sizes(can.Sizes), Presets: sizes(can.Presets), MaxCount: max(can.MaxCount, 1),
		Qualities: can.Qualities, Partials: can.Partials, Free: p.Free,
		PromptLimit: can.PromptLimit, PromptUnit: can.PromptUnit, Dialect: can.Dialect,
		Negative: p.ImageWire.Negative != "", Seed: p.ImageWire.Seed != "" && !can.Unseeded,
		Vary: can.Vary && p.ImageWire.VaryPath != "",
	}
	if p.ImageWire.EditPath != "" {
		c.References, c.Mask, c.NeedsReference = can.References, can.Mask, can.NeedsReference
	}
	for _, id := range can.Parameters {
		c.Parameters = append(c.Parameters, parameters[id])
	}
	if !p.ImageWire.Count {
		c.MaxCount = 1
	}
	if len(c.Presets) == 0 {
		c.Presets = c.Sizes
	}
	return c
}

func sizes(shapes []shapeData) []Size {
	var list []Size
	for _, s := range shapes {
		list = append(list, Size{s.Width, s.Height})
	}
	return list
}

func (d imageModelData) shapes() map[Size]Shape {
	named := make(map[Size]Shape)
	for _, s := range d.Can.Sizes {
		if s.Aspect != "" {
			named[Size{s.Width, s.Height}] = Shape{s.Aspect, s.Resolution}
		}
	}
	return named
}
