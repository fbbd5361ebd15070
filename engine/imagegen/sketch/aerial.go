package sketch

import "math"

// paintAerial is a shore seen from straight above: deep water, shallows, foam
// and sand as bands across the picture.
func (s *scene) paintAerial() {
	r := s.dice("aerial")
	tilt := between(r, 0.5, 1.1) * s.side
	key := r.Uint32()
	s.hor = -0.2
	lit := func(c rgb) rgb { return mix(c.times(s.pal.light), s.pal.sky[2], 0.16) }
	shore := func(f float64) path {
		return band(-0.1, s.w+0.1, s.h+0.2, 70, func(x float64) float64 {
			return s.h*f + tilt*(x-s.w/2)*0.55 + 0.05*rough(x*2.2, f*1.4, 3, key) + 0.02*math.Sin(x*7+f*8)
		})
	}
	deep, sand := hex(0x1f6f8f), hex(0xecd3a3)
	land := s.near == "lake" || s.near == "river"
	if land {
		sand = grassGreen
	}
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(lit(deep).darker(0.12), lit(deep)).fine())
	for range 70 {
		x, y := r.Float64()*s.w, r.Float64()*s.h
		s.fill(dab(x, y, between(r, 0.05, 0.2), 0.008).moved(0, 0, 1, 1, 0), flat(oneOf(r, lit(deep).lighter(0.15), lit(deep).darker(0.2))).faint(0.4))
	}
	for i, c := range []rgb{hex(0x2f8fa3), hex(0x4fb3b3), hex(0x8ad4c4)} {
		s.fill(shore(0.4+0.07*float64(i)), flat(lit(c)))
	}
	for _, f := range []float64{0.5, 0.56, 0.6} {
		s.fill(shore(f), flat(lit(hex(0xf6f8f4))))
		s.fill(shore(f+0.014), flat(lit(mix(hex(0x8ad4c4), sand, (f-0.5)*6))))
	}
	s.fill(shore(0.635), flat(lit(sand.darker(0.14))))
	s.fill(shore(0.69), graded(lit(sand), lit(sand.darker(0.06))))
	for range 40 {
		x, y := r.Float64()*s.w, s.h*between(r, 0.75, 1.1)
		s.fill(dab(x, y, between(r, 0.04, 0.16), 0.008), flat(lit(oneOf(r, sand.lighter(0.25), sand.darker(0.12)))).faint(0.5))
	}
	s.aerialThings()
}

// aerialThings are seen as from the air: boats as slivers, people and parasols
// as dots with long shadows.
func (s *scene) aerialThings() {
	r := s.dice("aerial things")
	for _, sub := range s.b.in("water") {
		for range min(sub.number(4), 9) {
			x, y := s.w*between(r, 0.12, 0.88), s.h*between(r, 0.08, 0.3)
			c := hex(0xf4efe4)
			if sub.colour != nil {
				c = *sub.colour
			}
			hull := path{curve([]knot{{pt{0, -0.07}, true}, {pt{0.022, -0.01}, false}, {pt{0.016, 0.05}, true}, {pt{-0.016, 0.05}, true}, {pt{-0.022, -0.01}, false}})}
			a := between(r, -1, 1)
			s.fill(hull.moved(x+0.012, y+0.014, 1, 1, a), flat(hex(0x12344a)).faint(0.4))
			s.fill(hull.moved(x, y, 1, 1, a), flat(c))
			s.fill(line(pt{x, y}, pt{x - 0.16*math.Sin(-a), y + 0.16*math.Cos(a)}, 0.008), flat(hex(0xf6f8f4)).faint(0.4))
		}
	}
	dots := s.b.in("figure")
	if s.b.has("parasol") || len(dots) == 0 && s.near == "beach" && !s.b.bans("people") && !s.b.frame("minimal") {
		for range 6 {
			x := s.w * between(r, 0.1, 0.9)
			y := s.h*between(r, 0.8, 0.95) + s.side*(x-s.w/2)*0.4
			s.parasolAbove(x, y, coats[r.IntN(5)])
		}
	}
	for _, sub := range dots {
		for range min(sub.number(4), 12) {
			x, y := s.w*between(r, 0.15, 0.85), s.h*between(r, 0.78, 0.95)
			s.fill(line(pt{x, y}, pt{x + 0.05, y + 0.03}, 0.014), flat(hex(0x5a4630)).faint(0.5))
			s.fill(ellipse(x, y, 0.016, 0.011), flat(coats[r.IntN(len(coats))]))
			s.fill(disc(x, y, 0.007), flat(hairs[r.IntN(len(hairs))]))
		}
	}
}

func (s *scene) parasolAbove(x, y float64, c rgb) {
	const n = 8
	s.fill(disc(x+0.022, y+0.02, 0.045), flat(hex(0x6a5236)).faint(0.4))
	for i := range n {
		a, b := 2*math.Pi*float64(i)/n, 2*math.Pi*float64(i+1)/n
		k := c
		if i%2 == 0 {
			k = hex(0xf6efe2)
		}
		s.fill(poly(pt{x, y}, pt{x + 0.045*math.Cos(a), y + 0.045*math.Sin(a)}, pt{x + 0.045*math.Cos(b), y + 0.045*math.Sin(b)}), flat(k))
	}
}
