package sketch

import (
	"math"
)

// skyAt is the colour of the sky at a height, 0 at the top, 1 at the horizon.
func (s *scene) skyAt(t float64) rgb {
	t = clamp01(t) * 4
	k := min(int(t), 3)
	return mix(s.pal.sky[k], s.pal.sky[k+1], t-float64(k))
}

// paintSky lays the sky from the zenith to the horizon, then what shines in it.
func (s *scene) paintSky() {
	end := s.hor + 0.05
	for i := range 12 {
		y := end * float64(i) / 12
		k := graded(s.skyAt(float64(i)/12), s.skyAt(float64(i+1)/12)).fine().mark()
		s.fill(rect(-0.1, y, s.w+0.2, end/12+0.01), k)
	}
	r := s.dice("sky")
	for range 34 {
		y := r.Float64() * end
		t := y/end + between(r, -0.14, 0.14)
		p := dab(r.Float64()*s.w, y, between(r, 0.4, 1.3), between(r, 0.02, 0.06))
		s.fill(p, flat(s.skyAt(t)).faint(0.5))
	}
	s.paintHeavens()
}

// paintHeavens paints sun, moon, stars and what else stands far out.
func (s *scene) paintHeavens() {
	b := s.b
	starry := s.pal.dark > 0.8 && !b.sky("overcast") && !b.sky("storm") && !b.sky("rain") && !b.sky("fog") && !b.sky("snow")
	if (starry || b.has("stars", "milkyway")) && !b.bans("stars") && !b.bans("star") {
		s.paintStars()
	}
	if b.has("milkyway") {
		s.paintMilkyWay()
	}
	if b.has("aurora") {
		s.paintAurora()
	}
	dim := b.sky("storm") || b.sky("overcast") || b.sky("rain") || b.sky("fog") && !b.warm() || b.sky("snow")
	if b.trait("bloodmoon") {
		s.pal.disc = hex(0xc8583c)
	}
	switch {
	case b.trait("eclipse"):
		s.paintEclipse()
	case s.pal.dark > 0.75 || b.has("moon") && !b.has("sun"):
		if s.near == "moonscape" && !b.has("moon") {
			break
		}
		if !b.bans("moon") && (!dim || b.has("moon")) && !b.has("aurora", "milkyway", "fireworks") || b.has("moon") {
			s.paintMoon()
		}
	case b.time == "dusk":
	case !b.bans("sun") && (!dim || b.has("sun")) && s.b.time != "":
		s.paintSun()
	case b.has("sun"):
		s.paintSun()
	case !dim:
		s.glow(s.sun.x, s.sun.y, 0.8, s.pal.disc, 0.3)
	}
	if b.has("comet") {
		s.paintComet()
	}
	if b.has("planet") {
		s.paintPlanet(s.w*(0.5+0.22*s.side), s.hor*0.35, 0.16)
	}
	if b.has("fireworks") {
		s.paintFireworks()
	}
}

func (s *scene) paintSun() {
	r := 0.055
	if s.b.time == "sunset" || s.b.time == "dawn" || s.b.time == "golden" {
		r = 0.085
	}
	if sun, ok := s.b.find("sun"); ok && sun.is("huge") {
		r = 0.19
	}
	x, y := s.sun.x, s.sun.y
	s.glow(x, y, 0.95, mix(s.pal.disc, s.pal.sky[4], 0.6), 0.6)
	s.glow(x, y, r*3.6, s.pal.disc, 0.55)
	s.fill(disc(x, y, r*1.5), flat(mix(s.pal.disc, s.pal.sky[4], 0.45)).faint(0.45))
	s.fill(disc(x, y, r), flat(s.pal.disc))
}

// paintEclipse is the moon before the sun: a dark disc in a ring of light.
func (s *scene) paintEclipse() {
	x, y, r := s.sun.x, min(s.sun.y, s.hor*0.5), 0.12
	s.glow(x, y, r*4.5, hex(0xdfe4ff), 0.6)
	for i := range 18 {
		a := float64(i) * 2 * math.Pi / 18
		l := r * (1.5 + 0.5*noise(float64(i)*1.7, 3, 11))
		s.fill(limb(joint{x + r*math.Cos(a), y + r*math.Sin(a), 0.03}, joint{x + l*math.Cos(a), y + l*math.Sin(a), 0.004}), flat(hex(0xfff4dc)).faint(0.4))
	}
	s.fill(disc(x, y, r*1.06), flat(hex(0xfff6e0)).fine())
	s.fill(disc(x, y, r), flat(s.pal.sky[0].darker(0.75)).fine())
	s.fill(disc(x+r*0.78, y-r*0.68, r*0.08), flat(hex(0xffffff)).fine())
}

func (s *scene) paintMoon() {
	r := 0.06
	moon, asked := s.b.find("moon")
	if asked && (moon.is("huge") || s.b.subjects[0].name == "moon") {
		r = 0.13
	}
	x, y := s.sun.x, min(s.sun.y, s.hor*0.5)
	if s.b.trait("moonback") {
		x, y, r = s.w/2, s.hor-0.17, 0.27
	}
	s.sun = pt{x, y}
	sky := s.skyAt(y / s.hor)
	s.glow(x, y, 0.7, mix(s.pal.sky[4], s.pal.disc, 0.4), 0.45)
	s.glow(x, y, r*2.6, s.pal.disc, 0.35)
	if s.b.trait("crescent") {
		s.fill(crescent(x, y, r), flat(s.pal.disc))
		return
	}
	if n := moon.number(2); asked && n > 1 {
		for i := range min(n, 4) - 1 {
			dx, f := (0.2+0.14*float64(i))*-s.side, 0.55-0.12*float64(i)
			s.glow(x+dx, y+0.06, r*f*2.2, s.pal.disc, 0.3)
			s.fill(disc(x+dx, y+0.06, r*f), flat(mix(s.pal.disc, hex(0xd99a7a), 0.35)))
			s.fill(phase(x+dx, y+0.06, r*f, -s.side, 0.3), flat(sky).faint(0.35))
		}
	}
	s.fill(disc(x, y, r), flat(s.pal.disc))
	spots := mix(s.pal.disc, sky, 0.2)
	for _, m := range []joint{{-0.3, -0.25, 0.32}, {0.25, -0.1, 0.22}, {0.0, 0.35, 0.26}, {-0.45, 0.3, 0.14}} {
		s.fill(ellipse(x+m.x*r, y+m.y*r, m.w*r, m.w*r*0.8), flat(spots).faint(0.6))
	}
}

func crescent(x, y, r float64) path {
	var out []pt
	for i := range 25 {
		a := -math.Pi*0.62 + math.Pi*1.24*float64(i)/24
		out = append(out, pt{x + r*math.Cos(a+0.4), y + r*math.Sin(a+0.4)})
	}
	tip, end := out[24], out[0]
	mid := toward(tip, end, 0.5)
	bulge := mid.plus(pt{x, y}.minus(mid).by(-0.9))
	for i := 1; i < 20; i++ {
		t := float64(i) / 20
		a, c := toward(tip, bulge, t), toward(bulge, end, t)
		out = append(out, toward(a, c, t))
	}
	return path{out}
}

func (s *scene) paintStars() {
	r := s.dice("stars")
	n := 110
	if s.b.has("stars", "milkyway") {
		n = 240
	}
	for range n {
		x, y := r.Float64()*s.w, math.Pow(r.Float64(), 1.3)*s.hor*0.95
		size := 0.0011 + math.Pow(r.Float64(), 5)*0.0038
		s.fill(disc(x, y, size), flat(mix(hex(0xfff6dd), hex(0xcfe0ff), r.Float64())).faint(between(r, 0.45, 1)).fine())
	}
}

func (s *scene) paintMilkyWay() {
	r := s.dice("milky way")
	tilt := between(r, 0.5, 0.9) * -s.side
	for i := range 240 {
		t := r.Float64()*1.5 - 0.25
		off := (r.Float64() + r.Float64() + r.Float64() - 1.5) * 0.16
		x, y := s.w*t, s.hor*0.5+(t-0.5)*tilt*s.hor+off
		c := oneOf(r, hex(0x8fa3d8), hex(0xb9a8da), hex(0xe7d4d8), hex(0x6f8ad0))
		if i < 90 {
			s.glow(x, y, between(r, 0.05, 0.14), c, 0.1)
		} else if y < s.hor {
			s.fill(disc(x, y, between(r, 0.0009, 0.0024)), flat(hex(0xfff6e6)).faint(0.9).fine())
		}
	}
}

func (s *scene) paintComet() {
	x, y := s.w*(0.5-0.2*s.side), s.hor*0.3
	tail := limb(joint{x, y, 0.02}, joint{x + 0.2*s.side, y - 0.08, 0.05}, joint{x + 0.45*s.side, y - 0.2, 0.1})
	s.fill(tail, flat(hex(0xdcecff)).faint(0.28))
	s.glow(x, y, 0.08, hex(0xffffff), 0.9)
	s.fill(disc(x, y, 0.012), flat(hex(0xffffff)))
}

func (s *scene) paintRainbow() {
	if !s.b.has("rainbow") {
		return
	}
	s.rainbow()
}

// rainbow is the arc itself.
func (s *scene) rainbow() {
	cx, cy, r := s.w*(0.5+0.12*s.side), s.hor+0.06, min(s.w, s.h)*0.46
	for i, c := range []uint32{0xd9605a, 0xe99a54, 0xf0d866, 0x83c07c, 0x5b9fd0, 0x8b78b8} {
		r0 := r - float64(i)*0.017
		var out, in []pt
		for k := range 41 {
			a := math.Pi + math.Pi*float64(k)/40
			out = append(out, pt{cx + r0*math.Cos(a), cy + r0*math.Sin(a)})
			in = append([]pt{{cx + (r0-0.018)*math.Cos(a), cy + (r0-0.018)*math.Sin(a)}}, in...)
		}
		s.fill(path{append(out, in...)}, flat(hex(c)).faint(0.62))
	}
}

// paintFireworks opens a few bursts: trails that droop from a bright heart, and
// sparks at their ends.
func (s *scene) paintFireworks() {
	r := s.dice("fireworks")
	white := hex(0xffffff)
	n := 5 + int(2*math.Max(s.w-1, 0))
	for i := range n {
		x, y, size := s.w*(float64(i)+between(r, 0.25, 0.75))/float64(n), s.hor*between(r, 0.16, 0.55), between(r, 0.1, 0.21)
		c := oneOf(r, hex(0xff6b6b), hex(0xffc94f), hex(0x7fd0ff), hex(0xf08ad8), hex(0xa8ee8a))
		s.glow(x, y, size*1.7, c, 0.38)
		s.fill(limb(joint{x + 0.02*s.side, s.hor, 0.001}, joint{x + 0.008*s.side, (y + s.hor) / 2, 0.002}, joint{x, y, 0.003}), flat(c).faint(0.25).fine())
		trails, tips := path{}, path{}
		rays := 22 + r.IntN(10)
		for ring := range 3 {
			reach := size * (1 - 0.3*float64(ring))
			for k := range rays {
				a := 2*math.Pi*(float64(k)+0.33*float64(ring))/float64(rays) + between(r, -0.05, 0.05)
				d := reach * between(r, 0.82, 1.06)
				at := func(t float64) pt {
					return pt{x + d*t*math.Cos(a), y + d*t*math.Sin(a) + size*0.32*t*t}
				}
				p, q, o := at(0.35), at(0.7), at(1)
				trails = trails.and(limb(joint{p.x, p.y, 0.0008}, joint{q.x, q.y, 0.0022}, joint{o.x, o.y, 0.003}))
				tips = tips.and(disc(o.x, o.y, between(r, 0.0024, 0.0044)))
			}
		}
		s.fill(trails, flat(c).faint(0.75).fine())
		s.fill(tips, flat(mix(c, white, 0.55)).mark().fine())
		s.glow(x, y, size*0.3, white, 0.5)
	}
}

// paintPlanet paints a banded ball, with rings where it is Saturn's like.
func (s *scene) paintPlanet(x, y, r float64) {
	dice := s.dice("planet")
	base := oneOf(dice, hex(0xd9955f), hex(0xc9746a), hex(0x6f9fc4), hex(0xa98fc9), hex(0xd8b978))
	if p, ok := s.b.find("planet"); ok && p.colour != nil {
		base = *p.colour
	}
	ringed := s.b.trait("ringed") || dice.Float64() < 0.55
	earth := s.b.trait("earth")
	if earth {
		base, ringed = hex(0x4f8cc0), false
	}
	s.glow(x, y, r*1.7, base, 0.25)
	ring := func(front bool) {
		if !ringed {
			return
		}
		for k := range 3 {
			var arc []joint
			rr := r * (1.45 + 0.22*float64(k))
			for i := range 25 {
				a := math.Pi * float64(i) / 24
				if !front {
					a += math.Pi
				}
				q := pt{rr * math.Cos(a), rr * 0.26 * math.Sin(a)}.turned(-0.32)
				arc = append(arc, joint{x + q.x, y + q.y, r * (0.12 - 0.03*float64(k))})
			}
			s.fill(limb(arc...), flat(mix(base.lighter(0.45), hex(0xe8d6b8), 0.3*float64(k))))
		}
	}
	ring(false)
	s.fill(disc(x, y, r), flat(base))
	for i := range 5 {
		yy := -0.7 + 0.34*float64(i) + between(dice, -0.05, 0.05)
		w := math.Sqrt(1-yy*yy) * r
		s.fill(dab(x, y+yy*r, 1.9*w, r*between(dice, 0.1, 0.2)), flat(mix(base, oneOf(dice, hex(0xfff0d8), hex(0x6b3c3a)), 0.35)).faint(0.7))
	}
	if earth {
		for range 5 {
			dx, dy := between(dice, -0.5, 0.5)*r, between(dice, -0.5, 0.5)*r
			s.fill(tuft(dice, x+dx, y+dy, r*between(dice, 0.15, 0.32), r*between(dice, 0.12, 0.25), 0.3), flat(hex(0x6f9a5c)).mark())
		}
	}
	for _, inner := range []float64{0.2, 0.5} {
		s.fill(phase(x, y, r, s.side, inner), flat(hex(0x0b1028)).faint(0.34))
	}
	ring(true)
}

// phase is the dark side of a ball, on the right for 1 and on the left for -1.
func phase(x, y, r, side, inner float64) path {
	var out []pt
	for i := range 25 {
		a := -math.Pi/2 + math.Pi*float64(i)/24
		out = append(out, pt{x + side*r*math.Cos(a), y + r*math.Sin(a)})
	}
	for i := range 25 {
		a := math.Pi/2 - math.Pi*float64(i)/24
		out = append(out, pt{x + side*r*inner*math.Cos(a), y + r*math.Sin(a)})
	}
	return path{out}
}
