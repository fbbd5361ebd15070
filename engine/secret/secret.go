// Package secret holds a key so that it cannot be shown by accident: printed,
// logged, encoded or wrapped into an error, in any format and however deep
// inside other values, it reads ***. It exists because a key that is a plain
// string ends up in a crash report sooner or later. Everything in engine may
// import it; it imports the standard library alone.
package secret

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Hidden is what a key looks like everywhere.
const Hidden = "***"

// Key is a key of some account. The zero value is no key. It has no exported
// parts, and the value sits in a closure because fmt prints unexported fields
// without asking their methods. [Key.Reveal] is the only way to it.
type Key struct{ reveal func() string }

// New hides a value. Space around it, which comes with copying, is no part of
// a key.
func New(value string) Key {
	value = strings.TrimSpace(value)
	if value == "" {
		return Key{}
	}
	return Key{reveal: func() string { return value }}
}

// Empty says whether there is no key.
func (k Key) Empty() bool { return k.reveal == nil }

// Reveal is the key itself, for the one place that sends it; empty for no key.
func (k Key) Reveal() string {
	if k.reveal == nil {
		return ""
	}
	return k.reveal()
}

// shortest is the length in bytes below which a key is not looked for in
// texts: "x" is what people give to local servers that want any key at all.
const shortest = 6

// Redact replaces the key wherever it stands in a text.
func (k Key) Redact(text string) string {
	if v := k.Reveal(); len(v) >= shortest {
		return strings.ReplaceAll(text, v, Hidden)
	}
	return text
}

// Held says how many bytes at the end of a text could be the beginning of the
// key: who redacts a text that comes in pieces holds them back until the next
// piece tells.
func (k Key) Held(text string) int {
	v := k.Reveal()
	if len(v) < shortest {
		return 0
	}
	for n := min(len(v)-1, len(text)); n > 0; n-- {
		if strings.HasSuffix(text, v[:n]) {
			return n
		}
	}
	return 0
}

// String hides the key.
func (k Key) String() string { return Hidden }

// GoString hides the key from %#v.
func (k Key) GoString() string { return Hidden }

// Format hides the key from every verb of package fmt.
func (k Key) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, Hidden) }

// MarshalText hides the key from encoders of text, TOML and XML.
func (k Key) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// MarshalJSON hides the key from encoders of JSON.
func (k Key) MarshalJSON() ([]byte, error) { return []byte(`"` + Hidden + `"`), nil }

// LogValue hides the key from structured logs.
func (k Key) LogValue() slog.Value { return slog.StringValue(Hidden) }
