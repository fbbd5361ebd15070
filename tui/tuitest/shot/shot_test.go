package shot

import (
	"image"
	"image/color"
	"testing"

	"github.com/charmbracelet/x/vt"

	"easel/tui/term"
)

// written is a window in which a program wrote this.
func written(text string) *Window {
	w := &Window{cols: 8, rows: 3, screen: vt.NewEmulator(8, 3)}
	w.raw.WriteString(text)
	return w
}

func picture(t *testing.T, w *Window) image.Image {
	t.Helper()
	img, err := w.Image()
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// inked counts the pixels of a cell that are not its ground.
func inked(img image.Image, x, y int) (n int) {
	for dy := range cellHeight {
		for dx := range cellWidth {
			if color.RGBAModel.Convert(img.At(margin+x*cellWidth+dx, margin+y*cellHeight+dy)) != plainGround {
				n++
			}
		}
	}
	return n
}

func TestLettersFramesAndBlocksAreDrawn(t *testing.T) {
	img := picture(t, written("A█▀▁╭━▸★"))
	for x, want := range []int{0, cellWidth * cellHeight, cellWidth * cellHeight / 2, cellWidth * cellHeight / 8} {
		if got := inked(img, x, 0); got == 0 || want > 0 && got != want {
			t.Errorf("cell %d has %d pixels, not %d", x, got, want)
		}
	}
	for x := 4; x < 8; x++ {
		if got := inked(img, x, 0); got == 0 || got > cellWidth*cellHeight/2 {
			t.Errorf("mark %d has %d pixels", x, got)
		}
	}
	if inked(img, 0, 1) != 0 {
		t.Error("an empty cell is not empty")
	}
}

func TestStylesAreDrawn(t *testing.T) {
	img := picture(t, written("\x1b[48;2;10;20;30m \x1b[m\x1b[7m \x1b[m\x1b[4ma\x1b[m"))
	middle := func(x int) color.Color {
		return color.RGBAModel.Convert(img.At(margin+x*cellWidth+cellWidth/2, margin+cellHeight/2))
	}
	if middle(0) != (color.RGBA{10, 20, 30, 255}) || middle(1) != plainInk {
		t.Errorf("%v, %v", middle(0), middle(1))
	}
	if plain := picture(t, written("  a")); inked(img, 2, 0) <= inked(plain, 2, 0) {
		t.Error("nothing is under the letter")
	}
}

func TestPicturesAreShownAndMissingOnesGlare(t *testing.T) {
	blue := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range blue.Pix {
		blue.Pix[i] = [4]uint8{0, 0, 200, 255}[i%4]
	}
	k := term.Kitty{Cell: term.UsualCell}
	const here, gone = 0x123456, 0x123457
	shown := picture(t, written(k.Transmit(here, blue, 2, 1)+term.Placeholders(here, 2, 1)+term.Placeholders(gone, 1, 1)))
	for x, want := range []color.RGBA{{0, 0, 200, 255}, {0, 0, 200, 255}, {255, 0, 255, 255}} {
		if got := color.RGBAModel.Convert(shown.At(margin+x*cellWidth+3, margin+9)); got != want {
			t.Errorf("cell %d is %v, not %v", x, got, want)
		}
	}
}
