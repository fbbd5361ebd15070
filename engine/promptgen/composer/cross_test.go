package composer_test

import (
	"strings"
	"testing"

	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// TestAnyFollowUpOnAnyIdea says things about pictures that they were not meant
// for: whatever comes of it is a sentence still.
func TestAnyFollowUpOnAnyIdea(t *testing.T) {
	var messages []string
	for _, row := range rows(t, "followups.txt") {
		messages = append(messages, row[1])
	}
	for _, row := range rows(t, "chains.txt") {
		if message, ok := strings.CutPrefix(row[0], "> "); ok {
			messages = append(messages, message)
		}
	}
	c := composer.New()
	step := 29 // one in so many pairs, another set for each idea
	if testing.Short() {
		step *= 5
	}
	for i, row := range rows(t, "ideas.txt") {
		first := refine(t, c, promptgen.Request{Message: row[0], Seed: uint64(i)})
		turn := promptgen.Turn{Message: row[0], Reply: first.reply, Prompt: *first.rewritten}
		for j := i % step; j < len(messages); j += step {
			r := refine(t, c, promptgen.Request{Conversation: []promptgen.Turn{turn}, Message: messages[j], Current: *first.rewritten, Seed: uint64(j)})
			if r.rewritten == nil {
				continue
			}
			for what, re := range lints {
				if m := re.FindString(r.rewritten.Text); m != "" && !re.MatchString(first.rewritten.Text) {
					t.Errorf("%q, %q: %s: %s\n%s", row[0], messages[j], what, m, r.rewritten.Text)
				}
			}
		}
	}
}
