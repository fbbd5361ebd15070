package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsUsedWronglyIsExit2AndSaysWhatToDo(t *testing.T) {
	tests := []struct {
		args string // fields; "" in quotes is an empty one
		says string
	}{
		{"bogus", `There is no command "bogus". See: easel --help`},
		{"refin", "Did you mean: easel refine"},
		{"a beach sunset", `easel new "a beach sunset"`},
		{"help bogus", `There is no command "bogus"`},
		{"completion bogus", "bash, fish, powershell, zsh"},
		{"refine a beach", `Put it in quotes: "a beach"`},
		{"refine", "There is no idea. Give one: easel refine"},
		{`refine ""`, "There is no idea"},
		{`refine x --say ""`, "There is no change"},
		{"refine x --bogus", "has no flag --bogus. See: easel refine --help"},
		{"refine x -q", "has no flag -q"},
		{"refine x --=y", "See: easel refine --help"},
		{"refine x --seed", "--seed needs a value"},
		{"refine x --seed -1", "from 0 to 4294967295"},
		{"refine x --seed 4294967296", "from 0 to 4294967295"},
		{"refine x --json=perhaps", "--json cannot be"},
		{"refine x --chat nobody", "There is no prompt generator"},
		{"refine x --session nosuch", "easel sessions"},
		{"refine x --session=", "--session needs the id"},
		{"refine \xff\xfe", "not text in UTF-8"},
		{"vary", "There is no prompt"},
		{"vary a b", "Put it in quotes"},
		{"vary x -n 0", "-n must be a whole number from 1 to 12"},
		{"vary x -n 13", "-n must be a whole number from 1 to 12"},
		{"vary x -n many", "-n must be a whole number"},
		{"vary x --axis smell", "There are: subject, medium"},
		{"generate x -n 0", "-n must be a whole number from 1"},
		{"generate x -n 5", "1 to 4 pictures at a time"},
		{"generate x --size 3x", "such as 1536x1024"},
		{"generate x --size 0x0", "such as 1536x1024"},
		{"generate x --size 4096x64", "Sides are 64 to 2048 pixels"},
		{"generate x --size=", "--size must be"},
		{"generate x --image nobody", "There is no image generator"},
		{"generate " + strings.Repeat("x", 1001), "at most 1000"},
		{"compare", "There is no prompt"},
		{"compare x", "Two prompts or more"},
		{"convert x", "--to must name a dialect. There are: openai, gemini"},
		{"convert x --to klingon", `There is no dialect "klingon"`},
		{"convert x --to mj --from klingon", `There is no dialect "klingon"`},
		{"convert --to mj", "There is no prompt"},
		{"convert a b --to mj", "Put it in quotes"},
		{"show", "one picture"},
		{"show a b", "one picture"},
		{"sessions x", "takes no arguments"},
		{"history --spend x", "is not searched"},
		{"engines x", "takes no arguments"},
		{"themes x", `There is no theme "x"`}, {"themes x y", "takes one name"},
		{"config", "One of: easel config path"},
		{"config bogus", "path, show, init"},
		{"config show x", "takes no arguments"},
		{"man x", "takes no arguments"},
	}
	for _, test := range tests {
		t.Run(test.args[:min(len(test.args), 40)], func(t *testing.T) {
			m := newMachine(t)
			args := strings.Fields(test.args)
			for i := range args {
				if args[i] == `""` {
					args[i] = ""
				}
			}
			r := m.run(args...)
			if r.code != 2 || r.out != "" {
				t.Errorf("exit %d with %q on standard output, want 2 with nothing", r.code, r.out)
			}
			if line := r.lastLine(); !strings.HasPrefix(line, "easel: ") || !strings.Contains(line, test.says) {
				t.Errorf("standard error ends in %q, want easel: ...%s", line, test.says)
			}
			m.madeNothing()
		})
	}
}

// madeNothing checks that no file came into being.
func (m *machine) madeNothing() {
	m.t.Helper()
	entries, err := os.ReadDir(m.home)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == "data" && m.emptyLibrary() {
			continue // looking for a session opens the library
		}
		m.t.Errorf("%s was made", e.Name())
	}
}

func (m *machine) emptyLibrary() bool {
	r := m.run("sessions", "--json")
	return strings.Join(strings.Fields(r.out), "") == `{"sessions":[]}`
}

func TestErrorsAsJSON(t *testing.T) {
	m := newMachine(t)
	for _, args := range [][]string{
		{"refine", "--json"},
		{"refine", "x", "--bogus", "--json"},
		{"bogus", "--json"},
		{"generate", "x", "-n", "0", "--json"},
	} {
		r := m.run(args...)
		if r.code != 2 || r.out != "" {
			t.Errorf("%q: exit %d with %q on standard output", args, r.code, r.out)
		}
		document := decode(t, r.lastLine())
		if at(t, document, "error.kind") != "usage" || at(t, document, "error.message") == "" || at(t, document, "error.hint") == "" {
			t.Errorf("%q: %s", args, r.lastLine())
		}
	}
	// What stands after -- is no flag.
	if r := m.run("bogus", "--", "--json"); !strings.HasPrefix(r.lastLine(), "easel: ") {
		t.Errorf("-- --json was taken for a flag: %s", r.lastLine())
	}
}

func TestCommandsThatNeedNoLibraryMakeNoFiles(t *testing.T) {
	m := newMachine(t)
	for _, args := range [][]string{
		{"compare", "a", "b"}, {"themes"}, {"engines"}, {"vary", "a beach"}, {"config", "path"}, {"config", "show"},
		{"--help"}, {"help", "refine"}, {"--version"}, {"completion", "bash"}, {"man"},
	} {
		m.must(args...)
	}
	entries, err := os.ReadDir(m.home)
	if err != nil || len(entries) > 0 {
		t.Errorf("%v was made (%v)", entries, err)
	}
}

func TestHelpAndVersion(t *testing.T) {
	m := newMachine(t)
	help := m.must("--help").out
	for _, name := range []string{"new", "resume", "refine", "vary", "generate", "compare", "show", "sessions", "history", "engines", "themes", "config"} {
		if !strings.Contains(help, "\n    "+name+" ") {
			t.Errorf("help does not list %s:\n%s", name, help)
		}
		if own := m.must("help", name).out; !strings.Contains(own, "easel "+name) || own != m.must(name, "--help").out {
			t.Errorf("help %s and %s --help differ or do not show how to call it:\n%s", name, name, own)
		}
	}
	if got := m.must("--version").out; got != "easel version 1.2.3 (0123456)\n" {
		t.Errorf("version is %q", got)
	}
	if page := m.must("man").out; !strings.Contains(page, ".TH EASEL 1") || !strings.Contains(page, "generate") {
		t.Errorf("no manual page: %.200s", page)
	}
	if got := m.must("completion").out; !strings.Contains(got, "fish") {
		t.Errorf("completion alone prints %q", got)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if script := m.must("completion", shell).out; !strings.Contains(script, "easel") {
			t.Errorf("no completion for %s", shell)
		}
	}
	if got := m.must("__complete", "vary", "--axis", "").out; !strings.Contains(got, "lighting\n") {
		t.Errorf("--axis completes to %q", got)
	}
	if got := m.must("__complete", "refine", "--chat", "").out; !strings.Contains(got, "composer\n") {
		t.Errorf("--chat completes to %q", got)
	}
}

func TestHelpOnADumbTerminalIsPlain(t *testing.T) {
	m := newMachine(t)
	m.onTerminal()
	m.setenv("TERM", "dumb")
	for _, args := range []string{"--help", "refine --help", "--version"} {
		if r := m.must(strings.Fields(args)...); strings.Contains(r.out, "\x1b") || !strings.Contains(r.out, "easel") {
			t.Errorf("%s prints %q", args, r.out)
		}
	}
	if r := m.run("refine", "--bogus"); r.code != 2 || !strings.HasPrefix(r.err, "easel: easel refine has no flag") {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
}

func TestTheConfigurationIsUsedAndItsMistakesAreTold(t *testing.T) {
	m := newMachine(t)
	m.writeConfig("variations = 2\n")
	if got := m.must("vary", "a beach").lines(); len(got) != 2 {
		t.Errorf("%d variations, want the 2 of the config file", len(got))
	}
	if got := m.must("vary", "a beach", "-n", "3").lines(); len(got) != 3 {
		t.Errorf("%d variations, want the 3 of the flag", len(got))
	}
	m.writeConfig("# one\nvaritions = 2\n")
	if r := m.run("vary", "a beach"); r.code != 2 || !strings.Contains(r.lastLine(), "line 2") || !strings.Contains(r.lastLine(), "nearest is variations") {
		t.Errorf("exit %d, %s", r.code, r.lastLine())
	}
	m.writeConfig("theme = \"nosuch\"\n")
	m.onTerminal()
	if r := m.run(); r.code != 2 || !strings.Contains(r.lastLine(), "There is no theme") {
		t.Errorf("exit %d, %s", r.code, r.lastLine())
	}
}

func (m *machine) writeConfig(text string) {
	m.t.Helper()
	if err := os.WriteFile(filepath.Join(m.home, "config.toml"), []byte(text), 0o600); err != nil {
		m.t.Fatal(err)
	}
}
