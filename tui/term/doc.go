// Package term knows what a terminal can do and what must not reach it. It
// exists so that one place makes foreign text safe ([Safe]), one
// place measures and wraps it ([Wrap], [Truncate], [Width]), and one place
// draws pictures and links out of letters ([Mosaic], [Chips], [Link]), or makes
// what sends pictures to a terminal that shows them ([Kitty]). It knows
// nothing of Easel's domain; everything under tui may import it.
//
// Text from a model, a server, a file or the clipboard passes Safe before it
// is measured, styled or shown. The other functions take safe text.
package term
