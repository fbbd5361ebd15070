package sketch

import (
	"image"
	"image/color"
	"slices"
)

// chips finds five colours that stand for a picture, dark to light.
func chips(img *image.RGBA) []color.RGBA {
	out := make([]color.RGBA, 5)
	for i, c := range means(sampled(img), 5) {
		out[i] = color.RGBA{uint8(c[0]), uint8(c[1]), uint8(c[2]), 255}
	}
	return out
}

// means groups samples around n colours (k-means), dark to light.
func means(samples [][3]int, n int) [][3]int {
	slices.SortFunc(samples, func(a, b [3]int) int { return brightness(a) - brightness(b) })
	centres := make([][3]int, n)
	for i := range centres {
		centres[i] = samples[(2*i+1)*len(samples)/(2*n)]
	}
	for range 8 {
		sums, counts := make([][3]int, n), make([]int, n)
		for _, p := range samples {
			k := nearest(centres, p)
			counts[k]++
			for j := range p {
				sums[k][j] += p[j]
			}
		}
		for k := range centres {
			for j := range centres[k] {
				if counts[k] > 0 {
					centres[k][j] = sums[k][j] / counts[k]
				}
			}
		}
	}
	slices.SortFunc(centres, func(a, b [3]int) int { return brightness(a) - brightness(b) })
	return centres
}

func sampled(img *image.RGBA) [][3]int {
	const side = 24
	out := make([][3]int, 0, side*side)
	for y := range side {
		for x := range side {
			p := img.Pix[img.PixOffset(x*img.Rect.Dx()/side, y*img.Rect.Dy()/side):]
			out = append(out, [3]int{int(p[0]), int(p[1]), int(p[2])})
		}
	}
	return out
}

func brightness(c [3]int) int { return 299*c[0] + 587*c[1] + 114*c[2] }

func nearest(centres [][3]int, p [3]int) int {
	best, gap := 0, 1<<30
	for k, c := range centres {
		d := 0
		for j := range p {
			d += (p[j] - c[j]) * (p[j] - c[j])
		}
		if d < gap {
			best, gap = k, d
		}
	}
	return best
}
