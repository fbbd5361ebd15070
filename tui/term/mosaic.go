package term

import (
	"image"
	"image/color"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
)

// Mode says with what a picture is drawn.
type Mode int

const (
	TrueColour  Mode = iota // half blocks in 24-bit colours
	Ramp                    // letters by brightness, without escape sequences: for NO_COLOR
	RampOnLight             // the same for a terminal that writes dark on light
)

// ramp goes from dark to bright. Letters of one weight read better than
// blocks, which many fonts draw with gaps.
const ramp = " .:-=+*#%@"

// Fit gives the cells of the largest picture of w x h pixels, in its shape,
// within cols x rows cells. A cell counts as one wide and two high. The
// result is at least 1 x 1; it is 0, 0 if there is no room or no picture.
func Fit(w, h, cols, rows int) (int, int) {
	if w <= 0 || h <= 0 || cols <= 0 || rows <= 0 {
		return 0, 0
	}
	fitRows := (cols*h + w) / (2 * w) // rounded
	if fitRows <= rows {
		return cols, max(fitRows, 1)
	}
	fitCols := (2*rows*w + h/2) / h
	return min(max(fitCols, 1), cols), rows
}

// Mosaic draws a picture with "▀", two pixels a cell, in its shape within
// cols x rows cells (see [Fit]). Each line has exactly the fitted number of
// cells and, in TrueColour, ends with a reset. What is transparent shows dark.
func Mosaic(img image.Image, cols, rows int, m Mode) string {
	bounds := img.Bounds()
	cols, rows = Fit(bounds.Dx(), bounds.Dy(), cols, rows)
	return MosaicFilled(img, cols, rows, m)
}

// MosaicFilled is Mosaic in exactly cols x rows cells, whatever the shape of
// the picture.
func MosaicFilled(img image.Image, cols, rows int, m Mode) string {
	if cols <= 0 || rows <= 0 || img.Bounds().Empty() {
		return ""
	}
	pixels := scale(img, cols, 2*rows)
	var out strings.Builder
	out.Grow(cols * rows * 24)
	for y := range rows {
		if y > 0 {
			out.WriteByte('\n')
		}
		if m == TrueColour {
			writeHalfBlocks(&out, pixels, 2*y)
		} else {
			writeRamp(&out, pixels, 2*y, m)
		}
	}
	return strings.Clone(out.String()) // a flat picture needs a tenth of the room, and many are kept
}

// scale resamples to w x h. The bilinear filter of this package weighs all
// pixels under a cell; Catmull-Rom takes twice the time for a tenth of a
// decibel. What is transparent shows dark.
func scale(img image.Image, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.RGBA{A: 255}), image.Point{}, draw.Src)
	draw.BiLinear.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	return out
}

func writeHalfBlocks(out *strings.Builder, p *image.RGBA, y int) {
	var top, bottom [3]uint8
	for x := range p.Rect.Dx() {
		i, j := p.PixOffset(x, y), p.PixOffset(x, y+1)
		t, b := [3]uint8(p.Pix[i:i+3]), [3]uint8(p.Pix[j:j+3])
		if x == 0 || t != top {
			writeColour(out, "\x1b[38;2;", t)
		}
		if x == 0 || b != bottom {
			writeColour(out, "\x1b[48;2;", b)
		}
		top, bottom = t, b
		out.WriteString("▀")
	}
	out.WriteString("\x1b[m")
}

func writeColour(out *strings.Builder, introducer string, c [3]uint8) {
	var digits [11]byte
	b := strconv.AppendUint(digits[:0], uint64(c[0]), 10)
	b = append(b, ';')
	b = strconv.AppendUint(b, uint64(c[1]), 10)
	b = append(b, ';')
	b = strconv.AppendUint(b, uint64(c[2]), 10)
	out.WriteString(introducer)
	out.Write(b)
	out.WriteByte('m')
}

func writeRamp(out *strings.Builder, p *image.RGBA, y int, m Mode) {
	for x := range p.Rect.Dx() {
		light := (brightness(p.RGBAAt(x, y), m) + brightness(p.RGBAAt(x, y+1), m)) / 2
		out.WriteByte(ramp[light*(len(ramp)-1)/255])
	}
}

// brightness is how much of a cell to cover, from 0 to 255: the luma of BT.601,
// or where ink is dark the rest of it.
func brightness(c color.RGBA, m Mode) int {
	luma := (299*int(c.R) + 587*int(c.G) + 114*int(c.B) + 500) / 1000
	if m == RampOnLight {
		return 255 - luma
	}
	return luma
}

// Chips shows colours as a row of blocks, one cell each; without colour as
// shades by brightness.
func Chips(colours []color.RGBA, m Mode) string {
	var out strings.Builder
	for _, c := range colours {
		if m != TrueColour {
			out.WriteString([]string{"░", "▒", "▓", "█"}[brightness(c, m)*4/256])
			continue
		}
		writeColour(&out, "\x1b[38;2;", [3]uint8{c.R, c.G, c.B})
		out.WriteString("▇")
	}
	if m == TrueColour && len(colours) > 0 {
		out.WriteString("\x1b[39m")
	}
	return out.String()
}
