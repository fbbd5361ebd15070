package imagegen_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

// row is a picture of one row.
func row(pixels ...color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, len(pixels), 1))
	for x, c := range pixels {
		m.SetNRGBA(x, 0, c)
	}
	return m
}

var (
	hole  = color.NRGBA{}
	black = color.NRGBA{A: 255}
	white = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	red   = color.NRGBA{R: 255, A: 255}
)

// What is transparent is painted; where nothing is, what is white. Each server
// gets what it wants, whichever of them the person made.
func TestOneMaskForEachServer(t *testing.T) {
	grey := func(v uint8) color.NRGBA { return color.NRGBA{R: v, G: v, B: v, A: 255} }
	paletted := image.NewPaletted(image.Rect(0, 0, 2, 1), color.Palette{black, hole, red})
	paletted.Pix[0] = 1
	small := row(black, hole, black).SubImage(image.Rect(1, 0, 3, 1))
	for says, c := range map[string]struct {
		from  image.Image
		white []uint8 // what White has
		clear []bool  // what Clear lets be painted
		share float64
	}{
		"erased":          {row(hole, red, white), []uint8{255, 0, 0}, []bool{true, false, false}, 1.0 / 3},
		"half erased":     {row(hole, color.NRGBA{A: 200}, color.NRGBA{A: 100}), []uint8{255, 55, 155}, []bool{true, false, true}, 2.0 / 3},
		"black and white": {row(white, black, grey(127), grey(128)), []uint8{255, 0, 127, 128}, []bool{true, false, false, true}, 0.5},
		"all of it":       {row(white, white), []uint8{255, 255}, []bool{true, true}, 1},
		"nearly grey":     {row(color.NRGBA{R: 250, G: 240, B: 230, A: 255}, black), []uint8{240, 0}, []bool{true, false}, 0.5},
		"grey itself":     {&image.Gray{Pix: []uint8{0, 255}, Stride: 2, Rect: image.Rect(0, 0, 2, 1)}, []uint8{0, 255}, []bool{false, true}, 0.5},
		"of 16 bits":      {&image.Gray16{Pix: []uint8{255, 255, 0, 0}, Stride: 4, Rect: image.Rect(0, 0, 2, 1)}, []uint8{255, 0}, []bool{true, false}, 0.5},
		"with a palette":  {paletted, []uint8{255, 0}, []bool{true, false}, 0.5},
		"a part":          {small, []uint8{255, 0}, []bool{true, false}, 0.5},
	} {
		mask, err := imagegen.ReadMask(imagegentest.PNG(t, c.from))
		if err != nil {
			t.Errorf("%s: %v", says, err)
			continue
		}
		if mask.Share() != c.share {
			t.Errorf("%s: %v is painted", says, mask.Share())
		}
		whitened, erased := decoded(t, mask.White()), decoded(t, mask.Clear())
		for x := range c.white {
			if got := whitened.At(x, 0); got != (color.Gray{Y: c.white[x]}) {
				t.Errorf("%s: white at %d is %v", says, x, got)
			}
			want := black
			if c.clear[x] {
				want = hole
			}
			if got := erased.At(x, 0); got != want {
				t.Errorf("%s: clear at %d is %v", says, x, got)
			}
		}
	}
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A mask may be a bomb, no picture, or not meant as one.
func TestMasksThatAreNone(t *testing.T) {
	bomb := imagegentest.PNG(t, row(hole))
	binary.BigEndian.PutUint32(bomb[16:], 1<<20)
	binary.BigEndian.PutUint32(bomb[20:], 1<<20)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	whole := imagegentest.PNG(t, image.NewNRGBA(image.Rect(0, 0, 9, 9)))
	for says, data := range map[string][]byte{
		"too large": bomb, "not a PNG": []byte("\xff\xd8\xff"), "can be read": whole[:len(whole)-20], "PNG": nil,
		"in colours": imagegentest.PNG(t, row(white, red)), "nothing would be painted": imagegentest.PNG(t, row(black, black)),
		"nowhere transparent or white": imagegentest.PNG(t, row(color.NRGBA{A: 200}, white)),
	} {
		_, err := imagegen.ReadMask(data)
		imagegentest.IsProblem(t, err, problem.Usage, says)
	}
}

func TestMasksAreAsLargeAsThePicture(t *testing.T) {
	mask := imagegentest.Mask(t, 4, 2)
	if err := mask.Fits(4, 2); err != nil {
		t.Error(err)
	}
	imagegentest.IsProblem(t, mask.Fits(2, 4), problem.Usage, "The mask is 4x2 and the picture 2x4")
}

// OpenAI takes masks of less than 4 MB. The worst one for the largest picture of
// its models, which is noise of 3840x2160, is smaller: here is a 36th of it.
func TestTheWorstMaskIsNotTooLong(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := image.NewGray(image.Rect(0, 0, 3840/6, 2160/6))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(255 * r.IntN(2))
	}
	mask, err := imagegen.ReadMask(imagegentest.PNG(t, noise))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(mask.Clear()); 36*n >= 4<<20 {
		t.Errorf("it has %d bytes", n)
	}
}

func FuzzMask(f *testing.F) {
	f.Add(imagegentest.PNG(f, row(hole, red)))
	f.Add(imagegentest.PNG(f, row(white, black)))
	f.Fuzz(func(t *testing.T, data []byte) {
		mask, err := imagegen.ReadMask(data)
		if err != nil {
			imagegentest.IsProblem(t, err, problem.Usage)
			return
		}
		for _, made := range [][]byte{mask.White(), mask.Clear()} { // what is made of a mask is one, for the same part
			again, err := imagegen.ReadMask(made)
			if err != nil || again.Share() != mask.Share() {
				t.Errorf("%v is painted, and then %v, %v", mask.Share(), again, err)
			}
		}
	})
}
