package picture

import "errors"

// breaking is a folder in which one step goes wrong.
type breaking struct {
	folder
	step string // the step that fails: "create", "write", ...
	err  error
	took *[]string // the steps that were taken, if anybody wants to know
}

func (b *breaking) fails(step string) error {
	if b.took != nil {
		*b.took = append(*b.took, step)
	}
	if step == b.step {
		return b.err
	}
	return nil
}

func (b *breaking) Create(name string) (file, error) {
	if err := b.fails("create"); err != nil {
		return nil, err
	}
	f, err := b.folder.Create(name)
	if err != nil {
		return nil, err
	}
	return &breakingFile{f, b}, nil
}

func (b *breaking) Link(from, to string) error {
	if err := b.fails("link"); err != nil {
		return err
	}
	return b.folder.Link(from, to)
}

func (b *breaking) Rename(from, to string) error {
	if err := b.fails("rename"); err != nil {
		return err
	}
	return b.folder.Rename(from, to)
}

func (b *breaking) Sync() error {
	if err := b.fails("sync folder"); err != nil {
		return err
	}
	return b.folder.Sync()
}

type breakingFile struct {
	file
	in *breaking
}

func (f *breakingFile) Write(p []byte) (int, error) {
	if err := f.in.fails("write"); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

func (f *breakingFile) Sync() error {
	if err := f.in.fails("sync"); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *breakingFile) Close() error {
	return errors.Join(f.file.Close(), f.in.fails("close"))
}

// breakingStore saves below dir into folders that break.
func breakingStore(dir, step string, err error) *Store {
	s := NewStore(dir, noon)
	s.open = func(dir, day string) (folder, error) {
		f, openErr := openRootFolder(dir, day)
		return &breaking{folder: f, step: step, err: err}, openErr
	}
	return s
}
