package wire

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// chunk is what the door looks at in an event of a chat; the rest is not
// needed by anybody.
type chunk struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type,omitempty"`
	Model   string          `json:"model,omitempty"`
	Choices []choice        `json:"choices"`
	Usage   json.RawMessage `json:"usage,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

type choice struct {
	Index        int     `json:"index"`
	Delta        *delta  `json:"delta,omitempty"`
	Message      *delta  `json:"message,omitempty"`
	FinishReason *string `json:"finish_reason,omitempty"`
}

type delta struct {
	Role             string          `json:"role,omitempty"`
	Content          json.RawMessage `json:"content,omitempty"` // text, null, or a list of parts
	Refusal          *string         `json:"refusal,omitempty"`
	Reasoning        json.RawMessage `json:"reasoning,omitempty"` // Ollama's and OpenRouter's name of the next
	ReasoningContent string          `json:"reasoning_content,omitempty"`
}

// mend makes a choice readable for go-openai and says whether it had to.
func (c *choice) mend() bool {
	if c.Delta == nil {
		return false
	}
	changed := false
	if d := c.Delta; !isNull(d.Reasoning) {
		if d.ReasoningContent == "" {
			d.ReasoningContent = textOf(d.Reasoning)
		}
		d.Reasoning, changed = nil, true
	}
	if d := c.Delta; len(d.Content) > 0 && d.Content[0] != '"' {
		d.Content, changed = quoted(textOf(d.Content)), true
	}
	return changed
}

// textOf is a text, or the text parts of a list one after the other.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var parts []struct {
		Text string `json:"text"`
	}
	if json.Unmarshal(raw, &parts) != nil {
		return ""
	}
	for _, p := range parts {
		text += p.Text
	}
	return text
}

func quoted(text string) json.RawMessage {
	raw, _ := json.Marshal(text) // of a string: cannot fail
	return raw
}

// bufioReader is a bufio.Reader that can look for the first byte that is no
// space.
type bufioReader struct{ *bufio.Reader }

func newBufioReader(r io.Reader) *bufioReader {
	return &bufioReader{bufio.NewReaderSize(r, 64<<10)}
}

// first skips spaces and a byte order mark and gives the byte after them,
// which stays.
func (b *bufioReader) first() (byte, error) {
	for {
		c, err := b.ReadByte()
		if err != nil {
			return 0, err
		}
		if !blank(c) {
			return c, b.UnreadByte()
		}
	}
}

// blank says whether a byte is space or part of a byte order mark.
func blank(c byte) bool { return strings.IndexByte(" \t\r\n\xef\xbb\xbf", c) >= 0 }

// limitedBuffer is memory with an end.
type limitedBuffer struct {
	bytes.Buffer
	limit int64
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if int64(b.Len())+int64(len(p)) > b.limit {
		return 0, ErrTooLarge
	}
	return b.Buffer.Write(p)
}
