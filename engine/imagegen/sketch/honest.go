package sketch

import "slices"

// notDrawn lists what the text names and the picture does not show: things
// that are not in the repertoire, and things that have no place in this kind
// of picture. At most six.
func (s *scene) notDrawn() []string {
	dressed := len(s.b.in("figure")) > 0 && s.stage() != portrait
	out := slices.DeleteFunc(slices.Clone(s.b.missing), func(m string) bool {
		return dressed && in(m, outfit) && (s.b.role().names != "" || tool(m) != "")
	})
	for _, sub := range s.b.subjects {
		if !s.shows(sub) {
			out = appendNew(out, sub.phrase)
		}
	}
	return out[:min(len(out), 6)]
}

// shows says whether a kind of picture has a place for a thing.
func (s *scene) shows(sub subject) bool {
	if sub.phrase == "" || sub.place == "ground" {
		return sub.place != "ground" || s.showsGround(sub.name)
	}
	if slices.Contains([]string{"sun", "moon", "stars", "cloud"}, sub.name) {
		return true // it is there as light
	}
	shaped := sub.shape != ""
	if t, ok := s.inHand(); ok && t.name == sub.name && s.stage() != portrait {
		return true
	}
	if up, ok := s.b.flier(); ok && up.name == sub.name {
		return slices.Contains([]stage{landscape, street}, s.stage())
	}
	switch s.stage() {
	case portrait:
		return sub.place == "figure" || sub.name == "hat"
	case room:
		switch sub.place {
		case "figure", "animal", "vehicle", "near", "furniture", "table", "plant", "bloom":
			return true
		case "sky":
			return shaped
		}
		return slices.Contains([]string{"lighthouse", "mountain", "hill", "skyline"}, sub.name)
	case tabletop:
		return shaped || sub.place == "bloom" || slices.Contains([]string{"table", "window"}, sub.name)
	case space:
		return sub.place == "sky" || shaped || sub.place == "figure"
	case deep:
		if _, ok := silhouettes()[sub.name]; sub.place == "build" && ok || slices.Contains([]string{"skyline", "village"}, sub.name) {
			return true
		}
		return sub.place == "figure" || shaped && slices.Contains([]string{"deep", "water", "animal", "vehicle"}, sub.place)
	case aerial:
		return s.showsAbove(sub)
	case abstract:
		return sub.place == "abstract"
	case emblem:
		return s.b.emblem().name == sub.name
	case cave:
		return !slices.Contains([]string{"build", "land", "plant", "bloom", "bridge", "abstract"}, sub.place) && s.outdoors(sub)
	case street:
		return !slices.Contains([]string{"build", "plant", "bloom", "land", "bridge", "abstract"}, sub.place) && s.outdoors(sub) || slices.Contains([]string{"skyline", "road", "house", "village"}, sub.name)
	}
	return s.outdoors(sub)
}

// outdoors says whether a landscape or a street shows a thing.
func (s *scene) outdoors(sub subject) bool {
	switch sub.place {
	case "table", "furniture", "deep":
		return !s.skipped(sub) || slices.Contains([]string{"window", "door"}, sub.name)
	case "abstract":
		return false
	}
	return true
}

// showsGround says whether a named place is in the picture. Land and water mix;
// walls, streets, stars and deep water do not.
func (s *scene) showsGround(name string) bool {
	apart := append(slices.Clone(interiors), "stage", "street", "underwater", "space", "cave")
	if name == s.near || name == "portrait" || name == "tabletop" || name == "abstract" {
		return true
	}
	switch s.stage() {
	case emblem:
		return s.b.emblem().name == name
	case landscape, aerial:
		return !slices.Contains(apart, name)
	case room:
		return slices.Contains(apart, name) || slices.Contains([]string{"sea", "beach", "harbour", "field", "garden", "wave"}, name)
	case street:
		return slices.Contains([]string{"harbour", "street"}, name) || slices.Contains(interiors, name) // as a front
	case cave:
		return slices.Contains(waters, name) || name == "field" || name == "snowfield"
	}
	return false
}

// showsAbove says whether a thing is seen in a land from straight above.
func (s *scene) showsAbove(sub subject) bool {
	land := s.overhead()
	switch sub.place {
	case "water", "deep":
		return slices.Contains([]string{"shore", "island", "pond", "sea"}, land)
	case "figure":
		return land == "shore"
	case "vehicle":
		return land == "forest" || land == "city"
	case "plant":
		return sub.name != "cactus" && land != "dunes" && land != "sea"
	case "bloom":
		return land == "pond"
	}
	return slices.Contains([]string{"skyline", "island", "road", "village", "house", "hill", "parasol", "rock", "cliff"}, sub.name)
}
