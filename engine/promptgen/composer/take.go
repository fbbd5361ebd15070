package composer

import (
	"slices"
	"strings"

	"easel/engine/prompt"
)

// Taking away, keeping, and putting one thing in the place of another.

// remove is "no X", "remove X and Y".
func (w *work) remove(m []string) bool {
	object := withoutPoliteEnd(strings.Trim(m[1], " .!"))
	object = everythingThat().ReplaceAllString(object, "")
	object = someOfThe().ReplaceAllString(object, "$1 $2")
	if number, ok := strings.CutSuffix(object, " of them"); ok {
		object = number + " " + w.c.head(w.d.p)
	}
	object = fromWhere().ReplaceAllString(object, "")
	n := 0
	for _, thing := range negated(object) {
		if w.removeOne(thing) {
			n++
		}
	}
	w.taking = n > 0
	return n > 0
}

func (w *work) removeOne(thing string) bool {
	low := lower(thing)
	if len(wordsOf(low)) == 0 || len(wordsOf(low)) > 6 {
		return false
	}
	if slices.Contains([]string{"colour", "colours", "color", "colors"}, low) {
		return w.decide("black and white")
	}
	if axis, ok := prompt.ParseAxis(low); ok && axis != prompt.Subject && w.d.p.Axes[axis] != "" && !hasWord(w.d.p.Axes[axis], low) && !slices.Contains([]string{"background", "place", "weather", "season"}, low) {
		return w.try("The "+low+" is open again", "Open "+low, func() bool { w.d.drop(axis); w.d.set[axis] = true; return true })
	}
	if _, ours := w.c.book.entryOf(prompt.Setting, w.c.book.withoutWeather(w.d.p.Axes[prompt.Setting])); ours && (low == "background" || low == "backdrop") {
		return w.try("No "+low, "No "+low, func() bool {
			w.d.drop(prompt.Setting)
			w.d.negate(low)
			w.d.set[prompt.Setting] = true
			return true
		})
	}
	if m := ownBackground().FindStringSubmatchIndex(firstSentence(w.d.p.Text)); m != nil && (low == "background" || low == "backdrop") && !w.d.mentions(low) {
		return w.try("A plain background now", "plain background", func() bool {
			w.d.p.Text = replaceAt(w.d.p.Text, m[2], m[3], "against a plain background")
			w.d.p.Axes[prompt.Setting] = "against a plain background"
			w.things()
			return true
		})
	}
	if w.fewerBy(low) {
		return true
	}
	subject := false
	if !w.d.mentions(low) {
		if named := w.misspelt(low); named != "" {
			low = named
		}
		if whole, _, of := strings.Cut(low, " of "); of && w.d.mentions(whole+" of") {
			low = whole // "the ball of yarn" may be one of red yarn
		}
	}
	ok := w.try("No "+low, "No "+low, func() bool {
		if _, at, found := w.c.book.timeSpan(low); found && at.start == 0 && at.end == len(low) {
			w.d.negate(low)
			w.dropTime(low)
			return true
		}
		subject = !w.c.rid(w.d, low)
		return !subject
	})
	if subject && w.promote(low) {
		return true
	}
	if subject {
		w.say("The " + bare(low) + " " + isOrAre(bare(low)) + " what the picture is about, so say what to show instead")
		w.kept = true
		return true
	}
	return ok
}

// fewerBy is "remove one dog" of two.
func (w *work) fewerBy(low string) bool {
	number, thing, ok := strings.Cut(low, " ")
	n := slices.Index(numbers, number)
	thing = bare(strings.TrimPrefix(thing, "of "))
	at, found := w.d.find(thing)
	if !ok || n < 1 || !found {
		return false
	}
	now := slices.Index(numbers, lower(firstWord(w.d.p.Text[group(w.d.p.Text, at).start:])))
	if now <= n {
		return w.removeOne(thing)
	}
	return w.countOf([]string{"", numbers[now-n], thing})
}

// dropTime chooses another hour than the one that is not wanted.
func (w *work) dropTime(name string) {
	e, ok := w.c.book.timeIn(w.d.p.Axes[prompt.Time])
	no, _ := w.c.book.timeIn(name)
	if !ok || e.needs[0] != no.needs[0] {
		w.d.remove([]string{name})
		return
	}
	s := w.c.book.sceneOf(w.d.p)
	var taken []string
	for _, x := range w.c.book.axes[prompt.Time] {
		if x.needs[0] == no.needs[0] {
			taken = append(taken, x.value)
		}
	}
	if pick, ok := w.c.pick(w.d, prompt.Time, s, "", taken); ok {
		w.c.setAxis(w.d, prompt.Time, pick.value)
	}
}

// keep is "keep X": it changes nothing, and X stays as it is.
func (w *work) keep(m []string) bool {
	thing := lower(bare(m[1]))
	_, found := w.d.find(thing)
	axis, named := prompt.ParseAxis(strings.TrimSuffix(thing, " as it is"))
	if named {
		w.d.set[axis] = true
	}
	general := slices.Contains([]string{"everything", "everything else", "rest", "it", "it as it is", "going", "as it is", "subject", "style", "same"}, thing)
	if !found && !named && !general && !hasAnyPrefix(thing, "everything", "rest") {
		for _, word := range wordsOf(thing) {
			if a, ok := prompt.ParseAxis(word); ok {
				w.d.set[a] = true
				named = true
			}
		}
		if !named {
			return false
		}
	}
	w.kept = true
	return true
}

// insteadOf is "a dog instead of the fox", "noon instead of sunset".
func (w *work) insteadOf(m []string) bool {
	if noObject().MatchString(m[1]) || isConjunction(lower(lastWord(m[1]))) {
		return false
	}
	colour := w.c.book.colourWords(lower(bare(m[2]))) != nil
	if old := bare(m[2]); (!w.d.mentions(old) || colour) && strings.Contains(m[1], " ") && w.follow(m[1]) {
		if w.d.negate(lower(old)); colour { // "the dragon should be blue, not green"
			w.c.rid(w.d, lower(old))
		}
		return true
	}
	return w.replace(m[2], m[1])
}

// insteadBare is "a dog instead": in place of what the picture is about.
func (w *work) insteadBare(m []string) bool {
	w.instead = true
	defer func() { w.instead = false }()
	found, _ := w.c.decided(w.d.p.Text)
	if _, weather := w.weather(lower(bare(within().ReplaceAllString(m[1], "$1")))); weather && inThe().MatchString(m[1]) && found[prompt.Setting] != "" {
		return w.setPlace(m[1]) // "in the snow" in place of the jungle
	}
	words := wordsOf(m[1])
	if last := len(words) - 1; last >= 0 && !isPreposition(words[0]) && slices.Contains(stoodOn, words[last]) && !w.d.mentions(words[last]) {
		if s := w.c.book.sceneOf(w.d.p); s.kind == "food" || s.kind == "object" || s.kind == "flower" {
			return w.setPlace("on " + withArticle(m[1]))
		}
	}
	return w.decide(m[1]) || w.replace(w.sortOf(bare(m[1])), m[1])
}

// sortOf is the thing of the first sentence that is of the same sort as another,
// if what the picture is about is not: the flowers that roses may stand for.
func (w *work) sortOf(thing string) string {
	head := w.c.head(w.d.p)
	sort := func(name string) string {
		n, _, _ := w.c.book.nounAt([]string{lastWord(lower(name))}, 0)
		return n.kind
	}
	kind := sort(thing)
	if kind == "" || kind == "place" || sort(head) == kind {
		return head
	}
	for _, word := range wordsOf(firstSentence(w.d.p.Text)) {
		if sort(word) == kind {
			return word
		}
	}
	return head
}

// replace puts one thing, or one decision, in the place of another.
func (w *work) replace(old, with string) bool {
	if isPronoun(old) {
		old = w.meantBy(old)
	}
	old, with = bare(old), strings.Trim(with, " ,.;!")
	if first := firstWord(with); isPreposition(lower(first)) && !isPreposition(lower(firstWord(old))) {
		if at, ok := w.d.find(old); ok && isPreposition(lastWord(strings.TrimRight(w.d.p.Text[:at.start], " "))) {
			with = strings.TrimSpace(with[len(first):])
		}
	}
	if old == "" || bare(with) == "" {
		return false
	}
	if axis, ok := prompt.ParseAxis(lower(old)); ok && w.axisTo(axis, lower(with)) {
		return true
	}
	s := w.c.book.sceneOf(w.d.p)
	if _, ok := w.d.find(old); ok {
		_, oldTime := w.c.book.timeIn(lower(old))
		newAxis, value, decides := w.c.meaning(lower(with), s, true)
		if decides && (oldTime && newAxis == prompt.Time || newAxis == prompt.Medium && w.c.isMedium(old)) {
			return w.setAxis(newAxis, value, with)
		}
		if e, isSeason := w.season(lower(bare(with))); isSeason {
			return w.try(e.title, e.title, func() bool { w.c.setSeason(w.d, e); return true })
		}
		if isNumber(lower(old)) && isNumber(lower(with)) {
			return w.countOf([]string{"", with, w.c.head(w.d.p)})
		}
		return w.try(capital(bare(with))+" instead of "+bare(old), capital(bare(with)), func() bool {
			w.d.allow(w.c.book, with)
			ok := w.d.replaceThing(old, with)
			w.things()
			return ok
		})
	}
	if isNumber(firstWord(lower(with))) && isNumber(firstWord(lower(old))) {
		rest := strings.TrimSpace(strings.TrimPrefix(lower(with), firstWord(lower(with))))
		return w.countOf([]string{"", firstWord(with), rest})
	}
	if axis, v, ok := w.c.meaning(lower(with), s, true); ok {
		if a, _, known := w.c.meaning(lower(old), s, false); known && a == axis {
			return w.setAxis(axis, v, with)
		}
	}
	if w.c.book.isColour(lower(old)) && w.c.book.isColour(lower(with)) {
		return w.remove([]string{"", old}) && w.decide(with)
	}
	if e, ok := w.weather(lower(with)); ok {
		return w.setWeather(e, with)
	}
	if named := w.misspelt(lower(old)); named != "" {
		return w.replace(named, with)
	}
	if plain := strings.Trim(old, `"“”'`); plain != old && plain != "" {
		return w.replace(plain, strings.Trim(with, `"“”'`))
	}
	w.say("There " + isOrAre(lower(bare(old))) + " no " + bare(old) + " in the prompt")
	w.kept = true
	return true
}

func isOrAre(thing string) string {
	if looksPlural(lastWord(thing)) {
		return "are"
	}
	return "is"
}

// change is "change X to Y" and "turn X into Y".
func (w *work) change(old, with string) bool {
	if wholeScene().MatchString(old) {
		return w.makeIt([]string{"", with})
	}
	if axis, ok := prompt.ParseAxis(lower(bare(old))); ok && w.axisTo(axis, lower(with)) {
		return true
	}
	if slices.Contains([]string{"she", "he", "they", "her", "him", "them", "the subject"}, lower(old)) {
		old = w.c.head(w.d.p)
	}
	if words := wordsOf(with); len(words) == 1 && likeAdjective(words[0]) && !w.c.isNoun(words[0]) {
		if _, ok := w.d.find(bare(old)); ok {
			return w.makeThing([]string{"", bare(old) + " " + with})
		}
	}
	if sex, ok := sexes[lower(bare(with))]; ok && w.works(old) {
		return w.makeThing([]string{"", bare(old) + " " + sex})
	}
	at, there := w.d.find(bare(old))
	if !there && startsVerb().MatchString(old) {
		return false
	}
	if there && inState().MatchString(with) {
		return w.try(capital(bare(old))+" "+with, bare(old)+" "+with, func() bool {
			w.d.p.Text = w.d.p.Text[:at.end] + " " + with + w.d.p.Text[at.end:]
			w.things()
			return true
		})
	}
	if words := wordsOf(with); !there && len(words) == 1 && ownOf().MatchString(old) && (likeAdjective(words[0]) || slices.Contains(plainAdjectives, words[0]) || w.c.book.isColour(words[0])) {
		return w.giveThing([]string{"", w.c.head(w.d.p), withArticle(words[0] + " " + bare(old))}) // "his armour should be rusty"
	}
	with = veryMuch().ReplaceAllString(with, "")
	if _, colours := w.c.colours(lower(with)); there && colours && hasWord(with, "and") {
		return w.makeThing([]string{"", bare(old) + " " + with}) // "red and white"
	}
	if low := lower(with); w.c.book.isColour(low) || slices.Contains(plainAdjectives, low) {
		if w.c.book.isColour(lower(bare(old))) {
			return w.replace(old, with)
		}
		return w.makeThing([]string{"", bare(old) + " " + with})
	}
	return w.replace(old, with)
}

// letter is "change the text to "BLUE NOTE"".
func (w *work) letter(m []string) bool {
	all := inQuotes().FindAllStringIndex(w.d.p.Text, 2)
	if len(all) != 1 {
		return len(all) == 0 && w.addThing("the words "+m[1])
	}
	return w.try("The words are "+m[1]+" now", m[1], func() bool {
		w.d.p.Text = w.d.p.Text[:all[0][0]] + m[1] + w.d.p.Text[all[0][1]:]
		w.things()
		return true
	})
}

// isA is "the rider is a woman in a red dress".
func (w *work) isA(m []string) bool {
	words := wordsOf(m[2])
	return w.d.mentions(bare(m[1])) && len(words) > 1 && !slices.Contains([]string{"bit", "little", "lot", "touch", "tad"}, words[1]) && w.change(m[1], m[2])
}

// sexes are what "the knight should be a woman" says of somebody who goes on
// doing what they do.
var sexes = map[string]string{"woman": "female", "girl": "female", "female": "female", "man": "male", "male": "male"}

// works says whether somebody is named for what they do: a knight, a baker.
func (w *work) works(name string) bool {
	n, _, ok := w.c.book.nounAt(wordsOf(bare(name)), 0)
	return ok && (n.kind == "person" || n.kind == "creature") && slices.Contains([]string{"figure", "hero", "astronaut"}, n.topic)
}

// onlyThing is "only the fox": what was added besides goes.
func (w *work) onlyThing(low string) bool {
	thing, ok := strings.CutPrefix(low, "only ")
	if just, found := strings.CutPrefix(low, "just "); found && !ok {
		thing, ok = bare(just), w.d.mentions(bare(just))
	}
	if !ok {
		return false
	}
	if !w.d.mentions(thing) {
		head := w.c.head(w.d.p)
		s, other := w.c.book.look(thing, ""), w.c.book.look(head, "")
		return head != "" && s.known && s.kind == other.kind && s.kind != "place" && w.replace(head, bare(thing))
	}
	first := firstSentence(w.d.p.Text)
	body, place := w.d.beforePlace(w.c.book, strings.TrimRight(first, "."), "")
	list := listStart(body, w.d.ownEnd(body))
	if list < 0 {
		return w.stays("There is nothing else to take out")
	}
	items := betweenThings().Split(body[list+len("with "):], -1)
	keep := slices.DeleteFunc(slices.Clone(items), func(item string) bool { return !hasWord(item, bare(thing)) })
	if len(keep) == len(items) {
		return w.stays("There is nothing else to take out")
	}
	rest := body[:list] + "with " + strings.Join(keep, " and ")
	if len(keep) == 0 {
		rest = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(body[:list], " "), ", and"), " ,")
	}
	return w.try("Only "+thing, "only "+bare(thing), func() bool {
		w.d.p.Text = strings.Replace(w.d.p.Text, first, rest+place+".", 1)
		w.things()
		return true
	})
}

var (
	everythingThat = lazy(`(?i)^(?:everything|anything|all things|all that is|what is|whatever is)(?: that is| which is)? +`)
	fromWhere      = lazy(`(?i) +(?:from|in|at|on|of) (?:the |it|this).*$`)
	noObject       = lazy(`(?i)^(?:but|and|i|do|it's|is|am|are|please)?$`)
	someOfThe      = lazy(`(?i)^(one|two|three|four|five|six) of (?:the|these|those) (.+)$`)
	inThe          = lazy(`(?i)^(?:in|into|on) the `)
	ownBackground  = lazy(`(?i) ((?:in front of|against|before) (?:an?|the|some|his|her) [^,.;]+)`)
	inState        = lazy(`(?i)^(?:on fire|in flames|in ruins|in bloom|in pieces|in shadow|in silhouette|in focus|out of focus|under water|underwater|under construction|upside down|(?:made|covered|full|surrounded|wrapped|painted|filled|overgrown) (?:of|in|with|from|by) .+)$`)
	ownOf          = lazy(`(?i)^(?:his|her|its|their) `)
	wholeScene     = lazy(`(?i)^(?:it|this|that|everything|the (?:scene|picture|image|whole (?:thing|scene|picture|image)))(?: all)?$`)
	veryMuch       = lazy(`(?i)^(?:(?:all|completely|totally|entirely|fully|very|really) )+`)
	startsVerb     = lazy(`(?i)^(?:make|turn|change|set|have|want|like)\b`)
)
