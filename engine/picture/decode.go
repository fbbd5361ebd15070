package picture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"

	"easel/engine/problem"
)

// What a file may ask of the machine before it is refused.
const (
	maxFile    = 256 << 20 // bytes of a file
	maxDecoded = 192 << 20 // bytes of its pixels
	maxSide    = 16384     // pixels on a side
)

// Decode reads a PNG, JPEG, WebP or GIF (its first frame). The header is read
// first: a picture that would need more than 192 MiB decoded, or is over
// 16,384 pixels on a side, is refused before anything is allocated for it.
// Errors are problems of kind failed.
func Decode(r io.Reader) (image.Image, error) {
	return decode(r, func(image.Config) error { return nil })
}

// decode is Decode with one more check before anything is allocated.
func decode(r io.Reader, check func(image.Config) error) (image.Image, error) {
	limited := &cappedReader{r: r, most: maxFile, left: maxFile}
	var head bytes.Buffer
	f, config, err := readHeader(io.TeeReader(limited, &head))
	if err != nil {
		return nil, err
	}
	if err := checkSize(config, f.memory(head.Bytes(), config)); err != nil {
		return nil, err
	}
	if err := check(config); err != nil {
		return nil, err
	}
	m, err := f.decode(io.MultiReader(&head, limited))
	if err != nil {
		return nil, damaged(err)
	}
	return m, nil
}

// DecodeFile is Decode for a file.
func DecodeFile(path string) (image.Image, error) {
	file, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return Decode(file)
}

// A file of few bytes may be many empty pixels, which take long to look at.
const (
	plainPixels   = 4 << 20 // so many may be as empty as they like
	pixelsOfAByte = 50      // the most plausible: at its worst quality a JPEG has 64
)

// DecodePreview is DecodeFile for pictures that are only looked at: a file that
// is far too small for the pixels that it claims is refused, so that none
// takes more than about a tenth of a second for its size.
func DecodePreview(path string) (image.Image, error) {
	file, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, damaged(err)
	}
	return decode(file, func(c image.Config) error {
		if pixels := int64(c.Width) * int64(c.Height); pixels > plainPixels && pixels > pixelsOfAByte*info.Size() {
			return problem.New(problem.Failed, fmt.Sprintf("The picture claims %d x %d pixels, too many for a file of %d bytes",
				c.Width, c.Height, info.Size()), "")
		}
		return nil
	})
}

// readHeader finds format and size, whatever they are. When only the format
// can be told it comes with the error.
func readHeader(r io.Reader) (format, image.Config, error) {
	buffered := bufio.NewReader(r)
	head, _ := buffered.Peek(headLen)
	f, ok := sniff(head)
	if !ok {
		return format{}, image.Config{}, problem.New(problem.Failed,
			"This is not a picture that can be read", "PNG, JPEG, WebP and GIF can")
	}
	config, err := f.config(buffered)
	if err != nil {
		return f, image.Config{}, damaged(err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return f, image.Config{}, problem.New(problem.Failed, "The picture has no size, its file is damaged", "")
	}
	return f, config, nil
}

func checkSize(c image.Config, need int64) error {
	if c.Width > maxSide || c.Height > maxSide {
		return problem.New(problem.Failed,
			fmt.Sprintf("The picture says it is %d x %d pixels, too large to open", c.Width, c.Height),
			fmt.Sprintf("%d on a side is the most", maxSide))
	}
	if need > maxDecoded {
		return problem.New(problem.Failed,
			fmt.Sprintf("The picture of %d x %d pixels would need %d MiB of memory, too much to open", c.Width, c.Height, need>>20),
			fmt.Sprintf("%d MiB is the most", maxDecoded>>20))
	}
	return nil
}

func damaged(err error) error {
	var own *problem.Problem
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return problem.Wrap(err, problem.Failed, "The picture's file ends too early, a part of it is missing", "")
	}
	return problem.Wrap(err, problem.Failed, "The picture's file is damaged and cannot be read", "")
}

// Open opens a file that can be read to its end: not a folder, and not a pipe
// or a device that would go on for ever. Errors are problems of kind failed.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, problem.Wrap(err, problem.Failed, fmt.Sprintf("There is no file %s", path), "")
	case err != nil:
		return nil, problem.Wrap(err, problem.Failed, fmt.Sprintf("The file %s cannot be read", path), "")
	case !info.Mode().IsRegular():
		return nil, problem.New(problem.Failed, fmt.Sprintf("%s is not a file", path), "")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, fmt.Sprintf("The file %s cannot be read", path), "")
	}
	return file, nil
}

// cappedReader is a reader that fails, rather than ends, when its limit is
// passed: the end of a file and too much of it are not the same.
type cappedReader struct {
	r    io.Reader
	most int64
	left int64
}

func (c *cappedReader) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, problem.New(problem.Failed, "The picture's file is too large to open",
			fmt.Sprintf("%d MiB is the most", c.most>>20))
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}
