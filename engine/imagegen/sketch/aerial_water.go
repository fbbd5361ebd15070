package sketch

import (
	"math"
	"math/rand/v2"
)

// deepWater fills the picture with the sea from above.
func (s *scene) deepWater(r *rand.Rand, c rgb) {
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(c.darker(0.12), c).fine())
	for range 70 {
		s.fill(dab(r.Float64()*s.w, r.Float64()*s.h, between(r, 0.05, 0.2), 0.008), flat(oneOf(r, c.lighter(0.15), c.darker(0.2))).faint(0.4))
	}
}

// aerialSea is open water with nothing but light on it.
func (s *scene) aerialSea() {
	r := s.dice("aerial sea")
	deep := s.fromAbove(hex(0x1f6f8f))
	s.deepWater(r, deep)
	for range 50 {
		x, y := r.Float64()*s.w, r.Float64()*s.h
		s.fill(limb(joint{x, y, 0.002}, joint{x + 0.03, y - 0.008, 0.005}, joint{x + between(r, 0.05, 0.1), y, 0.002}), flat(mix(deep, s.pal.disc, 0.5)).faint(0.4))
	}
}

// aerialShore is deep water, shallows, foam and sand as bands across the
// picture.
func (s *scene) aerialShore() {
	r := s.dice("aerial")
	tilt := between(r, 0.5, 1.1) * s.side
	key := r.Uint32()
	shore := func(f float64) path {
		return band(-0.1, s.w+0.1, s.h+0.2, 70, func(x float64) float64 {
			return s.h*f + tilt*(x-s.w/2)*0.55 + 0.05*rough(x*2.2, f*1.4, 3, key) + 0.02*math.Sin(x*7+f*8)
		})
	}
	sand := hex(0xecd3a3)
	s.deepWater(r, s.fromAbove(hex(0x1f6f8f)))
	for i, c := range []rgb{hex(0x2f8fa3), hex(0x4fb3b3), hex(0x8ad4c4)} {
		s.fill(shore(0.4+0.07*float64(i)), flat(s.fromAbove(c)))
	}
	for _, f := range []float64{0.5, 0.56, 0.6} {
		s.fill(shore(f), flat(s.fromAbove(hex(0xf6f8f4))))
		s.fill(shore(f+0.014), flat(s.fromAbove(mix(hex(0x8ad4c4), sand, (f-0.5)*6))))
	}
	s.fill(shore(0.635), flat(s.fromAbove(sand.darker(0.14))))
	s.fill(shore(0.69), graded(s.fromAbove(sand), s.fromAbove(sand.darker(0.06))))
	for range 40 {
		s.fill(dab(r.Float64()*s.w, s.h*between(r, 0.75, 1.1), between(r, 0.04, 0.16), 0.008), flat(s.fromAbove(oneOf(r, sand.lighter(0.25), sand.darker(0.12)))).faint(0.5))
	}
	if s.b.has("palm", "tree", "forest") {
		for range 26 {
			x := r.Float64() * s.w
			y := s.h*between(r, 0.9, 1.02) + tilt*(x-s.w/2)*0.55
			s.palmAbove(r, x, y, between(r, 0.05, 0.075))
		}
	}
}

// lagoon is an uneven round, f times as large as the land in it.
func lagoon(mid pt, rx, ry, f float64, key uint32) path {
	const n = 72
	out := make([]pt, n)
	for i := range out {
		a := 2 * math.Pi * float64(i) / n
		x, y := math.Cos(a), math.Sin(a)
		d := f * (1 + 0.3*rough(x*1.3+5, y*1.3, 3, key))
		out[i] = pt{mid.x + rx*x*d, mid.y + ry*y*d}
	}
	return path{out}
}

// aerialIsland is one island in the sea: reef, shallows, a beach around it and
// trees on it.
func (s *scene) aerialIsland() {
	r := s.dice("aerial island")
	s.deepWater(r, s.fromAbove(hex(0x1b6a90)))
	isle, _ := s.b.find("island")
	n := min(isle.number(4), 5)
	for i := range n {
		mid, f := pt{s.w * (0.5 + 0.04*s.side), s.h * 0.5}, 1.0
		if n > 1 {
			f = 0.5 * between(r, 0.7, 1.1)
			mid = pt{s.w * (0.22 + 0.56*math.Mod(0.2+0.618*float64(i), 1)), s.h * (0.2 + 0.6*(float64(i)+0.5)/float64(n))}
		}
		s.islandAbove(r, mid, 0.27*f*max(min(s.w/s.h, 1.5), 1), 0.25*f*max(min(s.h/s.w, 1.5), 1))
	}
}

func (s *scene) islandAbove(r *rand.Rand, mid pt, rx, ry float64) {
	key := r.Uint32()
	for i, c := range []rgb{hex(0x257f9c), hex(0x3fa3ab), hex(0x7fd0c0), hex(0xf2f6ee), hex(0xecd3a3)} {
		s.fill(lagoon(mid, rx, ry, []float64{1.6, 1.42, 1.24, 1.1, 1.07}[i], key), flat(s.fromAbove(c)))
	}
	land := s.grass()
	if s.snowy() {
		land = snowWhite
	}
	s.fill(lagoon(mid, rx, ry, 0.86, key), flat(s.fromAbove(mix(land, leafGreen, 0.4))))
	greens := s.canopyGreens()
	inland := func(f float64) pt {
		a, d := r.Float64()*2*math.Pi, math.Sqrt(r.Float64())*f
		x, y := math.Cos(a), math.Sin(a)
		d *= 1 + 0.3*rough(x*1.3+5, y*1.3, 3, key)
		return pt{mid.x + rx*x*d, mid.y + ry*y*d}
	}
	for range int(1600 * rx * ry) {
		q := inland(0.8)
		s.treeAbove(r, q.x, q.y, between(r, 0.018, 0.034), greens[r.IntN(len(greens))])
	}
	if !s.snowy() && !s.b.has("pine") {
		for range int(240 * rx * ry) {
			q := inland(0.92)
			s.palmAbove(r, q.x, q.y, between(r, 0.035, 0.055))
		}
	}
}

// palmAbove is a palm from above: fronds around a middle.
func (s *scene) palmAbove(r *rand.Rand, x, y, size float64) {
	green := s.fromAbove(mix(hex(0x4f8a4e), hex(0x7fa84e), r.Float64()))
	d := s.thrown(size * 0.8)
	s.fill(star(x+d.x, y+d.y, size*0.8, 7, 0.4), flat(hex(0x24382c)).faint(0.4))
	light, dark := path{}, path{}
	turn := r.Float64()
	for i := range 8 {
		a := 2*math.Pi*float64(i)/8 + turn
		tip := pt{math.Cos(a), math.Sin(a)}.by(size)
		frond := limb(joint{x, y, size * 0.12}, joint{x + tip.x*0.5 - tip.y*0.1, y + tip.y*0.5 + tip.x*0.1, size * 0.3}, joint{x + tip.x, y + tip.y, size * 0.04})
		if i%2 == 0 {
			light = light.and(frond)
		} else {
			dark = dark.and(frond)
		}
	}
	s.fill(dark, flat(green.darker(0.25)))
	s.fill(light, flat(green.lighter(0.1)))
}

// lakeAbove is a lake in the land, with paler water along its edge.
func (s *scene) lakeAbove(r *rand.Rand, mid pt, size float64) {
	key := r.Uint32()
	water := s.fromAbove(hex(0x2f7f93))
	for i, c := range []rgb{s.fromAbove(hex(0xcdb98c)), water.lighter(0.22), water, water.darker(0.16)} {
		s.fill(lagoon(mid, size*1.15, size, []float64{1.05, 1, 0.9, 0.62}[i], key), flat(c))
	}
	for range 26 {
		a, d := r.Float64()*2*math.Pi, math.Sqrt(r.Float64())*size*0.8
		s.fill(dab(mid.x+d*math.Cos(a), mid.y+d*math.Sin(a), between(r, 0.03, 0.1), 0.005), flat(mix(water, s.pal.sky[3], 0.6)).faint(0.5))
	}
}

// aerialPond is water from so near above that what swims in it is seen: stones
// and grass around it, leaves of lilies on it.
func (s *scene) aerialPond() {
	r := s.dice("aerial pond")
	s.meadowAbove(r)
	greens := s.canopyGreens()
	for range 60 {
		a, d := r.Float64()*2*math.Pi, between(r, 0.58, 0.74)
		s.treeAbove(r, s.w*(0.5+d*math.Cos(a)), s.h*(0.5+d*math.Sin(a)), between(r, 0.03, 0.07), greens[r.IntN(len(greens))])
	}
	key := r.Uint32()
	mid := pt{s.w * 0.5, s.h * 0.5}
	rim := lagoon(mid, s.w*0.43, s.h*0.43, 1, key)
	water := s.fromAbove(hex(0x2a6f78))
	s.fill(lagoon(mid, s.w*0.45, s.h*0.45, 1, key), flat(s.fromAbove(hex(0x6a6a52))))
	s.fill(rim, graded(water.lighter(0.1), water.darker(0.12)))
	s.fill(lagoon(mid, s.w*0.33, s.h*0.33, 1, key), flat(water.darker(0.22)).faint(0.6))
	for range 30 {
		s.fill(dab(mid.x+between(r, -0.3, 0.3)*s.w, mid.y+between(r, -0.3, 0.3)*s.h, between(r, 0.05, 0.16), 0.006), flat(mix(water, s.pal.sky[4], 0.5)).faint(0.35))
	}
	for i, q := range rim[0] {
		if i%2 == 0 && r.Float64() < 0.8 {
			size := between(r, 0.022, 0.05)
			stone := s.fromAbove(mix(rockGrey, hex(0xa89a88), r.Float64()))
			s.fill(tuft(r, q.x+0.01, q.y+0.012, size, size*0.85, 0.14), flat(hex(0x1c2a2c)).faint(0.4))
			s.fill(tuft(r, q.x, q.y, size, size*0.85, 0.14), graded(stone.lighter(0.2), stone.darker(0.1)))
		}
	}
	for range 9 {
		a := r.Float64() * 2 * math.Pi
		d := between(r, 0.62, 0.85)
		s.lilies(r, mid.x+0.36*s.w*d*math.Cos(a), mid.y+0.36*s.h*d*math.Sin(a))
	}
}

// lilies are a few round leaves on the water, one of them in flower.
func (s *scene) lilies(r *rand.Rand, x, y float64) {
	for i := range 3 {
		q := pt{x + between(r, -0.05, 0.05), y + between(r, -0.05, 0.05)}
		size, turn := between(r, 0.022, 0.04), r.Float64()*6
		green := s.fromAbove(mix(hex(0x5f9a4c), hex(0x86b45c), r.Float64()))
		s.fill(disc(q.x+0.006, q.y+0.009, size), flat(hex(0x123038)).faint(0.4))
		s.fill(disc(q.x, q.y, size), graded(green.lighter(0.1), green))
		s.fill(poly(q, q.plus(pt{size * 1.1, 0}.turned(turn)), q.plus(pt{size * 1.1, 0}.turned(turn+0.4))), flat(s.fromAbove(hex(0x2a6f78))).mark())
		if i == 0 && !s.b.bans("flower") {
			s.fill(petals(q.x, q.y, size*0.75, 8), flat(s.fromAbove(oneOf(r, hex(0xf6dfe6), hex(0xeea7bd), hex(0xfaf4e6)))))
			s.fill(disc(q.x, q.y, size*0.2), flat(s.fromAbove(hex(0xf0c84a))))
		}
	}
}
