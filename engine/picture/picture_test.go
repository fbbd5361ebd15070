package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"
)

// noon is the moment of every test that does not care.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 34, 56, 0, time.UTC) }

// aPNG is a small picture as a generator gives it.
func aPNG(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i*7 + i/width)
	}
	m.Set(0, 0, color.NRGBA{200, 100, 50, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
