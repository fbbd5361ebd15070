package composer_test

import (
	"bufio"
	"context"
	"os"
	"reflect"
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
	late      bool
	rewritten *prompt.Prompt
	round     []prompt.Variation
	err       error
}

func refine(t testing.TB, c *composer.Composer, r promptgen.Request) result {
	t.Helper()
	out := refined(c, r)
	if out.late {
		t.Error("Rewritten must come once and before the variations")
	}
	return out
}

func refined(c *composer.Composer, r promptgen.Request) result {
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
			out.late = out.late || out.rewritten != nil || len(out.round) > 0
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

// notContent are words of an idea that are about asking or joining.
var notContent = strings.Fields("please draw me a an the picture of i want can you make in on at and with without no not but of for as by that to is style light")

func TestIdeas(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "ideas.txt") {
		idea := row[0]
		for seed := range uint64(2) {
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
