package config

import (
	"os"
	"path/filepath"
	"strings"
)

// Ground is the background of a terminal: light or dark.
type Ground string

// The grounds there are; the zero value is one that is not known.
const (
	Dark  Ground = "dark"
	Light Ground = "light"
)

// LastGround is what KeepGround kept.
func (p Paths) LastGround() Ground {
	text, err := os.ReadFile(p.groundFile())
	switch ground := Ground(strings.TrimSpace(string(text))); {
	case err == nil && (ground == Dark || ground == Light):
		return ground
	default:
		return ""
	}
}

// KeepGround remembers what the terminal said of its ground, so that the next
// start can draw for it before the terminal has said it again.
func (p Paths) KeepGround(g Ground) error {
	if err := os.MkdirAll(p.CacheDir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(p.groundFile(), []byte(g+"\n"), 0o600)
}

func (p Paths) groundFile() string { return filepath.Join(p.CacheDir, "ground") }
