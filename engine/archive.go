package engine

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"easel/engine/library"
	"easel/engine/problem"
)

// An archive is a zip with the library's file and the pictures that are there,
// each under its hash.
const archivedLibrary = "library.db"

var archivedPicture = regexp.MustCompile(`^pictures/([0-9a-f]{64})(\.[a-z]{3,4})$`)

// What an archive may hold, so that a hostile one cannot fill the disk.
const (
	mostArchivedLibrary = 16 << 30 // bytes
	mostArchivedPicture = 256 << 20
)

// WriteArchive writes the whole library with its pictures into one file that
// another machine reads back. missing are pictures that are not where they were.
func WriteArchive(ctx context.Context, lib *library.Library, path string, progress func(done, total int)) (missing []string, err error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, problem.New(problem.Usage, path+" is there already", "Choose another name")
	}
	part := path + ".part"
	file, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, path+" cannot be written", "Choose another place")
	}
	z := zip.NewWriter(file)
	missing, err = fillArchive(ctx, lib, z, filepath.Dir(part), progress)
	err = errors.Join(err, z.Close())
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return nil, problem.Of(errors.Join(err, os.Remove(part)))
	}
	return missing, nil
}

func fillArchive(ctx context.Context, lib *library.Library, z *zip.Writer, dir string, progress func(done, total int)) (missing []string, err error) {
	folder, err := os.MkdirTemp(dir, ".easel-archive-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	snapshot := filepath.Join(folder, archivedLibrary)
	if err := lib.BackUp(ctx, snapshot); err != nil {
		return nil, err
	}
	if err := addToArchive(z, archivedLibrary, snapshot, zip.Deflate); err != nil {
		return nil, err
	}
	all, err := lib.Generations(ctx, 0)
	if err != nil {
		return nil, err
	}
	added := map[string]bool{}
	for i, g := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress(i, len(all))
		name := "pictures/" + g.SHA256 + strings.ToLower(filepath.Ext(g.Path))
		if added[name] || !archivedPicture.MatchString(name) {
			continue
		}
		if sum, err := HashFile(g.Path); err != nil || sum != g.SHA256 {
			missing = append(missing, g.Path)
			continue
		}
		if err := addToArchive(z, name, g.Path, zip.Store); err != nil { // they are compressed already
			return nil, err
		}
		added[name] = true
	}
	return missing, nil
}

func addToArchive(z *zip.Writer, name, path string, method uint16) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: time.Unix(0, 0)})
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// Restored counts what an archive brought.
type Restored struct {
	library.Merged
	Pictures int
}

// ReadArchive takes over what an archive has and this library has not. Pictures
// that are not on this machine go into a folder of their own below pictures.
// newID makes ids for events.
func ReadArchive(ctx context.Context, lib *library.Library, path, pictures string, now func() time.Time, newID func() string) (Restored, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return Restored{}, problem.Wrap(err, problem.Failed, path+" is no archive of a library", "easel library backup FILE.zip writes one")
	}
	defer z.Close()
	folder, err := os.MkdirTemp(filepath.Dir(lib.Where()), ".restoring-")
	if err != nil {
		return Restored{}, problem.Wrap(err, problem.Failed, "There is no place to unpack the archive", "Make room beside "+lib.Where())
	}
	defer os.RemoveAll(folder)
	if err := unpack(&z.Reader, archivedLibrary, filepath.Join(folder, archivedLibrary), mostArchivedLibrary); err != nil {
		return Restored{}, problem.Wrap(err, problem.Failed, path+" has no library in it that can be read", "easel library backup FILE.zip writes one")
	}
	other, err := library.Open(ctx, folder, now) // brings an older one up to date, refuses a newer one
	if err != nil {
		return Restored{}, err
	}
	all, err := other.Generations(ctx, 0)
	if err = errors.Join(err, other.Close()); err != nil {
		return Restored{}, err
	}
	var got Restored
	if got.Merged, err = lib.Merge(ctx, filepath.Join(folder, archivedLibrary), newID); err != nil {
		return got, err
	}
	got.Pictures, err = unpackPictures(ctx, lib, &z.Reader, all, filepath.Join(pictures, "restored-"+now().Format(time.DateOnly)))
	return got, err
}

// unpackPictures writes the pictures that are not here, and tells the library
// where they are now.
func unpackPictures(ctx context.Context, lib *library.Library, z *zip.Reader, all []library.Generation, dir string) (n int, err error) {
	names := map[string]string{}
	for _, f := range z.File {
		if m := archivedPicture.FindStringSubmatch(f.Name); m != nil {
			names[m[1]] = f.Name
		}
	}
	for _, g := range all {
		here, found, err := lib.GenerationOf(ctx, g.SHA256)
		if err != nil {
			return n, err
		}
		if sum, err := HashFile(here.Path); !found || names[g.SHA256] == "" || err == nil && sum == g.SHA256 {
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return n, problem.Wrap(err, problem.Failed, "The pictures cannot be written to "+dir, "Choose another folder with pictures_dir")
		}
		to := filepath.Join(dir, g.SHA256[:16]+filepath.Ext(names[g.SHA256]))
		if err := unpack(z, names[g.SHA256], to, mostArchivedPicture); err != nil {
			return n, problem.Wrap(err, problem.Failed, fmt.Sprintf("The picture %s cannot be written", to), "Make room and try again")
		}
		if sum, err := HashFile(to); err != nil || sum != g.SHA256 {
			_ = os.Remove(to) // it is another picture
			continue
		}
		if err := lib.Moved(ctx, g.SHA256, to); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// unpack writes one file of an archive, of at most so many bytes.
func unpack(z *zip.Reader, name, path string, most int64) error {
	from, err := z.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(to, io.LimitReader(from, most+1))
	if err == nil && n > most {
		err = fmt.Errorf("%s has more than %d bytes", name, most)
	}
	return errors.Join(err, to.Close())
}
