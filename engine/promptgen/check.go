package promptgen

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"easel/engine/problem"
)

// MostCharacters is the longest message, and the longest prompt.
const MostCharacters = 32000

// MostVariations is how many variations a round can have.
const MostVariations = 12

// Check says what no generator can be asked, before anything is sent, as a
// problem of kind usage. Generators refuse what it refuses.
func (r Request) Check() error {
	switch {
	case utf8.RuneCountInString(r.Message) > MostCharacters:
		return problem.New(problem.Usage, "The message is longer than 32,000 characters", "Shorten it and send it again")
	case utf8.RuneCountInString(r.Current.Text) > MostCharacters:
		return problem.New(problem.Usage, "The prompt is longer than 32,000 characters", "Shorten it and try again")
	case strings.TrimSpace(r.Message) == "" && r.Current.Empty():
		return problem.New(problem.Usage, "There is no idea yet", `Describe a picture in your own words, such as "a beach sunset"`)
	case r.Variations < 0 || r.Variations > MostVariations:
		return problem.New(problem.Usage, fmt.Sprintf("The number of variations must be from 0 to %d", MostVariations), fmt.Sprintf("Ask for 0 to %d of them", MostVariations))
	}
	return nil
}
