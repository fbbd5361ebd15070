package sketch

import "slices"

// subject is a thing that a text asks for.
type subject struct {
	meaning
	count  int // how many; 0 leaves it open
	plural bool
	colour *rgb // its own colour: a red boat
	traits []string
	at     int    // which word of the text it is
	after  string // the preposition that leads to it: "under" a tree
	phrase string // what the text calls it
}

// number is how many to draw.
func (s subject) number(open int) int {
	if s.count > 0 {
		return s.count
	}
	if s.plural {
		return open
	}
	return 1
}

// hue is a colour that the whole picture should lean to.
type hue struct {
	name   string
	colour rgb
}

// brief is what a painter takes from a text.
type brief struct {
	subjects []subject
	time     string
	weather  []string
	season   string
	moods    []string
	medium   string
	hues     []hue
	only     bool // nothing but those hues
	schemes  []string
	frames   []string
	traits   []string
	banned   []string // names and groups that must not be there
	notHues  []hue
	missing  []string       // things named that are not in the repertoire
	worn     map[string]rgb // the colours of hair, coat and hat
	hat      *subject       // what an animal has on its head
	content  []string       // words that mean nothing to the painter but tell texts apart
}

func (b *brief) find(name string) (subject, bool) {
	i := slices.IndexFunc(b.subjects, func(s subject) bool { return s.name == name })
	if i < 0 {
		return subject{}, false
	}
	return b.subjects[i], true
}

func (b *brief) has(names ...string) bool {
	return slices.ContainsFunc(b.subjects, func(s subject) bool { return slices.Contains(names, s.name) })
}

func (b *brief) in(places ...string) []subject {
	var out []subject
	for _, s := range b.subjects {
		if slices.Contains(places, s.place) {
			out = append(out, s)
		}
	}
	return out
}

func (s subject) is(trait string) bool { return slices.Contains(s.traits, trait) }

func (b *brief) frame(name string) bool  { return slices.Contains(b.frames, name) }
func (b *brief) trait(name string) bool  { return slices.Contains(b.traits, name) }
func (b *brief) scheme(name string) bool { return slices.Contains(b.schemes, name) }
func (b *brief) mood(name string) bool   { return slices.Contains(b.moods, name) }
func (b *brief) sky(name string) bool    { return slices.Contains(b.weather, name) }
func (b *brief) bans(name string) bool   { return slices.Contains(b.banned, name) }

// warm is true at the hours when a low sun colours everything.
func (b *brief) warm() bool { return slices.Contains([]string{"sunset", "golden", "dawn"}, b.time) }

// faces is true where a text speaks of nothing but somebody's face: then the
// picture is a portrait, though nobody said so.
func (b *brief) faces() bool {
	if len(b.subjects) == 0 || b.subjects[0].place != "figure" || b.subjects[0].shape != "" || b.subjects[0].number(3) != 1 || len(b.in("figure")) != 1 || b.frame("wide") || b.frame("minimal") || len(b.weather) > 0 || b.season != "" ||
		slices.Contains([]string{"couple", "crowd"}, b.subjects[0].name) || slices.ContainsFunc(poseTraits, func(p struct{ trait, pose string }) bool { return b.trait(p.trait) }) {
		return false
	}
	for _, s := range b.subjects {
		if s.place != "figure" && s.name != "hat" {
			return false
		}
	}
	_, hair := b.worn["hair"]
	return hair || b.trait("bearded") || b.trait("glasses") || b.frame("close")
}
