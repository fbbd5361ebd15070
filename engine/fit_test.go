package engine_test

import (
	"testing"

	"pgregory.net/rapid"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/prompt"
)

func TestSettingsForAnotherGenerator(t *testing.T) {
	book := catalog.NewBook()
	for _, c := range []struct {
		profile, model string
		asked, want    catalog.Size
	}{
		{"runway", "gen4_image", catalog.Size{Width: 1024, Height: 1024}, catalog.Size{Width: 1024, Height: 1024}},
		{"runway", "gen4_image", catalog.Size{Width: 1536, Height: 864}, catalog.Size{Width: 1280, Height: 720}},
		{"runway", "gen4_image", catalog.Size{Width: 1024, Height: 1536}, catalog.Size{Width: 1080, Height: 1440}},
		{"gemini", "gemini-3.1-flash-image", catalog.Size{Width: 1536, Height: 1024}, catalog.Size{Width: 1264, Height: 848}},
		{"openai", "gpt-image-2", catalog.Size{Width: 64, Height: 64}, catalog.Size{Width: 1024, Height: 1024}},
	} {
		p, _ := book.Profile(c.profile)
		s := engine.Fit(book.ImageModel(p, c.model).Can, prompt.Settings{Width: c.asked.Width, Height: c.asked.Height, Count: 1})
		if got := (catalog.Size{Width: s.Width, Height: s.Height}); got != c.want {
			t.Errorf("%s, %v: %v, want %v", c.profile, c.asked, got, c.want)
		}
	}
	asked := prompt.Settings{Width: 1024, Height: 1024, Count: 4, Quality: "low", Own: map[string]string{"format": "webp", "background": "opaque", "safety": "9"}}
	p, _ := book.Profile("bfl")
	if s := engine.Fit(book.ImageModel(p, "flux-2-pro").Can, asked); s.Count != 1 || s.Quality != "" || len(s.Own) != 0 || len(asked.Own) != 3 {
		t.Errorf("got %+v", s)
	}
}

// Whatever was asked of one, the other can do what is made of it.
func TestWhatIsFitCanBeDone(t *testing.T) {
	book := catalog.NewBook()
	profiles := book.Profiles()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		if !p.Images {
			t.Skip()
		}
		can := book.ImageModel(p, p.ImageModel).Can
		asked := prompt.Settings{Width: rapid.IntRange(1, 5000).Draw(t, "w"), Height: rapid.IntRange(1, 5000).Draw(t, "h"), Count: rapid.IntRange(1, 20).Draw(t, "n"),
			Quality: rapid.SampledFrom([]string{"", "low", "hd"}).Draw(t, "quality"),
			Own:     map[string]string{rapid.SampledFrom([]string{"format", "steps", "x"}).Draw(t, "own"): rapid.SampledFrom([]string{"png", "20", "-1"}).Draw(t, "value")}}
		info := imagegen.Info{Name: p.Name, Can: can}
		can.NeedsReference, info.Can.NeedsReference = false, false
		if err := engine.CheckGeneration(info, prompt.Prompt{Text: "a beach"}, engine.Fit(can, asked)); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
	})
}
