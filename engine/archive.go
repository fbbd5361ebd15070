package engine

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	folder, err := os.MkdirTemp(filepath.Dir(path), ".easel-archive-") // where others may write too, a folder is ours alone
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, path+" cannot be written", "Choose another place")
	}
	defer os.RemoveAll(folder)
	part := filepath.Join(folder, "archive.zip")
	if missing, err = packArchive(ctx, lib, part, progress); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return nil, problem.Of(err)
	}
	return missing, nil
}

// packArchive writes an archive that is not in its place yet.
func packArchive(ctx context.Context, lib *library.Library, part string, progress func(done, total int)) (missing []string, err error) {
	file, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	z := zip.NewWriter(file)
	missing, err = fillArchive(ctx, lib, z, filepath.Dir(part), progress)
	if err = errors.Join(err, z.Close()); err == nil {
		err = file.Sync()
	}
	return missing, errors.Join(err, file.Close())
}

func fillArchive(ctx context.Context, lib *library.Library, z *zip.Writer, folder string, progress func(done, total int)) (missing []string, err error) {
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

// ReadArchive takes over what an archive, or a copy of a library alone, has and
// this library has not. Pictures that are not on this machine go into a folder of
// their own below dir. newID makes ids for events.
func ReadArchive(ctx context.Context, lib *library.Library, path, dir string, now func() time.Time, newID func() string) (Restored, error) {
	folder, err := os.MkdirTemp(filepath.Dir(lib.Where()), ".restoring-")
	if err != nil {
		return Restored{}, problem.Wrap(err, problem.Failed, "There is no place to unpack the archive", "Make room beside "+lib.Where())
	}
	defer os.RemoveAll(folder)
	pictures := &zip.Reader{}
	z, err := zip.OpenReader(path)
	switch {
	case err == nil:
		defer z.Close()
		pictures = &z.Reader
		err = unpack(pictures, archivedLibrary, filepath.Join(folder, archivedLibrary), mostArchivedLibrary)
	case errors.Is(err, zip.ErrFormat):
		err = copyLibrary(path, filepath.Join(folder, archivedLibrary))
	}
	if err != nil {
		return Restored{}, problem.Wrap(err, problem.Failed, path+" has no library in it that can be read", "easel library backup writes one")
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
	got.Pictures, err = unpackPictures(ctx, lib, pictures, all, filepath.Join(dir, "restored-"+now().Format(time.DateOnly)))
	return got, err
}

// copyLibrary copies a library's file; another file is an error.
func copyLibrary(from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	const begins = "SQLite format 3\x00" // sqlite.org/fileformat2.html
	head := make([]byte, len(begins))
	if _, err := io.ReadFull(file, head); err != nil || string(head) != begins {
		return errors.Join(err, zip.ErrFormat)
	}
	copied, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(copied, io.MultiReader(strings.NewReader(begins), file))
	return errors.Join(err, copied.Close())
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
		to, same, err := unpackPicture(z, names[g.SHA256], g, dir)
		if err != nil {
			return n, problem.Wrap(err, problem.Failed, "The pictures cannot be written to "+dir, "Make room and try again")
		}
		if !same {
			continue
		}
		if err := lib.Moved(ctx, g.SHA256, to); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// pictureStem is a picture's name as Easel gives it, at the end of a path of
// whatever system.
var pictureStem = regexp.MustCompile(`(?:^|[/\\])([a-z0-9][a-z0-9-]{0,200})\.[a-z]{3,4}$`)

// unpackPicture writes one picture into a folder, under the name it had, never
// over another file. same is false for one that is not what its hash says;
// nothing is left of it.
func unpackPicture(z *zip.Reader, name string, g library.Generation, dir string) (path string, same bool, err error) {
	stem := g.SHA256[:16]
	if m := pictureStem.FindStringSubmatch(g.Path); m != nil {
		stem = m[1]
	}
	for n := 1; ; n++ {
		path = filepath.Join(dir, stem+filepath.Ext(name))
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", stem, n, filepath.Ext(name)))
		}
		if err = unpack(z, name, path, mostArchivedPicture); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", false, err
	}
	if got, err := HashFile(path); err != nil || got != g.SHA256 {
		return "", false, errors.Join(err, os.Remove(path))
	}
	return path, true, nil
}

// unpack writes one file of an archive, of at most so many bytes, under a name
// that nothing has yet. When it returns nil it is on the disk, otherwise there
// is no new file.
func unpack(z *zip.Reader, name, path string, most int64) error {
	from, err := z.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(to, io.LimitReader(from, most+1))
	switch {
	case err == nil && n > most:
		err = fmt.Errorf("%s has more than %d bytes", name, most)
	case err == nil:
		err = to.Sync()
	}
	if err = errors.Join(err, to.Close()); err != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}
