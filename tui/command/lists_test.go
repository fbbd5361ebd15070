package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompareMarksWords(t *testing.T) {
	m := newMachine(t)
	r := m.must("compare", "a beach at noon", "a beach at night", "a beach at noon")
	if want := "a beach at [-noon-]{+night+}\na beach at noon\n"; r.out != want {
		t.Errorf("printed %q, want %q", r.out, want)
	}
	m.stdin = "a b\na c\n"
	for _, args := range [][]string{{"compare"}, {"compare", "-"}} {
		if got := m.must(args...).out; got != "a [-b-]{+c+}\n" {
			t.Errorf("%q printed %q", args, got)
		}
	}
	if got := m.must("compare", "a x", "-").out; got != "a [-x-]{+b+}\na [-x-]{+c+}\n" {
		t.Errorf("with a base before -: %q", got)
	}
}

func TestCompareAsJSONLosesNothing(t *testing.T) {
	m := newMachine(t)
	base, other := "a  beach,\tat noon", "a beach, at  \"night\" <b>"
	document := decode(t, m.must("compare", base, other, "--json").out)
	var from, to strings.Builder
	for _, h := range at(t, document, "others.0.hunks").([]any) {
		op, text := at(t, h, "op"), at(t, h, "text").(string)
		if op != "insert" {
			from.WriteString(text)
		}
		if op != "delete" {
			to.WriteString(text)
		}
	}
	if from.String() != base || to.String() != other {
		t.Errorf("the hunks are %q and %q", from.String(), to.String())
	}
}

func TestSessionsAndHistoryListWhatWasDone(t *testing.T) {
	m := newMachine(t)
	for _, name := range []string{"sessions", "history"} {
		if r := m.must(name); r.out != "" || !strings.Contains(r.err, "yet") {
			t.Errorf("%s of nothing prints %q and %q", name, r.out, r.err)
		}
	}
	m.must("refine", "a beach")
	path := m.must("generate", "a forest").lines()[0]
	lines := m.must("sessions").lines()
	if len(lines) != 2 || !strings.HasSuffix(lines[0], "\t0 rounds\t1 picture\ta forest") || !strings.HasSuffix(lines[1], "\t1 round\t0 pictures\ta beach") {
		t.Errorf("sessions prints %q", lines)
	}
	lines = m.must("history").lines()
	if len(lines) != 1 || !strings.HasSuffix(lines[0], "\tsketch\t1024x1024\there\t"+path) {
		t.Errorf("history prints %q", lines)
	}
}

func TestEnginesListsWhatIsReady(t *testing.T) {
	m := newMachine(t)
	lines := m.must("engines").lines()
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "prompts\tcomposer:w-1\tready\t") || !strings.HasPrefix(lines[1], "pictures\tsketch\tready\t") {
		t.Errorf("printed %q", lines)
	}
}

func TestThemesShowTheirColoursOnATerminalAlone(t *testing.T) {
	m := newMachine(t)
	m.setenv("COLORTERM", "truecolor")
	plain := m.must("themes").out
	if !strings.Contains(plain, "easel-dark\tEasel dark\tdark\n") || strings.Contains(plain, "\x1b") {
		t.Errorf("printed %q", plain)
	}
	m.onTerminal()
	if coloured := m.must("themes").out; !strings.Contains(coloured, "\x1b[38;2;") || !strings.Contains(coloured, "48;2;") {
		t.Errorf("no colours in %q", coloured)
	}
	m.setenv("NO_COLOR", "1")
	if bare := m.must("themes").out; strings.Contains(bare, "8;2;") || strings.Contains(bare, "8;5;") || strings.Contains(bare, "\x1b[3") && strings.Contains(bare, "\x1b[31") {
		t.Errorf("colours in %q", bare)
	}
	m.setenv("TERM", "dumb")
	if dumb := m.must("themes").out; strings.Contains(dumb, "\x1b") {
		t.Errorf("escapes on a dumb terminal: %q", dumb)
	}
}

func TestThemesOfOnesOwn(t *testing.T) {
	m := newMachine(t)
	folder := filepath.Join(filepath.Dir(strings.TrimSpace(m.must("config", "path").out)), "themes")
	mine := m.must("themes", "nord").out
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"mine": mine, "broken": strings.Replace(mine, "#2e3440", "blue", 1)} {
		if err := os.WriteFile(filepath.Join(folder, name+".toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	listed := m.must("themes")
	if !strings.Contains(listed.out, "mine\tNord, adapted\tdark\n") || strings.Contains(listed.out, "broken") {
		t.Errorf("listed %q", listed.out)
	}
	const says = `theme broken, line 7: ground is "blue", which is not a colour such as #e0a458`
	if !strings.Contains(listed.err, says) {
		t.Errorf("said %q", listed.err)
	}
	if out := m.must("themes", "mine").out; out != mine {
		t.Errorf("the file of one's own is %q", out)
	}
	m.onTerminal()
	if r := m.run("--theme", "broken"); r.code != 2 || !strings.Contains(r.err, says) {
		t.Errorf("exit %d, %q", r.code, r.err)
	}
	if r := m.run("themes", "none"); r.code != 2 || r.out != "" {
		t.Errorf("exit %d, %q", r.code, r.out)
	}
}

func TestConfigTellsWhereSettingsComeFrom(t *testing.T) {
	m := newMachine(t)
	path := strings.TrimSpace(m.must("config", "path").out)
	if r := m.must("config", "init"); strings.TrimSpace(r.out) != path {
		t.Errorf("init wrote %q, path is %q", r.out, path)
	}
	if r := m.run("config", "init"); r.code != 2 || !strings.Contains(r.lastLine(), "already") {
		t.Errorf("a second init: exit %d, %s", r.code, r.lastLine())
	}
	m.writeConfig("size = \"3:2\"\n")
	m.setenv("EASEL_VARIATIONS", "6")
	text := m.must("config", "show").out
	for _, line := range []string{"size\t3:2\tconfig file\n", "variations\t6\tenvironment EASEL_VARIATIONS\n", "chat\tcomposer\tdefault\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("%q is missing in\n%s", line, text)
		}
	}
}
