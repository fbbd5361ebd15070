package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// standing is one thing with its place on the ground, ready to be painted in
// order of depth.
type standing struct {
	y    float64
	draw func()
}

// paintSubjects sets people, animals, vehicles and other things on the ground
// and boats on the water, the far ones first.
func (s *scene) paintSubjects() {
	r := s.dice("subjects")
	var all []standing
	all = append(all, s.boats(r)...)
	slot := 0
	_, rides := s.mount()
	places := []string{"vehicle", "near", "animal", "figure", "furniture", "table", "deep"}
	if len(s.b.in("figure")) == 0 {
		places = append(places, "hold")
	}
	for _, sub := range s.b.earthbound().in(places...) {
		if m, ok := s.mount(); ok && m.name == sub.name {
			// One mount for each rider.
			sub.count = max(sub.count, s.b.in("figure")[0].number(3))
		}
		if sub.name == "bench" && s.benched() {
			continue // it comes with who sits on it
		}
		if p, ok := s.pedestal(); ok && p.name == sub.name {
			continue // so does this
		}
		if beast, _, ok := s.beastRider(); ok && beast.name == sub.name {
			continue // it sits on its mount
		}
		if s.crosses(sub) || s.skipped(sub) || sub.place == "figure" && (s.aboard() > 0 || rides || s.onDeck()) {
			continue
		}
		all = append(all, s.group(s.dice(sub.name), sub, slot)...)
		slot++
	}
	slices.SortStableFunc(all, func(a, b standing) int {
		if a.y < b.y {
			return -1
		}
		if a.y > b.y {
			return 1
		}
		return 0
	})
	for _, one := range all {
		if s.ctx.Err() != nil {
			return
		}
		one.draw()
	}
	if s.b.trait("station") {
		s.paintPlatform()
	}
}

// skipped is true for what is painted elsewhere or has no place out of doors.
func (s *scene) skipped(sub subject) bool {
	if t, ok := s.inHand(); ok && t.name == sub.name || sub.name == "crystal" && s.near == "cave" {
		return true
	}
	if sub.place == "table" || sub.place == "furniture" {
		lead := s.b.subjects[0].name == sub.name
		if !lead && sub.place == "table" && slices.Contains([]string{"animal", "figure", "table"}, s.b.subjects[0].place) {
			return sub.shape == ""
		}
		return sub.shape == "" || !lead && !slices.Contains([]string{"guitar", "chair", "easel", "lamp", "books", "bottle"}, sub.shape)
	}
	return sub.place == "deep" && s.b.subjects[0].name != sub.name
}

// spot is where the i-th of n like things stands; f is its scale there.
func (s *scene) spot(r *rand.Rand, slot, i, n int) (x, y, f float64) {
	side := s.side
	if slot%2 == 1 {
		side = -side
	}
	depth := 0.3
	if slot > 0 {
		depth = 0.5
	}
	if n == 1 {
		x = s.w * (0.5 + side*between(r, 0.1, 0.2))
	} else {
		gap := min(0.8*s.w/float64(n), 0.3)
		x = s.w*(0.5+0.06*side) + gap*(float64(i)-float64(n-1)/2)*between(r, 0.88, 1.12)
		depth += 0.22 * math.Mod(float64(i)*0.618, 1)
		depth += 0.1 * float64(min(n/4, 3))
	}
	if at, f, ok := s.onSpan(); ok && slot == 0 {
		return at.x + 0.09*(float64(i)-float64(n-1)/2), at.y, f
	}
	if _, under := s.overhang(); under && n == 1 && slot == 0 {
		x = s.w * (0.5 + 0.1*s.side)
	}
	if (s.b.frame("centred") || s.b.trait("moonback")) && n == 1 && slot == 0 {
		x = s.w / 2
	}
	if s.b.trait("moonback") && n == 1 && slot == 0 {
		return x, s.hor + 0.025, 1.35
	}
	if s.b.frame("wide") || s.b.frame("minimal") {
		depth += 0.25
	}
	top := s.top
	if s.near == "rooftop" || s.near == "branch" {
		f = 1.15
		if s.near == "branch" {
			f = 1.6
		}
		if n == 1 && slot == 0 {
			x = s.w * (0.5 + 0.08*s.side)
		}
		return x, s.perch() + 0.012, f
	}
	if s.b.trait("surfing") && s.near == "sea" {
		return x, s.hor + (s.h-s.hor)*0.5, 1.3
	}
	if slices.Contains(waters, s.near) && s.near != "river" && s.near != "beach" {
		return x, s.h - (s.h-top)*0.42*(1-depth*0.5), 1.05 - 0.35*depth
	}
	y, f = s.footing(depth)
	return x, y, f
}

// footing is how far down the picture the ground lies at a depth from 0 (near)
// to 1, and the scale of things there.
func (s *scene) footing(depth float64) (y, f float64) {
	return s.h*0.965 - (s.h*0.965-s.top)*depth, 1.45 - 0.85*depth
}

func (s *scene) group(r *rand.Rand, sub subject, slot int) []standing {
	n := sub.number(3)
	switch sub.name {
	case "couple":
		n = 2
	case "crowd":
		if n = sub.count; n < 2 {
			n = 9
			if strings.HasSuffix(sub.phrase, "family") {
				n = 4
			}
		}
	case "person":
		if sub.ensemble() {
			n = 4
		} else if strings.HasSuffix(sub.phrase, "match") {
			n = 5
		}
	case "sheep", "raven", "penguin", "hen":
		if sub.count == 0 && sub.plural {
			n = 5
		}
	case "rock":
		if sub.plural {
			n = 4
		}
	case "pumpkin", "gravestone":
		if strings.HasSuffix(sub.phrase, "patch") || strings.HasSuffix(sub.phrase, "yard") || sub.phrase == "cemetery" {
			n = 7
		}
	}
	n = min(n, 16)
	lead := slot == 0
	var out []standing
	for i := range n {
		x, y, f := s.spot(r, slot, i, n)
		if lead && n == 1 {
			f *= 1.4
		} else if lead && n < 4 {
			f *= 1.3
		}
		if sub.place == "vehicle" && (!slices.Contains(waters, s.near) || s.coastRoad()) && s.near != "street" {
			y = s.h*0.84 + 0.085 + 0.02*float64(i%2)
			if f = 1.5 / (1 + 0.14*float64(n-1)); s.near == "wall" {
				f *= 1.35
			}
		}
		if sub.place == "table" && !lead {
			// Things lie at the feet of who they belong to.
			x, f = s.w*(0.5+s.side*0.14)-s.side*(0.22+0.12*float64(slot-1)), 0.55
			y += 0.03
		}
		f *= s.zoom
		if sub.is("tiny") {
			f *= 0.6
		}
		if sub.is("huge") {
			f *= 1.35
		}
		flip := s.side > 0 != (i%3 == 2 || n == 2 && i == 1 && r.Float64() < 0.6)
		if n > 1 && (sub.name == "couple" || n == 2 && s.b.trait("hugging")) {
			gap := 0.1
			if flip = i == 1 != (s.side > 0 && n != 2); s.b.trait("hugging") {
				flip, gap = i == 1, 0.078
				f *= 1.35
			}
			x = s.w*(0.5+0.1*s.side) + (float64(i)-0.5)*gap*f
			y = s.h*0.93 - (s.h*0.93-s.top)*0.3
		}
		if lead && s.benched() {
			x, y, f = s.w*(0.5+0.08*s.side)+(float64(i)-float64(n-1)/2)*0.15*s.zoom, s.h*0.93-(s.h*0.93-s.top)*0.2, 1.3*s.zoom
			flip = n == 2 && i == 1 || n != 2 && s.side > 0
			if i == 0 {
				out = append(out, s.benchFor(n, y, f))
			}
		}
		if p, ok := s.pedestal(); ok && lead {
			under, rise := s.raised(p, x, y, f)
			out = append(out, under)
			y -= rise
		}
		if sub.name == "fence" && sub.after == "behind" {
			y, _ = s.footing(0.3)
			y += 0.03
		}
		dice := rand.New(rand.NewPCG(r.Uint64(), uint64(i)))
		draw := func() { s.put(dice, sub, x, y, f, flip) }
		if lead && !s.b.frame("silhouette") {
			draw = func() {
				// After dark the eye finds the main thing by the light behind it.
				s.glow(x, y-0.13*f, 0.3*f, s.pal.sky[4].lighter(0.25), 0.34*s.pal.dark)
				s.spotlit(func() { s.put(dice, sub, x, y, f, flip) })
			}
		}
		out = append(out, standing{y, draw})
	}
	return out
}

// benched is true where the text begins with people who sit together on a
// bench out of doors.
func (s *scene) benched() bool {
	if len(s.b.subjects) == 0 || !s.b.has("bench") || !s.b.trait("sitting") || !slices.Contains([]stage{landscape, street}, s.stage()) {
		return false
	}
	first := s.b.subjects[0]
	return first.place == "figure" && first.shape == "" && first.number(9) < 4
}

// benchFor is the bench under n people whose feet are at y.
func (s *scene) benchFor(n int, y, f float64) standing {
	bench, _ := s.b.find("bench")
	return standing{y - 0.02, func() {
		x := s.w * (0.5 + 0.08*s.side)
		w := f * (0.24 + 0.1*float64(n))
		s.castShadow(x, y-0.01, w*0.8)
		s.stamp("bench", x, y-0.012, w, false, 0, bench.colour)
	}}
}

// put paints one thing where it stands.
func (s *scene) put(r *rand.Rand, sub subject, x, y, f float64, flip bool) {
	depth := clamp01(0.5 * (1 - f))
	switch {
	case sub.place == "figure" && sub.shape == "":
		p := s.someone(r, sub)
		p.height = min(p.height*f, (y-0.02)/1.12)
		s.castShadow(x, y, p.height*0.45)
		if s.b.trait("surfing") && p.role.pose == "surf" {
			s.board(x, y, p.height, flip, p.role.where == "snowfield")
			y -= 0.012
		}
		var hand pt
		s.truly(func() { hand = s.figure(x, y, p, flip, depth) })
		s.held(r, sub, hand, f)
	case sub.name == "rock":
		s.rock(r, x, y, 0.09*f*between(r, 0.7, 1.4), depth)
	case sub.name == "fire":
		s.fire(x, y, 0.12*f)
	case sub.name == "fence":
		s.fence(y)
	case sub.shape != "":
		size := sub.size
		if size == 0 {
			size = 0.3
		}
		if sub.place == "table" {
			size *= 1.5
		}
		w := size * f
		if sub.is("tiny") {
			w *= 0.8
		} else if s.b.subjects[0].name == sub.name && sub.number(3) < 3 && len(s.b.in("animal", "figure", "near", "vehicle", "hold", "table")) == 1 {
			w = max(w, 0.27*min(f, 1))
		} else if s.b.subjects[0].name == sub.name && sub.number(3) == 1 && sub.place == "animal" {
			w = max(w, 0.24*min(f, 1.1))
		}
		if s.b.frame("close") && s.b.subjects[0].name == sub.name && sub.number(3) == 1 {
			w = max(w, 0.78)
		}
		n := sub.number(3)
		w = min(w, s.w*0.92, y-0.03, max(1.25*s.w/float64(n), 0.12))
		x = min(max(x, w*0.5), s.w-w*0.5)
		s.castShadow(x, y, w*0.6)
		own := sub.colour
		if own == nil {
			own = s.kindred(r, sub)
		}
		shape, lift, lean := sub.shape, 0.0, 0.0
		if sub.place == "animal" && len(s.b.in("figure")) == 0 {
			shape, lift, lean = s.moving(sub, w, flip)
			switch shape {
			case "curled":
				w *= 0.8
			case "howling":
				w *= 1.15
			}
		}
		paint := func() { s.outfitted(sub, shape, x, y-lift, w, flip, depth, own, lean) }
		if sub.colour != nil {
			s.truly(paint)
		} else {
			paint()
		}
		if beast, m, ok := s.beastRider(); ok && m.name == sub.name {
			s.truly(func() { s.mounted(beast, m, x, y, w, flip, depth, s.kindred(r, beast)) })
		}
		if m, ok := s.mount(); ok && m.name == sub.name {
			s.rider(s.someone(r, s.b.in("figure")[0]), sub.shape, x, y, w, flip, depth)
		}
	}
}

// moving is how an animal that runs or sleeps is drawn.
func (s *scene) moving(sub subject, w float64, flip bool) (shape string, lift, lean float64) {
	dir := 1.0
	if flip {
		dir = -1
	}
	switch {
	case s.b.trait("sleeping") && slices.Contains([]string{"cat", "dog", "fox", "wolf", "rabbit", "bear", "lion", "tiger", "squirrel", "mouse"}, sub.name):
		return "curled", 0, 0
	case s.b.trait("howling") && slices.Contains([]string{"wolf", "dog", "husky"}, sub.name):
		return "howling", 0, 0
	case s.b.trait("howling"):
		return sub.shape, w * 0.03, -0.2 * dir
	case s.b.trait("running") || s.b.trait("jumping"):
		return sub.shape, w * 0.07, -0.13 * dir
	}
	return sub.shape, 0, 0
}

// kindred gives animals of one kind slightly different coats, and the white
// ones of the north theirs.
func (s *scene) kindred(r *rand.Rand, sub subject) *rgb {
	sh := silhouettes()[sub.shape]
	c := sh.tones["body"]
	if sub.meaning.colour != (rgb{}) {
		c = sub.meaning.colour
	}
	if s.b.trait("polar") {
		c = hex(0xeef0ee)
	}
	c = mix(c, oneOf(r, hex(0xffffff), hex(0x000000)), between(r, 0, 0.09))
	return &c
}

// held is what the hand of a figure has at the end of its string.
func (s *scene) held(r *rand.Rand, sub subject, hand pt, f float64) {
	switch {
	case s.b.has("kite"):
		k := pt{hand.x + between(r, 0.06, 0.2)*-s.side, max(hand.y-between(r, 0.3, 0.5), 0.19)}
		c := coats[r.IntN(5)]
		s.fill(limb(joint{hand.x, hand.y, 0.0025}, joint{(hand.x+k.x)/2 + 0.02, (hand.y+k.y)/2 + 0.03, 0.002}, joint{k.x, k.y, 0.002}), flat(hex(0x3a3a42)).mark().fine())
		s.stamp("kite", k.x, k.y+0.06, 0.15*max(f, 0.6), r.Float64() < 0.5, 0, &c)
	case s.b.has("toyballoon"):
		s.stamp("toyballoon", hand.x, hand.y, 0.26*f, false, 0, nil)
	case s.b.has("lantern") && sub.name != "crowd":
		s.glow(hand.x, hand.y+0.03, 0.2*f, s.pal.glowing(), 0.6)
		s.stamp("lantern", hand.x, hand.y+0.06*f, 0.07*f, false, 0, nil)
	}
}
