package comfyui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"easel/engine/problem"
)

// workflow is a graph of nodes in ComfyUI's API format: each node has the kind
// that it is and its inputs, which are values or links to other nodes. Texts in
// it may have placeholders such as {{prompt}}.
type workflow map[string]any

// placeholders are the names that may stand between braces.
func placeholders() []string {
	return []string{"prompt", "negative", "seed", "width", "height", "steps", "cfg", "sampler", "scheduler", "denoising", "checkpoint", "image", "mask"}
}

// placeholder finds them.
var placeholder = regexp.MustCompile(`\{\{\s*([A-Za-z_]+)\s*\}\}`)

// parse reads a workflow and checks that it is one that can be sent. Name is
// the file in sentences. An error is a problem of kind usage.
func parse(name string, data []byte) (workflow, error) {
	bad := func(what, hint string) error {
		return problem.New(problem.Usage, fmt.Sprintf("The workflow %s %s", name, what), hint)
	}
	const export = "Open it in ComfyUI and save it with Export (API); older versions have that in their menu once the dev mode is on"
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber() // seeds are longer than a float is exact
	var w workflow
	err := decoder.Decode(&w)
	if err == nil {
		_, err = decoder.Token()
	}
	switch {
	case err != io.EOF:
		return nil, bad("is no JSON object", export)
	case w["nodes"] != nil && w["links"] != nil:
		return nil, bad("is in the format of ComfyUI's own window", export)
	case len(w) == 0:
		return nil, bad("is empty", export)
	}
	for id, value := range w {
		node, _ := value.(map[string]any)
		kind, _ := node["class_type"].(string)
		inputs, _ := node["inputs"].(map[string]any)
		if kind == "" || inputs == nil {
			return nil, bad(fmt.Sprintf("has no node at %q", id), export)
		}
	}
	for _, used := range w.uses() {
		if !slices.Contains(placeholders(), used) {
			return nil, bad(fmt.Sprintf("asks for {{%s}}, which there is not", used), "There are {{"+strings.Join(placeholders(), "}}, {{")+"}}")
		}
	}
	if !w.has("prompt") {
		return nil, bad("has no place for the prompt", "Write {{prompt}} where the text belongs, before you save it with Export (API)")
	}
	return w, nil
}

// uses lists the names of the placeholders in the workflow, each once.
func (w workflow) uses() []string {
	found := make(map[string]bool)
	w.mapTexts(func(text string) any {
		for _, match := range placeholder.FindAllStringSubmatch(text, -1) {
			found[match[1]] = true
		}
		return text
	})
	return slices.Sorted(maps.Keys(found))
}

func (w workflow) has(name string) bool { return slices.Contains(w.uses(), name) }

// filled is the workflow with values in the place of their placeholders. A text
// that is nothing but a placeholder becomes the value itself, so that numbers
// are numbers. What stands in a value is not looked at again.
func (w workflow) filled(values map[string]any) workflow {
	return w.mapTexts(func(text string) any {
		if match := placeholder.FindStringSubmatch(text); match != nil && match[0] == strings.TrimSpace(text) {
			return values[match[1]]
		}
		return placeholder.ReplaceAllStringFunc(text, func(found string) string {
			return fmt.Sprint(values[placeholder.FindStringSubmatch(found)[1]])
		})
	})
}

// mapTexts is the workflow with every text in the inputs of its nodes as f has it.
func (w workflow) mapTexts(f func(string) any) workflow {
	out := make(workflow, len(w))
	for id, value := range w {
		node := maps.Clone(value.(map[string]any))
		node["inputs"] = mapped(node["inputs"], f)
		out[id] = node
	}
	return out
}

func mapped(value any, f func(string) any) any {
	switch v := value.(type) {
	case string:
		return f(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = mapped(v[i], f)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for name := range v {
			object[name] = mapped(v[name], f)
		}
		return object
	}
	return value
}

// samplers is how many nodes of the workflow paint step by step.
func (w workflow) samplers() int {
	n := 0
	for _, value := range w {
		if inputs, _ := value.(map[string]any)["inputs"].(map[string]any); inputs["steps"] != nil {
			n++
		}
	}
	return n
}
