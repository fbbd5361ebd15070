package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

func (s *scene) mountains(r *rand.Rand) {
	if s.b.trait("fuji") {
		s.loneMountain(r)
		return
	}
	lead := s.b.subjects[0].name == "mountain"
	height := min(s.hor*0.55, 0.34)
	if lead {
		height = min(s.hor*0.78, 0.5)
	}
	snowy := s.b.trait("snowcap") || s.b.sky("snow") || s.b.season == "winter" || s.near == "snowfield" || r.Float64() < 0.4
	for i := range 3 {
		d := 0.9 - 0.3*float64(i)
		f := height * (1 - 0.3*float64(i))
		s.range3(r, f, d, snowy && i < 2, i)
	}
}

// loneMountain is one even mountain over low hills, white at its top.
func (s *scene) loneMountain(r *rand.Rand) {
	x, h := s.w*(0.5-0.08*s.side), min(s.hor*0.74, 0.5)
	top := s.hor - h
	slope := func(t, side float64) pt {
		return pt{x + side*(0.045+1.5*h*math.Pow(t, 1.5)), top + h*1.04*t}
	}
	cone := func(upTo float64, side float64) []pt {
		var out []pt
		for i := range 17 {
			out = append(out, slope(upTo*float64(i)/16, side))
		}
		return out
	}
	rock := hex(0x5f6c92)
	lit, dark := s.pal.lit(rock.lighter(0.12), 0.5), s.pal.shadow(rock, 0.5)
	foot := mix(lit, s.pal.haze, 0.6)
	s.fill(path{append(cone(1, -1), reversed(cone(1, 1))...)}, graded(lit, foot))
	away := sign(x - s.sun.x)
	s.fill(path{append(append([]pt{{x, top}}, cone(1, away)...), pt{x + away*0.1, s.hor + 0.02})}, graded(mix(dark, lit, 0.4), foot).faint(0.7))
	key := r.Uint32()
	snow := append([]pt{}, cone(0.42, -1)...)
	for i := range 13 { // the lower edge of the snow runs down in tongues
		u := float64(i)/6 - 1
		q := slope(0.42, u)
		drop := 0.1 * h * (1 - math.Abs(u)*0.5)
		if i%2 == 1 {
			drop = -0.1 * h * noise(float64(i), 1, key)
		}
		snow = append(snow, pt{x + (q.x-x)*math.Abs(u), q.y + drop})
	}
	snow = append(snow, reversed(cone(0.42, 1))...)
	s.fill(path{snow}, graded(s.pal.lit(snowWhite, 0.2), s.pal.lit(snowWhite, 0.5)))
	s.farHills(r, 0.07)
}

// range3 is one row of mountains, each with a side in the light and a side in
// the shade.
func (s *scene) range3(r *rand.Rand, height, depth float64, snowy bool, row int) {
	n := 3 + row
	rock := mix(hex(0x7d7f8c), leafGreen, 0.12*float64(row))
	lightLeft := s.sun.x < s.w/2
	order := r.Perm(n)
	for _, i := range order {
		x := s.w * (float64(i) + between(r, 0.15, 0.85)) / float64(n)
		h := height * between(r, 0.55, 1)
		if i == order[n-1] {
			x, h = s.w*(0.5+0.2*s.side), height
		}
		s.peak(r, pt{x, s.hor - h}, h*between(r, 0.95, 1.4), rock, depth, snowy, lightLeft)
	}
}

func (s *scene) peak(r *rand.Rand, top pt, half float64, rock rgb, depth float64, snowy, lightLeft bool) {
	key := r.Uint32()
	h := s.hor - top.y
	edge := func(side, t float64) pt {
		y := top.y + h*t*1.04
		x := top.x + side*half*math.Pow(t, 1.08)
		return pt{x + rough(t*5, side, 3, key)*half*0.13*min(t*4, 1), y}
	}
	spine := func(t float64) pt {
		return pt{top.x + half*0.3*t*rough(t*3+7, 1, 2, key) + half*0.12*t, top.y + h*t*1.04}
	}
	var left, right, mid []pt
	for i := range 19 {
		t := float64(i) / 18
		left, right, mid = append(left, edge(-1, t)), append(right, edge(1, t)), append(mid, spine(t))
	}
	lit, shade := s.pal.lit(rock.lighter(0.16), depth), mix(s.pal.shadow(rock, depth), s.pal.lit(rock, depth), 0.25)
	foot := mix(lit, s.pal.haze, 0.45)
	lightSide, darkSide := left, right
	if !lightLeft {
		lightSide, darkSide = right, left
	}
	join := func(a, b []pt) path {
		out := slices.Clone(a)
		for i := len(b) - 1; i >= 0; i-- {
			out = append(out, b[i])
		}
		return path{out}
	}
	s.fill(join(lightSide, darkSide), graded(lit, foot))
	s.fill(join(mid, darkSide), graded(shade, mix(shade, s.pal.haze, 0.45)))
	if !snowy {
		return
	}
	cap := func(side []pt, c rgb, k uint32) {
		n := 6 + int(3*lattice(int32(k), 3, key))
		out := append([]pt{}, side[:n]...)
		for i := range 7 {
			t := float64(i) / 6
			q := toward(side[n-1], mid[n-1], t)
			if i%2 == 1 {
				q.y += h * (0.04 + 0.1*lattice(int32(i), int32(k), key))
			}
			out = append(out, q)
		}
		for i := n - 1; i >= 0; i-- {
			out = append(out, mid[i])
		}
		s.fill(path{out}, flat(c))
	}
	cap(lightSide, s.pal.lit(snowWhite, depth*0.6), 1)
	cap(darkSide, mix(s.pal.shadow(snowWhite, depth*0.8), s.pal.lit(snowWhite, depth), 0.3), 2)
}

func (s *scene) volcano() {
	r := s.dice("volcano")
	x, h := s.w*(0.5+0.14*s.side), min(s.hor*0.72, 0.48)
	top := s.hor - h
	rock := hex(0x6c5a5c)
	side := func(sign float64) []pt {
		var out []pt
		for i := range 15 {
			t := float64(i) / 14
			out = append(out, pt{x + sign*(0.07+0.62*h*math.Pow(t, 1.7)*1.4), top + h*t*1.03})
		}
		return out
	}
	left, right := side(-1), side(1)
	body := slices.Clone(left)
	slices.Reverse(body)
	s.glow(x, top, 0.34, hex(0xff7a3c), 0.55)
	for i := range 11 {
		t := float64(i) / 10
		s.fill(tuft(r, x+0.2*t*s.side*t+between(r, -0.03, 0.03), top-0.02-t*min(0.34, top), 0.05+0.1*t, 0.045+0.06*t, 0.15),
			flat(mix(mix(hex(0x5d5257), hex(0xff9a5c), 0.5*(1-t)), s.pal.haze, 0.3*t)).faint(0.9))
	}
	s.fill(path{append(body, right...)}, graded(s.pal.lit(rock, 0.4), mix(s.pal.lit(rock, 0.4), s.pal.haze, 0.3)))
	dark := append([]pt{{x, top}}, right...)
	s.fill(path{append(dark, pt{x + 0.1, s.hor + 0.01})}, flat(s.pal.shadow(rock, 0.4)).faint(0.7))
	for i := range 4 {
		dx := -0.045 + 0.03*float64(i)
		s.fill(limb(joint{x + dx, top + 0.003, 0.016}, joint{x + dx*1.8, top + h*between(r, 0.15, 0.25), 0.011}, joint{x + dx*2.6 + 0.01, top + h*between(r, 0.35, 0.6), 0.003}), flat(hex(0xff8a3c)))
	}
	s.fill(ellipse(x, top+0.003, 0.07, 0.011), flat(hex(0xffb35c)))
}

func (s *scene) mesas(r *rand.Rand) {
	rock := hex(0xc26b42)
	if s.near == "moonscape" {
		rock = s.moonRock()
	}
	for row := range 2 {
		d := 0.75 - 0.35*float64(row)
		for range 3 {
			x, w, h := r.Float64()*s.w, between(r, 0.1, 0.24), between(r, 0.1, 0.26)*(0.7+0.3*float64(row))
			c := s.pal.lit(rock, d)
			s.fill(poly(pt{x - w*1.35, s.hor + 0.02}, pt{x - w, s.hor - h*0.45}, pt{x - w*0.86, s.hor - h*0.5}, pt{x - w*0.8, s.hor - h}, pt{x + w*0.75, s.hor - h*0.97}, pt{x + w*0.85, s.hor - h*0.5}, pt{x + w, s.hor - h*0.42}, pt{x + w*1.4, s.hor + 0.02}), graded(c.lighter(0.1), mix(c, s.pal.haze, 0.3)))
			s.fill(poly(pt{x + w*0.2, s.hor + 0.02}, pt{x + w*0.25, s.hor - h*0.98}, pt{x + w*0.75, s.hor - h*0.97}, pt{x + w*0.85, s.hor - h*0.5}, pt{x + w, s.hor - h*0.42}, pt{x + w*1.4, s.hor + 0.02}), flat(mix(s.pal.shadow(rock, d), c, 0.4)))
			for k := range 3 {
				s.fill(dab(x, s.hor-h*(0.85-0.25*float64(k)), w*1.3, 0.008), flat(c.darker(0.2)).dried(0.35))
			}
		}
	}
}

func (s *scene) islands(r *rand.Rand) {
	n := 2
	if isle, ok := s.b.find("island"); ok {
		n = isle.number(4)
	}
	for i := range n {
		x := s.w * (float64(i) + 0.5 + between(r, -0.25, 0.25)) / float64(n)
		w, h := between(r, 0.12, 0.26)/math.Sqrt(float64(n))*1.4, between(r, 0.06, 0.14)
		d := 0.35 + 0.3*r.Float64()
		c := s.pal.lit(mix(s.leaves(), rockGrey, 0.25), d)
		key := r.Uint32()
		hump := band(x-w, x+w, s.hor+0.004, 30, func(q float64) float64 {
			u := (q - x) / w
			return s.hor - h*math.Pow(max(1-u*u, 0), 0.7)*(0.8+0.35*rough(q*9, 0, 3, key))
		})
		s.fill(hump, graded(c, c.darker(0.25)))
		s.fill(dab(x, s.hor, w*2, 0.012), flat(s.pal.lit(sandYellow, d)).mark())
	}
}
