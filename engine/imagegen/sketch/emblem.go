package sketch

import (
	"math"
	"slices"
)

// emblem is what a logo shows, or nil where a text asks for no logo or for one
// of a thing that has no silhouette.
func (b *brief) emblem() *subject {
	if !b.trait("logo") {
		return nil
	}
	i := slices.IndexFunc(b.subjects, func(s subject) bool {
		_, built := silhouettes()[s.name]
		return s.shape != "" || built
	})
	if i < 0 {
		return nil
	}
	sub := b.subjects[i]
	if sub.shape == "" {
		sub.shape = sub.name
	}
	return &sub
}

// paintEmblem is a mark on plain paper: a disc, a ring around it, and the thing
// in few flat colours, with what belongs to it as a sign below.
func (s *scene) paintEmblem() {
	r := s.dice("emblem")
	sub := s.b.emblem()
	night := s.pal.dark > 0.6 || s.b.scheme("dark")
	paper, ground := hex(0xf4eee0), oneOf(r, hex(0x1f4e5f), hex(0x2f3e6a), hex(0x8a3a34), hex(0x2f5a48), hex(0xe0a43c))
	if len(s.b.hues) > 0 {
		ground = s.b.hues[0].colour
	}
	if night {
		paper = hex(0x151a2c)
	}
	s.pal = hours("")
	s.pal.fog, s.pal.light = 0, rgb{1, 1, 1}
	s.fill(rect(-0.1, -0.1, s.w+0.2, s.h+0.2), flat(paper).fine())
	mid := pt{s.w / 2, s.h / 2}
	const radius = 0.36
	s.fill(ring(mid.x, mid.y, radius+0.035, 0.012), flat(ground).fine())
	s.fill(disc(mid.x, mid.y, radius), flat(ground).fine())
	low := ground.darker(0.3)
	wet := slices.Contains([]string{"water", "deep"}, sub.place)
	s.fill(emblemFloor(mid, radius, wet), flat(low).mark().fine())
	if !wet {
		s.fill(disc(mid.x+0.12*s.side, mid.y-0.12, 0.1), flat(mix(ground, hex(0xf6e6c0), 0.5)).mark().fine())
	}
	sh := silhouettes()[sub.shape]
	size := radius * 1.5
	foot := mid.y + size*0.5*sh.h/max(sh.w, sh.h)
	own := sub.colour
	if own == nil {
		c := hex(0xf6efe0)
		if ground.luma() > 0.55 {
			c = hex(0x23283a)
		}
		own = &c
	}
	s.stamp(sub.shape, mid.x, foot, size, s.side < 0, 0, own)
	if wet {
		for k := range 2 {
			var wave []joint
			y := foot + 0.015 + 0.045*float64(k)
			half := math.Sqrt(max(radius*radius-(y-mid.y)*(y-mid.y), 0)) * 0.86
			for i := range 25 {
				t := float64(i)/12 - 1
				wave = append(wave, joint{mid.x + t*half, y + 0.012*math.Sin(t*9), 0.012 * (1.02 - math.Abs(t))})
			}
			s.fill(limb(wave...), flat(*own).mark().fine())
		}
	}
}

// emblemFloor is the lower part of the disc: a level ground, or waves.
func emblemFloor(mid pt, radius float64, wet bool) path {
	var out []pt
	level := mid.y + radius*0.42
	half := math.Sqrt(radius*radius - (level-mid.y)*(level-mid.y))
	for i := range 25 {
		t := float64(i)/12 - 1
		y := level
		if wet {
			y += 0.014 * math.Sin(t*11)
		}
		out = append(out, pt{mid.x + t*half, y})
	}
	from := math.Asin((level - mid.y) / radius)
	for i := range 25 {
		a := from + (math.Pi-2*from)*float64(i)/24
		out = append(out, pt{mid.x + radius*math.Cos(a), mid.y + radius*math.Sin(a)})
	}
	return path{out}
}
