package sketch

import (
	"math"
	"math/rand/v2"
)

// cavern is how a cave is built, from its mouth far back to the rock that is
// right beside the viewer.
type cavern struct {
	r     *rand.Rand
	mid   float64 // where the mouth is, across the picture
	rock  rgb
	light rgb // what comes in
	warm  bool
	wet   bool
}

// arches are the rings of rock of a cave, the far one first: half their width
// as a share of the picture's, the height of their top and of their foot as
// shares of its height, and how dark they are.
var arches = []struct{ half, top, foot, dark float64 }{
	{0.2, 0.22, 0.6, 0.12}, {0.34, 0.12, 0.67, 0.45}, {0.45, 0.05, 0.8, 0.75}, {0.56, -0.06, 1.02, 1},
}

// paintCave is a cave seen from within. Its light comes from the mouth, so that
// what stands before it has an edge, and from fire or crystals if there are any.
func (s *scene) paintCave() {
	r := s.dice("cave")
	c := cavern{r: r, mid: s.w * (0.5 - 0.1*s.side), rock: hex(0x8a7468), light: mix(s.pal.sky[4], s.pal.disc, 0.5),
		warm: s.b.trait("torch") || s.b.has("fire", "candle", "lamp", "lantern"),
		wet:  s.b.trait("water") || s.b.has("lake", "river", "sea", "beach", "waterfall", "swamp")}
	switch {
	case s.b.sky("snow"):
		c.rock = hex(0x8fb9d2)
	case s.b.has("crystal"):
		c.rock = hex(0x6a6488)
	}
	s.outdoorsOfCave(c)
	for i := range arches {
		s.caveArch(c, i)
		if i == 0 {
			s.caveFloor(c)
		}
	}
	s.caveLights(c)
	s.pal.fog, s.pal.dark = 0, max(s.pal.dark, 0.6)
	s.top = s.h * 0.64
}

// outdoorsOfCave is what the mouth shows below the sky.
func (s *scene) outdoorsOfCave(c cavern) {
	if s.b.has("sea", "beach") {
		sea := mix(s.pal.sky[2], s.waterTint().times(s.pal.light), 0.5)
		s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(mix(sea, s.pal.sky[4], 0.5), sea))
		return
	}
	s.farHills(c.r, 0.09)
	near := s.grass()
	if s.b.sky("snow") {
		near = snowWhite
	}
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(near, 0.6), s.pal.lit(near, 0.1)))
	if !s.b.bans("tree") {
		half := arches[0].half * s.w
		s.foliage(c.r, pt{c.mid + half*0.75*s.side, s.hor - 0.05}, pt{0.09, 0.1}, s.leaves(), 0.4)
		for _, dx := range []float64{-0.8, -0.5, 0.3} {
			s.bush(c.r, c.mid+half*dx, s.hor+0.05, 0.03, 0.4)
		}
	}
}

// stone is the colour of rock that is so dark, 0 next to the mouth and 1 near
// the viewer.
func (s *scene) stone(c cavern, dark float64) rgb {
	far := mix(c.rock.times(s.pal.light), c.light, 0.3)
	near := mix(c.rock.times(hex(0x2c2638)), c.rock.times(s.pal.shade), 0.12)
	out := mix(far, near, dark)
	if c.warm {
		out = mix(out, hex(0xb0683a), 0.4*max(1-2*math.Abs(dark-0.45), 0))
	}
	return out
}

// caveArch is one ring of rock, with what hangs from it and what lies at its
// foot.
func (s *scene) caveArch(c cavern, i int) {
	const n = 40
	a := arches[i]
	half, top, foot := a.half*s.w, a.top*s.h, a.foot*s.h
	mid := c.mid + (s.w/2-c.mid)*float64(i)/float64(len(arches))
	key := c.r.Uint32()
	edge := make([]pt, n+1)
	for k := range edge {
		turn := math.Pi * (1 - float64(k)/n)
		x, y := math.Cos(turn), math.Pow(math.Sin(turn), 0.72)
		d := 1 + 0.2*rough(x*2.4+9, y*2.4, 3, key)
		edge[k] = pt{mid + half*x*d, foot - (foot-top)*y*d}
	}
	stone := s.stone(c, a.dark)
	wall := append([]pt{{-0.3, foot + 0.06}, {-0.3, -0.3}, {s.w + 0.3, -0.3}, {s.w + 0.3, foot + 0.06}}, reversed(edge)...)
	s.fill(path{wall}, graded(stone.darker(0.2), stone))
	s.slabs(c, edge, pt{mid, (top + foot) / 2}, stone)
	s.stalactites(c, edge[n/4:3*n/4], stone, 0.5+0.3*float64(i))
	for _, q := range []pt{edge[0], edge[n]} {
		for k := range 3 {
			size := between(c.r, 0.02, 0.045) * (1 + 0.5*float64(i))
			x := q.x + sign(q.x-mid)*float64(k)*size*1.2
			s.fill(tuft(c.r, x, foot+0.02, size*1.3, size, 0.25), graded(stone.lighter(0.14), stone.darker(0.3)))
		}
	}
}

// slabs are faces of the rock around an opening: those at its edge catch the
// light that comes through it.
func (s *scene) slabs(c cavern, edge []pt, mid pt, stone rgb) {
	for range 34 {
		q := edge[c.r.IntN(len(edge))]
		out := q.minus(mid)
		out = out.by(1 / max(math.Hypot(out.x, out.y), 1e-9))
		along := pt{-out.y, out.x}
		from, deep, w := between(c.r, 0, 0.16), between(c.r, 0.03, 0.1), between(c.r, 0.02, 0.07)
		at := func(u, v float64) pt { return q.plus(out.by(u)).plus(along.by(v)) }
		tone := stone.darker(between(c.r, 0.1, 0.3))
		if from < 0.05 || c.r.Float64() < 0.3 {
			tone = mix(stone.lighter(0.12), c.light, 0.12)
		}
		s.fill(poly(at(from, -w), at(from+deep*0.3, w*0.2), at(from, w), at(from+deep, w*0.5), at(from+deep*0.8, -w*0.6)), flat(tone).faint(0.5))
	}
}

// stalactites hang from the upper part of an arch.
func (s *scene) stalactites(c cavern, roof []pt, stone rgb, f float64) {
	for range 9 {
		q := roof[c.r.IntN(len(roof))]
		w, l := between(c.r, 0.012, 0.03)*f, between(c.r, 0.05, 0.15)*f
		s.fill(poly(pt{q.x - w, q.y - 0.03}, pt{q.x + w, q.y - 0.03}, pt{q.x + w*0.4, q.y + l*0.3}, pt{q.x, q.y + l}, pt{q.x - w*0.5, q.y + l*0.35}), graded(stone, stone.lighter(0.06)))
		s.fill(poly(pt{q.x - w*0.9, q.y - 0.02}, pt{q.x - w*0.2, q.y - 0.02}, pt{q.x - w*0.05, q.y + l*0.85}, pt{q.x - w*0.4, q.y + l*0.3}), flat(mix(stone, c.light, 0.25)).faint(0.5))
	}
}

// caveFloor is the ground of a cave with the light of its mouth on it, and its
// water.
func (s *scene) caveFloor(c cavern) {
	y := arches[0].foot * s.h
	half := arches[0].half * s.w
	far, near := s.stone(c, 0.1), s.stone(c, 0.8)
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 50, func(x float64) float64 { return y + 0.012*rough(x*6, 2, 2, 7) }), graded(far, near))
	for i := range 5 { // laid five times, so that its edge is soft
		f := 0.7 + 0.11*float64(i)
		s.fill(poly(pt{c.mid - half*f, y}, pt{c.mid + half*f, y}, pt{c.mid + half*1.9*f + 0.1*s.side, s.h}, pt{c.mid - half*1.3*f + 0.1*s.side, s.h}), flat(c.light).faint(0.07))
	}
	for range 40 {
		t := c.r.Float64()
		s.fill(dab(c.r.Float64()*s.w, y+(s.h-y)*t, between(c.r, 0.03, 0.2)*(0.3+t), 0.004+0.014*t), flat(oneOf(c.r, mix(far, near, t).lighter(0.16), near)).faint(0.45))
	}
	if c.wet {
		s.cavePool(c, y+0.02)
	}
}

// cavePool is still water on the floor of a cave, which mirrors the mouth.
func (s *scene) cavePool(c cavern, y float64) {
	water := mix(c.rock.times(hex(0x2c4858)), s.pal.sky[2], 0.25)
	foot := s.h * 0.9
	half := func(t float64) float64 { return s.w * (arches[0].half*0.8 + 0.3*t) }
	key := c.r.Uint32()
	var left, right []pt
	for i := range 19 {
		t := float64(i) / 18
		x := c.mid + (s.w/2-c.mid)*t
		round := math.Sqrt(max(1-math.Pow(t, 6), 0))
		left = append(left, pt{x - half(t)*round*(1+0.12*rough(t*4, 1, 2, key)), y + (foot-y)*t})
		right = append(right, pt{x + half(t)*round*(1+0.12*rough(t*4, 5, 2, key)), y + (foot-y)*t})
	}
	pool := path{append(left, reversed(right)...)}
	s.fill(pool, graded(mix(water, c.light, 0.3), water))
	had := s.hor
	s.hor = y
	s.mirror(pool, 0.75)
	s.hor = had
	for range 22 {
		t := c.r.Float64()
		s.fill(dab(c.mid+(s.w/2-c.mid)*t+between(c.r, -0.6, 0.6)*half(t), y+(foot-y)*t*0.95, between(c.r, 0.03, 0.12)*(0.4+t), 0.002+0.004*t), flat(mix(water, c.light, 0.7)).faint(0.5))
	}
}

// caveLights are what shines within: torches on both walls, and crystals.
func (s *scene) caveLights(c cavern) {
	if s.b.trait("torch") {
		for _, side := range []float64{-1, 1} {
			s.torch(s.w*(0.5+0.32*side), s.h*0.5)
		}
	}
	if s.b.has("crystal") {
		s.crystals(c)
	}
}

// torch burns on a wall.
func (s *scene) torch(x, y float64) {
	s.glow(x, y-0.06, 0.34, hex(0xff9a44), 0.5)
	s.fill(limb(joint{x, y - 0.02, 0.022}, joint{x, y + 0.09, 0.012}), flat(hex(0x4a3224)))
	for k, c := range []uint32{0xe0602c, 0xf8a83c, 0xffe9a0} {
		s.fill(flame(x, y, 0.07*(1-0.28*float64(k))), flat(hex(c)))
	}
}

// crystals grow along both walls of a cave, larger the nearer they are.
func (s *scene) crystals(c cavern) {
	tint := oneOf(c.r, hex(0x6fd3e6), hex(0xb48cf0), hex(0x74e0b8))
	if own, _ := s.b.find("crystal"); own.colour != nil {
		tint = *own.colour
	}
	for i := range 9 {
		t := float64(i) / 8
		side := float64(i%2)*2 - 1
		x := s.w * (0.5 + side*(0.24+0.22*t+between(c.r, -0.03, 0.03)))
		y, size := s.h*(0.65+0.28*t), (0.08+0.15*t)*between(c.r, 0.8, 1.2)
		s.glow(x, y-size*0.5, size*0.9, tint, 0.4)
		own := mix(tint, hex(0xffffff), 0.2*c.r.Float64())
		s.stamp("crystal", x, y, size, c.r.IntN(2) == 0, 0, &own)
	}
}

// caveDwellers is the brief of a cave: what flies elsewhere sits in it.
func (b *brief) caveDwellers() {
	if !b.has("cave") {
		return
	}
	for i, sub := range b.subjects {
		if sub.name == "dragon" {
			b.subjects[i].place, b.subjects[i].size = "animal", 0.62
		}
	}
}
