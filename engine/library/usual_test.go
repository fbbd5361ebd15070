package library_test

import (
	"fmt"
	"testing"
	"time"

	"easel/engine/session"
)

func TestTheUsualTimeIsOfTheLastGenerationsOfAGenerator(t *testing.T) {
	l := open(t, t.TempDir())
	n := 0
	made := func(generator, model string, took time.Duration, pictures int) {
		n++
		g := session.Generated{Generator: generator, Model: model, Took: took}
		for i := range pictures {
			g.Images = append(g.Images, session.Image{Path: fmt.Sprintf("/pictures/%d-%d.png", n, i), SHA256: fmt.Sprintf("%d %d", n, i)})
		}
		parent := ""
		if n > 1 {
			parent = fmt.Sprintf("event %03d", n-1)
		}
		e := event(fmt.Sprintf("event %03d", n), parent, g)
		e.Time = e.Time.Add(time.Duration(n) * time.Second)
		ok(t, l.Append(t.Context(), header("session"), e))
	}
	usual := func(generator, model string, want time.Duration) {
		t.Helper()
		got, err := l.UsualTime(t.Context(), generator, model)
		ok(t, err)
		if got != want {
			t.Errorf("%s %s usually takes %v, not %v", generator, model, got, want)
		}
	}
	usual("slow", "", 0)
	made("slow", "", 30*time.Second, 0) // it failed
	usual("slow", "", 0)
	for range 20 {
		made("slow", "", time.Minute, 1)
	}
	made("slow", "large", time.Hour, 1)
	made("other", "", time.Second, 1)
	usual("slow", "", time.Minute)
	usual("slow", "large", time.Hour)
	for range 8 { // two at a time
		made("slow", "", 40*time.Second, 2)
	}
	made("slow", "", time.Hour, 1) // once in a while it hangs
	usual("slow", "", 20*time.Second)
}
