package command_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui"
)

// withScreen puts a screen on the machine that notes what it starts with.
func (m *machine) withScreen(at func(tui.Options) error) {
	m.onTerminal()
	m.process.StartStudio = func(_ context.Context, o tui.Options) error { return at(o) }
}

func TestTheStudioStartsWithTheRightSession(t *testing.T) {
	m := newMachine(t)
	var started tui.Options
	m.withScreen(func(o tui.Options) error {
		started = o
		return nil
	})
	m.must()
	if started.Resumed || started.Busy || started.Idea != "" || started.Session == nil {
		t.Errorf("the first start: %+v", started)
	}
	m.must("new", "a beach")
	if started.Idea != "a beach" || started.Resumed {
		t.Errorf("new with an idea: %+v", started)
	}
	id := at(t, decode(t, m.must("refine", "a forest", "--json").out), "session").(string)
	for _, args := range [][]string{{}, {"resume"}, {"resume", id}, {"resume", id[:len(id)-1]}} {
		m.must(args...)
		if !started.Resumed || started.Session.State().ID != id {
			t.Errorf("%q: resumed %v %s, want %s", args, started.Resumed, started.Session.State().ID, id)
		}
	}
	m.must("new")
	if started.Resumed || started.Session.State().ID == id {
		t.Errorf("new takes up an earlier session")
	}
}

func TestTheStudioGetsSettingsAndGenerators(t *testing.T) {
	m := newMachine(t)
	var started tui.Options
	m.withScreen(func(o tui.Options) error {
		started = o
		return nil
	})
	m.writeConfig("theme = \"nord\"\npictures = \"half\"\n")
	m.must("--theme", "Easel-Light", "--size", "3:2")
	if started.Settings.Theme != "Easel-Light" || started.Settings.Pictures != "half" || started.Settings.Size != "3:2" ||
		started.Chat.Info().Name != "composer" || started.Image.Info().Name != "sketch" ||
		started.Paths.ConfigFile != filepath.Join(m.home, "config.toml") || started.Settings.Source["theme"] != "--theme" {
		t.Errorf("started with %+v", started)
	}
}

func TestASessionThatIsOpenElsewhereIsLeftAlone(t *testing.T) {
	m := newMachine(t)
	m.must("refine", "a beach")
	var outer, inner tui.Options
	var refused result
	m.withScreen(func(o tui.Options) error {
		if outer.Session != nil {
			inner = o
			return nil
		}
		outer = o
		m.must()
		refused = m.run("resume", o.Session.State().ID)
		return nil
	})
	m.must()
	if !outer.Resumed || !inner.Busy || inner.Resumed || inner.Session.State().ID == outer.Session.State().ID {
		t.Errorf("the second start: busy %v, resumed %v", inner.Busy, inner.Resumed)
	}
	if refused.code != 1 || !strings.Contains(refused.lastLine(), "open in another window") {
		t.Errorf("exit %d, %s", refused.code, refused.lastLine())
	}
}

func TestWithoutAScreenTheStudioSaysWhatToDo(t *testing.T) {
	for name, change := range map[string]func(*machine){
		"a pipe":      func(m *machine) { m.process.OutTerminal = false },
		"no keyboard": func(m *machine) { m.process.InTerminal = false },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t)
			m.withScreen(func(tui.Options) error {
				t.Error("the screen was started")
				return nil
			})
			change(m)
			for _, args := range [][]string{{}, {"new", "a beach"}, {"resume"}} {
				r := m.run(args...)
				if r.code != 2 || r.out != "" || !strings.Contains(r.lastLine(), "needs a terminal") {
					t.Errorf("%q: exit %d, %q, %q", args, r.code, r.out, r.err)
				}
			}
			m.madeNothing()
		})
	}
}

func TestTheStudioIsUsedWrongly(t *testing.T) {
	m := newMachine(t)
	m.withScreen(func(tui.Options) error {
		t.Error("the screen was started")
		return nil
	})
	for args, says := range map[string]string{
		"--theme nosuch":  "There is no theme",
		"--pictures huge": "auto, kitty, half or off",
		"--size 3x":       "--size must be",
		"--chat nobody":   "There is no prompt generator",
		"new --image x":   "There is no image generator",
		"new a beach":     "Put it in quotes",
		"resume nosuch":   "There is no session",
		"resume a b":      "one session",
	} {
		r := m.run(strings.Fields(args)...)
		if r.code != 2 || !strings.Contains(r.lastLine(), says) {
			t.Errorf("%s: exit %d, %s", args, r.code, r.lastLine())
		}
	}
}

func TestWhatTheStudioEndsWithIsTheExitCode(t *testing.T) {
	m := newMachine(t)
	for want, err := range map[int]error{
		0: nil,
		1: errors.New("the terminal went away"),
		5: problem.New(problem.OverBudget, "Too dear", ""),
	} {
		m.withScreen(func(tui.Options) error { return err })
		if r := m.run(); r.code != want {
			t.Errorf("%v: exit %d", err, r.code)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	m.withScreen(func(tui.Options) error {
		cancel()
		return ctx.Err()
	})
	if r := m.runWith(ctx); r.code != 130 {
		t.Errorf("interrupted: exit %d", r.code)
	}
}

func TestADamagedLibraryIsPutAsideAndTold(t *testing.T) {
	m := newMachine(t)
	m.must("refine", "a beach")
	files, err := filepath.Glob(filepath.Join(m.home, "data", "library.db*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no library: %v", err)
	}
	for _, f := range files {
		if err := os.WriteFile(f, []byte(strings.Repeat("not a library ", 500)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := m.must("refine", "a forest")
	if r.out != "a forest\n" || !strings.Contains(r.err, "damaged") {
		t.Errorf("printed %q and %q", r.out, r.err)
	}
	var notices []string
	m.withScreen(func(o tui.Options) error {
		notices = o.Notices
		return nil
	})
	m.must("new")
	if len(notices) > 0 {
		t.Errorf("the library is sound again, and says %q", notices)
	}
}

func TestShowTellsTheConversationBehindAPicture(t *testing.T) {
	m := newMachine(t)
	m.withScreen(func(o tui.Options) error {
		for _, text := range []string{"a beach", "at night"} {
			for _, err := range o.Session.Send(t.Context(), engine.Message{Text: text, To: o.Chat, Variations: 2}) {
				if err != nil {
					return err
				}
			}
		}
		current, _ := o.Session.State().Current()
		g := engine.Generation{PromptID: current.ID, By: o.Image, Settings: prompt.Settings{Width: 64, Height: 64, Count: 1}}
		for _, err := range o.Session.Generate(t.Context(), g) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	m.must("new")
	path := at(t, decode(t, m.must("history", "--json").out), "generations.0.path").(string)
	document := decode(t, m.must("show", path, "--json").out)
	if at(t, document, "conversation.0.role") != "user" || at(t, document, "conversation.2.text") != "at night" ||
		at(t, document, "conversation.3.role") != "assistant" || at(t, document, "axes.time") != "night" {
		t.Errorf("%v", document)
	}
	if parents := at(t, document, "parents").([]any); len(parents) != 1 {
		t.Errorf("parents %v, want the prompt before", parents)
	}
	m.process.OutTerminal = false
	text := m.must("show", path).out
	for _, fact := range []string{"Negative   blur\n", "Time       night\n", "You        at night\n", "Reply      Here it is.\n", "Session    id-"} {
		if !strings.Contains(text, fact) {
			t.Errorf("%q is missing in\n%s", fact, text)
		}
	}
}
