package config

import (
	"bufio"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Paths is where Easel keeps its things. All are absolute.
type Paths struct {
	ConfigFile  string
	DataDir     string // the library
	PicturesDir string // where pictures go unless the settings say otherwise
	CacheDir    string // may be deleted at any time
}

// KeysFile is the private file of keys, beside the config file. It need not
// exist.
func (p Paths) KeysFile() string { return filepath.Join(filepath.Dir(p.ConfigFile), "keys.toml") }

// ThemesDir is the folder of the person's own themes, beside the config file. It
// need not exist.
func (p Paths) ThemesDir() string { return filepath.Join(filepath.Dir(p.ConfigFile), "themes") }

// FindPaths finds the places for the person whose home folder is home.
// EASEL_HOME puts all of them under one folder. Otherwise they are where the
// XDG base directory specification says, with the system's own folders in the
// place of its defaults on macOS and Windows. Nothing is created.
func FindPaths(env func(string) string, home string) Paths {
	return findPaths(runtime.GOOS, env, home)
}

func findPaths(system string, env func(string) string, home string) Paths {
	if all := env("EASEL_HOME"); all != "" {
		return underOne(absolute(all))
	}
	b := baseFolders(system, env, absolute(home))
	p := Paths{
		ConfigFile:  filepath.Join(b.config, "easel", "config.toml"),
		DataDir:     filepath.Join(b.data, "easel"),
		PicturesDir: filepath.Join(b.pictures, "easel"),
		CacheDir:    filepath.Join(b.cache, "easel"),
	}
	if p.CacheDir == p.DataDir { // Windows has one folder for both, and who deletes a cache keeps the library
		p.CacheDir = filepath.Join(p.DataDir, "cache")
	}
	return p
}

func underOne(dir string) Paths {
	return Paths{
		ConfigFile:  filepath.Join(dir, "config.toml"),
		DataDir:     filepath.Join(dir, "data"),
		PicturesDir: filepath.Join(dir, "pictures"),
		CacheDir:    filepath.Join(dir, "cache"),
	}
}

type base struct{ config, data, cache, pictures string }

func baseFolders(system string, env func(string) string, home string) base {
	in := func(elements ...string) string { return filepath.Join(append([]string{home}, elements...)...) }
	// The specification: a path that is not absolute is to be ignored.
	xdg := func(name, otherwise string) string {
		if v := env(name); filepath.IsAbs(v) {
			return filepath.Clean(v)
		}
		return otherwise
	}
	var b base
	switch system {
	case "darwin", "ios":
		support := in("Library", "Application Support")
		b = base{config: support, data: support, cache: in("Library", "Caches"), pictures: in("Pictures")}
	case "windows":
		local := xdg("LocalAppData", in("AppData", "Local"))
		b = base{config: xdg("AppData", in("AppData", "Roaming")), data: local, cache: local, pictures: in("Pictures")}
	default:
		b = base{config: in(".config"), data: in(".local", "share"), cache: in(".cache"), pictures: in("Pictures")}
	}
	b.config = xdg("XDG_CONFIG_HOME", b.config)
	b.data = xdg("XDG_DATA_HOME", b.data)
	b.cache = xdg("XDG_CACHE_HOME", b.cache)
	b.pictures = xdg("XDG_PICTURES_DIR", userPictures(b.config, home, b.pictures))
	return b
}

// userPictures reads the name of the pictures folder, which desktops translate
// ("Bilder"), from where xdg-user-dirs keeps it.
func userPictures(config, home, otherwise string) string {
	f, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return otherwise
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		value, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), `XDG_PICTURES_DIR="`)
		if !ok {
			continue
		}
		value = strings.TrimSuffix(value, `"`)
		if rest, ok := strings.CutPrefix(value, "$HOME/"); ok {
			value = filepath.Join(home, rest)
		}
		if filepath.IsAbs(value) && filepath.Clean(value) != home { // home itself says "there is none"
			return filepath.Clean(value)
		}
	}
	return otherwise
}

// absolute is the path from the root on; without a working folder, as it is.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
