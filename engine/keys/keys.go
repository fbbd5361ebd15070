// Package keys finds the key of a service: in the environment, in the system's
// keyring, or in a private file, in that order. It exists so that keys are read
// in one place, come out as secret.Key alone, and are never written. engine and
// the commands may import it; of the engine it imports problem and secret.
//
// A key gets into the keyring with the system's own tools: see [HowTo].
package keys

import (
	"context"
	"fmt"
	"strings"
	"time"

	"easel/engine/problem"
	"easel/engine/secret"
)

// Service is the name under which the keyring keeps Easel's keys; the user is
// the profile's name.
const Service = "easel"

// Ring is a system's keyring, read only. An error is taken for "there is no
// such key": not every system has a keyring.
type Ring interface {
	Get(service, user string) (string, error)
}

// Finder finds keys.
type Finder struct {
	env      func(string) string
	ring     Ring
	file     string
	patience time.Duration
}

// patience is for keyrings that ask the person to unlock them.
const patience = 30 * time.Second

// New makes a finder. ring may be nil for none; file need not exist.
func New(env func(string) string, ring Ring, file string) *Finder {
	return &Finder{env: env, ring: ring, file: file, patience: patience}
}

// Found is a key and where it came from.
type Found struct {
	Key  secret.Key // empty when there is none
	From string     // "OPENAI_API_KEY", "the keyring", the file's path; empty when there is none
}

// Find finds the key of a profile. The first of the variables that is set
// wins, then the keyring, then the file. That there is none is no error. A
// file that others may read, or a key that cannot be one, is a problem of kind
// not_configured. It may take as long as a person needs to unlock a keyring, so
// it is not for the way to the first frame.
func (f *Finder) Find(ctx context.Context, profile string, variables []string) (Found, error) {
	if found, err := f.Environment(variables); err != nil || !found.Key.Empty() {
		return found, err
	}
	value, err := f.fromRing(ctx, profile)
	if err != nil {
		return Found{}, err
	}
	if value != "" {
		return checked(value, "the keyring")
	}
	value, err = f.fromFile(profile)
	if err != nil || value == "" {
		return Found{}, err
	}
	return checked(value, f.file)
}

// Environment finds a key in these variables alone; it does no IO.
func (f *Finder) Environment(variables []string) (Found, error) {
	for _, name := range variables {
		if value := strings.TrimSpace(f.env(name)); value != "" {
			return checked(value, name)
		}
	}
	return Found{}, nil
}

// longest is more than any key has, in bytes.
const longest = 8 << 10

// checked hides a key that can be one. What cannot stand in a header is a
// mistake such as a whole file or two lines.
func checked(value, from string) (Found, error) {
	value = strings.TrimSpace(value)
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if len(value) > longest || strings.ContainsFunc(value, odd) {
		return Found{}, problem.New(problem.NotConfigured, fmt.Sprintf("What stands in %s is not a key", from),
			"A key is one word of plain letters; copy it again")
	}
	return Found{Key: secret.New(value), From: from}, nil
}

// fromRing asks the keyring, which cannot be stopped, in a goroutine that may
// outlive the question.
func (f *Finder) fromRing(ctx context.Context, profile string) (string, error) {
	if f.ring == nil {
		return "", nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.patience, errSlow)
	defer cancel()
	said := make(chan string, 1)
	go func() {
		value, err := f.ring.Get(Service, profile)
		if err != nil {
			value = ""
		}
		said <- value
	}()
	select {
	case value := <-said:
		return strings.TrimSpace(value), nil
	case <-ctx.Done():
		if context.Cause(ctx) == errSlow {
			return "", nil // as if there were none: the file may have the key
		}
		return "", problem.Of(ctx.Err())
	}
}

var errSlow = fmt.Errorf("keys: the keyring did not answer")
