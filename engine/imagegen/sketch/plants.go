package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// paintForest is a wood seen from within its edge: pale trunks far away, dark
// ones near, light between them.
func (s *scene) paintForest(r *rand.Rand) {
	conifers := s.b.has("pine", "mountain") || s.b.sky("snow") || s.b.season == "winter" || s.b.has("wolf", "bear") || r.Float64() < 0.45
	if s.b.season == "autumn" && !s.b.has("pine") || s.b.trait("blossom") || s.b.trait("bare") {
		conifers = false
	}
	floor := mix(s.grass(), leafGreen, 0.5)
	if s.b.sky("snow") || s.b.season == "winter" {
		floor = snowWhite
	}
	if s.b.season == "autumn" {
		floor = hex(0xb0793c)
	}
	green := s.leaves()
	s.treeLine(r, s.hor+0.02, min(s.hor*0.9, 0.5), 0.85)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(floor, 0.6), s.pal.shadow(floor, 0)))
	for row := range 3 {
		d := 0.75 - 0.25*float64(row)
		base := s.hor + (s.h-s.hor)*(0.06+0.14*float64(row))
		for x := between(r, -0.1, 0.05); x < s.w+0.1; x += between(r, 0.1, 0.2) * (1 + 0.5*float64(row)) {
			// The middle stays open, for the light and for the subject.
			if gap := x/s.w - 0.5 + 0.1*s.side; row > 0 && gap > -0.16 && gap < 0.16 {
				continue
			}
			h := (0.55 + 0.22*float64(row)) * between(r, 0.8, 1.15)
			if conifers {
				s.pine(r, x, base, h, d)
			} else {
				s.tree(r, x, base, h, green, d)
			}
		}
		lit := s.pal.lit(floor, d*0.7)
		s.fill(band(-0.1, s.w+0.1, s.h+0.1, 50, ridge(r, base+0.02, 0.03, 0.5, 2)), graded(lit, mix(lit, s.pal.shadow(floor, 0), 0.4)))
		for range 12 {
			c := oneOf(r, lit.lighter(0.18), s.pal.shadow(floor, d))
			s.fill(dab(r.Float64()*s.w, base+between(r, 0.03, 0.16), between(r, 0.08, 0.3), 0.012), flat(c).faint(0.5))
		}
	}
	if s.pal.dark < 0.7 && !s.b.sky("rain") && !s.b.sky("storm") {
		for range 5 {
			x := s.sun.x + between(r, -0.3, 0.3)
			s.fill(poly(pt{x, -0.1}, pt{x + 0.07, -0.1}, pt{x + 0.07 - s.side*-0.3, s.h * 0.85}, pt{x - 0.05 + s.side*0.3, s.h * 0.85}), flat(s.pal.disc).faint(0.07))
		}
	}
	s.top = s.hor + (s.h-s.hor)*0.4
}

// tree is a trunk with a crown of three tones.
func (s *scene) tree(r *rand.Rand, x, y, h float64, green rgb, depth float64) {
	trunk := hex(0x6b5444)
	if s.b.trait("birch") {
		trunk = hex(0xd9d5cc)
	}
	w := h * 0.07
	lean := between(r, -0.04, 0.04) * h
	s.fill(limb(joint{x, y + 0.01, w * 1.5}, joint{x + lean*0.4, y - h*0.25, w * 0.9}, joint{x + lean, y - h*0.7, w * 0.4}), flat(s.pal.lit(trunk, depth)))
	fork := func(dx, f float64) {
		s.fill(limb(joint{x + lean*0.5, y - h*0.32, w * 0.6}, joint{x + lean + dx*0.6, y - h*f, w * 0.3}, joint{x + lean + dx, y - h*(f+0.15), w * 0.12}), flat(s.pal.lit(trunk, depth)))
	}
	fork(-h*0.2, 0.5)
	fork(h*0.22, 0.48)
	if s.b.trait("bare") || s.b.season == "winter" {
		s.twigs(r, x+lean, y-h*0.45, h*0.42, s.pal.lit(trunk, depth))
		return
	}
	if s.b.trait("blossom") {
		green = hex(0xeab3c0)
	}
	cx, cy := x+lean, y-h*0.66
	dir := 1.0
	if s.sun.x < x {
		dir = -1
	}
	key := r.Uint64()
	crown := func(dx, dy, f float64, c rgb) {
		dice := rand.New(rand.NewPCG(key, 7))
		p := path{}
		for range 7 {
			p = p.and(tuft(dice, cx+dx+between(dice, -0.24, 0.24)*h, cy+dy+between(dice, -0.2, 0.16)*h, h*0.17*f, h*0.15*f, 0.16))
		}
		s.fill(p, flat(c))
	}
	crown(0, 0, 1.15, s.pal.shadow(green, depth))
	crown(dir*0.02*h, -0.03*h, 0.95, mix(s.pal.lit(green, depth), s.pal.shadow(green, depth), 0.25))
	crown(dir*0.05*h, -0.06*h, 0.62, s.pal.lit(green.lighter(0.14), depth))
	for range 12 {
		s.fill(tuft(r, cx+between(r, -0.36, 0.36)*h, cy+between(r, -0.3, 0.24)*h, h*0.022, h*0.018, 0.3), flat(oneOf(r, s.pal.lit(green.lighter(0.2), depth), s.pal.shadow(green, depth))).mark())
	}
}

// twigs is a bare crown: branches that fork until they are thin.
func (s *scene) twigs(r *rand.Rand, x, y, size float64, c rgb) {
	p := path{}
	var fork func(from pt, angle, length, width float64, depth int)
	fork = func(from pt, angle, length, width float64, depth int) {
		bend := angle + between(r, -0.25, 0.25)
		mid := from.plus(pt{math.Sin(angle), -math.Cos(angle)}.by(length * 0.5))
		to := mid.plus(pt{math.Sin(bend), -math.Cos(bend)}.by(length * 0.5))
		p = p.and(limb(joint{from.x, from.y, width}, joint{mid.x, mid.y, width * 0.8}, joint{to.x, to.y, width * 0.6}))
		if depth == 0 {
			return
		}
		for _, turn := range []float64{-0.5, 0.45} {
			fork(to, bend+turn+between(r, -0.2, 0.2), length*between(r, 0.6, 0.85), width*0.6, depth-1)
		}
	}
	for _, a := range []float64{-0.9, -0.25, 0.3, 0.95} {
		fork(pt{x, y + size*0.2}, a, size*between(r, 0.4, 0.6), size*0.07, 3)
	}
	s.fill(p, flat(c))
}

// pine is a conifer: tiers of ragged skirts, snow on them in winter.
func (s *scene) pine(r *rand.Rand, x, y, h, depth float64) {
	snowy := (s.b.sky("snow") || s.b.season == "winter") && !s.b.bans("snow")
	lit, dark := s.pal.lit(pineGreen.lighter(0.06), depth), s.pal.shadow(pineGreen, depth)
	s.fill(rect(x-h*0.022, y-h*0.16, h*0.044, h*0.17), flat(s.pal.lit(hex(0x5f4a3d), depth)))
	const tiers = 6
	for i := range tiers {
		t := float64(i) / tiers
		base, w := y-h*(0.09+0.83*t), h*0.25*(1-t*0.86)
		tip := base - h*0.27
		if i == tiers-1 {
			tip = y - h
		}
		skirt := []pt{{x, tip}}
		for k := range 7 {
			u := float64(k)/6*2 - 1
			drop := 0.0
			if k%2 == 0 {
				drop = h * 0.026
			}
			skirt = append(skirt, pt{x - u*w*between(r, 0.92, 1.08), base + drop - h*0.04*(u*u)})
		}
		s.fill(path{skirt}, graded(lit, dark))
		if snowy {
			for _, u := range []float64{-0.55, 0.1, 0.6} {
				s.fill(dab(x+u*w*0.8, base-h*0.045*(1.4-u*u), w*0.62, h*0.026), flat(s.pal.lit(snowWhite, depth)).mark())
			}
		}
	}
}

// palm is a leaning trunk with fronds.
func (s *scene) palm(r *rand.Rand, x, y, h, depth, lean float64) {
	trunk := s.pal.lit(hex(0x806049), depth)
	top := pt{x + lean*h, y - h*0.86}
	s.fill(limb(joint{x, y, h * 0.05}, joint{x + lean*h*0.3, y - h*0.45, h * 0.034}, joint{top.x, top.y, h * 0.026}), graded(trunk, trunk.darker(0.25)))
	lit, dark := s.pal.lit(hex(0x4f8a4e), depth), s.pal.shadow(hex(0x3f7048), depth)
	for i := range 9 {
		a := -0.35 + 3.85*float64(i)/8 + between(r, -0.12, 0.12)
		l := h * between(r, 0.34, 0.46)
		dir := pt{1, 0}.turned(-a)
		mid := top.plus(dir.by(l * 0.55)).plus(pt{0, -h * 0.05})
		end := top.plus(dir.by(l)).plus(pt{0, h * 0.16})
		c := lit
		if i%2 == 0 {
			c = dark
		}
		frond := []pt{top}
		for k := 1; k <= 8; k++ {
			t := float64(k) / 8
			q := toward(toward(top, mid, t), toward(mid, end, t), t)
			frond = append(frond, q.plus(pt{0, -h * 0.014}))
		}
		for k := 8; k >= 1; k-- {
			t := float64(k) / 8
			q := toward(toward(top, mid, t), toward(mid, end, t), t)
			notch := h * 0.06
			if k%2 == 0 {
				notch = h * 0.022
			}
			frond = append(frond, q.plus(pt{0, notch * (1.15 - t*0.7)}))
		}
		s.fill(path{frond}, flat(c))
	}
	s.fill(disc(top.x-h*0.015, top.y+h*0.02, h*0.017).and(disc(top.x+h*0.02, top.y+h*0.025, h*0.017)), flat(s.pal.shadow(hex(0x7a5636), depth)))
}

// paintPlants sets the trees and flowers that were asked for.
func (s *scene) paintPlants() {
	r := s.dice("plants")
	if slices.Contains([]string{"forest"}, s.near) {
		s.paintBlooms()
		return
	}
	for _, p := range s.b.in("plant") {
		lead := s.b.subjects[0].name == p.name
		n := p.number(4)
		for i := range min(n, 14) {
			x, y, f := s.plantSpot(r, i, n, lead && n == 1)
			d := clamp01((1 - f) * 0.6)
			switch p.name {
			case "pine":
				s.pine(r, x, y, 0.46*f, d)
			case "palm":
				s.palm(r, x, y, 0.58*f, d, between(r, 0.08, 0.3)*-sign(x-s.w/2))
			case "cactus":
				s.stamp("cactus", x, y, 0.3*f, false, d, p.colour)
			case "bush":
				s.bush(r, x, y, 0.14*f, d)
			default:
				s.tree(r, x, y, 0.52*f, s.leaves(), d)
			}
		}
	}
	s.paintBlooms()
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// plantSpot finds a place for a plant: the first at the side that frames the
// picture, the others further away.
func (s *scene) plantSpot(r *rand.Rand, i, n int, lead bool) (x, y, f float64) {
	if lead {
		return s.w * (0.5 + 0.12*s.side), s.top + (s.h-s.top)*0.45, 1.25 * s.zoom
	}
	t := 0.75 - 0.6*float64(i)/float64(max(n, 1))
	if i < 2 {
		x = s.w * (0.5 + s.side*(0.38-0.76*float64(i)*0.95)*between(r, 0.9, 1.1))
	} else {
		x = s.w * between(r, 0.05, 0.95)
	}
	y = s.top + (s.h-s.top)*(0.12+t*0.6)
	return x, y, 0.45 + 0.65*t
}

func (s *scene) bush(r *rand.Rand, x, y, size, depth float64) {
	green := s.leaves()
	for k, c := range []rgb{s.pal.shadow(green, depth), s.pal.lit(green, depth), s.pal.lit(green.lighter(0.18), depth)} {
		p := path{}
		for range 5 {
			p = p.and(tuft(r, x+between(r, -0.8, 0.8)*size, y-size*(0.35+0.12*float64(k)), size*(0.5-0.12*float64(k)), size*(0.42-0.1*float64(k)), 0.2))
		}
		s.fill(p, flat(c))
	}
}

// paintBlooms sets flowers, reeds and mushrooms in the foreground.
func (s *scene) paintBlooms() {
	if len(s.b.in("bloom")) == 0 && (s.b.season == "winter" || s.b.sky("snow")) {
		return
	}
	r := s.dice("blooms")
	if s.near == "garden" {
		for range 9 {
			s.bush(r, r.Float64()*s.w, s.top+(s.h-s.top)*between(r, 0.05, 0.5), between(r, 0.05, 0.12), 0.2)
		}
	}
	list := s.b.in("bloom")
	if s.near == "garden" && !s.b.has("flower") && !s.b.bans("flower") {
		list = append(list, subject{meaning: meaning{name: "flower", kind: isThing}, plural: true})
	}
	for _, f := range list {
		lead := s.b.subjects[0].name == f.name
		n := f.number(26)
		for i := range min(n, 40) {
			t := (float64(i) + 0.5) / float64(n)
			x, y := r.Float64()*s.w, s.h*(0.8+0.22*t)
			size := 0.05 + 0.1*t
			if n <= 5 {
				x, y = s.w*(float64(i)+0.5+0.1*s.side)/float64(n), s.h*0.99
				size = 0.2
				if lead {
					size = 0.4 * s.zoom
				}
			}
			switch f.name {
			case "mushroom":
				s.stamp("mushroom", x, y-0.02, size*1.2, false, 0, f.colour)
			case "reed":
				s.reed(r, x, y, size*2)
			default:
				s.flower(r, x, y, size, f.colour)
			}
		}
	}
	if s.near == "lake" && len(list) == 0 || s.near == "swamp" {
		for range 16 {
			s.reed(r, s.w*(0.5+0.5*s.side*between(r, 0.55, 1)), s.h*between(r, 0.95, 1.04), between(r, 0.1, 0.24))
		}
	}
}

func (s *scene) reed(r *rand.Rand, x, y, h float64) {
	c := s.pal.lit(hex(0x6f7d4a), 0)
	lean := between(r, -0.05, 0.08)
	s.fill(limb(joint{x, y, 0.006}, joint{x + lean*0.3, y - h*0.6, 0.005}, joint{x + lean, y - h, 0.002}), flat(c))
	if r.Float64() < 0.5 {
		s.fill(limb(joint{x + lean*0.6, y - h*0.78, 0.013}, joint{x + lean*0.9, y - h*0.95, 0.012}), flat(s.pal.lit(hex(0x6b4a35), 0)))
	}
}

// flower is a stem with leaves and a head of petals.
func (s *scene) flower(r *rand.Rand, x, y, size float64, own *rgb) {
	c := oneOf(r, hex(0xd9483f), hex(0xeab8c6), hex(0xf3cf4e), hex(0xf2efe6), hex(0x8a6fc0))
	heart := hex(0x4a3a2c)
	switch {
	case own != nil:
		c = *own
	case s.b.trait("sunflower"):
		c = hex(0xf0b92c)
	case s.b.trait("poppy"):
		c = hex(0xd43d2c)
	}
	if c.luma() < 0.6 && c.r < 0.7 {
		heart = hex(0xf0cf6a)
	}
	green := s.pal.lit(hex(0x557a42), 0)
	lean := between(r, -0.2, 0.2) * size
	hx, hy := x+lean, y-size
	s.fill(limb(joint{x, y + 0.02, size * 0.045}, joint{x + lean*0.2, y - size*0.5, size * 0.035}, joint{hx, hy, size * 0.03}), flat(green))
	s.fill(blob(pt{x, y - size*0.15}, pt{x + size*0.2, y - size*0.42}, pt{x + size*0.08, y - size*0.18}), flat(green.darker(0.2)))
	n := 7
	for pass := range 2 {
		col := s.pal.lit(c, 0)
		f := 1.0
		if pass == 0 {
			col, f = s.pal.shadow(c, 0), 1.12
		}
		p := path{}
		for i := range n {
			petal := ellipse(0, -size*0.155*f, size*0.09*f, size*0.15*f).moved(0, 0, 1, 1, 6.2832*(float64(i)+0.5*float64(pass))/float64(n))
			p = p.and(petal.moved(hx, hy, 1, 0.8, 0))
		}
		s.fill(p, flat(col))
	}
	s.fill(ellipse(hx, hy, size*0.085, size*0.07), flat(s.pal.lit(heart, 0)))
}
