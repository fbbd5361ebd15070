package engine

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"easel/engine/problem"
	"easel/engine/session"
)

// checkpointEvery is how long at most something that arrived stands nowhere
// but in memory.
const checkpointEvery = 300 * time.Millisecond

// arrival is what comes bit by bit, a reply or a generation, and is an event
// once all of it is there. What came so far is kept outside the tree, so that a
// crash leaves it to the next start; what cannot be committed at its end stays
// an arrival, and is committed with the next thing that can be.
type arrival struct {
	id     string              // of the event; known before, so that nothing is committed twice
	parent string              // the node where it happens
	body   func() session.Body // what there is now, as an event that broke off here; nil for nothing
	over   bool                // nothing more comes
}

// start begins a verb that takes time; the session is held until end, also
// when it is closed meanwhile.
func (o *OpenSession) start() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return errClosed()
	}
	o.running++
	return nil
}

func (o *OpenSession) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running--
	o.letGo()
}

// letGo gives the session back once it is closed and nothing runs; called with
// the lock held.
func (o *OpenSession) letGo() {
	if o.closed && o.running == 0 {
		_, _ = o.commit(context.Background()) // what could not be until now; who would have been told is gone
		o.released = true
		o.release()
	}
}

func errClosed() error {
	return problem.New(problem.Failed, "The session was closed meanwhile", "Open it again with: easel resume")
}

// expect makes an arrival at a node. body is called with the lock held.
func (o *OpenSession) expect(parent string, body func() session.Body) *arrival {
	o.mu.Lock()
	defer o.mu.Unlock()
	a := &arrival{id: o.studio.newID(), parent: parent, body: body}
	o.arrivals = append(o.arrivals, a)
	return a
}

// came takes in what came, with the lock held, and sees to it that it is kept.
func (o *OpenSession) came(take func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	take()
	if !o.checkpointing {
		o.checkpointing = true
		o.studio.after(checkpointEvery, o.checkpoint)
	}
}

// keepNow takes in what came and keeps it at once.
func (o *OpenSession) keepNow(take func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	take()
	o.keepArrivals()
}

// checkpoint keeps what arrived outside the tree. Failing to is no reason to
// stop anything: the commit at the end will say what is wrong.
func (o *OpenSession) checkpoint() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.checkpointing = false
	o.keepArrivals()
}

// keepArrivals is called with the lock held.
func (o *OpenSession) keepArrivals() {
	d := o.draft
	d.Reply = encodeArrivals(o.arrivals)
	_ = o.saveDraft(context.Background(), d)
}

// settle commits an arrival of which nothing more comes, as this body; nil is
// nothing at all. If it cannot be committed it is owed.
func (o *OpenSession) settle(ctx context.Context, a *arrival, body session.Body) (session.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	a.over, a.body = true, func() session.Body { return body }
	s, err := o.commit(ctx)
	o.keepArrivals()
	return s, err
}

// owed takes the events of the arrivals that are over, applied to a session.
// Called with the lock held.
func (o *OpenSession) owed() (session.Session, []session.Event) {
	next := o.state
	var events []session.Event
	for _, a := range o.arrivals {
		body := a.body()
		if _, there := next.Node(a.id); !a.over || body == nil || there {
			continue
		}
		e := o.event(a.parent, body)
		e.ID = a.id
		if grown, err := next.Apply(e); err == nil {
			next, events = grown, append(events, e)
		}
	}
	return next, events
}

// forget drops the arrivals that are over: they are events now.
func (o *OpenSession) forget() {
	o.arrivals = slices.DeleteFunc(o.arrivals, func(a *arrival) bool { return a.over })
}

// resume commits what arrived when the session was last used and never became
// an event, because the program ended before. What a server still makes waits.
func (o *OpenSession) resume(ctx context.Context) {
	for _, kept := range decodeArrivals(o.draft.Reply) {
		body, err := session.DecodeBody(kept.Kind, kept.Body)
		if err != nil {
			continue
		}
		if _, known := o.state.Node(kept.Parent); !known {
			kept.Parent = "" // after a power cut the draft may be the older of the two
		}
		o.arrivals = append(o.arrivals, &arrival{id: kept.ID, parent: kept.Parent, body: func() session.Body { return body }, over: !o.waits(kept.ID)})
	}
	if len(o.arrivals) == 0 {
		return
	}
	if _, err := o.commit(ctx); err == nil { // else it is owed, and the next verb says why
		o.keepArrivals()
	}
}

// keptArrival is an arrival in the draft.
type keptArrival struct {
	ID     string          `json:"id"`
	Parent string          `json:"parent"`
	Kind   string          `json:"kind"`
	Body   json.RawMessage `json:"body"`
}

// encodeArrivals writes what arrived so far; empty for nothing.
func encodeArrivals(arrivals []*arrival) string {
	var kept []keptArrival
	for _, a := range arrivals {
		body := a.body()
		if body == nil {
			continue
		}
		data, err := session.EncodeBody(body)
		if err != nil {
			continue
		}
		kept = append(kept, keptArrival{a.id, a.parent, session.Event{Body: body}.Kind(), data})
	}
	if len(kept) == 0 {
		return ""
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return ""
	}
	return string(data)
}

func decodeArrivals(text string) []keptArrival {
	var kept []keptArrival
	if json.Unmarshal([]byte(text), &kept) != nil {
		return nil
	}
	return kept
}
