package library

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"easel/engine/catalog"
	"easel/engine/problem"
)

// Budget is a person's own limits on spending, in US dollars. Infinity is no
// limit; 0 lets nothing through that is not free.
type Budget struct {
	Session  float64
	Day      float64
	DayBegan time.Time // midnight where the person is
}

// NoBudget lets everything through.
func NoBudget() Budget { return Budget{Session: math.Inf(1), Day: math.Inf(1)} }

// CheckBudget says beforehand whether Prepare would find a request over the
// budget, for the card that asks. Prepare decides.
func (l *Library) CheckBudget(ctx context.Context, sessionID string, e catalog.Estimate, b Budget) error {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return l.failed(err)
	}
	defer tx.Rollback()
	return l.failed(b.allows(ctx, tx, sessionID, e))
}

// Counted sums what counts against a budget: what was paid, and for what may
// have been paid, its highest estimate.
const counted = `
	SELECT coalesce(sum(coalesce(cost_usd, CASE WHEN settled IS NULL OR sent IS NOT NULL THEN high_usd END, 0)), 0) FROM ledger `

// allows is nil, or a problem that says how to raise the budget. A request of
// unknown price goes through while anything is left.
func (b Budget) allows(ctx context.Context, tx *sql.Tx, sessionID string, e catalog.Estimate) error {
	if e.Free() {
		return nil
	}
	for _, limit := range []struct {
		name, of string
		most     float64
		where    string
		value    any
	}{
		{"budget.session", "this session", b.Session, "WHERE session_id = ?", sessionID},
		{"budget.day", "today", b.Day, "WHERE created >= ?", formatTime(b.DayBegan)},
	} {
		if math.IsInf(limit.most, 1) {
			continue
		}
		var spent float64
		if err := tx.QueryRowContext(ctx, counted+limit.where, limit.value).Scan(&spent); err != nil {
			return err
		}
		const rounding = 1e-9 // sums of cents are not exact
		left := limit.most - spent
		if left > rounding && (!e.Known || e.High <= left+rounding) {
			continue
		}
		return overBudget(limit.name, limit.of, limit.most, left, e)
	}
	return nil
}

func overBudget(name, of string, most, left float64, e catalog.Estimate) error {
	what := "the price is unknown"
	if e.Known {
		what = "this may cost " + catalog.Dollars(e.High)
	}
	variable := map[string]string{"budget.session": "EASEL_BUDGET_SESSION", "budget.day": "EASEL_BUDGET_DAY"}[name]
	enough := math.Ceil(most - left + max(e.High, 1))
	return problem.New(problem.OverBudget,
		fmt.Sprintf("The budget of %s for %s has %s left, and %s", catalog.Dollars(most), of, catalog.Dollars(left), what),
		fmt.Sprintf("To raise it, write %s = %.0f into the config file (easel config path tells where it is), or set %s=%.0f", name, enough, variable, enough))
}
