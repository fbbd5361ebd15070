package picture

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"easel/engine/problem"
)

// folder is the folder that a picture is written into. Names that would leave
// it fail. Tests put one in between that breaks at a step.
type folder interface {
	Create(name string) (file, error) // fails with fs.ErrExist, never truncates
	Link(from, to string) error       // fails with fs.ErrExist, never replaces
	Rename(from, to string) error     // replaces
	Remove(name string) error
	Sync() error // makes names durable
	io.Closer
}

type file interface {
	io.WriteCloser
	Sync() error
}

type openFolder func(dir, day string) (folder, error)

// write puts data durably under the first name that is free and returns it.
// The data goes to a temporary name in the same folder first, so that a file
// under its own name is always whole.
func write(in folder, data []byte, name func(n int) string) (string, error) {
	temporary, err := writeTemporary(in, data)
	if err != nil {
		return "", err
	}
	final, err := publish(in, temporary, name)
	if err != nil {
		return "", errors.Join(err, ignoreMissing(in.Remove(temporary)))
	}
	if err := in.Sync(); err != nil {
		return "", errors.Join(err, in.Remove(final))
	}
	return final, nil
}

// mostNames is how many names are tried before giving up.
const mostNames = 1000

func writeTemporary(in folder, data []byte) (string, error) {
	for n := range mostNames {
		name := fmt.Sprintf(".easel-%d-%d.part", os.Getpid(), n)
		f, err := in.Create(name)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := fill(f, data); err != nil {
			return "", errors.Join(err, in.Remove(name))
		}
		return name, nil
	}
	return "", fs.ErrExist
}

func fill(f file, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// publish gives a written file its name. A rename would replace a file that
// another program put there in the meantime, so the name is made as a second
// link, which fails if it is taken, and the first one is removed. Where a file
// system has no links (FAT, some network shares) the name is reserved with an
// empty file, which then is ours to replace.
func publish(in folder, temporary string, name func(n int) string) (string, error) {
	for n := 1; n <= mostNames; n++ {
		final := name(n)
		err := in.Link(temporary, final)
		if err == nil {
			_ = in.Remove(temporary) // the picture is safe; a second name for it does not make that a failure
			return final, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			err = publishByReserving(in, temporary, final)
		}
		if err == nil {
			return final, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return "", fs.ErrExist
}

func publishByReserving(in folder, temporary, final string) error {
	f, err := in.Create(final)
	if err != nil {
		return err
	}
	err = f.Close()
	if err == nil {
		err = in.Rename(temporary, final)
	}
	if err != nil {
		return errors.Join(err, in.Remove(final))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// rootFolder is a folder of the machine, through os.Root.
type rootFolder struct{ *os.Root }

// openRootFolder makes dir and the day's folder in it where they are missing.
// A link that leads out of dir is not followed.
func openRootFolder(dir, day string) (folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	switch err := root.Mkdir(day, 0o755); {
	case err == nil:
		if err := (rootFolder{root}).Sync(); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrExist):
		return nil, err
	}
	inner, err := root.OpenRoot(day)
	if err != nil {
		if info, statErr := root.Stat(day); statErr == nil && !info.IsDir() {
			err = errors.Join(err, syscall.ENOTDIR) // os.Root says so in words only
		}
		return nil, err
	}
	return rootFolder{inner}, nil
}

func (r rootFolder) Create(name string) (file, error) {
	f, err := r.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Sync is nothing where folders cannot be synced: on Windows, and on file
// systems that say so.
func (r rootFolder) Sync() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := r.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// cannotSave is what a person is told when a folder fails them.
func cannotSave(dir string, err error) error {
	const elsewhere = "Choose another folder with --out DIR or with pictures_dir in the config file"
	tell := func(message string) error { return problem.Wrap(err, problem.Failed, message, elsewhere) }
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("There is no space left for pictures in %s", dir),
			"Free some space, or choose another folder with --out DIR or with pictures_dir in the config file")
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return tell(fmt.Sprintf("Pictures cannot be written to the folder %s", filepath.Clean(dir)))
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return tell(fmt.Sprintf("Pictures cannot be saved in %s, because a file stands where a folder should be", dir))
	}
	return tell(fmt.Sprintf("The picture could not be saved in %s", dir))
}
