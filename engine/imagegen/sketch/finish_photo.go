package sketch

// finishPhoto is a print from film: soft far away, more contrast, darker
// corners, grain.
func finishPhoto(s *scene) {
	c := s.canvas
	soft := blurredImage(c.img, max(int(c.px*0.0035), 1))
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	lo, hi := tonalRange(c.img.Pix)
	// A flat negative is printed harder, up to a point.
	black, white := float64(lo)/255*0.55, min(float64(hi)/255*0.72+0.28, 1)
	var curve [256]uint8
	for i := range curve {
		v := clamp01((float64(i)/255 - black) / (white - black))
		v = v*0.45 + v*v*(3-2*v)*0.55
		if s.b.medium == "blackwhite" {
			v = v*0.45 + v*v*(3-2*v)*0.55
		}
		curve[i] = uint8(6 + v*246)
	}
	hor := int(s.hor * c.px)
	c.each(func(x, y int, p []uint8) {
		blur := int32(90)
		if y < hor {
			blur = 170
		}
		q := soft.Pix[4*(y*w+x):][:3]
		set(p, [3]int32{int32(q[0]), int32(q[1]), int32(q[2])}, blur)
		dx, dy := int64(2*x-w)*1000/int64(w), int64(2*y-h)*1000/int64(h)
		v := int32(256 - max((dx*dx+dy*dy)/1000-500, 0)*70/1500)
		for k := range 3 {
			p[k] = uint8(int32(curve[p[k]]) * v >> 8)
		}
	})
	grain(c, 1.9)
}

// finishPostcard is a colour print that has lain in the sun for decades.
func finishPostcard(s *scene) {
	c := s.canvas
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	soft := blurredImage(c.img, max(int(c.px*0.0025), 1))
	off := max(int(c.px*0.002), 1)
	c.each(func(x, y int, p []uint8) {
		// The red plate is a little out of register.
		p[0] = soft.Pix[4*(y*w+min(x+off, w-1))]
		p[2] = soft.Pix[4*(min(y+off, h-1)*w+x)+2]
		p[0] = uint8(52 + int32(p[0])*196/255)
		p[1] = uint8(44 + int32(p[1])*192/255)
		p[2] = uint8(46 + int32(p[2])*158/255)
	})
	c.border(0.04, 0.0015, hex(0xf4ecd8), 3)
	grain(c, 1.4)
}
