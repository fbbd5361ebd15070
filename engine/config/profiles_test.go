package config

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBudgetsInTheirTable(t *testing.T) {
	for _, text := range []string{"budget.session = 2\nbudget.day = inf\n", "[budget]\nday = +inf\nsession = 2.0 # a day's coffee\n"} {
		l, err := Load(home(t, text), environment(), nil)
		if err != nil || l.BudgetSession != 2 || !math.IsInf(l.BudgetDay, 1) || l.Source["budget.session"] != "config file" || l.Value("budget.day") != "inf" {
			t.Errorf("%q: %+v, %v", text, l, err)
		}
	}
	for text, words := range map[string][]string{
		"budget.day = -1\n":               {"line 1", "budget.day must be an amount"},
		"budget.day = nan\n":              {"budget.day must be an amount"},
		"[budget]\n\nweek = 1\n":          {"line 3", `"budget.week"`, "budget.day"},
		"[budget]\ntheme = \"x\"\n":       {"line 2", `"budget.theme"`},
		"budget = 5\n":                    {"line 1", `"budget"`},
		"[budget.day]\n":                  {"line 1", `"budget.day"`},
		"[[budget]]\n":                    {"line 1", `"budget"`},
		"budget.day = 1\n[budget]\nday=2": {"line 2"},
	} {
		_, err := Load(home(t, text), environment(), nil)
		usage(t, err, words...)
	}
	if _, err := Load(home(t, ""), environment("EASEL_BUDGET_SESSION", "much"), nil); err == nil {
		t.Error("a budget of much was taken")
	}
}

func TestProfilesOfTheFile(t *testing.T) {
	l, err := Load(home(t, `theme = "night"
[[profile]]
name = "mine"
base_url = "http://127.0.0.1:8080/v1"
like = "localai"
[budget]
day = 1
[[profile]]
name = "gate"
key_env = "GATE_KEY"
chat_model = "a"
image_model = "b"
`), environment(), nil)
	want := []Profile{{Name: "mine", BaseURL: "http://127.0.0.1:8080/v1", Like: "localai"}, {Name: "gate", KeyEnv: "GATE_KEY", ChatModel: "a", ImageModel: "b"}}
	if err != nil || !slices.Equal(l.Profiles, want) || l.Theme != "night" || l.BudgetDay != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if l, err = Load(home(t, ""), environment(), nil); err != nil || l.Profiles == nil || len(l.Profiles) > 0 {
		t.Errorf("%+v, %v", l.Profiles, err)
	}
}

func TestMistakesInProfiles(t *testing.T) {
	const key = "sk-canary-0123456789abcdef"
	for text, words := range map[string][]string{
		"[[profile]]\n": {"line 1", "no name"},
		"[[profile]]\nlike = \"x\"\n\n[[profile]]\n":        {"line 1", "no name"},
		"[[profile]]\nname='a'\n[[profile]]\nname='a'\n":    {"line 3", `"a" already`},
		"[[profile]]\nname = 1\n":                           {"line 2", "name must be a text"},
		"[[profile]]\nname = \"a\\u001b\"\n":                {"line 2", "control characters"},
		"[[profile]]\ntheme = \"x\"\n":                      {"line 2", `"theme"`, "base_url"},
		"[profile]\nname = \"x\"\n":                         {"line 1", `"profile"`},
		"[[profile]]\nname = 'a'\n[profile.key]\n":          {"line 3", `"profile.key"`},
		"[[profile]]\nname='a'\napi_key = \"" + key + "\"":  {"line 3", "key_env", "environment variable"},
		"[[profile]]\nname='a'\nkey_env = \"" + key + "\"":  {"line 3", "key_env"},
		"[[profile]]\nname='a'\nkey = [\"" + key + "\"]\n":  {"line 3", "key_env"},
		"[[profile]]\nname='a'\nkey_env = \"" + key + "\nx": {"line 3"},
	} {
		_, err := Load(home(t, text), environment(), nil)
		usage(t, err, words...)
		if err != nil && strings.Contains(err.Error(), "canary") {
			t.Errorf("the key is in %q", err)
		}
	}
}

func TestSetBesideTables(t *testing.T) {
	for _, c := range []struct{ key, value, before, after string }{
		{"theme", "x", "count = 1\n\n# mine\n[[profile]]\nname = 'a'\n", "count = 1\n\ntheme = \"x\"\n# mine\n[[profile]]\nname = 'a'\n"},
		{"theme", "x", "[[profile]]\nname = 'a'", "theme = \"x\"\n[[profile]]\nname = 'a'"},
		{"theme", "x", "[[profile]]\nname = 'a'\n# theme = \"auto\"\n", "theme = \"x\"\n[[profile]]\nname = 'a'\n# theme = \"auto\"\n"},
		{"budget.day", "5", "[budget] # money\nsession = 1\n", "[budget] # money\nday = 5\nsession = 1\n"},
		{"budget.day", "5", "# budget.day = inf\n[budget]\nsession = 1\n", "# budget.day = inf\n[budget]\nday = 5\nsession = 1\n"},
		{"budget.day", "5", "[budget]", "[budget]\nday = 5\n"},
		{"budget.day", "5", "budget.session = 1\n", "budget.session = 1\nbudget.day = 5\n"},
		{"budget.day", "INF", "[budget]\nday = 1\n", "[budget]\nday = inf\n"},
		{"budget.day", "5", utf8BOM + "[[profile]]\r\nname = 'a'\r\n", utf8BOM + "budget.day = 5\r\n[[profile]]\r\nname = 'a'\r\n"},
	} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Set(path, c.key, c.value); err != nil || contents(t, path) != c.after {
			t.Errorf("%q became %q, want %q, %v", c.before, contents(t, path), c.after, err)
		}
		if _, err := Load(Paths{ConfigFile: path}, environment(), nil); err != nil {
			t.Errorf("%q: %v", c.after, err)
		}
	}
}
