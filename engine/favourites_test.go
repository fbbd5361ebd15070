package engine_test

import (
	"testing"

	"easel/engine/session"
)

// What happens in the library to the favourites of a closed session shows when it
// is opened again, and is nothing that undo takes back.
func TestStarsFollowTheLibrary(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	o, err := d.studio.NewSession(nil)
	ok(t, err)
	s, err := o.Use(ctx, "a calm beach", "")
	ok(t, err)
	p, _ := s.Current()
	s, _, err = o.ToggleFavourite(ctx, p.ID)
	ok(t, err)
	id, _ := s.Favourite(p.ID)
	again := func() session.Session {
		t.Helper()
		o.Close()
		o, err = d.studio.Resume(ctx, s.ID)
		ok(t, err)
		return o.State()
	}
	for range 2 {
		ok(t, d.lib.Trash(ctx, id))
		for range 2 { // the second time nothing is left to be done
			s = again()
			if _, kept := s.Favourite(p.ID); kept {
				t.Error("what is in the trash has a star")
			}
		}
		if current, _ := s.Current(); current.ID != p.ID || s.Nodes()[len(s.Nodes())-1].IsStep() {
			t.Error("undo would take back what was done in the library")
		}
		ok(t, d.lib.Restore(ctx, id))
		before := len(s.Nodes())
		if s = again(); len(s.Nodes()) != before+1 {
			t.Errorf("%d events became %d", before, len(s.Nodes()))
		}
		if back, kept := s.Favourite(p.ID); !kept || back != id {
			t.Errorf("what came back has no star: %q", back)
		}
	}
	o.Close()
}
