package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// cleaned turns whatever answers a streaming chat into the events that
// go-openai reads: one line of data each, nothing between them, [DONE] after a
// finish_reason and only then. Errors inside the stream end it as errors of
// Read, wherever they stand.
type cleaned struct {
	events   *eventReader
	source   *bufioReader
	limits   Limits
	words    wording
	data     limitedBuffer
	out      bytes.Buffer
	finished bool // a finish_reason came
	plain    bool // one JSON answer instead of a stream
	err      error
}

func newCleaned(r io.Reader, l Limits, w wording) *cleaned {
	source := newBufioReader(r)
	return &cleaned{source: source, limits: l, words: w, data: limitedBuffer{limit: l.Line}}
}

// Read gives the next events.
func (c *cleaned) Read(p []byte) (int, error) {
	for c.out.Len() == 0 && c.err == nil {
		c.err = c.fill()
	}
	if c.out.Len() > 0 {
		return c.out.Read(p)
	}
	return 0, c.err
}

// fill reads one event and writes what go-openai gets of it.
func (c *cleaned) fill() error {
	if c.events == nil && !c.plain {
		first, err := c.source.first()
		if err != nil {
			return cutOr(err)
		}
		c.plain = first == '{' || first == '['
		c.events = &eventReader{r: c.source.Reader}
	}
	if c.plain {
		return c.wholeAnswer()
	}
	c.data.Reset()
	ev, err := c.events.next(&c.data)
	switch {
	case errors.Is(err, io.EOF) && c.finished:
		c.out.WriteString("data: [DONE]\n\n")
		return io.EOF
	case err != nil:
		return cutOr(err)
	}
	return c.take(ev, bytes.TrimSpace(c.data.Bytes()))
}

// cutOr is ErrCut for an end that came too early, however it shows.
func cutOr(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrCut
	}
	return err
}

// take handles the data of one event.
func (c *cleaned) take(ev event, data []byte) error {
	switch {
	case len(data) == 0:
		return nil
	case string(data) == "[DONE]" && c.finished:
		c.out.WriteString("data: [DONE]\n\n")
		return io.EOF
	case string(data) == "[DONE]":
		return ErrCut
	case !depthWithin(data, c.limits.Depth):
		return malformed("nested too deep", nil)
	}
	var chunk chunk
	if err := json.Unmarshal(data, &chunk); err != nil {
		switch {
		case ev.name == "error":
			return c.failed(data)
		case ev.cut:
			return ErrCut
		}
		return malformed("an event that is not JSON", nil)
	}
	if ev.name == "error" || !isNull(chunk.Error) || chunk.Type == "error" {
		return c.failed(data)
	}
	return c.emit(data, &chunk)
}

// failed is the error that an event tells.
func (c *cleaned) failed(data []byte) error {
	e := parseError(data)
	e.Status = 200
	t := transport{words: c.words}
	return t.redacted(e)
}

// emit writes a chunk, rewritten only where go-openai would not read it.
func (c *cleaned) emit(data []byte, chunk *chunk) error {
	rewrite := false
	for i := range chunk.Choices {
		choice := &chunk.Choices[i]
		if choice.FinishReason != nil && *choice.FinishReason != "" {
			c.finished = true
		}
		rewrite = choice.mend() || rewrite
	}
	if rewrite {
		var err error
		if data, err = json.Marshal(chunk); err != nil {
			return malformed("an event", err)
		}
	}
	c.out.WriteString("data: ")
	if err := json.Compact(&c.out, data); err != nil { // data over several lines becomes one
		return malformed("an event", err)
	}
	c.out.WriteString("\n\n")
	return nil
}

// wholeAnswer makes a stream of an answer that came in one piece.
func (c *cleaned) wholeAnswer() error {
	if _, err := io.Copy(&c.data, c.source); err != nil {
		return err
	}
	data := bytes.TrimSpace(c.data.Bytes())
	if !depthWithin(data, c.limits.Depth) {
		return malformed("nested too deep", nil)
	}
	var answer chunk
	if err := json.Unmarshal(data, &answer); err != nil {
		if data[0] == '[' {
			return c.failed(data)
		}
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) && strings.Contains(err.Error(), "unexpected end") {
			return ErrCut
		}
		return malformed("an answer that is not JSON", nil)
	}
	if !isNull(answer.Error) || len(answer.Choices) == 0 {
		if e := parseError(data); isNull(answer.Error) && e.Message == "" && e.Code == "" {
			return malformed("an answer without choices", nil)
		}
		return c.failed(data)
	}
	for i := range answer.Choices {
		choice := &answer.Choices[i]
		if choice.Message != nil {
			choice.Delta, choice.Message = choice.Message, nil
		}
		if choice.FinishReason == nil { // the answer is whole: its JSON closed
			stop := "stop"
			choice.FinishReason = &stop
		}
	}
	encoded, err := json.Marshal(answer)
	if err == nil {
		err = c.emit(encoded, &answer)
	}
	if err != nil {
		return err
	}
	c.out.WriteString("data: [DONE]\n\n")
	return io.EOF
}

// isNull says whether a field is missing, null, or empty.
func isNull(raw json.RawMessage) bool {
	switch string(raw) {
	case "", "null", "{}", `""`, "[]", "false":
		return true
	}
	return false
}
