package sketch

import (
	"math"
	"math/rand/v2"
	"strings"
)

// paintStreet is a street in one-point perspective, houses on both sides.
func (s *scene) paintStreet() {
	r := s.dice("street")
	van := pt{s.w * (0.5 + 0.08*s.side), s.hor}
	city := s.city()
	if city {
		s.paintSkyline()
	}
	ground := s.pal.lit(hex(0x8f8a8c), 0.1)
	s.fill(rect(-0.1, s.hor-0.004, s.w+0.2, s.h), graded(mix(ground, s.pal.haze, 0.5), ground.darker(0.25)))
	if s.pal.lamps {
		s.glow(van.x, van.y-0.05, 0.5, mix(s.pal.glowing(), hex(0xff9a5c), 0.4), 0.4)
	}
	for k := range 2 {
		side := float64(2*k - 1)
		s.row(r, van, side, city)
	}
	road := s.pal.lit(hex(0x6f6d78), 0.05)
	s.fill(poly(van.plus(pt{-0.012, 0.004}), van.plus(pt{0.012, 0.004}), pt{van.x + 0.5, s.h + 0.05}, pt{van.x - 0.5, s.h + 0.05}), graded(mix(road, s.pal.haze, 0.5), road.darker(0.2)))
	if s.b.sky("rain") || s.b.medium == "neon" || s.pal.lamps {
		strength := 0.36
		if s.pal.lamps && s.b.sky("rain") || s.b.medium == "neon" {
			strength = 0.6
		}
		s.mirror(rect(-0.2, s.hor, s.w+0.4, s.h-s.hor+0.1), strength)
	}
	for range 26 {
		t := r.Float64()
		y := s.hor + (s.h-s.hor)*t
		s.fill(dab(van.x+(r.Float64()-0.5)*1.1*t, y, 0.02+0.22*t, 0.002+0.01*t), flat(oneOf(r, s.pal.sky[4], road.darker(0.3))).faint(0.4))
	}
	s.streetLife(van)
	s.top = s.hor + (s.h-s.hor)*0.25
}

// city is true for a street between high houses.
func (s *scene) city() bool {
	if s.b.has("skyline") || s.b.medium == "neon" {
		return true
	}
	street, _ := s.b.find("street")
	return strings.Contains(street.phrase, "city") || strings.Contains(street.phrase, "downtown") || strings.Contains(street.phrase, "avenue")
}

// row is one side of the street: fronts that grow towards the viewer.
func (s *scene) row(r *rand.Rand, van pt, side float64, city bool) {
	edge := func(t float64) float64 { return van.x + side*(0.05+0.62*t) }
	height := between(r, 1, 1.2)
	if city {
		height = between(r, 1.9, 2.3)
	}
	const steps = 6
	for i := range steps {
		t0, t1 := float64(i)/steps, float64(i+1)/steps
		t0, t1 = math.Pow(t0, 1.8), math.Pow(t1, 1.8)
		x0, x1 := edge(t0), edge(t1)
		if i == steps-1 {
			x1 = van.x + side*1.2
			t1 = (1.2 - 0.05) / 0.62
		}
		h := height * between(r, 0.75, 1.15)
		f0, f1 := 0.08+t0, 0.08+t1
		g := func(x, f, up float64) pt { return pt{x, s.hor + 0.32*f - up*f*0.9} }
		at := func(u, v float64) pt { return toward(g(x0, f0, h*v), g(x1, f1, h*v), u) }
		s.front(r, front{at: at, storeys: max(int(h*2.6), 2), depth: 0.75 * (1 - math.Min(t1, 1)), size: f1, side: side, shaded: (side > 0) == (s.sun.x > van.x)})
	}
}

// front is the face of one house in a street. In its plane u goes away from
// the vanishing point, 0 to 1, and v from the pavement up to the eaves.
type front struct {
	at      func(u, v float64) pt
	storeys int
	depth   float64
	size    float64
	side    float64
	shaded  bool
}

func (f front) panel(u0, v0, u1, v1 float64) path {
	return poly(f.at(u0, v0), f.at(u0, v1), f.at(u1, v1), f.at(u1, v0))
}

func (s *scene) front(r *rand.Rand, f front) {
	wall := houseColour(r)
	if s.b.trait("japan") {
		wall = oneOf(r, hex(0x8a6a54), hex(0x6f5a50), hex(0xb5a38a), hex(0x5f5a60))
	}
	c := s.pal.lit(wall, f.depth)
	if f.shaded {
		c = mix(s.pal.shadow(wall, f.depth), c, 0.3)
	}
	after := s.pal.lamps || s.b.medium == "neon"
	foot := mix(c, s.pal.shadow(wall, f.depth), 0.4)
	if after {
		c, foot = c.darker(0.25), mix(c, s.pal.glowing(), 0.16)
	}
	s.fill(f.panel(0, 0, 1, 1), graded(c, foot))
	roof := s.pal.lit(oneOf(r, hex(0x8a4b3c), hex(0x5d6470), hex(0x6a4a44)), f.depth)
	s.fill(f.panel(-0.01, 0.985, 1.01, 1.05), flat(roof))
	ground := 1 / (float64(f.storeys) + 0.3)
	s.storeys(r, f, wall, ground, after)
	s.shop(r, f, ground, after)
	if s.b.medium == "neon" || s.b.trait("japan") || after && r.Float64() < 0.55 {
		s.shopSign(r, f.at(0.5, ground*1.75), f.size*0.1, f.side)
	}
}

// storeys are the rows of windows over a shop.
func (s *scene) storeys(r *rand.Rand, f front, wall rgb, ground float64, after bool) {
	dark := s.pal.shadow(hex(0x4d5a6b), f.depth)
	frame := s.pal.lit(wall.lighter(0.3), f.depth)
	if after {
		frame = frame.darker(0.3)
	}
	step := (0.97 - ground*1.3) / float64(f.storeys)
	for row := range f.storeys {
		for col := range 3 {
			u, v := 0.1+0.29*float64(col), ground*1.3+step*(float64(row)+0.18)
			if f.storeys > 2 && row == 0 && r.Float64() < 0.1 {
				continue
			}
			pane := dark
			if (after || s.lampsLit()) && r.Float64() < 0.42 {
				pane = mix(oneOf(r, s.pal.glowing(), hex(0xffb861), hex(0xffe6b4)), s.pal.haze, f.depth*0.25)
			}
			s.fill(f.panel(u-0.02, v-step*0.04, u+0.2, v+step*0.64), flat(frame).mark())
			s.fill(f.panel(u, v, u+0.18, v+step*0.6), graded(pane, pane.darker(0.12)))
		}
	}
}

// shop is the ground floor: a lit window behind its glazing bars, a door, an
// awning.
func (s *scene) shop(r *rand.Rand, f front, ground float64, after bool) {
	trim := oneOf(r, hex(0xb5402f), hex(0x2f6f6a), hex(0xd9a441), hex(0x35486a))
	glass := s.windowLight(f.depth)
	if after {
		glass = mix(glass, oneOf(r, hex(0xffa95a), hex(0xfff0cc), hex(0xffc978)), 0.5)
	}
	s.fill(f.panel(0.05, 0.02*ground, 0.95, ground*0.95), flat(s.pal.shadow(trim, f.depth*0.6)))
	s.fill(f.panel(0.1, ground*0.22, 0.6, ground*0.78), graded(glass, mix(glass, trim, 0.25)))
	s.fill(f.panel(0.7, 0.02*ground, 0.9, ground*0.74), graded(glass.darker(0.1), mix(glass, trim, 0.4)))
	bars := path{}
	for k := range 3 {
		u := 0.225 + 0.125*float64(k)
		bars = bars.and(f.panel(u, ground*0.22, u+0.012, ground*0.78))
	}
	s.fill(bars, flat(s.pal.shadow(trim, f.depth*0.6)).mark())
	awning := s.pal.lit(trim, f.depth*0.6)
	a, b := f.at(0.06, ground*0.98), f.at(0.94, ground*0.98)
	out := pt{-f.side * 0.05 * f.size, 0.035 * f.size}
	c, d := f.at(0.06, ground*0.8).plus(out), f.at(0.94, ground*0.8).plus(out)
	s.fill(poly(a, b, d, c), graded(awning.lighter(0.12), awning))
	for k := range 4 {
		t := 0.125 + 0.25*float64(k)
		s.fill(poly(toward(a, b, t), toward(a, b, t+0.11), toward(c, d, t+0.11), toward(c, d, t)), flat(awning.lighter(0.45)).faint(0.8))
	}
}

// shopSign hangs upright from a front and glows after dark.
func (s *scene) shopSign(r *rand.Rand, at pt, size, side float64) {
	c := oneOf(r, hex(0xff5f7a), hex(0x5fd9e9), hex(0xffc94f), hex(0xd97fff), hex(0x7fe9a0))
	if s.pal.dark < 0.5 && s.b.medium != "neon" {
		c = s.pal.lit(oneOf(r, hex(0xc2402f), hex(0xf0e6d2), hex(0x2f5f6a)), 0.1)
	} else {
		s.glow(at.x, at.y, size*2.2, c, 0.45)
	}
	w := size * 0.42
	x := at.x - side*size*0.3
	s.fill(rect(x-w/2, at.y-size, w, size*1.9), flat(c))
	for i := range 4 {
		y := at.y - size*0.8 + size*0.42*float64(i)
		s.fill(rect(x-w*0.28, y, w*0.56, size*0.09), flat(c.lighter(0.6)).mark())
		s.fill(rect(x-w*0.06, y-size*0.06, w*0.12, size*0.26), flat(c.lighter(0.6)).mark())
	}
}
