package sketch_test

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen/sketch"
)

const side = 96

// stats are what an eye would say about a picture in numbers.
type stats struct {
	luma   float64 // mean brightness, 0 to 1
	chroma float64 // mean difference of the largest and the smallest channel, 0 to 1
	warm   float64 // share of coloured pixels with a hue from magenta-red over orange to yellow
	green  float64 // share of all pixels in which green is the strongest
	blue   float64 // share of coloured pixels with a hue from cyan-blue to violet-blue
}

func look(img *image.RGBA) stats {
	var s stats
	coloured := 0.0
	n := float64(len(img.Pix) / 4)
	for i := 0; i < len(img.Pix); i += 4 {
		r, g, b := float64(img.Pix[i])/255, float64(img.Pix[i+1])/255, float64(img.Pix[i+2])/255
		hi, lo := max(r, g, b), min(r, g, b)
		s.luma += (0.299*r + 0.587*g + 0.114*b) / n
		s.chroma += (hi - lo) / n
		if g >= r && g >= b && hi-lo > 0.02 {
			s.green += 1 / n
		}
		if hi-lo < 0.04 {
			continue
		}
		coloured++
		h := math.Mod(math.Atan2(math.Sqrt(3)*(g-b), 2*r-g-b)*180/math.Pi+360, 360)
		if h < 75 || h > 315 {
			s.warm++
		}
		if h > 180 && h < 262 {
			s.blue++
		}
	}
	if coloured > 0 {
		s.warm /= coloured
		s.blue /= coloured
	}
	return s
}

func paint(text string, seed uint32) stats {
	return look(sketch.Paint(text, "", side, side, seed).Image)
}

var places = []string{"a beach", "a village", "a city skyline", "a forest", "two foxes in a meadow", "a harbour with boats",
	"a castle on a hill", "mountains", "a desert with camels", "a street with houses", "a lake with a rowing boat", "a windmill"}

func TestNightIsDarkerThanNoon(t *testing.T) {
	for _, place := range places {
		for seed := range uint32(3) {
			night, noon := paint(place+" at night", seed), paint(place+" at noon", seed)
			if night.luma > noon.luma-0.15 {
				t.Errorf("%s, seed %d: night %.2f, noon %.2f", place, seed, night.luma, noon.luma)
			}
		}
	}
}

func TestSunsetIsWarm(t *testing.T) {
	for _, place := range []string{"a beach", "a lake", "the sea with a sailing boat", "a harbour", "mountains", "a city skyline", "a field"} {
		for seed := range uint32(3) {
			if s := paint(place+" at sunset", seed); s.warm < 0.6 {
				t.Errorf("%s, seed %d: only %.2f of it is warm", place, seed, s.warm)
			}
		}
	}
}

func TestForestIsGreen(t *testing.T) {
	for _, text := range []string{"a forest", "a deep green forest in summer", "a path through the woods"} {
		for seed := range uint32(3) {
			if s := paint(text, seed); s.green < 0.5 {
				t.Errorf("%s, seed %d: only %.2f of it is green", text, seed, s.green)
			}
		}
	}
}

func TestSnowIsLight(t *testing.T) {
	for _, text := range []string{"a snowy field", "two foxes in snow", "a cabin in deep snow", "mountains in winter snow"} {
		for seed := range uint32(3) {
			if s := paint(text, seed); s.luma < 0.6 {
				t.Errorf("%s, seed %d: brightness %.2f", text, seed, s.luma)
			}
		}
	}
}

func TestStormIsDarkerThanClearWeather(t *testing.T) {
	for _, place := range []string{"the sea", "a beach", "a harbour with boats", "hills", "a lighthouse", "a city skyline"} {
		for seed := range uint32(3) {
			storm, clear := paint(place+" in a storm", seed), paint(place+" under a clear sky", seed)
			if storm.luma > clear.luma-0.1 {
				t.Errorf("%s, seed %d: storm %.2f, clear %.2f", place, seed, storm.luma, clear.luma)
			}
		}
	}
}

func TestOnlyBluesAreAllBlue(t *testing.T) {
	for _, text := range []string{"two foxes in snow, woodcut, only blues", "a beach sunset, only blues", "a red sailing boat, watercolour, only blues",
		"a kitchen, oil painting, only blue", "a city street at night, neon, only blues", "two foxes in snow, only blues. The palette is muted greens and a warm rust."} {
		if s := paint(text, 1); s.blue < 0.995 || s.chroma < 0.1 {
			t.Errorf("%s: %.3f of it is blue, chroma %.2f", text, s.blue, s.chroma)
		}
	}
}

func TestBlackAndWhiteHasNoColour(t *testing.T) {
	for _, text := range []string{"a street, black and white photograph", "a red boat, film noir", "a beach sunset in black and white, golden light"} {
		img := sketch.Paint(text, "", side, side, 2).Image
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] != img.Pix[i+1] || img.Pix[i] != img.Pix[i+2] {
				t.Errorf("%s has colour at pixel %d", text, i/4)
				break
			}
		}
	}
}

func TestNamedColoursAndSchemesBendThePalette(t *testing.T) {
	if muted, vivid := paint("hills, muted colours", 1), paint("hills, vivid colours", 1); muted.chroma > vivid.chroma*0.7 {
		t.Errorf("muted %.2f, vivid %.2f", muted.chroma, vivid.chroma)
	}
	if plain, pastel := paint("a harbour", 1), paint("a harbour, pastel colours", 1); pastel.luma < plain.luma+0.03 {
		t.Errorf("pastel %.2f is not lighter than %.2f", pastel.luma, plain.luma)
	}
	if s := paint("a harbour, sepia", 1); s.warm < 0.99 {
		t.Errorf("sepia: %.2f warm", s.warm)
	}
	if s := paint("the sea, only red and gold", 1); s.warm < 0.97 {
		t.Errorf("only red and gold: %.2f warm", s.warm)
	}
}

func TestWhatIsNegatedIsAsIfNeverNamed(t *testing.T) {
	for _, c := range []struct{ with, negative, without string }{
		{"a beach with a lighthouse", "lighthouse", "a beach"},
		{"a lake with two boats", "boats", "a lake"},
		{"a meadow with a fox and trees", "trees", "a meadow with a fox"},
		{"a street with people", "people", "a street"},
		{"a hill and birds", "birds", "a hill"},
		{"a lake with a bridge", "bridge", "a lake"},
		{"a forest with a waterfall", "waterfall", "a forest"},
		{"a harbour without boats", "", "a harbour, no boats"},
		{"a beach, no people, no birds", "", "a beach, no birds, no people"},
	} {
		with, without := sketch.Paint(c.with, c.negative, side, side, 3), sketch.Paint(c.without, c.negative, side, side, 3)
		if !bytes.Equal(with.Image.Pix, without.Image.Pix) {
			t.Errorf("%q without %q is not %q", c.with, c.negative, c.without)
		}
	}
	with, without := sketch.Paint("a field at night with a moon", "", side, side, 3), sketch.Paint("a field at night with a moon", "moon", side, side, 3)
	if bytes.Equal(with.Image.Pix, without.Image.Pix) {
		t.Error("the moon is still there")
	}
}

func TestThingsAreInThePicture(t *testing.T) {
	for _, c := range []struct{ without, with string }{
		{"the sea", "the sea, a sailing boat"}, {"a meadow", "a meadow, a horse"}, {"a beach", "a beach, a lighthouse"},
		{"a hill", "a hill, a castle"}, {"a sea", "a sea, two boats"}, {"the sea, two boats", "the sea, five boats"},
	} {
		a, b := sketch.Paint(c.without, "", side, side, 5), sketch.Paint(c.with, "", side, side, 5)
		if bytes.Equal(a.Image.Pix, b.Image.Pix) {
			t.Errorf("%q looks like %q", c.with, c.without)
		}
	}
}

func TestNotDrawnIsHonestAndShort(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"a beach sunset", nil},
		{"a spoon and a harp on a beach", []string{"spoon", "harp"}},
		{"a xylophone on a hill", []string{"xylophone"}},
		{"Two red foxes cross a snowy field at dusk, shot from a low camera with a wide field of view and film grain.", nil},
		{"An old sailor looks at the sea, golden hour, muted palette, shallow depth of field, like a held breath.", nil},
		{"sand-coloured walls under storm light, the palm of the hand", nil},
		{"a harbour without a telescope", nil},
		{"a kitchen like a cathedral", nil},
		{"a kitchen with a whale", []string{"whale"}},
		{"portrait of an old sailor, a lighthouse behind him", []string{"lighthouse"}},
		{"a still life with a pear and a bridge", []string{"bridge"}},
		{"a lake, pines and mountains, a rowing boat", nil},
	} {
		if got := sketch.Paint(c.text, "", 64, 64, 1).NotDrawn; !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	many := sketch.Paint("a spoon, a fork, a knife, a harp, a drum, a mirror, a sword, a crown, a bell", "", 64, 64, 1)
	if len(many.NotDrawn) != 6 {
		t.Errorf("%d things not drawn are listed", len(many.NotDrawn))
	}
}

func TestPaintIsDeterministic(t *testing.T) {
	for _, medium := range media {
		text := "a lighthouse on a cliff at dusk, three boats, birds, " + medium
		a, b := sketch.Paint(text, "rain", 150, 100, 9), sketch.Paint(text, "rain", 150, 100, 9)
		if !bytes.Equal(a.Image.Pix, b.Image.Pix) {
			t.Errorf("%s: two paintings differ", medium)
		}
		if c := sketch.Paint(text, "rain", 150, 100, 10); bytes.Equal(a.Image.Pix, c.Image.Pix) {
			t.Errorf("%s: another seed gives the same picture", medium)
		}
	}
}

var media = []string{"gouache", "watercolour", "oil painting", "soft pastel", "ink drawing", "pencil sketch", "pixel art", "low poly",
	"woodcut", "screen print", "comic", "neon", "black and white", "35mm photograph", "1970s postcard"}

func TestASmallPreviewLooksLikeTheLargePicture(t *testing.T) {
	for _, text := range []string{"a beach sunset", "two foxes in snow", "a castle on a cliff at night", "a kitchen", "a street in rain"} {
		small, large := sketch.Paint(text, "", 96, 96, 4).Image, sketch.Paint(text, "", 768, 768, 4).Image
		sum := 0.0
		for y := range 24 {
			for x := range 24 {
				a, b := mean(small, x, y), mean(large, x, y)
				for k := range 3 {
					sum += math.Abs(a[k]-b[k]) / (24 * 24 * 3)
				}
			}
		}
		if sum > 6 {
			t.Errorf("%s: cells differ by %.1f of 255 on average", text, sum)
		}
	}
}

// mean is the colour of one cell of a picture cut into 24 by 24.
func mean(img *image.RGBA, cx, cy int) [3]float64 {
	cell := img.Rect.Dx() / 24
	var sum [3]float64
	for y := range cell {
		for x := range cell {
			p := img.Pix[img.PixOffset(cx*cell+x, cy*cell+y):]
			for k := range 3 {
				sum[k] += float64(p[k]) / float64(cell*cell)
			}
		}
	}
	return sum
}

func TestVariationsOfOneSceneAreClearlyDifferent(t *testing.T) {
	texts := []string{"a beach at golden hour, low camera", "a beach under moonrise, long exposure", "a beach, loose watercolour", "a beach from the air, minimal", "a beach, a storm coming in"}
	for i, a := range texts {
		for _, b := range texts[:i] {
			pa, pb := sketch.Paint(a, "", 24*4, 24*4, 6).Image, sketch.Paint(b, "", 24*4, 24*4, 6).Image
			sum := 0.0
			for y := range 24 {
				for x := range 24 {
					ma, mb := mean(pa, x, y), mean(pb, x, y)
					for k := range 3 {
						sum += math.Abs(ma[k]-mb[k]) / (24 * 24 * 3)
					}
				}
			}
			if sum < 18 {
				t.Errorf("%q and %q differ by %.1f of 255 only", a, b, sum)
			}
		}
	}
}

func TestEverySizeAndOddTextPaints(t *testing.T) {
	texts := []string{"", "   ", "🦊🌊✨", "夕暮れの浜辺", "غروب الشاطئ", strings.Repeat("a boat ", 20000), "\x00\xff\xfe", "no no no without", "only", "- - -", strings.Repeat("x", 100000)}
	sizes := []image.Point{{64, 64}, {64, 2048}, {2048, 64}, {101, 67}, {333, 129}, {1, 1}, {0, -4}}
	for i, text := range texts {
		for j, size := range sizes {
			if (i+j)%3 != 0 && j > 0 {
				continue
			}
			study := sketch.Paint(text, text, size.X, size.Y, uint32(i))
			check(t, study, max(size.X, 1), max(size.Y, 1))
		}
	}
	for i, medium := range media {
		size := sizes[i%len(sizes)]
		check(t, sketch.Paint("a village and a river in snow, "+medium, "", size.X, size.Y, uint32(i)), max(size.X, 1), max(size.Y, 1))
	}
	if !testing.Short() {
		check(t, sketch.Paint("a harbour", "", 2048, 2047, 1), 2048, 2047)
	}
}

func check(t *testing.T, study sketch.Study, width, height int) {
	t.Helper()
	if study.Image.Rect != image.Rect(0, 0, width, height) {
		t.Errorf("size is %v, want %dx%d", study.Image.Rect, width, height)
	}
	if len(study.Chips) != 5 {
		t.Errorf("%d chips", len(study.Chips))
	}
	for i := 3; i < len(study.Image.Pix); i += 4 {
		if study.Image.Pix[i] != 255 {
			t.Errorf("pixel %d has nothing on it", i/4)
			return
		}
	}
}

func TestChipsGoFromDarkToLight(t *testing.T) {
	chips := sketch.Paint("a beach sunset", "", side, side, 1).Chips
	last := -1
	for _, c := range chips {
		l := 299*int(c.R) + 587*int(c.G) + 114*int(c.B)
		if l < last {
			t.Errorf("not in order: %v", chips)
		}
		last = l
	}
}

func TestScenesCoverTheirPaper(t *testing.T) {
	for _, text := range []string{"a room", "a table with a cup", "space with planets", "underwater, fish", "a street", "portrait of a woman", "abstract shapes",
		"aerial view of a beach", "a stage", "a cave", "the moon's surface, an astronaut on the moon", "a swamp", "a canyon", "a volcano", "a waterfall", "a garden",
		"a pier", "a bridge", "an island", "an aurora", "a rainbow", "fireworks over a city", "the milky way", "a comet", "a wheat field", "a train in the desert",
		"a suspension bridge", "a viaduct", "a floating island with a waterfall", "a logo of a whale", "a bicycle against a wall", "a whale under a ship", "geometric shapes", "a violin on a chair"} {
		for seed := range uint32(2) {
			for _, size := range []image.Point{{80, 128}, {128, 80}} {
				t.Run(fmt.Sprint(text, seed, size), func(t *testing.T) {
					check(t, sketch.Paint(text, "", size.X, size.Y, seed), size.X, size.Y)
				})
			}
		}
	}
}

func FuzzPaintReadsAnyText(f *testing.F) {
	for _, s := range []string{"a beach sunset", "two foxes in snow, woodcut, only blues", "no people without boats", "sand-coloured -x- like a", "🦊 'tis o'clock's", "portrait of a man"} {
		f.Add(s, "people, boats", uint32(1))
	}
	f.Fuzz(func(t *testing.T, text, negative string, seed uint32) {
		study := sketch.Paint(text, negative, 16, 12, seed)
		if len(study.NotDrawn) > 6 || len(study.Chips) != 5 {
			t.Errorf("%d not drawn, %d chips", len(study.NotDrawn), len(study.Chips))
		}
	})
}
