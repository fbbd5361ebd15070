package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"easel/engine/problem"
)

// below lists every file below a folder.
func below(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAPictureCarriesEverythingThatMadeIt(t *testing.T) {
	seed, cost := uint32(4294967295), 0.042
	made := Made{
		Schema: schemaVersion, Easel: "1.0", Created: noon(),
		Prompt: "a calm beach, low sun: \"gold\"\nSteps: none", Negative: "people", RevisedPrompt: "a beach",
		Generator: "openai", Model: "gpt-image-2", Quality: "high", Seed: &seed, Width: 40, Height: 30, CostUSD: &cost,
		NotDrawn: []string{"lantern"}, Axes: map[string]string{"time": "sunset"}, Session: "s1", Generation: "g1",
		Conversation: []Turn{{"user", "a beach 海 🌊 <b>"}, {"assistant", "Golden hour."}}, Parents: []string{"p2", "p1"},
	}
	dir := t.TempDir()
	saved, err := NewStore(dir, noon).Save(aPNG(t, 40, 30), made)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "2026-11-22", "a-calm-beach-low-sun-gold-steps-none-123456-"+saved.SHA256[:6]+".png"); saved.Path != want {
		t.Errorf("saved as %s, want %s", saved.Path, want)
	}
	data, err := os.ReadFile(saved.Path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if want := (Saved{saved.Path, 40, 30, int64(len(data)), hex.EncodeToString(sum[:])}); saved != want {
		t.Errorf("got %+v, want %+v", saved, want)
	}
	info, err := Read(saved.Path)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*info.Made, made) || info.Source != SourceEasel || info.Format != "png" || info.Width != 40 || info.Height != 30 {
		t.Errorf("read %+v\nof %+v", info, info.Made)
	}
	if !strings.HasSuffix(info.Parameters, "\nNegative prompt: people\nSeed: 4294967295, Size: 40x30, Model: gpt-image-2, Version: easel 1.0") {
		t.Errorf("other programs read %q", info.Parameters)
	}
	if _, err := DecodeFile(saved.Path); err != nil {
		t.Error(err)
	}
}

func TestWithoutOurChunkTheParametersTell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "theirs.png")
	write := func(data []byte) Info {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		info, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	theirs := withTexts(aPNG(t, 8, 8), text{"parameters", "a cat\nNegative prompt: dogs\nSteps: 20, Seed: 7, Size: 512x640, Model: v1-5"})
	info := write(theirs)
	if m := info.Made; info.Source != SourceA1111 || m.Prompt != "a cat" || m.Negative != "dogs" || *m.Seed != 7 || m.Width != 512 || m.Height != 640 || m.Model != "v1-5" {
		t.Errorf("read %+v, %+v", info, info.Made)
	}
	for name, own := range map[string]string{"no JSON": "{", "no schema": `{"prompt":"x"}`, "null": "null", "another type": `{"schema":1,"seed":"x"}`} {
		if info := write(withTexts(theirs, text{"easel", own})); info.Source != SourceA1111 {
			t.Errorf("%s: the easel chunk %q was believed", name, own)
		}
	}
	if info := write(withTexts(theirs, text{"easel", `{"schema":99,"prompt":"newer","unheard":[1]}`})); info.Source != SourceEasel || info.Made.Prompt != "newer" || info.Made.Width != 8 {
		t.Errorf("a newer chunk was not read: %+v", info)
	}
	if info := write(withTexts(aPNG(t, 8, 8), text{"parameters", `{"sui_image_params":{}}`})); info.Made != nil || info.Source != "" || info.Parameters == "" {
		t.Errorf("another program's JSON was read as a prompt: %+v", info.Made)
	}
}

func TestOtherFormatsAreSavedAsTheyAre(t *testing.T) {
	for format, extension := range map[string]string{"jpeg": ".jpg", "webp": ".webp", "gif": ".gif"} {
		data := encodedAs(t, format)
		saved, err := NewStore(t.TempDir(), noon).Save(data, Made{Prompt: "sea.png"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(saved.Path)
		if err != nil || !bytes.Equal(got, data) || filepath.Ext(saved.Path) != extension {
			t.Errorf("%s was saved as %s, %v", format, saved.Path, err)
		}
	}
}

func TestADamagedPictureIsKeptAndNoPictureIsNot(t *testing.T) {
	dir := t.TempDir()
	store := NewStore(dir, noon)
	if _, err := store.Save(aPNG(t, 64, 64)[:300], Made{Prompt: "cut"}); err != nil {
		t.Error(err)
	}
	if _, err := store.Save(bombPNG(30000, 30000, 8, 6, 0), Made{Prompt: "large"}); err != nil {
		t.Error(err)
	}
	if saved, err := store.Save(aPNG(t, 64, 64)[:20], Made{Prompt: "hardly begun"}); err != nil || saved.Width != 0 || saved.Bytes != 20 {
		t.Errorf("%+v, %v", saved, err)
	}
	if _, err := store.Save([]byte("<html>502 Bad Gateway</html>"), Made{}); err == nil {
		t.Error("a web page was saved as a picture")
	}
	if got := below(t, dir); len(got) != 3 {
		t.Errorf("there are %v", got)
	}
}

func TestNothingIsEverOverwritten(t *testing.T) {
	dir := t.TempDir()
	data := aPNG(t, 8, 8)
	const savers = 8
	var wait sync.WaitGroup
	paths := make([]string, savers)
	for i := range savers {
		wait.Go(func() {
			saved, err := NewStore(dir, noon).Save(data, Made{Prompt: "the same"})
			if err != nil {
				t.Error(err)
			}
			paths[i] = saved.Path
		})
	}
	wait.Wait()
	different := map[string]bool{}
	for _, p := range paths {
		different[p] = true
	}
	if files := below(t, dir); len(different) != savers || len(files) != savers {
		t.Errorf("%d saves of the same picture in the same second made %v", savers, files)
	}
}

func TestAHugeConversationDoesNotKeepAPictureFromBeingSaved(t *testing.T) {
	long := strings.Repeat("all work and no play ", maxText/20)
	saved, err := NewStore(t.TempDir(), noon).Save(aPNG(t, 8, 8), Made{Prompt: "a sea", Conversation: []Turn{{"user", long}}})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := Read(saved.Path); err != nil || info.Source != SourceEasel || info.Made.Prompt != "a sea" || info.Made.Conversation != nil {
		t.Errorf("read %v, %v", info.Source, err)
	}
}

// TestTheDataIsOnTheDiskBeforeItsName is about the order: a crash between any
// two steps leaves a whole picture under its name, or none.
func TestTheDataIsOnTheDiskBeforeItsName(t *testing.T) {
	var took []string
	s := NewStore(t.TempDir(), noon)
	s.open = func(dir, day string) (folder, error) {
		f, err := openRootFolder(dir, day)
		return &breaking{folder: f, took: &took}, err
	}
	if _, err := s.Save(aPNG(t, 8, 8), Made{}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"create", "write", "sync", "close", "link", "sync folder"}; !slices.Equal(took, want) {
		t.Errorf("steps were %v, want %v", took, want)
	}
}

func TestAfterAFailureThereIsNoNewFile(t *testing.T) {
	for _, step := range []string{"create", "write", "sync", "close", "sync folder"} {
		dir := t.TempDir()
		_, err := breakingStore(dir, step, syscall.ENOSPC).Save(aPNG(t, 8, 8), Made{Prompt: "a sea"})
		var p *problem.Problem
		if !errors.As(err, &p) || p.Kind != problem.Failed || !strings.Contains(p.Message, filepath.Join(dir, "2026-11-22")) || !strings.Contains(p.Hint, "--out DIR") {
			t.Errorf("%s: %v", step, err)
		}
		if left := below(t, dir); left != nil {
			t.Errorf("%s: %v was left behind", step, left)
		}
	}
}

func TestWhereThereAreNoLinksNothingIsOverwrittenEither(t *testing.T) {
	dir := t.TempDir()
	noLinks := breakingStore(dir, "link", syscall.EPERM)
	seen := map[string]bool{}
	for range 3 {
		saved, err := noLinks.Save(aPNG(t, 8, 8), Made{Prompt: "a sea"})
		if err != nil {
			t.Fatal(err)
		}
		if info, err := Read(saved.Path); err != nil || info.Made == nil {
			t.Errorf("%s: %v", saved.Path, err)
		}
		seen[saved.Path] = true
	}
	if files := below(t, dir); len(seen) != 3 || len(files) != 3 {
		t.Errorf("three pictures are %v", files)
	}
	full := NewStore(dir, noon)
	full.open = func(dir, day string) (folder, error) {
		f, err := openRootFolder(dir, day)
		noLinks := &breaking{folder: f, step: "link", err: syscall.EPERM}
		return &breaking{folder: noLinks, step: "rename", err: syscall.EIO}, err
	}
	if _, err := full.Save(aPNG(t, 8, 8), Made{Prompt: "a sea"}); err == nil {
		t.Error("a rename that failed went unnoticed")
	}
	if files := below(t, dir); len(files) != 3 {
		t.Errorf("after a rename that failed there are %v", files)
	}
}

func TestAFolderThatFailsIsNamedWithWhatToDo(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "no space left"}, {syscall.EDQUOT, "no space left"}, {syscall.EROFS, "cannot be written to"},
		{syscall.EACCES, "cannot be written to"}, {syscall.EPERM, "cannot be written to"}, {syscall.ENOTDIR, "a file stands where"},
		{syscall.EIO, "could not be saved"},
	} {
		dir := t.TempDir()
		for _, err := range []error{
			second(breakingStore(dir, "create", c.err).Save(aPNG(t, 8, 8), Made{})),
			breakingStore(dir, "create", c.err).Ready(),
		} {
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), dir) ||
				!strings.Contains(err.Error(), "pictures_dir") || !errors.Is(err, c.err) {
				t.Errorf("%v: %v", c.err, err)
			}
		}
	}
}

func TestAFileWhereAFolderShouldBe(t *testing.T) {
	root := t.TempDir()
	inTheWay := filepath.Join(root, "file")
	if err := os.WriteFile(inTheWay, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	day := filepath.Join(root, "pictures")
	if err := os.Mkdir(day, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(day, "2026-11-22"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{inTheWay, filepath.Join(inTheWay, "below"), day} {
		_, err := NewStore(dir, noon).Save(aPNG(t, 8, 8), Made{})
		if err == nil || !strings.Contains(err.Error(), "a file stands where a folder should be") {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if got := below(t, root); len(got) != 2 {
		t.Errorf("there are %v", got)
	}
}

func TestNoNameLeavesTheFolder(t *testing.T) {
	root := t.TempDir()
	dir, outside := filepath.Join(root, "pictures"), filepath.Join(root, "outside")
	for _, d := range []string{dir, outside} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, prompt := range []string{"../../outside/x", "/etc/passwd", `..\..\x`, "a/b/c", "..", "\x00", "CON"} {
		saved, err := NewStore(dir, noon).Save(aPNG(t, 8, 8), Made{Prompt: prompt})
		if err != nil || filepath.Dir(saved.Path) != filepath.Join(dir, "2026-11-22") {
			t.Errorf("%q went to %s, %v", prompt, saved.Path, err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "2026-11-23")); err != nil {
		t.Skip("no symbolic links here")
	}
	tomorrow := func() time.Time { return noon().AddDate(0, 0, 1) }
	if saved, err := NewStore(dir, tomorrow).Save(aPNG(t, 8, 8), Made{}); err == nil {
		t.Errorf("a link led out to %s", saved.Path)
	}
	f, err := openRootFolder(dir, "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Create("../../outside/x"); err == nil {
		t.Error("a name left the folder")
	}
	if got := below(t, outside); got != nil {
		t.Errorf("outside there is %v", got)
	}
}

func TestReadyLeavesNothingBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "down")
	if err := NewStore(dir, noon).Ready(); err != nil {
		t.Fatal(err)
	}
	if left := below(t, dir); left != nil {
		t.Errorf("there is %v", left)
	}
}

func TestARelativeFolderGivesAnAbsolutePath(t *testing.T) {
	t.Chdir(t.TempDir())
	saved, err := NewStore("pictures", noon).Save(aPNG(t, 8, 8), Made{})
	if err != nil || !filepath.IsAbs(saved.Path) {
		t.Errorf("saved as %s, %v", saved.Path, err)
	}
}

func TestALeftoverOfACrashIsNoObstacle(t *testing.T) {
	dir := t.TempDir()
	day := filepath.Join(dir, "2026-11-22")
	if err := os.Mkdir(day, 0o700); err != nil {
		t.Fatal(err)
	}
	leftover := filepath.Join(day, fmt.Sprintf(".easel-%d-0.part", os.Getpid()))
	if err := os.WriteFile(leftover, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewStore(dir, noon).Save(aPNG(t, 8, 8), Made{}); err != nil {
		t.Fatal(err)
	}
	if got := below(t, dir); len(got) != 2 {
		t.Errorf("there are %v", got)
	}
}
