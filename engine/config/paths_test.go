package config

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPathsUnderOneFolder(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	all := filepath.Join(dir, "e")
	want := Paths{filepath.Join(all, "config.toml"), filepath.Join(all, "data"), filepath.Join(all, "pictures"),
		filepath.Join(all, "cache")}
	for _, written := range []string{all, "e", "./e/"} {
		env := environment("EASEL_HOME", written, "XDG_CONFIG_HOME", filepath.Join(dir, "elsewhere"), "XDG_PICTURES_DIR", filepath.Join(dir, "p"))
		if got := FindPaths(env, filepath.Join(dir, "home")); got != want {
			t.Errorf("with EASEL_HOME=%s got %+v", written, got)
		}
	}
}

func TestPathsOfEachSystem(t *testing.T) {
	home, err := filepath.Abs(filepath.Join(t.TempDir(), "person"))
	if err != nil {
		t.Fatal(err)
	}
	in := func(parts ...string) string { return filepath.Join(append([]string{home}, parts...)...) }
	for name, c := range map[string]struct {
		system string
		env    func(string) string
		want   Paths
	}{
		"Linux": {"linux", environment(), Paths{in(".config/easel/config.toml"), in(".local/share/easel"), in("Pictures/easel"),
			in(".cache/easel")}},
		"BSD with its own folders": {"openbsd",
			environment("XDG_CONFIG_HOME", in("c"), "XDG_DATA_HOME", in("d"), "XDG_CACHE_HOME", in("k"), "XDG_PICTURES_DIR", in("p")),
			Paths{in("c/easel/config.toml"), in("d/easel"), in("p/easel"), in("k/easel")}},
		"relative ones do not count": {"linux", environment("XDG_CONFIG_HOME", "c", "XDG_DATA_HOME", "./d", "XDG_PICTURES_DIR", "p"),
			Paths{in(".config/easel/config.toml"), in(".local/share/easel"), in("Pictures/easel"),
				in(".cache/easel")}},
		"macOS": {"darwin", environment(), Paths{in("Library/Application Support/easel/config.toml"), in("Library/Application Support/easel"),
			in("Pictures/easel"), in("Library/Caches/easel")}},
		"Windows": {"windows", environment("AppData", in("roaming")), Paths{in("roaming/easel/config.toml"), in("AppData/Local/easel"),
			in("Pictures/easel"), in("AppData/Local/easel/cache")}},
	} {
		if got := findPaths(c.system, c.env, home); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestThePicturesFolderThatTheDesktopNames(t *testing.T) {
	for text, want := range map[string]string{
		"# c\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\n":  "Bilder",
		"XDG_MUSIC_DIR=\"$HOME/Musik\"\n":           "Pictures",
		"XDG_PICTURES_DIR=\"$HOME/\"\n":             "Pictures", // there is none
		"XDG_PICTURES_DIR=\"relative\"\n":           "Pictures",
		"XDG_PICTURES_DIR=\"$HOME/a/../b\"":         "b",
		"garbage \x00\xff\nXDG_PICTURES_DIR=\"":     "Pictures",
		"  XDG_PICTURES_DIR=\"$HOME/Mes images\"\n": "Mes images",
	} {
		home := t.TempDir()
		if err := os.Mkdir(filepath.Join(home, ".config"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := findPaths("linux", environment(), home).PicturesDir; got != filepath.Join(home, want, "easel") {
			t.Errorf("%q: pictures go to %s", text, got)
		}
	}
}
