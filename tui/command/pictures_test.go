package command_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"iter"
	"slices"

	"easel/engine/imagegen"
)

// jpegPainter gives JPEG files, which carry no text.
type jpegPainter struct{ painter }

func (jpegPainter) Generate(_ context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, r.Width, r.Height)), nil); err != nil {
			yield(nil, err)
			return
		}
		if yield(imagegen.Bytes{Data: b.Bytes(), Seed: r.Seed}, nil) {
			yield(imagegen.Done{}, nil)
		}
	}
}

// withParameters puts a parameters text into a PNG, before its first data.
func withParameters(png []byte, parameters string) []byte {
	const header = 8 + 25 // signature and IHDR
	body := append([]byte("tEXtparameters\x00"), parameters...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	return slices.Insert(slices.Clone(png), header, chunk...)
}
