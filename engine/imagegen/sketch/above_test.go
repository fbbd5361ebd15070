package sketch_test

import (
	"image"
	"testing"

	"easel/engine/imagegen/sketch"
)

// light is the mean brightness of a part of a picture, 0 to 255.
func light(img *image.RGBA, part image.Rectangle) float64 {
	sum := 0.0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := img.RGBAAt(x, y)
			sum += 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
		}
	}
	return sum / float64(part.Dx()*part.Dy())
}

// What is seen from straight above has no sky: its upper edge is as bright as
// its lower one.
func TestFromStraightAboveThereIsNoSky(t *testing.T) {
	for _, text := range []string{"a forest from above", "aerial view of a city", "patchwork fields, drone shot", "an island from the air", "a koi pond from above", "desert dunes, top-down view"} {
		for seed := range uint32(3) {
			study := sketch.Paint(text, "", side, side, seed)
			top, low := light(study.Image, image.Rect(0, 0, side, side/6)), light(study.Image, image.Rect(0, side-side/6, side, side))
			if top-low > 45 || low-top > 45 {
				t.Errorf("%s, seed %d: the brightness is %.0f above and %.0f below", text, seed, top, low)
			}
			if len(study.NotDrawn) > 0 {
				t.Errorf("%s: not drawn: %v", text, study.NotDrawn)
			}
		}
	}
}

// From above nobody would know a cat or a castle: they keep their horizon.
func TestWhatHasNoLookFromAboveKeepsItsHorizon(t *testing.T) {
	for _, text := range []string{"a cat from above", "a castle, aerial view"} {
		if not := sketch.Paint(text, "", side, side, 1).NotDrawn; len(not) > 0 {
			t.Errorf("%s: not drawn: %v", text, not)
		}
	}
}

func TestACaveIsDarkAroundItsMouth(t *testing.T) {
	for seed := range uint32(4) {
		img := sketch.Paint("a cave", "", side, side, seed).Image
		mouth := light(img, image.Rect(side*4/10, side*4/10, side*5/10, side*5/10))
		roof := light(img, image.Rect(0, 0, side, side/10))
		if mouth < roof+60 {
			t.Errorf("seed %d: the mouth has a brightness of %.0f and the roof of %.0f", seed, mouth, roof)
		}
	}
}
