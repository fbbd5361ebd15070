package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"easel/engine/problem"
)

// Init writes a config file that explains every setting and sets none. It
// never overwrites: a file that is there is a problem of kind usage.
func Init(path string) error {
	err := create(path, commented())
	if errors.Is(err, fs.ErrExist) {
		return problem.Wrap(err, problem.Usage, fmt.Sprintf("There is a config file already: %s", path), "Edit it; easel config show says what it sets")
	}
	return cannotWrite(path, err)
}

// Set changes one setting in the config file and nothing else in it: comments,
// order, spaces and line ends stay byte for byte. The value is text as in the
// environment. A file that is missing is written as Init writes it; one that
// cannot be understood is left alone, with the problem that Load has with it.
func Set(path, key, value string) error {
	s, ok := find(key)
	if !ok {
		return problem.New(problem.Usage, fmt.Sprintf("There is no setting %s", quote(key)),
			fmt.Sprintf("The nearest is %s; easel config show lists them all", nearest(key)))
	}
	var scratch Settings
	if err := s.put(&scratch, value); err != nil {
		return problem.New(problem.Usage, fmt.Sprintf("%s must be %v, not %s", key, err, quote(value)), "")
	}
	before, err := readFile(path)
	if err != nil {
		return err
	}
	missing := before == nil
	if missing {
		before = commented()
	}
	after, err := edited(path, before, s, s.literal(s.get(scratch)))
	if err != nil {
		return err
	}
	if missing {
		return cannotWrite(path, create(path, after))
	}
	if bytes.Equal(before, after) {
		return nil
	}
	return cannotWrite(path, replace(path, after))
}

// edited is a file with one setting changed.
func edited(path string, data []byte, s setting, literal string) ([]byte, error) {
	d, err := parse(path, data)
	if err != nil {
		return nil, err
	}
	for _, e := range d.entries {
		if e.setting.Name == s.Name {
			return splice(data, e.from, e.to, literal), nil
		}
	}
	end := "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		end = "\r\n"
	}
	line := s.Name + " = " + literal + end
	if at := afterComment(data, s.Name); at > 0 {
		// A line that only looks like a comment may stand inside a text of
		// several lines; then the setting would not be read back.
		if after := splice(data, at, at, line); reads(path, after, s.Name, len(d.entries)+1) {
			return after, nil
		}
	}
	at, within := d.place(data, s.Name)
	line = strings.TrimPrefix(line, within)
	if at == len(data) && at > 0 && data[at-1] != '\n' {
		line = end + line
	}
	return splice(data, at, at, line), nil
}

// place is where a new setting goes, and what of its name its table says
// already: into its own table if there is one, else before the first table and
// the comment above it, else to the end.
func (d document) place(data []byte, name string) (at int, within string) {
	for _, h := range d.headings {
		if !strings.HasPrefix(name, h.key+".") {
			continue
		}
		if n := bytes.IndexByte(data[h.at:], '\n'); n >= 0 {
			return h.at + n + 1, h.key + "."
		}
		return len(data), h.key + "."
	}
	if len(d.headings) == 0 {
		return len(data), ""
	}
	at = d.headings[0].at
	for at > 0 {
		before := 1 + bytes.LastIndexByte(data[:at-1], '\n')
		if !bytes.HasPrefix(data[before:at], []byte("#")) {
			break
		}
		at = before
	}
	return at, ""
}

func splice(data []byte, from, to int, with string) []byte {
	return slices.Concat(data[:from], []byte(with), data[to:])
}

// afterComment finds where the line ends that shows a setting's default, as
// Init writes it; 0 if there is none.
func afterComment(data []byte, name string) int {
	at := 0
	for line := range bytes.Lines(data) {
		at += len(line)
		if bytes.HasPrefix(line, []byte("# "+name+" = ")) && line[len(line)-1] == '\n' {
			return at
		}
	}
	return 0
}

func reads(path string, data []byte, name string, count int) bool {
	d, err := parse(path, data)
	return err == nil && len(d.entries) == count &&
		slices.ContainsFunc(d.entries, func(e entry) bool { return e.setting.Name == name })
}

// literal is a value as TOML.
func (s setting) literal(value string) string {
	if s.kind != aText && s.kind != aFolder {
		return value
	}
	return `"` + escapes.Replace(value) + `"` // control characters were refused
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func commented() []byte {
	var b bytes.Buffer
	b.WriteString("# Easel's settings. A line that begins with # sets nothing: take the # and the\n" +
		"# space after it away to set it. The environment and flags go over this file.\n")
	for _, s := range table() {
		fmt.Fprintf(&b, "\n# %s.\n# %s = %s\n", s.Help, s.Name, s.literal(s.Default))
	}
	b.WriteString(profileExample)
	return b.Bytes()
}

// create writes a new file, with its folder, and never over another.
func create(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := fill(f, data); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// replace changes a file in one step: after a crash it is the old one or the
// new one. A link stays one, what it points to is changed.
func replace(path string, data []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".config-*.part")
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(info.Mode().Perm()), fill(f, data)); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func cannotWrite(path string, err error) error {
	if err == nil {
		return nil
	}
	return problem.Wrap(err, problem.Failed, fmt.Sprintf("The config file %s cannot be written", path),
		"Check the folder's permissions and free space, or set EASEL_HOME to another folder")
}
