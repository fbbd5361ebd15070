package engine

import (
	"context"
	"time"

	"easel/engine/wire"
)

// Waiting tells that a server could not take a request, and that it will be
// sent again. It comes about once a second; cancelling ends it at once.
type Waiting struct {
	Reason string        // a sentence without its full stop
	Left   time.Duration // until it is sent again; 0 when that is now
}

func (Waiting) update() {}

// listener hands updates on until nobody listens any more.
type listener struct {
	yield func(Update, error) bool
	deaf  bool
	waits func(bool) // is told when a countdown begins and ends; nil for nobody
}

// tell hands an update on. It reports whether somebody still listens.
func (l *listener) tell(u Update) bool {
	if !l.deaf {
		l.deaf = !l.yield(u, nil)
	}
	return !l.deaf
}

// counting gives a context whose calls tell of their countdowns. They do so
// from inside the generator, on the goroutine that asks it, so the listener
// needs no lock.
func (l *listener) counting(ctx context.Context) context.Context {
	return wire.WithWaiting(ctx, func(w wire.Waiting) {
		if l.waits != nil {
			l.waits(w.Left > 0)
		}
		l.tell(Waiting{w.Reason, w.Left})
	})
}
