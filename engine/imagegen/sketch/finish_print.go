package sketch

import (
	"image"
	"math"
)

// finishWoodcut prints from two blocks: one of flat colours, and a black one
// whose lights were carved away in lines.
func finishWoodcut(s *scene) {
	c := s.canvas
	lines := c.edges(0.0044)
	lo, hi := tonalRange(c.img.Pix)
	soft := blurredImage(c.img, max(int(c.px*0.004), 1))
	tones := families(c.img, 7)
	w := c.img.Rect.Dx()
	ink := hex(0x1c1a22).bytes()
	paper := hex(0xf3ead6).bytes()
	gap := c.px * 0.0135
	key := uint32(s.src.key)
	dry := &tiles().streak
	var cuts [5]pt // directions of the gouge
	for i := range cuts {
		cuts[i] = pt{math.Cos(float64(i) * 0.35), math.Sin(float64(i) * 0.35)}
	}
	c.each(func(x, y int, p []uint8) {
		q := soft.Pix[4*(y*w+x):][:4]
		k, _, _, _ := nearestTwo(tones, q)
		t := tones[k]
		col := [3]int32{int32(t[0]), int32(t[1]), int32(t[2])}
		if k == len(tones)-1 {
			col = [3]int32{(col[0] + paper[0]*2) / 3, (col[1] + paper[1]*2) / 3, (col[2] + paper[2]*2) / 3}
		}
		p[0], p[1], p[2] = uint8(col[0]), uint8(col[1]), uint8(col[2])
		tone := (lumaOf(q) - lo) * 255 / max(hi-lo, 1)
		// Strong colours are left to their own block.
		tone += int32(max(q[0], q[1], q[2]) - min(q[0], q[1], q[2]))
		fx, fy := float64(x), float64(y)
		// The gouge follows the shape: each has its own direction.
		cut := cuts[c.shapes[y*w+x]%5]
		across := fy*cut.x - fx*cut.y + c.px*0.012*rough(fx/c.px*5, fy/c.px*5, 2, key)
		cover := max(carved(across, gap, 138-tone), int32(lines[y*w+x]))
		if tone < 16 {
			cover = 255
		}
		if int(dry[c.texel(x, y)]) > 104 {
			cover = cover / 3
		}
		set(p, ink, cover)
	})
	c.border(0.03, 0.008, hex(0xf3ead6), key)
	grain(c, 1)
}

// carved is what is left of the black between two cuts of the gouge.
func carved(at, gap float64, want int32) int32 {
	if want <= 0 {
		return 0
	}
	f := at/gap - math.Floor(at/gap)
	half := min(float64(want)/138, 0.92) / 2
	return int32(255 * clamp01((half-math.Abs(f-0.5))*gap+0.5))
}

// finishPrint is a screen print: a few flat inks, dots where two of them meet,
// printed slightly out of register.
func finishPrint(s *scene) {
	c := s.canvas
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	tones := families(c.img, 9)
	for i := range tones {
		// Inks are cleaner than paint.
		v := rgb{float64(tones[i][0]) / 255, float64(tones[i][1]) / 255, float64(tones[i][2]) / 255}.saturate(1.22).bytes()
		tones[i] = [3]int{int(v[0]), int(v[1]), int(v[2])}
	}
	src := image.NewRGBA(c.img.Rect)
	copy(src.Pix, c.img.Pix)
	dot := max(c.px*0.0085, 2.2)
	off := int(c.px * 0.0022)
	c.each(func(x, y int, p []uint8) {
		sx, sy := min(x+off, w-1), min(y+off/2, h-1)
		k, k2, d1, d2 := nearestTwo(tones, src.Pix[4*(sy*w+sx):][:4])
		if share := float64(d1) / float64(max(d1+d2, 1)); share > 0.16 {
			// Dots at 45 degrees.
			u, v := (float64(x)+float64(y))/dot*0.7071, (float64(x)-float64(y))/dot*0.7071
			du, dv := u-math.Floor(u)-0.5, v-math.Floor(v)-0.5
			if du*du+dv*dv < share*share*0.9 {
				k = k2
			}
		}
		t := tones[k]
		p[0], p[1], p[2] = uint8(t[0]), uint8(t[1]), uint8(t[2])
	})
	c.border(0.032, 0, hex(0xf5eddb), 1)
	grain(c, 0.9)
}

// finishPixel reduces the picture to a few large pixels in a few colours.
func finishPixel(s *scene) {
	c := s.canvas
	cells := 88.0
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	tones := families(c.img, 18)
	side := c.px / cells
	for cy := 0; float64(cy)*side < float64(h); cy++ {
		y0, y1 := int(float64(cy)*side), min(int(float64(cy+1)*side), h)
		for cx := 0; float64(cx)*side < float64(w); cx++ {
			x0, x1 := int(float64(cx)*side), min(int(float64(cx+1)*side), w)
			avg := average(c.img, x0, y0, x1, y1)
			k, k2, d1, d2 := nearestTwo(tones, avg[:])
			if (cx+cy)%2 == 0 && d1*10 > d2*7 {
				k = k2
			}
			t := tones[k]
			for y := y0; y < y1; y++ {
				row := c.img.Pix[c.img.PixOffset(x0, y):]
				for x := range x1 - x0 {
					row[4*x], row[4*x+1], row[4*x+2] = uint8(t[0]), uint8(t[1]), uint8(t[2])
				}
			}
		}
	}
}

func average(img *image.RGBA, x0, y0, x1, y1 int) [4]uint8 {
	var sum [3]int
	n := 0
	for y := y0; y < y1; y++ {
		row := img.Pix[img.PixOffset(x0, y):]
		for x := range x1 - x0 {
			for k := range 3 {
				sum[k] += int(row[4*x+k])
			}
			n++
		}
	}
	n = max(n, 1)
	return [4]uint8{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// finishLowPoly rebuilds the picture from flat triangles.
func finishLowPoly(s *scene) {
	c := s.canvas
	src := image.NewRGBA(c.img.Rect)
	copy(src.Pix, c.img.Pix)
	grade := c.grade
	c.grade = func(x rgb) rgb { return x }
	r := s.dice("low poly")
	const cell = 0.027
	nx, ny := int(c.w/cell)+3, int(c.h/cell)+3
	points := make([]pt, nx*ny)
	for i := range points {
		x, y := float64(i%nx-1)*cell, float64(i/nx-1)*cell
		if (i/nx)%2 == 1 {
			x += cell / 2
		}
		points[i] = settled(src, c.px, pt{x + between(r, -0.34, 0.34)*cell, y + between(r, -0.34, 0.34)*cell}, cell)
	}
	tri := func(a, b, d pt) {
		col := faceColour(src, c.px, a, b, d)
		k := flat(col.lighter(0.06 * (r.Float64() - 0.3))).mark().fine()
		k.brush = 0
		mid := a.plus(b).plus(d).by(1.0 / 3)
		grow := func(q pt) pt { return q.plus(q.minus(mid).by(0.03)) }
		s.fill(poly(grow(a), grow(b), grow(d)), k)
	}
	for j := range ny - 1 {
		for i := range nx - 1 {
			a, b, d, e := points[j*nx+i], points[j*nx+i+1], points[(j+1)*nx+i], points[(j+1)*nx+i+1]
			if j%2 == 0 {
				tri(a, b, d)
				tri(b, e, d)
			} else {
				tri(a, b, e)
				tri(a, e, d)
			}
		}
	}
	c.grade = grade
}

// settled moves a corner to where the picture changes most nearby, so that
// triangles keep the outlines.
func settled(img *image.RGBA, px float64, p pt, cell float64) pt {
	best, gain := p, int32(24)
	at := func(x, y float64) int32 {
		return lumaOf(img.Pix[img.PixOffset(inside(img, x*px), insideY(img, y*px)):][:4])
	}
	const e = 0.006
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			x, y := p.x+float64(dx)*cell*0.16, p.y+float64(dy)*cell*0.16
			g := abs(at(x+e, y)-at(x-e, y)) + abs(at(x, y+e)-at(x, y-e))
			if g > gain {
				best, gain = pt{x, y}, g
			}
		}
	}
	return best
}

func faceColour(img *image.RGBA, px float64, a, b, d pt) rgb {
	mid := a.plus(b).plus(d).by(1.0 / 3)
	var sum rgb
	for _, q := range []pt{mid, toward(mid, a, 0.5), toward(mid, b, 0.5), toward(mid, d, 0.5)} {
		p := img.Pix[img.PixOffset(inside(img, q.x*px), insideY(img, q.y*px)):][:3]
		sum.r += float64(p[0]) / 1020
		sum.g += float64(p[1]) / 1020
		sum.b += float64(p[2]) / 1020
	}
	return sum
}
