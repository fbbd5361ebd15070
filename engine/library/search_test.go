package library_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// find is what a query finds, as "kind:title" in its order.
func find(t testing.TB, l *library.Library, text string) string {
	t.Helper()
	page, err := l.Search(t.Context(), library.ParseQuery(text, time.UTC), nil, 100)
	ok(t, err)
	var got []string
	for _, f := range page.Found {
		got = append(got, string(f.Kind)[:2]+":"+f.Title)
	}
	return strings.Join(got, " ")
}

// desk is a library with a session, its prompts, pictures and a favourite.
func desk(t testing.TB, dir string) *library.Library {
	l := open(t, dir)
	p := func(id, title, text string) prompt.Prompt { return prompt.Prompt{ID: id, Title: title, Text: text} }
	at := func(minutes int, e session.Event) session.Event {
		e.Time = noon.Add(time.Duration(minutes) * time.Minute)
		return e
	}
	cost := 0.2
	ok(t, l.Append(t.Context(), header("s"),
		at(1, event("1", "", session.Said{Text: "please paint the coast"})),
		at(2, event("2", "1", session.Rounded{Rewrite: p("r", "Rewrite", "a calm beach at dusk"), Variations: []prompt.Variation{
			{Prompt: p("a", "Moon", "a beach under the moon")}, {Prompt: p("b", "Café", "a café on the beach, 日本庭園")}}})),
		at(3, event("3", "2", session.Generated{Prompt: p("a", "Moon", "a beach under the moon"), Generator: "openai", Model: "gpt-image-2", CostUSD: &cost,
			Images: []session.Image{{Path: "/one.png", Width: 1536, Height: 1024}, {Path: "/two.png", Width: 512, Height: 512}}})),
		at(4, event("4", "2", session.Kept{FavouriteID: "f", Prompt: p("b", "Café", "a café on the beach, 日本庭園")}))))
	ok(t, l.Tag(t.Context(), []string{"f"}, []string{"sea", "wet sand"}, nil))
	return l
}

func TestSearchFindsAllKinds(t *testing.T) {
	l := desk(t, t.TempDir())
	for text, want := range map[string]string{
		"":                         "fa:Café se:please paint the coast pi:a beach under the moon pi:a beach under the moon pr:Rewrite pr:Moon pr:Café",
		"beach":                    "fa:Café pi:a beach under the moon pi:a beach under the moon pr:Rewrite pr:Moon pr:Café",
		"moon beach":               "pi:a beach under the moon pi:a beach under the moon pr:Moon",
		"mo bea":                   "pi:a beach under the moon pi:a beach under the moon pr:Moon",
		`"beach at"`:               "pr:Rewrite",
		`"mo"`:                     "",
		"coast":                    "se:please paint the coast",
		"beach -moon":              "fa:Café pr:Rewrite pr:Café",
		"-beach":                   "se:please paint the coast",
		"cafe":                     "fa:Café pr:Café",
		"CAFÉ":                     "fa:Café pr:Café",
		"庭園":                       "fa:Café pr:Café",
		"本庭 beach":                 "fa:Café pr:Café",
		"園庭":                       "",
		"tag:sea":                  "fa:Café",
		"tag:wet-sand":             "fa:Café",
		`tag:"wet sand"`:           "fa:Café",
		"tag:wet":                  "",
		"wet":                      "fa:Café",
		"-tag:sea is:favourite":    "",
		"by:open":                  "pi:a beach under the moon pi:a beach under the moon",
		"model:image":              "pi:a beach under the moon pi:a beach under the moon",
		"model:gpt by:sketch":      "",
		"size:>1024":               "pi:a beach under the moon",
		"size:<=512":               "pi:a beach under the moon",
		"cost:>0.05":               "pi:a beach under the moon pi:a beach under the moon",
		"cost:>0.1":                "",
		"is:favourite":             "fa:Café",
		"is:session is:favourite":  "fa:Café se:please paint the coast",
		"-is:prompt -is:picture":   "fa:Café se:please paint the coast",
		"is:prompt":                "pr:Rewrite pr:Moon pr:Café",
		"after:2026-11-24":         "",
		"before:2026-11-24 dusk":   "pr:Rewrite",
		"nothing of the kind here": "",
	} {
		if got := find(t, l, text); got != want {
			t.Errorf("%s\nfinds %s\nnot   %s", text, got, want)
		}
	}
}

func TestTheBestComesFirst(t *testing.T) {
	l := open(t, t.TempDir())
	for i, f := range []library.Favourite{
		{Title: "Fox", Text: "a fox"}, {Title: "Long", Text: "a fox " + strings.Repeat("and much else ", 50)},
		{Title: "Foxes", Text: "fox, fox and fox"}, {Title: "None", Text: "a boat"},
	} {
		f.ID, f.Created = fmt.Sprint(i), noon.Add(time.Duration(i)*time.Hour)
		keep(t, l, f)
	}
	if got := find(t, l, "fox"); got != "fa:Foxes fa:Long fa:Fox" {
		t.Errorf("the newest first: %s", got)
	}
	if got := find(t, l, "fox sort:best"); !strings.HasSuffix(got, "fa:Long") {
		t.Errorf("the best first: %s", got)
	}
}

func TestPagesFollowEachOther(t *testing.T) {
	l := open(t, t.TempDir())
	var all []library.Favourite
	for i := range 57 {
		f := favourite(fmt.Sprintf("f%02d", i), fmt.Sprintf("a boat number %d %s", i, strings.Repeat("boat ", i%5)))
		f.Created = noon.Add(time.Duration(i/3) * time.Second) // three of a moment
		all = append(all, f)
	}
	_, err := l.Import(t.Context(), all)
	ok(t, err)
	for _, text := range []string{"", "boat", "boat sort:best", "-ship", "is:favourite", "number boat sort:best"} {
		q := library.ParseQuery(text, time.UTC)
		seen := map[string]bool{}
		var after *library.Cursor
		for pages := 0; ; pages++ {
			page, err := l.Search(t.Context(), q, after, 10)
			ok(t, err)
			for _, f := range page.Found {
				if seen[f.ID] {
					t.Errorf("%q shows %s twice", text, f.ID)
				}
				seen[f.ID] = true
			}
			if after = page.More; after == nil {
				break
			}
			if pages == 0 && !q.Best {
				newer := favourite("newer "+text, "a boat that came later "+text)
				newer.Created = noon.Add(time.Hour)
				keep(t, l, newer)
				ok(t, l.Trash(t.Context(), newer.ID))
			}
		}
		if len(seen) != 57 {
			t.Errorf("%q shows %d of 57", text, len(seen))
		}
	}
}

func TestTheIndexFollows(t *testing.T) {
	dir := t.TempDir()
	l := desk(t, dir)
	for _, step := range []struct {
		does       func() error
		find, want string
	}{
		{func() error { return nil }, "is:favourite", "fa:Café"},
		{func() error {
			_, err := l.Edit(t.Context(), "f", func(f *library.Favourite) { f.Title, f.Text = "Bar", "a bar" })
			return err
		}, "is:favourite", "fa:Bar"},
		{func() error { return l.Tag(t.Context(), []string{"f"}, []string{"new"}, []string{"sea"}) }, "tag:new -tag:sea", "fa:Bar"},
		{func() error { return l.Trash(t.Context(), "f") }, "is:favourite", ""},
		{func() error { return l.Restore(t.Context(), "f") }, "is:favourite", "fa:Bar"},
		{func() error {
			return l.Append(t.Context(), header("s"), event("9", "2", session.Titled{Title: "Named"}))
		}, "named", "se:Named"},
	} {
		ok(t, step.does())
		if got := find(t, l, step.find); got != step.want {
			t.Errorf("%s finds %q, want %q", step.find, got, step.want)
		}
	}
	ok(t, l.Close())
	if l = open(t, dir); find(t, l, "named") != "se:Named" {
		t.Error("the index is empty the next time")
	}
}

func TestTheIndexIsMadeAgain(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"gone": os.Remove,
		"no index": func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("not a database ", 100)), 0o600)
		},
		"cut short": func(path string) error { return os.Truncate(path, 5000) },
	} {
		dir := t.TempDir()
		l := desk(t, dir)
		find(t, l, "beach")
		ok(t, l.Close())
		ok(t, spoil(filepath.Join(dir, "search.db")))
		l = open(t, dir)
		if got := find(t, l, "dusk"); got != "pr:Rewrite" {
			t.Errorf("%s: found %q", name, got)
		}
		if len(l.Notices()) > 0 {
			t.Errorf("%s: a person is told %q", name, l.Notices())
		}
	}
	dir := t.TempDir()
	l := desk(t, dir) // the index of another library
	find(t, l, "beach")
	ok(t, l.Close())
	other := t.TempDir()
	open(t, other).Close()
	data, err := os.ReadFile(filepath.Join(dir, "search.db"))
	ok(t, err)
	ok(t, os.WriteFile(filepath.Join(other, "search.db"), data, 0o600))
	if got := find(t, open(t, other), "beach"); got != "" {
		t.Errorf("another library's index finds %q", got)
	}
}

// Whatever happens to the index, the search goes on and the library is not
// suspected.
func TestBitsOfTheIndexFlip(t *testing.T) {
	dir := t.TempDir()
	l := desk(t, dir)
	find(t, l, "beach")
	ok(t, l.Close())
	path := filepath.Join(dir, "search.db")
	whole, err := os.ReadFile(path)
	ok(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		flipped := bytes.Clone(whole)
		for range 1 + random.IntN(200) {
			flipped[random.IntN(len(flipped))] ^= 1 << random.IntN(8)
		}
		for _, log := range []string{"-wal", "-shm"} {
			_ = os.Remove(path + log)
		}
		ok(t, os.WriteFile(path, flipped, 0o600))
		l, err := library.Open(t.Context(), dir, clock)
		ok(t, err)
		for _, text := range []string{"", "dusk", "beach sort:best", "is:favourite -moon"} {
			if _, err := l.Search(t.Context(), library.ParseQuery(text, time.UTC), nil, 50); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
		keep(t, l, favourite(fmt.Sprint(random.Uint64()), fmt.Sprint("more ", random.Uint64())))
		if _, err := l.Search(t.Context(), library.ParseQuery("more", time.UTC), nil, 50); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		ok(t, l.Close())
		if _, err := os.Stat(filepath.Join(dir, "library.suspect")); err == nil {
			t.Fatal("the library is suspected")
		}
	}
}

func TestASearchCanBeStopped(t *testing.T) {
	l := desk(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := l.Search(ctx, library.Query{}, nil, 5)
	if p := problem.Of(err); p == nil || p.Kind != problem.Interrupted {
		t.Errorf("got %v", err)
	}
	if got := find(t, l, "dusk"); got != "pr:Rewrite" {
		t.Errorf("afterwards: %q", got)
	}
}

func TestManySearchAndWriteAtOnce(t *testing.T) {
	dir := t.TempDir()
	l, m := open(t, dir), open(t, dir)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for j := range 20 {
				if _, _, err := l.Keep(t.Context(), favourite(fmt.Sprintf("%d-%d", i, j), fmt.Sprintf("a boat %d %d", i, j))); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 20 {
				if _, err := m.Search(t.Context(), library.ParseQuery("boat", time.UTC), nil, 5); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for _, one := range []*library.Library{l, m} {
		page, err := one.Search(t.Context(), library.ParseQuery("boat", time.UTC), nil, 1000)
		if len(page.Found) != 80 || err != nil {
			t.Errorf("found %d of 80, %v", len(page.Found), err)
		}
	}
}

// What is found is what reading all of it would find.
func TestSearchAgreesWithReading(t *testing.T) {
	words := []string{"sea", "seaside", "Café", "cafe", "日本", "日", "fox", "wet-sand"}
	l := open(t, t.TempDir())
	n := 0
	texts := map[string]string{}
	rapid.Check(t, func(rt *rapid.T) {
		n++
		f := favourite(fmt.Sprintf("f%d", n), strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(rt, "text"), " "))
		f.Title = fmt.Sprint("number ", n)
		keep(t, l, f)
		texts[f.ID] = f.Text
		q := library.Query{}
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 3).Draw(rt, "query") {
			q.Words = append(q.Words, library.ParseQuery(w, time.UTC).Words...)
		}
		var want []string
		for id, text := range texts {
			all := true
			for _, p := range q.Words {
				all = all && len(library.Query{Words: []library.Phrase{p}}.Marks(text)) > 0
			}
			if all {
				want = append(want, id)
			}
		}
		page, err := l.Search(t.Context(), q, nil, 10000)
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for _, f := range page.Found {
			got = append(got, f.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			rt.Fatalf("%+v finds %v, want %v", q, got, want)
		}
	})
}
