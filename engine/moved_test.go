package engine_test

import (
	"os"
	"path/filepath"
	"testing"

	"easel/engine"
)

func TestHashesAreOfFilesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "abc")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, B.1
	if got, err := engine.HashFile(path); err != nil || got != sum {
		t.Errorf("got %s, %v", got, err)
	}
	for _, none := range []string{filepath.Dir(path), path + "d", "/dev/zero"} {
		if got, err := engine.HashFile(none); err == nil {
			t.Errorf("%s has the hash %s", none, got)
		}
	}
}
