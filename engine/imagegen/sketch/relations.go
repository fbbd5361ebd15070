package sketch

import "slices"

// below are the prepositions after which a thing is over whoever a text is about.
var below = []string{"under", "beneath", "below", "underneath"}

// overhang is the tree or the giant mushroom under which somebody is; ok is
// false where nothing is over anybody.
func (s *scene) overhang() (sub subject, ok bool) {
	if s.stage() != landscape || len(s.b.in("figure", "animal", "vehicle", "near")) == 0 {
		return subject{}, false
	}
	for _, sub := range s.b.subjects[1:] {
		if slices.Contains([]string{"tree", "pine", "palm", "mushroom"}, sub.name) && slices.Contains(below, sub.after) && sub.number(3) == 1 {
			return sub, true
		}
	}
	return subject{}, false
}

// overhangSpot is where that stands, a step behind who is under it, and how
// high it is.
func (s *scene) overhangSpot() (x, y, height float64) {
	y, _ = s.footing(0.3)
	return s.w*(0.5+0.1*s.side) - 0.19*s.side, y - 0.035, 0.98 * max(s.zoom, 0.7)
}

// onSpan is where the first of a text stands when it is on a pier or a bridge,
// and its scale there; ok is false for everybody else.
func (s *scene) onSpan() (at pt, f float64, ok bool) {
	first := s.b.subjects[0]
	if !slices.Contains([]string{"figure", "animal"}, first.place) || s.stage() != landscape {
		return pt{}, 0, false
	}
	for _, sub := range s.b.subjects[1:] {
		switch {
		case sub.after != "on" && sub.after != "across" && sub.after != "over":
		case sub.name == "pier":
			return s.pierAt(0.32, 0), 0.95, true
		case sub.name == "bridge" && !suspended(sub.phrase):
			x := s.w * (0.5 + 0.1*s.side)
			return pt{x, s.deck(s.spanOf(s.dice("bridge"), sub.phrase))(x) - 0.012}, 0.5, true
		}
	}
	return pt{}, 0, false
}

// pedestal is the rock, the ice or the ball on which the first of a text stands.
func (s *scene) pedestal() (sub subject, ok bool) {
	first := s.b.subjects[0]
	if !slices.Contains([]string{"figure", "animal"}, first.place) || first.number(3) > 1 || !slices.Contains([]stage{landscape, cave}, s.stage()) {
		return subject{}, false
	}
	for _, sub := range s.b.subjects[1:] {
		if slices.Contains([]string{"rock", "iceberg", "lilypad", "ball"}, sub.name) && slices.Contains([]string{"on", "atop", "onto", "upon"}, sub.after) && sub.number(3) == 1 {
			return sub, true
		}
	}
	return subject{}, false
}

// raised sets the pedestal at x, y and says how high its top is.
func (s *scene) raised(sub subject, x, y, f float64) (standing, float64) {
	if sub.name == "ball" {
		size := 0.26 * f
		return standing{y - 0.001, func() { s.stamp("ball", x, y+0.01, size, false, 0, sub.colour) }}, 0.95 * size
	}
	if sub.name == "lilypad" {
		size := 0.36 * f
		return standing{y - 0.001, func() { s.stamp("lilypad", x, y+size*0.16, size, false, 0, nil) }}, 0
	}
	if sub.name == "iceberg" {
		size := min(0.66*f, s.w*0.9)
		return standing{y - 0.001, func() { s.stamp("iceberg", x, y+0.06, size, s.side > 0, 0.1, nil) }}, 0.2 * size
	}
	size := 0.15 * f
	return standing{y - 0.001, func() { s.ledge(x, y, size) }}, size * 0.9
}

// ledge is a rock with a level top, broad enough to stand on.
func (s *scene) ledge(x, y, size float64) {
	w := size * 1.7
	lit, dark := s.pal.lit(rockGrey.lighter(0.15), 0), s.pal.shadow(rockGrey, 0)
	s.castShadow(x, y, w*1.4)
	s.fill(poly(pt{x - w*1.1, y + 0.01}, pt{x - w, y - size*0.6}, pt{x - w*0.75, y - size}, pt{x + w*0.7, y - size*0.96}, pt{x + w, y - size*0.45}, pt{x + w*1.15, y + 0.01}), graded(dark.lighter(0.08), dark))
	s.fill(poly(pt{x - w*0.75, y - size}, pt{x + w*0.7, y - size*0.96}, pt{x + w*0.45, y - size*0.78}, pt{x - w*0.5, y - size*0.8}), flat(lit.lighter(0.12)))
	s.fill(poly(pt{x - w*0.75, y - size}, pt{x - w*0.5, y - size*0.8}, pt{x - w*0.55, y - size*0.2}, pt{x - w, y - size*0.1}, pt{x - w, y - size*0.6}), flat(mix(lit, dark, 0.35)))
	s.fill(poly(pt{x - w*0.1, y - size*0.78}, pt{x + w*0.35, y - size*0.78}, pt{x + w*0.2, y - size*0.1}, pt{x - w*0.05, y - size*0.3}), flat(lit).faint(0.4))
}
