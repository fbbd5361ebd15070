package exchange

import (
	"cmp"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"easel/engine/library"
	"easel/engine/prompt"
)

// collection is our own JSON: everything that a favourite is.
type collection struct {
	Easel      string     `json:"easel"` // "favourites"
	Version    int        `json:"version"`
	Favourites []exported `json:"favourites"`
}

type exported struct {
	Title    string                 `json:"title"`
	Name     string                 `json:"name,omitempty"`
	Text     string                 `json:"text"`
	Negative string                 `json:"negative,omitempty"`
	Axes     map[prompt.Axis]string `json:"axes,omitempty"`
	Locks    []prompt.Lock          `json:"locks,omitempty"`
	Tags     []string               `json:"tags,omitempty"`
	Note     string                 `json:"note,omitempty"`
	Created  time.Time              `json:"created"`
	Recipe   library.Recipe         `json:"recipe"`
	Picture  string                 `json:"picture,omitempty"`
}

// WriteOwn writes our own JSON, which loses nothing.
func WriteOwn(w io.Writer, all []library.Favourite) error {
	c := collection{Easel: "favourites", Version: 1, Favourites: []exported{}}
	for _, f := range all {
		c.Favourites = append(c.Favourites, exported{f.Title, f.Name, f.Text, f.Negative, f.Axes, f.Locks, f.Tags, f.Note, f.Created, f.Recipe, f.Picture})
	}
	return writeJSON(w, c)
}

// preset is one of InvokeAI's, in the form that it exports or the one that its
// files have.
type preset struct {
	Name     string  `json:"name"`
	Prompt   string  `json:"prompt,omitempty"`
	Positive string  `json:"positive_prompt,omitempty"`
	Negative string  `json:"negative_prompt"`
	Data     *preset `json:"preset_data,omitempty"`
}

// WriteInvokeJSON writes presets for InvokeAI.
func WriteInvokeJSON(w io.Writer, all []library.Favourite) error {
	list := []preset{}
	taken := map[string]int{}
	for _, f := range all {
		list = append(list, preset{Name: unique(taken, f.Title), Prompt: f.Text, Negative: f.Negative})
	}
	return writeJSON(w, list)
}

func writeJSON(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}

// unique numbers a name that was taken: other programs go by it.
func unique(taken map[string]int, name string) string {
	taken[name]++
	if n := taken[name]; n > 1 {
		return name + " " + strconv.Itoa(n)
	}
	return name
}

// presets takes our own JSON, InvokeAI's, or a list of texts.
func (f *Found) presets(path, text string) {
	text = strings.TrimSpace(text)
	var own struct {
		Favourites []json.RawMessage `json:"favourites"`
	}
	var list []json.RawMessage
	err := json.Unmarshal([]byte(text), &list)
	if strings.HasPrefix(text, "{") {
		err = json.Unmarshal([]byte(text), &own)
		if list = own.Favourites; err == nil && list == nil {
			list = []json.RawMessage{json.RawMessage(text)} // one alone
		}
	}
	if err != nil {
		f.fault(path, lineOf(text, err), "this is no JSON: "+err.Error())
		return
	}
	line := 1
	for _, raw := range list {
		before, after, _ := strings.Cut(text, string(raw))
		if line += strings.Count(before, "\n"); !f.preset(raw) {
			f.fault(path, line, "there is no prompt in it")
		}
		text, line = after, line+strings.Count(string(raw), "\n")
	}
}

// preset takes one; false for what is none.
func (f *Found) preset(raw json.RawMessage) bool {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		if strings.TrimSpace(text) == "" {
			return false
		}
		f.Favourites = append(f.Favourites, library.Favourite{Text: text})
		return true
	}
	var e exported
	if json.Unmarshal(raw, &e) == nil && strings.TrimSpace(e.Text) != "" {
		f.Favourites = append(f.Favourites, library.Favourite{Title: e.Title, Name: e.Name, Text: e.Text, Negative: e.Negative, Axes: e.Axes,
			Locks: e.Locks, Tags: e.Tags, Note: e.Note, Created: e.Created, Recipe: e.Recipe, Picture: e.Picture})
		return true
	}
	var p preset
	if json.Unmarshal(raw, &p) != nil {
		return false
	}
	if p.Data != nil {
		p.Data.Name = cmp.Or(p.Data.Name, p.Name)
		p = *p.Data
	}
	positive := cmp.Or(p.Prompt, p.Positive)
	if strings.TrimSpace(positive+p.Negative) == "" {
		return false
	}
	f.Favourites = append(f.Favourites, library.Favourite{Title: p.Name, Name: p.Name, Text: positive, Negative: p.Negative})
	return true
}

// lineOf is where JSON broke off.
func lineOf(text string, err error) int {
	wrong, ok := err.(*json.SyntaxError)
	if !ok {
		return 1
	}
	return 1 + strings.Count(text[:min(int(wrong.Offset), len(text))], "\n")
}
