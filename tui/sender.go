package tui

import (
	"image"
	"math/rand/v2"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/tui/term"
)

// sender gives pictures to a terminal that can show them, one at a time, and
// keeps account of what the terminal has. A picture is shown by its
// placeholders only after it was sent; until then it is a mosaic.
type sender struct {
	on    bool
	kitty term.Kitty

	waiting []unsent       // asked for by this drawing of the screen
	busy    bool           // one is on its way
	last    uint32         // the id that was given last
	has     map[uint32]int // pixels of what the terminal has, or is about to get
	pixels  int            // of all of them
}

// unsent is a piece that waits to be sent.
type unsent struct {
	key artKey
	*piece
}

// encodedMsg is a picture that is ready for the terminal.
type encodedMsg struct {
	sentMsg
	data string
}

// sentMsg is a picture that was sent.
type sentMsg struct {
	key        artKey
	id         uint32
	cols, rows int
}

// mostSent is how many pixels the terminal keeps for us; kitty has room for five
// times as many, for all programs.
const mostSent = 16 << 20

// newSender begins at an id of its own, as ids are those of the whole terminal.
func newSender() *sender {
	first := term.LeastPicture + rand.Uint32N(term.LastPicture-term.LeastPicture)
	return &sender{kitty: term.Kitty{Cell: term.UsualCell}, last: first, has: make(map[uint32]int)}
}

// ask says that a piece shows now.
func (s *sender) ask(key artKey, p *piece) {
	if p.unsent != nil {
		s.waiting = append(s.waiting, unsent{key, p})
	}
}

// next sends the first of what waits, once what is on its way has arrived.
func (s *sender) next() tea.Cmd {
	waiting := s.waiting
	s.waiting = nil
	if s.busy || !s.on || len(waiting) == 0 {
		return nil
	}
	p, k, img := waiting[0].piece, s.kitty, waiting[0].unsent
	p.id, p.unsent = s.newID(img), nil
	msg := sentMsg{waiting[0].key, p.id, p.cols, p.rows}
	s.busy = true
	return func() tea.Msg { return encodedMsg{msg, k.Transmit(msg.id, img, msg.cols, msg.rows)} }
}

func (s *sender) newID(img image.Image) uint32 {
	s.last++
	if s.last > term.LastPicture {
		s.last = term.LeastPicture
	}
	size := img.Bounds().Size()
	s.has[s.last] = size.X * size.Y
	s.pixels += s.has[s.last]
	return s.last
}

// full says whether the terminal has more than it is asked to keep.
func (s *sender) full() bool { return s.pixels > mostSent }

// forget takes a picture out of the account, and gives the command that erases
// it; nil for one that the terminal does not have.
func (s *sender) forget(id uint32) tea.Cmd {
	pixels, there := s.has[id]
	if !there {
		return nil
	}
	delete(s.has, id)
	s.pixels -= pixels
	return tea.Raw(s.kitty.Erase(id))
}

// farewell is what erases all that the terminal has, which is none of it then;
// empty for nothing.
func (s *sender) farewell() string {
	ids := make([]uint32, 0, len(s.has))
	for id := range s.has {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var out strings.Builder
	for _, id := range ids {
		out.WriteString(s.kitty.Erase(id))
	}
	clear(s.has)
	s.pixels = 0
	return out.String()
}
