package sketch

import (
	"math"
	"slices"
)

// paintTable is a table seen close, with a plain wall behind it, or a cloth
// seen from straight above.
func (s *scene) paintTable() {
	r := s.dice("table")
	if s.b.fromOverTable() {
		s.paintBackdrop()
		s.hor = 0
		return
	}
	if s.b.trait("seamless") {
		s.paintSeamless()
		return
	}
	s.paintBackdrop()
	s.hor = s.h * between(r, 0.56, 0.64)
	wood := oneOf(r, hex(0xa87850), hex(0xd8cbb4), hex(0x7d8a8a), hex(0xb58a6a))
	c := s.pal.lit(wood, 0)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(c.lighter(0.12), c.darker(0.22)))
	for range 30 {
		y := s.hor + r.Float64()*(s.h-s.hor)
		s.fill(dab(r.Float64()*s.w, y, between(r, 0.2, 0.7), 0.012), flat(oneOf(r, c.lighter(0.2), c.darker(0.2))).faint(0.4))
	}
	if s.b.trait("window") || s.b.has("window") {
		s.paintWindow(r, s.indoorLight())
		d := s.side * 0.3
		s.fill(poly(pt{s.w*0.5 - d, s.hor}, pt{s.w*0.85 - d, s.hor}, pt{s.w*0.75 + d, s.h}, pt{s.w*0.15 + d, s.h}), flat(s.pal.disc).faint(0.25))
	}
	s.glow(s.w*(0.5-0.4*s.side), s.h*0.2, 0.8, s.pal.disc, 0.3*(1-s.pal.dark))
	if !s.b.trait("window") && !s.b.has("window") && s.pal.dark < 0.5 && !s.b.scheme("dark") {
		s.windowPatch()
	}
	if r.Float64() < 0.5 {
		cloth := s.pal.lit(oneOf(r, hex(0xf0e6d2), hex(0xb5604c), hex(0x5f7f92)), 0)
		x := s.w * (0.5 + 0.16*s.side)
		s.fill(poly(pt{x - 0.34, s.hor + 0.09}, pt{x + 0.3, s.hor + 0.07}, pt{x + 0.42, s.h + 0.05}, pt{x - 0.52, s.h + 0.05}), graded(cloth, cloth.darker(0.18)))
		for k := range 4 {
			dx := -0.3 + 0.2*float64(k)
			s.fill(line(pt{x + dx*0.7, s.hor + 0.1}, pt{x + dx*1.4, s.h}, 0.012), flat(cloth.darker(0.14)).faint(0.6))
		}
	}
}

// paintSeamless is the paper of a studio: a pale ground that bends upwards into
// the wall without an edge, lighter behind what stands on it.
func (s *scene) paintSeamless() {
	s.hor = s.h * 0.6
	paper := hex(0xf2f1ee)
	if s.b.scheme("dark") || s.b.mood("dramatic") {
		paper = hex(0x3a3d46)
	}
	if len(s.b.hues) > 0 {
		paper = mix(paper, s.b.hues[0].colour, 0.7)
	}
	for i := range 16 {
		t := float64(i) / 15
		c := paper.darker(0.16 - 0.16*math.Sin(t*math.Pi*0.8))
		s.fill(rect(-0.1, s.h*t-0.01, s.w+0.2, s.h/15+0.02), graded(c, paper.darker(0.16-0.16*math.Sin((t+1.0/15)*math.Pi*0.8))).fine().mark())
	}
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), flat(paper).faint(0.02).fine())
	s.glow(s.w*(0.5-0.1*s.side), s.h*0.45, 0.6, paper.lighter(0.6), 0.6)
}

// windowPatch is the light of a window that is not seen, slanting on the wall.
func (s *scene) windowPatch() {
	d := s.side
	x, y := s.w*(0.5-0.16*d), s.hor*0.16
	w, h := 0.17, s.hor*0.36
	panes := path{}
	for col := range 2 {
		for row := range 2 {
			u, v := float64(col)*1.08*w, float64(row)*1.07*h
			at := func(a, b float64) pt {
				return pt{x + d*(a-w+(b/h)*0.1), y + b - a*0.25}
			}
			panes = panes.and(poly(at(u, v), at(u+w, v), at(u+w, v+h), at(u, v+h)))
		}
	}
	s.fill(panes, flat(mix(s.pal.disc, hex(0xffe9bf), 0.5)).faint(0.26))
}

// paintTableThings arranges the things in two rows, tall ones behind.
func (s *scene) paintTableThings() {
	r := s.dice("still life")
	s.pal.fog = 0
	things := s.b.in("table")
	for _, f := range s.b.in("bloom") {
		if s.b.has("vase") {
			break
		}
		things = append(things, subject{meaning: meaning{name: "vase", shape: "vase", size: 0.4}, colour: nil, at: f.at})
	}
	for _, sub := range s.b.in("animal", "near", "figure", "vehicle", "sky", "air", "water", "deep", "furniture", "build") {
		if sub.shape != "" {
			sub.size = min(max(sub.size, 0.24), 0.34)
			things = append(things, sub)
		}
	}
	if len(things) == 0 && s.b.fromOverTable() {
		things = []subject{{meaning: meaning{shape: "cup", size: 0.16}}, {meaning: meaning{shape: "friedegg", size: 0.2}}, {meaning: meaning{shape: "croissant", size: 0.16}}, {meaning: meaning{shape: "bowl", size: 0.18}}}
	}
	if len(things) == 0 {
		things = []subject{{meaning: meaning{shape: "bottle", size: 0.36}}, {meaning: meaning{shape: "bowl", size: 0.3}}, {meaning: meaning{shape: "pear", size: 0.13}, count: 2}, {meaning: meaning{shape: "lemon", size: 0.1}}}
	}
	for i, t := range things {
		if t.shape == "books" && t.count == 0 {
			things[i].count = 1 // one stack is books enough
		}
	}
	if s.b.fromOverTable() {
		s.flatLay(things)
		return
	}
	if s.b.trait("onchair") {
		s.onChair(things)
		return
	}
	if s.b.has("cake") && s.b.has("candle") {
		things = slices.DeleteFunc(things, func(t subject) bool { return t.name == "candle" })
	}
	var back, front []subject
	count := 0
	for _, t := range things {
		count += t.number(3)
	}
	for _, t := range things {
		if t.size >= 0.22 && count > 3 {
			back = append(back, t)
		} else {
			front = append(front, t)
		}
	}
	f := 1.5 * max(s.zoom, 0.7)
	if count == 2 {
		f = 1.7 * max(s.zoom, 0.7)
	}
	if n := len(things); n == 1 && things[0].number(3) == 1 {
		f = min(max(0.5/max(things[0].size, 0.05), 1.6), 3.4) * min(max(s.zoom, 0.6), 1.3)
	} else if n > 4 {
		f = 1.15
	}
	x := s.w * (0.5 + 0.04*s.side)
	span := s.h - s.hor
	frontX := x
	if len(back) > 0 {
		frontX -= 0.08 * s.side
	}
	s.setOut(r, back, x, s.hor+span*0.3, s.w*0.44, f)
	s.setOut(r, front, frontX, s.hor+span*0.6, s.w*0.44, f)
}

// onChair leans the first of the things on the seat of a chair.
func (s *scene) onChair(things []subject) {
	sh := silhouettes()["chair"]
	x, y, size := s.w*(0.5+0.04*s.side), s.h*0.94, min(0.82, s.h*0.8)
	f := size / sh.h
	dir := -s.side
	chair, _ := s.b.find("chair")
	s.castShadow(x, y, 0.5)
	s.stamp("chair", x, y, size, dir < 0, 0, chair.colour)
	for _, t := range things {
		if t.name == "chair" {
			continue
		}
		seat := pt{x + dir*f*(36-sh.w/2), y - f*(sh.h-74)}
		s.spotlit(func() {
			s.stampTurned(t.shape, seat.x, seat.y, min(max(t.size, 0.2)*1.15, 0.46), dir < 0, 0, t.colour, -0.1*dir)
		})
		return
	}
}

// flatLay lays the things out on the picture, as seen from above.
func (s *scene) flatLay(things []subject) {
	r := s.dice("flat lay")
	cloth := s.pal.lit(oneOf(r, hex(0xefe6d4), hex(0xd9c3a5), hex(0xc9d6d4), hex(0xe9cfc0)), 0)
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(cloth.lighter(0.15), cloth.darker(0.06)).fine())
	for range 26 {
		s.fill(dab(r.Float64()*s.w, r.Float64()*s.h, between(r, 0.3, 0.9), 0.02), flat(oneOf(r, cloth.lighter(0.3), cloth.darker(0.1))).faint(0.4))
	}
	var all []subject
	for _, t := range things {
		for range min(t.number(3), 4) {
			all = append(all, t)
		}
	}
	n := min(len(all), 9)
	cols := max(int(math.Round(math.Sqrt(float64(n)*s.w/s.h))), 1)
	rows := (n + cols - 1) / cols
	cw, ch := s.w*0.92/float64(cols), s.h*0.92/float64(rows)
	for i, t := range all[:n] {
		in := min(cols, n-i/cols*cols)
		x := s.w/2 + cw*(float64(i%cols)-float64(in-1)/2) + between(r, -0.03, 0.03)
		y := s.h*0.04 + ch*(float64(i/cols)+0.5) + between(r, -0.03, 0.03)
		size := min(t.size*1.7, min(cw, ch)*0.86)
		if n < 3 {
			size = min(cw, ch) * 0.8
		}
		shape := t.shape
		if _, ok := silhouettes()[shape+"-above"]; ok {
			shape += "-above"
		}
		sh := silhouettes()[shape]
		half := size * sh.h / max(sh.w, sh.h) / 2
		turn := between(r, -0.25, 0.25)
		s.shadowBeneath(shape, x+0.016, y+half+0.022, size, turn)
		s.stampTurned(shape, x, y+half, size, false, 0, t.colour, turn)
	}
}

// fromOverTable is true where a table is seen from straight above.
func (b *brief) fromOverTable() bool { return b.frame("aerial") || b.frame("above") }

// shadowBeneath is the shadow of what lies flat: its own outline.
func (s *scene) shadowBeneath(shape string, x, y, size, turn float64) {
	sh := silhouettes()[shape]
	f := size / max(sh.w, sh.h)
	for _, p := range sh.parts {
		s.fill(p.path.moved(-sh.w/2*f, -sh.h*f, f, f, 0).moved(x, y, 1, 1, turn), flat(hex(0x3a2c28)).faint(0.3))
	}
}
