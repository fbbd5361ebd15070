// Package catalog is what is known of generators as data: what each can do and
// where its limits are. It exists apart from the generators so that screens
// and checks can read it without being able to paint. It imports the standard
// library alone; generators, engine and screens may import it.
package catalog

import "slices"

// Capabilities is what a generator can do, as data.
type Capabilities struct {
	MinSide, MaxSide int      // pixels on a side, both included
	SideStep         int      // sides are multiples of this; 0 and 1 are any
	Sizes            []Size   // the only sizes it paints; empty for any within the sides
	Presets          []Size   // sizes to offer first
	MaxCount         int      // pictures in one request
	Qualities        []string // its own words, best last; empty for none
	Negative         bool     // takes a negative text
	Seed             bool     // takes a seed
	PromptLimit      int      // longest prompt in characters; 0 is unknown
	Free             bool     // costs nothing: starts without asking
}

// Size is width and height in pixels.
type Size struct{ Width, Height int }

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
	return true
}
