package dialect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// asTags writes sentences as the list of tags that the older diffusion models
// were taught with: sentences and clauses become tags, without the words that
// only hold sentences together.
func asTags(text string, openers []string) string {
	var tags []string
	for _, sentence := range sentences(text) {
		for i, tag := range strings.Split(sentence, ", ") {
			tag = trimmed(tag)
			short := withoutOpeners(tag, openers)
			if i == 0 || short != tag {
				short = uncapitalised(short)
			}
			if short != "" {
				tags = append(tags, short)
			}
		}
	}
	return strings.Join(tags, ", ")
}

// sentences cuts a text at the ends of its sentences and lines. A full stop
// after one or two letters is one of an abbreviation.
func sentences(text string) []string {
	var out []string
	from, word := 0, 0 // word is how many letters were just before
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		ends := false
		switch r {
		case '\n', '。', '！', '？', '；':
			ends = true
		case '!', '?', ';':
			ends = next == utf8.RuneError || unicode.IsSpace(next)
		case '.':
			ends = next == utf8.RuneError || unicode.IsSpace(next) && (word == 0 || word > 2)
		}
		if ends {
			out = append(out, text[from:i])
			from = i + utf8.RuneLen(r)
		}
		if word++; !unicode.IsLetter(r) {
			word = 0
		}
	}
	return append(out, text[from:])
}

// withoutOpeners is a tag without the words that begin it and say nothing by
// themselves. The last word stays.
func withoutOpeners(tag string, openers []string) string {
	for again := true; again; {
		again = false
		for _, o := range openers {
			if len(tag) > len(o) && tag[len(o)] == ' ' && strings.EqualFold(tag[:len(o)], o) {
				tag, again = strings.TrimSpace(tag[len(o):]), true
			}
		}
	}
	return tag
}

// uncapitalised is a text whose first letter is small, unless the whole first
// word is in capitals.
func uncapitalised(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[n:])
	if !unicode.IsUpper(first) || unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[n:]
}

// capitalised is a text whose first letter is a capital.
func capitalised(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[n:]
}

// isTagList says whether a text is a list of a few words each and no sentence.
func isTagList(text string) bool {
	const fewest, longest = 5, 3 // tags; words of one on average
	tags := strings.Count(text, ",") + 1
	return tags >= fewest && len(strings.Fields(text)) <= tags*longest && len(sentences(text)) < 3
}

// withoutTags takes out the tags that are in a list, and tells which.
func withoutTags(text string, unwanted []string) (rest string, out []string) {
	parts := strings.Split(text, ",")
	kept := parts[:0]
	for _, part := range parts {
		tag := strings.ToLower(strings.TrimRight(trimmed(part), "."))
		if tag != "" && slices.Contains(unwanted, tag) {
			out = append(out, trimmed(part))
		} else {
			kept = append(kept, part)
		}
	}
	if out == nil {
		return text, nil
	}
	return strings.TrimSpace(strings.Join(kept, ",")), out
}
