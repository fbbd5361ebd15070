package command_test

import (
	"strings"
	"testing"
)

func TestFavouritesFromAddToTrash(t *testing.T) {
	m := newMachine(t)
	if r := m.must("favourites", "list"); r.out != "" || !strings.Contains(r.err, "No favourites yet") {
		t.Errorf("list of nothing prints %q and %q", r.out, r.err)
	}
	id := strings.TrimSpace(m.must("favourites", "add", "a beach\nat dusk", "--tag", "Sea,calm", "--title", "Beach", "--name", "beach").out)
	m.must("fav", "add", "two foxes in snow")
	if got := m.must("favorites", "list").lines(); len(got) != 2 || got[1] != id+"\tBeach\tcalm,sea\ta beach at dusk" || !strings.HasSuffix(got[0], "\ttwo foxes in snow\t-\ttwo foxes in snow") {
		t.Errorf("list prints %q", got)
	}
	if got := m.must("fav", "list", "--tag", "sea").lines(); len(got) != 1 {
		t.Errorf("with the tag: %q", got)
	}
	m.must("fav", "edit", "beach", "--note", "at low tide", "--tag", "shore")
	if out := m.must("fav", "show", "beach").out; !strings.Contains(out, "Note       at low tide\n") || !strings.Contains(out, "Tags       shore\n") {
		t.Errorf("show prints %s", out)
	}
	m.must("fav", "tag", id, "--add", "dusk")
	if got := m.must("fav", "tag").out; got != "dusk\t1 favourite\nshore\t1 favourite\n" {
		t.Errorf("tags are %q", got)
	}
	r := m.must("fav", "remove", id)
	if !strings.Contains(r.err, "--undo "+id) || len(m.must("fav", "list").lines()) != 1 || len(m.must("fav", "list", "--trash").lines()) != 1 {
		t.Errorf("remove says %q", r.err)
	}
	m.must("fav", "remove", "--undo", id)
	if len(m.must("fav", "list").lines()) != 2 {
		t.Error("it did not come back")
	}
}

func TestFavouritesAsJSON(t *testing.T) {
	m := newMachine(t)
	if got := m.must("favourites", "list", "--json").out; got != "{\n  \"favourites\": []\n}\n" {
		t.Errorf("nothing is %q", got)
	}
	m.stdin = "a beach\n"
	added := decode(t, m.must("favourites", "add", "--json").out)
	shown := decode(t, m.must("favourites", "show", at(t, added, "id").(string), "--json").out)
	listed := at(t, decode(t, m.must("favourites", "list", "--json").out), "favourites.0")
	for _, document := range []any{added, shown, listed} {
		for key, want := range map[string]any{"title": "a beach", "text": "a beach", "negative": "", "note": "", "name": nil, "picture": nil} {
			if got := at(t, document, key); got != want {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
		for _, key := range []string{"tags", "dialects"} {
			if got, isList := at(t, document, key).([]any); !isList || len(got) > 0 {
				t.Errorf("%s is %v", key, at(t, document, key))
			}
		}
		if created := at(t, document, "created").(string); !strings.HasPrefix(created, "2026-11-22T10:00:") {
			t.Errorf("created is %s", created)
		}
	}
	r := m.must("favourites", "add", "a beach", "--tag", "sea", "--json")
	if again := decode(t, r.out); at(t, again, "id") != at(t, added, "id") || at(t, again, "tags.0") != "sea" || !strings.Contains(r.err, "already") {
		t.Errorf("kept again: %s, %s", r.out, r.err)
	}
}

func TestFavouritesUsedWrongly(t *testing.T) {
	m := newMachine(t)
	for _, args := range [][]string{
		{"favourites"}, {"favourites", "ad"}, {"favourites", "add", " "}, {"favourites", "add", "a", "b"}, {"favourites", "list", "x"},
		{"favourites", "show"}, {"favourites", "show", "nobody"}, {"favourites", "edit", "nobody", "--note", "x"},
		{"favourites", "tag", "nobody", "--add", "x"}, {"favourites", "tag", "--add", "x"}, {"favourites", "remove"}, {"favourites", "remove", "nobody"},
	} {
		if r := m.run(args...); r.code != 2 || r.out != "" || !strings.HasPrefix(r.err, "easel: ") {
			t.Errorf("%q: exit %d, %q, %q", args, r.code, r.out, r.err)
		}
	}
	id := strings.TrimSpace(m.must("favourites", "add", "a").out)
	if r := m.run("favourites", "edit", id); r.code != 2 {
		t.Errorf("an edit that changes nothing: %d", r.code)
	}
}

func TestFavouritesAreSearched(t *testing.T) {
	m := newMachine(t)
	m.must("fav", "add", "a calm sea at dusk, wet sand", "--tag", "sea", "--title", "Dusk")
	m.must("fav", "add", "two foxes in snow", "--title", "Foxes")
	m.must("generate", "a sea of fog") // no favourite
	for query, want := range map[string]string{
		"sea": "Dusk", "-dusk": "Foxes", "-sea -snow": "", "du cal": "Dusk", `"wet sand"`: "Dusk", "-sea": "Foxes", "tag:sea": "Dusk", "snow -foxes": "", "after:2026-11": "Foxes Dusk", "before:2020": "",
	} {
		var got []string
		for _, line := range m.must("favourites", "search", query).lines() {
			got = append(got, strings.Split(line, "\t")[1])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
	}
	if got := m.must("fav", "search", "sand", "a calm sea", "--json").out; at(t, decode(t, got), "favourites.0.title") != "Dusk" {
		t.Errorf("as JSON: %s", got)
	}
	for _, args := range [][]string{{"snow", "-dusk", "--limit", "1", "-wet sand", "--json"}, {"--json", "--", "-sea", "snow"}, {"-dusk", "--json", "--", "two foxes"}} {
		if got := m.must(append([]string{"fav", "search"}, args...)...).out; at(t, decode(t, got), "favourites.0.title") != "Foxes" {
			t.Errorf("%q finds %s", args, got)
		}
	}
	for query, want := range map[string]int{"sea": 1, "-fog": 0, "fog -snow": 1, "by:sketch -lamp": 1} {
		if got := m.must(append([]string{"history"}, strings.Fields(query)...)...).lines(); len(got) != want {
			t.Errorf("history %s lists %q", query, got)
		}
	}
	if r := m.must("fav", "search", "-h"); !strings.Contains(r.out, "-word") {
		t.Errorf("-h prints %q", r.out)
	}
	if r := m.must("fav", "search", "in", "size:large", "--limit", "1"); len(r.lines()) != 1 || !strings.Contains(r.err, "size:large is not understood") {
		t.Errorf("printed %q and %q", r.out, r.err)
	}
	if r := m.run("fav", "search"); r.code != 2 {
		t.Errorf("nothing to search for: exit %d", r.code)
	}
}

func TestAShortNameIsNotLostInSilence(t *testing.T) {
	m := newMachine(t)
	m.must("fav", "add", "{prompt}, soft", "--name", "soft")
	r := m.must("fav", "add", "{prompt}, softer", "--name", "soft")
	if !strings.Contains(r.err, `Another favourite has the short name "soft"`) || len(r.lines()) != 1 {
		t.Errorf("printed %q, said %q", r.out, r.err)
	}
	m.must("fav", "add", "a beach")
	m.must("fav", "add", "a beach", "--name", "Beach") // which was a favourite already
	if out := m.must("fav", "show", "beach").out; !strings.Contains(out, "a beach") {
		t.Errorf("shown is %q", out)
	}
}
