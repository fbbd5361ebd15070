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
	"easel/engine/imagegen/imagegentest"
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
	return savePNG(t, mask)
}

func savePNG(t *testing.T, m image.Image) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mask.png")
	if err := os.WriteFile(path, imagegentest.PNG(t, m), 0o600); err != nil {
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
	if share := (*asked)[0].Mask.Share(); share != 0.25 {
		t.Errorf("%v of it is painted", share)
	}
}

// A person's file may be black and white too; OpenAI is sent what it takes.
func TestAMaskForOpenAI(t *testing.T) {
	var got received
	m, _ := openAI(t, edits(t, &got))
	before := m.must("generate", "a beach", "--size", "64x96").lines()[0]
	white := image.NewGray(image.Rect(0, 0, 64, 96))
	white.SetGray(3, 4, color.Gray{Y: 255})
	r := m.must("generate", "a boat", "--reference", before, "--mask", savePNG(t, white), "--image", "openai")
	if got.path != "/v1/images/edits" || len(got.files) != 2 {
		t.Fatalf("asked for %+v", got)
	}
	sent, err := png.Decode(bytes.NewReader(got.named["mask"]))
	if err != nil || sent.Bounds() != white.Bounds() {
		t.Fatalf("sent %v, %v", sent, err)
	}
	if sent.At(3, 4) != (color.NRGBA{}) || sent.At(4, 4) != (color.NRGBA{A: 255}) {
		t.Errorf("sent %v and %v", sent.At(3, 4), sent.At(4, 4))
	}
	if said := m.must("show", r.lines()[0]).out; !strings.Contains(said, "\nMask ") {
		t.Errorf("the picture says %s", said)
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
		{2, "nowhere transparent or white", []string{"--reference", before, "--mask", maskFile(t, 64, 96, false), "--image", "retoucher"}},
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
