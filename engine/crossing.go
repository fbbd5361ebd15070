package engine

import (
	"context"
	"sync"
	"time"
)

// Patience is how long a request that was sent and may be paid is still waited
// for after the context of its generation ended, since the picture may come all
// the same. Whoever ends the context waits for the sequence to end.
const Patience = 20 * time.Second

// crossing is a request's way over the network. Once it is out there and may
// be paid, the end of its caller's context does not stop it at once.
type crossing struct {
	after After
	stop  func()

	mu   sync.Mutex
	out  bool // it may be paid by now
	gone bool // the caller's context ended
}

// cross gives the context for a request, and a function that ends it.
func cross(ctx context.Context, after After) (c *crossing, own context.Context, end func()) {
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	c = &crossing{after: after, stop: func() { cancel(context.Cause(ctx)) }}
	unhook := context.AfterFunc(ctx, c.leave)
	return c, own, func() {
		unhook()
		cancel(nil)
	}
}

// leave is the end of the caller's context.
func (c *crossing) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone = true
	if c.out {
		c.after(Patience, c.stop)
	} else {
		c.stop()
	}
}

// isOut says whether the request may be paid now: it is not while a server
// that could not take it is being waited for.
func (c *crossing) isOut(out bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = out
	if c.gone && !out {
		c.stop()
	}
}
