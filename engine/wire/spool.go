package wire

import (
	"fmt"
	"io"
	"os"

	"easel/engine/problem"
)

// Spooled is a picture's bytes in a file of their own, written while they
// arrived and synced. The file belongs to whoever holds the value.
type Spooled struct {
	path      string
	size      int64
	reference string
}

// Path is where the file is.
func (s *Spooled) Path() string { return s.path }

// Size is its length in bytes.
func (s *Spooled) Size() int64 { return s.size }

// Bytes reads the whole file into memory.
func (s *Spooled) Bytes() ([]byte, error) { return os.ReadFile(s.path) }

// Remove deletes the file.
func (s *Spooled) Remove() error { return os.Remove(s.path) }

// spool is a file that is being written.
type spool struct {
	file  *os.File
	size  int64
	limit int64
}

// newSpool makes a file that only this person may read.
func newSpool(folder string, limit int64) (*spool, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, spoolProblem(err)
	}
	f, err := os.CreateTemp(folder, "easel-*.part")
	if err != nil {
		return nil, spoolProblem(err)
	}
	return &spool{file: f, limit: limit}, nil
}

func (s *spool) Write(p []byte) (int, error) {
	if s.size+int64(len(p)) > s.limit {
		return 0, fmt.Errorf("%w: a picture of more than %d bytes", ErrTooLarge, s.limit)
	}
	n, err := s.file.Write(p)
	s.size += int64(n)
	if err != nil {
		return n, spoolProblem(err)
	}
	return n, nil
}

// finish makes what was written durable.
func (s *spool) finish(reference string) (*Spooled, error) {
	err := s.file.Sync()
	if closing := s.file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(s.file.Name()) // it is of no use
		return nil, spoolProblem(err)
	}
	return &Spooled{path: s.file.Name(), size: s.size, reference: reference}, nil
}

// drop takes an unfinished file away.
func (s *spool) drop() {
	_ = s.file.Close() // what matters is that it goes
	_ = os.Remove(s.file.Name())
}

func spoolProblem(err error) error {
	return problem.Wrap(err, problem.Failed, "The picture cannot be written to disk: "+OneLine(err.Error()), "Free some space, or check the folder's permissions")
}

// fill copies from a reader.
func (s *spool) fill(r io.Reader) error {
	_, err := io.Copy(s, r)
	return err
}
