package openai

import (
	"regexp"
	"strings"
)

// thought matches the marks that models put around what they think.
var (
	thoughtOpens  = regexp.MustCompile(`(?i)<(think|thinking|reasoning|thought|analysis)>|\[THINK\]|<\|channel\|>analysis<\|message\|>`)
	thoughtCloses = regexp.MustCompile(`(?i)</(think|thinking|reasoning|thought|analysis)>|\[/THINK\]|<\|channel\|>final<\|message\|>`)
)

// withoutThoughts takes what a model thinks out of a text: closed blocks, then
// all before a closing mark that stands alone, then all from an opening one
// that is never closed.
func withoutThoughts(text string) string {
	for {
		closes := thoughtCloses.FindStringIndex(text)
		if closes == nil {
			break
		}
		opens := thoughtOpens.FindStringIndex(text[:closes[0]])
		if opens == nil {
			opens = []int{0}
		}
		text = text[:opens[0]] + text[closes[1]:]
	}
	if opens := thoughtOpens.FindStringIndex(text); opens != nil {
		text = text[:opens[0]]
	}
	return text
}

// sieve lets an answer pass and keeps thoughts back. An answer that begins
// with its JSON, or with a fence, passes while it comes. Anything else could
// be thoughts that only a closing mark will tell from an answer, so it is held
// until such a mark, or the end.
type sieve struct {
	passing bool
	closed  bool // a closing mark ends what is held
	held    strings.Builder
}

// next gives what may be read of the answer so far.
func (s *sieve) next(piece string) string {
	if s.passing {
		return piece
	}
	_, _ = s.held.WriteString(piece) // of strings.Builder: cannot fail
	text := strings.TrimLeft(s.held.String(), " \t\r\n")
	if text == "" || !s.begins(text, piece) {
		return ""
	}
	s.passing = true
	s.held.Reset()
	return strings.TrimLeft(withoutThoughts(text), " \t\r\n")
}

// longestMark is more than the longest mark around thoughts, in bytes.
const longestMark = 40

// begins says whether the answer begins in what is held. Only the end of a
// mark makes it look at all of it again.
func (s *sieve) begins(text, piece string) bool {
	if text[0] == '{' || strings.HasPrefix(text, "```") {
		return true
	}
	tail := text[max(0, len(text)-len(piece)-longestMark):]
	if !s.closed && thoughtCloses.FindStringIndex(tail) == nil {
		return false
	}
	s.closed = true
	rest := strings.TrimLeft(withoutThoughts(text), " \t\r\n")
	s.closed = rest == "" // the answer may begin with the next piece
	return strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "```")
}

// end gives what was held when the answer is over.
func (s *sieve) end() string {
	rest := withoutThoughts(s.held.String())
	s.held.Reset()
	return rest
}
