package composer

import (
	"slices"
	"strings"
)

// sayNothing are words that an idea may lose.
var sayNothing = []string{
	"not", "never", "avoid", "style", "please", "made", "drawn", "painted", "rendered", "shot", "done", "printed", "minus", "except", "don't", "show", "include", "want", "thanks", "thank", "you", "free", "but", "light", "colours", "colors", "tones", "mood", "format", "camera", "view", "palette", "feel", "look", "manner", "spirit", "top", "it", "should", "must", "be", "seem",
}

// lostWords are content words of the idea that taking it apart would lose.
func lostWords(msg string, id idea) []string {
	has := map[string]bool{}
	texts := []string{id.text, strings.Join(id.negative, " "), strings.Join(id.notes, " "), strings.Join(id.fillers, " "), id.format, strings.Join(id.spelt, " ")}
	for _, v := range id.given {
		texts = append(texts, v)
	}
	for _, t := range texts {
		for _, w := range append(wordsOf(t), wordsOf(strings.ReplaceAll(t, "-", " "))...) {
			has[w] = true
		}
	}
	var out []string
	said, _ := takeShape(withoutLeadIn(msg))
	for _, w := range wordPattern().FindAllString(said, -1) {
		l := lower(w)
		if !has[l] && !has[strings.TrimSuffix(l, "y")] && !isDeterminer(l) && !isPreposition(l) && !isConjunction(l) && !slices.Contains(sayNothing, l) {
			has[l] = true
			out = append(out, w)
		}
	}
	return out
}
