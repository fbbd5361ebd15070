package composer_test

import (
	"strings"
	"testing"

	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// TestReplies holds what is answered where the answer is the point.
func TestReplies(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "replies.txt") {
		first := refine(t, c, promptgen.Request{Message: row[0], Seed: 1})
		reply, text := first.reply, first.rewritten.Text
		if row[1] != "" {
			r := refine(t, c, promptgen.Request{
				Conversation: []promptgen.Turn{{Message: row[0], Reply: first.reply, Prompt: *first.rewritten}},
				Message:      row[1], Current: *first.rewritten, Seed: 1,
			})
			if r.rewritten != nil {
				t.Errorf("%q, %q: rewritten: %s", row[0], row[1], r.rewritten.Text)
			}
			reply = r.reply
		}
		for _, want := range commas(row[2]) {
			if !strings.Contains(reply, want) {
				t.Errorf("%q, %q: the reply %q lacks %q\n%s", row[0], row[1], reply, want, text)
			}
		}
		for _, not := range commas(row[3]) {
			if strings.Contains(reply, not) {
				t.Errorf("%q, %q: the reply %q has %q\n%s", row[0], row[1], reply, not, text)
			}
		}
	}
}

func TestLinesAreRequestsOfTheirOwn(t *testing.T) {
	c := composer.New()
	first := refine(t, c, promptgen.Request{Message: "a red boat on a lake"})
	for _, msg := range []string{"make it night\nadd a lantern", "- make it night\n- add a lantern", "make it night,\nadd a lantern\n"} {
		r := refine(t, c, promptgen.Request{Message: msg, Current: *first.rewritten})
		if r.rewritten == nil || !has(r.rewritten.Text, "night") || !has(r.rewritten.Text, "with a lantern") || !has(r.rewritten.Text, "red boat") {
			t.Errorf("%q: %s %+v", msg, r.reply, r.rewritten)
		}
	}
}
