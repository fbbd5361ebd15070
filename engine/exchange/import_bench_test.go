package exchange

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel/engine/library"
)

// manyPictures is a folder of 10,000 pictures of 1.5 MB that say what made them
// in about 400 characters. Their pixels are holes in the file: whoever reads
// them would show in the time.
func manyPictures(b *testing.B) (dir string, paths []string) {
	b.Helper()
	dir = b.TempDir()
	for i := range 10_000 {
		path := filepath.Join(dir, fmt.Sprintf("2026-11-%02d", i%30+1), fmt.Sprintf("%05d.png", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		if err := writeHollowPNG(path, fmt.Sprintf("picture %d, %s\nSteps: 20, Sampler: Euler a, Seed: %d", i, strings.Repeat("soft light on wet sand, ", 16), i)); err != nil {
			b.Fatal(err)
		}
		paths = append(paths, path)
	}
	return dir, paths
}

// writeHollowPNG writes a PNG's chunks as other programs do, pixels in pieces of
// 64 KiB (PNG specification, 5.3).
func writeHollowPNG(path, parameters string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	head := []byte("\x89PNG\r\n\x1a\n")
	add := func(kind, data string) {
		head = binary.BigEndian.AppendUint32(head, uint32(len(data)))
		sum := crc32.ChecksumIEEE([]byte(kind + data))
		head = binary.BigEndian.AppendUint32(append(append(head, kind...), data...), sum)
	}
	add("IHDR", "\x00\x00\x04\x00\x00\x00\x04\x00\x08\x02\x00\x00\x00")
	add("tEXt", "parameters\x00"+parameters)
	if _, err := file.Write(head); err != nil {
		return err
	}
	const piece = 64 << 10
	at := int64(len(head))
	for range 24 {
		if _, err := file.WriteAt(append(binary.BigEndian.AppendUint32(nil, piece), "IDAT"...), at); err != nil {
			return err
		}
		at += piece + 12
	}
	_, err = file.WriteAt([]byte("\x00\x00\x00\x00IEND\xae\x42\x60\x82"), at)
	return err
}

// BenchmarkImport is the import of 10,000 pictures: Read looks at them, Keep puts
// what was read into a library, and Headers opens them and reads their first
// 4 KiB, which nobody can do without. The aim: not much longer than that.
func BenchmarkImport(b *testing.B) {
	dir, paths := manyPictures(b)
	var found Found
	b.Run("Headers", func(b *testing.B) {
		for b.Loop() {
			for _, path := range paths {
				file, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.ReadFull(file, make([]byte, 4096)); err != nil {
					b.Fatal(err)
				}
				_ = file.Close()
			}
		}
	})
	b.Run("Read", func(b *testing.B) {
		for b.Loop() {
			var err error
			if found, err = Read(b.Context(), dir, nil); err != nil || len(found.Favourites) != len(paths) {
				b.Fatal(len(found.Favourites), err)
			}
		}
	})
	b.Run("Keep", func(b *testing.B) {
		for b.Loop() {
			lib, err := library.Open(b.Context(), b.TempDir(), time.Now)
			if err != nil {
				b.Fatal(err)
			}
			for i := range found.Favourites {
				found.Favourites[i].ID = fmt.Sprint("f", i)
			}
			if n, err := lib.Import(b.Context(), found.Favourites); n != len(paths) || err != nil {
				b.Fatal(n, err)
			}
			_ = lib.Close()
		}
	})
}
