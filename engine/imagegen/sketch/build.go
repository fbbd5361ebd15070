package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// buildSpot is where a building stands and how large it is there.
func (s *scene) buildSpot(i, n int) (x, y, f float64) {
	if slices.Contains(waters, s.near) && s.near != "river" && s.near != "lake" {
		x = s.headEdge() + s.side*s.w*(0.13+0.3*float64(i)/float64(max(n, 1)))
		if s.needsHeadland() {
			return x, s.headTop() + 0.016, 0.8
		}
		return s.w * (0.5 + s.side*(0.3-0.2*float64(i))), s.hor + (s.h-s.hor)*0.6, 1
	}
	x = s.w * (0.5 + s.side*(0.16-0.5*float64(i)/float64(max(n, 1))))
	if i > 1 {
		x += s.side * 0.07 * float64(i%3)
	}
	y = s.hor + 0.035
	if s.b.frame("high") && s.near != "lake" {
		return x, s.hor + (s.h-s.hor)*0.4, 1.15
	}
	if s.near == "forest" {
		return s.w * (0.5 - 0.1*s.side), s.hor + (s.h-s.hor)*0.38, 0.9
	}
	if s.near == "lake" {
		return x, s.hor - 0.014, 0.85
	}
	if s.b.has("hill", "castle", "windmill", "greektemple") {
		return x, s.hor - 0.05, 1.1
	}
	if len(s.b.in("plant")) == 0 && s.near != "lake" {
		y += (s.h - s.hor) * 0.1
	}
	return x, y, 1
}

// paintBuildings sets the buildings that were asked for, and the village.
func (s *scene) paintBuildings() {
	r := s.dice("buildings")
	if s.b.has("village") {
		s.village(r)
	}
	list := s.b.in("build")
	total := 0
	for _, b := range list {
		total += min(b.number(3), 8)
	}
	k := 0
	for _, b := range list {
		lead := s.b.subjects[0].name == b.name
		for range min(b.number(3), 8) {
			x, y, f := s.buildSpot(k, total)
			if !lead && !slices.Contains([]string{"build", "land", "ground", "sky"}, s.b.subjects[0].place) && (!slices.Contains(waters, s.near) || s.near == "lake") {
				x = s.w - x
			}
			f *= 1 - 0.06*float64(min(k, 6))
			if lead {
				f *= 1.5 * min(max(s.zoom, 0.6), 1.4)
				s.spotlit(func() { s.building(r, b, x, y, f) })
			} else {
				s.building(r, b, x, y, f)
			}
			k++
		}
	}
}

// mound is the hill that a castle or a windmill stands on.
func (s *scene) mound() {
	list := s.b.in("build")
	if len(list) == 0 || slices.Contains(waters, s.near) || s.near == "forest" || s.near == "clouds" || !s.b.has("hill", "castle", "windmill", "greektemple") {
		return
	}
	r := s.dice("mound")
	x, y, _ := s.buildSpot(0, 1)
	c := s.grass()
	if s.b.sky("snow") || s.near == "snowfield" {
		c = snowWhite
	}
	lit := s.pal.lit(c, 0.25)
	key := r.Uint32()
	s.fill(band(x-0.75, x+0.75, s.hor+0.2, 50, func(q float64) float64 {
		u := (q - x) / 0.75
		return y + 0.11*u*u*2 + 0.02*rough(q*5, 1, 2, key)*math.Abs(u) - 0.004
	}), graded(lit.lighter(0.08), s.pal.shadow(c, 0.2)))
	for range 16 {
		dx := between(r, -0.4, 0.4)
		s.fill(dab(x+dx, y+0.03+0.2*dx*dx+between(r, 0, 0.07), between(r, 0.05, 0.16), 0.008), flat(oneOf(r, lit.lighter(0.15), s.pal.shadow(c, 0.2))).faint(0.5))
	}
}

func (s *scene) building(r *rand.Rand, b subject, x, y, f float64) {
	const d = 0.2
	if s.near == "lake" {
		bank := s.pal.lit(s.grass(), 0.3)
		if s.b.sky("snow") || s.b.season == "winter" {
			bank = s.pal.lit(snowWhite, 0.3)
		}
		s.fill(dab(x, y+0.01, 0.66*f, 0.05), graded(bank.lighter(0.1), bank.darker(0.15)))
	}
	if b.name == "house" {
		c := cottageOf(r, b)
		w, h := 0.28*f, 0.125*f
		if c.tall {
			h = 0.19 * f
		}
		if s.b.subjects[0].name == b.name && b.number(3) == 1 {
			s.shelter(r, x, y, w)
		}
		s.dwelling(r, x, y, w, h, c, d)
		return
	}
	size := map[string]float64{"lighthouse": 0.42, "ferriswheel": 0.44, "eiffel": 0.56, "castle": 0.42, "church": 0.34, "tower": 0.42, "windmill": 0.34, "turbine": 0.42,
		"pagoda": 0.42, "greektemple": 0.44, "torii": 0.34, "pyramid": 0.56, "tent": 0.22, "carousel": 0.44, "dome": 0.4, "factory": 0.34}[b.name]
	if y-size*f < 0.03 {
		f = (y - 0.03) / size
	}
	if slices.Contains([]string{"sea", "beach"}, s.near) && s.needsHeadland() {
		// A wide building stands back from the edge.
		sh := silhouettes()[b.name]
		room := size*f*sh.w/max(sh.w, sh.h)/2 + 0.07
		if gap := (x - s.headEdge()) * s.side; gap < room {
			x += (room - gap) * s.side
		}
	}
	s.stamp(b.name, x, y, size*f, s.side < 0, d, b.colour)
	if s.near == "clouds" {
		for _, dx := range []float64{-0.3, 0.3, 0} {
			s.cumulus(r, x+dx*size*f, y+0.03, size*f*between(r, 0.3, 0.4))
		}
	}
	switch b.name {
	case "lighthouse":
		s.beam(x, y-size*f*0.89)
	case "tent":
		if s.pal.lamps {
			s.glow(x, y-0.05*f, 0.16*f, s.pal.glowing(), 0.5)
		}
	case "factory":
		for i := range 9 {
			t := float64(i) / 8
			s.fill(tuft(r, x+s.side*-0.05+0.25*t*t, y-size*f*0.9-0.16*t, 0.022+0.06*t, 0.02+0.04*t, 0.15), flat(s.pal.haze.darker(0.2)).faint(0.7))
		}
	}
}

// beam is the light that a lighthouse throws when it is dark enough to see it.
func (s *scene) beam(x, y float64) {
	if s.pal.dark < 0.25 && !s.b.sky("fog") {
		return
	}
	a := 0.1 + 0.16*s.pal.dark
	c := mix(s.pal.glowing(), hex(0xffffff), 0.4)
	for k := range 3 {
		w := 0.05 + 0.05*float64(k)
		s.fill(poly(pt{x, y - 0.008}, pt{x - s.side*1.4, y - 0.12 - w}, pt{x - s.side*1.4, y - 0.12 + w*1.4}, pt{x, y + 0.008}), flat(c).faint(a).fine())
	}
	s.fill(poly(pt{x, y - 0.006}, pt{x + s.side*0.7, y - 0.02}, pt{x + s.side*0.7, y + 0.08}, pt{x, y + 0.006}), flat(c).faint(a*0.8).fine())
	s.glow(x, y, 0.11, c, 0.7)
	s.fill(disc(x, y, 0.012), flat(hex(0xfffbe6)))
}

// village is a heap of small houses around a steeple.
func (s *scene) village(r *rand.Rand) {
	base := s.hor + 0.03
	mid := s.w * (0.5 + 0.16*s.side)
	if s.near == "sea" || s.near == "beach" {
		base, mid = s.headTop()+0.02, s.headEdge()+s.side*s.w*0.25
	}
	s.stamp("church", mid, base-0.03, 0.24, s.side < 0, 0.4, nil)
	for row := range 3 {
		for i := range 7 - row {
			x := mid + (float64(i)-3+0.5*float64(row))*0.085 + between(r, -0.02, 0.02)
			w := between(r, 0.07, 0.1)
			s.house(r, x, base+0.026*float64(row), w, w*between(r, 0.6, 0.9), houseColour(r), 0.4-0.12*float64(row))
		}
	}
}
