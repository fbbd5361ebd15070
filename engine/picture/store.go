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
// read, so a damaged picture is kept all the same; if even its header is, the
// size is 0. A PNG gets what made it as text chunks; the other formats stay
// byte for byte as they are and carry nothing. When Save returns, the picture
// is on the disk under its name; after an error there is no new file. Errors
// are problems: the data is no picture, or a sentence that names the folder
// and what to do.
func (s *Store) Save(data []byte, made Made) (Saved, error) {
	f, config, err := readHeader(bytes.NewReader(data))
	if f.name == "" {
		return Saved{}, err
	}
	at := s.now()
	folder, dir, err := s.folderOf(at)
	if err != nil {
		return Saved{}, err
	}
	defer folder.Close()
	made.Width, made.Height = config.Width, config.Height
	if made.Created.IsZero() {
		made.Created = at.UTC()
	}
	data = withMade(data, f, made)
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	name, err := write(folder, data, func(n int) string {
		return fileName(made.Prompt, at, hash, f.extension, n)
	})
	if err != nil {
		return Saved{}, cannotSave(dir, err)
	}
	return Saved{
		Path:  filepath.Join(dir, name),
		Width: config.Width, Height: config.Height,
		Bytes: int64(len(data)), SHA256: hash,
	}, nil
}

// Ready says whether pictures can be saved now, with the same problem that
// Save would have: better to know before a generation is paid for. It makes
// the folder, and leaves nothing else behind.
func (s *Store) Ready() error {
	folder, dir, err := s.folderOf(s.now())
	if err != nil {
		return err
	}
	defer folder.Close()
	name, err := writeTemporary(folder, []byte("easel"))
	if err == nil {
		err = folder.Remove(name)
	}
	if err != nil {
		return cannotSave(dir, err)
	}
	return nil
}

// folderOf opens the folder of a day and tells its absolute path.
func (s *Store) folderOf(at time.Time) (folder, string, error) {
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return nil, "", cannotSave(s.dir, err)
	}
	day := at.Format(time.DateOnly)
	opened, err := s.open(dir, day)
	if err != nil {
		return nil, "", cannotSave(dir, err)
	}
	return opened, filepath.Join(dir, day), nil
}
