package library_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

func favourite(id, text string, tags ...string) library.Favourite {
	return library.Favourite{ID: id, Text: text, Tags: tags, Created: noon}
}

// keep keeps a favourite that is new.
func keep(t testing.TB, l *library.Library, f library.Favourite) {
	t.Helper()
	id, added, err := l.Keep(t.Context(), f)
	ok(t, err)
	if !added || id != f.ID {
		t.Fatalf("%s was there already, as %s", f.ID, id)
	}
}

func ids(list []library.Favourite) string {
	var all []string
	for _, f := range list {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

func TestAFavouriteIsKeptWhole(t *testing.T) {
	l := open(t, t.TempDir())
	seed := uint32(7)
	f := library.Favourite{
		ID: "f", Title: "  Two   foxes ", Name: "Two Foxes!", Text: " two foxes\nin snow ", Negative: "people",
		Axes: map[prompt.Axis]string{prompt.Medium: "woodcut"}, Locks: []prompt.Lock{{At: 0, Text: "two foxes"}},
		Tags: []string{"#Snow", "wet sand", "snow"}, Note: "a note", Created: noon, Picture: "/a.png",
		Recipe: library.Recipe{Source: "a1111", Generator: "forge", Seed: &seed, Width: 512, Height: 768},
	}
	keep(t, l, f)
	got, err := l.Favourite(t.Context(), "two-foxes")
	ok(t, err)
	if got.Title != "Two foxes" || got.Name != "two-foxes" || got.Text != "two foxes\nin snow" || got.Negative != "people" ||
		got.Axes[prompt.Medium] != "woodcut" || len(got.Locks) != 1 || !slices.Equal(got.Tags, []string{"snow", "wet-sand"}) ||
		got.Note != "a note" || got.Picture != "/a.png" || *got.Recipe.Seed != 7 || got.Recipe.Width != 512 ||
		!slices.Equal(got.Dialects, []string{"forge"}) || !got.Created.Equal(noon) {
		t.Errorf("got %+v", got)
	}
}

func TestAFavouriteKnowsWhatBecameOfIt(t *testing.T) {
	l := open(t, t.TempDir())
	keep(t, l, favourite("f", "two foxes in snow"))
	p := prompt.Prompt{ID: "p", Text: "two foxes in snow"}
	paint := func(id, by, path string, after time.Duration) {
		e := event(id, "", session.Generated{Prompt: p, Generator: by, Model: "m", Images: []session.Image{{Path: path, Width: 64, Height: 32, SHA256: id}}})
		e.Time = noon.Add(after)
		ok(t, l.Append(t.Context(), header("s"), e))
	}
	paint("2", "sketch", "/new.png", time.Hour)
	paint("1", "openai", "/old.png", time.Minute)
	got, err := l.Favourite(t.Context(), "f")
	ok(t, err)
	if got.Picture != "/new.png" || got.Recipe.Generator != "sketch" || got.Recipe.Width != 64 || !slices.Equal(got.Dialects, []string{"openai", "sketch"}) {
		t.Errorf("got %+v", got)
	}
}

func TestKeepingTwiceKeepsOne(t *testing.T) {
	l := open(t, t.TempDir())
	keep(t, l, favourite("a", "a boat"))
	ok(t, l.Trash(t.Context(), "a"))
	id, added, err := l.Keep(t.Context(), favourite("b", "a boat"))
	ok(t, err)
	if again, err := l.Favourite(t.Context(), id); err != nil || added || id != "a" || again.Trashed {
		t.Errorf("got %+v, added %v, %v", again, added, err)
	}
	ok(t, l.Trash(t.Context(), "a"))
	for want := range 2 {
		n, err := l.Import(t.Context(), []library.Favourite{favourite("c", "a boat"), favourite("d", "a ship"), favourite("e", "a ship")})
		if err != nil || n != 1-want {
			t.Errorf("time %d: added %d, %v", want+1, n, err)
		}
	}
	if list, err := l.Favourites(t.Context(), library.Which{}); ids(list) != "d" || err != nil {
		t.Errorf("an import brought %q back, %v", ids(list), err)
	}
	_, _, err = l.Keep(t.Context(), favourite("f", "  "))
	isProblem(t, err, problem.Usage, "no prompt")
}

func TestManyAreTaggedAllOrNone(t *testing.T) {
	l := open(t, t.TempDir())
	for _, id := range []string{"a", "b", "c"} {
		keep(t, l, favourite(id, id, "old"))
	}
	ok(t, l.Tag(t.Context(), []string{"a", "b"}, []string{"Sea", "wet sand"}, []string{"old"}))
	isProblem(t, l.Tag(t.Context(), []string{"c", "nobody"}, []string{"sea"}, nil), problem.Usage, "no favourite")
	list, err := l.Favourites(t.Context(), library.Which{Tag: "SEA"})
	ok(t, err)
	if ids(list) != "b a" {
		t.Errorf("tagged are %q", ids(list))
	}
	tags, err := l.Tags(t.Context())
	ok(t, err)
	if want := []library.TagCount{{Tag: "sea", Count: 2}, {Tag: "wet-sand", Count: 2}, {Tag: "old", Count: 1}}; !slices.Equal(tags, want) {
		t.Errorf("tags are %v, want %v", tags, want)
	}
}

func TestTrashAndBack(t *testing.T) {
	l := open(t, t.TempDir())
	a := favourite("a", "a", "t")
	a.Name = "boat"
	keep(t, l, a)
	ok(t, l.Trash(t.Context(), "boat"))
	list, err := l.Favourites(t.Context(), library.Which{Trashed: true})
	if ids(list) != "a" || !list[0].Trashed || err != nil {
		t.Errorf("in the trash: %q, %v", ids(list), err)
	}
	if _, found, err := l.Style(t.Context(), "boat"); found || err != nil {
		t.Errorf("a trashed style answers to its name: %v, %v", found, err)
	}
	for range 2 {
		ok(t, l.Restore(t.Context(), "boat")) // as it was named when it went there
		ok(t, l.Trash(t.Context(), "boat"))
	}
	b := favourite("b", "b")
	b.Name = "boat"
	keep(t, l, b)
	if f, err := l.Favourite(t.Context(), "boat"); f.ID != "b" || err != nil {
		t.Errorf("the name is that of %q, %v", f.ID, err)
	}
	ok(t, l.Restore(t.Context(), "a"))
	got, err := l.Favourite(t.Context(), "a")
	if err != nil || got.Trashed || got.Name != "" || !slices.Equal(got.Tags, []string{"t"}) {
		t.Errorf("came back as %+v, %v", got, err)
	}
	if got, found, err := l.Style(t.Context(), "Boat"); !found || got.ID != "b" || err != nil {
		t.Errorf("the style is %+v, %v", got, err)
	}
	isProblem(t, l.Trash(t.Context(), "nobody"), problem.Usage, "no favourite")
}

func TestEditAFavourite(t *testing.T) {
	l := open(t, t.TempDir())
	keep(t, l, favourite("a", "a boat", "sea"))
	other := favourite("b", "b")
	other.Name = "taken"
	keep(t, l, other)
	got, err := l.Edit(t.Context(), "a", func(f *library.Favourite) {
		f.Title, f.Text, f.Tags, f.Note, f.Name = "Boat", "a red boat", []string{"red"}, "nice", "boat"
	})
	if err != nil || got.Title != "Boat" || got.Text != "a red boat" || !slices.Equal(got.Tags, []string{"red"}) || got.Note != "nice" || got.Name != "boat" {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = l.Edit(t.Context(), "boat", func(f *library.Favourite) { f.Name = "taken" })
	isProblem(t, err, problem.Usage, "short name")
	_, err = l.Edit(t.Context(), "boat", func(f *library.Favourite) { f.Text = " " })
	isProblem(t, err, problem.Usage, "no prompt")
	_, err = l.Edit(t.Context(), "nobody", func(*library.Favourite) { t.Error("changed nobody") })
	isProblem(t, err, problem.Usage, "no favourite")
}

func TestAFavouriteByTheBeginningOfItsID(t *testing.T) {
	l := open(t, t.TempDir())
	for _, id := range []string{"ab1", "ab2", "c"} {
		keep(t, l, favourite(id, id))
	}
	if f, err := l.Favourite(t.Context(), "c"); f.ID != "c" || err != nil {
		t.Errorf("got %v, %v", f.ID, err)
	}
	_, err := l.Favourite(t.Context(), "ab")
	isProblem(t, err, problem.Usage, "More than one")
	for _, ref := range []string{"", "zz"} {
		_, err = l.Favourite(t.Context(), ref)
		isProblem(t, err, problem.Usage, "no favourite")
	}
}

func TestHeading(t *testing.T) {
	for text, want := range map[string]string{
		"":       "",
		"a boat": "a boat",
		"a calm beach at dusk, wet sand, low camera, long exposure": "a calm beach at dusk, wet sand, low camera, long…",
		strings.Repeat("x", 60): strings.Repeat("x", 48) + "…",
	} {
		if got := library.Heading(text); got != want {
			t.Errorf("Heading(%q) = %q, want %q", text, got, want)
		}
	}
}
