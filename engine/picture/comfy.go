package picture

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"easel/engine/dialect"
)

// graph is ComfyUI's API format: nodes by number, each with a class and inputs,
// which are values or links to another node's output.
type graph map[string]node

type node struct {
	class  string
	inputs object
}

// mostNodes is where a graph is none any more.
const mostNodes = 10000

func readGraph(text string) graph {
	o, ok := readObject(text)
	if !ok || len(o) > mostNodes {
		return nil
	}
	g := graph{}
	for id, v := range o {
		n, ok := v.(map[string]any)
		if !ok {
			continue
		}
		inputs, _ := n["inputs"].(map[string]any)
		g[id] = node{object(n).text("class_type"), inputs}
	}
	return g
}

// readComfy finds the prompt in the graph that made a picture. There is no one
// place for it: the sampler has links to what it is to draw and what not, and
// somewhere behind them are the words.
func readComfy(texts map[string]string) (told, bool) {
	g := readGraph(texts[comfyKeyword])
	t := told{made: &Made{}, source: SourceComfy}
	sampler, ok := g.sampler()
	if ok {
		t.made.Prompt = g.words(sampler.inputs["positive"], "text_positive", map[string]bool{})
		t.made.Negative = g.words(sampler.inputs["negative"], "text_negative", map[string]bool{})
		t.made.Width, t.made.Height = g.size(sampler.inputs["latent_image"])
		t.made.Model = g.model(sampler.inputs["model"])
		t.setSeed(cmp.Or(g.value(sampler.inputs, "seed"), g.value(sampler.inputs, "noise_seed")))
		for _, s := range []struct{ name, key string }{{"Steps", "steps"}, {"Sampler", "sampler_name"}, {"Schedule type", "scheduler"},
			{"CFG scale", "cfg"}, {"Denoising strength", "denoise"}} {
			if v := g.value(sampler.inputs, s.key); v != "" {
				t.pairs = append(t.pairs, dialect.Pair{Key: s.name, Value: v})
			}
		}
	}
	if t.made.Prompt == "" {
		t.made.Prompt = g.firstWords()
	}
	return t, t.made.Prompt != ""
}

// ids are the nodes in the order of their numbers.
func (g graph) ids() []string {
	return slices.SortedFunc(maps.Keys(g), func(a, b string) int {
		n, _ := strconv.Atoi(a)
		m, _ := strconv.Atoi(b)
		return cmp.Or(cmp.Compare(n, m), strings.Compare(a, b))
	})
}

// sampler is the first node that has both links; samplers for refining come
// later.
func (g graph) sampler() (node, bool) {
	for _, id := range g.ids() {
		n := g[id]
		if _, linked := n.inputs["positive"].([]any); linked && n.inputs["negative"] != nil && n.inputs["latent_image"] != nil {
			return n, true
		}
	}
	return node{}, false
}

// follow walks a link back through the nodes before it, the nearest first, until
// a node is what is looked for. What is seen already is passed by.
func (g graph) follow(link any, seen map[string]bool, found func(node) bool) {
	links := []any{link}
	for len(links) > 0 {
		id, ok := linked(links[0])
		links = links[1:]
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		n := g[id]
		if found(n) {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(n.inputs)) {
			links = append(links, n.inputs[key])
		}
	}
}

// linked is the node that a link goes to.
func linked(v any) (id string, ok bool) {
	l, ok := v.([]any)
	if !ok || len(l) != 2 {
		return "", false
	}
	id, ok = l[0].(string)
	return id, ok
}

// words are the first text behind a link. own is the input that nodes have that
// hold both texts.
func (g graph) words(link any, own string, seen map[string]bool) (text string) {
	g.follow(link, seen, func(n node) bool {
		for _, key := range []string{own, "text", "text_g", "text_l", "t5xxl", "clip_l", "prompt", "string", "value"} {
			if s, ok := n.inputs[key].(string); ok && strings.TrimSpace(s) != "" {
				text = strings.TrimSpace(s)
				return true
			}
		}
		return false
	})
	return text
}

// firstWords is the first text of a node that turns words into conditioning.
func (g graph) firstWords() string {
	seen := map[string]bool{} // by all: where nothing was found nothing is
	for _, id := range g.ids() {
		if strings.Contains(g[id].class, "TextEncode") {
			if text := g.words([]any{id, 0}, "text", seen); text != "" {
				return text
			}
		}
	}
	return ""
}

func (g graph) size(link any) (width, height int) {
	g.follow(link, map[string]bool{}, func(n node) bool {
		width, height = n.inputs.number("width"), n.inputs.number("height")
		return width > 0 && height > 0
	})
	return width, height
}

func (g graph) model(link any) (name string) {
	g.follow(link, map[string]bool{}, func(n node) bool {
		name = cmp.Or(n.inputs.text("ckpt_name"), n.inputs.text("unet_name"), n.inputs.text("model_name"))
		return name != ""
	})
	return name
}

// value is an input's value, also where another node gives it.
func (g graph) value(inputs object, key string) string {
	if _, isLink := linked(inputs[key]); !isLink {
		return inputs.text(key)
	}
	value := ""
	g.follow(inputs[key], map[string]bool{}, func(n node) bool {
		value = cmp.Or(n.inputs.text(key), n.inputs.text("value"), n.inputs.text("seed"))
		return true
	})
	return value
}
