// Package tui is the studio as a screen. It is the only tree that knows the
// terminal's libraries; everything that is true without a screen is in engine.
//
// # How a thing happens
//
// A message from Bubble Tea goes through route (route.go). A key is looked up
// in the keymap for the places that are in force and becomes an intent; what
// is no key of the table and falls on a text input edits it. apply (apply.go)
// has one short case for each intent: it changes what is looked at, or starts
// an effect: a tea.Cmd that calls the engine, takes values and never reads the
// model. Effects stand with what they are about (effects.go for the prompts of
// the session, generate.go and painters.go for pictures, sessions.go, library.go
// and taken.go, gallery.go, ...); outside.go and graphics.go go through other
// programs. What an effect brings back is the whole session as it is committed
// now (sessionMsg), which replaces the one in State unless it is older; Send and
// Generate (streams.go) bring batches of updates (batchMsg), gathered for at
// most one frame. At the end of each Update the screen on top is drawn once
// (redraw), and the dialogs over it; View hands that out. When it reaches the
// terminal is package paint's business, or Bubble Tea's own: the setting
// "paint" says whose.
//
// Pictures are cells drawn in commands (art.go, piece.go): a pane asks for what
// it wants to show, gets nothing the first time, and the cells when they are
// there. Where the terminal shows pictures themselves (graphics.go finds out),
// these cells are a mosaic until it has got the picture (sender.go).
//
// For people who cannot use a screen the same App runs line by line: lines.go
// reads and tells, inwords.go says in words what is a picture, a dialog or
// another screen elsewhere, with the sentences of package plain.
//
// # How to add
//
// An action: its intent in tui/intent, a row in tui/keymap/table.go, a case in
// apply.go. Help, palette, footer, slash commands and the README follow.
//
// A pane of the studio: a file in tui/screen/studio with what it needs (lines)
// and how it is drawn, its place in layout.go, its cases in screen.go.
//
// A screen over the studio: a package under tui/screen with Draw, Scopes and
// what moves in it; a scope in tui/keymap; a file of its own here with a layer
// (layers.go) that hands it the facts and turns intents into its moves, and the
// intent that pushes it. compare.go is the shortest to read first. esc closes
// the one on top.
//
// A dialog: a file in tui/dialog; it returns intents, App opens it.
//
// A theme: a file in themes.
package tui
