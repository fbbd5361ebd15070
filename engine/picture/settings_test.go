package picture

import (
	"slices"
	"testing"

	"easel/engine/dialect"
)

func TestSettings(t *testing.T) {
	made := Made{Generator: "openai", Model: "gpt-image-1", Quality: "high", Seed: new(uint32(7)), Width: 1024, Height: 768,
		Own: map[string]string{"style": "vivid", "background": "opaque"}, References: []string{"aa", "bb"}, Mask: "cc"}
	want := []Setting{{"generator", "openai:gpt-image-1"}, {"size", "1024x768"}, {"seed", "7"}, {"quality", "high"},
		{"background", "opaque"}, {"style", "vivid"}, {"from", "the picture with the SHA-256 aa"}, {"from", "the picture with the SHA-256 bb"}, {"mask", "the file with the SHA-256 cc"}}
	if got := made.Settings(); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := (Made{}).Settings(); len(got) != 0 {
		t.Errorf("nothing is known, and it tells %v", got)
	}
	if got := (Made{Model: "sdxl"}).Settings(); !slices.Equal(got, []Setting{{"generator", "sdxl"}}) {
		t.Errorf("got %v", got)
	}
	info := Info{Width: 512, Height: 512, Made: &Made{Width: 64, Height: 64, Model: "sdxl"}, Source: SourceA1111,
		Pairs: []dialect.Pair{{Key: "Model", Value: "sdxl"}, {Key: "Steps", Value: "20"}}}
	if got := info.Settings(); !slices.Equal(got, []Setting{{"generator", "sdxl"}, {"size", "512x512"}, {"Steps", "20"}}) {
		t.Errorf("got %v", got)
	}
	if got := (Info{}).Settings(); got != nil {
		t.Errorf("a file that says nothing tells %v", got)
	}
}

func TestSettingChanges(t *testing.T) {
	before := []Setting{{"generator", "sketch"}, {"seed", "7"}, {"Steps", "20"}, {"from", "a"}, {"from", "b"}}
	after := []Setting{{"generator", "sketch"}, {"seed", "9"}, {"quality", "high"}, {"from", "a"}}
	want := []SettingChange{{"seed", "7", "9"}, {"Steps", "20", ""}, {"from", "a, b", "a"}, {"quality", "", "high"}}
	if got := SettingChanges(before, after); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := SettingChanges(before, before); got != nil {
		t.Errorf("a picture differs from itself in %v", got)
	}
}

func TestAxisChanges(t *testing.T) {
	got := AxisChanges(map[string]string{"time": "noon", "mood": "calm", "medium": "oil"}, map[string]string{"time": "night", "medium": "oil", "palette": "blues", "camera": ""})
	want := []SettingChange{{"mood", "calm", ""}, {"palette", "", "blues"}, {"time", "noon", "night"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
