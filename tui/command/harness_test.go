package command_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/tui/command"
)

// machine is a computer with an EASEL_HOME of its own, on which commands are
// run one after the other.
type machine struct {
	t       testing.TB
	home    string
	process command.Process // what the next command runs in
	stdin   string
	steps   atomic.Int64
}

func newMachine(t testing.TB) *machine {
	t.Helper()
	m := &machine{t: t, home: t.TempDir()}
	m.process = command.Process{
		Environ: []string{"EASEL_HOME=" + m.home, "HOME=" + m.home, "TERM=xterm-256color"},
		Now: func() time.Time {
			return time.Date(2026, 11, 22, 10, 0, int(m.steps.Add(1)), 0, time.UTC)
		},
		NewID:            func() string { return fmt.Sprintf("id-%08d", m.steps.Add(1)) },
		Random:           func() uint64 { return 7 },
		Version:          "1.2.3",
		Commit:           "0123456789abcdef",
		PromptGenerators: []promptgen.PromptGenerator{writer{}},
		ImageGenerators:  []imagegen.ImageGenerator{painter{}},
	}
	return m
}

// result is what a command left behind.
type result struct {
	code     int
	out, err string
}

func (m *machine) run(args ...string) result {
	m.t.Helper()
	return m.runWith(m.t.Context(), args...)
}

func (m *machine) runWith(ctx context.Context, args ...string) result {
	m.t.Helper()
	var out, err bytes.Buffer
	p := m.process
	p.Out, p.Err = &out, &err
	if p.In == nil {
		p.In = strings.NewReader(m.stdin)
	}
	code := command.Run(ctx, args, p)
	return result{code, out.String(), err.String()}
}

// must is run for a command that works.
func (m *machine) must(args ...string) result {
	m.t.Helper()
	r := m.run(args...)
	if r.code != 0 {
		m.t.Fatalf("easel %q: exit %d, %s", args, r.code, r.err)
	}
	return r
}

// onTerminal makes all three streams a terminal.
func (m *machine) onTerminal() {
	m.process.InTerminal, m.process.OutTerminal, m.process.ErrTerminal = true, true, true
	m.process.Width = 80
}

func (m *machine) setenv(name, value string) {
	m.process.Environ = append(m.process.Environ, name+"="+value)
}

func (r result) lines() []string {
	if r.out == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
}

// lastLine is the last line of standard error.
func (r result) lastLine() string {
	lines := strings.Split(strings.TrimSuffix(r.err, "\n"), "\n")
	return lines[len(lines)-1]
}

// writer is a prompt generator without surprises: it adds what is said to the
// prompt and answers questions without a round. It bears the name of the
// default, as painter does.
type writer struct{}

func (writer) Info() promptgen.Info {
	return promptgen.Info{Name: "composer", Title: "Writer", Model: "w-1"}
}

func (writer) Refine(_ context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		if strings.Contains(r.Message, "refuse") {
			yield(nil, problem.New(problem.Refused, "The generator refused this", "Say it differently"))
			return
		}
		if !yield(promptgen.ReplyText{Text: "Here "}, nil) || !yield(promptgen.ReplyText{Text: "it is."}, nil) {
			return
		}
		if strings.HasSuffix(r.Message, "?") {
			return
		}
		text := strings.Trim(r.Current.Text+", "+r.Message, ", ")
		rewrite := prompt.Prompt{Title: "Rewrite", Text: text, Negative: "blur", Axes: map[prompt.Axis]string{prompt.Time: "night"}}
		if !yield(promptgen.Rewritten{Prompt: rewrite}, nil) {
			return
		}
		for i := range r.Variations {
			v := prompt.Variation{Prompt: rewrite.Clone(), Differs: r.Axes}
			v.Title = "Take " + prompt.Letter(i)
			v.Text = fmt.Sprintf("%s, seed %d\tvariation\n%d", text, r.Seed, i+1)
			if !yield(promptgen.Varied{Variation: v}, nil) {
				return
			}
		}
	}
}

// painter is an image generator that paints grey and fails on demand.
type painter struct {
	paid  bool
	bare  bool            // has no field for what must not be there
	wait  chan<- struct{} // told before the second picture, which then waits for the end of ctx
	fails string          // prompts with this word fail
}

func (p painter) Info() imagegen.Info {
	return imagegen.Info{Name: "sketch", Can: catalog.Capabilities{
		MinSide: 64, MaxSide: 2048, MaxCount: 4, Negative: !p.bare, Seed: true, Free: !p.paid, PromptLimit: 1000}}
}

func (p painter) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(yield func(imagegen.Event, error) bool) {
		if !yield(imagegen.Sending{}, nil) || !yield(imagegen.Progress{Fraction: 0.5}, nil) {
			return
		}
		if p.fails != "" && strings.Contains(r.Prompt.Text, p.fails) {
			yield(nil, problem.New(problem.Refused, "The generator refused this", "Say it differently"))
			return
		}
		for i := range r.Count {
			if i == 1 && p.wait != nil {
				close(p.wait)
				<-ctx.Done()
				yield(nil, ctx.Err())
				return
			}
			b := imagegen.Bytes{Index: i, Data: grey(r.Width, r.Height), Seed: r.Seed + uint32(i), NotDrawn: []string{"lantern"}}
			if !yield(b, nil) {
				return
			}
		}
		if p.paid {
			yield(imagegen.Done{}, nil)
			return
		}
		yield(imagegen.Done{CostUSD: new(0.0)}, nil)
	}
}

func grey(width, height int) []byte {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// endless is a standard input that never ends until it is closed.
func endless(t *testing.T) io.Reader {
	r, w := io.Pipe()
	t.Cleanup(func() { _ = w.Close() })
	return r
}
