package picture

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	maxText    = 8 << 20 // bytes of one text, compressed or not
	maxKeyword = 79      // PNG specification, 11.3.3
)

// text is one text of a PNG: a tEXt, zTXt or iTXt chunk.
type text struct {
	keyword string
	value   string
}

// append writes the text as tEXt where that is exact, else as iTXt,
// uncompressed, so that every reader finds it. tEXt is Latin-1 by the
// specification, but common readers take it for UTF-8 if it can be that; a
// text that they would read wrongly goes into iTXt as well.
func (t text) append(out []byte) []byte {
	value := strings.ReplaceAll(strings.ToValidUTF8(t.value, "\uFFFD"), "\x00", "")
	if latin, ok := latin1(value); ok {
		return appendChunk(out, "tEXt", append([]byte(t.keyword+"\x00"), latin...))
	}
	// Not compressed, no language, no translated keyword.
	return appendChunk(out, "iTXt", []byte(t.keyword+"\x00\x00\x00\x00\x00"+value))
}

func latin1(s string) ([]byte, bool) {
	out := make([]byte, 0, len(s))
	high := false
	for _, r := range s {
		if r > 0xff {
			return nil, false
		}
		high = high || r >= utf8.RuneSelf
		out = append(out, byte(r))
	}
	return out, !high || !utf8.Valid(out)
}

func isText(kind string) bool { return kind == "tEXt" || kind == "zTXt" || kind == "iTXt" }

// keyword reads only the keyword of a text chunk.
func (c chunk) keyword(r io.ReaderAt) (string, bool) {
	if !isText(c.kind) {
		return "", false
	}
	start := make([]byte, min(c.length, maxKeyword+1))
	if _, err := r.ReadAt(start, c.at+chunkHead); err != nil {
		return "", false
	}
	keyword, _, ok := bytes.Cut(start, []byte{0})
	return string(keyword), ok
}

var errText = errors.New("a text of the picture is damaged or too long")

// text reads the whole of a text chunk but its keyword.
func (c chunk) text(r io.ReaderAt) (string, error) {
	data, err := c.data(r)
	if err != nil {
		return "", err
	}
	_, rest, ok := bytes.Cut(data, []byte{0})
	if !ok {
		return "", errText
	}
	return textValue(c.kind, rest)
}

func textValue(kind string, rest []byte) (string, error) {
	switch kind {
	case "tEXt":
		return readLatin1(rest), nil
	case "zTXt": // method, data
		if len(rest) < 1 || rest[0] != 0 {
			return "", errText
		}
		plain, err := inflate(rest[1:])
		return readLatin1(plain), err
	}
	// iTXt: compressed or not, method, language, translated keyword, text.
	if len(rest) < 2 || rest[0] > 1 || rest[1] != 0 {
		return "", errText
	}
	_, after, okLanguage := bytes.Cut(rest[2:], []byte{0})
	_, value, okTranslated := bytes.Cut(after, []byte{0})
	if !okLanguage || !okTranslated {
		return "", errText
	}
	if rest[0] == 1 {
		plain, err := inflate(value)
		return strings.ToValidUTF8(string(plain), "\uFFFD"), err
	}
	return strings.ToValidUTF8(string(value), "\uFFFD"), nil
}

// readLatin1 reads a text that should be Latin-1 and, from many programs, is
// UTF-8.
func readLatin1(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return string(runes)
}

// inflate decompresses, but not without end.
func inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errText
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxText+1))
	if err != nil || len(plain) > maxText {
		return nil, errText
	}
	return plain, nil
}
