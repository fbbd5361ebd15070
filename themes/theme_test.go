package themes

import (
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Words of these roles stand on each of the four grounds.
func words(c Colours) map[string]color.RGBA {
	return map[string]color.RGBA{
		"text": c.Text, "quiet": c.Quiet, "title": c.Title, "accent": c.Accent,
		"added": c.Added, "removed": c.Removed, "changed": c.Changed, "locked": c.Locked,
		"star": c.Star, "link": c.Link, "ok": c.Ok, "warn": c.Warn, "error": c.Error,
	}
}

func TestEveryThemeCanBeRead(t *testing.T) {
	for _, theme := range All() {
		if theme.Colourless {
			continue
		}
		c, need := theme.Colours, 4.5
		if strings.HasPrefix(theme.Name, "contrast-") {
			need = 7
		}
		check := func(what string, a, b color.RGBA, need float64) {
			t.Helper()
			if got := contrast(a, b); got < need {
				t.Errorf("%s: %s has a contrast of %.2f, needs %.1f", theme.Name, what, got, need)
			}
		}
		grounds := map[string]color.RGBA{"ground": c.Ground, "panel": c.Panel, "raised": c.Raised, "selection": c.Selection}
		for on, ground := range grounds {
			for name, word := range words(c) {
				check(name+" on "+on, word, ground, need)
			}
			if on != "selection" {
				check("faint on "+on, c.Faint, ground, need)
			}
		}
		check("on_accent on accent", c.OnAccent, c.Accent, need)
		check("focus on ground", c.Focus, c.Ground, 3) // a line, not a word: WCAG 1.4.11
		if dark := luminance(c.Ground) < luminance(c.Text); dark != theme.Dark {
			t.Errorf("%s: dark is %v, its colours say %v", theme.Name, theme.Dark, dark)
		}
	}
}

func TestEveryFileIsATheme(t *testing.T) {
	paths, err := filepath.Glob("*.toml")
	if err != nil || len(paths) != len(All()) {
		t.Fatalf("%d files, %d themes, %v", len(paths), len(All()), err)
	}
	titles := map[string]bool{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		theme, err := Parse(strings.TrimSuffix(path, ".toml"), data)
		if err != nil {
			t.Fatal(err)
		}
		if titles[theme.Title] {
			t.Errorf("two themes are titled %q", theme.Title)
		}
		titles[theme.Title] = true
		if found, ok := Find(strings.ToUpper(theme.Name)); !ok || found != theme {
			t.Errorf("Find does not give %s", theme.Name)
		}
	}
}

func TestOwnThemesComeFirst(t *testing.T) {
	all := All()
	if all[0].Name != "easel-dark" || all[1].Name != "easel-light" || all[4].Name != "plain" {
		t.Errorf("order: %s, %s, ..., %s", all[0].Name, all[1].Name, all[4].Name)
	}
	all[0].Name = "changed"
	if All()[0].Name != "easel-dark" {
		t.Error("a caller can change the list")
	}
}

func TestDefault(t *testing.T) {
	if d := Default(true); d.Name != "easel-dark" || !d.Dark {
		t.Errorf("dark: %+v", d)
	}
	if d := Default(false); d.Name != "easel-light" || d.Dark {
		t.Errorf("light: %+v", d)
	}
	if _, ok := Find("no such theme"); ok {
		t.Error("Find found a theme that is not there")
	}
}

// good is a theme file with all colours, one a line from line 4 on.
func good() string {
	var b strings.Builder
	b.WriteString("title = \"Test\"\ndark = true\n[colours]\n")
	for _, r := range (Colours{}).Roles() {
		b.WriteString(r.Key + " = \"#102030\"\n")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	theme, err := Parse("test", []byte(good()))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range theme.Colours.Roles() {
		if r.Colour != (color.RGBA{0x10, 0x20, 0x30, 255}) {
			t.Errorf("%s is %v", r.Key, r.Colour)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	cases := map[string]struct{ file, want string }{
		"missing colour":   {strings.Replace(good(), "quiet = \"#102030\"\n", "", 1), "theme x, line 3: the colour quiet is missing"},
		"unknown colour":   {good() + "mauve = \"#102030\"\n", "theme x, line 26: there is no colour mauve"},
		"unknown setting":  {"wobble = 1\n" + good(), "theme x, line 1: there is no setting wobble"},
		"no colour":        {strings.Replace(good(), "text = \"#102030\"", "text = \"vermilion\"", 1), `theme x, line 10: text is "vermilion", which is not a colour`},
		"short colour":     {strings.Replace(good(), "text = \"#102030\"", "text = \"#123\"", 1), "line 10"},
		"odd digits":       {strings.Replace(good(), "text = \"#102030\"", "text = \"#10203g\"", 1), "line 10"},
		"not a string":     {strings.Replace(good(), "text = \"#102030\"", "text = 5", 1), "line 10"},
		"no toml":          {"title = ", "theme x, line 1"},
		"no title":         {strings.Replace(good(), "Test", " ", 1), "theme x: title is missing"},
		"no colours":       {"title = \"T\"", "theme x: the colour ground is missing"},
		"colourless yet":   {"colourless = true\n" + good(), "theme x, line 4: a colourless theme has no colours"},
		"defined twice":    {good() + "text = \"#102030\"\n", "line 26"},
		"dark is no truth": {strings.Replace(good(), "dark = true", "dark = \"yes\"", 1), "line 2"},
	}
	for name, c := range cases {
		_, err := Parse("x", []byte(c.file))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q in it", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the message has several lines: %q", name, err)
		}
	}
}

func TestColourlessTheme(t *testing.T) {
	plain, ok := Find("plain")
	if !ok || !plain.Colourless || plain.Colours != (Colours{}) {
		t.Errorf("plain: %+v", plain)
	}
}

func TestContrast(t *testing.T) {
	black, white := color.RGBA{A: 255}, color.RGBA{255, 255, 255, 255}
	cases := []struct {
		a, b color.RGBA
		want float64
	}{
		{black, white, 21},
		{white, white, 1},
		{color.RGBA{0x76, 0x76, 0x76, 255}, white, 4.54}, // the lightest grey that passes on white
		{color.RGBA{255, 0, 0, 255}, white, 4.00},
	}
	for _, c := range cases {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%v on %v: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		any8 := rapid.Uint8()
		a := color.RGBA{any8.Draw(t, "r"), any8.Draw(t, "g"), any8.Draw(t, "b"), 255}
		b := color.RGBA{any8.Draw(t, "r"), any8.Draw(t, "g"), any8.Draw(t, "b"), 255}
		if got := contrast(a, b); got != contrast(b, a) || got < 1 || got > 21.0001 {
			t.Fatalf("contrast(%v, %v) = %v", a, b, got)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(good())
	f.Add("title = \"T\"\ncolourless = true")
	f.Add("[colours]\ntext = [1]")
	f.Fuzz(func(t *testing.T, file string) {
		theme, err := Parse("x", []byte(file))
		if err == nil && !theme.Colourless && theme.Colours.Text.A != 255 {
			t.Errorf("a theme without text: %+v", theme)
		}
	})
}
