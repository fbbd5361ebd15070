package sketch

import (
	"math"
	"math/rand/v2"
)

// crops are rows that run to a vanishing point.
func (s *scene) crops(r *rand.Rand) {
	soil, crop := mix(s.grass(), dirtBrown, 0.4), hex(0xdcb24c)
	switch s.near {
	case "lavender":
		soil, crop = hex(0x7d8a58), hex(0x8566b8)
	case "tulips":
		crop = oneOf(r, hex(0xd9483f), hex(0xe8b53c), hex(0xe07a9a))
		if s.b.trait("sunflower") {
			crop = hex(0xebb62e)
		}
		if s.b.trait("poppy") {
			crop = hex(0xd6412f)
		}
		soil = hex(0x6a8c4a)
		s.cropColour = &crop
	}
	s.treeLine(r, s.hor+0.006, 0.05, 0.7)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(soil, 0.6), s.pal.lit(soil, 0).darker(0.15)))
	if s.near == "wheat" {
		s.meadow(r, crop)
		s.stalks(r, crop)
		return
	}
	vanish := pt{s.w * (0.5 + 0.2*s.side), s.hor - 0.01}
	for i := -12; i <= 12; i++ {
		x := vanish.x + (float64(i)+0.5)*0.19
		foot := pt{vanish.x + (x-vanish.x)*2.1, s.h + 0.05}
		row := func(w float64) path {
			return poly(vanish.plus(pt{0.002, 0.012}), pt{foot.x + w, foot.y}, pt{foot.x - w, foot.y})
		}
		s.fill(row(0.135), graded(s.pal.lit(crop, 0.5), s.pal.shadow(crop, 0)))
		s.fill(row(0.085), graded(s.pal.lit(crop.lighter(0.1), 0.5), s.pal.lit(crop, 0)))
	}
	for range 420 {
		i := float64(r.IntN(25)-12) + 0.5
		t := math.Pow(r.Float64(), 0.8)
		x := vanish.x + i*0.19*2.1*t + between(r, -0.11, 0.11)*t
		y := vanish.y + (s.h+0.05-vanish.y)*t
		c := oneOf(r, s.pal.lit(crop.lighter(0.25), 0.4*(1-t)), s.pal.shadow(crop, 0.4*(1-t)), s.pal.lit(crop, 0.3))
		s.fill(ellipse(x, y, 0.014*t, 0.02*t), flat(c).mark())
	}
	s.top = s.hor + (s.h-s.hor)*0.2
}

// stalks are upright strokes of grass or corn in the foreground.
func (s *scene) stalks(r *rand.Rand, c rgb) {
	for range 130 {
		x, t := r.Float64()*s.w, r.Float64()
		y := s.h*0.86 + t*s.h*0.2
		h := 0.05 + 0.12*t
		k := oneOf(r, s.pal.lit(c, 0), s.pal.lit(c.lighter(0.2), 0), s.pal.shadow(c, 0))
		s.fill(limb(joint{x, y, 0.005}, joint{x + between(r, -0.01, 0.015), y - h*0.6, 0.004}, joint{x + between(r, -0.03, 0.05), y - h, 0.006}), flat(k).mark())
	}
}

// copses are bushes and small trees far off on a slope.
func (s *scene) copses(r *rand.Rand, line func(float64) float64, t float64) {
	if s.b.frame("minimal") || s.b.bans("tree") {
		return
	}
	d := 0.8 - 0.5*t
	for range 2 + r.IntN(2) {
		s.hedgerow(r, line, r.Float64()*s.w, 0.016+0.03*t, d)
	}
}

// hedgerow is a run of bushes that have grown into each other, with a tree
// here and there.
func (s *scene) hedgerow(r *rand.Rand, line func(float64) float64, x, size, depth float64) {
	n := 4 + r.IntN(5)
	green := s.leaves()
	mass, tops, foot := path{}, path{}, path{}
	dir := sign(s.sun.x - x)
	for k := range n {
		xx := x + float64(k)*size*0.9*between(r, 0.8, 1.15)
		f := size * between(r, 0.6, 1.1) * (0.6 + 0.6*math.Sin(math.Pi*(float64(k)+0.5)/float64(n)))
		y := line(xx) + 0.004
		if r.Float64() < 0.2 {
			f *= 1.7
		}
		at := func(u, v float64) pt {
			return pt{xx + f*(u+between(r, -0.1, 0.1)), y - f*(v+between(r, -0.12, 0.12))}
		}
		dome := []knot{{pt{xx - f*1.15, y + 0.003}, true}, {at(-1.05, 0.55), false}, {at(-0.5, 1.1), false}, {at(0.25, 1.25), false}, {at(0.9, 0.75), false}, {pt{xx + f*1.15, y + 0.003}, true}}
		mass = mass.and(path{curve(dome)})
		tops = tops.and(tuft(r, xx+dir*f*0.25, y-f*0.95, f*0.5, f*0.3, 0.25))
		foot = foot.and(dab(xx-dir*f*0.5, y, f*3, f*0.35))
	}
	s.fill(foot, flat(s.pal.shadow(s.grass(), depth)).faint(0.4))
	dark, lit := s.pal.shadow(green, depth), s.pal.lit(green, depth)
	s.fill(mass, graded(mix(dark, lit, 0.45), dark))
	s.fill(tops, flat(mix(lit, dark, 0.2)).mark())
}

// grasses are short upright strokes at the foot of the picture, and a few
// small flowers.
func (s *scene) grasses(r *rand.Rand, line func(float64) float64, c rgb) {
	flower := oneOf(r, hex(0xf4efe0), hex(0xe9c84f), hex(0xd9705c))
	for range 70 {
		x := r.Float64() * s.w
		y := line(x) + r.Float64()*(s.h-line(x))*1.1
		t := clamp01((y - s.hor) / (s.h - s.hor))
		h := 0.012 + 0.03*t
		k := oneOf(r, s.pal.lit(c.lighter(0.18), 0), s.pal.shadow(c, 0), s.pal.shadow(c, 0))
		for _, dx := range []float64{-0.5, 0, 0.6} {
			s.fill(poly(pt{x + dx*0.006, y}, pt{x + dx*0.006 + 0.003, y}, pt{x + dx*h*0.7, y - h}), flat(k).faint(0.75).fine())
		}
		if s.b.season != "winter" && s.b.season != "autumn" && s.pal.dark < 0.5 && !s.b.bans("flower") && r.Float64() < 0.3 {
			s.fill(disc(x, y-h, 0.003+0.0025*t), flat(s.pal.lit(flower, 0)).mark().fine())
		}
	}
}
