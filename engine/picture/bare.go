package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"easel/engine/problem"
)

// Bare is a picture to be sent to somebody else.
type Bare struct {
	Data   []byte // a whole file
	SHA256 string // of the file it was read from, hexadecimal
}

// ReadBare reads a PNG, JPEG or WebP of at most limit bytes without what it
// tells of the person: prompts, conversations, places, cameras. Its pixels,
// their colours and the way up stay as they are. Errors are problems of kind
// failed.
func ReadBare(path string, limit int64) (Bare, error) {
	file, err := Open(path)
	if err != nil {
		return Bare{}, err
	}
	defer file.Close()
	data, err := io.ReadAll(&cappedReader{r: file, most: limit, left: limit + 1})
	if err != nil {
		return Bare{}, damaged(err)
	}
	f, _, err := readHeader(bytes.NewReader(data))
	if err != nil {
		return Bare{}, err
	}
	sum := sha256.Sum256(data)
	bare := Bare{SHA256: hex.EncodeToString(sum[:])}
	switch f.name {
	case "png":
		bare.Data = barePNG(data)
	case "jpeg":
		bare.Data = bareJPEG(data)
	case "webp":
		bare.Data = bareWebP(data)
	default:
		return Bare{}, problem.New(problem.Failed, fmt.Sprintf("%s cannot be started from", filepath.Base(path)), "PNG, JPEG and WebP can")
	}
	return bare, nil
}

// saysLooks says whether a chunk of a PNG is needed to see its pixels as they
// are meant. The names of those that no reader can do without begin with a
// capital letter (PNG specification, 5.4).
func saysLooks(kind string) bool {
	return kind[0]&0x20 == 0 || slices.Contains([]string{"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "pHYs"}, kind)
}

func barePNG(png []byte) []byte {
	if len(png) < len(pngSignature) {
		return png
	}
	out := []byte(pngSignature)
	for c := range chunks(bytes.NewReader(png), int64(len(png))) {
		if saysLooks(c.kind) {
			out = append(out, png[c.at:c.end()]...)
		}
	}
	return out
}

// Markers of a JPEG (ITU-T T.81, B.1).
const (
	jpegRestart0, jpegRestart7 = 0xd0, 0xd7
	jpegEnd                    = 0xd9
	jpegScan                   = 0xda // pixels follow
	jpegApp0, jpegApp15        = 0xe0, 0xef
	jpegApp1                   = 0xe1 // Exif, XMP
	jpegApp2                   = 0xe2 // colour profile, and other pictures
	jpegApp14                  = 0xee // how colours are coded
	jpegComment                = 0xfe
)

// bareJPEG ends with the picture: what cameras put behind it is left out too.
func bareJPEG(jpeg []byte) []byte {
	if len(jpeg) < 2 {
		return jpeg
	}
	out, rest := bytes.Clone(jpeg[:2]), jpeg[2:]
	for len(rest) >= 4 {
		marker := rest[1]
		length := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		switch {
		case rest[0] != 0xff, marker == 0xff: // readers skip what stands between segments, and what fills up
			rest = rest[1:]
			continue
		case marker == 0, marker >= jpegRestart0 && marker <= jpegRestart7:
			rest = rest[2:]
			continue
		case marker == jpegEnd:
			return append(out, rest[:2]...)
		case length < 4: // no reader goes on from here
			return out
		case marker == jpegScan && length <= len(rest):
			length = scanEnd(rest, length)
		}
		length = min(length, len(rest)) // of a file that is cut off
		out = append(out, bareSegment(marker, rest[:length])...)
		rest = rest[length:]
	}
	return append(out, rest...)
}

// bareSegment is a segment, what is left of it, or nothing.
func bareSegment(marker byte, segment []byte) []byte {
	switch {
	case marker == jpegApp1:
		return wayUp(segment[4:])
	case marker == jpegApp2 && bytes.HasPrefix(segment[4:], []byte("ICC_PROFILE\x00")), marker == jpegApp0, marker == jpegApp14:
		return segment
	case marker == jpegComment, marker > jpegApp0 && marker <= jpegApp15:
		return nil
	}
	return segment
}

// scanEnd is where the pixels end that begin at from.
func scanEnd(data []byte, from int) int {
	for i := from; i+1 < len(data); i++ {
		next := data[i+1]
		if data[i] == 0xff && next != 0 && next != 0xff && (next < jpegRestart0 || next > jpegRestart7) {
			return i
		}
	}
	return len(data)
}

// wayUp is an Exif segment that says nothing but the orientation of another
// one; nil where that says none (Exif 3.0, 4.6.5 and 4.7.2).
func wayUp(exif []byte) []byte {
	tiff, ok := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return nil
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return nil
	}
	const entry, orientation = 12, 0x0112
	for i := range int64(order.Uint16(tiff[at:])) {
		e := at + 2 + i*entry
		if e+entry > int64(len(tiff)) {
			return nil
		}
		if order.Uint16(tiff[e:]) == orientation {
			value := order.Uint16(tiff[e+8:])
			return []byte{0xff, jpegApp1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
				0x01, 0x12, 0, 3, 0, 0, 0, 1, byte(value >> 8), byte(value), 0, 0, 0, 0, 0, 0}
		}
	}
	return nil
}

// bareWebP keeps the chunks that are needed to see the picture (RFC 9649, 2.7).
func bareWebP(webp []byte) []byte {
	const head = 12
	if len(webp) < head {
		return webp
	}
	out := bytes.Clone(webp[:head])
	rest := webp[head:]
	for len(rest) >= 8 {
		length := 8 + (int64(binary.LittleEndian.Uint32(rest[4:]))+1)&^1
		length = min(length, int64(len(rest)))
		c := rest[:length]
		rest = rest[length:]
		switch string(c[:4]) {
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
		case "VP8X":
			c = bytes.Clone(c)
			if len(c) > 8 {
				c[8] &^= 0x0c // says that there are EXIF and XMP
			}
		default:
			continue
		}
		out = append(out, c...)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
