package command_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel/engine/imagegen"
)

// retoucher paints into a picture where a mask lets it, and keeps what it was
// asked for.
type retoucher struct {
	painter
	asked *[]imagegen.Request
}

func (r retoucher) Info() imagegen.Info {
	info := r.painter.Info()
	info.Name, info.Can.References, info.Can.Mask = "retoucher", 1, true
	return info
}

func (r retoucher) Generate(ctx context.Context, q imagegen.Request) iter.Seq2[imagegen.Event, error] {
	*r.asked = append(*r.asked, q)
	return r.painter.Generate(ctx, q)
}

// maskFile writes a PNG that is transparent in its upper left quarter, or nowhere.
func maskFile(t *testing.T, width, height int, transparent bool) string {
	t.Helper()
	mask := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			if !transparent || x >= width/2 || y >= height/2 {
				mask.SetNRGBA(x, y, color.NRGBA{A: 0xff})
			}
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, mask); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "mask.png")
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// retouching is a machine with a retoucher, and a picture of 64x96 on it.
func retouching(t *testing.T) (m *machine, picture string, asked *[]imagegen.Request) {
	t.Helper()
	m, asked = newMachine(t), new([]imagegen.Request)
	m.process.ImageGenerators = append(m.process.ImageGenerators, retoucher{asked: asked})
	return m, m.must("generate", "a beach", "--size", "64x96").lines()[0], asked
}

func TestAPartOfAPictureIsPaintedAnew(t *testing.T) {
	m, before, asked := retouching(t)
	m.must("generate", "a boat", "--reference", before, "--mask", maskFile(t, 64, 96, true), "--image", "retoucher")
	if len(*asked) != 1 || len((*asked)[0].References) != 1 {
		t.Fatalf("asked for %d generations", len(*asked))
	}
	white, err := imagegen.PaintWhite((*asked)[0].Mask)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(white))
	if err != nil {
		t.Fatal(err)
	}
	if inside, _, _, _ := got.At(0, 0).RGBA(); inside != 0xffff {
		t.Error("what is transparent is not painted")
	}
	if outside, _, _, _ := got.At(63, 95).RGBA(); outside != 0 {
		t.Error("what is not transparent is painted")
	}
}

func TestMasksThatCannotBeUsed(t *testing.T) {
	m, before, asked := retouching(t)
	text := filepath.Join(t.TempDir(), "text.png")
	if err := os.WriteFile(text, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := maskFile(t, 64, 96, true)
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{2, "for changing a picture", []string{"--mask", good, "--image", "retoucher"}},
		{2, "The mask is 96x64 and the picture 64x96", []string{"--reference", before, "--mask", maskFile(t, 96, 64, true), "--image", "retoucher"}},
		{2, "nowhere transparent", []string{"--reference", before, "--mask", maskFile(t, 64, 96, false), "--image", "retoucher"}},
		{1, "There is no file", []string{"--reference", before, "--mask", good + "x", "--image", "retoucher"}},
		{1, "not a picture", []string{"--reference", before, "--mask", text, "--image", "retoucher"}},
		{2, "takes no mask", []string{"--reference", before, "--mask", good}},
	} {
		r := m.run(append([]string{"generate", "a boat"}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.lastLine(), c.says) || r.out != "" || len(*asked) > 0 {
			t.Errorf("%q: exit %d, %q, asked %d", c.args, r.code, r.lastLine(), len(*asked))
		}
	}
}
