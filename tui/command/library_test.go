package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheWholeLibraryGoesToAnotherMachine(t *testing.T) {
	m := newMachine(t)
	m.must("refine", "a beach")
	m.must("fav", "add", "two foxes in snow", "--tag", "fox", "--name", "foxes")
	picture := m.must("generate", "a forest").lines()[0]
	archive := filepath.Join(t.TempDir(), "everything.zip")
	if out := m.must("library", "backup", archive).out; out != archive+"\n" {
		t.Errorf("printed %q", out)
	}
	if r := m.run("library", "backup", archive); r.code != 2 {
		t.Errorf("over a file that is there: exit %d", r.code)
	}
	if err := os.Remove(picture); err != nil {
		t.Fatal(err)
	}
	other := newMachine(t)
	other.steps.Store(5000) // ids of its own
	other.must("fav", "add", "mine")
	if r := other.must("library", "restore", archive, "--json"); at(t, decode(t, r.out), "sessions") != 2.0 || at(t, decode(t, r.out), "favourites") != 1.0 || at(t, decode(t, r.out), "pictures") != 1.0 {
		t.Errorf("came: %s %s", r.out, r.err)
	}
	if r := other.must("library", "restore", archive); !strings.Contains(r.err, "0 sessions, 0 favourites and 0 pictures came.") {
		t.Errorf("the second time: %s", r.err)
	}
	if lines := other.must("history").lines(); len(lines) != 1 || !strings.Contains(lines[0], "\there\t") || filepath.Base(lines[0]) != filepath.Base(picture) {
		t.Errorf("history is %q", lines)
	}
	if lines := other.must("fav", "search", "fox").lines(); len(lines) != 1 || !strings.Contains(lines[0], "\tfox\t") {
		t.Errorf("favourites are %q", lines)
	}
	other.must("library", "check")
	for _, args := range [][]string{{"library", "restore", picture}, {"library", "restore"}, {"library"}, {"library", "chek"}, {"library", "where", "x"}} {
		if r := m.run(args...); r.code == 0 || r.out != "" {
			t.Errorf("%q: exit %d, %q", args, r.code, r.out)
		}
	}
}

// What a person made of a restored picture is theirs.
func TestRestoringOverwritesNothing(t *testing.T) {
	m := newMachine(t)
	picture := m.must("generate", "a forest").lines()[0]
	archive := filepath.Join(t.TempDir(), "everything.zip")
	m.must("library", "backup", archive)
	if err := os.Remove(picture); err != nil {
		t.Fatal(err)
	}
	other := newMachine(t)
	restored := func() string {
		t.Helper()
		other.must("library", "restore", archive)
		fields := strings.Split(other.must("history").lines()[0], "\t")
		return fields[len(fields)-1]
	}
	first := restored()
	if err := os.WriteFile(first, []byte("cropped"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := restored()
	if data, err := os.ReadFile(first); string(data) != "cropped" || second == first {
		t.Errorf("%s became %d bytes, %v; the picture is now %s", first, len(data), err, second)
	}
	other.must("library", "check")
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(archive), ".*")); len(left) > 0 {
		t.Errorf("beside the archive is left %q, %v", left, err)
	}
}

func TestLibraryCheckSaysWhatIsWrong(t *testing.T) {
	m := newMachine(t)
	gone, changed := m.must("generate", "a beach").lines()[0], m.must("generate", "a forest").lines()[0]
	if r := m.must("library", "check"); r.out != "" || !strings.Contains(r.err, "2 sessions, 2 pictures.") {
		t.Errorf("of a whole one: %q, %q", r.out, r.err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(changed, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := m.run("library", "check")
	if strings.Contains(r.err, "damaged") {
		t.Errorf("the library is whole: %q", r.err)
	}
	if r.code != 1 || !strings.Contains(r.out, "gone: "+gone) || !strings.Contains(r.out, "changed since it was saved: "+changed) {
		t.Errorf("exit %d, %q", r.code, r.out)
	}
}

// A picture that was moved is found by its hash: beside Easel's folder of
// pictures, where others were saved, or where a person says.
func TestMovedPicturesAreFound(t *testing.T) {
	m := newMachine(t)
	out, far := t.TempDir(), t.TempDir()
	first, second, third := m.must("generate", "a beach").lines()[0], m.must("generate", "a forest").lines()[0], m.must("generate", "a lamp", "--out", out).lines()[0]
	ours := filepath.Dir(filepath.Dir(filepath.Dir(first)))
	for from, to := range map[string]string{first: filepath.Join(ours, "holidays", "a.png"), second: filepath.Join(filepath.Dir(third), "b.png"), third: filepath.Join(far, "deep", "c.png")} {
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	r := m.must("history")
	if !strings.Contains(r.err, "Found again: "+filepath.Join(ours, "holidays", "a.png")) {
		t.Errorf("said %q", r.err)
	}
	history := r.out
	for _, there := range []string{filepath.Join("holidays", "a.png"), "b.png"} {
		if !strings.Contains(history, there) {
			t.Errorf("%s is not found:\n%s", there, history)
		}
	}
	if r := m.run("library", "check"); r.code != 1 || !strings.Contains(r.out, "gone: "+third) || !strings.Contains(r.err, "Looked for what is gone in "+ours) {
		t.Errorf("exit %d, %q, %q", r.code, r.out, r.err)
	}
	if r := m.must("library", "check", far); r.out != "" || !strings.Contains(m.must("history").out, "c.png") {
		t.Errorf("printed %q", r.out)
	}
	if r := m.run("library", "check", filepath.Join(far, "nowhere")); r.code != 2 {
		t.Errorf("a folder that is not there: exit %d", r.code)
	}
}

func TestLibraryBackups(t *testing.T) {
	m := newMachine(t)
	if r := m.must("library", "backup"); r.out != "" {
		t.Errorf("of nothing: %q", r.out)
	}
	m.must("fav", "add", "a beach")
	made := m.must("library", "backup").lines()
	if again := m.must("library", "backup"); len(made) != 1 || again.out != "" {
		t.Errorf("made %q and %q", made, again.out)
	}
	if lines := m.must("library", "where").lines(); len(lines) != 2 || lines[1] != made[0] {
		t.Errorf("where: %q", lines)
	}
	other := newMachine(t)
	for _, want := range []string{"0 sessions, 1 favourite and 0 pictures came.", "0 sessions, 0 favourites and 0 pictures came."} {
		if r := other.must("library", "restore", made[0]); !strings.Contains(r.err, want) {
			t.Errorf("a backup is restored: %q", r.err)
		}
	}
}
