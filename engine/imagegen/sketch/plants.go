package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// tree is a trunk with branches and a crown.
func (s *scene) tree(r *rand.Rand, x, y, h float64, green rgb, depth float64) {
	birch := s.b.trait("birch")
	bark := hex(0x6b5444)
	w := h * 0.06
	if birch {
		bark, w = birchBark, h*0.036
	}
	lean := between(r, -0.05, 0.05) * h
	lit := s.pal.lit(bark, depth)
	ink := graded(lit, mix(lit, s.pal.shadow(bark, depth), 0.5))
	s.fill(limb(joint{x, y + 0.01, w * 1.5}, joint{x + lean*0.2, y - h*0.1, w * 0.95}, joint{x + lean*0.5, y - h*0.35, w * 0.75}, joint{x + lean, y - h*0.75, w * 0.3}), ink)
	for _, side := range []float64{-1, 1} {
		out := side * h * between(r, 0.16, 0.22)
		s.fill(limb(joint{x + lean*0.5, y - h*between(r, 0.3, 0.36), w * 0.5}, joint{x + lean*0.6 + out*0.55, y - h*0.48, w * 0.32}, joint{x + lean + out, y - h*0.66, w * 0.12}), ink)
	}
	if birch {
		s.birchMarks(r, x, y, h*0.6, w, depth)
	}
	if s.b.trait("bare") || s.b.season == "winter" {
		s.twigs(r, x+lean, y-h*0.45, h*0.42, lit)
		return
	}
	if s.b.trait("blossom") {
		green = hex(0xeab3c0)
	}
	s.foliage(r, pt{x + lean, y - h*0.66}, pt{h * 0.31, h * 0.29}, green, depth)
}

// foliage is a mass of leaves: clusters that catch the light on the side of the
// sun, and leaves that stand out from its outline.
func (s *scene) foliage(r *rand.Rand, mid, size pt, green rgb, depth float64) {
	dir := sign(s.sun.x - mid.x)
	shade, lit := s.pal.shadow(green, depth), s.pal.lit(green, depth)
	var clusters []pt
	mass := path{}
	for i := range 12 {
		a := 2*math.Pi*float64(i)/9 + between(r, -0.25, 0.25)
		d := between(r, 0.62, 0.8)
		if i >= 9 {
			d = between(r, 0.1, 0.35)
		}
		q := pt{mid.x + size.x*d*math.Cos(a), mid.y + size.y*d*math.Sin(a)*0.9}
		clusters = append(clusters, q)
		mass = mass.and(tuft(r, q.x, q.y, size.x*0.42, size.y*0.38, 0.14))
	}
	s.fill(mass.and(ellipse(mid.x, mid.y, size.x*0.6, size.y*0.6)), graded(mix(shade, lit, 0.25), shade))
	leaves := func(n int, c rgb, reach, drop float64) {
		p := path{}
		for range n {
			a, d := r.Float64()*2*math.Pi, math.Sqrt(r.Float64())*reach
			x, y := mid.x+size.x*(d*math.Cos(a)+0.12*dir), mid.y+size.y*(d*math.Sin(a)*0.95+drop)
			p = p.and(dab(x, y, size.x*between(r, 0.08, 0.15), size.y*between(r, 0.06, 0.1)))
		}
		s.fill(p, flat(c).mark())
	}
	leaves(26, shade, 1.16, 0)
	tops := path{}
	for _, q := range clusters {
		tops = tops.and(tuft(r, q.x+dir*size.x*0.09, q.y-size.y*0.12, size.x*0.3, size.y*0.24, 0.2))
	}
	s.fill(tops, graded(lit, mix(lit, shade, 0.65)).mark())
	leaves(30, mix(lit, shade, 0.4), 0.95, 0)
	lights := path{}
	for _, q := range clusters {
		if (q.x-mid.x)*dir > -size.x*0.25 && q.y < mid.y+size.y*0.25 {
			lights = lights.and(tuft(r, q.x+dir*size.x*0.15, q.y-size.y*0.2, size.x*0.17, size.y*0.12, 0.3))
		}
	}
	s.fill(lights, flat(s.pal.lit(green.lighter(0.16), depth)).mark())
	leaves(18, s.pal.lit(green.lighter(0.26), depth), 0.8, -0.2)
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
	away := sign(x - s.sun.x)
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
		half := []pt{{x, tip}, {x + away*w*0.12, base}}
		for _, q := range skirt[1:] {
			if (q.x-x)*away > w*0.1 {
				half = append(half, q)
			}
		}
		if away > 0 { // the skirt goes from the right to the left
			slices.Reverse(half[2:])
		}
		s.fill(path{half}, flat(dark.darker(0.12)).faint(0.45))
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
	if s.b.trait("fourseasons") && s.b.has("tree") {
		s.yearOfTree(r)
		return
	}
	over, covered := s.overhang()
	for _, p := range s.b.in("plant") {
		lead := s.b.subjects[0].name == p.name
		n := p.number(4)
		for i := range min(n, 14) {
			x, y, f := s.plantSpot(r, i, n, lead && n == 1)
			d := clamp01((1 - f) * 0.6)
			if covered && over.name == p.name {
				var h float64
				x, y, h = s.overhangSpot()
				f, d = h/0.52, 0
			}
			switch p.name {
			case "pine":
				s.pine(r, x, y, 0.46*f, d)
			case "palm":
				s.palm(r, x, y, 0.58*f, d, between(r, 0.08, 0.3)*-sign(x-s.w/2))
			case "cactus":
				s.stamp("cactus", x, y, 0.3*f, false, d, p.colour)
			case "treehouse":
				s.treehouse(r)
			case "bush":
				s.bush(r, x, y, 0.14*f, d)
			default:
				s.tree(r, x, y, 0.52*f, s.leaves(), d)
			}
		}
	}
	s.paintBlooms()
}

// treehouse is a cabin on a platform in the crown of a tree that is as high as
// the picture.
func (s *scene) treehouse(r *rand.Rand) {
	x, y, h := s.w*(0.5+0.06*s.side), s.h*0.93, min(s.h*0.95, 1.15)
	s.castShadow(x, y, h*0.3)
	s.tree(r, x, y, h, s.leaves(), 0)
	floor := y - h*0.42
	wood := s.pal.lit(hex(0x8a6244), 0)
	for _, dx := range []float64{-0.13, 0.13} {
		s.fill(line(pt{x, y - h*0.24}, pt{x + dx, floor}, 0.016), flat(wood.darker(0.3)))
	}
	s.fill(rect(x-0.19, floor, 0.38, 0.018), graded(wood.lighter(0.15), wood.darker(0.2)))
	s.spotlit(func() {
		s.dwelling(r, x, floor+0.004, 0.24, 0.11, cottage{wall: hex(0xa8744e), timber: true}, 0)
	})
	ladder := line(pt{x - 0.075, floor}, pt{x - 0.095, y}, 0.008).and(line(pt{x - 0.035, floor}, pt{x - 0.045, y}, 0.008))
	for t := 0.06; t < 1; t += 0.1 {
		yy := floor + (y-floor)*t
		ladder = ladder.and(line(pt{x - 0.075 - 0.02*t, yy}, pt{x - 0.035 - 0.01*t, yy}, 0.007))
	}
	s.fill(ladder, flat(wood))
	for range 6 {
		s.foliage(r, pt{x + between(r, -0.3, 0.3), floor + between(r, 0.03, 0.07)}, pt{0.06, 0.04}, s.leaves(), 0)
	}
}

// yearOfTree is one tree four times: in blossom, in leaf, in autumn and bare.
func (s *scene) yearOfTree(r *rand.Rand) {
	had := s.b
	defer func() { s.b = had }()
	for i, season := range []string{"spring", "summer", "autumn", "winter"} {
		b := *had
		b.season, b.traits = season, slices.Clone(had.traits)
		if season == "spring" {
			b.traits = append(b.traits, "blossom")
		}
		s.b = &b
		x := s.w * (float64(i) + 0.5) / 4
		h := min(0.43*s.w, s.h*0.6)
		y := s.top + (s.h-s.top)*0.42
		green := s.leaves()
		s.castShadow(x, y, h*0.4)
		s.fill(dab(x, y+0.008, h*0.62, 0.03), flat(s.pal.lit([]rgb{hex(0xe8b9c4), hex(0x6d9a4c), hex(0xc9822f), snowWhite}[i], 0)).faint(0.7))
		s.tree(r, x, y, h, green, 0.05)
	}
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
