package engine_test

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"testing"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/imagegen/imagegentest"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
)

// editor is a painter that starts from up to two pictures and tells what it
// was asked for.
func editor(asked *[]imagegen.Request) painter {
	p := paints(imagegen.Sending{}, image1(0), imagegen.Done{CostUSD: new(0.0)})
	p.info.Can.References, p.info.Can.Mask, p.info.Can.Vary, p.info.Can.Free = 2, true, true, true
	paint := p.paint
	p.paint = func(ctx context.Context, r imagegen.Request, yield func(imagegen.Event, error) bool) {
		*asked = append(*asked, r)
		paint(ctx, r, yield)
	}
	return p
}

// painted is an open session with one saved picture.
func (d *desk) painted() (*engine.OpenSession, string) {
	d.t.Helper()
	o := d.begun()
	ok(d.t, ended(o.Generate(d.t.Context(), generation(o, 1, paints(imagegen.Sending{}, image1(0))))))
	return o, o.State().Pictures()[0].Path
}

func TestAPictureIsChanged(t *testing.T) {
	d := newDesk(t)
	o, path := d.painted()
	before := currentText(o)
	var asked []imagegen.Request
	g := engine.Generation{Words: "the same, but at night", By: editor(&asked),
		Settings: prompt.Settings{Width: 64, Height: 64, Count: 1, References: []prompt.Reference{{Path: path}}}}
	ok(t, ended(o.Generate(t.Context(), g)))
	file, err := os.ReadFile(path)
	ok(t, err)
	if len(asked) != 1 || asked[0].Prompt.Text != "the same, but at night" || len(asked[0].References) != 1 {
		t.Fatalf("asked for %+v", asked)
	}
	sent := asked[0].References[0]
	if sent.Name != "" || !bytes.Contains(file, []byte("Rewrite 1")) || bytes.Contains(sent.Data, []byte("Rewrite 1")) {
		t.Errorf("what the file tells of itself went along: %q, %q", sent.Name, sent.Data)
	}
	all := o.State().Pictures()
	if currentText(o) != before || len(all) != 2 {
		t.Fatalf("current is %q, pictures %+v", currentText(o), all)
	}
	last := all[1]
	from := last.From.Settings.References
	if last.From.Prompt.Text != "the same, but at night" || len(from) != 1 || from[0].Path != path || from[0].SHA256 != all[0].SHA256 {
		t.Errorf("the session says %+v", last.From)
	}
	info, err := picture.Read(last.Path)
	ok(t, err)
	if info.Made == nil || len(info.Made.References) != 1 || info.Made.References[0] != all[0].SHA256 {
		t.Errorf("the picture says %+v", info.Made)
	}
	d.isKept(o)
}

func TestMoreLikeAPicture(t *testing.T) {
	d := newDesk(t)
	o, path := d.painted()
	var asked []imagegen.Request
	g := engine.Generation{Words: "Like it", By: editor(&asked),
		Settings: prompt.Settings{Width: 64, Height: 64, Count: 1, Vary: true, References: []prompt.Reference{{Path: path}}}}
	ok(t, ended(o.Generate(t.Context(), g)))
	if len(asked) != 1 || !asked[0].Vary || len(asked[0].References) != 1 {
		t.Errorf("asked for %+v", asked)
	}
	info, err := picture.Read(o.State().Pictures()[1].Path)
	ok(t, err)
	if info.Made == nil || !info.Made.Vary {
		t.Errorf("the picture says %+v", info.Made)
	}
}

func TestAPartOfAPictureIsChanged(t *testing.T) {
	d := newDesk(t)
	o, path := d.painted()
	half := image.NewGray(image.Rect(0, 0, 64, 64))
	draw.Draw(half, image.Rect(0, 0, 32, 64), image.White, image.Point{}, draw.Src)
	mask := filepath.Join(t.TempDir(), "mask.png")
	ok(t, os.WriteFile(mask, imagegentest.PNG(t, half), 0o600))
	var asked []imagegen.Request
	g := engine.Generation{Words: "a boat", By: editor(&asked),
		Settings: prompt.Settings{Width: 64, Height: 64, Count: 1, References: []prompt.Reference{{Path: path}}, Mask: &prompt.Reference{Path: mask}}}
	ok(t, ended(o.Generate(t.Context(), g)))
	if len(asked) != 1 || asked[0].Mask.Share() != 0.5 {
		t.Fatalf("asked for %+v", asked)
	}
	last := o.State().Pictures()[1]
	info, err := picture.Read(last.Path)
	ok(t, err)
	sum, err := engine.HashFile(mask)
	ok(t, err)
	if noted := last.From.Settings.Mask; noted == nil || noted.Path != mask || noted.SHA256 != sum || info.Made.Mask != sum {
		t.Errorf("the session says %+v, the picture %+v", noted, info.Made)
	}
}

func TestPicturesThatCannotBeStartedFrom(t *testing.T) {
	d := newDesk(t)
	o, path := d.painted()
	missing, text := filepath.Join(t.TempDir(), "missing.png"), filepath.Join(t.TempDir(), "text.png")
	ok(t, os.WriteFile(text, []byte("no picture"), 0o600))
	for name, c := range map[string]struct {
		paths []string
		vary  bool
		can   func(*imagegen.Info)
		kind  problem.Kind
		says  string
	}{
		"too many":              {[]string{path, path, path}, false, nil, problem.Usage, "2 pictures at most, not 3"},
		"none at all":           {[]string{path}, false, func(i *imagegen.Info) { i.Can.References = 0 }, problem.Usage, "does not start from a picture"},
		"one is needed":         {nil, false, func(i *imagegen.Info) { i.Can.NeedsReference = true }, problem.Usage, "from a picture only"},
		"no variations":         {[]string{path}, true, func(i *imagegen.Info) { i.Can.Vary = false }, problem.Usage, "does not make variations"},
		"a variation of two":    {[]string{path, path}, true, nil, problem.Usage, "of one picture"},
		"it is not there":       {[]string{path, missing}, false, nil, problem.Failed, missing},
		"it is not a picture":   {[]string{text}, false, nil, problem.Failed, "not a picture"},
		"it is a folder":        {[]string{t.TempDir()}, false, nil, problem.Failed, "is not a file"},
		"too many and no words": {[]string{path, path, path}, true, nil, problem.Usage, "of one picture"},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []imagegen.Request
			by := editor(&asked)
			if c.can != nil {
				c.can(&by.info)
			}
			g := engine.Generation{Words: "at night", By: by, Settings: prompt.Settings{Width: 64, Height: 64, Count: 1, Vary: c.vary}}
			for _, p := range c.paths {
				g.Settings.References = append(g.Settings.References, prompt.Reference{Path: p})
			}
			nodes := len(o.State().Nodes())
			fails(t, ended(o.Generate(t.Context(), g)), c.kind, c.says)
			if len(asked) > 0 || len(o.State().Nodes()) != nodes {
				t.Errorf("asked for %+v", asked)
			}
		})
	}
}
