package imagegentest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"easel/engine/imagegen"
)

// PNG writes a picture.
func PNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Mask is one under which the left half of a picture is painted anew.
func Mask(t testing.TB, width, height int) *imagegen.Mask {
	t.Helper()
	from := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := width / 2; x < width; x++ {
			from.Set(x, y, color.NRGBA{A: 0xff})
		}
	}
	mask, err := imagegen.ReadMask(PNG(t, from))
	if err != nil {
		t.Fatal(err)
	}
	return mask
}
