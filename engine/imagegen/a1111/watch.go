package a1111

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// lookEvery is the pause between two looks at the task.
const lookEvery = 500 * time.Millisecond

// noPreview stands for the number of an unfinished picture before there is one.
const noPreview = -1

// watch looks on while a task is painted. Nothing of another's task is shown or
// stopped: the server's own progress and interrupt are of whatever it does.
type watch struct {
	client   *wire.Client
	task     string
	partials int // unfinished pictures that are still wanted
	yield    func(imagegen.Event, error) bool

	blind   bool // the server does not tell how far a task is
	preview int  // the last unfinished picture that was shown
	deaf    bool // nobody listens any more
}

func (w *watch) tell(e imagegen.Event) {
	if !w.deaf {
		w.deaf = !w.yield(e, nil)
	}
}

// answered is what a call came to.
type answered struct {
	event wire.PictureEvent
	err   error
}

// painted makes the call and looks on until it is answered. Closing the call
// does not stop the work, so the task is interrupted when nobody waits for it
// any more.
func (w *watch) painted(ctx context.Context, call wire.Call) (wire.PictureEvent, error) {
	calling, hangUp := context.WithCancel(ctx)
	defer hangUp()
	waiting, came := context.WithCancel(ctx)
	answer := make(chan answered, 1)
	go func() {
		defer came()
		answer <- w.call(calling, call)
	}()
	for waiting.Err() == nil && !w.deaf {
		w.look(waiting)
		if w.deaf || w.client.Pause(waiting, lookEvery) != nil {
			break
		}
	}
	if ctx.Err() == nil && !w.deaf {
		a := <-answer
		return a.event, a.err
	}
	err := w.interrupt(ctx)
	hangUp()
	remove((<-answer).event, nil)
	return wire.PictureEvent{}, err
}

// call makes the one call; its answer is one document.
func (w *watch) call(ctx context.Context, call wire.Call) (a answered) {
	for e, err := range w.client.Pictures(ctx, call) {
		if err != nil {
			remove(a.event, nil)
			return answered{err: meaning(err, w.client)}
		}
		a.event = e
	}
	return a
}

// remove takes away the files of an event, but for those that somebody has.
func remove(e wire.PictureEvent, but map[*wire.Spooled]bool) {
	for _, file := range e.Pictures {
		if !but[file] {
			_ = file.Remove() // a file too many does no harm
		}
	}
}

// progress is what the server says of a task.
type progress struct {
	Active   bool    `json:"active"`
	Queued   bool    `json:"queued"`
	Fraction float64 `json:"progress"`
	Preview  string  `json:"live_preview"` // a data: address
	ID       int     `json:"id_live_preview"`
	Text     string  `json:"textinfo"`
}

// look tells how far the task is. A server that cannot say is not asked again.
func (w *watch) look(ctx context.Context) {
	if w.blind {
		return
	}
	p, e, err := w.ask(ctx, w.partials > 0)
	defer remove(e, nil)
	switch {
	case err != nil:
		w.blind = !wire.Passing(err) && ctx.Err() == nil
	case p.Queued:
		w.tell(imagegen.Progress{Fraction: -1, Says: place(p.Text)})
	case p.Active:
		w.tell(imagegen.Progress{Fraction: min(max(p.Fraction, 0), 1)})
		w.show(p, e)
	}
}

// ask asks for the state of the task.
func (w *watch) ask(ctx context.Context, preview bool) (p progress, e wire.PictureEvent, err error) {
	body := map[string]any{"id_task": w.task, "id_live_preview": w.preview, "live_preview": preview}
	for e, err = range w.client.Pictures(ctx, wire.Call{Path: "/internal/progress", Body: body}) {
		if err == nil {
			err = json.Unmarshal(e.Fields, &p)
		}
	}
	return p, e, err
}

// place is where the task stands in the queue, which the server says as
// "In queue: 2/3".
func place(text string) string {
	var at, of int
	if _, err := fmt.Sscanf(text, "In queue: %d/%d", &at, &of); err != nil {
		return "in the queue"
	}
	return fmt.Sprintf("number %d of %d in the queue", at, of)
}

// mostPreview is how many bytes an unfinished picture has at most.
const mostPreview = 8 << 20

// show shows an unfinished picture once.
func (w *watch) show(p progress, e wire.PictureEvent) {
	file := e.Picture(p.Preview)
	if w.partials == 0 || w.deaf || file == nil || p.ID == w.preview || file.Size() > mostPreview {
		return
	}
	data, err := file.Bytes()
	if err != nil || imagegen.MediaType(data) == "" {
		return // it is for looking at only
	}
	w.preview = p.ID
	w.partials--
	w.tell(imagegen.Partial{Data: data})
}

// interrupt stops the task if it is the one being painted. One that waits in
// the queue cannot be taken out of it.
func (w *watch) interrupt(ctx context.Context) error {
	taking, stop := imagegen.TakingBack(ctx)
	defer stop()
	p, e, err := w.ask(taking, false)
	remove(e, nil)
	if err == nil && p.Active {
		err = w.client.JSON(taking, wire.Call{Path: "/sdapi/v1/interrupt"}, nil)
	}
	switch {
	case w.deaf:
		return nil
	case err == nil && !p.Queued:
		return problem.Of(ctx.Err())
	}
	return problem.Wrap(context.Canceled, problem.Interrupted, "Stopped waiting", w.client.Title()+" may paint this all the same; its own window can stop it")
}
