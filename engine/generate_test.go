package engine_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

func TestAGenerationFromTheFirstToTheLast(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	cost := 0.25
	b := lastRound(t, o).Variations[1]
	g := generation(o, 2, paints(imagegen.Sending{}, imagegen.Accepted{JobID: "j"}, imagegen.Progress{Fraction: 0.5}, imagegen.Partial{Data: []byte("p")},
		image1(0), func() { d.clock.pass(3 * time.Second) }, image1(1), imagegen.Done{CostUSD: &cost}))
	g.PromptID = b.ID
	updates, err := all(o.Generate(t.Context(), g))
	ok(t, err)
	var told []string
	for _, u := range updates {
		told = append(told, strings.TrimPrefix(fmt.Sprintf("%T", u), "engine."))
		if saved, is := u.(engine.Saved); is {
			if _, err := os.Stat(saved.Image.Path); err != nil {
				t.Error(err)
			}
		}
	}
	if want := "Committed Progress Partial Saved Saved Committed"; strings.Join(told, " ") != want {
		t.Errorf("told %v", told)
	}
	if currentText(o) != b.Text {
		t.Errorf("what is painted is not current: %q", currentText(o))
	}
	node := last(o.State())
	made := node.Body.(session.Generated)
	if made.Prompt.ID != b.ID || made.Took != 3*time.Second || *made.CostUSD != cost || made.Problem != "" || len(made.Images) != 2 || *made.Images[1].Seed != 101 {
		t.Errorf("got %+v", made)
	}
	if node.Event.Parent != o.State().Head() {
		t.Error("a generation belongs under what was current")
	}
	d.isKept(o)
}

func TestAPictureSaysWhatMadeIt(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	first := lastRound(t, o)
	_, err := o.Pick(t.Context(), first.Variations[0].ID)
	ok(t, err)
	ok(t, ended(o.Send(t.Context(), message("night", round(2)...))))
	second := lastRound(t, o)
	s, err := o.Edit(t.Context(), second.Variations[1].ID, "by hand", "fog")
	ok(t, err)
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, paints(image1(0))))))
	image := o.State().Pictures()[0]
	meta, err := picture.Read(image.Path)
	ok(t, err)
	m := meta.Made
	if m == nil {
		t.Fatal("the picture does not say what made it")
	}
	if m.Prompt != "by hand" || m.Negative != "fog" || m.Generator != "painter" || m.Model != "p-1" || *m.Seed != 100 ||
		m.Session != s.ID || m.Generation != image.Node || m.RevisedPrompt != "revised" || m.Easel != "1.2.3" || m.Axes["time"] != "" {
		t.Errorf("got %+v", m)
	}
	want := []string{second.Variations[1].ID, second.Rewrite.ID, first.Variations[0].ID, first.Rewrite.ID}
	if !slices.Equal(m.Parents, want) {
		t.Errorf("it came from %q, want %q", m.Parents, want)
	}
	if len(m.Conversation) != 4 || m.Conversation[2] != (picture.Turn{Role: "user", Text: "night"}) {
		t.Errorf("the conversation is %v", m.Conversation)
	}
}

func TestAPictureBesideTheCurrentPromptPicksNothing(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	head := o.State().Head()
	g := generation(o, 1, paints(image1(0)))
	g.PromptID, g.Beside = lastRound(t, o).Variations[0].ID, true
	ok(t, ended(o.Generate(t.Context(), g)))
	made := last(o.State()).Body.(session.Generated)
	if o.State().Head() != head || currentText(o) != "Rewrite 1" || made.Prompt.ID != g.PromptID {
		t.Error(told(o.State()))
	}
	d.isKept(o)
}

func TestSeeds(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	var asked []uint32
	spy := painter{painterInfo(), func(_ context.Context, r imagegen.Request, yield func(imagegen.Event, error) bool) {
		asked = append(asked, r.Seed)
		yield(imagegen.Bytes{Data: pixels(1), Seed: r.Seed}, nil)
	}}
	g := generation(o, 1, spy)
	ok(t, ended(o.Generate(t.Context(), g)))
	ok(t, ended(o.Generate(t.Context(), g)))
	g.Settings.Seed = new(uint32(math.MaxUint32))
	ok(t, ended(o.Generate(t.Context(), g)))
	if asked[0] == asked[1] || asked[2] != math.MaxUint32 {
		t.Errorf("the seeds are %v", asked)
	}
	spy.info.Can.Seed = false
	g.By = spy
	ok(t, ended(o.Generate(t.Context(), g)))
	pictures := o.State().Pictures()
	if *pictures[2].Seed != math.MaxUint32 || pictures[3].Seed != nil {
		t.Error("a generator without seeds made one up")
	}
}

func TestGenerationsThatCannotBe(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		name   string
		change func(*engine.Generation)
		says   string
	}{
		{"no such prompt", func(g *engine.Generation) { g.PromptID = "nobody's" }, "Say first"},
		{"no prompt", func(g *engine.Generation) { g.PromptID = "" }, "Say first"},
		{"too small", func(g *engine.Generation) { g.Settings.Width = 63 }, "63x64"},
		{"too big", func(g *engine.Generation) { g.Settings.Height = 4096 }, "64 to 2048"},
		{"no pictures", func(g *engine.Generation) { g.Settings.Count = 0 }, "not 0"},
		{"too many", func(g *engine.Generation) { g.Settings.Count = 5 }, "1 to 4"},
		{"a quality it has not", func(g *engine.Generation) { g.Settings.Quality = "superb" }, "low, high"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := d.begun()
			before := o.State()
			g := generation(o, 1, paints(func() { t.Error("the generator was asked") }))
			c.change(&g)
			fails(t, ended(o.Generate(t.Context(), g)), problem.Usage, c.says)
			if len(o.State().Nodes()) != len(before.Nodes()) {
				t.Error(told(o.State()))
			}
		})
	}
}

func TestSizesOfAGeneratorWithALimit(t *testing.T) {
	info := painterInfo()
	info.Can.Sizes = []catalog.Size{{Width: 1024, Height: 1024}, {Width: 1024, Height: 1536}}
	p := prompt.Prompt{Text: strings.Repeat("é", 100)}
	fails(t, engine.CheckGeneration(info, p, prompt.Settings{Width: 512, Height: 512, Count: 1}), problem.Usage, "1024x1024, 1024x1536")
	at := prompt.Settings{Width: 1024, Height: 1536, Count: 1}
	ok(t, engine.CheckGeneration(info, p, at))
	p.Text += "!"
	fails(t, engine.CheckGeneration(info, p, at), problem.Usage, "101 characters", "at most 100")
}

// file stands where the pictures should go.
func file(t *testing.T, path string) {
	t.Helper()
	ok(t, os.MkdirAll(filepath.Dir(path), 0o755))
	ok(t, os.WriteFile(path, nil, 0o644))
}

func TestAFolderThatCannotBeUsedIsToldBeforeAnythingIsSent(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	before := o.State()
	file(t, d.pictures)
	g := generation(o, 1, paints(func() { t.Error("the generator was asked") }))
	g.PromptID = lastRound(t, o).Variations[0].ID
	fails(t, ended(o.Generate(t.Context(), g)), problem.Failed, d.pictures)
	if len(o.State().Nodes()) != len(before.Nodes()) {
		t.Error(told(o.State()))
	}
}

func TestAPictureThatCannotBeSavedTakesNoOtherAlong(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	moved := d.pictures + " moved"
	err := ended(o.Generate(t.Context(), generation(o, 3, paints(image1(0),
		func() { ok(t, os.Rename(d.pictures, moved)); file(t, d.pictures) },
		image1(1),
		func() { ok(t, os.Remove(d.pictures)); ok(t, os.Rename(moved, d.pictures)) },
		image1(2), imagegen.Done{}))))
	fails(t, err, problem.Failed, d.pictures)
	pictures := o.State().Pictures()
	if len(pictures) != 2 || !strings.Contains(pictures[0].From.Problem, d.pictures) {
		t.Errorf("got %+v", pictures)
	}
	d.isKept(o)
}

func TestDataThatIsNoPictureIsAFailure(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	fails(t, ended(o.Generate(t.Context(), generation(o, 1, paints(imagegen.Bytes{Data: []byte("<html>")}, imagegen.Done{})))), problem.Failed)
	if made := last(o.State()).Body.(session.Generated); made.Problem == "" || len(made.Images) != 0 {
		t.Errorf("got %+v", made)
	}
}

func TestWhatCameOfABrokenGenerationIsDurable(t *testing.T) {
	d := newDesk(t)
	refused := problem.New(problem.Refused, "The safety system said no", "Say it differently")
	for _, b := range []struct {
		name string
		end  func(context.CancelFunc) any
		kind problem.Kind // empty: nothing is told
		why  string
	}{
		{"an error", func(context.CancelFunc) any { return refused }, problem.Refused, "The safety system said no"},
		{"cancelled", func(stop context.CancelFunc) any { return func() { stop() } }, problem.Interrupted, "Stopped"},
		{"too few", func(context.CancelFunc) any { return func() {} }, problem.Failed, "painter gave %d of 3 pictures"},
		{"a panic", func(context.CancelFunc) any { return func() { panic("a fault") } }, "", "Stopped before the rest came"},
		{"nobody listens any more", nil, "", "Stopped before the rest came"},
	} {
		for n := range 3 {
			t.Run(fmt.Sprintf("%s after %d", b.name, n), func(t *testing.T) {
				o := d.begun()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				steps := []any{imagegen.Progress{}}
				for i := range n {
					steps = append(steps, image1(i))
				}
				err := brokenPainting(ctx, cancel, o, steps, b.end)
				if b.kind != "" {
					fails(t, err, b.kind)
				} else if err != nil {
					t.Error(err)
				}
				why := b.why
				if strings.Contains(why, "%d") {
					why = fmt.Sprintf(why, n)
				}
				made, is := last(o.State()).Body.(session.Generated)
				if !is || len(made.Images) != n || made.Problem != why {
					t.Errorf("got %+v", last(o.State()).Body)
				}
				d.isKept(o)
			})
		}
	}
}

func brokenPainting(ctx context.Context, cancel context.CancelFunc, o *engine.OpenSession, steps []any, end func(context.CancelFunc) any) (failed error) {
	defer func() { _ = recover() }()
	given := len(steps)
	if end != nil {
		steps = append(steps, end(cancel))
	}
	seen := 0
	for _, err := range o.Generate(ctx, generation(o, 3, paints(steps...))) {
		if err != nil {
			failed = errors.Join(failed, err)
		}
		if seen++; end == nil && seen == 1+given {
			break
		}
	}
	return failed
}

func TestAPictureThatTheLibraryDoesNotTakeIsNamedAndNotLost(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	updates, err := all(o.Generate(t.Context(), generation(o, 2, paints(image1(0), image1(1), func() { d.lib.full.Store(true) }))))
	var paths []string
	for _, u := range updates {
		if s, is := u.(engine.Saved); is {
			paths = append(paths, s.Image.Path)
		}
	}
	if len(paths) != 2 {
		t.Fatalf("saved: %v", paths)
	}
	fails(t, err, problem.Failed, paths[0], paths[1], "Free some space")
	if !errors.Is(err, errFull) {
		t.Errorf("the cause is lost: %v", err)
	}
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	d.isKept(o)
	d.lib.full.Store(false)
	_, err = o.Retitle(t.Context(), "anything")
	ok(t, err)
	if got := o.State().Pictures(); len(got) != 2 || got[0].Path != paths[0] {
		t.Errorf("the library did not get them later: %v", got)
	}
	d.isKept(o)
}

func TestFractionsFromOutsideStayWithinBounds(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	var steps []any
	for _, f := range []float64{-1, math.NaN(), 0.5, 7, math.Inf(1), math.Inf(-1)} {
		steps = append(steps, imagegen.Progress{Fraction: f})
	}
	updates, err := all(o.Generate(t.Context(), generation(o, 1, paints(append(steps, image1(0))...))))
	ok(t, err)
	var got []float64
	for _, u := range updates {
		if p, is := u.(engine.Progress); is {
			got = append(got, p.Fraction)
		}
	}
	if want := []float64{-1, -1, 0.5, 1, 1, -1}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIsFreeCostsNothingEvenWhenItBreaksOff(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	free := paints(image1(0), imagegen.Done{}, errBroke)
	free.info.Can.Free = true
	_ = ended(o.Generate(t.Context(), generation(o, 2, free)))
	if made := last(o.State()).Body.(session.Generated); made.CostUSD == nil || *made.CostUSD != 0 {
		t.Errorf("got %+v", made)
	}
	_ = ended(o.Generate(t.Context(), generation(o, 2, paints(image1(0), errBroke))))
	if made := last(o.State()).Body.(session.Generated); made.CostUSD != nil {
		t.Error("a price was made up")
	}
}

func TestAClockThatGoesBackGivesNoNegativeTime(t *testing.T) {
	d := newDesk(t)
	o := d.begun()
	ok(t, ended(o.Generate(t.Context(), generation(o, 1, paints(image1(0), func() { d.clock.pass(-time.Hour) })))))
	if made := last(o.State()).Body.(session.Generated); made.Took != 0 {
		t.Errorf("it took %v", made.Took)
	}
	d.isKept(o)
}
