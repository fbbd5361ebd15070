package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// desk is a studio on a real library and a real pictures folder, with a clock,
// ids and randomness of the test's own.
type desk struct {
	t        testing.TB
	home     string
	pictures string
	clock    *clock
	counted  *atomic.Int64 // ids and seeds
	lib      *fragile
	studio   *engine.Studio
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, home: t.TempDir(), pictures: filepath.Join(t.TempDir(), "pictures"), clock: newClock(), counted: new(atomic.Int64)}
	d.start()
	return d
}

func (d *desk) start() {
	d.t.Helper()
	lib, err := library.Open(d.t.Context(), d.home, d.clock.now)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = lib.Close() })
	d.lib = &fragile{Library: lib}
	d.studio = engine.NewStudio(engine.Parts{
		Library: d.lib, Pictures: picture.NewStore(d.pictures, d.clock.now),
		Prompts: []promptgen.PromptGenerator{says()}, Images: []imagegen.ImageGenerator{paints()},
		Now: d.clock.now, After: d.clock.after, Version: "1.2.3",
		NewID:  func() string { return fmt.Sprintf("id-%06d", d.counted.Add(1)) },
		Random: func() uint64 { return uint64(d.counted.Add(1)) },
	})
}

// afterCrash is the desk as a process finds it that starts after this one was
// killed: the files as they are now, and no locks.
func (d *desk) afterCrash() *desk {
	d.t.Helper()
	next := *d
	next.home = d.t.TempDir()
	for _, name := range []string{"library.db", "library.db-wal"} {
		data, err := os.ReadFile(filepath.Join(d.home, name))
		ok(d.t, err)
		ok(d.t, os.WriteFile(filepath.Join(next.home, name), data, 0o600))
	}
	next.clock = newClock()
	next.start()
	return &next
}

func (d *desk) open() *engine.OpenSession {
	d.t.Helper()
	o, err := d.studio.NewSession(nil)
	ok(d.t, err)
	d.t.Cleanup(o.Close)
	return o
}

func (d *desk) resume(id string) *engine.OpenSession {
	d.t.Helper()
	o, err := d.studio.Resume(d.t.Context(), id)
	ok(d.t, err)
	d.t.Cleanup(o.Close)
	return o
}

// begun is an open session with a first round: "Rewrite 1" and variations A
// and B of it.
func (d *desk) begun() *engine.OpenSession {
	d.t.Helper()
	o := d.open()
	ok(d.t, ended(o.Send(d.t.Context(), message("a beach", round(1)...))))
	return o
}

// isKept fails unless a session is what the library replays.
func (d *desk) isKept(o *engine.OpenSession) {
	d.t.Helper()
	checkKept(d.t, d, o)
}

// failer is a test or a rapid one.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func checkKept(t failer, d *desk, o *engine.OpenSession) {
	t.Helper()
	want := o.State()
	if want.Empty() {
		return // nothing is written of a session in which nothing happened
	}
	got, err := d.lib.Session(context.Background(), want.ID)
	ok(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("the library has\n%s\nand the session is\n%s", told(got), told(want))
	}
}

// told is a session in few words, for failures.
func told(s session.Session) string {
	var b strings.Builder
	for _, n := range s.Nodes() {
		fmt.Fprintf(&b, "%s under %q: %#v\n", n.ID, n.Event.Parent, n.Body)
	}
	fmt.Fprintf(&b, "head %q, title %q, updated %v", s.Head(), s.Title, s.Updated)
	return b.String()
}

func ok(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fails checks the sort of a failure and that its sentence says these words.
func fails(t testing.TB, err error, kind problem.Kind, says ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("nothing failed")
	}
	p := problem.Of(err)
	if p.Kind != kind {
		t.Errorf("%q is %s, want %s", p.Error(), p.Kind, kind)
	}
	for _, word := range says {
		if !strings.Contains(p.Error(), word) {
			t.Errorf("%q does not say %q", p.Error(), word)
		}
	}
}

// clock stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	at  time.Time
	due []alarm
}

type alarm struct {
	at time.Time
	do func()
}

func newClock() *clock {
	return &clock{at: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) after(d time.Duration, do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.due = append(c.due, alarm{c.at.Add(d), do})
}

// pass moves the clock and runs what falls due.
func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	c.at = c.at.Add(d)
	var due []alarm
	c.due = slices.DeleteFunc(c.due, func(a alarm) bool {
		if a.at.After(c.at) {
			return false
		}
		due = append(due, a)
		return true
	})
	c.mu.Unlock()
	for _, a := range due {
		a.do()
	}
}

// fragile is a library on a disk that can be full.
type fragile struct {
	*library.Library
	full    atomic.Bool
	appends atomic.Int64 // that worked
	failAt  atomic.Int64 // the append that fails, from 1; 0 is none
	tried   atomic.Int64
}

var errFull = problem.New(problem.Failed, "Nothing was saved: there is no space left for the library", "Free some space and try again")

func (f *fragile) Append(ctx context.Context, h library.Header, events ...session.Event) error {
	if len(events) == 0 {
		return nil
	}
	if f.full.Load() || f.tried.Add(1) == f.failAt.Load() {
		return errFull
	}
	err := f.Library.Append(ctx, h, events...)
	if err == nil {
		f.appends.Add(1)
	}
	return err
}

func (f *fragile) SaveDraft(ctx context.Context, h library.Header, d library.Draft) error {
	if f.full.Load() {
		return errFull
	}
	return f.Library.SaveDraft(ctx, h, d)
}

// writer is a prompt generator that does what a test says.
type writer struct {
	refine func(ctx context.Context, r promptgen.Request, yield func(promptgen.Event, error) bool)
}

func (writer) Info() promptgen.Info {
	return promptgen.Info{Name: "writer", Title: "Writer", Model: "w-1"}
}

func (w writer) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) { w.refine(ctx, r, yield) }
}

// says gives these one after the other: events, an error, and functions that
// are called in between.
func says(steps ...any) writer {
	return writer{func(_ context.Context, _ promptgen.Request, yield func(promptgen.Event, error) bool) {
		for _, s := range steps {
			switch s := s.(type) {
			case promptgen.Event:
				if !yield(s, nil) {
					return
				}
			case error:
				yield(nil, s)
				return
			case func():
				s()
			}
		}
	}}
}

func message(text string, steps ...any) engine.Message {
	return engine.Message{Text: text, To: says(steps...), Variations: 4}
}

func reply(text string) promptgen.Event { return promptgen.ReplyText{Text: text} }

func rewritten(text string) promptgen.Event {
	return promptgen.Rewritten{Prompt: prompt.Prompt{Title: "Title", Text: text, Axes: map[prompt.Axis]string{prompt.Time: "noon"}}}
}

func varied(text string) promptgen.Event {
	return promptgen.Varied{Variation: prompt.Variation{Prompt: prompt.Prompt{Title: "Varied", Text: text}, Differs: []prompt.Axis{prompt.Mood, prompt.Time}}}
}

// round is a whole reply: text, a rewrite, and two variations.
func round(n int) []any {
	return []any{reply("As you "), reply("said."), rewritten(fmt.Sprintf("Rewrite %d", n)), varied(fmt.Sprintf("Variation A of %d", n)), varied(fmt.Sprintf("Variation B of %d", n))}
}

// painter is an image generator that does what a test says.
type painter struct {
	info  imagegen.Info
	paint func(ctx context.Context, r imagegen.Request, yield func(imagegen.Event, error) bool)
}

func (p painter) Info() imagegen.Info { return p.info }

func (p painter) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) { p.paint(ctx, r, yield) }
}

func painterInfo() imagegen.Info {
	return imagegen.Info{Name: "painter", Model: "p-1", Can: catalog.Capabilities{
		MinSide: 64, MaxSide: 2048, MaxCount: 4, Qualities: []string{"low", "high"}, Seed: true, Negative: true, PromptLimit: 100}}
}

// paints gives these one after the other, as says does.
func paints(steps ...any) painter {
	return painter{painterInfo(), func(_ context.Context, _ imagegen.Request, yield func(imagegen.Event, error) bool) {
		for _, s := range steps {
			switch s := s.(type) {
			case imagegen.Event:
				if !yield(s, nil) {
					return
				}
			case error:
				yield(nil, s)
				return
			case func():
				s()
			}
		}
	}}
}

// image1 is a picture that a generator gives.
func image1(index int) imagegen.Event {
	return imagegen.Bytes{Index: index, Data: pixels(index), Seed: uint32(100 + index), RevisedPrompt: "revised", NotDrawn: []string{"lantern"}}
}

func pixels(n int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 64+n, 64))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// generation asks for pictures of the current prompt.
func generation(o *engine.OpenSession, count int, by imagegen.ImageGenerator) engine.Generation {
	current, _ := o.State().Current()
	return engine.Generation{PromptID: current.ID, By: by, Settings: prompt.Settings{Width: 64, Height: 64, Count: count}}
}

// ended runs a verb to its end and gives its error.
func ended(updates iter.Seq2[engine.Update, error]) error {
	_, err := all(updates)
	return err
}

func all(updates iter.Seq2[engine.Update, error]) (list []engine.Update, failed error) {
	for u, err := range updates {
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		list = append(list, u)
	}
	return list, failed
}

// last is the last thing that happened in a session.
func last(s session.Session) session.Node { return s.Nodes()[len(s.Nodes())-1] }

func lastRound(t testing.TB, o *engine.OpenSession) session.Round {
	t.Helper()
	rounds := o.State().Rounds()
	if len(rounds) == 0 {
		t.Fatal("there is no round")
	}
	return rounds[len(rounds)-1]
}

func texts(variations []prompt.Variation) []string {
	var list []string
	for _, v := range variations {
		list = append(list, v.Text)
	}
	return list
}

func currentText(o *engine.OpenSession) string {
	p, _ := o.State().Current()
	return p.Text
}
