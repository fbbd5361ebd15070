package sketch_test

import (
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"easel/engine/imagegen/sketch"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew; look at them before they go in")

// gallery is what testdata/gallery.png shows, in rows of four.
var gallery = []string{
	"a beach sunset", "a cabin in the snow", "a red fox in a birch forest", "a city street at night in the rain",
	"northern lights", "a stone bridge over a river in autumn", "a waterfall in the jungle", "fireworks over a city",
	"a knight on a horse", "a cup of coffee", "a logo of a whale", "comic panel, a robot in a workshop",
	"the sound of a wish", "geometric shapes, red, black and cream", "a lighthouse in a storm, woodcut", "a vase of sunflowers, oil painting",
}

// The tiles may differ a little: another processor may round another way.
func TestPicturesLookAsTheyDid(t *testing.T) {
	const tile, columns = 64, 4
	sheet := image.NewRGBA(image.Rect(0, 0, tile*columns, tile*(len(gallery)/columns)))
	at := func(i int) image.Rectangle {
		return image.Rect(0, 0, tile, tile).Add(image.Pt(i%columns, i/columns).Mul(tile))
	}
	for i, text := range gallery {
		draw.Draw(sheet, at(i), sketch.Paint(text, "", tile, tile, 7).Image, image.Point{}, draw.Src)
	}
	if *update {
		f, err := os.Create("testdata/gallery.png")
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, sheet); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open("testdata/gallery.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != sheet.Rect {
		t.Fatalf("testdata/gallery.png is %v, want %v", img.Bounds(), sheet.Rect)
	}
	want := image.NewRGBA(sheet.Rect)
	draw.Draw(want, want.Rect, img, image.Point{}, draw.Src)
	for i, text := range gallery {
		sum := 0
		for y := range tile {
			for x := range tile {
				k := sheet.PixOffset(at(i).Min.X+x, at(i).Min.Y+y)
				for c := range 3 {
					sum += max(int(sheet.Pix[k+c])-int(want.Pix[k+c]), int(want.Pix[k+c])-int(sheet.Pix[k+c]))
				}
			}
		}
		if off := float64(sum) / (3 * tile * tile); off > 5 {
			t.Errorf("%q differs by %.1f of 255 from testdata/gallery.png; if it is meant to, -update and look", text, off)
		}
	}
}

func TestALogoStandsOnPlainPaper(t *testing.T) {
	for _, text := range []string{"a logo of a whale", "an emblem of a fox, flat vector", "a badge with a lighthouse"} {
		img := sketch.Paint(text, "", 120, 120, 2).Image
		corner := img.RGBAAt(6, 6)
		for _, p := range []image.Point{{113, 6}, {6, 113}, {113, 113}, {60, 4}} {
			c := img.RGBAAt(p.X, p.Y)
			if far(corner.R, c.R)+far(corner.G, c.G)+far(corner.B, c.B) > 60 {
				t.Errorf("%s: the paper is %v at one corner and %v at %v", text, corner, c, p)
			}
		}
		if ring := img.RGBAAt(60, 28); far(corner.R, ring.R)+far(corner.G, ring.G)+far(corner.B, ring.B) < 90 {
			t.Errorf("%s: nothing stands on the paper", text)
		}
	}
}

func far(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func TestComicsHaveColourAndInkHasNone(t *testing.T) {
	for _, place := range places {
		comic, ink := paint(place+", comic panel", 1), paint(place+", ink drawing", 1)
		if comic.chroma < ink.chroma+0.04 {
			t.Errorf("%s: chroma %.2f as a comic, %.2f in ink", place, comic.chroma, ink.chroma)
		}
	}
}

func TestNorthernLightsAreGreenInTheDark(t *testing.T) {
	for seed := range uint32(3) {
		lights, night := paint("northern lights over a lake", seed), paint("a lake at night", seed)
		if lights.green < night.green+0.1 || lights.luma > 0.6 {
			t.Errorf("seed %d: %.2f green, brightness %.2f; a night has %.2f green", seed, lights.green, lights.luma, night.green)
		}
	}
}

// What cannot be drawn is said, and the picture still has the colours and the
// light that were asked for.
func TestWhatCannotBeDrawnKeepsItsLight(t *testing.T) {
	for seed := range uint32(4) {
		study := sketch.Paint("a toaster", "", side, side, seed)
		if len(study.NotDrawn) != 1 || study.NotDrawn[0] != "toaster" {
			t.Errorf("not drawn: %v", study.NotDrawn)
		}
		blue, orange := paint("a toaster in cobalt and navy blue", seed), paint("a toaster in orange and rust", seed)
		if blue.blue < orange.blue+0.3 || orange.warm < blue.warm+0.3 {
			t.Errorf("seed %d: %.2f blue and %.2f warm", seed, blue.blue, orange.warm)
		}
	}
}
