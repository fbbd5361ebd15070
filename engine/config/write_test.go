package config

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"easel/engine/problem"

	"pgregory.net/rapid"
)

func contents(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestInitExplainsEverythingAndSetsNothing(t *testing.T) {
	paths := FindPaths(environment("EASEL_HOME", filepath.Join(t.TempDir(), "not", "yet")), "")
	if err := Init(paths.ConfigFile); err != nil {
		t.Fatal(err)
	}
	before := contents(t, paths.ConfigFile)
	for _, k := range Keys() {
		if !strings.Contains(before, "# "+k.Help+".\n# "+k.Name+" = ") {
			t.Errorf("%s is not explained", k.Name)
		}
	}
	l, err := Load(paths, environment(), nil)
	if err != nil || l.Source["theme"] != "default" {
		t.Errorf("%v, %v", l.Source, err)
	}
	usage(t, Init(paths.ConfigFile), "already", paths.ConfigFile)
	if contents(t, paths.ConfigFile) != before {
		t.Error("the file was written again")
	}
	uncommented := strings.ReplaceAll(before, "\n# ", "\n")
	for _, k := range Keys() {
		uncommented = strings.Replace(uncommented, "\n"+k.Help+".\n", "\n", 1)
	}
	uncommented = uncommented[strings.Index(uncommented, "\nchat = "):]
	if l, err := Load(home(t, uncommented), environment(), nil); err != nil || l.Source["confirm_over"] != "config file" || l.Settings.Count != 1 {
		t.Errorf("the lines without their # are no settings: %v\n%s", err, uncommented)
	}
}

func TestSetChangesOneValueAndNothingElse(t *testing.T) {
	for _, c := range []struct{ key, value, before, after string }{
		{"theme", "night", "# mine\n theme  =  'dawn'   # why\ncount=2\n", "# mine\n theme  =  \"night\"   # why\ncount=2\n"},
		{"theme", "night", "count = 2\r\n\"theme\" = \"dawn\"\r\n", "count = 2\r\n\"theme\" = \"night\"\r\n"},
		{"theme", "night", "theme = \"\"\"\ndawn\"\"\" # x", "theme = \"night\" # x"},
		{"count", "7", "count=2", "count=7"},
		{"count", "7", "theme = 'x'", "theme = 'x'\ncount = 7\n"},
		{"count", "7", "theme = 'x'\r\n", "theme = 'x'\r\ncount = 7\r\n"},
		{"count", "7", "# count = 1\n# end\n", "# count = 1\ncount = 7\n# end\n"},
		{"count", "7", "theme = '''\n# count = 1\n'''", "theme = '''\n# count = 1\n'''\ncount = 7\n"},
		{"chat", `a:b"\`, "chat = 'x'\n", "chat = \"a:b\\\"\\\\\"\n"},
		{"mouse", "off", "mouse = true", "mouse = false"},
		{"confirm_over", "0.25", "confirm_over = 1", "confirm_over = 0.25"},
		{"theme", "night", utf8BOM + "theme = 'dawn'\n", utf8BOM + "theme = \"night\"\n"},
		{"theme", "night", "theme = \"night\" ", "theme = \"night\" "},
		{"pictures_dir", "/pics/é", "", "pictures_dir = \"/pics/é\"\n"},
	} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(c.before), 0o640); err != nil {
			t.Fatal(err)
		}
		err := Set(path, c.key, c.value)
		if got := contents(t, path); err != nil || got != c.after {
			t.Errorf("%q became %q, want %q, %v", c.before, got, c.after, err)
		}
		if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
			t.Errorf("its permissions became %v", info.Mode())
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
			t.Errorf("files were left behind: %v, %v", entries, err)
		}
	}
}

func TestSetWritesAMissingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "config.toml")
	if err := Set(path, "theme", "night"); err != nil {
		t.Fatal(err)
	}
	if got := contents(t, path); !strings.Contains(got, "\n# theme = \"auto\"\ntheme = \"night\"\n") || !strings.Contains(got, "# count = 1\n") {
		t.Errorf("the file is %s", got)
	}
}

func TestSetLeavesAloneWhatItCannotUnderstand(t *testing.T) {
	for _, text := range []string{"theme = ", "theem = 1\n", "count = 'x'\n", "\x00"} {
		paths := home(t, text)
		usage(t, Set(paths.ConfigFile, "theme", "night"), paths.ConfigFile)
		if got := contents(t, paths.ConfigFile); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	paths := home(t, "")
	usage(t, Set(paths.ConfigFile, "themes", "night"), `"themes"`, "theme")
	usage(t, Set(paths.ConfigFile, "count", "0"), "count must be")
	usage(t, Set(paths.ConfigFile, "chat", "a\nb"), "chat must be")
	usage(t, Set(paths.ConfigFile, "pictures_dir", "a\xffb"), "pictures_dir must be")
	if _, err := os.Stat(paths.ConfigFile); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a refused setting made a file")
	}
}

func TestSetFollowsALink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "dotfiles", "easel.toml"), filepath.Join(dir, "config.toml")
	if err := Set(target, "count", "2"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := Set(link, "count", "3"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 || !strings.Contains(contents(t, target), "\ncount = 3\n") {
		t.Errorf("the link is %v, %v", info, err)
	}
}

func TestAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(file, "config.toml")
	for _, err := range []error{Init(path), Set(path, "count", "2")} {
		var p *problem.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Message, path) || p.Hint == "" {
			t.Errorf("got %v", err)
		}
	}
}

// TestSetKeepsEveryOtherByte takes files apart around the value that changes.
func TestSetKeepsEveryOtherByte(t *testing.T) {
	dir := t.TempDir()
	lines := []string{"", "# note", "#", "count = 3", "mouse=true # yes", "chat = 'x:y'", "  size\t= \"3:2\"", "# theme = \"auto\"", "# — é 海"}
	rapid.Check(t, func(t *rapid.T) {
		picked := rapid.SliceOfDistinct(rapid.SampledFrom(lines), func(s string) string { return s }).Draw(t, "lines")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		before := []byte(strings.Join(picked, end) + rapid.SampledFrom([]string{"", end}).Draw(t, "last"))
		path := filepath.Join(dir, "config.toml")
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the first adds the line, the second changes it
			name := rapid.StringMatching(`[a-z"\\é]{1,9}`).Draw(t, "name")
			if err := Set(path, "theme", name); err != nil {
				t.Fatal(err)
			}
			l, err := Load(Paths{ConfigFile: path}, environment(), nil)
			if err != nil || l.Theme != name {
				t.Fatalf("set %q, read %q, %v", name, l.Theme, err)
			}
			after, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			line := []byte("theme = " + setting{kind: aText}.literal(name) + "\n")
			after = bytes.ReplaceAll(after, []byte("\r\n"), []byte("\n"))
			plain := bytes.ReplaceAll(before, []byte("\r\n"), []byte("\n"))
			without := bytes.Replace(after, line, nil, 1)
			if !bytes.Equal(bytes.TrimSuffix(without, []byte("\n")), bytes.TrimSuffix(plain, []byte("\n"))) {
				t.Fatalf("%q became %q", before, after)
			}
		}
	})
}

func FuzzConfigFile(f *testing.F) {
	f.Add("theme = \"night\" # x\ncount=2\r\n", "dawn")
	f.Add(utf8BOM+"size = '''3:2'''\n[table]\n", "x")
	f.Add("# theme = \"auto\"\nchat = \"\"\"\n# theme = \"\"\"", `"\`)
	f.Add("theme = {a = [1, 1979-05-27T07:32:00Z]}", "a")
	f.Fuzz(func(t *testing.T, text, value string) {
		s, _ := find("theme")
		var wanted Settings
		if s.put(&wanted, value) != nil || wanted.Theme != value {
			return
		}
		before, err := parse("file", []byte(text))
		if err != nil {
			return
		}
		after, err := edited("file", []byte(text), s, s.literal(value))
		if err != nil {
			t.Fatal(err)
		}
		changed, err := parse("file", after)
		if err != nil {
			t.Fatalf("%q became %q: %v", text, after, err)
		}
		others := 0
		for _, e := range changed.entries {
			if e.setting.Name != "theme" {
				others++
			} else if e.value != value {
				t.Fatalf("%q became %q, which reads %q", text, after, e.value)
			}
		}
		for _, e := range before.entries {
			if e.setting.Name != "theme" {
				others--
			}
		}
		if others != 0 {
			t.Fatalf("%q became %q", text, after)
		}
	})
}
