package sketch

import (
	"context"
	"image"
	"image/color"
)

// Study is what Paint made of a text.
type Study struct {
	Image    *image.RGBA
	Chips    []color.RGBA // the five colours the picture is mostly made of, dark to light
	NotDrawn []string     // things the text names that are not in the picture, at most six
}

// Paint makes a study of a text, leaving out what the negative text names. It
// is pure: the same text, negative, size and seed give the same pixels. Width
// and height are pixels; less than 1 counts as 1. Small sizes are quick and
// show the same composition as large ones of the same shape.
func Paint(text, negative string, width, height int, seed uint32) Study {
	study, _ := paint(context.Background(), text, negative, width, height, seed, nil)
	return study
}

// roomy is the least short side, in pixels, on which shapes are painted;
// smaller pictures are painted larger and reduced.
const roomy = 190

func paint(ctx context.Context, text, negative string, width, height int, seed uint32, tick func(float64)) (Study, error) {
	width, height = max(width, 1), max(height, 1)
	b := read(text, negative)
	times := 1
	for times < 3 && times*min(width, height) < roomy {
		times++
	}
	s := &scene{canvas: newCanvas(width*times, height*times), b: b, src: newSource(b, seed), ctx: ctx}
	b.time = hour(b, s.src)
	s.pal = paletteFor(b)
	s.grade, s.natural = grader(b, 1), grader(b, 0.3)
	prepare(s)
	s.compose()
	s.paint(tick)
	if err := ctx.Err(); err != nil {
		return Study{}, err
	}
	expose(s)
	finish(s)
	img := reduced(s.img, times)
	return Study{Image: img, Chips: chips(img), NotDrawn: s.notDrawn()}, nil
}

// hour draws an hour of the day where the text leaves it open.
func hour(b *brief, src source) string {
	if b.time != "" || len(b.subjects) == 0 {
		return b.time
	}
	if b.has("moonscape") || ground(b) == "moonscape" {
		return "night"
	}
	if b.has("moon", "stars", "aurora", "milkyway", "fireworks", "comet") && !b.has("sun") {
		return "night"
	}
	if len(b.weather) > 0 {
		return ""
	}
	r := src.dice("hour")
	if b.has("forest", "sea", "beach", "snowfield", "moonscape", "space") || b.mood("joyful") {
		return oneOf(r, "", "morning")
	}
	return oneOf(r, "", "morning", "golden", "golden")
}

// reduced makes an image smaller by a whole number of times.
func reduced(img *image.RGBA, times int) *image.RGBA {
	if times == 1 {
		return img
	}
	w, h := img.Rect.Dx()/times, img.Rect.Dy()/times
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	n := uint32(times * times)
	for y := range h {
		for x := range w {
			var sum [3]uint32
			for dy := range times {
				p := img.Pix[img.PixOffset(x*times, y*times+dy):]
				for dx := range times {
					sum[0] += uint32(p[4*dx])
					sum[1] += uint32(p[4*dx+1])
					sum[2] += uint32(p[4*dx+2])
				}
			}
			o := out.Pix[out.PixOffset(x, y):]
			o[0], o[1], o[2], o[3] = uint8((sum[0]+n/2)/n), uint8((sum[1]+n/2)/n), uint8((sum[2]+n/2)/n), 255
		}
	}
	return out
}
