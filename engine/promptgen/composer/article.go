package composer

import (
	"slices"
	"strings"
)

// massFood and the like have no article: "ramen on a table".
var countableFood = []string{
	"cake", "wedding cake", "birthday cake", "cupcake", "pie", "pizza", "burger", "hamburger", "croissant", "pancake", "cookie", "sandwich", "hot dog",
	"cocktail", "doughnut", "donut", "taco", "omelette", "dinner", "candlelit dinner", "buffet", "feast", "bento box", "brunch spread", "cappuccino", "espresso", "meal", "salad", "apple", "pear", "lemon", "orange", "peach", "pomegranate",
	"muffin", "brownie", "waffle", "bagel", "baguette", "pretzel", "tart", "quiche", "cheesecake", "steak", "fried egg", "lobster", "kebab", "smoothie", "milkshake", "martini",
	"charcuterie board", "cheese board", "platter", "sushi platter", "poke bowl", "spring roll", "macaron", "gingerbread house", "apple pie", "latte", "roast chicken", "popsicle", "ice lolly",
	"fig", "strawberry", "banana", "tomato", "pumpkin", "onion", "artichoke", "watermelon", "mango", "avocado", "aubergine", "radish",
}

// uncounted are nouns of places and people that stand without an article.
var uncounted = []string{
	"atlantic", "pacific", "himalaya", "sahara", "gobi", "arctic", "antarctica", "surf", "farmland", "countryside", "rainbow trout", "tundra", "taiga",
	"mars", "saturn", "jupiter", "earth", "space", "cosmos", "milky way", "universe", "grandma", "grandpa", "mother", "father", "downtown",
	"underwater", "undersea", "architecture", "coral", "lavender", "moss", "ivy", "packaging", "soap", "lipstick", "1girl", "1boy", "god", "chess", "poker",
	"northern lights", "driftwood", "woods", "dice", "batman", "cthulhu", "godzilla", "superman", "spider-man", "spiderman", "wonder woman", "love", "burnout", "time", "someone", "somebody", "jazz", "techno", "brunch", "breakfast", "lunch", "rage", "fury", "bliss", "envy", "jealousy", "karma", "luck", "gratitude", "trust", "greed", "panic",
}

// likenesses are what is "of" something.
var likenesses = []string{"version", "exposure", "render", "rendering", "scene", "mural", "statue", "pattern", "poster", "photo", "photograph", "painting", "drawing", "watercolour", "watercolor", "illustration", "print", "sketch", "portrait", "shot", "collage", "blueprint", "view", "cutaway", "map", "close-up", "still", "pair", "bowl", "cup", "glass", "bouquet", "field", "pile"}

// onceOnly are what there is one of with the name that follows: "the battle of
// Waterloo".
var onceOnly = []string{"battle", "siege", "fall", "rise", "birth", "death", "coronation", "streets", "skyline", "ruins", "gardens", "canals", "rooftops"}

// withLeadArticle gives "red fox in the snow" its article where it is sure
// that one is missing.
func (c *Composer) withLeadArticle(text string) string {
	lead := chunks(text)[0]
	words := wordPattern().FindAllString(lead, -1)
	if len(words) == 0 || len(words) > 4 || isDeterminer(lower(words[0])) || isPreposition(lower(words[0])) || !c.startsPlain(words) {
		return text
	}
	low := wordsOf(lead)
	if c.book.proper[strings.Join(low, " ")] {
		return text
	}
	for i, w := range low {
		if isConjunction(w) && i > 0 && !(i == 1 && strings.HasPrefix(lower(text), "black and white ")) {
			low = low[:i]
			break
		}
	}
	if len(low) == 1 && slices.Contains(onlyOnes[:7], low[0]) {
		return "the " + small(text)
	}
	if made := slices.Contains(likenesses, low[len(low)-1]) && hasAnyPrefix(low[0], "children's", "child's", "kids'"); made {
		return article(text) + " " + small(text)
	}
	if digits(low[0]) || slices.ContainsFunc(low, func(w string) bool { return hasAnySuffix(w, "'s", "’s") || isDeterminer(w) && !digits(w) }) {
		return text
	}
	if of, ok := strings.CutPrefix(strings.TrimSpace(text[len(lead):]), "of "); ok && len(low) == 1 && slices.Contains(onceOnly, low[0]) && (c.book.proper[lower(of)] || startsUpper(of)) {
		return "the " + small(text)
	}
	if slices.Contains(likenesses, low[len(low)-1]) && strings.HasPrefix(strings.TrimSpace(text[len(lead):]), "of ") {
		return article(text) + " " + small(text)
	}
	for i := range low {
		if i > 0 && strings.HasSuffix(low[i], "ed") && isParticiple(low[i]) && c.isNoun(low[i-1]) && (i+1 == len(low) || !c.isNoun(low[i+1])) {
			low = low[:i] // "a sleeping fox curled up"
			break
		}
	}
	for i := range low {
		n, used, ok := c.book.nounAt(low, i)
		if !ok || i+used != len(low) {
			continue
		}
		phrase := strings.Join(low[i:], " ")
		_, exact := c.book.nouns[phrase]
		food := n.kind == "food" && !slices.Contains(countableFood, phrase)
		if !exact || food || c.book.proper[low[len(low)-1]] || n.kind == "abstract" && n.topic == "shapes" ||
			c.book.foreign[phrase] || isMass(low[len(low)-1]) || looksPlural(low[len(low)-1]) || slices.Contains(uncounted, phrase) || c.isCity(phrase) {
			return text
		}
		return article(text) + " " + small(text)
	}
	if !slices.ContainsFunc(low, digits) && c.isThing(low, text[len(lead):]) {
		return article(text) + " " + small(text)
	}
	return text
}

// isThing says whether words that the lists do not have are surely one thing in
// English: something known stands before its last word, "a luxury watch
// advertisement", or it does something, "a narwhal breaching".
func (c *Composer) isThing(low []string, rest string) bool {
	last := low[len(low)-1]
	if len(low) > 1 && slices.Contains([]string{"day", "night", "morning", "evening", "afternoon"}, last) {
		return true // "a rainy day"
	}
	if isMass(last) || slices.ContainsFunc(low, looksPlural) || isParticiple(last) || hasAnySuffix(last, uncountable...) || isPronoun(last) || slices.ContainsFunc(low, c.notInThing) {
		return false
	}
	if len(low) == 1 {
		return hasAnySuffix(firstWord(strings.TrimSpace(rest)), "ing") && slices.ContainsFunc(wordsOf(rest), isDeterminer)
	}
	return slices.ContainsFunc(low[:len(low)-1], func(w string) bool { return c.isWord(w) || c.isNoun(w) })
}

// notInThing are words that stand in no name of a thing.
func (c *Composer) notInThing(w string) bool {
	return c.book.foreign[w] || c.book.styles[w] || slices.Contains(littleWords, w) || slices.Contains(deeds, w) && !c.isNoun(w) || isPreposition(w) || isPronoun(w) ||
		slices.Contains([]string{"me", "us", "you", "i", "we", "is", "are", "was", "be", "vs", "vs.", "versus", "not", "very", "too", "everything", "everyone", "nothing", "hello", "happy", "let", "what", "how", "why"}, w)
}

// uncountable are the endings of words that are mostly no single thing.
var uncountable = []string{"logy", "graphy", "nomy", "istry", "etry", "ism", "ness", "ity", "tion", "sion", "ance", "ence", "ics", "culture", "tecture", "health", "peace", "change", "energy", "magic", "science", "fashion", "academia", "poetry", "history", "life", "art", "wear", "ware", "work", "day", "night", "year", "food", "music", "time", "core", "punk"}

// startsPlain says whether the first word is no name: small, or a capital only
// because it comes first.
func (c *Composer) startsPlain(words []string) bool {
	if c.isCity(lower(words[0])) || len(words) > 1 && startsUpper(words[1]) || slices.ContainsFunc(words, func(w string) bool { return w[0] >= 0x80 }) {
		return false
	}
	if !startsUpper(words[0]) {
		return true
	}
	w := lower(words[0])
	_, known := c.book.nouns[w]
	return small(words[0]) == w && (known || slices.Contains(plainAdjectives, w) || c.book.isColour(w) || slices.Contains([]string{"dark", "lonely", "close-up", "rusty", "quiet", "product", "minimalist", "macro", "aerial", "vintage", "infrared", "low-angle", "abandoned", "cinematic", "blueprint", "pencil", "elderly", "tired", "happy", "sad"}, w) || slices.Contains(likenesses, w))
}

// isCity says whether a noun is the name of a town.
func (c *Composer) isCity(w string) bool {
	return slices.Contains([]string{"skyline", "oldtown"}, c.book.nouns[w].topic) && !slices.Contains([]string{"city", "skyline", "town", "old town", "historic town", "medieval town", "metropolis", "cityscape", "megacity", "suburb", "skyscraper", "skyscrapers", "downtown"}, w)
}
