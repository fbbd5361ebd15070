package tui

import (
	"bytes"
	"context"
	"image/color"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/term"
)

// art is pictures as cells. Panes ask for what they show; what is not there is
// drawn by a command and shown when it is. It implements studio.Art.
type art struct {
	studio *engine.Studio
	on     bool // pictures are shown at all
	mode   term.Mode
	seed   uint32 // of the sketches of this session
	width  int    // pixels of the next generation, for the shape of sketches
	height int

	partial  unfinished // the one that came last
	partials int

	cells   map[artKey]drawn
	pending map[artKey]bool
	wanted  []artKey      // asked for by the drawing that just was, and not there
	gate    chan struct{} // how many are drawn at a time
}

// artKey says what is drawn, and how large.
type artKey struct {
	path           string // of a saved picture; empty for others
	partial        string // name of an unfinished picture; empty for others
	text, negative string // of a sketch
	seed           uint32
	shapeW, shapeH int // of the sketch, in pixels; only their ratio matters
	cols, rows     int
	mode           term.Mode
}

// unfinished is a picture on its way, as the generator sent it.
type unfinished struct {
	name string
	data []byte
}

type drawn struct {
	cells string
	chips string
}

// drawnMsg is a picture that is there now.
type drawnMsg struct {
	key artKey
	drawn
}

const (
	mostDrawn   = 400 // pictures remembered as cells
	drawAtOnce  = 2
	sketchPixel = 4   // sketch pixels a cell's width: more than shows, for smooth edges
	leastSketch = 96  // pixels on the long side
	mostSketch  = 320 // pixels on the long side
)

func newArt(s *engine.Studio, on bool) *art {
	return &art{studio: s, on: on, width: 1, height: 1, cells: make(map[artKey]drawn), pending: make(map[artKey]bool),
		gate: make(chan struct{}, drawAtOnce)}
}

func (a *art) setMode(m term.Mode) { a.mode = m }

// setShape says what the next generation's pictures will be like.
func (a *art) setShape(width, height int) { a.width, a.height = width, height }

// Study is a sketch in the shape of the next generation.
func (a *art) Study(p prompt.Prompt, cols, rows int) string {
	return a.ask(a.sketchKey(p, a.width, a.height, cols, rows)).cells
}

// Scene is a sketch that fills the cells.
func (a *art) Scene(p prompt.Prompt, cols, rows int) string {
	return a.ask(a.sketchKey(p, cols, 2*rows, cols, rows)).cells
}

// chipCells is how many colours a row of chips has.
const chipCells = 5

// Chips are the colours of a sketch.
func (a *art) Chips(p prompt.Prompt) string {
	got := a.ask(a.sketchKey(p, a.width, a.height, 0, 0))
	if got.chips == "" {
		return term.Spaces(chipCells)
	}
	return got.chips
}

// Picture is a saved picture.
func (a *art) Picture(image session.Image, cols, rows int) string {
	return a.ask(artKey{path: image.Path, cols: cols, rows: rows, mode: a.mode}).cells
}

// Partial is an unfinished picture.
func (a *art) Partial(name string, cols, rows int) string {
	return a.ask(artKey{partial: name, cols: cols, rows: rows, mode: a.mode}).cells
}

// keepPartial takes the bytes of an unfinished picture, in place of those that
// came before of the same generation, and gives the name to ask for it by.
func (a *art) keepPartial(generation int, data []byte) string {
	a.partials++
	name := strconv.Itoa(generation) + " " + strconv.Itoa(a.partials)
	a.partial = unfinished{name, data}
	return name
}

func (a *art) sketchKey(p prompt.Prompt, shapeW, shapeH, cols, rows int) artKey {
	return artKey{text: p.Text, negative: p.Negative, seed: a.seed, shapeW: shapeW, shapeH: shapeH, cols: cols, rows: rows, mode: a.mode}
}

func (a *art) ask(key artKey) drawn {
	if !a.on && key.cols > 0 || key.cols < 0 || key.rows < 0 {
		return drawn{}
	}
	got, there := a.cells[key]
	if !there && !a.pending[key] {
		a.pending[key] = true
		a.wanted = append(a.wanted, key)
	}
	return got
}

// draw starts drawing what the last drawing of the screen lacked.
func (a *art) draw(ctx context.Context) tea.Cmd {
	var cmds []tea.Cmd
	for _, key := range a.wanted {
		cmds = append(cmds, a.drawing(ctx, key))
	}
	a.wanted = nil
	return tea.Batch(cmds...)
}

func (a *art) drawn(msg drawnMsg) {
	delete(a.pending, msg.key)
	if len(a.cells) >= mostDrawn {
		clear(a.cells) // what shows is asked for again at once
	}
	a.cells[msg.key] = msg.drawn
}

// drawing is the command that draws one picture.
func (a *art) drawing(ctx context.Context, key artKey) tea.Cmd {
	studio, gate, partial := a.studio, a.gate, a.partial
	return func() tea.Msg {
		select {
		case gate <- struct{}{}:
			defer func() { <-gate }()
		case <-ctx.Done():
			return nil
		}
		if key.path != "" {
			return drawnMsg{key, drawn{cells: pictureCells(key)}}
		}
		if key.partial != "" {
			return drawnMsg{key, drawn{cells: partialCells(key, partial)}}
		}
		return drawnMsg{key, sketchCells(studio, key)}
	}
}

func pictureCells(key artKey) string {
	image, err := picture.DecodeFile(key.path)
	if err != nil {
		return "(the file cannot be shown)"
	}
	return term.Mosaic(image, key.cols, key.rows, key.mode)
}

// partialCells draws what can be made out of an unfinished picture; nothing
// when another one came meanwhile.
func partialCells(key artKey, p unfinished) string {
	if p.name != key.partial {
		return ""
	}
	image, err := picture.Decode(bytes.NewReader(p.data))
	if err != nil {
		return ""
	}
	return term.Mosaic(image, key.cols, key.rows, key.mode)
}

func sketchCells(studio *engine.Studio, key artKey) drawn {
	w, h := sketchSize(key)
	study := studio.Study(prompt.Prompt{Text: key.text, Negative: key.negative}, w, h, key.seed)
	d := drawn{chips: chips(study.Chips, key.mode)}
	if key.cols > 0 && key.rows > 0 {
		d.cells = term.Mosaic(study.Image, key.cols, key.rows, key.mode)
	}
	return d
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
