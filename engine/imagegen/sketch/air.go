package sketch

import (
	"math"
	"math/rand/v2"
	"strings"
)

// paintAir sets what flies or hangs: birds, balloons, kites, planes.
func (s *scene) paintAir() {
	guest, visits := s.visitor()
	for _, sub := range s.b.in("sky", "air") {
		r := s.dice(sub.name)
		if visits && sub.name == guest.name {
			// It sits on the flower, or hovers before it.
			dx, size, lean := 0.05, 0.34, -0.35
			if sub.name != "butterfly" {
				dx, lean = 0.27, 0
			}
			if sub.name == "bee" {
				dx, size = 0.1, 0.24
			}
			s.spotlit(func() {
				s.stampTurned(sub.shape, s.w*(0.5+0.12*s.side)-dx*s.side, s.h*1.06-0.6, size, s.side < 0 != (sub.name == "butterfly"), 0, sub.colour, lean*s.side)
			})
			continue
		}
		switch sub.name {
		case "bird":
			s.birds(r, sub)
		case "lantern":
			s.lanterns(r, sub)
		case "kite", "toyballoon":
			if len(s.b.in("figure")) == 0 {
				s.flyers(r, sub, 0.26)
			}
		case "balloon":
			s.flyers(r, sub, 0.32)
		case "eagle", "phoenix", "plane", "ufo", "broomstick", "flyingcar":
			s.flyers(r, sub, 0.3)
		case "dragon":
			s.flyers(r, sub, 0.6)
		case "airship":
			s.flyers(r, sub, 0.5)
		case "bee", "hummingbird":
			s.flyers(r, sub, map[bool]float64{true: 0.3, false: 0.14}[sub.name == "hummingbird"])
		case "helicopter":
			s.flyers(r, sub, 0.34)
		case "butterfly":
			s.flyers(r, sub, 0.12)
		case "skyisland":
			s.skyIsland(r, sub)
		case "rocket":
			s.launch(r, sub)
		}
	}
	if s.b.has("skyline", "sea", "beach", "harbour") && !s.b.has("bird") && !s.b.bans("bird") && s.pal.dark < 0.7 && !s.b.frame("minimal") && s.near != "street" {
		r := s.dice("gulls")
		if r.Float64() < 0.6 {
			s.birds(r, subject{count: 3 + r.IntN(4)})
		}
	}
	if s.b.trait("fireflies") {
		r := s.dice("fireflies")
		for range 46 {
			x, y := r.Float64()*s.w, s.h*between(r, 0.3, 0.95)
			c := oneOf(r, hex(0xfff0a0), hex(0xe6ff9a))
			s.glow(x, y, between(r, 0.02, 0.06), c, 0.7)
			s.fill(disc(x, y, between(r, 0.0025, 0.005)), flat(c.lighter(0.4)).fine())
		}
	}
	if s.b.has("parasol", "streetlamp") && s.pal.lamps {
		s.glow(s.w/2, s.h*0.5, 0.4, s.pal.glowing(), 0.1)
	}
}

// birds fly as a loose flock.
func (s *scene) birds(r *rand.Rand, sub subject) {
	n := min(sub.number(7), 40)
	size := 0.055
	if len(s.b.subjects) > 0 && s.b.subjects[0].name == sub.name {
		size = 0.1
	}
	if n == 1 {
		size *= 2
	}
	cx, cy := s.w*(0.5+0.2*s.side), s.hor*between(r, 0.3, 0.6)
	for i := range n {
		x := cx + between(r, -0.3, 0.3)*min(1, float64(n)/5)
		y := cy + between(r, -0.14, 0.14)*min(1, float64(n)/5)
		c := mix(hex(0x3a3d48), s.pal.sky[1], 0.25)
		if s.pal.dark > 0.5 {
			c = s.pal.sky[0].darker(0.4)
		}
		if sub.colour != nil {
			c = *sub.colour
		}
		s.stampTurned("bird", x, y, size*between(r, 0.6, 1.1), i%2 == 0, 0, &c, between(r, -0.3, 0.3))
	}
}

// flyers sets things in the sky, the nearest one large and away from the
// middle.
func (s *scene) flyers(r *rand.Rand, sub subject, size float64) {
	n := min(sub.number(5), 14)
	if strings.HasSuffix(sub.phrase, "festival") {
		n = 7
	}
	lead := s.b.subjects[0].name == sub.name
	if !lead {
		size *= 0.7
	}
	size *= max(s.zoom, 0.6)
	if n > 1 {
		size *= 0.92
	}
	room := max(s.hor, s.h*0.55)
	for k := range n {
		i := n - 1 - k
		f := 1 / (1 + 0.55*float64(i))
		x := s.w * (0.5 + s.side*0.15)
		if len(s.b.in("build")) > 0 {
			x = s.w * (0.5 - s.side*0.2)
		}
		if len(s.b.in("figure", "animal")) > 0 {
			x = s.w * (0.5 - s.side*0.22)
		}
		y := room * 0.72
		if i > 0 {
			x = s.w * (0.12 + 0.76*math.Mod(float64(i)*0.618+0.5*r.Float64()*0.4, 1))
			y = room * between(r, 0.3, 0.85)
		}
		w := size * f
		y = max(y, w+0.02)
		x = min(max(x, w*0.52), s.w-w*0.52)
		own := sub.colour
		if own == nil && sub.meaning.colour != (rgb{}) {
			own = &sub.meaning.colour
		}
		if own == nil && n > 1 && (sub.name == "balloon" || sub.name == "kite" || sub.name == "toyballoon" || sub.name == "butterfly") {
			c := coats[(i*3+r.IntN(2))%len(coats)]
			own = &c
		}
		tilt := between(r, -0.06, 0.06)
		s.glow(x, y-w/2, w*0.85, s.pal.sky[4].lighter(0.25), 0.4*s.pal.dark)
		m, ridden := s.mount()
		if ridden = ridden && m.name == sub.name && k == n-1; ridden {
			w, tilt = min(w*1.5, y-0.03), 0
			if s.b.trait("moonback") {
				x, y, w = s.w/2, s.hor-0.12, 0.46
			}
		}
		s.spotlit(func() {
			s.stampTurned(sub.shape, x, y, w, s.side < 0, clamp01(0.5*(1-f)), own, tilt)
			if ridden {
				s.rider(s.someone(r, s.b.in("figure")[0]), sub.shape, x, y, w, s.side < 0, 0)
			}
		})
	}
}

// lanterns hang on a line, or rise into the night.
func (s *scene) lanterns(r *rand.Rand, sub subject) {
	n := min(sub.number(9), 16)
	if n == 1 && len(s.b.in("figure")) > 0 {
		return
	}
	for i := range n {
		t := (float64(i) + 0.5) / float64(n)
		x := s.w * t
		size := between(r, 0.06, 0.11)
		y := s.h * (0.16 + 0.16*math.Sin(t*math.Pi))
		if n == 1 {
			x, y, size = s.w*(0.5+0.1*s.side), s.h*0.62, 0.3
		}
		s.glow(x, y-size/2, size*1.6, s.pal.glowing(), 0.4)
		s.stamp("lantern", x, y, size, false, 0, sub.colour)
	}
}

func (s *scene) launch(r *rand.Rand, sub subject) {
	x, y := s.w*(0.5+0.1*s.side), s.hor*0.72
	size := 0.42 * max(s.zoom, 0.6)
	y = max(y, size+0.02)
	white := mix(hex(0xf6efe4), s.pal.haze, 0.2)
	for i := range 44 {
		t := float64(i) / 43
		c := mix(mix(hex(0xffb765), white, math.Min(t*2.4, 1)), mix(s.pal.haze, s.pal.sky[1], 0.5), r.Float64()*0.5)
		s.fill(tuft(r, x+between(r, -1, 1)*(0.03+0.24*t*t), y+0.03+(s.h-y)*0.8*t, 0.025+0.07*t, 0.03+0.045*t, 0.16), graded(c.lighter(0.12), c).mark())
	}
	s.glow(x, y+0.05, 0.28, hex(0xffb04c), 0.7)
	s.stamp("rocket", x, y, size, false, 0, sub.colour)
}

// paintWeather lies over everything: rain, snow, fog.
func (s *scene) paintWeather() {
	b := s.b
	if b.sky("fog") {
		s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), flat(mix(s.pal.haze, s.pal.sky[4], 0.5)).faint(0.1).fine())
	}
	if b.sky("rain") || b.sky("storm") && !b.bans("rain") && s.dice("rain?").Float64() < 0.5 {
		s.rain()
	}
	if b.sky("snow") && !b.bans("snow") {
		s.snow()
	}
}

// paintFog lies between the scene and its subjects.
func (s *scene) paintFog() {
	if !s.b.sky("fog") {
		return
	}
	r := s.dice("fog")
	c := mix(s.pal.haze, s.pal.sky[4], 0.5).lighter(0.15 * (1 - s.pal.dark))
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), flat(c).faint(0.16).fine())
	for range 6 {
		s.veil(r.Uint32(), s.hor+between(r, -0.14, 0.26), between(r, 0.05, 0.13), c, between(r, 0.4, 0.75))
	}
}

// veil is a bank of mist that lies level: thick in its middle, thinning
// upwards and downwards and here and there along its length.
func (s *scene) veil(key uint32, y, half float64, col rgb, alpha float64) {
	c := s.grade(col).bytes()
	img := s.img
	row := make([]float64, img.Rect.Dx())
	for px := range row {
		row[px] = alpha * 255 * noise((float64(px)+0.5)/s.px*1.7, 0.5, key)
	}
	for py := max(int((y-half)*s.px), 0); py < min(int((y+half)*s.px), img.Rect.Dy()); py++ {
		d := ((float64(py)+0.5)/s.px - y) / half
		m := max(1-d*d, 0)
		pix := img.Pix[img.PixOffset(0, py):]
		for px, a := range row {
			set(pix[4*px:4*px+4], c, int32(a*m*m))
		}
	}
}

func (s *scene) rain() {
	r := s.dice("rain")
	c := mix(s.pal.sky[3], hex(0xffffff), 0.35)
	slant := between(r, 0.1, 0.25) * s.side
	p := path{}
	for range 260 {
		x, y, l := between(r, -0.2, 1.2)*s.w, r.Float64()*s.h, between(r, 0.025, 0.075)
		p = p.and(poly(pt{x, y}, pt{x + 0.0016, y}, pt{x + 0.0016 + slant*l, y + l}, pt{x + slant*l, y + l}))
	}
	s.fill(p, flat(c).faint(0.5).fine())
}

func (s *scene) snow() {
	r := s.dice("snow")
	p := path{}
	for range 200 {
		size := 0.0018 + math.Pow(r.Float64(), 4)*0.008
		p = p.and(tuft(r, r.Float64()*s.w, r.Float64()*s.h, size, size, 0.2))
	}
	s.fill(p, flat(mix(hex(0xffffff), s.pal.sky[4], 0.25*s.pal.dark)).faint(0.9).fine())
}
