package imagegen

import (
	"context"
	"time"

	"easel/engine/problem"
	"easel/engine/wire"
)

// mostFailures is how often in a row a server that keeps a job may fail to
// answer: it may be started anew in between.
const mostFailures = 30

// Poll asks a server about a job, and again every so often until it is over or
// an error came that the next try does not mend. It waits on the client's clock.
func Poll(ctx context.Context, client *wire.Client, every time.Duration, ask func(context.Context) (over bool, err error)) error {
	failed := 0
	for {
		over, err := ask(ctx)
		switch {
		case err == nil && over:
			return nil
		case err == nil:
			failed = 0
		case !wire.Passing(err) || failed == mostFailures:
			return err
		default:
			failed++
		}
		if err := client.Pause(ctx, every); err != nil {
			return problem.Of(err)
		}
	}
}

// patienceWithCancelling is how long a server has to take a job back, once
// nobody waits for its picture any more.
const patienceWithCancelling = 3 * time.Second

// TakingBack is the context for calls that take a job back, after ctx may have
// ended; stop gives it up.
func TakingBack(ctx context.Context) (taking context.Context, stop context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), patienceWithCancelling)
}
