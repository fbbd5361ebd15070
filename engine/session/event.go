package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"easel/engine/prompt"
)

// Event is one thing that happened, and once applied a node of the tree.
type Event struct {
	ID     string    // sorts by time (UUIDv7)
	Parent string    // the node it was done at; empty at the root
	Time   time.Time // UTC
	Body   Body
}

// Body is what happened: one of the types below.
type Body interface{ kind() string }

// Said is a message that a person sent.
type Said struct {
	Text string `json:"text"`
}

// Answered is a reply that made no round: an answer to a question, or a
// message that could not be followed. Its parent is the message.
type Answered struct {
	Reply     string `json:"reply"`
	Generator string `json:"generator"`
	Model     string `json:"model,omitempty"`
	Cut       bool   `json:"cut,omitempty"` // it was stopped or broke off
}

// Rounded is a round: the reply, the rewritten prompt, its variations. Its
// parent is the message, or the node at which another round was asked for.
// The rewrite becomes current.
type Rounded struct {
	Reply      string             `json:"reply"`
	Rewrite    prompt.Prompt      `json:"rewrite"`
	Variations []prompt.Variation `json:"variations"`
	Generator  string             `json:"generator"`
	Model      string             `json:"model,omitempty"`
	Cut        bool               `json:"cut,omitempty"` // it was stopped or broke off; what came is here
}

// Picked makes a prompt that stands in the session the current one.
type Picked struct {
	PromptID string `json:"prompt_id"`
}

// Locked makes a prompt that stands in the session the current one, with these
// locks and no others. Locks stay in force from there on: a picked prompt has
// those whose words it has, and what is rewritten keeps them.
type Locked struct {
	PromptID string        `json:"prompt_id"`
	Locks    []prompt.Lock `json:"locks"` // in the order of the text; none unlocks it
}

// Edited is a prompt changed by hand; it becomes current.
type Edited struct {
	From   string        `json:"from"` // id of the prompt that was edited
	Prompt prompt.Prompt `json:"prompt"`
}

// Used is a prompt that came from elsewhere (typed, pasted, a favourite) and
// is current unaltered.
type Used struct {
	Prompt prompt.Prompt `json:"prompt"`
	// Line is the whole text that the prompt stood in, where that held more than
	// words: a Midjourney line with its parameters. Empty otherwise.
	Line string `json:"line,omitempty"`
}

// Generated is one generation with the pictures that were saved of it.
type Generated struct {
	Prompt    prompt.Prompt   `json:"prompt"` // exactly what was sent
	Generator string          `json:"generator"`
	Model     string          `json:"model,omitempty"`
	Settings  prompt.Settings `json:"settings"`
	Images    []Image         `json:"images"`
	CostUSD   *float64        `json:"cost_usd"`          // nil is unknown
	Problem   string          `json:"problem,omitempty"` // why pictures are missing
	Took      time.Duration   `json:"took"`
}

// Image is one saved picture.
type Image struct {
	Path          string   `json:"path"` // absolute
	Width         int      `json:"width"`
	Height        int      `json:"height"`
	Seed          *uint32  `json:"seed"` // nil where the generator has none
	Bytes         int64    `json:"bytes"`
	SHA256        string   `json:"sha256"` // of the file, hexadecimal
	RevisedPrompt string   `json:"revised_prompt,omitempty"`
	NotDrawn      []string `json:"not_drawn,omitempty"`
}

// Kept puts a prompt among the favourites.
type Kept struct {
	FavouriteID string        `json:"favourite_id"`
	Prompt      prompt.Prompt `json:"prompt"`
}

// Dropped takes a prompt out of the favourites. It is a step, so that undo brings
// the favourite back, unless it was done elsewhere: in the library, while the
// session was closed.
type Dropped struct {
	FavouriteID string        `json:"favourite_id"`
	Prompt      prompt.Prompt `json:"prompt"`
	Elsewhere   bool          `json:"elsewhere,omitempty"`
}

// Moved puts the head on another node: undo, redo, or a jump in the tree.
type Moved struct {
	To string `json:"to"` // a node's id; empty is the root, before anything was current
}

// Titled renames the session.
type Titled struct {
	Title string `json:"title"`
}

func (Said) kind() string      { return "said" }
func (Answered) kind() string  { return "answered" }
func (Rounded) kind() string   { return "rounded" }
func (Picked) kind() string    { return "picked" }
func (Locked) kind() string    { return "locked" }
func (Edited) kind() string    { return "edited" }
func (Used) kind() string      { return "used" }
func (Generated) kind() string { return "generated" }
func (Kept) kind() string      { return "kept" }
func (Dropped) kind() string   { return "dropped" }
func (Moved) kind() string     { return "moved" }
func (Titled) kind() string    { return "titled" }

// Kind is the stored name of what happened.
func (e Event) Kind() string { return e.Body.kind() }

// EncodeBody writes what happened as JSON, to be stored beside its kind.
func EncodeBody(b Body) ([]byte, error) { return json.Marshal(b) }

// ErrUnknownKind is a kind of event that this program does not know: a newer
// one wrote it.
var ErrUnknownKind = errors.New("unknown kind of event")

// DecodeBody reads back what EncodeBody wrote. An unknown kind is
// ErrUnknownKind.
func DecodeBody(kind string, data []byte) (Body, error) {
	switch kind {
	case "said":
		return decode[Said](data)
	case "answered":
		return decode[Answered](data)
	case "rounded":
		return decode[Rounded](data)
	case "picked":
		return decode[Picked](data)
	case "locked":
		return decode[Locked](data)
	case "edited":
		return decode[Edited](data)
	case "used":
		return decode[Used](data)
	case "generated":
		return decode[Generated](data)
	case "kept":
		return decode[Kept](data)
	case "dropped":
		return decode[Dropped](data)
	case "moved":
		return decode[Moved](data)
	case "titled":
		return decode[Titled](data)
	}
	return nil, fmt.Errorf("session: %w: %q", ErrUnknownKind, kind)
}

func decode[B Body](data []byte) (Body, error) {
	var b B
	if err := json.Unmarshal(data, &b); err != nil {
		return nil, fmt.Errorf("session: reading a %s event: %w", b.kind(), err)
	}
	return b, nil
}
