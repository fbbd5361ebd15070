// Command speed.d measures easel and a minimal program on pseudo-terminals, by
// turns, and prints medians, ratios and what they should be. .ci/speed builds
// and calls it.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "streaming":
		err = streaming(os.Args[2])
	case len(os.Args) == 3:
		err = run(os.Args[1], os.Args[2])
	case len(os.Args) == 5 && os.Args[1] == "painting":
		err = painting(os.Args[2], os.Args[3], os.Args[4])
	default:
		fmt.Fprintln(os.Stderr, "usage: measure EASEL MINIMAL, measure streaming EASEL, or measure painting EASEL MINIMAL GUM")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	starts = 21 // of each program; the first is not counted
	keys   = 60 // pressed in each program
	idle   = 5 * time.Second
)

func run(easelPath, minimalPath string) error {
	home, err := os.MkdirTemp("", "easel-speed-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	if err := fill(home + "/data"); err != nil {
		return err
	}
	easel := program{path: easelPath, env: []string{"EASEL_HOME=" + home}, ready: "round 20/20"}
	minimal := program{path: minimalPath, ready: "ready"}
	var of [2]figures
	for i := range starts {
		for j, p := range []program{easel, minimal} {
			at, err := p.start()
			if err != nil {
				return err
			}
			if i > 0 { // the first one fills the disk's cache
				of[j].frame = append(of[j].frame, at)
			}
		}
	}
	for j, p := range []program{easel, minimal} {
		if err := p.use(&of[j]); err != nil {
			return err
		}
	}
	return report(of[0], of[1], easelPath)
}

func report(easel, minimal figures, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Printf("%-44s %10s %10s %7s  %s\n", "", "easel", "minimal", "ratio", "aim")
	row := func(what string, a, b float64, unit, aim string) {
		ratio := "-"
		if b > 0 {
			ratio = fmt.Sprintf("%.2f", a/b)
		}
		fmt.Printf("%-44s %10s %10s %7s  %s\n", what, fmt.Sprintf("%.1f %s", a, unit), fmt.Sprintf("%.1f %s", b, unit), ratio, aim)
	}
	row("first frame, library of 10,000 prompts", milliseconds(easel.frame), milliseconds(minimal.frame), "ms", "ratio at most 1.0")
	row("a key until it shows, median", milliseconds(easel.key), milliseconds(minimal.key), "ms", "within one frame, 16.7 ms")
	row("a key until it shows, slowest", slowest(easel.key), slowest(minimal.key), "ms", "")
	row("written in 5 s of nothing", float64(easel.idleBytes), float64(minimal.idleBytes), "B", "0 B")
	row("memory after the start (RSS)", easel.memory, minimal.memory, "MB", "under 40 MB")
	row("processor time in 5 s of nothing", milliseconds(easel.idleTime), milliseconds(minimal.idleTime), "ms", "")
	fmt.Printf("%-44s %10s %10s %7s  %s\n", "the stripped program", fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), "", "", "under 25 MB")
	return nil
}

func milliseconds(all []time.Duration) float64 {
	all = slices.Sorted(slices.Values(all))
	if len(all) == 0 {
		return 0
	}
	return float64(all[len(all)/2].Microseconds()) / 1000
}

func slowest(all []time.Duration) float64 { return float64(slices.Max(all).Microseconds()) / 1000 }

// fill makes a library of 10,000 prompts: a hundred sessions of twenty rounds
// with five prompts each.
func fill(dir string) error {
	ctx := context.Background()
	lib, err := library.Open(ctx, dir, time.Now)
	if err != nil {
		return err
	}
	for s := range 100 {
		id := fmt.Sprintf("session-%04d", s)
		made := time.Date(2026, 1, 1, 0, s, 0, 0, time.UTC)
		var events []session.Event
		parent := ""
		for r := range 20 {
			said := session.Event{ID: fmt.Sprintf("%s-%02d-a", id, r), Parent: parent, Time: made, Body: session.Said{Text: "make it a little later"}}
			round := session.Event{ID: fmt.Sprintf("%s-%02d-b", id, r), Parent: said.ID, Time: made, Body: rounded(id, r)}
			events = append(events, said, round)
			parent = round.ID
		}
		if err := lib.Append(ctx, library.Header{ID: id, Seed: uint64(s), Created: made}, events...); err != nil {
			return err
		}
	}
	return lib.Close()
}

func rounded(id string, round int) session.Rounded {
	text := fmt.Sprintf("A beach at hour %d of the day, low light from the left, calm water and an amber sky, "+
		"soft shadows on wet sand, two walkers far out, gouache on rough paper, seen by session %s.", round, id)
	r := session.Rounded{Reply: "A little later now.", Generator: "composer",
		Rewrite: prompt.Prompt{ID: fmt.Sprintf("%s-%02d-p", id, round), Title: "A little later", Text: text}}
	for i := range 4 {
		v := prompt.Variation{Differs: []prompt.Axis{prompt.Time, prompt.Palette}}
		v.ID, v.Title = fmt.Sprintf("%s-%02d-%d", id, round, i), "Take "+prompt.Letter(i)
		v.Text = text + " The same as variation " + prompt.Letter(i) + "."
		r.Variations = append(r.Variations, v)
	}
	return r
}
