package composer

import (
	"slices"
	"strings"
)

// What somebody does says where they are, and that it is a scene rather than
// a portrait: "my grandmother teaching my brother to bake bread" is in a kitchen.

// still are what people do while they sit for a portrait.
var still = []string{"wearing", "looking", "smiling", "holding", "standing", "sitting", "posing", "staring", "gazing", "laughing", "crying", "frowning", "resting", "leaning", "braided", "haired", "bearded", "dressed", "tattooed", "freckled", "aged", "eyed"}

// rides are what people do with a vehicle or a horse.
var rides = []string{"riding", "flying", "driving", "sailing", "rowing", "steering", "piloting", "paddling"}

// addDoing reads what is done in a text whose head lives.
func (b *wordBook) addDoing(s *scene, head noun, text string) {
	if !lives(head.kind) {
		return
	}
	words := wordsOf(text)
	living, before := 0, false
	for i, w := range words {
		n, _, ok := b.nounAt(words, i)
		now := ok && lives(n.kind)
		if now && !before { // a viking woman is one
			living++
		}
		before = now
		if strings.HasSuffix(w, "ing") && isParticiple(w) && !ok && !slices.Contains(still, w) {
			s.acting = true
		}
		if slices.Contains(rides, w) {
			b.ride(s, words[i+1:])
		}
	}
	if !s.placed {
		b.placeOfDoing(s, words, text)
	}
	if s.acting && head.topic == "portrait" {
		with := "figure"
		if living > 1 {
			with = "group"
		}
		s.topics = replaceTopic(s.topics, "portrait", with)
		if s.place == "studio" {
			s.place = "city"
		}
	}
}

// ride puts somebody where the vehicle is that they drive.
func (b *wordBook) ride(s *scene, words []string) {
	for i := range words {
		n, _, ok := b.nounAt(words, i)
		if ok && n.kind == "vehicle" && !s.placed {
			s.place, s.topics, s.placed, s.acting = n.place, []string{n.topic}, true, true
		}
		if ok || i == 3 {
			return
		}
	}
}

// placeOfDoing finds the place that goes with what is done.
func (b *wordBook) placeOfDoing(s *scene, words []string, text string) {
	elsewhere := saysWhere(text) && !b.namesFurniture(text) || s.has("beast") // a dragon sleeps in no bedroom
	for i := range words {
		for n := min(3, len(words)-i); n > 0; n-- {
			at, ok := b.doings[strings.Join(words[i:i+n], " ")]
			if !ok || at.place == "indoor" && elsewhere {
				continue
			}
			s.place, s.placed, s.acting = at.place, true, true
			s.topics = appendNew(slices.DeleteFunc(s.topics, func(t string) bool { return t == "pet" || t == "wild" }), at.topic)
			return
		}
	}
}

func hasAnyWord(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return hasWord(text, w) })
}

// sit makes a portrait of somebody where the words ask for one.
func (s *scene) sit(words string) {
	if s.kind != "person" || !hasAnyWord(words, "portrait", "headshot", "head and shoulders", "selfie", "bust") {
		return
	}
	s.topics = replaceTopic(replaceTopic(s.topics, "figure", "portrait"), "group", "portrait")
	if !s.placed {
		s.place = "studio"
	}
}

// glows are what gives its own light: the topic and its words.
var glows = []struct {
	topic string
	words []string
}{
	{"neonlit", []string{"neon"}}, {"lava", []string{"volcano", "lava", "erupting"}}, {"auroral", []string{"aurora", "northern lights"}},
	{"fireworks", []string{"fireworks"}}, {"camp", []string{"campfire", "bonfire"}}, {"lanterns", []string{"lanterns"}},
}

// namesFurniture says whether a text names what stands in rooms.
func (b *wordBook) namesFurniture(text string) bool {
	words := wordsOf(text)
	for i := range words {
		if n, _, ok := b.nounAt(words, i); ok && (n.topic == "furniture" || n.place == "indoor" && n.kind == "place") {
			return true
		}
	}
	return hasAnyWord(text, "lap", "blanket", "pillow", "cushion", "basket", "box", "bowl", "teacup", "cup")
}

func isGlow(topic string) bool {
	for _, g := range glows {
		if g.topic == topic {
			return true
		}
	}
	return false
}
