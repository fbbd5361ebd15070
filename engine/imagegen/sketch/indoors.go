package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// paintBackdrop is the plain ground behind a head or a single thing.
func (s *scene) paintBackdrop() {
	r := s.dice("backdrop")
	c := oneOf(r, hex(0x8aa3a5), hex(0xc9a98a), hex(0x7f8f7a), hex(0xa88a94), hex(0x6f7f98))
	c = s.pal.lit(c, 0)
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), graded(c.lighter(0.18), c.darker(0.2)).fine())
	for range 44 {
		x, y := r.Float64()*s.w, r.Float64()*s.h
		k := mix(c.lighter(0.25), c.darker(0.3), y/s.h*0.7+0.3*r.Float64())
		s.fill(dab(x, y, between(r, 0.3, 0.7), between(r, 0.05, 0.12)), flat(k).faint(0.4))
	}
}

// paintRoom is a wall, a floor and a window with the weather in it.
func (s *scene) paintRoom() {
	r := s.dice("room")
	s.hor = s.h * between(r, 0.68, 0.74)
	s.top = s.hor
	wall := map[string]rgb{"kitchen": hex(0xdccfae), "study": hex(0x7f6a58), "bar": hex(0xa8705a), "workshop": hex(0xb5ad9a), "stage": hex(0x6a2f38)}[s.near]
	if wall == (rgb{}) {
		wall = oneOf(r, hex(0xc9bda6), hex(0x9fb0a6), hex(0xc79a86), hex(0x8d9bb0))
	}
	in := s.indoorLight()
	floor := oneOf(r, hex(0x9a6f4c), hex(0xa88a68), hex(0x7a5a44))
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.hor+0.2), graded(wall.times(in), wall.times(in).darker(0.14)).fine())
	for range 30 {
		x, y := r.Float64()*s.w, r.Float64()*s.hor
		s.fill(dab(x, y, between(r, 0.2, 0.5), between(r, 0.04, 0.1)), flat(mix(wall.times(in).lighter(0.14), wall.times(in).darker(0.16), r.Float64())).faint(0.35))
	}
	s.fill(rect(-0.1, s.hor, s.w+0.2, s.h), graded(floor.times(in).darker(0.15), floor.times(in)))
	for i := range 9 {
		t := float64(i)/8*2 - 1
		s.fill(line(pt{s.w/2 + t*s.w*0.42, s.hor}, pt{s.w/2 + t*s.w*0.95, s.h + 0.05}, 0.003), flat(floor.times(in).darker(0.35)).mark())
	}
	s.fill(rect(-0.1, s.hor-0.022, s.w+0.2, 0.024), flat(wall.times(in).lighter(0.2)))
	if s.near == "stage" {
		s.curtains(s.w)
		return
	}
	if !s.b.bans("window") {
		s.paintWindow(r, in)
	}
}

// indoorLight is the filter of a room: lamplight after dark, else daylight
// that has come through a window.
func (s *scene) indoorLight() rgb {
	if s.pal.dark > 0.5 {
		return mix(hex(0xd9a878), s.pal.light, 0.3)
	}
	return mix(hex(0xf2e6d6), s.pal.light, 0.6)
}

// paintWindow cuts a window into the wall and paints the outside in it.
func (s *scene) paintWindow(r *rand.Rand, in rgb) {
	w, h := 0.4, 0.42
	if s.b.trait("window") || s.b.subjects[0].name == "window" || s.b.has("window") {
		w, h = 0.5, 0.5
	}
	h = min(h*max(s.h, 1), s.hor*0.72)
	x, y := s.w*(0.5-0.2*s.side)-w/2, s.hor*0.14
	s.sun = pt{x + w/2, y + h/2}
	frame := hex(0xf0e8d8).times(in)
	s.fill(rect(x-0.025, y-0.025, w+0.05, h+0.05), flat(frame.darker(0.1)))
	for i := range 6 {
		t := float64(i) / 6
		s.fill(rect(x, y+h*t, w, h/6+0.002), graded(s.skyAt(t), s.skyAt(t+0.17)).fine().mark())
	}
	s.fill(rect(x, y, w, h), flat(s.skyAt(0.5)).faint(0.02))
	s.outside(r, x, y, w, h)
	for _, k := range []float64{0.5} {
		s.fill(rect(x+w*k-0.009, y, 0.018, h), flat(frame))
	}
	s.fill(rect(x, y+h*0.48, w, 0.014), flat(frame))
	for _, e := range []path{rect(x-0.025, y-0.025, w+0.05, 0.025), rect(x-0.025, y, 0.025, h), rect(x+w, y, 0.025, h)} {
		s.fill(e, flat(frame))
	}
	s.fill(rect(x-0.05, y+h, w+0.1, 0.034), graded(frame.lighter(0.2), frame.darker(0.2)))
	if s.pal.dark < 0.5 {
		s.shaft(x, y, w, h)
	}
	if s.b.has("curtain") || r.Float64() < 0.4 {
		c := oneOf(r, hex(0xc98a72), hex(0xd9c9a4), hex(0x7f9a9c)).times(in)
		for _, side := range []float64{-1, 1} {
			cx := x + w/2 + side*(w/2+0.02)
			s.fill(path{curve([]knot{{pt{cx - 0.07, y - 0.06}, true}, {pt{cx + 0.07, y - 0.06}, true}, {pt{cx + 0.04 + side*0.03, y + h*0.5}, false}, {pt{cx + 0.06, y + h + 0.07}, true}, {pt{cx - 0.06, y + h + 0.07}, true}, {pt{cx - 0.04 + side*0.03, y + h*0.5}, false}})}, graded(c.lighter(0.1), c.darker(0.2)))
			s.fill(line(pt{cx, y - 0.05}, pt{cx + side*0.02, y + h + 0.06}, 0.01), flat(c.darker(0.25)).mark())
		}
	}
}

// outside is what the window shows below its sky.
func (s *scene) outside(r *rand.Rand, x, y, w, h float64) {
	base := y + h*0.72
	hill := s.pal.lit(s.grass(), 0.6)
	if s.b.sky("snow") {
		hill = s.pal.lit(snowWhite, 0.5)
	}
	switch {
	case s.b.has("sea", "beach", "harbour", "lighthouse"):
		hill = mix(s.pal.sky[1], s.waterTint().times(s.pal.light), 0.5)
		s.fill(rect(x, base-0.01, w, y+h-base+0.01), graded(mix(hill, s.pal.sky[4], 0.5), hill))
	case s.b.has("skyline", "street"):
		for i := range 6 {
			bh := h * between(r, 0.2, 0.5)
			s.fill(rect(x+w*float64(i)/6, y+h-bh, w/6.2, bh), flat(s.pal.shadow(hex(0x8d8a94), 0.4)))
		}
	default:
		line := ridge(r, base+0.02, 0.07, 0.2, 2)
		s.fill(band(x, x+w, y+h, 20, line), graded(hill, hill.darker(0.15)))
		if s.b.has("mountain") {
			s.fill(poly(pt{x, base}, pt{x + w*0.3, y + h*0.3}, pt{x + w*0.55, base}, pt{x + w*0.7, y + h*0.42}, pt{x + w, base}), flat(s.pal.lit(hex(0x7d7f8c), 0.6)))
		}
	}
	if s.pal.dark > 0.8 && !s.b.bans("moon") && !s.b.sky("rain") {
		s.fill(disc(x+w*0.72, y+h*0.22, 0.028), flat(s.pal.disc))
	}
	if s.b.sky("rain") {
		for range 26 {
			xx, yy := x+r.Float64()*w, y+r.Float64()*h*0.9
			s.fill(line(pt{xx, yy}, pt{xx + 0.006, yy + 0.035}, 0.0026), flat(s.pal.sky[4].lighter(0.3)).faint(0.7))
		}
	}
	if s.b.sky("snow") {
		for range 26 {
			s.fill(disc(x+r.Float64()*w, y+r.Float64()*h, 0.004), flat(snowWhite).mark())
		}
	}
}

// shaft is the daylight that falls from the window to the floor.
func (s *scene) shaft(x, y, w, h float64) {
	d := 0.28 * s.side
	s.fill(poly(pt{x, y + h*0.4}, pt{x + w, y + h*0.1}, pt{x + w + d*1.6, s.h * 0.98}, pt{x + d*1.2, s.h}), flat(s.pal.disc).faint(0.1))
	s.fill(poly(pt{x + d*0.9, s.hor + 0.06}, pt{x + w*0.9 + d*0.9, s.hor + 0.04}, pt{x + w + d*1.4, s.h * 0.98}, pt{x + d*1.2, s.h}), flat(s.pal.disc).faint(0.35))
}

func (s *scene) curtains(w float64) {
	c := hex(0x9a2f38)
	s.glow(w/2, s.hor*0.75, 0.7, hex(0xffe6b0), 0.5)
	for i := range 7 {
		for _, side := range []float64{-1, 1} {
			x := w/2 + side*(w*0.24+w*0.045*float64(i))
			k := c.darker(0.1 + 0.12*float64(i%2))
			s.fill(limb(joint{x, -0.05, 0.09}, joint{x + side*0.03, s.hor * 0.5, 0.075}, joint{x + side*0.045, s.hor + 0.02, 0.09}), graded(k.lighter(0.08), k.darker(0.2)))
		}
	}
	s.fill(ellipse(w/2, s.hor+0.12, 0.3, 0.06), flat(hex(0xffe9b8)).faint(0.5))
}

// paintRoomThings furnishes the room and sets who lives in it.
func (s *scene) paintRoomThings() {
	r := s.dice("furniture")
	in := s.indoorLight()
	s.pal.light, s.pal.fog, s.pal.back = in, 0, 0
	s.pal.shade = in.times(hex(0x8a86a0))
	tableX := s.w * (0.5 + 0.14*s.side)
	s.furnishWall(r)
	if s.b.has("rug") || !s.wantsTable() && !s.b.has("bed") && s.near == "room" {
		s.rug(r, s.w/2)
	}
	if s.b.has("bed") {
		s.bed(s.bedX())
		s.setOut(r, s.b.in("table"), s.bedX()-0.1*s.side, s.bedTop()+0.01, 0.2, 0.9)
	}
	if s.b.has("door") {
		s.door(s.w * (0.5 + 0.36*s.side))
	}
	if s.b.has("piano") {
		s.stamp("piano", tableX, s.hor+0.12, 0.56, s.side > 0, 0, nil)
	} else if s.b.trait("lounge") && !s.b.has("sofa", "armchair", "table", "bed") {
		s.lounge(r)
	} else if s.onSill() {
		x, y := s.sill()
		s.setOut(r, s.b.in("table"), x, y, 0.24, 1)
	} else if s.wantsTable() {
		s.table(tableX, r)
	}
	slot := 0
	for _, f := range s.b.in("furniture") {
		taken := f.name == "armchair" && s.b.trait("sitting") && len(s.b.in("figure")) > 0 // who sits in it brings it
		if f.shape != "" && f.name != "piano" && !taken {
			s.stamp(f.shape, s.w*(0.5-s.side*(0.12+0.2*float64(slot))), s.hor+0.16, f.size*1.1, s.side > 0, 0, f.colour)
			slot++
		}
	}
	if s.near == "kitchen" || s.near == "bar" || s.near == "study" {
		s.hangingLamp(tableX, r)
	}
	s.inhabitants(s.dice("inhabitants"), tableX)
}

// onSill is true where the things of a text stand on a windowsill.
func (s *scene) onSill() bool {
	w, ok := s.b.find("window")
	return ok && strings.Contains(w.phrase, "sill") && w.after == "on" && s.b.subjects[0].place == "table"
}

// sill is the middle of the windowsill.
func (s *scene) sill() (x, y float64) {
	return s.w * (0.5 - 0.2*s.side), s.hor*0.14 + min(0.5*max(s.h, 1), s.hor*0.72) + 0.006
}

// bedX is the middle of the bed.
func (s *scene) bedX() float64 { return s.w * (0.5 - 0.06*s.side) }

// furnishWall fills the wall beside the window: with what the text or the room
// asks for, else with a few paintings.
func (s *scene) furnishWall(r *rand.Rand) {
	free := s.w * (0.5 + 0.32*s.side)
	switch {
	case s.b.has("fireplace", "fire"):
		s.fireplace(free, r)
	case s.near == "study" || s.b.has("shelf"):
		const window = 0.34 // with its curtains
		mid := s.w * (0.5 - 0.2*s.side)
		s.shelvesBetween(r, mid+window*s.side, s.w*(0.5+0.53*s.side))
		s.shelvesBetween(r, mid-window*s.side, s.w*(0.5-0.53*s.side))
	case s.near == "kitchen" || s.b.has("stove"):
		s.stove(s.w*(0.5+0.36*s.side), r)
	case (s.near == "room" || s.near == "bar") && !s.b.has("door", "piano", "easel"):
		s.paintings(free, r)
	}
}

// shelvesBetween puts a bookcase between two places, if there is room.
func (s *scene) shelvesBetween(r *rand.Rand, x0, x1 float64) {
	if w := math.Abs(x1 - x0); w > 0.12 && (x1-x0)*(x1-s.w/2) > 0 {
		s.shelves(r, (x0+x1)/2, w)
	}
}

// wantsTable is false for a room that its furniture fills without a table.
func (s *scene) wantsTable() bool {
	if s.near == "stage" || s.b.bans("table") || s.b.has("bed") {
		return false
	}
	if s.b.has("table") || len(s.b.in("table")) > 0 || s.near != "room" {
		return true
	}
	return !s.b.has("fire") && !slices.ContainsFunc(s.b.in("furniture"), func(f subject) bool {
		return !slices.Contains([]string{"window", "door", "curtain", "shelf", "rug"}, f.name)
	})
}

// rug lies on the floor in front of the wall.
func (s *scene) rug(r *rand.Rand, x float64) {
	c := s.pal.lit(oneOf(r, hex(0xa8483a), hex(0x3f6f76), hex(0xc99a45)), 0)
	s.fill(ellipse(x, s.hor+0.2, 0.46, 0.075), flat(c))
	s.fill(ellipse(x, s.hor+0.2, 0.38, 0.055), flat(c.lighter(0.25)))
	s.fill(ellipse(x, s.hor+0.2, 0.3, 0.04), flat(c))
}

// lounge is what a living room has: a sofa on a rug, and a plant.
func (s *scene) lounge(r *rand.Rand) {
	x := s.w * (0.5 + 0.18*s.side)
	if s.b.has("fireplace", "fire") {
		x = s.w * (0.5 - 0.24*s.side)
	}
	s.rug(r, x)
	s.castShadow(x, s.hor+0.19, 0.6)
	s.stamp("sofa", x, s.hor+0.19, 0.6, s.side < 0, 0, nil)
	if !s.b.has("houseplant") {
		s.stamp("houseplant", s.w*(0.5-0.42*s.side), s.hor+0.1, 0.32, false, 0, nil)
	}
}

// inhabitants sets people and animals in a room.
func (s *scene) inhabitants(r *rand.Rand, tableX float64) {
	slot := 0
	for _, sub := range s.b.in("figure", "animal", "vehicle", "near", "sky", "plant", "bloom", "hold") {
		if sub.place == "sky" && sub.shape == "" || sub.name == "umbrella" {
			continue
		}
		n := min(sub.number(3), 6)
		switch {
		case sub.name == "crowd":
			n = 6
		case sub.name == "couple":
			n = 2
		case sub.ensemble():
			n = 4
		}
		for i := range n {
			x := s.w*(0.5-s.side*0.1) - s.side*0.2*float64(slot+i)*0.8
			y := s.hor + 0.17 + 0.03*float64(i%2)
			if n > 3 {
				x = s.w * (0.14 + 0.72*(float64(i)+0.2*float64(i%2))/float64(n-1))
			}
			f := 1.35 * max(s.zoom, 0.8)
			lead := s.b.subjects[0].name == sub.name
			if sub.name == "fire" {
				continue // it burns in the fireplace
			}
			if sub.place == "figure" && sub.shape == "" && s.b.has("bed") && s.b.trait("sleeping") && i == 0 {
				s.sleeper(r, sub)
				continue
			}
			if sub.place == "animal" && s.b.has("bed") && slot == 0 && i == 0 {
				shape, _, _ := s.moving(sub, sub.size, false)
				s.stamp(shape, s.bedX()-0.14*s.side, s.bedTop()+0.02, sub.size*1.5, s.side < 0, 0, s.kindred(r, sub))
				continue
			}
			if sub.place == "animal" && s.b.has("window") && slot == 0 && i == 0 {
				// On the sill, against the light.
				x, y := s.sill()
				shape, _, _ := s.moving(sub, sub.size, false)
				s.stamp(shape, x+0.06*s.side, y, sub.size*1.5, s.side > 0, 0, s.kindred(r, sub))
				continue
			}
			if lead && n == 1 && s.near != "kitchen" {
				f *= 1.2
			}
			if sub.name == "pine" {
				s.festiveTree(r, s.w*(0.5-s.side*0.34), s.hor+0.16)
				continue
			}
			if slices.Contains([]string{"plant", "bloom"}, sub.place) {
				s.stamp("vase", s.w*(0.5-s.side*0.38), s.hor+0.1, 0.34, false, 0, nil)
				continue
			}
			x = min(max(x, 0.1), s.w-0.1)
			s.put(r, sub, x, y, f, s.side < 0)
		}
		slot += n
	}
}
