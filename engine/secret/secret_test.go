package secret_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"text/template"

	"github.com/pelletier/go-toml/v2"

	"easel/engine/secret"
)

const canary = "sk-canary-0123456789"

// holder has a key where methods of its fields are not asked.
type holder struct {
	key    secret.Key
	Public secret.Key
	Map    map[string]secret.Key
	Any    any
}

func TestAKeyIsHiddenInEveryFormat(t *testing.T) {
	k := secret.New(canary)
	deep := holder{key: k, Public: k, Map: map[string]secret.Key{"a": k}, Any: &k}
	var out []string
	for _, v := range []any{k, &k, []secret.Key{k}, deep, &deep, map[secretName]any{"x": deep}, struct{ k *secret.Key }{&k}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %p"} {
			out = append(out, fmt.Sprintf(verb, v))
		}
		out = append(out, fmt.Sprint(v), fmt.Errorf("failed with %v: %w", v, errors.New("x")).Error())
		for _, level := range []bool{true, false} {
			var b bytes.Buffer
			var h slog.Handler = slog.NewTextHandler(&b, nil)
			if level {
				h = slog.NewJSONHandler(&b, nil)
			}
			slog.New(h).Info("sent", "key", v)
			out = append(out, b.String())
		}
	}
	for _, encode := range []func(any) ([]byte, error){json.Marshal, xml.Marshal, toml.Marshal} {
		b, err := encode(settings{k})
		if err != nil || !strings.Contains(string(b), secret.Hidden) {
			t.Errorf("encoded %q, %v", b, err)
		}
		out = append(out, string(b))
	}
	var b bytes.Buffer
	if err := template.Must(template.New("").Parse("{{.}} {{printf \"%v\" .}}")).Execute(&b, k); err != nil {
		t.Fatal(err)
	}
	for _, s := range append(out, b.String()) {
		if strings.Contains(s, "canary") || strings.Contains(s, fmt.Sprintf("%x", "canary")) {
			t.Errorf("the key is in %q", s)
		}
	}
	if got := fmt.Sprintf("%v %s %q %#v %+v", k, k, k, k, k); got != "*** *** *** *** ***" {
		t.Errorf("printed as %q", got)
	}
}

type secretName string

type settings struct{ Key secret.Key }

func TestRevealGivesTheKeyBack(t *testing.T) {
	if got := secret.New(" " + canary + "\n").Reveal(); got != canary {
		t.Errorf("got %q", got)
	}
	var none secret.Key
	if !none.Empty() || none.Reveal() != "" || !secret.New("  ").Empty() || secret.New(canary).Empty() {
		t.Error("no key and a key are mixed up")
	}
}

func TestRedact(t *testing.T) {
	k := secret.New(canary)
	if got := k.Redact("a " + canary + canary + " b"); got != "a ****** b" {
		t.Errorf("got %q", got)
	}
	if got := secret.New("x").Redact("six"); got != "six" {
		t.Errorf("a placeholder for a key tore a word: %q", got)
	}
	if got := (secret.Key{}).Redact("text"); got != "text" {
		t.Errorf("got %q", got)
	}
}

func TestHeldIsWhatCouldBecomeTheKey(t *testing.T) {
	k := secret.New(canary)
	for text, want := range map[string]int{"": 0, "plain": 0, "tasks": 1, "lamp": 0, "ask": 2, "x sk-can": 6, canary: 0, canary[:19]: 19} {
		if got := k.Held(text); got != want {
			t.Errorf("Held(%q) = %d, want %d", text, got, want)
		}
	}
	if got := secret.New("x").Held("x"); got != 0 {
		t.Errorf("got %d", got)
	}
}
