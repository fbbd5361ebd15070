package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Colours of the land in plain daylight.
var (
	grassGreen  = hex(0x83a557)
	leafGreen   = hex(0x4c7a45)
	pineGreen   = hex(0x365f4c)
	rockGrey    = hex(0x8a8580)
	dirtBrown   = hex(0xa98a63)
	snowWhite   = hex(0xf3f6fa)
	sandYellow  = hex(0xe6b872)
	autumnLeaf  = hex(0xd07a30)
	autumnGrass = hex(0xc2a052)
)

func (s *scene) grass() rgb  { return season(s.b, grassGreen, autumnGrass) }
func (s *scene) leaves() rgb { return season(s.b, leafGreen, autumnLeaf) }

// ridge is a line of heights: a broad shape with smaller ones on it.
func ridge(r *rand.Rand, base, height, length float64, octaves int) func(float64) float64 {
	key, phase := r.Uint32(), r.Float64()*40
	return func(x float64) float64 { return base - height*(0.5+0.5*rough(x/length+phase, 0.5, octaves, key)) }
}

// paintFar paints what stands at the horizon and beyond.
func (s *scene) paintFar() {
	b := s.b
	r := s.dice("far")
	if s.near == "wall" || len(b.in("sky")) > 0 && b.has("planet", "rocket") && s.near == "moonscape" {
		return
	}
	switch {
	case b.has("volcano"):
		s.farHills(r, 0.05)
		s.volcano()
	case b.has("mountain"):
		s.mountains(r)
	case b.has("canyon"):
		s.mesas(r)
	case b.has("skyisland"):
	case b.has("island") && slices.Contains(waters, s.near):
		s.islands(r)
	case b.has("skyline"):
		s.paintSkyline()
	case s.near == "sea" || s.near == "beach":
		if r.Float64() < 0.5 && !b.frame("minimal") {
			s.headlandFar(r)
		}
	case s.near == "desert":
		s.dunesFar(r)
	case s.near == "clouds":
	case s.near == "moonscape":
		s.mesas(r)
	case b.frame("minimal"):
	case s.near == "snowfield" && !b.bans("tree"):
		s.farHills(r, between(r, 0.05, 0.1))
		s.treeLine(r, s.hor+0.03, between(r, 0.1, 0.16), 0.8)
	case s.near == "field" && r.Float64() < 0.25:
		s.range3(r, min(s.hor*0.4, 0.2), 0.92, false, 1)
		s.farHills(r, 0.05)
	case s.near == "field" && r.Float64() < 0.35:
		s.treeLine(r, s.hor+0.02, between(r, 0.08, 0.13), 0.7)
	default:
		s.farHills(r, between(r, 0.05, 0.1))
	}
	if s.b.trait("tornado") {
		s.paintTornado()
	}
	s.mound()
}

func (s *scene) farHills(r *rand.Rand, height float64) {
	for i := range 3 {
		d := 0.95 - 0.22*float64(i)
		c := s.pal.lit(s.hillColour(), d)
		line := ridge(r, s.hor+0.012*float64(i), height*(1.15-0.32*float64(i)), 0.5, 3)
		s.fill(band(-0.1, s.w+0.1, s.hor+0.1, 60, line), graded(c, mix(c, s.pal.haze, 0.4)))
	}
}

func (s *scene) hillColour() rgb {
	switch s.near {
	case "snowfield":
		return hex(0xdfe8ee)
	case "desert":
		return hex(0xc98f5c)
	}
	return mix(s.grass(), leafGreen, 0.4)
}

func (s *scene) moonRock() rgb {
	if m, ok := s.b.find("moonscape"); ok && (strings.Contains(m.phrase, "mars") || strings.Contains(m.phrase, "red") || strings.Contains(m.phrase, "martian")) {
		return hex(0xb5653f)
	}
	if s.b.time == "" || s.b.has("moonscape") && s.b.trait("polar") {
		return hex(0xb5765a)
	}
	return hex(0xa9a4a0)
}

func (s *scene) headlandFar(r *rand.Rand) {
	dir := s.side
	key := r.Uint32()
	reach, h := between(r, 0.25, 0.45), between(r, 0.05, 0.1)
	for k := range 2 {
		d := 0.8 - 0.25*float64(k)
		c := s.pal.lit(mix(hex(0x6f7f86), s.grass(), 0.3), d)
		f := 1 - 0.4*float64(k)
		s.fill(band(-0.1, s.w+0.1, s.hor+0.006, 70, func(x float64) float64 {
			u := x / s.w
			if dir > 0 {
				u = 1 - u
			}
			t := clamp01(1 - u/(reach*f))
			return s.hor + 0.006 - h*f*math.Pow(t, 0.6)*(0.8+0.4*rough(x*6, float64(k), 3, key))
		}), graded(c, mix(c, s.pal.haze, 0.3)))
	}
}

func (s *scene) dunesFar(r *rand.Rand) {
	for i := range 2 {
		s.dune(r, s.hor-0.005+0.01*float64(i), 0.07-0.02*float64(i), 0.85-0.3*float64(i))
	}
}

// dune is a row of sand with sharp crests that wind towards the viewer: light
// on one side of a crest, shade on the other.
func (s *scene) dune(r *rand.Rand, base, height, depth float64) {
	lit, shade := s.pal.lit(sandYellow, depth), mix(s.pal.shadow(sandYellow, depth), s.pal.lit(hex(0xb97a4a), depth), 0.55)
	s.fill(rect(-0.1, base, s.w+0.2, s.h-base+0.1), flat(lit))
	dir := sign(s.w/2 - s.sun.x)
	n := 1 + r.IntN(2)
	for i := range n {
		x := s.w * (float64(i) + between(r, 0.2, 0.8)) / float64(n)
		h, w := height*between(r, 0.8, 1.4), between(r, 0.5, 0.85)
		at := func(dx, dy float64) pt { return pt{x + dir*dx*w, base + dy*h} }
		top := at(0, -1)
		body := []knot{{at(-1, 0.35), true}, {at(-0.5, -0.3), false}, {top, true}, {at(0.4, -0.5), false}, {at(1.1, 0.3), true}, {at(0.7, 2.6), false}, {at(-0.5, 2.6), false}}
		s.fill(path{curve(body)}, graded(lit.lighter(0.14), lit))
		lee := []knot{{top, true}, {at(0.4, -0.5), false}, {at(1.1, 0.3), true}, {at(0.8, 1.5), false}, {at(0.34, 2.2), true}, {at(0.16, 1.3), false}, {at(-0.06, 0.7), false}, {at(0.07, -0.1), false}}
		s.fill(path{curve(lee)}, graded(shade, mix(shade, lit, 0.6)))
		for range 5 {
			q := at(between(r, -0.7, -0.1), between(r, 0.1, 1.2))
			s.fill(dab(q.x, q.y, between(r, 0.06, 0.16), 0.006), flat(mix(lit, shade, 0.35)).faint(0.6))
		}
	}
}

// paintGround lays the ground from the horizon down, for grounds on land, and
// the far bank for grounds on water.
func (s *scene) paintGround() {
	r := s.dice("ground")
	falls := s.b.has("waterfall") && !s.b.has("skyisland")
	switch s.near {
	case "lake", "river", "swamp":
		if !falls {
			s.farBank(r)
		}
		if s.near == "river" {
			s.meadow(r, s.grass())
		}
	case "sea", "beach", "harbour":
		if !falls {
			s.coast(r)
		}
	case "forest":
		s.paintForest(r)
	case "desert":
		for i := range 3 {
			t := float64(i) / 3
			s.dune(r, s.hor+0.04+(s.h-s.hor)*t*0.8, 0.05+0.1*t, 0.4*(1-t))
		}
	case "rooftop":
		s.paintRooftop()
	case "clouds":
		s.cloudSea(r)
	case "wall":
		s.paintWall(r)
	case "snowfield":
		s.meadow(r, snowWhite)
	case "moonscape":
		s.craters(r)
	case "wheat", "lavender", "tulips":
		s.crops(r)
	default:
		s.meadow(r, s.grass())
	}
	if falls {
		s.paintWaterfall()
	}
	if s.b.has("waterhole") {
		s.paintWaterhole()
	}
	if s.b.has("forest") && s.near != "forest" && !slices.Contains([]string{"lake", "river", "swamp"}, s.near) {
		s.treeLine(r, s.hor+0.01, 0.1, 0.45)
	}
	if s.b.has("road") && len(s.b.in("vehicle")) == 0 && !slices.Contains(waters, s.near) {
		s.paintRoad()
	}
}

// meadow is rolling ground: planes that come nearer, each a little darker and
// richer than the one behind it.
func (s *scene) meadow(r *rand.Rand, c rgb) {
	snow := c == snowWhite
	for i := range 4 {
		t := float64(i) / 4
		y := s.hor + (s.h-s.hor)*(t*t*0.9+0.02)
		own := c
		if !snow && s.near != "wheat" && s.near != "moonscape" {
			own = mix(c, season(s.b, []rgb{hex(0xa9bd72), hex(0x6d9a62), hex(0x9cae58), hex(0x5f8f4c)}[i], autumnGrass), 0.6)
		}
		lit := s.pal.lit(own, 0.6*(1-t))
		shade := mix(s.pal.shadow(own, 0.4*(1-t)), lit, 0.35)
		if !snow {
			lit = mix(lit, lit.darker(0.3), t*0.4)
		}
		rise := 0.035 + 0.1*t
		if s.b.has("hill") {
			rise *= 1.8
		}
		line := ridge(r, y+rise*0.4, rise, 0.7+0.4*t, 2)
		s.fill(band(-0.1, s.w+0.1, s.h+0.1, 60, line), graded(lit, mix(lit, shade, 0.5)))
		for range 12 {
			x := r.Float64() * s.w
			yy := line(x) + between(r, 0.01, 0.1)*(0.4+t)
			k := oneOf(r, lit.lighter(0.12), mix(lit, shade, 0.8))
			s.fill(dab(x, yy, between(r, 0.1, 0.35)*(0.4+t), 0.006+0.016*t), flat(k).faint(0.5))
		}
		if i < 3 && !snow && s.near != "wheat" && s.near != "moonscape" {
			s.copses(r, line, t)
		}
		if i == 3 && !snow && s.near != "moonscape" {
			s.grasses(r, line, c)
		}
	}
	s.top = s.hor + (s.h-s.hor)*0.3
}

func (s *scene) craters(r *rand.Rand) {
	c := s.moonRock()
	s.meadow(r, c)
	for range 12 {
		t := r.Float64()
		x, y, w := r.Float64()*s.w, s.hor+(s.h-s.hor)*(0.08+0.9*t*t), 0.02+0.12*t*r.Float64()
		s.fill(ellipse(x, y, w, w*0.26), flat(s.pal.shadow(c, 0.2)).mark())
		s.fill(ellipse(x, y+w*0.05, w*0.9, w*0.2), flat(s.pal.lit(c.darker(0.15), 0.2)).mark())
	}
}

// farBank is the land on the other side of still water, with trees on it.
func (s *scene) farBank(r *rand.Rand) {
	h := between(r, 0.05, 0.09)
	if s.b.has("forest", "pine", "tree") {
		h = between(r, 0.12, 0.17)
	}
	if s.b.has("desert", "snowfield") && !s.b.has("forest") {
		h = 0.02
	}
	if !s.b.has("skyline") {
		s.treeLine(r, s.hor+0.004, h, 0.55)
	}
	c := s.pal.lit(s.grass(), 0.4)
	if s.near != "river" {
		s.fill(dab(s.w/2, s.hor+0.002, s.w*1.4, 0.022), flat(c.darker(0.15)))
	}
}

// treeLine is a wall of small trees.
func (s *scene) treeLine(r *rand.Rand, base, height, depth float64) {
	conifers := s.b.has("pine", "mountain") || s.b.sky("snow") || r.Float64() < 0.4
	for row := range 2 {
		d := depth - 0.25*float64(row)
		green := s.leaves()
		if conifers {
			green = pineGreen
		}
		c := s.pal.lit(green, d)
		p := path{}
		f := height * (1 - 0.3*float64(row))
		for x := -0.05; x < s.w+0.05; x += between(r, 0.018, 0.042) {
			h := f * between(r, 0.45, 1)
			if conifers {
				p = p.and(poly(pt{x - h*0.24, base}, pt{x, base - h}, pt{x + h*0.24, base}))
			} else {
				p = p.and(tuft(r, x, base-h*0.5, h*0.42, h*0.52, 0.12))
			}
		}
		s.fill(p.and(rect(-0.1, base-f*0.22, s.w+0.2, f*0.22)), graded(c, c.darker(0.18)))
	}
}

func (s *scene) paintRoad() {
	r := s.dice("road")
	van := pt{s.w * (0.5 + 0.12*s.side), s.hor + 0.012}
	bend := between(r, -0.12, 0.12)
	var left, right []pt
	for i := range 25 {
		t := float64(i) / 24
		y := van.y + (s.h+0.05-van.y)*t
		x := van.x + (s.w*0.5-van.x)*t + bend*math.Sin(t*math.Pi*1.3)
		w := 0.006 + 0.3*math.Pow(t, 1.5)
		left = append(left, pt{x - w, y})
		right = append([]pt{{x + w, y}}, right...)
	}
	c := s.pal.lit(hex(0xc9b08a), 0)
	s.fill(path{append(left, right...)}, graded(mix(c, s.pal.haze, 0.4), c.darker(0.1)))
}
