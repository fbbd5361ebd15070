package sketch

// paintPlatform is the platform of a railway station on this side of the
// rails, under its roof.
func (s *scene) paintPlatform() {
	stone, iron := s.pal.lit(hex(0xb0a89c), 0), s.pal.lit(hex(0x3f5a58), 0)
	edge := s.h * 0.955
	s.fill(rect(-0.1, edge, s.w+0.2, s.h), graded(stone.lighter(0.1), stone.darker(0.2)))
	s.fill(rect(-0.1, edge+0.012, s.w+0.2, 0.008), flat(hex(0xe6c23c)).faint(0.8))
	eaves := s.h * 0.15
	for x := s.w*0.5 - 0.42; x > -0.1; x -= 0.84 {
		for _, px := range []float64{x, s.w - x} {
			s.fill(rect(px-0.014, eaves, 0.028, edge-eaves+0.02), graded(iron.lighter(0.1), iron.darker(0.15)))
			s.fill(rect(px-0.024, edge-0.03, 0.048, 0.05), flat(iron.darker(0.2)))
			for _, d := range []float64{-1, 1} {
				s.fill(limb(joint{px, eaves + 0.13, 0.014}, joint{px + d*0.04, eaves + 0.04, 0.012}, joint{px + d*0.13, eaves, 0.01}), flat(iron))
			}
		}
	}
	s.fill(rect(-0.1, -0.1, s.w+0.2, eaves+0.1), graded(iron.darker(0.45), iron.darker(0.25)))
	s.fill(rect(-0.1, eaves-0.012, s.w+0.2, 0.02), flat(iron.lighter(0.15)))
	teeth := path{}
	for x := -0.1; x < s.w+0.1; x += 0.04 {
		teeth = teeth.and(poly(pt{x, eaves + 0.006}, pt{x + 0.04, eaves + 0.006}, pt{x + 0.02, eaves + 0.034}))
	}
	s.fill(teeth, flat(iron.lighter(0.08)))
	for _, t := range []float64{0.25, 0.75} {
		x := s.w * t
		s.fill(line(pt{x, eaves}, pt{x, eaves + 0.06}, 0.004), flat(iron))
		if s.pal.lamps {
			s.glow(x, eaves+0.08, 0.4, s.pal.glowing(), 0.5)
		}
		s.fill(disc(x, eaves+0.075, 0.02), flat(s.windowLight(0).lighter(0.2)))
	}
	s.fill(disc(s.w/2, eaves+0.09, 0.055), flat(iron.darker(0.2)))
	s.fill(disc(s.w/2, eaves+0.09, 0.045), flat(hex(0xf6f0e0)))
	s.fill(line(pt{s.w / 2, eaves + 0.09}, pt{s.w / 2, eaves + 0.056}, 0.005).and(line(pt{s.w / 2, eaves + 0.09}, pt{s.w/2 + 0.02, eaves + 0.1}, 0.005)), flat(hex(0x2a2a30)))
}
