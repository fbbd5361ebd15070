package prompt_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/prompt"
)

const keeper = "A keeper with a red umbrella on a red beach"

func lockOf(text, words string) prompt.Lock {
	return prompt.Lock{At: strings.Index(text, words), Text: words}
}

// toggled locks or unlocks words in keeper, one after the other.
func toggled(words ...string) []string {
	var locks []prompt.Lock
	for _, w := range words {
		at := strings.Index(keeper, w)
		locks = prompt.ToggleLock(locks, keeper, at, at+len(w))
	}
	var out []string
	for _, l := range locks {
		out = append(out, l.Text)
	}
	return out
}

func TestLocksThatMeetBecomeOne(t *testing.T) {
	for name, c := range map[string]struct{ press, want []string }{
		"one":                 {[]string{"red umbrella"}, []string{"red umbrella"}},
		"two apart":           {[]string{"on", "keeper"}, []string{"keeper", "on"}},
		"two that overlap":    {[]string{"a red", "red umbrella"}, []string{"a red umbrella"}},
		"one inside":          {[]string{"keeper with a red", "with"}, []string{"keeper", "a red"}},
		"again":               {[]string{"umbrella", "umbrella"}, nil},
		"the whole, and over": {[]string{"keeper", keeper}, []string{keeper}},
		"the whole, twice":    {[]string{keeper, keeper}, nil},
		"an end of it":        {[]string{"red umbrella", "umbrella"}, []string{"red"}},
		"only spaces":         {[]string{" "}, nil},
		"spaces at the ends":  {[]string{" with "}, []string{"with"}},
	} {
		if got := toggled(c.press...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLocksFollowTheirWords(t *testing.T) {
	second := prompt.Lock{At: strings.LastIndex(keeper, "red"), Text: "red"}
	const after = "At night, a red boat and a red light"
	placed := prompt.Relock([]prompt.Lock{lockOf(keeper, "red"), second, lockOf(keeper, "umbrella")}, after)
	if len(placed) != 2 || placed[0].At != 12 || placed[1].At != strings.LastIndex(after, "red") {
		t.Errorf("placed %v", placed)
	}
	broken := prompt.Broken([]prompt.Lock{lockOf(keeper, "red"), second}, "one red thing")
	if len(broken) != 1 {
		t.Errorf("words locked twice and there once: broken %v", broken)
	}
	for _, text := range []string{"a Red umbrella", "a red  umbrella", ""} {
		if len(prompt.Broken([]prompt.Lock{lockOf(keeper, "red umbrella")}, text)) != 1 {
			t.Errorf("%q counts as byte for byte", text)
		}
	}
}

// isLocked says of each word of a text whether it is locked.
func isLocked(locks []prompt.Lock, text string) map[prompt.Word]bool {
	out := make(map[prompt.Word]bool)
	for _, w := range prompt.WordsOf(text) {
		out[w] = slices.ContainsFunc(locks, func(l prompt.Lock) bool { return l.At <= w.From && w.To <= l.End() })
	}
	return out
}

func TestALockIsToldWordByWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab -'.,\n界雨é\u0301🏳️\u200d🌈")), 0, 40, -1).Draw(t, "text")
		words := prompt.WordsOf(text)
		var locks []prompt.Lock
		for range rapid.IntRange(0, 8).Draw(t, "presses") {
			if len(words) == 0 {
				return
			}
			first := rapid.IntRange(0, len(words)-1).Draw(t, "first")
			last := rapid.IntRange(first, len(words)-1).Draw(t, "last")
			from, to := words[first].From, words[last].To
			want, lock := isLocked(locks, text), !lockedBetween(locks, text, from, to)
			locks = prompt.ToggleLock(locks, text, from, to)
			for _, w := range words[first : last+1] {
				want[w] = lock
			}
			if got := isLocked(locks, text); !maps.Equal(got, want) {
				t.Fatalf("%q: pressed on %q, locks %v", text, text[from:to], locks)
			}
			if again := prompt.Relock(locks, text); !slices.Equal(again, locks) {
				t.Fatalf("%v are not placed: %v", locks, again)
			}
			if len(prompt.Broken(locks, text)) > 0 {
				t.Fatalf("%v broken in their own text", locks)
			}
		}
	})
}

func TestWhatJoinsALetterToNothingStaysLockedWithIt(t *testing.T) {
	const text = "界\u200da"
	locks := prompt.ToggleLock(nil, text, 0, len(text))
	locks = prompt.ToggleLock(locks, text, len(text)-1, len(text))
	if want := []prompt.Lock{{At: 0, Text: "界\u200d"}}; !slices.Equal(locks, want) {
		t.Errorf("locks %v, want %v", locks, want)
	}
}

// lockedBetween says whether everything but white space is locked in a stretch.
func lockedBetween(locks []prompt.Lock, text string, from, to int) bool {
	for i := from; i < to; i++ {
		if strings.ContainsRune(" \n", rune(text[i])) {
			continue
		}
		if !slices.ContainsFunc(locks, func(l prompt.Lock) bool { return l.At <= i && i < l.End() }) {
			return false
		}
	}
	return true
}

func TestTheSubjectIsFound(t *testing.T) {
	p := prompt.Prompt{Text: keeper, Axes: map[prompt.Axis]string{prompt.Subject: "a Keeper"}}
	if w, ok := p.SubjectOf(); !ok || keeper[w.From:w.To] != "A keeper" {
		t.Errorf("found %v, %v", w, ok)
	}
	for _, subject := range []string{"", "a fox"} {
		p.Axes[prompt.Subject] = subject
		if _, ok := p.SubjectOf(); ok {
			t.Errorf("found %q", subject)
		}
	}
	p = prompt.Prompt{Text: "İİİ K", Axes: map[prompt.Axis]string{prompt.Subject: "k"}}
	if w, ok := p.SubjectOf(); ok && w.To > len(p.Text) {
		t.Errorf("found %v, outside", w)
	}
}
