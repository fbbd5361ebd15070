package shot

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strconv"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi/kitty"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/gomonobolditalic"
	"golang.org/x/image/font/gofont/gomonoitalic"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Pixels of a cell, of its letters, and around the screen.
const (
	cellWidth  = 12
	cellHeight = 24
	baseline   = 18
	fontSize   = 20 // Go Mono is 0.6 of it wide
	margin     = 16
)

var (
	plainInk    = color.RGBA{220, 220, 220, 255}
	plainGround = color.RGBA{18, 18, 24, 255}
)

// painter draws cells.
type painter struct {
	out      *image.RGBA
	faces    [4]font.Face // by bold, and italic twice that
	pictures map[uint32]sent
	places   map[rune]int // the numbers that diacritics stand for
}

// sent is a picture that the terminal was sent, and its size in cells.
type sent struct {
	image.Image
	cols, rows int
}

// Image is what the window shows, as a picture.
func (w *Window) Image() (image.Image, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.look()
	p := &painter{out: image.NewRGBA(image.Rect(0, 0, w.cols*cellWidth+2*margin, w.rows*cellHeight+2*margin)), places: make(map[rune]int)}
	for i := range 297 {
		p.places[kitty.Diacritic(i)] = i
	}
	var err error
	if p.pictures, err = picturesIn(w.raw.String()); err != nil {
		return nil, err
	}
	for i, data := range [][]byte{gomono.TTF, gomonobold.TTF, gomonoitalic.TTF, gomonobolditalic.TTF} {
		if p.faces[i], err = face(data); err != nil {
			return nil, err
		}
	}
	_, ground := inks(w.screen.CellAt(w.cols-1, w.rows/2))
	draw.Draw(p.out, p.out.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	for y := range w.rows {
		for x := range w.cols {
			if c := w.screen.CellAt(x, y); c != nil {
				p.cell(image.Pt(margin+x*cellWidth, margin+y*cellHeight), c)
			}
		}
	}
	return p.out, nil
}

func face(data []byte) (font.Face, error) {
	f, err := opentype.Parse(data)
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72, Hinting: font.HintingFull})
}

var transmission = regexp.MustCompile(`\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\`)

// picturesIn are the pictures among what a program wrote.
func picturesIn(raw string) (map[uint32]sent, error) {
	all := make(map[uint32]sent)
	var options map[string]string
	var data strings.Builder
	for _, m := range transmission.FindAllStringSubmatch(raw, -1) {
		chunk := make(map[string]string)
		for o := range strings.SplitSeq(m[1], ",") {
			key, value, _ := strings.Cut(o, "=")
			chunk[key] = value
		}
		if chunk["a"] == "T" {
			options = chunk
			data.Reset()
		}
		data.WriteString(m[2])
		if chunk["m"] == "1" || options == nil {
			continue
		}
		id, err := strconv.ParseUint(options["i"], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("a picture has no id: %w", err)
		}
		file, err := base64.StdEncoding.DecodeString(data.String())
		if err != nil {
			return nil, err
		}
		img, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			return nil, err
		}
		cols, _ := strconv.Atoi(options["c"])
		rows, _ := strconv.Atoi(options["r"])
		all[uint32(id)] = sent{img, max(cols, 1), max(rows, 1)}
		options = nil
	}
	return all, nil
}

// inks are the colours of a cell's letters and of what lies under them.
func inks(c *uv.Cell) (ink, ground color.RGBA) {
	ink, ground = plainInk, plainGround
	if c == nil {
		return ink, ground
	}
	if c.Style.Fg != nil {
		ink = color.RGBAModel.Convert(c.Style.Fg).(color.RGBA)
	}
	if c.Style.Bg != nil {
		ground = color.RGBAModel.Convert(c.Style.Bg).(color.RGBA)
	}
	if c.Style.Attrs&uv.AttrReverse != 0 {
		ink, ground = ground, ink
	}
	if c.Style.Attrs&uv.AttrFaint != 0 {
		ink = mixed(ink, ground, 0.55)
	}
	return ink, ground
}

// mixed is part of one colour with the rest of another.
func mixed(a, b color.RGBA, part float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*part + float64(b)*(1-part)) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

func (p *painter) cell(at image.Point, c *uv.Cell) {
	ink, ground := inks(c)
	area := image.Rectangle{at, at.Add(image.Pt(cellWidth*max(c.Width, 1), cellHeight))}
	draw.Draw(p.out, area, image.NewUniform(ground), image.Point{}, draw.Src)
	runes := []rune(c.Content)
	switch {
	case len(runes) == 0 || runes[0] == ' ' || runes[0] == '\u00a0':
	case runes[0] == kitty.Placeholder:
		p.picture(area, runes, ink)
	case !p.mark(area, runes[0], ink, ground):
		p.letter(at, c, ink)
	}
	if c.Style.Underline != 0 || c.Link.URL != "" {
		p.fill(image.Rect(area.Min.X, area.Min.Y+baseline+2, area.Max.X, area.Min.Y+baseline+3), ink)
	}
	if c.Style.Attrs&uv.AttrStrikethrough != 0 {
		p.fill(image.Rect(area.Min.X, area.Min.Y+cellHeight/2, area.Max.X, area.Min.Y+cellHeight/2+1), ink)
	}
}

func (p *painter) fill(r image.Rectangle, c color.RGBA) {
	draw.Draw(p.out, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func (p *painter) letter(at image.Point, c *uv.Cell, ink color.RGBA) {
	which := 0
	if c.Style.Attrs&uv.AttrBold != 0 {
		which++
	}
	if c.Style.Attrs&uv.AttrItalic != 0 {
		which += 2
	}
	d := font.Drawer{Dst: p.out, Src: image.NewUniform(ink), Face: p.faces[which], Dot: fixed.P(at.X, at.Y+baseline)}
	d.DrawString(c.Content)
}

// picture draws the piece of a picture that a placeholder stands for. One that
// the terminal does not have is glaring.
func (p *painter) picture(area image.Rectangle, runes []rune, id color.RGBA) {
	s, there := p.pictures[uint32(id.R)<<16|uint32(id.G)<<8|uint32(id.B)]
	if !there || len(runes) < 3 {
		p.fill(area, color.RGBA{255, 0, 255, 255})
		return
	}
	row, col := p.places[runes[1]], p.places[runes[2]]
	size := s.Bounds().Size()
	from := image.Rect(col*size.X/s.cols, row*size.Y/s.rows, (col+1)*size.X/s.cols, (row+1)*size.Y/s.rows)
	draw.CatmullRom.Scale(p.out, area, s, from.Add(s.Bounds().Min), draw.Over, nil)
}
