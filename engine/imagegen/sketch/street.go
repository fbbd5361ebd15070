package sketch

import "math/rand/v2"

// paintStreet is a street in one-point perspective, houses on both sides.
func (s *scene) paintStreet() {
	r := s.dice("street")
	van := pt{s.w * (0.5 + 0.08*s.side), s.hor}
	if s.b.has("skyline") || s.b.medium == "neon" {
		s.paintSkyline()
	}
	ground := s.pal.lit(hex(0x8f8a8c), 0.1)
	s.fill(rect(-0.1, s.hor-0.004, s.w+0.2, s.h), graded(mix(ground, s.pal.haze, 0.5), ground.darker(0.25)))
	for k := range 2 {
		side := float64(2*k - 1)
		s.row(r, van, side)
	}
	road := s.pal.lit(hex(0x6f6d78), 0.05)
	s.fill(poly(van.plus(pt{-0.012, 0.004}), van.plus(pt{0.012, 0.004}), pt{van.x + 0.5, s.h + 0.05}, pt{van.x - 0.5, s.h + 0.05}), graded(mix(road, s.pal.haze, 0.5), road.darker(0.2)))
	if s.b.sky("rain") || s.b.medium == "neon" || s.pal.lamps {
		s.mirror(poly(van, pt{s.w + 0.2, s.h * 0.9}, pt{s.w + 0.2, s.h + 0.1}, pt{-0.2, s.h + 0.1}, pt{-0.2, s.h * 0.9}), 0.4)
	}
	for range 26 {
		t := r.Float64()
		y := s.hor + (s.h-s.hor)*t
		s.fill(dab(van.x+(r.Float64()-0.5)*1.1*t, y, 0.02+0.22*t, 0.002+0.01*t), flat(oneOf(r, s.pal.sky[4], road.darker(0.3))).faint(0.4))
	}
	s.streetLife(van)
	s.top = s.hor + (s.h-s.hor)*0.25
}

// row is one side of the street: fronts that grow towards the viewer.
func (s *scene) row(r *rand.Rand, van pt, side float64) {
	edge := func(t float64) float64 { return van.x + side*(0.05+0.62*t) }
	height := between(r, 0.75, 0.95)
	steps := 5
	for i := range steps {
		t0, t1 := float64(i)/float64(steps), float64(i+1)/float64(steps)
		t0, t1 = t0*t0, t1*t1
		d := 0.75 * (1 - t1)
		wall := houseColour(r)
		if s.b.trait("japan") {
			wall = oneOf(r, hex(0x8a6a54), hex(0x6f5a50), hex(0xb5a38a), hex(0x5f5a60))
		}
		c := s.pal.lit(wall, d)
		if (side > 0) == (s.sun.x > van.x) {
			c = mix(s.pal.shadow(wall, d), c, 0.3)
		}
		h := height * between(r, 0.8, 1.15)
		x0, x1 := edge(t0), edge(t1)
		if i == steps-1 {
			x1 = van.x + side*1.2
			t1 = (1.2 - 0.05) / 0.62
		}
		f0, f1 := 0.08+t0, 0.08+t1
		g := func(x, f, up float64) pt { return pt{x, s.hor + 0.32*f - up*f*0.9} }
		s.fill(poly(g(x0, f0, 0), g(x0, f0, h), g(x1, f1, h), g(x1, f1, 0)), graded(c, mix(c, s.pal.shadow(wall, d), 0.4)))
		roof := s.pal.lit(oneOf(r, hex(0x8a4b3c), hex(0x5d6470), hex(0x6a4a44)), d)
		s.fill(poly(g(x0, f0, h), g(x0, f0, h+0.1), g(x1, f1, h+0.1), g(x1, f1, h)), flat(roof))
		glass := s.windowLight(d)
		at := func(u, v float64) pt { return toward(g(x0, f0, h*v), g(x1, f1, h*v), u) }
		for row := range 3 {
			for col := range 2 {
				u, v := 0.16+0.42*float64(col), 0.42+0.19*float64(row)
				k := glass
				if (s.pal.lamps || s.b.medium == "neon") && r.Float64() < 0.35 {
					k = s.pal.shadow(hex(0x4d5a6b), d)
				}
				s.fill(poly(at(u, v), at(u, v+0.11), at(u+0.24, v+0.11), at(u+0.24, v)), flat(k))
			}
		}
		shop := oneOf(r, hex(0xb5402f), hex(0x2f6f6a), hex(0xd9a441), hex(0x35486a))
		s.fill(poly(at(0.08, 0.04), at(0.08, 0.26), at(0.92, 0.26), at(0.92, 0.04)), flat(glass))
		s.fill(poly(at(0.04, 0.27), at(0.04, 0.35), at(0.96, 0.35), at(0.96, 0.27)), flat(s.pal.lit(shop, d*0.6)))
		if s.b.medium == "neon" || s.b.trait("japan") || s.pal.lamps && r.Float64() < 0.5 {
			s.shopSign(r, at(0.5, 0.62), f1*0.1, side)
		}
	}
}

// shopSign hangs upright from a front and glows after dark.
func (s *scene) shopSign(r *rand.Rand, at pt, size, side float64) {
	c := oneOf(r, hex(0xff5f7a), hex(0x5fd9e9), hex(0xffc94f), hex(0xd97fff), hex(0x7fe9a0))
	if s.pal.dark < 0.5 && s.b.medium != "neon" {
		c = s.pal.lit(oneOf(r, hex(0xc2402f), hex(0xf0e6d2), hex(0x2f5f6a)), 0.1)
	} else {
		s.glow(at.x, at.y, size*2.2, c, 0.45)
	}
	w := size * 0.42
	x := at.x - side*size*0.3
	s.fill(rect(x-w/2, at.y-size, w, size*1.9), flat(c))
	for i := range 4 {
		y := at.y - size*0.8 + size*0.42*float64(i)
		s.fill(rect(x-w*0.28, y, w*0.56, size*0.09), flat(c.lighter(0.6)).mark())
		s.fill(rect(x-w*0.06, y-size*0.06, w*0.12, size*0.26), flat(c.lighter(0.6)).mark())
	}
}
