package library

import (
	"context"
	"database/sql"
	"encoding/binary"
	"io"
	"os"
)

// openGrafted opens a copy of the damaged library under the first page of a
// fresh one. Without its first page a database cannot be read at all, and that
// page is written more often than any other. All libraries are made by the same
// migrations, so that the tables begin on the same pages. What does not fit all
// the same is left out when the rows are read.
func (o *opener) openGrafted(ctx context.Context, fresh string) *sql.DB {
	path := o.beside(graftedName)
	if info, err := os.Stat(o.path()); err != nil || info.Size() == 0 {
		return nil
	}
	if err := copyFile(path, o.path()); err != nil {
		return nil
	}
	_ = copyFile(path+"-wal", o.path()+"-wal") // there need not be one
	if err := graft(path, fresh); err != nil {
		return nil
	}
	return openIfReadable(ctx, path, migrating())
}

func (o *opener) removeGrafted() {
	for _, file := range withLog(o.beside(graftedName)) {
		_ = os.Remove(file)
	}
}

// graft overwrites the first page, and lets its header say how long the file is
// (sqlite.org/fileformat2.html).
func graft(path, fresh string) error {
	from, err := os.Open(fresh)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(path, os.O_RDWR, fileMode)
	if err != nil {
		return err
	}
	defer to.Close()
	header := make([]byte, 100)
	if _, err := io.ReadFull(from, header); err != nil {
		return err
	}
	size := int64(binary.BigEndian.Uint16(header[16:]))
	page := make([]byte, size)
	if _, err := from.ReadAt(page, 0); err != nil {
		return err
	}
	info, err := to.Stat()
	if err != nil {
		return err
	}
	binary.BigEndian.PutUint32(page[28:], uint32(info.Size()/size))
	_, err = to.WriteAt(page, 0)
	return err
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}
