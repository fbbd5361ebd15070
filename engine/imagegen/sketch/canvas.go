package sketch

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// canvas is the paper: pixels, and for each pixel which shape was laid there
// last, so that finishes can draw the outlines again.
type canvas struct {
	img    *image.RGBA
	shapes []uint16 // which shape covers a pixel
	shape  uint16   // the latest shape
	px     float64  // pixels per unit
	w, h   float64  // size in units
	grade  func(rgb) rgb
	ras    vector.Rasterizer
	mask   image.Alpha
	wobble float64 // how uneven edges are, in units
	tex    float64 // how much of the brush shows, 1 is gouache
	step   int     // texels per pixel, in 256ths
}

// ink is how a shape is filled.
type ink struct {
	top, low rgb     // colour at the top and at the bottom of the shape
	alpha    float64 // 0 to 1
	brush    float64 // how much the brush shows
	dry      float64 // 0 to 1: how much of the paper shows through
	tight    bool    // a precise edge
	loose    bool    // a stroke on top of a shape, no shape of its own
}

func flat(c rgb) ink              { return ink{top: c, low: c, alpha: 1, brush: 1} }
func graded(top, low rgb) ink     { return ink{top: top, low: low, alpha: 1, brush: 1} }
func (k ink) faint(a float64) ink { k.alpha, k.loose = a, true; return k }
func (k ink) dried(d float64) ink { k.dry, k.loose = d, true; return k }
func (k ink) fine() ink           { k.tight = true; return k }
func (k ink) mark() ink           { k.loose = true; return k }

func newCanvas(width, height int) *canvas {
	c := &canvas{
		img:    image.NewRGBA(image.Rect(0, 0, width, height)),
		shapes: make([]uint16, width*height),
		px:     float64(min(width, height)),
		grade:  func(c rgb) rgb { return c },
		wobble: 0.0022,
		tex:    1,
	}
	c.w, c.h = float64(width)/c.px, float64(height)/c.px
	c.step = min(max(int(256*1024/c.px), 64), 480)
	return c
}

// fill lays a shape on the paper.
func (c *canvas) fill(p path, k ink) {
	if len(p) == 0 || k.alpha <= 0 {
		return
	}
	if !k.tight && c.wobble*c.px > 0.9 { // less than a pixel is not seen
		p = p.cut(c.wobble, 0.035, uint32(c.shape)*7+3)
	}
	lo, hi := p.bounds()
	if !(hi.x > lo.x) {
		return
	}
	box := image.Rect(int(math.Floor(lo.x*c.px)), int(math.Floor(lo.y*c.px)), int(math.Ceil(hi.x*c.px))+1, int(math.Ceil(hi.y*c.px))+1)
	clip := box.Intersect(c.img.Rect)
	if clip.Empty() {
		return
	}
	c.rasterize(p, clip)
	if !k.loose {
		c.shape++
	}
	c.lay(clip, k, lo.y*c.px, hi.y*c.px)
}

// rasterize leaves the coverage of a path within clip in the mask.
func (c *canvas) rasterize(p path, clip image.Rectangle) {
	w, h := clip.Dx(), clip.Dy()
	if cap(c.mask.Pix) < w*h {
		c.mask.Pix = make([]uint8, w*h)
	}
	c.mask.Pix, c.mask.Stride, c.mask.Rect = c.mask.Pix[:w*h], w, image.Rect(0, 0, w, h)
	c.ras.Reset(w, h)
	c.ras.DrawOp = draw.Src
	// Far outside the clip the rasterizer would walk rows that nobody sees.
	ox, oy := float64(clip.Min.X), float64(clip.Min.Y)
	limit := 4 * float64(w+h+64)
	at := func(q pt) (float32, float32) {
		x := min(max(float64(q.x*c.px)-ox, -limit), limit)
		y := min(max(float64(q.y*c.px)-oy, -limit), limit)
		return float32(x), float32(y)
	}
	for _, o := range p {
		for i, q := range o {
			x, y := at(q)
			if i == 0 {
				c.ras.MoveTo(x, y)
			} else {
				c.ras.LineTo(x, y)
			}
		}
		c.ras.ClosePath()
	}
	c.ras.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
}

// lay mixes the ink into the pixels under the mask.
func (c *canvas) lay(clip image.Rectangle, k ink, top, low float64) {
	a, b := c.grade(k.top), c.grade(k.low)
	alpha := int32(min(k.alpha, 1) * 256)
	strength := int32(k.brush * c.tex * (15 + 11*min(c.px/900, 1)))
	cut := int32(127 - k.dry*200)
	streak, blotch := &tiles().streak, &tiles().blotch
	shift := int(c.shape) * 1031
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		col := mix(a, b, (float64(y)-top)/max(low-top, 1))
		r, g, bl := int32(col.r*255+0.5), int32(col.g*255+0.5), int32(col.b*255+0.5)
		row := c.mask.Pix[(y-clip.Min.Y)*c.mask.Stride:][:clip.Dx()]
		pix := c.img.Pix[c.img.PixOffset(clip.Min.X, y):][:4*clip.Dx()]
		ids := c.shapes[y*c.img.Rect.Dx()+clip.Min.X:][:clip.Dx()]
		slow := ((y*c.step>>9)*tileSide + shift*tileSide) & (tileSide*tileSide - 1)
		line := ((y*c.step>>8)*tileSide + shift*tileSide) & (tileSide*tileSide - 1)
		for i, cov := range row {
			if cov == 0 {
				continue
			}
			u := ((i+clip.Min.X)*c.step>>8 + shift) & (tileSide - 1)
			t := int32(streak[line|u])
			m := int32(cov) * alpha >> 8
			if k.dry > 0 {
				m = m * min(max((cut-t)*12, 0), 256) >> 8
			}
			// Pigment settles in larger patches than the brush draws.
			d := (t + int32(blotch[slow|((i+clip.Min.X)*c.step>>9+shift)&(tileSide-1)])) * strength >> 9
			p := pix[4*i : 4*i+4 : 4*i+4]
			pr, pg, pb := min(max(r+d, 0), 255), min(max(g+d, 0), 255), min(max(bl+d, 0), 255)
			if m >= 255 {
				p[0], p[1], p[2] = uint8(pr), uint8(pg), uint8(pb)
			} else {
				p[0], p[1], p[2] = over(p[0], pr, m), over(p[1], pg, m), over(p[2], pb, m)
			}
			p[3] = 255
			if m > 127 && !k.loose {
				ids[i] = c.shape
			}
		}
	}
}

// over mixes ink into what is under it; ink and cover are 0 to 255.
func over(under uint8, ink, cover int32) uint8 {
	return uint8(int32(under) + ((ink-int32(under))*cover*257+32768)>>16)
}

// glow lays soft light around a place: strongest at its centre, nothing at r.
func (c *canvas) glow(x, y, r float64, col rgb, alpha float64) {
	col = c.grade(col)
	cr, cg, cb := int32(col.r*255), int32(col.g*255), int32(col.b*255)
	cx, cy, rr := x*c.px, y*c.px, r*c.px
	box := image.Rect(int(cx-rr), int(cy-rr), int(cx+rr)+1, int(cy+rr)+1).Intersect(c.img.Rect)
	for py := box.Min.Y; py < box.Max.Y; py++ {
		dy := float64(py) - cy
		for px := box.Min.X; px < box.Max.X; px++ {
			dx := float64(px) - cx
			d := 1 - (dx*dx+dy*dy)/(rr*rr)
			if d <= 0 {
				continue
			}
			m := int32(d * d * alpha * 255)
			p := c.img.Pix[c.img.PixOffset(px, py):][:4]
			p[0], p[1], p[2] = over(p[0], cr, m), over(p[1], cg, m), over(p[2], cb, m)
		}
	}
}
