// Package catalog is what is known of generators as data: services and servers,
// their models, limits and prices, each with the date on which it was true, and
// which of them answer on this machine. It exists apart from the generators so
// that screens and checks can read it without being able to paint, and so that a
// new model is a line in a file and not a change of code. Of the engine it
// imports problem and prompt alone; generators, engine and screens may import it.
//
// catalog.go says what a generator can do, parameter.go what only some can,
// book.go holds the data of the folder data with a person's own profiles over
// it, local.go asks the known ports.
package catalog

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Capabilities is what a generator can do, as data.
type Capabilities struct {
	MinSide, MaxSide     int         // pixels on a side, both included
	SideStep             int         // sides are multiples of this; 0 and 1 are any
	MinPixels, MaxPixels int         // width times height, both included; 0 is no limit
	MaxRatio             int         // longest to shortest side; 0 is any
	Sizes                []Size      // the only sizes it paints; empty for any within the limits above
	Presets              []Size      // sizes to offer first
	MaxCount             int         // pictures in one request
	Qualities            []string    // its own words, best last; empty for none
	Parameters           []Parameter // what it has besides, in the order in which it is shown
	Partials             int         // most unfinished pictures it shows on the way; 0 for none
	References           int         // most pictures that an edit may start from; 0 where it edits none
	NeedsReference       bool        // paints from a picture only
	Mask                 bool        // an edit may be kept to a part of the picture
	Vary                 bool        // makes pictures like a reference, without words
	Negative             bool        // takes a negative text
	Seed                 bool        // takes a seed
	PromptLimit          int         // longest prompt in PromptUnit; 0 is unknown
	PromptUnit           prompt.Unit // what PromptLimit counts; empty is characters
	Dialect              string      // how its prompts are to be written, a name of package dialect; empty is "openai"
	Free                 bool        // costs nothing: starts without asking
}

// Size is width and height in pixels.
type Size struct{ Width, Height int }

func (s Size) String() string { return fmt.Sprintf("%dx%d", s.Width, s.Height) }

// Allows says whether the generator paints this size.
func (c Capabilities) Allows(s Size) bool {
	if len(c.Sizes) > 0 {
		return slices.Contains(c.Sizes, s)
	}
	for _, side := range []int{s.Width, s.Height} {
		if side < c.MinSide || side > c.MaxSide || c.SideStep > 1 && side%c.SideStep != 0 {
			return false
		}
	}
	pixels := s.Width * s.Height
	switch {
	case pixels < c.MinPixels, c.MaxPixels > 0 && pixels > c.MaxPixels:
		return false
	case c.MaxRatio > 0 && max(s.Width, s.Height) > c.MaxRatio*min(s.Width, s.Height):
		return false
	}
	return true
}

// SizeRule is the sizes it paints as one sentence without its full stop, for
// the person whose size it does not paint.
func (c Capabilities) SizeRule() string {
	if len(c.Sizes) > 0 {
		names := make([]string, len(c.Sizes))
		for i, s := range c.Sizes {
			names[i] = s.String()
		}
		return "It paints " + strings.Join(names, ", ")
	}
	rule := fmt.Sprintf("Sides are %d to %d pixels", c.MinSide, c.MaxSide)
	if c.SideStep > 1 {
		rule += fmt.Sprintf(", multiples of %d", c.SideStep)
	}
	if c.MaxRatio > 0 {
		rule += fmt.Sprintf(", the longer one at most %d times the shorter", c.MaxRatio)
	}
	if c.MinPixels > 0 || c.MaxPixels > 0 {
		rule += fmt.Sprintf(", and %.2g to %.2g megapixels in all", float64(c.MinPixels)/1e6, float64(c.MaxPixels)/1e6)
	}
	return rule
}

// Likest is the size that the generator offers with about the same ratio, for
// a size that it does not paint itself; the size as it is when it paints it, or
// when it offers none like it.
func (c Capabilities) Likest(s Size) Size {
	if c.Allows(s) || s.Width < 1 || s.Height < 1 {
		return s
	}
	ratio := float64(s.Width) / float64(s.Height)
	for _, offered := range slices.Concat(c.Presets, c.Sizes) {
		r := float64(offered.Width) / float64(offered.Height)
		if math.Abs(r/ratio-1) < 0.03 && c.Allows(offered) {
			return offered
		}
	}
	return s
}

// Brief is what it can do in a few words, for lists: what it paints from and
// how many, and what its prompts may have.
func (c Capabilities) Brief() string {
	var can []string
	say := func(ok bool, text string) {
		if ok {
			can = append(can, text)
		}
	}
	say(c.NeedsReference, "needs a picture to start from")
	say(!c.NeedsReference && c.References > 0, fmt.Sprintf("starts from up to %d pictures", c.References))
	say(c.Mask, "mask")
	say(c.MaxCount > 1, fmt.Sprintf("%d at once", c.MaxCount))
	say(c.Negative, "negative")
	say(c.Seed, "seed")
	say(c.PromptLimit > 0, fmt.Sprintf("prompts to %d %s", c.PromptLimit, c.PromptUnit.Noun()))
	return strings.Join(can, ", ")
}
