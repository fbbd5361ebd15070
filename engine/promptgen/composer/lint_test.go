package composer_test

import (
	"regexp"
	"strings"
)

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
	if named := hoursNamed(text); len(named) > 1 {
		out = append(out, "two hours: "+strings.Join(named, " "))
	}
	return out
}

var quotedWords = regexp.MustCompile(`"[^"]*"`)

// hoursNamed are the hours of the day that a text names.
func hoursNamed(text string) []string {
	var named []string
	text = quotedWords.ReplaceAllString(text, "")
	for hour, re := range hours {
		if re.MatchString(text) {
			named = append(named, hour)
		}
	}
	return named
}
