package sketch

import (
	"math/rand/v2"
	"strings"
)

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
	arm     bool // an arm raised: a kite, a lantern, a hand
	holds   string
	child   bool
	suit    bool // a space suit
	beard   bool
	fish    bool   // a mermaid's tail
	riding  string // the pose of a rider
	role    role
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
		p.long = !strings.Contains(sub.phrase, "boy") && (p.long || strings.Contains(sub.phrase, "girl"))
		p.skirt = p.skirt && p.long
	}
	if n := len(s.b.hues); n > 0 && sub.name != "crowd" {
		p.coat = mix(p.coat, s.b.hues[n-1].colour, 0.6)
	}
	if p.role = s.b.role(); p.role.coat != (rgb{}) && sub.name != "crowd" {
		p.coat = p.role.coat
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
	if strings.Contains(sub.phrase, "zombie") {
		p.skin = hex(0x8ea67c)
	}
	s.dress(r, &p, sub)
	if s.b.has("umbrella") {
		p.holds = "umbrella"
	}
	if s.b.has("kite", "toyballoon") {
		p.arm = true
	}
	return p
}

// dress puts on what a calling and the text ask for.
func (s *scene) dress(r *rand.Rand, p *person, sub subject) {
	p.hat = p.hat || s.b.trait("hatted")
	if sub.name == "crowd" {
		p.role = role{}
		return
	}
	defer func() {
		for _, m := range s.b.missing {
			if t := tool(m); t != "" {
				p.holds = t
				return
			}
		}
	}()
	if t, ok := s.inHand(); ok {
		p.holds = t.shape
	}
	p.fish = strings.Contains(sub.phrase, "mermaid")
	p.beard = s.b.trait("bearded")
	if p.role.names == "" {
		if s.b.trait("reading") {
			p.holds = "book"
		}
		return
	}
	p.hat = p.role.hat != "" || s.b.trait("hatted")
	p.holds = p.role.holds
	if sub.ensemble() {
		p.holds = oneOf(r, "trumpet", "guitar", "violin")
	}
	if p.role.pose == "dance" {
		p.skirt, p.long = sub.name != "man", true
	} else if p.role.long || sub.name == "person" {
		p.skirt = p.role.long
	}
	if strings.Contains(p.role.names, "wizard") {
		p.beard, p.hair = true, hex(0xe6e2da)
	}
	if s.b.trait("reading") {
		p.holds = "book"
	}
}

// figure sets a person on the picture, feet at x, y.
func (s *scene) figure(x, y float64, p person, flip bool, depth float64) (hand pt) {
	f := p.height / 100
	dir := 1.0
	if flip {
		dir = -1
	}
	name := s.poseOf(p)
	o := poses[name]
	if p.child {
		o.head -= 3
	}
	foot := pt{x, y - o.lift*f}
	at := func(px, py float64) pt {
		q := pt{px, -py}.turned(o.turn)
		return pt{foot.x + dir*q.x*f, foot.y + q.y*f}
	}
	if name == "lie" {
		foot.x -= dir * 46 * f
		at = func(px, py float64) pt { return pt{foot.x + dir*py*f, foot.y - px*f} }
	}
	d := draughts{s: s, at: at, f: f, depth: depth, p: p, o: o}
	d.legs(name)
	if p.role.cape != nil && name != "lie" {
		c := s.pal.lit(*p.role.cape, depth)
		s.fill(path{curve([]knot{{at(-6, o.shoulder+1), false}, {at(2, o.shoulder), false}, {at(-8, o.hip), false}, {at(-16, o.hip-26), true}, {at(-28, o.hip-22), true}, {at(-18, o.hip+6), false}})}, graded(c, c.darker(0.2)))
	}
	if p.role.wings {
		d.wings()
	}
	d.body()
	d.head()
	hand = d.nearArm()
	s.hold(d, hand)
	return hand
}

// draughts draws the parts of one figure.
type draughts struct {
	s        *scene
	at       func(x, y float64) pt
	f, depth float64
	p        person
	o        pose
}

func (d draughts) joint(q pt, w float64) joint {
	a := d.at(q.x, q.y)
	return joint{a.x, a.y, w * d.f}
}

// wings are two of feathers, spread behind the shoulders.
func (d draughts) wings() {
	white := d.s.pal.lit(hex(0xfaf6ec), d.depth)
	for _, side := range []float64{1, -1} {
		c := white.darker(0.08 * (1 - side))
		y := d.o.shoulder
		wing := path{curve([]knot{{d.at(-1, y-4), true}, {d.at(-side*14-4, y+22), false}, {d.at(-side*34-4, y+26), true}, {d.at(-side*34-2, y+4), false}, {d.at(-side*26-2, y-14), true}, {d.at(-side*20-2, y-8), false}, {d.at(-side*16-2, y-26), true}, {d.at(-side*10, y-16), false}})}
		d.s.fill(wing, graded(c.lighter(0.2), c.darker(0.12)))
		for k := range 3 {
			t := 10 + 7*float64(k)
			d.s.fill(limb(d.joint(pt{-side * t * 0.5, y + 4}, 0.8), d.joint(pt{-side * t * 1.2, y + 10 - 8*float64(k)}, 1)), flat(c.darker(0.2)).faint(0.6))
		}
	}
}

func (d draughts) legs(name string) {
	s, p, o := d.s, d.p, d.o
	legs := s.pal.lit(p.legs, d.depth)
	bare := p.skirt && !p.suit
	if p.fish {
		tail := s.pal.lit(hex(0x3f9a8a), d.depth)
		s.fill(limb(d.joint(pt{0, o.hip}, 18), d.joint(pt{4, o.hip * 0.5}, 13), d.joint(pt{18, 5}, 7), d.joint(pt{30, 8}, 4)), graded(tail.lighter(0.15), tail.darker(0.15)))
		s.fill(path{curve([]knot{{d.at(28, 7), true}, {d.at(40, 20), true}, {d.at(37, 8), false}, {d.at(44, -2), true}, {d.at(32, 4), false}})}, flat(tail.darker(0.1)))
		return
	}
	switch {
	case name != "sit" || s.benched():
	case s.b.has("armchair"):
		chair, _ := s.b.find("armchair")
		q := d.at(5.6, 0)
		s.stamp("armchair", q.x, q.y, 66*d.f, d.at(1, 0).x < d.at(0, 0).x, d.depth, chair.colour)
	default:
		seat := s.pal.lit(hex(0x7d6a58), d.depth)
		s.fill(rect(min(d.at(-10, 0).x, d.at(9, 0).x), d.at(0, o.hip-3).y, 19*d.f, (o.hip-3)*d.f), graded(seat, seat.darker(0.3)))
	}
	skin := s.pal.lit(p.skin, d.depth)
	leg := func(l [3]pt, dx, shade float64) {
		c := legs
		if bare {
			c = skin
		}
		s.fill(limb(d.joint(pt{dx, o.hip}, 11), d.joint(l[0], 8.5), d.joint(l[1], 5.6)), flat(c.darker(shade)))
		s.fill(limb(d.joint(l[1], 6.2), d.joint(l[2], 5)), flat(legs.darker(shade+0.15)))
	}
	if name != "ride" { // the mount hides it
		leg(o.far, -3, 0.15)
	}
	leg(o.near, 3, 0)
}

// body is the far arm, the hair behind, and the coat, its back out of the light.
func (d draughts) body() {
	s, p, o, at := d.s, d.p, d.o, d.at
	coat := s.pal.lit(p.coat, d.depth)
	shade := mix(s.pal.shadow(p.coat, d.depth), coat, 0.2)
	s.fill(limb(d.joint(pt{6, o.shoulder - 4}, 7), d.joint(o.farArm[0], 6), d.joint(o.farArm[1], 4.6)), flat(shade))
	s.fill(disc(at(o.farArm[1].x, o.farArm[1].y).x, at(o.farArm[1].x, o.farArm[1].y).y, 2.6*d.f), flat(s.pal.lit(p.skin, d.depth).darker(0.12)))
	if p.long {
		w := p.headSize()
		s.fill(limb(d.joint(pt{-1, o.head}, w*2.1), d.joint(pt{-3, o.head - 12}, w*1.8), d.joint(pt{-5, o.head - 24}, w*1.1)), flat(s.pal.lit(p.hair, d.depth).darker(0.1)))
	}
	hem, spread := o.hip-5, 10.5
	switch {
	case p.role.pose == "dance" && p.skirt:
		hem, spread = o.hip-4, 25
	case p.role.long && o.hip > 40:
		hem, spread = 6, 17
	case p.skirt && o.hip > 40:
		hem, spread = 22, 17
	}
	s.fill(path{curve([]knot{{at(-10, o.shoulder-2), false}, {at(0, o.shoulder+3), false}, {at(10, o.shoulder-2), false}, {at(9, o.shoulder-20), false}, {at(spread, hem), true}, {at(-spread, hem), true}, {at(-9, o.shoulder-20), false}})}, graded(coat, mix(coat, shade, 0.5)))
	s.fill(path{curve([]knot{{at(-10, o.shoulder-2), false}, {at(-4, o.shoulder), false}, {at(-4, o.shoulder-20), false}, {at(-spread*0.4, hem), true}, {at(-spread, hem), true}, {at(-9, o.shoulder-20), false}})}, flat(shade).mark())
	if p.role.apron {
		s.fill(path{curve([]knot{{at(0, o.shoulder-8), true}, {at(9, o.shoulder-8), true}, {at(11, hem+2), true}, {at(-2, hem+2), true}})}, flat(s.pal.lit(mix(white, p.coat, 0.15), d.depth).darker(0.06)))
	}
}

func (p person) headSize() float64 {
	if p.child {
		return 11.5
	}
	return 9
}

func (d draughts) head() {
	s, p, at, f := d.s, d.p, d.at, d.f
	top, head := d.o.head, p.headSize()
	skin, hair := s.pal.lit(p.skin, d.depth), s.pal.lit(p.hair, d.depth)
	s.fill(limb(d.joint(pt{0, d.o.shoulder - 2}, 6), d.joint(pt{1, top - 6}, 5.5)), flat(skin.darker(0.08)))
	c := at(1, top)
	if p.suit {
		coat := s.pal.lit(p.coat, d.depth)
		s.fill(disc(c.x, c.y, 11.5*f), flat(coat))
		s.fill(ellipse(at(4, top).x, at(4, top).y, 7.6*f, 7*f), graded(s.pal.lit(hex(0x6f8aa8), d.depth), s.pal.lit(hex(0x2a3a52), d.depth)))
		s.fill(limb(d.joint(pt{-11, d.o.shoulder - 4}, 9), d.joint(pt{-11, d.o.shoulder - 26}, 9)), flat(coat.darker(0.2)))
		return
	}
	s.fill(ellipse(c.x, c.y, head*0.84*f, head*f), flat(skin))
	s.fill(disc(at(head*0.84, top-head*0.1).x, at(head*0.84, top-head*0.1).y, head*0.17*f), flat(skin))
	s.fill(disc(at(head*0.45, top+head*0.12).x, at(head*0.45, top+head*0.12).y, head*0.12*f), flat(hex(0x241f26)).mark())
	s.fill(disc(at(head*0.3, top-head*0.3).x, at(head*0.3, top-head*0.3).y, head*0.2*f), flat(mix(skin, hex(0xe0785c), 0.4)).faint(0.6))
	if p.beard {
		s.fill(path{curve([]knot{{at(-head*0.4, top-head*0.1), false}, {at(head*0.3, top-head*0.25), false}, {at(head*0.95, top-head*0.35), false}, {at(head*0.7, top-head*1.5), false}, {at(0, top-head*1.2), false}})}, flat(hair))
	}
	cap := []knot{{at(-head*0.95, top-1), false}, {at(-head*0.8, top+head*0.75), false}, {at(0, top+head*1.12), false}, {at(head*0.95, top+head*0.55), true}, {at(head*0.2, top+head*0.4), false}, {at(-head*0.3, top-head*0.5), true}}
	s.fill(path{curve(cap)}, flat(hair))
	if p.long {
		s.fill(limb(d.joint(pt{-head * 0.7, top + 2}, head*0.9), d.joint(pt{-head * 0.85, top - 9}, head*0.8), d.joint(pt{-head * 0.8, top - 20}, head*0.4)), flat(hair))
	}
	if p.hat {
		kind, c := "cap", p.coat.darker(0.25)
		if p.role.hat != "" {
			kind, c = p.role.hat, p.role.hatted
		}
		if own, ok := s.b.worn["hat"]; ok {
			c = own
		}
		s.headgear(kind, func(x, y float64) pt { return at(x*head, top+y*head) }, s.pal.lit(c, d.depth))
	}
}

// nearArm draws the arm in front and says where its hand is.
func (d draughts) nearArm() pt {
	s, o := d.s, d.o
	elbow, end := o.nearArm[0], o.nearArm[1]
	if d.p.holds == "umbrella" {
		elbow, end = pt{2, o.shoulder - 20}, pt{12, o.shoulder - 12}
		s.stamp("umbrella", d.at(9, 0).x, d.at(0, o.shoulder-14).y, 62*d.f, false, d.depth, s.umbrellaColour(d.p))
	}
	hand := d.at(end.x, end.y)
	s.fill(limb(d.joint(pt{-7, o.shoulder - 4}, 7.4), d.joint(elbow, 6.4), d.joint(end, 5)), flat(s.pal.lit(d.p.coat, d.depth).lighter(0.06)))
	s.fill(disc(hand.x, hand.y, 2.8*d.f), flat(s.pal.lit(d.p.skin, d.depth)))
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

// castShadow lies at the foot of what stands on the ground.
func (s *scene) castShadow(x, y, w float64) {
	c := mix(s.pal.sky[0], hex(0x1c2030), 0.65)
	dx := 0.0
	if s.pal.dark < 0.9 && !s.b.sky("overcast") {
		dx = sign(x-s.sun.x) * w * 0.35
	}
	s.fill(dab(x+dx, y, w*1.35, w*0.16), flat(c).faint(0.38))
}
