package library_test

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/catalog"
	"easel/engine/library"
	"easel/engine/problem"
)

func costs(low, high float64) catalog.Estimate {
	return catalog.Estimate{Low: low, High: high, Known: true, AsOf: "2026-11-22"}
}

func picture(id, session string, e catalog.Estimate) library.Request {
	return library.Request{ID: id, SessionID: session, Purpose: library.ForPicture, Generator: "openai", Model: "gpt-image-2",
		Prompt: "a beach sunset", Pictures: 2, Estimate: e}
}

func limits(session, day float64) library.Budget {
	return library.Budget{Session: session, Day: day, DayBegan: noon.Truncate(24 * time.Hour)}
}

func TestRequestFromItsEstimateToItsCost(t *testing.T) {
	l := open(t, t.TempDir())
	ctx := t.Context()
	r := picture("1", "s", costs(0.1, 0.2))
	ok(t, l.Prepare(ctx, r, library.NoBudget()))
	pending(t, l, "s", "Not sent, nothing was paid")
	ok(t, l.Journal(ctx, "1", library.Sent()))
	pending(t, l, "s", "Sent, maybe paid, not received")
	ok(t, l.Journal(ctx, "1", library.Accepted("job-7")))
	ok(t, l.Journal(ctx, "1", library.Received("/arriving/a.part")))
	pending(t, l, "s", "Sent, maybe paid, 1 of 2 received and 0 saved")
	ok(t, l.Journal(ctx, "1", library.Stored("/pictures/a.png")))
	pending(t, l, "s", "Sent, maybe paid, 1 of 2 saved, the rest not received")
	ok(t, l.Journal(ctx, "1", library.Received("")))
	ok(t, l.Journal(ctx, "1", library.Stored("/pictures/b.png")))
	p := pending(t, l, "s", "Sent and received, what it cost is not known")
	if p.JobID != "job-7" || !slices.Equal(p.Stored, []string{"/pictures/a.png", "/pictures/b.png"}) ||
		!slices.Equal(p.Received, []string{"/arriving/a.part", ""}) || p.Request != r {
		t.Errorf("pending is %+v", p)
	}
	usage := catalog.Usage{TextIn: 10, ImageOut: 4000}
	ok(t, l.Settle(ctx, "1", library.Outcome{Usage: usage, CostUSD: new(0.12)}))
	if list, err := l.Pending(ctx, ""); len(list) != 0 || err != nil {
		t.Errorf("still pending: %+v, %v", list, err)
	}
	ok(t, l.Settle(ctx, "1", library.Outcome{Problem: "again"})) // nothing that was known is lost
	list, err := l.Ledger(ctx, 0)
	ok(t, err)
	e := list[0]
	if len(list) != 1 || e.Request != r || !e.Created.Equal(noon) || !e.Sent || !e.Settled || e.Outcome.Usage != usage || *e.Outcome.CostUSD != 0.12 {
		t.Errorf("the ledger is %+v", list)
	}
}

func pending(t *testing.T, l *library.Library, session, sentence string) library.Pending {
	t.Helper()
	list, err := l.Pending(t.Context(), session)
	ok(t, err)
	if len(list) != 1 || list[0].Sentence() != sentence {
		t.Fatalf("pending are %+v, want one: %q", list, sentence)
	}
	return list[0]
}

func TestPendingOfOneSession(t *testing.T) {
	l := open(t, t.TempDir())
	ok(t, l.Prepare(t.Context(), picture("1", "s", catalog.Nothing()), library.NoBudget()))
	chat := library.Request{ID: "2", SessionID: "other", Purpose: library.ForPrompt, Generator: "openai"}
	ok(t, l.Prepare(t.Context(), chat, library.NoBudget()))
	ok(t, l.Journal(t.Context(), "2", library.Sent()))
	pending(t, l, "other", "Sent, maybe paid, the answer was not received whole")
	if list, err := l.Pending(t.Context(), ""); len(list) != 2 || err != nil {
		t.Errorf("of all sessions: %+v, %v", list, err)
	}
}

func TestRequestsThatCannotBeWritten(t *testing.T) {
	l := open(t, t.TempDir())
	ctx := t.Context()
	ok(t, l.Prepare(ctx, picture("1", "s", catalog.Nothing()), library.NoBudget()))
	isProblem(t, l.Prepare(ctx, picture("1", "s", catalog.Nothing()), library.NoBudget()), problem.Failed)
	isProblem(t, l.Prepare(ctx, picture("", "s", catalog.Nothing()), library.NoBudget()), problem.Failed)
	isProblem(t, l.Prepare(ctx, picture("2", "", catalog.Nothing()), library.NoBudget()), problem.Failed)
	isProblem(t, l.Journal(ctx, "nobody", library.Sent()), problem.Failed)
	isProblem(t, l.Journal(ctx, "nobody", library.Received("")), problem.Failed)
	isProblem(t, l.Settle(ctx, "nobody", library.Outcome{}), problem.Failed)
	for _, cost := range []float64{-1, math.NaN(), math.Inf(1)} {
		ok(t, l.Settle(ctx, "1", library.Outcome{CostUSD: &cost}))
	}
	if list, err := l.Ledger(ctx, 1); err != nil || list[0].Outcome.CostUSD != nil {
		t.Errorf("a cost that is none: %+v, %v", list, err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	isProblem(t, l.Prepare(stopped, picture("3", "s", catalog.Nothing()), library.NoBudget()), problem.Interrupted)
}

func TestBudgets(t *testing.T) {
	unknown := catalog.Estimate{}
	for _, c := range []struct {
		says   string
		budget library.Budget
		spent  float64 // in this session
		other  float64 // today in another one
		asks   catalog.Estimate
		over   string // which budget; empty for none
	}{
		{"no budget", library.NoBudget(), 1000, 1000, costs(500, 1000), ""},
		{"room", limits(1, 2), 0.5, 0.5, costs(0.2, 0.5), ""},
		{"the session is over", limits(1, 5), 0.6, 0, costs(0.3, 0.5), "EASEL_BUDGET_SESSION"},
		{"the day is over", limits(5, 1), 0.1, 0.5, costs(0.3, 0.5), "EASEL_BUDGET_DAY"},
		{"an unknown price with room", limits(1, 1), 0.5, 0, unknown, ""},
		{"an unknown price and nothing left", limits(1, 1), 1, 0, unknown, "budget.session"},
		{"nothing may be paid", limits(0, 5), 0, 0, unknown, "budget.session"},
		{"nothing may be paid and it is free", limits(0, 0), 0, 0, catalog.Nothing(), ""},
		{"already more than allowed", limits(1, math.Inf(1)), 3, 0, costs(0.01, 0.01), "budget.session"},
		{"to the last cent", limits(0.3, 0.3), 0.1, 0, costs(0.1, 0.2), ""},
	} {
		l := open(t, t.TempDir())
		ctx := t.Context()
		for id, spent := range map[string]float64{"s": c.spent, "other": c.other} {
			ok(t, l.Prepare(ctx, picture("spent-"+id, id, costs(0, 9)), library.NoBudget()))
			ok(t, l.Settle(ctx, "spent-"+id, library.Outcome{CostUSD: &spent}))
		}
		before := l.CheckBudget(ctx, "s", c.asks, c.budget)
		err := l.Prepare(ctx, picture("new", "s", c.asks), c.budget)
		if c.over == "" {
			if err != nil || before != nil {
				t.Errorf("%s: %v, %v", c.says, before, err)
			}
			continue
		}
		isProblem(t, err, problem.OverBudget, c.over, "$", "raise")
		if before == nil || before.Error() != err.Error() {
			t.Errorf("%s: before it was %v, then %v", c.says, before, err)
		}
		if list, err := l.Ledger(ctx, 0); len(list) != 2 || err != nil {
			t.Errorf("%s: the ledger is %+v, %v", c.says, list, err)
		}
	}
}

func TestWhatCountsAgainstABudget(t *testing.T) {
	for _, c := range []struct {
		says string
		how  func(*library.Library)
		over bool
	}{
		{"prepared", func(l *library.Library) {}, true},
		{"never sent", func(l *library.Library) { ok(t, l.Settle(t.Context(), "1", library.Outcome{Problem: "no"})) }, false},
		{"sent, maybe paid", func(l *library.Library) {
			ok(t, l.Journal(t.Context(), "1", library.Sent()))
			ok(t, l.Settle(t.Context(), "1", library.Outcome{Problem: "cut"}))
		}, true},
		{"cheaper than thought", func(l *library.Library) {
			ok(t, l.Journal(t.Context(), "1", library.Sent()))
			ok(t, l.Settle(t.Context(), "1", library.Outcome{CostUSD: new(0.1)}))
		}, false},
	} {
		l := open(t, t.TempDir())
		ok(t, l.Prepare(t.Context(), picture("1", "s", costs(0.4, 0.8)), library.NoBudget()))
		c.how(l)
		if err := l.Prepare(t.Context(), picture("2", "s", costs(0.4, 0.8)), limits(1, 1)); (err != nil) != c.over {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

func TestYesterdayIsNotToday(t *testing.T) {
	dir := t.TempDir()
	yesterday, err := library.Open(t.Context(), dir, func() time.Time { return noon.Add(-24 * time.Hour) })
	ok(t, err)
	ok(t, yesterday.Prepare(t.Context(), picture("1", "s", costs(1, 1)), limits(5, 5)))
	ok(t, yesterday.Close())
	l := open(t, dir)
	ok(t, l.CheckBudget(t.Context(), "new", costs(1, 1), limits(5, 1)))
	isProblem(t, l.CheckBudget(t.Context(), "s", costs(1, 1), limits(1, 5)), problem.OverBudget)
}

// Two windows that ask at the same time cannot spend the same money.
func TestTwoWindowsAndOneBudget(t *testing.T) {
	dir := t.TempDir()
	windows := []*library.Library{open(t, dir), open(t, dir)}
	var all sync.WaitGroup
	passed := make(chan bool, 40)
	for i := range cap(passed) {
		all.Go(func() {
			r := picture(fmt.Sprint(i), fmt.Sprint("session-", i%4), costs(0.1, 0.25))
			passed <- windows[i%2].Prepare(t.Context(), r, limits(10, 2)) == nil
		})
	}
	all.Wait()
	close(passed)
	n := 0
	for p := range passed {
		if p {
			n++
		}
	}
	if n != 8 {
		t.Errorf("%d requests of up to $0.25 went through a budget of $2", n)
	}
}

func TestABudgetIsNeverOverspent(t *testing.T) {
	l := open(t, t.TempDir())
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		session := fmt.Sprint("s", n)
		budget := limits(rapid.Float64Range(0, 2).Draw(rt, "budget"), math.Inf(1))
		atMost := 0.0
		for i := range rapid.IntRange(1, 6).Draw(rt, "requests") {
			low := rapid.Float64Range(0, 1).Draw(rt, "low")
			e := costs(low, low+rapid.Float64Range(0, 1).Draw(rt, "more"))
			r := picture(fmt.Sprint(session, "-", i), session, e)
			if l.Prepare(t.Context(), r, budget) != nil {
				continue
			}
			if rapid.Bool().Draw(rt, "settled") {
				ok(t, l.Settle(t.Context(), r.ID, library.Outcome{CostUSD: &e.Low}))
				atMost += e.Low
			} else {
				atMost += e.High
			}
			if atMost > budget.Session+1e-6 {
				rt.Fatalf("up to %v was let through by a budget of %v", atMost, budget.Session)
			}
		}
	})
}

func TestSpendByDayAndGenerator(t *testing.T) {
	dir := t.TempDir()
	place := time.FixedZone("UTC+13", 13*60*60) // where noon in UTC is tomorrow
	at := noon
	l, err := library.Open(t.Context(), dir, func() time.Time { return at })
	ok(t, err)
	defer l.Close()
	ctx := t.Context()
	send := func(id, by string, e catalog.Estimate, o library.Outcome, stored int) {
		r := picture(id, "s", e)
		r.Generator = by
		ok(t, l.Prepare(ctx, r, library.NoBudget()))
		ok(t, l.Journal(ctx, id, library.Sent()))
		for i := range stored {
			ok(t, l.Journal(ctx, id, library.Stored(fmt.Sprint(i))))
		}
		ok(t, l.Settle(ctx, id, o))
	}
	send("1", "openai", costs(0.1, 0.3), library.Outcome{CostUSD: new(0.25)}, 2)
	send("2", "openai", costs(0.1, 0.3), library.Outcome{Problem: "cut"}, 0)
	send("3", "xai", catalog.Estimate{}, library.Outcome{}, 1)
	ok(t, l.Prepare(ctx, picture("never sent", "s", costs(1, 1)), library.NoBudget()))
	at = noon.Add(-13 * time.Hour)
	send("4", "openai", costs(0.1, 0.3), library.Outcome{CostUSD: new(0.5)}, 1)
	got, err := l.Spend(ctx, time.Time{}, place)
	ok(t, err)
	want := []library.Spend{
		{Day: "2026-11-24", Generator: "openai", Requests: 2, Pictures: 2, CostUSD: 0.25, Unknown: 1, MaybeUSD: 0.3},
		{Day: "2026-11-24", Generator: "xai", Requests: 1, Pictures: 1, Unknown: 1},
		{Day: "2026-11-23", Generator: "openai", Requests: 1, Pictures: 1, CostUSD: 0.5},
	}
	if !slices.Equal(got, want) {
		t.Errorf("spent:\n%+v\nwant:\n%+v", got, want)
	}
	if got, err = l.Spend(ctx, noon, place); len(got) != 2 || err != nil {
		t.Errorf("since noon: %+v, %v", got, err)
	}
}

// childPays comes as far as a picture that is received, and is killed then.
func childPays() int {
	l, err := openAsChild()
	if err != nil {
		return childFailed(err)
	}
	ctx := context.Background()
	for _, step := range []func() error{
		func() error { return l.Prepare(ctx, picture("1", "s", costs(0.1, 0.2)), library.NoBudget()) },
		func() error { return l.Journal(ctx, "1", library.Sent()) },
		func() error { return l.Journal(ctx, "1", library.Received("/arriving/a.part")) },
	} {
		if err := step(); err != nil {
			return childFailed(err)
		}
	}
	fmt.Println("received")
	select {}
}

func TestAKilledProcessLeavesWhatItPaidFor(t *testing.T) {
	dir := t.TempDir()
	cmd := child(t, "pay", dir)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.Contains(line, "received") {
		t.Fatalf("the child said %q, %v", line, err)
	}
	ok(t, cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	l := open(t, dir)
	pending(t, l, "s", "Sent, maybe paid, 1 of 2 received and 0 saved")
	isProblem(t, l.CheckBudget(t.Context(), "s", costs(0.1, 0.2), limits(0.3, 1)), problem.OverBudget)
}

func TestTheLedgerOutlivesADamagedLibrary(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	ok(t, l.Append(t.Context(), header("s"), said("1", "hello")))
	ok(t, l.Prepare(t.Context(), picture("1", "s", costs(0.1, 0.2)), library.NoBudget()))
	ok(t, l.Journal(t.Context(), "1", library.Sent()))
	ok(t, l.Close())
	path := filepath.Join(dir, "library.db")
	data, err := os.ReadFile(path)
	ok(t, err)
	clear(data[:100])
	ok(t, os.WriteFile(path, data, 0o600))
	again := open(t, dir)
	if len(again.Notices()) != 1 {
		t.Fatalf("notices: %q", again.Notices())
	}
	pending(t, again, "s", "Sent, maybe paid, not received")
}
