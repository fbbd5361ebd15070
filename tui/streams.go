package tui

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/problem"
)

// gather is how long updates of a stream are gathered after the last ones were
// handed over: reading keeps up with forty times a second, and a frame more would
// be work that nobody sees.
const gather = 24 * time.Millisecond

// ahead is how many updates a stream may be ahead of who gathers them: more than
// the fastest server sends in that time.
const ahead = 1024

// streams are the verbs of the engine that run: replies and generations. One
// command runs a verb to its end; another hands its updates to the program in
// batches, so that a fast stream costs one drawing a frame.
type streams struct {
	running []*stream
	next    int
	done    sync.WaitGroup // the commands that run verbs
	leaving chan struct{}  // closed when the program takes no more batches
}

type stream struct {
	id      int
	reply   bool // or a generation
	paid    bool // it costs money, so stopping is asked about
	held    bool // its server could not take it yet: until it is sent again nothing is paid
	left    bool // nobody waits for it any more; what comes late is told
	session string
	since   time.Time
	saved   int // pictures
	updates chan update
	handed  time.Time // when the last batch was; only whoever waits looks at it
	leaving <-chan struct{}
	cancel  context.CancelCauseFunc
	begun   atomic.Bool // its verb runs; or never will, as the program has ended
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

func newStreams() *streams { return &streams{leaving: make(chan struct{})} }

// start runs a verb and gives the command that does. verb gets the context
// that stop ends; the end of the program's own is no wish to stop anything.
func (s *streams) start(program context.Context, session string, reply bool, verb func(context.Context) iter.Seq2[engine.Update, error]) (*stream, tea.Cmd) {
	ctx, cancel := context.WithCancelCause(context.WithoutCancel(program))
	unhook := context.AfterFunc(program, func() { cancel(imagegen.ErrLeaving) })
	s.next++
	one := &stream{id: s.next, reply: reply, session: session, updates: make(chan update, ahead), leaving: s.leaving, cancel: cancel}
	s.running = append(s.running, one)
	s.done.Add(1)
	run := func() tea.Msg {
		if !one.begun.CompareAndSwap(false, true) {
			return nil
		}
		defer s.done.Done()
		defer unhook()
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
		var first update
		var more bool
		select {
		case first, more = <-s.updates:
		case <-s.leaving:
			return nil // what comes is drained
		}
		if !more {
			return batchMsg{stream: s, ended: true}
		}
		batch := batchMsg{stream: s, updates: []update{first}}
		time.Sleep(time.Until(s.handed.Add(gather))) // what comes meanwhile wakes nobody
		s.handed = time.Now()
		for {
			select {
			case <-s.leaving:
				return batch // the rest is drained
			default:
			}
			select {
			case u, more := <-s.updates:
				if !more {
					batch.ended = true
					return batch
				}
				batch.add(u)
			default:
				return batch
			}
		}
	}
}

// add appends an update. Text goes on where text ended: what has come so far
// is copied once a batch then, and not once a token.
func (b *batchMsg) add(u update) {
	if last := &b.updates[len(b.updates)-1]; last.err == nil && u.err == nil {
		before, text := last.Update.(engine.ReplyText)
		more, goesOn := u.Update.(engine.ReplyText)
		if text && goesOn {
			last.Update = engine.ReplyText{Text: before.Text + more.Text}
			return
		}
	}
	b.updates = append(b.updates, u)
}

// ended forgets a stream.
func (s *streams) ended(one *stream) {
	one.cancel(nil)
	for i, r := range s.running {
		if r == one {
			s.running = append(s.running[:i:i], s.running[i+1:]...)
			return
		}
	}
}

// newest is the stream that was started last, of whatever session, among those
// that somebody waits for.
func (s *streams) newest() (*stream, bool) {
	for _, r := range slices.Backward(s.running) {
		if !r.left {
			return r, true
		}
	}
	return nil, false
}

// ending counts the generations whose pictures are lost with the program.
func (s *streams) ending() int {
	n := 0
	for _, r := range s.running {
		if !r.reply && (!r.paid || r.held) {
			n++
		}
	}
	return n
}

// held is the newest stream of a session whose server could not take it yet.
func (s *streams) held(session string) (*stream, bool) {
	for _, r := range slices.Backward(s.running) {
		if r.held && r.session == session {
			return r, true
		}
	}
	return nil, false
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

// shutDown stops everything and waits until what came is committed. What was
// sent and may be paid is waited for longer, and told, unless ctx ends
// meanwhile: then the journal has it. The program no longer takes batches, so
// they are drained.
func (s *streams) shutDown(ctx context.Context, tell func(string)) {
	most, paid := lastWords, 0
	said, over := make(chan string), make(chan struct{})
	defer close(over)
	close(s.leaving)
	for _, r := range s.running {
		if r.begun.CompareAndSwap(false, true) {
			s.done.Done() // the end came before its command was run
			continue
		}
		if r.paid && !r.held {
			paid++
		}
		r.cancel(imagegen.ErrLeaving)
		s.done.Go(func() {
			for u := range r.updates {
				if text := lastWord(u); text != "" && r.paid {
					select {
					case said <- text:
					case <-over:
					}
				}
			}
		})
	}
	if paid > 0 {
		most += engine.Patience
		tell(fmt.Sprintf("Already sent, may be billed. Waiting up to %.0f s for it; ctrl+c leaves it.", engine.Patience.Seconds()))
	}
	finished := make(chan struct{})
	go func() {
		s.done.Wait()
		close(finished)
	}()
	var left <-chan struct{}
	if ctx.Err() == nil {
		left = ctx.Done()
	}
	for enough := time.After(most); ; {
		select {
		case text := <-said:
			tell(text)
		case <-finished:
			return
		case <-left:
			return
		case <-enough:
			return
		}
	}
}

// lastWord is what is told of an update when there is no screen any more; empty
// for nothing.
func lastWord(u update) string {
	if saved, ok := u.Update.(engine.Saved); ok {
		return "Saved " + saved.Image.Path
	}
	switch p := problem.Of(u.err); {
	case p == nil:
		return ""
	case errors.Is(u.err, imagegen.ErrGoesOn):
		return p.Error()
	case p.Kind == problem.Interrupted:
		return "It did not come in time, and may be billed all the same"
	default:
		return p.Error()
	}
}
