package openai

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"easel/engine/wire"
)

// refuses is how models say no in words of their own, at the beginning of an
// answer.
var refuses = regexp.MustCompile(`(?i)^(?:(?:i['’]m|i am)(?: very| really)? sorry|sorry|unfortunately|apologies)\b.{0,40}\b(?:can(?:['’]t|not| not)|unable|won['’]t|not able)\b|` +
	`^(?:i(?:['’]m| am) )?(?:unable|not able) to (?:help|assist|create|generate|write|provide|fulfil|comply|do)|` +
	`^i (?:can(?:['’]t|not| not)|won['’]t|will not|must decline)(?: \w+)? (?:help|assist|create|generate|write|provide|fulfil|comply|do|to)\b|^as an ai\b.{0,60}\b(?:can(?:['’]t|not| not)|unable|not able)\b`)

// longestRefusal is how long an answer is at most that only says no, in
// characters: what is longer goes on to something else.
const longestRefusal = 600

// refusalOf is what a model says that will not do what was asked; empty for
// anything else.
func refusalOf(answer string) string {
	answer = strings.TrimSpace(answer)
	if utf8.RuneCountInString(answer) > longestRefusal || !refuses.MatchString(strings.Join(strings.Fields(answer), " ")) {
		return ""
	}
	return wire.OneLine(answer)
}
