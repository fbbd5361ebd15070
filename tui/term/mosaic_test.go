package term

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func filled(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	return img
}

func TestFit(t *testing.T) {
	cases := []struct{ w, h, cols, rows, wantCols, wantRows int }{
		{1024, 1024, 80, 40, 80, 40},
		{1024, 1024, 80, 20, 40, 20},
		{1024, 1024, 30, 40, 30, 15},
		{1536, 1024, 60, 40, 60, 20},
		{1024, 1536, 60, 30, 40, 30},
		{4000, 10, 40, 20, 40, 1}, // a strip is still seen
		{10, 4000, 40, 20, 1, 20},
		{100, 100, 1, 1, 1, 1},
		{100, 100, 0, 5, 0, 0},
		{0, 100, 5, 5, 0, 0},
	}
	for _, c := range cases {
		if cols, rows := Fit(c.w, c.h, c.cols, c.rows); cols != c.wantCols || rows != c.wantRows {
			t.Errorf("Fit(%d, %d, %d, %d) = %d, %d, want %d, %d", c.w, c.h, c.cols, c.rows, cols, rows, c.wantCols, c.wantRows)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 5000)
		room := rapid.IntRange(1, 300)
		maxCols, maxRows := room.Draw(t, "cols"), room.Draw(t, "rows")
		cols, rows := Fit(size.Draw(t, "w"), size.Draw(t, "h"), maxCols, maxRows)
		if cols < 1 || rows < 1 || cols > maxCols || rows > maxRows {
			t.Fatalf("%d x %d in %d x %d", cols, rows, maxCols, maxRows)
		}
	})
}

func TestMosaicDrawsTwoPixelsACell(t *testing.T) {
	img := filled(2, 2, color.RGBA{200, 0, 0, 255})
	img.Set(0, 1, color.RGBA{0, 0, 200, 255})
	img.Set(1, 1, color.RGBA{0, 0, 200, 255})
	want := "\x1b[38;2;200;0;0m\x1b[48;2;0;0;200m▀▀\x1b[m"
	if got := Mosaic(img, 2, 5, TrueColour); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMosaicLinesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(1, 60)
		img := filled(side.Draw(t, "w"), side.Draw(t, "h"), color.RGBA{90, 120, 60, 255})
		maxCols, maxRows := side.Draw(t, "cols"), side.Draw(t, "rows")
		cols, rows := Fit(img.Rect.Dx(), img.Rect.Dy(), maxCols, maxRows)
		for _, mode := range []Mode{TrueColour, Ramp} {
			lines := strings.Split(Mosaic(img, maxCols, maxRows, mode), "\n")
			if len(lines) != rows {
				t.Fatalf("%d lines, want %d", len(lines), rows)
			}
			for _, line := range lines {
				if ansi.StringWidth(line) != cols {
					t.Fatalf("%q is not %d cells", line, cols)
				}
				if mode == Ramp && strings.Contains(line, "\x1b") {
					t.Fatalf("%q has an escape sequence", line)
				}
				if mode == TrueColour && !strings.HasSuffix(line, "\x1b[m") {
					t.Fatalf("%q does not end with a reset", line)
				}
			}
		}
	})
}

func TestMosaicWithoutRoomOrPicture(t *testing.T) {
	for _, got := range []string{
		Mosaic(filled(4, 4, color.White), 0, 3, TrueColour),
		Mosaic(filled(4, 4, color.White), 3, -1, Ramp),
		Mosaic(image.NewRGBA(image.Rectangle{}), 3, 3, TrueColour),
	} {
		if got != "" {
			t.Errorf("got %q", got)
		}
	}
}

func TestMosaicShowsTransparencyDark(t *testing.T) {
	img := filled(4, 4, color.NRGBA{255, 255, 255, 0})
	if got := Mosaic(img, 1, 1, TrueColour); got != "\x1b[38;2;0;0;0m\x1b[48;2;0;0;0m▀\x1b[m" {
		t.Errorf("got %q", got)
	}
}

func TestMosaicOfPartOfAPicture(t *testing.T) {
	img := filled(8, 8, color.RGBA{1, 1, 1, 255})
	part := img.SubImage(image.Rect(4, 4, 8, 8))
	if got, want := Mosaic(part, 4, 2, TrueColour), Mosaic(filled(4, 4, color.RGBA{1, 1, 1, 255}), 4, 2, TrueColour); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRampGoesFromDarkToBright(t *testing.T) {
	last := -1
	for v := 0; v <= 255; v++ {
		cell := Mosaic(filled(2, 2, color.Gray{uint8(v)}), 1, 1, Ramp)
		at := strings.Index(ramp, cell)
		if at < last {
			t.Fatalf("brightness %d is %q", v, cell)
		}
		last = at
	}
	if last != len(ramp)-1 {
		t.Errorf("white is %q", ramp[last])
	}
}

func TestChips(t *testing.T) {
	colours := []color.RGBA{{0, 0, 0, 255}, {90, 90, 90, 255}, {170, 170, 170, 255}, {255, 255, 255, 255}}
	if got := Chips(colours, Ramp); got != "░▒▓█" {
		t.Errorf("got %q", got)
	}
	if got := Chips(colours[:1], TrueColour); got != "\x1b[38;2;0;0;0m▇\x1b[39m" {
		t.Errorf("got %q", got)
	}
	if got := Chips(colours, RampOnLight); got != "█▓▒░" {
		t.Errorf("dark on light: %q", got)
	}
	if Chips(nil, TrueColour) != "" || Chips(nil, Ramp) != "" {
		t.Error("no colours must give nothing")
	}
}

// photograph is a picture in which no two pixels are alike.
func photograph(side int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = uint8(i*7 + i/side)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

func BenchmarkMosaic(b *testing.B) {
	img := photograph(1024)
	for b.Loop() {
		Mosaic(img, 80, 40, TrueColour)
	}
}
