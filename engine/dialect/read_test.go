package dialect

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/prompt"
)

func TestReading(t *testing.T) {
	for _, c := range []struct {
		name, text           string
		from, want, negative string
		told                 string
		wrong                []string
	}{
		{name: "prose", text: "A boat (at 10:30), 16:9 -- a C++ programmer's, —no less— (red) and [old]", want: "A boat (at 10:30), 16:9 -- a C++ programmer's, —no less— (red) and [old]"},
		{name: "prose with colons", text: "Foreground: a boat, middle: the sea, background: hills", want: "Foreground: a boat, middle: the sea, background: hills"},
		{name: "flags in quotes", text: `a sign that reads "git log --no pager"`, want: `a sign that reads "git log --no pager"`},
		{name: "Midjourney", text: "/imagine prompt: a fox, woodcut --ar 16:9 --no red cars, people --stylize 250 --seed 7 --v 7 --tile",
			from: "midjourney", want: "a fox, woodcut", negative: "red cars, people", told: "Read as Midjourney: ratio 16:9, seed 7, without red cars, people. Kept for Midjourney: --s 250, --v 7, --tile"},
		{name: "with the dashes of phones", text: "a fox —ar 3:2 –v 6.1.", from: "midjourney", want: "a fox", told: "Read as Midjourney: ratio 3:2. Kept for Midjourney: --v 6.1"},
		{name: "in several cases", text: "/Imagine a fox --AR 3:2 --aspect 4:5 --no a --no b", from: "midjourney", want: "a fox", negative: "a, b",
			told: "Read as Midjourney: ratio 4:5, without a, b", wrong: []string{"--ar is there twice: the last one counts"}},
		{name: "bad values are said", text: "a fox --ar 16.5:9 --c 101 --seed -1 --s 1e2 --v seven --stop --no --w 3 a cat --tile x",
			from: "midjourney", want: "a fox", told: "Read as Midjourney. Kept for Midjourney: --w 3, --tile", wrong: []string{
				"Left out: --ar 16.5:9, it takes two whole numbers such as 16:9", "Left out: --c 101, it takes a whole number from 0 to 100",
				"Left out: --seed -1, it takes a whole number from 0 to 4294967295", "Left out: --s 1e2, it takes a whole number from 0 to 1000",
				"Left out: --v seven, it takes a version such as 7", "Left out: --stop, it takes a whole number from 10 to 100",
				"Left out: --no, it takes words", `Left out: "a cat", after --w`, `Left out: "x", after --tile`}},
		{name: "a new parameter", text: "a fox --v 9 --shine 3 x", from: "midjourney", want: "a fox", told: "Read as Midjourney. Kept for Midjourney: --v 9, --shine 3 x",
			wrong: []string{"--shine is not known here: it stays as it is"}},
		{name: "permutations", text: "a {fox, cat} --ar {1:1, 16:9}", from: "midjourney", want: "a {fox, cat}", told: "Read as Midjourney. Kept for Midjourney: --ar {1:1, 16:9}"},
		{name: "A1111", text: "(fox:1.2), snow\nNegative prompt: dogs, (fog:1.1)\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 768x512",
			from: "sdxl", want: "(fox:1.2), snow", negative: "dogs, (fog:1.1)", told: "Read as Stable Diffusion: ratio 3:2, seed 5, without dogs, (fog:1.1). Kept for Stable Diffusion: Steps 20, Sampler Euler a"},
		{name: "only weights", text: "((fox)), snow", from: "sdxl", want: "((fox)), snow", told: "Read as Stable Diffusion"},
		{name: "InvokeAI", text: "(red fox)1.3 in snow\nNegative prompt: dogs", from: "invokeai", want: "(red fox)1.3 in snow", negative: "dogs", told: "Read as InvokeAI: without dogs"},
		{name: "signs", text: "fox++, snow", from: "invokeai", want: "fox++, snow", told: "Read as InvokeAI"},
		{name: "parts", text: "hot:: dog::2 cats::-0.5", from: "midjourney", want: "hot:: dog::2 cats::-0.5", told: "Read as Midjourney"},
		{name: "nothing", text: ""},
	} {
		s, wrong := Of(prompt.Prompt{Text: c.text})
		if s.From != c.from || s.Prompt.Text != c.want || s.Prompt.Negative != c.negative || strings.Join(s.ReadAs(), ". ") != c.told || !slices.Equal(wrong, c.wrong) {
			t.Errorf("%s: from %q, %q without %q, told %q, wrong\n%s", c.name, s.From, s.Prompt.Text, s.Prompt.Negative, s.ReadAs(), strings.Join(wrong, "\n"))
		}
		if d, ok := Detect(c.text); d.Name != c.from || ok != (c.from != "") {
			t.Errorf("%s: detected %q", c.name, d.Name)
		}
	}
}

func TestRatioOf(t *testing.T) {
	for want, size := range map[string][2]int{"1:1": {1024, 1024}, "16:9": {1360, 768}, "9:16": {768, 1360}, "3:2": {768, 512}, "2:3": {832, 1248},
		"9:7": {1152, 896}, "21:9": {2112, 912}, "0:0": {0, 5}, "10:1": {5000, 500}} {
		if got := RatioOf(size[0], size[1]).String(); got != want {
			t.Errorf("%v is %s, want %s", size, got, want)
		}
	}
}

func TestPartsWithWeights(t *testing.T) {
	s, _ := Of(prompt.Prompt{Text: "https://a.b/c.png hot:: dog::2 cats::-0.5"})
	r := named(t, "sdxl").Write(s)
	if want := "hot, (dog:2)\nNegative prompt: cats"; r.Paste() != want || r.Lost[0] != "Left out: the pictures https://a.b/c.png" {
		t.Errorf("got %q, %q", r.Paste(), r.Lost)
	}
}

// pieces are what texts of all dialects are made of, and what confuses them.
var pieces = rapid.SampledFrom([]string{"beach", "Red", "a", "the ", " ", " ", ", ", ". ", "\n", "(", ")", "[", "]", "{", "}", ":1.2)", ")1.3", "++", "-", "--", " --ar 3:2",
	" --no x", " --s 5000", " --foo", "—v 7", "::", "::2 ", "::-1", `"`, "“", "”", `\`, `\(`, "<lora:x:1>", "[a:b:0.5]", "[a|b]", "BREAK", "8k", "masterpiece",
	"Negative prompt: ", "\nNegative prompt: b", "\nSteps: 1, Seed: 2, Size: 3x4", "/imagine prompt: ", "https://a.b", "日本", "🌊", "é", "\U000F0001", "\U00100000", "\x00", "\xff", ".blend(1, 2)"})

func text(t *rapid.T, name string) string {
	return strings.Join(rapid.SliceOfN(pieces, 0, 14).Draw(t, name), "")
}

func dialects(t *rapid.T) Dialect {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	return rapid.SampledFrom(all).Draw(t, "dialect")
}

// What was written once stays as it is when it is read and written again.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dialects(t)
		s, _ := Of(prompt.Prompt{Text: text(t, "text"), Negative: strings.ReplaceAll(text(t, "negative"), ": ", " ")})
		s.Settings.Seed = rapid.SampledFrom([]*uint32{nil, new(uint32(1<<32 - 1))}).Draw(t, "seed")
		r := d.Write(s)
		once := r.Paste()
		if hasInfotext(r.Text) || parsePairs(once[strings.LastIndex(once, "\n")+1:]) != nil {
			t.Skip("A1111 would take words for the mark or the settings, too")
		}
		again, _ := d.Read(once)
		if twice := d.Write(again).Paste(); tidied(twice) != tidied(once) {
			t.Fatalf("%s: once\n%q\ntwice\n%q", d.Name, once, twice)
		}
	})
}

// tidied is a text as it is after a reader that trims each line.
func tidied(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func TestMidjourneyCarriesSettings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[a-z]{1,8}( [a-z]{1,8}){0,6}`)
		mj, _ := Named("midjourney")
		want := Source{From: "midjourney", Prompt: prompt.Prompt{Text: words.Draw(t, "text"), Negative: words.Draw(t, "negative")}}
		want.Settings.Ratio = Ratio{rapid.IntRange(1, 99).Draw(t, "w"), rapid.IntRange(1, 99).Draw(t, "h")}
		want.Settings.Seed = new(rapid.Uint32().Draw(t, "seed"))
		want.Settings.Own = []Param{{"s", "250"}, {"style", "raw"}, {"v", "7"}}
		line := mj.Write(want).Text
		got, wrong := mj.Read(line)
		if !slices.Equal(got.ReadAs(), want.ReadAs()) || got.Prompt.Text != want.Prompt.Text || len(wrong) > 0 {
			t.Fatalf("%q: %q, %q", line, got.ReadAs(), wrong)
		}
	})
}

func TestWeightsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spans []span
		for range rapid.IntRange(0, 6).Draw(t, "spans") {
			weight := rapid.SampledFrom([]float64{0, 0.5, 1, 1.1, 1.21, 2, 10}).Draw(t, "weight")
			spans = append(spans, span{rapid.StringMatching(`[a-z()\[\]\\,:. +-]{0,6}`).Draw(t, "words"), weight})
		}
		for _, c := range []struct {
			write func([]span) string
			parse func(string) ([]span, []string)
		}{{a1111Weights.write, parseA1111}, {compelWeights.write, parseCompel}} {
			once := c.write(joinSpans(spans))
			again, lost := c.parse(once)
			if got := c.write(again); got != once || len(lost) > 0 {
				t.Fatalf("%q is %q the second time", once, got)
			}
		}
	})
}

func FuzzReadAndWrite(f *testing.F) {
	for _, s := range []string{"", "a fox --ar 16:9 --no x", "(fox:1.2)\nNegative prompt: a\nSteps: 1, Seed: 2, Size: 3x4", "(fox)1.2 x++", "a::2 b", "\"a", "\U000F0000"} {
		f.Add(s, 0, 3)
	}
	f.Fuzz(func(t *testing.T, text string, at, n int) {
		p := prompt.Prompt{Text: strings.ToValidUTF8(text, "?")}
		if at >= 0 && n > 0 && at <= len(p.Text) && n <= len(p.Text)-at {
			locked := strings.ToValidUTF8(p.Text[at:at+n], "")
			p.Locks = []prompt.Lock{{At: at, Text: locked}}
		}
		all, _ := All()
		s, _ := Of(p)
		for _, d := range all {
			r := d.Write(s)
			for _, l := range s.Prompt.Locks {
				if !strings.Contains(r.Text, l.Text) {
					t.Errorf("%s: %q is not in %q", d.Name, l.Text, r.Text)
				}
			}
			d.Read(r.Paste())
		}
	})
}

func TestASizeThatCannotBeIsNoRatio(t *testing.T) {
	for _, size := range []string{"9223372036854775807x9223372036854775807", "99999999999999999999x1", "-512x512", "0x512", "512", "x"} {
		s, _ := Of(prompt.Prompt{Text: "a fox\nSteps: 20, Sampler: Euler a, Seed: 5, Size: " + size})
		if !s.Settings.Ratio.Open() || s.Prompt.Text != "a fox" {
			t.Errorf("%s is read as %v, with the words %q", size, s.Settings.Ratio, s.Prompt.Text)
		}
	}
}
