package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// recover puts a damaged library aside and makes a new one.
func (o *opener) recover(ctx context.Context) error {
	aside := o.freeName("corrupt")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(o.path()+suffix, aside+suffix); err != nil && !os.IsNotExist(err) {
			return unusableFolder(o.dir, err)
		}
	}
	_ = os.Remove(filepath.Join(o.dir, suspectName))
	o.notices = append(o.notices, fmt.Sprintf("The library was damaged; it was put aside as %s.", aside))
	return o.create(ctx)
}
