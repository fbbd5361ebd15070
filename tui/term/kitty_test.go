package term

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// noise is a picture that does not compress.
func noise(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32()) | 255*uint8(i%4/3) // opaque
	}
	return img
}

var graphics = regexp.MustCompile(`\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\`)

func TestAPictureIsSentInChunksThatAddUp(t *testing.T) {
	img := noise(60, 40)
	sent := Kitty{Cell: UsualCell}.Transmit(0x123456, img, 6, 2)
	chunks := graphics.FindAllStringSubmatch(sent, -1)
	if len(chunks) < 2 || graphics.ReplaceAllString(sent, "") != "" {
		t.Fatalf("%d chunks, and besides %q", len(chunks), graphics.ReplaceAllString(sent, ""))
	}
	var payload strings.Builder
	for i, c := range chunks {
		want := "q=2,m=1"
		switch i {
		case 0:
			want = "a=T,t=d,f=100,i=1193046,c=6,r=2,U=1,q=2,m=1"
		case len(chunks) - 1:
			want = "q=2,m=0"
		}
		if c[1] != want || len(c[2]) > kitty.MaxChunkSize {
			t.Errorf("chunk %d is %q with %d bytes", i, c[1], len(c[2]))
		}
		payload.WriteString(c[2])
	}
	data, err := base64.StdEncoding.DecodeString(payload.String())
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 60 {
		if g, w := color.RGBAModel.Convert(got.At(x, x%40)), color.RGBAModel.Convert(img.At(x, x%40)); g != w {
			t.Fatalf("pixel %d is %v, not %v", x, g, w)
		}
	}
}

func TestEveryChunkIsWrappedForTmux(t *testing.T) {
	k := Kitty{Cell: UsualCell, Tmux: true}
	wrapped := regexp.MustCompile(`\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\`)
	sent := k.Transmit(0x123456, noise(60, 40), 6, 2) + k.Erase(0x123456)
	plain := Kitty{Cell: UsualCell}
	var inside strings.Builder
	for _, w := range wrapped.FindAllStringSubmatch(sent, -1) {
		one := strings.ReplaceAll(w[1], "\x1b\x1b", "\x1b")
		if len(graphics.FindAllString(one, -1)) != 1 {
			t.Fatalf("%q is more or less than one chunk", one)
		}
		inside.WriteString(one)
	}
	if rest := wrapped.ReplaceAllString(sent, ""); rest != "" {
		t.Errorf("not wrapped: %q", rest)
	}
	if inside.String() != plain.Transmit(0x123456, noise(60, 40), 6, 2)+plain.Erase(0x123456) {
		t.Error("what is wrapped is something else")
	}
}

func TestWhatCannotBeSentIsNot(t *testing.T) {
	if got := (Kitty{}).Transmit(1, image.NewRGBA(image.Rectangle{}), 1, 1); got != "" {
		t.Errorf("an empty picture is sent as %q", got)
	}
}

func TestAPictureIsSentInAsManyPixelsAsShow(t *testing.T) {
	k := Kitty{Cell: image.Pt(9, 18)}
	for _, c := range []struct{ from, want image.Point }{
		{image.Pt(1024, 1024), image.Pt(360, 360)},
		{image.Pt(1536, 1024), image.Pt(360, 240)},
		{image.Pt(320, 200), image.Pt(320, 200)},
		{image.Pt(1, 4000), image.Pt(1, 360)},
		{image.Pt(4096, 4096), image.Pt(360, 360)},
	} {
		if got := k.Shrink(image.NewGray(image.Rectangle{Max: c.from}), 40, 20).Bounds().Size(); got != c.want {
			t.Errorf("%v becomes %v, not %v", c.from, got, c.want)
		}
	}
}

func TestAPictureIsNeverSentInTooManyPixels(t *testing.T) {
	k := Kitty{Cell: image.Pt(20, 40)}
	if got := k.Shrink(image.NewGray(image.Rect(0, 0, 3000, 2000)), 200, 100).Bounds().Size(); got.X*got.Y > mostPixels || got.X < 1200 {
		t.Errorf("it is sent in %v", got)
	}
	if got := k.Shrink(image.NewGray(image.Rect(0, 0, 1024, 1024)), 200, 100).Bounds().Size(); got != image.Pt(1024, 1024) {
		t.Errorf("a usual one is sent in %v", got)
	}
}

func TestEachPlaceholderNamesItsPlace(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {7, 3}, {297, 297}, {400, 300}} {
		lines := strings.Split(Placeholders(0x0a0b0c, size.X, size.Y), "\n")
		if len(lines) != min(size.Y, 297) {
			t.Fatalf("%v: %d lines", size, len(lines))
		}
		for y, line := range lines {
			var want strings.Builder
			for x := range min(size.X, 297) {
				fmt.Fprintf(&want, "%c%c%c", kitty.Placeholder, kitty.Diacritic(y), kitty.Diacritic(x))
			}
			if line != "\x1b[38;2;10;11;12m"+want.String()+"\x1b[39m" {
				t.Fatalf("%v: line %d is %q", size, y, line)
			}
			if got := ansi.StringWidth(line); got != min(size.X, 297) {
				t.Errorf("%v: line %d is %d cells wide", size, y, got)
			}
			if !IsPicture(line) {
				t.Errorf("%v: line %d is none of a picture", size, y)
			}
		}
	}
}

func TestWhichTerminalsShowPictures(t *testing.T) {
	for name, want := range map[string][2]bool{ // by itself, in tmux
		"kitty(0.36.4)": {true, true}, "kitty(0.28.0)": {true, true}, "kitty(0.27.9)": {}, "kitty(1.0)": {true, true}, "kitty": {},
		"ghostty 1.0.1": {true, false}, "ghostty 1.3.1": {true, false}, "ghostty 1.3.2": {true, true}, "Ghostty 2.0.0-main+a1b2": {true, true},
		"rio 0.2.13": {true, true}, "Rio 0.2": {true, true},
		"WezTerm 20240203-110809-5046fc22": {}, "XTerm(379)": {}, "iTerm2 3.5.0": {}, "Konsole 24.12.0": {}, "foot(1.16.2)": {},
		"tmux 3.3a": {}, "": {}, "kittyhawk(0.99.0)": {}, "(0.36.4)": {}, "kitty(0.99999999999999999999.4)": {},
	} {
		for i, tmux := range []bool{false, true} {
			if got := ShowsPlaceholders(name, tmux); got != want[i] {
				t.Errorf("%q, tmux %v: %v", name, tmux, got)
			}
		}
	}
}

func TestWhichTerminalsMayBeAsked(t *testing.T) {
	for _, c := range []struct {
		environ []string
		may     bool
	}{
		{[]string{"TERM=xterm-256color"}, true},
		{[]string{"TERM=xterm-256color", "TERM_PROGRAM=Apple_Terminal"}, false},
		{[]string{"TERM=xterm-256color", "SSH_TTY=/dev/pts/1"}, false},
		{[]string{"TERM=xterm-kitty", "SSH_TTY=/dev/pts/1"}, true},
		{[]string{"TERM=tmux-256color", "SSH_CONNECTION=1 2 3 4"}, true},
	} {
		if got := MayBeAsked(c.environ); got != c.may {
			t.Errorf("%v: %v", c.environ, got)
		}
	}
}

func TestWhatTmuxSays(t *testing.T) {
	for answer, want := range map[string]struct {
		name    string
		cell    image.Point
		through bool
	}{
		"kitty(0.36.4)|9x18|on\n": {"kitty(0.36.4)", image.Pt(9, 18), true},
		"kitty(0.36.4)|9x18|1\n":  {"kitty(0.36.4)", image.Pt(9, 18), true},
		"kitty(0.36.4)|9x18|all":  {"kitty(0.36.4)", image.Pt(9, 18), true},
		"kitty(0.36.4)|0x0|off":   {"kitty(0.36.4)", image.Point{}, false},
		"kitty(0.36.4)|x|":        {"kitty(0.36.4)", image.Point{}, false},
		"|-9x18|0":                {},
		"":                        {},
		"lost server":             {},
		"a|b|c|d":                 {},
	} {
		if name, cell, through := ReadTmux(answer); name != want.name || cell != want.cell || through != want.through {
			t.Errorf("%q: %q, %v, %v", answer, name, cell, through)
		}
	}
}

// BenchmarkTransmit is a picture of 1024x1024 on its way to 80x40 cells.
func BenchmarkTransmit(b *testing.B) {
	k, img := Kitty{Cell: UsualCell}, noise(1024, 1024)
	for b.Loop() {
		k.Transmit(LeastPicture, k.Shrink(img, 80, 40), 80, 40)
	}
}
