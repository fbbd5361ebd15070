package library

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"easel/engine/problem"
	"github.com/gofrs/flock"
)

// Lease takes a session for this caller alone until release is called or the
// process ends. ok is false while another process, or another caller in this
// one, has it. A lock file that was left behind holds nothing. Where nothing can
// be written there is nothing to be alone for, and everybody may look.
func (l *Library) Lease(id string) (release func(), ok bool, err error) {
	if strings.HasPrefix(id, ".") || id != filepath.Base(id) || !filepath.IsLocal(id) {
		return nil, false, problem.New(problem.Usage, fmt.Sprintf("There is no session %q", id), "Run `easel sessions` to see which there are")
	}
	if l.readOnly {
		return func() {}, true, nil
	}
	folder := filepath.Join(l.dir, "open")
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return nil, false, unusableFolder(folder, err)
	}
	path := filepath.Join(folder, id+".lock")
	for {
		lock := flock.New(path, flock.SetPermissions(fileMode))
		got, err := lock.TryLock()
		if err != nil {
			return nil, false, unusableFolder(folder, err)
		}
		if !got {
			return nil, false, nil
		}
		if sameFile(lock, path) {
			return sync.OnceFunc(func() { giveBack(lock, path) }), true, nil
		}
		// The holder before took the file away after we had opened it.
		_ = lock.Close()
	}
}

// giveBack removes the file while it is still locked: whoever opened it in the
// meantime sees that it is gone and makes another. Where an open file cannot be
// removed, it stays and does no harm.
func giveBack(lock *flock.Flock, path string) {
	_ = os.Remove(path)
	_ = lock.Close()
}

func sameFile(lock *flock.Flock, path string) bool {
	locked, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(locked, there)
}

const (
	folderMode fs.FileMode = 0o700
	fileMode   fs.FileMode = 0o600
)
