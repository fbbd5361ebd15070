package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// aerials paint the land as it is seen from straight above, by what it is.
var aerials = map[string]layer{
	"shore": (*scene).aerialShore, "island": (*scene).aerialIsland, "pond": (*scene).aerialPond, "sea": (*scene).aerialSea,
	"city": (*scene).aerialCity, "forest": (*scene).aerialForest, "fields": (*scene).aerialFields, "dunes": (*scene).aerialDunes,
}

// overhead names the land that is seen from straight above, or "" where a
// picture keeps its horizon: that of people, animals and buildings, of which
// nobody would know the tops.
func (s *scene) overhead() string {
	b := s.b
	if s.near == "lake" && len(b.subjects) > 0 && slices.Contains([]string{"fish", "goldfish"}, b.subjects[0].name) && len(b.in("figure", "build", "land", "animal")) == 0 {
		return "pond" // fish are seen from above, unless one is under water with them
	}
	if !b.frame("aerial") && !b.frame("above") || len(b.subjects) == 0 || s.near == "cave" || s.near == "underwater" {
		return ""
	}
	for i, sub := range b.subjects {
		switch sub.place {
		case "build", "bridge", "furniture", "table", "deep", "animal":
			if !slices.Contains(swimmers, sub.name) && sub.name != "house" && (i == 0 || sub.place != "table") {
				return ""
			}
		case "figure":
			if i == 0 {
				return ""
			}
		case "vehicle":
			if !slices.Contains([]string{"car", "sportscar", "van", "truck"}, sub.name) {
				return ""
			}
		case "sky":
			if sub.shape != "" {
				return ""
			}
		}
	}
	switch {
	case b.has("mountain", "volcano", "canyon", "waterfall"):
		return ""
	case b.has("skyline", "street"):
		return "city"
	case b.has("island"):
		return "island"
	case b.has("whale", "shark") || s.near == "sea" && b.has("ship", "galleon"):
		return "sea"
	case slices.Contains([]string{"beach", "sea", "harbour"}, s.near):
		if b.time == "sunset" || b.time == "dawn" {
			return "" // its sky is what was asked for
		}
		return "shore"
	case b.has("forest"):
		return "forest"
	case s.near == "lake" || s.near == "swamp":
		return "pond"
	case s.near == "desert":
		return "dunes"
	case slices.Contains([]string{"field", "wheat", "lavender", "tulips", "garden", "river"}, s.near):
		return "fields"
	}
	return ""
}

// paintAerial is the land from straight above. It has no horizon.
func (s *scene) paintAerial() {
	land := aerials[s.overhead()]
	s.hor = -0.2
	land(s)
	s.aerialThings()
}

// fromAbove is a colour in the light that falls on the land, through some air.
func (s *scene) fromAbove(c rgb) rgb { return mix(c.times(s.pal.light), s.pal.sky[2], 0.1) }

// thrown is how far what stands up throws its shadow, for its height.
func (s *scene) thrown(height float64) pt { return pt{-0.8 * height * s.side, 0.55 * height} }

// treeAbove is a tree from above: its shadow, its leaves and the light on them.
func (s *scene) treeAbove(r *rand.Rand, x, y, size float64, green rgb) {
	c := s.fromAbove(mix(green, oneOf(r, green.lighter(0.2), green.darker(0.22), hex(0x7d9a4c)), 0.6*r.Float64()))
	d := s.thrown(size * 0.7)
	s.fill(ellipse(x+d.x, y+d.y, size, size*0.92), flat(s.pal.shadow(hex(0x203828), 0)).faint(0.4))
	if s.conifers(r) {
		s.fill(star(x, y, size, 9, 0.62), flat(c.darker(0.18)))
		s.fill(star(x+0.15*size*s.side, y-0.12*size, size*0.62, 9, 0.55), flat(c.lighter(0.08)).mark())
		return
	}
	s.fill(tuft(r, x, y, size, size, 0.16), flat(c.darker(0.15)))
	s.fill(tuft(r, x+0.2*size*s.side, y-0.16*size, size*0.66, size*0.62, 0.22), flat(c.lighter(0.06)).mark())
	s.fill(tuft(r, x+0.32*size*s.side, y-0.3*size, size*0.3, size*0.26, 0.3), flat(c.lighter(0.22)).mark())
}

// conifers says whether the next tree from above is one.
func (s *scene) conifers(r *rand.Rand) bool {
	if s.b.season == "autumn" || s.b.trait("jungle") {
		return false
	}
	share := 0.25
	if s.b.has("pine") || s.snowy() {
		share = 0.9
	}
	return r.Float64() < share
}

// star is a shape with n rays; inner is how far in its corners lie.
func star(x, y, size float64, n int, inner float64) path {
	out := make([]pt, 2*n)
	for i := range out {
		a, d := math.Pi*float64(i)/float64(n), size
		if i%2 == 1 {
			d *= inner
		}
		out[i] = pt{x + d*math.Sin(a), y - d*math.Cos(a)}
	}
	return path{out}
}

// way is a river or a road that winds down the picture.
type way struct {
	mid   func(y float64) float64
	width float64
}

// wayThrough is where a river or a road runs, that winds the more, the more
// bend it has.
func (s *scene) wayThrough(r *rand.Rand, width, bend float64) way {
	phase, tilt := r.Float64()*6, between(r, -0.3, 0.3)
	return way{width: width, mid: func(y float64) float64 {
		u := y/s.h - 0.5
		return s.w*(0.5+0.08*s.side) + tilt*u + bend*(math.Sin(u*7+phase)+0.4*math.Sin(u*15+phase*2))
	}}
}

// off is how far a place lies from the edge of the way, less than 0 on it.
func (w way) off(x, y float64) float64 {
	slope := (w.mid(y+0.01) - w.mid(y-0.01)) / 0.02
	return math.Abs(x-w.mid(y))/math.Sqrt(1+slope*slope) - w.width/2
}

// ribbon is the way itself, wider by more on each side.
func (s *scene) ribbon(w way, more float64) path {
	var joints []joint
	for i := range 31 {
		y := -0.1 + (s.h+0.2)*float64(i)/30
		joints = append(joints, joint{w.mid(y), y, w.width + 2*more})
	}
	return limb(joints...)
}

// riverAbove lays a river: its banks, its water, and what glitters on it.
func (s *scene) riverAbove(r *rand.Rand, w way) {
	water := s.fromAbove(hex(0x2f7f93))
	s.fill(s.ribbon(w, 0.014), flat(s.fromAbove(hex(0xcdb98c))))
	s.fill(s.ribbon(w, 0), graded(water, water.darker(0.15)))
	for range 60 {
		y := r.Float64() * s.h
		x := w.mid(y) + between(r, -0.4, 0.4)*w.width
		s.fill(dab(x, y, between(r, 0.02, 0.06), 0.005), flat(oneOf(r, water.lighter(0.3), mix(water, s.pal.disc, 0.4), water.darker(0.2))).faint(0.5))
	}
}

// roadAbove lays a road with a broken line along its middle.
func (s *scene) roadAbove(w way, c rgb) {
	s.fill(s.ribbon(w, 0.004), flat(c.darker(0.2)))
	s.fill(s.ribbon(w, 0), flat(c))
	dashes := path{}
	for y := 0.02; y < s.h; y += 0.06 {
		dashes = dashes.and(line(pt{w.mid(y), y}, pt{w.mid(y + 0.025), y + 0.025}, 0.004))
	}
	s.fill(dashes, flat(c.lighter(0.5)).mark())
}

// roofAbove is a house from above: two slopes of a roof, one in the light.
func (s *scene) roofAbove(r *rand.Rand, x, y, w, turn float64) {
	c := s.fromAbove(oneOf(r, hex(0xb5573c), hex(0x9a4b3c), hex(0x7a6a64), hex(0xc98f5c)))
	if s.snowy() {
		c = s.fromAbove(snowWhite)
	}
	h := w * 0.62
	at := func(p path) path { return p.moved(x, y, 1, 1, turn) }
	d := s.thrown(w * 0.4)
	s.fill(at(rect(-w/2, -h/2, w, h)).moved(d.x, d.y, 1, 1, 0), flat(hex(0x1c2430)).faint(0.45))
	s.fill(at(rect(-w/2, -h/2, w, h/2)), flat(c.lighter(0.1)))
	s.fill(at(rect(-w/2, 0, w, h/2)), flat(c.darker(0.25)))
	s.fill(at(rect(w*0.18, -h*0.3, w*0.14, w*0.14)), flat(c.darker(0.4)))
	if s.pal.lamps {
		s.glow(x, y, w*1.4, s.pal.glowing(), 0.4)
	}
}
