package engine_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/session"
)

const every = 300 * time.Millisecond

// kept is what the library has of what streams in a session.
func (d *desk) kept(o *engine.OpenSession) string {
	d.t.Helper()
	draft, err := d.lib.Draft(context.Background(), o.State().ID)
	ok(d.t, err)
	return draft.Reply
}

func TestAReplyIsKeptWhileItStreams(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	ok(t, ended(o.Send(t.Context(), message("a beach",
		reply("Golden hour."),
		func() { d.clock.pass(every - 1) },
		func() {
			if got := d.kept(o); got != "" {
				t.Errorf("kept too soon: %s", got)
			}
		},
		reply(" Low"),
		func() { d.clock.pass(1) }, // no event comes, only the time
		func() {
			if got := d.kept(o); !strings.Contains(got, "Golden hour. Low") {
				t.Errorf("after %v the library has %q", every, got)
			}
		},
		rewritten("Rewrite 1"), varied("V"),
		func() { d.clock.pass(every) },
		func() {
			if got := d.kept(o); !strings.Contains(got, "Rewrite 1") || !strings.Contains(got, `"V"`) {
				t.Errorf("%v later the library has %q", every, got)
			}
		},
	))))
	if got := d.kept(o); got != "" {
		t.Errorf("a reply that is committed is kept still: %s", got)
	}
	d.clock.pass(time.Hour)
	if got := d.kept(o); got != "" {
		t.Errorf("a late checkpoint kept it again: %s", got)
	}
}

func TestACrashLeavesWhatCameOfAReply(t *testing.T) {
	whole := append(round(2), reply(" Done."))
	for n := range len(whole) + 1 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			o := d.begun()
			var next *desk
			crash := func() { d.clock.pass(every); next = d.afterCrash() }
			ok(t, ended(o.Send(t.Context(), message("night", append(slices.Clone(whole[:n]), crash, reply("late"))...))))

			again := next.resume(o.State().ID)
			s := again.State()
			said := s.Nodes()[slices.IndexFunc(s.Nodes(), func(n session.Node) bool { return n.Body == (session.Said{Text: "night"}) })]
			switch body := last(s).Body.(type) {
			case session.Said:
				if n > 0 {
					t.Error("nothing came through the crash")
				}
				return
			case session.Answered:
				if n > 2 || body.Reply == "" || !body.Cut {
					t.Errorf("got %+v", body)
				}
			case session.Rounded:
				if n < 3 || body.Rewrite.Text != "Rewrite 2" || len(body.Variations) != min(n-3, 2) || !body.Cut || body.Model != "w-1" {
					t.Errorf("got %+v", body)
				}
			}
			if last(s).Event.Parent != said.ID {
				t.Errorf("what came is under %q, want the message %q", last(s).Event.Parent, said.ID)
			}
			next.isKept(again)
			if again.Draft() != (library.Draft{}) || next.kept(again) != "" {
				t.Error("what came is in the tree and still in the draft")
			}
			again.Close()
			if more := next.resume(s.ID).State(); len(more.Nodes()) != len(s.Nodes()) {
				t.Error("the next start committed it a second time")
			}
		})
	}
}

// A crash between the commit of a reply and the end of its draft must not
// bring the reply twice.
func TestACrashAfterTheCommitBringsNothingTwice(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	var before library.Draft
	ok(t, ended(o.Send(t.Context(), message("a beach", append(round(1), func() {
		d.clock.pass(every)
		var err error
		before, err = d.lib.Draft(t.Context(), o.State().ID)
		ok(t, err)
	})...))))
	s := o.State()
	o.Close()
	ok(t, d.lib.SaveDraft(t.Context(), library.Header{ID: s.ID, Seed: s.Seed, Created: s.Created}, before))
	if got := d.resume(s.ID).State(); len(got.Rounds()) != 1 {
		t.Error(told(got))
	}
}

func TestACrashLeavesThePicturesOfAGeneration(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	var next *desk
	ok(t, ended(o.Generate(t.Context(), generation(o, 2, paints(image1(0), func() { next = d.afterCrash() }, image1(1))))))
	again := next.resume(o.State().ID)
	pictures := again.State().Pictures()
	if len(pictures) != 1 || pictures[0].From.Problem == "" || pictures[0].From.Settings.Count != 2 {
		t.Fatalf("got %+v", pictures)
	}
	if _, err := os.Stat(pictures[0].Path); err != nil {
		t.Error(err)
	}
	list, err := next.studio.Generations(t.Context(), 0)
	if err != nil || len(list) != 1 || list[0].Path != pictures[0].Path {
		t.Errorf("the history has %v, %v", list, err)
	}
	next.isKept(again)
}

func TestTwoRepliesAtOnceSurviveACrash(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	var next *desk
	inner := message("second", reply("To the second."), func() { d.clock.pass(every); next = d.afterCrash() })
	ok(t, ended(o.Send(t.Context(), message("first", reply("To the first."), func() {
		ok(t, ended(o.Send(t.Context(), inner)))
	}))))
	got := told(next.resume(o.State().ID).State())
	for _, want := range []string{"To the first.", "To the second."} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not there once:\n%s", want, got)
		}
	}
	d.isKept(o)
	if d.kept(o) != "" {
		t.Error(d.kept(o))
	}
}

func TestTypingAndStreamingKeepEachOther(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	typed := library.Draft{Text: "half a th", Next: "and then", Edit: "edited", EditFrom: "p"}
	var next *desk
	ok(t, ended(o.Send(t.Context(), message("night", reply("Night."), func() {
		d.clock.pass(every)
		ok(t, o.SaveDraft(t.Context(), typed))
		if d.kept(o) == "" {
			t.Error("typing took the reply away")
		}
		next = d.afterCrash()
	}))))
	if o.Draft() != typed {
		t.Errorf("the draft is %+v", o.Draft())
	}
	again := next.resume(o.State().ID)
	if again.Draft() != typed {
		t.Errorf("after the crash the draft is %+v", again.Draft())
	}
	if a, is := last(again.State()).Body.(session.Answered); !is || a.Reply != "Night." {
		t.Error(told(again.State()))
	}
}

func TestADraftOfNoUseIsNoReasonToStayShut(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	s := o.State()
	o.Close()
	for _, text := range []string{"plain words", "[]", "{}", `[{"id":"x","kind":"unheard of","body":{}}]`, `[{"id":"x","kind":"answered","body":7}]`} {
		ok(t, d.lib.SaveDraft(t.Context(), library.Header{ID: s.ID, Seed: s.Seed, Created: s.Created}, library.Draft{Text: "typed", Reply: text}))
		again := d.resume(s.ID)
		if again.Draft().Text != "typed" || len(again.State().Nodes()) != len(s.Nodes()) {
			t.Errorf("%s: %s", text, told(again.State()))
		}
		again.Close()
	}
}

func TestWhatArrivedAtALostNodeGoesToTheRoot(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	s := o.State()
	o.Close()
	ok(t, d.lib.SaveDraft(t.Context(), library.Header{ID: s.ID, Seed: s.Seed, Created: s.Created},
		library.Draft{Reply: `[{"id":"x","parent":"lost","kind":"answered","body":{"reply":"Still here."}}]`}))
	again := d.resume(s.ID)
	if a, is := last(again.State()).Body.(session.Answered); !is || a.Reply != "Still here." {
		t.Error(told(again.State()))
	}
	d.isKept(again)
}

func TestAFullDiskLosesNoReply(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	before := o.State()
	err := ended(o.Send(t.Context(), message("night", append(round(2), func() { d.lib.full.Store(true) })...)))
	fails(t, err, problem.Failed, "no space left", "Free some space")
	if s := o.State(); len(s.Nodes()) != len(before.Nodes())+1 {
		t.Error("the session shows what is not durable:", told(s))
	}
	if _, err := o.Pick(t.Context(), lastRound(t, o).Variations[0].ID); err == nil {
		t.Error("a pick on a full disk worked")
	}
	d.isKept(o)

	d.lib.full.Store(false)
	s, err := o.Pick(t.Context(), lastRound(t, o).Variations[0].ID)
	ok(t, err)
	if rounds := s.Rounds(); len(rounds) != 2 || rounds[1].Rewrite.Text != "Rewrite 2" || rounds[1].Message != "night" {
		t.Error("the reply is lost:", told(s))
	}
	if currentText(o) != "Variation A of 1" {
		t.Errorf("the late round took the place of the pick: %q", currentText(o))
	}
	d.isKept(o)
	if d.kept(o) != "" {
		t.Error("still in the draft:", d.kept(o))
	}
}

func TestAReplyThatIsOwedIsCommittedAtTheEnd(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	_ = ended(o.Send(t.Context(), message("night", append(round(2), func() { d.lib.full.Store(true) })...)))
	id := o.State().ID
	d.lib.full.Store(false)
	o.Close()
	if s := d.resume(id).State(); len(s.Rounds()) != 2 {
		t.Error(told(s))
	}
}

func TestAReplyThatIsOwedSurvivesACrash(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	_ = ended(o.Send(t.Context(), message("night", append(round(2), func() {
		d.clock.pass(every)
		d.lib.full.Store(true)
	})...)))
	if s := d.afterCrash().resume(o.State().ID).State(); len(s.Rounds()) != 2 {
		t.Error(told(s))
	}
}

// Whatever commit fails, it is told, the session is what the library has, and
// once there is room again everything that came is there.
func TestTheLibraryFailsAtEachCommit(t *testing.T) {
	story := func(d *desk, o *engine.OpenSession) (failures int) {
		ctx := d.t.Context()
		try := func(err error) {
			if err != nil {
				fails(d.t, err, problem.Failed, "Free some space")
				failures++
			}
			d.isKept(o)
		}
		try(ended(o.Send(ctx, message("a beach", round(1)...))))
		if rounds := o.State().Rounds(); len(rounds) > 0 {
			_, err := o.Pick(ctx, rounds[0].Variations[0].ID)
			try(err)
		}
		_, err := o.Use(ctx, "my own words", "fog")
		try(err)
		if current, ok := o.State().Current(); ok {
			_, _, err = o.ToggleFavourite(ctx, current.ID)
			try(err)
			_, err = o.Edit(ctx, current.ID, current.Text+" edited", "")
			try(err)
			try(ended(o.Generate(ctx, generation(o, 1, paints(image1(0))))))
		}
		_, _, err = o.Undo(ctx)
		try(err)
		_, _, err = o.Redo(ctx)
		try(err)
		_, err = o.Retitle(ctx, "Named")
		try(err)
		return failures
	}
	d := newDesk(t)
	if n := story(d, d.open()); n != 0 {
		t.Fatalf("%d commits failed without a reason", n)
	}
	commits := int(d.lib.appends.Load())
	for at := 1; at <= commits; at++ {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			o := d.open()
			d.lib.failAt.Store(int64(at))
			if n := story(d, o); n != 1 {
				t.Errorf("%d failures were told, want 1", n)
			}
			s := o.State()
			if at > 1 && len(s.Rounds()) != 1 { // the first is the message, without which there is no reply
				t.Error("the reply is lost:", told(s))
			}
			if saved, err := os.ReadDir(d.pictures); err == nil && len(saved) > 0 && len(s.Pictures()) != 1 {
				t.Error("the picture is lost:", told(s))
			}
		})
	}
}

func TestACommitIsNotGivenUpWhenTheContextEnds(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := o.Pick(ctx, lastRound(t, o).Variations[0].ID)
	ok(t, err)
	if p, _ := s.Current(); p.Text != "Variation A of 1" {
		t.Error("what was picked is lost")
	}
	ok(t, o.SaveDraft(ctx, library.Draft{Text: "typed"}))
	d.isKept(o)
}

func TestClosingWaitsForWhatRuns(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	id := o.State().ID
	ok(t, ended(o.Send(t.Context(), message("night", append(round(2), func() {
		o.Close()
		if _, err := d.studio.Resume(t.Context(), id); err == nil {
			t.Error("the session was let go while a reply was coming")
		}
		_, err := o.Retitle(t.Context(), "too late")
		fails(t, err, problem.Failed, "closed")
	})...))))
	again := d.resume(id)
	if len(again.State().Rounds()) != 2 {
		t.Error("the reply is lost:", told(again.State()))
	}
	o.Close()
	ok(t, o.SaveDraft(t.Context(), library.Draft{Text: "too late"}))
	if got, _ := d.lib.Draft(t.Context(), id); got.Text != "" {
		t.Error("a session that was let go wrote a draft")
	}
}
