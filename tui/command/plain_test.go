package command_test

import (
	"bytes"
	"context"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/tui/command"
	"easel/tui/keymap"
)

// plainly runs the studio line by line on the lines.
func (m *machine) plainly(lines ...string) result {
	m.t.Helper()
	m.stdin = strings.Join(lines, "\n") + "\n"
	return m.must("--plain")
}

func says(t *testing.T, out string, all ...string) {
	t.Helper()
	for _, text := range all {
		if !strings.Contains(out, text) {
			t.Errorf("it never says %q:\n%s", text, out)
		}
	}
}

func TestAWholeJobLineByLine(t *testing.T) {
	m := newMachine(t)
	out := m.plainly("a beach sunset", "make it night", "/show A", "A", "/generate", "/keep", "/undo", "/quit", "never read").out
	says(t, out, "A new session. What do you want to see?", "> a beach sunset\nComposer: ", "Prompt: a beach sunset, make it night",
		"Variation A: ", "A: ", "Picked A, ", "Saved: "+m.home, "Kept among the favourites: ", "> /quit")
	if strings.Contains(out, "never read") || strings.Count(out, "Kept among") != 1 {
		t.Error(out)
	}
	again := m.plainly("/sessions", "/gallery", "/made", "/new", "/sessions").out
	says(t, again, "Session: a beach sunset.", "Picture 1: ", "Painted from: ", "Rounds: 2. Pictures: 1.", "A new session.")
}

func TestNothingButTextLineByLine(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	m.plainly("a beach \x1b[2J sunset")
	out := m.plainly("/settings", "/tree", "/help", "/library size:\x1b[2Jbig", "/use a fox --\x1b[2J 5", "/copyfor midjourney").out
	if i := strings.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x2500 && r < 0x25a0 }); i >= 0 {
		t.Errorf("%q is more than text", out[i:i+1])
	}
	says(t, out, "> Size: 1024x1024", "You: a beach ␛[2J sunset", "/generate: ")
}

func TestALineThatIsTooLongIsToldLineByLine(t *testing.T) {
	m := newMachine(t)
	says(t, m.plainly("a beach sunset", strings.Repeat("a", 1<<20), "/keep").out, "Error: nothing more is read: a line has more than 1 MiB.")
}

// TestEverySlashCommandIsAnsweredLineByLine: the table is the screen's, and what
// is of no use without a screen says so.
func TestEverySlashCommandIsAnsweredLineByLine(t *testing.T) {
	screenOnly := []string{"edit", "mouse", "theme", "zoom"}
	help := newMachine(t).plainly("/help").out
	for _, b := range keymap.Commands("") {
		row := strings.TrimSpace("/"+b.Slash+" "+b.Arg) + ": " + b.Name
		if listed := strings.Contains(help, row); listed == (b.Slash == "palette" || slices.Contains(screenOnly, b.Slash)) {
			t.Errorf("/help lists %q: %v", row, listed)
		}
		t.Run(b.Slash, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			m.setenv("SSH_TTY", "/dev/pts/0") // no viewer is opened
			before := m.plainly("a beach sunset", "/generate").out
			out := m.plainly("/" + b.Slash).out
			_, answer, _ := strings.Cut(out, "> /"+b.Slash+"\n")
			if answer == "" && b.Slash != "quit" {
				t.Errorf("it says nothing, after\n%s", before)
			}
			if only := strings.Contains(answer, "on the screen only"); only != slices.Contains(screenOnly, b.Slash) {
				t.Errorf("it says %q", answer)
			}
		})
	}
}

func TestAxesAreChangedAndTakenLineByLine(t *testing.T) {
	m := newMachine(t)
	m.process.PromptGenerators = nil // the built-in one knows axes
	first := m.plainly("/axes", "a beach", "/axes", "/axes mod calm", "/axes mood", "/take", "/take light", "/take light Z", "/take light .").out
	says(t, first, "There is no prompt yet.", "\nLighting: ", "Change one: /axes time night", "There is no axis mod.", "Write what it is to be",
		"Say what to take, and of which variation: /take light A", "There is no variation Z in this round", "This is the current prompt.")
	says(t, m.plainly("/axes mood gloomy and cold", "/axes").out, "\nComposer: ", "\nMood: gloomy and cold\n")
	out := m.plainly("/new", "a beach", "/take subject A", "/take light A", "/axes").out
	says(t, out, "A decides nothing else about the subject", "\nVariation A: ")
	if strings.Count(out, "\nComposer: ") != 2 {
		t.Errorf("nothing was taken:\n%s", out)
	}
}

func TestAPictureThatCannotBeOpenedIsNamedLineByLine(t *testing.T) {
	m := newMachine(t)
	m.setenv("SSH_TTY", "/dev/pts/0")
	says(t, m.plainly("/open", "a beach", "/generate", "/open").out, "There are no pictures yet. /generate makes one.",
		"No viewer can be opened here. The picture is "+m.home)
}

func TestATerminalThatDrawsNothingGetsLines(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	m.setenv("TERM", "dumb")
	m.stdin = "a beach sunset\n"
	says(t, m.must().out, "A new session.", "Composer: ")
}

func TestWhatCostsIsAskedLineByLine(t *testing.T) {
	m := newMachine(t)
	m.process.ImageGenerators[0] = painter{paid: true}
	for answer, saved := range map[string]bool{"1": true, "generate": true, "2": false, "not now": false, "": false, "yes": false} {
		out := m.plainly("/new", "a beach sunset", "/generate", answer).out
		says(t, out, "Question: ", "1: Generate and pay", "2: Not now")
		if got := strings.Contains(out, "Saved: "); got != saved {
			t.Errorf("%q: saved %v\n%s", answer, got, out)
		}
	}
}

func TestAnOutputThatIsClosedEndsIt(t *testing.T) {
	m := newMachine(t)
	p := m.process
	p.In, p.Out, p.Err = strings.NewReader("a beach sunset\n/generate\n"), closed{}, &bytes.Buffer{}
	if code := command.Run(t.Context(), []string{"--plain"}, p); code != 0 && code != 1 {
		t.Errorf("exit %d", code)
	}
}

// closed is an output that nobody reads.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// keeper keeps requests as jobs: one is done once it is taken up.
type keeper struct{ named }

func (k keeper) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	if r.Resume != "" {
		return k.named.Generate(ctx, r)
	}
	return func(yield func(imagegen.Event, error) bool) {
		if yield(imagegen.Sending{}, nil) && yield(imagegen.Accepted{JobID: "job-1"}, nil) {
			yield(nil, problem.Wrap(imagegen.ErrGoesOn, problem.Failed, "Nothing answers", "The job goes on there"))
		}
	}
}

func TestAPaidJobIsTakenUpLineByLine(t *testing.T) {
	m := several(t, keeper{named{name: "keeper", each: 0.01}})
	m.setenv("EASEL_IMAGE", "keeper")
	if r := m.run("generate", "a beach"); r.code != 1 || !strings.Contains(r.lastLine(), "The job goes on there") || r.out != "" {
		t.Fatalf("exit %d, %q", r.code, r.err)
	}
	says(t, m.plainly("/quit").out, "Sent before: keeper:keeper-1 is asked for its picture, nothing is paid again")
	says(t, m.plainly("/gallery").out, "Picture 1: ")
}

func TestOnePromptForSeveralLineByLine(t *testing.T) {
	m := several(t, named{name: "sketch", each: 0.01}, named{name: "other", each: 0.01})
	m.setenv("EASEL_CONFIRM_OVER", "1")
	says(t, m.plainly("a beach", "/image sketch, other", "/generate").out, "ctrl+g sends the prompt to 2 generators at once",
		", by sketch:sketch-1.", ", by other:other-1.")
}

func TestAMaskLineByLine(t *testing.T) {
	m, _, asked := retouching(t)
	mask := maskFile(t, 64, 96, true)
	m.setenv("EASEL_SIZE", "64x96")
	m.setenv("EASEL_IMAGE", "retoucher")
	out := m.plainly("a beach", "/generate", "/mask", "/mask "+mask, "/settings", "/change a boat", "/mask none", "/image sketch", "/mask").out
	says(t, out, "Say which file: /mask sky.png", "A change keeps to the mask now: 25 % of the picture", "Mask: "+mask+". ", "the whole picture is changed", "sketch takes no mask")
	if len(*asked) != 2 || (*asked)[1].Mask.Share() != 0.25 {
		t.Errorf("asked for %+v", *asked)
	}
}
