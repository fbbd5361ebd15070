package keymap_test

import (
	"os"
	"strings"
	"testing"

	"easel/tui/keymap"
)

// TestReadme keeps the README's keys equal to the table. EASEL_UPDATE=1 writes
// them anew.
func TestReadme(t *testing.T) {
	const path, begin, end = "../../README.md", "<!-- keys -->\n", "<!-- end of keys -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	old, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("README.md has no place for the keys between %q and %q", begin, end)
	}
	if old == keymap.Markdown() {
		return
	}
	if os.Getenv("EASEL_UPDATE") == "" {
		t.Fatal("README.md has other keys than the table. EASEL_UPDATE=1 go test ./tui/keymap writes them")
	}
	if err := os.WriteFile(path, []byte(before+begin+keymap.Markdown()+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
