package library

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// latest is how many generations tell how long one usually takes: a server
// gets faster, or moves to another machine.
const latest = 9

// UsualTime is how long an image generator usually takes for one picture: the
// median of its last generations. It is zero when it has made none.
func (l *Library) UsualTime(ctx context.Context, generator, model string) (time.Duration, error) {
	took, err := query(ctx, l.read, scanTook, `
		SELECT json_extract(e.body, '$.took') / count(*)
		FROM generations g JOIN events e ON e.id = g.id JOIN images i ON i.generation_id = g.id
		WHERE g.generator = ? AND g.model = ?
		GROUP BY g.id ORDER BY g.created DESC, g.id DESC LIMIT ?`, generator, model, latest)
	if err != nil || len(took) == 0 {
		return 0, l.failed(err)
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}

func scanTook(rows *sql.Rows) (took time.Duration, err error) {
	return took, rows.Scan(&took)
}
