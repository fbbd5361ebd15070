package sketch

import (
	"math"
	"strings"
)

// role is what a calling adds to a figure, so that it is known from afar.
type role struct {
	names  string // the words that call it
	hat    string
	hatted rgb
	coat   rgb
	long   bool // a robe or a gown
	holds  string
	pose   string
	where  string // the ground it is usually found on
	cape   *rgb
	apron  bool
	wings  bool
}

var (
	steel   = hex(0x9aa4ad)
	redCape = hex(0xa82f35)
	white   = hex(0xf4f1ea)
	navy    = hex(0x27375a)
)

var roles = []role{
	{names: "sailor seaman captain mariner", hat: "cap", hatted: navy, coat: navy, where: "harbour"},
	{names: "pirate", hat: "brim", hatted: hex(0x2a2430), coat: hex(0x7d2a30), holds: "sword", where: "beach"},
	{names: "fisherman fishermen angler fisher", hat: "brim", hatted: hex(0xd9b44a), coat: hex(0xe0b03c), holds: "rod", where: "lake"},
	{names: "chef cook baker", hat: "toque", hatted: white, coat: white, apron: true, holds: "pan", where: "kitchen"},
	{names: "barista waiter waitress barman bartender", coat: hex(0x3a3f48), apron: true, where: "bar"},
	{names: "knight", hat: "helmet", hatted: steel, coat: steel, holds: "sword", cape: &redCape},
	{names: "warrior soldier gladiator viking", hat: "helmet", hatted: hex(0x8a7a5a), coat: hex(0x7a4a34), holds: "spear", cape: &redCape},
	{names: "samurai", hat: "helmet", hatted: hex(0x6a2a2a), coat: hex(0x7d2a2f), holds: "sword", long: true},
	{names: "wizard sorcerer mage", hat: "pointed", hatted: hex(0x4a3f86), coat: hex(0x4a3f86), long: true, holds: "staff"},
	{names: "witch", hat: "pointed", hatted: hex(0x2a2433), coat: hex(0x3a2d48), long: true, holds: "broom"},
	{names: "king", hat: "crown", hatted: hex(0xe6b83c), coat: hex(0x8a2f3a), long: true, cape: &redCape},
	{names: "queen princess prince", hat: "crown", hatted: hex(0xe6b83c), coat: hex(0x7a4a8a), long: true},
	{names: "monk", coat: hex(0xc9752f), long: true}, {names: "priest nun", hat: "hood", hatted: hex(0x2a2a33), coat: hex(0x2a2a33), long: true},
	{names: "farmer gardener", hat: "straw", hatted: hex(0xe0bf74), coat: hex(0x4f7396), holds: "fork"},
	{names: "shepherd", hat: "straw", hatted: hex(0xc9a768), coat: hex(0x8a7354), holds: "staff", long: true},
	{names: "cowboy", hat: "brim", hatted: hex(0x7a5236), coat: hex(0xa8553c), where: "desert"},
	{names: "detective spy", hat: "brim", hatted: hex(0x5a5044), coat: hex(0xb59a6e), long: true, where: "street"},
	{names: "painter artist", hat: "beret", hatted: hex(0x9a3238), coat: hex(0x4f6f86), apron: true, holds: "brush", pose: "work"},
	{names: "violinist fiddler violin string orchestra", holds: "violin", coat: hex(0x2f3340), pose: "play"},
	{names: "guitarist musician busker bard music", holds: "guitar", coat: hex(0x8a4a34), pose: "work"},
	{names: "trumpeter saxophonist trumpet saxophone jazz brass marching", hat: "brim", hatted: hex(0x2a2a30), holds: "trumpet", coat: hex(0x34384a), pose: "play"},
	{names: "conductor singer", coat: hex(0x23242c), holds: "wand", pose: "raise", where: "stage"},
	{names: "ballerina ballet", coat: hex(0xf0bcc8), pose: "dance", where: "stage"}, {names: "dancer dancers", coat: hex(0xc23a3a), pose: "dance", where: "stage"},
	{names: "surfer surfing", coat: hex(0xe07a3c), pose: "surf", where: "sea"},
	{names: "skier skiing snowboarder", hat: "beanie", hatted: hex(0xd9483c), coat: hex(0x2f7fb0), holds: "poles", pose: "surf", where: "snowfield"},
	{names: "skater skateboarder", hat: "beanie", hatted: hex(0x33405a), coat: hex(0xd97a3c), pose: "surf", where: "street"},
	{names: "runner jogger sprinter athlete footballer football soccer", coat: hex(0xd2402f), pose: "run"},
	{names: "tennis badminton", coat: white, holds: "racket", pose: "run"},
	{names: "cyclist biker", hat: "helmet", hatted: hex(0xe6c23c), coat: hex(0xd2402f)},
	{names: "climber mountaineer", hat: "helmet", hatted: hex(0xe0602c), coat: hex(0x2f6f9a), pose: "climb"},
	{names: "hiker explorer traveller traveler wanderer backpacker", hat: "brim", hatted: hex(0x8a6a44), coat: hex(0xb5643c), holds: "stick"},
	{names: "scientist chemist doctor", coat: white, long: true, where: "workshop"}, {names: "nurse", hat: "beret", hatted: white, coat: white},
	{names: "builder miner firefighter fireman engineer", hat: "helmet", hatted: hex(0xe6b23c), coat: hex(0xd97a2c)},
	{names: "postman mailman policeman policewoman pilot", hat: "cap", hatted: navy, coat: navy},
	{names: "blacksmith carpenter potter weaver", coat: hex(0x8a6a4c), apron: true, where: "workshop", pose: "work"},
	{names: "bride", hat: "hood", hatted: white, coat: white, long: true}, {names: "geisha", coat: hex(0xb53a4c), long: true},
	{names: "superhero hero heroine", coat: hex(0x2f5fa8), cape: &redCape, pose: "raise"},
	{names: "santa", hat: "pointed", hatted: hex(0xc2302f), coat: hex(0xc2302f), where: "snowfield"},
	{names: "mermaid", where: "sea"},
	{names: "ninja", hat: "hood", hatted: hex(0x23242c), coat: hex(0x2a2b36), holds: "sword", pose: "run"},
	{names: "vampire", coat: hex(0x2a2430), cape: &redCape}, {names: "zombie", coat: hex(0x66694e)},
	{names: "angel fairy", coat: hex(0xf2ecdf), long: true, wings: true},
	{names: "clown jester", hat: "pointed", hatted: hex(0x3f9a6a), coat: hex(0xe0a02f)}, {names: "elf gnome dwarf leprechaun", hat: "pointed", hatted: hex(0xb5342f), coat: hex(0x4f7a3c)},
	{names: "photographer", holds: "camera", coat: hex(0x4a4a3c), pose: "work"}, {names: "detectorist keeper", hat: "cap", hatted: navy, coat: hex(0x3a4f5c)},
	{names: "teacher librarian scholar student", holds: "book", coat: hex(0x5a6a4c), where: "study"},
}

// role finds the calling of the people in a text.
func (b *brief) role() role {
	for _, sub := range b.in("figure") {
		for name := range strings.FieldsSeq(sub.phrase) {
			for _, r := range roles {
				if in(name, r.names) || in(strings.TrimSuffix(name, "s"), r.names) {
					return r
				}
			}
		}
	}
	return role{}
}

// headgear puts a hat on a head. Its own coordinates are radii of the head
// around its middle, y up.
func (s *scene) headgear(kind string, at func(x, y float64) pt, c rgb) {
	shape := func(k ink, points ...float64) {
		var knots []knot
		for i := 0; i+1 < len(points); i += 2 {
			knots = append(knots, knot{at(points[i], points[i+1]), false})
		}
		s.fill(path{curve(knots)}, k)
	}
	sharp := func(k ink, points ...float64) {
		var out []pt
		for i := 0; i+1 < len(points); i += 2 {
			out = append(out, at(points[i], points[i+1]))
		}
		s.fill(path{out}, k)
	}
	body, dark := graded(c.lighter(0.1), c.darker(0.1)), flat(c.darker(0.3))
	switch kind {
	case "toque":
		shape(body, -0.85, 0.5, -1.2, 1.5, -0.8, 2.1, 0, 2.3, 0.8, 2.1, 1.2, 1.5, 0.85, 0.5)
		sharp(flat(c.darker(0.12)), -0.9, 0.35, -0.9, 0.85, 0.9, 0.85, 0.9, 0.35)
	case "helmet":
		shape(body, -1.1, 0.1, -1.05, 0.8, 0, 1.35, 1.05, 0.8, 1.1, 0.1, 0, 0.35)
		sharp(dark, -1.15, 0.3, -1.15, 0.1, 1.2, 0.1, 1.2, 0.3)
		sharp(dark, -0.08, 1.3, 0.1, 1.3, 0.1, 0.2, -0.08, 0.2)
	case "pointed":
		sharp(body, -0.95, 0.5, -0.2, 2.7, -0.5, 2.9, 0.95, 0.5)
		shape(dark, -1.7, 0.35, 0, 0.75, 1.7, 0.35, 0, 0.15)
	case "crown":
		sharp(body, -0.85, 0.55, -1, 1.5, -0.45, 1.05, 0, 1.7, 0.45, 1.05, 1, 1.5, 0.85, 0.55)
		sharp(dark, -0.85, 0.5, -0.85, 0.7, 0.85, 0.7, 0.85, 0.5)
		for _, x := range []float64{-1, 0, 1} {
			s.fill(disc(at(x, 1.55).x, at(x, 1.6).y, 0.12*math.Abs(at(1, 0).x-at(0, 0).x)), flat(hex(0xc8362f)))
		}
	case "straw", "brim":
		shape(body, -0.8, 0.45, -0.75, 1.25, 0, 1.4, 0.75, 1.25, 0.8, 0.45)
		shape(graded(c.lighter(0.15), c.darker(0.15)), -1.8, 0.4, -0.9, 0.68, 0.9, 0.68, 1.8, 0.4, 0, 0.26)
		sharp(dark, -0.8, 0.55, -0.79, 0.8, 0.79, 0.8, 0.8, 0.55)
	case "beret":
		shape(body, -1.3, 0.6, -1.1, 1.1, 0.1, 1.25, 1, 0.9, 1, 0.5, 0, 0.55)
	case "hood":
		shape(body, -1.2, -1.2, -1.25, 0.4, -0.5, 1.25, 0.5, 1.2, 0.85, 0.7, 0.1, 0.6, -0.35, -0.2, -0.5, -1.2)
	case "beanie":
		shape(body, -1, 0.3, -0.85, 1, 0, 1.3, 0.85, 1, 1, 0.3)
		sharp(dark, -1.05, 0.25, -1.05, 0.6, 1.05, 0.6, 1.05, 0.25)
	default: // a cap with a peak
		shape(body, -1, 0.4, -1.1, 0.95, -0.3, 1.3, 0.7, 1.2, 1.05, 0.8, 1, 0.4)
		sharp(dark, -1, 0.3, -1, 0.5, 1.05, 0.5, 1.6, 0.2, 0.9, 0.22)
	}
}

// ensemble is true for people who make music together.
func (s subject) ensemble() bool {
	for _, last := range []string{"band", "festival", "concert", "quartet", "trio", "orchestra"} {
		if strings.HasSuffix(s.phrase, last) {
			return true
		}
	}
	return false
}
