package sketch

import (
	"math"
	"math/rand/v2"
)

// skyIsland is a piece of land that hangs in the sky: turf and trees above,
// rock that tapers below, a thread of water that falls from its edge.
func (s *scene) skyIsland(r *rand.Rand, sub subject) {
	n := min(sub.number(3), 4)
	for k := range n {
		i := n - 1 - k
		f := 1 / (1 + 0.9*float64(i))
		x, y := s.w*(0.5+0.08*s.side), s.hor*0.52
		if i > 0 {
			x, y = s.w*(0.5+0.34*s.side*float64(1-2*(i%2))), s.hor*between(r, 0.2, 0.75)
		}
		s.oneIsland(r, x, y, 0.27*f, clamp01(0.8*(1-f)))
	}
}

func (s *scene) oneIsland(r *rand.Rand, x, y, w, depth float64) {
	rock, key := hex(0x86786c), r.Uint32()
	lit, dark := s.pal.lit(rock, depth), s.pal.shadow(rock, depth)
	var rim, under []pt
	for i := range 31 {
		u := float64(i)/15 - 1
		rim = append(rim, pt{x + u*w, y - w*0.07*(1-u*u) + w*0.03*rough(u*4, 1, 2, key)})
		h := w * 1.05 * math.Pow(max(1-u*u, 0), 1.4) * (0.75 + 0.45*noise(u*5+3, 2, key))
		under = append([]pt{{x + u*w*0.97, y + h + 0.01}}, under...)
	}
	if s.b.has("waterfall") {
		s.thread(r, x+w*0.72*s.side, y, w, depth)
	}
	s.fill(path{append(append([]pt{}, rim...), under...)}, graded(lit, dark))
	s.facets(r, rim[8:26], y+w*0.7, 12, lit.lighter(0.05), dark)
	green := s.leaves()
	turf := append([]pt{}, rim...)
	for i := len(rim) - 1; i >= 0; i-- {
		turf = append(turf, pt{rim[i].x, rim[i].y + w*(0.06+0.09*noise(rim[i].x*30, 4, key))})
	}
	s.fill(path{turf}, graded(s.pal.lit(s.grass(), depth).lighter(0.1), s.pal.shadow(s.grass(), depth)))
	for _, u := range []float64{-0.62, 0.5, -0.3} {
		s.tree(r, x+u*w, y-w*0.06*(1-u*u)+w*0.02, w*between(r, 0.5, 0.75), green, depth)
	}
	if s.b.has("house") || w > 0.2 && !s.b.bans("building") {
		s.dwelling(r, x+w*0.12, y-w*0.04, w*0.4, w*0.17, cottage{wall: houseColour(r)}, depth)
	}
	for range 3 {
		s.veil(r.Uint32(), y+w*between(r, 0.8, 1.2), w*0.16, mix(s.pal.sky[4], hex(0xffffff), 0.4*(1-s.pal.dark)), 0.4)
	}
}

// thread is water that falls from the edge of an island and turns to mist.
func (s *scene) thread(r *rand.Rand, x, y, w, depth float64) {
	white := s.pal.lit(hex(0xf2f8fa), depth)
	for range 9 {
		dx := between(r, -0.03, 0.03) * w
		s.fill(limb(joint{x + dx, y - w*0.01, w * 0.03}, joint{x + dx*1.3, y + w*0.6, w * 0.035}, joint{x + dx*2, y + w*between(r, 1, 1.4), w * 0.01}), flat(white).faint(0.45))
	}
	s.glow(x, y+w*1.2, w*0.25, white, 0.4)
}
