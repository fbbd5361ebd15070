package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
)

// PictureEvent is one event of a call that makes pictures, or its whole answer
// when the server does not stream.
type PictureEvent struct {
	// Type is what the event is: "image_generation.partial_image",
	// "image_generation.completed", "image_edit....", or "" for a whole answer.
	Type string
	// Fields is the JSON with each picture's data replaced by a reference,
	// to be decoded into a struct and given to Picture.
	Fields json.RawMessage
	// Pictures is what arrived, in order, as files. They belong to the
	// receiver, who removes them once they are saved.
	Pictures []*Spooled
}

// Picture is the file that a field of Fields stands for; nil when the field is
// no reference.
func (e PictureEvent) Picture(field string) *Spooled {
	for _, s := range e.Pictures {
		if s.reference == field {
			return s
		}
	}
	return nil
}

// Pictures makes a call that answers with pictures: a stream of events, or one
// JSON document, whatever Call.Stream asked for. Base64 goes to files of
// Limits.Picture at most while it arrives, never to memory. The sequence ends
// after the last event, or with a *problem.Problem; events before it stay
// good. A stream that ends without a "completed" event was cut. Of an answer
// that breaks off, the finished pictures that came whole come before the error.
func (c *Client) Pictures(ctx context.Context, call Call) iter.Seq2[PictureEvent, error] {
	return func(yield func(PictureEvent, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		l := c.options.Limits
		resp, err := c.do(ctx, call, plan{idle: l.PictureIdle, whole: l.Pictures, raw: true})
		if err != nil {
			yield(PictureEvent{}, err)
			return
		}
		defer resp.Body.Close()
		source := newBufioReader(resp.Body)
		first, err := source.first()
		if err != nil {
			yield(PictureEvent{}, c.ended(ctx, cutOr(err)))
			return
		}
		if first == '{' || first == '[' {
			event, err := c.wholeAnswer(source, call.Pictures)
			if (err == nil || len(event.Pictures) > 0) && !yield(event, nil) {
				return
			}
			if err != nil {
				yield(PictureEvent{}, c.ended(ctx, err))
			}
			return
		}
		c.stream(ctx, source, call.Pictures, yield)
	}
}

// wholeAnswer reads one document.
func (c *Client) wholeAnswer(r io.Reader, named []string) (PictureEvent, error) {
	x := c.newExtractor(named)
	_, err := io.Copy(x, r)
	if err == nil && !x.whole() {
		err = ErrCut
	}
	event, err := c.event("", x, cutOr(err))
	if err != nil {
		event = x.rescued("")
	}
	return event, err
}

// rescued is the pictures that came whole in an answer that did not: they are
// paid for. The rest of it is dropped.
func (x *extractor) rescued(kind string) PictureEvent {
	whole := x.pictures
	x.pictures = nil
	x.drop()
	data := make([]map[string]string, len(whole))
	for i, s := range whole {
		data[i] = map[string]string{pictureField: s.reference}
	}
	fields, err := json.Marshal(map[string]any{"data": data})
	if err != nil {
		panic(err) // texts alone
	}
	return PictureEvent{Type: kind, Fields: fields, Pictures: whole}
}

// stream reads events until the stream ends.
func (c *Client) stream(ctx context.Context, source *bufioReader, named []string, yield func(PictureEvent, error) bool) {
	events := &eventReader{r: source.Reader}
	completed := false
	for {
		x := c.newExtractor(named)
		ev, err := events.next(x)
		text := strings.TrimSpace(x.out.String())
		if done := text == "[DONE]"; err == nil && done || errors.Is(err, io.EOF) && completed {
			x.drop()
			if !completed {
				yield(PictureEvent{}, c.ended(ctx, ErrCut))
			}
			return
		}
		if err == nil && text == "" {
			continue
		}
		if err == nil && !x.whole() {
			err = ErrCut
		}
		event, err := c.event(ev.name, x, cutOr(err))
		if err != nil {
			c.broken(ctx, ev, x, err, yield)
			return
		}
		completed = completed || strings.HasSuffix(event.Type, "completed")
		if !yield(event, nil) {
			return
		}
	}
}

// broken ends a stream with an error, after the picture of the event that
// broke if that is finished and whole.
func (c *Client) broken(ctx context.Context, ev event, x *extractor, err error, yield func(PictureEvent, error) bool) {
	finished := strings.HasSuffix(ev.name, "completed") || bytes.Contains(x.out.Bytes(), []byte(`.completed"`))
	if !finished {
		x.drop()
	} else if e := x.rescued(ev.name); len(e.Pictures) > 0 && !yield(e, nil) {
		return
	}
	yield(PictureEvent{}, c.ended(ctx, err))
}

// event makes an event of what the extractor read, or the error that it is.
func (c *Client) event(name string, x *extractor, err error) (PictureEvent, error) {
	if err != nil {
		return PictureEvent{}, err
	}
	raw := c.withoutKey(bytes.TrimSpace(x.out.Bytes()))
	var head struct {
		Type  string          `json:"type"`
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return PictureEvent{}, malformed("an event that is not JSON", nil)
	}
	if head.Type == "" {
		head.Type = name
	}
	if !isNull(head.Error) || head.Type == "error" {
		e := parseError(raw)
		e.Status = 200
		t := transport{words: c.words}
		return PictureEvent{}, t.redacted(e)
	}
	return PictureEvent{Type: head.Type, Fields: raw, Pictures: x.pictures}, nil
}
