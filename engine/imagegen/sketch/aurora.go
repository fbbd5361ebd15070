package sketch

import "math"

// paintAurora hangs curtains of light in the sky: a sharp lower edge that
// winds, rays that fade upwards from green to violet.
func (s *scene) paintAurora() {
	r := s.dice("aurora")
	low, high := [3]rgb{hex(0x3ff584), hex(0x46ec92), hex(0x8cf068)}, [3]rgb{hex(0x5a6ff0), hex(0xb05ae0), hex(0x3fa0d8)}
	for k := range 3 {
		key := r.Uint32()
		base, amp, phase := s.hor*(0.5+0.16*float64(k)), between(r, 0.05, 0.1), r.Float64()*6
		bend, strength := between(r, 2.2, 3.6), 1.1-0.2*float64(k)
		s.curtain(key, low[k], high[k], strength, func(x float64) (y, height float64) {
			y = base + math.Sin(x*bend+phase)*amp + math.Sin(x*bend*2.7+phase*2)*amp*0.35
			return y, s.hor * (0.3 + 0.45*noise(x*2.5, 3, key))
		})
		s.glow(s.w*r.Float64(), base-0.05, 0.6, low[k], 0.14)
	}
}

// curtain adds the light of one curtain to the sky. At x, shape says how far
// down its lower edge is and how high its rays reach.
func (s *scene) curtain(key uint32, low, high rgb, strength float64, shape func(x float64) (y, height float64)) {
	low, high = s.grade(low), s.grade(high)
	img := s.img
	for px := range img.Rect.Dx() {
		x := (float64(px) + 0.5) / s.px
		base, height := shape(x)
		rays := 0.3 + 0.5*noise(x*16, 0, key) + 0.35*noise(x*52, 1, key+7)*noise(x*6, 2, key+3)
		fade := noise(x*2.2, 5, key+11)
		a := strength * rays * min(fade*1.7, 1)
		for py := max(int((base-height)*s.px), 0); py < min(int((base+0.035)*s.px), int(s.hor*s.px), img.Rect.Dy()); py++ {
			t := min((base-(float64(py)+0.5)/s.px)/height, 1)
			m := a
			if t < 0 {
				m *= math.Pow(max(1+t*height/0.035, 0), 2)
			} else {
				m *= math.Pow(1-t, 1.8)
			}
			c := mix(low, high, t*1.7-0.2)
			p := img.Pix[img.PixOffset(px, py):][:3]
			p[0], p[1], p[2] = screened(p[0], c.r*m), screened(p[1], c.g*m), screened(p[2], c.b*m)
		}
	}
}

// screened adds light, 0 to 1, to a channel as a projector does.
func screened(v uint8, light float64) uint8 {
	return uint8(255 - (255-float64(v))*(1-min(light, 1)) + 0.5)
}
