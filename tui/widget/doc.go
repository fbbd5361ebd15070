// Package widget holds the parts that panes and dialogs are built of: frames
// with a title, a list, a scroll view, a text input, footers, dialogs. It
// exists so that looks and behaviour are the same everywhere, and it knows
// nothing of Easel's domain: a list has rows, not variations. Everything under
// tui may import it.
//
// What draws takes its size in cells and gives exactly that size back. Widgets
// that keep a state take plain actions (Move, Page), not keys, so that the one
// key table decides what a key does; only [Input] reads keys, as they are text.
// Where a part of Bubbles does what is wanted, the widget is built on it: [Keys]
// on help.
//
// Words given to a widget were made safe by term.Safe before. Where a caller
// gives words it has styled already, they are taken as they are.
package widget
