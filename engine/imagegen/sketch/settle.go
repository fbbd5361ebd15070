package sketch

import (
	"slices"
	"sort"
	"strings"
)

// settle decides between what was said, once everything was heard.
func (r *reader) settle() {
	r.flushColours()
	b := r.b
	if len(r.meant) > 0 {
		b.hues = r.meant // whatever else is named elsewhere
	}
	b.subjects = slices.DeleteFunc(b.subjects, func(s subject) bool {
		return b.bans(s.name) || s.group != "" && b.bans(s.group) || b.bans("animal") && s.group == "bird"
	})
	b.weather = slices.DeleteFunc(b.weather, b.bans)
	b.underUmbrellas()
	b.lampsOutdoors()
	b.oldShips()
	b.mergeGeneric()
	b.caveDwellers()
	b.dressUp()
	if b.trait("market") && len(b.in("figure")) == 0 && !b.bans("people") {
		b.subjects = append(b.subjects, subject{meaning: meaning{kind: isThing, name: "crowd", place: "figure", group: "people"}, at: maxWords})
	}
	b.traits = slices.DeleteFunc(b.traits, b.bans)
	b.hues = slices.DeleteFunc(b.hues, func(h hue) bool { return slices.Contains(b.notHues, h) })
	b.time = r.chosen(r.times, b.bans)
	b.medium = r.chosen(r.mediums, func(string) bool { return false })
	if b.medium == "photo" || b.medium == "gouache" {
		for _, m := range r.mediums {
			if m.name == "blackwhite" {
				b.medium = m.name
			}
		}
	}
	slices.Sort(b.banned)
	sort.Strings(b.weather)
	b.missing = tidy(b.missing, b.banned)
}

// mergeGeneric drops such names where the thing itself came first.
func (b *brief) mergeGeneric() {
	b.subjects = slices.DeleteFunc(b.subjects, func(s subject) bool {
		return s.count < 2 && !s.plural && slices.ContainsFunc(b.subjects, func(o subject) bool {
			return o.at < s.at && slices.Contains(generic[s.name], o.name)
		})
	})
}

// oldShips gives pirates, vikings and captains of old a ship with sails.
func (b *brief) oldShips() {
	galleon := vocabulary().phrases["galleon"]
	if len(galleon) == 0 || !slices.ContainsFunc(b.subjects, func(s subject) bool {
		return strings.Contains(s.phrase, "pirate") || strings.Contains(s.phrase, "viking")
	}) {
		return
	}
	for i, s := range b.subjects {
		if s.name == "ship" {
			b.subjects[i].meaning = galleon[0]
		}
	}
}

// lampsOutdoors makes the lamps of parks and squares stand on posts.
func (b *brief) lampsOutdoors() {
	if !b.has("garden", "street", "road", "harbour", "pier", "bridge", "snowfield", "village") || b.has(interiors...) {
		return
	}
	post := vocabulary().phrases["lamppost"]
	for i, s := range b.subjects {
		if s.name == "lamp" && len(post) > 0 {
			b.subjects[i].meaning = post[0]
		}
	}
}

// underUmbrellas sends people along with umbrellas in rain or in a street.
func (b *brief) underUmbrellas() {
	u, ok := b.find("umbrella")
	if !ok || len(b.in("figure")) > 0 || b.bans("people") || !b.sky("rain") && !b.has("street", "skyline") {
		return
	}
	p := subject{meaning: meaning{kind: isThing, name: "person", place: "figure", group: "people"}, count: u.count, plural: u.plural, at: u.at}
	b.subjects = append(b.subjects, p)
}

// chosen takes the plainest word for it, and the first of several that are as
// plain.
func (r *reader) chosen(all []reading, bans func(string) bool) string {
	best, rank := "", -1
	for _, x := range all {
		if bans(x.name) {
			continue
		}
		v := x.rank
		if v > rank {
			best, rank = x.name, v
		}
	}
	return best
}

// rankOfTime puts hours that are named before hours that only their light tells.
func (r *reader) rankOfTime(name string, i, n int) int {
	phrase := strings.Join(texts(r.words[i:i+n]), " ")
	switch {
	case name == "noon" && phrase != "noon" && phrase != "midday":
		return 1
	case strings.Contains(phrase, "light") || strings.Contains(phrase, " sun") || strings.Contains(phrase, "glow") || strings.Contains(phrase, "lit"):
		return 2
	case strings.Contains(phrase, "star") || strings.Contains(phrase, "aurora") || phrase == "milky way" || strings.HasPrefix(phrase, "fire"):
		return 3
	}
	return 4
}

// tidy keeps each missing thing once.
func tidy(missing, banned []string) []string {
	var out []string
	for _, m := range missing {
		if !slices.Contains(banned, m) {
			out = appendNew(out, m)
		}
	}
	return out
}

// generic are names that a text uses again for what it has named already: the
// tower of a lighthouse, the figure that an old man is.
var generic = map[string][]string{
	"tower":    {"lighthouse", "castle", "church", "windmill", "skyline", "pagoda"},
	"house":    {"castle", "church", "village", "windmill"},
	"boat":     {"sailboat", "rowboat", "ship", "galleon"},
	"bird":     {"eagle", "owl", "raven", "heron", "penguin", "hen", "duck", "swan"},
	"tree":     {"pine", "palm", "forest"},
	"person":   {"man", "woman", "child", "couple", "crowd", "robot"},
	"mountain": {"volcano"},
	"vase":     {"sunvase"},
	"island":   {"skyisland"},
	"sailboat": {"galleon", "ship"},
	"tabletop": {"room", "kitchen", "study", "bar", "workshop"},
}
