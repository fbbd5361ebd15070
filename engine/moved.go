package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"easel/engine/library"
)

// FindMoved looks in a folder, and in those below it, for pictures that are not
// where they were saved, and gives the paths of those it finds by their hash
// (SHA-256, hexadecimal). Only files of the right length are read.
func FindMoved(ctx context.Context, dir string, gone []library.Generation) (map[string]string, error) {
	wanted := make(map[int64]map[string]bool)
	for _, g := range gone {
		if wanted[g.Bytes] == nil {
			wanted[g.Bytes] = make(map[string]bool)
		}
		wanted[g.Bytes][g.SHA256] = true
	}
	found := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || !d.Type().IsRegular() {
			return nil // what cannot be read is not found
		}
		info, err := d.Info()
		if err != nil || len(wanted[info.Size()]) == 0 {
			return nil
		}
		if sum, err := HashFile(path); err == nil && wanted[info.Size()][sum] {
			found[sum] = path
		}
		return nil
	})
	return found, err
}

// HashFile is the SHA-256 of a file, hexadecimal.
func HashFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
