package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"
)

// noon is the moment of every test that does not care.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 34, 56, 0, time.UTC) }

// aPNG is a small picture as a generator gives it.
func aPNG(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i*7 + i/width)
	}
	m.Set(0, 0, color.NRGBA{200, 100, 50, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestASavedPictureReadsBack(t *testing.T) {
	seed, cost := uint32(5), 0.0
	made := Made{
		Prompt: "a calm beach, low sun: \"gold\"", Negative: "people", Generator: "sketch", Seed: &seed, CostUSD: &cost,
		Axes:         map[string]string{"time": "sunset"},
		Conversation: []Turn{{"user", "a beach 海 🌊"}}, Parents: []string{"p1"}, Created: noon(), Easel: "1.0",
	}
	saved, err := NewStore(t.TempDir(), noon).Save(aPNG(t, 40, 30), made)
	if err != nil {
		t.Fatal(err)
	}
	info, err := Read(saved.Path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Source != SourceEasel || info.Made.Prompt != made.Prompt || *info.Made.Seed != 5 || info.Made.Width != 40 {
		t.Errorf("read back %+v, %+v", info, info.Made)
	}
	if _, err := DecodeFile(saved.Path); err != nil {
		t.Error(err)
	}
}
