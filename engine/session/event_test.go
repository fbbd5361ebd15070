package session_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"easel/engine/prompt"
	"easel/engine/session"
)

func TestUnknownKind(t *testing.T) {
	_, err := session.DecodeBody("dreamt", []byte(`{}`))
	if !errors.Is(err, session.ErrUnknownKind) || !strings.Contains(err.Error(), "dreamt") {
		t.Errorf("got %v", err)
	}
	if _, err := session.DecodeBody("said", []byte(`{`)); err == nil || errors.Is(err, session.ErrUnknownKind) {
		t.Errorf("broken JSON gives %v", err)
	}
}

func bodies() []session.Body {
	seed, cost := uint32(7), 0.25
	whole := prompt.Prompt{ID: "p", Title: "t", Text: "<a> & \"b\"", Negative: "n", Axes: map[prompt.Axis]string{prompt.Mood: "calm"}, Locks: []prompt.Lock{{At: 1, Text: "a"}}}
	return []session.Body{
		session.Said{Text: "hello"},
		session.Answered{Reply: "r", Generator: "g", Model: "m", Cut: true},
		session.Rounded{Reply: "r", Rewrite: whole, Variations: []prompt.Variation{{Prompt: whole, Differs: []prompt.Axis{prompt.Time}}}, Generator: "g", Model: "m", Cut: true},
		session.Picked{PromptID: "p"},
		session.Locked{PromptID: "p", Locks: []prompt.Lock{{At: 1, Text: "a"}}},
		session.Edited{From: "p", Prompt: whole},
		session.Used{Prompt: whole},
		session.Generated{Prompt: whole, Generator: "g", Model: "m", Settings: prompt.Settings{Width: 1, Height: 2, Count: 3, Quality: "q", Seed: &seed},
			Images:  []session.Image{{Path: "/p", Width: 1, Height: 2, Seed: &seed, Bytes: 3, SHA256: "s", RevisedPrompt: "r", NotDrawn: []string{"n"}}},
			CostUSD: &cost, Problem: "p", Took: time.Second},
		session.Kept{FavouriteID: "f", Prompt: whole},
		session.Dropped{FavouriteID: "f", Prompt: whole},
		session.Moved{To: "n"},
		session.Titled{Title: "t"},
	}
}

func TestBodiesSurviveStorage(t *testing.T) {
	for _, want := range bodies() {
		kind := session.Event{Body: want}.Kind()
		if zero := reflect.Zero(reflect.TypeOf(want)).Interface(); reflect.DeepEqual(zero, want) {
			t.Fatalf("the %s of this test says nothing", kind)
		}
		data, err := session.EncodeBody(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := session.DecodeBody(kind, data); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s came back as %+v, %v", kind, got, err)
		}
	}
}

func FuzzDecodeBody(f *testing.F) {
	for _, b := range bodies() {
		data, err := session.EncodeBody(b)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(session.Event{Body: b}.Kind(), data)
	}
	f.Add("said", []byte(`null`))
	f.Add("", []byte{})
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		body, err := session.DecodeBody(kind, data)
		if err != nil {
			return
		}
		if got := (session.Event{Body: body}).Kind(); got != kind {
			t.Fatalf("a %q became a %q", kind, got)
		}
		first, err := session.EncodeBody(body)
		if err != nil {
			t.Fatal(err)
		}
		again, err := session.DecodeBody(kind, first)
		if err != nil {
			t.Fatal(err)
		}
		if second, err := session.EncodeBody(again); err != nil || string(second) != string(first) {
			t.Fatalf("%s became %s, %v", first, second, err)
		}
	})
}
