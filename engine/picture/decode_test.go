package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"easel/engine/problem"
)

// bombPNG is 57 bytes that say they are a large picture.
func bombPNG(width, height uint32, depth, colour, interlace byte) []byte {
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	out := appendChunk([]byte(pngSignature), "IHDR", append(ihdr, depth, colour, 0, 0, interlace))
	return appendChunk(appendChunk(out, "IDAT", nil), "IEND", nil)
}

// bombJPEG is a frame header and no pixels. sof is its marker.
func bombJPEG(sof byte, width, height uint16, factors byte) []byte {
	frame := binary.BigEndian.AppendUint16([]byte{8}, height)
	frame = append(binary.BigEndian.AppendUint16(frame, width), 3, 1, factors, 0, 2, 0x11, 0, 3, 0x11, 0)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, sof, 0, byte(len(frame) + 2)}, frame...)
	return append(out, 0xff, 0xda, 0, 2) // the decoder looks for a size up to the first scan
}

func bombGIF(width, height uint16) []byte {
	out := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16([]byte("GIF89a"), width), height)
	return append(out, 0, 0, 0, ';')
}

func bombWebP(width, height uint32) []byte {
	body := []byte("WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00")
	for _, side := range []uint32{width - 1, height - 1} {
		body = append(body, byte(side), byte(side>>8), byte(side>>16))
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func TestWhatClaimsToBeHugeIsRefusedBeforeItIsDecoded(t *testing.T) {
	for name, data := range map[string][]byte{
		"PNG of 30,000 x 30,000":             bombPNG(30000, 30000, 8, 6, 0),
		"PNG of one long line":               bombPNG(16385, 1, 8, 0, 0),
		"PNG of one tall column":             bombPNG(1, 1<<31-1, 8, 0, 0),
		"PNG of 7,100 x 7,100":               bombPNG(7100, 7100, 8, 6, 0),
		"PNG of 5,100 x 5,100, 16 bits":      bombPNG(5100, 5100, 16, 6, 0),
		"PNG of 5,100 x 5,100, interlaced":   bombPNG(5100, 5100, 8, 6, 1),
		"JPEG of 16,000 x 16,000":            bombJPEG(0xc0, 16000, 16000, 0x11),
		"JPEG of 5,000 x 5,000, progressive": bombJPEG(0xc2, 5000, 5000, 0x11),
		"GIF of 65,535 x 65,535":             bombGIF(65535, 65535),
		"WebP of 16,384 x 16,384":            bombWebP(16384, 16384),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Decode(bytes.NewReader(data))
		runtime.ReadMemStats(&after)
		var p *problem.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Message, "pixels") {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s: refusing it took %d bytes", name, used)
		}
	}
}

func TestWhatIsJustSmallEnoughIsNotRefused(t *testing.T) {
	for name, data := range map[string][]byte{
		"PNG of 7,000 x 7,000":            bombPNG(7000, 7000, 8, 6, 0),
		"PNG of one long line":            bombPNG(16384, 1, 8, 0, 0),
		"JPEG, progressive and halved":    bombJPEG(0xc2, 4000, 4000, 0x22),
		"JPEG, not progressive":           bombJPEG(0xc0, 7000, 7000, 0x11),
		"GIF of 5,000 x 5,000, no frames": bombGIF(5000, 5000),
	} {
		f, config, err := readHeader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := checkSize(config, f.memory(data, config)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func encodedAs(t testing.TB, format string) []byte {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, 9, 5), color.Palette{color.Black, color.White})
	m.SetColorIndex(3, 2, 1)
	var b bytes.Buffer
	var err error
	switch format {
	case "png":
		return aPNG(t, 9, 5)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{m, m}, Delay: []int{1, 1}})
	case "webp": // 1 x 1, lossless
		b.WriteString("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryFormatIsDecodedWhateverItsName(t *testing.T) {
	for _, format := range []string{"png", "jpeg", "gif", "webp"} {
		path := filepath.Join(t.TempDir(), "picture.txt")
		if err := os.WriteFile(path, encodedAs(t, format), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := DecodeFile(path)
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		info, err := Read(path)
		if err != nil || info.Format != format || info.Width != m.Bounds().Dx() || info.Height != m.Bounds().Dy() || info.Made != nil {
			t.Errorf("%s: %+v, %v", format, info, err)
		}
	}
}

func TestDamagedFilesAreOneSentence(t *testing.T) {
	whole := aPNG(t, 64, 64)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 0x55
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":     {nil, "not a picture"},
		"a text":    {[]byte("hello, I am a text file"), "not a picture"},
		"cut off":   {whole[:len(whole)/2], "damaged"},
		"flipped":   {flipped, "damaged"},
		"no pixels": {whole[:20], "ends too early"},
		"no size":   {bombPNG(0, 5, 8, 6, 0), "damaged"},
		"an SVG":    {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a picture"},
	} {
		_, err := Decode(bytes.NewReader(c.data))
		var p *problem.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Message, c.want) || strings.Contains(p.Message, "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesThatAreNone(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(dir, "missing.png"): "There is no file",
		dir:                               "is not a file",
		filepath.Join(dir, "a\x00b"):      "cannot be read",
	} {
		for _, err := range []error{second(DecodeFile(path)), second(Read(path))} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v", path, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

// endless is a file that never ends.
type endless struct{ begin []byte }

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.begin)
	e.begin = e.begin[n:]
	clear(p[n:])
	return len(p), nil
}

func TestAFileWithoutEndIsGivenUp(t *testing.T) {
	limited := &cappedReader{r: &endless{begin: slices.Concat(aPNG(t, 8, 8)[:afterIHDR])}, left: 1 << 16}
	var p *problem.Problem
	for {
		if _, err := limited.Read(make([]byte, 1000)); err != nil {
			if !errors.As(err, &p) || !strings.Contains(p.Message, "too large") {
				t.Error(err)
			}
			return
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, format := range []string{"png", "jpeg", "gif", "webp"} {
		f.Add(encodedAs(f, format))
	}
	f.Add(bombJPEG(0xc2, 100, 100, 0x44))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(bytes.NewReader(data))
		if err == nil && m.Bounds().Dx()*m.Bounds().Dy()*4 > maxDecoded {
			t.Errorf("%v pixels were decoded", m.Bounds())
		}
	})
}
