package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"easel/engine/library"
	"easel/engine/picture"
)

// MovedTo looks for pictures that are not where they were saved and gives the
// paths of those it finds by their hash (SHA-256, hexadecimal). It looks in the
// folders with all that is below them, and in those in which the pictures of the
// library are or were, alone. Only files of the right length are read.
func MovedTo(ctx context.Context, folders []string, all []library.Generation) (map[string]string, error) {
	m := moved{wanted: make(map[int64][]string), found: make(map[string]string)}
	looked := make(map[string]bool) // folders in which a picture is or was
	for _, g := range all {
		looked[filepath.Dir(g.Path)] = true
		if info, err := os.Stat(g.Path); (err != nil || !info.Mode().IsRegular()) && !slices.Contains(m.wanted[g.Bytes], g.SHA256) {
			m.wanted[g.Bytes] = append(m.wanted[g.Bytes], g.SHA256)
			m.left++
		}
	}
	if m.left == 0 {
		return m.found, nil
	}
	for _, dir := range slices.Sorted(maps.Keys(looked)) { // of two copies always the same is found
		if err := m.in(ctx, dir, false); err != nil {
			return nil, err
		}
	}
	for _, dir := range folders {
		if err := m.in(ctx, dir, true); err != nil {
			return nil, err
		}
	}
	return m.found, nil
}

// moved is a look for pictures on its way.
type moved struct {
	wanted map[int64][]string // hashes by length
	found  map[string]string
	left   int // that were not found yet
}

// in looks in a folder, and maybe in those below it. What cannot be read is not
// found.
func (m *moved) in(ctx context.Context, dir string, below bool) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case m.left == 0:
			return fs.SkipAll
		case err != nil:
			return nil
		case d.IsDir() && !below && path != dir:
			return fs.SkipDir
		case d.Type().IsRegular():
			m.look(path, d)
		}
		return nil
	})
}

func (m *moved) look(path string, d fs.DirEntry) {
	info, err := d.Info()
	if err != nil || len(m.wanted[info.Size()]) == 0 {
		return
	}
	sum, err := HashFile(path)
	if err == nil && slices.Contains(m.wanted[info.Size()], sum) && m.found[sum] == "" {
		m.found[sum] = path
		m.left--
	}
}

// Gone says which of these files are not there.
func (s *Studio) Gone(paths []string) map[string]bool {
	gone := make(map[string]bool)
	for _, path := range paths {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			gone[path] = true
		}
	}
	return gone
}

// HashFile is the SHA-256 of a file, hexadecimal. What is no file, and could be
// read without end, is an error: paths come with archives from elsewhere.
func HashFile(path string) (string, error) {
	file, err := picture.Open(path)
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
