package sketch

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// roofed is a building in a city from above.
type roofed struct {
	plot
	height float64 // how far its roof leans out from the middle, as a share of its distance from it
	tone   rgb
}

// aerialCity is a city from straight above: blocks between streets, and towers
// that lean away from the middle, as they do below a camera.
func (s *scene) aerialCity() {
	r := s.dice("aerial city")
	turn := between(r, 0.12, 0.32) * s.side
	night := s.pal.lamps
	street := s.fromAbove(hex(0x8f8c92))
	if night {
		street = mix(s.fromAbove(hex(0x5a5866)), hex(0xffb45c), 0.72)
	}
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), flat(street).fine())
	var river way
	if s.b.has("river", "harbour") {
		river = s.wayThrough(r, 0.2, 0.05)
	}
	free := func(q pt) bool { return river.width == 0 || river.off(q.x, q.y) > 0.1 }
	at := func(x, y float64) pt { return pt{x, y}.turned(turn).plus(pt{s.w / 2, s.h / 2}) }
	const blockW, blockH, gap = 0.235, 0.165, 0.036
	reach := (s.w + s.h) * 0.62
	var all []roofed
	for y := -reach; y < reach; y += blockH + gap {
		for x := -reach; x < reach; x += blockW + gap {
			mid := at(x+blockW/2, y+blockH/2)
			if mid.x < -0.3 || mid.x > s.w+0.3 || mid.y < -0.3 || mid.y > s.h+0.3 || !free(mid) {
				continue
			}
			block := plot{x, y, blockW, blockH}
			s.pavement(block, turn)
			if r.Float64() < 0.12 {
				s.square(r, block, at)
				continue
			}
			all = append(all, s.block(r, block, math.Hypot(mid.x-s.w/2, mid.y-s.h/2))...)
		}
	}
	s.traffic(r, turn, reach, blockW+gap, blockH+gap, gap)
	if river.width > 0 {
		s.embankment(r, river)
		s.riverAbove(r, river)
		s.bridgesAbove(river)
	}
	// What is near the middle hides what stands behind it.
	slices.SortStableFunc(all, func(a, b roofed) int {
		return cmp.Compare(math.Hypot(b.x+b.w/2, b.y+b.h/2), math.Hypot(a.x+a.w/2, a.y+a.h/2))
	})
	for _, b := range all {
		s.tower(r, b, at, night)
	}
}

// embankment is the green between a river and the city.
func (s *scene) embankment(r *rand.Rand, river way) {
	c := s.fromAbove(s.grass())
	s.fill(s.ribbon(river, 0.12), flat(c))
	for range 90 {
		y := r.Float64() * s.h
		side := oneOf(r, -1.0, 1.0)
		s.treeAbove(r, river.mid(y)+side*(river.width/2+between(r, 0.04, 0.12)), y, between(r, 0.012, 0.026), s.leaves())
	}
}

// bridgesAbove cross a river on two levels of the picture.
func (s *scene) bridgesAbove(river way) {
	c := s.fromAbove(hex(0xb9b2aa))
	if s.pal.lamps {
		c = mix(c, hex(0xffb45c), 0.5)
	}
	for _, t := range []float64{0.28, 0.72} {
		y := s.h * t
		x, half := river.mid(y), river.width/2+0.14
		d := s.thrown(0.03)
		s.fill(rect(x-half, y-0.014+d.y, 2*half, 0.028), flat(hex(0x161a28)).faint(0.4))
		s.fill(rect(x-half, y-0.016, 2*half, 0.032), flat(c.lighter(0.2)))
		s.fill(rect(x-half, y-0.011, 2*half, 0.022), flat(c.darker(0.2)).mark())
	}
}

func (s *scene) pavement(p plot, turn float64) {
	c := s.fromAbove(hex(0xb5b0aa))
	if s.pal.lamps {
		c = mix(s.fromAbove(hex(0x5c5a68)), hex(0xffb45c), 0.12)
	}
	s.fill(rect(p.x, p.y, p.w, p.h).moved(s.w/2, s.h/2, 1, 1, turn), flat(c).fine())
}

// square is a block without houses: grass and trees.
func (s *scene) square(r *rand.Rand, p plot, at func(x, y float64) pt) {
	green := s.fromAbove(s.grass())
	s.fill(poly(at(p.x+0.01, p.y+0.01), at(p.x+p.w-0.01, p.y+0.01), at(p.x+p.w-0.01, p.y+p.h-0.01), at(p.x+0.01, p.y+p.h-0.01)), flat(green))
	for range 16 {
		q := at(p.x+p.w*between(r, 0.1, 0.9), p.y+p.h*between(r, 0.1, 0.9))
		s.treeAbove(r, q.x, q.y, between(r, 0.012, 0.022), s.leaves())
	}
}

// block divides a block into buildings, the higher the nearer to the middle.
func (s *scene) block(r *rand.Rand, p plot, away float64) []roofed {
	const eaves = 0.006
	var out []roofed
	for _, f := range p.split(r, between(r, 0.09, 0.2)) {
		f = plot{f.x + eaves, f.y + eaves, f.w - 2*eaves, f.h - 2*eaves}
		tall := between(r, 0.03, 0.12) + 0.3*math.Pow(r.Float64(), 2)*clamp01(1.1-away)
		out = append(out, roofed{f, tall, oneOf(r, hex(0xb9b0a6), hex(0xa8806a), hex(0x8d97a5), hex(0xd3c4ac), hex(0x9aa39c), hex(0xb5735a))})
	}
	return out
}

// tower is one building: walls from its foot to its roof, windows, and what
// stands on the roof.
func (s *scene) tower(r *rand.Rand, b roofed, at func(x, y float64) pt, night bool) {
	mid := pt{s.w / 2, s.h / 2}
	foot := []pt{at(b.x, b.y), at(b.x+b.w, b.y), at(b.x+b.w, b.y+b.h), at(b.x, b.y+b.h)}
	top := make([]pt, len(foot))
	for i, q := range foot {
		top[i] = mid.plus(q.minus(mid).by(1 + b.height))
	}
	c := s.fromAbove(b.tone)
	if night {
		c = c.darker(0.35)
	}
	d := s.thrown(b.height * 0.3)
	s.fill(poly(foot...).moved(d.x, d.y, 1, 1, 0), flat(hex(0x161a28)).faint(0.35))
	for i := range foot {
		k := (i + 1) % len(foot)
		wall := c.darker(0.3 + 0.16*float64(i%2))
		s.fill(poly(foot[i], foot[k], top[k], top[i]), flat(wall))
		if b.height > 0.08 {
			s.wallWindows(r, foot[i], foot[k], top[i], top[k], wall, night)
		}
	}
	s.fill(poly(top...), graded(c.lighter(0.12), c))
	inner := func(u, v float64) pt { return toward(toward(top[0], top[1], u), toward(top[3], top[2], u), v) }
	s.fill(poly(inner(0.08, 0.08), inner(0.92, 0.08), inner(0.92, 0.92), inner(0.08, 0.92)), flat(c.darker(0.06)).mark())
	for range 1 + r.IntN(3) {
		u, v := between(r, 0.15, 0.65), between(r, 0.15, 0.65)
		s.fill(poly(inner(u, v), inner(u+0.18, v), inner(u+0.18, v+0.2), inner(u, v+0.2)), flat(oneOf(r, c.darker(0.3), c.lighter(0.3))))
	}
}

// wallWindows are rows of windows across a wall that is seen from above.
func (s *scene) wallWindows(r *rand.Rand, a, b, topA, topB pt, wall rgb, night bool) {
	rows, lit := path{}, path{}
	const storeys = 5
	for k := range storeys {
		t := (float64(k) + 0.6) / storeys
		p, q := toward(a, topA, t), toward(b, topB, t)
		for i := range 6 {
			from, to := toward(p, q, (float64(i)+0.2)/6), toward(p, q, (float64(i)+0.75)/6)
			one := line(from, to, 0.0035)
			if night && r.Float64() < 0.45 {
				lit = lit.and(one)
			} else {
				rows = rows.and(one)
			}
		}
	}
	s.fill(rows, flat(wall.darker(0.4)).mark())
	s.fill(lit, flat(hex(0xffd98a)).mark())
}

// traffic is what drives along the streets: cars by day, their lights by night.
func (s *scene) traffic(r *rand.Rand, turn, reach, stepX, stepY, gap float64) {
	for range 110 {
		along := between(r, -reach, reach)
		x, y, w, h := -reach+stepX*float64(r.IntN(12))-gap/2, along, 0.009, 0.018
		if r.IntN(2) == 0 {
			x, y, w, h = along, -reach+stepY*float64(r.IntN(14))-gap/2, 0.018, 0.009
		}
		lane := oneOf(r, -0.25, 0.25) * gap
		q := pt{x + lane, y + lane}.turned(turn).plus(pt{s.w / 2, s.h / 2})
		if s.pal.lamps {
			c := oneOf(r, hex(0xfff3d0), hex(0xff5a3c))
			s.glow(q.x, q.y, 0.022, c, 0.7)
			s.fill(disc(q.x, q.y, 0.003), flat(c.lighter(0.3)).fine())
			continue
		}
		s.fill(rect(-w/2, -h/2, w, h).moved(q.x, q.y, 1, 1, turn), flat(s.fromAbove(oneOf(r, hex(0xf4efe4), hex(0xd0483c), hex(0x3a5f8a), hex(0xe6b83c), hex(0x2c2a30)))))
	}
}
