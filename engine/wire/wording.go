package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/secret"
)

// wording is what is needed to say what went wrong.
type wording struct {
	title, host        string
	keyHint, startHint string
	basic              bool
	key                secret.Key
}

// problem says what an error means; nil for nil.
func (c *Client) problem(err error) error {
	if err == nil {
		return nil
	}
	return c.words.problem(err)
}

// ended is the problem of an error, unless the caller stopped the call: then
// nothing else matters, as a server may close at the same moment.
func (c *Client) ended(ctx context.Context, err error) error {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		err = context.Canceled
	}
	return c.problem(err)
}

func (w wording) problem(err error) *problem.Problem {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p
	}
	var server *ServerError
	var api *openai.APIError
	var request *openai.RequestError
	switch {
	case errors.Is(err, context.Canceled):
		return problem.Wrap(context.Canceled, problem.Interrupted, "Stopped", "")
	case errors.As(err, &server):
		return w.said(server)
	case errors.As(err, &api):
		return w.said(&ServerError{Status: api.HTTPStatusCode, Message: w.redact(OneLine(api.Message)), Type: api.Type, Code: fmt.Sprint(api.Code)})
	case errors.As(err, &request):
		return w.said(&ServerError{Status: request.HTTPStatusCode})
	}
	message, hint := w.broken(err)
	kind := problem.Failed
	if unreachable(err) {
		kind = problem.NotConfigured
	}
	return problem.Wrap(w.cause(err), kind, w.redact(message), hint)
}

const (
	hintOther  = "Choose another generator"
	hintAgain  = "Try again in a minute"
	hintResend = "Send it again"
)

// said is a problem for what the server answered.
func (w wording) said(e *ServerError) *problem.Problem {
	reason := ""
	if e.Message != "" {
		reason = ": " + e.Message
	}
	is := func(kind problem.Kind, message, hint string) *problem.Problem {
		return problem.Wrap(e, kind, w.redact(message), hint)
	}
	switch {
	case e.refusal():
		return is(problem.Refused, w.title+" refused this"+reason, "Say it in other words")
	case e.Page:
		return is(problem.Failed, fmt.Sprintf("%s answered with a web page instead of data (status %d)", w.title, e.Status),
			"Check the server's address and whether a proxy or a login page is in between")
	case e.Code == codeRedirected:
		return is(problem.NotConfigured, w.title+" has moved"+reason, "Put the new address into the settings if you trust it")
	case e.emptyAccount():
		return is(problem.NotConfigured, "The account at "+w.title+" has no credit left"+reason, "Add credit there, or choose another generator")
	case e.badKey():
		return is(problem.NotConfigured, w.title+" does not accept the "+w.keyName()+reason, w.hintKey())
	}
	switch e.Status {
	case http.StatusForbidden:
		return is(problem.NotConfigured, w.title+" does not allow this"+reason, "Check what the key and its organisation may use, or choose another model")
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		if strings.Contains(e.Code+e.Message, "model") {
			return is(problem.NotConfigured, w.title+" does not have this model"+reason, "Choose another model")
		}
		return is(problem.NotConfigured, w.title+" does not know this call"+reason, "Check the server's address in the settings")
	case http.StatusTooManyRequests:
		return is(problem.Failed, w.title+" is asked too often"+reason, hintLater(e.RetryAfter))
	case http.StatusServiceUnavailable:
		return is(problem.Failed, w.title+" is not ready"+reason, hintLater(e.RetryAfter))
	case http.StatusRequestEntityTooLarge:
		return is(problem.Failed, w.title+" finds this too large"+reason, "Shorten it, or start a new session")
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return is(problem.Failed, w.title+" took too long"+reason, hintAgain)
	}
	switch {
	case e.Code == "context_length_exceeded" || e.Type == "exceed_context_size_error":
		return is(problem.Failed, "This is longer than the model can read"+reason, "Start a new session, or choose another model")
	case e.Status >= 500:
		return is(problem.Failed, fmt.Sprintf("%s has a fault of its own (status %d)%s", w.title, e.Status, reason), hintAgain)
	case e.Status >= 400:
		return is(problem.Failed, w.title+" did not accept this"+reasonOr(reason, e.Status), "")
	case e.Status != http.StatusOK:
		return is(problem.Failed, fmt.Sprintf("%s answered with status %d%s", w.title, e.Status, reason), "Check the server's address in the settings")
	}
	return is(problem.Failed, w.title+" stopped with an error"+reason, hintResend)
}

func reasonOr(reason string, status int) string {
	if reason == "" {
		return fmt.Sprintf(" (status %d)", status)
	}
	return reason
}

// keyName is what the key is to people.
func (w wording) keyName() string {
	if w.basic {
		return "name and password"
	}
	return "key"
}

func (w wording) hintKey() string {
	if w.keyHint != "" {
		return w.keyHint
	}
	return "Check the key in the settings or the environment"
}

func hintLater(d time.Duration) string {
	if d > 0 {
		return "Try again in " + inWords(d)
	}
	return hintAgain
}

// inWords is a time to wait, as people say it.
func inWords(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", math.Ceil(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f minutes", math.Ceil(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%.0f hours", math.Ceil(d.Hours()))
	}
	return fmt.Sprintf("%.0f days", math.Ceil(d.Hours()/24))
}

// refusal says whether a safety system said no. The code of OpenAI's image
// models is moderation_blocked, that of its older ones
// content_policy_violation; Azure's is content_filter.
func (e *ServerError) refusal() bool {
	switch e.Code {
	case "moderation_blocked", "content_policy_violation", "content_filter", "safety_violation":
		return true
	}
	return e.Type == "image_generation_user_error" && strings.Contains(strings.ToLower(e.Message), "safety")
}

// emptyAccount tells the 429 that no waiting mends from the one that passes.
func (e *ServerError) emptyAccount() bool {
	switch {
	case e.Status == http.StatusPaymentRequired:
		return true
	case e.Code == "insufficient_quota" || e.Type == "insufficient_quota" || e.Code == "billing_hard_limit_reached":
		return true
	}
	said := strings.ToLower(e.Message) // Runway answers 400, BFL some 403
	return e.Status < 500 && (strings.Contains(said, "enough credits") || strings.Contains(said, "insufficient credits"))
}

// badKey says whether the key is at fault; Google answers 400.
func (e *ServerError) badKey() bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusBadRequest && strings.Contains(strings.ToLower(e.Message), "api key not valid")
}

// broken says what happened to a connection or an answer.
func (w wording) broken(err error) (message, hint string) {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.Is(err, ErrIdle):
		return w.title + " has been silent for too long", "Send it again, or choose another generator"
	case errors.Is(err, ErrCut):
		return "The answer of " + w.title + " was cut off", "What came is kept; send it again"
	case errors.Is(err, ErrTooLarge):
		return "The answer of " + w.title + " is larger than Easel takes", hintOther
	case errors.Is(err, ErrMalformed):
		return w.title + " answered in a way that cannot be read", "Check the server's address: something else may answer there"
	case refused(err):
		return "Nothing answers at " + w.host, w.hintStart()
	case errors.As(err, &dns):
		return "The address " + w.host + " cannot be found", "Check the network and the server's address"
	case errors.As(err, &certificate), errors.As(err, &record):
		return "The connection to " + w.host + " is not safe: " + OneLine(err.Error()), "Check the server's address"
	case dialling(err):
		return "No connection to " + w.host, "Check the network"
	case brokeOff(err):
		return "The connection to " + w.title + " broke off", hintResend
	case errors.Is(err, context.DeadlineExceeded):
		return w.title + " took too long", hintAgain
	}
	return "The call to " + w.title + " failed: " + OneLine(err.Error()), ""
}

func (w wording) hintStart() string {
	switch {
	case w.startHint != "":
		return w.startHint
	case local(strings.Trim(hostOf(w.host), "[]")):
		return "Start the server, or choose another generator"
	}
	return "Check the server's address, or choose another generator"
}

func hostOf(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return hostport
}

// unreachable says whether there is no server to talk to.
func unreachable(err error) bool {
	var dns *net.DNSError
	return refused(err) || errors.As(err, &dns)
}

// What Windows calls the errors of connections (winsock2.h); package syscall has
// other numbers under their usual names there.
const (
	winsockRefused syscall.Errno = 10061
	winsockReset   syscall.Errno = 10054
	winsockAborted syscall.Errno = 10053
)

// refused says whether a machine is there and nothing answers at its port.
func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, winsockRefused)
}

// brokeOff says whether a connection ended before its time.
func brokeOff(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, ErrCut) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		errors.Is(err, winsockReset) || errors.Is(err, winsockAborted)
}

// dialling says whether a connection was never made, so that nothing was sent.
func dialling(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// cause is the error for the log, without the key.
func (w wording) cause(err error) error {
	if text := err.Error(); w.redact(text) != text {
		return errors.New(w.redact(text))
	}
	return err
}

// likeKeys are texts that are keys of somebody, such as another one that a
// server or a proxy echoes, also when it shows a part of it only.
var likeKeys = regexp.MustCompile(`\b(sk|xai|gsk|pk|rk)-[A-Za-z0-9_*-]{8,}|(?i:\b(bearer|basic)\s+)[A-Za-z0-9._~+/=*-]{8,}`)

// redact takes keys out of a sentence.
func (w wording) redact(text string) string {
	return likeKeys.ReplaceAllString(w.key.Redact(text), secret.Hidden)
}
