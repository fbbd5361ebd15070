package sketch

import "math/rand/v2"

// paintWall is a wall right behind what stands before it, and the pavement at
// its foot.
func (s *scene) paintWall(r *rand.Rand) {
	brick := r.Float64() < 0.5
	c := oneOf(r, hex(0xd9b48a), hex(0xc98f72), hex(0xb9c0b0), hex(0xe0cba0))
	if brick {
		c = oneOf(r, hex(0xa8604a), hex(0xb5735a), hex(0x9a6a5c))
	}
	if own, ok := s.b.worn["part"]; ok {
		c = own
	}
	lit, dark := s.pal.lit(c, 0.1), s.pal.shadow(c, 0.1)
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.hor+0.1), graded(mix(lit, dark, 0.12), mix(lit, dark, 0.3)))
	if brick {
		s.bricks(r, lit, dark)
	} else {
		for range 40 {
			s.fill(tuft(r, r.Float64()*s.w, r.Float64()*s.hor, between(r, 0.03, 0.16), between(r, 0.02, 0.08), 0.3), flat(oneOf(r, lit.lighter(0.1), mix(lit, dark, 0.4))).faint(0.25))
		}
	}
	// Light falls across it at a slant.
	if s.pal.dark < 0.6 && !s.b.sky("rain") && !s.b.sky("overcast") {
		d := s.side
		s.fill(poly(pt{s.w * (0.5 - 0.6*d), -0.1}, pt{s.w * (0.5 + 0.1*d), -0.1}, pt{s.w * (0.5 + 0.7*d), s.hor}, pt{s.w * (0.5 - 0.05*d), s.hor}), flat(s.pal.disc).faint(0.2))
	}
	stone := s.pal.lit(hex(0xa8a098), 0)
	s.fill(rect(-0.1, s.hor-0.012, s.w+0.2, 0.02), flat(dark.darker(0.2)))
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(stone.darker(0.12), stone.lighter(0.06)))
	joints := path{}
	for k := range 3 {
		y := s.hor + (s.h-s.hor)*[]float64{0.2, 0.5, 0.9}[k]
		joints = joints.and(line(pt{-0.1, y}, pt{s.w + 0.1, y + 0.004}, 0.003))
		for x := between(r, -0.1, 0.1); x < s.w+0.1; x += 0.16 + 0.05*float64(k) {
			joints = joints.and(line(pt{x, y}, pt{x + (x-s.w/2)*0.12, y + (s.h-s.hor)*0.34}, 0.003))
		}
	}
	s.fill(joints, flat(stone.darker(0.3)).faint(0.6))
	s.top = s.hor + (s.h-s.hor)*0.3
}

// bricks are laid in courses; a few are lighter or darker than the rest.
func (s *scene) bricks(r *rand.Rand, lit, dark rgb) {
	const w, h = 0.075, 0.03
	light, shade, mortar := path{}, path{}, path{}
	for row := 0; float64(row)*h < s.hor; row++ {
		y := s.hor - h*float64(row+1)
		mortar = mortar.and(rect(-0.1, y, s.w+0.2, 0.0025))
		for x := -0.1 + w/2*float64(row%2); x < s.w+0.1; x += w {
			mortar = mortar.and(rect(x, y, 0.0025, h))
			switch v := r.Float64(); {
			case v < 0.16:
				light = light.and(rect(x, y, w, h))
			case v > 0.82:
				shade = shade.and(rect(x, y, w, h))
			}
		}
	}
	s.fill(light, flat(lit.lighter(0.14)).faint(0.7))
	s.fill(shade, flat(mix(lit, dark, 0.5)).faint(0.7))
	s.fill(mortar, flat(mix(lit, hex(0xe6ddd0), 0.4)).faint(0.5))
}
