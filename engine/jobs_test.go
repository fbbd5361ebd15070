package engine_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/keys"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// keeps is the desk as another process finds it, with a generator that takes
// jobs up so.
func (d *desk) keeps(steps ...any) (asked *[]imagegen.Request) {
	asked = new([]imagegen.Request)
	p := paints(steps...)
	inner := p.paint
	p.paint = func(ctx context.Context, r imagegen.Request, yield func(imagegen.Event, error) bool) {
		*asked = append(*asked, r)
		inner(ctx, r, yield)
	}
	d.studio = engine.NewStudio(engine.Parts{
		Library: d.lib, Pictures: picture.NewStore(d.pictures, d.clock.now),
		Prompts: []promptgen.PromptGenerator{says()}, Images: []imagegen.ImageGenerator{priced{p, 0.04}},
		Now: d.clock.now, After: d.clock.after, Version: "1.2.3",
		NewID:  func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) },
		Random: func() uint64 { return uint64(d.counted.Add(1)) },
	})
	return asked
}

func leftIt() error {
	return problem.Wrap(imagegen.ErrGoesOn, problem.Failed, "Nothing answers", "The job goes on there")
}

func TestAPaidJobIsWrittenDownBeforeItIsAskedFor(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	looked := false
	look := func() {
		looked = true
		pending, err := d.lib.Pending(t.Context(), o.State().ID)
		if err != nil || len(pending) != 1 || pending[0].JobID != "job-1" {
			t.Errorf("before the first question the journal has %+v, %v", pending, err)
		}
	}
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, look, image1(0), imagegen.Done{})))))
	if !looked || len(o.Jobs()) > 0 {
		t.Errorf("looked %v, jobs %v", looked, o.Jobs())
	}
	d.isKept(o)
}

// However it ended, the job is found by the next process and its picture
// fetched under the id that the generation had.
func TestAJobIsTakenUp(t *testing.T) {
	for name, first := range map[string]func(d *desk, o *engine.OpenSession) *desk{
		"after a crash": func(d *desk, o *engine.OpenSession) (after *desk) {
			_ = ended(o.Generate(d.t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, func() { after = d.afterCrash() }, errBroke))))
			return after
		},
		"after a picture and a crash": func(d *desk, o *engine.OpenSession) (after *desk) {
			_ = ended(o.Generate(d.t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, image1(0), func() { after = d.afterCrash() }, errBroke))))
			return after
		},
		"when nothing answers": func(d *desk, o *engine.OpenSession) *desk {
			err := ended(o.Generate(d.t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, leftIt()))))
			fails(d.t, err, problem.Failed, "The job goes on there")
			o.Close()
			return d
		},
		"when nobody listens": func(d *desk, o *engine.OpenSession) *desk {
			for range o.Generate(d.t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, imagegen.Progress{}))) {
				if len(d.ledger()) > 0 {
					break
				}
			}
			o.Close()
			return d
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.begun()
			before := o.State()
			d = first(d, o)
			d.t = t
			asked := d.keeps(imagegen.Progress{Fraction: 0.5}, image1(0), image1(1), imagegen.Done{CostUSD: new(0.05)})
			again := d.resume(before.ID)
			jobs := again.Jobs()
			if len(jobs) != 1 || jobs[0].Generator != "painter:p-1" || jobs[0].Pictures != 2 || jobs[0].Prompt != "Rewrite 1" || len(again.Unsettled()) > 0 {
				t.Fatalf("jobs %+v, told %q", jobs, again.Unsettled())
			}
			if len(again.State().Pictures()) > 0 {
				t.Error("half a generation is committed")
			}
			ok(t, ended(again.TakeUp(t.Context(), jobs[0].ID)))
			r := (*asked)[0]
			pictures := again.State().Pictures()
			if len(*asked) != 1 || r.Resume != "job-1" || r.Prompt.Text != "Rewrite 1" || r.Count != 2 || r.Seed == 0 || len(pictures) != 2 || len(again.Jobs()) > 0 {
				t.Fatalf("asked %+v, pictures %+v", *asked, pictures)
			}
			made := pictures[1].From
			if pictures[0].Node != jobs[0].ID || made.Problem != "" || *made.CostUSD != 0.05 || made.Prompt.ID == "" {
				t.Errorf("made %+v", made)
			}
			if e := d.ledger()[0]; !e.Settled || *e.Outcome.CostUSD != 0.05 || e.Outcome.Problem != "" {
				t.Errorf("the ledger has %+v", e)
			}
			d.isKept(again)
			again.Close()
			if next := d.resume(before.ID); len(next.Jobs()) > 0 || len(next.Unsettled()) > 0 {
				t.Error("it is taken up again")
			}
		})
	}
}

func TestAJobThatCannotBeTakenUpYet(t *testing.T) {
	for name, c := range map[string]struct {
		step  any
		stays bool
	}{
		"nothing answers":    {leftIt(), true},
		"the key is missing": {problem.New(problem.NotConfigured, "It needs a key", "Set one"), true},
		"it has expired":     {problem.New(problem.Failed, "The picture is no longer there", "Generate again"), false},
		"it was refused":     {problem.New(problem.Refused, "It refused this", "Say it in other words"), false},
	} {
		d := newDesk(t)
		o := d.begun()
		_ = ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, leftIt()))))
		d.keeps(c.step)
		o.Close()
		o = d.resume(o.State().ID)
		err := ended(o.TakeUp(t.Context(), o.Jobs()[0].ID))
		if problem.Of(err).Message != problem.Of(c.step.(error)).Message {
			t.Errorf("%s: %v", name, err)
		}
		if e := d.ledger()[0]; (len(o.Jobs()) == 1) != c.stays || e.Settled == c.stays || !c.stays && e.Outcome.CostUSD != nil {
			t.Errorf("%s: jobs %v, ledger %+v", name, o.Jobs(), e)
		}
		if made, is := last(o.State()).Body.(session.Generated); is == c.stays || is && made.Problem == "" {
			t.Errorf("%s: the session ends with %+v", name, made)
		}
		o.Close()
		if jobs := d.resume(o.State().ID).Jobs(); (len(jobs) == 1) != c.stays {
			t.Errorf("%s: the next one finds %v", name, jobs)
		}
	}
}

func TestAJobOfAGeneratorThatIsNotThere(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	_ = ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, leftIt()))))
	d.studio = engine.NewStudio(engine.Parts{Library: d.lib, Pictures: picture.NewStore(d.pictures, d.clock.now), Images: []imagegen.ImageGenerator{},
		Now: d.clock.now, After: d.clock.after, NewID: func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) }, Random: func() uint64 { return 1 }})
	o.Close()
	o = d.resume(o.State().ID)
	fails(t, ended(o.TakeUp(t.Context(), o.Jobs()[0].ID)), problem.Usage, "painter")
	fails(t, ended(o.TakeUp(t.Context(), "nothing")), problem.Usage, "no such job")
	if len(o.Jobs()) != 1 {
		t.Error("it is forgotten")
	}
}

// The whole way: Studio, Runway's generator and a server that goes away while it
// paints. Its task is on the disk before it is first asked after, and the next
// process fetches the picture without sending anything again.
func TestARunwayTaskThatOutlivesItsServer(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	var posts, polls, away atomic.Int64
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodPost:
			posts.Add(1)
			_, _ = io.WriteString(w, `{"id":"task-1"}`)
		case r.URL.Path == "/out.png":
			_, _ = w.Write(pixels(0))
		case away.Load() > 0:
			w.WriteHeader(http.StatusBadGateway)
		case polls.Add(1) > 3:
			_, _ = io.WriteString(w, `{"status":"SUCCEEDED","output":["`+server.URL+`/out.png"]}`)
		default:
			pending, err := d.lib.Pending(context.Background(), o.State().ID)
			if err != nil || len(pending) != 1 || pending[0].JobID != "task-1" {
				t.Errorf("when it is asked after, the journal has %+v, %v", pending, err)
			}
			if polls.Load() == 2 {
				away.Store(1)
			}
			_, _ = io.WriteString(w, `{"status":"RUNNING","progress":0.5}`)
		}
	}))
	defer server.Close()
	env := func(name string) string { return map[string]string{"MY_KEY": canary}[name] }
	d.studio = engine.NewStudio(engine.Parts{Library: d.lib, Pictures: picture.NewStore(d.pictures, d.clock.now),
		Now: d.clock.now, After: d.clock.after, NewID: func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) }, Random: func() uint64 { return 7 },
		Services: engine.NewServices(engine.ServiceParts{Own: []catalog.Own{{Name: "mine", Like: "runway", BaseURL: server.URL + "/v1", KeyEnv: "MY_KEY"}},
			Keys: keys.New(env, ring{map[string]string{}, new(atomic.Int64)}, ""), Env: env, Spool: t.TempDir(), Now: d.clock.now,
			Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})})
	by, err := d.studio.ImageGenerator("mine")
	ok(t, err)
	o.Close()
	o = d.resume(o.State().ID)
	current, _ := o.State().Current()
	g := engine.Generation{PromptID: current.ID, By: by, Settings: prompt.Settings{Width: 1280, Height: 720, Count: 1}}
	err = ended(o.Generate(t.Context(), g))
	fails(t, err, problem.Failed, "fault of its own", "The job goes on there")
	o.Close()
	away.Store(0)
	o = d.resume(o.State().ID)
	ok(t, ended(o.TakeUp(t.Context(), o.Jobs()[0].ID)))
	pictures := o.State().Pictures()
	if posts.Load() != 1 || len(pictures) != 1 || pictures[0].From.Settings.Width != 1280 || pictures[0].From.Generator != "mine" {
		t.Errorf("sent %d times, pictures %+v", posts.Load(), pictures)
	}
	d.isKept(o)
}

// A draft that could not be kept leaves what the ledger knows.
func TestAJobWithoutItsDraft(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	full := func() { d.lib.full.Store(true) }
	empty := func() { d.lib.full.Store(false) }
	_ = ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, full, imagegen.Accepted{JobID: "job-1"}, leftIt()))))
	o.Close()
	empty()
	asked := d.keeps(image1(0), imagegen.Done{})
	o = d.resume(o.State().ID)
	ok(t, ended(o.TakeUp(t.Context(), o.Jobs()[0].ID)))
	if pictures := o.State().Pictures(); len(pictures) != 1 || pictures[0].From.Prompt.Text != "Rewrite 1" || (*asked)[0].Resume != "job-1" {
		t.Errorf("asked %+v, pictures %+v", *asked, pictures)
	}
	d.isKept(o)
}

// What is free is not in the journal, so its jobs end with the program.
func TestAFreeJobIsNotKept(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	free := paints(imagegen.Sending{}, imagegen.Accepted{JobID: "job-1"}, leftIt())
	free.info.Can.Free = true
	err := ended(o.Generate(t.Context(), generation(o, 1, free)))
	if !errors.Is(err, imagegen.ErrGoesOn) || len(o.Jobs()) > 0 {
		t.Errorf("got %v, jobs %v", err, o.Jobs())
	}
	if made, is := last(o.State()).Body.(session.Generated); !is || made.Problem != "Nothing answers" {
		t.Errorf("the session ends with %+v", made)
	}
	d.isKept(o)
}

// Leaving does not wait for a job that is written down, and other things can be
// done beside it.
func TestLeavingAJob(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx, leave := context.WithCancelCause(t.Context())
	by := painter{painterInfo(), func(ctx context.Context, _ imagegen.Request, yield func(imagegen.Event, error) bool) {
		if !yield(imagegen.Sending{}, nil) || !yield(imagegen.Accepted{JobID: "job-1"}, nil) {
			return
		}
		leave(imagegen.ErrLeaving)
		<-ctx.Done() // without the clock being moved
		if !errors.Is(context.Cause(ctx), imagegen.ErrLeaving) {
			t.Errorf("why it ends is lost: %v", context.Cause(ctx))
		}
		yield(nil, problem.Wrap(errors.Join(ctx.Err(), imagegen.ErrGoesOn), problem.Interrupted, "Stopped waiting", ""))
	}}
	fails(t, ended(o.Generate(ctx, generation(o, 1, by))), problem.Interrupted, "Stopped waiting")
	ok(t, ended(o.Send(t.Context(), message("make it night", round(2)...))))
	asked := d.keeps(image1(0), imagegen.Done{})
	o.Close()
	o = d.resume(o.State().ID)
	ok(t, ended(o.TakeUp(t.Context(), o.Jobs()[0].ID)))
	current, _ := o.State().Current()
	pictures := o.State().Pictures()
	if current.Text != "Rewrite 2" || len(pictures) != 1 || pictures[0].From.Prompt.Text != "Rewrite 1" || len(*asked) != 1 {
		t.Errorf("current %q, pictures %+v", current.Text, pictures)
	}
	d.isKept(o)
}
