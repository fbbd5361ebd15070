package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// swimmers are seen through the water from straight above.
var swimmers = []string{"fish", "goldfish", "shark", "whale"}

// aerialThings are seen as from the air: boats as slivers, people and parasols
// as dots with long shadows.
func (s *scene) aerialThings() {
	r := s.dice("aerial things")
	land := s.overhead()
	if slices.Contains([]string{"shore", "island", "pond", "sea"}, land) {
		for _, sub := range s.b.in("water", "deep") {
			s.floatersAbove(r, sub, land)
		}
	}
	if land == "shore" {
		s.beachPeople(r)
	}
}

// floatersAbove sets boats and what swims on the water.
func (s *scene) floatersAbove(r *rand.Rand, sub subject, land string) {
	n := min(sub.number(4), 9)
	if sub.count == 0 && slices.Contains(swimmers, sub.name) || strings.HasSuffix(sub.phrase, "pond") {
		n = 5 // "koi" are many without a word for it
	}
	for i := range n {
		q := pt{s.w * between(r, 0.12, 0.88), s.h * between(r, 0.08, 0.3)}
		size := 0.13
		switch land {
		case "sea", "pond":
			t := (float64(i) + 0.5) / float64(n)
			q = pt{s.w * (0.5 + (t-0.5)*0.6 + between(r, -0.05, 0.05)), s.h * (0.32 + 0.36*math.Mod(0.3+0.618*float64(i), 1))}
			size = map[bool]float64{true: 0.3, false: 0.2}[n == 1]
		case "island":
			q = pt{s.w * (0.5 - 0.38*s.side), s.h * between(r, 0.76, 0.9)}.plus(pt{0.12 * float64(i) * s.side, 0})
		}
		turn := between(r, -1, 1)
		switch {
		case slices.Contains(swimmers, sub.name):
			s.swimmerAbove(r, sub, q, size, turn)
		case sub.name == "duck" || sub.name == "swan":
			s.boatAbove(q, 0.07, turn, hex(0xf6f2e6))
		default:
			c := hex(0xf4efe4)
			if sub.colour != nil {
				c = *sub.colour
			}
			s.boatAbove(q, size, turn, c)
		}
	}
}

// boatAbove is a hull with its shadow and its wake.
func (s *scene) boatAbove(q pt, size, turn float64, c rgb) {
	hull := path{curve([]knot{{pt{0, -0.55}, true}, {pt{0.17, -0.08}, false}, {pt{0.12, 0.4}, true}, {pt{-0.12, 0.4}, true}, {pt{-0.17, -0.08}, false}})}
	wake := path{curve([]knot{{pt{-0.1, 0.3}, true}, {pt{0.1, 0.3}, true}, {pt{0.3, 1.5}, true}, {pt{0, 1.1}, false}, {pt{-0.3, 1.5}, true}})}
	s.fill(wake.moved(q.x, q.y, size, size, turn), flat(hex(0xf6f8f4)).faint(0.35))
	s.fill(hull.moved(q.x+0.1*size, q.y+0.11*size, size, size, turn), flat(hex(0x12344a)).faint(0.4))
	s.fill(hull.moved(q.x, q.y, size, size, turn), flat(s.fromAbove(c)))
	s.fill(hull.moved(q.x, q.y, size*0.72, size*0.78, turn), flat(s.fromAbove(c.darker(0.25))).mark())
	s.fill(rect(-0.07, -0.02, 0.14, 0.24).moved(q.x, q.y, size, size, turn), flat(s.fromAbove(hex(0x8a6448))))
}

// swimmerAbove is a fish or a whale: a body between two fins, and a tail.
func (s *scene) swimmerAbove(r *rand.Rand, sub subject, q pt, size, turn float64) {
	c := silhouettes()[sub.shape].tones["body"]
	if sub.meaning.colour != (rgb{}) {
		c = sub.meaning.colour
	}
	if sub.colour != nil {
		c = *sub.colour
	}
	wide := 0.15
	if sub.name == "whale" || sub.name == "shark" {
		size, wide = size*2.4, 0.12
	}
	bend := between(r, -0.12, 0.12)
	body := limb(joint{0, -0.5, wide * 0.7}, joint{0, -0.36, wide * 1.5}, joint{bend * 0.3, -0.1, wide * 1.7}, joint{bend, 0.24, wide * 0.7}, joint{bend * 0.6, 0.42, wide * 0.25})
	fins := blob(pt{wide * 0.6, -0.26}, pt{wide * 2.4, -0.06}, pt{wide * 0.7, -0.12}).and(blob(pt{-wide * 0.6, -0.26}, pt{-wide * 0.7, -0.12}, pt{-wide * 2.4, -0.06}))
	tail := blob(pt{bend * 0.6, 0.36}, pt{bend*0.6 + 0.17, 0.58}, pt{bend * 0.6, 0.5}, pt{bend*0.6 - 0.17, 0.58})
	at := func(p path) path { return p.moved(q.x, q.y, size, size, turn) }
	s.fill(at(body.and(fins, tail)).moved(0.03, 0.045, 1, 1, 0), flat(hex(0x0c2a34)).faint(0.35))
	col := s.fromAbove(c)
	s.fill(at(fins.and(tail)), flat(mix(col, hex(0xffffff), 0.25)))
	s.fill(at(body), graded(col.lighter(0.08), col))
	if sub.name == "goldfish" || sub.name == "fish" {
		s.fill(at(blob(pt{-wide * 0.6, -0.3}, pt{wide * 0.2, -0.4}, pt{wide * 0.6, -0.16}, pt{-wide * 0.1, -0.06})), flat(s.fromAbove(hex(0xfaf2e4))).mark())
	}
	s.fill(at(line(pt{0, -0.3}, pt{bend * 0.6, 0.2}, wide*0.22)), flat(col.lighter(0.3)).faint(0.6))
}

// beachPeople are parasols and people on the sand of a shore.
func (s *scene) beachPeople(r *rand.Rand) {
	dots := s.b.in("figure")
	if s.b.has("parasol") || len(dots) == 0 && s.near == "beach" && !s.b.bans("people") && !s.b.frame("minimal") {
		for range 6 {
			x := s.w * between(r, 0.1, 0.9)
			s.parasolAbove(x, s.h*between(r, 0.8, 0.95)+s.side*(x-s.w/2)*0.4, coats[r.IntN(5)])
		}
	}
	for _, sub := range dots {
		for range min(sub.number(4), 12) {
			x, y := s.w*between(r, 0.15, 0.85), s.h*between(r, 0.78, 0.95)
			s.fill(line(pt{x, y}, pt{x + 0.05, y + 0.03}, 0.014), flat(hex(0x5a4630)).faint(0.5))
			s.fill(ellipse(x, y, 0.016, 0.011), flat(coats[r.IntN(len(coats))]))
			s.fill(disc(x, y, 0.007), flat(hairs[r.IntN(len(hairs))]))
		}
	}
}

func (s *scene) parasolAbove(x, y float64, c rgb) {
	const n = 8
	s.fill(disc(x+0.022, y+0.02, 0.045), flat(hex(0x6a5236)).faint(0.4))
	for i := range n {
		a, b := 2*math.Pi*float64(i)/n, 2*math.Pi*float64(i+1)/n
		k := c
		if i%2 == 0 {
			k = hex(0xf6efe2)
		}
		s.fill(poly(pt{x, y}, pt{x + 0.045*math.Cos(a), y + 0.045*math.Sin(a)}, pt{x + 0.045*math.Cos(b), y + 0.045*math.Sin(b)}), flat(k))
	}
}

// carAbove is a car on a road: its body, its windows and its shadow.
func (s *scene) carAbove(q pt, turn float64, own *rgb) {
	c := hex(0xc8382f)
	if own != nil {
		c = *own
	}
	c = s.fromAbove(c)
	d := s.thrown(0.012)
	s.fill(rect(-0.013, -0.028, 0.026, 0.056).moved(q.x+d.x, q.y+d.y, 1, 1, turn), flat(hex(0x161a28)).faint(0.45))
	s.fill(rect(-0.013, -0.028, 0.026, 0.056).moved(q.x, q.y, 1, 1, turn), graded(c.lighter(0.1), c))
	s.fill(rect(-0.011, -0.012, 0.022, 0.03).moved(q.x, q.y, 1, 1, turn), flat(hex(0x26303c)))
	s.fill(rect(-0.01, -0.006, 0.02, 0.018).moved(q.x, q.y, 1, 1, turn), flat(c.lighter(0.06)).mark())
}
