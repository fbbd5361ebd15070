package command_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// received is what a server got: where, and the fields and files of a form.
type received struct {
	path   string
	values map[string]string
	files  [][]byte
	named  map[string][]byte // the last file of each field
}

// edits paints, and notes what it was asked for.
func edits(t *testing.T, got *received) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*got = received{path: r.URL.Path, values: map[string]string{}, named: map[string][]byte{}}
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
			return
		}
		for name, values := range r.MultipartForm.Value {
			got.values[name] = values[0]
		}
		for field, files := range r.MultipartForm.File {
			for _, header := range files {
				file, err := header.Open()
				if err != nil {
					t.Error(err)
					return
				}
				data, err := io.ReadAll(file)
				if err != nil {
					t.Error(err)
				}
				got.files, got.named[field] = append(got.files, data), data
			}
		}
		paints(w, r)
	}
}

func TestAPictureIsChangedByACommand(t *testing.T) {
	var got received
	m, server := openAI(t, edits(t, &got))
	before := m.must("generate", "a secret beach").lines()[0]
	r := m.must("generate", "the same, but at night", "--reference", before, "--reference", before, "--image", "openai")
	if got.path != "/v1/images/edits" || got.values["prompt"] != "the same, but at night" || got.values["model"] != "gpt-image-2" || len(got.files) != 2 {
		t.Fatalf("asked for %+v", got)
	}
	if data, err := os.ReadFile(before); err != nil || !bytes.Contains(data, []byte("a secret beach")) || bytes.Contains(got.files[0], []byte("a secret beach")) {
		t.Error("the picture told what it was made from")
	}
	if !strings.Contains(r.err, "1 picture by openai: $") || !strings.Contains(r.err, ", with 2 pictures sent along.") || len(server.requests()) != 1 {
		t.Errorf("told %q, asked %q", r.err, server.requests())
	}
	if said := m.must("show", r.lines()[0]).out; strings.Count(said, "From ") != 2 {
		t.Errorf("the picture says %s", said)
	}
}

func TestMoreLikeAPicture(t *testing.T) {
	var got received
	m, server := newMachine(t), &listening{answer: edits(t, &got)}
	m.connect(network{"pictures.example": server})
	m.writeConfig("[[profile]]\nname = \"old\"\nlike = \"openai\"\nbase_url = \"https://pictures.example/v1\"\nimage_model = \"dall-e-2\"\n")
	before := m.must("generate", "a beach").lines()[0]
	m.must("generate", "--like", before, "--image", "old", "--yes")
	if _, said := got.values["prompt"]; got.path != "/v1/images/variations" || said || len(got.files) != 1 {
		t.Errorf("asked for %+v", got)
	}
}

func TestPicturesThatCannotBeStartedFrom(t *testing.T) {
	m, server := openAI(t, paints)
	text := filepath.Join(t.TempDir(), "text.png")
	if err := os.WriteFile(text, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{2, "does not start from a picture", []string{"a beach", "--reference", text}},
		{1, "not a picture", []string{"a beach", "--reference", text, "--image", "openai"}},
		{1, "There is no file", []string{"a beach", "--reference", text + "x", "--image", "openai"}},
		{2, "does not make variations", []string{"--like", text, "--image", "openai"}},
		{2, "--like takes no prompt", []string{"a beach", "--like", text, "--image", "openai"}},
	} {
		r := m.run(append([]string{"generate"}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.lastLine(), c.says) || r.out != "" || len(server.requests()) > 0 {
			t.Errorf("%q: exit %d, %q, asked %q", c.args, r.code, r.lastLine(), server.requests())
		}
	}
}

func TestTheBudgetIsForAllPrompts(t *testing.T) {
	m, server := openAI(t, paints)
	m.setenv("EASEL_BUDGET_SESSION", "0.5")
	m.stdin = strings.Repeat("a beach\n", 20)
	if r := m.run("generate", "-", "--image", "openai"); r.code != 5 || len(server.requests()) != 0 {
		t.Errorf("exit %d, %q, asked %q", r.code, r.lastLine(), server.requests())
	}
}
