package tui_test

import (
	"context"
	"iter"
	"strings"
	"sync"
	"testing"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/promptgen"
	"easel/tui/tuitest"
)

// editing is a shop that starts from pictures too, and remembers what for.
type editing struct {
	shop
	asked *askedFor
}

type askedFor struct {
	mu       sync.Mutex
	requests []imagegen.Request
}

func (a *askedFor) last() imagegen.Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.requests) == 0 {
		return imagegen.Request{}
	}
	return a.requests[len(a.requests)-1]
}

func (e editing) Info() imagegen.Info {
	info := e.shop.Info()
	info.Can.References, info.Can.Vary, info.Can.Mask = 2, true, true
	return info
}

func (e editing) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	e.asked.mu.Lock()
	e.asked.requests = append(e.asked.requests, r)
	e.asked.mu.Unlock()
	return e.shop.Generate(ctx, r)
}

// inEditing is a studio with one paid picture, its pane in focus.
func inEditing(t *testing.T, test func(t *testing.T, s *tuitest.Studio, asked *askedFor)) {
	t.Helper()
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, asked := make(gate), &askedFor{}
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
			Image: editing{shop{each: 0.04, sold: new(sold)}, asked}, More: []imagegen.ImageGenerator{tuitest.Painter{}}, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Press("ctrl+g", "enter")
		s.Sees("Pictures ─ 1")
		s.Press("tab", "4")
		test(t, s, asked)
	})
}

func TestAPictureIsChanged(t *testing.T) {
	inEditing(t, func(t *testing.T, s *tuitest.Studio, asked *askedFor) {
		s.Sees("e change")
		s.Press("e")
		s.Sees("> /change")
		s.Say("the same, but at night")
		s.Sees(onTheCard, "the same, but at night", "Sent along: picture 1, without what is written in the file", "about $0.04")
		s.Press("enter")
		s.Sees("2 of 2", "Prompt ─ current")
		if r := asked.last(); r.Prompt.Text != "the same, but at night" || len(r.References) != 1 || r.Width != 1024 {
			t.Errorf("asked for %q with %d pictures", r.Prompt.Text, len(r.References))
		}
		s.SeesNot("Edited by hand") // the current prompt is as it was
		s.Press("tab", "4", "space", "k", "space")
		s.Sees("1 of 2 ● 2 marked")
		s.Press("e")
		s.Say("side by side")
		s.Sees("Sent along: pictures 1, 2, without what is written in the")
		s.Press("enter")
		s.Sees("3 of 3")
		s.SeesNot("marked")
		if r := asked.last(); len(r.References) != 2 {
			t.Errorf("asked for it with %d pictures", len(r.References))
		}
	})
}

func TestMoreLikeAPicture(t *testing.T) {
	inEditing(t, func(t *testing.T, s *tuitest.Studio, asked *askedFor) {
		s.Press("v")
		s.Sees(onTheCard, engine.MoreLikeIt, "Sent along: picture 1,")
		s.Press("enter")
		s.Sees("2 of 2")
		if r := asked.last(); !r.Vary || len(r.References) != 1 {
			t.Errorf("asked for %+v", r)
		}
	})
}

func TestWhatCannotBeChangedIsToldFirst(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("/change at night")
		s.Sees("no picture to change yet")
		round1(s, reply)
		s.Press("ctrl+g")
		s.Sees("Saved")
		s.Press("tab", "4", "e")
		s.Sees("does not start from a picture")
		s.SeesNot("/change", onTheCard)
		s.Press("v")
		s.Sees("does not make variations of a picture")
	})
}

// paidWriter writes as tuitest.Writer does, for money.
type paidWriter struct{ tuitest.Writer }

func (w paidWriter) Estimate(r promptgen.Request) catalog.Estimate {
	cost := 0.001 * float64(1+len(r.Conversation))
	return catalog.Estimate{Low: cost, High: cost, Known: true}
}
func (paidWriter) Cost(catalog.Usage) *float64 { return new(0.001) }
func (paidWriter) Ready(context.Context) error { return nil }

func TestThePriceOfAMessageIsInTheHeader(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: paidWriter{}, Image: tuitest.Painter{}})
		s.Sees("composer by rule about $0.001 · sketch 1024x1024 · free")
		s.Say("a beach sunset")
		s.Sees("about $0.002 · sketch") // what was said goes along
		s.Resize(80, 24)
		s.Sees("about $0.002")
		s.Resize(50, 24)
		s.Sees("about $0.002 · free")
	})
}

func TestServicesAreAskedForTheirModelsWhenTheScreenSaysSo(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, w := onWire(t, tuitest.Options{Chat: tuitest.Writer{}}, answer{200, "application/json", `{"data":[{"id":"gpt-7-nova"},{"id":"gpt-image-9","shutdown_date":"2030-01-01"}]}`, false})
		s.Settle()
		w.mu.Lock()
		if w.asked > 0 {
			t.Errorf("asked %d times on the way to the first frame", w.asked)
		}
		w.mu.Unlock()
		s.Press("ctrl+o")
		s.Sees("gpt-7-nova", "gpt-image-9")
		s.SeesNot("Asking")
		if !strings.Contains(s.Output(), "Asking api.openai.com for its models") {
			t.Error("it was not said who is asked")
		}
		s.Press("down", "enter")
		s.Sees("openai:gpt-7-nova")
		keyIsNowhere(t, s)
	})
}
