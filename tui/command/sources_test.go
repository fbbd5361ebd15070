package command_test

import (
	"bytes"
	"context"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
)

// retouched is a machine with a picture that was made from another under a mask.
func retouched(t *testing.T) (m *machine, picture, before, mask string, asked *[]imagegen.Request) {
	t.Helper()
	m, before, asked = retouching(t)
	mask = maskFile(t, 64, 96, true)
	picture = m.must("generate", "a boat", "--reference", before, "--mask", mask, "--size", "64x96", "--image", "retoucher").lines()[0]
	return m, picture, before, mask, asked
}

func TestRedoStartsFromTheSamePictures(t *testing.T) {
	m, picture, before, mask, asked := retouched(t)
	again := m.must("redo", picture).lines()[0]
	if len(*asked) != 2 {
		t.Fatalf("asked for %d generations", len(*asked))
	}
	first, second := (*asked)[0], (*asked)[1]
	if len(second.References) != 1 || !bytes.Equal(second.References[0].Data, first.References[0].Data) || second.Mask.Share() != first.Mask.Share() ||
		second.Width != 64 || second.Height != 96 || second.Seed != first.Seed {
		t.Errorf("asked for %+v, and then for %+v", first, second)
	}
	for _, path := range []string{picture, again} {
		document := decode(t, m.must("show", path, "--json").out)
		if at(t, document, "references.0.path") != before || at(t, document, "mask.path") != mask || len(at(t, document, "mask.sha256").(string)) != 64 {
			t.Errorf("%s says %v", path, document)
		}
		if said := m.must("show", path).out; !strings.Contains(said, "\nFrom       "+before+"\nMask       "+mask+"\n") {
			t.Errorf("%s says %s", path, said)
		}
		if data, err := os.ReadFile(path); err != nil || bytes.Contains(data, []byte(before)) || bytes.Contains(data, []byte(mask)) {
			t.Errorf("%s tells where files of the person are: %v", path, err)
		}
	}
	if lines := m.must("history").lines(); !strings.HasSuffix(lines[0], again+"\tfrom 1 picture under a mask") || !strings.HasSuffix(lines[2], before) {
		t.Errorf("history prints %q", lines)
	}
	document := decode(t, m.must("history", "--json").out)
	if at(t, document, "generations.0.references.0.path") != before || at(t, document, "generations.0.mask.path") != mask ||
		len(at(t, document, "generations.2.references").([]any)) != 0 || at(t, document, "generations.2.mask") != nil {
		t.Errorf("history says %v", document)
	}
}

func TestRedoFindsWhatWasMoved(t *testing.T) {
	m, picture, before, _, asked := retouched(t)
	to := filepath.Join(filepath.Dir(before), "best.png")
	if err := os.Rename(before, to); err != nil {
		t.Fatal(err)
	}
	m.must("redo", picture)
	if len(*asked) != 2 || len((*asked)[1].References) != 1 {
		t.Errorf("asked for %+v", *asked)
	}
	if said := m.must("show", picture).out; !strings.Contains(said, "From       "+to+"\n") {
		t.Errorf("the picture says %s", said)
	}
}

func TestRedoWithoutWhatItWasMadeFrom(t *testing.T) {
	for says, c := range map[string]struct {
		spoil func(m *machine, before, mask string) error
		shows string
		with  []string // of which PICTURE and MASK stand for files
	}{
		"Its mask is gone: ":                       {func(_ *machine, _, mask string) error { return os.Remove(mask) }, "mask.png, which is gone", []string{"--mask", "MASK"}},
		"The picture it was made from is gone: ":   {func(_ *machine, before, _ string) error { return os.Remove(before) }, ".png, which is gone", []string{"--reference", "PICTURE"}},
		"The picture it was made from has changed": {func(_ *machine, before, _ string) error { return os.WriteFile(before, grey(64, 97), 0o600) }, "which has changed since", []string{"--reference", "PICTURE"}},
		"The picture it was made from is not known here": {func(m *machine, _, _ string) error { return os.RemoveAll(filepath.Join(m.home, "data")) }, "the file with the SHA-256 ",
			[]string{"--reference", "PICTURE", "--mask", "MASK"}},
	} {
		m, picture, before, mask, asked := retouched(t)
		if err := c.spoil(m, before, mask); err != nil {
			t.Fatal(err)
		}
		r := m.run("redo", picture)
		if r.code != 1 || !strings.Contains(r.lastLine(), says) || !strings.Contains(r.lastLine(), c.with[0]) || len(*asked) != 1 {
			t.Errorf("%s: exit %d, %q, asked %d times", says, r.code, r.lastLine(), len(*asked))
		}
		if said := m.must("show", picture).out; !strings.Contains(said, c.shows) {
			t.Errorf("%s: the picture says %s", says, said)
		}
		for i, word := range c.with {
			c.with[i] = strings.NewReplacer("PICTURE", picture, "MASK", maskFile(t, 64, 96, true)).Replace(word)
		}
		m.must(slices.Concat([]string{"redo", picture}, c.with)...)
		if len(*asked) != 2 || len((*asked)[1].References) != 1 || (*asked)[1].Mask == nil {
			t.Errorf("%s: asked for %+v", says, *asked)
		}
	}
}

// larger makes pictures like one, twice as large as it was asked for.
type larger struct{ retoucher }

func (l larger) Info() imagegen.Info {
	info := l.retoucher.Info()
	info.Can.Vary = true
	return info
}

func (l larger) Generate(ctx context.Context, q imagegen.Request) iter.Seq2[imagegen.Event, error] {
	*l.asked = append(*l.asked, q)
	q.Width, q.Height = 2*q.Width, 2*q.Height
	return l.painter.Generate(ctx, q)
}

// What was asked for is asked for again, also where the picture tells less of it
// than the library, or is gone.
func TestRedoAsksForTheSame(t *testing.T) {
	m, asked := newMachine(t), new([]imagegen.Request)
	before := m.must("generate", "a beach", "--size", "64x96").lines()[0]
	m.process.ImageGenerators = append(m.process.ImageGenerators, larger{retoucher{asked: asked}})
	picture := m.must("generate", "--like", before, "--size", "128x64", "--image", "retoucher").lines()[0]
	r := m.must("redo", picture)
	if strings.Contains(r.err, "paints it in") {
		t.Errorf("told %q", r.err)
	}
	if err := os.Remove(picture); err != nil {
		t.Fatal(err)
	}
	m.must("redo", picture)
	if len(*asked) != 3 {
		t.Fatalf("asked for %d generations", len(*asked))
	}
	for _, q := range *asked {
		if !q.Vary || len(q.References) != 1 || q.Width != 128 || q.Height != 64 || q.Seed != (*asked)[0].Seed {
			t.Errorf("asked for %+v", q)
		}
	}
}
