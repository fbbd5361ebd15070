package sketch

// streetLife is what stands along a street: lamps after dark, the tables of a
// café by day.
func (s *scene) streetLife(van pt) {
	spot := func(t, side float64) (x, y, f float64) {
		t *= t
		return van.x + side*(0.07+0.6*t), s.hor + 0.026 + 0.33*t*s.h, 0.12 + t
	}
	if s.pal.lamps && !s.b.has("streetlamp") {
		s.glow(van.x, van.y+0.02, 0.42, s.pal.glowing(), 0.3)
		s.fill(poly(van, pt{van.x + 0.16, s.h + 0.05}, pt{van.x - 0.16, s.h + 0.05}), flat(s.pal.glowing()).faint(0.1).fine())
		for i := range 4 {
			for _, side := range []float64{-1, 1} {
				x, y, f := spot(0.3+0.2*float64(i), side)
				s.stamp("streetlamp", x, y, 0.5*f, side > 0, 0.3, nil)
				s.glow(x, y-0.46*f, 0.2*f, s.pal.glowing(), 0.75)
				s.glow(x, y+0.02, 0.22*f, s.pal.glowing(), 0.35)
				if s.b.sky("rain") {
					s.fill(dab(x, y+0.1*f, 0.05*f, 0.16*f), flat(s.pal.glowing()).faint(0.35))
				}
			}
		}
	}
	if !s.b.trait("cafe") {
		return
	}
	for i := range 4 {
		x, y, f := spot(0.36+0.17*float64(i), -s.side)
		s.cafeTable(x+0.07*s.side*f, y+0.05*f, 0.42*f)
	}
}

// cafeTable is a round table under a parasol, with a chair on each side.
func (s *scene) cafeTable(x, y, size float64) {
	wood, iron := s.pal.lit(hex(0xe9dfc8), 0.1), s.pal.lit(hex(0x3a3f44), 0.1)
	s.castShadow(x, y, size*0.9)
	for _, side := range []float64{-1, 1} {
		s.stamp("chair", x+side*size*0.36, y, size*0.52, side > 0, 0.1, nil)
	}
	s.fill(line(pt{x, y}, pt{x, y - size*0.9}, size*0.03), flat(iron))
	s.fill(ellipse(x, y-size*0.34, size*0.26, size*0.06), flat(wood))
	s.stamp("cup", x-size*0.08, y-size*0.35, size*0.12, false, 0.1, nil)
	c := []rgb{hex(0xb53a34), hex(0x2f6f5a)}[s.dice("parasols").IntN(2)]
	for k := range 6 {
		u0, u1 := -1+float64(k)/3, -1+float64(k+1)/3
		col := c
		if k%2 == 1 {
			col = hex(0xf4ecdc)
		}
		s.fill(poly(pt{x, y - size*1.18}, pt{x + u0*size*0.55, y - size*0.86}, pt{x + u1*size*0.55, y - size*0.86}), flat(s.pal.lit(col, 0.1)))
	}
}
