package catalog

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/problem"
)

var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

func profile(t testing.TB, b *Book, name string) Profile {
	t.Helper()
	p, ok := b.Profile(name)
	if !ok {
		t.Fatalf("there is no profile %q", name)
	}
	return p
}

func TestTheDataIsWhole(t *testing.T) {
	b := NewBook()
	want := []string{"openai", "openrouter", "xai", "gemini", "runway", "bfl", "ollama", "llamacpp", "lmstudio", "localai", "vllm", "sdcpp", "a1111", "comfyui", "compatible"}
	if got := b.names(); !slices.Equal(got, want) {
		t.Errorf("the profiles are %q", got)
	}
	for _, p := range b.Profiles() {
		if day(p.AsOf).IsZero() || p.Title == "" || p.Start == "" || strings.HasSuffix(p.Start, ".") || !p.Chat && !p.Images || p.Like != p.Name {
			t.Errorf("%s is not whole: %+v", p.Name, p)
		}
		if at, err := checkURL(p.BaseURL); p.Name != compatible && (err != nil || at != p.BaseURL) {
			t.Errorf("%s: %q, %v", p.Name, at, err)
		}
		if p.NeedsKey != (p.NeedsKey && len(p.KeyEnv) > 0) || p.Local != (len(p.Ports) > 0) || p.Images != (p.ImageWire.Path != "") {
			t.Errorf("%s contradicts itself: %+v", p.Name, p)
		}
		if p.Chat && (p.ChatWire.TokensField == "" || p.ChatWire.Schema == "") {
			t.Errorf("%s does not say how its chat is asked", p.Name)
		}
	}
	for _, d := range b.imageModels {
		day(d.Off)
		if d.Can.MaxCount < 1 || len(d.IDs) == 0 || d.Price.TextIn != nil && day(d.Price.AsOf).IsZero() {
			t.Errorf("%v is not whole", d.IDs)
		}
		for _, id := range d.Can.Parameters {
			if _, ok := b.parameters[id]; !ok {
				t.Errorf("%v has a parameter %q that no data is there for", d.IDs, id)
			}
		}
		for q := range d.Price.Pictures {
			sized := slices.ContainsFunc(d.Can.Sizes, func(s shapeData) bool { return s.Resolution == q })
			if !sized && !slices.Contains(d.Can.Qualities, q) && q != "any" {
				t.Errorf("%v has a price for %s and no such quality or resolution", d.IDs, q)
			}
		}
	}
	for _, d := range b.chatModels {
		day(d.Off)
		if !slices.Contains([]string{"always", "effort_none", "never"}, d.Sampling) ||
			d.Sampling == "effort_none" && !slices.Contains(d.Efforts, "none") {
			t.Errorf("%s contradicts itself", d.ID)
		}
	}
}

func TestPresetsAndSizesAreAllowed(t *testing.T) {
	b := NewBook()
	for _, p := range b.Profiles() {
		for _, id := range append(b.ImageModels(p, today), "an-id-of-tomorrow") {
			m := b.ImageModel(p, id)
			if !p.Images {
				continue
			}
			if len(m.Can.Presets) == 0 || m.Can.SizeRule() == "" || !m.Can.Allows(Size{1024, 1024}) {
				t.Errorf("%s %s offers no size: %+v", p.Name, id, m.Can)
			}
			for _, s := range m.Can.Presets {
				if _, named := m.Shape(s); !m.Can.Allows(s) || p.ImageWire.Size == "shape" && !named {
					t.Errorf("%s %s offers %v, and it is not allowed or cannot be asked for", p.Name, id, s)
				}
			}
		}
	}
}

func TestSizesOfGPTImage(t *testing.T) {
	b := NewBook()
	can := b.ImageModel(profile(t, b, "openai"), "gpt-image-2").Can
	rapid.Check(t, func(t *rapid.T) {
		s := Size{rapid.IntRange(-16, 4200).Draw(t, "w"), rapid.IntRange(-16, 4200).Draw(t, "h")}
		if rapid.Bool().Draw(t, "snapped") {
			s = Size{s.Width / 16 * 16, s.Height / 16 * 16}
		}
		pixels := s.Width * s.Height
		want := s.Width > 0 && s.Height > 0 && s.Width%16 == 0 && s.Height%16 == 0 && max(s.Width, s.Height) <= 3840 &&
			max(s.Width, s.Height) <= 3*min(s.Width, s.Height) && pixels >= 655360 && pixels <= 3840*2160
		if can.Allows(s) != want {
			t.Fatalf("%v: allowed %v", s, !want)
		}
	})
	for _, word := range []string{"16 to 3840", "multiples of 16", "3 times", "megapixels"} {
		if !strings.Contains(can.SizeRule(), word) {
			t.Errorf("%q does not say %q", can.SizeRule(), word)
		}
	}
}

func TestModelsAreFoundByTheirLongestName(t *testing.T) {
	b := NewBook()
	openai, router := profile(t, b, "openai"), profile(t, b, "openrouter")
	for id, qualities := range map[string]int{"gpt-image-2": 3, "gpt-image-2-2026-04-21": 3, "gpt-image-2.5-flare-2026-09-08": 5,
		"gpt-image-2.6-sunburst": 5, "dall-e-3": 2, "dall-e-2": 0} {
		if m := b.ImageModel(openai, id); !m.Known || len(m.Can.Qualities) != qualities || m.ID != id {
			t.Errorf("%s: %+v", id, m)
		}
	}
	if m := b.ImageModel(openai, "gpt-image-3"); m.Known || m.Estimate(Ask{Count: 1}).Known {
		t.Errorf("an unknown model has a price: %+v", m)
	}
	if m := b.ImageModel(router, "openai/gpt-image-2"); m.Can.MaxCount != 1 || len(m.Can.Parameters) > 0 || m.Price.TextIn != nil {
		t.Errorf("at another service: %+v", m)
	}
	if m := b.ChatModel(openai, "gpt-6.1-terra-2026-10-26"); !m.Known || m.Sampling != "effort_none" || m.Price.TextIn == nil {
		t.Errorf("got %+v", m)
	}
	if m := b.ChatModel(router, "openai/gpt-6.1-terra"); !m.Known || m.Price.TextIn != nil {
		t.Errorf("got %+v", m)
	}
	if m := b.ChatModel(profile(t, b, "ollama"), "llama3"); m.Known || m.Sampling != "always" || !m.Estimate(100, 1, 2).Free() {
		t.Errorf("got %+v", m)
	}
	if got := b.ChatModels(openai, today); slices.Contains(got, "o1") || !slices.Contains(got, "gpt-5") {
		t.Errorf("the chat models of today are %q", got)
	}
	if got := b.ImageModels(openai, today); slices.Contains(got, "dall-e-3") || !slices.Contains(got, openai.ImageModel) || !slices.Contains(got, "gpt-image-1.5") {
		t.Errorf("the image models of today are %q", got)
	}
	if got := b.ImageModels(openai, day("2026-12-01")); slices.Contains(got, "gpt-image-1.5") {
		t.Errorf("the image models of December are %q", got)
	}
}

func TestAServersListIsSorted(t *testing.T) {
	b := NewBook()
	for _, c := range []struct {
		profile          string
		ids, chat, image []string
	}{
		{"openai", []string{"gpt-6-luna", "gpt-image-2", "text-embedding-3-small", "whisper-1", "dall-e-3", "gpt-realtime-2", "omni-moderation-latest"},
			[]string{"gpt-6-luna"}, []string{"gpt-image-2", "dall-e-3"}},
		{"ollama", []string{"llama3:8b", "nomic-embed-text", "qwen-image"}, []string{"llama3:8b"}, nil},
		{"localai", []string{"phi-4", "Flux.1-dev", "whisper-large", "stablediffusion"}, []string{"phi-4"}, []string{"Flux.1-dev", "stablediffusion"}},
		{"sdcpp", []string{"sd-cpp-local", "anything"}, nil, []string{"sd-cpp-local", "anything"}},
	} {
		if chat, image := b.Sorted(profile(t, b, c.profile), c.ids); !slices.Equal(chat, c.chat) || !slices.Equal(image, c.image) {
			t.Errorf("%s: chat %q, image %q", c.profile, chat, image)
		}
	}
}

func TestDallEWithItsLimits(t *testing.T) {
	b := NewBook()
	two, three := b.ImageModel(profile(t, b, "openai"), "dall-e-2"), b.ImageModel(profile(t, b, "openai"), "dall-e-3")
	if two.Can.PromptLimit != 1000 || !two.Can.Vary || two.Can.References != 1 || !two.Base64 || len(two.Can.Parameters) > 0 {
		t.Errorf("dall-e-2: %+v", two)
	}
	if three.Can.PromptLimit != 4000 || three.Can.Vary || three.Can.MaxCount != 1 || !slices.Contains(three.Can.Qualities, "hd") {
		t.Errorf("dall-e-3: %+v", three)
	}
}

func TestOwnProfiles(t *testing.T) {
	known := NewBook()
	b, err := known.With([]Own{
		{Name: "mine", BaseURL: "http://192.168.1.5:8080/v1/", ImageModel: "flux"},
		{Name: "gate", Like: "openai", BaseURL: "https://gate.example/v1", KeyEnv: "GATE_KEY"},
		{Name: "ollama", Like: "ollama", ChatModel: "llama3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	mine, gate, ollama := profile(t, b, "mine"), profile(t, b, "gate"), profile(t, b, "ollama")
	if mine.BaseURL != "http://192.168.1.5:8080/v1" || mine.NeedsKey || mine.KeyEnv != nil || mine.ImageModel != "flux" {
		t.Errorf("got %+v", mine)
	}
	if gate.KeyEnv[0] != "GATE_KEY" || !gate.NeedsKey || gate.BaseURLEnv != "" || gate.ImageModel != "gpt-image-2" || gate.Heading() != "gate" {
		t.Errorf("got %+v", gate)
	}
	m := b.ImageModel(gate, gate.ImageModel)
	if !m.Known || m.Can.References != 16 || m.Price.ImageOut != nil {
		t.Errorf("a model at another address: %+v", m)
	}
	if ollama.ChatModel != "llama3" || ollama.BaseURL != "http://127.0.0.1:11434/v1" || len(b.Profiles()) != len(known.Profiles())+2 {
		t.Errorf("got %+v", ollama)
	}
}

func TestOwnProfilesThatCannotBe(t *testing.T) {
	for _, o := range []Own{
		{Name: "", BaseURL: "http://localhost:1/v1"}, {Name: "a:b", BaseURL: "http://localhost:1/v1"}, {Name: "sketch", BaseURL: "http://localhost:1/v1"},
		{Name: "x"}, {Name: "x", Like: "nothing", BaseURL: "http://localhost/v1"}, {Name: "x", Like: "compatible"},
		{Name: "x", BaseURL: "http://example.org/v1"}, {Name: "x", BaseURL: "https://user:sk-secret@example.org/v1"}, {Name: "x", BaseURL: "file:///etc/passwd"},
		{Name: "x", BaseURL: "https://example.org/v1?key=sk-secret"}, {Name: "x", BaseURL: "https://%zz@sk-secret"}, {Name: "x", BaseURL: "https:///v1"},
	} {
		_, err := NewBook().With([]Own{o})
		p := problem.Of(err)
		if p == nil || p.Kind != problem.Usage || p.Hint == "" || strings.Contains(p.Error(), "sk-secret") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestAddressFromTheEnvironment(t *testing.T) {
	b := NewBook()
	env := func(value string) func(string) string {
		return func(name string) string {
			if name == "OPENAI_BASE_URL" {
				return value
			}
			return ""
		}
	}
	p, err := profile(t, b, "openai").At(env(" https://proxy.example/v1/ "))
	if err != nil || p.BaseURL != "https://proxy.example/v1" || b.ImageModel(p, "gpt-image-2").Price.ImageOut != nil {
		t.Errorf("got %+v, %v", p, err)
	}
	if p, err = profile(t, b, "openai").At(env("https://api.openai.com/v1/")); err != nil || p.Elsewhere {
		t.Errorf("its own address: %+v, %v", p, err)
	}
	if _, err = profile(t, b, "openai").At(env("http://example.org/v1")); problem.ExitCode(err) != 2 || !strings.Contains(err.Error(), "OPENAI_BASE_URL") {
		t.Errorf("got %v", err)
	}
}

func FuzzCheckURL(f *testing.F) {
	f.Add("https://api.openai.com/v1/")
	f.Add("http://[::1]:8080/v1")
	f.Add("http://localhost.evil.example/v1")
	f.Fuzz(func(t *testing.T, text string) {
		clean, err := checkURL(text)
		if err != nil {
			return
		}
		if again, err := checkURL(clean); err != nil || again != clean {
			t.Errorf("%q became %q, then %q, %v", text, clean, again, err)
		}
		if strings.HasPrefix(clean, "http://") && strings.Contains(clean, "evil") && strings.Contains(clean, ".example") {
			t.Errorf("%q is not nearby", clean)
		}
	})
}

func BenchmarkNewBook(b *testing.B) {
	for b.Loop() {
		NewBook()
	}
}

func TestCapabilitiesInBrief(t *testing.T) {
	b := NewBook()
	for _, c := range []struct{ profile, model, want string }{
		{"openai", "gpt-image-2", "starts from up to 16 pictures, mask, 10 at once, prompts to 32000 characters"},
		{"runway", "gen4_image", "starts from up to 3 pictures, seed, prompts to 1000 UTF-16 units"},
		{"runway", "gen4_image_turbo", "needs a picture to start from, seed, prompts to 1000 UTF-16 units"},
		{"openrouter", "any", ""},
	} {
		if got := b.ImageModel(profile(t, b, c.profile), c.model).Can.Brief(); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.profile, c.model, got, c.want)
		}
	}
}
