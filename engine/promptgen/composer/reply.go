package composer

import (
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

const (
	notUnderstood = "I did not understand "
	missedTwice   = "I work by rule and missed this twice. A language model would follow: ctrl+o"
)

// reply is what is said about a follow-up: what was done, then what was not
// understood; at most two sentences.
func (w *work) reply() string {
	w.say(w.locked())
	if len(w.notes) == 0 && len(w.misses) == 0 {
		switch {
		case w.again:
			return "Another round."
		case w.kept:
			return "It stays as it is."
		}
		return "Say what to change, such as make it night."
	}
	if len(w.notes) == 0 && len(w.misses) > 0 {
		return missed(w.r.Conversation, w.misses)
	}
	var out []string
	if len(w.notes) > 0 {
		notes := slices.Clone(w.notes)
		for i := range notes[1:] {
			notes[i+1] = small(notes[i+1])
		}
		said := strings.TrimRight(strings.Join(notes, "; "), ".")
		if !strings.HasSuffix(said, "?") {
			said += "."
		}
		out = append(out, said)
	}
	if len(w.misses) > 0 {
		out = append(out, notUnderstood+quoted(w.misses)+".")
	}
	return strings.Join(out, " ")
}

// locked says, after all that was done, which locks kept the rest from being
// done.
func (w *work) locked() string {
	what := "that"
	if len(w.notes) > 0 {
		what = "the rest"
	}
	switch n := len(w.locks); n {
	case 0:
		return ""
	case 1:
		return "The lock on " + w.locks[0] + " stands in the way of " + what + ": L in the prompt unlocks it"
	default:
		return "The locks on " + strings.Join(w.locks[:n-1], ", ") + " and " + w.locks[n-1] + " stand in the way of " + what + ": L in the prompt unlocks them"
	}
}

// missedTwiceNow says whether the same was missed before, or the message just
// before this one was missed too. The hint at a language model comes once.
func missedTwiceNow(turns []promptgen.Turn, misses []string) bool {
	same := false
	for _, t := range turns {
		if t.Reply == missedTwice {
			return false
		}
		same = same || strings.Contains(lower(t.Reply), lower(notUnderstood+quoted(misses)))
	}
	return same || len(turns) > 0 && strings.HasPrefix(turns[len(turns)-1].Reply, notUnderstood)
}

// missed is the reply to a message of which nothing was understood.
func missed(turns []promptgen.Turn, misses []string) string {
	if missedTwiceNow(turns, misses) {
		return missedTwice
	}
	return notUnderstood + quoted(misses) + "."
}

func quoted(all []string) string {
	var out []string
	for _, s := range all {
		s = strings.Map(func(r rune) rune {
			if r == '.' || r == '!' || r == '?' {
				return -1
			}
			return r
		}, s)
		out = append(out, excerpt(s, 60))
	}
	return strings.Join(out, " or ")
}

// excerpt quotes the beginning of a text, up to a number of characters.
func excerpt(s string, most int) string {
	s = clean(strings.ReplaceAll(s, `"`, ""))
	if runes := []rune(s); len(runes) > most {
		s = strings.TrimSpace(string(runes[:most])) + "…"
	}
	return `"` + s + `"`
}

// firstReply says what the first prompt decides, and asks one thing where the
// answer would help.
func (c *Composer) firstReply(d *draft, s scene, id idea) string {
	var said []string
	for i, axis := range []prompt.Axis{prompt.Time, prompt.Camera, prompt.Setting, prompt.Medium, prompt.Lighting, prompt.Palette} {
		if _, ours := c.book.entryOf(axis, d.p.Axes[axis]); !ours || id.inText[axis] != "" || len(said) == 3 || i > 3 && len(said) > 1 {
			continue
		}
		t := c.axisTitle(axis, d.p.Axes[axis])
		if len(said) > 0 {
			t = small(t)
		}
		said = append(said, t)
	}
	reply := "As you said"
	if len(said) > 0 {
		reply = strings.Join(said, ", ")
	}
	told := slices.Clone(id.told)
	if len(id.spelt) > 0 {
		told = append(told, "Read "+strings.Join(id.spelt, ", "))
	}
	if len(id.fillers) > 0 && len(told) < 2 && d.to.Family() != "Stable Diffusion" {
		told = append(told, "Left out, as it says nothing here: "+strings.Join(id.fillers[:min(3, len(id.fillers))], ", "))
	}
	if len(told) > 0 {
		for i := range told[1:] {
			told[i+1] = small(told[i+1])
		}
		return reply + ". " + strings.Join(told, "; ") + "."
	}
	switch {
	case !s.known:
		return reply + ". What kind of place is it in?"
	case s.kind == "place" && s.place != "space" && s.place != "void" && s.place != "underwater" && d.p.Negative == "" && !slices.ContainsFunc(wordsOf(id.text), func(w string) bool {
		n, _, ok := c.book.nounAt([]string{w}, 0)
		return slices.Contains([]string{"empty", "busy", "crowded", "deserted", "abandoned", "bustling", "lonely", "lively", "desolate", "me", "us", "we", "i"}, w) || ok && (n.kind == "person" || n.kind == "animal")
	}):
		return reply + ". People in it?"
	}
	return reply + "."
}

var (
	thanks    = pattern(`(?:(?:thanks?(?: you)?|thx|ok(?:ay)?|nice|great|cool|perfect|good|lovely|beautiful|wow|love it|i (?:like|love) (?:it|this|that)|yes|yep|looks good|well done|hello|hi|hey|good (?:morning|evening)|no)[ ,.!]*)+`)
	question  = lazy(`(?i)^(?:what|why|how|which|who|when|where|is|are|does|do|did|was|were|explain|tell me|define)\b`)
	politeAsk = lazy(`(?i)^(?:please )?(?:can|could|would) you (?:please )?(explain|describe|define|tell me)\b`)
	isThere   = lazy(`^(?:is|are) there (?:an?|any|some|the)? ?(.+?)(?: in (?:it|there|this|the (?:picture|scene|prompt|image)))?$`)
	whatIs    = lazy(`(?i)^(?:what(?:'s| is| are| does)|explain|define|tell me (?:about|what))(?: an?| the)? (.+?)(?: is| are| mean| means)?\??$`)
	request   = lazy(`(?i)^(?:how about|what about|what if)\b`)
)

// smallTalk answers what asks for no change: a question, a greeting, thanks.
func (c *Composer) smallTalk(msg string, current prompt.Prompt) (string, bool) {
	msg = politeAsk().ReplaceAllString(strings.TrimSpace(msg), "$1")
	if thanks().MatchString(msg) {
		if current.Empty() {
			return "Describe a picture in your own words.", true
		}
		return "Say what to change, or make the picture with ctrl+g.", true
	}
	if reply, ok := pressKey(msg); ok && !current.Empty() {
		return reply, true
	}
	asks := strings.HasSuffix(msg, "?") && question().MatchString(msg) || askingFor().MatchString(msg)
	if !asks || request().MatchString(msg) {
		return "", false
	}
	low := strings.TrimRight(lower(msg), "?!. ")
	if m := whatIs().FindStringSubmatch(low); m != nil {
		if a, ok := c.book.answers[bare(m[1])]; ok {
			return a, true
		}
		for _, s := range singulars(bare(m[1])) {
			if a, ok := c.book.answers[s]; ok {
				return a, true
			}
		}
	}
	if m := isThere().FindStringSubmatch(low); m != nil && !current.Empty() {
		if _, ok := findIn(current.Text, bare(m[1])); ok {
			return "Yes, the prompt names it.", true
		}
		return "No; say add " + withArticle(bare(m[1])) + " to have it.", true
	}
	if hasWord(low, "you") || hasAnyPrefix(low, "help", "what can", "how do i", "how does this", "how can i") {
		return "I write and change prompts by rule: say what to add, remove or change, such as make it night or as a woodcut.", true
	}
	if current.Empty() {
		return "", false
	}
	return c.aboutPrompt(low, current), true
}

// aboutPrompt answers a question about the current prompt from its axes.
func (c *Composer) aboutPrompt(low string, p prompt.Prompt) string {
	axis, found := prompt.Axis(""), false
	for _, w := range wordsOf(low) {
		if a, ok := prompt.ParseAxis(w); ok && a != prompt.Subject {
			axis, found = a, true
			break
		}
	}
	if !found {
		best := 0
		for _, w := range wordsOf(low) {
			if len(w) < 3 || isPreposition(w) || isDeterminer(w) || slices.Contains([]string{"why", "what", "how", "does", "the", "are", "which", "who"}, w) {
				continue
			}
			for _, a := range prompt.AllAxes() {
				if v := p.Axes[a]; hasWord(v, w) && len(w) > best && a != prompt.Subject {
					axis, found, best = a, true, len(w)
				}
			}
			if d, ok := c.book.degrees[w]; ok && !found {
				axis, found = d.axis, true
			}
		}
	}
	if found && p.Axes[axis] != "" {
		return "The " + string(axis) + " is " + strings.TrimRight(p.Axes[axis], ".") + "; say " + example(axis) + " to change it."
	}
	if found {
		return "The " + string(axis) + " is still open; say " + example(axis) + " to decide it."
	}
	if hasWord(low, "negative") || hasWord(low, "left out") {
		if p.Negative == "" {
			return "Nothing is ruled out."
		}
		return "Ruled out: " + p.Negative + "."
	}
	if strings.HasPrefix(low, "how many words") || hasWord(low, "how long") {
		return "The prompt has " + strconv.Itoa(p.Words()) + " words."
	}
	return "I can only answer questions about an axis of the prompt or about a term such as gouache."
}

func example(axis prompt.Axis) string {
	return map[prompt.Axis]string{
		prompt.Medium: "as a watercolour", prompt.Composition: "symmetrical", prompt.Camera: "from above", prompt.Lighting: "softer light", prompt.Palette: "only blues",
		prompt.Mood: "make it calm", prompt.Time: "make it night", prompt.Setting: "in a forest", prompt.Texture: "more grain", prompt.Subject: "change it to a dog",
	}[axis]
}

var (
	askingFor = lazy(`(?i)^(?:what(?:'s| is| are| does)|why|explain|define|which|who|help$|help me$)\b`)
)
