package sketch

import (
	"math/rand/v2"
	"slices"
	"strings"
)

func houseColour(r *rand.Rand) rgb {
	return oneOf(r, hex(0xeadcc0), hex(0xdf935f), hex(0xc85f4a), hex(0xe8b95c), hex(0x86a9b4), hex(0xd9a48c), hex(0xf0e6cc))
}

// snowy is true where snow lies on what stands out of doors.
func (s *scene) snowy() bool {
	return (s.b.sky("snow") || s.near == "snowfield" || s.b.season == "winter") && !s.b.bans("snow")
}

// windowLight is what a window shows: lamplight after dark and behind snow,
// else dark glass.
func (s *scene) windowLight(depth float64) rgb {
	if s.lampsLit() {
		return mix(s.pal.glowing(), s.pal.haze, depth*0.2)
	}
	return s.pal.shadow(hex(0x4d5a6b), depth)
}

func (s *scene) lampsLit() bool { return s.pal.lamps || s.b.sky("storm") || s.b.sky("snow") }

// cottage is a house that is seen near enough to have boards, sills and smoke.
type cottage struct {
	wall   rgb
	timber bool // a cabin: boards, and small windows
	tall   bool // rows of windows above each other
}

// cottageOf is what a text means by a house.
func cottageOf(r *rand.Rand, sub subject) cottage {
	c := cottage{wall: houseColour(r)}
	kind := strings.TrimSuffix(sub.phrase[strings.LastIndex(sub.phrase, " ")+1:], "s")
	switch {
	case in(kind, "cabin hut shack shed barn boathouse chalet ranch treehouse lodge"):
		c.timber, c.wall = true, oneOf(r, hex(0x9a6a48), hex(0xa8744e), hex(0x8a5c44))
	case in(kind, "mansion manor inn townhouse villa building motel"):
		c.tall = true
	}
	if sub.colour != nil {
		c.wall = *sub.colour
	}
	return c
}

// house is a small house among others. It stands at x, y and is w wide and h
// high to the eaves.
func (s *scene) house(r *rand.Rand, x, y, w, h float64, wall rgb, depth float64) {
	s.dwelling(r, x, y, w, h, cottage{wall: wall, tall: h > w*0.9}, depth)
}

// dwelling is a gable in the shade, a long wall in the light, a roof and
// windows. The long wall looks to where the light comes from.
func (s *scene) dwelling(r *rand.Rand, x, y, w, h float64, c cottage, depth float64) {
	dir := sign(s.sun.x - x)
	at := func(u, v float64) pt { return pt{x + dir*u*w, y - v*h} }
	quad := func(u0, v0, u1, v1 float64) path { return poly(at(u0, v0), at(u0, v1), at(u1, v1), at(u1, v0)) }
	lit := s.pal.lit(c.wall, depth)
	dark := mix(s.pal.shadow(c.wall, depth), lit, 0.2)
	peak := 1 + between(r, 0.24, 0.3)*w/h
	near := w > 0.15
	if near {
		s.castShadow(x-dir*w*0.1, y, w*0.8)
	}
	s.chimney(r, at(0.24, peak-0.12), w, depth, near)
	s.fill(quad(-0.09, 0, 0.5, 1.02), graded(lit, mix(lit, dark, 0.35)))
	s.fill(poly(at(-0.5, 0), at(-0.5, 1), at(-0.29, peak), at(-0.08, 1), at(-0.08, 0)), graded(dark, dark.darker(0.12)))
	if near && c.timber {
		for i := range 7 {
			v := (float64(i) + 0.6) / 7
			s.fill(line(at(-0.08, v), at(0.5, v), w*0.006), flat(dark).faint(0.7))
			s.fill(line(at(-0.5, v), at(-0.08, v), w*0.006), flat(dark.darker(0.3)).faint(0.7))
		}
	}
	s.roof(r, at, w, h, peak, depth, near)
	s.openings(r, quad, at, w, c, depth, near)
	if s.lampsLit() {
		s.glow(x, y-h*0.5, w*0.75, s.pal.glowing(), 0.16+0.1*s.pal.dark)
	}
	if !near {
		return
	}
	ground := s.grass()
	if s.snowy() {
		ground = snowWhite
	}
	for i := range 9 {
		u := -0.52 + 0.13*float64(i)
		s.fill(tuft(r, at(u, 0).x, y+h*0.03, w*between(r, 0.05, 0.09), h*between(r, 0.05, 0.1), 0.25), flat(mix(s.pal.lit(ground, depth*0.5), s.pal.shadow(ground, depth), between(r, 0.1, 0.6))))
	}
}

// chimney stands behind the ridge of the roof; smoke rises from that of a
// house in the cold.
func (s *scene) chimney(r *rand.Rand, foot pt, w, depth float64, near bool) {
	brick := s.pal.lit(hex(0x8a6454), depth)
	top := foot.y - w*0.16
	s.fill(rect(foot.x-w*0.045, top, w*0.09, w*0.22), graded(brick, brick.darker(0.25)))
	if !near || s.b.sky("storm") || s.b.sky("wind") {
		return
	}
	s.fill(rect(foot.x-w*0.055, top-w*0.015, w*0.11, w*0.03), flat(brick.darker(0.3)))
	if !s.snowy() && s.pal.dark < 0.1 && s.b.season != "autumn" {
		return
	}
	c := mix(s.pal.sky[4], s.pal.haze, 0.4).lighter(0.25 * (1 - s.pal.dark))
	for i := range 10 {
		t := float64(i) / 9
		s.fill(tuft(r, foot.x+s.side*w*(0.03+0.5*t*t)+between(r, -0.02, 0.02)*w, top-w*(0.05+0.75*t), w*(0.03+0.09*t), w*(0.035+0.06*t), 0.2), flat(c).faint(0.5-0.38*t))
	}
}

// roof is tiled, and white where snow lies.
func (s *scene) roof(r *rand.Rand, at func(u, v float64) pt, w, h, peak, depth float64, near bool) {
	tile := oneOf(r, hex(0xa8553f), hex(0x8a4b3c), hex(0x5d6470), hex(0x7a5a48))
	white := s.snowy()
	if white {
		tile = snowWhite
	}
	lit := s.pal.lit(tile, depth)
	low := lit.darker(0.18)
	if white {
		low = mix(lit, s.pal.shadow(snowWhite, depth), 0.35)
	}
	eave := 1 - 0.05*w/h
	s.fill(poly(at(-0.3, peak+0.02), at(0.33, peak), at(0.55, eave), at(-0.06, eave)), graded(lit, low))
	if near && !white {
		for i := range 4 {
			t := (float64(i) + 1) / 5
			v := peak + (eave-peak)*t
			s.fill(line(at(-0.3+0.24*t, v), at(0.33+0.22*t, v), w*0.006), flat(lit.darker(0.3)).faint(0.6))
		}
	}
	edge := w * 0.028
	if white {
		edge = w * 0.045
	}
	s.fill(line(at(-0.54, eave-0.01), at(-0.29, peak+0.03), edge).and(line(at(-0.29, peak+0.03), at(-0.05, eave-0.01), edge)), flat(lit.darker(map[bool]float64{true: 0.04, false: 0.3}[white])))
	if near {
		s.fill(line(at(-0.05, eave-0.01), at(0.55, eave-0.01), w*0.014), flat(s.pal.shadow(hex(0x6a5a50), depth)))
	}
}

// openings are the door and the windows.
func (s *scene) openings(r *rand.Rand, quad func(u0, v0, u1, v1 float64) path, at func(u, v float64) pt, w float64, c cottage, depth float64, near bool) {
	glass := s.windowLight(depth)
	frame := s.pal.lit(hex(0xefe6d4), depth)
	if c.timber {
		frame = s.pal.lit(c.wall.darker(0.35), depth)
	}
	window := func(u, v, du, dv float64) {
		if near {
			s.fill(quad(u-du-0.014, v-dv*0.15, u+du+0.014, v+dv*1.12), flat(frame))
		}
		s.fill(quad(u-du, v, u+du, v+dv), graded(glass, mix(glass, hex(0xf0953c), 0.3*b2f(s.lampsLit()))))
		if near {
			s.fill(line(at(u, v), at(u, v+dv), w*0.008).and(line(at(u-du, v+dv*0.5), at(u+du, v+dv*0.5), w*0.008)), flat(frame).mark())
			if s.snowy() {
				s.fill(dab(at(u, v).x, at(u, v).y, w*(du*2+0.05), w*0.022), flat(s.pal.lit(snowWhite, depth)).mark())
			}
		}
	}
	rows := 1
	if c.tall {
		rows = 2
	}
	for row := range rows {
		v := 0.36 + 0.3*float64(row)
		dv := 0.32
		if c.tall {
			v, dv = 0.18+0.42*float64(row), 0.22
		}
		for _, u := range []float64{0.08, 0.33} {
			window(u, v, 0.055, dv)
		}
		if c.tall && row > 0 {
			window(-0.29, v, 0.05, dv)
		}
	}
	door := s.pal.shadow(oneOf(r, hex(0x8a3a34), hex(0x3f6a6a), hex(0x4a5a80)), depth)
	s.fill(quad(-0.35, 0, -0.23, 0.52/(1+0.3*b2f(c.tall))), graded(door.lighter(0.1), door))
	if near {
		s.fill(quad(-0.335, 0.3, -0.245, 0.42), flat(glass))
		if !c.tall {
			window(-0.29, 0.86, 0.04, 0.26)
		}
	}
}

func b2f(v bool) float64 {
	if v {
		return 1
	}
	return 0
}

// shelter is the small stand of trees behind a house that stands alone.
func (s *scene) shelter(r *rand.Rand, x, y, w float64) {
	if len(s.b.in("plant")) > 0 || s.b.bans("tree") || s.b.frame("minimal") || !slices.Contains([]string{"field", "snowfield", "lake"}, s.near) {
		return
	}
	conifers := s.snowy() || s.near == "lake" || s.b.has("mountain") || r.Float64() < 0.3
	for _, u := range []float64{-0.85, -0.55, 0.5, 0.78, 1.02} {
		tx, h := x+w*(u+between(r, -0.08, 0.08)), w*between(r, 0.62, 1.05)
		if conifers {
			s.pine(r, tx, y-w*0.02, h*1.1, 0.35)
		} else {
			s.tree(r, tx, y-w*0.02, h*0.9, s.leaves(), 0.35)
		}
	}
}
