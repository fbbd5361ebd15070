package sketch

import (
	"math"
	"math/rand/v2"
)

// coast raises a headland at the side where buildings and cliffs stand.
func (s *scene) coast(r *rand.Rand) {
	if s.near == "harbour" {
		s.quayHouses(r)
		return
	}
	if !s.needsHeadland() {
		return
	}
	s.headland(r)
}

func (s *scene) needsHeadland() bool {
	if s.near == "beach" && !s.b.has("lighthouse", "castle", "cliff", "church", "tower") {
		return false
	}
	return s.b.has("cliff") || len(s.b.in("build")) > 0 || s.b.has("village")
}

// headTop is how high the headland stands at its tip.
func (s *scene) headTop() float64 {
	if s.b.has("cliff") && len(s.b.in("build")) > 0 {
		return s.hor - min(0.2, s.hor*0.34)
	}
	if s.b.has("cliff") {
		return s.hor - min(0.3, s.hor*0.5)
	}
	return s.hor - 0.075
}

// headEdge is where the headland falls to the sea.
func (s *scene) headEdge() float64 { return s.w * (0.5 - 0.02*s.side) }

func (s *scene) headland(r *rand.Rand) {
	top, edge := s.headTop(), s.headEdge()
	out := s.w + 0.2
	if s.side < 0 {
		out = -0.2
	}
	key := r.Uint32()
	rock := mix(rockGrey, hex(0x8f7560), 0.35)
	var rim, foot []pt
	for i := range 31 {
		t := float64(i) / 30
		x := edge + (out-edge)*t
		rim = append(rim, pt{x, top - 0.03*math.Sin(t*3) + 0.02*rough(x*4, 1, 3, key)})
		foot = append([]pt{{x - s.side*0.05*(1-t), s.hor + 0.012 + 0.008*rough(x*8, 2, 2, key)}}, foot...)
	}
	rim[0].y += 0.03
	body := append(append([]pt{}, rim...), foot...)
	c := s.pal.lit(rock, 0.2)
	s.fill(path{body}, graded(c, s.pal.shadow(rock, 0.15)))
	s.facets(r, rim, s.hor, 24, c, s.pal.shadow(rock, 0.1))
	turf := append([]pt{}, rim...)
	for i := len(rim) - 1; i >= 0; i-- {
		turf = append(turf, pt{rim[i].x, rim[i].y + 0.018 + 0.02*noise(rim[i].x*14, 4, key)})
	}
	grass := s.grass()
	if s.b.sky("snow") || s.b.season == "winter" {
		grass = snowWhite
	}
	s.fill(path{turf}, flat(s.pal.lit(grass, 0.2)))
}

// quayHouses is the row of houses and the quay on the far side of a harbour.
func (s *scene) quayHouses(r *rand.Rand) {
	base := s.hor - 0.012
	for row := range 2 {
		for x := -0.08; x < s.w+0.05; {
			w, h := between(r, 0.07, 0.12), between(r, 0.1, 0.17)+0.07*float64(1-row)
			s.house(r, x+w/2, base, w, h, houseColour(r), 0.45-0.2*float64(row))
			x += w * between(r, 0.9, 1.15)
		}
	}
	stone := s.pal.lit(hex(0x9a9088), 0.2)
	s.fill(rect(-0.1, base-0.004, s.w+0.2, 0.03), graded(stone.lighter(0.1), stone.darker(0.35)))
}

// paintNear lays the ground that the subjects stand on where there is none yet.
func (s *scene) paintNear() {
	r := s.dice("near")
	standing := !s.onDeck() && len(s.b.in("figure", "animal", "vehicle", "near", "furniture", "bloom", "plant")) > 0
	switch s.near {
	case "sea":
		if s.coastRoad() {
			s.bank(r, s.grass(), 0.24)
		} else if standing && !s.b.trait("surfing") {
			s.bank(r, mix(rockGrey, hex(0x8f7560), 0.3), 0.14)
		}
	case "lake", "swamp":
		if p, ok := s.pedestal(); ok && p.name == "lilypad" {
			break // its leaf lies on the water
		}
		if standing || r.Float64() < 0.6 {
			c := s.grass()
			if s.b.sky("snow") || s.b.season == "winter" {
				c = snowWhite
			}
			s.bank(r, c, 0.12)
		}
	case "harbour":
		if standing {
			s.bank(r, hex(0xa09488), 0.12)
		}
	}
	if s.near == "branch" {
		s.paintBranch()
	}
	if s.b.trait("picnic") {
		s.picnic()
	}
	s.paintWay()
	if s.b.has("pier") {
		s.paintPier()
	}
}

// bank is near ground along the foot of the picture.
func (s *scene) bank(r *rand.Rand, c rgb, height float64) {
	line := ridge(r, s.h*(1-height*0.35), height, 0.8, 3)
	tilted := func(x float64) float64 { return line(x) - 0.07*s.side*(x/s.w-0.5) }
	lit := s.pal.lit(c, 0)
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 60, tilted), graded(lit, s.pal.shadow(c, 0)))
	for range 18 {
		x := r.Float64() * s.w
		s.fill(dab(x, tilted(x)+r.Float64()*height, between(r, 0.05, 0.2), 0.014), flat(oneOf(r, lit.lighter(0.15), s.pal.shadow(c, 0))).faint(0.5))
	}
	s.top = s.h * (1 - height*0.6)
}

// pierAt is a place on the pier: t goes from its near end, 0, to its far one,
// and side from its left edge, -1, to its right one.
func (s *scene) pierAt(t, side float64) pt {
	x0, x1 := s.w*(0.5+0.05*s.side), s.w*(0.5-0.28*s.side)
	y0, y1 := s.h+0.02, s.hor+(s.h-s.hor)*0.3
	return pt{x0 + (x1-x0)*t + side*(0.13*(1-t)+0.016*t), y0 + (y1-y0)*math.Pow(t, 0.62)}
}

func (s *scene) paintPier() {
	wood := hex(0x7a6250)
	at := s.pierAt
	for i := range 6 {
		t := float64(i) / 5.6
		for _, side := range []float64{-1, 1} {
			q := at(t, side)
			s.fill(rect(q.x-0.008*(1.2-t), q.y, 0.016*(1.2-t), 0.09*(1.2-t)), flat(s.pal.shadow(wood, 0.3*t)))
		}
	}
	var l, rr []pt
	for i := range 13 {
		t := float64(i) / 12
		l = append(l, at(t, -1))
		rr = append([]pt{at(t, 1)}, rr...)
	}
	s.fill(path{append(l, rr...)}, graded(s.pal.lit(wood.lighter(0.1), 0.4), s.pal.lit(wood, 0)))
	for i := range 26 {
		t := float64(i) / 26
		a, b := at(t, -1), at(t, 1)
		s.fill(line(a, b, 0.003*(1.2-t)), flat(s.pal.shadow(wood, 0.2*t)).mark())
	}
}

// picnic is a chequered cloth on the grass with something to eat on it.
func (s *scene) picnic() {
	x, y := s.w*(0.5+0.04*s.side), s.h*0.8
	at := func(u, v float64) pt { return pt{x + (u-0.5)*0.6 + (v-0.5)*0.12*s.side, y + (v-0.5)*0.16} }
	for i := range 8 {
		for k := range 5 {
			c := hex(0xf4ecdc)
			if (i+k)%2 == 0 {
				c = hex(0xc8443c)
			}
			u, v := float64(i)/8, float64(k)/5
			s.fill(poly(at(u, v), at(u+0.126, v), at(u+0.126, v+0.202), at(u, v+0.202)), flat(s.pal.lit(c, 0)).mark())
		}
	}
	for i, shape := range []string{"bowl", "bread", "bottle"} {
		q := at(0.25+0.25*float64(i), 0.45)
		s.stamp(shape, q.x, q.y, []float64{0.12, 0.1, 0.13}[i], false, 0, nil)
	}
}
