package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"easel/engine/catalog"
)

// Purpose is what a request is for.
type Purpose string

// The purposes.
const (
	ForPrompt  Purpose = "prompt"
	ForPicture Purpose = "picture"
)

// Request is what may cost something, before it is sent.
type Request struct {
	ID        string // unique; that of the generation's event where it makes pictures
	SessionID string
	Purpose   Purpose
	Generator string
	Model     string
	Prompt    string // what is sent, or the message
	Pictures  int    // wanted; 0 for a prompt
	Estimate  catalog.Estimate
}

// Outcome is how a request ended.
type Outcome struct {
	Usage   catalog.Usage // zero where the server counted nothing
	CostUSD *float64      // nil is unknown, 0 is free
	Problem string        // why it did not work; empty if it did
}

// Prepare writes a request into the ledger before anything is sent, or says
// that it is over the budget (a problem of kind over_budget). Budget and row
// are one transaction, so that two windows cannot spend the same money. When
// it returns nil the row is on the disk. A request that is never sent is
// settled all the same.
func (l *Library) Prepare(ctx context.Context, r Request, b Budget) error {
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		if r.ID == "" || r.SessionID == "" {
			return fmt.Errorf("library: a request without an id or a session")
		}
		if err := b.allows(ctx, tx, r.SessionID, r.Estimate); err != nil {
			return err
		}
		var low, high *float64
		if r.Estimate.Known {
			low, high = &r.Estimate.Low, &r.Estimate.High
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO ledger (id, session_id, purpose, generator, model, prompt, pictures, low_usd, high_usd, prices, created)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.ID, r.SessionID, string(r.Purpose), r.Generator, r.Model, r.Prompt, r.Pictures, low, high, r.Estimate.AsOf, formatTime(l.now()))
		return err
	})
	return l.failed(err)
}

// Settle writes how a request ended. Until then it is pending, and its highest
// estimate counts as spent. Settling it again corrects what is known: a picture
// may come late.
func (l *Library) Settle(ctx context.Context, id string, o Outcome) error {
	var usage *string
	if !o.Usage.Zero() {
		data, err := json.Marshal(o.Usage)
		if err != nil {
			return l.failed(err)
		}
		usage = new(string(data))
	}
	cost := o.CostUSD
	if cost != nil && (math.IsNaN(*cost) || math.IsInf(*cost, 0) || *cost < 0) {
		cost = nil
	}
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		return onlyOne(tx.ExecContext(ctx, `
			UPDATE ledger SET settled = ?, usage = coalesce(?, usage), cost_usd = coalesce(?, cost_usd), problem = ? WHERE id = ?`,
			formatTime(l.now()), usage, cost, o.Problem, id))
	})
	return l.failed(err)
}

// onlyOne is an error unless exactly one row was changed.
func onlyOne(changed sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := changed.RowsAffected(); n != 1 || err != nil {
		return fmt.Errorf("library: the ledger has no such request (%d rows, %v)", n, err)
	}
	return nil
}

// Entry is one request in the ledger.
type Entry struct {
	Request
	Created time.Time
	Sent    bool // it left the machine
	Settled bool // it is known how it ended
	Outcome Outcome
}

// Ledger lists the requests, the newest first. A limit of 0 is none.
func (l *Library) Ledger(ctx context.Context, limit int) ([]Entry, error) {
	list, err := query(ctx, l.read, scanEntry, selectEntries+`ORDER BY created DESC, id DESC LIMIT ?`, orAll(limit))
	return list, l.failed(err)
}

const selectEntries = `
	SELECT id, session_id, purpose, generator, model, prompt, pictures, low_usd, high_usd, prices, created,
	       sent IS NOT NULL, settled IS NOT NULL, usage, cost_usd, problem
	FROM ledger `

func scanEntry(rows *sql.Rows) (e Entry, err error) {
	var low, high *float64
	var usage *string
	var created string
	if err := rows.Scan(&e.ID, &e.SessionID, &e.Purpose, &e.Generator, &e.Model, &e.Prompt, &e.Pictures, &low, &high, &e.Estimate.AsOf, &created,
		&e.Sent, &e.Settled, &usage, &e.Outcome.CostUSD, &e.Outcome.Problem); err != nil {
		return e, err
	}
	if low != nil && high != nil {
		e.Estimate.Low, e.Estimate.High, e.Estimate.Known = *low, *high, true
	}
	if usage != nil {
		if err := json.Unmarshal([]byte(*usage), &e.Outcome.Usage); err != nil {
			return e, err
		}
	}
	e.Created, err = parseTime(created)
	return e, err
}
