package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
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
	if len(b.in("sky")) > 0 && b.has("planet", "rocket") && s.near == "moonscape" {
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
	case s.near == "moonscape":
		s.mesas(r)
	case b.frame("minimal"):
	case s.near == "field" && r.Float64() < 0.25:
		s.range3(r, min(s.hor*0.4, 0.2), 0.92, false, 1)
		s.farHills(r, 0.05)
	case s.near == "field" && r.Float64() < 0.35:
		s.treeLine(r, s.hor+0.02, between(r, 0.08, 0.13), 0.7)
	default:
		s.farHills(r, between(r, 0.05, 0.1))
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

func (s *scene) mountains(r *rand.Rand) {
	lead := s.b.subjects[0].name == "mountain"
	height := min(s.hor*0.55, 0.34)
	if lead {
		height = min(s.hor*0.78, 0.5)
	}
	snowy := s.b.trait("snowcap") || s.b.sky("snow") || s.b.season == "winter" || s.near == "snowfield" || r.Float64() < 0.4
	for i := range 3 {
		d := 0.9 - 0.3*float64(i)
		f := height * (1 - 0.3*float64(i))
		s.range3(r, f, d, snowy && i < 2, i)
	}
}

// range3 is one row of mountains, each with a side in the light and a side in
// the shade.
func (s *scene) range3(r *rand.Rand, height, depth float64, snowy bool, row int) {
	n := 3 + row
	rock := mix(hex(0x7d7f8c), leafGreen, 0.12*float64(row))
	lightLeft := s.sun.x < s.w/2
	order := r.Perm(n)
	for _, i := range order {
		x := s.w * (float64(i) + between(r, 0.15, 0.85)) / float64(n)
		h := height * between(r, 0.55, 1)
		if i == order[n-1] {
			x, h = s.w*(0.5+0.2*s.side), height
		}
		s.peak(r, pt{x, s.hor - h}, h*between(r, 0.95, 1.4), rock, depth, snowy, lightLeft)
	}
}

func (s *scene) peak(r *rand.Rand, top pt, half float64, rock rgb, depth float64, snowy, lightLeft bool) {
	key := r.Uint32()
	h := s.hor - top.y
	edge := func(side, t float64) pt {
		y := top.y + h*t*1.04
		x := top.x + side*half*math.Pow(t, 1.08)
		return pt{x + rough(t*5, side, 3, key)*half*0.13*min(t*4, 1), y}
	}
	spine := func(t float64) pt {
		return pt{top.x + half*0.3*t*rough(t*3+7, 1, 2, key) + half*0.12*t, top.y + h*t*1.04}
	}
	var left, right, mid []pt
	for i := range 19 {
		t := float64(i) / 18
		left, right, mid = append(left, edge(-1, t)), append(right, edge(1, t)), append(mid, spine(t))
	}
	lit, shade := s.pal.lit(rock.lighter(0.16), depth), mix(s.pal.shadow(rock, depth), s.pal.lit(rock, depth), 0.25)
	foot := mix(lit, s.pal.haze, 0.45)
	lightSide, darkSide := left, right
	if !lightLeft {
		lightSide, darkSide = right, left
	}
	join := func(a, b []pt) path {
		out := slices.Clone(a)
		for i := len(b) - 1; i >= 0; i-- {
			out = append(out, b[i])
		}
		return path{out}
	}
	s.fill(join(lightSide, darkSide), graded(lit, foot))
	s.fill(join(mid, darkSide), graded(shade, mix(shade, s.pal.haze, 0.45)))
	if !snowy {
		return
	}
	cap := func(side []pt, c rgb, k uint32) {
		n := 6 + int(3*lattice(int32(k), 3, key))
		out := append([]pt{}, side[:n]...)
		for i := range 7 {
			t := float64(i) / 6
			q := toward(side[n-1], mid[n-1], t)
			if i%2 == 1 {
				q.y += h * (0.04 + 0.1*lattice(int32(i), int32(k), key))
			}
			out = append(out, q)
		}
		for i := n - 1; i >= 0; i-- {
			out = append(out, mid[i])
		}
		s.fill(path{out}, flat(c))
	}
	cap(lightSide, s.pal.lit(snowWhite, depth*0.6), 1)
	cap(darkSide, mix(s.pal.shadow(snowWhite, depth*0.8), s.pal.lit(snowWhite, depth), 0.3), 2)
}

func (s *scene) volcano() {
	r := s.dice("volcano")
	x, h := s.w*(0.5+0.14*s.side), min(s.hor*0.72, 0.48)
	top := s.hor - h
	rock := hex(0x6c5a5c)
	side := func(sign float64) []pt {
		var out []pt
		for i := range 15 {
			t := float64(i) / 14
			out = append(out, pt{x + sign*(0.07+0.62*h*math.Pow(t, 1.7)*1.4), top + h*t*1.03})
		}
		return out
	}
	left, right := side(-1), side(1)
	body := slices.Clone(left)
	slices.Reverse(body)
	s.glow(x, top, 0.34, hex(0xff7a3c), 0.55)
	for i := range 11 {
		t := float64(i) / 10
		s.fill(tuft(r, x+0.2*t*s.side*t+between(r, -0.03, 0.03), top-0.02-t*min(0.34, top), 0.05+0.1*t, 0.045+0.06*t, 0.15),
			flat(mix(mix(hex(0x5d5257), hex(0xff9a5c), 0.5*(1-t)), s.pal.haze, 0.3*t)).faint(0.9))
	}
	s.fill(path{append(body, right...)}, graded(s.pal.lit(rock, 0.4), mix(s.pal.lit(rock, 0.4), s.pal.haze, 0.3)))
	dark := append([]pt{{x, top}}, right...)
	s.fill(path{append(dark, pt{x + 0.1, s.hor + 0.01})}, flat(s.pal.shadow(rock, 0.4)).faint(0.7))
	for i := range 4 {
		dx := -0.045 + 0.03*float64(i)
		s.fill(limb(joint{x + dx, top + 0.003, 0.016}, joint{x + dx*1.8, top + h*between(r, 0.15, 0.25), 0.011}, joint{x + dx*2.6 + 0.01, top + h*between(r, 0.35, 0.6), 0.003}), flat(hex(0xff8a3c)))
	}
	s.fill(ellipse(x, top+0.003, 0.07, 0.011), flat(hex(0xffb35c)))
}

func (s *scene) mesas(r *rand.Rand) {
	rock := hex(0xc26b42)
	if s.near == "moonscape" {
		rock = s.moonRock()
	}
	for row := range 2 {
		d := 0.75 - 0.35*float64(row)
		for range 3 {
			x, w, h := r.Float64()*s.w, between(r, 0.1, 0.24), between(r, 0.1, 0.26)*(0.7+0.3*float64(row))
			c := s.pal.lit(rock, d)
			s.fill(poly(pt{x - w*1.35, s.hor + 0.02}, pt{x - w, s.hor - h*0.45}, pt{x - w*0.86, s.hor - h*0.5}, pt{x - w*0.8, s.hor - h}, pt{x + w*0.75, s.hor - h*0.97}, pt{x + w*0.85, s.hor - h*0.5}, pt{x + w, s.hor - h*0.42}, pt{x + w*1.4, s.hor + 0.02}), graded(c.lighter(0.1), mix(c, s.pal.haze, 0.3)))
			s.fill(poly(pt{x + w*0.2, s.hor + 0.02}, pt{x + w*0.25, s.hor - h*0.98}, pt{x + w*0.75, s.hor - h*0.97}, pt{x + w*0.85, s.hor - h*0.5}, pt{x + w, s.hor - h*0.42}, pt{x + w*1.4, s.hor + 0.02}), flat(mix(s.pal.shadow(rock, d), c, 0.4)))
			for k := range 3 {
				s.fill(dab(x, s.hor-h*(0.85-0.25*float64(k)), w*1.3, 0.008), flat(c.darker(0.2)).dried(0.35))
			}
		}
	}
}

func (s *scene) moonRock() rgb {
	if s.b.time == "" || s.b.has("moonscape") && s.b.trait("polar") {
		return hex(0xb5765a)
	}
	return hex(0xa9a4a0)
}

func (s *scene) islands(r *rand.Rand) {
	n := 2
	if isle, ok := s.b.find("island"); ok {
		n = isle.number(4)
	}
	for i := range n {
		x := s.w * (float64(i) + 0.5 + between(r, -0.25, 0.25)) / float64(n)
		w, h := between(r, 0.12, 0.26)/math.Sqrt(float64(n))*1.4, between(r, 0.06, 0.14)
		d := 0.35 + 0.3*r.Float64()
		c := s.pal.lit(mix(s.leaves(), rockGrey, 0.25), d)
		key := r.Uint32()
		hump := band(x-w, x+w, s.hor+0.004, 30, func(q float64) float64 {
			u := (q - x) / w
			return s.hor - h*math.Pow(max(1-u*u, 0), 0.7)*(0.8+0.35*rough(q*9, 0, 3, key))
		})
		s.fill(hump, graded(c, c.darker(0.25)))
		s.fill(dab(x, s.hor, w*2, 0.012), flat(s.pal.lit(sandYellow, d)).mark())
	}
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
	switch s.near {
	case "lake", "river", "swamp":
		s.farBank(r)
		if s.near == "river" {
			s.meadow(r, s.grass())
		}
	case "sea", "beach", "harbour":
		s.coast(r)
	case "forest":
		s.paintForest(r)
	case "desert":
		for i := range 3 {
			t := float64(i) / 3
			s.dune(r, s.hor+0.04+(s.h-s.hor)*t*0.8, 0.05+0.1*t, 0.4*(1-t))
		}
	case "snowfield":
		s.meadow(r, snowWhite)
	case "moonscape":
		s.craters(r)
	case "wheat", "lavender", "tulips":
		s.crops(r)
	default:
		s.meadow(r, s.grass())
	}
	if s.b.has("forest") && s.near != "forest" && !slices.Contains([]string{"lake", "river", "swamp"}, s.near) {
		s.treeLine(r, s.hor+0.01, 0.1, 0.45)
	}
	if s.b.has("road") && !slices.Contains(waters, s.near) {
		s.paintRoad()
	}
	if s.b.has("waterfall") {
		s.paintWaterfall()
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

// copses are bushes and small trees far off on a slope.
func (s *scene) copses(r *rand.Rand, line func(float64) float64, t float64) {
	if s.b.frame("minimal") || s.b.bans("tree") {
		return
	}
	d := 0.75 - 0.5*t
	for range 2 + r.IntN(2) {
		x, n := r.Float64()*s.w, 2+r.IntN(5)
		size := 0.014 + 0.03*t
		for k := range n {
			xx := x + float64(k)*size*1.3*between(r, 0.7, 1.2)
			y := line(xx) + 0.004
			f := size * between(r, 0.7, 1.5)
			s.fill(dab(xx+f*0.6, y, f*2.6, f*0.3), flat(s.pal.shadow(s.grass(), d)).faint(0.5))
			s.fill(tuft(r, xx, y-f*0.75, f*0.9, f, 0.14), flat(s.pal.shadow(s.leaves(), d)))
			s.fill(tuft(r, xx-f*0.2*sign(xx-s.sun.x), y-f*0.95, f*0.55, f*0.6, 0.14), flat(s.pal.lit(s.leaves(), d)))
		}
	}
}

// grasses are short upright strokes at the foot of the picture, and a few
// small flowers.
func (s *scene) grasses(r *rand.Rand, line func(float64) float64, c rgb) {
	flower := oneOf(r, hex(0xf4efe0), hex(0xe9c84f), hex(0xd9705c))
	for range 70 {
		x := r.Float64() * s.w
		y := line(x) + r.Float64()*(s.h-line(x))*1.1
		t := clamp01((y - s.hor) / (s.h - s.hor))
		h := 0.012 + 0.03*t
		k := oneOf(r, s.pal.lit(c.lighter(0.18), 0), s.pal.shadow(c, 0), s.pal.shadow(c, 0))
		for _, dx := range []float64{-0.5, 0, 0.6} {
			s.fill(poly(pt{x + dx*0.006, y}, pt{x + dx*0.006 + 0.003, y}, pt{x + dx*h*0.7, y - h}), flat(k).faint(0.75).fine())
		}
		if s.b.season != "winter" && s.b.season != "autumn" && s.pal.dark < 0.8 && !s.b.bans("flower") && r.Float64() < 0.3 {
			s.fill(disc(x, y-h, 0.004+0.003*t), flat(s.pal.lit(flower, 0)).mark().fine())
		}
	}
}

// crops are rows that run to a vanishing point.
func (s *scene) crops(r *rand.Rand) {
	soil, crop := mix(s.grass(), dirtBrown, 0.4), hex(0xdcb24c)
	switch s.near {
	case "lavender":
		soil, crop = hex(0x7d8a58), hex(0x8566b8)
	case "tulips":
		crop = oneOf(r, hex(0xd9483f), hex(0xe8b53c), hex(0xe07a9a))
		if s.b.trait("sunflower") {
			crop = hex(0xebb62e)
		}
		if s.b.trait("poppy") {
			crop = hex(0xd6412f)
		}
		soil = hex(0x6a8c4a)
	}
	s.treeLine(r, s.hor+0.006, 0.05, 0.7)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(soil, 0.6), s.pal.lit(soil, 0).darker(0.15)))
	if s.near == "wheat" {
		s.meadow(r, crop)
		s.stalks(r, crop)
		return
	}
	vanish := pt{s.w * (0.5 + 0.2*s.side), s.hor - 0.01}
	for i := -12; i <= 12; i++ {
		x := vanish.x + (float64(i)+0.5)*0.19
		foot := pt{vanish.x + (x-vanish.x)*2.1, s.h + 0.05}
		row := func(w float64) path {
			return poly(vanish.plus(pt{0.002, 0.012}), pt{foot.x + w, foot.y}, pt{foot.x - w, foot.y})
		}
		s.fill(row(0.135), graded(s.pal.lit(crop, 0.5), s.pal.shadow(crop, 0)))
		s.fill(row(0.085), graded(s.pal.lit(crop.lighter(0.1), 0.5), s.pal.lit(crop, 0)))
	}
	for range 420 {
		i := float64(r.IntN(25)-12) + 0.5
		t := math.Pow(r.Float64(), 0.8)
		x := vanish.x + i*0.19*2.1*t + between(r, -0.11, 0.11)*t
		y := vanish.y + (s.h+0.05-vanish.y)*t
		c := oneOf(r, s.pal.lit(crop.lighter(0.25), 0.4*(1-t)), s.pal.shadow(crop, 0.4*(1-t)), s.pal.lit(crop, 0.3))
		s.fill(ellipse(x, y, 0.014*t, 0.02*t), flat(c).mark())
	}
	s.top = s.hor + (s.h-s.hor)*0.2
}

// stalks are upright strokes of grass or corn in the foreground.
func (s *scene) stalks(r *rand.Rand, c rgb) {
	for range 130 {
		x, t := r.Float64()*s.w, r.Float64()
		y := s.h*0.86 + t*s.h*0.2
		h := 0.05 + 0.12*t
		k := oneOf(r, s.pal.lit(c, 0), s.pal.lit(c.lighter(0.2), 0), s.pal.shadow(c, 0))
		s.fill(limb(joint{x, y, 0.005}, joint{x + between(r, -0.01, 0.015), y - h*0.6, 0.004}, joint{x + between(r, -0.03, 0.05), y - h, 0.006}), flat(k).mark())
	}
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
	if len(s.b.in("vehicle")) > 0 {
		c = s.pal.lit(hex(0x85828a), 0)
	}
	s.fill(path{append(left, right...)}, graded(mix(c, s.pal.haze, 0.4), c.darker(0.1)))
}

func (s *scene) paintWaterfall() {
	x, w, top := s.w*(0.5+0.16*s.side), 0.075, s.hor-min(0.42, s.hor*0.75)
	r := s.dice("waterfall")
	rock := mix(rockGrey, leafGreen, 0.25)
	s.fill(poly(pt{x - 0.6, s.hor + 0.02}, pt{x - 0.46, top + 0.14}, pt{x - 0.24, top + 0.02}, pt{x - w, top - 0.01}, pt{x + w, top}, pt{x + 0.26, top - 0.03}, pt{x + 0.46, top + 0.12}, pt{x + 0.6, s.hor + 0.02}), graded(s.pal.lit(rock, 0.3), s.pal.shadow(rock, 0.2)))
	for range 34 {
		xx, yy := x+between(r, -0.5, 0.5), top+between(r, 0.03, 0.4)
		s.fill(poly(pt{xx, yy}, pt{xx + 0.05, yy - 0.02}, pt{xx + 0.06, yy + 0.08}, pt{xx + 0.01, yy + 0.09}), flat(oneOf(r, s.pal.lit(rock.lighter(0.15), 0.3), s.pal.shadow(rock, 0.2))).faint(0.6))
	}
	white := s.pal.lit(hex(0xf2f8fa), 0.1)
	s.fill(poly(pt{x - w*0.8, top - 0.005}, pt{x + w*0.8, top}, pt{x + w*1.15, s.hor + 0.02}, pt{x - w*1.2, s.hor + 0.02}), graded(white, mix(white, s.waterTint(), 0.15)))
	for range 22 {
		xx := x + between(r, -w, w)*0.95
		s.fill(line(pt{xx, between(r, top, s.hor-0.15)}, pt{xx + (xx-x)*0.2, s.hor}, 0.006), flat(mix(white, s.waterTint().times(s.pal.light), 0.5)).faint(0.6))
	}
	for range 12 {
		s.fill(tuft(r, x+between(r, -0.13, 0.13), s.hor+between(r, -0.02, 0.02), 0.06, 0.03, 0.2), flat(white).faint(0.6))
	}
}
