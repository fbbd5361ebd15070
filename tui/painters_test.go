package tui_test

import (
	"context"
	"iter"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/tui/tuitest"
)

// rival is a shop under another name that takes its time.
type rival struct {
	shop
	name   string
	time   time.Duration
	refuse bool
	limit  int // of the prompt; 0 is that of the shop
}

func (r rival) Info() imagegen.Info {
	info := r.shop.Info()
	info.Name, info.Model = r.name, ""
	if r.limit > 0 {
		info.Can.PromptLimit = r.limit
	}
	return info
}

func (r rival) Generate(ctx context.Context, q imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		for e, err := range r.shop.Generate(ctx, q) {
			if _, came := e.(imagegen.Bytes); came {
				time.Sleep(r.time) // on the test's own clock
				if r.refuse {
					yield(nil, problem.New(problem.Refused, "The rival refused this", "Say it in other words"))
					return
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// chosen opens ctrl+o and marks the image generators of these rows.
func markAll(s *tuitest.Studio, rows int) {
	s.Press("ctrl+o")
	s.Sees("Generators and theme", "Prompt generator")
	s.Press("tab")
	s.Sees("space mark several")
	for i := range rows {
		if i > 0 {
			s.Press("down")
		}
		s.Press("space")
	}
	s.Sees(" image generators")
	s.Press("enter")
	s.SeesNot("Generators and theme")
}

func TestOnePromptForSeveralGenerators(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply := make(gate)
		sales := new(sold)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply}, Image: tuitest.Painter{}, More: []imagegen.ImageGenerator{
			rival{shop: shop{each: 0.04, sold: sales}, name: "slow", time: 30 * time.Second},
			rival{shop: shop{each: 0.02, sold: sales}, name: "refuses", time: 10 * time.Second, refuse: true},
			rival{shop: shop{each: 0.01, sold: sales}, name: "short", limit: 5},
		}})
		round1(s, reply)
		markAll(s, 4)
		s.Sees("sketch +3 1024x1024 · about $0.07")
		s.Press("ctrl+g")
		s.Sees(onTheCard, "slow, 1024x1024: about $0.04.", "refuses, 1024x1024: about $0.02.", "sketch, 1024x1024: free.", "Together: about $0.06",
			"Left out: The prompt has")
		if got := sales.texts(); len(got) > 0 {
			t.Errorf("sent before it was paid: %q", got)
		}
		began := time.Now()
		s.Press("enter")
		s.Sees("slow: ", "refuses: ", "Saved")
		s.Wait(40 * time.Second)
		s.Sees("Pictures ─ 2 of 2", "sketch", "free", "slow", "30 s · $0.04", "The rival refused this")
		synctest.Wait()
		if took := time.Since(began); took > 60*time.Second || len(sales.texts()) != 2 {
			t.Errorf("took %v, sent %q", took, sales.texts())
		}
		s.Press("shift+tab", "up")
		s.Sees("▸ sketch")
		s.Press("ctrl+o", "tab")
		s.Sees("4 image generators")
		s.Press("esc")
		s.Press("ctrl+p")
		s.Sees("Generate the picture")
		if strings.Count(s.Screen(), "sketch +3") == 0 {
			t.Error("who paints is not in the header")
		}
		s.Press("esc")
		s.Restart()
		s.Sees("sketch +3") // all are remembered, not the first alone
		s.Say("/image sketch")
		s.Sees("sketch paints")
		s.SeesNot("sketch +")
		s.Restart()
		s.Sees("sketch 1024x1024")
		s.SeesNot("sketch +")
	})
}
