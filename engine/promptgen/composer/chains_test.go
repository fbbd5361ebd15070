package composer_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// TestChains holds whole sessions: each message is about the prompt that the
// one before it left.
func TestChains(t *testing.T) {
	f, err := os.Open("testdata/chains.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := composer.New()
	var s chain
	for in := bufio.NewScanner(f); in.Scan(); {
		message, follows := strings.CutPrefix(in.Text(), "> ")
		switch {
		case strings.HasPrefix(message, "#"):
		case !follows:
			s = chain{}
			s.send(t, c, message)
		default:
			fields := strings.Split(message+"|||", "|")
			s.send(t, c, strings.TrimSpace(fields[0]))
			s.check(t, fields[1], fields[2], fields[3])
		}
	}
}

// chain is a session as far as the composer is told of it.
type chain struct {
	turns   []promptgen.Turn
	current prompt.Prompt
	round   []prompt.Variation
}

func (s *chain) send(t *testing.T, c *composer.Composer, message string) {
	t.Helper()
	r := refine(t, c, promptgen.Request{Conversation: s.turns, Message: message, Current: s.current, Round: s.round, Variations: 3, Seed: uint64(len(message))})
	turn := promptgen.Turn{Message: message, Reply: r.reply, Before: s.current, Prompt: s.current}
	if r.rewritten != nil {
		turn.Prompt, s.round = *r.rewritten, r.round
	}
	s.current = turn.Prompt
	s.turns = append(s.turns, turn)
	if strings.Contains(r.reply, "not understand") || strings.Contains(r.reply, "missed this") {
		t.Errorf("%s: %s", s.said(), r.reply)
	}
	if n := strings.Count(r.reply, ". ") + 1; n > 2 {
		t.Errorf("%s: %d sentences in the reply %q", s.said(), n, r.reply)
	}
}

func (s *chain) said() string {
	var all []string
	for _, t := range s.turns {
		all = append(all, t.Message)
	}
	return strings.Join(all, " > ")
}

func (s *chain) check(t *testing.T, wants, lacks, negatives string) {
	t.Helper()
	text := s.current.Text
	for _, want := range commas(wants) {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("%s: %q is missing\n%s", s.said(), want, text)
		}
	}
	for _, not := range commas(lacks) {
		if has(text, not) {
			t.Errorf("%s: %q is still there\n%s", s.said(), not, text)
		}
	}
	for _, no := range commas(negatives) {
		if !has(s.current.Negative, no) {
			t.Errorf("%s: the negative %q lacks %q", s.said(), s.current.Negative, no)
		}
	}
	for _, l := range lint(text) {
		t.Errorf("%s: %s\n%s", s.said(), l, text)
	}
	if n := len(strings.Fields(s.current.Title)); n < 2 || n > 5 {
		t.Errorf("%s: title %q", s.said(), s.current.Title)
	}
	last := s.turns[len(s.turns)-1]
	if strings.HasPrefix(last.Message, "add a ") && !strings.Contains(last.Message, " and ") {
		s.onlyFirstSentenceChanged(t, last)
	}
}

// onlyFirstSentenceChanged holds after a thing was added: nobody asked for
// other words elsewhere.
func (s *chain) onlyFirstSentenceChanged(t *testing.T, last promptgen.Turn) {
	t.Helper()
	_, before, _ := strings.Cut(last.Before.Text, ". ")
	_, after, _ := strings.Cut(last.Prompt.Text, ". ")
	if before != after {
		t.Errorf("%s: more changed than was asked for\n%s\n%s", s.said(), before, after)
	}
}
