package tui

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/tui/term"
)

// This file draws pictures as cells, in commands.

// piece is a picture that was drawn.
type piece struct {
	cells string // a mosaic; once the terminal has the picture, its placeholders
	chips string // the colours of a sketch

	cols, rows int // of the cells

	unsent image.Image // waits to be sent to the terminal; nil for nothing
	id     uint32      // in the terminal, or on its way there; 0 is none
	asked  int         // in which drawing of the screen it was asked for last
}

// drawnMsg is a picture that is there now.
type drawnMsg struct {
	key artKey
	piece
}

// chipCells is how many colours a row of chips has.
const chipCells = 5

// How many pixels a sketch has.
const (
	sketchPixel = 4   // a cell's width: more than shows, for smooth edges
	leastSketch = 96  // on the long side
	mostSketch  = 320 // on the long side
)

// size is about how many bytes a piece takes.
func (p *piece) size() int {
	size := len(p.cells) + len(p.chips) + 200
	if p.unsent != nil {
		b := p.unsent.Bounds()
		size += 4 * b.Dx() * b.Dy()
	}
	return size
}

// drawPiece is the command that draws one picture.
func drawPiece(ctx context.Context, studio *engine.Studio, key artKey, partial unfinished) tea.Cmd {
	return func() tea.Msg {
		switch {
		case ctx.Err() != nil:
			return nil
		case key.path != "":
			return drawnMsg{key, savedPiece(key)}
		case key.partial != "":
			return drawnMsg{key, partialPiece(key, partial)}
		}
		return drawnMsg{key, sketchPiece(studio, key)}
	}
}

func savedPiece(key artKey) piece {
	img, err := picture.DecodePreview(key.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return piece{cells: term.Truncate("(the file is gone)", key.cols)}
	case err != nil:
		return piece{cells: term.Truncate("(the file cannot be shown)", key.cols)}
	}
	return asCells(img, key)
}

// partialPiece draws what can be made out of an unfinished picture; nothing
// when another one came meanwhile.
func partialPiece(key artKey, p unfinished) piece {
	if p.name != key.partial {
		return piece{}
	}
	img, err := picture.Decode(bytes.NewReader(p.data))
	if err != nil {
		return piece{}
	}
	return asCells(img, key)
}

func sketchPiece(studio *engine.Studio, key artKey) piece {
	w, h := sketchSize(key)
	study := studio.Study(prompt.Prompt{Text: key.text, Negative: key.negative}, w, h, key.seed)
	var p piece
	if key.cols > 0 && key.rows > 0 {
		p = asCells(study.Image, key)
	}
	p.chips = chips(study.Chips, key.mode)
	return p
}

// asCells is a mosaic, with what is to be sent to a terminal that can show the
// picture itself.
func asCells(img image.Image, key artKey) piece {
	size := img.Bounds().Size()
	cols, rows := term.Fit(size.X, size.Y, key.cols, key.rows)
	p := piece{cols: cols, rows: rows}
	if key.kitty.Cell != (image.Point{}) {
		img = key.kitty.Shrink(img, cols, rows) // enough for the mosaic, too
		p.unsent = img
	}
	p.cells = term.MosaicFilled(img, cols, rows, key.mode)
	return p
}

func chips(colours []color.RGBA, mode term.Mode) string {
	return term.Pad(term.Chips(colours[:min(len(colours), chipCells)], mode), chipCells)
}

// sketchSize is large enough for the cells and no larger.
func sketchSize(key artKey) (w, h int) {
	long := min(max(key.cols, 2*key.rows)*sketchPixel, mostSketch)
	long = max(long, leastSketch)
	w, h = long, long
	if key.shapeW > key.shapeH {
		h = max(long*key.shapeH/key.shapeW, 64)
	} else {
		w = max(long*key.shapeW/max(key.shapeH, 1), 64)
	}
	return w, h
}
