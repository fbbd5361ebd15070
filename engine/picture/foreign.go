package picture

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"easel/engine/dialect"
)

// The keywords under which other programs write, and what they write.
const (
	invokeKeyword  = "invokeai_metadata" // JSON
	moldKeyword    = "mold:parameters"   // JSON
	fooocusKeyword = "fooocus_scheme"    // "fooocus" or "a1111": what is under parameters
	comfyKeyword   = "prompt"            // a graph as JSON
)

func isKnown(keyword string) bool {
	switch keyword {
	case easelKeyword, parametersKeyword, invokeKeyword, moldKeyword, fooocusKeyword, comfyKeyword:
		return true
	}
	return false
}

// mostSide is where a side in pixels, as a text tells it, is none any more.
const mostSide = 1 << 20

// tell finds out from a picture's texts, by keyword, what made it. The first
// program whose text makes sense has it; Easel's own comes before all.
func (i *Info) tell(texts map[string]string) {
	i.Parameters = texts[parametersKeyword]
	for _, read := range []func(map[string]string) (told, bool){readEasel, readInvoke, readMold, readFooocus, readSwarm, readInfotext, readComfy} {
		t, ok := read(texts)
		if !ok {
			continue
		}
		i.Made, i.Source, i.Pairs = t.made, t.source, t.pairs
		if w, h := i.Made.Width, i.Made.Height; min(w, h) <= 0 || max(w, h) > mostSide {
			i.Made.Width, i.Made.Height = i.Width, i.Height
		}
		return
	}
}

// told is what one program's text says.
type told struct {
	made   *Made
	source string
	pairs  []dialect.Pair
}

func readEasel(texts map[string]string) (told, bool) {
	made, ok := decodeMade([]byte(texts[easelKeyword]))
	if !ok {
		return told{}, false
	}
	var pairs []dialect.Pair
	if p := texts[parametersKeyword]; p != "" {
		_, pairs = madeFromInfotext(p)
	}
	return told{made, SourceEasel, pairs}, true
}

func readInfotext(texts map[string]string) (told, bool) {
	p := texts[parametersKeyword]
	if p == "" || strings.HasPrefix(strings.TrimSpace(p), "{") {
		return told{}, false
	}
	made, pairs := madeFromInfotext(p)
	return told{made, SourceA1111, pairs}, true
}

func readInvoke(texts map[string]string) (told, bool) {
	o, ok := readObject(texts[invokeKeyword])
	if !ok || !o.has("positive_prompt") {
		return told{}, false
	}
	return o.told(SourceInvoke, keys{prompt: "positive_prompt", negative: "negative_prompt"}), true
}

func readMold(texts map[string]string) (told, bool) {
	o, ok := readObject(texts[moldKeyword])
	if !ok || !o.has("prompt") && !o.has("original_prompt") {
		return told{}, false
	}
	return o.told(SourceMold, keys{prompt: "prompt", otherwise: "original_prompt", negative: "negative_prompt"}), true
}

func readFooocus(texts map[string]string) (told, bool) {
	scheme := strings.TrimSpace(texts[fooocusKeyword])
	if scheme == "" {
		return told{}, false
	}
	if o, ok := readObject(texts[parametersKeyword]); ok && o.has("prompt") {
		return o.told(SourceFooocus, keys{prompt: "prompt", negative: "negative_prompt"}), true
	}
	t, ok := readInfotext(texts)
	t.source = SourceFooocus
	return t, ok
}

func readSwarm(texts map[string]string) (told, bool) {
	whole, ok := readObject(texts[parametersKeyword])
	if !ok {
		return told{}, false
	}
	o, ok := whole["sui_image_params"].(map[string]any)
	if !ok || !object(o).has("prompt") {
		return told{}, false
	}
	return object(o).told(SourceSwarm, keys{prompt: "prompt", negative: "negativeprompt"}), true
}

// object is JSON of a program, whose numbers may be texts.
type object map[string]any

func readObject(text string) (object, bool) {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return nil, false
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber() // seeds have up to 64 bits
	var o object
	return o, d.Decode(&o) == nil && o != nil
}

func (o object) has(key string) bool { return o.text(key) != "" }

// text is a value as it stands there; of a list, its parts.
func (o object) text(key string) string {
	switch v := o[key].(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, part := range v {
			if s, ok := part.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any: // InvokeAI's models
		return cmp.Or(object(v).text("name"), object(v).text("model_name"), object(v).text("key"))
	}
	return ""
}

func (o object) number(key string) int {
	n, err := strconv.ParseFloat(o.text(key), 64)
	if err != nil || n < 0 || n > mostSide {
		return 0
	}
	return int(n)
}

// keys are the names that a program has for what is not called alike by all.
type keys struct{ prompt, otherwise, negative string }

var resolution = regexp.MustCompile(`^\(?(\d+)\s*[,x]\s*(\d+)\)?$`)

// told reads what all of these programs have in some form.
func (o object) told(source string, k keys) told {
	m := &Made{
		Prompt: cmp.Or(o.text(k.prompt), o.text(k.otherwise)), Negative: o.text(k.negative),
		Model: cmp.Or(o.text("model"), o.text("base_model")), Width: o.number("width"), Height: o.number("height"),
	}
	if sides := resolution.FindStringSubmatch(o.text("resolution")); sides != nil && m.Width == 0 {
		m.Width, _ = strconv.Atoi(sides[1])
		m.Height, _ = strconv.Atoi(sides[2])
	}
	t := told{made: m, source: source}
	t.setSeed(o.text("seed"))
	for _, s := range []struct {
		name string
		keys []string
	}{
		{"Steps", []string{"steps"}}, {"Sampler", []string{"sampler", "scheduler"}},
		{"CFG scale", []string{"cfg_scale", "cfgscale", "guidance_scale", "guidance", "cfg"}}, {"Denoising strength", []string{"strength"}},
		{"Version", []string{"app_version", "swarm_version", "version"}},
	} {
		for _, key := range s.keys {
			if v := o.text(key); v != "" {
				t.pairs = append(t.pairs, dialect.Pair{Key: s.name, Value: v})
				break
			}
		}
	}
	return t
}

// setSeed takes a seed of 32 bits; a longer one is told as it stands.
func (t *told) setSeed(text string) {
	if text == "" {
		return
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.pairs = append(t.pairs, dialect.Pair{Key: "Seed", Value: text})
		return
	}
	t.made.Seed = new(uint32(n))
}
