package sketch

import (
	"math"
	"math/rand/v2"
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
			s.glow(at+w/2, oy-o.size*0.8, o.size*2, s.pal.glowing(), 0.35+0.3*s.pal.dark)
		}
		size, flip := o.size*math.Sqrt(fit), r.Float64() < 0.3
		s.truly(func() { s.stamp(o.sub.shape, at+w/2, oy, size, flip, 0, o.sub.colour) })
		if o.sub.shape == "cup" || o.sub.shape == "ramen" {
			s.steam(at+w/2-0.06*size, oy-size*0.72, size)
		}
		if o.sub.shape == "cake" && s.b.trait("candles") {
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

func (s *scene) bed(x float64, r *rand.Rand) {
	c := oneOf(r, hex(0xa8586a), hex(0x5f7f9a), hex(0xc9a25c), hex(0x7a9a7a))
	y := s.hor + 0.16
	s.fill(rect(x-0.36, y-0.34, 0.05, 0.36), flat(s.pal.lit(hex(0x7a5640), 0)))
	s.fill(rect(x-0.33, y-0.15, 0.7, 0.13), flat(s.pal.shadow(hex(0xe9e0d0), 0)))
	s.fill(blob(pt{x - 0.31, y - 0.17}, pt{x - 0.2, y - 0.23}, pt{x - 0.1, y - 0.17}, pt{x - 0.2, y - 0.13}), flat(s.pal.lit(hex(0xf6f0e4), 0)))
	s.fill(path{curve([]knot{{pt{x - 0.14, y - 0.17}, false}, {pt{x + 0.1, y - 0.2}, false}, {pt{x + 0.38, y - 0.16}, false}, {pt{x + 0.39, y + 0.02}, true}, {pt{x - 0.12, y + 0.02}, true}})}, graded(s.pal.lit(c, 0), s.pal.shadow(c, 0)))
	s.fill(rect(x+0.37, y-0.22, 0.04, 0.26), flat(s.pal.lit(hex(0x7a5640), 0)))
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
