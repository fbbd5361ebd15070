package sketch

import (
	"math"
	"slices"
)

// perch is how far down the picture the top of a roof or a branch lies.
func (s *scene) perch() float64 { return s.h * 0.76 }

// paintRooftop is a tiled roof right in front, with chimneys, above the roofs
// of a town.
func (s *scene) paintRooftop() {
	r := s.dice("rooftop")
	s.fill(rect(-0.1, s.hor-0.01, s.w+0.2, s.h), flat(s.pal.shadow(hex(0x6a6a78), 0.5)))
	if !s.b.has("skyline") {
		for row := range 3 {
			for x := -0.05; x < s.w+0.1; {
				w := between(r, 0.1, 0.16)
				y := s.hor + 0.03 + (s.perch()-s.hor)*0.42*float64(row)
				s.house(r, x, y, w, w*between(r, 0.7, 1.2), houseColour(r), 0.75-0.2*float64(row))
				x += w * between(r, 0.9, 1.1)
			}
		}
	}
	top := s.perch()
	c := oneOf(r, hex(0xb5573c), hex(0x9a4b3c), hex(0x6a6f80))
	if s.b.sky("snow") || s.b.season == "winter" {
		c = snowWhite
	}
	lit, dark := s.pal.lit(c, 0), s.pal.shadow(c, 0)
	s.fill(poly(pt{-0.1, top}, pt{s.w + 0.1, top}, pt{s.w + 0.1, s.h + 0.1}, pt{-0.1, s.h + 0.1}), graded(lit, mix(lit, dark, 0.5)))
	for row := 0; top+0.05*float64(row) < s.h+0.05; row++ {
		y := top + 0.05*float64(row) + 0.004*float64(row*row)
		for x := -0.05 - 0.04*float64(row%2); x < s.w+0.08; x += 0.08 {
			tile := mix(lit, dark, between(r, 0.05, 0.4))
			s.fill(path{curve([]knot{{pt{x, y}, true}, {pt{x + 0.076, y}, true}, {pt{x + 0.072, y + 0.036}, false}, {pt{x + 0.038, y + 0.05}, false}, {pt{x + 0.004, y + 0.036}, false}})}, graded(tile.lighter(0.08), tile.darker(0.12)).mark())
		}
	}
	s.fill(rect(-0.1, top-0.014, s.w+0.2, 0.022), graded(lit.lighter(0.2), lit.darker(0.15)))
	x := s.w*(0.5-0.33*s.side) - 0.05
	brick := hex(0x9a5f4c)
	s.fill(rect(x, top-0.2, 0.1, 0.23), graded(s.pal.lit(brick, 0), s.pal.lit(brick, 0).darker(0.2)))
	s.fill(rect(x, top-0.2, 0.036, 0.23), flat(s.pal.shadow(brick, 0)))
	s.fill(rect(x-0.012, top-0.215, 0.124, 0.026), flat(s.pal.lit(brick.lighter(0.2), 0)))
}

// paintBranch is one branch right in front, from the side of the picture.
func (s *scene) paintBranch() {
	r := s.dice("branch")
	y := s.perch()
	dir := s.side
	edge := s.w * (0.5 + 0.6*dir)
	end := s.w * (0.5 - 0.42*dir)
	bark := s.pal.lit(hex(0x6f5140), 0)
	limbs := limb(joint{edge, y + 0.05, 0.075}, joint{s.w * (0.5 + 0.2*dir), y + 0.022, 0.05}, joint{s.w * (0.5 - 0.1*dir), y + 0.02, 0.036}, joint{end, y - 0.05, 0.012})
	s.fill(limbs, graded(bark.lighter(0.15), bark.darker(0.3)))
	for range 26 {
		t := r.Float64()
		x := edge + (end-edge)*t
		s.fill(dab(x, y+0.03+between(r, -0.015, 0.015), between(r, 0.03, 0.08), 0.005), flat(oneOf(r, bark.lighter(0.25), bark.darker(0.35))).faint(0.6))
	}
	if s.b.sky("snow") || s.b.season == "winter" {
		s.fill(limb(joint{edge, y + 0.012, 0.03}, joint{s.w / 2, y + 0.002, 0.022}, joint{end + 0.05*dir, y - 0.045, 0.008}), flat(s.pal.lit(snowWhite, 0)))
	}
	green := s.leaves()
	if s.b.trait("blossom") {
		green = hex(0xf0b4c6)
	}
	if s.b.trait("bare") || s.b.season == "winter" && !s.b.trait("blossom") {
		return
	}
	for range 46 {
		x := edge + (end-edge)*r.Float64()
		if math.Abs(x-s.w*(0.5+0.1*s.side)) < 0.17 {
			continue
		}
		up := between(r, -0.12, 0.1)
		c := s.pal.lit(mix(green, oneOf(r, green.lighter(0.3), green.darker(0.3)), r.Float64()), 0)
		a := between(r, -1, 1)
		leaf := path{curve([]knot{{pt{-0.035, 0}, true}, {pt{0, -0.016}, false}, {pt{0.04, 0}, true}, {pt{0, 0.016}, false}})}
		s.fill(leaf.moved(x, y+up, 1, 1, a), graded(c.lighter(0.1), c))
	}
}

// flier is what hovers in the sky though it has no wings; ok is false where
// everything stands on the ground.
func (b *brief) flier() (subject, bool) {
	if len(b.subjects) == 0 {
		return subject{}, false
	}
	first := b.subjects[0]
	if b.trait("aloft") && slices.Contains([]string{"animal", "water", "deep", "vehicle", "figure", "furniture", "table"}, first.place) {
		return first, true
	}
	return subject{}, false
}

// earthbound is the brief without what hovers.
func (b *brief) earthbound() *brief {
	up, ok := b.flier()
	if !ok {
		return b
	}
	rest := *b
	rest.subjects = slices.DeleteFunc(slices.Clone(b.subjects), func(s subject) bool { return s.name == up.name })
	return &rest
}

// paintAloft sets what hovers over the land.
func (s *scene) paintAloft() {
	sub, ok := s.b.flier()
	if !ok {
		return
	}
	r := s.dice("aloft")
	n := min(sub.number(3), 5)
	for i := range n {
		size := 0.66 * min(max(s.zoom, 0.7), 1.2) / (1 + 0.45*float64(n-1))
		if sub.is("tiny") {
			size *= 0.6
		}
		x := s.w * (0.5 + 0.06*s.side)
		if n > 1 {
			x = s.w * (0.18 + 0.64*float64(i)/float64(n-1))
		}
		y := max(s.hor*between(r, 0.52, 0.62), size*0.4)
		s.spotlit(func() {
			if sub.shape == "" {
				p := s.someone(r, sub)
				p.height, p.walking = size*0.7, false
				s.figure(x, y+p.height*0.4, p, s.side > 0, 0.1)
				return
			}
			sh := silhouettes()[sub.shape]
			s.glow(x, y, size*0.75, s.pal.sky[4].lighter(0.25), 0.45)
			if sub.colour == nil {
				c := sh.tones["body"].lighter(0.45 * s.pal.dark)
				sub.colour = &c
			}
			foot := y + size*sh.h/max(sh.w, sh.h)*0.5
			s.stampTurned(sub.shape, x, foot, size, s.side > 0, 0.1, sub.colour, -0.08*s.side)
		})
	}
}
