package sketch

import "slices"

// paintWay lays the road or the rails on which vehicles stand, across the
// picture, and says where they stand.
func (s *scene) paintWay() {
	vehicles := s.b.in("vehicle")
	if len(vehicles) == 0 || slices.Contains(waters, s.near) && !s.coastRoad() || slices.Contains([]string{"street", "forest", "moonscape", "wall"}, s.near) {
		return
	}
	r := s.dice("way")
	y := s.h * 0.84
	tilt := 0.03 * s.side
	top := func(x float64) float64 { return y + tilt*(x/s.w-0.5) }
	if vehicles[0].name == "train" {
		s.rails(top)
	} else {
		c := s.pal.lit(hex(0x8a868c), 0)
		if s.near == "snowfield" {
			c = s.pal.lit(hex(0xc9d0d8), 0)
		}
		if s.near == "desert" || s.near == "wheat" {
			c = s.pal.lit(hex(0xb5966c), 0)
		}
		s.fill(poly(pt{-0.1, top(-0.1)}, pt{s.w + 0.1, top(s.w + 0.1)}, pt{s.w + 0.1, top(s.w+0.1) + 0.13}, pt{-0.1, top(-0.1) + 0.13}), graded(c.lighter(0.08), c.darker(0.12)))
		for x := -0.05; x < s.w; x += 0.2 {
			s.fill(dab(x+0.05, top(x)+0.068, 0.11, 0.008), flat(c.lighter(0.45)).faint(0.8))
		}
	}
	if s.coastRoad() {
		s.guardRail(top)
	}
	s.top = y + 0.02
	for range 24 {
		x := r.Float64() * s.w
		s.fill(poly(pt{x, top(x) + 0.004}, pt{x + 0.006, top(x) + 0.004}, pt{x + between(r, -0.01, 0.015), top(x) - between(r, 0.012, 0.03)}), flat(s.pal.shadow(s.grass(), 0)).mark())
	}
}

// coastRoad is true where a road runs between the viewer and the sea.
func (s *scene) coastRoad() bool {
	return s.near == "sea" && len(s.b.in("vehicle")) > 0 && (s.b.trait("coast") || s.b.has("road"))
}

// guardRail stands on the far side of a road along the sea.
func (s *scene) guardRail(top func(float64) float64) {
	c := s.pal.lit(hex(0xd9d6d0), 0)
	for x := -0.02; x < s.w+0.1; x += 0.16 {
		s.fill(rect(x, top(x)-0.05, 0.011, 0.055), flat(c.darker(0.25)))
	}
	s.fill(poly(pt{-0.1, top(-0.1) - 0.052}, pt{s.w + 0.1, top(s.w+0.1) - 0.052}, pt{s.w + 0.1, top(s.w+0.1) - 0.03}, pt{-0.1, top(-0.1) - 0.03}), graded(c.lighter(0.1), c.darker(0.15)))
}

func (s *scene) rails(top func(float64) float64) {
	ballast := s.pal.lit(hex(0x9a8f84), 0)
	s.fill(poly(pt{-0.1, top(-0.1) + 0.01}, pt{s.w + 0.1, top(s.w+0.1) + 0.01}, pt{s.w + 0.1, top(s.w+0.1) + 0.11}, pt{-0.1, top(-0.1) + 0.11}), graded(ballast, ballast.darker(0.25)))
	for x := -0.05; x < s.w+0.1; x += 0.05 {
		s.fill(rect(x, top(x)+0.03, 0.022, 0.06), flat(s.pal.shadow(hex(0x6a5040), 0)).mark())
	}
	for _, dy := range []float64{0.035, 0.075} {
		s.fill(line(pt{-0.1, top(-0.1) + dy}, pt{s.w + 0.1, top(s.w+0.1) + dy}, 0.007), flat(s.pal.lit(hex(0x8f959c), 0)).mark())
	}
}
