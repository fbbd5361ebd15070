package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

func (s *scene) table(x float64, r *rand.Rand) {
	wood := oneOf(r, hex(0x9a6a44), hex(0xb0804f), hex(0x7f5a44))
	top, w := s.hor-0.02, 0.34
	lit, dark := s.pal.lit(wood, 0), s.pal.shadow(wood, 0)
	s.fill(dab(x, s.hor+0.23, w*2.3, 0.06), flat(hex(0x241e28)).faint(0.35))
	for _, dx := range []float64{-w * 0.88, w * 0.8} {
		s.fill(rect(x+dx, top+0.02, 0.028, 0.24), graded(dark, dark.darker(0.2)))
	}
	s.fill(poly(pt{x - w, top + 0.034}, pt{x - w*0.86, top - 0.03}, pt{x + w*0.86, top - 0.03}, pt{x + w, top + 0.034}), graded(lit.lighter(0.1), lit))
	s.fill(rect(x-w, top+0.033, w*2, 0.03), flat(dark))
	things := s.b.in("table")
	if len(things) == 0 {
		things = []subject{{meaning: meaning{shape: "cup", size: 0.13}}, {meaning: meaning{shape: "books", size: 0.17}}}
		if s.near == "kitchen" {
			things = []subject{{meaning: meaning{shape: "teapot", size: 0.18}}, {meaning: meaning{shape: "cup", size: 0.12}}, {meaning: meaning{shape: "bowl", size: 0.2}}}
		}
	}
	s.setOut(r, things, x, top+0.004, w*0.8, 0.8)
}

// setOut puts things side by side on a board.
func (s *scene) setOut(r *rand.Rand, things []subject, x, y, half, f float64) {
	type one struct {
		sub  subject
		size float64
	}
	var all []one
	total := 0.0
	for _, t := range things {
		if t.shape == "" {
			continue
		}
		for range min(t.number(3), 9) {
			sh := silhouettes()[t.shape]
			size := min(t.size*f, (y-0.05)*max(sh.w, sh.h)/sh.h)
			all = append(all, one{t, size})
			total += size*sh.w/max(sh.w, sh.h) + 0.02
		}
	}
	fit := min(1, 2*half/max(total, 0.01))
	at := x - min(total, 2*half)/2
	for _, o := range all {
		sh := silhouettes()[o.sub.shape]
		w := (o.size*sh.w/max(sh.w, sh.h) + 0.02) * fit
		oy := y + between(r, -0.012, 0.012)
		s.fill(dab(at+w/2+w*0.18*s.side, oy, w*1.1, 0.018), flat(hex(0x241e28)).faint(0.35))
		if o.sub.shape == "candle" || o.sub.shape == "lamp" {
			s.glow(at+w/2, oy-o.size*0.8, o.size*2, s.pal.glowing(), (0.35+0.3*s.pal.dark)/math.Sqrt(float64(o.sub.number(3))))
		}
		size, flip := o.size*math.Sqrt(fit), r.Float64() < 0.3
		s.truly(func() { s.outfitted(o.sub, o.sub.shape, at+w/2, oy, size, flip, 0, o.sub.colour, 0) })
		if slices.Contains([]string{"cup", "ramen", "soup", "pasta"}, o.sub.shape) {
			s.steam(at+w/2-0.06*size, oy-size*0.72, size)
		}
		if o.sub.shape == "cake" && (s.b.trait("candles") || s.b.has("candle")) {
			s.cakeCandles(at+w/2, oy-size*0.58, size)
		}
		at += w
	}
}

// steam rises from what is hot.
func (s *scene) steam(x, y, size float64) {
	c := mix(s.pal.sky[4], hex(0xffffff), 0.6)
	for i := range 3 {
		dx, h := (float64(i)-1)*size*0.16, size*(0.5-0.1*math.Abs(float64(i)-1))
		s.fill(limb(joint{x + dx, y, size * 0.015}, joint{x + dx + size*0.07, y - h*0.35, size * 0.05}, joint{x + dx - size*0.05, y - h*0.7, size * 0.06}, joint{x + dx + size*0.05, y - h, size * 0.01}), flat(c).faint(0.3))
	}
}

func (s *scene) shelves(r *rand.Rand, x, w float64) {
	wood := hex(0x6b4a38)
	top := s.hor * 0.1
	s.fill(rect(x-w/2, top, w, s.hor+0.03-top), flat(s.pal.shadow(wood, 0)))
	rows := 5
	for i := range rows {
		y := top + (s.hor+0.02-top)*float64(i+1)/float64(rows)
		rowH := (s.hor + 0.02 - top) / float64(rows)
		for bx := x - w/2 + 0.02; bx < x+w/2-0.04; {
			bw := between(r, 0.013, 0.032)
			bh := rowH * between(r, 0.55, 0.85)
			c := s.pal.lit(oneOf(r, hex(0xa8483a), hex(0x3f6f76), hex(0xc99a45), hex(0x35486a), hex(0xd9c9a8), hex(0x6a7a4a), hex(0x7a4a5a)), 0)
			s.fill(rect(bx, y-bh-0.008, bw, bh), graded(c, c.darker(0.15)))
			bx += bw + 0.002
			if r.Float64() < 0.1 {
				bx += 0.03
			}
		}
		s.fill(rect(x-w/2, y-0.01, w, 0.016), flat(s.pal.lit(wood, 0)))
	}
	for _, dx := range []float64{-w / 2, w/2 - 0.016} {
		s.fill(rect(x+dx, top-0.01, 0.016, s.hor+0.04-top), flat(s.pal.lit(wood.lighter(0.1), 0)))
	}
}

func (s *scene) stove(x float64, r *rand.Rand) {
	c := oneOf(r, hex(0x5f8688), hex(0x7f9a6a), hex(0x8a5a4a))
	lit, dark := s.pal.lit(c, 0), s.pal.shadow(c, 0)
	y := s.hor + 0.05
	s.fill(rect(x-0.2, y-0.27, 0.4, 0.27), graded(lit, mix(lit, dark, 0.6)))
	s.fill(rect(x-0.22, y-0.295, 0.44, 0.03), flat(lit.lighter(0.2)))
	for _, dx := range []float64{-0.17, 0.02} {
		s.fill(rect(x+dx, y-0.235, 0.15, 0.19), flat(mix(lit, dark, 0.4)))
		s.fill(rect(x+dx+0.05, y-0.215, 0.05, 0.01), flat(dark.darker(0.2)))
	}
	s.stamp("teapot", x-0.06, y-0.293, 0.13, s.side > 0, 0, nil)
	s.fill(rect(x-0.2, y-0.62, 0.4, 0.02), flat(s.pal.lit(hex(0x8a6244), 0)))
	s.setOut(r, []subject{{meaning: meaning{shape: "cup", size: 0.09}, count: 2}, {meaning: meaning{shape: "bottle", size: 0.14}}, {meaning: meaning{shape: "bowl", size: 0.1}}}, x, y-0.62, 0.18, 1)
}

// bed stands along the wall, its head on the side that the window leaves free.
func (s *scene) bed(x float64) {
	cover := s.bedCover()
	wood := s.pal.lit(hex(0x7a5640), 0)
	y := s.bedTop()
	at := func(u, v float64) pt { return pt{x + 0.88*u*s.side, y + v} } // u grows to the head
	box := func(u0, v0, u1, v1 float64) path { return poly(at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)) }
	s.fill(dab(x, y+0.225, 1, 0.05), flat(hex(0x241e28)).faint(0.35))
	s.fill(box(0.4, -0.2, 0.45, 0.22), graded(wood.lighter(0.1), wood.darker(0.2)))
	s.fill(box(-0.42, 0.09, 0.42, 0.17), graded(wood, wood.darker(0.25)))
	s.fill(box(-0.44, -0.03, -0.4, 0.22), graded(wood.lighter(0.06), wood.darker(0.2)))
	sheet := s.pal.lit(hex(0xf4eee2), 0)
	s.fill(box(-0.4, 0.0, 0.4, 0.1), graded(sheet, s.pal.shadow(hex(0xe9e0d0), 0)))
	for k, f := range []float64{1, 0.86} {
		c := sheet.darker(0.1 * float64(1-k))
		s.fill(blob(at(0.22, 0.005), at(0.25, -0.07*f), at(0.33, -0.1*f), at(0.4, -0.06*f), at(0.4, 0.01), at(0.3, 0.03)), graded(c.lighter(0.05), c.darker(0.1)))
	}
	lit, dark := s.pal.lit(cover, 0), s.pal.shadow(cover, 0)
	s.fill(path{curve([]knot{{at(0.2, -0.02), true}, {at(0.05, -0.045), false}, {at(-0.2, -0.03), false}, {at(-0.42, -0.015), true}, {at(-0.43, 0.13), true}, {at(-0.2, 0.15), false}, {at(0.02, 0.13), false}, {at(0.2, 0.14), true}})}, graded(lit, mix(lit, dark, 0.7)))
	s.fill(path{curve([]knot{{at(0.24, -0.025), true}, {at(0.14, -0.04), true}, {at(0.13, 0.14), true}, {at(0.23, 0.145), true}})}, graded(lit.lighter(0.3), lit.lighter(0.1)))
	for _, u := range []float64{-0.3, -0.14, 0.02} {
		s.fill(limb(joint{at(u, -0.02).x, y - 0.02, 0.004}, joint{at(u-0.02, 0.13).x, y + 0.13, 0.01}), flat(dark).faint(0.4))
	}
	if !s.b.has("lamp", "candle") {
		s.bedside(at(0.55, 0))
	}
}

// bedCover is the colour of what lies on a bed.
func (s *scene) bedCover() rgb {
	return oneOf(s.dice("bed cover"), hex(0xa8586a), hex(0x4f7290), hex(0xc9a25c), hex(0x6f917a))
}

// sleeper is someone in the bed: a head on the pillow, and a body under the
// cover.
func (s *scene) sleeper(r *rand.Rand, sub subject) {
	p := s.someone(r, sub)
	head := pt{s.bedX() + 0.25*s.side, s.bedTop() - 0.055}
	at := func(u, v float64) pt { return pt{head.x + u*s.side, head.y + v} }
	skin, hair := s.pal.lit(p.skin, 0), s.pal.lit(p.hair, 0)
	s.fill(blob(at(0.02, -0.05), at(0.06, -0.02), at(0.06, 0.04), at(0.01, 0.05), at(-0.02, 0)), flat(hair))
	s.fill(ellipse(head.x-0.012*s.side, head.y+0.004, 0.04, 0.042), graded(skin.lighter(0.06), skin.darker(0.08)))
	s.fill(blob(at(-0.03, -0.04), at(0.03, -0.058), at(0.05, -0.01), at(0.015, -0.025)), flat(hair))
	s.fill(limb(joint{at(-0.035, 0.003).x, head.y + 0.003, 0.003}, joint{at(-0.025, 0.008).x, head.y + 0.008, 0.003}, joint{at(-0.014, 0.004).x, head.y + 0.004, 0.003}), flat(hair.darker(0.3)))
	s.fill(path{curve([]knot{{at(-0.02, 0.09), true}, {at(-0.05, 0.02), false}, {at(-0.2, 0.005), false}, {at(-0.4, 0.03), false}, {at(-0.6, 0.05), true}, {at(-0.6, 0.12), true}})}, graded(s.pal.lit(s.bedCover().lighter(0.1), 0), s.pal.shadow(s.bedCover(), 0)))
}

// bedTop is the height on which one lies in a bed.
func (s *scene) bedTop() float64 { return s.hor + 0.02 }

// bedside is a small table with a lamp, beside the head of a bed.
func (s *scene) bedside(q pt) {
	wood := s.pal.lit(hex(0x8a6244), 0)
	s.fill(rect(q.x-0.075, q.y, 0.15, 0.2), graded(wood, wood.darker(0.25)))
	s.fill(rect(q.x-0.085, q.y-0.014, 0.17, 0.02), flat(wood.lighter(0.15)))
	s.fill(rect(q.x-0.06, q.y+0.03, 0.12, 0.06), flat(wood.darker(0.12)))
	s.glow(q.x, q.y-0.13, 0.34, s.pal.glowing(), 0.25+0.4*s.pal.dark)
	s.stamp("lamp", q.x, q.y-0.012, 0.2, false, 0, nil)
}

// fireplace is a chimney piece with a fire in it, and the light of the fire on
// the floor.
func (s *scene) fireplace(x float64, r *rand.Rand) {
	stone := s.pal.lit(oneOf(r, hex(0xb9a692), hex(0xa8604a), hex(0xd3c8b8)), 0)
	y := s.hor + 0.03
	s.fill(rect(x-0.16, -0.05, 0.32, y-0.3), graded(stone.darker(0.12), stone.darker(0.04)))
	s.fill(rect(x-0.22, y-0.36, 0.44, 0.37), graded(stone.lighter(0.08), stone.darker(0.1)))
	for row := range 4 {
		for _, dx := range []float64{-0.19, 0.16} {
			s.fill(rect(x+dx-0.02*float64(row%2), y-0.33+0.085*float64(row), 0.05, 0.07), flat(stone.darker(0.12)).faint(0.6))
		}
	}
	s.fill(rect(x-0.25, y-0.39, 0.5, 0.036), graded(s.pal.lit(hex(0x8a6244), 0), s.pal.lit(hex(0x5f4230), 0)))
	s.fill(path{curve([]knot{{pt{x - 0.14, y + 0.01}, true}, {pt{x - 0.14, y - 0.18}, false}, {pt{x, y - 0.27}, false}, {pt{x + 0.14, y - 0.18}, false}, {pt{x + 0.14, y + 0.01}, true}})}, graded(hex(0x241a1c), hex(0x4a2418)))
	s.fill(rect(x-0.24, y, 0.48, 0.026), flat(stone.darker(0.2)))
	s.glow(x, y-0.06, 0.6, hex(0xff9a44), 0.4)
	for _, dx := range []float64{-0.055, 0.05, 0} {
		for k, c := range []uint32{0xe0602c, 0xf8a83c, 0xffe9a0} {
			s.fill(flame(x+dx, y-0.005, (0.085-0.3*math.Abs(dx))*(1-0.28*float64(k))), flat(hex(c)))
		}
	}
	s.fill(line(pt{x - 0.09, y - 0.004}, pt{x + 0.08, y - 0.02}, 0.026).and(line(pt{x + 0.09, y - 0.004}, pt{x - 0.07, y - 0.02}, 0.026)), flat(hex(0x4a3024)))
	s.setOut(r, []subject{{meaning: meaning{shape: "candle", size: 0.1}, count: 2}, {meaning: meaning{shape: "clock", size: 0.08}}, {meaning: meaning{shape: "vase", size: 0.1}}}, x, y-0.388, 0.2, 1)
}

// paintings hang on the part of a wall that nothing stands before.
func (s *scene) paintings(x float64, r *rand.Rand) {
	for i := range 3 {
		w, h := []float64{0.15, 0.1, 0.1}[i], []float64{0.19, 0.12, 0.1}[i]
		q := pt{x + []float64{-0.07, 0.09, 0.09}[i], s.hor*0.36 + []float64{0, -0.065, 0.065}[i]}
		frame := s.pal.lit(oneOf(r, hex(0x8a6244), hex(0x3a3438), hex(0xc9a45c)), 0)
		s.fill(rect(q.x-w/2, q.y-h/2, w, h), flat(frame))
		ground := s.pal.lit(oneOf(r, hex(0xdfe3d8), hex(0xe9d9c0), hex(0xc9d6dc)), 0)
		s.fill(rect(q.x-w/2+0.011, q.y-h/2+0.011, w-0.022, h-0.022), graded(ground, ground.darker(0.08)))
		c := s.pal.lit(oneOf(r, hex(0x5f8a6a), hex(0xb5604c), hex(0x4f6f92)), 0)
		s.fill(band(q.x-w/2+0.011, q.x+w/2-0.011, q.y+h/2-0.011, 12, ridge(r, q.y+h*0.18, h*0.3, 0.08, 2)), flat(c))
		s.fill(disc(q.x+w*0.15, q.y-h*0.16, h*0.09), flat(s.pal.lit(hex(0xe0a03c), 0)))
	}
}

func (s *scene) door(x float64) {
	c := s.pal.lit(hex(0x8a6a50), 0)
	s.fill(rect(x-0.14, s.hor*0.28, 0.28, s.hor*0.72), flat(c.lighter(0.2)))
	s.fill(rect(x-0.12, s.hor*0.3, 0.24, s.hor*0.7), graded(c, c.darker(0.2)))
	s.fill(disc(x+0.08, s.hor*0.68, 0.012), flat(hex(0xd9b85c)))
}

func (s *scene) hangingLamp(x float64, r *rand.Rand) {
	c := s.pal.lit(oneOf(r, hex(0x4f7a72), hex(0xb5543c), hex(0xd9a441)), 0)
	y := s.hor * 0.3
	s.fill(line(pt{x, -0.05}, pt{x, y - 0.05}, 0.004), flat(hex(0x2c2a30)))
	if s.pal.dark > 0.4 || s.b.mood("cosy") || s.b.has("lamp") {
		s.glow(x, y+0.05, 0.75, s.pal.glowing(), 0.55)
		s.fill(ellipse(x, y+0.012, 0.075, 0.02), flat(hex(0xfff0c4)))
	}
	s.fill(path{curve([]knot{{pt{x - 0.1, y + 0.015}, true}, {pt{x - 0.05, y - 0.05}, false}, {pt{x, y - 0.065}, false}, {pt{x + 0.05, y - 0.05}, false}, {pt{x + 0.1, y + 0.015}, true}})}, flat(c))
}

// cakeCandles burn on top of a cake.
func (s *scene) cakeCandles(x, y, size float64) {
	for i := range 5 {
		cx := x + size*0.3*(float64(i)-2)/2
		cy := y - 0.01*float64(i%2)
		s.glow(cx, cy-size*0.22, size*0.2, s.pal.glowing(), 0.6)
		s.fill(rect(cx-size*0.014, cy-size*0.16, size*0.028, size*0.16), flat(s.pal.lit(coats[(i*3)%len(coats)].lighter(0.3), 0)))
		s.fill(ellipse(cx, cy-size*0.2, size*0.018, size*0.04), flat(hex(0xffd978)))
	}
}

// festiveTree is a conifer in a room, hung with balls and lights.
func (s *scene) festiveTree(r *rand.Rand, x, y float64) {
	h := min(0.6, s.hor*0.85)
	s.pine(r, x, y, h, 0)
	s.glow(x, y-h*0.5, h*0.6, s.pal.glowing(), 0.25)
	for i := range 26 {
		t := float64(i%13) / 13
		cx := x + (r.Float64()-0.5)*h*0.5*(1-t)
		cy := y - h*(0.18+0.7*t)
		c := oneOf(r, hex(0xc8362f), hex(0xe6b83c), hex(0x3f7fb0), hex(0xf4ecdc))
		s.fill(disc(cx, cy, h*0.018), graded(c.lighter(0.25), c))
	}
	s.glow(x, y-h*1.0, 0.05, hex(0xfff0b0), 0.8)
	s.fill(poly(pt{x - 0.02, y - h*1.0}, pt{x, y - h*1.0 - 0.03}, pt{x + 0.02, y - h*1.0}, pt{x, y - h*1.0 + 0.02}), flat(hex(0xf0c84a)))
}
