package command_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// contract is what a document holds: every key path with what may stand there.
// "[]" is the entries of a list, "any" an object with keys of its own.
type contract map[string]string

const promptContract = "id:string title:string text:string negative:string axes:any"

func contractOf(pairs ...string) contract {
	c := contract{}
	for _, pair := range pairs {
		path, kind, _ := strings.Cut(pair, ":")
		c[path] = kind
	}
	return c
}

// below puts the pairs of a contract under a path.
func below(path, pairs string) []string {
	var all []string
	for pair := range strings.FieldsSeq(pairs) {
		all = append(all, path+"."+pair)
	}
	return all
}

func TestJSONKeepsItsContract(t *testing.T) {
	m := newMachine(t)
	m.must("refine", "a beach")
	made := m.must("generate", "a beach")
	picture := made.lines()[0]

	errors := "errors[].prompt:string errors[].kind:string errors[].message:string errors[].hint:string"
	images := "path:string width:number height:number seed:number|null bytes:number generator:string model:string|null " +
		"prompt:string negative:string revised_prompt:string|null cost_usd:number|null"
	compareContract := []string{"base:string", "base_path:string|null", "others:list", "others[].text:string", "others[].path:string|null",
		"others[].hunks:list", "others[].hunks[].op:string", "others[].hunks[].text:string", "others[].negative:list",
		"others[].axes:list", "others[].settings:list"}
	tests := []struct {
		args     []string
		contract contract
	}{
		{[]string{"refine", "a beach", "--say", "at night", "--json"}, contractOf(append(below("prompt", promptContract),
			"session:string", "reply:string", "changes.added:list", "changes.added[]:string", "changes.removed:list",
			"generator.name:string", "generator.model:string|null")...)},
		{[]string{"vary", "a beach", "--json"}, contractOf(append(append(below("prompt", promptContract),
			below("variations[]", promptContract)...), "variations:list")...)},
		{[]string{"generate", "a beach", "-n", "2", "--json"}, contractOf(append(below("images[]", images),
			"images:list", "errors:list")...)},
		{[]string{"compare", "a", "b", "c", "--json"}, contractOf(compareContract...)},
		{[]string{"compare", picture, picture, "--json"}, contractOf(compareContract...)},
		{[]string{"convert", "(a:1.2)", "--to", "midjourney", "--json"}, contractOf("dialect:string", "text:string",
			"length.value:number", "length.limit:number|null", "length.unit:string", "lost:list", "lost[]:string")},
		{[]string{"show", picture, "--json"}, contractOf("prompt:string", "negative:string", "generator:string|null",
			"model:string|null", "seed:number|null", "width:number", "height:number", "axes:any", "session:string|null",
			"conversation:list", "parents:list", "references:list", "mask:null", "cost_usd:number|null", "source:string")},
		{[]string{"engines", "--json"}, contractOf(
			"prompt_generators:list", "prompt_generators[].name:string", "prompt_generators[].model:string|null",
			"prompt_generators[].ready:bool", "prompt_generators[].reason:string", "prompt_generators[].url:string|null",
			"image_generators:list", "image_generators[].name:string", "image_generators[].model:string|null",
			"image_generators[].ready:bool", "image_generators[].reason:string", "image_generators[].url:string|null")},
		{[]string{"sessions", "--json"}, contractOf("sessions:list", "sessions[].id:string", "sessions[].title:string",
			"sessions[].created:time", "sessions[].updated:time", "sessions[].rounds:number", "sessions[].pictures:number")},
		{[]string{"history", "--json"}, contractOf("generations:list", "generations[].id:string", "generations[].created:time",
			"generations[].path:string", "generations[].present:bool", "generations[].prompt:string", "generations[].generator:string",
			"generations[].model:string|null", "generations[].seed:number|null", "generations[].width:number",
			"generations[].height:number", "generations[].cost_usd:number|null", "generations[].references:list", "generations[].mask:null")},
		{[]string{"themes", "--json"}, contractOf("themes:list", "themes[].name:string", "themes[].title:string",
			"themes[].dark:bool", "themes[].colourless:bool")},
		{[]string{"config", "show", "--json"}, contractOf("settings:list", "settings[].key:string", "settings[].value:string",
			"settings[].source:string")},
		{[]string{"config", "path", "--json"}, contractOf("path:string")},
	}
	for _, test := range tests {
		t.Run(test.args[0], func(t *testing.T) {
			r := m.must(test.args...)
			test.contract.check(t, decode(t, r.out))
		})
	}

	t.Run("errors of generate", func(t *testing.T) {
		m.process.ImageGenerators[0] = painter{fails: "dragon"}
		r := m.run("generate", "a dragon", "--json")
		if r.code != 1 {
			t.Errorf("exit %d, want 1", r.code)
		}
		contractOf(append(strings.Fields(errors), "images:list", "errors:list")...).check(t, decode(t, r.out))
		contractOf("error.kind:string", "error.message:string", "error.hint:string").check(t, decode(t, r.lastLine()))
	})
}

func TestEmptyListsAreListsAndNotNull(t *testing.T) {
	m := newMachine(t)
	for args, want := range map[string]string{
		"sessions --json": `{"sessions":[]}`,
		"history --json":  `{"generations":[]}`,
	} {
		r := m.must(strings.Fields(args)...)
		if got := strings.Join(strings.Fields(r.out), ""); got != want {
			t.Errorf("%s printed %s, want %s", args, got, want)
		}
	}
}

// decode reads exactly one document.
func decode(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	var document any
	if err := decoder.Decode(&document); err != nil {
		t.Fatalf("no JSON: %v in %q", err, text)
	}
	if decoder.More() {
		t.Fatalf("more than one document: %q", text)
	}
	return document
}

// check compares the key paths of a document with the contract, both ways.
func (c contract) check(t *testing.T, document any) {
	t.Helper()
	found := map[string]bool{}
	c.walk(t, "", document, found)
	for _, path := range slices.Sorted(maps.Keys(c)) {
		if !found[path] {
			t.Errorf("%s is missing", path)
		}
	}
}

func (c contract) walk(t *testing.T, path string, value any, found map[string]bool) {
	t.Helper()
	want, isLeaf := c[path]
	if isLeaf {
		found[path] = true
		if !allows(want, value) {
			t.Errorf("%s is %v, want %s", path, value, want)
		}
	}
	switch v := value.(type) {
	case map[string]any:
		if want == "any" {
			return
		}
		for key, inner := range v {
			c.walk(t, strings.TrimPrefix(path+"."+key, "."), inner, found)
		}
	case []any:
		if !isLeaf {
			t.Errorf("%s is a list that the contract does not know", path)
		}
		for _, inner := range v {
			c.walk(t, path+"[]", inner, found)
		}
	default:
		if !isLeaf {
			t.Errorf("%s is not in the contract", path)
		}
	}
}

func allows(want string, value any) bool {
	for kind := range strings.SplitSeq(want, "|") {
		if kind == kindOf(value) || kind == "time" && isTime(value) || kind == "any" && kindOf(value) == "object" {
			return true
		}
	}
	return false
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "bool"
	case []any:
		return "list"
	}
	return "object"
}

func isTime(value any) bool {
	text, ok := value.(string)
	_, err := time.Parse(time.RFC3339, text)
	return ok && err == nil && strings.HasSuffix(text, "Z")
}

// at is the value at a path such as "images.0.path".
func at(t *testing.T, document any, path string) any {
	t.Helper()
	for part := range strings.SplitSeq(path, ".") {
		switch v := document.(type) {
		case map[string]any:
			document = v[part]
		case []any:
			var i int
			if _, err := fmt.Sscan(part, &i); err != nil || i >= len(v) {
				t.Fatalf("no %s in %s", part, path)
			}
			document = v[i]
		default:
			t.Fatalf("no %s in %s", part, path)
		}
	}
	return document
}
