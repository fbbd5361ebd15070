package sketch

// finish turns the flat study into the medium that was asked for, then bends
// it to a single family of colours where the text wants one.
func finish(s *scene) {
	grain(s.canvas, 1)
	if tones := ramp(s.b); tones != nil {
		applyRamp(s.img, tones)
	}
}

// grain lays the tooth of the paper over the picture.
func grain(c *canvas, strength float64) {
	t := &tiles().grain
	k := int32(strength * 22 * min(c.px/700, 1))
	w := c.img.Rect.Dx()
	for y := range c.img.Rect.Dy() {
		line := (y * c.step >> 8 & (tileSide - 1)) * tileSide
		row := c.img.Pix[y*c.img.Stride:][:4*w]
		for x := range w {
			d := int32(t[line|x*c.step>>8&(tileSide-1)]) * k >> 8
			p := row[4*x : 4*x+3 : 4*x+3]
			p[0], p[1], p[2] = nudged(p[0], d), nudged(p[1], d), nudged(p[2], d)
		}
	}
}

func nudged(v uint8, d int32) uint8 { return uint8(min(max(int32(v)+d, 0), 255)) }
