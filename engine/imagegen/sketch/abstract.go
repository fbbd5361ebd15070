package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// paintAbstract is for texts in which nothing can be drawn: one calm
// composition of large planes in the palette of the words.
func (s *scene) paintAbstract() {
	r := s.dice("abstract")
	t := s.abstractTones()
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(t[4], mix(t[4], t[3], 0.35)).fine())
	compositions := []func(*rand.Rand, [6]rgb){s.strata, s.arcades, s.stones, s.petalsOfPaper}
	if s.b.trait("geometric") || s.b.has("square", "triangle", "circle") {
		compositions = []func(*rand.Rand, [6]rgb){s.tiling}
	}
	oneOf(r, compositions...)(r, t)
	if s.b.has("heart") {
		x, y, f := s.w*(0.5+0.1*s.side), s.h*0.46, 0.17
		s.fill(path{curve([]knot{{pt{x, y + f*1.2}, true}, {pt{x - f*1.15, y - f*0.1}, false}, {pt{x - f*0.6, y - f*0.85}, false}, {pt{x, y - f*0.35}, true}, {pt{x + f*0.6, y - f*0.85}, false}, {pt{x + f*1.15, y - f*0.1}, false}})}, graded(t[5].lighter(0.1), t[5]))
	}
}

// orb is the one bright thing of a composition, with its light around it.
func (s *scene) orb(x, y, radius float64, c rgb) {
	s.glow(x, y, radius*3.2, c.lighter(0.3), 0.34)
	s.fill(disc(x, y, radius), graded(c.lighter(0.14), c))
}

// strata are waves of colour under an orb, as of hills or water.
func (s *scene) strata(r *rand.Rand, t [6]rgb) {
	s.orb(s.w*(0.5+0.18*s.side), s.h*between(r, 0.26, 0.36), between(r, 0.13, 0.17), t[5])
	phase, n := r.Float64()*6, 6
	for i := range n {
		f := float64(i) / float64(n-1)
		base, amp := s.h*(0.42+0.5*f), 0.05+0.05*r.Float64()
		dir := 1 - 2*float64(i%2)
		c := toneAt(t, 1-f)
		s.fill(band(-0.1, s.w+0.1, s.h+0.1, 70, func(x float64) float64 {
			return base + amp*math.Sin(x*(2.2+0.5*float64(i%3))*dir+phase+float64(i)*1.4)
		}), graded(c.lighter(0.12), c.darker(0.1)))
	}
}

// toneAt goes from the darkest tone, 0, to the lightest but the paper, 1.
func toneAt(t [6]rgb, f float64) rgb {
	f = clamp01(f) * 3
	k := min(int(f), 2)
	return mix(t[k], t[k+1], f-float64(k))
}

// arcades are arches within arches, and an orb in the innermost.
func (s *scene) arcades(r *rand.Rand, t [6]rgb) {
	foot := s.h * 0.86
	arch := func(x, w, h float64, c rgb) {
		var out []pt
		for i := range 25 {
			a := math.Pi * float64(i) / 24
			out = append(out, pt{x - w*math.Cos(a), foot - h + w - w*math.Sin(a)})
		}
		s.fill(path{append(out, pt{x + w, foot}, pt{x - w, foot})}, graded(c.lighter(0.1), c))
	}
	mid := s.w * (0.5 + 0.1*s.side)
	for i := range 5 {
		f := float64(i) / 4
		arch(mid, 0.42-0.31*f, s.h*(0.76-0.4*f), toneAt(t, 0.05+0.9*f))
	}
	arch(mid-0.44*s.side, 0.13, s.h*0.4, t[1])
	arch(mid-0.44*s.side, 0.08, s.h*0.32, t[3])
	s.orb(mid, foot-0.24*s.h, 0.06, t[5])
	s.fill(rect(-0.1, foot-0.002, s.w+0.2, s.h), graded(t[0].lighter(0.06), t[0]))
	s.fill(disc(s.w*(0.5-0.36*s.side), s.h*between(r, 0.16, 0.22), 0.05), flat(t[5]))
}

// stones lie on each other, and hold.
func (s *scene) stones(r *rand.Rand, t [6]rgb) {
	s.orb(s.w*(0.5-0.2*s.side), s.h*0.3, 0.2, mix(t[5], t[4], 0.25))
	ground := s.h * 0.84
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 60, ridge(r, ground+0.02, 0.03, 0.9, 2)), graded(t[2], mix(t[2], t[1], 0.5)))
	y, w := ground, 0.27
	for i := range 5 {
		h := w * between(r, 0.3, 0.46)
		x := s.w*(0.5+0.1*s.side) + between(r, -0.2, 0.2)*w*math.Min(float64(i), 1)
		c := oneOf(r, t[0], t[1], t[2], t[3])
		if i == 3 {
			c = t[5]
		}
		stone := []knot{{pt{x - w, y - h*0.5}, false}, {pt{x - w*0.55, y - h*0.98}, false}, {pt{x + w*0.45, y - h}, false}, {pt{x + w, y - h*0.45}, false}, {pt{x + w*0.5, y}, false}, {pt{x - w*0.6, y}, false}}
		s.fill(dab(x-s.side*w*0.2, y, w*2, h*0.16), flat(t[0]).faint(0.25))
		s.fill(path{curve(stone)}, graded(c.lighter(0.16), c.darker(0.12)))
		s.fill(dab(x+between(r, -0.3, 0.3)*w, y-h*0.62, w*0.8, h*0.07), flat(c.lighter(0.35)).faint(0.5))
		y -= h * 0.96
		w *= between(r, 0.68, 0.8)
	}
}

// petalsOfPaper are large leaves cut from paper that overlap around a middle.
func (s *scene) petalsOfPaper(r *rand.Rand, t [6]rgb) {
	x, y := s.w*(0.5+0.06*s.side), s.h*0.94
	turn := between(r, -0.1, 0.1)
	for _, k := range []int{0, 8, 1, 7, 2, 6, 3, 5, 4} {
		a := (float64(k)-4)/4*1.25 + turn
		l, w := s.h*between(r, 0.62, 0.8), between(r, 0.13, 0.17)
		c := toneAt(t, float64(k%4)/3)
		if k == 2 || k == 6 {
			c = t[5]
		}
		leaf := func(dx float64) path {
			return path{curve([]knot{{pt{0, 0}, true}, {pt{w * 0.9, -l * 0.4}, false}, {pt{0.02, -l}, true}, {pt{-w*0.9 + dx, -l * 0.45}, false}})}.moved(x, y, 1, 1, a)
		}
		s.fill(leaf(0).moved(0.012, 0.014, 1, 1, 0), flat(t[0]).faint(0.16))
		s.fill(leaf(0), graded(c.lighter(0.14), c))
		s.fill(leaf(w*0.95), flat(c.darker(0.16)).faint(0.6))
	}
	s.fill(disc(x, y, 0.12), graded(t[0].lighter(0.1), t[0]))
}

// tiling is a grid of quarter circles, half circles, discs and stripes.
func (s *scene) tiling(r *rand.Rand, t [6]rgb) {
	rows := 4
	side := s.h / float64(rows)
	if s.w < s.h {
		side = s.w / 4
	}
	cols := int(math.Ceil(s.w/side - 0.01))
	rows = int(math.Ceil(s.h/side - 0.01))
	left := (s.w - float64(cols)*side) / 2
	for i := range cols * rows {
		x, y := left+float64(i%cols)*side, float64(i/cols)*side
		a, b := oneOf(r, t[4], t[4], t[3], t[0], t[1]), oneOf(r, t[0], t[1], t[2], t[5], t[5])
		if a == b {
			b = t[4]
		}
		s.fill(rect(x, y, side+0.002, side+0.002), flat(a).fine())
		s.tile(r, x, y, side, b, t)
	}
}

func (s *scene) tile(r *rand.Rand, x, y, side float64, c rgb, t [6]rgb) {
	quarter := func(cx, cy, from, radius float64, c rgb) {
		out := []pt{{cx, cy}}
		for i := range 17 {
			a := from + math.Pi/2*float64(i)/16
			out = append(out, pt{cx + radius*math.Cos(a), cy + radius*math.Sin(a)})
		}
		s.fill(path{out}, flat(c).fine())
	}
	switch r.IntN(6) {
	case 0, 1: // a quarter circle from one corner, with another inside
		k := r.IntN(4)
		cx, cy := x+side*float64((k+1)/2%2), y+side*float64(k/2)
		quarter(cx, cy, math.Pi/2*float64(k), side, c)
		if r.Float64() < 0.6 {
			quarter(cx, cy, math.Pi/2*float64(k), side*0.5, oneOf(r, t[4], t[5], t[3]))
		}
	case 2:
		for k := range 4 {
			s.fill(rect(x, y+side*(0.06+0.25*float64(k)), side, side*0.125), flat(c).fine())
		}
	case 3:
		s.fill(disc(x+side/2, y+side/2, side*0.5), flat(c).fine())
		s.fill(disc(x+side/2, y+side/2, side*0.22), flat(oneOf(r, t[4], t[5])).fine())
	case 4:
		s.fill(poly(pt{x, y}, pt{x + side, y + side}, pt{x, y + side}), flat(c).fine())
	default: // two half circles
		quarter(x+side/2, y, 0, side/2, c)
		quarter(x+side/2, y, math.Pi/2, side/2, c)
		quarter(x+side/2, y+side, math.Pi, side/2, oneOf(r, t[5], t[2]))
		quarter(x+side/2, y+side, math.Pi*1.5, side/2, oneOf(r, t[5], t[2]))
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
