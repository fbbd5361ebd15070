package library

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Spend is what one generator cost on one day.
type Spend struct {
	Day       string // YYYY-MM-DD
	Generator string
	Requests  int     // that were sent
	Pictures  int     // that were saved
	CostUSD   float64 // as far as it is known
	Unknown   int     // requests whose cost is not known
	MaybeUSD  float64 // what those cost at most, by their estimates
}

// Spend sums the ledger by day and generator, the newest day first and the
// generators of a day by their names. A day ends at midnight in the place
// given. What was never sent is left out.
func (l *Library) Spend(ctx context.Context, since time.Time, place *time.Location) ([]Spend, error) {
	rows, err := query(ctx, l.read, scanSpent, `
		SELECT created, generator, cost_usd, high_usd,
		       (SELECT count(*) FROM journal WHERE request_id = ledger.id AND step = 'stored')
		FROM ledger WHERE sent IS NOT NULL AND created >= ?`, formatTime(since))
	if err != nil {
		return nil, l.failed(err)
	}
	type key struct{ day, generator string }
	sums := make(map[key]*Spend)
	for _, r := range rows {
		k := key{r.created.In(place).Format(time.DateOnly), r.generator}
		if sums[k] == nil {
			sums[k] = &Spend{Day: k.day, Generator: k.generator}
		}
		sums[k].add(r)
	}
	list := make([]Spend, 0, len(sums))
	for _, s := range sums {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(a, b Spend) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Generator, b.Generator))
	})
	return list, nil
}

// spent is one request of the sum.
type spent struct {
	created    time.Time
	generator  string
	cost, high *float64
	pictures   int
}

func scanSpent(rows *sql.Rows) (s spent, err error) {
	var created string
	if err := rows.Scan(&created, &s.generator, &s.cost, &s.high, &s.pictures); err != nil {
		return s, err
	}
	s.created, err = parseTime(created)
	return s, err
}

func (s *Spend) add(r spent) {
	s.Requests++
	s.Pictures += r.pictures
	switch {
	case r.cost != nil:
		s.CostUSD += *r.cost
	default:
		s.Unknown++
		if r.high != nil {
			s.MaybeUSD += *r.high
		}
	}
}
