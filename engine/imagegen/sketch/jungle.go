package sketch

import "math/rand/v2"

// paintJungle is a hot forest seen from within: broad trunks with vines, large
// leaves that hang into the picture, and steam between them.
func (s *scene) paintJungle(r *rand.Rand) {
	floor := mix(s.grass(), leafGreen, 0.7)
	s.glow(s.w*(0.5-0.1*s.side), s.hor-0.12, 0.6, mix(s.pal.sky[4], hex(0xd8f0b0), 0.5), 0.6-0.4*s.pal.dark)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(floor, 0.6), s.pal.shadow(floor, 0)))
	for row := range 3 {
		d := 0.8 - 0.3*float64(row)
		base := s.hor + (s.h-s.hor)*(0.05+0.13*float64(row))
		for x := between(r, -0.1, 0.05); x < s.w+0.1; x += between(r, 0.12, 0.2) * (1 + 0.4*float64(row)) {
			if !s.open(x, row) {
				s.palm(r, x, base+between(r, -0.01, 0.02), (0.4+0.24*float64(row))*between(r, 0.8, 1.15), d, between(r, -0.15, 0.15))
			}
		}
		s.trunks(r, row, base, d)
		s.forestFloor(r, floor, base, d)
		for range 5 {
			x := r.Float64() * s.w
			if !s.open(x, row) {
				s.broadLeaves(r, x, base+0.03, between(r, 0.07, 0.13)*(1+0.5*float64(row)), d)
			}
		}
	}
	s.vines(r)
	s.lightShafts(r, floor)
	for _, side := range []float64{-1, 1} {
		s.broadLeaves(r, s.w*(0.5+0.5*side), s.h*1.02, between(r, 0.3, 0.4), 0)
	}
	s.top = s.hor + (s.h-s.hor)*0.4
}

// broadLeaves is a plant of large leaves that fan out from the ground.
func (s *scene) broadLeaves(r *rand.Rand, x, y, size, depth float64) {
	lit, dark := s.pal.lit(hex(0x4f8f4a), depth), s.pal.shadow(hex(0x3f7048), depth)
	for i := range 7 {
		a := -1.25 + 2.5*float64(i)/6 + between(r, -0.12, 0.12)
		l := size * between(r, 0.8, 1.15)
		leaf := path{curve([]knot{{pt{0, 0}, true}, {pt{l * 0.2, -l * 0.4}, false}, {pt{l * 0.14, -l * 0.75}, false}, {pt{0, -l}, true}, {pt{-l * 0.14, -l * 0.75}, false}, {pt{-l * 0.2, -l * 0.4}, false}})}
		c := mix(dark, lit, 0.3+0.7*float64((i*3)%7)/6)
		s.fill(leaf.moved(x, y, 1, 1, a), graded(c.lighter(0.1), c))
		s.fill(line(pt{0, -l * 0.1}, pt{0, -l * 0.92}, l*0.02).moved(x, y, 1, 1, a), flat(c.lighter(0.3)).faint(0.6))
	}
}

// vines hang in loops between the crowns.
func (s *scene) vines(r *rand.Rand) {
	c := s.pal.shadow(hex(0x4a6a38), 0.15)
	for range 6 {
		x, w, sag := r.Float64()*s.w, between(r, 0.12, 0.3), between(r, 0.1, 0.3)*s.hor
		s.fill(limb(joint{x - w/2, -0.05, 0.006}, joint{x - w*0.2, sag * 0.8, 0.007}, joint{x + w*0.2, sag * 0.8, 0.007}, joint{x + w/2, -0.05, 0.006}), flat(c))
	}
}
