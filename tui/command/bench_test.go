package command_test

import (
	"testing"

	"easel/tui"
)

// BenchmarkStartOfTheStudio is all that happens in the process before the
// screen is started, with a library that has a session.
func BenchmarkStartOfTheStudio(b *testing.B) {
	m := newMachine(b)
	m.must("refine", "a beach", "--say", "at night")
	m.withScreen(func(tui.Options) error { return nil })
	for b.Loop() {
		m.must()
	}
}
