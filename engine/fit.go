package engine

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"easel/engine/catalog"
	"easel/engine/prompt"
)

// Fit keeps of settings what a generator can do and takes the nearest for the
// rest: what was chosen for one generator, for another.
func Fit(can catalog.Capabilities, s prompt.Settings) prompt.Settings {
	s = s.Clone()
	size := nearest(can, catalog.Size{Width: s.Width, Height: s.Height})
	s.Width, s.Height = size.Width, size.Height
	s.Count = min(s.Count, max(can.MaxCount, 1))
	if !slices.Contains(can.Qualities, s.Quality) {
		s.Quality = ""
	}
	maps.DeleteFunc(s.Own, func(name, value string) bool {
		p, ok := can.Parameter(name)
		return !ok || p.Check(value) != nil
	})
	return s
}

// nearest is the size itself where the generator paints it, else the one that
// it offers which is most like it: in its shape first.
func nearest(can catalog.Capabilities, s catalog.Size) catalog.Size {
	offered := slices.Concat(can.Presets, can.Sizes)
	if s = can.Likest(s); can.Allows(s) || len(offered) == 0 || s.Width < 1 || s.Height < 1 {
		return s
	}
	unlike := func(o catalog.Size) float64 {
		shape := float64(o.Width) / float64(o.Height) * float64(s.Height) / float64(s.Width)
		area := float64(o.Width*o.Height) / float64(s.Width*s.Height)
		return 4*math.Abs(math.Log(shape)) + math.Abs(math.Log(area))
	}
	return slices.MinFunc(offered, func(a, b catalog.Size) int { return cmp.Compare(unlike(a), unlike(b)) })
}
