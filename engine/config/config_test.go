package config

import (
	"path/filepath"
	"testing"
)

func noEnv(string) string { return "" }

func TestFlagsGoOverEnvironmentOverFileOverDefaults(t *testing.T) {
	paths := findPaths("linux", func(k string) string {
		if k == "EASEL_HOME" {
			return filepath.Join(t.TempDir(), "easel")
		}
		return ""
	}, t.TempDir())
	for key, value := range map[string]string{"theme": "night", "count": "2", "chat": "openai:gpt-5"} {
		if err := Set(paths.ConfigFile, key, value); err != nil {
			t.Fatal(err)
		}
	}
	env := func(k string) string { return map[string]string{"EASEL_THEME": "dawn", "EASEL_COUNT": "3"}[k] }
	l, err := Load(paths, env, Overrides{"theme": "plain"})
	if err != nil {
		t.Fatal(err)
	}
	if l.Theme != "plain" || l.Count != 3 || l.Chat != "openai:gpt-5" || l.Image != "sketch" || !l.Mouse || l.PicturesDir != paths.PicturesDir {
		t.Errorf("settings are %+v", l.Settings)
	}
	for key, source := range map[string]string{"theme": "--theme", "count": "environment EASEL_COUNT", "chat": "config file", "image": "default"} {
		if l.Source[key] != source {
			t.Errorf("%s comes from %q, want %q", key, l.Source[key], source)
		}
	}
}
