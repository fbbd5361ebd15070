package picture

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// format is one kind of picture file that can be read. The list is closed:
// what other packages register with package image is not decoded here.
type format struct {
	name      string // as in Info.Format
	extension string
	is        func(head []byte) bool
	config    func(io.Reader) (image.Config, error)
	decode    func(io.Reader) (image.Image, error)
	memory    func(head []byte, c image.Config) int64 // bytes that decoding takes, from the file's beginning up to its size
}

// headLen is how many bytes tell the formats apart.
const headLen = 12

func formats() []format {
	return []format{
		{"png", ".png", begins(pngSignature), png.DecodeConfig, png.Decode, pngMemory},
		{"jpeg", ".jpg", begins("\xff\xd8\xff"), jpeg.DecodeConfig, jpeg.Decode, jpegMemory},
		{"webp", ".webp", isWebP, webp.DecodeConfig, webp.Decode, pixelMemory},
		{"gif", ".gif", begins("GIF8"), gif.DecodeConfig, gif.Decode, pixelMemory}, // Decode: the first frame
	}
}

// sniff finds the format by what the file begins with, whatever its name says.
func sniff(head []byte) (format, bool) {
	for _, f := range formats() {
		if f.is(head) {
			return f, true
		}
	}
	return format{}, false
}

func begins(magic string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(magic)) }
}

func isWebP(head []byte) bool {
	return len(head) >= headLen && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP"
}
