package comfyui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// askEvery is the pause between two looks at a run. While a websocket tells how
// far it is, only every fifth look is taken.
const (
	askEvery  = time.Second
	slackened = 5
)

// run is a workflow that the server was given.
type run struct {
	*teller
	client   *wire.Client
	id       string // of the run at the server
	listener string // of the websocket; empty for none
	nth, of  int    // which picture this is of how many
	seed     uint32
	partials int // unfinished pictures that are still wanted

	heard    <-chan wire.Message // what the websocket tells; nil for none
	began    bool                // it is being painted
	ended    bool                // the websocket said that it is over
	over     bool                // the server has nothing more to do for it
	away     int                 // how often in a row the server did not answer
	lost     int                 // how often in a row it was nowhere to be found
	stages   int                 // nodes that paint step by step
	painting []string            // those of them that began
}

// start gives the server the workflow and follows it. The websocket is opened
// before, so that nothing is missed; a server without one is polled.
func (u *run) start(ctx context.Context, w workflow) error {
	u.stages = w.samplers()
	listening, stop := context.WithCancel(ctx)
	defer stop()
	if socket, err := u.client.Listen(ctx, "/ws?clientId="+url.QueryEscape(u.listener)); err == nil {
		defer socket.Close()
		u.heard = hear(listening, socket)
	}
	var reply struct {
		ID string `json:"prompt_id"`
	}
	body := map[string]any{"prompt": w, "client_id": u.listener, "prompt_id": u.id}
	if err := u.client.JSON(ctx, wire.Call{Path: "/prompt", Body: body}, &reply); err != nil {
		return refused(err, u.client)
	}
	u.id = or(reply.ID, u.id)
	return u.follow(ctx)
}

// follow waits until the run is over and hands its pictures on. Where nobody
// waits any more it is taken back.
func (u *run) follow(ctx context.Context) error {
	u.tell(imagegen.Accepted{JobID: u.id})
	pausing, stop := context.WithCancel(ctx)
	defer stop()
	var tick <-chan error
	var err error
	for n := 0; err == nil && !u.over && !u.deaf; {
		if tick == nil {
			tick = u.pause(pausing)
		}
		select {
		case m, open := <-u.heard:
			if !open {
				u.heard = nil
				break
			}
			u.hear(m)
		case err = <-tick:
			tick = nil
			if n++; err == nil && (u.heard == nil || u.ended || n%slackened == 0) {
				err = u.ask(ctx)
			}
		}
	}
	if !u.over && (u.deaf || err != nil && ctx.Err() != nil) {
		u.takeBack(ctx)
	}
	return err
}

// pause waits on the client's clock, beside what the websocket tells.
func (u *run) pause(ctx context.Context) <-chan error {
	over := make(chan error, 1)
	go func() {
		err := u.client.Pause(ctx, askEvery)
		if err != nil {
			err = problem.Of(err)
		}
		over <- err
	}()
	return over
}

// ask looks whether the run is over, and where it stands otherwise. A server
// that does not answer may be started anew meanwhile.
func (u *run) ask(ctx context.Context) error {
	var runs map[string]outcome
	err := u.client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: "/history/" + url.PathEscape(u.id)}, &runs)
	switch {
	case ctx.Err() != nil:
		return nil // that is seen elsewhere
	case wire.Passing(err) && u.away < longAway:
		u.away++
		u.progress(-1, u.client.Title()+" does not answer, asking again")
		return nil
	case err != nil:
		return err
	}
	u.away = 0
	o, there := runs[u.id]
	if !there {
		return u.queued(ctx)
	}
	u.over = true
	if err := o.failed(u.client); err != nil {
		return err
	}
	return u.pictures(ctx, o)
}

// longAway is how many looks in a row may fail, and rarelyLost how many may
// find the run nowhere: there is a moment between queue and history.
const (
	longAway   = 60
	rarelyLost = 3
)

// queued tells the place of a run that is not over.
func (u *run) queued(ctx context.Context) error {
	q, err := u.queue(ctx)
	if err != nil {
		return nil // a long queue may be too much to read; the history tells the end
	}
	switch place := q.place(u.id); {
	case place == 0:
		u.lost = 0
	case place > 0:
		u.lost = 0
		u.progress(-1, fmt.Sprintf("number %d in the queue", place))
	default:
		if u.lost++; u.lost > rarelyLost {
			return problem.New(problem.Failed, u.client.Title()+" does not have this run any more", "It was started anew, or somebody cleared its queue: generate again")
		}
	}
	return nil
}

// progress tells how far the whole request is; what it says may be empty.
func (u *run) progress(fraction float64, says string) {
	if fraction >= 0 {
		fraction = (float64(u.nth) + min(fraction, 1)) / float64(u.of)
	}
	u.tell(imagegen.Progress{Fraction: fraction, Says: says})
}

// queue is what the server has to do. An item is a list: its number, its id and
// more.
type queue struct {
	Running [][]json.RawMessage `json:"queue_running"`
	Pending [][]json.RawMessage `json:"queue_pending"`
}

func (u *run) queue(ctx context.Context) (q queue, err error) {
	err = u.client.JSON(ctx, wire.Call{Method: http.MethodGet, Path: "/queue"}, &q)
	return q, err
}

// place is where a run stands: 0 while it is painted, from 1 on while it waits,
// negative when it is nowhere.
func (q queue) place(id string) int {
	if slices.ContainsFunc(q.Running, func(item []json.RawMessage) bool { return itemID(item) == id }) {
		return 0
	}
	number, found := 0.0, false
	for _, item := range q.Pending {
		if itemID(item) == id {
			number, found = itemNumber(item), true
		}
	}
	if !found {
		return -1
	}
	place := 1
	for _, item := range q.Pending { // in no order
		if itemNumber(item) < number {
			place++
		}
	}
	return place
}

func itemID(item []json.RawMessage) string {
	var id string
	if len(item) < 2 || json.Unmarshal(item[1], &id) != nil {
		return ""
	}
	return id
}

func itemNumber(item []json.RawMessage) float64 {
	var n float64
	if len(item) > 0 {
		_ = json.Unmarshal(item[0], &n) // what is none stands first
	}
	return n
}

// takeBack takes the run out of the queue, or interrupts it if it is the one
// that is being painted. Older servers interrupt whatever is, so nothing is
// said to them while that is somebody else's.
func (u *run) takeBack(ctx context.Context) {
	taking, stop := imagegen.TakingBack(ctx)
	defer stop()
	_ = u.client.JSON(taking, wire.Call{Path: "/queue", Body: map[string]any{"delete": []string{u.id}}}, nil) // it may run by now
	if q, err := u.queue(taking); err == nil && q.place(u.id) == 0 {
		_ = u.client.JSON(taking, wire.Call{Path: "/interrupt", Body: map[string]any{"prompt_id": u.id}}, nil) // nobody is left to hear why not
	}
}

// refused says in the server's words what is wrong with a workflow.
func refused(err error, client *wire.Client) error {
	var said *wire.ServerError
	if !errors.As(err, &said) || said.Status != http.StatusBadRequest {
		return err
	}
	var reply struct {
		Error nodeError            `json:"error"`
		Nodes map[string]nodeFault `json:"node_errors"`
	}
	if json.Unmarshal(said.Raw, &reply) != nil {
		return err
	}
	words := reply.Error.words()
	for id, n := range reply.Nodes {
		if len(n.Errors) > 0 { // those of one node say enough
			words = fmt.Sprintf("%s (%s): %s", n.Kind, id, n.Errors[0].words())
			break
		}
	}
	if words == "" {
		return err
	}
	return problem.Wrap(err, problem.Failed, client.Title()+" does not accept this workflow: "+wire.OneLine(words), "Mend it there, or choose another model or workflow")
}

type nodeFault struct {
	Kind   string      `json:"class_type"`
	Errors []nodeError `json:"errors"`
}

type nodeError struct {
	Message string `json:"message"`
	Details string `json:"details"`
}

func (e nodeError) words() string { return strings.Trim(e.Message+": "+e.Details, ": ") }
