package openai

import "strings"

// circling finds out that a model says the same again and again, as small ones
// do until their tokens are used up.
type circling struct {
	known  string // what may be said again: the person's own words
	looked int    // how long the answer was when it was last looked at, in bytes
}

const (
	lookEvery   = 256 // bytes
	rounds      = 4   // of the same text make a circle,
	longestTurn = 400 // where it is no longer than this, in bytes,
	leastCircle = 240 // and all of them together no shorter
)

// in says whether an answer goes round in circles at its end. It looks at the
// end alone, so an answer's length does not matter.
func (c *circling) in(answer string) bool {
	if len(answer) < c.looked+lookEvery {
		return false
	}
	c.looked = len(answer)
	for turn := 1; turn <= longestTurn; turn++ {
		from := len(answer) - max(rounds*turn, leastCircle)
		if from < 0 {
			return false
		}
		if circle := answer[from:]; circle[turn:] == circle[:len(circle)-turn] && !strings.Contains(c.known, circle[:len(circle)/2]) {
			return true
		}
	}
	return false
}
