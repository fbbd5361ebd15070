package sketch

import "math/rand/v2"

// person is how one figure looks.
type person struct {
	height  float64 // in units
	skirt   bool
	coat    rgb
	legs    rgb
	skin    rgb
	hair    rgb
	long    bool // long hair
	hat     bool
	walking bool
	sitting bool
	arm     bool // an arm raised: a kite, a lantern, a hand
	holds   string
	child   bool
	suit    bool // a space suit
}

var (
	skins = []rgb{hex(0xf0c9a4), hex(0xd9a57c), hex(0xa8724c), hex(0x7a4e34)}
	hairs = []rgb{hex(0x2b2224), hex(0x5a3a28), hex(0x9a6a3a), hex(0xc9a25c), hex(0x7a3526)}
	coats = []rgb{hex(0xb5402f), hex(0x2f5f7a), hex(0xd9a441), hex(0x4a6a4a), hex(0x6a4a6a), hex(0xe6dcc8), hex(0x3a4252), hex(0xc97f6a)}
)

// someone draws one person of a kind.
func (s *scene) someone(r *rand.Rand, sub subject) person {
	p := person{height: 0.3, skirt: r.Float64() < 0.4, coat: coats[r.IntN(len(coats))], legs: hex(0x33343f),
		skin: skins[r.IntN(len(skins))], hair: hairs[r.IntN(len(hairs))], hat: r.Float64() < 0.2, walking: r.Float64() < 0.5}
	p.long = p.skirt
	switch sub.name {
	case "man":
		p.skirt, p.long = false, false
	case "woman":
		p.skirt, p.long, p.hat = r.Float64() < 0.7, true, false
	case "child":
		p.height, p.child, p.hat = 0.21, true, false
	}
	if n := len(s.b.hues); n > 0 {
		p.coat = s.b.hues[n-1].colour
	}
	if sub.colour != nil {
		p.coat = *sub.colour
	}
	if c, ok := s.b.worn["coat"]; ok {
		p.coat = c
	}
	if c, ok := s.b.worn["hair"]; ok {
		p.hair = c
	}
	if p.suit = s.b.trait("astronaut"); p.suit {
		p.coat, p.legs, p.skirt, p.hat, p.long = hex(0xeceef0), hex(0xd3d8de), false, false, false
	}
	if s.b.trait("old") || sub.is("old") {
		p.hair = hex(0xd6d3cd)
	}
	p.hat = p.hat || s.b.trait("hatted")
	p.sitting = s.b.trait("sitting") && sub.name != "crowd"
	if s.b.has("umbrella") {
		p.holds = "umbrella"
	}
	if s.b.has("kite", "toyballoon") {
		p.arm = true
	}
	return p
}

// figure sets a person on the picture, feet at x, y.
func (s *scene) figure(x, y float64, p person, flip bool, depth float64) (hand pt) {
	f := p.height / 100
	dir := 1.0
	if flip {
		dir = -1
	}
	at := func(px, py float64) pt { return pt{x + dir*px*f, y - py*f} }
	j := func(px, py, w float64) joint { q := at(px, py); return joint{q.x, q.y, w * f} }
	coat, shade := s.pal.lit(p.coat, depth), mix(s.pal.shadow(p.coat, depth), s.pal.lit(p.coat, depth), 0.2)
	legs, skin, hair := s.pal.lit(p.legs, depth), s.pal.lit(p.skin, depth), s.pal.lit(p.hair, depth)
	head := 8.6
	top := 92.0
	if p.child {
		head, top = 11.5, 88
	}
	hip, shoulder := 47.0, 76.0
	if p.sitting {
		hip, shoulder, top = 20, 50, top-26
		s.fill(limb(j(0, 20, 12), j(20, 24, 10), j(26, 3, 7), j(33, 2, 6)), flat(legs))
		s.fill(limb(j(0, 18, 12), j(16, 19, 10), j(19, 3, 7), j(26, 2, 6)), flat(legs.darker(0.15)))
	} else if p.walking {
		s.fill(limb(j(-2, hip, 11), j(-6, 25, 8), j(-15, 4, 6), j(-10, 2, 5)), flat(legs.darker(0.15)))
		s.fill(limb(j(2, hip, 11), j(8, 26, 8.5), j(10, 3, 6), j(16, 2, 5)), flat(legs))
	} else {
		s.fill(limb(j(-4, hip, 10), j(-5, 25, 8), j(-5, 3, 6), j(-1, 2, 5)), flat(legs.darker(0.15)))
		s.fill(limb(j(4, hip, 10), j(5, 25, 8), j(5, 3, 6), j(10, 2, 5)), flat(legs))
	}
	if p.long {
		s.fill(limb(j(-1, top, head*2.1), j(-3, top-12, head*1.8), j(-4, top-24, head*1.1)), flat(hair))
	}
	// The far arm, the body, the near arm.
	s.fill(limb(j(6, shoulder-4, 7), j(12, shoulder-18, 6), j(13, shoulder-31, 5)), flat(shade))
	hem := hip - 7
	spread := 11.0
	if p.skirt && !p.sitting {
		hem, spread = 22, 17
	}
	s.fill(path{curve([]knot{{at(-10, shoulder-2), false}, {at(0, shoulder+3), false}, {at(10, shoulder-2), false}, {at(9, shoulder-20), false}, {at(spread, hem), true}, {at(-spread, hem), true}, {at(-9, shoulder-20), false}})}, graded(coat, mix(coat, shade, 0.5)))
	s.fill(path{curve([]knot{{at(-10, shoulder-2), false}, {at(-4, shoulder), false}, {at(-4, shoulder-20), false}, {at(-spread*0.4, hem), true}, {at(-spread, hem), true}, {at(-9, shoulder-20), false}})}, flat(shade).mark())
	s.fill(limb(j(0, shoulder-2, 6), j(1, top-6, 5.5)), flat(skin))
	s.fill(ellipse(at(1, top).x, at(1, top).y, head*0.82*f, head*f), flat(skin))
	if p.suit {
		s.fill(disc(at(0, top).x, at(0, top).y, 11.5*f), flat(coat))
		s.fill(ellipse(at(3.5, top).x, at(0, top).y, 7.6*f, 7*f), graded(s.pal.lit(hex(0x6f8aa8), depth), s.pal.lit(hex(0x2a3a52), depth)))
		s.fill(limb(j(-11, shoulder-4, 9), j(-11, shoulder-26, 9)), flat(shade))
	} else {
		s.hairAndHat(at, f, p, head, top, hair, coat)
	}
	hand = at(14, shoulder-30)
	switch {
	case p.holds == "umbrella" && !p.sitting:
		hand = at(12, shoulder-12)
		s.fill(limb(j(-6, shoulder-5, 7), j(2, shoulder-20, 6.4), j(12, shoulder-12, 5)), flat(coat))
		s.stamp("umbrella", at(9, 0).x, at(0, shoulder-14).y, 62*f, flip, depth, s.umbrellaColour(p))
	case p.arm:
		hand = at(22, top+10)
		s.fill(limb(j(-6, shoulder-5, 7), j(8, shoulder+4, 6.4), j(22, top+10, 5)), flat(coat))
	default:
		s.fill(limb(j(-8, shoulder-4, 7.4), j(-12, shoulder-19, 6.4), j(-8, shoulder-32, 5)), flat(coat))
		s.fill(disc(at(-8, shoulder-34).x, at(-8, shoulder-34).y, 2.8*f), flat(skin))
	}
	return hand
}

func (s *scene) umbrellaColour(p person) *rgb {
	if u, ok := s.b.find("umbrella"); ok && u.colour != nil {
		return u.colour
	}
	c := hex(0xc2402f)
	if p.coat == c {
		c = hex(0xe0b84a)
	}
	return &c
}

func (s *scene) hairAndHat(at func(x, y float64) pt, f float64, p person, head, top float64, hair, coat rgb) {
	cap := []knot{{at(-head*0.95, top-1), false}, {at(-head*0.8, top+head*0.75), false}, {at(0, top+head*1.12), false}, {at(head*0.95, top+head*0.55), true}, {at(head*0.2, top+head*0.4), false}, {at(-head*0.3, top-head*0.5), true}}
	s.fill(path{curve(cap)}, flat(hair))
	if p.hat {
		s.fill(path{curve([]knot{{at(-head*1.0, top+head*0.4), true}, {at(-head*0.8, top+head*1.3), false}, {at(head*0.8, top+head*1.3), false}, {at(head*1.0, top+head*0.4), true}})}, flat(coat.darker(0.25)))
		a, b := at(-head*1.1, top+head*0.42), at(head*1.6, top+head*0.38)
		s.fill(line(a, b, head*0.36*f), flat(coat.darker(0.35)))
	}
}

// castShadow lies at the foot of what stands on the ground.
func (s *scene) castShadow(x, y, w float64) {
	c := mix(s.pal.sky[0], hex(0x1c2030), 0.65)
	dx := 0.0
	if s.pal.dark < 0.9 && !s.b.sky("overcast") {
		dx = sign(x-s.sun.x) * w * 0.35
	}
	s.fill(dab(x+dx, y, w*1.35, w*0.16), flat(c).faint(0.38))
}
