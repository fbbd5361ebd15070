package keys

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"easel/engine/problem"
)

const canary = "sk-canary-0123456789abcdef"

func environment(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

type ring map[string]string

func (r ring) Get(service, user string) (string, error) {
	if v, ok := r[service+"/"+user]; ok {
		return v, nil
	}
	return "", errors.New("secret not found in keyring: " + canary)
}

// stuck is a keyring whose person is away.
type stuck chan struct{}

func (s stuck) Get(string, string) (string, error) {
	<-s
	return "", nil
}

func file(t *testing.T, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys.toml")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhereAKeyIsFoundFirst(t *testing.T) {
	variables := []string{"A_KEY", "B_KEY"}
	path := file(t, "openai = \"from-file\" # mine\nxai = 'other'\n", 0o600)
	for _, c := range []struct {
		env       map[string]string
		ring      Ring
		key, from string
	}{
		{map[string]string{"A_KEY": " from-a\n", "B_KEY": "from-b"}, ring{"easel/openai": "from-ring"}, "from-a", "A_KEY"},
		{map[string]string{"A_KEY": "  ", "B_KEY": "from-b"}, ring{"easel/openai": "from-ring"}, "from-b", "B_KEY"},
		{nil, ring{"easel/openai": "from-ring\n"}, "from-ring", "the keyring"},
		{nil, ring{"easel/xai": "x"}, "from-file", path},
		{nil, nil, "from-file", path},
	} {
		got, err := New(environment(c.env), c.ring, path).Find(t.Context(), "openai", variables)
		if err != nil || got.Key.Reveal() != c.key || got.From != c.from {
			t.Errorf("got %q from %q, %v, want %q from %q", got.Key.Reveal(), got.From, err, c.key, c.from)
		}
		if text := fmt.Sprintf("%v %+v %#v", got, got, got); strings.Contains(text, c.key) && c.key != "" {
			t.Errorf("the key is in %s", text)
		}
	}
	for _, missing := range []string{"", filepath.Join(t.TempDir(), "none.toml"), file(t, "", 0o600), file(t, "xai = 'other'", 0o400)} {
		got, err := New(environment(nil), ring{}, missing).Find(t.Context(), "openai", variables)
		if err != nil || !got.Key.Empty() || got.From != "" {
			t.Errorf("%q: got %+v, %v", missing, got, err)
		}
	}
}

func TestWhatIsNoKey(t *testing.T) {
	for _, value := range []string{canary + "\nand more", canary + " x", canary + "\x1b[31m", canary + "é", canary + strings.Repeat("x", longest)} {
		for name, f := range map[string]*Finder{
			"environment": New(environment(map[string]string{"K": value}), nil, ""),
			"keyring":     New(environment(nil), ring{"easel/openai": value}, ""),
		} {
			_, err := f.Find(t.Context(), "openai", []string{"K"})
			notConfigured(t, name, err)
		}
	}
}

func notConfigured(t *testing.T, says string, err error) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != problem.NotConfigured || p.Hint == "" {
		t.Errorf("%s: got %v, want a problem of kind not_configured with a hint", says, err)
		return
	}
	if text := fmt.Sprintf("%v %+v %v", err, *p, p.Cause); strings.Contains(text, "canary") {
		t.Errorf("%s: the key is in %s", says, text)
	}
}

func TestFilesThatAreNotUsed(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(t.TempDir(), "pipe")
	files := map[string]string{
		"a folder":        folder,
		"no TOML":         file(t, "openai = "+canary+"\n", 0o600),
		"cut off":         file(t, "openai = \""+canary, 0o600),
		"a table":         file(t, "[openai]\nkey = \""+canary+"\"\n", 0o600),
		"a number":        file(t, "openai = 5\n", 0o600),
		"twice":           file(t, "openai = \""+canary+"\"\nopenai = \""+canary+"\"\n", 0o600),
		"too long":        file(t, "openai = \""+canary+"\"\n"+strings.Repeat("# x\n", 20_000), 0o600),
		"no key at all":   file(t, "openai = \"two words "+canary+"\"\n", 0o600),
		"binary":          file(t, "openai = \""+canary+"\x00\"", 0o600),
		"of bytes at all": file(t, "\xff\xfe"+canary, 0o600),
	}
	if runtime.GOOS != "windows" {
		files["others may read it"] = file(t, "openai = \""+canary+"\"\n", 0o640)
		files["others may write it"] = file(t, "openai = \""+canary+"\"\n", 0o602)
		if err := makePipe(pipe); err == nil {
			files["a pipe"] = pipe
		}
	}
	for says, path := range files {
		_, err := New(environment(nil), nil, path).Find(t.Context(), "openai", nil)
		notConfigured(t, says, err)
		if err != nil && !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v does not name the file", says, err)
		}
	}
	_, err := New(environment(nil), nil, file(t, "x = 1", 0o644)).Find(t.Context(), "openai", nil)
	if runtime.GOOS != "windows" && (err == nil || !strings.Contains(err.Error(), "chmod 600")) {
		t.Errorf("got %v", err)
	}
}

func TestAKeyringThatDoesNotAnswer(t *testing.T) {
	s := make(stuck)
	t.Cleanup(func() { close(s) })
	f := New(environment(nil), s, file(t, "openai = 'from-file'", 0o600))
	f.patience = 1
	if got, err := f.Find(t.Context(), "openai", nil); err != nil || got.Key.Reveal() != "from-file" {
		t.Errorf("got %+v, %v", got, err)
	}
	f.patience = patience
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Find(ctx, "openai", nil); problem.Of(err) == nil || problem.Of(err).Kind != problem.Interrupted {
		t.Errorf("got %v", err)
	}
}

func TestHowToNeverTakesTheKeyAsAnArgument(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows", "openbsd"} {
		got := howTo(system, "xai")
		if !strings.Contains(got, Service) || !strings.Contains(got, "xai") || strings.Contains(got, "KEY") {
			t.Errorf("%s: %s", system, got)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add("openai = \"key\"\n")
	f.Add("[openai]\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "keys.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := New(environment(nil), nil, path).Find(t.Context(), "openai", nil)
		if err != nil && problem.Of(err).Kind != problem.NotConfigured {
			t.Errorf("%q: %v", text, err)
		}
		if strings.ContainsAny(got.Key.Reveal(), "\r\n\x00 ") {
			t.Errorf("%q: a key that breaks a header", text)
		}
	})
}
