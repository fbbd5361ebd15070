package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"easel/engine/problem"
)

// empty is a picture without anything in it, which every format makes very
// small files of.
func empty(t testing.TB, format string, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	r := image.Rect(0, 0, width, height)
	var err error
	switch format {
	case "png":
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		err = encoder.Encode(&b, image.NewPaletted(r, color.Palette{color.Black}))
	case "jpeg":
		err = jpeg.Encode(&b, image.NewGray(r), &jpeg.Options{Quality: 1})
	case "gif":
		err = gif.Encode(&b, image.NewPaletted(r, color.Palette{color.Black}), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostile are thirty small files that claim to be huge, are cut, or lie about
// what they are.
func hostile(t testing.TB) map[string][]byte {
	all := map[string][]byte{
		"PNG of 30,000 x 30,000":           bombPNG(30000, 30000, 8, 6, 0),
		"PNG of one tall column":           bombPNG(1, 1<<31-1, 8, 0, 0),
		"PNG of 7,000 x 7,000":             bombPNG(7000, 7000, 8, 6, 0),
		"PNG of 4,900 x 4,900, interlaced": bombPNG(4900, 4900, 8, 6, 1),
		"PNG of 4,900 x 4,900, 16 bits":    bombPNG(4900, 4900, 16, 6, 0),
		"JPEG of 16,000 x 16,000":          bombJPEG(0xc0, 16000, 16000, 0x11),
		"JPEG of 6,900 x 6,900":            bombJPEG(0xc0, 6900, 6900, 0x11),
		"JPEG, progressive":                bombJPEG(0xc2, 3400, 3400, 0x11),
		"GIF of 65,535 x 65,535":           bombGIF(65535, 65535),
		"GIF of 6,900 x 6,900":             bombGIF(6900, 6900),
		"WebP of 16,384 x 16,384":          bombWebP(16384, 16384),
		"WebP of 6,900 x 6,900":            bombWebP(6900, 6900),
		"nothing":                          nil,
		"text":                             []byte("not a picture at all"),
		"a script":                         []byte("#!/bin/sh\nexit 1\n"),
	}
	for _, format := range []string{"png", "jpeg", "gif"} {
		all["6,900 x 6,900 empty pixels, "+format] = empty(t, format, 6900, 6900)
		all["3,000 x 3,000 empty pixels, "+format] = empty(t, format, 3000, 3000)
		whole := encodedAs(t, format)
		all["cut in half, "+format] = whole[:len(whole)/2]
		all["cut after the name, "+format] = whole[:8]
	}
	webp := encodedAs(t, "webp")
	all["cut in half, webp"] = webp[:len(webp)/2]
	all["a PNG that begins as a JPEG"] = append([]byte("\xff\xd8\xff"), encodedAs(t, "png")...)
	all["a JPEG that begins as a PNG"] = append([]byte(pngSignature), encodedAs(t, "jpeg")...)
	return all
}

func TestAPreviewOfAHostileFileCostsLittle(t *testing.T) {
	files := hostile(t)
	if len(files) < 30 {
		t.Fatalf("there are only %d", len(files))
	}
	for name, data := range files {
		path := filepath.Join(t.TempDir(), "picture.png")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := DecodePreview(path)
		runtime.ReadMemStats(&after)
		var p *problem.Problem
		if !errors.As(err, &p) || strings.Contains(p.Error(), "\n") {
			t.Errorf("%s: it should end in one line, not %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
			t.Errorf("%s: it took %d bytes", name, used)
		}
	}
}

func TestAPreviewOfASoundPictureIsThePicture(t *testing.T) {
	for i, data := range [][]byte{aPNG(t, 64, 64), encodedAs(t, "webp"), empty(t, "png", 2048, 2048)} {
		path := filepath.Join(t.TempDir(), fmt.Sprint(i))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := DecodePreview(path); err != nil {
			t.Error(err)
		}
	}
	if _, err := DecodePreview(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("there is no such file")
	}
}

// BenchmarkPreviewOfHostileFiles is one of the thirty.
func BenchmarkPreviewOfHostileFiles(b *testing.B) {
	for name, data := range hostile(b) {
		path := filepath.Join(b.TempDir(), "picture.png")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = DecodePreview(path)
			}
		})
	}
}

func TestOnlyPicturesAreHandedToOthers(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		ok   bool
	}{
		"a.png": {aPNG(t, 4, 4), true}, "b.JPG": {encodedAs(t, "jpeg"), true}, "c.jpeg": {encodedAs(t, "jpeg"), true}, "d.webp": {encodedAs(t, "webp"), true},
		"e.gif": {encodedAs(t, "gif"), true},
		"f.bat": {aPNG(t, 4, 4), false}, "g.hta": {encodedAs(t, "gif"), false}, "h.png": {[]byte("#!/bin/sh"), false}, "i": {aPNG(t, 4, 4), false},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := CheckViewable(path); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := CheckViewable(dir); err == nil {
		t.Error("a folder is no picture")
	}
}
