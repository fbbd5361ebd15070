package library_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
)

func word(words ...string) library.Phrase { return library.Phrase{Words: words} }

func saidOf(field, word string) library.Phrase {
	return library.Phrase{Field: field, Words: []string{word}, Whole: field == "tag" || field == "is"}
}

func TestParseQuery(t *testing.T) {
	place := time.FixedZone("east", 3600)
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, place) }
	type phrases = []library.Phrase
	for text, want := range map[string]library.Query{
		"":                              {},
		"  \t ":                         {},
		"sea Sunset":                    {Words: phrases{word("sea"), word("sunset")}},
		`"wet sand" sea`:                {Words: phrases{{Words: []string{"wet", "sand"}, Whole: true}, word("sea")}},
		`"wet sand`:                     {Words: phrases{{Words: []string{"wet", "sand"}, Whole: true}}},
		"wet-sand":                      {Words: phrases{word("wet", "sand")}},
		"-people":                       {Words: phrases{{Words: []string{"people"}, Not: true}}},
		`-"two people"`:                 {Words: phrases{{Words: []string{"two", "people"}, Whole: true, Not: true}}},
		"Café":                          {Words: phrases{word("cafe")}},
		"日本 庭園":                         {Words: phrases{word("日", "本"), word("庭", "園")}},
		"tag:Sea by:openai":             {Words: phrases{saidOf("tag", "sea"), saidOf("by", "openai")}},
		`tag:"wet sand"`:                {Words: phrases{saidOf("tag", "wetsand")}},
		"model:gpt-image-2":             {Words: phrases{saidOf("model", "gptimage2")}},
		"is:favourite is:images":        {Kinds: []library.Kind{library.AFavourite, library.APicture}},
		"-is:prompt":                    {Words: phrases{{Field: "is", Words: []string{"prompt"}, Whole: true, Not: true}}},
		"size:>1024 cost:>=0.1":         {Sizes: []library.Bound{{Op: ">", Value: 1024}}, Costs: []library.Bound{{Op: ">=", Value: 0.1}}},
		"cost:0 -size:<512":             {Sizes: []library.Bound{{Op: ">=", Value: 512}}, Costs: []library.Bound{{Op: "=", Value: 0}}},
		"before:2026-11":                {Before: day(2026, 11, 1)},
		"after:2026-11-05":              {After: day(2026, 11, 5)},
		"after:2026 after:2025":         {After: day(2026, 1, 1)},
		"-before:2026":                  {After: day(2026, 1, 1)},
		"sort:best sea":                 {Words: phrases{word("sea")}, Best: true},
		"style:loose":                   {Words: phrases{word("style", "loose")}},
		"size:> before:2026- tag: - \"": {},
	} {
		if got := library.ParseQuery(text, place); !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n is %+v\nnot %+v", text, got, want)
		}
	}
	for _, text := range []string{"size:large", "cost:1.2.3", "before:yesterday", "after:2026-13-01", "is:gone", "size:1e999"} {
		if got := library.ParseQuery(text, place); len(got.Unclear) != 1 || !got.Empty() || !strings.Contains(got.Unclear[0], text) {
			t.Errorf("%q is %+v, want one sentence on it", text, got)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{"sea", "the Sea, seaside and Überseä", "the [Sea], [seaside] and Überseä"},
		{`"sea"`, "sea seaside", "[sea] seaside"},
		{`"wet sand" sand`, "wet sand, wet, sand", "[wet sand], [wet, sand]"},
		{"cafe", "two cafés, CAFE\u0301", "two [cafés], [CAFE\u0301]"},
		{"庭園", "日本庭園の朝", "日本[庭園]の朝"},
		{"-sea tag:sea", "sea", "sea"},
		{"", "sea", "sea"},
	} {
		var got strings.Builder
		at := 0
		for _, m := range library.ParseQuery(c.query, time.UTC).Marks(c.text) {
			got.WriteString(c.text[at:m[0]] + "[" + c.text[m[0]:m[1]] + "]")
			at = m[1]
		}
		if got.WriteString(c.text[at:]); got.String() != c.want {
			t.Errorf("%q marks %s, want %s", c.query, got.String(), c.want)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, seed := range []string{`sea "wet sand" -people tag:sea by:openai model:flux size:>1024 before:2026-11 cost:>0.1 is:favourite sort:best`,
		`"`, `-"`, `tag:"`, "a:b:c", "日本庭園 é\u0301", "NEAR(a b) OR * ^ { } : AND NOT", "\x00\xff", "- - -", "🌊", "size:>>1"} {
		f.Add(seed)
	}
	l := open(f, f.TempDir())
	keep(f, l, favourite("f", "a calm sea at dusk 日本庭園", "sea"))
	f.Fuzz(func(t *testing.T, text string) {
		q := library.ParseQuery(text, time.UTC)
		for _, best := range []bool{false, true} {
			q.Best = best
			if _, err := l.Search(t.Context(), q, nil, 5); err != nil {
				t.Fatalf("%q is %+v: %v", text, q, err)
			}
		}
		last := 0
		for _, m := range q.Marks(text) {
			if m[0] < last || m[1] <= m[0] || m[1] > len(text) {
				t.Fatalf("%q marks %v", text, q.Marks(text))
			}
			last = m[1]
		}
	})
}
