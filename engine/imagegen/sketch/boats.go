package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// boats sets what floats on the water, or on the ground where there is none.
func (s *scene) boats(r *rand.Rand) []standing {
	list := s.b.earthbound().in("water")
	if s.near == "harbour" && len(list) == 0 && !s.b.bans("boat") {
		list = []subject{{meaning: meaning{name: "boat", place: "water", shape: "fishingboat", size: 0.24}, count: 4}}
	}
	var out []standing
	slot := 0
	for _, sub := range list {
		n := min(sub.number(4), 14)
		lead := s.b.subjects[0].name == sub.name || s.onDeck()
		for i := range n {
			out = append(out, s.boat(r, sub, lead, slot, i, n))
			slot++
		}
	}
	return out
}

func (s *scene) boat(r *rand.Rand, sub subject, lead bool, slot, i, n int) standing {
	end := s.h
	if s.near == "beach" {
		end = s.hor + (s.h-s.hor)*0.38
	}
	t := 0.42
	if !lead {
		t = 0.24
	}
	x := s.w * (0.5 - s.side*between(r, 0.08, 0.24))
	if lead && n == 1 {
		x = s.w * (0.5 + s.side*between(r, 0.04, 0.14))
	}
	if !lead {
		x = s.w * (0.5 - s.side*between(r, 0.24, 0.34))
	}
	if n > 1 {
		x = s.w * (0.1 + 0.8*(float64(i)+0.5+between(r, -0.2, 0.2))/float64(n))
		t = 0.1 + 0.55*math.Mod(float64(i)*0.618+0.3*r.Float64(), 1)
	}
	y := s.hor + (end-s.hor)*t
	f := 0.35 + 1.0*t
	if lead && n == 1 {
		f = 1.25 * max(s.zoom, 0.5)
	}
	if s.near == "beach" {
		f = 0.42 + 0.4*t
	}
	flip := r.Float64() < 0.5
	own := sub.colour
	if own == nil && n > 1 {
		c := coats[r.IntN(len(coats))]
		if sub.group == "boat" {
			own = &c
		}
	}
	depth := clamp01(0.55 - 0.6*t)
	return standing{y, func() {
		size := min(sub.size*f, s.w*0.9)
		if own == nil && (s.b.sky("storm") || s.pal.dark > 0.7) {
			c := silhouettes()[sub.shape].tones["body"].lighter(0.3)
			own = &c
		}
		if s.onDeck() && slot == 0 {
			s.crew(s.dice("crew"), x, y, size, depth, flip)
		}
		if sub.name == "rowboat" && s.aboard() > 0 {
			size = min(size*1.3, s.w*0.6)
			s.rowers(s.dice("rowers"), x, y, size, depth, flip)
		}
		if lead && !s.b.frame("silhouette") {
			s.spotlit(func() { s.stamp(sub.shape, x, y, size, flip, depth, own) })
		} else {
			s.stamp(sub.shape, x, y, size, flip, depth, own)
		}
		s.afloat(r, sub, x, y, size)
	}}
}

// aboard is how many people sit in the boat and not on the shore: a few, when
// there is one small boat.
func (s *scene) aboard() int {
	boat, ok := s.b.find("rowboat")
	if !ok || boat.number(3) != 1 || s.near == "beach" {
		return 0
	}
	n := 0
	for _, f := range s.b.in("figure") {
		k := f.number(3)
		if f.name == "couple" {
			k = 2
		}
		if f.name == "crowd" && f.count == 0 || f.shape != "" {
			return 0
		}
		n += k
	}
	if n > 3 {
		return 0
	}
	return n
}

// rowers sit in a boat of a length at x, y.
func (s *scene) rowers(r *rand.Rand, x, y, length, depth float64, flip bool) {
	n, i := s.aboard(), 0
	for _, f := range s.b.in("figure") {
		k := f.number(3)
		if f.name == "couple" {
			k = 2
		}
		for range k {
			p := s.someone(r, f)
			p.height, p.riding, p.arm, p.holds = length*0.62*p.height/0.3, "row", false, ""
			at := x + length*(float64(i)-float64(n-1)/2)*0.26
			s.figure(at, y-length*0.1, p, flip != (i%2 == 1), depth)
			i++
		}
	}
}

// afloat breaks the foot of a boat with water, and mirrors its colours.
func (s *scene) afloat(r *rand.Rand, sub subject, x, y, size float64) {
	sh := silhouettes()[sub.shape]
	own := s.pal.lit(sh.tones["body"], 0.1)
	if sub.colour != nil {
		own = s.pal.lit(*sub.colour, 0.1)
	}
	w := size * sh.w / max(sh.w, sh.h)
	for range 9 {
		t := r.Float64()
		s.fill(dab(x+between(r, -0.3, 0.3)*w, y+size*(0.01+0.22*t), w*between(r, 0.2, 0.6)*(1-t*0.5), size*0.02), flat(own.darker(0.3)).faint(0.5*(1-t*0.6)))
	}
	if c, ok := sh.tones["sail"]; ok {
		for range 6 {
			t := r.Float64()
			s.fill(dab(x+between(r, -0.2, 0.2)*w, y+size*(0.1+0.4*t), w*between(r, 0.15, 0.4), size*0.018), flat(s.pal.lit(c, 0.1)).faint(0.45))
		}
	}
	light := mix(s.pal.sky[4], hex(0xffffff), 0.25*(1-s.pal.dark))
	s.fill(dab(x, y-size*0.004, w*1.15, size*0.035), flat(light).faint(0.75))
	s.fill(dab(x-w*0.1, y+size*0.03, w*0.7, size*0.022), flat(s.pal.sky[1].darker(0.25)).faint(0.6))
}

// onDeck is true where people are on a ship and not on the shore.
func (s *scene) onDeck() bool {
	return s.b.trait("aboard") && len(s.b.in("figure")) > 0 && s.b.in("figure")[0].shape == "" &&
		slices.ContainsFunc(s.b.in("water"), func(sub subject) bool { return sub.group == "boat" })
}

// crew stands along the deck of a ship; its hull hides their feet.
func (s *scene) crew(r *rand.Rand, x, y, size, depth float64, flip bool) {
	people := s.b.in("figure")[0]
	n := min(people.number(4), 6)
	for i := range n {
		p := s.someone(r, people)
		p.height, p.walking = size*0.27, false
		at := x + size*0.6*(float64(i)-float64(n-1)/2)/float64(max(n-1, 2))
		s.truly(func() { s.figure(at, y-size*0.1, p, flip != (i%2 == 1), depth) })
	}
}
