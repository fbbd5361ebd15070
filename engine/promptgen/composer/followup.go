package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// work is one follow-up while it is carried out.
type work struct {
	c       *Composer
	r       promptgen.Request
	d       *draft
	notes   []string               // what was done, for the reply
	noteOf  map[prompt.Axis]string // the note on an axis, to take back if it is decided again
	title   []string               // what the result may be called
	misses  []string               // what was not understood
	locks   []string               // quoted words of the locks that stand in the way
	axes    []prompt.Axis
	again   bool // another round was asked for
	chance  bool // chance decided, so nobody asked for what came of it
	kept    bool // something was understood that changes nothing
	adding  bool // the clause before this one added or removed, so a bare thing does too
	taking  bool
	instead bool   // what is named takes the place of what is there
	rules   []rule // what a clause is tried against, in order
}

// followUp answers a message about a prompt that is there.
func (c *Composer) followUp(r promptgen.Request) answer {
	r.Message = c.book.inEnglish(r.Message)
	if reply, ok := c.smallTalk(r.Message, r.Current); ok {
		return answer{reply: reply}
	}
	w := &work{c: c, r: r, d: draftFor(r, r.Current, dice(r)), rules: rules}
	w.adopt()
	w.d.said = c.saidIn(r.Conversation, r.Current)
	r.Message = c.properNames(plainSpeech(r.Message))
	if unsure().MatchString(r.Message) {
		return answer{reply: "It stays as it is until you say what to change."}
	}
	if w.first(r.Message) || w.undo(r.Message) {
		if len(w.notes) == 0 {
			return answer{reply: "There is nothing to go back to."}
		}
		p := w.d.settle()
		return answer{reply: w.notes[0], rewritten: &p}
	}
	if w.otherThan(r.Message) {
		return w.finish()
	}
	msg := w.letters(w.correction(r.Message))
	clauses := c.clauses(msg)
	for _, first := range []bool{true, false} { // what is to stay is noted first
		for _, clause := range clauses {
			if first == strings.HasPrefix(lower(clause), "keep ") {
				w.clause(clause)
			}
		}
	}
	return w.finish()
}

// saidIn are the axes of a prompt whose value one of the messages named.
func (c *Composer) saidIn(turns []promptgen.Turn, p prompt.Prompt) map[prompt.Axis]bool {
	said := map[prompt.Axis]bool{}
	for _, t := range turns {
		for axis, v := range t.Prompt.Axes {
			if v == "" || v != p.Axes[axis] || v == t.Before.Axes[axis] {
				continue
			}
			e, ours := c.book.entryOf(axis, v)
			hour, _ := c.book.timeIn(t.Message)
			sameHour := axis == prompt.Time && len(hour.needs) > 0 && slices.Contains(e.needs, hour.needs[0])
			if !ours || sameHour || slices.ContainsFunc(e.names, func(n string) bool { return hasWord(t.Message, n) }) {
				said[axis] = true
			}
		}
	}
	return said
}

// adopt fills in the axes of a prompt that came without them, from its words.
func (w *work) adopt() {
	d := w.d
	found, subject := w.c.decided(d.p.Text)
	if d.p.Axes[prompt.Subject] == "" && subject != "" {
		d.p.Axes[prompt.Subject] = subject
	}
	if len(d.p.Axes) <= 1 {
		for axis, v := range found {
			d.p.Axes[axis] = v
		}
	}
}

// finish writes reply and title and says whether anything came of it.
func (w *work) finish() answer {
	changed := w.d.p.Text != w.r.Current.Text || w.d.p.Negative != w.r.Current.Negative
	a := answer{axes: w.axes}
	if !w.chance {
		a.set = w.d.set
	}
	if changed {
		w.c.fit(w.d)
	}
	if changed || w.again {
		if changed {
			w.d.p.Title = w.c.followTitle(w)
		}
		p := w.d.settle()
		if !changed {
			p = newDraft(w.r.Current, nil).settle()
		}
		a.rewritten = &p
	}
	a.reply = w.reply()
	return a
}

func (c *Composer) followTitle(w *work) string {
	differs := difference(w.r.Current, w.d.p)
	var axes []prompt.Axis
	for _, a := range changeTitleAxes {
		if slices.Contains(differs, a) && a != prompt.Subject && w.d.set[a] {
			axes = append(axes, a)
		}
	}
	title := ""
	if len(axes) > 0 {
		title = c.title(w.d.p, axes[:min(2, len(axes))])
		if len(axes) == 1 {
			title = c.axisTitle(axes[0], w.d.p.Axes[axes[0]])
		}
	}
	for _, t := range w.title {
		if hasWord(title, t) {
			continue
		}
		if more := strings.TrimPrefix(title+", "+small(t), ", "); len(strings.Fields(more)) <= 5 {
			title = capital(more)
		}
	}
	words := strings.Fields(title)
	switch {
	case len(words) == 0 && w.r.Current.Title != "":
		return w.r.Current.Title
	case len(words) == 0:
		return "As you said"
	case len(words) == 1:
		for _, a := range firstTitleAxes {
			if t := small(c.axisTitle(a, w.d.p.Axes[a])); t != "" && !strings.EqualFold(t, title) && len(strings.Fields(t)) <= 4 {
				return title + ", " + t
			}
		}
		return title + " now"
	}
	return strings.TrimRight(strings.Join(words[:min(5, len(words))], " "), ",")
}

// try carries out an edit and takes it back if it broke a lock.
func (w *work) try(note, title string, edit func() bool) bool {
	before := newDraft(w.d.p, nil).p
	set, notes := w.d.clone().set, slices.Clone(w.notes)
	if !edit() {
		w.d.p, w.d.set, w.notes = before, set, notes
		return false
	}
	if broken := prompt.Broken(before.Locks, w.d.p.Text); len(broken) > 0 {
		w.d.p, w.d.set, w.notes = before, set, notes
		for _, l := range broken {
			w.locks = appendNew(w.locks, excerpt(l.Text, 40))
		}
		w.kept = true
		return true
	}
	w.say(note)
	if title != "" {
		w.title = append(w.title, title)
	}
	return true
}

func (w *work) say(note string) {
	if note != "" && !slices.Contains(w.notes, note) {
		w.notes = append(w.notes, note)
	}
}

// sayOf notes what an axis was decided to be.
func (w *work) sayOf(axis prompt.Axis, note string) {
	w.say(note)
	if w.noteOf == nil {
		w.noteOf = map[prompt.Axis]string{}
	}
	w.noteOf[axis] = note
}

// unsay takes back what was noted of an axis, as the same message decides it
// once more.
func (w *work) unsay(axis prompt.Axis) {
	w.notes = slices.DeleteFunc(w.notes, func(n string) bool { return n == w.noteOf[axis] })
}

// verbs start a clause of their own after a comma or "and".
var verbs = lazy(`(?i)^(?:(?:please|also|just|maybe|now|then|let's|can you|could you|i want|i'd like) +)*(?:add|put|include|insert|place|bring|throw in|remove|delete|drop|lose|erase|take|get rid|leave out|cut|ditch|exclude|no|without|not|never|less|more|fewer|keep|change|turn|set|move|use|give|swap|replace|make|paint|draw|show|only|just|as|zoom|go|switch|try|avoid|have|there|shorten|undo|vary|don't|do not|instead|another|but|see|seen|view|like a|in the style|light the|light a|light some|hang|leave|fill|cover|tilt|shift|brighten|darken|soften|blur|sharpen|crop|raise|lower the|zoom|surprise) `)

var separator = lazy(`(?i)\s*[.;!\n]+(?:\s+|$)|\s*,\s*(?:(?:and|but|then|also)\s+)*|\s+(?:and then|and also|but also|but with|and|but|then|while|plus)\s+|\s+(?:without|with)\s+`)

// clauses cuts a message into what it asks for one by one.
func (c *Composer) clauses(msg string) []string {
	msg = strings.TrimSpace(msg)
	masked := c.masked(msg)
	var out []string
	start := 0
	for _, m := range separator().FindAllStringIndex(masked, -1) {
		if m[0] < start || m[0] == 0 {
			continue
		}
		sep, left, right := lower(strings.TrimSpace(masked[m[0]:m[1]])), strings.TrimSpace(masked[start:m[0]]), msg[m[1]:]
		if !c.cutsHere(sep, left, right, masked[m[1]:]) {
			continue
		}
		out = appendClause(out, msg[start:m[0]])
		start = m[1]
		if strings.HasSuffix(sep, "without") || strings.HasSuffix(sep, "with") {
			start = m[0]
		}
	}
	return appendClause(out, msg[start:])
}

func appendClause(all []string, s string) []string {
	if s = strings.Trim(s, " ,;.!"); s != "" {
		all = append(all, s)
	}
	return all
}

// cutsHere says whether a separator ends a clause.
func (c *Composer) cutsHere(sep, left, right, maskedRight string) bool {
	frag := right
	if m := separator().FindStringIndex(maskedRight); m != nil && m[0] > 0 {
		frag = right[:m[0]]
	}
	low := lower(strings.TrimSpace(frag))
	switch {
	case sep == "" || strings.ContainsAny(sep, ".;!"):
		return true
	case sep == "without":
		return left != "" && !addsOrKeeps().MatchString(left)
	case sep == "with" || sep == "but with":
		ok := beforeWith().MatchString(left)
		_, _, known := c.meaning(lower(left), scene{}, false)
		first := firstWord(low)
		return (ok || known) && (isDeterminer(first) || first == "less" || first == "fewer" || looksPlural(first) || isMass(first) || c.isNoun(first)) &&
			!replaces().MatchString(left)
	case strings.HasPrefix(sep, ",") && hasAnyPrefix(low, "with ", "without "):
		return !replaces().MatchString(left) && (low[len("with")] == 'o' || !adds().MatchString(left))
	case strings.Contains(sep, "but") || strings.Contains(sep, "then") || sep == "while":
		return true
	}
	if howMany().MatchString(trimmed(low)) {
		return true
	}
	if takesTwo().MatchString(left) && !verbs().MatchString(right) && !strings.HasPrefix(lower(right), "instead") {
		if sep != "," || c.book.degrees[low] != (degree{}) {
			return c.book.degrees[low] != (degree{})
		}
	}
	if verbs().MatchString(right+" ") && !bareStart().MatchString(right) {
		return true
	}
	if _, ok := c.colours(low); ok && c.book.isColour(lastWord(left)) {
		return false
	}
	removing := removes().MatchString(left)
	if axis, _, ok := c.meaning(low, scene{}, false); ok && removing && sep == "," && axis == prompt.Mood {
		return true // "no storm, calm"
	}
	if _, ok := c.book.degrees[degreeStart().ReplaceAllString(trimmed(low), "")]; ok {
		return true
	}
	if countClause().MatchString(low) {
		return !removing
	}
	if removing || adds().MatchString(left) && (isDeterminer(firstWord(low)) || c.isNoun(firstWord(low))) {
		return false
	}
	if _, _, ok := c.meaning(low, scene{}, false); ok {
		return true
	}
	if words := wordsOf(low); sep == "," && len(words) == 2 && c.book.isColour(words[0]) && c.isNoun(words[1]) && len(strings.Fields(left)) <= 3 {
		return true // "pink sand, turquoise sky"
	}
	return sep == "," && !isDeterminer(firstWord(low)) && promptgen.NamesLetter(right)
}

// masked hides quoted text and names that contain "and" from the separators.
func (c *Composer) masked(msg string) string {
	out := []byte(msg)
	hide := func(s, e int) {
		for i := s; i < e; i++ {
			out[i] = '_'
		}
	}
	for _, m := range inQuotes().FindAllStringIndex(msg, -1) {
		hide(m[0], m[1])
	}
	for name := range c.index {
		if !strings.Contains(name, " and ") && !strings.Contains(name, ",") && !strings.Contains(name, " with") {
			continue
		}
		for i := wordIndex(msg, name, 0); i >= 0; i = wordIndex(msg, name, i+1) {
			hide(i, i+len(name))
		}
	}
	for _, m := range decimal().FindAllStringIndex(msg, -1) {
		hide(m[0], m[1])
	}
	return string(out)
}

var polite = lazy(`(?i)^(?:(?:please|pls|also|just|maybe|perhaps|now|then|so|ok|okay|hmm+|well|and|but|yes|yeah|no,|nah|hey|actually|rather|oh|let's|let us|can you|could you|would you|will you|can we|could we|i want you to|i'd like you to|you should|it should(?: be| look| feel| become)?|it would be nice to|i would like to|i'd like to|i want to|i think|how about|what about|what if (?:it|we|you)(?: were| was| is| had| could)?|what if|try to|try|go for|go with|let it|for this one|this time|i'd prefer|i prefer|i want|i'd like|i would like|we need|i need|give me|show me|see|to|it to (?:be|look|feel|become)|it (?:is|looks)|it) *,? +)+`)

var politeEnd = lazy(`(?i)[ ,]+(?:any ?more|at all|whatsoever|any longer|please|pls|thanks|thank you|too|as well|now|then|of course|obviously|i think|or so|or something|though|tho|than (?:before|now|it is|that|last time)|for me|this time|maybe|instead please|if possible|if you can|again|somewhere|somehow|in it|to it|in there|there|in the (?:scene|picture|image|frame)|to the (?:scene|picture|image)|from the (?:scene|picture|image)|of the (?:scene|picture|image))$`)

// withoutPoliteEnd is a clause without the "please" and the "to it" at its end;
// "next to it" says where.
func withoutPoliteEnd(s string) string {
	if hasAnySuffix(lower(s), "next to it", "close to it", "closer to it", "similar to it") {
		return s
	}
	return politeEnd().ReplaceAllString(s, "")
}

// trimmed is a clause without what is only polite.
func trimmed(s string) string {
	for range 4 {
		t := strings.Trim(s, " ,.;:!?")
		t = polite().ReplaceAllString(t, "")
		t = withoutPoliteEnd(t)
		if t == s {
			break
		}
		s = t
	}
	return s
}

// clause carries out one clause, or notes that it was not understood.
func (w *work) clause(raw string) {
	if m := complaint().FindStringSubmatch(strings.Trim(raw, " .!")); m != nil && w.degree("less "+lower(m[1])) {
		return
	}
	text := trimmed(raw)
	if text == "" || slices.Contains([]string{"nice", "good", "great", "thanks", "perfect", "ok", "i like it", "like it", "it", "this", "yes", "together", "the same", "same", "same again", "the same again", "otherwise the same", "now", "then", "also"}, lower(text)) {
		return
	}
	if w.follow(text) {
		return
	}
	if spelt := w.c.spelt(text); spelt != text && w.follow(spelt) {
		return
	}
	w.misses = append(w.misses, strings.TrimSpace(raw))
}

// follow tries the rules on a clause.
func (w *work) follow(text string) bool {
	for _, rule := range w.rules {
		m := rule.pattern().FindStringSubmatch(text)
		if m == nil {
			continue
		}
		for i := range m {
			m[i] = strings.TrimSpace(m[i])
		}
		if rule.do(w, m) {
			return true
		}
	}
	return false
}

var (
	addsOrKeeps = lazy(`(?i)^(?:add|put|include|keep)\b`)
	beforeWith  = lazy(`(?i)^(?:make it|turn it|set it|at|in|now|as|move|put it|go|closer|wider|seen|from|another|only|like)\b`)
	replaces    = lazy(`(?i)^(?:replace|swap|change)`)
	takesTwo    = lazy(`(?i)^(?:instead of|rather than|replace|swap|change|turn|substitute|merge|combine|mix|blend|take|use|keep)\b`)
	bareStart   = lazy(`(?i)^(?:only|just|as|more|no|like a) ?$`)
	removes     = lazy(`(?i)^(?:remove|delete|drop|lose|erase|take out|without|no|get rid|leave out|less)\b`)
	adds        = lazy(`(?i)^(?:add|include|put|insert|with)\b`)
	inQuotes    = lazy(`"[^"]*"|“[^”]*”`)
	decimal     = lazy(`\d[.,]\d`)
)
