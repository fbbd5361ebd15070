package composer

import (
	"iter"
	"slices"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// recipes are the axes that a variation changes together when none are named.
// The first ones give the pictures that differ most at a glance.
var recipes = [][]prompt.Axis{
	{prompt.Time, prompt.Lighting, prompt.Palette},
	{prompt.Medium, prompt.Texture},
	{prompt.Camera, prompt.Composition},
	{prompt.Setting, prompt.Lighting, prompt.Mood},
	{prompt.Time, prompt.Lighting, prompt.Palette, prompt.Camera},
	{prompt.Medium, prompt.Texture, prompt.Palette},
	{prompt.Palette, prompt.Mood},
	{prompt.Lighting, prompt.Palette, prompt.Composition},
	{prompt.Medium, prompt.Texture, prompt.Camera},
	{prompt.Setting, prompt.Camera, prompt.Lighting},
	{prompt.Time, prompt.Lighting, prompt.Palette, prompt.Medium, prompt.Texture},
	{prompt.Composition, prompt.Palette, prompt.Mood},
}

// variations makes what the request asks for, one after the other. Where locks
// leave nothing to vary there are fewer.
func (c *Composer) variations(r promptgen.Request, a answer) iter.Seq[prompt.Variation] {
	return func(yield func(prompt.Variation) bool) {
		base := *a.rewritten
		axes := r.Axes
		if len(axes) == 0 {
			axes = a.axes
		}
		leave := c.leftAlone(r, a)
		done := slices.Clone(r.Round)
		dice := dice(r)
		start := 0
		if len(r.Round) > 0 {
			start = dice.IntN(len(recipes))
		}
		for i := range r.Variations {
			v, ok := c.variation(draftFor(r, base, dice), axes, leave, done, start+i)
			if !ok {
				return
			}
			done = append(done, v)
			if !yield(v) {
				return
			}
		}
	}
}

// askedFor lists the axes that a round leaves alone unless they are named,
// because the person asked for what they are: a medium, colours.
func (c *Composer) askedFor(r promptgen.Request, p prompt.Prompt) []prompt.Axis {
	said := r.Message
	for _, t := range r.Conversation {
		said += ". " + t.Message
	}
	var keep []prompt.Axis
	if e, ok := c.book.entryOf(prompt.Palette, p.Axes[prompt.Palette]); p.Axes[prompt.Palette] != "" && (!ok || e.asked) {
		keep = append(keep, prompt.Palette)
	}
	if e, ok := c.moodIn(p.Axes[prompt.Subject]); ok && e.value == p.Axes[prompt.Mood] {
		keep = append(keep, prompt.Mood) // a battle is not calm
	}
	if e, ok := c.book.mediumOf(p.Axes[prompt.Medium]); ok && slices.ContainsFunc(append([]string{p.Axes[prompt.Medium]}, e.names...), func(n string) bool { return hasWord(said, n) }) ||
		!ok && p.Axes[prompt.Medium] != "" {
		keep = append(keep, prompt.Medium)
	}
	return keep
}

// leftAlone lists the axes that a round leaves alone unless they are named, in
// two steps: what anybody ever asked for, and, where that leaves too little to
// vary, what this message asks for.
func (c *Composer) leftAlone(r promptgen.Request, a answer) [2][]prompt.Axis {
	p := *a.rewritten
	now := promptgen.Turn{Message: r.Message, Before: r.Current, Prompt: p}
	var out [2][]prompt.Axis
	for i, turns := range [][]promptgen.Turn{append(slices.Clone(r.Conversation), now), {now}} {
		out[i] = c.askedFor(r, p)
		said := c.saidIn(turns, p)
		for _, axis := range prompt.AllAxes() {
			if said[axis] || a.set[axis] {
				out[i] = append(out[i], axis)
			}
		}
	}
	return out
}

// variation makes one that is unlike those before it.
func (c *Composer) variation(base *draft, axes []prompt.Axis, leave [2][]prompt.Axis, before []prompt.Variation, n int) (prompt.Variation, bool) {
	for try := range 5 * len(recipes) {
		want := axes
		var keep []prompt.Axis
		if len(axes) == 0 {
			switch try / len(recipes) {
			case 0, 1:
				keep = leave[0]
			case 2:
				keep = leave[1]
			}
			open := c.recipesWithout(keep, c.book.sceneOf(base.p))
			if len(open) == 0 {
				continue
			}
			want = open[(n+try)%len(open)]
		}
		d := base.clone()
		for _, a := range keep {
			d.set[a] = true
		}
		c.vary(d, want, before, len(axes) > 0)
		c.fit(d)
		differs := difference(base.p, d.p)
		switch {
		case d.p.Text == base.p.Text || !d.locksHold(base.p) || shareAxis(differs, keep):
			continue
		case len(axes) > 0 && !sameAxes(differs, axes) || len(axes) == 0 && len(differs) < 2:
			continue
		case !c.unlike(d.p, before, apart(axes)) && try < 4*len(recipes):
			continue
		}
		d.p.Title = c.variationTitle(d.p, differs, before)
		return prompt.Variation{Prompt: d.settle(), Differs: differs}, true
	}
	return prompt.Variation{}, false
}

// recipesWithout are the recipes without the axes that are to stay, and without
// those that a mark has not; at least two axes each.
func (c *Composer) recipesWithout(keep []prompt.Axis, s scene) [][]prompt.Axis {
	var out [][]prompt.Axis
	for _, recipe := range recipes {
		open := slices.DeleteFunc(slices.Clone(recipe), func(a prompt.Axis) bool {
			return slices.Contains(keep, a) || s.flat() && slices.Contains(notForMarks, a)
		})
		if len(open) > 1 && !slices.ContainsFunc(out, func(o []prompt.Axis) bool { return slices.Equal(o, open) }) {
			out = append(out, open)
		}
	}
	return out
}

func shareAxis(a, b []prompt.Axis) bool {
	return slices.ContainsFunc(a, func(x prompt.Axis) bool { return slices.Contains(b, x) })
}

// apart is on how many axes two variations of a round must differ.
func apart(named []prompt.Axis) int {
	if len(named) == 1 {
		return 1
	}
	return 2
}

// unlike says whether a prompt differs from each variation on enough axes.
func (c *Composer) unlike(p prompt.Prompt, before []prompt.Variation, axes int) bool {
	for _, v := range before {
		if v.Text == p.Text || len(difference(v.Prompt, p)) < axes {
			return false
		}
	}
	return true
}

// difference lists the axes on which two prompts differ.
func difference(a, b prompt.Prompt) []prompt.Axis {
	var out []prompt.Axis
	for _, axis := range prompt.AllAxes() {
		if a.Axes[axis] != b.Axes[axis] {
			out = append(out, axis)
		}
	}
	return out
}

func sameAxes(a, b []prompt.Axis) bool {
	return !slices.ContainsFunc(b, func(x prompt.Axis) bool { return !slices.Contains(a, x) }) &&
		!slices.ContainsFunc(a, func(x prompt.Axis) bool { return !slices.Contains(b, x) })
}

// vary changes the wanted axes of a draft. Unless they are exact, an axis that
// no longer fits follows.
func (c *Composer) vary(d *draft, want []prompt.Axis, before []prompt.Variation, exact bool) {
	for _, axis := range []prompt.Axis{
		prompt.Setting, prompt.Time, prompt.Medium, prompt.Camera, prompt.Composition, prompt.Lighting, prompt.Palette, prompt.Mood, prompt.Texture, prompt.Subject,
	} {
		if slices.Contains(want, axis) {
			c.varyAxis(d, axis, before, exact)
		}
	}
	if exact {
		return
	}
	for _, axis := range want {
		d.set[axis] = true
	}
	s := c.book.sceneOf(d.p)
	if e, ours := c.book.entryOf(prompt.Texture, d.p.Axes[prompt.Texture]); ours && !s.fits(e) {
		d.set[prompt.Texture] = false
	}
	if e, ours := c.book.entryOf(prompt.Palette, d.p.Axes[prompt.Palette]); ours && !e.asked && s.mono() != slices.Contains(e.needs, "mono") {
		d.set[prompt.Palette] = false
	}
	c.refit(d, s)
}

func (c *Composer) varyAxis(d *draft, axis prompt.Axis, before []prompt.Variation, exact bool) {
	s := c.book.sceneOf(d.p)
	old := d.p.Axes[axis]
	taken := []string{old}
	for _, v := range before {
		taken = append(taken, v.Axes[axis])
	}
	switch axis {
	case prompt.Setting:
		c.varySetting(d, s, taken)
		return
	case prompt.Subject:
		if e, ok := c.pick(d, axis, s, d.p.Text, takenAspects(before)); ok {
			d.addToFirst(e.value)
			d.p.Axes[axis] = strings.TrimSpace(old + ", " + e.value)
		}
		return
	case prompt.Time:
		if !exact && (s.timeless() || hasWord(d.p.Axes[prompt.Subject], old)) {
			return
		}
		taken = append(taken, c.nearHours(old, before, exact)...)
		taken = append(taken, c.wrongHours(d)...)
	case prompt.Medium:
		taken = append(taken, c.nearMedia(s, d, before, exact)...)
	}
	rest := d.p.Text
	if old != "" {
		rest = strings.Replace(rest, old, "", 1)
	}
	e, ok := c.pick(d, axis, s, rest, taken)
	if !ok {
		return
	}
	camera := d.p.Axes[prompt.Camera]
	c.putAxis(d, axis, c.worded(e, s))
	if exact && axis == prompt.Medium && camera != d.p.Axes[prompt.Camera] {
		d.put(prompt.Camera, camera)
	}
}

func takenAspects(before []prompt.Variation) []string {
	var out []string
	for _, v := range before {
		_, aspect := cutLast(", "+v.Axes[prompt.Subject], ", ")
		out = append(out, aspect)
	}
	return out
}

// nearHours are hours too close to those that are there already to make
// another picture.
func (c *Composer) nearHours(old string, before []prompt.Variation, exact bool) []string {
	if exact {
		return nil
	}
	var out []string
	used := map[string]bool{}
	if e, ok := c.book.timeIn(old); ok {
		used[e.needs[0]] = true
	}
	for _, v := range before {
		if e, ok := c.book.timeIn(v.Axes[prompt.Time]); ok && slices.Contains(v.Differs, prompt.Time) {
			used[e.needs[0]] = true
		}
	}
	if len(used) >= 5 {
		used = map[string]bool{}
	}
	for _, e := range c.book.axes[prompt.Time] {
		if used[e.needs[0]] {
			out = append(out, e.value)
		}
	}
	return out
}

// nearMedia are media of the families that are there already; and, when only
// the medium may change, those without colours of their own.
func (c *Composer) nearMedia(s scene, d *draft, before []prompt.Variation, exact bool) []string {
	families := map[string]bool{s.family: true}
	for _, v := range before {
		if e, ok := c.book.mediumOf(v.Axes[prompt.Medium]); ok && slices.Contains(v.Differs, prompt.Medium) {
			families[e.family] = true
		}
	}
	if len(families) > 5 {
		families = map[string]bool{}
	}
	palette, ours := c.book.entryOf(prompt.Palette, d.p.Axes[prompt.Palette])
	fixed := exact || d.p.Axes[prompt.Palette] != "" && (!ours || palette.asked)
	var out []string
	for _, e := range c.book.axes[prompt.Medium] {
		mono := (scene{stuff: e.stuff}).mono()
		if !exact && families[e.family] || fixed && mono && !s.mono() {
			out = append(out, e.value)
		}
	}
	return out
}

// varySetting gives the scene another place of its kind, or another weather
// where the place is the person's own.
func (c *Composer) varySetting(d *draft, s scene, taken []string) {
	old := d.p.Axes[prompt.Setting]
	_, ours := c.book.entryOf(prompt.Setting, c.book.withoutWeather(old))
	open := slices.Contains(openAir, s.place) && !strings.HasPrefix(old, "against ")
	if open && (d.dice.IntN(3) > 0 || !ours) && s.weather == "" {
		var fit []entry
		for _, e := range c.book.weather {
			v := strings.TrimPrefix(old+", "+e.value, ", ")
			if !slices.Contains(taken, v) && !d.banned(c.book, v) && !e.asked && e.needs[0] != "clear" && (s.place != "sky" || e.needs[0] == "storm" || e.needs[0] == "cloudy") && !anyHas(taken, e.value) &&
				(e.needs[0] != "snow" || s.snows()) {
				fit = append(fit, e)
			}
		}
		if len(fit) > 0 {
			c.varyWeather(d, fit[d.dice.IntN(len(fit))])
			return
		}
	}
	if old != "" && !ours && s.weather == "" && !open || old == "" && saysWhere(firstSentence(d.p.Text)) {
		return
	}
	rest := strings.Replace(d.p.Text, old, "", 1)
	if e, ok := c.pick(d, prompt.Setting, s, rest, taken); ok && (ours || old == "") {
		d.put(prompt.Setting, e.value)
		return
	}
	for _, e := range c.book.weather {
		v := strings.TrimPrefix(c.book.withoutWeather(old)+", "+e.value, ", ")
		if open && !e.asked && !slices.Contains(taken, v) && !d.banned(c.book, v) && (e.needs[0] != "snow" || s.snows()) {
			c.varyWeather(d, e)
			return
		}
	}
}

func anyHas(all []string, part string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, part) })
}

// varyWeather says a weather without changing what depends on it.
func (c *Composer) varyWeather(d *draft, e entry) {
	old := d.p.Axes[prompt.Setting]
	v := strings.TrimPrefix(c.book.withoutWeather(old)+", "+e.value, ", ")
	d.put(prompt.Setting, v)
}

// variationTitle names a variation by what it changes, unlike those before.
func (c *Composer) variationTitle(p prompt.Prompt, differs []prompt.Axis, before []prompt.Variation) string {
	var axes []prompt.Axis
	for _, a := range changeTitleAxes {
		if slices.Contains(differs, a) {
			axes = append(axes, a)
		}
	}
	for range axes {
		t := c.title(p, axes)
		if !slices.ContainsFunc(before, func(v prompt.Variation) bool { return v.Title == t }) {
			return t
		}
		axes = append(axes[1:], axes[0])
	}
	return c.title(p, axes)
}
