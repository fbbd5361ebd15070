package tui_test

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"easel/themes"
	"easel/tui/tuitest"
)

// atNight is a session whose last round added a moonlit sky to the prompt.
func atNight(s *tuitest.Studio, reply gate) {
	round1(s, reply)
	s.Say("make it night")
	reply.let(wholeReply)
	s.Sees("round 2/2")
	s.Press("tab", "tab") // the prompt has the keys
	s.Wait(moved)
}

func TestTheGroundOfTheTerminalChoosesTheTheme(t *testing.T) {
	for name, o := range map[string]tuitest.Options{
		"easel-dark":      {},
		"easel-light":     {Light: true},
		"solarized-light": {Env: []string{"EASEL_THEME=solarized-light"}},
		"contrast-dark":   {Light: true, Env: []string{"EASEL_THEME=contrast-dark"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				o.Width, o.Height = 120, 36
				s, reply := startGated(t, o)
				atNight(s, reply)
				theme, ok := themes.Find(name)
				if !ok {
					t.Fatal("there is no such theme")
				}
				wears(t, s, theme.Colours)
			})
		})
	}
}

// wears fails the test unless the screen is drawn in these colours.
func wears(t *testing.T, s *tuitest.Studio, c themes.Colours) {
	t.Helper()
	for _, want := range []struct {
		text       string
		foreground color.RGBA
	}{
		{"Easel", c.Title}, {"moonlit sky,", c.Added}, {"Prompt ━", c.Title}, {"Chat", c.Quiet}, {"Composer", c.Changed},
	} {
		cell := s.Cell(findLast(s, want.text))
		if !same(cell.Style.Fg, want.foreground) {
			t.Errorf("%q is drawn in %v and should be in %v", want.text, cell.Style.Fg, want.foreground)
		}
		if !same(cell.Style.Bg, c.Ground) && want.text != "Easel" {
			t.Errorf("%q is drawn on %v and should be on %v", want.text, cell.Style.Bg, c.Ground)
		}
	}
	if !underlined(s.Cell(findLast(s, "moonlit sky,"))) || underlined(s.Cell(findLast(s, "painting of"))) {
		t.Error("added words should be underlined, and no others")
	}
}

// findLast is where a text is on the screen in its last line that has it: in
// the Prompt pane for words that the chat has too.
func findLast(s *tuitest.Studio, text string) (x, y int) {
	for n, line := range strings.Split(s.Screen(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			x, y = len([]rune(before)), n
		}
	}
	return x, y
}

func same(c color.Color, want color.RGBA) bool {
	if c == nil {
		return false
	}
	r, g, b, _ := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255} == want
}

func underlined(c uv.Cell) bool { return c.Style.Underline != 0 }

func bold(c uv.Cell) bool { return c.Style.Attrs&uv.AttrBold != 0 }

// Without colours ink is what a letter covers: on a light terminal that is the
// dark.
func TestWithoutColourTheInkFollowsTheGround(t *testing.T) {
	chips := func(light bool) (row string) {
		tuitest.Run(t, func(t *testing.T) {
			s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36, Light: light, Env: []string{"NO_COLOR=1"}})
			round1(s, reply)
			s.Wait(moved)
			for line := range strings.Lines(s.Screen()) {
				if at := strings.IndexAny(line, "░▒▓█"); at >= 0 && row == "" {
					row = line[at : at+len("░░░░░")]
				}
			}
		})
		return row
	}
	dark, light := chips(false), chips(true)
	other := strings.NewReplacer("░", "█", "▒", "▓", "▓", "▒", "█", "░").Replace(light)
	if dark == "" || dark != other {
		t.Errorf("the colours are %q on dark and %q on light", dark, light)
	}
}

func TestWithoutColourNothingIsColoured(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36, Env: []string{"NO_COLOR=1"}})
		atNight(s, reply)
		s.Press("ctrl+g")
		s.Sees("Saved")
		s.Wait(moved)
		if coloured := colours(s.Output()); len(coloured) > 0 {
			t.Errorf("these set colours: %q", coloured)
		}
		for _, blocks := range []string{"▀", "▇"} {
			if strings.Contains(s.Screen(), blocks) {
				t.Errorf("a picture is drawn with %s, which shows nothing without colour:\n%s", blocks, s.Screen())
			}
		}
		if !strings.Contains(s.Screen(), "#") && !strings.Contains(s.Screen(), "=") {
			t.Errorf("no picture shows:\n%s", s.Screen())
		}
		if !underlined(s.Cell(findLast(s, "moonlit sky,"))) || !bold(s.CellOf("Easel")) {
			t.Error("additions should be underlined and the title bold without colours too")
		}
	})
}

func TestThePlainThemeColoursNothingButPictures(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36, Env: []string{"EASEL_THEME=plain"}})
		atNight(s, reply)
		for y := range 36 {
			for x := range 120 {
				c := s.Cell(x, y)
				if c.Content != "▀" && c.Content != "▇" && (c.Style.Fg != nil || c.Style.Bg != nil) {
					t.Fatalf("the cell %d, %d (%q) is coloured: %v on %v", x, y, c.Content, c.Style.Fg, c.Style.Bg)
				}
			}
		}
	})
}

// colours lists the escape sequences that set a colour: of letters, of the
// ground, or of the cursor.
func colours(output string) []string {
	var found []string
	for _, m := range regexp.MustCompile(`\x1b\[([0-9;:]*)m`).FindAllStringSubmatch(output, -1) {
		for p := range strings.SplitSeq(m[1], ";") {
			var n int
			_, _ = fmt.Sscanf(p, "%d", &n)
			if n >= 30 && n <= 38 || n >= 40 && n <= 48 || n >= 90 && n <= 107 {
				found = append(found, m[0])
			}
		}
	}
	return append(found, regexp.MustCompile(`\x1b\]1[0-2];[^?\x07\x1b]+`).FindAllString(output, -1)...)
}

func TestTheThemeIsChosenByNameAndKept(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("/theme nord")
		nord, _ := themes.Find("nord")
		s.Settle()
		if c := s.CellOf("Easel"); !same(c.Style.Fg, nord.Colours.Title) {
			t.Errorf("the title is %v", c.Style.Fg)
		}
		config, err := os.ReadFile(filepath.Join(s.Home(), "easel", "config.toml"))
		if err != nil || !strings.Contains(string(config), `theme = "nord"`) {
			t.Errorf("the choice should be in the config: %s, %v", config, err)
		}
		s.Restart()
		s.Sees("resumed")
		if c := s.CellOf("Easel"); !same(c.Style.Fg, nord.Colours.Title) {
			t.Errorf("after a restart the title is %v", c.Style.Fg)
		}
	})
}

func TestAThemeOfOnesOwn(t *testing.T) {
	home := t.TempDir()
	folder := filepath.Join(home, "easel", "themes")
	file, _ := themes.File("nord")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"mine": strings.Replace(string(file), "#2e3440", "#123456", 1), "broken": "dark = true\n"} {
		if err := os.WriteFile(filepath.Join(folder, name+".toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Home: home})
		round1(s, reply)
		s.Say("/theme broken")
		s.Sees("theme broken: title is missing")
		s.Say("/theme mine")
		s.Settle()
		if c := s.CellOf("Prompt"); !same(c.Style.Bg, color.RGBA{0x12, 0x34, 0x56, 0xff}) {
			t.Errorf("the ground is %v", c.Style.Bg)
		}
	})
}

func TestTheGroundIsFollowedWhenItChanges(t *testing.T) {
	for how, told := range map[string]func(*tuitest.Studio){
		"told by the terminal": func(s *tuitest.Studio) { s.Type("\x1b[?997;2n") },
		"seen on coming back":  func(s *tuitest.Studio) { s.Away(true); s.Away(false) },
	} {
		t.Run(how, func(t *testing.T) {
			inTurn(t, func(s *tuitest.Studio, reply gate) {
				round1(s, reply)
				s.Lights(true)
				told(s)
				s.Settle()
				if c := s.CellOf("Prompt"); !same(c.Style.Bg, themes.Default(false).Colours.Ground) {
					t.Errorf("the ground is %v", c.Style.Bg)
				}
			})
		})
	}
}

func TestTheFirstFrameIsForTheGroundOfLastTime(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Light: true})
		s.Sees("What do you want to see?")
		s.Restart() // on a new terminal
		s.Sees("What do you want to see?")
		dark := themes.Default(true).Colours.Ground
		if painted := fmt.Sprintf("48;2;%d;%d;%d", dark.R, dark.G, dark.B); strings.Contains(s.Output(), painted) {
			t.Error("the dark theme was painted on a terminal that was light last time")
		}
	})
}

func TestWordsCanBeReadIn16Colours(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Env: []string{"TERM=linux", "COLORTERM=", "EASEL_THEME=solarized-dark"}})
		s.Sees("What do you want to see?")
		for _, key := range []string{"up", "f1", "ctrl+p"} {
			s.Press(key)
			for i, c := range s.Cells() {
				if r, _ := utf8.DecodeRuneInString(c.Content); unicode.IsLetter(r) && c.Style.Fg == c.Style.Bg {
					t.Errorf("after %s the letter %q of cell %d is %v on %v", key, r, i, c.Style.Fg, c.Style.Bg)
				}
			}
			s.Press("esc")
		}
	})
}
