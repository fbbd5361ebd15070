package wire

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// event is one server-sent event without its data.
type event struct {
	name string // of its event: line; empty for none
	data bool   // whether there was a data line
	cut  bool   // the stream ended in it
}

// eventReader splits a stream of server-sent events, as
// https://html.spec.whatwg.org/multipage/server-sent-events.html defines it:
// lines end with LF, CRLF or CR; comments and unknown fields are skipped; the
// data lines of an event are joined with LF. Data is written out as it
// arrives, so that a line of many megabytes takes no memory here.
type eventReader struct {
	r      *bufio.Reader
	begun  bool
	skipLF bool // the last line ended with CR: an LF that follows belongs to it
}

// longestName is what is kept of an event's name.
const longestName = 128

// next reads one event and writes its data to w. An event that the stream
// ends in counts as whole, as not every server closes with an empty line. The
// error is io.EOF at the end, w's, or the stream's.
func (e *eventReader) next(w io.Writer) (event, error) {
	var ev event
	for {
		line, err := e.line(w, &ev)
		switch {
		case err != nil && (!errors.Is(err, io.EOF) || !ev.data):
			return ev, err
		case err != nil:
			ev.cut = true
			return ev, nil
		case line == lineEmpty && ev.data:
			return ev, nil
		case line == lineEmpty:
			ev = event{}
		}
	}
}

type lineKind int

const (
	lineEmpty lineKind = iota
	lineOther
)

// line reads one line into ev and w.
func (e *eventReader) line(w io.Writer, ev *event) (lineKind, error) {
	field, ended, err := e.field()
	if err != nil || len(field) == 0 && ended {
		return lineEmpty, err
	}
	sink := io.Discard
	var name prefix
	switch string(field) {
	case "data":
		sink = w
		if ev.data {
			if _, err := w.Write([]byte{'\n'}); err != nil {
				return lineOther, err
			}
		}
		ev.data = true
	case "event":
		sink = &name
	}
	if !ended {
		err = e.value(sink)
	}
	if string(field) == "event" {
		ev.name = string(name)
	}
	return lineOther, err
}

// prefix keeps the beginning of what is written to it.
type prefix []byte

func (p *prefix) Write(b []byte) (int, error) {
	*p = append(*p, b[:min(len(b), max(longestName-len(*p), 0))]...)
	return len(b), nil
}

// field reads the name of a field and the colon after it. ended says that the
// line ended with it. A long run without a colon is read as a field of no
// interest.
func (e *eventReader) field() (name []byte, ended bool, err error) {
	if !e.begun {
		e.begun = true
		if bom, _ := e.r.Peek(3); string(bom) == "\xef\xbb\xbf" {
			_, _ = e.r.Discard(3) // it was just peeked at
		}
	}
	for len(name) < 8 {
		c, err := e.r.ReadByte()
		switch {
		case err != nil && len(name) > 0 && errors.Is(err, io.EOF):
			return name, true, nil
		case err != nil:
			return nil, true, err
		case c == '\n' && e.skipLF && len(name) == 0:
			e.skipLF = false
			continue
		}
		e.skipLF = c == '\r'
		switch c {
		case '\n', '\r':
			return name, true, nil
		case ':':
			return append(name, []byte(nil)...), false, e.skipSpace()
		}
		name = append(name, c)
	}
	return name, false, nil
}

// skipSpace skips the one space that may follow a colon.
func (e *eventReader) skipSpace() error {
	c, err := e.r.ReadByte()
	switch {
	case errors.Is(err, io.EOF):
		return nil // the value is empty; the next read says so again
	case err != nil:
		return err
	case c != ' ':
		return e.r.UnreadByte()
	}
	return nil
}

// value writes the rest of a line to w.
func (e *eventReader) value(w io.Writer) error {
	for {
		if _, err := e.r.Peek(1); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		chunk, _ := e.r.Peek(e.r.Buffered()) // what is there already
		i := bytes.IndexAny(chunk, "\r\n")
		if i < 0 {
			i = len(chunk)
		}
		if _, err := w.Write(chunk[:i]); err != nil {
			return err
		}
		if i == len(chunk) {
			_, _ = e.r.Discard(i) // it was just peeked at
			continue
		}
		e.skipLF = chunk[i] == '\r'
		_, _ = e.r.Discard(i + 1)
		return nil
	}
}
