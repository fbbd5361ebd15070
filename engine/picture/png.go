package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"iter"
)

// pngSignature is what every PNG begins with (PNG specification, 5.2).
const pngSignature = "\x89PNG\r\n\x1a\n"

// A chunk is its length, its kind, its data and a checksum; all but the data
// are four bytes each.
const (
	chunkHead     = 8
	chunkOverhead = 12
	ihdrLen       = 13
	afterIHDR     = len(pngSignature) + chunkOverhead + ihdrLen
)

// chunk is where one chunk of a PNG stands.
type chunk struct {
	kind   string
	at     int64 // offset of its length field
	length int64 // of its data
}

func (c chunk) end() int64 { return c.at + chunkOverhead + c.length }

// mostChunks is where a file is no picture but an attack on patience; one of
// 100 MB has about 13,000 chunks.
const mostChunks = 1 << 17

// chunks walks over a PNG of size bytes. It ends after IEND, or where the file
// is cut off or makes no sense: what came before is good.
func chunks(r io.ReaderAt, size int64) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		var head [chunkHead]byte
		at := int64(len(pngSignature))
		for n := 0; n < mostChunks && at+chunkOverhead <= size; n++ {
			if _, err := r.ReadAt(head[:], at); err != nil {
				return
			}
			c := chunk{string(head[4:]), at, int64(binary.BigEndian.Uint32(head[:4]))}
			if c.end() > size || !yield(c) || c.kind == "IEND" {
				return
			}
			at = c.end()
		}
	}
}

var errChunk = errors.New("a chunk is too long or its checksum is wrong")

// data reads what is in a chunk and checks it.
func (c chunk) data(r io.ReaderAt) ([]byte, error) {
	if c.length > maxText {
		return nil, errChunk
	}
	whole := make([]byte, len(c.kind)+int(c.length)+crc32.Size)
	if _, err := r.ReadAt(whole, c.at+4); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	summed, sum := whole[:len(whole)-crc32.Size], whole[len(whole)-crc32.Size:]
	if crc32.ChecksumIEEE(summed) != binary.BigEndian.Uint32(sum) {
		return nil, errChunk
	}
	return summed[len(c.kind):], nil
}

// appendChunk writes a chunk.
func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	summed := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[summed:]))
}

// withTexts returns a PNG with these texts right after its IHDR, where readers
// that stop at the pixels find them, and without earlier ones of the same
// keywords. Everything else stays byte for byte, a damaged end too. A file
// that does not begin as a PNG must comes back as it is.
func withTexts(png []byte, texts ...text) []byte {
	if len(png) < afterIHDR || string(png[12:16]) != "IHDR" || binary.BigEndian.Uint32(png[8:12]) != ihdrLen {
		return png
	}
	out := bytes.Clone(png[:afterIHDR])
	for _, t := range texts {
		out = t.append(out)
	}
	kept := int64(afterIHDR) // up to here everything of png is in out or replaced
	r := bytes.NewReader(png)
	for c := range chunks(r, int64(len(png))) {
		if c.at >= kept && replaced(r, c, texts) {
			out = append(out, png[kept:c.at]...)
			kept = c.end()
		}
	}
	return append(out, png[kept:]...)
}

// replaced says whether a chunk is an earlier text of one of the keywords.
func replaced(r io.ReaderAt, c chunk, texts []text) bool {
	keyword, ok := c.keyword(r)
	if !ok {
		return false
	}
	for _, t := range texts {
		if t.keyword == keyword {
			return true
		}
	}
	return false
}
