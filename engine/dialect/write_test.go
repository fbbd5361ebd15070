package dialect

import (
	"strings"
	"testing"

	"easel/engine/prompt"
)

func named(t testing.TB, name string) Dialect {
	t.Helper()
	d, ok := Named(name)
	if !ok {
		t.Fatalf("there is no dialect %s", name)
	}
	return d
}

func TestWriting(t *testing.T) {
	const prose = `A red boat on a calm lake. The view is from above, with a sign that reads "OPEN. Late". Soft light.`
	for _, c := range []struct {
		name, to       string
		text, negative string
		settings       Settings
		want           string   // as it is pasted
		lost           []string // each in this order
	}{
		{name: "prose stays as it is", to: "openai", text: prose, want: prose},
		{name: "negatives are said positively where they can be", to: "openai", text: "A lake at dawn.", negative: "people, blurry, zeppelins",
			want: "A lake at dawn. A deserted scene, in sharp focus throughout.",
			lost: []string{`Negative text has no place here: said positively, "a deserted scene, in sharp focus throughout"`, "Left out: the negative zeppelins"}},
		{name: "as tags after tags", to: "flux", text: "lake, dawn", negative: "no people", want: "lake, dawn, a deserted scene",
			lost: []string{`Negative text has no place here: said positively, "a deserted scene"`}},
		{name: "sentences become tags", to: "sdxl", text: prose, negative: "people",
			want: `red boat on a calm lake, from above, sign that reads "OPEN. Late", soft light` + "\nNegative prompt: people"},
		{name: "brackets are no weights", to: "sd15", text: "a boat (red), [old]", want: `boat \(red\), \[old\]`},
		{name: "weights to another program", to: "invokeai", text: `(red hat:1.3), ((fox)), [snow], a \(b\), C++, x`,
			want: `(red hat)1.3, (fox)1.21, (snow)0.91, a \(b\), C ++, x`},
		{name: "and back", to: "sdxl", text: "fox++ in (deep (cold)2 snow)1.5, (an aside)", want: `(fox:1.21) in (deep:1.5) (cold:3) (snow:1.5), \(an aside\)`},
		{name: "weights have no place", to: "openai", text: "masterpiece, (red hat:1.2), <lora:x:0.8>, [day:night:0.5], a BREAK b",
			want: "red hat, day, a, b", lost: []string{"Left out: <lora:x:0.8>, [day:night:0.5]", "Left out: the weight of red hat", "Left out: masterpiece"}},
		{name: "its own signs stay", to: "sdxl", text: "(red hat:1.2), [a|b], <lora:x:0.8> BREAK c", want: "(red hat:1.2), [a|b], <lora:x:0.8> BREAK c"},
		{name: "a line for Midjourney", to: "midjourney", text: "A lake\nat dawn.", negative: "people, cars",
			settings: Settings{Ratio: Ratio{16, 9}, Seed: new(uint32(7)), Quality: "high"},
			want:     "A lake at dawn. --no people, cars --ar 16:9 --seed 7",
			lost:     []string{"Uncertain: Midjourney 8 and later may not read --no", "Left out: quality high, which has no place there"}},
		{name: "and for Discord", to: "discord", text: "a lake", want: "/imagine prompt: a lake"},
		{name: "what Midjourney would obey, in prose", to: "mj", text: "a lake -- at dawn, {two} std::vector, and —so on", want: "a lake - at dawn, (two) std:vector, and - so on",
			lost: []string{"Rewritten: signs that Midjourney would obey (--, ::, braces)"}},
		{name: "settings are elsewhere", to: "runway", text: "a lake", settings: Settings{Ratio: Ratio{3, 2}, Seed: new(uint32(7))}, want: "a lake",
			lost: []string{"Left out: ratio 3:2, which is a setting there", "Left out: seed 7, which is a setting there"}},
		{name: "too long", to: "runway", text: strings.Repeat("🎨", 501), want: strings.Repeat("🎨", 501), lost: []string{"Too long by 2 UTF-16 units: the end may not be read"}},
		{name: "nothing", to: "midjourney", want: ""},
		{name: "only a negative", to: "sdxl", negative: "fog", want: "Negative prompt: fog"},
		{name: "only a negative, said positively", to: "openai", negative: "fog", want: "Clear air", lost: []string{`Negative text has no place here: said positively, "clear air"`}},
		{name: "words in tags", to: "openai", text: "red hat, fox, snow, dusk, wind", want: "red hat, fox, snow, dusk, wind",
			lost: []string{"Still a list of words, and GPT image reads sentences better"}},
	} {
		s, _ := Of(prompt.Prompt{Text: c.text, Negative: c.negative})
		s.Settings = c.settings
		r := named(t, c.to).Write(s)
		if got := r.Paste(); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
		if got := strings.Join(r.Lost, "\n"); got != strings.Join(c.lost, "\n") {
			t.Errorf("%s: lost\n%s\nwant\n%s", c.name, got, strings.Join(c.lost, "\n"))
		}
	}
}

func TestLockedWordsComeThrough(t *testing.T) {
	const locked = "8k, (The red hat:1.2) --ar 3:2 {a}::2  twice.  Masterpiece"
	all, _ := All()
	for _, d := range all {
		p := prompt.Prompt{Text: "A fox. " + locked + ", snow (deep:1.3)", Locks: []prompt.Lock{{At: 7, Text: locked}, {At: 30, Text: " --ar 3:2 {a}::2  twice."}, {Text: "not there"}}}
		s, wrong := Of(p)
		r := d.Write(s)
		if !strings.Contains(r.Text, locked) || len(wrong) > 0 {
			t.Errorf("%s: %q, %q", d.Name, r.Text, wrong)
		}
		told := strings.Contains(strings.Join(r.Lost, "\n"), "Locked words keep their signs: 8k")
		if same := d.syntax == a1111; told == same {
			t.Errorf("%s: lost %q", d.Name, r.Lost)
		}
	}
}

func TestHostileTextsTakeNoTime(t *testing.T) {
	hostile := []string{"(", ")", "[", "(((a", ":1.2)", "\\", "--", "--ar ", " —v 7", "::2 ", "<lora:", "{", "\"", "a, ", "Negative prompt: ", "\nNegative prompt: x",
		"Steps: 1, ", "x++", ")1.2 ", "(a)1.2", ". A ", "\U000F0000", "/imagine ", "[a|", "[a:b:", "the ", " BREAK ", "https://x "}
	all, _ := All()
	for _, h := range hostile {
		s, _ := Of(prompt.Prompt{Text: strings.Repeat(h, 32000/len(h)), Negative: strings.Repeat(h, 1000)})
		for _, d := range all {
			d.Write(s) // the test's own time limit is the measure of what is far too slow
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	p := prompt.Prompt{Text: strings.Repeat("A red boat (old:1.2) on a calm lake, seen from above. Soft light. ", 480), Negative: "people, blur"}
	for b.Loop() {
		s, _ := Of(p)
		named(b, "midjourney").Write(s)
	}
}
