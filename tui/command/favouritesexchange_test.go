package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFavouritesGoOutAndComeBack(t *testing.T) {
	m := newMachine(t)
	m.must("fav", "add", "{prompt}, loose watercolour", "--name", "soft", "--title", "Soft", "--tag", "style", "--note", "fog", "--negative", "ink")
	m.must("fav", "add", "two foxes in snow")
	for _, kind := range [][]string{{"own.json"}, {"styles.csv", "--a1111"}, {"invoke.csv", "--invoke"}, {"invoke.json", "--invoke-json"}, {"prompts.txt", "--text"}} {
		path := filepath.Join(m.home, kind[0])
		m.must(append([]string{"favourites", "export", path}, kind[1:]...)...)
		m.must(append([]string{"favourites", "export", path}, kind[1:]...)...)
		if _, err := os.Stat(path + ".bak"); err != nil {
			t.Errorf("%s: %v", kind[0], err)
		}
		other := newMachine(t)
		for time, want := range []string{"2 added, 0 were there already.", "0 added, 2 were there already."} {
			if r := other.must("favourites", "import", path); !strings.Contains(r.err, want) || r.out != "" {
				t.Errorf("%s, time %d: %q %q", kind[0], time, r.out, r.err)
			}
		}
		if kind[0] == "own.json" {
			if out := other.must("fav", "show", "soft").out; !strings.Contains(out, "Note       fog") || !strings.Contains(out, "Negative   ink") || !strings.Contains(out, "Tags       style") {
				t.Errorf("came back as %s", out)
			}
		}
	}
	if out := m.must("favourites", "export", "--text", "--tag", "style").out; out != "{prompt}, loose watercolour\n" {
		t.Errorf("to standard output: %q", out)
	}
}

func TestFavouritesAreWrittenOverFilesAlone(t *testing.T) {
	m := newMachine(t)
	m.must("fav", "add", "two foxes in snow")
	folder := filepath.Join(m.home, "Pictures")
	if err := os.MkdirAll(filepath.Join(folder, "mine"), 0o700); err != nil {
		t.Fatal(err)
	}
	if r := m.run("favourites", "export", folder); r.code != 2 || !strings.Contains(r.err, "is not a file") {
		t.Errorf("to a folder: exit %d, %s", r.code, r.err)
	}
	path := filepath.Join(folder, "own.json")
	for _, name := range []string{path, path + ".part"} {
		if err := os.WriteFile(name, []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m.must("favourites", "export", path)
	left, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range left {
		names = append(names, entry.Name())
	}
	if got := strings.Join(names, " "); got != "mine own.json own.json.bak own.json.part" {
		t.Errorf("the folder has %s", got)
	}
	for _, name := range []string{path + ".bak", path + ".part"} {
		if data, err := os.ReadFile(name); string(data) != "before" {
			t.Errorf("%s is %q, %v", name, data, err)
		}
	}
}

func TestWhatCannotBeImportedIsListed(t *testing.T) {
	m := newMachine(t)
	path := filepath.Join(m.home, "styles.csv")
	if err := os.WriteFile(path, []byte("name,prompt,negative_prompt\nA,a,\n,b,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := m.must("favourites", "import", path, "--tag", "styles", "--json")
	if !strings.Contains(r.err, path+":3: the row has no name") || at(t, decode(t, r.out), "faults.0.line") != 3.0 || at(t, decode(t, r.out), "added") != 1.0 {
		t.Errorf("printed %s, %s", r.out, r.err)
	}
	if got := m.must("fav", "list", "--tag", "styles").lines(); len(got) != 1 {
		t.Errorf("tagged: %q", got)
	}
	pictures := filepath.Dir(m.must("generate", "a beach").lines()[0])
	if r := m.must("favourites", "import", pictures); !strings.Contains(r.err, "1 added") {
		t.Errorf("of a folder: %s", r.err)
	}
	if err := os.WriteFile(path, []byte("some,thing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
	}{{[]string{"favourites", "import"}, 2}, {[]string{"favourites", "import", path}, 1}, {[]string{"favourites", "import", m.home + "/nothing"}, 1},
		{[]string{"favourites", "export", "a", "b"}, 2}, {[]string{"favourites", "export", m.home + "/no/such/folder.json"}, 1}, {[]string{"favourites", "export", "--text", "--a1111"}, 2}} {
		if r := m.run(c.args...); r.code != c.code {
			t.Errorf("%q: exit %d, %s", c.args, r.code, r.err)
		}
	}
}

func TestAFileThatIsNoneKeepsNoOtherOut(t *testing.T) {
	m := newMachine(t)
	good, bad := filepath.Join(m.home, "good.txt"), filepath.Join(m.home, "bad.txt")
	for path, text := range map[string]string{good: "a beach\n", bad: "\xff\xfe"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := m.must("favourites", "import", bad, filepath.Join(m.home, "nowhere.txt"), good)
	if !strings.Contains(r.err, bad) || !strings.Contains(r.err, "nowhere.txt") || !strings.Contains(r.err, "1 added, 0 were there already.") {
		t.Errorf("said %q", r.err)
	}
	if r := m.must("favourites", "import", good); !strings.Contains(r.err, "0 added, 1 was there already.") {
		t.Errorf("the second time: %q", r.err)
	}
	if r := m.run("favourites", "import", bad); r.code != 1 {
		t.Errorf("alone: exit %d", r.code)
	}
}

func TestAnExportIsAskedForInOneFormOfWhatThereIs(t *testing.T) {
	m := newMachine(t)
	m.must("fav", "add", "a beach")
	path := filepath.Join(m.home, "styles.csv")
	m.must("fav", "export", path, "--a1111")
	for _, args := range [][]string{{"--a1111", "--text"}, {"--a1111", "--tag", "nobody"}} {
		if r := m.run(append([]string{"fav", "export", path}, args...)...); r.code != 2 || strings.Contains(r.err, "group") {
			t.Errorf("%q: exit %d, %q", args, r.code, r.err)
		}
	}
	if _, err := os.Stat(path + ".bak"); err == nil {
		t.Error("the file of before was replaced by nothing")
	}
}
