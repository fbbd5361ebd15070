package imagegen

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"easel/engine/problem"
)

// Mask is the part of the first reference that is painted anew, in one checked
// form from which each generator makes what its server takes.
type Mask struct {
	painted *image.Gray // white where it is painted
	share   float64
}

const (
	mostMask    = 64 << 20 // pixels of a mask: no generator paints more
	half        = 0x80     // from here on a pixel is painted where there is only painted or not
	mostColours = 0x30     // between the channels of what passes for grey
)

// ReadMask reads a PNG that says where a picture is painted anew: where it is
// transparent or, where it is that nowhere, where it is white. One that cannot
// be meant as a mask is a problem of kind usage.
func ReadMask(data []byte) (*Mask, error) {
	from, err := decodeMask(data)
	if err != nil {
		return nil, err
	}
	const paint = "Erase in it what is to be painted anew, or make that white and the rest black"
	erased, corner := !from.Opaque(), from.Bounds().Min
	m := &Mask{painted: image.NewGray(image.Rect(0, 0, from.Bounds().Dx(), from.Bounds().Dy()))}
	count := 0
	for i := range m.painted.Pix {
		c := from.RGBA64At(corner.X+i%m.painted.Stride, corner.Y+i/m.painted.Stride)
		if !erased && max(c.R, c.G, c.B)-min(c.R, c.G, c.B) > mostColours<<8 {
			return nil, problem.New(problem.Usage, "The mask is a picture in colours, and transparent nowhere", paint)
		}
		v := uint8((0xffff - c.A) >> 8)
		if !erased {
			v = uint8(c.G >> 8)
		}
		if m.painted.Pix[i] = v; v >= half {
			count++
		}
	}
	if count == 0 {
		return nil, problem.New(problem.Usage, "The mask is nowhere transparent or white, so nothing would be painted", paint)
	}
	m.share = float64(count) / float64(len(m.painted.Pix))
	return m, nil
}

// maskImage is what every picture that comes of a PNG can tell.
type maskImage interface {
	image.RGBA64Image
	Opaque() bool
}

func decodeMask(data []byte) (maskImage, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err == nil && config.Width > mostMask/max(config.Height, 1) {
		return nil, problem.New(problem.Usage, "The mask is too large", "Make it as large as the picture")
	}
	var from image.Image
	if err == nil {
		from, err = png.Decode(bytes.NewReader(data))
	}
	if err != nil {
		return nil, problem.Wrap(err, problem.Usage, "The mask is not a PNG that can be read", "Choose another one")
	}
	return from.(maskImage), nil
}

// Fits says what is wrong with the mask for a picture of so many pixels, as a
// problem of kind usage.
func (m *Mask) Fits(width, height int) error {
	size := m.painted.Rect.Size()
	if size == image.Pt(width, height) {
		return nil
	}
	return problem.New(problem.Usage, fmt.Sprintf("The mask is %dx%d and the picture %dx%d", size.X, size.Y, width, height), "Make it as large as the picture")
}

// Share is how much of the picture is painted anew: above 0, to 1.
func (m *Mask) Share() float64 { return m.share }

// White is a PNG as servers of diffusion models want it: white where it is
// painted and black elsewhere, with what is between.
func (m *Mask) White() []byte { return encoded(m.painted) }

// Clear is a PNG as OpenAI's edits want it: transparent where it is painted,
// else black. There is nothing between, as only what is wholly transparent
// counts there.
func (m *Mask) Clear() []byte {
	out := image.NewNRGBA(m.painted.Rect)
	for i, v := range m.painted.Pix {
		if v < half {
			out.Pix[4*i+3] = 0xff
		}
	}
	return encoded(out)
}

func encoded(m image.Image) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		panic(err) // memory takes everything
	}
	return out.Bytes()
}
