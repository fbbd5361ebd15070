package tui_test

import (
	"context"
	"sync"
	"testing"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/tui/tuitest"
)

// listing is a shop whose server has a list of samplers, and gives it when it is
// let.
type listing struct {
	shop
	let <-chan struct{}
}

func (l listing) Info() imagegen.Info {
	info := l.shop.Info()
	info.Can.Parameters = []catalog.Parameter{{Name: "sampler", Title: "Sampler", Open: true}}
	return info
}

func (l listing) Choices(ctx context.Context) (map[string][]string, error) {
	select {
	case <-l.let:
		return map[string][]string{"sampler": {"Euler a", "Heun"}}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestSettingsDoNotWaitForTheServersLists(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, let := make(gate), make(chan struct{})
		give := sync.OnceFunc(func() { close(let) })
		defer give()
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
			Image: listing{shop{each: 0.04, sold: new(sold)}, let}, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Press("tab", "s")
		s.Sees("Settings of the next generation")
		s.Press("up") // the last field
		s.Sees("It is a word that the generator knows.")
		give()
		s.Sees("2 to go through.")
		s.Press("right", "right", "enter")
		s.Press("s")
		s.Sees("Heun")
	})
}
