package picture

import (
	"encoding/json"
	"time"
)

// schemaVersion is the version of [Made] as it stands in a file. A newer one is read
// as far as it is known.
const schemaVersion = 1

// Made is everything that made a picture. As JSON it is the "easel" chunk of a
// PNG.
type Made struct {
	Schema  int       `json:"schema"` // set when written
	Easel   string    `json:"easel"`  // version of the program, "1.0"
	Created time.Time `json:"created"`

	Prompt        string `json:"prompt"` // exactly what was sent
	Negative      string `json:"negative"`
	RevisedPrompt string `json:"revised_prompt,omitempty"` // what the generator says it painted

	Generator  string            `json:"generator"`
	Model      string            `json:"model"`
	Quality    string            `json:"quality,omitempty"`
	Own        map[string]string `json:"own,omitempty"`        // the generator's own parameters
	References []string          `json:"references,omitempty"` // SHA-256 of the pictures it started from, hexadecimal: their paths would tell of the person
	Mask       string            `json:"mask,omitempty"`       // SHA-256 of the file that said which part of the first of them is painted anew; empty for all of it
	Vary       bool              `json:"vary,omitempty"`       // it is like the one it started from; the prompt was not sent
	Seed       *uint32           `json:"seed"`                 // nil where the generator has none
	Width      int               `json:"width"`                // pixels; set from the picture itself when written
	Height     int               `json:"height"`               // pixels; set from the picture itself when written
	CostUSD    *float64          `json:"cost_usd"`             // nil is unknown, 0 is free
	NotDrawn   []string          `json:"not_drawn,omitempty"`

	Axes map[string]string `json:"axes,omitempty"` // what the prompt decides, by the axis's name

	Session      string   `json:"session,omitempty"`      // id
	Generation   string   `json:"generation,omitempty"`   // id
	Conversation []Turn   `json:"conversation,omitempty"` // up to this picture, oldest first
	Parents      []string `json:"parents,omitempty"`      // ids of the prompts this one came from, nearest first
}

// Turn is one message of the conversation that led to a picture.
type Turn struct {
	Role string `json:"role"` // "user" or "assistant"
	Text string `json:"text"`
}

// encode is the JSON of the easel chunk. The conversation, which alone can be
// long, is left out when the whole would be more than a reader takes; ok is
// false when even that does not help.
func (m Made) encode() (data []byte, ok bool) {
	m.Schema = schemaVersion
	data, err := json.Marshal(m)
	if err == nil && len(data) > maxText {
		m.Conversation = nil
		data, err = json.Marshal(m)
	}
	return data, err == nil && len(data) <= maxText
}

// decodeMade reads an easel chunk; ok is false for what is none.
func decodeMade(data []byte) (m *Made, ok bool) {
	m = &Made{}
	err := json.Unmarshal(data, m)
	return m, err == nil && m.Schema >= 1
}
