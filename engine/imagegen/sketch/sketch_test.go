package sketch_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"slices"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/imagegen/sketch"
	"easel/engine/problem"
	"easel/engine/prompt"
)

func request(text string, width, height, count int) imagegen.Request {
	return imagegen.Request{Prompt: prompt.Prompt{Text: text}, Width: width, Height: height, Count: count, Seed: 7}
}

func TestGenerateTellsItsEventsInOrder(t *testing.T) {
	var names []string
	fraction := 0.0
	for event, err := range sketch.New().Generate(t.Context(), request("a beach sunset with a spoon", 96, 64, 2)) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := event.(type) {
		case imagegen.Sending:
			names = append(names, "sending")
		case imagegen.Progress:
			if e.Fraction < fraction || e.Fraction > 1 {
				t.Errorf("progress went from %v to %v", fraction, e.Fraction)
			}
			fraction = e.Fraction
		case imagegen.Bytes:
			names = append(names, "bytes")
			img, err := png.Decode(bytes.NewReader(e.Data))
			if err != nil || img.Bounds().Dx() != 96 || img.Bounds().Dy() != 64 {
				t.Errorf("picture %d is not a 96x64 PNG: %v", e.Index, err)
			}
			if e.Seed != 7+uint32(e.Index) {
				t.Errorf("picture %d has seed %d", e.Index, e.Seed)
			}
			if !slices.Equal(e.NotDrawn, []string{"spoon"}) {
				t.Errorf("not drawn: %v", e.NotDrawn)
			}
		case imagegen.Done:
			names = append(names, "done")
			if e.CostUSD == nil || *e.CostUSD != 0 {
				t.Errorf("cost is %v, want 0", e.CostUSD)
			}
		}
	}
	if !slices.Equal(names, []string{"sending", "bytes", "bytes", "done"}) {
		t.Errorf("events: %v", names)
	}
	if fraction == 0 {
		t.Error("no progress was told")
	}
}

func TestGenerateRefusesWhatItCannotPaint(t *testing.T) {
	for name, r := range map[string]imagegen.Request{
		"empty prompt": request("  \n", 512, 512, 1),
		"too small":    request("a cat", 63, 512, 1),
		"too large":    request("a cat", 512, 2049, 1),
		"none":         request("a cat", 512, 512, 0),
		"too many":     request("a cat", 512, 512, 9),
	} {
		t.Run(name, func(t *testing.T) {
			events := 0
			var failure error
			for event, err := range sketch.New().Generate(t.Context(), r) {
				if event != nil {
					events++
				}
				failure = err
			}
			var p *problem.Problem
			if !errors.As(failure, &p) || p.Kind != problem.Usage || p.Hint == "" {
				t.Errorf("got %v", failure)
			}
			if events > 0 {
				t.Errorf("%d events before the refusal", events)
			}
		})
	}
}

func TestGenerateStopsWhenItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	pictures := 0
	var failure error
	for event, err := range sketch.New().Generate(ctx, request("a village by a lake", 300, 300, 8)) {
		failure = err
		switch event.(type) {
		case imagegen.Progress:
			cancel()
		case imagegen.Bytes:
			pictures++
		}
	}
	if problem.ExitCode(failure) != 130 || pictures > 0 {
		t.Errorf("after %d pictures: %v", pictures, failure)
	}
}

func TestGenerateStopsWhenNobodyListens(t *testing.T) {
	for event, err := range sketch.New().Generate(t.Context(), request("a cat", 128, 128, 3)) {
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := event.(imagegen.Progress); ok {
			break
		}
	}
}

func TestInfoAllowsItsPresets(t *testing.T) {
	can := sketch.New().Info().Can
	for _, size := range can.Presets {
		if !can.Allows(size) {
			t.Errorf("%v is offered and not allowed", size)
		}
	}
	if !can.Free || !can.Seed || !can.Negative {
		t.Error("sketch is free and takes a seed and a negative text")
	}
}
