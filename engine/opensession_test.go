package engine_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

func TestPickingWhatIsCurrentChangesNothing(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	before := o.State()
	s, err := o.Pick(t.Context(), lastRound(t, o).Rewrite.ID)
	if err != nil || len(s.Nodes()) != len(before.Nodes()) {
		t.Error(err, told(s))
	}
	if _, err = o.Pick(t.Context(), "nobody's"); err == nil {
		t.Error("a prompt of no session was picked")
	}
	fails(t, err, problem.Failed, "not in the session")
	d.isKept(o)
}

func TestEditing(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	from := lastRound(t, o).Variations[0]
	before := o.State()
	for _, text := range []string{"", " \n\t"} {
		_, err := o.Edit(ctx, from.ID, text, "")
		fails(t, err, problem.Usage, "empty prompt")
	}
	_, err := o.Edit(ctx, "nobody's", "x", "")
	fails(t, err, problem.Failed, "not in the session")
	s, err := o.Edit(ctx, from.ID, from.Text, from.Negative)
	if err != nil || len(s.Nodes()) != len(before.Nodes()) {
		t.Error("an edit that changes nothing was kept", err)
	}
	s, err = o.Edit(ctx, from.ID, "by hand\xff", "fog\xff")
	ok(t, err)
	now, _ := s.Current()
	if now.ID == from.ID || now.Text != "by hand\uFFFD" || now.Negative != "fog\uFFFD" || now.Title != "Varied, edited" || !reflect.DeepEqual(now.Axes, from.Axes) {
		t.Errorf("got %+v", now)
	}
	s, err = o.Edit(ctx, now.ID, "by hand again", "")
	ok(t, err)
	if again, _ := s.Current(); again.Title != "Varied, edited" {
		t.Errorf("edited twice it is called %q", again.Title)
	}
	d.isKept(o)
}

func TestUsingATextLeavesItAsItIs(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	_, err := o.Use(t.Context(), " \n", "fog")
	fails(t, err, problem.Usage, "no prompt")
	text := "  two  spaces,\n\na line\u202e \x1b[31m \x00 "
	s, err := o.Use(t.Context(), text, "fog")
	ok(t, err)
	if p, _ := s.Current(); p.Text != text || p.Negative != "fog" {
		t.Errorf("got %q", p.Text)
	}
	d.isKept(o)
}

func TestNamingASession(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	_, err := o.Retitle(t.Context(), " \n")
	fails(t, err, problem.Usage, "empty name")
	s, err := o.Retitle(t.Context(), " Low \n tide\xff ")
	if err != nil || s.Title != "Low tide\uFFFD" {
		t.Errorf("%q, %v", s.Title, err)
	}
	d.isKept(o)
}

func TestAFavouriteComesAndGoes(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	id := lastRound(t, o).Variations[0].ID
	toggle := func(want bool) {
		t.Helper()
		s, kept, err := o.ToggleFavourite(ctx, id)
		if _, is := s.Favourite(id); err != nil || kept != want || is != want {
			t.Errorf("kept %v, is %v, %v; want %v", kept, is, err, want)
		}
		d.isKept(o)
	}
	toggle(true)
	first, _ := o.State().Favourite(id)
	toggle(false)
	s, moved, err := o.Undo(ctx)
	if again, is := s.Favourite(id); !moved || err != nil || !is || again != first {
		t.Errorf("undo did not bring it back: %q %v %v", again, is, err)
	}
	_, _, err = o.ToggleFavourite(ctx, "nobody's")
	fails(t, err, problem.Failed, "not in the session")

	d.lib.full.Store(true)
	if _, kept, err := o.ToggleFavourite(ctx, id); err == nil || !kept {
		t.Error("it is said to be gone and is not", kept, err)
	}
}

func TestThereIsNothingBeforeTheFirstPrompt(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	if _, moved, err := o.Undo(t.Context()); moved || err != nil || currentText(o) != "Rewrite 1" {
		t.Error(moved, err, currentText(o))
	}
	d.isKept(o)
	o = d.open()
	if _, moved, err := o.Undo(t.Context()); moved || err != nil {
		t.Error(moved, err)
	}
	if _, moved, err := o.Redo(t.Context()); moved || err != nil {
		t.Error(moved, err)
	}
	if !o.State().Empty() {
		t.Error(told(o.State()))
	}
}

func TestNothingIsDoneInAClosedSession(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	r := lastRound(t, o)
	ctx := t.Context()
	_, err := o.Pick(ctx, r.Variations[1].ID)
	ok(t, err)
	before := o.State()
	o.Close()
	o.Close()
	var errs []error
	add := func(_ session.Session, err error) { errs = append(errs, err) }
	add3 := func(_ session.Session, _ bool, err error) { errs = append(errs, err) }
	add(o.Pick(ctx, r.Rewrite.ID))
	add(o.Pick(ctx, r.Variations[0].ID))
	add(o.Edit(ctx, r.Rewrite.ID, "x", ""))
	add(o.Use(ctx, "x", ""))
	add(o.Retitle(ctx, "x"))
	add3(o.Undo(ctx))
	add3(o.ToggleFavourite(ctx, r.Rewrite.ID))
	errs = append(errs, ended(o.Send(ctx, message("x", round(1)...))), ended(o.Generate(ctx, generation(o, 1, paints(image1(0))))))
	for i, err := range errs {
		if err == nil {
			t.Errorf("the verb at %d worked", i)
			continue
		}
		fails(t, err, problem.Failed, "closed")
	}
	if len(o.State().Nodes()) != len(before.Nodes()) {
		t.Error(told(o.State()))
	}
}

func TestOpeningAgain(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	o, resumed, busy, err := d.studio.ResumeLast(ctx)
	if err != nil || resumed || busy || !o.State().Empty() {
		t.Fatal(resumed, busy, err)
	}
	ok(t, ended(o.Send(ctx, message("a beach", round(1)...))))
	ok(t, o.SaveDraft(ctx, library.Draft{Text: "make it"}))
	want := o.State()

	beside, resumed, busy, err := d.studio.ResumeLast(ctx)
	if err != nil || resumed || !busy || beside.State().ID == want.ID {
		t.Fatal("a session that is open was shared", resumed, busy, err)
	}
	beside.Close()
	_, err = d.studio.Resume(ctx, want.ID)
	fails(t, err, problem.Failed, "another window")

	o.Close()
	again, resumed, busy, err := d.studio.ResumeLast(ctx)
	if err != nil || !resumed || busy || !reflect.DeepEqual(again.State(), want) || again.Draft().Text != "make it" {
		t.Fatalf("%v %v %v\n%s", resumed, busy, err, told(again.State()))
	}
	again.Close()
	short, err := d.studio.Resume(ctx, want.ID[:len(want.ID)-1])
	ok(t, err)
	if short.State().ID != want.ID {
		t.Error("the beginning of an id opened", short.State().ID)
	}
	short.Close()
	_, err = d.studio.Resume(ctx, "nobody's")
	fails(t, err, problem.Usage, "no session")
}

// lateLease is a library where somebody else uses the session until the moment
// at which it is leased.
type lateLease struct {
	*fragile
	before func()
}

func (l lateLease) Lease(id string) (func(), bool, error) {
	l.before()
	return l.fragile.Lease(id)
}

func TestASessionIsReadOnceNobodyElseCanAddToIt(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	id := o.State().ID
	late := lateLease{d.lib, func() {
		_, err := o.Use(t.Context(), "added at the last moment", "")
		ok(t, err)
		o.Close()
	}}
	studio := engine.NewStudio(engine.Parts{Library: late, Now: d.clock.now, NewID: func() string { return "x" }, Random: func() uint64 { return 1 }})
	again, err := studio.Resume(t.Context(), id)
	ok(t, err)
	defer again.Close()
	if currentText(again) != "added at the last moment" {
		t.Error(told(again.State()))
	}
}

// Everything at once: two replies, two generations, and a person who does not
// wait for them.
func TestEverythingAtOnce(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	first := lastRound(t, o)
	var group sync.WaitGroup
	seen := make(chan session.Session, 1000)
	note := func(s session.Session, err error) {
		if err != nil {
			t.Error(err)
		}
		seen <- s
	}
	for i := range 2 {
		group.Go(func() {
			for n := range 5 {
				for u, err := range o.Send(ctx, message(fmt.Sprintf("message %d of %d", n, i), round(10*i+n)...)) {
					if c, is := u.(engine.Committed); is || err != nil {
						note(c.Session, err)
					}
				}
			}
		})
		group.Go(func() {
			g := engine.Generation{PromptID: first.Variations[i].ID, By: paints(image1(0), imagegen.Progress{Fraction: 1}, image1(1), imagegen.Done{}),
				Settings: prompt.Settings{Width: 64, Height: 64, Count: 2}}
			for range 3 {
				for u, err := range o.Generate(ctx, g) {
					if c, is := u.(engine.Committed); is || err != nil {
						note(c.Session, err)
					}
				}
			}
		})
	}
	group.Go(func() {
		for i := range 10 {
			note(o.Pick(ctx, first.Variations[i%2].ID))
			s, _, err := o.Undo(ctx)
			note(s, err)
			s, _, err = o.ToggleFavourite(ctx, first.Rewrite.ID)
			note(s, err)
			s, _, err = o.Redo(ctx)
			note(s, err)
		}
	})
	group.Go(func() {
		for i := range 20 {
			d.clock.pass(every)
			ok(t, o.SaveDraft(ctx, library.Draft{Text: fmt.Sprint("typed ", i)}))
			_, _ = o.State(), o.Draft()
		}
	})
	group.Wait()
	close(seen)
	final := o.State()
	for s := range seen {
		if !isBeginning(s, final) {
			t.Fatalf("this was committed:\n%s\nand is not the beginning of\n%s", told(s), told(final))
		}
	}
	if rounds, pictures := len(final.Rounds()), len(final.Pictures()); rounds != 11 || pictures != 12 {
		t.Errorf("%d rounds and %d pictures", rounds, pictures)
	}
	for _, r := range final.Rounds() {
		var n, i int
		if _, err := fmt.Sscanf(r.Message, "message %d of %d", &n, &i); err == nil && r.Rewrite.Text != fmt.Sprintf("Rewrite %d", 10*i+n) {
			t.Errorf("%q was answered with %q", r.Message, r.Rewrite.Text)
		}
	}
	if got := o.Draft().Text; got != "typed 19" {
		t.Errorf("the draft is %q", got)
	}
	d.isKept(o)
	if got := d.kept(o); got != "" {
		t.Error("still in the draft:", got)
	}
}

// isBeginning says whether a session is an earlier state of another.
func isBeginning(early, late session.Session) bool {
	a, b := early.Nodes(), late.Nodes()
	if len(a) > len(b) {
		return false
	}
	for i := range a {
		if !reflect.DeepEqual(a[i].Event, b[i].Event) {
			return false
		}
	}
	return true
}

func TestLockingWords(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx := t.Context()
	b := lastRound(t, o).Variations[1]
	s, err := o.ToggleLock(ctx, b.ID, 0, len(b.Text))
	ok(t, err)
	if current, _ := s.Current(); current.ID != b.ID || len(current.Locks) != 1 || current.Locks[0].Text != b.Text {
		t.Errorf("locking all of B gives %+v", current)
	}
	s, err = o.Edit(ctx, b.ID, "Before it: "+b.Text, "")
	ok(t, err)
	if edited, _ := s.Current(); len(edited.Locks) != 1 || edited.Locks[0].At != len("Before it: ") {
		t.Errorf("an edit around the lock leaves %+v", edited.Locks)
	}
	ok(t, ended(o.Send(ctx, message("more", reply("Here."), promptgen.Rewritten{Prompt: prompt.Prompt{Text: "Now " + b.Text, Locks: []prompt.Lock{{Text: b.Text}}}}))))
	if now, _ := o.State().Current(); len(now.Locks) != 1 || now.Locks[0].At != len("Now ") {
		t.Errorf("the rewrite has %+v", now.Locks)
	}
	s, moved, err := o.Undo(ctx)
	ok(t, err)
	if before, _ := s.Current(); !moved || len(before.Locks) != 1 || before.Text != "Before it: "+b.Text {
		t.Errorf("undo leads to %+v", before)
	}
	_, err = o.ToggleLock(ctx, b.ID, 3, 3)
	fails(t, err, problem.Usage, "no words to lock")
	_, err = o.ToggleLock(ctx, "nobody's", 0, 1)
	fails(t, err, problem.Failed, "not in the session")
	d.isKept(o)
}
