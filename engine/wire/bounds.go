package wire

import (
	"compress/gzip"
	"fmt"
	"io"
)

// capped reads at most what is left and then fails, instead of pretending that
// the answer ended.
type capped struct {
	io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		var one [1]byte
		n, err := c.Reader.Read(one[:])
		if n > 0 {
			return 0, ErrTooLarge
		}
		return 0, err
	}
	n, err := c.Reader.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// counted counts what is read.
type counted struct {
	io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// freeRatio is how many bytes may come out before the ratio is looked at.
const freeRatio = 1 << 20

// unpacked reads gzip and gives up when far more comes out than went in.
type unpacked struct {
	packed *counted
	reader *gzip.Reader
	ratio  int64
	out    int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.reader == nil {
		r, err := gzip.NewReader(u.packed)
		if err != nil {
			return 0, malformed("gzip", err)
		}
		u.reader = r
	}
	n, err := u.reader.Read(p)
	u.out += int64(n)
	if u.out > freeRatio && u.out > u.ratio*max(u.packed.n, 1) {
		return 0, fmt.Errorf("%w: %d bytes out of %d packed", ErrTooLarge, u.out, u.packed.n)
	}
	return n, err
}

// malformed says what cannot be read.
func malformed(what string, err error) error {
	if err == nil {
		return fmt.Errorf("%w: %s", ErrMalformed, what)
	}
	return fmt.Errorf("%w: %s: %w", ErrMalformed, what, err)
}

// depthWithin says whether JSON is nested no deeper than the limit. It looks
// at brackets outside texts alone, so it is as quick as the reading of bytes
// and takes no memory; encoding/json would follow 10,000 levels.
func depthWithin(raw []byte, limit int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > limit {
				return false
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return true
}
