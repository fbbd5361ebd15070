package sketch

import (
	"image"
	"math"
	"math/rand/v2"
)

// finishWatercolour makes washes: pigment that pools at the edges of shapes and
// settles unevenly, paper that shines through, a rim left white.
func finishWatercolour(s *scene) {
	c := s.canvas
	soft := blurredImage(c.img, max(int(c.px*0.004), 1))
	bleed := &tiles().blotch
	pool := c.edges(0.007)
	w := c.img.Rect.Dx()
	paper := hex(0xf8f4ea).bytes()
	c.each(func(x, y int, p []uint8) {
		// Where the paper was wet, edges run.
		t := c.texel(x*3/4, y*3/4)
		wet := min(max(int32(bleed[t])*4+120, 0), 255)
		q := soft.Pix[4*(y*w+x):][:3]
		set(p, [3]int32{int32(q[0]), int32(q[1]), int32(q[2])}, wet)
		settle := int32(bleed[(t+9999)&(tileSide*tileSide-1)])/7 - int32(pool[y*w+x])*26/255*(300-wet)/300
		for k := range 3 {
			p[k] = nudged(p[k], settle)
		}
		// Washes are purer than the paint of the study.
		y8 := lumaOf(p)
		for k := range 3 {
			p[k] = uint8(min(max(y8+(int32(p[k])-y8)*320>>8, 0), 255))
		}
		set(p, paper, max(24+int32(bleed[t])/6, 0))
	})
	c.border(0.028, 0.02, hex(0xf8f4ea), uint32(s.src.seed))
	grain(c, 1.3)
}

// finishOil paints the picture again in short thick strokes that follow its
// forms, broad ones first.
func finishOil(s *scene) {
	c := s.canvas
	src := image.NewRGBA(c.img.Rect)
	copy(src.Pix, c.img.Pix)
	grade := c.grade
	c.grade = func(x rgb) rgb { return x }
	r := s.dice("oil")
	smooth := blurredImage(src, max(int(c.px*0.012), 1))
	strokes(s, r, smooth, smooth, 0.034, 0.1, 0.034, 0)
	if c.px > 300 {
		strokes(s, r, src, smooth, 0.02, 0.058, 0.017, 16)
		strokes(s, r, src, smooth, 0.0115, 0.026, 0.007, 38)
	} else { // finer strokes are lost in the pixels of a preview
		strokes(s, r, src, smooth, 0.027, 0.066, 0.02, 22)
	}
	c.grade = grade
	// The last touches bring small forms back.
	w := c.img.Rect.Dx()
	c.each(func(x, y int, p []uint8) {
		q := src.Pix[4*(y*w+x):][:3]
		set(p, [3]int32{int32(q[0]), int32(q[1]), int32(q[2])}, 84)
	})
	grain(c, 0.8)
}

// strokes lays one stroke in each cell of a grid where the picture differs
// from what is there by at least a threshold.
func strokes(s *scene, r *rand.Rand, src, smooth *image.RGBA, cell, length, width float64, threshold int32) {
	c := s.canvas
	for y := cell / 2; y < c.h+cell; y += cell {
		if s.ctx.Err() != nil {
			return
		}
		for x := cell / 2; x < c.w+cell; x += cell {
			jx, jy, shade := x+between(r, -0.5, 0.5)*cell, y+between(r, -0.5, 0.5)*cell, between(r, -0.035, 0.035)
			twist := between(r, -0.25, 0.25)
			px, py := inside(src, jx*c.px), insideY(src, jy*c.px)
			q := src.Pix[src.PixOffset(px, py):][:4]
			if threshold > 0 {
				now := c.img.Pix[c.img.PixOffset(px, py):][:4]
				if abs(lumaOf(now)-lumaOf(q))+abs(int32(now[0])-int32(q[0]))/2 < threshold {
					continue
				}
			}
			a := flow(smooth, px, py, c.px) + twist
			col := rgb{float64(q[0])/255 + shade, float64(q[1])/255 + shade, float64(q[2])/255 + shade}
			p := touch(jx, jy, length/2, width/2, a)
			k := graded(col.lighter(0.05), col.darker(0.05)).mark().fine()
			k.alpha, k.brush = 0.92, 2
			c.shape++
			s.fill(p, k)
		}
	}
}

// touch is one touch of a loaded brush: broad where it begins, thin where it
// leaves, half as long and half as wide as given, in direction a.
func touch(x, y, l, w, a float64) path {
	c, s := math.Cos(a), math.Sin(a)
	at := func(u, v float64) pt { return pt{x + u*l*c - v*w*s, y + u*l*s + v*w*c} }
	return poly(at(-1.08, 0), at(-1, -0.62), at(-0.55, -0.84), at(0.1, -0.86), at(0.65, -0.6), at(1.04, -0.3), at(1.1, 0.06),
		at(0.98, 0.44), at(0.5, 0.86), at(-0.1, 1.06), at(-0.65, 0.96), at(-1.02, 0.56))
}

func inside(img *image.RGBA, x float64) int  { return min(max(int(x), 0), img.Rect.Dx()-1) }
func insideY(img *image.RGBA, y float64) int { return min(max(int(y), 0), img.Rect.Dy()-1) }

func abs(v int32) int32 { return max(v, -v) }

// flow is the direction of forms at a pixel: along them, not across.
func flow(img *image.RGBA, x, y int, px float64) float64 {
	d := max(int(px*0.012), 1)
	at := func(dx, dy int) float64 {
		return float64(lumaOf(img.Pix[img.PixOffset(inside(img, float64(x+dx)), insideY(img, float64(y+dy))):][:4]))
	}
	gx, gy := at(d, 0)-at(-d, 0), at(0, d)-at(0, -d)
	if math.Abs(gx)+math.Abs(gy) < 5 {
		return 0.35 * (noise(float64(x)/px*3, float64(y)/px*3, 77) - 0.5) * 4
	}
	return math.Atan2(gy, gx) + math.Pi/2
}

// finishPastel rubs chalk over rough paper.
func finishPastel(s *scene) {
	c := s.canvas
	t := tiles()
	soft := blurredImage(c.img, max(int(c.px*0.003), 1))
	w := c.img.Rect.Dx()
	paper := hex(0xe9e0d0).bytes()
	if s.pal.dark > 0.7 {
		paper = hex(0x3a3f55).bytes()
	}
	c.each(func(x, y int, p []uint8) {
		q := soft.Pix[4*(y*w+x):][:3]
		set(p, [3]int32{int32(q[0]), int32(q[1]), int32(q[2])}, 128)
		// Strokes go up to the right.
		st := int32(t.streak[c.texel(x-y/3, y+x*2/3)])
		tooth := int32(t.grain[c.texel(x, y)])
		set(p, paper, min(max(tooth+st-10, 0)*2, 150))
		for k := range 3 {
			p[k] = nudged(p[k], st/9)
		}
	})
	c.border(0.02, 0.03, hex(0xe9e0d0), uint32(s.src.seed))
}
