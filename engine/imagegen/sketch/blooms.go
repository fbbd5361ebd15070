package sketch

import (
	"math"
	"math/rand/v2"
)

// paintBlooms sets flowers, reeds and mushrooms in the foreground.
func (s *scene) paintBlooms() {
	if len(s.b.in("bloom")) == 0 && (s.b.season == "winter" || s.b.sky("snow")) {
		return
	}
	r := s.dice("blooms")
	if s.near == "garden" {
		for range 9 {
			s.bush(r, r.Float64()*s.w, s.top+(s.h-s.top)*between(r, 0.05, 0.5), between(r, 0.05, 0.12), 0.2)
		}
	}
	list := s.b.in("bloom")
	if s.near == "tulips" && !s.b.has("flower") {
		list = append(list, subject{meaning: meaning{name: "flower", kind: isThing}, colour: s.cropColour, plural: true})
	}
	if s.near == "garden" && !s.b.has("flower") && !s.b.bans("flower") {
		list = append(list, subject{meaning: meaning{name: "flower", kind: isThing}, plural: true})
	}
	for _, f := range list {
		lead := s.b.subjects[0].name == f.name
		n := f.number(26)
		for i := range min(n, 40) {
			t := (float64(i) + 0.5) / float64(n)
			x, y := r.Float64()*s.w, s.h*(0.8+0.22*t)
			size := 0.05 + 0.1*t
			if n <= 5 {
				x, y = s.w*(float64(i)+0.5+0.1*s.side)/float64(n), s.h*0.99
				size = 0.2
				if lead {
					size = 0.4 * s.zoom
				}
				if _, ok := s.visitor(); ok && i == 0 {
					x, y, size = s.w*(0.5+0.12*s.side), s.h*1.06, 0.62
				}
			}
			if over, ok := s.overhang(); ok && over.name == f.name {
				x, y, size = s.overhangSpot()
				size *= 0.6
			}
			switch f.name {
			case "mushroom":
				s.stamp("mushroom", x, y-0.02, size*1.2, false, 0, f.colour)
			case "reed":
				s.reed(r, x, y, size*2)
			default:
				s.flower(r, x, y, size, f.colour)
			}
		}
	}
	if s.near == "lake" && len(list) == 0 && !s.b.has("skyline") || s.near == "swamp" {
		for range 16 {
			s.reed(r, s.w*(0.5+0.5*s.side*between(r, 0.55, 1)), s.h*between(r, 0.95, 1.04), between(r, 0.1, 0.24))
		}
	}
}

func (s *scene) reed(r *rand.Rand, x, y, h float64) {
	c := s.pal.lit(hex(0x6f7d4a), 0)
	lean := between(r, -0.05, 0.08)
	s.fill(limb(joint{x, y, 0.006}, joint{x + lean*0.3, y - h*0.6, 0.005}, joint{x + lean, y - h, 0.002}), flat(c))
	if r.Float64() < 0.5 {
		s.fill(limb(joint{x + lean*0.6, y - h*0.78, 0.013}, joint{x + lean*0.9, y - h*0.95, 0.012}), flat(s.pal.lit(hex(0x6b4a35), 0)))
	}
}

// visitor is the insect or bird that comes to a flower, and then is seen as
// near as the flower.
func (s *scene) visitor() (sub subject, ok bool) {
	if f, has := s.b.find("flower"); !has || f.number(26) > 5 || s.near == "tabletop" {
		return subject{}, false
	}
	for _, name := range []string{"butterfly", "bee", "hummingbird"} {
		if sub, ok := s.b.find(name); ok && sub.number(3) == 1 {
			return sub, true
		}
	}
	return subject{}, false
}

// flower is a stem with leaves and a head of petals.
func (s *scene) flower(r *rand.Rand, x, y, size float64, own *rgb) {
	c := oneOf(r, hex(0xd9483f), hex(0xeab8c6), hex(0xf3cf4e), hex(0xf2efe6), hex(0x8a6fc0))
	heart := hex(0x4a3a2c)
	switch {
	case own != nil:
		c = *own
	case s.b.trait("sunflower"):
		c = hex(0xf0b92c)
	case s.b.trait("poppy"):
		c = hex(0xd43d2c)
	}
	if c.luma() < 0.6 && c.r < 0.7 {
		heart = hex(0xf0cf6a)
	}
	green := s.pal.lit(hex(0x557a42), 0)
	lean := between(r, -0.2, 0.2) * size
	hx, hy := x+lean, y-size
	s.fill(limb(joint{x, y + 0.02, size * 0.045}, joint{x + lean*0.2, y - size*0.5, size * 0.035}, joint{hx, hy, size * 0.03}), flat(green))
	s.fill(blob(pt{x, y - size*0.15}, pt{x + size*0.2, y - size*0.42}, pt{x + size*0.08, y - size*0.18}), flat(green.darker(0.2)))
	petals, width := 7, 0.09
	if size > 0.15 {
		petals, width = 13, 0.052
	}
	for pass := range 2 {
		col := graded(s.pal.lit(c.lighter(0.1), 0), s.pal.lit(c, 0))
		f := 1.0
		if pass == 0 {
			back := mix(s.pal.shadow(c, 0), s.pal.lit(c, 0), 0.45)
			col, f = flat(back), 1.1
		}
		p, veins := path{}, path{}
		for i := range petals {
			turn := 2 * math.Pi * (float64(i) + 0.5*float64(pass)) / float64(petals)
			put := func(q path) path { return q.moved(0, 0, 1, 1, turn).moved(hx, hy, 1, 0.8, 0) }
			p = p.and(put(ellipse(0, -size*0.155*f, size*width*f, size*0.15*f)))
			veins = veins.and(put(line(pt{0, -size * 0.09}, pt{0, -size * 0.24}, size*0.008)))
		}
		s.fill(p, col)
		if size > 0.15 && pass == 1 {
			s.fill(veins, flat(s.pal.shadow(c, 0)).faint(0.4))
		}
	}
	eye := s.pal.lit(heart, 0)
	s.fill(ellipse(hx, hy, size*0.085, size*0.07), graded(eye.lighter(0.15), eye))
	if size > 0.15 {
		seeds := path{}
		for i := range 34 {
			a, d := float64(i)*2.4, math.Sqrt(float64(i)/34)*size*0.07
			seeds = seeds.and(disc(hx+d*math.Cos(a), hy+0.8*d*math.Sin(a), size*0.006))
		}
		s.fill(seeds, flat(eye.lighter(0.35)).mark())
	}
}
