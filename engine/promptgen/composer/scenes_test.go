package composer_test

import (
	"os"
	"strings"
	"testing"

	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// TestScenes holds what a prompt must say of an idea, and what neither it nor
// its variations may: what would be no picture, or another one.
func TestScenes(t *testing.T) {
	c := composer.New()
	for _, row := range rows(t, "scenes.txt") {
		for seed := range uint64(3) {
			r := refine(t, c, promptgen.Request{Message: row[0], Seed: seed, Variations: 4})
			if r.rewritten == nil {
				t.Fatalf("%q: no prompt", row[0])
			}
			for _, want := range escapedCommas(row[1]) {
				if !strings.Contains(r.rewritten.Text, want) {
					t.Errorf("%q: %q is missing\n%s", row[0], want, r.rewritten.Text)
				}
			}
			all := []prompt.Prompt{*r.rewritten}
			for _, v := range r.round {
				all = append(all, v.Prompt)
			}
			for _, p := range all {
				for _, not := range escapedCommas(row[2]) {
					if contains(p.Text, not) {
						t.Errorf("%q: %q is there\n%s", row[0], not, p.Text)
					}
				}
			}
		}
	}
}

// contains says whether a text has a phrase as whole words, or signs anywhere.
func contains(text, phrase string) bool {
	return strings.Contains(text, phrase) && (!token.MatchString(phrase) || has(text, phrase))
}

// escapedCommas splits at commas that have no backslash before them.
func escapedCommas(s string) []string {
	var out []string
	for _, part := range commas(strings.ReplaceAll(s, `\,`, "\x00")) {
		out = append(out, strings.ReplaceAll(part, "\x00", ","))
	}
	return out
}

// TestGolden holds thirty ideas as they were read and found good. After a change
// of words or rules run it with EASEL_UPDATE=1 and read every line that changed.
func TestGolden(t *testing.T) {
	ideas, err := os.ReadFile("testdata/golden.ideas")
	if err != nil {
		t.Fatal(err)
	}
	c := composer.New()
	var b strings.Builder
	for idea := range strings.Lines(string(ideas)) {
		idea = strings.TrimSpace(idea)
		r := refine(t, c, promptgen.Request{Message: idea, Seed: 1, Variations: 2})
		b.WriteString("# " + idea + "\n" + r.reply + "\n" + r.rewritten.Title + ": " + r.rewritten.Text + "\n")
		if r.rewritten.Negative != "" {
			b.WriteString("without: " + r.rewritten.Negative + "\n")
		}
		for _, v := range r.round {
			b.WriteString(v.Title + ": " + v.Text + "\n")
		}
		b.WriteString("\n")
	}
	const file = "testdata/golden.txt"
	if os.Getenv("EASEL_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, read := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(got), len(read)) {
		if got[i] != read[i] {
			t.Fatalf("line %d is\n%s\nand was\n%s", i+1, got[i], read[i])
		}
	}
	if len(got) != len(read) {
		t.Errorf("%d lines, there were %d", len(got), len(read))
	}
}
