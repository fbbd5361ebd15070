package engine_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
	"easel/engine/wire"
)

// priced is a painter that knows what a picture costs.
type priced struct {
	painter
	each float64
}

func (p priced) Estimate(r imagegen.Request) catalog.Estimate {
	cost := p.each * float64(r.Count)
	return catalog.Estimate{Low: cost / 2, High: cost, Known: true, AsOf: "2026-11-22"}
}

func costs(each float64, steps ...any) priced { return priced{paints(steps...), each} }

// limited is the desk with a budget.
func (d *desk) limited(session, day float64) {
	d.studio = engine.NewStudio(engine.Parts{
		Library: d.lib, Pictures: picture.NewStore(d.pictures, d.clock.now),
		Now: d.clock.now, After: d.clock.after, Version: "1.2.3",
		NewID:  func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) },
		Random: func() uint64 { return uint64(d.counted.Add(1)) },
		Budget: func() library.Budget {
			return library.Budget{Session: session, Day: day, DayBegan: d.clock.now().Truncate(24 * time.Hour)}
		},
	})
}

// ledger is what the library knows of requests, the newest first.
func (d *desk) ledger() []library.Entry {
	d.t.Helper()
	entries, err := d.lib.Ledger(d.t.Context(), 0)
	ok(d.t, err)
	return entries
}

func TestAPaidRequestIsInTheJournalBeforeItLeaves(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	asked := false
	cost := 0.03
	g := generation(o, 1, costs(0.04, imagegen.Sending{}, func() {
		asked = true
		pending, err := d.lib.Pending(t.Context(), o.State().ID)
		if err != nil || len(pending) != 1 || !pending[0].Sent || pending[0].Prompt != "Rewrite 1" || pending[0].Estimate.High != 0.04 {
			t.Errorf("when it leaves, the journal has %+v, %v", pending, err)
		}
	}, image1(0), imagegen.Done{CostUSD: &cost, Usage: catalog.Usage{ImageOut: 200}}))
	ok(t, ended(o.Generate(t.Context(), g)))
	entries := d.ledger()
	if !asked || len(entries) != 1 {
		t.Fatalf("asked %v, the ledger has %+v", asked, entries)
	}
	e := entries[0]
	if !e.Settled || *e.Outcome.CostUSD != cost || e.Outcome.Usage.ImageOut != 200 || e.Outcome.Problem != "" || e.ID != o.State().Pictures()[0].Node {
		t.Errorf("the ledger has %+v", e)
	}
}

func TestWhatCannotBeBookedIsNotSent(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	sent := func() { t.Error("it was sent") }
	ok(t, d.lib.Close()) // no room, no library: nothing can be written
	err := ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, sent))))
	if err == nil {
		t.Error("nothing failed")
	}
}

func TestOverBudgetNothingIsSent(t *testing.T) {
	for name, c := range map[string]struct {
		session, day float64
		by           imagegen.ImageGenerator
		says         string
	}{
		"the session's":                 {0.05, math.Inf(1), costs(0.06), "budget.session"},
		"the day's":                     {math.Inf(1), 0.05, costs(0.06), "budget.day"},
		"nothing left, price unknown":   {0, math.Inf(1), paints(), "budget.session"},
		"nothing may be spent at all":   {math.Inf(1), 0, costs(0.0001), "budget.day"},
		"several together are too many": {0.1, math.Inf(1), costs(0.06), "budget.session"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.limited(c.session, c.day)
			o := d.begun()
			steps := paints(imagegen.Sending{}, func() { t.Error("it was sent") })
			by := c.by
			if p, is := by.(priced); is {
				p.painter = steps
				by = p
			} else {
				by = steps
			}
			err := ended(o.Generate(t.Context(), generation(o, 2, by)))
			fails(t, err, problem.OverBudget, c.says)
			if problem.ExitCode(err) != 5 || len(d.ledger()) != 0 {
				t.Errorf("exit %d, ledger %+v", problem.ExitCode(err), d.ledger())
			}
			if currentText(o) != "Rewrite 1" {
				t.Error("the prompt is lost")
			}
		})
	}
}

func TestWhatIsFreeIsNeverBooked(t *testing.T) {
	d := newDesk(t)
	d.limited(0, 0)
	o := d.begun()
	free := paints(imagegen.Sending{}, image1(0), imagegen.Done{CostUSD: new(0.0)})
	free.info.Can.Free = true
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, free))))
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, costs(0, imagegen.Sending{}, image1(1), imagegen.Done{CostUSD: new(0.0)})))))
	if entries := d.ledger(); len(entries) != 0 {
		t.Errorf("the ledger has %+v", entries)
	}
}

func TestEstimates(t *testing.T) {
	p, s := prompt.Prompt{Text: "a beach"}, prompt.Settings{Width: 64, Height: 64, Count: 3}
	free := paints()
	free.info.Can.Free = true
	for _, c := range []struct {
		by   imagegen.ImageGenerator
		want string
	}{{free, "free"}, {paints(), "price unknown"}, {costs(0.2), "$0.30 to $0.60"}, {costs(0), "free"}} {
		if got := engine.Estimate(c.by, p, s, false).String(); got != c.want {
			t.Errorf("%T: %s, want %s", c.by, got, c.want)
		}
	}
}

// What happens to the money when the program is killed at any point: it is
// told once, counts as spent, and is never sent again.
func TestACrashAfterSending(t *testing.T) {
	arrived := filepath.Join(t.TempDir(), "arrived.png")
	ok(t, os.WriteFile(arrived, pixels(0), 0o600))
	first := image1(0).(imagegen.Bytes)
	first.File = arrived
	for name, c := range map[string]struct {
		before []any
		says   string
		count  float64 // what still counts against the budget
	}{
		"sent":     {[]any{imagegen.Sending{}}, "Sent, maybe paid, not received", 0.08},
		"one came": {[]any{imagegen.Sending{}, first}, "Sent, maybe paid, 1 of 2 saved, the rest not received", 0.08},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.begun()
			var after *desk
			steps := append(c.before, func() { after = d.afterCrash() }, problem.New(problem.Failed, "enough", ""))
			_ = ended(o.Generate(t.Context(), generation(o, 2, costs(0.04, steps...))))
			again := after.resume(o.State().ID)
			if told := again.Unsettled(); len(told) != 1 || told[0] != c.says {
				t.Errorf("it tells %q", told)
			}
			if _, err := after.lib.Session(t.Context(), o.State().ID); err != nil {
				t.Error(err)
			}
			pending, err := after.lib.Pending(t.Context(), "")
			ok(t, err)
			if len(pending) != 0 {
				t.Errorf("it would be told again: %+v", pending)
			}
			id := again.State().ID
			again.Close()
			if told := after.resume(id).Unsettled(); len(told) != 0 {
				t.Errorf("it is told again: %q", told)
			}
			over := after.lib.CheckBudget(t.Context(), id, catalog.Estimate{Low: 0.01, High: 0.01, Known: true}, library.Budget{Session: c.count, Day: math.Inf(1)})
			fails(t, over, problem.OverBudget)
		})
	}
}

func TestBytesThatCameAndWereNotSavedAreNamedAfterACrash(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	id := o.State().ID
	file := filepath.Join(t.TempDir(), "arrived.png")
	ok(t, os.WriteFile(file, pixels(0), 0o600))
	ctx := t.Context()
	ok(t, d.lib.Prepare(ctx, library.Request{ID: "r", SessionID: id, Purpose: library.ForPicture, Generator: "painter", Pictures: 1}, library.NoBudget()))
	for _, s := range []library.Step{library.Sent(), library.Received(file), library.Received("")} {
		ok(t, d.lib.Journal(ctx, "r", s))
	}
	o.Close()
	told := d.resume(id).Unsettled()
	if len(told) != 1 || !strings.HasPrefix(told[0], "Sent, maybe paid") || !strings.HasSuffix(told[0], "what came is in "+file) {
		t.Errorf("it tells %q", told)
	}
}

func TestWhatCannotHaveBeenPaidDoesNotCount(t *testing.T) {
	for name, c := range map[string]struct {
		steps []any
		known bool // that it cost nothing
	}{
		"turned down":          {[]any{imagegen.Sending{}, said(401)}, true},
		"asked too often":      {[]any{imagegen.Sending{}, said(429)}, true},
		"a fault of theirs":    {[]any{imagegen.Sending{}, said(500)}, false},
		"cut":                  {[]any{imagegen.Sending{}, errBroke}, false},
		"turned down later on": {[]any{imagegen.Sending{}, image1(0), said(400)}, false},
		"nothing came":         {[]any{imagegen.Sending{}}, false},
	} {
		d := newDesk(t)
		o := d.begun()
		if err := ended(o.Generate(t.Context(), generation(o, 2, costs(0.04, c.steps...)))); err == nil {
			t.Errorf("%s: nothing failed", name)
		}
		e := d.ledger()[0]
		if known := e.Outcome.CostUSD != nil; known != c.known || known && *e.Outcome.CostUSD != 0 || e.Outcome.Problem == "" {
			t.Errorf("%s: booked as %+v", name, e.Outcome)
		}
	}
}

// said is what a server answers, as it reaches people.
func said(status int) error {
	return problem.Wrap(&wire.ServerError{Status: status}, problem.Failed, "The server said no", "")
}

func TestNobodyListensToWhatIsPaid(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	for u := range o.Generate(t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, image1(0), image1(1)))) {
		if _, saved := u.(engine.Saved); saved {
			break
		}
	}
	if e := d.ledger()[0]; !e.Settled || e.Outcome.CostUSD != nil || e.Outcome.Problem != "Stopped before the rest came" {
		t.Errorf("booked as %+v", e)
	}
}

func TestTheFileInWhichAPictureCameGoesOnceItIsSaved(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	files := []string{filepath.Join(t.TempDir(), "0"), filepath.Join(t.TempDir(), "1")}
	came := func(i int) imagegen.Event {
		b := image1(i).(imagegen.Bytes)
		b.File, b.CostUSD = files[i], new(0.02)
		ok(t, os.WriteFile(b.File, b.Data, 0o600))
		return b
	}
	moved := d.pictures + " moved"
	err := ended(o.Generate(t.Context(), generation(o, 2, costs(0.04, imagegen.Sending{}, came(0),
		func() { ok(t, os.Rename(d.pictures, moved)); file(t, d.pictures) }, came(1),
		func() { ok(t, os.Remove(d.pictures)); ok(t, os.Rename(moved, d.pictures)) }, imagegen.Done{}))))
	fails(t, err, problem.Failed, d.pictures, "What came is in "+files[1])
	if _, err := os.Stat(files[0]); err == nil {
		t.Error("what is saved is there twice")
	}
	if _, err := os.Stat(files[1]); err != nil {
		t.Error("what was paid for is lost")
	}
	meta, err := picture.Read(o.State().Pictures()[0].Path)
	ok(t, err)
	if meta.Made == nil || meta.Made.CostUSD == nil || *meta.Made.CostUSD != 0.02 {
		t.Errorf("the picture does not say what it cost: %+v", meta.Made)
	}
}

// pricedWriter is a chat that costs a hundredth of a cent a token.
type pricedWriter struct {
	writer
	ready error
}

func (w pricedWriter) Ready(context.Context) error { return w.ready }

func (pricedWriter) Estimate(r promptgen.Request) catalog.Estimate {
	return catalog.Estimate{Low: 0.01, High: 0.02, Known: true}
}

func (pricedWriter) Cost(u catalog.Usage) *float64 {
	if u.Zero() {
		return nil
	}
	return new(float64(u.TextIn+u.TextOut) / 10000)
}

func TestAPaidMessageIsBooked(t *testing.T) {
	for name, c := range map[string]struct {
		steps []any
		cost  float64 // -1 is unknown
		says  string  // of the problem
	}{
		"whole":       {append(round(1), promptgen.Used{Usage: catalog.Usage{TextIn: 20, TextOut: 30}}, promptgen.Used{Usage: catalog.Usage{TextOut: 50}}), 0.01, ""},
		"not counted": {round(1), -1, ""},
		"turned down": {[]any{said(401)}, 0, "said no"},
		"cut":         {[]any{reply("Low "), errBroke}, -1, "the connection broke"},
		"cut at once": {[]any{errBroke}, -1, "the connection broke"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.open()
			asked := func() {
				pending, err := d.lib.Pending(t.Context(), "")
				if err != nil || len(pending) != 1 || !pending[0].Sent || pending[0].Purpose != library.ForPrompt || pending[0].Prompt != "a beach" {
					t.Errorf("when it leaves, the journal has %+v, %v", pending, err)
				}
			}
			_ = ended(o.Send(t.Context(), engine.Message{Text: "a beach", To: pricedWriter{writer: says(append([]any{asked}, c.steps...)...)}, Variations: 4}))
			e := d.ledger()[0]
			known := c.cost >= 0
			if !e.Settled || (e.Outcome.CostUSD != nil) != known || known && *e.Outcome.CostUSD != c.cost || !strings.Contains(e.Outcome.Problem, c.says) || c.says == "" && e.Outcome.Problem != "" {
				t.Errorf("booked as %+v", e)
			}
		})
	}
}

func TestAMessageOverTheBudgetIsKeptAndNotSent(t *testing.T) {
	d := newDesk(t)
	d.limited(0.015, math.Inf(1))
	o := d.open()
	err := ended(o.Send(t.Context(), engine.Message{Text: "a beach", To: pricedWriter{writer: says(func() { t.Error("it was sent") })}}))
	fails(t, err, problem.OverBudget, "budget.session")
	if s, is := o.State().Waiting(); !is || s.Body.(session.Said).Text != "a beach" || len(d.ledger()) != 0 {
		t.Errorf("got %v, ledger %v", told(o.State()), d.ledger())
	}
	d.isKept(o)
}

func TestAMessageThatCannotBeSentIsNotBooked(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	missing := problem.New(problem.NotConfigured, "It needs a key", "Set one")
	err := ended(o.Send(t.Context(), engine.Message{Text: "a beach", To: pricedWriter{writer: says(), ready: missing}}))
	fails(t, err, problem.NotConfigured, "needs a key")
	if entries := d.ledger(); len(entries) != 0 {
		t.Errorf("the ledger has %+v", entries)
	}
}

func TestNobodyListensToAMessageThatIsPaid(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	for u := range o.Send(t.Context(), engine.Message{Text: "a beach", To: pricedWriter{writer: says(round(1)...)}}) {
		if _, came := u.(engine.ReplyText); came {
			break
		}
	}
	if e := d.ledger()[0]; !e.Settled || e.Outcome.CostUSD != nil || e.Outcome.Problem == "" {
		t.Errorf("booked as %+v", e)
	}
}

func TestACrashWhileAPaidReplyStreams(t *testing.T) {
	d := newDesk(t)
	o := d.open()
	var after *desk
	_ = ended(o.Send(t.Context(), engine.Message{Text: "a beach", To: pricedWriter{writer: says(func() { after = d.afterCrash() }, reply("Yes."))}}))
	if told := after.resume(o.State().ID).Unsettled(); len(told) != 1 || told[0] != "Sent, maybe paid, the answer was not received whole" {
		t.Errorf("it tells %q", told)
	}
}
