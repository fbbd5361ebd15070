package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// What a caller may ask for with errors.Is.
var (
	ErrCut       = errors.New("the answer ended before it was whole")
	ErrIdle      = errors.New("the server was silent for too long")
	ErrTooLarge  = errors.New("the answer is larger than allowed")
	ErrMalformed = errors.New("the answer is not what this wire looks like")
)

// ServerError is what a server said when it did not do what was asked. Its
// texts are without the key, on one line, and may be empty.
type ServerError struct {
	Status     int           // HTTP status; 200 where the error came inside an answer
	Code       string        // "invalid_api_key", "moderation_blocked", ...; a number where the server gives one
	Type       string        // "invalid_request_error", ...
	Param      string        // the parameter that is at fault
	Message    string        // the server's own words
	RetryAfter time.Duration // what the server asks to wait; 0 is nothing
	NoRetry    bool          // the server says that trying again is of no use
	Page       bool          // a web page came instead of data
	Raw        []byte        // all that it said, as it came but for the key, up to 64 KiB; hostile
}

// Error is the server's words with its status.
func (e *ServerError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("status %d %s %s %s", e.Status, e.Type, e.Code, e.Message))
}

// Is tells callers that ask with errors.Is that a web page is malformed.
func (e *ServerError) Is(target error) bool { return e.Page && target == ErrMalformed }

// longestError is how much of a failed answer is read.
const longestError = 64 << 10

// serverError reads a failed response; it does not close it.
func serverError(resp *http.Response, body io.Reader, now time.Time) *ServerError {
	raw, _ := io.ReadAll(io.LimitReader(body, longestError)) // what came before a cut is all there is to tell
	e := parseError(raw)
	e.Raw = raw
	e.Status = resp.StatusCode
	e.RetryAfter = retryAfter(resp.Header, now)
	e.NoRetry = resp.Header.Get("X-Should-Retry") == "false"
	e.Page = e.Page || mediaType(resp.Header) == "text/html"
	if e.Page {
		e.Message = ""
	}
	return e
}

// parseError understands every form of error that servers of this wire send:
// {"error":{...}}, {"error":"text"}, {"error":"code","message":"text"},
// {"detail":...}, [{"error":{...}}], plain text and pages.
func parseError(raw []byte) *ServerError {
	text := strings.TrimSpace(string(raw))
	if strings.HasPrefix(text, "<") {
		return &ServerError{Page: true}
	}
	if strings.HasPrefix(text, "[") {
		var list []json.RawMessage
		if depthWithin(raw, errorDepth) && json.Unmarshal(raw, &list) == nil && len(list) > 0 {
			return parseError(list[0])
		}
	}
	var fields map[string]json.RawMessage
	if !depthWithin(raw, errorDepth) || json.Unmarshal(raw, &fields) != nil {
		return &ServerError{Message: OneLine(text)}
	}
	if e, ok := errorObject(fields["error"]); ok {
		if m := scalar(fields["message"]); m != "" && e.Code == "" { // {"error":"code","message":"text"}
			e.Code, e.Message = e.Message, m
		}
		return e
	}
	if e, ok := errorObject(fields["detail"]); ok {
		return e
	}
	e, _ := errorObject(raw)
	return e
}

// errorDepth is how deep errors are nested at most; vLLM's go to four.
const errorDepth = 32

// errorObject reads the value of "error": an object, a text, or a list of
// either.
func errorObject(raw json.RawMessage) (*ServerError, bool) {
	var object map[string]json.RawMessage
	var list []json.RawMessage
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return &ServerError{}, false
	case json.Unmarshal(raw, &object) == nil:
		e := &ServerError{Code: scalar(object["code"]), Type: scalar(object["type"]), Param: scalar(object["param"])}
		for _, name := range []string{"message", "msg", "error", "detail"} {
			if e.Message == "" {
				e.Message = scalar(object[name])
			}
		}
		return e, true
	case json.Unmarshal(raw, &list) == nil && len(list) > 0:
		return errorObject(list[0])
	}
	return &ServerError{Message: scalar(raw)}, true
}

// scalar is a JSON text, number or list of texts as one line.
func scalar(raw json.RawMessage) string {
	var text string
	var texts []string
	switch {
	case len(raw) == 0 || string(raw) == "null" || raw[0] == '{':
		return ""
	case json.Unmarshal(raw, &text) == nil:
		return OneLine(text)
	case json.Unmarshal(raw, &texts) == nil:
		return OneLine(strings.Join(texts, ", "))
	}
	return OneLine(string(raw))
}

// longestSentence is how many characters of a server's words are told.
const longestSentence = 400

// sequences are orders to a terminal, whole, so that nothing of one is left as
// words (ECMA-48, 5.4 and 5.6).
var sequences = regexp.MustCompile(`(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x{90}\x{98}\x{9d}-\x{9f}])[^\x07\x1b\x{9c}]*(?:\x07|\x1b\\|\x{9c})?|\x1b[ -/]*[0-~]?`)

// OneLine makes one readable line out of foreign text, without its full stop.
func OneLine(text string) string {
	text = sequences.ReplaceAllString(strings.ToValidUTF8(text, "\uFFFD"), "")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestSentence {
		return string(runes[:longestSentence]) + "..."
	}
	return strings.TrimRight(text, ".!")
}

// retryAfter reads the two headers that say how long to wait: retry-after-ms,
// and Retry-After in seconds or as a date (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 && ms < 1e9 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	text := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(text, 64); err == nil && s > 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	if at, err := http.ParseTime(text); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// mediaType is the content type without its parameters, in lower case.
func mediaType(h http.Header) string {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(h.Get("Content-Type")), ";")
	}
	return strings.TrimSpace(t)
}
