package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
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
	send   *sender
	seed   uint32 // of the sketches of this session
	width  int    // pixels of the next generation, for the shape of sketches
	height int

	partial  unfinished // the one that came last
	partials int

	pieces  map[artKey]*piece
	frame   int             // counts the drawings of the screen
	wanted  []artKey        // asked for by this drawing, and not there
	drawing map[artKey]bool // by commands that run
	grown   bool            // there are more pieces than at the last drawing
}

// artKey says what is drawn, and how large. A picture that was drawn is known by
// it: the same file, the same cells, the same pixels in a cell.
type artKey struct {
	path, hash     string // of a saved picture; empty for others
	partial        string // name of an unfinished picture; empty for others
	text, negative string // of a sketch
	seed           uint32
	shapeW, shapeH int // of the sketch, in pixels; only their ratio matters
	cols, rows     int
	mode           term.Mode
	kitty          term.Kitty // zero where pictures are mosaics
}

// unfinished is a picture on its way, as the generator sent it.
type unfinished struct {
	name string
	data []byte
}

const (
	mostCells  = 16 << 20 // bytes of cells that are remembered
	mostPieces = 2000
	drawAtOnce = 2
)

func newArt(s *engine.Studio, on bool) *art {
	return &art{studio: s, on: on, width: 1, height: 1, send: newSender(),
		pieces: make(map[artKey]*piece), drawing: make(map[artKey]bool)}
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

// Chips are the colours of a sketch.
func (a *art) Chips(p prompt.Prompt) string {
	key := a.sketchKey(p, a.width, a.height, 0, 0)
	key.kitty = term.Kitty{}
	got := a.ask(key)
	if got.chips == "" {
		return term.Spaces(chipCells)
	}
	return got.chips
}

// Picture is a saved picture.
func (a *art) Picture(image session.Image, cols, rows int) string {
	return a.ask(a.sized(artKey{path: image.Path, hash: image.SHA256}, cols, rows)).cells
}

// Partial is an unfinished picture.
func (a *art) Partial(name string, cols, rows int) string {
	return a.ask(a.sized(artKey{partial: name}, cols, rows)).cells
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
	return a.sized(artKey{text: p.Text, negative: p.Negative, seed: a.seed, shapeW: shapeW, shapeH: shapeH}, cols, rows)
}

func (a *art) sized(key artKey, cols, rows int) artKey {
	key.cols, key.rows, key.mode = cols, rows, a.mode
	if a.send.on && a.mode == term.TrueColour {
		key.kitty = a.send.kitty
	}
	return key
}

// ask is what there is of a picture now.
func (a *art) ask(key artKey) piece {
	if !a.on && key.cols > 0 || key.cols < 0 || key.rows < 0 {
		return piece{}
	}
	p, there := a.pieces[key]
	switch {
	case there:
		p.asked = a.frame
		a.send.ask(key, p)
		return *p
	case !a.drawing[key]:
		a.wanted = append(a.wanted, key)
	}
	return piece{}
}

// draw starts drawing what this drawing of the screen lacked, as far as there is
// room: what does not show any more by then is never drawn. Call it after each
// drawing of the screen.
func (a *art) draw(ctx context.Context) tea.Cmd {
	var cmds []tea.Cmd
	for _, key := range a.wanted {
		if len(a.drawing) == drawAtOnce {
			break
		}
		if !a.drawing[key] {
			a.drawing[key] = true
			cmds = append(cmds, drawPiece(ctx, a.studio, key, a.partial))
		}
	}
	a.wanted = nil
	cmds = append(cmds, a.send.next(), a.forgetOld())
	a.frame++
	return tea.Batch(cmds...)
}

func (a *art) drawn(msg drawnMsg) {
	delete(a.drawing, msg.key)
	msg.asked = a.frame
	a.pieces[msg.key], a.grown = &msg.piece, true
}

// encoded sends a picture to the terminal, unless it was forgotten meanwhile.
func (a *art) encoded(msg encodedMsg) tea.Cmd {
	if p := a.pieces[msg.key]; p == nil || p.id != msg.id || msg.data == "" {
		a.send.busy = false
		a.send.forget(msg.id)
		return nil
	}
	return tea.Sequence(tea.Raw(msg.data), func() tea.Msg { return msg.sentMsg })
}

// sent shows what the terminal has got now, in place of its mosaic.
func (a *art) sent(msg sentMsg) tea.Cmd {
	a.send.busy = false
	p := a.pieces[msg.key]
	if p == nil || p.id != msg.id {
		return tea.Raw(a.send.kitty.Erase(msg.id)) // forgotten meanwhile
	}
	p.cells = term.Placeholders(msg.id, msg.cols, msg.rows)
	return nil
}

// forgetOld forgets what was not asked for longest, here and in the terminal,
// until the rest is within bounds. What shows stays.
func (a *art) forgetOld() tea.Cmd {
	if !a.grown {
		return nil
	}
	a.grown = false
	size := 0
	for _, p := range a.pieces {
		size += p.size()
	}
	var cmds []tea.Cmd
	for size > mostCells || len(a.pieces) > mostPieces || a.send.full() {
		key, old, found := a.oldest(a.send.full())
		if !found {
			break
		}
		size -= old.size()
		cmds = append(cmds, a.send.forget(old.id))
		delete(a.pieces, key)
	}
	return tea.Batch(cmds...)
}

// oldest is the piece that was not asked for longest, if there is any that does
// not show; of those only that the terminal has, or of all.
func (a *art) oldest(sent bool) (key artKey, old *piece, found bool) {
	for k, p := range a.pieces {
		if p.asked < a.frame && (p.id != 0 || !sent) && (old == nil || p.asked < old.asked) {
			key, old = k, p
		}
	}
	return key, old, old != nil
}

// sendAgain forgets what was sent, when the terminal may have lost it, and
// erases it in case that it has not.
func (a *art) sendAgain() tea.Cmd {
	for key, p := range a.pieces {
		if p.id != 0 {
			delete(a.pieces, key)
		}
	}
	if last := a.send.farewell(); last != "" {
		return tea.Raw(last)
	}
	return nil
}
