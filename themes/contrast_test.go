package themes

import (
	"image/color"
	"math"
)

// contrast is the contrast ratio of two opaque colours, from 1 (the same) to
// 21 (black and white), as WCAG 2.2 defines it. Text needs 4.5 to be read by
// most people, and 7 to be read by nearly all.
func contrast(a, b color.RGBA) float64 {
	bright, dim := luminance(a), luminance(b)
	if bright < dim {
		bright, dim = dim, bright
	}
	return (bright + 0.05) / (dim + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c color.RGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
