package sketch

import "math"

// paintSpace is darkness with coloured dust and stars.
func (s *scene) paintSpace() {
	r := s.dice("space")
	s.pal = hours("night")
	s.hor = s.h
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(hex(0x0c0f26), hex(0x161a3c)).fine())
	a := oneOf(r, hex(0x6a3f8a), hex(0x2f5f8a), hex(0x8a3f5a), hex(0x2f7a78))
	c := oneOf(r, hex(0x3f5fa8), hex(0xa85f6a), hex(0x5a4a9a))
	for range 60 {
		t := r.Float64()
		x, y := s.w*t, s.h*(0.5+0.35*(t-0.5)*s.side)+between(r, -0.25, 0.25)
		s.glow(x, y, between(r, 0.1, 0.35), oneOf(r, a, c, a), 0.13)
	}
	for range 260 {
		size := 0.001 + math.Pow(r.Float64(), 6)*0.006
		s.fill(disc(r.Float64()*s.w, r.Float64()*s.h, size), flat(mix(hex(0xfff3dc), hex(0xbcd4ff), r.Float64())).faint(between(r, 0.5, 1)).fine())
	}
}

// paintSpaceThings sets planets, moons, rockets and those who float there.
func (s *scene) paintSpaceThings() {
	r := s.dice("space things")
	planet, asked := s.b.find("planet")
	n := 1
	if asked {
		n = min(planet.number(3), 6)
	} else if s.b.trait("blackhole") || s.b.has("stars", "comet") && !s.b.has("rocket", "ufo") {
		n = 0
	}
	for i := range n {
		f := 0.24 / (1 + 0.9*float64(i))
		x := s.w * (0.5 - s.side*(0.2-0.42*float64(i)) + 0.1*math.Sin(float64(i)*2.2))
		y := s.h * (0.64 - 0.3*math.Mod(float64(i)*0.7, 1.1))
		s.src.seed += uint64(i) * 77
		s.paintPlanet(min(max(x, 0.1), s.w-0.1), y, f)
	}
	if s.b.has("moon") {
		s.fill(disc(s.w*(0.5+0.3*s.side), s.h*0.22, 0.06), flat(hex(0xe9e4d6)))
		s.fill(phase(s.w*(0.5+0.3*s.side), s.h*0.22, 0.06, s.side, 0.3), flat(hex(0x0b1028)).faint(0.5))
	}
	if s.b.has("sun") {
		s.glow(s.w*(0.5+0.4*s.side), s.h*0.15, 0.6, hex(0xffe6a0), 0.9)
		s.fill(disc(s.w*(0.5+0.4*s.side), s.h*0.15, 0.1), flat(hex(0xfff3cc)))
	}
	if s.b.has("comet") {
		s.hor = s.h
		s.paintComet()
	}
	if s.b.trait("blackhole") {
		s.blackHole()
	}
	slot := 0
	for _, sub := range s.b.in("sky", "figure", "animal", "vehicle", "air", "water", "deep", "table") {
		if sub.shape == "" && sub.place != "figure" {
			continue
		}
		for i := range min(sub.number(3), 5) {
			x, y := s.w*(0.5+s.side*(0.16-0.22*float64(slot))), s.h*(0.55-0.1*float64(slot)+0.12*float64(i))
			size := 0.42 / (1 + 0.5*float64(slot))
			if sub.shape == "" {
				p := s.someone(r, sub)
				p.coat, p.legs, p.height = hex(0xe9e9ea), hex(0xcfd2d8), 0.36
				s.pal = hours("")
				s.figure(x, y+0.18, p, s.side > 0, 0)
				s.fill(disc(x, y+0.18-0.92*0.36, 0.05), flat(hex(0xdfe6ee)).faint(0.5))
				s.pal = hours("night")
			} else {
				s.pal = hours("")
				s.stampTurned(sub.shape, x, y+size*0.4, size, s.side < 0, 0, sub.colour, 0.5*s.side)
				s.pal = hours("night")
			}
			slot++
		}
	}
}

// blackHole is a dark disc within a bent ring of glowing dust.
func (s *scene) blackHole() {
	x, y, radius := s.w*(0.5-0.06*s.side), s.h*0.5, 0.16
	s.glow(x, y, radius*3.4, hex(0xff9a4c), 0.55)
	halo := []uint32{0x9a3f2c, 0xe0762c, 0xffc468, 0xfff2cc}
	tilt := -0.22 * s.side
	for k, c := range halo {
		f := 1.5 - 0.13*float64(k)
		s.fill(ring(x, y, radius*f, radius*0.16), flat(hex(c)).faint(0.7))
	}
	s.fill(disc(x, y, radius), flat(hex(0x05060c)).fine())
	for k, c := range halo {
		f := 1 - 0.17*float64(k)
		disk := path{curve([]knot{{pt{-radius * 2.6 * f, 0}, true}, {pt{0, -radius * 0.16 * f}, false}, {pt{radius * 2.6 * f, 0}, true}, {pt{0, radius * 0.34 * f}, false}})}
		s.fill(disk.moved(x, y+radius*0.12, 1, 1, tilt), flat(hex(c)).faint(0.8))
	}
}
