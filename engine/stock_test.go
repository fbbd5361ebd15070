package engine_test

import (
	"slices"
	"strings"
	"testing"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
)

// What a crashed command left is told at the next start of anything.
func TestStockIsTakenOfSessionsThatNobodyHas(t *testing.T) {
	d := newDesk(t)
	var after *desk
	crash := func() { after = d.afterCrash() }
	enough := problem.New(problem.Failed, "enough", "")
	o := d.begun()
	_ = ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, crash, enough))))
	told, err := after.studio.TakeStock(t.Context())
	ok(t, err)
	if want := []string{`painter at 2026-11-23 12:00, "Rewrite 1": sent, maybe paid, not received`}; !slices.Equal(told, want) {
		t.Errorf("it tells %q", told)
	}
	again, err := after.studio.TakeStock(t.Context())
	ok(t, err)
	if open := after.resume(o.State().ID); len(again) > 0 || len(open.Unsettled()) > 0 {
		t.Errorf("it is told again: %q, %q", again, open.Unsettled())
	}
}

func TestNoStockIsTakenOfWhatSomebodyIsAtWorkOn(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	look := func() {
		told, err := d.studio.TakeStock(t.Context())
		ok(t, err)
		if len(told) > 0 {
			t.Errorf("it tells %q", told)
		}
	}
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, look, image1(0), imagegen.Done{CostUSD: new(0.04)})))))
	_, _, err := d.studio.Vary(t.Context(), prompt.Prompt{Text: "a beach"}, engine.Message{To: pricedWriter{writer: says(append([]any{look}, round(1)...)...)}, Variations: 2}, nil)
	ok(t, err)
	for _, e := range d.ledger() {
		if e.Outcome.Problem != "" {
			t.Errorf("the ledger has %+v", e)
		}
	}
}

// What a server keeps is not given up: its session fetches it.
func TestJobsAreLeftToTheirSessions(t *testing.T) {
	d := newDesk(t)
	var after *desk
	o := d.begun()
	_ = ended(o.Generate(t.Context(), generation(o, 1, costs(0.04, imagegen.Sending{}, imagegen.Accepted{JobID: "j"}, func() { after = d.afterCrash() }))))
	told, err := after.studio.TakeStock(t.Context())
	ok(t, err)
	if len(told) != 1 || !strings.HasSuffix(told[0], "its server has it; fetch it with: easel resume "+o.State().ID) {
		t.Errorf("it tells %q", told)
	}
	if pending, err := after.lib.Pending(t.Context(), ""); err != nil || len(pending) != 1 {
		t.Errorf("pending is %+v, %v", pending, err)
	}
}
