package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// How people talk: slang, second thoughts, corrections of what they said
// before. Here a message is put into the words that the rules know.

var spoken = []struct {
	from expression
	to   string
}{
	{lazy(`[’` + "`" + `]`), "'"},
	{lazy(`(?i)\b(can|could|would|will) (?:u|ya)\b`), "$1 you"},
	{lazy(`(?i),? (?:so (?:that )?(?:i|we|you|one) can|because|since|cause) .*$`), ""},
	{lazy(`(?i),? *\b(?:actually|in fact|i guess|if possible)[.!]*$`), ""},
	{lazy(`(?i)^(?:(?:now )?(?:do )?)?(?:the )?same(?: thing| again)?,? but (?:with )?`), ""},
	{lazy(`(?i)^([a-z]+) should (be|have|wear|look|get|hold|sit|stand)\b`), "the $1 should $2"},
	{lazy(`(?i)^the (it|this|that|they|he|she|you|we|there|everything|everyone|both|all|one|someone) should\b`), "$1 should"},
	{lazy(`(?i)^(?:could|can|should|might|would) (?:it|this|that) (?:please )?(?:be|look|feel)(?: made)? `), "make it "},
	{lazy(`(?i)^(?:nvm|never ?mind|forget(?: about)?|scratch) (the|those|that) (\w)`), "remove $1 $2"},
	{lazy(`(?i)\b(?:pls+|plz+|plea+se+)\b`), "please"},
	{lazy(`(?i)\bwanna\b`), "want to"},
	{lazy(`(?i)\bgonna\b`), "going to"},
	{lazy(`(?i)\blil\b`), "little"},
	{lazy(`(?i)\b(?:its|it is|thats|that's|that is) ((?:way |a bit |much |a little |far |still )*too)\b`), "it's $1"},
	{lazy(`(?i)^it(?:'s| is) (winter|spring|summer|autumn|night|morning|evening|dawn|dusk|sunset|sunrise|midnight|noon)$`), "make it $1"},
	{lazy(`(?i)^make it (rain|snow)(?:ing)? outside$`), "$1 outside"},
	{lazy(`(?i)^(?:outside,? (?:it's|it is|its)|(?:it's|it is|its)) (raining|snowing|foggy|misty|stormy|windy|hailing)( outside)?$`), "$1 outside"},
	{lazy(`(?i)\b(he|she|it)'s (\w+ing)\b`), "$1 is $2"},
	{lazy(`(?i)^(he|she)'s ([a-z]+)$`), "$1 should be $2"},
	{lazy(`(?i)\b(they|we|you)'re\b`), "$1 are"},
	{lazy(`(?i)\bb ?(?:&|/|'?n'?|\+) ?w\b`), "black and white"},
	{lazy(`(?i)^mehr `), "more "},
	{lazy(`(?i)^weniger `), "fewer "},
	{lazy(`(?i)^keine?n? `), "no "},
	{lazy(`(?i)^(?:ohne|sans|sin|senza) `), "without "},
	{lazy(`(?i)^(?:avec|con|mit) `), "with "},
	{lazy(`(?i)^(?:(?:nah|nope|ugh|meh|hm+|u[hm]+|err*|lol|haha|wow|whoa|yeah|yep|yup|oh|alright)\b[ ,.!:;…-]*)+`), ""},
	{lazy(`(?i)^(?:(?:ok(?:ay)?|thx|thanks|thank you|ty|cool|nice|great|perfect|awesome|sweet|good|lovely|beautiful|love it|i (?:like|love) (?:it|this|that)|no|yes|sorry|wait|right|almost|getting there|that's (?:better|worse|nice|good|great)|better|worse|too much|not good|hmm, no|so)[,.!:;…]+ *(?:but |and |now )*)+`), ""},
}

// plainSpeech is a message without slang and without what is only said to us.
func plainSpeech(msg string) string {
	for _, s := range spoken {
		if t := strings.TrimSpace(s.from().ReplaceAllString(msg, s.to)); t != "" {
			msg = t
		}
	}
	return msg
}

var (
	unsure = pattern(`(?:(?:i'm|i am) )?(?:not (?:really |quite |so )?sure|undecided|unsure)(?: (?:about|if|whether) .+)?|i (?:don't|do not) know(?: .+)?|let me think.*`)
	meant  = pattern(`(?:(?:no|nope|sorry|oops|wait|actually)\b[,.!]* *)*(?:i|we) (?:meant?|was talking about|was thinking of)(?: to say)? (.+)`)
	notBut = pattern(`(?:no,? )?not (the [\w -]+?),? (?:but )?(the [\w -]+)`)

	pronoun     = lazy(`(?i)\b(?:it|him|her|them)\b`)
	theThing    = lazy(`(?i)\bthe [\w-]+`)
	lastThing   = lazy(`(?i)\b(?:an?|some|one|two|three|four|five) [\w -]+$`)
	lastOfWords = lazy(`[\p{L}\p{N}'-]+$`)
	complaint   = pattern(`(?:but )?(?:it|this|that|everything|the (?:picture|scene|image|whole thing)) (?:is|looks|feels|seems)(?: a bit| very| so| rather| pretty| quite| kind of| a little)* (empty|dark|busy|boring|flat|bright|cold|warm|sad|dull|crowded|plain|static|gloomy|harsh|blurry|cluttered|messy|dim|grey|noisy)`)
	sameWith    = pattern(`(?:now )?(?:do )?(?:the )?same(?: thing)? with (.+)`)
	notThisThat = pattern(`(?:no,? )?not (?:an? |the |as an? )?([\w -]+?),? (?:but |rather )?([\w -]+)`)
	noButA      = pattern(`(?:no|not) (?:an? |the )?([\w-]+),? (?:but |make it |rather |use |just |only )?(an? [\w-]+(?: [\w-]+)?)[.!]*`)
	ofThem      = lazy(`(?i) of (?:them|these|the [\w-]+)\b`)
	addedOne    = lazy(`(?i)(?:^|\b(?:and|then) )(?:please )?(?:add|put|include|draw|insert)(?: in)? (an? [\w -]+?)(?: (?:on|in|at|to|under|near|behind|beside|with|over|by|next)\b.*)?[.!]*$|^(an? [\w -]+?)(?: (?:on|in|at|to|under|near|behind|beside|with|over|by)\b.*)?[.!]*$`)
)

// correction takes "no, I meant the boat" for what was said before with the
// other thing in it, and goes back to the prompt that stood then.
func (w *work) correction(msg string) string {
	if len(w.r.Conversation) == 0 {
		return msg
	}
	last := w.r.Conversation[len(w.r.Conversation)-1]
	said := strings.TrimRight(last.Message, " .!?")
	again := ""
	if m := notBut().FindStringSubmatch(msg); m != nil && (hasWord(said, bare(m[1])) || pronoun().MatchString(said)) && !w.d.mentions(bare(m[2])+" ") {
		if again = replaceFirst(said, bare(m[1]), bare(m[2])); again == said {
			again = pronoun().ReplaceAllString(said, m[2])
		}
	} else if m := meant().FindStringSubmatch(msg); m != nil {
		again = reworded(said, strings.TrimRight(m[1], " .!"))
	}
	if again == "" || again == said || last.Before.Empty() {
		return msg
	}
	locks := w.d.p.Locks
	w.d = w.d.again(last.Before)
	w.d.p.Locks = slices.Clone(locks)
	w.adopt()
	return again
}

func replaceFirst(text, old, with string) string {
	if i := wordIndex(text, old, 0); i >= 0 {
		return text[:i] + with + text[i+len(old):]
	}
	return text
}

// reworded puts what was meant in the place of what was said.
func reworded(said, meant string) string {
	put := func(re expression) (string, bool) {
		at := re().FindStringIndex(said)
		if at == nil {
			return "", false
		}
		return said[:at[0]] + meant + said[at[1]:], true
	}
	order := []expression{lastOfWords}
	switch first := lower(firstWord(meant)); {
	case slices.Contains([]string{"the", "his", "her", "my", "their"}, first):
		order = []expression{pronoun, theThing}
	case isDeterminer(first):
		order = []expression{lastThing, lastOfWords}
	}
	for _, re := range order {
		if s, ok := put(re); ok {
			return s
		}
	}
	return ""
}

// antecedent is what "it" means: the one thing that the message before this one
// added, else what the picture is about.
func (w *work) antecedent() string {
	if thing := w.justAdded(); thing != "" {
		return thing
	}
	return w.c.head(w.d.p)
}

func (w *work) justAdded() string {
	if n := len(w.r.Conversation); n > 0 && !w.r.Conversation[n-1].Before.Empty() {
		if m := addedOne().FindStringSubmatch(strings.TrimSpace(w.r.Conversation[n-1].Message)); m != nil {
			words := strings.Fields(shortName(m[1] + m[2]))
			for i := len(words) - 1; i >= 0; i-- {
				if thing := strings.Join(words[i:], " "); w.d.mentions(thing) {
					return thing
				}
			}
		}
	}
	return ""
}

// somebody is whom "her" means: what the picture is about if that lives, else
// the last living thing that the first sentence names.
func (w *work) somebody() string {
	living := func(n noun) bool { return lives(n.kind) }
	if n, _, ok := w.c.book.nounAt(strings.Fields(w.c.head(w.d.p)), 0); w.justAdded() != "" || ok && living(n) {
		return ""
	}
	last := ""
	words := wordsOf(firstSentence(w.d.p.Text))
	for i := range words {
		if n, used, ok := w.c.book.nounAt(words, i); ok && living(n) {
			last = strings.Join(words[i:i+used], " ")
		}
	}
	return last
}

func isPronoun(s string) bool {
	return slices.Contains([]string{"it", "her", "him", "them", "she", "he", "they", "the subject", "this", "that"}, lower(strings.TrimSpace(s)))
}

// meantBy is a thing by its name, pronouns included.
func (w *work) meantBy(name string) string {
	if isPronoun(name) {
		if slices.Contains([]string{"her", "him", "she", "he"}, lower(name)) {
			if somebody := w.somebody(); somebody != "" {
				return somebody
			}
		}
		return w.antecedent()
	}
	return bare(name)
}

// makeAdded is "make it red" right after something was added.
func (w *work) makeAdded(m []string) bool {
	how := lower(m[1])
	if w.justAdded() == "" || !w.c.book.isColour(how) && !slices.Contains(plainAdjectives, how) {
		return false
	}
	return w.makeThing([]string{"", w.justAdded() + " " + how})
}

// place is "put her on the left": where in the frame something is.
func (w *work) place(m []string) bool {
	thing := w.meantBy(m[1])
	at, ok := w.d.find(thing)
	if !ok {
		return false
	}
	where := lower(m[2])
	if hasAnyPrefix(where, "to the ") {
		where = "on the " + where[len("to the "):]
	}
	if where == "on the middle" || where == "on the centre" || where == "on the center" {
		where = "in" + where[2:]
	}
	if lower(w.d.p.Text[at.start:at.end]) == w.c.head(w.d.p) {
		thing = lower(w.d.p.Text[at.start:at.end])
		return w.try("The "+thing+" "+where, "", func() bool {
			w.c.setAxis(w.d, prompt.Composition, "with the "+thing+" "+where)
			return true
		})
	}
	return w.try(capital(thing)+" "+where, shortName(thing)+" "+where, func() bool {
		end := at.end + len(whereInFrame().FindString(w.d.p.Text[at.end:]))
		w.d.p.Text = w.d.p.Text[:at.end] + " " + where + w.d.p.Text[end:]
		w.things()
		return true
	})
}

// selective is "black and white except the dress".
func (w *work) selective(m []string) bool {
	return w.setAxis(prompt.Palette, "black and white, with only the "+bare(m[1])+" in colour", m[0])
}

// lightUp is "light the lamp" and "turn on the lights".
func (w *work) lightUp(m []string) bool {
	s := w.c.book.sceneOf(w.d.p)
	for _, name := range forms(lower(m[1])) {
		if e, ok := w.c.namedIn(prompt.Lighting, name, s); ok {
			return w.setAxis(prompt.Lighting, w.c.worded(e, s), m[1])
		}
	}
	return w.addThing(withArticle("lit " + lower(m[1])))
}

// addWhat is "add something".
func (w *work) addWhat([]string) bool { return w.stays("What should be added?") }

// everywhere is "cherry blossoms everywhere".
func (w *work) everywhere(m []string) bool { return w.addThing(bare(m[1]) + " " + lower(m[2])) }

// leave is "leave the blossoms", but not "leave out the blossoms".
func (w *work) leave(m []string) bool {
	if hasAnyPrefix(lower(m[1]), "out ", "away ", "off ") {
		return false
	}
	return w.keep(m) || w.stays("It stays as it is")
}

// otherThan carries out a whole message that puts one thing for another.
func (w *work) otherThan(msg string) bool {
	if m := noButA().FindStringSubmatch(msg); m != nil && w.d.mentions(m[1]) && w.replace(m[1], m[2]) {
		w.d.negate(lower(m[1]))
		return true
	}
	if m := sameWith().FindStringSubmatch(msg); m != nil {
		return w.replace(w.c.head(w.d.p), strings.TrimRight(m[1], ".!"))
	}
	if m := notThisThat().FindStringSubmatch(strings.TrimRight(msg, ".!")); m != nil {
		a, _, one := w.c.meaning(lower(m[1]), scene{}, false)
		b, _, other := w.c.meaning(lower(m[2]), scene{}, false)
		return one && other && a == b && w.decide(m[2])
	}
	return false
}

// ofThemDo is "one of them plays the guitar".
func (w *work) ofThemDo(m []string) bool {
	verb := lower(m[3])
	for _, v := range []string{verb, strings.TrimSuffix(verb, "s"), strings.TrimSuffix(verb, "es"), strings.TrimSuffix(verb, "ies") + "y"} {
		if slices.Contains(deeds, v) {
			return w.eachOf([]string{strings.TrimSpace(m[1] + " of them " + ing(v) + " " + strings.TrimSpace(m[4]))})
		}
	}
	return false
}

// whichOf is "remove it": what was just added, else it asks.
func (w *work) whichOf(m []string) bool {
	if thing := w.justAdded(); thing != "" && (lower(m[1]) == "it" || lower(m[1]) == "that" || lower(m[1]) == "them" || lower(m[1]) == "him" || lower(m[1]) == "her") {
		return w.removeOne(thing)
	}
	return w.stays("What should be taken out?")
}

// reduce is "reduce the clutter", raise is "boost the contrast".
func (w *work) reduce(m []string) bool { return w.degree("less " + lower(bare(m[1]))) }

func (w *work) raise(m []string) bool { return w.degree("more " + lower(bare(m[1]))) }

// feast is "make it Halloween".
func (w *work) feast(m []string) bool {
	if when := firstWord(lower(m[0])); when == "at" || when == "on" || when == "during" {
		return w.eachOf([]string{when + " " + capital(lower(m[1]))})
	}
	return w.addThing(capital(lower(m[1])) + " decorations")
}

// nobody is "nobody".
func (w *work) nobody([]string) bool { return w.removeOne("people") }

// eachOf is "each in a different colour" and "one of them in a red dress".
func (w *work) eachOf(m []string) bool {
	m[0] = strings.Join(strings.Fields(m[0]), " ")
	title := ofThem().ReplaceAllString(m[0], "")
	return w.try(capital(m[0]), capital(firstWords(title, 5)), func() bool {
		w.d.addToFirst(small(m[0]))
		w.things()
		return true
	})
}

// closeOn is "close-up of his hands".
func (w *work) closeOn(m []string) bool {
	return w.setAxis(prompt.Camera, "in close-up on "+lower(m[1]), m[0])
}

// lightFrom is "warmer light from the windows".
func (w *work) lightFrom(m []string) bool {
	return w.setAxis(prompt.Lighting, lower(m[1]), m[1])
}

// era is "in the 1920s".
func (w *work) era(m []string) bool {
	return w.try("In "+strings.TrimPrefix(lower(m[1]), "in "), capital(strings.TrimPrefix(lower(m[1]), "in the ")), func() bool {
		clause := "in " + strings.TrimPrefix(small(m[1]), "in ")
		if !hasWord(clause, "the") && !bareYear().MatchString(clause) {
			clause = "in the " + clause[len("in "):]
		}
		if at := eraIn().FindStringIndex(w.d.p.Text); at != nil {
			w.d.p.Text = replaceAt(w.d.p.Text, at[0], at[1], clause)
		} else {
			w.d.addToFirst(clause)
		}
		w.things()
		return true
	})
}

const eraName = `(?:early |late |mid-?)?(?:(?:1\d|20)?\d0'?s|1\d{3}|20\d\d|victorian (?:era|times|age)|edwardian era|middle ages|medieval times|renaissance|bronze age|stone age|roman times|ancient times|(?:distant |far |near )?future|\d{1,2}(?:th|st|nd|rd) century|wild west|(?:roaring )?twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)`

var eraAlone = pattern(`(?:the )?` + eraName)

var bareYear = lazy(`^in \d{4}$`)

var eraIn = lazy(`(?i)\bin (?:the )?` + eraName)
