package dialog

import (
	"fmt"
	"strings"

	"easel/engine/catalog"
)

// readSize gives a size that the generator paints as "WxH", or says what is
// wrong with the text.
func (d settings) readSize(text string) (value, wrong string) {
	w, h, err := d.parse(text)
	if err != nil {
		return "", "Write it as 1536x1024 in pixels, or as a ratio such as 3:2."
	}
	size := catalog.Size{Width: w, Height: h}
	if strings.Contains(text, ":") {
		size = d.can.Likest(size)
	}
	if !d.can.Allows(size) {
		return "", d.sidesText()
	}
	return sizeText(size.Width, size.Height), ""
}

// sidesText says which sizes the generator paints.
func (d settings) sidesText() string {
	if len(d.can.Sizes) > 0 {
		names := make([]string, len(d.can.Sizes))
		for i, s := range d.can.Sizes {
			names[i] = sizeText(s.Width, s.Height)
		}
		return "Sizes are " + strings.Join(names, ", ") + "."
	}
	if d.can.SideStep > 1 {
		return fmt.Sprintf("Sides are %d to %d pixels, in steps of %d.", d.can.MinSide, d.can.MaxSide, d.can.SideStep)
	}
	return fmt.Sprintf("Sides are %d to %d pixels.", d.can.MinSide, d.can.MaxSide)
}

func sizeText(width, height int) string { return fmt.Sprintf("%dx%d", width, height) }

// ratioText names the ratio of a size if it is a simple one.
func ratioText(size string) string {
	var w, h int
	if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); err != nil || w < 1 || h < 1 {
		return ""
	}
	if w == h {
		return "square"
	}
	shape := "wide"
	if h > w {
		shape = "tall"
	}
	g := gcd(w, h)
	if max(w, h)/g > 32 {
		return shape
	}
	return fmt.Sprintf("%s, %d:%d", shape, w/g, h/g)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
