package paint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNobodyCallsWhatIsLost reads the sources of the screen for what works with
// Bubble Tea's own renderer alone.
func TestNobodyCallsWhatIsLost(t *testing.T) {
	lost := map[string]string{
		"Println":            "prints nothing: say it on the screen",
		"Printf":             "prints nothing: say it on the screen",
		"ProgramStatus":      "is not told to the terminal",
		"NewProgram":         "is called in tui/ticker.go and tui/paint alone, so that both ways of painting run the same model",
		"WithoutCatchPanics": "leaves the terminal as a panic finds it",
		"WithoutRenderer":    "is for tui/paint",
		"WithFilter":         "is for the two ways of painting, which have a filter each",
		"WithFPS":            "is for tui/paint",
		"ExecProcess":        "may leave a ticker stopped: use tea.Exec with what tui/ticker.go lends to",
		"Suspend":            "waits for ever where there is no shell, and keeps the terminal: use App.suspend",
		"ReleaseTerminal":    "gives back a terminal that tui/paint has: use tea.Exec",
		"RestoreTerminal":    "takes a terminal that tui/paint has: use tea.Exec",
	}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		mayRun := path == filepath.Join("..", "ticker.go") || filepath.Dir(path) == filepath.Join("..", "paint")
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil || mayRun || !slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool { return strings.Contains(i.Path.Value, "bubbletea") }) {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && lost[s.Sel.Name] != "" && !is(s.X, "fmt") && !is(s.X, "intent") {
				t.Errorf("%s: %s %s", path, s.Sel.Name, lost[s.Sel.Name])
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func is(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}
