package imagegen

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"easel/engine/problem"
)

// mostMask is how many pixels a mask has at most: no generator paints more.
const mostMask = 64 << 20

// CheckMask says what is wrong with a mask for a picture of so many pixels: a
// problem of kind usage.
func CheckMask(mask []byte, width, height int) error {
	from, err := decodeMask(mask)
	switch {
	case err != nil:
		return err
	case from.Bounds().Dx() != width || from.Bounds().Dy() != height:
		return problem.New(problem.Usage, fmt.Sprintf("The mask is %dx%d and the picture %dx%d", from.Bounds().Dx(), from.Bounds().Dy(), width, height), "Make it as large as the picture")
	}
	for y := range height {
		for x := range width {
			if _, _, _, alpha := from.At(from.Bounds().Min.X+x, from.Bounds().Min.Y+y).RGBA(); alpha < 0xffff {
				return nil
			}
		}
	}
	return problem.New(problem.Usage, "The mask is nowhere transparent, so nothing would be painted", "Erase in it what is to be painted anew")
}

func decodeMask(mask []byte) (image.Image, error) {
	config, err := png.DecodeConfig(bytes.NewReader(mask))
	if err == nil && config.Width > mostMask/max(config.Height, 1) {
		return nil, problem.New(problem.Usage, "The mask is too large", "Make it as large as the picture")
	}
	var from image.Image
	if err == nil {
		from, err = png.Decode(bytes.NewReader(mask))
	}
	if err != nil {
		return nil, problem.Wrap(err, problem.Usage, "The mask is not a PNG that can be read", "Choose another one")
	}
	return from, nil
}

// PaintWhite is the mask of a request as servers of diffusion models want it:
// white where it is painted, which is where the mask is transparent, and black
// elsewhere. An error is a problem of kind usage.
func PaintWhite(mask []byte) ([]byte, error) {
	from, err := decodeMask(mask)
	if err != nil {
		return nil, err
	}
	white := image.NewGray(from.Bounds())
	for y := white.Rect.Min.Y; y < white.Rect.Max.Y; y++ {
		for x := white.Rect.Min.X; x < white.Rect.Max.X; x++ {
			_, _, _, alpha := from.At(x, y).RGBA()
			white.SetGray(x, y, color.Gray{Y: uint8((0xffff - alpha) >> 8)})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, white); err != nil {
		return nil, problem.Wrap(err, problem.Failed, "The mask cannot be written", "")
	}
	return out.Bytes(), nil
}
