// Package command is the command line: one file a command. Everything that the
// studio can do is also a command, for scripts and for people who cannot use a
// full-screen program, and what the commands print is a contract. main alone
// calls it; it shares engine's Studio with the screen and starts the screen.
//
// # How it fits together
//
// [Run] builds the tree of commands over a [Process]: streams, terminal facts,
// environment, clock, randomness. Each command is an options struct whose
// fields are its flags and whose run method is the work; what several commands
// need (the configuration, the studio, reading prompts, printing) are methods
// of app, each opened when first asked for, so that a command that needs no
// library makes no files.
//
// Standard output holds results only. What goes there is text from outside, so
// it is made safe when it goes to a terminal; a pipe gets the bytes as they
// are, and never an escape sequence of ours. Replies, notes, progress and
// errors go to standard error.
//
// # How to add a command
//
// A file with its options, a constructor and a run method, a line in
// newRoot, its JSON types in the same file, and its rows in the tests' tables
// of contracts.
package command
