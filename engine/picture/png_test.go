package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// textsOf reads every text of a PNG the slow and simple way.
func textsOf(t interface{ Fatal(...any) }, data []byte) []text {
	var all []text
	r := bytes.NewReader(data)
	for c := range chunks(r, int64(len(data))) {
		if keyword, ok := c.keyword(r); ok {
			value, err := c.text(r)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, text{keyword, value})
		}
	}
	return all
}

// withChunk puts a chunk before the end of a PNG.
func withChunk(data []byte, kind string, content []byte) []byte {
	end := len(data) - chunkOverhead
	return slices.Concat(data[:end], appendChunk(nil, kind, content), data[end:])
}

func deflated(content string) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(content))
	_ = z.Close()
	return b.Bytes()
}

func TestTextsStandAfterTheHeaderAndReplaceEarlierOnes(t *testing.T) {
	plain := aPNG(t, 20, 10)
	given := withChunk(withChunk(plain, "tEXt", []byte("parameters\x00old")), "zTXt", append([]byte("easel\x00\x00"), deflated("old")...))
	given = withChunk(withChunk(given, "tEXt", []byte("Software\x00kept")), "iTXt", []byte("easel\x00\x00\x00\x00\x00older"))
	given = append(given, "trailing bytes"...)

	got := withTexts(given, text{"parameters", "new"}, text{"easel", "{}"})
	if want := []text{{"parameters", "new"}, {"easel", "{}"}, {"Software", "kept"}}; !slices.Equal(textsOf(t, got), want) {
		t.Errorf("texts are %v, want %v", textsOf(t, got), want)
	}
	if string(got[afterIHDR+4:afterIHDR+8]) != "tEXt" {
		t.Error("the first text does not stand right after IHDR")
	}
	if !bytes.HasSuffix(got, []byte("trailing bytes")) {
		t.Error("what stood after the end is lost")
	}
	if _, err := png.Decode(bytes.NewReader(got)); err != nil {
		t.Error(err)
	}
	if again := withTexts(got, text{"parameters", "new"}, text{"easel", "{}"}); !bytes.Equal(again, got) {
		t.Error("doing it again changes the file")
	}
}

func TestADamagedPNGLosesNothing(t *testing.T) {
	whole := withChunk(aPNG(t, 20, 10), "tEXt", []byte("Software\x00kept"))
	for cut := range len(whole) {
		given := whole[:cut]
		got := withTexts(given, text{"easel", "{}"})
		if cut < afterIHDR {
			if !bytes.Equal(got, given) {
				t.Fatalf("%d bytes that are no PNG were changed", cut)
			}
			continue
		}
		if !bytes.HasPrefix(got, given[:afterIHDR]) || !bytes.HasSuffix(got, given[afterIHDR:]) {
			t.Fatalf("a PNG cut off after %d bytes lost some", cut)
		}
	}
}

func TestTextsKeepEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -ÿ\n]{0,40}`)).Draw(t, "value")
		want := strings.ReplaceAll(strings.ToValidUTF8(value, "\uFFFD"), "\x00", "")
		got := textsOf(t, withTexts(smallPNG, text{"easel", value}))
		if len(got) != 1 || got[0].value != want {
			t.Fatalf("wrote %q, read %v", value, got)
		}
	})
}

// smallPNG has a header and nothing else.
var smallPNG = bombPNG(1, 1, 8, 6, 0)

func TestTextsAreLatin1WhereThatIsExact(t *testing.T) {
	for value, kind := range map[string]string{
		"plain":            "tEXt",
		"caf\u00e9":        "tEXt",
		"Ã©":               "iTXt", // as Latin-1 its bytes are the UTF-8 of é
		"海":                "iTXt",
		"smile \U0001F600": "iTXt",
	} {
		out := text{"parameters", value}.append(nil)
		if got := string(out[4:8]); got != kind {
			t.Errorf("%q is written as %s, want %s", value, got, kind)
		}
	}
}

func TestTextsOfOtherProgramsAreRead(t *testing.T) {
	for name, c := range map[string]struct {
		kind, content, want string
	}{
		"Latin-1":                 {"tEXt", "parameters\x00caf\xe9", "café"},
		"UTF-8 where none may be": {"tEXt", "parameters\x00caf\xc3\xa9", "café"},
		"compressed":              {"zTXt", "parameters\x00\x00" + string(deflated("sea")), "sea"},
		"international":           {"iTXt", "parameters\x00\x00\x00en\x00Einstellungen\x00海", "海"},
		"international, pressed":  {"iTXt", "parameters\x00\x01\x00\x00\x00" + string(deflated("海")), "海"},
		"bad UTF-8":               {"iTXt", "parameters\x00\x00\x00\x00\x00a\xffb", "a\uFFFDb"},
	} {
		_, got := findIn(withChunk(smallPNG, c.kind, []byte(c.content)))
		if got != c.want {
			t.Errorf("%s: read %q, want %q", name, got, c.want)
		}
	}
}

func findIn(data []byte) (own, parameters string) {
	texts := pngTexts(bytes.NewReader(data), int64(len(data)))
	return texts[easelKeyword], texts[parametersKeyword]
}

func TestDamagedTextsCountAsAbsent(t *testing.T) {
	good := withChunk(smallPNG, "tEXt", []byte("parameters\x00good"))
	flipped := bytes.Clone(good)
	flipped[bytes.Index(flipped, []byte("good"))] ^= 1
	tooLong := bytes.Clone(good)
	binary.BigEndian.PutUint32(tooLong[bytes.Index(tooLong, []byte("tEXt"))-4:], 0xffffffff)
	bomb := deflated(strings.Repeat("\x00", maxText+1))
	for name, data := range map[string][]byte{
		"a wrong checksum":        flipped,
		"a length past the end":   tooLong,
		"no keyword":              withChunk(smallPNG, "tEXt", []byte("parameters")),
		"an empty chunk":          withChunk(smallPNG, "iTXt", nil),
		"an unknown compression":  withChunk(smallPNG, "zTXt", []byte("parameters\x00\x07xx")),
		"not compressed at all":   withChunk(smallPNG, "zTXt", []byte("parameters\x00\x00good")),
		"an iTXt that stops":      withChunk(smallPNG, "iTXt", []byte("parameters\x00\x00\x00en")),
		"a bomb in zTXt":          withChunk(smallPNG, "zTXt", append([]byte("parameters\x00\x00"), bomb...)),
		"a bomb in iTXt":          withChunk(smallPNG, "iTXt", append([]byte("parameters\x00\x01\x00\x00\x00"), bomb...)),
		"an over-long plain text": withChunk(smallPNG, "tEXt", append([]byte("parameters\x00"), make([]byte, maxText)...)),
	} {
		if _, got := findIn(data); got != "" {
			t.Errorf("%s: read %.40q", name, got)
		}
	}
	if _, got := findIn(withChunk(flipped, "tEXt", []byte("parameters\x00second"))); got != "second" {
		t.Errorf("after a damaged text the next one is read, got %q", got)
	}
}

func TestManyBombsAreNotAllOpened(t *testing.T) {
	bomb := append([]byte("easel\x00\x00"), deflated(strings.Repeat("\x00", 1000))...)
	data := smallPNG
	for range mostTexts {
		data = withChunk(data, "zTXt", bomb[:len(bomb)-5])
	}
	if own, _ := findIn(withChunk(data, "tEXt", []byte("easel\x00{}"))); own != "" {
		t.Error("texts are looked at without end")
	}
}

func TestChunksAreNotWalkedWithoutEnd(t *testing.T) {
	start, end := len(smallPNG)-chunkOverhead, appendChunk(nil, "tEXt", []byte("easel\x00{}"))
	for n, want := range map[int]string{1000: "{}", mostChunks: ""} {
		data := slices.Concat(smallPNG[:start], bytes.Repeat(appendChunk(nil, "eaSL", nil), n), end)
		if own, _ := findIn(data); own != want {
			t.Errorf("after %d chunks read %q, want %q", n, own, want)
		}
	}
}

func FuzzPNGTexts(f *testing.F) {
	f.Add(smallPNG, "a prompt")
	f.Add(withChunk(smallPNG, "zTXt", append([]byte("easel\x00\x00"), deflated("{}")...)), "海")
	f.Add(withTexts(smallPNG, text{"parameters", "a\nSteps: 1, Seed: 2, Size: 3x4"}, text{"easel", `{"schema":1}`}), "")
	f.Fuzz(func(t *testing.T, data []byte, value string) {
		if info, err := read(bytes.NewReader(data), int64(len(data))); err == nil && info.Made != nil && info.Source == "" {
			t.Error("something made the picture, but it is not said where that stands")
		}
		got := withTexts(data, text{"easel", value})
		if len(data) < afterIHDR || bytes.Equal(got, data) {
			return
		}
		if !bytes.Equal(withTexts(got, text{"easel", value}), got) {
			t.Error("writing a text twice is not the same as once")
		}
		own, _ := findIn(got)
		if want := strings.ReplaceAll(strings.ToValidUTF8(value, "\uFFFD"), "\x00", ""); utf8.ValidString(value) && own != want {
			t.Errorf("wrote %q, read %q", want, own)
		}
	})
}
