package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel/engine/problem"
)

// private is a text that must not leave the machine.
const private = "the keeper's house, 54.3 N"

// exif is a segment of a camera: the way up, and where it stood.
func exif(order string, orientation byte) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x02\x00" + "\x0f\x01\x02\x00\x04\x00\x00\x00abc\x00" + "\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{orientation}) + "\x00\x00\x00\x00\x00\x00\x00")
	if order == "MM" {
		tiff = []byte("MM\x00*\x00\x00\x00\x08\x00\x02" + "\x01\x0f\x00\x02\x00\x00\x00\x04abc\x00" + "\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{orientation}) + "\x00\x00\x00\x00\x00\x00")
	}
	return segment(jpegApp1, "Exif\x00\x00"+string(tiff)+private)
}

func segment(marker byte, content string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2)), content...)
}

// camera is a JPEG as a camera writes it.
func camera(t testing.TB, order string, orientation byte) []byte {
	t.Helper()
	plain := encodedAs(t, "jpeg")
	return slices.Concat(plain[:2], exif(order, orientation), segment(jpegApp1, "http://ns.adobe.com/xap/1.0/\x00"+private),
		segment(jpegComment, private), segment(jpegApp2, "MPF\x00"+private), segment(jpegApp2, "ICC_PROFILE\x00\x01\x01profile"), plain[2:], []byte(private))
}

func chunkOfWebP(kind, content string) []byte {
	c := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(content))), content...)
	return append(c, make([]byte, len(content)%2)...)
}

func TestAPictureThatIsSentTellsNothing(t *testing.T) {
	webp := encodedAs(t, "webp")
	extended := slices.Concat([]byte("RIFF\x00\x00\x00\x00WEBP"), chunkOfWebP("VP8X", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00"), webp[12:],
		chunkOfWebP("EXIF", private+"."), chunkOfWebP("XMP ", private), chunkOfWebP("note", private))
	binary.LittleEndian.PutUint32(extended[4:], uint32(len(extended)-8))
	jpeg := camera(t, "II", 6)
	strayed := slices.Concat(jpeg[:2], segment(jpegComment, "x"), []byte("\x00\xff\x00\xff\xd0\xff"), jpeg[2:])
	for name, c := range map[string]struct{ with, plain []byte }{
		"png":                                  {append(withMade(withChunk(withChunk(aPNG(t, 8, 8), "eXIf", []byte(private)), "caBX", []byte(private)), formats()[0], Made{Prompt: private}), private...), aPNG(t, 8, 8)},
		"jpeg":                                 {camera(t, "II", 6), encodedAs(t, "jpeg")},
		"webp":                                 {extended, webp},
		"jpeg with bytes between its segments": {strayed, encodedAs(t, "jpeg")},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "picture")
			if err := os.WriteFile(path, c.with, 0o600); err != nil {
				t.Fatal(err)
			}
			bare, err := ReadBare(path, 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(c.with, []byte(private)) || bytes.Contains(bare.Data, []byte(private)) {
				t.Errorf("sent is %q", bare.Data)
			}
			got, want := decoded(t, bare.Data), decoded(t, c.plain)
			if !slices.Equal(pixelsOf(got), pixelsOf(want)) {
				t.Error("the pixels are others")
			}
			if len(bare.SHA256) != 64 {
				t.Errorf("the hash is %q", bare.SHA256)
			}
		})
	}
}

func TestAPictureThatIsCutOffTellsNothing(t *testing.T) {
	whole := segment(jpegComment, private)
	for n := range whole {
		if bare := bareJPEG(slices.Concat([]byte("\xff\xd8"), whole[:n])); bytes.Contains(bare, []byte(private[:4])) {
			t.Errorf("of %d bytes is left %q", n, bare)
		}
	}
}

func decoded(t testing.TB, data []byte) image.Image {
	t.Helper()
	m, err := Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func pixelsOf(m image.Image) []uint32 {
	var all []uint32
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			all = append(all, r, g, b, a)
		}
	}
	return all
}

// The way up and the colours belong to the picture.
func TestTheWayUpIsKept(t *testing.T) {
	for _, order := range []string{"II", "MM"} {
		bare := bareJPEG(camera(t, order, 6))
		if !bytes.Contains(bare, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06")) || !bytes.Contains(bare, []byte("ICC_PROFILE")) {
			t.Errorf("%s: %q", order, bare[:min(len(bare), 200)])
		}
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	folder := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"large":  {aPNG(t, 300, 300), "too large"},
		"text":   {[]byte("a beach"), "not a picture"},
		"gif":    {encodedAs(t, "gif"), "cannot be started from"},
		"absent": {nil, "There is no file"},
	} {
		path := filepath.Join(folder, name)
		if c.data != nil {
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := ReadBare(path, 1000)
		if p := problem.Of(err); p == nil || p.Kind != problem.Failed || !strings.Contains(p.Message, c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzBare: whatever the file, nothing breaks, and what could be decoded has
// the same pixels after it.
func FuzzBare(f *testing.F) {
	f.Add(camera(f, "II", 6))
	f.Add(camera(f, "MM", 1)[:90])
	f.Add(withMade(aPNG(f, 4, 4), formats()[0], Made{Prompt: private}))
	f.Add(encodedAs(f, "webp"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x02\xff\xda"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, bare := range map[string]func([]byte) []byte{"png": barePNG, "jpeg": bareJPEG, "webp": bareWebP} {
			got := bare(data)
			format, ok := sniff(data[:min(len(data), headLen)])
			if !ok || format.name != name {
				continue
			}
			before, err := Decode(bytes.NewReader(data))
			if err != nil {
				continue
			}
			after, err := Decode(bytes.NewReader(got))
			if err != nil || !slices.Equal(pixelsOf(before), pixelsOf(after)) {
				t.Errorf("%s: %v, or other pixels", name, err)
			}
		}
	})
}
