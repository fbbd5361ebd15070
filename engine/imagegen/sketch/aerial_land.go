package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// meadowAbove is grass from above, with worn and lush places in it.
func (s *scene) meadowAbove(r *rand.Rand) {
	c := s.grass()
	if s.snowy() {
		c = snowWhite
	}
	c = s.fromAbove(c)
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(c.lighter(0.06), c.darker(0.06)).fine())
	for range 36 {
		s.fill(tuft(r, r.Float64()*s.w, r.Float64()*s.h, between(r, 0.04, 0.16), between(r, 0.03, 0.1), 0.3), flat(oneOf(r, c.lighter(0.14), c.darker(0.12), mix(c, s.fromAbove(dirtBrown), 0.3))).faint(0.4))
	}
}

// canopyGreens are the colours of a wood from above.
func (s *scene) canopyGreens() []rgb {
	switch {
	case s.snowy():
		return []rgb{hex(0xe6edef), hex(0x8fa9a6), hex(0x4f7068)}
	case s.b.season == "autumn":
		return []rgb{hex(0xd8862f), hex(0xc2542c), hex(0xe0b23c), hex(0x8a8a3c)}
	case s.b.trait("blossom"):
		return []rgb{hex(0xf0bccb), hex(0xe5a3b8), hex(0xf6d9df)}
	}
	return []rgb{leafGreen, pineGreen, hex(0x5d8a48), hex(0x3f7048)}
}

// aerialForest is a roof of trees, with the river, the road or the lake that
// runs through it as the one open place.
func (s *scene) aerialForest() {
	r := s.dice("aerial forest")
	s.meadowAbove(r)
	free := func(x, y float64) float64 { return 1 }
	switch {
	case s.b.has("river"):
		w := s.wayThrough(r, 0.13, 0.13)
		s.riverAbove(r, w)
		free = w.off
	case s.b.has("lake", "swamp"):
		mid, size := pt{s.w * (0.5 + 0.06*s.side), s.h * 0.5}, 0.3
		s.lakeAbove(r, mid, size)
		free = func(x, y float64) float64 { return math.Hypot((x-mid.x)/1.15, y-mid.y) - size*1.06 }
	case s.b.has("road") || len(s.b.in("vehicle")) > 0 || r.Float64() < 0.6:
		w := s.wayThrough(r, 0.05, 0.1)
		s.roadAbove(w, s.fromAbove(hex(0xb9a684)))
		free = w.off
		for _, v := range s.b.in("vehicle") {
			y := s.h * 0.55
			s.carAbove(pt{w.mid(y) + 0.011, y}, math.Atan2(w.mid(y-0.02)-w.mid(y+0.02), 0.04), v.colour)
		}
	}
	s.wood(r, func(x, y float64) bool { return free(x, y) > 0.022 })
	if s.b.has("house") {
		x, y := s.w*(0.5-0.22*s.side), s.h*0.46
		s.fill(tuft(r, x, y, 0.15, 0.12, 0.2), flat(s.fromAbove(s.grass().lighter(0.1))))
		s.roofAbove(r, x, y, 0.11, 0.3*s.side)
	}
}

// wood fills with trees wherever they may stand, the lower ones on the picture
// over the upper ones.
func (s *scene) wood(r *rand.Rand, stands func(x, y float64) bool) {
	greens := s.canopyGreens()
	key := r.Uint32()
	// A very long picture has larger trees, not more than anybody could see.
	const most = 1600
	f := max(math.Sqrt(s.w*s.h/most)/0.044, 1)
	step := 0.044 * f
	for y := -0.03; y < s.h+0.05; y += step {
		for x := -0.03; x < s.w+0.05; x += step {
			px, py := x+between(r, -0.5, 0.5)*step, y+between(r, -0.5, 0.5)*step
			size := between(r, 0.024, 0.042) * f
			pick := int(noise(px*4, py*4, key)*1.6*float64(len(greens))+r.Float64()) % len(greens)
			if stands(px, py) {
				s.treeAbove(r, px, py, size, greens[pick])
			}
		}
	}
}

// plot is a field from above, in the plane of the fields.
type plot struct{ x, y, w, h float64 }

// split cuts plots in two until they are small enough, each across its length.
func (p plot) split(r *rand.Rand, most float64) []plot {
	if max(p.w, p.h) < most || p.w*p.h < most*most*0.5 {
		return []plot{p}
	}
	at := between(r, 0.38, 0.62)
	a, b := p, p
	if p.w > p.h {
		a.w = p.w * at
		b.x, b.w = p.x+a.w, p.w-a.w
	} else {
		a.h = p.h * at
		b.y, b.h = p.y+a.h, p.h-a.h
	}
	return append(a.split(r, most), b.split(r, most)...)
}

// fieldColours are what grows in fields.
func (s *scene) fieldColours() []rgb {
	grass := s.grass()
	switch {
	case s.snowy():
		return []rgb{snowWhite, hex(0xe3e9ee), hex(0xd3dce2)}
	case s.near == "lavender":
		return []rgb{hex(0x8566b8), hex(0x9d82c8), hex(0x7d8a58), grass}
	case s.near == "tulips":
		return []rgb{hex(0xd9483f), hex(0xe8b53c), hex(0xe07a9a), hex(0xf0ede2), hex(0x8f5fb0)}
	case s.near == "wheat":
		return []rgb{hex(0xdcb24c), hex(0xe6c878), hex(0xc99a45), grass}
	}
	return []rgb{grass, hex(0x6d9a4c), hex(0xd6b85c), hex(0xa9bd62), hex(0xb08a5c), hex(0x8aa84e)}
}

// aerialFields is farmland: a patchwork of fields with hedges between them, a
// lane or a river through it, and a farm.
func (s *scene) aerialFields() {
	r := s.dice("aerial fields")
	turn := between(r, 0.15, 0.4) * s.side
	reach := s.w + s.h
	at := func(p path) path { return p.moved(s.w/2, s.h/2, 1, 1, turn) }
	colours := s.fieldColours()
	s.meadowAbove(r)
	plots := plot{-reach / 2, -reach / 2, reach, reach}.split(r, 0.42)
	plots = slices.DeleteFunc(plots, func(f plot) bool {
		mid := pt{f.x + f.w/2, f.y + f.h/2}.turned(turn)
		return math.Abs(mid.x) > s.w/2+0.4 || math.Abs(mid.y) > s.h/2+0.4
	})
	for i, f := range plots {
		s.field(r, f, at, s.fromAbove(colours[(i*7+r.IntN(2))%len(colours)]))
	}
	for _, f := range plots {
		s.hedges(r, f, turn)
	}
	w := s.wayThrough(r, 0.034, 0.06)
	if s.b.has("river") {
		w = s.wayThrough(r, 0.12, 0.12)
		s.riverAbove(r, w)
	} else {
		s.roadAbove(w, s.fromAbove(hex(0xcdbb98)))
	}
	s.farm(r, w, turn)
}

// field is one plot with the lines along which it was ploughed or sown.
func (s *scene) field(r *rand.Rand, f plot, at func(path) path, c rgb) {
	s.fill(at(rect(f.x, f.y, f.w+0.004, f.h+0.004)), graded(c.lighter(0.06), c.darker(0.04)))
	rows := path{}
	step := between(r, 0.012, 0.03)
	if f.w > f.h {
		for y := f.y + step; y < f.y+f.h; y += step {
			rows = rows.and(line(pt{f.x + 0.01, y}, pt{f.x + f.w - 0.01, y}, step*0.35))
		}
	} else {
		for x := f.x + step; x < f.x+f.w; x += step {
			rows = rows.and(line(pt{x, f.y + 0.01}, pt{x, f.y + f.h - 0.01}, step*0.35))
		}
	}
	s.fill(at(rows), flat(oneOf(r, c.darker(0.14), c.lighter(0.16))).faint(0.6))
}

// hedges grow along two sides of a plot, thick in some places and open in others.
func (s *scene) hedges(r *rand.Rand, f plot, turn float64) {
	green := mix(s.leaves(), pineGreen, 0.3)
	for _, end := range []pt{{f.x + f.w, f.y}, {f.x, f.y + f.h}} {
		from := pt{f.x, f.y}
		n := int(math.Hypot(end.x-from.x, end.y-from.y) / 0.03)
		for i := range n {
			q := toward(from, end, (float64(i)+r.Float64())/float64(n)).turned(turn).plus(pt{s.w / 2, s.h / 2})
			if r.Float64() < 0.78 {
				s.treeAbove(r, q.x, q.y, between(r, 0.009, 0.02), green)
			}
		}
	}
}

// farm is a yard with a few roofs beside the way, or a whole village.
func (s *scene) farm(r *rand.Rand, w way, turn float64) {
	n := 3
	if s.b.has("village") {
		n = 22
	}
	if !s.b.has("village", "house") && s.b.bans("building") {
		return
	}
	for i := range n {
		y := s.h * (0.46 + 0.6*(float64(i)/float64(n)-0.5)*min(float64(n)/8, 1))
		side := float64(i%2)*2 - 1
		if n == 3 {
			side = s.side
		}
		x := w.mid(y) + side*(w.width/2+between(r, 0.06, 0.1)+0.09*float64(i/2%3))
		s.roofAbove(r, x, y, between(r, 0.06, 0.09), turn+between(r, -0.2, 0.2))
		s.treeAbove(r, x+0.06*side, y-0.03, between(r, 0.016, 0.026), s.leaves())
	}
}

// aerialDunes is sand from above: long crests, light on one side of each.
func (s *scene) aerialDunes() {
	r := s.dice("aerial dunes")
	sand := s.fromAbove(sandYellow)
	shade := mix(s.pal.shadow(sandYellow, 0), s.fromAbove(hex(0xb97a4a)), 0.55)
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(sand.lighter(0.08), sand).fine())
	key, tilt := r.Uint32(), between(r, 0.25, 0.5)*s.side
	for i := range 9 {
		base := -0.1 + (s.h+0.3)*float64(i)/8
		crest := func(x float64) float64 {
			return base + tilt*(x-s.w/2) + 0.1*rough(x*1.6+float64(i)*3, float64(i), 3, key)
		}
		deep := between(r, 0.05, 0.09)
		s.fill(strip(-0.1, s.w+0.1, crest, func(x float64) float64 {
			return crest(x) + deep*clamp01(0.2+noise(x*2.4, float64(i)*5, key))
		}), graded(shade, mix(shade, sand, 0.6)))
		s.fill(strip(-0.1, s.w+0.1, func(x float64) float64 { return crest(x) - 0.008 }, crest), flat(sand.lighter(0.35)))
		for range 12 {
			x := r.Float64() * s.w
			s.fill(dab(x, crest(x)-between(r, 0.02, 0.1), between(r, 0.06, 0.2), 0.004), flat(mix(sand, shade, 0.3)).faint(0.5))
		}
	}
}

// strip is what lies between two lines of heights.
func strip(x0, x1 float64, top, low func(float64) float64) path {
	const n = 60
	var upper, lower []pt
	for i := range n + 1 {
		x := x0 + (x1-x0)*float64(i)/n
		upper, lower = append(upper, pt{x, top(x)}), append(lower, pt{x, low(x)})
	}
	return path{append(upper, reversed(lower)...)}
}
