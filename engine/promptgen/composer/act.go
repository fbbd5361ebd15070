package composer

import (
	"slices"
	"strings"
)

// What somebody in the picture does or wears: "make him laugh", "she should be
// holding a cup", "put a hat on the dog".

// deeds are verbs that pictures show; their forms with -ing are made from them.
var deeds = []string{
	"laugh", "smile", "cry", "wave", "sleep", "run", "walk", "sit", "stand", "lie", "kneel", "jump", "dance", "sing", "read", "write", "look", "stare", "gaze", "hold", "carry",
	"wear", "eat", "drink", "cook", "play", "fly", "swim", "climb", "ride", "drive", "fight", "kiss", "hug", "point", "talk", "whisper", "shout", "scream", "howl", "fish", "paint",
	"draw", "watch", "wait", "work", "rest", "lean", "fall", "float", "hide", "peek", "turn", "face", "chase", "catch", "throw", "hunt", "build", "dig", "swing", "skate", "yawn", "wink",
	"frown", "grin", "bake", "serve", "pour", "kick", "push", "pull", "lift", "reach", "stretch", "crouch", "row", "steer", "pick", "clean", "wash", "sweep", "repair", "listen", "clap", "cheer", "bite", "lick", "bark", "roar", "chew", "sniff", "stir", "chop", "mix", "smoke", "study", "think", "dream", "relax", "shiver", "balance", "lead", "follow", "guard", "protect", "attack", "escape", "crawl", "hop", "spin", "glide", "dive", "surf", "ski", "bathe", "win", "lose", "juggle", "pray", "meditate", "glow", "burn", "bloom", "sink", "sail", "land", "crash", "fade", "melt", "open", "bow", "salute", "breathe", "explode", "sparkle", "hover", "march", "gallop", "growl", "whistle", "sneeze", "blush", "sweat", "type", "weld", "hammer", "drool", "erupt", "pose", "scratch", "flap", "swirl", "drip", "crumble", "knit", "sew", "feed", "pet",
}

// postures are deeds of which somebody does one at a time.
var postures = []string{"sleeping", "running", "walking", "sitting", "standing", "lying", "kneeling", "jumping", "flying", "swimming", "smiling", "laughing", "crying", "frowning", "resting", "leaning"}

// ing is the -ing form of a verb.
func ing(verb string) string {
	n := len(verb)
	switch {
	case verb == "lie":
		return "lying"
	case strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee"):
		return verb[:n-1] + "ing"
	case slices.Contains([]string{"run", "sit", "swim", "hug", "dig", "grin", "pet", "clap", "chop", "hop", "spin", "stir", "win"}, verb):
		return verb + verb[n-1:] + "ing"
	}
	return verb + "ing"
}

// act is "make him laugh" and "the dog should be sleeping".
func (w *work) act(m []string) bool {
	verb, rest := lower(m[2]), strings.TrimSpace(m[3])
	together, one, several := strings.Cut(verb, " ")
	if several {
		verb = one
	}
	switch {
	case hasAnyPrefix(verb, "look") && (rest == "" || !isPreposition(firstWord(rest)) && !slices.Contains([]string{"up", "down", "out", "away", "back", "left", "right", "straight", "directly", "sideways"}, firstWord(rest)) || firstWord(rest) == "like"):
		return false
	case slices.Contains(deeds, verb):
		verb = ing(verb)
	case slices.Contains(deeds, strings.TrimSuffix(verb, "s")):
		verb = ing(strings.TrimSuffix(verb, "s")) // "she wears a hat"
	case !strings.HasSuffix(verb, "ing") || !isParticiple(verb) || w.c.isNoun(verb):
		return false
	}
	doing := strings.TrimSpace(verb + " " + rest)
	if several {
		return w.eachOf([]string{together + " " + doing})
	}
	thing := w.meantBy(m[1])
	at, ok := w.d.find(thing)
	if !ok || w.nobodyMeant(m[1], thing) {
		return false
	}
	return w.try(capital(doing), shortName(thing)+" "+shortName(doing), func() bool {
		if before := w.d.p.Text; doing != verb || w.doingAt(at, verb, doing) != before[:at.end]+" "+doing+before[at.end:] {
			w.d.p.Text = w.doingAt(at, verb, doing)
		} else {
			w.d.describe(w.c.book, thing, doing)
		}
		w.things()
		return true
	})
}

// nobodyMeant says whether "her" would be a thing or a place.
func (w *work) nobodyMeant(name, thing string) bool {
	n, _, ok := w.c.book.nounAt(strings.Fields(lower(thing)), 0)
	return slices.Contains([]string{"him", "her", "he", "she"}, lower(name)) && ok && !lives(n.kind)
}

// doingAt says what a thing does, in place of what it did where it cannot do
// both.
func (w *work) doingAt(at span, verb, doing string) string {
	text := w.d.p.Text
	if m := inClothes().FindStringIndex(text[at.end:]); m != nil && m[0] == 0 && doing != verb {
		at.end += m[1] // "a woman in a yellow raincoat"
	}
	at.end = w.d.withEnd(at.end)
	next := nextWord(text, at.end)
	i := at.end + strings.IndexFunc(text[at.end:], func(r rune) bool { return r != ' ' })
	switch {
	case next != "" && slices.Contains(postures, next) && slices.Contains(postures, verb) && doing == verb:
		return text[:i] + doing + text[i+len(next):]
	case isParticiple(next) && strings.HasSuffix(next, "ing") && strings.HasSuffix(verb, "ing"):
		if andDoing().MatchString(text[i:]) {
			return text[:i] + doing + ", " + text[i:]
		}
		return text[:i] + doing + " and " + text[i:]
	case doing == verb && slices.Contains(postures, lastWord(strings.TrimRight(text[:at.start], " "))):
		prev := lastWord(strings.TrimRight(text[:at.start], " "))
		j := strings.LastIndex(lowerBytes(text[:at.start]), prev)
		return replaceAt(text, j, j+len(prev), doing)
	}
	return text[:at.end] + " " + doing + text[at.end:]
}

// andDoing is a list of what somebody does that has its "and".
var andDoing = lazy(`(?i)^[a-z]+ing\b[^,.;]* and [a-z]+ing\b`)

// withEnd is where the words end that say what somebody has, if they start at
// offset at: after " with a beard and long hair".
func (d *draft) withEnd(at int) int {
	if nextWord(d.p.Text, at) != "with" {
		return at
	}
	end := at + strings.Index(d.p.Text[at:], "with") + len("with")
	for {
		if more := moreOfList().FindString(d.p.Text[end:]); strings.HasPrefix(more, ",") && isItem(d.p.Text[end+len(more):]) {
			end += len(more) - len(" ") // "with a beard, glasses and long hair"
		}
		rest := d.p.Text[end:]
		next := nextWord(d.p.Text, end)
		if next == "" || next != "of" && isPreposition(next) || isParticiple(next) && strings.HasSuffix(next, "ing") || next == "and" && isParticiple(nextWord(d.p.Text, end+len(" and"))) {
			return end
		}
		end += len(rest) - len(strings.TrimLeft(rest, " ")) + len(next)
	}
}

// putOn is "put a hat on her".
func (w *work) putOn(m []string) bool {
	if !isPronoun(m[2]) && !clothed().MatchString("wearing "+m[1]) {
		return false
	}
	thing := w.meantBy(m[2])
	at, ok := w.d.find(thing)
	if !ok {
		return false
	}
	wearing := "wearing " + m[1]
	if !clothed().MatchString(wearing) {
		wearing = "with " + m[1]
	}
	return w.try(capital(thing)+" "+wearing, "with "+shortName(m[1]), func() bool {
		w.d.p.Text = w.d.p.Text[:at.end] + " " + wearing + w.d.p.Text[at.end:]
		w.things()
		return true
	})
}

// moreThan is "make the dragon bigger than the knight".
func (w *work) moreThan(words []string, than string) bool {
	for n := len(words) - 1; n > 0; n-- {
		thing, how := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		at, ok := w.d.find(thing)
		if !ok {
			continue
		}
		return w.try(capital(bare(thing))+" "+how+" than "+than, how+" "+bare(thing), func() bool {
			w.d.p.Text = aside(w.d.p.Text, at.end, how+" than "+than)
			w.things()
			return true
		})
	}
	return false
}
