package term

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"golang.org/x/image/draw"
)

// Kitty shows pictures by the graphics protocol of kitty with Unicode
// placeholders: the data goes to the terminal once, under an id, and ordinary
// cells stand for it, which scroll and are covered like letters. See
// https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders.
type Kitty struct {
	Cell image.Point // pixels of a cell
	Tmux bool        // tmux lies between, and lets through what is wrapped
}

// UsualCell is taken for the pixels of a cell until the terminal tells them.
var UsualCell = image.Pt(10, 20)

// Ids of pictures. Three bytes are the 24-bit colour of the cells that show the
// picture, so a smaller or larger one would need a third diacritic.
const (
	LeastPicture uint32 = 0x010000
	LastPicture  uint32 = 0xffffff
)

// mostGrid is how many rows and columns have a diacritic that names them.
const mostGrid = 297

// mostPixels are enough for any pane, and not too much to be written at once.
const mostPixels = 1 << 20

// Shrink gives a picture as many pixels as cols x rows cells have, in its
// shape, and about a million at most; one that has no more stays as it is. The
// terminal does the rest.
func (k Kitty) Shrink(img image.Image, cols, rows int) image.Image {
	size := img.Bounds().Size()
	ratio := min(float64(cols*k.Cell.X)/float64(size.X), float64(rows*k.Cell.Y)/float64(size.Y))
	ratio = min(ratio, math.Sqrt(mostPixels/(float64(size.X)*float64(size.Y))))
	if ratio >= 1 {
		return img
	}
	scaled := func(n int) int { return max(int(math.Round(float64(n)*ratio)), 1) }
	out := image.NewRGBA(image.Rect(0, 0, scaled(size.X), scaled(size.Y)))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// Transmit is what sends a picture to the terminal, to be shown by the
// placeholders of this id in cols x rows cells. Each transmission needs an id
// of its own: cells that stay the same are not drawn again. It is empty for a
// picture that cannot be sent.
func (k Kitty) Transmit(id uint32, img image.Image, cols, rows int) string {
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&data, img); err != nil {
		return ""
	}
	cols, rows = min(cols, mostGrid), min(rows, mostGrid)
	control := fmt.Sprintf("a=T,t=d,f=100,i=%d,c=%d,r=%d,U=1,q=2", id, cols, rows)
	payload := base64.StdEncoding.EncodeToString(data.Bytes())
	var out strings.Builder
	out.Grow(len(payload) + len(payload)/64)
	for first := true; first || payload != ""; first = false {
		chunk := payload[:min(len(payload), kitty.MaxChunkSize)]
		payload = payload[len(chunk):]
		if !first {
			control = "q=2"
		}
		more := "m=0"
		if payload != "" {
			more = "m=1"
		}
		out.WriteString(k.Through(ansi.KittyGraphics([]byte(chunk), control, more)))
	}
	return out.String()
}

// Erase is what makes the terminal forget a picture and its data.
func (k Kitty) Erase(id uint32) string {
	return k.Through(ansi.KittyGraphics(nil, "a=d", "d=I", fmt.Sprintf("i=%d", id), "q=2"))
}

// Through is a sequence as it reaches the terminal itself.
func (k Kitty) Through(sequence string) string {
	if k.Tmux {
		return ansi.TmuxPassthrough(sequence)
	}
	return sequence
}

// Placeholders are the cells that show a picture, each with its row and column:
// what lies over some of them leaves the others right. Nothing may be styled
// over them, as their colour is the id.
func Placeholders(id uint32, cols, rows int) string {
	cols, rows = min(cols, mostGrid), min(rows, mostGrid)
	var out strings.Builder
	out.Grow(cols * rows * 10)
	for y := range rows {
		if y > 0 {
			out.WriteByte('\n')
		}
		writeColour(&out, "\x1b[38;2;", [3]uint8{uint8(id >> 16), uint8(id >> 8), uint8(id)})
		for x := range cols {
			out.WriteRune(kitty.Placeholder)
			out.WriteRune(kitty.Diacritic(y))
			out.WriteRune(kitty.Diacritic(x))
		}
		out.WriteString("\x1b[39m")
	}
	return out.String()
}

// IsPicture reports whether a line has a piece of a coloured picture in it:
// such lines are as wide as was asked for, and measuring them is slow.
func IsPicture(line string) bool {
	return strings.Contains(line, "▀") || strings.ContainsRune(line, kitty.Placeholder)
}
