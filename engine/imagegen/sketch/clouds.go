package sketch

import (
	"math"
	"math/rand/v2"
)

// paintClouds paints the clouds of the weather.
func (s *scene) paintClouds() {
	b := s.b
	if b.bans("cloud") || b.has("stars", "milkyway", "aurora") && !b.has("cloud") {
		return
	}
	r := s.dice("clouds")
	storm := b.sky("storm") || b.sky("lightning")
	switch {
	case storm:
		s.stormClouds(r)
	case b.sky("overcast") || b.sky("rain") || b.sky("snow"):
		for range 14 {
			y := r.Float64() * s.hor * 0.9
			c := mix(s.skyAt(y/s.hor), s.skyAt(y/s.hor-0.4), 0.6)
			s.fill(tuft(r, r.Float64()*s.w, y, between(r, 0.25, 0.6), between(r, 0.03, 0.07), 0.2), flat(c).faint(0.7))
		}
	case b.sky("clear") || b.sky("fog"):
	case b.time == "sunset" || b.time == "dawn" || b.time == "dusk" || b.time == "golden":
		s.streaks(r)
	case s.pal.dark > 0.8 && !b.has("cloud"):
	case b.frame("minimal") && !b.has("cloud"):
	default:
		n := r.IntN(3) + 2
		if b.has("cloud") {
			n += 3
		}
		for i := range n {
			x := s.w * (float64(i) + between(r, 0.1, 0.9)) / float64(n)
			y := s.hor * between(r, 0.15, 0.72)
			s.cumulus(r, x, y, between(r, 0.13, 0.26)*(0.5+(1-y/s.hor)))
		}
	}
	if storm || b.sky("lightning") {
		s.paintLightning()
	}
}

// streaks are the long thin clouds of evening and morning.
func (s *scene) streaks(r *rand.Rand) {
	for i := range 11 {
		t := between(r, 0.08, 0.85)
		x, y := r.Float64()*s.w, t*s.hor
		w := between(r, 0.25, 0.75)
		dark := mix(s.skyAt(t-0.42), s.pal.sky[0], 0.25)
		light := mix(s.skyAt(t+0.35), s.pal.disc, 0.25)
		for k := range 3 {
			dx := between(r, -0.3, 0.3) * w
			s.fill(dab(x+dx, y+0.012*float64(k), w*between(r, 0.4, 0.8), between(r, 0.014, 0.03)), flat(dark).faint(0.75))
		}
		if i%2 == 0 {
			s.fill(dab(x, y+0.034, w*0.7, 0.009), flat(light).faint(0.9))
		}
	}
}

// cumulus is a heap of round puffs with a flat foot, lit from above.
func (s *scene) cumulus(r *rand.Rand, x, y, size float64) {
	body := mix(hex(0xffffff), s.skyAt(y/s.hor), 0.12).times(mix(rgb{1, 1, 1}, s.pal.light, 0.7))
	if s.pal.dark > 0.5 {
		body = s.skyAt(y / s.hor).lighter(0.16)
	}
	foot := mix(body, s.skyAt(y/s.hor-0.3), 0.55)
	heap := func(dy, f float64, c rgb, dice *rand.Rand) {
		p := path{}
		n := 6
		for i := range n {
			t := float64(i)/float64(n-1)*2 - 1
			h := (1 - t*t) * 0.42 * size
			p = p.and(tuft(dice, x+t*size*0.95, y-h*0.55+dy, size*between(dice, 0.3, 0.42)*f, (size*0.16+h*0.55)*f, 0.08))
		}
		p = p.and(dab(x, y+dy+size*0.1, size*2.3, size*0.16))
		s.fill(p, flat(c))
	}
	key := r.Uint64()
	heap(size*0.07, 1, foot, rand.New(rand.NewPCG(key, 1)))
	heap(-size*0.02, 0.93, body, rand.New(rand.NewPCG(key, 1)))
}

func (s *scene) stormClouds(r *rand.Rand) {
	for row := range 5 {
		y := s.hor * (0.62 - 0.15*float64(row))
		c := mix(s.skyAt(0.75-0.16*float64(row)), hex(0x20262f), 0.2+0.07*float64(row))
		p := path{}
		for i := range 9 {
			x := s.w * (float64(i) + between(r, -0.4, 0.6)) / 8
			p = p.and(tuft(r, x, y+between(r, -0.04, 0.03), between(r, 0.14, 0.26), between(r, 0.06, 0.11), 0.16))
		}
		p = p.and(rect(-0.1, -0.1, s.w+0.2, y+0.1))
		s.fill(p, graded(c.darker(0.2), c))
		for range 6 {
			s.fill(dab(r.Float64()*s.w, y+between(r, -0.05, 0.03), between(r, 0.2, 0.4), 0.02), flat(c.lighter(0.14)).dried(0.4))
		}
	}
}

func (s *scene) paintLightning() {
	if !s.b.sky("lightning") && !s.b.sky("storm") || s.b.bans("lightning") {
		return
	}
	r := s.dice("lightning")
	if !s.b.sky("lightning") && r.Float64() < 0.5 {
		return
	}
	x, y := s.w*(0.5-s.side*between(r, 0.1, 0.3)), s.hor*0.3
	s.glow(x, s.hor*0.6, 0.6, hex(0xdfe6ff), 0.35)
	for y < s.hor {
		nx, ny := x+between(r, -0.06, 0.06), y+between(r, 0.03, 0.08)
		s.fill(line(pt{x, y}, pt{nx, ny}, 0.007), flat(hex(0xfdfbff)).mark())
		if r.Float64() < 0.4 {
			s.fill(line(pt{nx, ny}, pt{nx + between(r, -0.14, 0.14), ny + 0.08}, 0.0032), flat(hex(0xf3f2ff)).mark())
		}
		x, y = nx, ny
	}
}

// cloudSea is the upper side of a cover of clouds, on which things stand as on
// land: heaps that come nearer, each with a shaded foot.
func (s *scene) cloudSea(r *rand.Rand) {
	white := mix(hex(0xffffff), s.pal.sky[4], 0.2).times(mix(rgb{1, 1, 1}, s.pal.light, 0.8))
	if s.pal.dark > 0.5 {
		white = s.skyAt(0.9).lighter(0.22)
	}
	shade := mix(white, s.pal.sky[1], 0.62)
	const rows = 5
	for i := range rows {
		t := float64(i) / rows
		y, size := s.hor+(s.h-s.hor)*(t*t*0.9+0.05), 0.05+0.12*t
		lit := mix(white, s.pal.haze, 0.5*(1-t))
		low := mix(shade, s.pal.haze, 0.5*(1-t))
		heap, tops := path{rect(-0.1, y+size*0.3, s.w+0.2, s.h)[0]}, path{}
		for x := -0.1; x < s.w+0.15; x += size * between(r, 0.8, 1.4) {
			h := size * between(r, 0.5, 1.1)
			heap = heap.and(tuft(r, x, y+size*0.3, size*1.1, h, 0.1))
			tops = tops.and(tuft(r, x+size*0.2*sign(s.sun.x-x), y+size*0.2-h*0.3, size*0.8, h*0.6, 0.12))
		}
		s.fill(heap, graded(mix(lit, low, 0.35), low))
		s.fill(tops, graded(lit, mix(lit, low, 0.5)).mark())
	}
	s.top = s.hor + (s.h-s.hor)*0.3
}

// paintTornado hangs from the clouds down to the horizon, narrower towards its
// foot, where it throws up dust.
func (s *scene) paintTornado() {
	r := s.dice("tornado")
	x, c := s.w*(0.5+0.14*s.side), mix(s.pal.sky[1], s.pal.sky[0], 0.5)
	const rings = 44
	for i := range rings {
		t := float64(i) / (rings - 1) // from the foot up
		half := 0.014 + 0.15*math.Pow(t, 1.5)
		cx := x + 0.06*s.side*math.Sin(t*3.2) + 0.03*s.side*t
		y := s.hor + 0.01 - t*s.hor*0.92
		tone := mix(c.darker(0.5), c.darker(0.1), 0.5+0.5*math.Sin(float64(i)*1.3))
		s.fill(tuft(r, cx, y, half*between(r, 0.95, 1.1), s.hor*0.03, 0.06), graded(tone.lighter(0.06), tone))
	}
	dust := mix(s.pal.haze, dirtBrown, 0.4)
	for range 12 {
		s.fill(tuft(r, x+between(r, -0.09, 0.09), s.hor+between(r, -0.03, 0.012), between(r, 0.02, 0.05), between(r, 0.015, 0.03), 0.2), flat(dust).faint(0.6))
	}
}
