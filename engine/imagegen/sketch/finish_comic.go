package sketch

import "math"

// finishComic prints a panel: few clean inks, dots of ink in the half-shadows,
// firm black outlines, a black frame on white paper.
func finishComic(s *scene) {
	c := s.canvas
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	lines := c.edges(0.0042)
	soft := blurredImage(c.img, max(int(c.px*0.003), 1))
	tones := families(c.img, 11)
	inks := make([][3]int32, len(tones))
	for i, t := range tones {
		inks[i] = rgb{float64(t[0]) / 255, float64(t[1]) / 255, float64(t[2]) / 255}.saturate(1.3).lighter(0.05).bytes()
	}
	black, paper := hex(0x18161f).bytes(), hex(0xf8f4ea).bytes()
	lo, hi := tonalRange(soft.Pix)
	dot := max(c.px*0.0095, 2.4)
	frame, gutter := c.px*0.008, c.px*0.03
	c.each(func(x, y int, p []uint8) {
		edge := float64(min(x, y, w-1-x, h-1-y))
		if edge < gutter {
			p[0], p[1], p[2] = uint8(paper[0]), uint8(paper[1]), uint8(paper[2])
			return
		}
		q := soft.Pix[4*(y*w+x):][:4]
		k, _, _, _ := nearestTwo(tones, q)
		p[0], p[1], p[2] = uint8(inks[k][0]), uint8(inks[k][1]), uint8(inks[k][2])
		tone := (lumaOf(q)-lo)*255/max(hi-lo, 1) + int32(max(q[0], q[1], q[2])-min(q[0], q[1], q[2]))/2
		if want := 120 - tone; want > 0 {
			u, v := (float64(x)+float64(y))/dot*0.7071, (float64(x)-float64(y))/dot*0.7071
			du, dv := u-float64(int(u))-0.5, math.Abs(v-float64(int(v)))-0.5
			size := 0.34 * float64(min(want, 120)) / 120
			set(p, black, int32(150*clamp01((size-du*du-dv*dv)*dot)))
		}
		if tone < 14 {
			set(p, black, 200)
		}
		set(p, black, int32(lines[y*w+x]))
		if edge < gutter+frame {
			set(p, black, 255)
		}
	})
	grain(c, 0.6)
}
