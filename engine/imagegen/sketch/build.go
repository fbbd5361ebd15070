package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

func houseColour(r *rand.Rand) rgb {
	return oneOf(r, hex(0xe8dcc4), hex(0xd99c76), hex(0xc96f58), hex(0xe6c07c), hex(0x9db3b4), hex(0xd8b6a4), hex(0xf0ead8))
}

// windowLight is what a window shows: lamplight after dark, else dark glass.
func (s *scene) windowLight(depth float64) rgb {
	if s.pal.lamps || s.b.sky("storm") {
		return mix(s.pal.glowing(), s.pal.haze, depth*0.2)
	}
	return s.pal.shadow(hex(0x4d5a6b), depth)
}

// house is a wall in the light, a gable in the shade, a roof and windows. It
// stands at x, y and is w wide and h high to the eaves.
func (s *scene) house(r *rand.Rand, x, y, w, h float64, wall rgb, depth float64) {
	roof := oneOf(r, hex(0xa8553f), hex(0x8a4b3c), hex(0x5d6470), hex(0x7a5a48))
	lit, dark := s.pal.lit(wall, depth), s.pal.shadow(wall, depth)
	rh := h * between(r, 0.35, 0.55)
	g := w * 0.36
	s.fill(rect(x-w/2+g, y-h, w-g, h), graded(lit, mix(lit, dark, 0.25)))
	s.fill(poly(pt{x - w/2, y}, pt{x - w/2, y - h}, pt{x - w/2 + g/2, y - h - rh}, pt{x - w/2 + g, y - h}, pt{x - w/2 + g, y}), flat(dark))
	rc := s.pal.lit(roof, depth)
	if s.b.sky("snow") || s.near == "snowfield" {
		rc = s.pal.lit(snowWhite, depth)
	}
	s.fill(poly(pt{x - w/2 + g/2, y - h - rh*1.05}, pt{x + w/2 - g*0.3, y - h - rh*1.02}, pt{x + w/2 + w*0.05, y - h + h*0.03}, pt{x - w/2 + g*0.96, y - h + h*0.03}), graded(rc, rc.darker(0.15)))
	s.fill(line(pt{x - w/2 - w*0.05, y - h + h*0.05}, pt{x - w/2 + g/2, y - h - rh*1.05}, w*0.045), flat(rc.darker(0.2)))
	s.fill(line(pt{x - w/2 + g/2, y - h - rh*1.05}, pt{x - w/2 + g*1.02, y - h + h*0.03}, w*0.045), flat(rc.darker(0.2)))
	s.fill(rect(x+w*0.18, y-h-rh*1.3, w*0.09, rh*0.7), flat(s.pal.lit(hex(0x8a6454), depth)))
	glass := s.windowLight(depth)
	n := 2
	if h > w*1.2 {
		n = 3
	}
	for row := range max(1, int(h/w*1.6)) {
		wy := y - h + h*0.14 + float64(row)*w*0.42
		if wy > y-h*0.25 {
			break
		}
		for i := range n {
			wx := x - w/2 + g + (w-g)*(float64(i)+0.28)/float64(n)
			s.fill(rect(wx, wy, w*0.1, w*0.17), flat(glass))
		}
	}
	s.fill(rect(x+w*0.06, y-min(h*0.38, w*0.3), w*0.13, min(h*0.38, w*0.3)), flat(s.pal.shadow(hex(0x6a4a3c), depth)))
	if s.pal.lamps {
		s.glow(x, y-h*0.5, w*0.7, s.pal.glowing(), 0.22)
	}
}

// buildSpot is where a building stands and how large it is there.
func (s *scene) buildSpot(i, n int) (x, y, f float64) {
	if slices.Contains(waters, s.near) && s.near != "river" && s.near != "lake" {
		x = s.headEdge() + s.side*s.w*(0.13+0.3*float64(i)/float64(max(n, 1)))
		if s.needsHeadland() {
			return x, s.headTop() + 0.016, 0.8
		}
		return s.w * (0.5 + s.side*(0.3-0.2*float64(i))), s.hor + (s.h-s.hor)*0.6, 1
	}
	x = s.w * (0.5 + s.side*(0.16-0.5*float64(i)/float64(max(n, 1))))
	if i > 1 {
		x += s.side * 0.07 * float64(i%3)
	}
	y = s.hor + 0.035
	if s.near == "forest" {
		return s.w * (0.5 - 0.1*s.side), s.hor + (s.h-s.hor)*0.38, 0.9
	}
	if s.near == "lake" {
		return x, s.hor - 0.014, 0.85
	}
	if s.b.has("hill", "castle", "windmill") {
		return x, s.hor - 0.05, 1.1
	}
	if len(s.b.in("plant")) == 0 && s.near != "lake" {
		y += (s.h - s.hor) * 0.1
	}
	return x, y, 1
}

// paintBuildings sets the buildings that were asked for, and the village.
func (s *scene) paintBuildings() {
	r := s.dice("buildings")
	if s.b.has("village") {
		s.village(r)
	}
	list := s.b.in("build")
	total := 0
	for _, b := range list {
		total += min(b.number(3), 8)
	}
	k := 0
	for _, b := range list {
		lead := s.b.subjects[0].name == b.name
		for range min(b.number(3), 8) {
			x, y, f := s.buildSpot(k, total)
			if !lead && !slices.Contains([]string{"build", "land", "ground", "sky"}, s.b.subjects[0].place) && (!slices.Contains(waters, s.near) || s.near == "lake") {
				x = s.w - x
			}
			f *= 1 - 0.06*float64(min(k, 6))
			if lead {
				f *= 1.5 * min(max(s.zoom, 0.6), 1.4)
				s.spotlit(func() { s.building(r, b, x, y, f) })
			} else {
				s.building(r, b, x, y, f)
			}
			k++
		}
	}
}

// mound is the hill that a castle or a windmill stands on.
func (s *scene) mound() {
	list := s.b.in("build")
	if len(list) == 0 || slices.Contains(waters, s.near) || s.near == "forest" || !s.b.has("hill", "castle", "windmill") {
		return
	}
	r := s.dice("mound")
	x, y, _ := s.buildSpot(0, 1)
	c := s.grass()
	if s.b.sky("snow") || s.near == "snowfield" {
		c = snowWhite
	}
	lit := s.pal.lit(c, 0.25)
	key := r.Uint32()
	s.fill(band(x-0.75, x+0.75, s.hor+0.2, 50, func(q float64) float64 {
		u := (q - x) / 0.75
		return y + 0.11*u*u*2 + 0.02*rough(q*5, 1, 2, key)*math.Abs(u) - 0.004
	}), graded(lit.lighter(0.08), s.pal.shadow(c, 0.2)))
	for range 16 {
		dx := between(r, -0.4, 0.4)
		s.fill(dab(x+dx, y+0.03+0.2*dx*dx+between(r, 0, 0.07), between(r, 0.05, 0.16), 0.008), flat(oneOf(r, lit.lighter(0.15), s.pal.shadow(c, 0.2))).faint(0.5))
	}
}

func (s *scene) building(r *rand.Rand, b subject, x, y, f float64) {
	const d = 0.2
	if s.near == "lake" {
		bank := s.pal.lit(s.grass(), 0.3)
		if s.b.sky("snow") || s.b.season == "winter" {
			bank = s.pal.lit(snowWhite, 0.3)
		}
		s.fill(dab(x, y+0.01, 0.66*f, 0.05), graded(bank.lighter(0.1), bank.darker(0.15)))
	}
	if b.name == "house" {
		c := houseColour(r)
		if b.colour != nil {
			c = *b.colour
		}
		s.house(r, x, y, 0.26*f, 0.16*f, c, d)
		return
	}
	size := map[string]float64{"lighthouse": 0.42, "ferriswheel": 0.44, "eiffel": 0.56, "castle": 0.42, "church": 0.34, "tower": 0.42, "windmill": 0.34, "turbine": 0.42,
		"pagoda": 0.42, "torii": 0.34, "pyramid": 0.56, "tent": 0.22, "factory": 0.34}[b.name]
	if y-size*f < 0.03 {
		f = (y - 0.03) / size
	}
	if slices.Contains([]string{"sea", "beach"}, s.near) && s.needsHeadland() {
		// A wide building stands back from the edge.
		sh := silhouettes()[b.name]
		room := size*f*sh.w/max(sh.w, sh.h)/2 + 0.07
		if gap := (x - s.headEdge()) * s.side; gap < room {
			x += (room - gap) * s.side
		}
	}
	s.stamp(b.name, x, y, size*f, s.side < 0, d, b.colour)
	switch b.name {
	case "lighthouse":
		s.beam(x, y-size*f*0.89)
	case "tent":
		if s.pal.lamps {
			s.glow(x, y-0.05*f, 0.16*f, s.pal.glowing(), 0.5)
		}
	case "factory":
		for i := range 9 {
			t := float64(i) / 8
			s.fill(tuft(r, x+s.side*-0.05+0.25*t*t, y-size*f*0.9-0.16*t, 0.022+0.06*t, 0.02+0.04*t, 0.15), flat(s.pal.haze.darker(0.2)).faint(0.7))
		}
	}
}

// beam is the light that a lighthouse throws when it is dark enough to see it.
func (s *scene) beam(x, y float64) {
	if s.pal.dark < 0.25 && !s.b.sky("fog") {
		return
	}
	a := 0.1 + 0.16*s.pal.dark
	c := mix(s.pal.glowing(), hex(0xffffff), 0.4)
	for k := range 3 {
		w := 0.05 + 0.05*float64(k)
		s.fill(poly(pt{x, y - 0.008}, pt{x - s.side*1.4, y - 0.12 - w}, pt{x - s.side*1.4, y - 0.12 + w*1.4}, pt{x, y + 0.008}), flat(c).faint(a).fine())
	}
	s.fill(poly(pt{x, y - 0.006}, pt{x + s.side*0.7, y - 0.02}, pt{x + s.side*0.7, y + 0.08}, pt{x, y + 0.006}), flat(c).faint(a*0.8).fine())
	s.glow(x, y, 0.11, c, 0.7)
	s.fill(disc(x, y, 0.012), flat(hex(0xfffbe6)))
}

// village is a heap of small houses around a steeple.
func (s *scene) village(r *rand.Rand) {
	base := s.hor + 0.03
	mid := s.w * (0.5 + 0.16*s.side)
	if s.near == "sea" || s.near == "beach" {
		base, mid = s.headTop()+0.02, s.headEdge()+s.side*s.w*0.25
	}
	s.stamp("church", mid, base-0.03, 0.24, s.side < 0, 0.4, nil)
	for row := range 3 {
		for i := range 7 - row {
			x := mid + (float64(i)-3+0.5*float64(row))*0.085 + between(r, -0.02, 0.02)
			w := between(r, 0.07, 0.1)
			s.house(r, x, base+0.026*float64(row), w, w*between(r, 0.6, 0.9), houseColour(r), 0.4-0.12*float64(row))
		}
	}
}

// paintSkyline is a city from afar: three rows of towers, windows lit at dusk.
func (s *scene) paintSkyline() {
	r := s.dice("skyline")
	lead := s.b.subjects[0].name == "skyline"
	tall := 0.24
	if lead {
		tall = 0.4
	}
	tall = min(tall, s.hor*0.8)
	for row := range 3 {
		d := 0.8 - 0.28*float64(row)
		base := mix(hex(0x6f7888), hex(0x8d7f7c), r.Float64()*0.6)
		c := mix(s.pal.lit(base, d), s.pal.shadow(base, d), 0.3)
		if s.pal.dark > 0.5 {
			c = mix(s.pal.shadow(base, d).darker(0.2), s.pal.sky[4], 0.35*d)
		}
		for x := -0.05; x < s.w+0.05; {
			w := between(r, 0.05, 0.12)
			u := (x+w/2)/s.w - 0.5 - 0.12*s.side
			h := tall * (1 - 0.22*float64(row)) * between(r, 0.45, 1) * (1 - 1.1*u*u)
			s.skyscraper(r, x, s.hor+0.01, w, h, c, d, row)
			x += w * between(r, 0.95, 1.3)
		}
	}
}

func (s *scene) skyscraper(r *rand.Rand, x, y, w, h float64, c rgb, depth float64, row int) {
	s.fill(rect(x, y-h, w, h+0.02), graded(c, mix(c, s.pal.haze, 0.35)))
	s.fill(rect(x+w*0.66, y-h, w*0.34, h+0.02), graded(c.darker(0.2), mix(c, s.pal.haze, 0.25)))
	switch r.IntN(5) {
	case 0:
		s.fill(rect(x+w*0.3, y-h*1.12, w*0.4, h*0.13), flat(c))
		s.fill(rect(x+w*0.48, y-h*1.3, w*0.05, h*0.2), flat(c))
	case 1:
		s.fill(poly(pt{x, y - h + 0.001}, pt{x + w, y - h + 0.001}, pt{x + w, y - h - w*0.5}), flat(c))
	case 2:
		s.fill(poly(pt{x + w*0.1, y - h + 0.001}, pt{x + w*0.9, y - h + 0.001}, pt{x + w*0.5, y - h - w}), flat(c))
	}
	lit := s.pal.lamps || s.b.medium == "neon"
	for wy := y - h + 0.016; wy < y-0.015; wy += 0.021 {
		for k := range max(2, int(w/0.018)) {
			on := r.Float64()
			wx := x + w*(float64(k)+0.25)/float64(max(2, int(w/0.018)))
			switch {
			case lit && on < 0.42:
				s.fill(rect(wx, wy, 0.0075, 0.01), flat(mix(oneOf(r, s.pal.glowing(), hex(0xffc46b), hex(0xfff0c8)), s.pal.haze, depth*0.5)).mark().fine())
			case !lit && on < 0.6 && row > 0:
				s.fill(rect(wx, wy, 0.0075, 0.01), flat(mix(c.darker(0.22), s.pal.haze, depth*0.3)).mark().fine())
			}
		}
	}
}
