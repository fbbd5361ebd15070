package sketch

import (
	"image"
	"math"
	"math/rand/v2"
)

// waterTint is the water's own colour, before the sky lies on it.
func (s *scene) waterTint() rgb {
	c := hex(0x3f86a0)
	switch s.near {
	case "lake":
		c = hex(0x4f8794)
	case "river":
		c = hex(0x5a8f9c)
	case "swamp":
		c = hex(0x5c6a48)
	case "beach":
		c = hex(0x4a9aa8)
	}
	return c
}

// paintWater lays water below the horizon for the grounds that have it.
func (s *scene) paintWater() {
	switch s.near {
	case "sea", "lake", "harbour", "swamp":
		s.water(rect(-0.1, s.hor, s.w+0.2, s.h-s.hor+0.1), s.h)
	case "beach":
		s.paintBeach()
	case "river":
		s.paintRiver()
	}
}

// water fills an area with water that mirrors what stands above the horizon.
func (s *scene) water(area path, end float64) {
	p := s.pal
	far := mix(p.sky[4], s.waterTint().times(p.light), 0.25)
	near := mix(p.sky[1], s.waterTint().times(p.light), 0.6)
	switch s.b.time {
	case "sunset":
		far, near = mix(p.sky[4], p.sky[2], 0.35), mix(p.sky[1], p.sky[0], 0.55).darker(0.08)
	case "golden", "dawn":
		far = mix(p.sky[4], p.sky[3], 0.5)
		near = mix(p.sky[1], s.waterTint().times(p.light), 0.4)
	}
	s.fill(area, graded(far, near))
	mirror := 0.35
	if s.near == "lake" || s.near == "swamp" || s.b.frame("reflection") || s.b.has("fireworks") {
		mirror = 0.75
	}
	if s.b.sky("storm") || s.b.sky("wind") || s.b.has("wave") {
		mirror = 0.15
	}
	s.mirror(area, mirror)
	s.ripples(end, near)
	s.sunPath(end)
	if s.near == "sea" && (s.b.sky("storm") || s.b.has("wave")) {
		s.paintWaves(end)
	}
}

// mirror copies what lies above the horizon into an area below it, broken into
// horizontal strips.
func (s *scene) mirror(area path, strength float64) {
	lo, hi := area.bounds()
	clip := image.Rect(int(lo.x*s.px), int(lo.y*s.px), int(hi.x*s.px)+1, int(hi.y*s.px)+1).Intersect(s.img.Rect)
	if clip.Empty() {
		return
	}
	s.rasterize(area, clip)
	top := int(s.hor * s.px)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		depth := float64(y-top) / s.px
		from := top - 1 - int(float64(y-top)*0.92+rough(depth*90, 3, 2, 5)*s.px*0.012*min(depth*8, 1))
		if from < 0 {
			from = 0
		}
		if from >= top {
			continue
		}
		shift := int(rough(depth*60, 0, 2, 9) * s.px * 0.02 * (0.3 + depth))
		m := int32(strength * 255 * (1 - 0.55*min(depth/0.6, 1)))
		for x := clip.Min.X; x < clip.Max.X; x++ {
			cov := int32(s.mask.Pix[(y-clip.Min.Y)*s.mask.Stride+x-clip.Min.X])
			if cov == 0 {
				continue
			}
			sx := min(max(x+shift, 0), s.img.Rect.Dx()-1)
			q := s.img.Pix[s.img.PixOffset(sx, from):][:4]
			o := s.img.Pix[s.img.PixOffset(x, y):][:4]
			mm := m * cov / 255
			for k := range 3 {
				o[k] = over(o[k], int32(q[k])*15/16, mm)
			}
		}
	}
}

// ripples are flat dabs that lie on the water, small far away, large near.
func (s *scene) ripples(end float64, near rgb) {
	r := s.dice("ripples")
	n := 90
	if s.near == "lake" {
		n = 50
	}
	for range n {
		t := math.Pow(r.Float64(), 1.5)
		y := s.hor + 0.006 + t*(end-s.hor)
		x := r.Float64() * s.w
		w, h := 0.03+0.22*t*r.Float64(), 0.002+0.011*t
		c := near.darker(0.22)
		if r.Float64() < 0.5 {
			c = mix(s.skyAt(1-t*0.7), hex(0xffffff), 0.18*(1-s.pal.dark))
		}
		s.fill(dab(x, y, w, h), flat(c).faint(between(r, 0.3, 0.65)))
	}
}

// sunPath is the broken light below the sun or the moon.
func (s *scene) sunPath(end float64) {
	b := s.b
	if s.pal.dark > 0.75 && b.has("aurora", "milkyway", "fireworks") && !b.has("moon") {
		return // their light is in the mirror
	}
	if b.sky("overcast") || b.sky("rain") || b.sky("storm") || b.sky("fog") || b.bans("sun") && s.pal.dark < 0.7 || b.bans("moon") && s.pal.dark > 0.7 {
		return
	}
	if b.time == "" || b.time == "noon" || b.time == "dusk" || b.time == "morning" {
		r := s.dice("glitter")
		for range 40 {
			t := r.Float64()
			s.fill(dab(s.sun.x+(r.Float64()-0.5)*0.7, s.hor+0.01+t*0.14, 0.008+0.02*t, 0.0028), flat(s.pal.disc).faint(0.6))
		}
		return
	}
	r := s.dice("sun path")
	for range 64 {
		t := math.Pow(r.Float64(), 1.2)
		y := s.hor + 0.004 + t*(end-s.hor)*0.95
		spread := 0.05 + 0.1*t
		x := s.sun.x + (r.Float64()+r.Float64()-1)*spread
		s.fill(dab(x, y, between(r, 0.03, 0.13)*(0.4+t), 0.0035+0.009*t), flat(mix(s.pal.disc, s.pal.sky[4], 0.25*r.Float64())).faint(between(r, 0.5, 0.95)))
	}
}

// paintWaves raises rows of waves with foam on their crests.
func (s *scene) paintWaves(end float64) {
	r := s.dice("waves")
	for i := range 6 {
		t := (float64(i) + 1) / 6
		y := s.hor + (end-s.hor)*t*t*0.92
		amp, length := 0.022+0.085*t*t, 0.16+0.5*t
		if s.b.subjects[0].name == "wave" {
			amp *= 1.9
		}
		phase, key := r.Float64()*9, r.Uint32()
		crest := func(x float64) float64 {
			v := math.Abs(math.Sin((x + phase) / length * math.Pi))
			return y - amp*(1-v)*1.4 - amp*rough(x*5/length, t, 2, key)*0.35
		}
		c := mix(s.waterTint().times(s.pal.light), s.pal.sky[0], 0.25).darker(0.1 + 0.2*t)
		s.fill(band(-0.1, s.w+0.1, end+0.1, 90, crest), flat(c.darker(0.3)))
		s.fill(band(-0.1, s.w+0.1, y+amp*2.6, 90, crest), graded(c.lighter(0.26), c.darker(0.3)).mark())
		for range 14 {
			x := r.Float64() * s.w
			s.fill(dab(x, crest(x)+amp*between(r, 0.5, 1.6), between(r, 0.05, 0.2)*(0.4+t), amp*0.09), flat(oneOf(r, c.lighter(0.3), c.darker(0.45))).faint(0.6))
		}
		if i == 4 && s.b.subjects[0].name == "wave" && s.b.subjects[0].number(3) == 1 {
			s.stamp("greatwave", s.w*(0.5+0.16*s.side), s.h*0.97, 0.82, s.side > 0, 0, nil)
		}
		foam := mix(hex(0xffffff), s.pal.haze, 0.25).times(mix(rgb{1, 1, 1}, s.pal.light, 0.6))
		for range 26 {
			x := r.Float64() * s.w
			h := (y - crest(x)) / amp
			if h < 0.5 {
				continue
			}
			s.fill(dab(x, crest(x)+0.004*t, between(r, 0.02, 0.1)*(0.5+t), 0.004+0.012*t*r.Float64()), flat(foam).dried(0.25))
		}
	}
}

// paintBeach lays the sea, the wet sand that mirrors the sky and the dry sand.
func (s *scene) paintBeach() {
	r := s.dice("beach")
	p := s.pal
	span := s.h - s.hor
	s.water(rect(-0.1, s.hor, s.w+0.2, span+0.1), s.hor+span*0.6)
	tilt := s.side * between(r, 0.05, 0.12)
	key, phase := r.Uint32(), r.Float64()*6
	shore := func(f float64) func(float64) float64 {
		return func(x float64) float64 {
			u := x/s.w - 0.5
			return s.hor + span*f + tilt*u*(1+f) + 0.016*math.Sin(x*5+phase+f*9) + 0.008*rough(x*3, f*7, 2, key)
		}
	}
	sand := hex(0xe3c593)
	foam := mix(p.lit(mix(hex(0xffffff), p.sky[4], 0.25), 0), p.disc, 0.45*(1-p.dark*0.6))
	// Breakers, coming in.
	for i, f := range []float64{0.17, 0.29} {
		line := shore(f)
		for range 9 {
			x := r.Float64() * s.w
			s.fill(dab(x, line(x), between(r, 0.08, 0.24), 0.006+0.004*float64(i)), flat(foam).faint(0.75))
		}
	}
	wet := mix(p.lit(sand, 0).darker(0.18), mix(p.sky[3], p.sky[2], 0.5), 0.55)
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 80, shore(0.42)), flat(foam))
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 80, shore(0.455)), graded(mix(wet, p.sky[4], 0.45), wet))
	for range 16 {
		x, t := r.Float64()*s.w, r.Float64()
		s.fill(dab(x, shore(0.49+0.12*t)(x), between(r, 0.08, 0.3), 0.008), flat(mix(p.sky[4], p.disc, 0.3)).faint(0.4))
	}
	if !s.b.bans("sun") && p.dark < 0.9 && p.dark > 0.05 && s.b.time != "dusk" {
		for range 12 {
			t := r.Float64()
			x := s.sun.x + (r.Float64()-0.5)*0.16
			s.fill(dab(x, shore(0.47+0.13*t)(x), between(r, 0.04, 0.14), 0.007), flat(p.disc).faint(0.7))
		}
	}
	dry := p.lit(sand, 0)
	s.fill(band(-0.1, s.w+0.1, s.h+0.1, 80, shore(0.64)), graded(dry, mix(dry, p.shadow(sand, 0), 0.45)))
	for range 26 {
		x, t := r.Float64()*s.w, r.Float64()
		c := oneOf(r, dry.lighter(0.18), mix(dry, p.shadow(sand, 0), 0.5))
		s.fill(dab(x, shore(0.69+0.33*t)(x), between(r, 0.05, 0.3), 0.005+0.014*t), flat(c).faint(0.55))
	}
	s.top = s.hor + span*0.66
	s.beachFinds(r, shore(0.72))
}

// beachFinds are a few small things that give an empty beach its scale.
func (s *scene) beachFinds(r *rand.Rand, line func(float64) float64) {
	if s.b.frame("minimal") || len(s.b.in("figure", "near", "animal", "vehicle", "plant", "build")) > 0 {
		return
	}
	x := s.w * (0.5 + s.side*between(r, 0.3, 0.42))
	if !s.b.bans("rock") && r.Float64() < 0.5 {
		for i := range 3 {
			s.rock(r, x+float64(i)*0.07*-s.side, line(x)+0.02*float64(i), between(r, 0.025, 0.06), 0)
		}
	}
	if len(s.b.in("water")) == 0 && !s.b.bans("boat") && r.Float64() < 0.5 {
		at := s.w * (0.5 + s.side*between(r, 0.1, 0.3))
		s.stamp("sailboat", at, s.hor+0.012, between(r, 0.05, 0.08), s.side > 0, 0.4, nil)
		s.fill(dab(at, s.hor+0.016, 0.05, 0.004), flat(s.pal.sky[4]).faint(0.7))
	}
	for i := range 9 {
		t := float64(i) / 8
		fx := s.w*(0.5-0.1*s.side) + 0.22*s.side*t
		fy := s.h*1.01 - (s.h-line(fx))*t*0.8
		f := 0.011 * (1.1 - 0.7*t)
		s.fill(ellipse(fx+f*sign(float64(i%2)-0.5), fy, f*0.7, f*0.5), flat(s.pal.shadow(hex(0xb08a5a), 0)).faint(0.4))
	}
}

// paintRiver lays a river that winds from the horizon to the foot of the
// picture.
func (s *scene) paintRiver() {
	r := s.dice("river")
	var left, right []pt
	phase := r.Float64() * 6
	for i := range 41 {
		t := float64(i) / 40
		y := s.hor + 0.004 + (s.h-s.hor+0.05)*math.Pow(t, 1.7)
		mid := s.w*(0.5+0.1*s.side) + math.Sin(t*4.2+phase)*0.24*(0.15+t)
		w := 0.012 + 0.3*t*t
		left = append(left, pt{mid - w, y})
		right = append([]pt{{mid + w*1.1, y}}, right...)
	}
	area := path{append(left, right...)}
	s.water(area, s.hor)
	c := mix(s.pal.sky[4], s.pal.disc, 0.3)
	for range 40 {
		t := r.Float64()
		y := s.hor + (s.h-s.hor)*math.Pow(t, 1.7)
		mid := s.w*(0.5+0.1*s.side) + math.Sin(t*4.2+phase)*0.24*(0.15+t)
		s.fill(dab(mid+(r.Float64()-0.5)*0.4*t*t, y, 0.01+0.16*t*t, 0.002+0.007*t), flat(c).faint(0.6))
	}
}
