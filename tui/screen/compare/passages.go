package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"easel/engine/prompt"
)

// passage is a stretch of two texts: the same in both, or one place where they
// differ. All passages together are both texts, byte for byte.
type passage struct {
	same      string // of both
	gone, new string // only of the base, only of the other
	movedAway bool   // gone is in the other text too, elsewhere
	movedHere bool   // new is in the base too, elsewhere
}

func (p passage) differs() bool { return p.gone+p.new != "" }

// passages are hunks put together to be read.
func passages(hunks []prompt.Hunk) []passage {
	moved := movedHunks(hunks)
	var out []passage
	for i, h := range hunks {
		n := len(out)
		switch {
		case h.Op == prompt.Equal:
			out = append(out, passage{same: h.Text})
		case h.Op == prompt.Delete:
			out = append(out, passage{gone: h.Text, movedAway: moved[i]})
		case n > 0 && out[n-1].gone != "": // they come in pairs, Delete first
			out[n-1].new, out[n-1].movedHere = h.Text, moved[i]
		default:
			out = append(out, passage{new: h.Text, movedHere: moved[i]})
		}
	}
	return joined(out)
}

// joined makes one passage of what was replaced in one place, though both sides
// have an "and" in its midst.
func joined(all []passage) []passage {
	var out []passage
	for _, p := range all {
		out = append(out, p)
		n := len(out)
		if n < 3 {
			continue
		}
		a, between := out[n-3], out[n-2]
		if a.differs() && p.differs() && !a.moved() && !p.moved() && island(between.same) &&
			hasWord(a.gone+p.gone) && hasWord(a.new+p.new) {
			out = append(out[:n-3], passage{gone: a.gone + between.same + p.gone, new: a.new + between.same + p.new})
		}
	}
	return out
}

func (p passage) moved() bool { return p.movedAway || p.movedHere }

// islandLetters is how long a word may be that two differences are joined over:
// "and", "of", "a".
const islandLetters = 3

// island reports whether a shared stretch is too little to be worth telling
// from what changed on both sides of it.
func island(text string) bool {
	words := strings.Fields(text)
	return !strings.ContainsAny(text, ".!?\n") && len(words) <= 1 && utf8.RuneCountInString(strings.Join(words, "")) <= islandLetters
}

func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// phraseLetters is how long a phrase must be to be told as moved; shorter ones
// are in every text more than once.
const phraseLetters = 4

// movedHunks are the hunks whose phrase was taken out in one place and put in
// at another, each with one partner.
func movedHunks(hunks []prompt.Hunk) map[int]bool {
	out := make(map[string][]int)
	for i, h := range hunks {
		if p := phrase(h.Text); h.Op == prompt.Delete && utf8.RuneCountInString(p) >= phraseLetters {
			out[p] = append(out[p], i)
		}
	}
	moved := make(map[int]bool)
	for i, h := range hunks {
		if p := phrase(h.Text); h.Op == prompt.Insert && len(out[p]) > 0 {
			moved[i], moved[out[p][0]] = true, true
			out[p] = out[p][1:]
		}
	}
	return moved
}

// phrase is a text without case, edges and double spaces, to be compared.
func phrase(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(text, " ,.;:\n\t")), " "))
}

// sharedByAll cuts a base into what all of the others have and what some have
// not, as passages without new.
func sharedByAll(base string, others [][]passage) []passage {
	const changed, seam = 1, 2 // a byte that some lack; one before which some have more
	marks := make([]byte, len(base)+1)
	for _, other := range others {
		at := 0
		for _, p := range other {
			for i := at; i < at+len(p.gone); i++ {
				marks[i] |= changed
			}
			if p.new != "" {
				marks[at] |= seam
			}
			at += len(p.same) + len(p.gone)
		}
	}
	var out []passage
	for from := 0; from < len(base); {
		to := from + 1
		for to < len(base) && marks[to]&changed == marks[from]&changed && marks[to]&seam == 0 {
			to++
		}
		if marks[from]&changed != 0 {
			out = append(out, passage{gone: base[from:to]})
		} else {
			out = append(out, passage{same: base[from:to]})
		}
		from = to
	}
	return out
}
