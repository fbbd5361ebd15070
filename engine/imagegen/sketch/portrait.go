package sketch

import (
	"slices"
	"strings"
)

// sitter is whose head and shoulders a portrait shows.
type sitter struct {
	skin, hair, coat   rgb
	woman, old, child  bool
	beard, hat, scarf  bool
	glasses, long, cap bool
	role               role
}

func (s *scene) sitter() sitter {
	r := s.dice("sitter")
	b := s.b
	p := sitter{skin: skins[r.IntN(len(skins))], hair: hairs[r.IntN(len(hairs))], coat: coats[r.IntN(len(coats))],
		woman: b.has("woman") || !b.has("man", "person") && r.Float64() < 0.5, child: b.has("child"),
		old: b.trait("old"), hat: b.trait("hatted"), scarf: b.trait("scarf"), glasses: b.trait("glasses")}
	for _, f := range b.in("figure", "ground") {
		if f.colour != nil {
			p.coat = *f.colour
		}
	}
	if c, ok := b.worn["coat"]; ok {
		p.coat = c
	}
	p.beard = b.trait("bearded") || !p.woman && p.old
	p.long = p.woman || b.trait("longhair")
	p.cap = slices.Contains(b.content, "sailor") || b.has("sea", "ship", "boat", "harbour")
	if p.old {
		p.hair = hex(0xdcd8d0)
	}
	if c, ok := b.worn["hair"]; ok {
		p.hair = c
		if p.coat == c || hueGap(p.coat.lch().h, c.lch().h) < 0.5 {
			p.coat = hex(0x2f5f6a)
		}
	}
	if p.role = b.role(); p.role.coat != (rgb{}) && b.worn["coat"] == (rgb{}) {
		p.coat = p.role.coat
	}
	if c, ok := b.find("child"); ok {
		p.woman = strings.Contains(c.phrase, "girl")
		p.long = p.woman
	}
	if b.has("person") && !b.has("woman") && !p.old {
		p.woman = p.woman && r.Float64() < 0.5
	}
	return p
}

// paintPortrait is a head and shoulders in planes of light and shade.
func (s *scene) paintPortrait() {
	r := s.dice("portrait")
	p := s.sitter()
	s.pal.fog = 0
	suit := s.b.trait("astronaut")
	if suit {
		p.coat, p.long, p.hat, p.cap, p.scarf = hex(0xe6e8ea), false, false, false, false
	}
	f := 0.01 * min(1.15, max(0.9, s.h))
	if s.b.frame("wide") || s.b.frame("minimal") {
		f *= 0.75
	}
	cx, foot := s.w*(0.5+0.03*s.side), s.h+0.02
	dir := -s.side
	at := func(x, y float64) pt { return pt{cx + dir*x*f, foot - y*f} }
	k := func(points ...float64) path {
		var knots []knot
		for i := 0; i+1 < len(points); i += 2 {
			knots = append(knots, knot{at(points[i], points[i+1]), false})
		}
		return path{curve(knots)}
	}
	s.glow(cx-dir*14*f, foot-60*f, 78*f, mix(s.pal.sky[4], s.pal.disc, 0.5), 0.3)
	skin, skinDark := s.pal.lit(p.skin, 0), mix(s.pal.shadow(p.skin, 0), s.pal.lit(p.skin.darker(0.2), 0), 0.45)
	hair, hairDark := s.pal.lit(p.hair, 0), s.pal.shadow(p.hair, 0)
	coat, coatDark := s.pal.lit(p.coat, 0), s.pal.shadow(p.coat, 0)
	if p.long {
		s.fill(k(-18, 70, -21, 52, -25, 34, -24, 16, -12, 12, 12, 12, 24, 15, 25, 35, 21, 54, 18, 70, 0, 80), graded(hairDark.lighter(0.04), hairDark))
	}
	// Shoulders and neck.
	s.fill(k(-46, -6, -42, 16, -26, 25, -9, 29, 9, 29, 27, 25, 43, 15, 47, -6), graded(coat, mix(coat, coatDark, 0.4)))
	s.fill(k(-46, -6, -42, 16, -26, 25, -12, 28, -16, 14, -20, -6), flat(coatDark).faint(0.7))
	s.fill(k(-8, 44, -8, 28, 0, 22, 8, 28, 8, 44), flat(skinDark))
	if suit {
		s.helmetBack(at, f)
		s.fill(k(-8, 44, -8, 28, 0, 22, 8, 28, 8, 44), flat(skinDark))
	} else if p.scarf {
		s.fill(k(-13, 32, 0, 26, 13, 32, 13, 25, 0, 18, -13, 25), flat(s.pal.lit(hex(0xb5402f), 0)))
	} else {
		s.fill(k(-12, 30, -3, 22, 0, 17, -8, 20), flat(coat.lighter(0.12)))
		s.fill(k(12, 30, 3, 22, 0, 17, 8, 20), flat(coatDark))
	}
	// The head: one plane in the light, one out of it.
	s.fill(k(-15, 62, -15.5, 52, -12, 41, -4, 35, 4, 35, 12, 41, 15, 52, 15, 62, 10, 72, 0, 76, -10, 72), flat(skin))
	s.fill(k(-15, 62, -15.5, 52, -12, 41, -4, 35, 0, 35, -3, 42, -6, 50, -4, 58, -8, 66, -11, 70), flat(skinDark).faint(0.85))
	s.fill(k(-15.5, 57, -18, 59, -18, 52, -15, 49), flat(skinDark))
	s.face(k, at, f, p, skin, skinDark, hairDark)
	if p.beard {
		s.fill(k(-14, 50, -13, 40, -7, 30, 1, 27, 8, 31, 13, 41, 14, 50, 9, 45, 4, 47.5, 1, 46.5, -3, 47.5, -9, 45), flat(hair))
		s.fill(k(-14, 50, -13, 40, -7, 30, 0, 27, -2, 36, -5, 42, -9, 45), flat(hairDark).faint(0.6))
		s.fill(k(-5, 43.4, 1, 44.4, 6, 43.4, 1, 41.8), flat(skinDark.darker(0.3)))
		for range 12 {
			x, y := between(r, -9, 9), between(r, 31, 43)
			s.fill(line(at(x, y), at(x*0.9, y-4), 0.5*f), flat(oneOf(r, hair.lighter(0.3), hairDark)).faint(0.7))
		}
	}
	s.crown(k, at, f, p, hair, hairDark, coat, coatDark)
	if suit {
		s.helmetFront(at, f)
	}
}

// helmetBack is the inside of a space helmet and the shell around it.
func (s *scene) helmetBack(at func(x, y float64) pt, f float64) {
	c := at(0, 57)
	shell := s.pal.lit(hex(0xf0f1f2), 0)
	s.fill(disc(c.x, c.y, 33*f), graded(shell, s.pal.shadow(hex(0xf0f1f2), 0)))
	s.fill(disc(c.x, c.y, 28*f), graded(hex(0x2c4160), hex(0x16233c)))
}

// helmetFront is the glass with the world in it, the neck ring and the badges
// of the suit.
func (s *scene) helmetFront(at func(x, y float64) pt, f float64) {
	c := at(0, 57)
	s.fill(disc(c.x, c.y, 28*f), flat(hex(0x9cc4e8)).faint(0.12))
	s.fill(limb(joint{at(-21, 64).x, at(0, 64).y, 1.5 * f}, joint{at(-17, 73).x, at(0, 73).y, 4 * f}, joint{at(-8, 80).x, at(0, 80).y, 1.5 * f}), flat(hex(0xf2f8fc)).faint(0.8))
	s.fill(limb(joint{at(21, 47).x, at(0, 47).y, 1 * f}, joint{at(23, 56).x, at(0, 56).y, 2.4 * f}, joint{at(21, 65).x, at(0, 65).y, 1 * f}), flat(hex(0xf2f8fc)).faint(0.45))
	metal := s.pal.lit(hex(0xb8c0c8), 0)
	s.fill(limb(joint{at(-26, 32).x, at(0, 32).y, 5 * f}, joint{at(0, 25).x, at(0, 25).y, 7 * f}, joint{at(26, 32).x, at(0, 32).y, 5 * f}), graded(metal.lighter(0.25), metal.darker(0.25)))
	s.fill(disc(at(24, 12).x, at(24, 12).y, 5*f), flat(s.pal.lit(hex(0x2f5fa8), 0)))
	s.fill(line(at(20, 11), at(28, 14), 1.2*f), flat(s.pal.lit(hex(0xd2402f), 0)))
	s.fill(rect(at(-30, 0).x-4*f, at(0, 14).y, 9*f, 6*f), flat(s.pal.lit(hex(0xd2402f), 0)))
}

// face draws brows, eyes, nose and mouth, few and plain.
func (s *scene) face(k func(...float64) path, at func(x, y float64) pt, f float64, p sitter, skin, dark, hair rgb) {
	ink := mix(hex(0x2a2226), dark, 0.2)
	brow := mix(hair, ink, 0.5)
	if p.old {
		brow = hair.lighter(0.2)
	}
	for _, x := range []float64{-6, 7.5} {
		s.fill(k(x-4, 58, x, 59.4, x+4, 58, x+4, 57.2, x, 58, x-4, 57), flat(brow))
		s.fill(k(x-3.2, 54, x, 55.7, x+3.2, 54, x, 52.8), flat(mix(hex(0xf4efe6), skin, 0.3)))
		s.fill(ellipse(at(x+0.5, 54).x, at(x, 54.2).y, 1.35*f, 1.5*f), flat(ink))
		s.fill(k(x-3.6, 54.2, x, 56.2, x+3.6, 54.4, x, 55.5), flat(ink))
		if p.old {
			s.fill(k(x-3.4, 51, x, 50.2, x+3.4, 51, x, 49.6), flat(dark).faint(0.8))
		}
		if p.glasses {
			s.fill(ring(at(x, 54).x, at(x, 54).y, 5*f, 0.8*f), flat(ink))
		}
	}
	if p.glasses {
		s.fill(line(at(-1.2, 54.4), at(2.6, 54.4), 0.8*f), flat(ink))
	}
	s.fill(k(0.6, 55, -1.6, 49, -0.6, 47, 2.8, 47, 1.4, 49.5), flat(dark))
	s.fill(k(1, 55, 1.8, 49.5, 3.4, 47.8, 2.2, 54), flat(skin.lighter(0.2)))
	lips := mix(hex(0xb5564c), skin, 0.35)
	s.fill(k(-4, 43.2, -1, 44.2, 1, 43.9, 3, 44.2, 6, 43.2, 1.4, 41.5), flat(lips.times(mix(rgb{1, 1, 1}, s.pal.light, 0.6))))
	s.fill(line(at(-4, 43.2), at(6, 43.2), 0.5*f), flat(ink).faint(0.7))
	s.fill(k(8, 49, 12, 50, 11, 46, 8, 46), flat(mix(skin, hex(0xe0785c), 0.35)).faint(0.6))
}

// crown is the hair, or the hat on it.
func (s *scene) crown(k func(...float64) path, at func(x, y float64) pt, f float64, p sitter, hair, hairDark, coat, coatDark rgb) {
	if p.long {
		// Parted off the middle: two locks that frame the face.
		s.fill(k(-2, 79, -10, 79.5, -17, 73, -19, 60, -18.5, 46, -21, 34, -15.5, 33, -14.5, 46, -14.5, 58, -11, 66, -5, 71), graded(hair.lighter(0.06), hairDark))
		s.fill(k(-4, 80, 5, 80.5, 14, 76, 18.5, 65, 18.5, 50, 21.5, 35, 15, 34, 14.6, 48, 14.5, 59, 10, 66, 2, 70.5, -4, 72), graded(hair.lighter(0.16), hair))
		for i := range 7 {
			t := float64(i) / 6
			s.fill(limb(joint{at(-2+t*10, 78).x, at(0, 78-t*2).y, 0.5 * f}, joint{at(12+t*5, 66-t*3).x, at(0, 66).y, 0.9 * f}, joint{at(16+t*3, 38).x, at(0, 40).y, 0.4 * f}), flat(oneOf(s.dice("strands"), hair.lighter(0.28), hairDark)).faint(0.5))
		}
	} else {
		s.fill(k(-17, 56, -17, 68, -10, 79, 4, 80, 14, 75, 16.5, 64, 16, 56, 13, 64, 7, 70, -4, 69, -12, 66, -14, 58), graded(hair.lighter(0.1), hair))
		s.fill(k(-17, 56, -17, 68, -10, 79, -6, 75, -11, 68, -14, 58), flat(hairDark).faint(0.6))
	}
	if p.role.hat != "" {
		s.headgear(p.role.hat, func(x, y float64) pt { return at(x*17, 60+y*17) }, s.pal.lit(p.role.hatted, 0))
		return
	}
	if p.hat && !p.cap {
		c := hex(0x6a5844)
		if own, ok := s.b.worn["hat"]; ok {
			c = own
		} else if hat, ok := s.b.find("hat"); ok && hat.colour != nil {
			c = *hat.colour
		}
		s.headgear("brim", func(x, y float64) pt { return at(x*17, 60+y*17) }, s.pal.lit(c, 0))
		return
	}
	if !p.hat && !(p.cap && p.old) {
		return
	}
	c := mix(coat, hex(0x26324a), 0.6)
	if own, ok := s.b.worn["hat"]; ok {
		c = s.pal.lit(own, 0)
	} else if hat, ok := s.b.find("hat"); ok && hat.colour != nil {
		c = s.pal.lit(*hat.colour, 0)
	}
	s.fill(k(-18, 64, -20, 74, -12, 84, 2, 86, 15, 83, 20, 74, 17, 64, 0, 68), graded(c.lighter(0.1), c))
	s.fill(k(-18, 64, -20, 74, -12, 84, -6, 80, -12, 72), flat(coatDark).faint(0.5))
	s.fill(k(-18, 65, 0, 70, 18, 65, 18.5, 60.5, 0, 65, -18.5, 60.5), flat(c.darker(0.35)))
	s.fill(k(-2, 64, 10, 64.4, 22, 60.4, 20, 58.4, 8, 61, -2, 62), flat(c.darker(0.5)))
}
