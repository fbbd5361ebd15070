package config

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheGroundIsRemembered(t *testing.T) {
	p := Paths{CacheDir: filepath.Join(t.TempDir(), "cache")}
	if g := p.LastGround(); g != "" {
		t.Errorf("before the first start it is %q", g)
	}
	for _, g := range []Ground{Light, Dark} {
		if err := p.KeepGround(g); err != nil {
			t.Fatal(err)
		}
		if got := p.LastGround(); got != g {
			t.Errorf("%q became %q", g, got)
		}
	}
	if err := os.WriteFile(p.groundFile(), []byte("dark and light"), 0o600); err != nil {
		t.Fatal(err)
	}
	if g := p.LastGround(); g != "" {
		t.Errorf("rubbish is %q", g)
	}
}
