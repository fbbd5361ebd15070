package library

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Step is how far a request came. Steps are added, never changed.
type Step struct {
	kind   string
	detail string
}

// The steps. A request that was prepared has none yet.
func Sent() Step                 { return Step{"sent", ""} }        // before the first byte leaves
func Accepted(jobID string) Step { return Step{"accepted", jobID} } // the server keeps a job under this id
func Received(file string) Step  { return Step{"received", file} }  // a picture's bytes are here, in this file; empty for in memory alone
func Stored(path string) Step    { return Step{"stored", path} }    // a picture is on the disk under this path

// Journal writes down that a request came one step further. When it returns
// nil that is on the disk, so what follows may be done: after Sent, the
// sending.
func (l *Library) Journal(ctx context.Context, requestID string, s Step) error {
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		now := formatTime(l.now())
		if s.kind == "sent" {
			if err := onlyOne(tx.ExecContext(ctx, `UPDATE ledger SET sent = coalesce(sent, ?) WHERE id = ?`, now, requestID)); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO journal (request_id, seq, step, detail, time)
			VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM journal WHERE request_id = ?1), ?2, ?3, ?4)`,
			requestID, s.kind, s.detail, now)
		return err
	})
	return l.failed(err)
}

// Pending is a request of which nobody wrote down how it ended.
type Pending struct {
	Request
	Created  time.Time
	Sent     bool     // it left the machine
	JobID    string   // under which the server keeps it; empty for none
	Received []string // files of the pictures that came, saved or not; empty where there was none
	Stored   []string // paths of those that were saved
}

// Pending lists what a session had not settled, the oldest first; that of all
// sessions if the id is empty. Whoever has just taken the session's lease knows
// that nobody is at work on these any more: tell the person, and settle them
// with what [Pending.Sentence] says.
func (l *Library) Pending(ctx context.Context, sessionID string) ([]Pending, error) {
	entries, err := query(ctx, l.read, scanEntry,
		selectEntries+`WHERE settled IS NULL AND (session_id = ?1 OR ?1 = '') ORDER BY created, id`, sessionID)
	if err != nil {
		return nil, l.failed(err)
	}
	var list []Pending
	for _, e := range entries {
		p := Pending{Request: e.Request, Created: e.Created, Sent: e.Sent}
		steps, err := query(ctx, l.read, scanStep, `SELECT step, detail FROM journal WHERE request_id = ? ORDER BY seq`, e.ID)
		if err != nil {
			return nil, l.failed(err)
		}
		for _, s := range steps {
			p.add(s)
		}
		list = append(list, p)
	}
	return list, nil
}

func scanStep(rows *sql.Rows) (s Step, err error) {
	err = rows.Scan(&s.kind, &s.detail)
	return s, err
}

func (p *Pending) add(s Step) {
	switch s.kind {
	case "accepted":
		p.JobID = s.detail
	case "received":
		p.Received = append(p.Received, s.detail)
	case "stored":
		p.Stored = append(p.Stored, s.detail)
	}
}

// Sentence is what became of the request as far as is known, without its full
// stop.
func (p Pending) Sentence() string {
	switch {
	case !p.Sent:
		return "Not sent, nothing was paid"
	case p.Purpose == ForPrompt:
		return "Sent, maybe paid, the answer was not received whole"
	case len(p.Stored) == 0 && len(p.Received) == 0:
		return "Sent, maybe paid, not received"
	case len(p.Stored) >= p.Pictures:
		return "Sent and received, what it cost is not known"
	case len(p.Received) > len(p.Stored):
		return fmt.Sprintf("Sent, maybe paid, %d of %d received and %d saved", len(p.Received), p.Pictures, len(p.Stored))
	}
	return fmt.Sprintf("Sent, maybe paid, %d of %d saved, the rest not received", len(p.Stored), p.Pictures)
}
