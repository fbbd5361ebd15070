package picture

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"a beach sunset":                    "a-beach-sunset",
		"A keeper's kitchen, 1970s":         "a-keepers-kitchen-1970s",
		"Café  “Ölgemälde”":                 "cafe-olgemalde",
		"straße in Łódź, og smørrebrød":     "strasse-in-lodz-og",
		"ﬁn ① ｆｕｌｌ":                         "fin-1-full",
		"../../etc/passwd":                  "etc-passwd",
		"C:\\con\x00\x1b[31m\u202egpj.exe":  "c-con-31m-gpj-exe",
		"海辺の夕日 🌊":                           "",
		"":                                  "",
		"sea 海 side":                        "sea-side",
		"İstanbul'da gün":                   "istanbulda-gun",
		"--- many --- hyphens ---":          "many-hyphens",
		"one two three four five six seven": "one-two-three-four-five",
		strings.Repeat("x", 100):            strings.Repeat("x", 24),
		strings.Repeat("word-", 100_000):    "word-word-word-word-word",
	} {
		if got := slugOf(text, 24); got != want {
			t.Errorf("slugOf(%.40q) = %q, want %q", text, got, want)
		}
	}
}

var slugForm = regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)

func checkSlug(t interface{ Fatalf(string, ...any) }, text string, limit int) {
	slug := slugOf(text, limit)
	if !slugForm.MatchString(slug) || len(slug) > max(limit, 0) {
		t.Fatalf("slugOf(%q, %d) = %q", text, limit, slug)
	}
	if again := slugOf(slug, limit); again != slug {
		t.Fatalf("the slug of the slug %q is %q", slug, again)
	}
}

func TestASlugIsAlwaysAName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkSlug(t, rapid.String().Draw(t, "text"), rapid.IntRange(-1, 100).Draw(t, "limit"))
	})
}

func FuzzSlug(f *testing.F) {
	f.Add("a beach", 80)
	f.Add("\xff\xfe../é", 3)
	f.Fuzz(func(t *testing.T, text string, limit int) { checkSlug(t, text, limit%1000) })
}

func TestFileNamesAreShortAndSayWhatTheyAre(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*-123456-abcdef(-[0-9]+)?\.(png|jpg|webp|gif)$`)
	rapid.Check(t, func(t *rapid.T) {
		prompt := rapid.String().Draw(t, "prompt") + rapid.SampledFrom([]string{"", "../", " lighthouse by the sea at night, in rain and in fog, seen from far away"}).Draw(t, "end")
		extension := rapid.SampledFrom([]string{".png", ".jpg", ".webp", ".gif"}).Draw(t, "extension")
		n := rapid.IntRange(1, mostNames).Draw(t, "n")
		name := fileName(prompt, noon(), "abcdef0123", extension, n)
		if len(name) > maxName || !form.MatchString(name) {
			t.Fatalf("a file is named %q (%d bytes)", name, len(name))
		}
		if n > 1 && name == fileName(prompt, noon(), "abcdef0123", extension, n-1) {
			t.Fatalf("the next name to try is the same one, %q", name)
		}
	})
}
