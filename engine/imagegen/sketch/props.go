package sketch

import "math/rand/v2"

func (s *scene) rock(r *rand.Rand, x, y, size, depth float64) {
	lit, dark := s.pal.lit(rockGrey.lighter(0.1), depth), s.pal.shadow(rockGrey, depth)
	w := size * between(r, 0.9, 1.5)
	s.castShadow(x, y, w*1.3)
	s.fill(poly(pt{x - w, y}, pt{x - w*0.8, y - size*0.5}, pt{x - w*0.2, y - size}, pt{x + w*0.4, y - size*0.85}, pt{x + w*0.9, y - size*0.35}, pt{x + w, y}), flat(dark))
	s.fill(poly(pt{x - w*0.78, y - size*0.5}, pt{x - w*0.2, y - size}, pt{x + w*0.38, y - size*0.84}, pt{x + w*0.1, y - size*0.5}, pt{x - w*0.4, y - size*0.3}), flat(lit))
	if s.b.sky("snow") {
		s.fill(dab(x-w*0.15, y-size*0.93, w*1.1, size*0.2), flat(s.pal.lit(snowWhite, depth)))
	}
}

func (s *scene) fire(x, y, size float64) {
	glow := 0.6
	if s.near == "cave" {
		glow = 0.3 // its walls are near, and would drown in it
	}
	s.glow(x, y-size*0.5, size*4.5, hex(0xffa24c), glow)
	s.fill(line(pt{x - size*0.6, y}, pt{x + size*0.5, y - size*0.16}, size*0.16).and(line(pt{x + size*0.6, y}, pt{x - size*0.5, y - size*0.16}, size*0.16)), flat(s.pal.shadow(hex(0x5a4030), 0)))
	for k, c := range []uint32{0xe0602c, 0xf39a3c, 0xffdf8a} {
		f := size * (1 - 0.28*float64(k))
		s.fill(flame(x, y, f), flat(hex(c)))
	}
}

// flame is one tongue of fire that stands on x, y.
func flame(x, y, size float64) path {
	return path{curve([]knot{{pt{x, y - size*1.5}, true}, {pt{x + size*0.3, y - size*0.8}, false}, {pt{x + size*0.42, y - size*0.3}, false}, {pt{x, y}, false}, {pt{x - size*0.42, y - size*0.3}, false}, {pt{x - size*0.2, y - size*0.8}, false}})}
}

func (s *scene) fence(y float64) {
	c := s.pal.lit(hex(0xb9a88c), 0)
	if f, _ := s.b.find("fence"); f.colour != nil {
		c = s.pal.lit(*f.colour, 0)
	}
	h := 0.12
	for _, dy := range []float64{0.35, 0.75} {
		s.fill(line(pt{-0.1, y - h*dy}, pt{s.w + 0.1, y - h*dy - 0.01}, 0.011), flat(c))
	}
	for x := -0.02; x < s.w+0.1; x += 0.085 {
		s.fill(poly(pt{x, y + 0.01}, pt{x, y - h}, pt{x + 0.01, y - h - 0.014}, pt{x + 0.02, y - h}, pt{x + 0.02, y + 0.01}), graded(c, c.darker(0.2)))
	}
}
