package sketch

import (
	"math"
	"math/rand/v2"
	"strings"
)

// span is a bridge from one side of the picture to the other.
type span struct {
	foot  float64 // where its piers stand
	rise  float64 // how high the deck is over its piers
	bow   float64 // how much the deck rises to the middle
	n     int     // arches
	thick float64 // of the deck over the arches
	slim  float64 // a pier's share of the width of an arch
}

func (s *scene) spanOf(r *rand.Rand, phrase string) span {
	sp := span{foot: s.hor + 0.012, rise: 0.16, bow: 0.06, n: 3, thick: 0.045, slim: 0.09}
	if s.w < 0.9*s.h || s.w <= 1 && r.Float64() < 0.5 {
		sp.n = 2
	}
	if strings.Contains(phrase, "duct") || s.b.has("train") {
		sp.rise, sp.bow, sp.n, sp.thick, sp.slim = min(0.27, s.hor*0.55), 0, 5+2*r.IntN(2), 0.03, 0.13
	}
	sp.n = max(int(float64(sp.n)*math.Min(s.w, 1.8)+0.5), 2)
	return sp
}

// deck is the height of the road on the bridge.
func (s *scene) deck(sp span) func(x float64) float64 {
	return func(x float64) float64 {
		u := (x/s.w - 0.5) * 2
		return sp.foot - sp.rise + sp.bow*u*u
	}
}

// paintBridge sets the bridge behind the water, which then mirrors it.
func (s *scene) paintBridge() {
	sub, ok := s.b.find("bridge")
	if !ok {
		return
	}
	r := s.dice("bridge")
	if suspended(sub.phrase) {
		s.suspensionBridge(sub)
		return
	}
	stone := hex(0xa89a88)
	if strings.Contains(sub.phrase, "wood") || strings.Contains(sub.phrase, "foot") {
		stone = hex(0x8a6448)
	}
	if sub.colour != nil {
		stone = *sub.colour
	}
	const d = 0.25
	sp := s.spanOf(r, sub.phrase)
	deck := s.deck(sp)
	lit, dark := s.pal.lit(stone, d), s.pal.shadow(stone, d)
	// The far side of the vaults, seen through the arches.
	s.fill(s.arches(sp, 0.022*s.side), graded(dark, dark.darker(0.3)))
	s.fill(s.arches(sp, 0), graded(lit, mix(lit, dark, 0.55)))
	s.masonry(r, sp, lit, dark)
	s.crossing(deck, d)
	var rail []joint
	for i := range 21 {
		x := -0.1 + (s.w+0.2)*float64(i)/20
		rail = append(rail, joint{x, deck(x) - 0.012, 0.022})
	}
	s.fill(limb(rail...), graded(lit.lighter(0.2), lit))
	for i := range rail {
		rail[i].y, rail[i].w = rail[i].y+0.016, 0.006
	}
	s.fill(limb(rail...), flat(dark).mark())
	s.bridgeHeads(r, sp)
}

// suspended says whether a bridge hangs from its towers.
func suspended(phrase string) bool {
	return strings.Contains(phrase, "suspension") || strings.Contains(phrase, "golden gate")
}

// archAt is the span of the i-th arch and the height of its crown.
func (s *scene) archAt(sp span, i int) (x0, x1, crown float64) {
	w := (s.w + 0.1) / float64(sp.n)
	x0 = -0.05 + w*float64(i)
	x1 = x0 + w
	return x0 + w*sp.slim, x1 - w*sp.slim, s.deck(sp)((x0+x1)/2) + sp.thick
}

// arches is the wall of the bridge with its openings.
func (s *scene) arches(sp span, shift float64) path {
	var wall []pt
	for i := range 41 {
		x := -0.1 + (s.w+0.2)*float64(i)/40
		wall = append(wall, pt{x, s.deck(sp)(x) - 0.01})
	}
	wall = append(wall, pt{s.w + 0.1, sp.foot})
	for i := sp.n - 1; i >= 0; i-- {
		x0, x1, crown := s.archAt(sp, i)
		mid, half := (x0+x1)/2+shift, (x1-x0)/2
		h := min(half*1.05, sp.foot-crown)
		wall = append(wall, pt{mid + half, sp.foot})
		for k := range 17 {
			a := math.Pi * float64(k) / 16
			wall = append(wall, pt{mid + half*math.Cos(a), crown + h - h*math.Sin(a)})
		}
		wall = append(wall, pt{mid - half, sp.foot})
	}
	return path{append(wall, pt{-0.1, sp.foot})}
}

// masonry is the ring of stones around each arch, and single stones.
func (s *scene) masonry(r *rand.Rand, sp span, lit, dark rgb) {
	for i := range sp.n {
		x0, x1, crown := s.archAt(sp, i)
		mid, half := (x0+x1)/2, (x1-x0)/2
		h := min(half*1.05, sp.foot-crown)
		var around []joint
		for k := range 13 {
			a := math.Pi * float64(k) / 12
			around = append(around, joint{mid + (half+0.008)*math.Cos(a), crown + h - (h+0.008)*math.Sin(a), 0.014})
		}
		s.fill(limb(around...), flat(lit.lighter(0.12)))
		for k := range 9 {
			a := math.Pi * (float64(k) + 0.5) / 9
			c, sn := math.Cos(a), math.Sin(a)
			s.fill(line(pt{mid + half*c, crown + h - h*sn}, pt{mid + (half+0.015)*c, crown + h - (h+0.015)*sn}, 0.003), flat(dark).faint(0.6))
		}
	}
	stones := path{}
	for range 60 {
		x := r.Float64() * s.w
		i := min(max(int((x+0.05)/(s.w+0.1)*float64(sp.n)), 0), sp.n-1)
		x0, x1, crown := s.archAt(sp, i)
		low := crown - 0.012
		if x < x0-0.02 || x > x1+0.02 {
			low = sp.foot - 0.01
		}
		stones = stones.and(dab(x, between(r, s.deck(sp)(x)+0.012, max(low, s.deck(sp)(x)+0.014)), between(r, 0.015, 0.03), 0.007))
	}
	s.fill(stones, flat(dark).faint(0.35))
}

// bridgeHeads are the banks with bushes on which the bridge ends.
func (s *scene) bridgeHeads(r *rand.Rand, sp span) {
	green := s.leaves()
	ground := s.grass()
	if s.snowy() {
		ground = snowWhite
	}
	for _, edge := range []float64{-0.02, s.w + 0.02} {
		reach := 0.16 * math.Min(s.w, 1.3)
		for range 2 + r.IntN(2) {
			x := edge - sign(edge-s.w/2)*between(r, -0.02, reach*0.5)
			if !s.b.bans("tree") {
				s.tree(r, x, sp.foot, between(r, 0.24, 0.34), green, 0.25)
			}
		}
		s.fill(dab(edge, sp.foot+0.004, reach*2.6, 0.04), graded(s.pal.lit(ground, 0.2), s.pal.shadow(ground, 0.2)))
		for range 4 {
			x := edge - sign(edge-s.w/2)*between(r, 0, reach)
			s.bush(r, x, sp.foot+0.01, between(r, 0.025, 0.045), 0.2)
		}
	}
}

// suspensionBridge hangs from two towers.
func (s *scene) suspensionBridge(sub subject) {
	c := hex(0xb5452f)
	if sub.colour != nil {
		c = *sub.colour
	}
	const d = 0.3
	lit, dark := s.pal.lit(c, d), s.pal.shadow(c, d)
	road, top := s.hor-0.09, s.hor-min(0.42, s.hor*0.75)
	towers := [2]float64{s.w * 0.24, s.w * 0.78}
	cable := func(x float64) float64 {
		u := (x - (towers[0]+towers[1])/2) / ((towers[1] - towers[0]) / 2)
		if math.Abs(u) > 1 {
			u = 2 - math.Abs(u)
			return road - 0.02 - (road-top-0.02)*max(u, 0)*max(u, 0)
		}
		return road - 0.02 - (road-top-0.02)*u*u
	}
	hangers := path{}
	var main []joint
	for i := range 61 {
		x := -0.05 + (s.w+0.1)*float64(i)/60
		main = append(main, joint{x, cable(x), 0.007})
		hangers = hangers.and(line(pt{x, cable(x)}, pt{x, road}, 0.0022))
	}
	s.fill(hangers, flat(dark).mark())
	s.fill(limb(main...), flat(lit))
	s.fill(rect(-0.1, road-0.006, s.w+0.2, 0.03), graded(lit, dark))
	s.crossing(func(float64) float64 { return road }, d)
	for _, x := range towers {
		for _, dx := range []float64{-0.022, 0.022} {
			s.fill(rect(x+dx-0.008, top-0.02, 0.016, s.hor+0.03-top), graded(lit, dark))
		}
		for k := range 4 {
			s.fill(rect(x-0.03, top+(road-top)*float64(k)/4, 0.06, 0.016), flat(mix(lit, dark, 0.4)))
		}
		s.fill(rect(x-0.05, s.hor-0.012, 0.1, 0.03), flat(s.pal.lit(hex(0xa89a88), d)))
	}
}

// crosses is true for a vehicle that stands on a bridge and not on a road.
func (s *scene) crosses(sub subject) bool {
	return sub.place == "vehicle" && s.b.has("bridge") && s.stage() == landscape
}

// crossing sets vehicles on the deck of a bridge.
func (s *scene) crossing(deck func(x float64) float64, depth float64) {
	for i, sub := range s.b.in("vehicle") {
		if !s.crosses(sub) {
			continue
		}
		n := min(sub.number(3), 4)
		for k := range n {
			x := s.w * (0.5 + 0.06*s.side + 0.2*(float64(k)-float64(n-1)/2) - 0.25*float64(i)*s.side)
			size := min(sub.size, 0.56) * 0.95
			flip := s.side > 0
			s.truly(func() { s.stamp(sub.shape, x, deck(x)-0.016, size, flip, depth, sub.colour) })
			if sub.name == "train" {
				s.smoke(x+map[bool]float64{true: -1, false: 1}[flip]*size*0.36, deck(x)-0.016-size*0.36, flip)
			}
		}
	}
}

// smoke trails behind the funnel of an engine.
func (s *scene) smoke(x, y float64, flip bool) {
	r := s.dice("smoke")
	dir := -1.0
	if flip {
		dir = 1
	}
	c := mix(s.pal.sky[4], hex(0xffffff), 0.5)
	for i := range 9 {
		t := float64(i) / 8
		s.fill(tuft(r, x+dir*0.34*t, y-0.05-0.09*math.Sqrt(t), 0.02+0.035*t, 0.018+0.025*t, 0.2), flat(c.darker(0.06*float64(i%2))).faint(0.85-0.5*t))
	}
}
