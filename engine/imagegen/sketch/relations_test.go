package sketch_test

import (
	"image"
	"testing"

	"easel/engine/imagegen/sketch"
)

// unlike is how far two pictures of one size are apart in a part of them, 0 to
// 255 a channel.
func unlike(a, b *image.RGBA, part image.Rectangle) float64 {
	sum := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			p, q := a.RGBAAt(x, y), b.RGBAAt(x, y)
			sum += far(p.R, q.R) + far(p.G, q.G) + far(p.B, q.B)
		}
	}
	return float64(sum) / float64(3*part.Dx()*part.Dy())
}

// Where things stand to each other is part of what was asked for.
func TestAPrepositionChangesThePicture(t *testing.T) {
	whole := image.Rect(0, 0, side, side)
	for _, pair := range [][2]string{
		{"a dog under a tree", "a dog and a tree"},
		{"a rabbit under a mushroom", "a rabbit and a mushroom"},
		{"a fox behind a fence", "a fox and a fence"},
		{"a lion on a rock", "a lion and a rock"},
		{"a penguin on an iceberg", "a penguin and an iceberg"},
	} {
		for seed := range uint32(3) {
			a, b := sketch.Paint(pair[0], "", side, side, seed), sketch.Paint(pair[1], "", side, side, seed)
			if d := unlike(a.Image, b.Image, whole); d < 1 {
				t.Errorf("%q and %q differ by %.1f of 255 only", pair[0], pair[1], d)
			}
			if len(a.NotDrawn) > 0 {
				t.Errorf("%s: not drawn: %v", pair[0], a.NotDrawn)
			}
		}
	}
}

func TestAnOasisHasWaterAndGreen(t *testing.T) {
	for seed := range uint32(3) {
		oasis, desert := paint("an oasis in the desert at noon", seed), paint("a desert at noon", seed)
		if oasis.green < desert.green+0.03 {
			t.Errorf("seed %d: %.2f of an oasis is green, %.2f of a desert", seed, oasis.green, desert.green)
		}
	}
}

// The paper of a studio is brighter than the wall of a room.
func TestAProductStandsOnPlainPaper(t *testing.T) {
	for _, text := range []string{"headphones on a white background", "a perfume bottle, product photo"} {
		for seed := range uint32(3) {
			img := sketch.Paint(text, "", side, side, seed).Image
			for _, corner := range []image.Rectangle{image.Rect(0, 0, 12, 12), image.Rect(side-12, 0, side, 12), image.Rect(0, side-12, 12, side)} {
				if l := light(img, corner); l < 170 {
					t.Errorf("%s, seed %d: a corner has a brightness of %.0f", text, seed, l)
				}
			}
		}
	}
}

// What has a way to be drawn is not told to be missing.
func TestWhatStandsInItsPlaceIsDrawn(t *testing.T) {
	for _, text := range []string{
		"a living room with a fireplace", "a dog in front of a fireplace", "a man reading in an armchair by the fire", "a child sleeping in bed", "a cat on a bed",
		"a cup of tea on a windowsill", "a boy fishing on a pier", "a girl on a bridge", "a frog on a lily pad", "a cat wearing a top hat", "an owl reading a book",
		"a bear riding a bicycle", "a cat riding a unicorn", "a train station at night", "a carousel", "a castle in the clouds", "a treehouse", "a dragon in a cave",
		"a motorcycle in front of a diner", "a red car on a coastal road", "an airship over a city", "pancakes with syrup", "sushi and a glass of red wine",
	} {
		for seed := range uint32(2) {
			if not := sketch.Paint(text, "", side, side, seed).NotDrawn; len(not) > 0 {
				t.Errorf("%s: not drawn: %v", text, not)
			}
		}
	}
}

// A hat that is worn is no second thing beside the animal.
func TestAHatIsOnItsHead(t *testing.T) {
	hatted, lying := sketch.Paint("a cat wearing a hat", "", side, side, 3).Image, sketch.Paint("a cat and a hat", "", side, side, 3).Image
	if d := unlike(hatted, lying, image.Rect(0, 0, side, side)); d < 0.5 {
		t.Errorf("a hat that is worn is where a hat that lies is: the pictures differ by %.2f", d)
	}
}
