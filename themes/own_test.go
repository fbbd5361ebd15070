package themes

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func nord(t *testing.T) string {
	t.Helper()
	text, err := files.ReadFile("nord.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestOwnThemes(t *testing.T) {
	mine := strings.Replace(nord(t), "#2e3440", "#010203", 1)
	s := Own(folder(map[string]string{
		"mine.toml": mine, "Dracula.toml": mine, "notes.txt": "no theme",
		"broken.toml": strings.Replace(mine, "#010203", "blue", 1),
	}))
	for _, name := range []string{"mine", "MINE", "dracula"} {
		if got, ok := s.Find(name); !ok || got.Colours.Ground.B != 3 {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
	if got, ok := s.Find("nord"); !ok || got.Colours.Ground.R != 0x2e {
		t.Errorf("nord: %+v, %v", got, ok)
	}
	var names []string
	for _, one := range s.All() {
		names = append(names, one.Name)
	}
	if len(names) != len(All())+1 || names[len(names)-1] != "mine" || !slices.Contains(names, "Dracula") || slices.Contains(names, "dracula") {
		t.Errorf("the themes are %v", names)
	}
	if _, ok := s.Find("broken"); ok {
		t.Error("a broken theme is found")
	}
	if err := s.Fault("broken"); err == nil || !strings.Contains(err.Error(), `theme broken, line 7: ground is "blue"`) {
		t.Errorf("broken: %v", err)
	}
	if faults := s.Faults(); len(faults) != 1 {
		t.Errorf("the faults are %v", faults)
	}
}

func TestWhatIsNoThemeIsSaid(t *testing.T) {
	for name, text := range map[string]string{
		"auto.toml":        nord(t),
		"two words.toml":   nord(t),
		"esc\x1b[31m.toml": nord(t),
		"empty.toml":       "",
		"long.toml":        nord(t) + strings.Repeat("# more\n", mostOwn/6),
		"title.toml":       strings.Replace(nord(t), "Nord, adapted", `\u001b[31mred`, 1),
	} {
		s := Own(folder(map[string]string{name: text}))
		faults := s.Faults()
		if len(faults) != 1 || len(s.All()) != len(All()) {
			t.Errorf("%q: %d themes, faults %v", name, len(s.All()), faults)
			continue
		}
		if said := faults[0].Error(); strings.ContainsAny(said, "\x1b\n") {
			t.Errorf("%q says %q", name, said)
		}
	}
	if s := Own(fstest.MapFS{}); len(s.Faults()) != 0 || len(s.All()) != len(All()) {
		t.Error("an empty folder has faults")
	}
}

func FuzzOwnTheme(f *testing.F) {
	f.Add("title = \"x\"\ncolourless = true\n")
	f.Fuzz(func(t *testing.T, text string) {
		s := Own(folder(map[string]string{"mine.toml": text}))
		if got, ok := s.Find("mine"); ok && strings.ContainsAny(got.Title, "\x1b\n") {
			t.Errorf("the title is %q", got.Title)
		}
	})
}
