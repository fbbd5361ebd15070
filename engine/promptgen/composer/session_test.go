package composer_test

import (
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
	"slices"
	"strings"
	"testing"
)

func TestAnotherRoundIsNew(t *testing.T) {
	c := composer.New()
	first := refine(t, c, promptgen.Request{Message: "a harbour", Variations: 4, Seed: 2})
	second := refine(t, c, promptgen.Request{Current: *first.rewritten, Round: first.round, Variations: 4, Seed: 2})
	for _, v := range second.round {
		if slices.ContainsFunc(first.round, func(o prompt.Variation) bool { return o.Text == v.Text }) {
			t.Errorf("%q came before", v.Title)
		}
	}
	only := refine(t, c, promptgen.Request{Message: "another round, only the lighting", Current: *first.rewritten, Round: first.round, Variations: 4, Seed: 2})
	if only.rewritten == nil || only.rewritten.Text != first.rewritten.Text || len(only.round) != 4 {
		t.Fatalf("another round: %q, %d variations", only.reply, len(only.round))
	}
	for _, v := range only.round {
		if !slices.Equal(v.Differs, []prompt.Axis{prompt.Lighting}) {
			t.Errorf("differs in %v", v.Differs)
		}
	}
}

func TestLetters(t *testing.T) {
	c := composer.New()
	first := refine(t, c, promptgen.Request{Message: "a harbour", Variations: 4, Seed: 2})
	say := func(msg string) result {
		return refine(t, c, promptgen.Request{Message: msg, Current: *first.rewritten, Round: first.round, Seed: 2})
	}
	a, b := first.round[0], first.round[1]
	if r := say("B"); r.rewritten == nil || r.rewritten.Text != b.Text {
		t.Errorf("B gives %v", r)
	}
	if r := say("B with the light of A"); r.rewritten == nil || r.rewritten.Axes[prompt.Lighting] != a.Axes[prompt.Lighting] || r.rewritten.Axes[prompt.Medium] != b.Axes[prompt.Medium] {
		t.Errorf("B with the light of A: %s %+v", r.reply, r.rewritten)
	}
	if r := say("more of C's composition"); r.rewritten == nil || r.rewritten.Axes[prompt.Composition] != first.round[2].Axes[prompt.Composition] {
		t.Errorf("more of C's composition: %s %+v", r.reply, r.rewritten)
	}
	if r := say("A and B together"); r.rewritten == nil || r.rewritten.Axes[prompt.Time] != a.Axes[prompt.Time] || r.rewritten.Axes[prompt.Medium] != b.Axes[prompt.Medium] {
		t.Errorf("A and B together: %s %+v", r.reply, r.rewritten)
	}
	if r := say("B but with a lighthouse"); r.rewritten == nil || !has(r.rewritten.Text, "lighthouse") || r.rewritten.Axes[prompt.Medium] != b.Axes[prompt.Medium] {
		t.Errorf("B but with a lighthouse: %s %+v", r.reply, r.rewritten)
	}
	if r := say("the light of F"); r.rewritten != nil || !strings.Contains(r.reply, "no F") {
		t.Errorf("F: %s", r.reply)
	}
	for _, msg := range []string{"A with the light of Z", "Z with the light of A", "Z", "A and Z together", "make Z darker", "variation z", "Z's palette", "B but lit like Z"} {
		if r := say(msg); r.rewritten != nil || r.reply != "There is no Z in this round." {
			t.Errorf("%q: %q %+v", msg, r.reply, r.rewritten)
		}
	}
}

func TestUndoGoesBackStepByStep(t *testing.T) {
	c := composer.New()
	var turns []promptgen.Turn
	var current prompt.Prompt
	var texts []string
	for _, msg := range []string{"a harbour", "make it night", "add a boat", "undo", "go back"} {
		r := refine(t, c, promptgen.Request{Conversation: turns, Message: msg, Current: current})
		if r.rewritten == nil {
			t.Fatalf("%q: %s", msg, r.reply)
		}
		turns = append(turns, promptgen.Turn{Message: msg, Reply: r.reply, Before: current, Prompt: *r.rewritten})
		current = *r.rewritten
		texts = append(texts, current.Text)
	}
	if texts[3] != texts[1] || texts[4] != texts[0] {
		t.Errorf("undo went to %q", texts[3:])
	}
}

func TestQuestionsGetAnAnswerAndNoRound(t *testing.T) {
	c := composer.New()
	current := refine(t, c, promptgen.Request{Message: "a beach sunset"}).rewritten
	for _, q := range []string{"what is gouache?", "why so low?", "What does chiaroscuro mean?", "which palette is it?", "what can you do?", "thanks", "nice!"} {
		r := refine(t, c, promptgen.Request{Message: q, Current: *current, Variations: 4})
		if r.rewritten != nil || len(r.round) > 0 || r.reply == "" || strings.Contains(r.reply, "not understand") {
			t.Errorf("%q: %q, rewritten %v", q, r.reply, r.rewritten)
		}
	}
}

func TestMissedTwiceIsSaidOnce(t *testing.T) {
	c := composer.New()
	current := refine(t, c, promptgen.Request{Message: "a beach sunset"}).rewritten
	var turns []promptgen.Turn
	var replies []string
	for _, msg := range []string{"florp the wibble", "gnarl zub zub", "quux blah frob"} {
		r := refine(t, c, promptgen.Request{Conversation: turns, Message: msg, Current: *current})
		if r.rewritten != nil {
			t.Errorf("%q was understood: %s", msg, r.rewritten.Text)
		}
		replies = append(replies, r.reply)
		turns = append(turns, promptgen.Turn{Message: msg, Reply: r.reply, Before: *current, Prompt: *current})
	}
	if replies[1] != "I work by rule and missed this twice. A language model would follow: ctrl+o" {
		t.Errorf("second miss: %q", replies[1])
	}
	if strings.Contains(replies[2], "twice") || !strings.Contains(replies[0], "not understand") {
		t.Errorf("replies: %q", replies)
	}
}

func TestMissedTwiceNeedsTheSameOrTwoInARow(t *testing.T) {
	c := composer.New()
	current := refine(t, c, promptgen.Request{Message: "a beach sunset"}).rewritten
	say := func(messages ...string) string {
		var turns []promptgen.Turn
		for _, msg := range messages {
			r := refine(t, c, promptgen.Request{Conversation: turns, Message: msg, Current: *current})
			turns = append(turns, promptgen.Turn{Message: msg, Reply: r.reply, Before: *current, Prompt: *current})
		}
		return turns[len(turns)-1].Reply
	}
	for _, row := range []struct {
		messages []string
		twice    bool
	}{
		{[]string{"florp the wibble", "make it night", "gnarl zub zub"}, false},
		{[]string{"make it night, florp the wibble", "gnarl zub zub"}, false},
		{[]string{"florp the wibble", "make it night", "Florp the wibble."}, true},
		{[]string{"florp the wibble", "gnarl zub zub"}, true},
	} {
		if reply := say(row.messages...); strings.Contains(reply, "twice") != row.twice {
			t.Errorf("%q: %q", row.messages, reply)
		}
	}
}

func TestTheReplyNamesTheLock(t *testing.T) {
	c := composer.New()
	current := *refine(t, c, promptgen.Request{Message: "a red boat and two grey gulls on a beach", Seed: 1}).rewritten
	say := func(msg string, locks ...string) string {
		p := current.Clone()
		for _, l := range locks {
			p.Locks = append(p.Locks, prompt.Lock{At: strings.Index(p.Text, l), Text: l})
		}
		return refine(t, c, promptgen.Request{Message: msg, Current: p, Seed: 1}).reply
	}
	for _, row := range []struct{ want, got string }{
		{`The lock on "red boat" stands in the way of that: L in the prompt unlocks it.`, say("replace the boat with a car", "red boat")},
		{`Night; the lock on "red boat" stands in the way of the rest: L in the prompt unlocks it.`, say("make it night, replace the boat with a car", "red boat")},
		{`Night; the lock on "red boat" stands in the way of the rest: L in the prompt unlocks it.`, say("replace the boat with a car, make it night", "red boat")},
		{`The locks on "red boat" and "grey gulls" stand in the way of that: L in the prompt unlocks them.`, say("replace the boat with a car, no gulls", "red boat", "grey gulls")},
		{`The lock on "A red boat and two grey gulls on a beach…" stands in the way of that: L in the prompt unlocks it.`, say("no gulls", current.Text)},
	} {
		if row.got != row.want {
			t.Errorf("got  %s\nwant %s", row.got, row.want)
		}
	}
}

func TestLocksHold(t *testing.T) {
	c := composer.New()
	current := *refine(t, c, promptgen.Request{Message: "a beach sunset with two boats", Seed: 1}).rewritten
	for _, words := range []string{"two boats", current.Axes[prompt.Lighting], current.Axes[prompt.Medium], "beach sunset"} {
		p := current.Clone()
		p.Locks = []prompt.Lock{{At: strings.Index(p.Text, words), Text: words}}
		for _, msg := range []string{"make it night", "as a watercolour", "no boats", "five boats", "surprise me", "shorter", "softer light", "replace the beach with a forest", ""} {
			r := refine(t, c, promptgen.Request{Message: msg, Current: p, Variations: 5, Seed: 2})
			if r.rewritten != nil && !strings.Contains(r.rewritten.Text, words) {
				t.Errorf("lock %q, %q: %s", words, msg, r.rewritten.Text)
			}
			for _, v := range r.round {
				if !strings.Contains(v.Text, words) || len(v.Locks) != 1 || v.Text[v.Locks[0].At:v.Locks[0].At+len(words)] != words {
					t.Errorf("lock %q, %q, variation %q: %s", words, msg, v.Title, v.Text)
				}
			}
		}
	}
}

func TestDecisionsAreMadeAndNothingElse(t *testing.T) {
	c := composer.New()
	current := *refine(t, c, promptgen.Request{Message: "a red fox on a beach", Seed: 2}).rewritten
	for axis, value := range map[prompt.Axis]string{
		prompt.Lighting: "one bare bulb", prompt.Palette: "mint and coal", prompt.Mood: "tense", prompt.Medium: "a linocut",
		prompt.Camera: "from a low branch", prompt.Subject: "a grey wolf", prompt.Time: "before dawn",
	} {
		r := refine(t, c, promptgen.Request{Message: "as I say", Current: current, Decisions: []promptgen.Decision{{Axis: axis, Value: value}}, Variations: 2, Seed: 2})
		if r.rewritten == nil || r.rewritten.Axes[axis] != value || !has(r.rewritten.Text, value) || len(r.round) != 2 {
			t.Errorf("%s: %q, %+v", axis, r.reply, r.rewritten)
			continue
		}
		for _, other := range prompt.AllAxes() {
			if other != axis && r.rewritten.Axes[other] != current.Axes[other] {
				t.Errorf("%s: %s changed from %q to %q", axis, other, current.Axes[other], r.rewritten.Axes[other])
			}
		}
	}
	open := refine(t, c, promptgen.Request{Message: "the light of that", Current: current, Decisions: []promptgen.Decision{{Axis: prompt.Lighting}}, Seed: 2})
	if open.rewritten != nil || !strings.Contains(open.reply, "left open") {
		t.Errorf("a decision that was left open: %q", open.reply)
	}
	locked := current.Clone()
	locked.Locks = []prompt.Lock{{At: strings.Index(current.Text, current.Axes[prompt.Lighting]), Text: current.Axes[prompt.Lighting]}}
	if r := refine(t, c, promptgen.Request{Message: "x", Current: locked, Decisions: []promptgen.Decision{{Axis: prompt.Lighting, Value: "fog lamps"}}}); r.rewritten != nil || !strings.Contains(r.reply, "lock") {
		t.Errorf("a locked decision: %q", r.reply)
	}
}

func TestInsteadIsNoThing(t *testing.T) {
	c := composer.New()
	night := *refine(t, c, promptgen.Request{Message: "an old lighthouse keeper on a cliff at night", Seed: 4}).rewritten
	for msg, want := range map[string]string{
		"make it a calm morning instead":       "morning",
		"make it a winter day instead of this": "winter",
		"make it a foggy evening instead":      "evening",
		"make it a calm morning":               "morning",
	} {
		r := refine(t, c, promptgen.Request{Message: msg, Current: night, Seed: 4})
		if r.rewritten == nil || !has(r.rewritten.Text, want) || !has(r.rewritten.Text, "keeper") || has(r.rewritten.Text, "instead") {
			t.Errorf("%q: %s %+v", msg, r.reply, r.rewritten)
		}
	}
}

func TestANumberOfVariationsIsAnotherRound(t *testing.T) {
	c := composer.New()
	first := refine(t, c, promptgen.Request{Message: "a red boat on a beach, give me 5 versions", Variations: 2, Seed: 1})
	if has(first.rewritten.Text, "versions") || !has(first.rewritten.Text, "red boat") {
		t.Errorf("the idea: %s", first.rewritten.Text)
	}
	for _, msg := range []string{"7 variations", "give me five versions", "can you make 12 variations please", "another 6 variations", "I want three more options", "a few more versions of it", "show me 10 variants", "four different versions of the boat"} {
		r := refine(t, c, promptgen.Request{Message: msg, Current: *first.rewritten, Round: first.round, Variations: 2, Seed: 1})
		if r.reply != "Another round." || r.rewritten == nil || r.rewritten.Text != first.rewritten.Text || len(r.round) != 2 {
			t.Errorf("%q: %q %+v", msg, r.reply, r.rewritten)
		}
	}
	for _, msg := range []string{"make it night, 7 variations", "make it night and give me 5 versions", "five versions at night"} {
		r := refine(t, c, promptgen.Request{Message: msg, Current: *first.rewritten, Round: first.round, Variations: 2, Seed: 1})
		if r.rewritten == nil || !has(r.rewritten.Text, "night") || has(r.rewritten.Text, "variations") || has(r.rewritten.Text, "versions") || !strings.Contains(strings.ToLower(r.reply), "another round") {
			t.Errorf("%q: %q %+v", msg, r.reply, r.rewritten)
		}
	}
	for msg, axis := range map[string]prompt.Axis{"three versions with other colours": prompt.Palette, "three options for the light": prompt.Lighting} {
		r := refine(t, c, promptgen.Request{Message: msg, Current: *first.rewritten, Variations: 2, Seed: 1})
		if len(r.round) != 2 || !slices.Equal(r.round[0].Differs, []prompt.Axis{axis}) {
			t.Errorf("%q: %q %+v", msg, r.reply, r.round)
		}
	}
}
