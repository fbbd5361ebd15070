package sketch_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen/sketch"
)

// What the built-in composer likes to add to a beach sunset must not take its
// warmth away.
func TestASunsetStaysWarmUnderAnyPalette(t *testing.T) {
	for _, addition := range []string{
		"The colours are peach, apricot and pale turquoise; the mood is quiet and reflective. The picture is a colour photograph.",
		"The palette is gold, terracotta and dusty violet. The picture is an impressionist painting, with thin glazes over visible canvas.",
		"The palette is slate, lead grey and dull white; the mood is wistful and nostalgic.",
		"The colours are mint, navy and cold green. The picture is a loose watercolour.",
		"The view is from the air, looking straight down. The colours are copper, ivory and smoky blue.",
		"In thin mist. The colours are muted greens and a warm rust. The picture is a lithograph.",
		"The picture is pixel art. The colours are pale lemon, mint and soft blue; the mood is solitary and hushed.",
		"The picture is a low-poly 3D render. The palette is amber, coral and slate blue.",
	} {
		for seed := range uint32(3) {
			if s := paint("A beach sunset. "+addition, seed); s.warm < 0.6 || s.chroma < 0.12 {
				t.Errorf("%s, seed %d: %.2f warm, chroma %.2f", addition, seed, s.warm, s.chroma)
			}
		}
	}
}

func TestNamedColoursNeverTurnAPictureToMud(t *testing.T) {
	for _, colours := range []string{"cobalt, bright white and warm ochre", "electric blue, hot pink and asphalt grey", "butter yellow, sage and light blue",
		"crimson, ivory and black", "terracotta, cream and deep green"} {
		for _, place := range []string{"a village in the hills", "a harbour with boats", "a girl reading under a tree"} {
			s := paint(place+". The colours are "+colours+".", 2)
			if s.chroma < 0.13 || s.luma < 0.3 {
				t.Errorf("%s in %s: chroma %.2f, brightness %.2f", place, colours, s.chroma, s.luma)
			}
		}
	}
}

func TestFlatLightStillHasDarksAndLights(t *testing.T) {
	for _, text := range []string{"a harbour in the rain, overcast", "a foggy street at dusk", "a wolf at night in fog", "a forest at night, dark and moody", "a lighthouse in a storm at night"} {
		img := sketch.Paint(text, "", side, side, 4).Image
		var tones []int
		for i := 0; i < len(img.Pix); i += 4 {
			tones = append(tones, (77*int(img.Pix[i])+150*int(img.Pix[i+1])+29*int(img.Pix[i+2]))>>8)
		}
		slices.Sort(tones)
		if low, high := tones[len(tones)/50], tones[len(tones)-len(tones)/50-1]; high-low < 50 {
			t.Errorf("%s: its tones go from %d to %d only", text, low, high)
		}
	}
}

func TestDoingSomethingIsSeen(t *testing.T) {
	for _, c := range []struct{ one, other string }{
		{"a knight and a horse", "a knight riding a horse"}, {"a girl under a tree", "a girl reading under a tree"},
		{"a woman in a field", "a woman dancing in a field"}, {"a boy on a beach", "a boy running on a beach"},
		{"a man under a tree", "a man sleeping under a tree"}, {"a couple in a field", "a couple kissing in a field"},
		{"a fox in snow", "a fox running in snow"}, {"a cat in a room", "a cat sleeping in a room"},
		{"a whale and a city", "a whale floating above a city"}, {"a cat and the moon", "a cat on a roof and the moon"},
		{"an owl in a field", "an owl on a branch in a field"}, {"a train and a bridge", "a bridge"},
		{"a bicycle", "a bicycle against a wall"}, {"a whale", "a whale under a ship"}, {"a violin", "a violin on a chair"}, {"a wolf at night", "a wolf howling at night"},
		{"the moon over a desert", "two moons over a desert"}, {"a tree", "a tree in four seasons"}, {"two people in a park", "two people on a bench in a park"},
		{"a lake", "a mountain lake"}, {"a knight and a horse", "a knight on a horse"}, {"a fox", "a logo of a fox"}, {"a butterfly", "a butterfly on a flower"},
		{"a sailor in a street", "a chef in a street"}, {"a queen in a street", "a farmer in a street"}, {"a man and a guitar", "a man"},
	} {
		a, b := sketch.Paint(c.one, "", side, side, 3), sketch.Paint(c.other, "", side, side, 3)
		different := 0
		for i := 0; i < len(a.Image.Pix); i += 4 {
			if !bytes.Equal(a.Image.Pix[i:i+3], b.Image.Pix[i:i+3]) {
				different++
			}
		}
		if different < side*side/50 {
			t.Errorf("%q and %q are the same but for %d pixels", c.one, c.other, different)
		}
	}
}

func TestSeveralToolsAreHeldInTheOrderOfTheText(t *testing.T) {
	for range 8 {
		a, b := sketch.Paint("a woman with a sword, a broom and a racket", "", 64, 64, 1), sketch.Paint("a woman with a sword, a broom and a racket", "", 64, 64, 1)
		if !bytes.Equal(a.Image.Pix, b.Image.Pix) {
			t.Fatal("two paintings differ")
		}
	}
}

// What is held or worn is in the picture, so it is not said to be missing.
func TestWhatPeopleHoldIsDrawn(t *testing.T) {
	for _, text := range []string{"a knight with a sword", "a queen with a crown on a hill", "a witch with a broom", "an old man playing a guitar", "a child holding a red ball",
		"a whale swimming above a city at night", "two people on a bench", "an astronaut riding a horse", "a floating island", "a sofa and a plant in a living room", "a cyclist in the mountains", "a chef tossing a pan in a kitchen"} {
		if missing := sketch.Paint(text, "", 64, 64, 1).NotDrawn; len(missing) > 0 {
			t.Errorf("%q: not drawn are %v", text, missing)
		}
	}
}

func TestCallingsPosesAndMediaPaintTogether(t *testing.T) {
	callings := strings.Fields("sailor pirate fisherman chef barista knight viking samurai wizard witch king queen monk nun farmer shepherd cowboy detective painter violinist guitarist trumpeter singer ballerina surfer skier skater runner cyclist climber hiker scientist nurse builder pilot blacksmith bride superhero santa clown elf photographer teacher mermaid astronaut")
	doing := []string{"riding a camel", "dancing", "running", "sleeping", "reading", "surfing", "climbing", "sitting on a bench", "hugging", "waving", "on a roof", "on a branch", "floating above a city", "in front of a full moon"}
	for i, calling := range callings {
		text := fmt.Sprintf("a %s %s, %s", calling, doing[i%len(doing)], media[i%len(media)])
		t.Run(text, func(t *testing.T) {
			check(t, sketch.Paint(text, "", 72, 64, uint32(i)), 72, 64)
			check(t, sketch.Paint("portrait of a "+calling, "", 64, 72, uint32(i)), 64, 72)
		})
	}
}
