package composer

import (
	"slices"
	"strings"
)

// massFood and the like have no article: "ramen on a table".
var countableFood = []string{
	"cake", "wedding cake", "birthday cake", "cupcake", "pie", "pizza", "burger", "hamburger", "croissant", "pancake", "cookie", "sandwich", "hot dog",
	"cocktail", "doughnut", "donut", "taco", "omelette", "cappuccino", "espresso", "meal", "salad", "apple", "pear", "lemon", "orange", "peach", "pomegranate",
	"fig", "strawberry", "banana", "tomato", "pumpkin", "onion", "artichoke", "watermelon", "mango", "avocado", "aubergine", "radish",
}

// uncounted are nouns of places and people that stand without an article.
var uncounted = []string{
	"atlantic", "pacific", "himalaya", "sahara", "gobi", "arctic", "antarctica", "surf", "farmland", "countryside", "rainbow trout", "tundra", "taiga",
	"mars", "saturn", "jupiter", "earth", "space", "cosmos", "milky way", "universe", "grandma", "grandpa", "mother", "father", "downtown",
	"underwater", "undersea", "architecture", "coral", "lavender", "moss", "ivy", "packaging", "soap", "lipstick", "1girl", "1boy", "god", "chess", "poker",
	"northern lights", "driftwood", "woods", "dice", "batman", "cthulhu", "godzilla", "superman", "spider-man", "spiderman", "wonder woman", "love", "burnout", "time",
}

// likenesses are what is "of" something.
var likenesses = []string{"poster", "photo", "photograph", "painting", "drawing", "watercolour", "watercolor", "illustration", "print", "sketch", "portrait", "shot", "collage", "blueprint", "view", "cutaway", "map", "close-up", "still", "pair", "bowl", "cup", "glass", "bouquet", "field", "pile"}

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
		if isConjunction(w) && i > 0 {
			low = low[:i]
			break
		}
	}
	if slices.ContainsFunc(low, func(w string) bool { return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || digits(w) }) {
		return text
	}
	if slices.Contains(likenesses, low[len(low)-1]) && strings.HasPrefix(strings.TrimSpace(text[len(lead):]), "of ") {
		return article(text) + " " + small(text)
	}
	for i := range low {
		n, used, ok := c.book.nounAt(low, i)
		if !ok || i+used != len(low) {
			continue
		}
		phrase := strings.Join(low[i:], " ")
		_, exact := c.book.nouns[phrase]
		food := n.kind == "food" && !slices.Contains(countableFood, phrase)
		if !exact || food || n.kind == "abstract" && n.topic == "shapes" ||
			c.book.foreign[phrase] || isMass(low[len(low)-1]) || looksPlural(low[len(low)-1]) || slices.Contains(uncounted, phrase) || c.isCity(phrase) {
			return text
		}
		return article(text) + " " + small(text)
	}
	return text
}

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
