package config

import (
	"fmt"
	"path/filepath"
	"strings"

	"easel/engine/problem"
)

// Overrides is what flags set: a key's name and the text given for it.
type Overrides map[string]string

// Loaded is the settings and where each comes from.
type Loaded struct {
	Settings
	Source   map[string]string // by key: "default", "config file", "environment EASEL_THEME", "--theme"
	Profiles []Profile         // of the config file, in its order
}

// Load reads the settings: defaults, then the config file, then the
// environment, then flags. A file that is missing and a variable that is empty
// set nothing. PicturesDir comes back absolute: "~" is the home folder, a
// relative folder in the config file is relative to the file's folder, any
// other to the working folder. What cannot be understood is a problem of kind
// usage that names the place.
func Load(paths Paths, env func(string) string, flags Overrides) (Loaded, error) {
	l := loading{Loaded{Settings: Defaults(), Source: map[string]string{}, Profiles: []Profile{}}, homeFrom(env)}
	for _, s := range table() {
		l.Source[s.Name] = "default"
	}
	if err := l.fromFile(paths.ConfigFile); err != nil {
		return Loaded{}, err
	}
	if err := l.fromEnvironment(env); err != nil {
		return Loaded{}, err
	}
	if err := l.fromFlags(flags); err != nil {
		return Loaded{}, err
	}
	if l.PicturesDir == "" {
		l.PicturesDir, l.Source["pictures_dir"] = paths.PicturesDir, "default"
	}
	return l.Loaded, nil
}

// loading is what is known while the layers go over each other.
type loading struct {
	Loaded
	home string
}

func (l *loading) fromFile(path string) error {
	data, err := readFile(path)
	if err != nil || data == nil {
		return err
	}
	d, err := parse(path, data)
	if err != nil {
		return err
	}
	l.Profiles = append(l.Profiles, d.profiles...)
	for _, e := range d.entries {
		if err := l.put(e.setting, e.value, "config file", filepath.Dir(path)); err != nil {
			return inFile(path, e.line, fmt.Sprintf("%s must be %v, not %s", e.setting.Name, err, quote(e.value)))
		}
	}
	return nil
}

func (l *loading) fromEnvironment(env func(string) string) error {
	for _, s := range table() {
		value := strings.TrimSpace(env(s.Env))
		if value == "" {
			continue
		}
		if err := l.put(s, value, "environment "+s.Env, ""); err != nil {
			return problem.New(problem.Usage, fmt.Sprintf("%s must be %v, not %s", s.Env, err, quote(value)),
				"Correct it in the environment, or unset it")
		}
	}
	return nil
}

func (l *loading) fromFlags(flags Overrides) error {
	for _, s := range table() {
		value, ok := flags[s.Name]
		if !ok {
			continue
		}
		if err := l.put(s, value, s.flagName(), ""); err != nil {
			return problem.New(problem.Usage, fmt.Sprintf("%s must be %v, not %s", s.flagName(), err, quote(value)), "Correct it, or leave it out")
		}
	}
	return nil
}

func (k Key) flagName() string {
	if k.Flag == "" {
		return "--" + strings.ReplaceAll(plain(k.Name), "_", "-")
	}
	return k.Flag
}

// put sets a setting. A folder that is not absolute is relative to another
// one; to the working folder if that is empty.
func (l *loading) put(s setting, value, source, relativeTo string) error {
	if s.kind == aFolder {
		value = resolved(value, l.home, relativeTo)
	}
	if err := s.put(&l.Settings, value); err != nil {
		return err
	}
	l.Source[s.Name] = source
	return nil
}

// resolved makes a folder that a person wrote absolute. An empty one stays
// empty: it sets nothing.
func resolved(written, home, relativeTo string) string {
	if written == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(written, "~"); ok && home != "" && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		return filepath.Join(home, rest)
	}
	if filepath.IsAbs(written) {
		return filepath.Clean(written)
	}
	return absolute(filepath.Join(relativeTo, written))
}

func homeFrom(env func(string) string) string {
	for _, name := range []string{"HOME", "USERPROFILE"} {
		if v := env(name); v != "" {
			return v
		}
	}
	return ""
}
