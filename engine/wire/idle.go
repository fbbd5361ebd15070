package wire

import (
	"bytes"
	"context"
	"io"
	"time"
)

// progress is how many bytes count as a sign of life when no line ends. It is
// small enough for slow networks and too much for a server that sends one
// byte a second to keep a call open.
const progress = 4 << 10

// watch cancels a call when the server makes no progress. It counts only the
// time spent waiting for the server, not what the caller does in between.
type watch struct {
	limit  time.Duration
	now    func() time.Time
	cancel context.CancelCauseFunc
	waited time.Duration // since the last progress
	bytes  int           // since the last progress
}

// waiting runs f, which waits for the server, under the limit.
func (w *watch) waiting(f func()) {
	timer := time.AfterFunc(max(w.limit-w.waited, 0), func() { w.cancel(ErrIdle) })
	start := w.now()
	f()
	timer.Stop()
	w.waited += max(w.now().Sub(start), 0)
}

// came notes what the server sent.
func (w *watch) came(p []byte) {
	i := bytes.LastIndexByte(p, '\n')
	line := i >= 0 && (w.bytes > 0 || len(bytes.TrimSpace(p[:i])) > 0)
	if w.bytes += len(p); line || w.bytes >= progress {
		w.waited, w.bytes = 0, 0
	}
}

// watchedBody is a response's body under a watch, with the reason of its end.
type watchedBody struct {
	io.ReadCloser
	ctx    context.Context
	cancel context.CancelCauseFunc
	watch  *watch
}

func (b *watchedBody) Read(p []byte) (n int, err error) {
	b.watch.waiting(func() { n, err = b.ReadCloser.Read(p) })
	b.watch.came(p[:n])
	if err != nil && err != io.EOF {
		err = reason(b.ctx, err)
	}
	return n, err
}

func (b *watchedBody) Close() error {
	err := b.ReadCloser.Close()
	b.cancel(context.Canceled)
	return err
}

// reason is why a call ended: what cancelled it, if something did.
func reason(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}
