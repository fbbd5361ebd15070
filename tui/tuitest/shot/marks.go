package shot

import (
	"image"
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// strokes are the lines from a cell's middle to its edges, left, up, right and
// down: 1 is thin, 2 thick.
var strokes = map[rune][4]int{
	'─': {1, 0, 1, 0}, '│': {0, 1, 0, 1}, '━': {2, 0, 2, 0}, '┃': {0, 2, 0, 2}, '╸': {2, 0, 0, 0}, '╺': {0, 0, 2, 0},
	'┌': {0, 0, 1, 1}, '┐': {1, 0, 0, 1}, '└': {0, 1, 1, 0}, '┘': {1, 1, 0, 0},
	'├': {0, 1, 1, 1}, '┤': {1, 1, 0, 1}, '┬': {1, 0, 1, 1}, '┴': {1, 1, 1, 0}, '┼': {1, 1, 1, 1},
}

// corners are the round ones: towards which sides they go, in cells from the
// middle.
var corners = map[rune]image.Point{'╭': {1, 1}, '╮': {-1, 1}, '╰': {1, -1}, '╯': {-1, -1}}

// shapes are marks as polygons, in hundredths of the cell.
var shapes = map[rune][]image.Point{
	'▸': {{15, 32}, {85, 50}, {15, 68}}, '◂': {{85, 32}, {15, 50}, {85, 68}},
	'▴': {{10, 64}, {50, 36}, {90, 64}}, '▾': {{10, 36}, {50, 64}, {90, 36}},
	'▪': {{25, 38}, {75, 38}, {75, 62}, {25, 62}},
}

// Thickness of lines, in pixels.
const thinLine, thickLine = 1.6, 3.2

// mark draws what the font has not, or not up to the edges of its cell; false
// for letters.
func (p *painter) mark(area image.Rectangle, r rune, ink, ground color.RGBA) bool {
	if arms, ok := strokes[r]; ok {
		p.lines(area, arms, ink)
		return true
	}
	if to, ok := corners[r]; ok {
		p.corner(area, to, ink)
		return true
	}
	if shape, ok := shapes[r]; ok {
		p.polygon(area, shape, ink)
		return true
	}
	w, h := area.Dx(), area.Dy()
	part := func(x0, y0, x1, y1 int) { // in eighths
		p.fill(image.Rect(area.Min.X+w*x0/8, area.Min.Y+h*y0/8, area.Min.X+w*x1/8, area.Min.Y+h*y1/8), ink)
	}
	switch i := strings.IndexRune("░▒▓", r); {
	case r == '▀':
		part(0, 0, 8, 4)
	case r == '▌':
		part(0, 0, 4, 8)
	case r == '▐':
		part(4, 0, 8, 8)
	case r >= '▁' && r <= '█':
		part(0, 8-int(r-'▁'+1), 8, 8)
	case i >= 0:
		p.fill(area, mixed(ink, ground, float64(i/len("░")+1)/4))
	case r == '●':
		p.polygon(area, ring(16, 1), ink)
	case r == '★':
		p.polygon(area, ring(10, 0.45), ink)
	default:
		return false
	}
	return true
}

func (p *painter) lines(area image.Rectangle, arms [4]int, ink color.RGBA) {
	x, y := float32(area.Min.X)+float32(area.Dx())/2, float32(area.Min.Y)+float32(area.Dy())/2
	ends := [4][2]float32{{float32(area.Min.X), y}, {x, float32(area.Min.Y)}, {float32(area.Max.X), y}, {x, float32(area.Max.Y)}}
	for i, weight := range arms {
		half := float32(thinLine / 2)
		switch weight {
		case 0:
			continue
		case 2:
			half = thickLine / 2
		}
		x0, x1 := min(x, ends[i][0]), max(x, ends[i][0])
		y0, y1 := min(y, ends[i][1]), max(y, ends[i][1])
		if i%2 == 0 {
			y0, y1 = y-half, y+half
		} else {
			x0, x1 = x-half, x+half
		}
		p.path(ink, [][2]float32{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}})
	}
}

// corner is a quarter of a circle with straight ends.
func (p *painter) corner(area image.Rectangle, to image.Point, ink color.RGBA) {
	w, h := float64(area.Dx())/2, float64(area.Dy())/2
	cx, cy := float64(area.Min.X)+w, float64(area.Min.Y)+h
	radius := w
	// From the side's edge inwards, and on to the upper or lower edge.
	line := [][2]float64{}
	mx, my := cx+float64(to.X)*radius, cy+float64(to.Y)*radius
	for i := range 17 {
		a := float64(i) / 16 * math.Pi / 2
		line = append(line, [2]float64{mx - float64(to.X)*radius*math.Sin(a), my - float64(to.Y)*radius*math.Cos(a)})
	}
	line = append(line, [2]float64{cx, cy + float64(to.Y)*h})
	var outer, inner [][2]float32
	for i := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
		dx, dy := b[0]-a[0], b[1]-a[1]
		n := math.Hypot(dx, dy)
		ox, oy := -dy/n*thinLine/2, dx/n*thinLine/2
		outer = append(outer, [2]float32{float32(line[i][0] + ox), float32(line[i][1] + oy)})
		inner = append(inner, [2]float32{float32(line[i][0] - ox), float32(line[i][1] - oy)})
	}
	for i := len(inner) - 1; i >= 0; i-- {
		outer = append(outer, inner[i])
	}
	p.path(ink, outer)
}

// ring are points around a cell's middle, every other one nearer to it.
func ring(n int, near float64) []image.Point {
	var points []image.Point
	for i := range n {
		r := 46.0
		if i%2 == 1 {
			r *= near
		}
		a := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		points = append(points, image.Pt(int(50+r*math.Cos(a)), int(50+r*math.Sin(a)*cellWidth/cellHeight)))
	}
	return points
}

func (p *painter) polygon(area image.Rectangle, shape []image.Point, ink color.RGBA) {
	points := make([][2]float32, len(shape))
	for i, s := range shape {
		points[i] = [2]float32{float32(area.Min.X) + float32(s.X*area.Dx())/100, float32(area.Min.Y) + float32(s.Y*area.Dy())/100}
	}
	p.path(ink, points)
}

// path fills a polygon in pixels, with soft edges.
func (p *painter) path(ink color.RGBA, points [][2]float32) {
	size := p.out.Bounds().Size()
	minX, minY, maxX, maxY := float32(size.X), float32(size.Y), float32(0), float32(0)
	for _, q := range points {
		minX, minY, maxX, maxY = min(minX, q[0]), min(minY, q[1]), max(maxX, q[0]), max(maxY, q[1])
	}
	box := image.Rect(int(minX), int(minY), int(maxX)+1, int(maxY)+1)
	v := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, q := range points {
		x, y := q[0]-float32(box.Min.X), q[1]-float32(box.Min.Y)
		if i == 0 {
			v.MoveTo(x, y)
		} else {
			v.LineTo(x, y)
		}
	}
	v.ClosePath()
	v.DrawOp = draw.Over
	v.Draw(p.out, box, image.NewUniform(ink), image.Point{})
}
