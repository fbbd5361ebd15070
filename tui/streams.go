package tui

import (
	"context"
	"iter"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
)

// gather is how long updates of a stream are gathered before they are shown:
// one frame.
const gather = 16 * time.Millisecond

// streams are the verbs of the engine that run: replies and generations. One
// command runs a verb to its end; another hands its updates to the program in
// batches, so that a fast stream costs one drawing a frame.
type streams struct {
	running []*stream
	next    int
	done    sync.WaitGroup // the commands that run verbs
}

type stream struct {
	id      int
	reply   bool // or a generation
	paid    bool // it costs money, so stopping is asked about
	session string
	updates chan update
	cancel  context.CancelFunc
}

type update struct {
	engine.Update
	err error
}

// batchMsg is what came of a stream since the last one.
type batchMsg struct {
	stream  *stream
	updates []update
	ended   bool
}

func newStreams() *streams { return &streams{} }

// start runs a verb and gives the command that does. verb gets the context
// that stop ends.
func (s *streams) start(ctx context.Context, session string, reply bool, verb func(context.Context) iter.Seq2[engine.Update, error]) (*stream, tea.Cmd) {
	ctx, cancel := context.WithCancel(ctx)
	s.next++
	one := &stream{id: s.next, reply: reply, session: session, updates: make(chan update, 64), cancel: cancel}
	s.running = append(s.running, one)
	s.done.Add(1)
	run := func() tea.Msg {
		defer s.done.Done()
		defer close(one.updates)
		for u, err := range verb(ctx) {
			one.updates <- update{u, err}
		}
		return nil
	}
	return one, tea.Batch(run, one.wait())
}

// wait gives the next batch. There is one wait at a time, so the order holds.
func (s *stream) wait() tea.Cmd {
	return func() tea.Msg {
		first, more := <-s.updates
		if !more {
			return batchMsg{stream: s, ended: true}
		}
		batch := batchMsg{stream: s, updates: []update{first}}
		until := time.NewTimer(gather)
		defer until.Stop()
		for {
			select {
			case u, more := <-s.updates:
				if !more {
					batch.ended = true
					return batch
				}
				batch.updates = append(batch.updates, u)
			case <-until.C:
				return batch
			}
		}
	}
}

// ended forgets a stream.
func (s *streams) ended(one *stream) {
	one.cancel()
	for i, r := range s.running {
		if r == one {
			s.running = append(s.running[:i:i], s.running[i+1:]...)
			return
		}
	}
}

// newest is the stream that was started last, of whatever session: one that was
// left goes on.
func (s *streams) newest() (*stream, bool) {
	if len(s.running) == 0 {
		return nil, false
	}
	return s.running[len(s.running)-1], true
}

// reply is the reply that streams in a session.
func (s *streams) reply(session string) (*stream, bool) {
	for _, r := range s.running {
		if r.reply && r.session == session {
			return r, true
		}
	}
	return nil, false
}

// shutDown stops everything and waits until what came is committed, at most
// for a while. The program no longer takes batches then, so they are drained.
func (s *streams) shutDown(most time.Duration) {
	for _, r := range s.running {
		r.cancel()
		go func() {
			for range r.updates { // let the verb end
			}
		}()
	}
	finished := make(chan struct{})
	go func() {
		s.done.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-time.After(most):
	}
}
