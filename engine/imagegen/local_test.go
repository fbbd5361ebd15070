package imagegen_test

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

func TestLoRAs(t *testing.T) {
	for text, want := range map[string][]imagegen.LoRA{
		"":                                 nil,
		" , ,":                             nil,
		"film":                             {{Name: "film", Weight: 1}},
		"film:0.8, sub/light house : -1.5": {{Name: "film", Weight: 0.8}, {Name: "sub/light house", Weight: -1.5}},
		"a:b:2":                            {{Name: "a:b", Weight: 2}},
	} {
		if got, err := imagegen.ParseLoRAs(text); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"film:", "film:heavy", "film:NaN", "film:Inf", "film:11", "a,b:-11"} {
		if _, err := imagegen.ParseLoRAs(text); problem.ExitCode(err) != 2 {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func FuzzLoRAs(f *testing.F) {
	f.Add("film:0.8, x")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := imagegen.ParseLoRAs(text)
		if err != nil {
			return
		}
		var again []string
		for _, l := range got {
			if strings.TrimSpace(l.Name) != l.Name || l.Name == "" || !(l.Weight >= -10 && l.Weight <= 10) {
				t.Errorf("%q gives %+v", text, l)
			}
			again = append(again, l.Name+":"+strconv.FormatFloat(l.Weight, 'g', -1, 64))
		}
		if back, err := imagegen.ParseLoRAs(strings.Join(again, ",")); err != nil || !reflect.DeepEqual(back, got) {
			t.Errorf("%q: %v is read back as %v, %v", text, got, back, err)
		}
	})
}

func TestAValueOrItsDefault(t *testing.T) {
	can := catalog.Capabilities{Parameters: []catalog.Parameter{{Name: "steps", Default: "20"}, {Name: "cfg"}}}
	r := imagegen.Request{Own: map[string]string{"cfg": "7"}}
	for name, want := range map[string]string{"steps": "20", "cfg": "7", "other": ""} {
		if got := r.Value(can, name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func TestPollAsksUntilItIsOver(t *testing.T) {
	waited := 0
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	client, err := wire.New(wire.Options{BaseURL: "http://127.0.0.1:1", Sleep: func(ctx context.Context, d time.Duration) error {
		if d != time.Minute {
			t.Errorf("waits %v", d)
		}
		waited++
		return ctx.Err()
	}})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	err = imagegen.Poll(ctx, client, time.Minute, func(context.Context) (bool, error) {
		asked++
		if asked%20 != 0 {
			return false, io.ErrUnexpectedEOF // a server that is started anew
		}
		return asked == 40, nil
	})
	if err != nil || asked != 40 || waited != 39 {
		t.Errorf("asked %d times, waited %d, %v", asked, waited, err)
	}
	asked = 0
	err = imagegen.Poll(ctx, client, time.Minute, func(context.Context) (bool, error) { asked++; return false, io.ErrUnexpectedEOF })
	if !errors.Is(err, io.ErrUnexpectedEOF) || asked != 31 {
		t.Errorf("asked %d times, %v", asked, err)
	}
	asked = 0
	err = imagegen.Poll(ctx, client, time.Minute, func(context.Context) (bool, error) { asked++; return false, wire.ErrMalformed })
	if !errors.Is(err, wire.ErrMalformed) || asked != 1 {
		t.Errorf("asked %d times, %v", asked, err)
	}
	err = imagegen.Poll(ctx, client, time.Minute, func(context.Context) (bool, error) { stop(); return false, nil })
	if problem.ExitCode(err) != 130 {
		t.Errorf("got %v", err)
	}
}
