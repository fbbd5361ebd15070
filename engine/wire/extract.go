package wire

import (
	"bytes"
	"fmt"
	"slices"
)

// extractor is written JSON and keeps it, with each picture in it sent to a
// file instead and a reference left in its place. It looks at the text byte by
// byte, so that neither a line nor a picture of any length takes memory. A
// picture is the value of a field named b64_json, or any text that begins with
// data:image/, or what the call says.
type extractor struct {
	open  func() (*spool, error)
	limit int64    // bytes of JSON to keep
	depth int      // levels to follow
	named []string // more fields of pictures, or of lists of them

	out      bytes.Buffer
	pictures []*Spooled

	level   int
	list    int  // level of the list of pictures that is open; 0 for none
	closed  bool // the outermost bracket was closed
	state   extractState
	begin   int    // where in out the current text begins, after its quote
	key     string // the last name in front of a colon
	value   bool   // whether a value is next rather than a name
	current *spool
	decode  base64Decoder
}

type extractState int

const (
	between extractState = iota
	inText
	inEscape
	inPicture
)

const pictureField, dataAddress = "b64_json", "data:image/"

func (c *Client) newExtractor(named []string) *extractor {
	o := c.options
	return &extractor{limit: o.Limits.Line, depth: o.Limits.Depth, named: named,
		open: func() (*spool, error) { return newSpool(o.SpoolFolder, o.Limits.Picture) }}
}

// whole says whether a whole document was written.
func (x *extractor) whole() bool { return x.level == 0 && x.closed && x.state == between }

// drop takes away all files.
func (x *extractor) drop() {
	if x.current != nil {
		x.current.drop()
		x.current = nil
	}
	for _, s := range x.pictures {
		_ = s.Remove() // nobody else knows of it
	}
	x.pictures = nil
}

// Write reads the next piece of the document.
func (x *extractor) Write(p []byte) (int, error) {
	for i := 0; i < len(p); {
		if x.state == inPicture {
			n, err := x.picture(p[i:])
			if err != nil {
				return i, err
			}
			i += n
			continue
		}
		if err := x.step(p[i]); err != nil {
			return i, err
		}
		i++
	}
	return len(p), nil
}

// step reads one byte that belongs to no picture.
func (x *extractor) step(c byte) error {
	if int64(x.out.Len()) >= x.limit {
		return ErrTooLarge
	}
	x.out.WriteByte(c)
	switch x.state {
	case inEscape:
		x.state = inText
	case inText:
		return x.text(c)
	default:
		return x.structure(c)
	}
	return nil
}

// structure reads a byte outside texts.
func (x *extractor) structure(c byte) error {
	switch c {
	case '{', '[':
		if x.level++; x.level > x.depth {
			return malformed("nested too deep", nil)
		}
		if c == '[' && x.value && slices.Contains(x.named, x.key) {
			x.list = x.level
		}
		x.key, x.value = "", c == '['
	case '}', ']':
		if x.list == x.level {
			x.list = 0
		}
		x.level--
		x.closed = true
		x.key, x.value = "", false
	case ':':
		x.value = true
	case ',':
		x.value = false
	case '"':
		x.state, x.begin = inText, x.out.Len()
		if x.isPicture() {
			return x.beginPicture(x.begin)
		}
	}
	return nil
}

// isPicture says whether the text that begins is a picture by its place.
func (x *extractor) isPicture() bool {
	if x.list > 0 {
		return x.list == x.level
	}
	return x.value && (x.key == pictureField || slices.Contains(x.named, x.key))
}

// text reads a byte of a text.
func (x *extractor) text(c byte) error {
	switch length := x.out.Len() - x.begin; {
	case c == '\\':
		x.state = inEscape
	case c == '"':
		x.state = between
		if !x.value {
			x.key = string(x.out.Bytes()[x.begin : x.out.Len()-1])
		}
	case length == len(dataAddress) && bytes.EqualFold(x.out.Bytes()[x.begin:], []byte(dataAddress)):
		if err := x.beginPicture(x.begin); err != nil {
			return err
		}
		x.decode.header = true
	}
	return nil
}

// beginPicture sends what follows to a file; the text so far is forgotten.
func (x *extractor) beginPicture(at int) error {
	s, err := x.open()
	if err != nil {
		return err
	}
	x.out.Truncate(at)
	x.current, x.decode, x.state = s, base64Decoder{}, inPicture
	return nil
}

// picture decodes until the text ends and says how much it took.
func (x *extractor) picture(p []byte) (int, error) {
	n, ended, err := x.decode.run(p, x.current)
	if err != nil || !ended {
		return n, err
	}
	reference := fmt.Sprintf("picture:%d", len(x.pictures))
	s, err := x.current.finish(reference)
	x.current = nil
	if err != nil {
		return n, err
	}
	x.pictures = append(x.pictures, s)
	x.out.WriteString(reference + `"`)
	x.state = between
	return n, nil
}
