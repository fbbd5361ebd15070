package comfyui

import (
	"encoding/json"
	"testing"
)

// Whatever a file has in it: it is refused, or it can be filled and sent, and no
// placeholder is left but in the values.
func FuzzWorkflow(f *testing.F) {
	f.Add([]byte(`{"1":{"class_type":"X","inputs":{"text":"a {{prompt}} {{ seed }}","n":"{{seed}}","l":["4",0],"o":{"a":["{{width}}"]}}}}`))
	f.Add([]byte(`{"nodes":[],"links":[]}`))
	f.Add([]byte(`{"1":{"class_type":"X","inputs":{"{{prompt}}":"{{{{prompt}}}}"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := parse("x", data)
		if err != nil {
			return
		}
		values := make(map[string]any)
		for i, name := range placeholders() {
			values[name] = i
		}
		filled := w.filled(values)
		if _, err := json.Marshal(filled); err != nil {
			t.Fatal(err)
		}
		if len(filled) != len(w) || filled.samplers() != w.samplers() {
			t.Error("nodes were lost")
		}
		if !w.has("prompt") {
			t.Error("it has no place for the prompt")
		}
	})
}

func TestPlainWorkflowsAreWhole(t *testing.T) {
	for _, name := range []string{"new", "over", "masked"} {
		data, err := workflows.ReadFile("workflows/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		w, err := parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, needed := range []string{"prompt", "negative", "seed", "width", "height", "steps", "cfg", "sampler", "scheduler", "checkpoint"} {
			if !w.has(needed) {
				t.Errorf("%s has no place for %s", name, needed)
			}
		}
		if w.samplers() != 1 {
			t.Errorf("%s paints %d times", name, w.samplers())
		}
	}
}
