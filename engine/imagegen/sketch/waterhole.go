package sketch

import (
	"math"
	"math/rand/v2"
)

// paintWaterhole is a pool in dry land: water that mirrors what is behind it,
// green along its rim, and in a desert palms around it.
func (s *scene) paintWaterhole() {
	r := s.dice("waterhole")
	mid := pt{s.w * (0.5 - 0.06*s.side), s.hor + (s.h-s.hor)*0.42}
	rx, ry := 0.36*min(s.w, 1.5), (s.h-s.hor)*0.15
	s.top = mid.y + ry*1.2
	if s.near != "desert" && len(s.b.in("animal")) > 0 {
		// Who comes to drink stands behind it.
		mid, rx, ry = pt{s.w * (0.5 - 0.1*s.side), s.hor + (s.h-s.hor)*0.86}, rx*1.25, ry*1.05
		s.top = s.hor - (s.h-s.hor)*0.2
	}
	key := r.Uint32()
	oasis := s.near == "desert"
	rim := func(f float64) path { return lagoon(mid, rx*f, ry*f, 1, key) }
	if oasis {
		s.palms(r, mid, rx, ry)
	}
	green := s.pal.lit(s.grass(), 0.15)
	s.fill(rim(1.3), graded(green.lighter(0.06), mix(green, s.pal.shadow(s.grass(), 0.1), 0.5)))
	water := mix(s.pal.sky[2], hex(0x2f7f93).times(s.pal.light), 0.55)
	s.fill(rim(1.06), flat(s.pal.lit(dirtBrown, 0.1)))
	pool := rim(1)
	s.fill(pool, graded(mix(water, s.pal.sky[4], 0.5), water))
	had := s.hor
	s.hor = mid.y - ry
	s.mirror(pool, 0.7)
	s.hor = had
	for range 22 {
		a, d := r.Float64()*2*math.Pi, math.Sqrt(r.Float64())*0.8
		s.fill(dab(mid.x+rx*d*math.Cos(a), mid.y+ry*d*math.Sin(a), between(r, 0.04, 0.14), 0.004), flat(mix(water, s.pal.disc, 0.6)).faint(0.5))
	}
	for range 30 {
		a := r.Float64() * 2 * math.Pi
		x, y := mid.x+rx*1.12*math.Cos(a), mid.y+ry*1.12*math.Sin(a)
		if math.Sin(a) > 0.2 && r.Float64() < 0.6 {
			continue // the near rim stays open
		}
		s.reed(r, x, y+0.01, between(r, 0.04, 0.1))
	}
	if oasis {
		s.palm(r, mid.x+rx*1.25*s.side, mid.y+ry*1.2, 0.62, 0, -0.2*s.side)
		for range 5 {
			s.bush(r, mid.x+rx*s.side*between(r, 1.05, 1.5), mid.y+ry*between(r, 0.7, 1.4), between(r, 0.03, 0.06), 0.05)
		}
	}
}

// palms stand behind the pool of an oasis, the higher ones in the middle.
func (s *scene) palms(r *rand.Rand, mid pt, rx, ry float64) {
	for i := range 7 {
		t := float64(i)/3 - 1
		x := mid.x + rx*1.05*t + between(r, -0.03, 0.03)
		y := mid.y - ry*(1.1-0.4*math.Abs(t))
		s.bush(r, x, y+0.01, between(r, 0.03, 0.05), 0.3)
		s.palm(r, x, y, between(r, 0.3, 0.46)*(1.1-0.3*math.Abs(t)), 0.25, between(r, -0.22, 0.22))
	}
}
