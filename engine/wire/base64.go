package wire

import (
	"strconv"
	"strings"
)

// base64Decoder decodes the text of a JSON string up to its quote: standard or
// URL alphabet, with or without padding, with the escapes that encoders of
// JSON put in front of / and +, and with a data: header.
type base64Decoder struct {
	header bool   // a data: header is passing by, up to its comma
	escape []byte // an escape that is not whole yet, with its backslash
	chars  int64  // of the alphabet, so far
	first  []byte // the first three bytes, held back: "data" in front of a colon is a header
	bits   uint32
	count  int
	ended  bool // padding was seen
}

// run decodes from p to out and says how much it took and whether the quote
// came.
func (d *base64Decoder) run(p []byte, out *spool) (n int, ended bool, err error) {
	decoded := make([]byte, 0, len(p)*3/4+8)
	for n < len(p) && !ended {
		c := p[n]
		n++
		switch {
		case len(d.escape) > 0 || c == '\\':
			var whole bool
			if c, whole = d.unescape(c); !whole {
				continue
			}
		case c == '"':
			ended = true
			continue
		}
		if decoded, err = d.take(c, decoded); err != nil {
			return n, false, err
		}
	}
	if ended {
		if decoded, err = d.end(decoded); err != nil {
			return n, true, err
		}
	}
	_, err = out.Write(decoded)
	return n, ended, err
}

// unescape gathers an escape; whole says that it is complete and c is what it
// stands for. Line ends and tabs, which some encoders put in, become spaces.
func (d *base64Decoder) unescape(b byte) (c byte, whole bool) {
	d.escape = append(d.escape, b)
	e := d.escape
	if len(e) == 1 || e[1] == 'u' && len(e) < 6 {
		return 0, false
	}
	d.escape = nil
	if e[1] == 'u' {
		v, err := strconv.ParseUint(string(e[2:]), 16, 7)
		if err != nil {
			return noBase64, true
		}
		return byte(v), true
	}
	if strings.IndexByte("nrtbf", e[1]) >= 0 {
		return ' ', true
	}
	return e[1], true
}

// noBase64 is a byte that is in no alphabet.
const noBase64 = 0xff

func errNoBase64() error { return malformed("a picture that is no base64", nil) }

// take decodes one byte of text.
func (d *base64Decoder) take(c byte, decoded []byte) ([]byte, error) {
	switch {
	case d.header:
		d.header = c != ','
		return decoded, nil
	case c == ':' && d.chars == 4 && d.first != nil:
		*d = base64Decoder{header: true}
		return decoded, nil
	case c == ' ' || c == '\n' || c == '\r' || c == '\t':
		return decoded, nil
	case c == '=':
		d.ended = true
		return decoded, nil
	}
	v := sextet(c)
	if v == noBase64 || d.ended {
		return decoded, errNoBase64()
	}
	d.bits = d.bits<<6 | uint32(v)
	d.chars++
	if d.count++; d.count < 4 {
		return decoded, nil
	}
	three := []byte{byte(d.bits >> 16), byte(d.bits >> 8), byte(d.bits)}
	d.bits, d.count = 0, 0
	if d.chars == 4 {
		d.first = three
		return decoded, nil
	}
	decoded = append(decoded, d.first...)
	d.first = nil
	return append(decoded, three...), nil
}

// end decodes what is left when the text ends.
func (d *base64Decoder) end(decoded []byte) ([]byte, error) {
	if d.header || d.count == 1 {
		return decoded, errNoBase64()
	}
	decoded = append(decoded, d.first...)
	switch d.count {
	case 2:
		decoded = append(decoded, byte(d.bits>>4))
	case 3:
		decoded = append(decoded, byte(d.bits>>10), byte(d.bits>>2))
	}
	return decoded, nil
}

// sextet is the value of a character (RFC 4648, sections 4 and 5).
func sextet(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c - 'A'
	case c >= 'a' && c <= 'z':
		return c - 'a' + 26
	case c >= '0' && c <= '9':
		return c - '0' + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return noBase64
}
