package sketch

import (
	"math"
	"slices"
)

// paintDeep is water seen from within: light from above, dark below, weed and
// coral on the ground.
func (s *scene) paintDeep() {
	r := s.dice("deep")
	top, mid, low := hex(0x8fd0cf), hex(0x2f86a0), hex(0x123f66)
	if s.pal.dark > 0.6 {
		top, mid, low = hex(0x2f6f92), hex(0x174a72), hex(0x0a1f3f)
	}
	s.pal.haze, s.pal.fog, s.pal.back = mid, 0.7, 0.1
	s.pal.light, s.pal.shade = mix(rgb{1, 1, 1}, top, 0.35), hex(0x5f8ab0)
	s.hor = s.h * 0.8
	for i := range 8 {
		t := float64(i) / 8
		k := graded(threeTones(top, mid, low, t), threeTones(top, mid, low, t+0.125)).fine().mark()
		s.fill(rect(-0.1, s.h*t-0.001, s.w+0.2, s.h/8+0.01), k)
	}
	for range 7 {
		x := s.w*0.5 + between(r, -0.5, 0.5)*s.w
		d := between(r, -0.2, 0.2)
		s.fill(poly(pt{x, -0.1}, pt{x + 0.08, -0.1}, pt{x + 0.16 + d, s.h * 0.9}, pt{x - 0.06 + d, s.h * 0.9}), flat(hex(0xdff5ee)).faint(0.1))
	}
	for range 20 {
		s.fill(dab(r.Float64()*s.w, r.Float64()*s.h*0.08, between(r, 0.1, 0.3), 0.012), flat(hex(0xeafaf4)).faint(0.5))
	}
	s.sunkenCity(mid)
	for row := range 2 {
		c := mix(hex(0xcbb58a).times(s.pal.light), mid, 0.6-0.4*float64(row))
		line := ridge(r, s.hor+0.06+0.07*float64(row), 0.1, 0.5, 3)
		s.fill(band(-0.1, s.w+0.1, s.h+0.1, 50, line), graded(c, mix(c, low, 0.5)))
		for range 8 {
			x := r.Float64() * s.w
			s.weed(x, line(x)+0.03, between(r, 0.12, 0.34), mix(oneOf(r, hex(0x3f8a5f), hex(0x6f9a4a), hex(0x2f6f5f)), mid, 0.4-0.3*float64(row)))
		}
		for range 6 {
			x := r.Float64() * s.w
			cc := mix(oneOf(r, hex(0xe07a6a), hex(0xe9a85c), hex(0xb56a9a), hex(0xd9566a)), mid, 0.45-0.4*float64(row))
			for k := range 5 {
				a := -0.9 + 0.45*float64(k)
				l := between(r, 0.05, 0.12)
				y := line(x) + 0.03
				s.fill(limb(joint{x, y, 0.02}, joint{x + math.Sin(a)*l*0.6, y - math.Cos(a)*l*0.7, 0.017}, joint{x + math.Sin(a)*l, y - math.Cos(a)*l, 0.021}), flat(cc))
			}
		}
	}
	for range 26 {
		s.fill(disc(s.w*(0.5+0.3*s.side)+between(r, -0.1, 0.1), r.Float64()*s.h*0.8, between(r, 0.003, 0.01)), flat(hex(0xdff5f2)).faint(0.6))
	}
}

func threeTones(a, b, c rgb, t float64) rgb {
	if t < 0.5 {
		return mix(a, b, t*2)
	}
	return mix(b, c, t*2-1)
}

func (s *scene) weed(x, y, h float64, c rgb) {
	var j []joint
	for i := range 7 {
		t := float64(i) / 6
		j = append(j, joint{x + 0.03*math.Sin(t*6+x*20), y - h*t, 0.018 * (1 - t*0.8)})
	}
	s.fill(limb(j...), flat(c))
}

// paintDeepThings sets what swims.
func (s *scene) paintDeepThings() {
	r := s.dice("swimmers")
	list := s.b.in("deep")
	for _, sub := range s.b.in("water", "figure", "animal", "vehicle") {
		if sub.shape != "" || sub.place == "figure" {
			list = append(list, sub)
		}
	}
	if len(list) == 0 && !s.b.bans("fish") && !s.b.bans("animal") {
		list = []subject{{meaning: meaning{name: "fish", shape: "fish", size: 0.12}, count: 9}}
	}
	if s.b.trait("undership") {
		list = slices.DeleteFunc(list, func(t subject) bool { return t.group == "boat" })
		s.hull()
	}
	for slot, sub := range list {
		n := min(sub.number(9), 24)
		for range n {
			x, y := s.w*(0.5+0.08*s.side), s.h*(0.42+0.14*float64(slot%3))
			size := max(sub.size, 0.2) * 1.2 * s.zoom
			if n > 1 {
				x, y = s.w*(0.5+0.9*(r.Float64()-0.5)), s.h*between(r, 0.15, 0.75)
				size *= between(r, 0.4, 0.9)
			} else if slot == 0 {
				size *= 1.5
			}
			depth := clamp01(0.6 - size)
			own := sub.colour
			if own == nil && sub.name == "fish" && n > 1 {
				c := oneOf(r, hex(0xe8873c), hex(0xefc24f), hex(0xd9566a), hex(0xe9e4d6))
				own = &c
			}
			if sub.shape == "" {
				p := s.someone(r, sub)
				s.figure(x, y+0.15, p, s.side > 0, 0)
				continue
			}
			s.stampTurned(sub.shape, x, min(y+size*0.35, s.h*0.92), min(size, s.w*0.8, s.h*0.8), s.side > 0, depth, own, between(r, -0.15, 0.15))
		}
	}
}

// hull is a ship on the surface, seen from below the water.
func (s *scene) hull() {
	x, w := s.w*(0.5-0.14*s.side), 0.27
	at := func(u, v float64) pt { return pt{x + u*w*s.side, v} }
	c := hex(0x33414f)
	s.glow(x, 0, 0.5, hex(0xdff5ee), 0.4)
	s.fill(path{curve([]knot{{at(-1, -0.06), true}, {at(-0.95, 0.04), false}, {at(-0.7, 0.1), false}, {at(0.4, 0.115), false}, {at(0.95, 0.05), false}, {at(1.2, -0.06), true}})}, graded(c.darker(0.2), hex(0x8a3f38)))
	s.fill(path{curve([]knot{{at(-0.7, 0.1), true}, {at(0.3, 0.113), false}, {at(0.1, 0.135), true}, {at(-0.6, 0.13), true}})}, flat(c.darker(0.4)))
	for range 3 {
		s.fill(dab(x, 0.012, w*2.6, 0.014), flat(hex(0xeafaf4)).faint(0.5))
	}
}

// sunkenCity stands on the ground of the sea where a text puts one there: dim
// towers with a few lit windows, and what else was built.
func (s *scene) sunkenCity(water rgb) {
	r := s.dice("sunken city")
	if s.b.has("skyline", "village", "street") {
		for row := range 2 {
			for x := -0.02; x < s.w; {
				w, h := between(r, 0.06, 0.12), s.h*between(r, 0.2, 0.52)*(1-0.25*float64(row))
				c := mix(hex(0x9fb0a8), water, 0.72-0.25*float64(row))
				y := s.hor + 0.12
				if r.Float64() < 0.5 {
					s.fill(path{curve([]knot{{pt{x, y - h}, true}, {pt{x + w/2, y - h - w*0.9}, false}, {pt{x + w, y - h}, true}})}, flat(c))
				}
				s.fill(rect(x, y-h, w, h+0.1), graded(c.lighter(0.1), mix(c, water, 0.6)))
				for wy := y - h + 0.03; wy < y-0.08; wy += 0.035 {
					if r.Float64() < 0.6 {
						s.fill(rect(x+w*between(r, 0.15, 0.7), wy, 0.012, 0.018), flat(mix(hex(0xffe6a0), water, 0.2)).mark())
					}
				}
				x += w * between(r, 1.05, 1.5)
			}
		}
	}
	for _, b := range s.b.in("build") {
		if _, ok := silhouettes()[b.name]; ok {
			s.stamp(b.name, s.w*(0.5-0.2*s.side), s.hor+0.06, 0.5, s.side < 0, 0.55, b.colour)
		}
	}
}
