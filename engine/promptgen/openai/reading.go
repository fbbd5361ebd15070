package openai

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// part is one part of an answer, as soon as it is whole.
type part struct {
	kind partKind
	text string // the next piece of the reply, or the part's JSON
}

type partKind int

const (
	replyPart partKind = iota
	promptPart
	variationPart
)

// reading reads an answer while it streams: whatever stands before its JSON is
// skipped; the reply is given piece by piece, the prompt and each variation
// when they close. Each byte is looked at once, so the cost does not grow with
// the length of the answer.
type reading struct {
	state readingState
	key   string
	kind  partKind
	list  bool // the value is an element of the list of variations
	text  textReader
	value valueReader
	ended bool // the outermost object closed
	known bool // a field of ours was there
	inner int  // objects around ours, which some models put there, that are open still
}

type readingState int

const (
	beforeObject readingState = iota
	afterBrace                // "{" was read: only a name or "}" makes it our object
	betweenFields
	inName
	afterName
	beforeValue
	inReply
	inValue
	inList
	afterObject
)

// next reads the next piece of the answer.
func (r *reading) next(piece string) []part {
	var parts []part
	var reply strings.Builder
	for i := 0; i < len(piece); {
		if r.step(piece[i], &reply, &parts) {
			i++
		}
	}
	if reply.Len() > 0 { // a reply never comes after a part in the same piece but for odd servers; order hardly matters then
		parts = append([]part{{replyPart, reply.String()}}, parts...)
	}
	return parts
}

// begun says whether an object was found at all.
func (r *reading) begun() bool { return r.state > afterBrace }

// held is how much there is of a prompt or a variation that is not whole yet, in
// bytes.
func (r *reading) held() int {
	if r.state != inValue || r.kind == replyPart {
		return 0
	}
	return r.value.Len()
}

// step reads one byte and says whether it was taken; if not, it is read again
// in the new state.
func (r *reading) step(c byte, reply *strings.Builder, parts *[]part) bool {
	switch r.state {
	case beforeObject:
		if c == '{' {
			r.state = afterBrace
		}
	case afterBrace:
		return r.opening(c)
	case betweenFields, inName, afterName, beforeValue:
		return r.field(c)
	case inReply:
		if r.text.next(c, reply) {
			r.state = betweenFields
		}
	case inList:
		return r.element(c)
	case inValue:
		return r.inValue(c, parts)
	}
	return true
}

func (r *reading) opening(c byte) bool {
	switch {
	case isSpace(c) || c == '{':
	case c == '"':
		r.state = betweenFields
		return false
	case c == '}':
		r.state, r.ended = afterObject, true
	default:
		r.state = beforeObject
	}
	return true
}

// field reads what is between the values of the outermost object.
func (r *reading) field(c byte) bool {
	switch {
	case r.state == inName:
		var name strings.Builder
		if closed := r.text.next(c, &name); closed {
			r.state = afterName
		}
		if len(r.key) < 64 {
			r.key += name.String()
		}
	case r.state == beforeValue && !isSpace(c):
		return r.beginValue(c)
	case r.state == afterName && c == ':':
		r.state = beforeValue
	case r.state == betweenFields && c == '"':
		r.state, r.key, r.text = inName, "", textReader{}
	case r.state == betweenFields && c == '}' && r.inner > 0:
		r.inner--
	case r.state == betweenFields && c == '}':
		r.state, r.ended = afterObject, true
	}
	return true
}

// beginValue says how the value of a field is read.
func (r *reading) beginValue(c byte) bool {
	r.list = false
	name := strings.ToLower(r.key)
	if !r.known && c == '{' && !isField(name) && r.inner < mostInner { // an object around ours
		r.inner++
		r.state = betweenFields
		return true
	}
	r.known = r.known || isField(name)
	switch name {
	case "reply", "answer", "message":
		if c == '"' {
			r.state, r.text = inReply, textReader{}
			return true
		}
		r.kind = replyPart
	case "prompt", "rewrite":
		r.kind = promptPart
	case "variations", "options":
		r.kind = variationPart
		if c == '[' {
			r.state = inList
			return true
		}
	default:
		r.kind = replyPart // read over
	}
	r.state, r.value = inValue, valueReader{}
	return false
}

// mostInner is how many objects may stand around ours.
const mostInner = 3

// isField says whether a name is that of a field that was asked for, or is meant to be.
func isField(name string) bool {
	switch name {
	case "reply", "answer", "message", "prompt", "rewrite", "variations", "options":
		return true
	}
	return false
}

// element reads what is between the elements of the list.
func (r *reading) element(c byte) bool {
	switch {
	case c == ']':
		r.state, r.list = betweenFields, false
	case !isSpace(c) && c != ',':
		r.state, r.list, r.value = inValue, true, valueReader{}
		return false
	}
	return true
}

func (r *reading) inValue(c byte, parts *[]part) bool {
	taken, whole := r.value.next(c)
	if !whole {
		return taken
	}
	if text := r.value.String(); r.kind != replyPart && text != "null" {
		*parts = append(*parts, part{r.kind, text})
	}
	if r.state = betweenFields; r.list {
		r.state = inList
	}
	return taken
}

// valueReader gathers one JSON value.
type valueReader struct {
	strings.Builder
	depth           int
	quoted, escaped bool
	over            bool // longer or deeper than any prompt: it is read over
}

// longestValue is how much of one value is kept, in bytes.
const longestValue = 256 << 10

// next reads a byte. taken is false for the byte that ends a bare word and is
// no part of it.
func (v *valueReader) next(c byte) (taken, whole bool) {
	if v.depth == 0 && !v.quoted && v.Len() > 0 && (c == ',' || c == '}' || c == ']' || isSpace(c)) {
		return false, true
	}
	if v.Len() < longestValue {
		_ = v.WriteByte(c) // of strings.Builder: cannot fail
	} else {
		v.over = true
	}
	switch {
	case v.escaped:
		v.escaped = false
	case v.quoted && c == '\\':
		v.escaped = true
	case c == '"':
		v.quoted = !v.quoted
		return true, !v.quoted && v.depth == 0
	case v.quoted:
	case c == '{' || c == '[':
		v.depth++
	case c == '}' || c == ']':
		v.depth--
		return true, v.depth <= 0
	}
	return true, false
}

// textReader decodes a JSON text byte by byte.
type textReader struct {
	escape []byte // an escape that is not whole yet, with its backslash
	high   []byte // the first half of a pair of surrogates, as its escape
}

// next decodes a byte into out and says whether it was the closing quote.
func (t *textReader) next(c byte, out *strings.Builder) (closed bool) {
	if len(t.escape) == 0 {
		switch c {
		case '"':
			t.flush(out)
			return true
		case '\\':
			t.escape = append(t.escape, c)
		default:
			t.flush(out)
			_ = out.WriteByte(c) // of strings.Builder: cannot fail
		}
		return false
	}
	t.escape = append(t.escape, c)
	if e := t.escape; e[1] == 'u' && len(e) < 6 {
		return false
	}
	pair := append(t.high, t.escape...)
	t.high, t.escape = nil, nil
	if decoded := decodeText(pair); len(pair) == 6 && decoded == string(utf8.RuneError) {
		t.high = pair // perhaps the next escape is its other half
	} else {
		_, _ = out.WriteString(decoded) // as above
	}
	return false
}

// flush writes half a pair that stays alone.
func (t *textReader) flush(out *strings.Builder) {
	if t.high != nil {
		_, _ = out.WriteString(string(utf8.RuneError)) // of strings.Builder: cannot fail
		t.high = nil
	}
}

// decodeText is what escapes stand for; an unknown one stands for itself.
func decodeText(escapes []byte) string {
	var text string
	if err := json.Unmarshal([]byte(`"`+string(escapes)+`"`), &text); err != nil {
		return strings.TrimPrefix(string(escapes), `\`)
	}
	return text
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
