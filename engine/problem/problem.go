// Package problem gives every failure the four things a person or a script
// needs from it: a sentence, what to do about it, an exit code, and the cause
// for the log. It exists so that no layer above has to guess what an error
// means from its text. Everything in engine and tui may import it; it imports
// the standard library alone.
package problem

import (
	"context"
	"errors"
	"strings"
)

// Kind says what sort of failure a Problem is. Its text is what --json prints
// as "kind".
type Kind string

// The kinds of failure. Each has its exit code, see [Kind.ExitCode].
const (
	Failed        Kind = "failed"         // it was tried and did not work
	Usage         Kind = "usage"          // it was asked for in a wrong way
	Refused       Kind = "refused"        // the generator's safety system said no
	NotConfigured Kind = "not_configured" // a key, a permission or a server is missing
	OverBudget    Kind = "over_budget"    // the person's own limit on spending
	Interrupted   Kind = "interrupted"    // the person stopped it
)

// ExitCode is the process exit code of a kind of failure: 1 to 5, or 130 as
// shells use for an interrupt.
func (k Kind) ExitCode() int {
	switch k {
	case Usage:
		return 2
	case Refused:
		return 3
	case NotConfigured:
		return 4
	case OverBudget:
		return 5
	case Interrupted:
		return 130
	}
	return 1
}

// Problem is an error that can be shown as it is.
type Problem struct {
	Kind    Kind
	Message string // one sentence without its full stop: what happened
	Hint    string // one sentence without its full stop: what to do; may be empty
	Cause   error  // for the log and for errors.Is; may be nil
}

// New makes a problem without a cause.
func New(kind Kind, message, hint string) *Problem {
	return &Problem{Kind: kind, Message: message, Hint: hint}
}

// Wrap makes a problem out of the error that caused it.
func Wrap(cause error, kind Kind, message, hint string) *Problem {
	return &Problem{Kind: kind, Message: message, Hint: hint, Cause: cause}
}

// Error is message and hint as one line.
func (p *Problem) Error() string {
	if p.Hint == "" {
		return p.Message
	}
	return strings.TrimRight(p.Message, ".") + ". " + p.Hint
}

// Unwrap is the cause.
func (p *Problem) Unwrap() error { return p.Cause }

// Of finds the Problem in an error, or makes one: a cancelled context is an
// interruption, anything else failed. Of(nil) is nil.
func Of(err error) *Problem {
	if err == nil {
		return nil
	}
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	if errors.Is(err, context.Canceled) {
		return Wrap(err, Interrupted, "Stopped", "")
	}
	return Wrap(err, Failed, err.Error(), "")
}

// ExitCode is the exit code of any error: 0 for nil.
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	return Of(err).Kind.ExitCode()
}
