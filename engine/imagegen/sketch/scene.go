package sketch

import (
	"cmp"
	"context"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// scene is one picture while it is being painted.
type scene struct {
	*canvas
	b    *brief
	pal  palette
	src  source
	ctx  context.Context
	near string  // what the ground is
	hor  float64 // how far down the horizon lies, in units
	sun  pt      // where the light comes from
	side float64 // -1: the weight of the picture is left, 1: it is right
	zoom float64 // how large the subjects are against their usual size
	top  float64 // where the near ground begins
	// cropColour is what blooms in a field of flowers; nil elsewhere.
	cropColour *rgb
	// natural grades people and what leads, whose own colours matter most.
	natural func(rgb) rgb
}

// layer is one step of a painting, from the back to the front.
type layer func(*scene)

// newSource keys the dice by what was understood, so that a text that loses a
// thing equals one that never had it.
func newSource(b *brief, seed uint32) source {
	h := fnv.New64a()
	for _, s := range b.subjects {
		h.Write([]byte(s.name + " "))
	}
	for _, part := range [][]string{{b.time, b.season, b.medium}, b.weather, b.moods, b.frames, b.schemes, b.content} {
		h.Write([]byte(strings.Join(part, " ") + ";"))
	}
	for _, x := range b.hues {
		h.Write([]byte(x.name + "+"))
	}
	return source{h.Sum64(), uint64(seed)}
}

func (s *scene) dice(element string) *rand.Rand { return s.src.dice(element) }

// interiors are the grounds that have walls.
var interiors = []string{"room", "kitchen", "study", "bar", "workshop"}

// waters are the grounds where water reaches to the horizon or the far bank.
var waters = []string{"sea", "beach", "lake", "harbour", "river", "swamp"}

// ground decides what the picture stands on.
func ground(b *brief) string {
	if b.has("snowglobe") {
		return "tabletop"
	}
	b = b.earthbound()
	grounds := b.in("ground")
	if len(b.in("figure", "animal", "build", "vehicle", "water")) > 0 {
		grounds = slices.DeleteFunc(grounds, func(g subject) bool { return g.name == "abstract" })
	}
	name := ""
	if len(grounds) > 0 {
		name = grounds[0].name
	}
	for _, g := range grounds {
		switch {
		case slices.Contains(interiors, g.name) && (g.after == "before" || g.after == "outside"):
			return "street"
		case slices.Contains(interiors, g.name) && b.subjects[0].place != "sky":
			return g.name
		case g.name == "beach" && (name == "sea" || name == "cliff"),
			g.name == "harbour" && name == "sea", g.name == "wheat" && name == "field", g.name == "lavender" && name == "field",
			g.name == "cave" && slices.Contains(waters, name),
			name == "forest" && slices.Contains(waters, g.name), name == "garden" && g.name == "lake",
			name == "tabletop" && !b.has("bowl", "cup", "bottle", "vase"):
			name = g.name
		}
	}
	if name == "sea" && b.sky("snow") && b.has("snowfield") {
		name = "snowfield"
	}
	if name == "wave" || name == "field" && b.has("lighthouse") {
		name = "sea"
	}
	if name == "space" && b.trait("riding") {
		name = "moonscape"
	}
	if slices.Contains([]string{"garden", "river"}, name) && b.has("bridge") || name == "river" && b.has("skyline") ||
		slices.Contains([]string{"forest", "river", "field", "garden"}, name) && b.has("waterfall") && !b.has("skyisland") {
		name = "lake" // still water, which mirrors it
	}
	return cmp.Or(name, impliedGround(b))
}

// impliedGround is where things usually are.
func impliedGround(b *brief) string {
	if len(b.subjects) == 0 {
		return impliedByLight(b)
	}
	switch first := b.subjects[0]; {
	case len(b.in("bloom")) > 0 && b.has("vase") && len(b.in("figure", "animal", "build")) == 0:
		return "tabletop"
	case len(b.in("furniture")) > 0 && len(b.in("build", "land", "vehicle")) == 0:
		if first.place == "table" && !b.has("window", "stove", "bed", "shelf") {
			return "tabletop"
		}
		return "room"
	case b.has("skyisland"):
		return "sea"
	case b.trait("undership"):
		return "underwater"
	case b.trait("wall") && len(b.in("build", "land", "water", "bridge")) == 0:
		return "wall"
	case b.trait("astronaut") && len(b.in("build", "land", "water", "bridge", "plant", "bloom")) == 0:
		return "moonscape"
	case len(b.in("water")) > 0:
		if b.has("duck", "swan", "rowboat") || b.has("mountain") {
			return "lake"
		}
		return "sea"
	case b.has("skyline") && len(b.in("vehicle", "plant")) == 0:
		return "lake"
	case b.trait("coast"):
		return "sea"
	case b.has("lighthouse") || b.has("wave", "pier"):
		return "sea"
	case b.has("cliff") && !b.has("canyon"):
		return "sea"
	case b.has("island"):
		return "sea"
	case len(b.in("deep")) > 0:
		return "underwater"
	case b.has("planet", "ufo", "comet") && len(b.in("build", "plant", "animal")) == 0, b.has("rocket") && b.has("stars", "planet", "moon"):
		return "space"
	case first.place == "abstract" && len(b.in("figure", "animal", "build", "vehicle", "plant", "water", "land")) == 0:
		return "abstract"
	case first.name == "lantern" && len(b.subjects) == 1:
		return "tabletop"
	case b.trait("seamless") && first.shape != "" && len(b.in("build", "land", "water", "bridge")) == 0:
		return "tabletop"
	case first.place == "table" && len(b.in("figure", "animal", "build", "land", "vehicle")) == 0:
		return "tabletop"
	case b.has("bridge"), b.has("aurora") && !b.sky("snow"):
		return "lake"
	case b.trait("water"):
		return "lake"
	case b.has("waterfall"):
		return "lake"
	case b.trait("window") && len(b.in("build", "land", "plant", "vehicle")) == 0:
		return "room"
	case b.trait("town") && len(b.in("build", "land", "plant", "bloom")) == 0:
		return "street"
	case b.role().where != "" && len(b.in("build", "land", "vehicle", "plant")) == 0:
		return b.role().where
	case b.sky("snow"):
		return "snowfield"
	case b.has("camel", "pyramid", "cactus", "canyon", "dune"):
		return "desert"
	case b.trait("sand"):
		return "beach"
	case b.has("streetlamp", "phonebox") || len(b.in("vehicle")) > 0 && b.sky("rain"):
		return "street"
	case b.has("penguin"):
		return "snowfield"
	}
	return "field"
}

// impliedByLight finds a place for a text that names none but a sky.
func impliedByLight(b *brief) string {
	switch {
	case b.trait("town"):
		return "street"
	case b.trait("water") || b.trait("coast"):
		return "sea"
	case b.season == "winter" && !b.bans("snow") || b.sky("snow"):
		return "snowfield"
	case len(b.weather) > 0 || b.time != "" && len(b.content) == 0:
		return "field"
	}
	return "abstract"
}

// compose settles where the horizon, the light and the weight of the picture
// lie.
func (s *scene) compose() {
	r := s.dice("composition")
	s.near = ground(s.b)
	s.side = oneOf(r, -1.0, 1.0)
	h := oneOf(r, between(r, 0.36, 0.42), between(r, 0.56, 0.64))
	if s.near == "beach" || s.near == "sea" || s.near == "harbour" || s.near == "lake" {
		h = between(r, 0.42, 0.55)
	}
	if len(s.b.in("animal", "figure", "vehicle")) > 0 {
		h = min(h, 0.55)
	}
	if len(s.b.in("sky")) > 1 || s.b.has("aurora", "milkyway", "balloon", "fireworks", "dragon", "kite") {
		h = max(h, 0.58)
	}
	switch {
	case s.b.frame("low"):
		h = between(r, 0.64, 0.72)
	case s.b.frame("high") || s.b.frame("aerial"):
		h = between(r, 0.22, 0.3)
	case s.b.frame("minimal"):
		h = between(r, 0.6, 0.72)
	}
	if b := s.b; b.has("mountain", "volcano") && !slices.Contains(waters, s.near) && !b.frame("high") {
		h = max(h, between(r, 0.6, 0.68))
	}
	if s.near == "sea" && len(s.b.in("build")) > 0 && !s.b.frame("high") {
		h = max(h, between(r, 0.54, 0.62))
	}
	switch s.near {
	case "street":
		h = between(r, 0.58, 0.66)
	case "wall":
		h = between(r, 0.76, 0.8)
	case "cave":
		h = 0.5
	case "rooftop":
		h = between(r, 0.6, 0.65)
	case "branch":
		h = between(r, 0.62, 0.72)
	case "clouds":
		h = between(r, 0.58, 0.66)
	}
	if s.near == "lake" && s.b.has("mountain", "bridge", "skyline") {
		h = max(h, between(r, 0.42, 0.48))
	}
	if s.b.has("waterfall") && !s.b.has("skyisland") {
		h = between(r, 0.66, 0.72)
	}
	if s.b.has("bridge") && slices.Contains(waters, s.near) {
		h = between(r, 0.52, 0.6)
	}
	if s.b.trait("tornado") {
		h = max(h, between(r, 0.68, 0.74))
	}
	if s.b.trait("moonback") {
		h = max(h, between(r, 0.68, 0.74))
	}
	if s.b.has("skyisland") {
		h = max(h, between(r, 0.7, 0.76))
	}
	if _, ok := s.b.flier(); ok && s.near != "street" {
		h = max(h, between(r, 0.64, 0.7))
	}
	s.hor = h * s.h
	s.sun = pt{s.w * (0.5 - s.side*between(r, 0.08, 0.24)), s.sunHeight(r)}
	if s.b.frame("centred") && !slices.Contains(interiors, s.near) {
		s.sun.x, s.side = s.w/2, s.side*0.02
	}
	s.zoom = 1
	switch {
	case s.b.frame("close"):
		s.zoom = 1.7
	case s.b.frame("wide"), s.b.frame("minimal"):
		s.zoom = 0.6
	}
	s.top = s.hor
	if s.near == "moonscape" {
		s.pal.light, s.pal.shade, s.pal.fog, s.pal.lamps = rgb{0.95, 0.95, 1}, hex(0x5a5f78), 0.15, false
	}
}

func (s *scene) sunHeight(r *rand.Rand) float64 {
	switch s.b.time {
	case "sunset", "dawn":
		return s.hor - between(r, 0.02, 0.1)
	case "golden":
		return s.hor - between(r, 0.12, 0.2)
	case "morning":
		return s.hor * between(r, 0.45, 0.6)
	}
	return s.hor * between(r, 0.22, 0.45)
}

// stage is what kind of place a picture is.
type stage string

const (
	landscape stage = "landscape"
	street    stage = "street"
	room      stage = "room"
	tabletop  stage = "tabletop"
	portrait  stage = "portrait"
	space     stage = "space"
	deep      stage = "deep"
	aerial    stage = "aerial"
	abstract  stage = "abstract"
	emblem    stage = "emblem"
	cave      stage = "cave"
)

func (s *scene) stage() stage {
	b := s.b
	switch {
	case b.emblem() != nil:
		return emblem
	case b.has("portrait") && len(b.in("animal")) == 0 && (len(b.in("figure")) > 0 || b.subjects[0].name == "portrait"):
		return portrait
	case b.faces():
		return portrait
	case slices.Contains(interiors, s.near), s.near == "stage":
		return room
	case s.near == "tabletop":
		return tabletop
	case s.near == "space":
		return space
	case s.near == "underwater":
		return deep
	case s.near == "abstract":
		return abstract
	case s.near == "cave":
		return cave
	case s.overhead() != "":
		return aerial
	case s.near == "street":
		return street
	}
	return landscape
}

// layers is the order of painting.
func (s *scene) layers() []layer {
	switch s.stage() {
	case portrait:
		return []layer{(*scene).paintBackdrop, func(s *scene) { s.truly(s.paintPortrait) }}
	case room:
		return []layer{(*scene).paintRoom, (*scene).paintRoomThings}
	case tabletop:
		return []layer{(*scene).paintTable, (*scene).paintTableThings}
	case space:
		return []layer{(*scene).paintSpace, (*scene).paintSpaceThings}
	case deep:
		return []layer{(*scene).paintDeep, (*scene).paintDeepThings}
	case abstract:
		return []layer{(*scene).paintAbstract}
	case emblem:
		return []layer{(*scene).paintEmblem}
	case cave:
		return []layer{(*scene).paintSky, (*scene).paintClouds, (*scene).paintCave, (*scene).paintSubjects, (*scene).paintAloft, (*scene).paintAir}
	case aerial:
		return []layer{(*scene).paintAerial}
	case street:
		return []layer{(*scene).paintSky, (*scene).paintClouds, (*scene).paintRainbow, (*scene).paintStreet, (*scene).paintFog,
			(*scene).paintSubjects, (*scene).paintAloft, (*scene).paintAir, (*scene).paintWeather}
	}
	return []layer{(*scene).paintSky, (*scene).paintClouds, (*scene).paintRainbow, (*scene).paintFar, (*scene).paintGround, (*scene).paintBuildings,
		(*scene).paintBridge, (*scene).paintWater, (*scene).paintNear, (*scene).paintPlants, (*scene).paintFog, (*scene).paintSubjects,
		(*scene).paintAloft, (*scene).paintAir, (*scene).paintWeather}
}

// spotlit paints the main subject: in a dark picture it gets a little more
// light than its surroundings, so that the eye finds it.
func (s *scene) spotlit(draw func()) {
	had := s.pal
	t := 0.32 * s.pal.dark
	s.pal.light = mix(s.pal.light, hex(0xfff0d8), t)
	s.pal.shade = mix(s.pal.shade, hex(0xb0a8b8), t*0.7)
	s.pal.back *= 1 - 0.6*s.pal.dark
	s.truly(draw)
	s.pal = had
}

// truly paints with little of the named colours.
func (s *scene) truly(draw func()) {
	had := s.grade
	s.grade = s.natural
	draw()
	s.grade = had
}

// paint lays the layers until the context ends.
func (s *scene) paint(tick func(float64)) {
	all := s.layers()
	for i, l := range all {
		if s.ctx.Err() != nil {
			return
		}
		l(s)
		if tick != nil {
			tick(float64(i+1) / float64(len(all)+1))
		}
	}
}
