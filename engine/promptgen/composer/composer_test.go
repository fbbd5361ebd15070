package composer_test

import (
	"bufio"
	"context"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

type result struct {
	reply     string
	pieces    int
	rewritten *prompt.Prompt
	round     []prompt.Variation
	err       error
}

func refine(t testing.TB, c *composer.Composer, r promptgen.Request) result {
	t.Helper()
	var out result
	for e, err := range c.Refine(context.Background(), r) {
		if err != nil {
			out.err = err
			return out
		}
		switch e := e.(type) {
		case promptgen.ReplyText:
			out.reply += e.Text
			out.pieces++
		case promptgen.Rewritten:
			if out.rewritten != nil || len(out.round) > 0 {
				t.Error("Rewritten must come once and before the variations")
			}
			p := e.Prompt
			out.rewritten = &p
		case promptgen.Varied:
			out.round = append(out.round, e.Variation)
		}
	}
	return out
}

// rows reads a data file: fields between bars, comments and empty lines left out.
func rows(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][]string
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := s.Text(); line != "" && line[0] != '#' {
			var fields []string
			for f := range strings.SplitSeq(line, "|") {
				fields = append(fields, strings.TrimSpace(f))
			}
			out = append(out, fields)
		}
	}
	return out
}

func commas(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var token = regexp.MustCompile(`[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*`)

func has(text, phrase string) bool {
	return regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}])` + regexp.QuoteMeta(phrase) + `($|[^\p{L}\p{N}])`).MatchString(text)
}

var lints = map[string]*regexp.Regexp{
	"doubled article":      regexp.MustCompile(`(?i)\b(a|an|the) (a|an|the)\b`),
	"space before a mark":  regexp.MustCompile(` [,.;:!?]`),
	"doubled mark":         regexp.MustCompile(`[,;:][,;:.]|\.\.|\.,`),
	"a before a vowel":     regexp.MustCompile(`\b[Aa] [aio]\w`),
	"an before consonant":  regexp.MustCompile(`\b[Aa]n [bcdfgjklmpqrstvwxz]\w`),
	"doubled space":        regexp.MustCompile(`  `),
	"small sentence start": regexp.MustCompile(`[.!?] [a-z]`),
	"dangling word":        regexp.MustCompile(`(?i)\b(with|and|of|in|the|a|an|from)[.,;]`),
	"doubled with":         regexp.MustCompile(`(?i)\bwith with\b|\bin in\b|, and and `),
	"unfilled frame":       regexp.MustCompile(`\$[a-z]|%!`),
}

var hours = map[string]*regexp.Regexp{
	"dawn":  regexp.MustCompile(`(?i)\b(dawn|sunrise|first light)\b`),
	"day":   regexp.MustCompile(`(?i)\b(noon|midday|early in the afternoon|daylight|sunlight|sunny)\b`),
	"dusk":  regexp.MustCompile(`(?i)\b(sunset|golden hour|dusk|twilight|low sun)\b`),
	"night": regexp.MustCompile(`(?i)\b(night|midnight|moonlight|starlight)\b`),
}

// lint reports what is wrong with the English of a prompt.
func lint(text string) []string {
	var out []string
	for what, re := range lints {
		if m := re.FindString(text); m != "" {
			out = append(out, what+": "+m)
		}
	}
	if strings.Count(text, `"`)%2 != 0 {
		out = append(out, "unclosed quote")
	}
	if first := []rune(text)[0]; first >= 'a' && first <= 'z' {
		out = append(out, "small first letter")
	}
	if !strings.HasSuffix(text, ".") {
		out = append(out, "no full stop")
	}
	words := token.FindAllString(strings.ToLower(text), -1)
	for i := 1; i < len(words); i++ {
		if words[i] == words[i-1] {
			out = append(out, "doubled word: "+words[i])
		}
	}
	seen := map[string]bool{}
	for i := 0; i+3 <= len(words); i++ {
		three := strings.Join(words[i:i+3], " ")
		if seen[three] {
			out = append(out, "three words twice: "+three)
		}
		seen[three] = true
	}
	named := []string{}
	for h, re := range hours {
		if re.MatchString(regexp.MustCompile(`"[^"]*"`).ReplaceAllString(text, "")) {
			named = append(named, h)
		}
	}
	if len(named) > 1 {
		out = append(out, "two hours: "+strings.Join(named, " "))
	}
	return out
}

// notContent are words of an idea that are about asking or joining.
var notContent = strings.Fields("please draw me a an the picture of i want can you make in on at and with without no not but of for as by that to is style")

func TestIdeas(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "ideas.txt") {
		idea := row[0]
		for seed := range uint64(3) {
			r := refine(t, c, promptgen.Request{Message: idea, Seed: seed})
			if r.err != nil || r.rewritten == nil {
				t.Errorf("%q: no prompt (%v, %q)", idea, r.err, r.reply)
				break
			}
			p := *r.rewritten
			for _, l := range lint(p.Text) {
				t.Errorf("%q (seed %d): %s\n%s", idea, seed, l, p.Text)
			}
			if n := p.Words(); n < 40 || n > 120 {
				t.Errorf("%q: %d words\n%s", idea, n, p.Text)
			}
			for _, w := range token.FindAllString(idea, -1) {
				if !slices.Contains(notContent, strings.ToLower(w)) && !has(p.Text, w) && !has(p.Negative, w) {
					t.Errorf("%q: %q is lost\n%s", idea, w, p.Text)
				}
			}
			for no := range strings.SplitSeq(p.Negative, ", ") {
				if no != "" && has(p.Text, no) {
					t.Errorf("%q: negated %q is in the text\n%s", idea, no, p.Text)
				}
			}
			if n := len(strings.Fields(p.Title)); n < 2 || n > 5 {
				t.Errorf("%q: title %q", idea, p.Title)
			}
			for axis, v := range p.Axes {
				if v == "" || len(strings.Fields(v)) > 40 {
					t.Errorf("%q: axis %s is %q", idea, axis, v)
				}
			}
			if r.pieces < 2 || strings.Count(r.reply, ".")+strings.Count(r.reply, "?") > 2 {
				t.Errorf("%q: reply %q in %d pieces", idea, r.reply, r.pieces)
			}
		}
	}
}

func TestFollowUps(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "followups.txt") {
		for len(row) < 5 {
			row = append(row, "")
		}
		for seed := range uint64(2) {
			first := refine(t, c, promptgen.Request{Message: row[0], Seed: seed})
			turn := promptgen.Turn{Message: row[0], Reply: first.reply, Prompt: *first.rewritten}
			r := refine(t, c, promptgen.Request{Conversation: []promptgen.Turn{turn}, Message: row[1], Current: *first.rewritten, Seed: seed})
			if r.rewritten == nil && strings.Contains(r.reply, "already") {
				r.rewritten = first.rewritten
			}
			if r.rewritten == nil {
				t.Errorf("%q, %q: not rewritten: %s", row[0], row[1], r.reply)
				break
			}
			p := *r.rewritten
			if strings.Contains(r.reply, "not understand") {
				t.Errorf("%q, %q: %s", row[0], row[1], r.reply)
			}
			for _, want := range commas(row[2]) {
				if !strings.Contains(strings.ToLower(p.Text), strings.ToLower(want)) {
					t.Errorf("%q, %q: %q is missing\n%s", row[0], row[1], want, p.Text)
				}
			}
			for _, not := range commas(row[3]) {
				if has(p.Text, not) {
					t.Errorf("%q, %q: %q is still there\n%s", row[0], row[1], not, p.Text)
				}
			}
			for _, no := range commas(row[4]) {
				if !has(p.Negative, no) {
					t.Errorf("%q, %q: negative %q lacks %q", row[0], row[1], p.Negative, no)
				}
			}
			for _, l := range lint(p.Text) {
				t.Errorf("%q, %q (seed %d): %s\n%s", row[0], row[1], seed, l, p.Text)
			}
			if n := len(strings.Fields(p.Title)); n < 2 || n > 5 {
				t.Errorf("%q, %q: title %q", row[0], row[1], p.Title)
			}
		}
	}
}

func TestSameSeedSameResult(t *testing.T) {
	r := promptgen.Request{Message: "a harbour town", Seed: 4, Variations: 6}
	a, b := refine(t, composer.New(), r), refine(t, composer.New(), r)
	if !reflect.DeepEqual(a, b) {
		t.Error("two composers answer differently")
	}
	r.Seed = 5
	if other := refine(t, composer.New(), r); other.rewritten.Text == a.rewritten.Text {
		t.Error("another seed gives the same prompt")
	}
}

func differs(a, b prompt.Prompt) []prompt.Axis {
	var out []prompt.Axis
	for _, axis := range prompt.AllAxes() {
		if a.Axes[axis] != b.Axes[axis] {
			out = append(out, axis)
		}
	}
	return out
}

func TestVariationsDiffer(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "ideas.txt") {
		r := refine(t, c, promptgen.Request{Message: row[0], Seed: 3, Variations: 6})
		if len(r.round) != 6 {
			t.Errorf("%q: %d variations", row[0], len(r.round))
		}
		for i, v := range r.round {
			if got := differs(*r.rewritten, v.Prompt); !reflect.DeepEqual(got, v.Differs) || len(got) < 2 {
				t.Errorf("%q %s: says %v, is %v", row[0], prompt.Letter(i), v.Differs, got)
			}
			for j, other := range r.round[:i] {
				if d := differs(v.Prompt, other.Prompt); len(d) < 2 || v.Text == other.Text {
					t.Errorf("%q: %s and %s differ on %v", row[0], prompt.Letter(i), prompt.Letter(j), d)
				}
			}
			for _, l := range lint(v.Text) {
				t.Errorf("%q %s: %s\n%s", row[0], prompt.Letter(i), l, v.Text)
			}
			if v.Axes[prompt.Subject] != r.rewritten.Axes[prompt.Subject] {
				t.Errorf("%q %s: the subject is %q", row[0], prompt.Letter(i), v.Axes[prompt.Subject])
			}
		}
	}
}

func TestNamedAxesAreTheOnlyDifference(t *testing.T) {
	c := composer.New()
	for _, idea := range []string{"a beach sunset", "a quiet library", "an old fisherman", "a perfume bottle"} {
		for _, axes := range [][]prompt.Axis{
			{prompt.Lighting}, {prompt.Palette}, {prompt.Medium}, {prompt.Camera}, {prompt.Mood}, {prompt.Composition}, {prompt.Texture}, {prompt.Time},
			{prompt.Time, prompt.Palette}, {prompt.Medium, prompt.Lighting}, {prompt.Camera, prompt.Mood, prompt.Palette},
		} {
			first := refine(t, c, promptgen.Request{Message: idea, Seed: 1})
			r := refine(t, c, promptgen.Request{Current: *first.rewritten, Variations: 12, Axes: axes, Seed: 1})
			if r.rewritten == nil || r.rewritten.Text != first.rewritten.Text {
				t.Fatalf("%q %v: another round changed the prompt", idea, axes)
			}
			if len(r.round) != 12 && !(slices.Contains(axes, prompt.Texture) && len(r.round) > 3) {
				t.Errorf("%q %v: %d variations", idea, axes, len(r.round))
			}
			texts := map[string]bool{}
			for i, v := range r.round {
				if !reflect.DeepEqual(v.Differs, axes) && !slices.Equal(sorted(v.Differs), sorted(axes)) {
					t.Errorf("%q %v %s: differs in %v", idea, axes, prompt.Letter(i), v.Differs)
				}
				texts[v.Text] = true
			}
			if len(texts) != len(r.round) {
				t.Errorf("%q %v: %d texts of %d", idea, axes, len(texts), len(r.round))
			}
		}
	}
}

func sorted(axes []prompt.Axis) []prompt.Axis {
	out := slices.Clone(axes)
	slices.Sort(out)
	return out
}

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

func TestHandWrittenPromptIsEditedNotRewritten(t *testing.T) {
	c := composer.New()
	p := prompt.Prompt{Text: "masterpiece, oil painting, a girl with a pearl earring sitting in a garden at sunset, roses, (soft light:1.2)"}
	r := refine(t, c, promptgen.Request{Message: "make it night, no roses and add a dog", Current: p})
	if r.rewritten == nil {
		t.Fatal(r.reply)
	}
	text := r.rewritten.Text
	for _, want := range []string{"masterpiece", "a girl with a pearl earring sitting in a garden", "night", "dog", "oil painting", "(soft light:1.2)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is gone: %s", want, text)
		}
	}
	for _, not := range []string{"roses", "sunset"} {
		if has(text, not) {
			t.Errorf("%q is still there: %s", not, text)
		}
	}
}

func TestLongIdeaKeepsItsText(t *testing.T) {
	c := composer.New()
	idea := strings.TrimSpace(strings.Repeat("A long walk by grey water ends where one small red hut stands alone beneath tall dark firs and nobody waits. ", 5)) + "\nA second line stays a line."
	r := refine(t, c, promptgen.Request{Message: idea})
	if !strings.HasPrefix(r.rewritten.Text, idea) {
		t.Errorf("the text changed: %s", r.rewritten.Text)
	}
	if added := r.rewritten.Words() - len(strings.Fields(idea)); added < 1 || added > 60 {
		t.Errorf("%d words added", added)
	}
}

func TestBadInput(t *testing.T) {
	c := composer.New()
	for name, r := range map[string]promptgen.Request{
		"nothing":        {},
		"spaces":         {Message: " \n\t"},
		"too long":       {Message: strings.Repeat("x ", 16001)},
		"too many":       {Message: "a cat", Variations: 13},
		"negative count": {Message: "a cat", Variations: -1},
	} {
		if p := problem.Of(refine(t, c, r).err); p == nil || p.Kind != problem.Usage || p.Hint == "" {
			t.Errorf("%s: %v", name, p)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range c.Refine(ctx, promptgen.Request{Message: "a cat"}) {
		if problem.Of(err).Kind != problem.Interrupted {
			t.Errorf("cancelled: %v", err)
		}
	}
}

func FuzzRefine(f *testing.F) {
	c := composer.New()
	for _, row := range rows(f, "followups.txt") {
		f.Add(row[1], row[0], "foxes", uint64(1))
	}
	f.Add("no \xff, \"x", "a \"", "\"", uint64(0))
	f.Fuzz(func(t *testing.T, msg, current, lock string, seed uint64) {
		p := prompt.Prompt{Text: current}
		if lock != "" && strings.Contains(current, lock) {
			p.Locks = []prompt.Lock{{At: strings.Index(current, lock), Text: lock}}
		}
		r := refine(t, c, promptgen.Request{Message: msg, Current: p, Variations: 2, Seed: seed})
		if r.err != nil || r.rewritten == nil {
			return
		}
		if len(p.Locks) > 0 && strings.ToValidUTF8(current, "") == current && !strings.Contains(r.rewritten.Text, lock) {
			t.Errorf("lock %q lost: %q", lock, r.rewritten.Text)
		}
		if strings.TrimSpace(current) == "" && len(strings.Fields(msg)) <= 60 && r.rewritten.Words() > 130 {
			t.Errorf("%d words for %q", r.rewritten.Words(), msg)
		}
	})
}
