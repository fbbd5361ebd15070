package sketch

import "slices"

// tools are what figures can hold, and the words for it.
var tools = []struct{ name, words string }{
	{"sword", "sword swords katana sabre"}, {"spear", "spear lance harpoon"}, {"staff", "staff"}, {"broom", "broom broomstick"},
	{"racket", "racket"}, {"trumpet", "saxophone flute clarinet"}, {"brush", "paintbrush brush"}, {"pan", "pan"}, {"fork", "pitchfork rake"},
}

// outfit are words for what figures of some calling wear or hold anyway.
const outfit = "crown helmet cape apron robe armour armor sword spear staff broom broomstick racket trumpet saxophone flute clarinet paintbrush pan pitchfork rake net rod"

// hold puts into a hand what somebody is known by.
func (s *scene) hold(d draughts, hand pt) {
	f := d.f
	dir := sign(d.at(1, 0).x - d.at(0, 0).x)
	at := func(dx, dy float64) pt { return pt{hand.x + dir*dx*f, hand.y - dy*f} }
	stick := func(c rgb, w float64, a, b pt) { s.fill(line(a, b, w*f), flat(s.pal.lit(c, d.depth))) }
	wood, metal := hex(0x7a5636), hex(0xc9d0d6)
	switch d.p.holds {
	case "sword":
		stick(metal, 2.6, at(0, 0), at(16, 36))
		stick(hex(0xc99a3b), 2.6, at(-4, 7), at(8, 2))
	case "spear":
		stick(wood, 2, at(0, -44), at(0, 50))
		s.fill(poly(at(-3, 48), at(0, 62), at(3, 48)), flat(s.pal.lit(metal, d.depth)))
	case "staff", "stick":
		stick(wood, 2.4, at(3, -44), at(3, 30))
		if d.p.holds == "staff" && d.p.role.hat == "pointed" {
			s.glow(at(3, 34).x, at(3, 34).y, 20*f, hex(0x9fe0ff), 0.7)
			s.fill(disc(at(3, 34).x, at(3, 34).y, 4*f), flat(hex(0xd9f4ff)))
		}
	case "fork":
		stick(wood, 2, at(3, -44), at(3, 34))
		for _, x := range []float64{-2, 3, 8} {
			stick(metal, 1.4, at(x, 34), at(x, 46))
		}
		stick(metal, 1.6, at(-2, 34), at(8, 34))
	case "broom":
		stick(wood, 2.2, at(0, -30), at(2, 30))
		s.fill(poly(at(-7, -44), at(7, -44), at(2, -24), at(-2, -24)), flat(s.pal.lit(hex(0xc9a050), d.depth)))
	case "rod":
		stick(wood, 1.6, at(-6, -6), at(46, 44))
		stick(hex(0x3a3a42), 0.6, at(46, 44), at(50, -40))
	case "pan":
		stick(hex(0x2a2a30), 2.4, at(0, 0), at(14, 2))
		s.fill(ellipse(at(24, 2).x, at(24, 2).y, 12*f, 4*f), flat(s.pal.lit(hex(0x33343a), d.depth)))
		for i, x := range []float64{18, 24, 29} {
			s.fill(disc(at(x, 12+7*float64(i%2)).x, at(x, 12+7*float64(i%2)).y, 2.6*f), flat(s.pal.lit(oneColour(i), d.depth)))
		}
	case "brush":
		stick(wood, 1.4, at(-2, -2), at(12, 10))
		s.fill(disc(at(13, 11).x, at(13, 11).y, 2*f), flat(hex(0xd2402f)))
	case "book":
		s.fill(poly(at(-4, -3), at(7, -6), at(7, 8), at(-4, 11)), flat(s.pal.lit(hex(0xf6f0e0), d.depth)))
		s.fill(poly(at(7, -6), at(17, -2), at(17, 12), at(7, 8)), flat(s.pal.lit(hex(0xe2d8c2), d.depth)))
		stick(hex(0x9a3238), 1.6, at(7, -6), at(7, 8))
	case "racket":
		stick(wood, 2, at(0, 0), at(9, 11))
		q := at(16, 20)
		s.fill(ring(q.x, q.y, 9*f, 1.8*f), flat(s.pal.lit(hex(0xd2402f), d.depth)))
		s.fill(disc(q.x, q.y, 8*f), flat(white).faint(0.35))
		s.fill(disc(at(44, 34).x, at(44, 34).y, 3*f), flat(s.pal.lit(hex(0xd9e04a), d.depth)))
	case "wand":
		stick(hex(0xf4efe4), 1.2, at(0, 0), at(14, 14))
	case "camera":
		s.stamp("camera", at(6, 0).x, at(0, -4).y, 15*f, dir < 0, d.depth, nil)
	case "guitar":
		s.stampTurned("guitar", at(-4, 0).x, at(0, -14).y, 44*f, false, d.depth, nil, dir*0.9)
	case "violin":
		s.violin(at, f, d.depth)
	case "trumpet":
		gold := s.pal.lit(hex(0xe0b23c), d.depth)
		s.fill(limb(joint{at(-6, 14).x, at(-6, 14).y, 2 * f}, joint{at(10, 10).x, at(10, 10).y, 2.6 * f}, joint{at(24, 6).x, at(24, 6).y, 11 * f}), flat(gold))
	case "poles":
		stick(hex(0x2a2a33), 1.4, at(0, 0), at(-18, -50))
	default:
		if t, ok := s.inHand(); ok && t.shape == d.p.holds {
			s.stamp(t.shape, at(5, 0).x, at(0, -6).y, max(t.size*80, 14)*f, dir < 0, d.depth, t.colour)
		}
	}
}

func oneColour(i int) rgb {
	return []rgb{hex(0xd2402f), hex(0x7fae4a), hex(0xe8a23c)}[i%3]
}

// violin is held under the chin, the bow across it.
func (s *scene) violin(at func(x, y float64) pt, f, depth float64) {
	wood := s.pal.lit(hex(0xa8552a), depth)
	j := func(x, y, w float64) joint { q := at(x, y); return joint{q.x, q.y, w * f} }
	s.fill(limb(j(-9, 6, 9), j(-4, 6, 7), j(2, 7, 8)), flat(wood))
	s.fill(limb(j(2, 7, 2.6), j(18, 9, 2)), flat(wood.darker(0.5)))
	s.fill(line(at(-10, -4), at(10, 24), 1.1*f), flat(s.pal.lit(hex(0x3a2a22), depth)))
}

// inHand is the thing that a figure holds or plays; ok is false where things
// stand by themselves.
func (s *scene) inHand() (subject, bool) {
	if len(s.b.in("figure")) == 0 {
		return subject{}, false
	}
	for _, t := range s.b.in("table") {
		played := slices.Contains([]string{"guitar", "violin", "trumpet"}, t.shape)
		large := slices.Contains([]string{"", "chess", "laptop"}, t.shape)
		if played || s.b.trait("holding") && !large && t.number(3) == 1 {
			return t, true
		}
	}
	return subject{}, false
}

// tool says which tool a word means; empty is none.
func tool(word string) string {
	for _, t := range tools {
		if in(word, t.words) {
			return t.name
		}
	}
	return ""
}
