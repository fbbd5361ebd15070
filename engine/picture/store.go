package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"time"
)

// Store saves pictures below one folder, in a folder for each day. It may be
// used by several goroutines, and several programs may share its folder.
type Store struct {
	dir  string
	now  func() time.Time
	open openFolder
}

// NewStore is a store below dir, which need not exist yet. The location of the
// time that now returns decides what day it is.
func NewStore(dir string, now func() time.Time) *Store {
	return &Store{dir: dir, now: now, open: openRootFolder}
}

// Saved is a picture on the disk.
type Saved struct {
	Path          string // absolute
	Width, Height int    // pixels
	Bytes         int64
	SHA256        string // of the file, hexadecimal
}

// Save writes a picture, a whole PNG, JPEG, WebP or GIF file as a generator
// gave it, under a new name, and never over another file. Only its header is
// read, so a picture whose pixels are damaged is kept all the same. A PNG gets
// what made it as text chunks; the other formats stay byte for byte as they
// are and carry nothing. When Save returns, the picture is on the disk under
// its name; after an error there is no new file. Errors are problems: the data
// is no picture, or a sentence that names the folder and what to do.
func (s *Store) Save(data []byte, made Made) (Saved, error) {
	f, config, err := readHeader(bytes.NewReader(data))
	if err != nil {
		return Saved{}, err
	}
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return Saved{}, cannotSave(s.dir, err)
	}
	made.Width, made.Height = config.Width, config.Height
	data = withMade(data, f, made)
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])

	at := s.now()
	day := at.Format(time.DateOnly)
	folder, err := s.open(dir, day)
	if err != nil {
		return Saved{}, cannotSave(dir, err)
	}
	defer folder.Close()
	name, err := write(folder, data, func(n int) string {
		return fileName(made.Prompt, at, hash, f.extension, n)
	})
	if err != nil {
		return Saved{}, cannotSave(filepath.Join(dir, day), err)
	}
	return Saved{
		Path:  filepath.Join(dir, day, name),
		Width: config.Width, Height: config.Height,
		Bytes: int64(len(data)), SHA256: hash,
	}, nil
}
