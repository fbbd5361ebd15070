package sketch

import "math/rand/v2"

// paintSkyline is a city from afar: three rows of towers, windows lit at dusk,
// and the light of its streets in the air above it.
func (s *scene) paintSkyline() {
	r := s.dice("skyline")
	lead := s.b.subjects[0].name == "skyline"
	tall := 0.26
	if lead {
		tall = 0.44
	}
	tall = min(tall, s.hor*0.8)
	lit := s.pal.lamps || s.b.medium == "neon"
	if lit {
		for i := range 4 {
			s.glow(s.w*(float64(i)+0.5)/4, s.hor, 0.42, mix(hex(0xff9a5c), s.pal.sky[4], 0.45), 0.3)
		}
	}
	for row := range 3 {
		d := 0.85 - 0.3*float64(row)
		base := mix(hex(0x6f7888), hex(0x8d7f7c), r.Float64()*0.6)
		c := mix(s.pal.lit(base, d), s.pal.shadow(base, d), 0.3)
		if s.pal.dark > 0.5 {
			c = mix(s.pal.shadow(base, d).darker(0.25+0.12*float64(row)), s.pal.sky[4], 0.4*d)
		}
		for x := -0.05; x < s.w+0.05; {
			w := between(r, 0.045, 0.11)
			u := (x+w/2)/s.w - 0.5 - 0.12*s.side
			h := tall * (1 - 0.24*float64(row)) * between(r, 0.42, 1) * (1 - 1.2*u*u)
			s.skyscraper(r, x, s.hor+0.01, w, h, c, d, row)
			x += w * between(r, 0.92, 1.2)
		}
	}
}

// skyscraper has a lit and a shaded side, a top of its own, and windows.
func (s *scene) skyscraper(r *rand.Rand, x, y, w, h float64, c rgb, depth float64, row int) {
	foot := mix(c, s.pal.haze, 0.4)
	side := w * 0.3
	lightLeft := s.sun.x < x
	wall := func(x, top, w float64) {
		s.fill(rect(x, top, w, y+0.01-top), graded(c, foot))
		dx := w * 0.68
		if !lightLeft {
			dx = 0
		}
		s.fill(rect(x+dx, top, w*0.32, y+0.01-top), graded(c.darker(0.22), mix(c, s.pal.haze, 0.3)))
	}
	switch r.IntN(6) {
	case 0, 1: // set back in steps, with a mast
		wall(x+w*0.28, y-h*1.16, w*0.44)
		wall(x+w*0.14, y-h*1.08, w*0.72)
		if r.Float64() < 0.6 {
			s.fill(rect(x+w*0.48, y-h*1.34, w*0.035, h*0.2), flat(c))
		}
	case 2: // a slanting roof
		s.fill(poly(pt{x, y - h + 0.001}, pt{x + w, y - h + 0.001}, pt{x + w, y - h - w*0.4}), flat(c))
	case 3: // a water tank
		s.fill(rect(x+side, y-h-w*0.24, w*0.3, w*0.2), flat(c.darker(0.15)))
		s.fill(poly(pt{x + side*0.9, y - h - w*0.23}, pt{x + side + w*0.34, y - h - w*0.23}, pt{x + side + w*0.15, y - h - w*0.36}), flat(c.darker(0.25)))
	}
	wall(x, y-h, w)
	s.officeWindows(r, x, y, w, h, c, depth, row)
}

// officeWindows are lit here and there after dark, by whole floors and rooms.
func (s *scene) officeWindows(r *rand.Rand, x, y, w, h float64, c rgb, depth float64, row int) {
	lit := s.pal.lamps || s.b.medium == "neon"
	if !lit && row == 0 {
		return
	}
	n := max(2, int(w/0.0135))
	share := between(r, 0.2, 0.5)
	warm := oneOf(r, s.pal.glowing(), hex(0xffbe62), hex(0xfff0cc), hex(0xcfe4f4))
	on, pale := path{}, path{}
	for wy := y - h + 0.014; wy < y-0.012; wy += 0.0165 {
		floor := share * between(r, 0.5, 1.5)
		for k := range n {
			box := rect(x+w*(float64(k)+0.3)/float64(n), wy, w*0.45/float64(n), 0.0085)
			switch v := r.Float64(); {
			case v < floor:
				on = on.and(box)
			case v > 0.5:
				pale = pale.and(box)
			}
		}
	}
	if !lit {
		s.fill(on.and(pale), flat(mix(c.darker(0.2), s.pal.haze, depth*0.3)).mark().fine())
		return
	}
	s.fill(pale, flat(c.lighter(0.07)).mark().fine())
	s.fill(on, flat(mix(warm, s.pal.haze, depth*0.5)).mark().fine())
}
