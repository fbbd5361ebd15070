package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// transport is the door: everything that goes to the server and comes from it
// passes RoundTrip. Other than http.RoundTripper wants it, it answers what a
// server did not do with an error, a [*ServerError]: go-openai would lose most
// of what the server said, and take some of it (304) for success.
type transport struct {
	options Options
	base    *url.URL
	words   wording
}

// plan is how one call's answer is to be read.
type plan struct {
	idle  time.Duration
	whole int64
	raw   bool // our own reader follows: nothing is cleaned
}

type planKey struct{}

func (t *transport) planOf(ctx context.Context) plan {
	if p, ok := ctx.Value(planKey{}).(plan); ok {
		return p
	}
	return plan{idle: t.options.Limits.Idle, whole: t.options.Limits.Text}
}

// codeRedirected is the code of answers that send us elsewhere.
const codeRedirected = "redirected"

// RoundTrip sends a call, again where that is safe, and gives its answer
// bounded and cleaned.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	body, err := wholeBody(r)
	if err == nil {
		body, err = merged(ctx, r.Header, body)
	}
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		resp, err := t.once(r, body)
		if err == nil {
			return resp, nil
		}
		var said *ServerError
		if errors.As(err, &said) && said.Status == http.StatusUnauthorized && t.options.KeyRefused != nil {
			t.options.KeyRefused()
		}
		pause, again := t.options.pause(err, attempt)
		if !again || ctx.Err() != nil {
			return nil, err
		}
		if err := t.options.countDown(ctx, t.words.problem(err).Message, pause, attempt+1); err != nil {
			return nil, err
		}
	}
}

// once sends a call one time.
func (t *transport) once(r *http.Request, body []byte) (*http.Response, error) {
	plan := t.planOf(r.Context())
	ctx, cancel := context.WithCancelCause(r.Context())
	request := r.Clone(ctx)
	setBody(request, body)
	t.address(request)
	w := &watch{limit: plan.idle, now: t.options.Now, cancel: cancel}
	var resp *http.Response
	var err error
	w.waiting(func() { resp, err = t.options.Transport.RoundTrip(request) })
	if err != nil {
		err = reason(ctx, err)
		cancel(context.Canceled)
		return nil, err
	}
	w.waited = 0 // the headers are a sign of life
	resp.Body = &watchedBody{ReadCloser: resp.Body, ctx: ctx, cancel: cancel, watch: w}
	if err := t.receive(resp, plan); err != nil {
		_ = resp.Body.Close() // nothing more is wanted of it
		return nil, err
	}
	return resp, nil
}

// address puts on what names the sender, for hosts that are trusted with it.
func (t *transport) address(r *http.Request) {
	if trusts(t.options, t.base, r.URL) {
		t.options.sign(r)
	}
}

// sign puts on what names the sender.
func (o Options) sign(r *http.Request) {
	for name, values := range o.Header {
		r.Header[http.CanonicalHeaderKey(name)] = values
	}
	for name, value := range map[string]string{"OpenAI-Organization": o.Organisation, "OpenAI-Project": o.Project} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	switch {
	case o.Key.Empty():
	case o.Basic:
		name, password, _ := strings.Cut(o.Key.Reveal(), ":")
		r.SetBasicAuth(name, password)
	case o.KeyHeader != "":
		r.Header.Set(o.KeyHeader, o.Key.Reveal())
	default:
		r.Header.Set("Authorization", "Bearer "+o.Key.Reveal())
	}
}

// body is what is read of an answer and what is closed.
type body struct {
	io.Reader
	io.Closer
}

// receive bounds and cleans an answer, or turns it into an error.
func (t *transport) receive(resp *http.Response, p plan) error {
	limits := t.options.Limits
	reader, err := unpack(resp, limits)
	if err != nil {
		return err
	}
	reader = &capped{Reader: reader, left: p.whole}
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.Header.Get("Location") != "":
		to, _ := url.Parse(resp.Header.Get("Location"))
		if to == nil {
			to = &url.URL{}
		}
		return &ServerError{Status: resp.StatusCode, Code: codeRedirected, Message: t.words.redact(OneLine("to " + to.Redacted()))}
	case resp.StatusCode < 200 || resp.StatusCode >= 300:
		return t.redacted(serverError(resp, reader, t.options.Now()))
	}
	reader, page, err := sniff(reader)
	switch {
	case err != nil:
		return err
	case page || mediaType(resp.Header) == "text/html":
		return &ServerError{Status: resp.StatusCode, Page: true}
	}
	if !p.raw && resp.Request.Header.Get("Accept") == eventStream {
		reader = newCleaned(reader, limits, t.words)
	}
	resp.Body = body{reader, resp.Body}
	return nil
}

const eventStream = "text/event-stream"

// redacted takes the key out of what a server echoes.
func (t *transport) redacted(e *ServerError) *ServerError {
	for _, field := range []*string{&e.Code, &e.Type, &e.Param, &e.Message} {
		*field = t.words.redact(*field)
	}
	e.Raw = []byte(t.words.redact(string(e.Raw)))
	return e
}

// unpack reads what a server packed without being asked to.
func unpack(resp *http.Response, l Limits) (io.Reader, error) {
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength = -1
		return &unpacked{packed: &counted{Reader: resp.Body}, ratio: l.GzipRatio}, nil
	default:
		return nil, malformed("packed as "+OneLine(encoding), nil)
	}
}

// sniff looks at the first byte that is neither space nor part of a byte order
// mark: a page begins with "<".
func sniff(r io.Reader) (all io.Reader, page bool, err error) {
	var seen []byte
	one := make([]byte, 1)
	for len(seen) < 1024 {
		n, err := r.Read(one)
		seen = append(seen, one[:n]...)
		if errors.Is(err, io.EOF) {
			return bytes.NewReader(seen), false, nil
		}
		if err != nil {
			return nil, false, err
		}
		if n > 0 && !blank(one[0]) {
			page = one[0] == '<'
			break
		}
	}
	return io.MultiReader(bytes.NewReader(seen), r), page, nil
}
