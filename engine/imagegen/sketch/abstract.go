package sketch

import (
	"math"
	"slices"
)

// paintAbstract is for texts in which nothing can be drawn: a composition of
// large planes in the palette of the words.
func (s *scene) paintAbstract() {
	r := s.dice("abstract")
	tones := s.abstractTones()
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(tones[4], mix(tones[4], tones[3], 0.4)).fine())
	for i := range 5 {
		c := tones[(i+r.IntN(2))%4]
		switch r.IntN(4) {
		case 0:
			y := s.h * between(r, 0.35, 0.9)
			s.fill(band(-0.1, s.w+0.1, s.h+0.1, 40, ridge(r, y, 0.3, 0.8, 2)), graded(c, mix(c, tones[0], 0.25)))
		case 1:
			x, w := s.w*between(r, 0, 0.8), between(r, 0.15, 0.45)
			s.fill(poly(pt{x, -0.1}, pt{x + w, -0.1}, pt{x + w*between(r, 0.4, 1.5), s.h + 0.1}, pt{x - w*between(r, 0, 0.6), s.h + 0.1}), graded(c, mix(c, tones[2], 0.3)))
		case 2:
			s.fill(tuft(r, s.w*r.Float64(), s.h*r.Float64(), between(r, 0.15, 0.4), between(r, 0.15, 0.35), 0.14), graded(c, mix(c, tones[1], 0.3)))
		default:
			var arc []joint
			cx, cy, rr := s.w*r.Float64(), s.h*r.Float64(), between(r, 0.2, 0.5)
			from := r.Float64() * 6
			for k := range 14 {
				a := from + float64(k)/13*between(r, 3.4, 3.5)
				arc = append(arc, joint{cx + rr*math.Cos(a), cy + rr*math.Sin(a), 0.09})
			}
			s.fill(limb(arc...), flat(c))
		}
	}
	fx, fy, fr := s.w*(0.5+0.16*s.side), s.h*between(r, 0.32, 0.5), between(r, 0.12, 0.18)
	s.glow(fx, fy, fr*2.6, tones[5], 0.35)
	switch {
	case s.b.has("heart"):
		s.fill(path{curve([]knot{{pt{fx, fy + fr*1.2}, true}, {pt{fx - fr*1.15, fy - fr*0.1}, false}, {pt{fx - fr*0.6, fy - fr*0.85}, false}, {pt{fx, fy - fr*0.35}, true}, {pt{fx + fr*0.6, fy - fr*0.85}, false}, {pt{fx + fr*1.15, fy - fr*0.1}, false}})}, flat(tones[5]))
	case s.b.has("square"):
		s.fill(rect(fx-fr, fy-fr, fr*2, fr*2), flat(tones[5]))
	case s.b.has("triangle"):
		s.fill(poly(pt{fx, fy - fr*1.2}, pt{fx + fr*1.2, fy + fr}, pt{fx - fr*1.2, fy + fr}), flat(tones[5]))
	default:
		s.fill(disc(fx, fy, fr), flat(tones[5]))
	}
	s.fill(phase(fx, fy, fr, s.side, 0.3), flat(tones[0]).faint(0.18))
	for range 9 {
		s.fill(dab(s.w*r.Float64(), s.h*r.Float64(), between(r, 0.1, 0.35), between(r, 0.008, 0.02)), flat(tones[r.IntN(6)]).dried(0.35))
	}
	for range 7 {
		s.fill(disc(s.w*r.Float64(), s.h*r.Float64(), between(r, 0.008, 0.03)), flat(tones[r.IntN(6)]))
	}
}

// abstractTones are six tones, dark to light and one accent, from named
// colours, from the hour, or from the dice.
func (s *scene) abstractTones() [6]rgb {
	r := s.dice("tones")
	if len(s.b.hues) > 0 {
		var t [6]rgb
		for i := range t {
			c := s.b.hues[i%len(s.b.hues)].colour
			t[i] = mix(c.darker(0.35-0.12*float64(i)), c, 0.5)
			if i == 4 {
				t[i] = c.lighter(0.7)
			}
		}
		t[5] = s.b.hues[len(s.b.hues)-1].colour
		return t
	}
	if s.b.time != "" || len(s.b.weather) > 0 {
		p := s.pal
		return [6]rgb{p.sky[0].darker(0.3), p.sky[1], p.sky[2], p.sky[3], p.sky[4], p.disc}
	}
	sets := [][6]uint32{
		{0x2b3a4a, 0x3f7f86, 0xd9734a, 0xe9b65c, 0xf3e9d6, 0xc2402f},
		{0x33304a, 0x6a5a94, 0xc97f9a, 0xe9b7a0, 0xf5ead8, 0xf0c95a},
		{0x24403c, 0x4f8a6a, 0xa8b86a, 0xe9d59a, 0xf4eeda, 0xd9573f},
		{0x3a2a2c, 0x9a4a3c, 0xd98a4a, 0xc9b89a, 0xf2e6d0, 0x2f6f7a},
		{0x1f2f4c, 0x35608a, 0x7fa8b8, 0xd9c9a4, 0xf2ece0, 0xe08a3c},
	}
	set := sets[r.IntN(len(sets))]
	if s.b.mood("calm") || s.b.mood("sad") || s.b.scheme("cool") {
		set = sets[4]
	}
	if s.b.mood("joyful") || s.b.scheme("vivid") {
		set = sets[0]
	}
	if slices.Contains(s.b.moods, "dreamy") {
		set = sets[1]
	}
	var t [6]rgb
	for i, v := range set {
		t[i] = hex(v)
		if s.pal.dark > 0.3 {
			t[i] = t[i].darker(s.pal.dark * 0.4)
		}
	}
	return t
}
