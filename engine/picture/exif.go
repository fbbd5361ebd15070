package picture

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The EXIF tags that programs write their texts into (EXIF 2.32, 4.6).
const (
	tagMake        = 0x010f // ComfyUI: workflow:JSON
	tagModel       = 0x0110 // ComfyUI: prompt:JSON
	tagExif        = 0x8769 // where the tags below are
	tagMakerNote   = 0x927c // Fooocus: the scheme
	tagUserComment = 0x9286 // A1111's parameters, SwarmUI's JSON, Fooocus's
)

const (
	maxEXIF  = 2 << 20 // bytes; a JPEG segment has 64 KiB at most
	mostTags = 512     // of a directory
)

// exifTexts are the texts of a JPEG's or a WebP's EXIF, by the keywords that a
// PNG would have them under.
func exifTexts(format string, r io.ReaderAt, size int64) map[string]string {
	var block []byte
	switch format {
	case "jpeg":
		block = jpegEXIF(r, size)
	case "webp":
		block = webpEXIF(r, size)
	}
	t := tiff{data: block}
	if !t.open() {
		return nil
	}
	texts := map[string]string{}
	comment := userComment(t.tags[tagUserComment])
	if scheme := plainText(t.tags[tagMakerNote]); scheme == "fooocus" || scheme == "a1111" {
		texts[fooocusKeyword] = scheme
	}
	if comment != "" {
		texts[parametersKeyword] = comment
	}
	for _, tag := range []uint16{tagModel, tagMake} {
		if keyword, value, ok := strings.Cut(plainText(t.tags[tag]), ":"); ok && keyword == comfyKeyword {
			texts[comfyKeyword] = value
		}
	}
	return texts
}

// jpegEXIF finds the EXIF segment before the pixels (ITU T.81, B.1.1).
func jpegEXIF(r io.ReaderAt, size int64) []byte {
	const app1, startOfScan = 0xe1, 0xda
	var head [4]byte
	for at := int64(2); at+int64(len(head)) <= size; {
		if _, err := r.ReadAt(head[:], at); err != nil || head[0] != markerFill {
			return nil
		}
		if head[1] == markerFill {
			at++
			continue
		}
		length := int64(binary.BigEndian.Uint16(head[2:]))
		if length < 2 || head[1] == startOfScan {
			return nil
		}
		if head[1] == app1 {
			data := make([]byte, min(length-2, size-at-4))
			if _, err := r.ReadAt(data, at+4); err != nil && err != io.EOF {
				return nil
			}
			if block, ok := bytes.CutPrefix(data, []byte("Exif\x00\x00")); ok {
				return block
			}
		}
		at += 2 + length
	}
	return nil
}

// webpEXIF finds the EXIF chunk (developers.google.com/speed/webp/docs/riff_container).
func webpEXIF(r io.ReaderAt, size int64) []byte {
	const mostRIFF = 4096 // chunks
	var head [8]byte
	at := int64(headLen)
	for range mostRIFF {
		if at+int64(len(head)) > size {
			return nil
		}
		if _, err := r.ReadAt(head[:], at); err != nil {
			return nil
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		if string(head[:4]) == "EXIF" {
			data := make([]byte, min(length, size-at-8, maxEXIF))
			if _, err := r.ReadAt(data, at+8); err != nil && err != io.EOF {
				return nil
			}
			return bytes.TrimPrefix(data, []byte("Exif\x00\x00"))
		}
		at += 8 + length + length%2
	}
	return nil
}

// tiff is an EXIF block: directories of tags whose values lie anywhere in it.
type tiff struct {
	data  []byte
	order binary.ByteOrder
	tags  map[uint16][]byte
}

// open reads the first directory and EXIF's own; false for what is none.
func (t *tiff) open() bool {
	switch {
	case bytes.HasPrefix(t.data, []byte("II*\x00")):
		t.order = binary.LittleEndian
	case bytes.HasPrefix(t.data, []byte("MM\x00*")):
		t.order = binary.BigEndian
	}
	if t.order == nil || len(t.data) < 8 {
		return false
	}
	t.tags = map[uint16][]byte{}
	t.directory(t.order.Uint32(t.data[4:]))
	if at := t.tags[tagExif]; len(at) >= 4 {
		t.directory(t.order.Uint32(at))
	}
	return true
}

// directory reads the tags of a directory; the first of a number counts.
func (t *tiff) directory(at uint32) {
	const entry = 12
	if uint64(at)+2 > uint64(len(t.data)) {
		return
	}
	n := min(int(t.order.Uint16(t.data[at:])), mostTags)
	for i := range n {
		from := uint64(at) + 2 + uint64(i)*entry
		if from+entry > uint64(len(t.data)) {
			return
		}
		e := t.data[from : from+entry]
		tag := t.order.Uint16(e)
		if _, there := t.tags[tag]; !there {
			if value := t.value(e); value != nil {
				t.tags[tag] = value
			}
		}
	}
}

// value is the bytes of an entry: in it if they fit, else where it says.
func (t *tiff) value(entry []byte) []byte {
	sizes := map[uint16]uint64{1: 1, 2: 1, 3: 2, 4: 4, 7: 1}
	length := sizes[t.order.Uint16(entry[2:])] * uint64(t.order.Uint32(entry[4:]))
	if length <= 4 {
		return entry[8:12]
	}
	at := uint64(t.order.Uint32(entry[8:]))
	if at+length > uint64(len(t.data)) {
		return nil
	}
	return t.data[at : at+length]
}

// userComment is a comment after the eight bytes that name its encoding. UTF-16
// says nothing of its byte order; most of what people write tells it.
func userComment(value []byte) string {
	const prefix = 8
	if len(value) < prefix {
		return ""
	}
	code, text := strings.TrimRight(string(value[:prefix]), "\x00"), value[prefix:]
	if code != "UNICODE" {
		if code != "ASCII" && code != "" {
			return plainText(value) // without a prefix
		}
		return plainText(text)
	}
	units := make([]uint16, len(text)/2)
	var order binary.ByteOrder = binary.BigEndian
	high, low := 0, 0
	for i := range units {
		if text[2*i] == 0 {
			high++
		}
		if text[2*i+1] == 0 {
			low++
		}
	}
	if low > high || bytes.HasPrefix(text, []byte{0xff, 0xfe}) {
		order = binary.LittleEndian
	}
	for i := range units {
		units[i] = order.Uint16(text[2*i:])
	}
	return strings.Trim(string(utf16.Decode(units)), "\ufeff\x00 \n")
}

func plainText(value []byte) string {
	text := strings.TrimRight(string(value), "\x00 ")
	if !utf8.ValidString(text) {
		text = readLatin1([]byte(text))
	}
	return strings.TrimSpace(text)
}
