package wire

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Waiting is the state of a countdown before something is sent again.
type Waiting struct {
	Reason  string        // a sentence without its full stop
	Left    time.Duration // until it is sent again; 0 when that is now
	Attempt int           // the number of the attempt that comes, from 2 on
}

type waitingKey struct{}

// WithWaiting gives a context whose calls tell of their countdowns, at most
// once a second and when one ends, from the goroutine that makes the call. Cancelling the
// context ends the countdown at once.
func WithWaiting(ctx context.Context, tell func(Waiting)) context.Context {
	return context.WithValue(ctx, waitingKey{}, tell)
}

// Pauses between attempts double from the first on.
const firstPause = time.Second

// pause says how long to wait before a call is sent again; ok is false when it
// must not be. Only what the server cannot have accepted is: a connection that
// was not made, 429 of an account that is not empty, and 503. A connection
// that is refused is not tried again: the server is not running, and the
// person wants to know now.
func (o Options) pause(err error, attempt int) (d time.Duration, ok bool) {
	if attempt >= o.Limits.Attempts {
		return 0, false
	}
	var server *ServerError
	switch {
	case errors.As(err, &server):
		again := server.Status == http.StatusTooManyRequests || server.Status == http.StatusServiceUnavailable
		if !again || server.NoRetry || server.Page || server.emptyAccount() || server.refusal() {
			return 0, false
		}
		d = server.RetryAfter
	case unreachable(err) || !dialling(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return 0, false
	}
	if d == 0 {
		d = firstPause << (attempt - 1)
	}
	d += time.Duration(o.Random() * 0.25 * float64(d)) // never less than what the server asks for
	return d, d <= o.Limits.LongestPause+o.Limits.LongestPause/4
}

// countDown waits and tells so.
func (o Options) countDown(ctx context.Context, reason string, d time.Duration, attempt int) error {
	tell, ok := ctx.Value(waitingKey{}).(func(Waiting))
	if !ok {
		tell = func(Waiting) {}
	}
	for ; d > 0; d -= min(d, time.Second) {
		tell(Waiting{Reason: reason, Left: d, Attempt: attempt})
		if err := o.Sleep(ctx, min(d, time.Second)); err != nil {
			return err
		}
	}
	tell(Waiting{Reason: reason, Attempt: attempt})
	return nil
}
