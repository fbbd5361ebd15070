package engine_test

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These tests hold the whole project to its own rules: who may import whom,
// what stands at the top, how packages introduce themselves. They read the
// source as text, so they need neither git nor the network.

const module = "easel"

// A rule is one sentence about imports. Packages are named from the top of the
// project: "engine/prompt"; imports of other modules by their whole path.
type rule struct {
	says   string
	tests  bool // whether test files keep it too
	breaks func(from, to string) bool
}

func rules() []rule {
	screens := []string{"tui/intent", "tui/style", "tui/keymap", "tui/widget", "tui/term",
		"engine/prompt", "engine/session", "engine/dialect", "engine/catalog", "engine/library", "engine/picture",
		"engine/problem", "engine/secret"}
	generators := []string{"engine/prompt", "engine/session", "engine/dialect", "engine/catalog",
		"engine/problem", "engine/secret", "engine/wire"}
	return []rule{
		{"main starts tui/command and imports nothing else of the project", true,
			func(from, to string) bool { return from == "" && ours(to) && to != "tui/command" }},
		{"the engine knows no screen: it imports no tui, no themes, no Charm module", true,
			func(from, to string) bool {
				return below(from, "engine") && (below(to, "tui") || below(to, "themes") || charm(to))
			}},
		{"Charm modules are imported in tui alone", true,
			func(from, to string) bool { return charm(to) && !below(from, "tui") }},
		{"tui imports neither tui/command nor tui/tuitest", false,
			func(from, to string) bool {
				return below(from, "tui") && (below(to, "tui/command") || below(to, "tui/tuitest")) &&
					!below(from, "tui/command") && !below(from, "tui/tuitest")
			}},
		{"what paints knows nothing of Easel, and only tui and its tests know of it", false,
			func(from, to string) bool {
				return to == "tui/paint" && from != "tui" && from != "tui/tuitest" || from == "tui/paint" && ours(to)
			}},
		{"screens and dialogs import values, style and widgets, and never each other", false,
			func(from, to string) bool {
				self := screenOf(from)
				return self != "" && ours(to) && screenOf(to) != self && !slices.Contains(screens, to)
			}},
		{"tui/widget knows nothing of the domain", true,
			func(from, to string) bool {
				return below(from, "tui/widget") && below(to, "engine") && to != "engine/problem"
			}},
		{"engine/problem and engine/secret import the standard library alone", false,
			func(from, to string) bool {
				return (below(from, "engine/problem") || below(from, "engine/secret")) && !standard(to) && to != from
			}},
		{"engine/prompt imports the standard library and the diff library alone", false,
			func(from, to string) bool {
				return below(from, "engine/prompt") && !standard(to) && !everywhere(to) &&
					!below(to, "github.com/sergi/go-diff")
			}},
		{"of the engine, engine/session and engine/dialect import prompt alone", false,
			func(from, to string) bool {
				self := within(from, "engine/session", "engine/dialect")
				return self != "" && ours(to) && !below(to, self) && to != "engine/prompt" && !everywhere(to)
			}},
		{"prompt and image generators import values, catalog and wire, and never the library", false,
			func(from, to string) bool {
				self := within(from, "engine/promptgen", "engine/imagegen")
				return self != "" && ours(to) && !below(to, self) && !slices.Contains(generators, to)
			}},
		{"go-openai is imported in engine/wire, engine/promptgen and engine/imagegen alone", true,
			func(from, to string) bool {
				return below(to, "github.com/sashabaranov/go-openai") &&
					within(from, "engine/wire", "engine/promptgen", "engine/imagegen") == ""
			}},
		{"SQL is in engine/library alone", true,
			func(from, to string) bool {
				return within(to, "database/sql", "modernc.org/sqlite", "github.com/pressly/goose") != "" &&
					!below(from, "engine/library")
			}},
		{"themes import the standard library and go-toml alone", false,
			func(from, to string) bool {
				return below(from, "themes") && !standard(to) && !below(to, "github.com/pelletier/go-toml")
			}},
	}
}

// below says whether a package is this one or stands in its folder.
func below(pkg, folder string) bool { return pkg == folder || strings.HasPrefix(pkg, folder+"/") }

// within is the first of the folders that a package is below; empty for none.
func within(pkg string, folders ...string) string {
	for _, f := range folders {
		if below(pkg, f) {
			return f
		}
	}
	return ""
}

func ours(pkg string) bool { return within(pkg, "engine", "tui", "themes") != "" }

func charm(pkg string) bool { return within(pkg, "charm.land", "github.com/charmbracelet") != "" }

// everywhere says what the whole engine may import.
func everywhere(pkg string) bool { return within(pkg, "engine/problem", "engine/secret") != "" }

// standard says whether a package is of the standard library: no dot in its
// first element.
func standard(pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return !ours(pkg) && !strings.Contains(first, ".")
}

// screenOf is the screen that a package belongs to, or the dialogs.
func screenOf(pkg string) string {
	if below(pkg, "tui/dialog") {
		return "tui/dialog"
	}
	rest, ok := strings.CutPrefix(pkg, "tui/screen/")
	if !ok {
		return ""
	}
	screen, _, _ := strings.Cut(rest, "/")
	return "tui/screen/" + screen
}

// complaints are the rules that an import breaks.
func complaints(from, to string, inTest bool) []string {
	var broken []string
	for _, r := range rules() {
		if (r.tests || !inTest) && r.breaks(from, to) {
			broken = append(broken, r.says)
		}
	}
	return broken
}

func TestImportsKeepTheRules(t *testing.T) {
	seen := 0
	for _, f := range goFiles(t) {
		from := path.Dir(f)
		if from == "." {
			from = ""
		}
		for _, spec := range parsed(t, f, parser.ImportsOnly).Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			for _, c := range complaints(from, strings.TrimPrefix(to, module+"/"), strings.HasSuffix(f, "_test.go")) {
				t.Errorf("%s imports %s, but %s", f, to, c)
			}
		}
	}
	if seen == 0 {
		t.Error("no import was looked at")
	}
}

func TestTheRulesCatchWhatTheyForbid(t *testing.T) {
	forbidden := []struct{ from, to string }{
		{"", "engine"}, {"engine", "tui/term"}, {"engine/config", "themes"}, {"engine/library", "charm.land/lipgloss/v2"},
		{"themes", "charm.land/lipgloss/v2"}, {"tui", "tui/command"}, {"tui/widget", "tui/tuitest"}, {"tui/widget", "engine/prompt"},
		{"tui/screen/studio", "engine"}, {"tui/screen/studio", "tui/screen/compare"}, {"tui/screen/studio/chat", "tui/dialog"},
		{"tui/dialog", "tui/screen/studio"}, {"tui/dialog", "engine/config"}, {"engine/problem", "engine/secret"},
		{"engine/prompt", "engine/session"}, {"engine/prompt", "github.com/google/uuid"}, {"engine/session", "engine/picture"},
		{"engine/imagegen/sketch", "engine/library"}, {"engine/promptgen", "engine/imagegen"}, {"engine", "database/sql"},
		{"engine/picture", "github.com/sashabaranov/go-openai"}, {"tui/command", "modernc.org/sqlite"}, {"themes", "engine/problem"},
	}
	for _, f := range forbidden {
		if complaints(f.from, f.to, false) == nil {
			t.Errorf("%s may import %s", f.from, f.to)
		}
	}
	allowed := []struct {
		from, to string
		inTest   bool
	}{
		{"", "tui/command", false}, {"tui/command", "engine", false}, {"tui/command", "tui", false}, {"tui", "engine", false},
		{"tui/screen/studio", "tui/screen/studio/chat", false}, {"tui/screen/studio", "engine/session", false}, {"tui", "tui/tuitest", true},
		{"engine/prompt", "github.com/sergi/go-diff/diffmatchpatch", false}, {"engine/imagegen/sketch", "engine/imagegen", false},
		{"engine/library", "database/sql", false}, {"engine/wire", "github.com/sashabaranov/go-openai", false}, {"engine/session", "engine/problem", false},
	}
	for _, a := range allowed {
		if c := complaints(a.from, a.to, a.inTest); c != nil {
			t.Errorf("%s may not import %s: %v", a.from, a.to, c)
		}
	}
}

func TestEveryPackageIntroducesItself(t *testing.T) {
	introduced := map[string]bool{}
	for _, f := range goFiles(t) {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		folder := path.Dir(f)
		file := parsed(t, f, parser.ParseComments|parser.PackageClauseOnly)
		introduced[folder] = introduced[folder] || introduction(file)
	}
	for folder, ok := range introduced {
		if !ok {
			t.Errorf("%s has no doc comment that begins with its name", folder)
		}
	}
}

func introduction(f *ast.File) bool {
	if f.Name.Name == "main" {
		return strings.HasPrefix(f.Doc.Text(), "Command ")
	}
	return strings.HasPrefix(f.Doc.Text(), "Package "+f.Name.Name+" ")
}

func TestTheTopHoldsOnlyWhatBelongsThere(t *testing.T) {
	allowed := []string{"main.go", "tui", "engine", "themes", "go.mod", "go.sum", "README.md", "LICENSE"}
	entries, err := os.ReadDir(top(t))
	if err != nil {
		t.Fatal(err)
	}
	ignored := gitignore(t)
	for _, e := range entries {
		if !slices.Contains(allowed, e.Name()) && !strings.HasPrefix(e.Name(), ".") && !ignored(e.Name()) {
			t.Errorf("%s stands at the top; it belongs into one of %s", e.Name(), strings.Join(allowed, ", "))
		}
	}
}

func TestFilesAreFormatted(t *testing.T) {
	for _, f := range goFiles(t) {
		source := contents(t, f)
		formatted, err := format.Source(source)
		if err != nil {
			t.Errorf("%s: %v", f, err)
		} else if !bytes.Equal(source, formatted) {
			t.Errorf("gofmt would change %s", f)
		}
	}
}

// TestNoFileNamesOneMachine keeps out what is true on the machine of one
// person only. The words are put together here so that this file passes.
func TestNoFileNamesOneMachine(t *testing.T) {
	words := []string{"/wo" + "rk/", "/ro" + "ot/", "../sha" + "red", "proxy.gol" + "ang.org", "sum.gol" + "ang.org",
		"registry.npm" + "js.org", "files.python" + "hosted.org", "static.cra" + "tes.io"}
	for _, f := range files(t, func(string) bool { return true }) {
		content := contents(t, f)
		for _, w := range words {
			if i := bytes.Index(content, []byte(w)); i >= 0 {
				t.Errorf("%s:%d mentions %s", f, 1+bytes.Count(content[:i], []byte("\n")), w)
			}
		}
	}
}

func goFiles(t *testing.T) []string {
	t.Helper()
	return files(t, func(name string) bool { return strings.HasSuffix(name, ".go") })
}

// files lists the project's files that want chooses, from the top, with
// slashes; neither what .gitignore names nor what git, editors and other tools
// keep in dot-folders.
func files(t *testing.T, want func(name string) bool) []string {
	t.Helper()
	ignored := gitignore(t)
	dotFolders := []string{".", ".ci", ".docs"}
	var found []string
	err := fs.WalkDir(os.DirFS(top(t)), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // a file that a tool took away meanwhile
			return nil
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(name, ".") && !slices.Contains(dotFolders, name), d.IsDir() && ignored(name):
			return fs.SkipDir
		case ignored(name):
			return nil
		}
		if d.Type().IsRegular() && want(d.Name()) {
			found = append(found, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// gitignore is what says whether .gitignore names a file. It knows as much of
// git's patterns as the project's file uses.
func gitignore(t *testing.T) func(name string) bool {
	t.Helper()
	patterns := strings.Fields(string(contents(t, ".gitignore")))
	return func(name string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			rooted, isRooted := strings.CutPrefix(strings.TrimSuffix(pattern, "/"), "/")
			subject := path.Base(name)
			if isRooted {
				subject = name
			}
			ok, err := path.Match(rooted, subject)
			return err == nil && ok
		})
	}
}

// top is the project's folder.
func top(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func contents(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func parsed(t *testing.T, name string, mode parser.Mode) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, contents(t, name), mode)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
