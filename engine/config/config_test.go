package config

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel/engine/problem"
)

// environment is an environment with these variables and no others.
func environment(pairs ...string) func(string) string {
	return func(key string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == key {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// home is a folder with a config file in it, or without one if text is empty.
func home(t testing.TB, text string) Paths {
	t.Helper()
	paths := FindPaths(environment("EASEL_HOME", t.TempDir()), "")
	if text != "" {
		if err := os.WriteFile(paths.ConfigFile, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// usage checks that an error is a problem of kind usage with these words.
func usage(t *testing.T, err error, words ...string) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != problem.Usage || strings.Contains(p.Error(), "\n") {
		t.Errorf("got %v, want a problem of kind usage", err)
		return
	}
	for _, w := range words {
		if !strings.Contains(p.Error(), w) {
			t.Errorf("%q does not mention %q", p.Error(), w)
		}
	}
}

func TestFlagsGoOverEnvironmentOverFileOverDefaults(t *testing.T) {
	paths := home(t, "theme = 'night'\ncount = 2\nchat = \"openai:gpt-5\"\nmouse = false\nconfirm_over = 1\nbudget.day = 3\n")
	env := environment("EASEL_THEME", "dawn", "EASEL_COUNT", "3", "EASEL_IMAGE", " ", "EASEL_BUDGET_DAY", "2.5")
	l, err := Load(paths, env, Overrides{"theme": "plain"})
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{Chat: "openai:gpt-5", Image: "sketch", Also: "none", Size: "1024x1024", Count: 3, Variations: 4, Theme: "plain", Pictures: "auto",
		PicturesDir: paths.PicturesDir, Mouse: false, Paint: "demand", ConfirmOver: 1, BudgetSession: math.Inf(1), BudgetDay: 2.5}
	if l.Settings != want {
		t.Errorf("settings are %+v", l.Settings)
	}
	for key, source := range map[string]string{"theme": "--theme", "count": "environment EASEL_COUNT", "chat": "config file",
		"image": "default", "pictures_dir": "default"} {
		if l.Source[key] != source {
			t.Errorf("%s comes from %q, want %q", key, l.Source[key], source)
		}
	}
}

func TestEveryKeyHasASourceAValueAndHelp(t *testing.T) {
	l, err := Load(home(t, ""), environment(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Keys() {
		if l.Source[k.Name] != "default" || l.Value(k.Name) == "" || k.Help == "" || strings.HasSuffix(k.Help, ".") || !strings.HasPrefix(k.Env, "EASEL_") {
			t.Errorf("%+v has value %q from %q", k, l.Value(k.Name), l.Source[k.Name])
		}
		if k.Default != "" && l.Value(k.Name) != k.Default {
			t.Errorf("%s is %q, but its default is %q", k.Name, l.Value(k.Name), k.Default)
		}
	}
	if l.Value("no such key") != "" {
		t.Error("a key that does not exist has a value")
	}
}

func TestMistakesInTheFileAreNamedWithTheirPlace(t *testing.T) {
	for text, words := range map[string][]string{
		"count = 2\n\nthem = \"x\"\n":           {"line 3", `"them"`, "theme"},
		"pictures-dir = \"x\"":                  {"line 1", `"pictures-dir"`, "pictures_dir"},
		"# c\n[colours]\nred = 1\n":             {"line 2", `"colours"`},
		"[[theme]]\n":                           {"line 1", "theme"},
		"a.theme = 1\n":                         {"line 1", `"a.theme"`},
		"theme.x = 1\n":                         {"line 1", `"theme.x"`},
		"theme = 1\n":                           {"line 1", "theme must be a text in quotes"},
		"theme = [\"a\"]\n":                     {"line 1", "theme must be a text in quotes"},
		"count = \"2\"\n":                       {"line 1", "count must be a whole number"},
		"count = 2.5\n":                         {"line 1", "count must be a whole number"},
		"mouse = 1\n":                           {"line 1", "mouse must be true or false"},
		"confirm_over = -0.5\n":                 {"line 1", "confirm_over must be a number from 0", `"-0.5"`},
		"confirm_over = nan\n":                  {"line 1", "confirm_over must be a number"},
		"count = 0\n":                           {"line 1", "count must be a whole number from 1 to 100", `"0"`},
		"variations = 13\n":                     {"line 1", "from 1 to 12"},
		"count = 99999999999999999999\n":        {"line 1"},
		"pictures = \"sixel\"\n":                {"line 1", "auto, kitty, half or off", `"sixel"`},
		"size = \"3x\"\n":                       {"line 1", "size must be", `"3x"`},
		"chat = \":gpt\"\n":                     {"line 1", "chat must be", "NAME:MODEL"},
		"image = \"openai:\"\n":                 {"line 1", "image must be"},
		"also = \"bfl,,openai\"\n":              {"line 1", "also must be", "commas between"},
		"theme = \"two words\"\n":               {"line 1", "without spaces"},
		"pictures_dir = \"a\\u001bb\"\n":        {"line 1", "without control characters"},
		"theme = \"a\"\ntheme = \"b\"\n":        {"theme"},
		"\n\ntheme = \n":                        {"line 3"},
		"theme \"a\"\n":                         {"line 1"},
		"this is prose, not settings\n":         {"line 1"},
		"theme = \"\"\"\nlong\"\"\"\ncuont=1\n": {"line 3", `"cuont"`, "count"},
	} {
		paths := home(t, text)
		_, err := Load(paths, environment(), nil)
		usage(t, err, append(words, paths.ConfigFile)...)
	}
}

func TestFilesThatAreNoSettings(t *testing.T) {
	for want, text := range map[string]string{
		"not a text":          "\x7fELF\x00\x01",
		"larger than 1 MiB":   strings.Repeat("# long\n", 200_000),
		"is not a text":       "theme = \"caf\xe9\"\n",
		"config file":         strings.Repeat("[", 10_000),
		"there is no setting": strings.Repeat("x", 50_000) + "=1",
	} {
		_, err := Load(home(t, text), environment(), nil)
		usage(t, err, want)
	}
	paths := home(t, "")
	if err := os.Mkdir(paths.ConfigFile, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Load(paths, environment(), nil)
	usage(t, err, "is not a file")
}

func TestAByteOrderMarkIsNoMistake(t *testing.T) {
	l, err := Load(home(t, utf8BOM+"theme = \"night\"\r\ncount = 2\r\n"), environment(), nil)
	if err != nil || l.Theme != "night" || l.Count != 2 {
		t.Errorf("%+v, %v", l.Settings, err)
	}
}

func TestMistakesInEnvironmentAndFlagsAreNamed(t *testing.T) {
	_, err := Load(home(t, ""), environment("EASEL_COUNT", "many"), nil)
	usage(t, err, "EASEL_COUNT must be a whole number", `"many"`)
	_, err = Load(home(t, ""), environment(), Overrides{"count": "0"})
	usage(t, err, "-n must be a whole number from 1 to 100", `"0"`)
	_, err = Load(home(t, ""), environment(), Overrides{"size": "3x"})
	usage(t, err, "--size must be a size", `"3x"`)
	for _, v := range []string{"100000x100000", "0x0", "40:1"} {
		_, err = Load(home(t, ""), environment(), Overrides{"size": v})
		usage(t, err, "with sides from 16 to 16384, or a ratio such as 3:2 up to 16:1", v)
	}
	_, err = Load(home(t, ""), environment(), Overrides{"theme": strings.Repeat("long ", 1000)})
	usage(t, err, "--theme", "...")
}

func TestPicturesDirIsAbsolute(t *testing.T) {
	work := t.TempDir()
	t.Chdir(work)
	work, err := os.Getwd() // as the system names it
	if err != nil {
		t.Fatal(err)
	}
	inFile := func(value string) Paths { return home(t, "pictures_dir = '"+value+"'\n") }
	abs := filepath.Join(work, "abs")
	person := filepath.Join(work, "person")
	for _, c := range []struct {
		paths Paths
		env   string
		flag  string
		want  func(Paths) string
	}{
		{inFile("pics"), "", "", func(p Paths) string { return filepath.Join(filepath.Dir(p.ConfigFile), "pics") }},
		{inFile("~/pics"), "", "", func(Paths) string { return filepath.Join(person, "pics") }},
		{inFile("~"), "", "", func(Paths) string { return person }},
		{inFile(abs), "", "", func(Paths) string { return abs }},
		{inFile(""), "", "", func(p Paths) string { return p.PicturesDir }},
		{inFile("pics"), "env", "", func(Paths) string { return filepath.Join(work, "env") }},
		{inFile("pics"), "env", "../flag", func(Paths) string { return filepath.Join(filepath.Dir(work), "flag") }},
	} {
		flags := Overrides{}
		if c.flag != "" {
			flags["pictures_dir"] = c.flag
		}
		l, err := Load(c.paths, environment("HOME", person, "EASEL_PICTURES_DIR", c.env), flags)
		if err != nil || l.PicturesDir != c.want(c.paths) {
			t.Errorf("%+v: pictures go to %s, want %s, %v", c, l.PicturesDir, c.want(c.paths), err)
		}
	}
}

func TestParseSize(t *testing.T) {
	const area = 1024 * 1024
	for text, want := range map[string][2]int{
		"1536x1024": {1536, 1024}, " 64 X 64 ": {64, 64}, "640×480": {640, 480}, "16x16384": {16, 16384},
		"1:1": {1024, 1024}, "3:2": {1248, 832}, "16:9": {1360, 768}, "2:3": {832, 1248}, "16:1": {4096, 256},
	} {
		if w, h, err := ParseSize(text, area); err != nil || [2]int{w, h} != want {
			t.Errorf("ParseSize(%q) = %d, %d, %v, want %v", text, w, h, err, want)
		}
	}
	for _, text := range []string{"", "3x", "x3", "0x5", "5x0", "99999x1", "16385x16", "-64x64", "64x+64", "1.5x2", "64", "x", ":", "3:0", "0:0",
		"17:1", "1:100", "64x64x64", "64x64px", "big", "99999999999999999999x64", "\x1b[31m"} {
		_, _, err := ParseSize(text, area)
		usage(t, err, "is not a size")
	}
}

func FuzzParseSize(f *testing.F) {
	for _, s := range []string{"1536x1024", "3:2", "0x5", "3x", "99999x1", "16 : 9", "640×480"} {
		f.Add(s, 1<<20)
	}
	f.Fuzz(func(t *testing.T, text string, area int) {
		w, h, err := ParseSize(text, area)
		if err == nil && (w < minSide || h < minSide || w > maxSide || h > maxSide) {
			t.Errorf("ParseSize(%q, %d) = %d, %d", text, area, w, h)
		}
		if err != nil && (w != 0 || h != 0) {
			t.Errorf("ParseSize(%q, %d) is an error and %d, %d", text, area, w, h)
		}
	})
}

func TestNearestSettings(t *testing.T) {
	for key, want := range map[string]string{"thme": "theme", "Mouse": "mouse", "picturedir": "pictures_dir", "variation": "variations",
		"confirmover": "confirm_over", "pictures-dir": "pictures_dir"} {
		if got := nearest(key); got != want {
			t.Errorf("nearest to %q is %q, want %q", key, got, want)
		}
	}
	if !slices.ContainsFunc(Keys(), func(k Key) bool { return k.Name == nearest("") }) {
		t.Error("nothing is near to nothing")
	}
}
