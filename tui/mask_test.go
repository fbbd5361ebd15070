package tui_test

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"easel/engine/imagegen/imagegentest"
	"easel/tui/tuitest"
)

// maskIn writes a mask that is white in its upper half, and gives its path.
func maskIn(t *testing.T, folder, name string, width, height int) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height / 2 {
		for x := range width {
			m.SetGray(x, y, color.Gray{Y: 0xff})
		}
	}
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, imagegentest.PNG(t, m), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAMaskKeepsAChangeToAPart(t *testing.T) {
	inEditing(t, func(t *testing.T, s *tuitest.Studio, asked *askedFor) {
		path := maskIn(t, s.Home(), "the sky.png", 1024, 1024)
		s.Press("1")
		for _, typed := range []string{`~/the\ sky.png`, "'" + path + "'", `"` + path + `"`, path} {
			s.Say("/mask " + typed)
			s.Sees("A change keeps to the mask now: 50 % of the picture", "mask the sky.png")
			s.Say("/mask none")
			s.Sees("the whole picture is changed")
			s.SeesNot("mask the sky.png")
		}
		s.Say("/mask ~/the sky.png")
		s.Sees("mask the sky.png")
		s.Say("/change a storm in the sky")
		s.Sees(onTheCard, "Sent along: picture 1, without what is written in the file;", "the mask the sky.png.")
		s.Press("enter")
		s.Sees("2 of 2")
		if r := asked.last(); r.Mask == nil || r.Mask.Share() != 0.5 || len(r.References) != 1 {
			t.Errorf("asked for %+v", r)
		}
		s.Press("ctrl+g") // a new picture has nothing to do with it
		s.Sees(onTheCard)
		s.Press("enter")
		s.Sees("3 of 3")
		if r := asked.last(); r.Mask != nil {
			t.Errorf("asked for %+v", r)
		}
		s.Say("/like")
		s.Sees(onTheCard)
		s.Press("enter")
		s.Sees("4 of 4")
		if r := asked.last(); r.Mask != nil || !r.Vary {
			t.Errorf("asked for %+v", r)
		}
		s.Restart()
		s.Sees("resumed", "mask the sky.png")
		s.Say("/image sketch")
		s.Sees("sketch takes no mask. /mask none changes the whole picture")
		s.Say("/change at night")
		s.Sees("sketch takes no mask. Choose a generator that does, or leave the mask out with /mask none")
		s.Say("/mask none")
		s.SeesNot("takes no mask")
		s.Say("/mask ~/the sky.png")
		s.Sees("sketch takes no mask. Choose another generator with ctrl+o")
	})
}

func TestMasksOfTheStudioThatCannotBeUsed(t *testing.T) {
	inEditing(t, func(t *testing.T, s *tuitest.Studio, asked *askedFor) {
		small := maskIn(t, s.Home(), "small.png", 64, 32)
		good := maskIn(t, s.Home(), "good.png", 1024, 1024)
		s.Press("1")
		before := asked.last()
		s.Say("/mask " + small)
		s.Sees("The mask is 64x32 and the picture 1024x1024")
		s.Say("/mask " + small + "x")
		s.Sees("There is no file")
		s.SeesNot("mask small.png")
		s.Say("/mask " + good)
		s.Sees("mask good.png")
		s.Say("/mask " + small)
		s.Sees("The mask is 64x32", "mask good.png") // the one before stays
		if err := os.Remove(good); err != nil {
			t.Fatal(err)
		}
		s.Say("/change a storm")
		s.Sees("There is no file", "> /change a storm") // nothing was asked about, and it can be sent again
		s.SeesNot(onTheCard)
		if asked.last().Prompt.Text != before.Prompt.Text {
			t.Errorf("asked for %+v", asked.last())
		}
	})
}

func TestAMaskBeforeThereIsAPicture(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{}, Image: editing{shop{sold: new(sold)}, &askedFor{}}, Env: []string{"EASEL_IMAGE=shop"}})
		s.Say("a beach sunset")
		s.Sees("Pictures")
		s.Say("/mask " + maskIn(t, s.Home(), "small.png", 64, 32))
		s.Sees("A change keeps to the mask now", "mask small.png")
		s.Say("/mask")
		s.Sees("Settings of the next generation", "Mask  ", "small.png")
	})
}
