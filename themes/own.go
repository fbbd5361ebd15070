package themes

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
)

// Set is the themes that a person can choose from: those that come with Easel,
// and their own. The zero value has no own ones.
type Set struct {
	own    []Theme // in the order of their names
	faults []fault // in the files of others
}

// fault is why a person's theme cannot be used.
type fault struct {
	name string
	err  error
}

// mostOwn is the bytes that a theme's file may have, a multiple of what one
// needs.
const mostOwn = 64 << 10

// Own reads a person's own themes: each NAME.toml of a folder is one, in the
// form of those beside this file. One with the name of a theme that comes with
// Easel takes its place. A file that is none keeps nobody from using the
// others; Fault and Faults tell what is wrong with it.
func Own(folder fs.FS) Set {
	var s Set
	entries, err := fs.ReadDir(folder, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.faults = append(s.faults, fault{err: fmt.Errorf("the folder of own themes cannot be read: %w", err)})
	}
	for _, e := range entries {
		name, is := strings.CutSuffix(e.Name(), ".toml")
		if !is || e.IsDir() {
			continue
		}
		t, err := readOwn(folder, name)
		if err != nil {
			s.faults = append(s.faults, fault{name, err})
			continue
		}
		s.own = append(s.own, t)
	}
	return s
}

func readOwn(folder fs.FS, name string) (Theme, error) {
	file := name + ".toml"
	if strings.EqualFold(name, "auto") || strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	}) {
		return Theme{}, fmt.Errorf("theme %q: a theme has a name of letters, digits, - and _, and auto is none", name)
	}
	info, err := fs.Stat(folder, file)
	switch {
	case err != nil:
		return Theme{}, fmt.Errorf("theme %s: %w", name, err)
	case !info.Mode().IsRegular() || info.Size() > mostOwn:
		return Theme{}, fmt.Errorf("theme %s: %s is no theme's file", name, path.Base(file))
	}
	data, err := fs.ReadFile(folder, file)
	if err != nil {
		return Theme{}, fmt.Errorf("theme %s: %w", name, err)
	}
	return Parse(name, data)
}

// All lists the themes in the order to show them: a person's own at the end,
// or in the place of those that they replace.
func (s Set) All() []Theme {
	all := All()
	for _, t := range s.own {
		if i := slices.IndexFunc(all, func(u Theme) bool { return strings.EqualFold(u.Name, t.Name) }); i >= 0 {
			all[i] = t
			continue
		}
		all = append(all, t)
	}
	return all
}

// Find gives the theme of that name; letter case does not matter.
func (s Set) Find(name string) (Theme, bool) {
	if s.Fault(name) != nil {
		return Theme{}, false
	}
	for _, t := range s.own {
		if strings.EqualFold(t.Name, name) {
			return t, true
		}
	}
	return Find(name)
}

// Fault is what is wrong with the person's file of that name; nil for nothing.
func (s Set) Fault(name string) error {
	for _, f := range s.faults {
		if f.name != "" && strings.EqualFold(f.name, name) {
			return f.err
		}
	}
	return nil
}

// Faults is what is wrong with files of the folder, a sentence each.
func (s Set) Faults() []error {
	errs := make([]error, len(s.faults))
	for i, f := range s.faults {
		errs[i] = f.err
	}
	return errs
}
