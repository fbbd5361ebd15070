package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/pelletier/go-toml/v2"

	"easel/engine/problem"
)

// mostFile is the bytes of a file of keys: a few lines.
const mostFile = 64 << 10

// fromFile reads a profile's key from the private file: TOML with a line such
// as openai = "..." for each. Nothing of its content is in an error.
func (f *Finder) fromFile(profile string) (string, error) {
	if f.file == "" {
		return "", nil
	}
	info, err := os.Stat(f.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err == nil && !info.Mode().IsRegular(): // opening a pipe would wait for ever
		return "", f.unusable("is not a file", "Move what stands there")
	case err != nil:
		return "", f.unusable("cannot be read", "Check its permissions")
	}
	data, err := f.read()
	if err != nil {
		return "", err
	}
	var keys map[string]any
	if err := toml.Unmarshal(data, &keys); err != nil {
		return "", f.unusable("cannot be understood"+inLine(err), `Each line should look like openai = "KEY"`)
	}
	value, ok := keys[profile].(string)
	if _, there := keys[profile]; there && !ok {
		return "", f.unusable(fmt.Sprintf("has no text for %s", profile), `Each line should look like openai = "KEY"`)
	}
	return value, nil
}

// read reads the file if nobody else can.
func (f *Finder) read() ([]byte, error) {
	file, err := os.Open(f.file)
	if err != nil {
		return nil, f.unusable("cannot be read", "Check its permissions")
	}
	defer file.Close()
	info, err := file.Stat() // of what was opened, whatever stands there now
	if err != nil {
		return nil, f.unusable("cannot be read", "Check its permissions")
	}
	const others = 0o077
	if runtime.GOOS != "windows" && info.Mode().Perm()&others != 0 { // there, folders of a person are theirs
		return nil, f.unusable("can be read by others", "Make it yours alone: chmod 600 "+f.file)
	}
	data, err := io.ReadAll(io.LimitReader(file, mostFile+1))
	switch {
	case err != nil:
		return nil, f.unusable("cannot be read", "Check its permissions")
	case len(data) > mostFile:
		return nil, f.unusable("is larger than 64 KiB", "It should be a few lines")
	}
	return data, nil
}

func (f *Finder) unusable(what, hint string) error {
	return problem.New(problem.NotConfigured, fmt.Sprintf("The file of keys %s %s", f.file, what), hint)
}

// inLine is where a mistake is, and not what: that could be a key.
func inLine(err error) string {
	var d *toml.DecodeError
	if !errors.As(err, &d) {
		return ""
	}
	line, _ := d.Position()
	return fmt.Sprintf(" in line %d", line)
}
