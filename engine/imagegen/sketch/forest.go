package sketch

import (
	"math"
	"math/rand/v2"
)

var birchBark = hex(0xe4e0d6)

// paintForest is a wood seen from within: pale trunks far away, dark ones near,
// light between them, and a floor on which it falls.
func (s *scene) paintForest(r *rand.Rand) {
	if s.b.trait("jungle") {
		s.paintJungle(r)
		return
	}
	conifers := s.b.has("pine", "mountain") || s.b.sky("snow") || s.b.season == "winter" || s.b.has("wolf", "bear") || r.Float64() < 0.4
	if s.b.season == "autumn" && !s.b.has("pine") || s.b.trait("blossom") || s.b.trait("bare") || s.b.trait("birch") {
		conifers = false
	}
	floor := mix(s.grass(), leafGreen, 0.5)
	switch {
	case s.snowy():
		floor = snowWhite
	case s.b.season == "autumn":
		floor = hex(0xb0793c)
	}
	s.treeLine(r, s.hor+0.02, min(s.hor*0.9, 0.5), 0.9)
	s.glow(s.w*(0.5-0.1*s.side), s.hor-0.12, 0.55, mix(s.pal.sky[4], s.pal.disc, 0.5), 0.55-0.4*s.pal.dark)
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(s.pal.lit(floor, 0.7), s.pal.shadow(floor, 0)))
	for row := range 3 {
		d := 0.8 - 0.3*float64(row)
		base := s.hor + (s.h-s.hor)*(0.05+0.13*float64(row))
		if conifers {
			s.firs(r, row, base, d)
		} else {
			s.trunks(r, row, base, d)
		}
		s.forestFloor(r, floor, base, d)
	}
	s.lightShafts(r, floor)
	s.top = s.hor + (s.h-s.hor)*0.4
}

// open is true for the middle of a wood, which is left free for the light and
// for the subject.
func (s *scene) open(x float64, row int) bool {
	gap := x/s.w - 0.5 + 0.1*s.side
	return row > 0 && math.Abs(gap) < 0.1+0.05*float64(row)
}

func (s *scene) firs(r *rand.Rand, row int, base, depth float64) {
	for x := between(r, -0.1, 0.05); x < s.w+0.1; x += between(r, 0.09, 0.17) * (1 + 0.5*float64(row)) {
		if !s.open(x, row) {
			s.pine(r, x, base+between(r, -0.01, 0.02), (0.5+0.26*float64(row))*between(r, 0.75, 1.2), depth)
		}
	}
}

// trunks are a row of trees whose crowns close above the picture.
func (s *scene) trunks(r *rand.Rand, row int, base, depth float64) {
	birch := s.b.trait("birch")
	bark := hex(0x65503f)
	if birch {
		bark = birchBark
	}
	bare := s.b.trait("bare") || s.b.season == "winter"
	green := s.leaves()
	switch {
	case s.b.trait("blossom"):
		green = hex(0xeab3c0)
	case birch && s.b.season == "":
		green = hex(0x86a24e)
	}
	f := 1 + 1.1*float64(row)
	roof := s.hor * (0.62 - 0.22*float64(row))
	step := between(r, 0.06, 0.08) * f
	if birch {
		step *= 0.8
	}
	for x := between(r, -0.05, 0.02); x < s.w+0.08; x += step * between(r, 0.6, 1.5) {
		if s.open(x, row) {
			continue
		}
		w := 0.014 * f * between(r, 0.7, 1.35)
		if !birch {
			w *= 1.45
		}
		y, lean := base+between(r, -0.01, 0.03)*f, between(r, -0.03, 0.03)*f
		lit, dark := s.pal.lit(bark, depth), s.pal.shadow(bark, depth)
		s.fill(limb(joint{x, y, w * 1.5}, joint{x + lean*0.1, y - 0.06*f, w}, joint{x + lean*0.6, y - 0.3*f, w * 0.9}, joint{x + lean, min(roof-0.1, -0.05), w * 0.7}), flat(lit))
		// The side away from the light.
		off := sign(x-s.sun.x) * w * 0.28
		s.fill(limb(joint{x + off*1.4, y - 0.002, w * 0.7}, joint{x + lean*0.1 + off, y - 0.06*f, w * 0.42}, joint{x + lean*0.6 + off, y - 0.3*f, w * 0.36}, joint{x + lean + off, min(roof-0.1, -0.05), w * 0.28}), flat(mix(dark, lit, 0.2)).mark())
		for range 1 + r.IntN(2) {
			side, at := oneOf(r, -1.0, 1.0), between(r, 0.16, 0.42)*f
			s.fill(limb(joint{x + lean*0.5, y - at, w * 0.4}, joint{x + side*0.04*f, y - at - 0.05*f, w * 0.24}, joint{x + side*0.08*f, y - at - 0.13*f, w * 0.08}), flat(mix(lit, dark, 0.4)))
		}
		if birch {
			s.birchMarks(r, x, y, s.hor+0.1, w, depth)
		}
	}
	if !bare {
		s.canopy(r, row, roof, green, depth)
	}
}

// birchMarks are the dark scars on white bark.
func (s *scene) birchMarks(r *rand.Rand, x, y, h, w, depth float64) {
	p := path{}
	n := int(h / (w * 1.6))
	for i := range min(n, 24) {
		t := (float64(i) + r.Float64()) / float64(max(n, 1))
		p = p.and(dab(x+between(r, -0.3, 0.3)*w, y-0.02-t*h, w*between(r, 0.3, 0.8), w*between(r, 0.12, 0.3)))
	}
	s.fill(p, flat(s.pal.shadow(hex(0x3a3634), depth*0.8)).mark())
}

// canopy is the roof of leaves over one row of trunks, thin in the middle.
func (s *scene) canopy(r *rand.Rand, row int, low float64, green rgb, depth float64) {
	dark, lit := mix(s.pal.shadow(green, depth), s.pal.lit(green, depth), 0.35), s.pal.lit(green, depth)
	mass, lights := path{rect(-0.1, -0.2, s.w+0.2, 0.2+low*0.1)[0]}, path{}
	for range 34 {
		x := r.Float64()*(s.w+0.2) - 0.1
		edge := low * (0.55 + 0.75*math.Min(math.Abs(x/s.w-0.5+0.1*s.side)*2, 1))
		y := between(r, -0.05, edge)
		size := between(r, 0.05, 0.1) * (1 + 0.25*float64(row))
		mass = mass.and(tuft(r, x, y, size, size*0.75, 0.25))
		if y < edge*0.9 {
			lights = lights.and(tuft(r, x+0.2*size*sign(s.sun.x-x), y-0.2*size, size*0.5, size*0.35, 0.3))
		}
	}
	s.fill(mass, graded(dark.darker(0.12), dark))
	s.fill(lights, flat(mix(lit, dark, 0.3)).mark())
	for k := range 2 {
		p := path{}
		for range 110 {
			x := r.Float64() * s.w
			edge := low * (0.6 + 0.85*math.Min(math.Abs(x/s.w-0.5+0.1*s.side)*2, 1))
			p = p.and(dab(x, between(r, -0.02, edge), between(r, 0.012, 0.028), between(r, 0.007, 0.013)))
		}
		s.fill(p, flat([]rgb{dark, lit.lighter(0.12)}[k]).mark())
	}
}

// forestFloor is what lies and grows between two rows of trees.
func (s *scene) forestFloor(r *rand.Rand, floor rgb, base, depth float64) {
	lit, dark := s.pal.lit(floor, depth*0.7), s.pal.shadow(floor, depth*0.6)
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 50, ridge(r, base+0.02, 0.03, 0.5, 2)), graded(lit, mix(lit, dark, 0.45)))
	for range 16 {
		c := oneOf(r, lit.lighter(0.16), dark, dark)
		s.fill(dab(r.Float64()*s.w, base+between(r, 0.03, 0.16), between(r, 0.08, 0.3), 0.012), flat(c).faint(0.45))
	}
	if s.snowy() {
		return
	}
	ferns := path{}
	for range 26 {
		x := r.Float64() * s.w
		if math.Abs(x/s.w-0.5+0.1*s.side) < 0.12 {
			continue
		}
		y, h := base+between(r, 0.02, 0.07), between(r, 0.02, 0.045)*(1.6-depth)
		for k := range 5 {
			a := -0.9 + 0.45*float64(k)
			ferns = ferns.and(limb(joint{x, y, 0.004}, joint{x + math.Sin(a)*h*0.6, y - math.Cos(a)*h*0.8, 0.006}, joint{x + math.Sin(a)*h*1.3, y - math.Cos(a)*h, 0.001}))
		}
	}
	c := s.pal.shadow(s.leaves(), depth)
	s.fill(ferns, flat(mix(c, lit, 0.25)).mark())
}

// lightShafts fall between the trees, and lie on the floor as patches.
func (s *scene) lightShafts(r *rand.Rand, floor rgb) {
	if s.pal.dark > 0.7 || s.b.sky("rain") || s.b.sky("storm") || s.b.sky("overcast") {
		return
	}
	mid := s.w * (0.5 - 0.1*s.side)
	for range 5 {
		x := mid + between(r, -0.25, 0.25)
		s.fill(poly(pt{x + 0.2*s.side, -0.1}, pt{x + 0.27*s.side, -0.1}, pt{x + between(r, 0, 0.06) - 0.1*s.side, s.h * 0.84}, pt{x - 0.12 - 0.1*s.side, s.h * 0.84}), flat(s.pal.disc).faint(0.07).fine())
	}
	for range 14 {
		s.fill(dab(mid+between(r, -0.32, 0.32), s.hor+(s.h-s.hor)*between(r, 0.3, 0.75), between(r, 0.06, 0.2), between(r, 0.008, 0.018)), flat(mix(s.pal.lit(floor.lighter(0.3), 0), s.pal.disc, 0.35)).faint(0.45))
	}
}
