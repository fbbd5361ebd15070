package paint

import (
	"bytes"
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// writer writes beside the event loop, so that a terminal that is slow or takes
// nothing at all stops neither the program nor its end. What is written keeps
// its order. It has no goroutine while there is nothing to write.
type writer struct {
	out    io.Writer
	failed func(error) // is told the first error; nothing is written after it

	mu    sync.Mutex
	queue []byte
	taken int           // bytes that the terminal took, ever
	busy  chan struct{} // closed when the queue is empty; nil while it is
	free  func()        // to be called then; nil for none
	gone  bool          // after an error
}

const (
	piece    = 4 << 10     // about what is written at a time: a slow line takes it within our patience
	backlog  = 64 << 20    // most bytes that wait; what comes after them is lost
	patience = time.Second // for a terminal that takes nothing at all
)

// write has bytes written.
func (w *writer) write(bytes string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if bytes == "" || w.gone || len(w.queue) > backlog {
		return
	}
	w.queue = append(w.queue, bytes...)
	if w.busy == nil {
		w.busy = make(chan struct{})
		go w.empty()
	}
}

// empty writes the queue to its end.
func (w *writer) empty() {
	for {
		next, told := w.next()
		if next == nil {
			if told != nil {
				told()
			}
			return
		}
		n, err := w.out.Write(next)
		w.wrote(n, err)
	}
}

// next is what is to be written; nil when that was all, with whom to tell.
func (w *writer) next() ([]byte, func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		told := w.free
		close(w.busy)
		w.queue, w.busy, w.free = nil, nil, nil
		return nil, told
	}
	n := len(w.queue)
	if n > piece {
		n = cut(w.queue)
	}
	next := w.queue[:n]
	w.queue = w.queue[n:]
	return next, nil
}

// cut is where a long text can be cut into about a piece: before an escape
// sequence, so never within a character and what is combined with it.
func cut(text []byte) int {
	if n := bytes.LastIndexByte(text[:piece], ansi.ESC); n > 0 {
		return n
	}
	if n := bytes.IndexByte(text[1:], ansi.ESC); n >= 0 {
		return 1 + n
	}
	return len(text)
}

func (w *writer) wrote(n int, err error) {
	w.mu.Lock()
	w.taken += n
	if err != nil {
		w.gone, w.queue = true, nil
	}
	w.mu.Unlock()
	if err != nil {
		w.failed(err)
	}
}

// idle says whether all was written. If not, free is called when it is.
func (w *writer) idle(free func()) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy != nil {
		w.free = free
	}
	return w.busy == nil
}

// drain waits until all was written, or the terminal has taken nothing for a
// while.
func (w *writer) drain() {
	for {
		w.mu.Lock()
		busy, taken := w.busy, w.taken
		w.mu.Unlock()
		if busy == nil {
			return
		}
		select {
		case <-busy:
			return
		case <-time.After(patience):
		}
		w.mu.Lock()
		stuck := w.taken == taken
		w.mu.Unlock()
		if stuck {
			return
		}
	}
}
