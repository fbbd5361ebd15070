package paint

import (
	"bytes"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// screen knows what the terminal shows, and turns views into the bytes that
// change it.
type screen struct {
	renderer *uv.TerminalRenderer // writes to buf
	buf      bytes.Buffer
	cells    uv.ScreenBuffer

	asks    bool // it may be asked what it can do
	synced  bool // it can be told where a frame begins and ends
	unicode bool // it measures graphemes as we do

	shown  *tea.View // nil is nothing
	lines  []string  // that the cells hold, if each can be drawn by itself; or nil
	modes  modes     // as the terminal was told
	cursor bool      // is to be seen
}

func newScreen(t Terminal) *screen {
	s := &screen{cells: uv.NewScreenBuffer(0, 0), asks: t.answers(), cursor: true}
	s.renderer = uv.NewTerminalRenderer(&s.buf, t.Env)
	s.renderer.SetColorProfile(t.profile())
	s.renderer.SetFullscreen(true)
	s.renderer.SetBackspace(true)
	if _, tty := file(t.In); !tty {
		s.renderer.SetMapNewline(true) // nobody has told the other end not to
	}
	return s
}

// enter is what begins a time in the terminal.
func (s *screen) enter() string {
	s.renderer.SetPosition(-1, -1) // unknown
	s.redraw()
	all := ansi.SetModeAltScreenSaveCursor + ansi.SetModeLightDark + ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(basicKeys) + ansi.RequestKittyKeyboard
	if s.asks {
		all += ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore
	}
	if s.unicode {
		all += ansi.SetModeUnicodeCore
	}
	return all
}

// leave is what ends it.
func (s *screen) leave() string {
	all := leave(s.modes, s.unicode, s.cursor, s.cells.Height())
	s.modes, s.cursor = modes{}, true
	return all
}

// leave ends what is on. The line, its last, is for terminals that have no
// alternate screen.
func leave(on modes, unicode, cursor bool, line int) string {
	all := change(on, modes{}) + ansi.ResetModeLightDark + ansi.ResetModifyOtherKeys + ansi.PopKittyKeyboard(1)
	if unicode {
		all += ansi.ResetModeUnicodeCore
	}
	all += ansi.CursorPosition(1, line) + ansi.ResetModeAltScreenSaveCursor
	if !cursor {
		all += ansi.SetModeTextCursorEnable
	}
	return all
}

// redraw makes the next frame a whole one.
func (s *screen) redraw() {
	s.renderer.Erase()
	s.shown, s.lines = nil, nil
}

// sized says whether the window's size is known.
func (s *screen) sized() bool { return s.cells.Height() > 0 }

// resize fits the screen to a window, whose terminal may have moved what it
// showed, even if it is of the same size again.
func (s *screen) resize(width, height int) {
	s.cells.Touched = nil
	s.cells.Resize(width, height)
	s.renderer.Resize(width, height)
	s.redraw()
}

// told takes what the terminal can do, and gives what makes it do that.
func (s *screen) told(m tea.ModeReportMsg) string {
	switch {
	case m.Mode == ansi.ModeSynchronizedOutput:
		s.synced = m.Value == ansi.ModeReset
	case m.Mode == ansi.ModeUnicodeCore && !s.unicode && (m.Value == ansi.ModeReset || m.Value.IsSet()):
		s.unicode, s.cells.Method = true, ansi.GraphemeWidth
		s.redraw()
		return ansi.SetModeUnicodeCore
	}
	return ""
}

// frame is what makes the terminal show a view; empty if it does.
func (s *screen) frame(v tea.View) string {
	next := wanted(v)
	if s.shown != nil && next == s.modes && s.shown.Content == v.Content && sameCell(s.shown.Cursor, v.Cursor) {
		s.shown.OnMouse = v.OnMouse
		return ""
	}
	head := change(s.modes, next)
	s.draw(v)
	s.shown, s.modes = &v, next
	body := s.buf.String()
	s.buf.Reset()
	return head + s.framed(body, v.Cursor != nil)
}

// draw writes what differs to buf.
func (s *screen) draw(v tea.View) {
	old := s.lines
	s.fill(v.Content)
	s.renderer.SetScrollOptim(old == nil || s.lines == nil || moved(old, s.lines))
	s.renderer.Render(s.cells.RenderBuffer)
	if v.Cursor != nil {
		s.renderer.MoveTo(v.Cursor.X, v.Cursor.Y) // Render has moved it
	}
	_ = s.renderer.Flush() // to memory
}

// fill makes the cells those of a text. A key changes few lines, and taking all
// of them apart would be most of the work of a frame.
func (s *screen) fill(text string) {
	lines, old := strings.Split(text, "\n"), s.lines
	s.lines = lines
	for y, line := range lines {
		if (old == nil || line != at(old, y)) && open(line) {
			s.lines = nil
		}
	}
	if old == nil || s.lines == nil {
		uv.NewStyledString(text).Draw(s.cells, s.cells.Bounds()) // clears first
		return
	}
	for y := range s.cells.Height() {
		if line := at(lines, y); line != at(old, y) {
			uv.NewStyledString(strings.TrimSuffix(line, "\r")).Draw(s.cells, uv.Rect(0, y, s.cells.Width(), 1))
		}
	}
}

// moved says whether enough lines stand elsewhere for the terminal to scroll
// them there: to find them the renderer takes a hash of every cell, which no
// other frame needs.
func moved(old, lines []string) bool {
	was := map[string]int{}
	for y := range max(len(old), len(lines)) {
		if line := at(old, y); line != at(lines, y) {
			was[line] = y
		}
	}
	n := 0
	for y, line := range lines {
		if from, ok := was[line]; ok && from != y {
			n++
		}
	}
	return n >= scrolled
}

// scrolled is how many lines it takes: the renderer moves no fewer.
const scrolled = 3

// at is a line of a text that may be shorter than the screen.
func at(lines []string, y int) string {
	if y < len(lines) {
		return lines[y]
	}
	return ""
}

// open says whether a line may leave a style or a link to the next one.
func open(line string) bool {
	last := strings.LastIndexByte(line, ansi.ESC)
	if last < 0 {
		return false
	}
	if !strings.HasPrefix(line[last:], ansi.ResetStyle) {
		return true
	}
	link := strings.LastIndex(line, "\x1b]8;")
	return link >= 0 && !strings.HasPrefix(line[link:], "\x1b]8;;\x1b\\") && !strings.HasPrefix(line[link:], "\x1b]8;;\a")
}

// framed puts what keeps a cursor from flying about around a frame.
func (s *screen) framed(body string, cursor bool) string {
	was := s.cursor
	s.cursor = cursor
	before, after := "", ""
	if body != "" && s.synced {
		before, after = ansi.SetModeSynchronizedOutput, ansi.ResetModeSynchronizedOutput
	}
	hide := body != "" && !s.synced && was
	if was && !cursor || hide {
		before += ansi.ResetModeTextCursorEnable
	}
	if cursor && (!was || hide) {
		after = ansi.SetModeTextCursorEnable + after
	}
	return before + body + after
}

// clicked is what the view that is shown has to say to an event of the mouse.
func (s *screen) clicked(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.MouseMsg)
	if !ok || s.shown == nil || s.shown.OnMouse == nil {
		return nil
	}
	return s.shown.OnMouse(m)
}

func sameCell(a, b *tea.Cursor) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Position == b.Position
}
