package picture

import (
	"encoding/binary"
	"image"
	"image/color"
)

// pixelMemory is what the pixels of a picture take: four bytes each, as
// everything that draws them has them sooner or later, or eight where a colour
// has 16 bits.
func pixelMemory(_ []byte, c image.Config) int64 {
	perPixel := int64(4)
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		perPixel = 8
	}
	return int64(c.Width) * int64(c.Height) * perPixel
}

// pngMemory counts an interlaced picture twice: its passes are decoded into
// pictures of their own and then put together.
func pngMemory(head []byte, c image.Config) int64 {
	const interlace = len(pngSignature) + chunkHead + ihdrLen - 1 // the last byte of IHDR
	if len(head) > interlace && head[interlace] != 0 {
		return 2 * pixelMemory(head, c)
	}
	return pixelMemory(head, c)
}

// The markers of a JPEG that matter here (ITU T.81, table B.1).
const (
	markerSOF0 = 0xc0 // start of a baseline frame
	markerSOF2 = 0xc2 // start of a progressive frame; SOF1 lies between
	markerFill = 0xff // may come any number of times before a marker
)

// jpegMemory adds what a progressive picture takes besides: the decoder keeps
// four bytes for each sample of each component until the last scan.
func jpegMemory(head []byte, c image.Config) int64 {
	const perSample, mostSamples = 4, 4.0
	samples := mostSamples // where the decoder finds a frame among what makes no sense
	if progressive, frame, ok := jpegFrame(head); ok && !progressive {
		samples = 0
	} else if ok {
		samples = samplesPerPixel(frame)
	}
	return pixelMemory(head, c) + int64(perSample*samples*float64(c.Width)*float64(c.Height))
}

// jpegFrame finds the frame header, which has the picture's size.
func jpegFrame(head []byte) (progressive bool, frame []byte, ok bool) {
	const soi = 2
	for at := soi; at+4 <= len(head) && head[at] == markerFill; {
		marker := head[at+1]
		if marker == markerFill {
			at++
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(head[at+2:]))
		if marker >= markerSOF0 && marker <= markerSOF2 && end <= len(head) {
			return marker == markerSOF2, head[at+4 : end], true
		}
		at = end
	}
	return false, nil, false
}

// samplesPerPixel reads the sampling factors of a frame header: 3 where all of
// three components are whole, 1.5 where two of them are halved both ways.
func samplesPerPixel(frame []byte) float64 {
	const fixed, perComponent = 6, 3 // precision, height, width, count; then id, factors, table
	var sum, most int
	for at := fixed; at+perComponent <= len(frame); at += perComponent {
		h, v := int(frame[at+1]>>4), int(frame[at+1]&15)
		sum += h * v
		most = max(most, h*v)
	}
	if most == 0 {
		return 0
	}
	return float64(sum) / float64(most)
}
