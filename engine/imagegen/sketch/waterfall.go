package sketch

import (
	"math"
	"math/rand/v2"
)

// paintWaterfall is a wall of rock at the horizon with a fall in a cleft of it,
// trees on its brow and mist at its foot.
func (s *scene) paintWaterfall() {
	r := s.dice("waterfall")
	x := s.w * (0.5 + 0.12*s.side)
	top := s.hor - min(0.62, s.hor*0.86)
	w := 0.07
	rock := mix(hex(0x77726c), leafGreen, 0.18)
	for _, far := range []bool{true, false} {
		d := 0.55
		if !far {
			d = 0.2
		}
		for _, side := range []float64{-1, 1} {
			s.cliffFace(r, x, top, w, side, far, rock, d)
		}
		if far {
			s.fall(r, x, top, w)
		}
	}
	white := s.pal.lit(hex(0xf2f8fa), 0.1)
	for range 14 {
		s.glow(x+between(r, -0.14, 0.14), s.hor-between(r, 0, 0.06), between(r, 0.05, 0.12), white, 0.3)
	}
	if s.b.has("rainbow") {
		s.rainbow() // in its mist
	}
	for range 9 {
		dx := between(r, 0.08, 0.24) * oneOf(r, -1.0, 1.0)
		s.rock(r, x+dx, s.hor+0.012, between(r, 0.02, 0.05), 0.2)
	}
}

// cliffFace is the rock on one side of the fall; the far one reaches to the
// water, the near one stands before it.
func (s *scene) cliffFace(r *rand.Rand, x, top, w, side float64, far bool, rock rgb, depth float64) {
	edge, crest, out := x+side*w*0.7, top, x+side*(s.w+0.4)
	if !far {
		edge, crest = x+side*between(r, 0.24, 0.3), top+between(r, 0.1, 0.2)
	}
	key := r.Uint32()
	var rim, foot []pt
	for i := range 25 {
		t := float64(i) / 24
		px := edge + (out-edge)*t
		drop := 0.0
		if !far {
			drop = 0.12 * math.Pow(1-math.Min(t*5, 1), 2)
		}
		rim = append(rim, pt{px, crest + drop - 0.1*t + 0.05*rough(t*6, 1, 3, key)})
		foot = append([]pt{{px - side*0.03*(1-t)*b2f(far), s.hor + 0.014}}, foot...)
	}
	if !far {
		foot[len(foot)-1].x -= side * 0.06
	}
	lit, dark := s.pal.lit(rock, depth), s.pal.shadow(rock, depth)
	face := mix(lit, dark, 0.35)
	if (side > 0) == (s.sun.x < x) {
		face = lit
	}
	s.fill(path{append(append([]pt{}, rim...), foot...)}, graded(face, mix(face, dark, 0.6)))
	s.facets(r, rim, s.hor, 18, lit, dark)
	moss := path{}
	for range 14 {
		t := r.Float64() * 0.7
		q := rim[int(t*24)]
		moss = moss.and(tuft(r, q.x, q.y+(s.hor-q.y)*between(r, 0.05, 0.95), between(r, 0.015, 0.04), between(r, 0.012, 0.025), 0.3))
	}
	green := s.leaves()
	if s.snowy() {
		green = snowWhite
	}
	s.fill(moss, flat(mix(s.pal.lit(green, depth), s.pal.shadow(green, depth), 0.4)).faint(0.8))
	s.brow(r, rim, green, depth)
}

// facets are where rock has split downwards, below its rim: some in the light,
// some not.
func (s *scene) facets(r *rand.Rand, rim []pt, foot float64, n int, lit, dark rgb) {
	for range n {
		q := rim[int(r.Float64()*0.7*float64(len(rim)-1))]
		h := (foot - q.y) * between(r, 0.2, 0.5)
		y := q.y + (foot-q.y)*between(r, 0.04, 0.55)
		w := between(r, 0.02, 0.055)
		s.fill(poly(pt{q.x, y}, pt{q.x + w, y + h*0.06}, pt{q.x + w*0.8, y + h*0.7}, pt{q.x + w*0.3, y + h}, pt{q.x - w*0.2, y + h*0.6}), graded(oneOf(r, lit.lighter(0.14), dark, mix(lit, dark, 0.5)), mix(lit, dark, 0.6)).faint(0.6))
	}
}

// brow is what grows along the upper edge of a cliff.
func (s *scene) brow(r *rand.Rand, rim []pt, green rgb, depth float64) {
	conifers := s.b.has("pine", "mountain") || s.snowy()
	for i := 1; i < len(rim); i++ {
		q := rim[i]
		switch {
		case i%2 == 1 && conifers && !s.b.bans("tree"):
			s.pine(r, q.x, q.y+0.02, between(r, 0.1, 0.2), depth)
		case i%2 == 1 && !s.b.bans("tree"):
			s.foliage(r, pt{q.x, q.y - 0.01}, pt{between(r, 0.06, 0.1), between(r, 0.05, 0.09)}, green, depth)
		}
	}
	turf := path{}
	for i := range rim {
		turf = turf.and(tuft(r, rim[i].x, rim[i].y+0.006, 0.03, 0.016, 0.3))
	}
	s.fill(turf, flat(s.pal.lit(green, depth)))
}

// fall is the water: broad veils, bright threads, dark gaps.
func (s *scene) fall(r *rand.Rand, x, top, w float64) {
	white := s.pal.lit(hex(0xf4fafc), 0.05)
	blue := mix(white, s.waterTint().times(s.pal.light), 0.45)
	s.fill(poly(pt{x - w*1.1, top - 0.03}, pt{x + w*1.1, top - 0.03}, pt{x + w*1.3, s.hor + 0.02}, pt{x - w*1.3, s.hor + 0.02}), graded(blue, white))
	for range 44 {
		dx := between(r, -1, 1) * w
		y0 := between(r, top, s.hor-0.1)
		y1 := min(y0+between(r, 0.08, 0.3), s.hor)
		c := oneOf(r, white, white, blue, blue.darker(0.15))
		s.fill(limb(joint{x + dx, y0, 0.003}, joint{x + dx*1.08, (y0 + y1) / 2, between(r, 0.004, 0.009)}, joint{x + dx*1.16, y1, 0.004}), flat(c).faint(0.7))
	}
	s.fill(dab(x, top-0.002, w*1.8, 0.012), flat(white).mark())
}
