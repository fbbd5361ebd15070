package sketch

import (
	"image"
	"slices"
)

// Passes over all pixels that several finishes share.

// grain lays the tooth of the paper over the picture.
func grain(c *canvas, strength float64) {
	t := &tiles().grain
	k := int32(strength * 22 * min(c.px/700, 1))
	c.each(func(x, y int, p []uint8) {
		d := int32(t[c.texel(x, y)]) * k >> 8
		p[0], p[1], p[2] = nudged(p[0], d), nudged(p[1], d), nudged(p[2], d)
	})
}

// texel is where in a tile a pixel looks.
func (c *canvas) texel(x, y int) int {
	return (y*c.step>>8&(tileSide-1))*tileSide | x*c.step>>8&(tileSide-1)
}

// each visits every pixel, row by row.
func (c *canvas) each(f func(x, y int, p []uint8)) {
	w := c.img.Rect.Dx()
	for y := range c.img.Rect.Dy() {
		row := c.img.Pix[y*c.img.Stride:][:4*w]
		for x := range w {
			f(x, y, row[4*x:4*x+4:4*x+4])
		}
	}
}

func nudged(v uint8, d int32) uint8 { return uint8(min(max(int32(v)+d, 0), 255)) }

func lumaOf(p []uint8) int32 { return (77*int32(p[0]) + 150*int32(p[1]) + 29*int32(p[2])) >> 8 }

// set mixes a colour into a pixel, cover 0 to 255.
func set(p []uint8, c [3]int32, cover int32) {
	p[0], p[1], p[2] = over(p[0], c[0], cover), over(p[1], c[1], cover), over(p[2], c[2], cover)
}

func (c rgb) bytes() [3]int32 {
	return [3]int32{int32(c.r*255 + 0.5), int32(c.g*255 + 0.5), int32(c.b*255 + 0.5)}
}

// edges are the outlines of all shapes as soft lines of a width in units, 255
// in their middle.
func (c *canvas) edges(width float64) []uint8 {
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	out := make([]uint8, w*h)
	for y := range h - 1 {
		row, next := c.shapes[y*w:(y+1)*w], c.shapes[(y+1)*w:(y+2)*w]
		for x := range w - 1 {
			if row[x] != row[x+1] || row[x] != next[x] {
				out[y*w+x] = 255
			}
		}
	}
	r := max(int(width*c.px/2+0.5), 1)
	out = softened(out, w, h, r)
	gain := int32(2*r+1) * 9 / 8
	for i, v := range out {
		out[i] = uint8(min(int32(v)*gain, 255))
	}
	return out
}

// softened is a box blur of one channel, r pixels to each side.
func softened(in []uint8, w, h, r int) []uint8 {
	out := make([]uint8, len(in))
	pass := func(from, to []uint8, lines, length, line, step int) {
		n := int32(2*r + 1)
		for l := range lines {
			sum := int32(0)
			base := l * line
			for i := -r; i <= r; i++ {
				sum += int32(from[base+min(max(i, 0), length-1)*step])
			}
			for i := range length {
				to[base+i*step] = uint8(sum / n)
				sum += int32(from[base+min(i+r+1, length-1)*step]) - int32(from[base+max(i-r, 0)*step])
			}
		}
	}
	mid := make([]uint8, len(in))
	pass(in, mid, h, w, w, 1)
	pass(mid, out, w, h, 1, w)
	return out
}

// blurredImage is a box blur of the picture, r pixels to each side.
func blurredImage(img *image.RGBA, r int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(img.Rect)
	plane := make([]uint8, w*h)
	for k := range 3 {
		for i := range plane {
			plane[i] = img.Pix[4*i+k]
		}
		for i, v := range softened(plane, w, h, r) {
			out.Pix[4*i+k] = v
		}
	}
	for i := 3; i < len(out.Pix); i += 4 {
		out.Pix[i] = 255
	}
	return out
}

// border leaves an uneven rim of paper around the picture; soft is how ragged
// it is, both in units.
func (c *canvas) border(width, ragged float64, paper rgb, key uint32) {
	col := paper.bytes()
	c.each(func(x, y int, p []uint8) {
		ux, uy := (float64(x)+0.5)/c.px, (float64(y)+0.5)/c.px
		d := min(ux, uy, c.w-ux, c.h-uy)
		if d > width+ragged*1.5 {
			return
		}
		d -= width
		if ragged > 0 {
			d += ragged * rough(ux*9, uy*9, 3, key)
		}
		if m := 0.5 - d*c.px*0.6; m > 0 {
			set(p, col, int32(min(m, 1)*255))
		}
	})
}

// families are the n colours a picture is mostly made of, dark to light.
// Three of them are kept for accents: strong colours that cover little.
func families(img *image.RGBA, n int) [][3]int {
	const accents = 3
	all := sampled(img)
	most := means(all, n-accents)
	for range accents {
		far, best := 0, [3]int{}
		for y := 2; y < 96; y++ {
			for x := 2; x < 96; x++ {
				p := img.Pix[img.PixOffset(x*img.Rect.Dx()/98, y*img.Rect.Dy()/98):]
				c := [3]int{int(p[0]), int(p[1]), int(p[2])}
				k := most[nearest(most, c)]
				d := abs3(c, k) + 2*(max(c[0], c[1], c[2])-min(c[0], c[1], c[2]))
				if d > far {
					far, best = d, c
				}
			}
		}
		most = append(most, best)
	}
	slices.SortFunc(most, func(a, b [3]int) int { return brightness(a) - brightness(b) })
	return most
}

// abs3 is how far two colours are apart, channel by channel.
func abs3(a, b [3]int) int {
	d := 0
	for j := range a {
		d += max(a[j]-b[j], b[j]-a[j])
	}
	return d
}

// nearestTwo are the nearest and the second nearest of some colours.
func nearestTwo(centres [][3]int, p []uint8) (first, second, d1, d2 int) {
	d1, d2 = 1<<30, 1<<30
	for k, c := range centres {
		dr, dg, db := int(p[0])-c[0], int(p[1])-c[1], int(p[2])-c[2]
		d := 3*dr*dr + 5*dg*dg + 2*db*db
		switch {
		case d < d1:
			first, second, d1, d2 = k, first, d, d1
		case d < d2:
			second, d2 = k, d
		}
	}
	return first, second, d1, d2
}
