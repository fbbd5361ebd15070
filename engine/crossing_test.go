package engine_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"easel/engine"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// abroad is a paid painter whose picture comes when it is let, or never when
// its context ends before.
func abroad(sent func(context.Context), picture <-chan struct{}) priced {
	return priced{painter{painterInfo(), func(ctx context.Context, _ imagegen.Request, yield func(imagegen.Event, error) bool) {
		if !yield(imagegen.Sending{}, nil) {
			return
		}
		sent(ctx)
		select {
		case <-picture:
		case <-ctx.Done():
			yield(nil, problem.Of(ctx.Err()))
			return
		}
		_ = yield(image1(0), nil) && yield(imagegen.Done{CostUSD: new(0.03)}, nil)
	}}, 0.04}
}

func TestALatePictureIsStillSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		o := d.begun()
		ctx, leave := context.WithCancel(t.Context())
		picture := make(chan struct{})
		g := generation(o, 1, abroad(func(own context.Context) {
			leave()
			synctest.Wait()
			d.clock.pass(engine.Patience - time.Second)
			if own.Err() != nil {
				t.Error("the request was given up although it may be paid")
			}
			close(picture)
		}, picture))
		ok(t, ended(o.Generate(ctx, g)))
		if pictures := o.State().Pictures(); len(pictures) != 1 {
			t.Fatalf("saved %+v", pictures)
		}
		if e := d.ledger(); len(e) != 1 || !e[0].Settled || *e[0].Outcome.CostUSD != 0.03 || e[0].Outcome.Problem != "" {
			t.Errorf("the ledger has %+v", e)
		}
		d.isKept(o)
	})
}

func TestAPictureIsNotWaitedForForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		o := d.begun()
		ctx, leave := context.WithCancel(t.Context())
		g := generation(o, 1, abroad(func(own context.Context) {
			leave()
			synctest.Wait()
			d.clock.pass(engine.Patience)
			if own.Err() == nil {
				t.Error("the request is not given up")
			}
		}, nil))
		fails(t, ended(o.Generate(ctx, g)), problem.Interrupted)
		if e := d.ledger(); len(e) != 1 || !e[0].Sent || !e[0].Settled || e[0].Outcome.CostUSD != nil || e[0].Outcome.Problem != "Stopped" {
			t.Errorf("the ledger has %+v", e)
		}
	})
}

// What costs nothing, and what did not leave, is given up at once.
func TestWhatIsNotPaidIsGivenUpAtOnce(t *testing.T) {
	for name, by := range map[string]func(priced) imagegen.ImageGenerator{
		"free": func(p priced) imagegen.ImageGenerator {
			p.painter.info.Can.Free = true
			return p.painter
		},
		"free by its estimate": func(p priced) imagegen.ImageGenerator {
			p.each = 0
			return p
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.begun()
			ctx, leave := context.WithCancel(t.Context())
			g := generation(o, 1, by(abroad(func(own context.Context) {
				leave()
				<-own.Done()
			}, nil)))
			fails(t, ended(o.Generate(ctx, g)), problem.Interrupted)
		})
	}
}

// While a server that cannot take a request is waited for, nothing is paid.
func TestACountdownIsGivenUpAtOnce(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ctx, leave := context.WithCancel(t.Context())
	client, err := wire.New(wire.Options{
		BaseURL: "http://127.0.0.1:1/v1",
		Sleep: func(own context.Context, _ time.Duration) error {
			leave()
			<-own.Done()
			return own.Err()
		},
		Transport: through(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusServiceUnavailable, Header: http.Header{}, Body: http.NoBody}, nil
		}),
	})
	ok(t, err)
	by := priced{painter{painterInfo(), func(own context.Context, _ imagegen.Request, yield func(imagegen.Event, error) bool) {
		if yield(imagegen.Sending{}, nil) {
			yield(nil, client.JSON(own, wire.Call{Path: "/images/generations"}, nil))
		}
	}}, 0.04}
	fails(t, ended(o.Generate(ctx, generation(o, 1, by))), problem.Interrupted)
}
