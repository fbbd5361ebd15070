package sketch

import "slices"

// saddles are where riders sit on what they ride, in the units of its
// silhouette. What is not listed is ridden on the middle of its back.
var saddles = map[string]pt{
	"horse": {66, 56}, "unicorn": {66, 56}, "camel": {58, 25}, "elephant": {78, 22}, "cow": {62, 32}, "deer": {46, 62}, "bear": {62, 20}, "pig": {58, 18},
	"lion": {60, 26}, "bicycle": {40, 20}, "motorbike": {48, 26}, "dragon": {112, 80}, "giraffe": {50, 76}, "sheep": {50, 14}, "dog": {48, 36},
	"wolf": {52, 36}, "fox": {62, 37}, "whale": {100, 28}, "dolphin": {60, 20}, "turtle": {52, 20}, "dinosaur": {80, 50}, "tractor": {34, 24}, "snail": {50, 10}, "hen": {40, 40}, "swan": {50, 50}, "owl": {45, 10}, "swing": {50, 78}, "broom": {72, 19},
}

// mount is what people ride on; ok is false where nobody rides.
func (s *scene) mount() (sub subject, ok bool) {
	if !s.b.trait("riding") || len(s.b.in("figure")) == 0 {
		return subject{}, false
	}
	for _, sub := range s.b.subjects {
		if _, fits := saddles[sub.shape]; fits && slices.Contains([]string{"animal", "vehicle", "water", "sky", "deep", "near"}, sub.place) {
			return sub, true
		}
	}
	return subject{}, false
}

// rider sets someone on a mount whose silhouette stands at x, y with a size.
func (s *scene) rider(p person, shape string, x, y, size float64, flip bool, depth float64) {
	sh := silhouettes()[shape]
	f := size / max(sh.w, sh.h)
	seat := saddles[shape]
	dx := (seat.x - sh.w/2) * f
	if flip {
		dx = -dx
	}
	p.riding, p.arm = "ride", false
	if shape == "bicycle" || shape == "motorbike" {
		p.riding = "cycle"
	}
	if in(p.holds, "rod umbrella broom") {
		p.holds = ""
	}
	p.height = min(max(size*0.72, 0.06), 0.34)
	if shape == "bicycle" || shape == "broom" {
		p.height = size * 0.95
	}
	s.figure(x+dx, y-(sh.h-seat.y)*f, p, flip, depth)
}

// board is what a surfer or a skier stands on.
func (s *scene) board(x, y, height float64, flip, ski bool) {
	dir := 1.0
	if flip {
		dir = -1
	}
	w, c := height*0.46, s.pal.lit(hex(0xf2e3c0), 0)
	if ski {
		w, c = height*0.5, s.pal.lit(hex(0xd2402f), 0)
	}
	at := func(dx, dy float64) pt { return pt{x + dir*dx*w, y + dy*w} }
	s.fill(path{curve([]knot{{at(-1, 0.06), true}, {at(-0.6, -0.03), false}, {at(0.6, -0.05), false}, {at(1.1, -0.18), true}, {at(0.7, 0.08), false}, {at(-0.6, 0.09), false}})}, graded(c, c.darker(0.2)))
	if !ski {
		s.fill(line(at(-0.9, 0.03), at(0.8, -0.02), height*0.012), flat(s.pal.lit(hex(0xc8362f), 0)))
		for _, dx := range []float64{-1.1, -0.7, 0.2, 0.8} {
			s.fill(dab(at(dx, 0).x, y+w*0.12, w*0.6, height*0.05), flat(white).faint(0.8))
		}
	}
}
