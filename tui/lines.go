package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/problem"
	"easel/engine/session"
	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/plain"
	"easel/tui/term"
	"easel/tui/widget"
)

// lineStudio is the studio line by line: the same App, without a screen. A line
// that is typed is a message or a slash command; what comes of it is said in
// words, when it is whole. Nothing is drawn, so nothing is painted over.
type lineStudio struct {
	app   *App
	out   io.Writer
	typed bool // somebody types, and sees what is typed
	width int  // columns of the terminal, at which lines are wrapped; 0 leaves them whole

	msgs    chan tea.Msg
	running int  // commands that have not come back
	over    bool // quit, or the output cannot be written

	session  string // the one that was told of last
	told     int    // how many of its nodes were
	asked    string // id of the question that was told
	prompted bool   // the cursor stands behind the mark of the input
}

// saysOn is how often is said that something still runs.
const saysOn = 10 * time.Second

// RunLines is the studio for somebody who cannot use a screen, and for logs.
// typed says that somebody types the lines of in; a file of lines is worked
// through one after the other. width is the columns of a terminal that is
// written to, else 0. It ends at /quit or the end of in.
func RunLines(ctx context.Context, o Options, in io.Reader, out io.Writer, typed bool, width int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Settings.Pictures = "off"
	l := &lineStudio{app: New(ctx, o), out: out, typed: typed, width: width, msgs: make(chan tea.Msg, 64)}
	l.begin()
	l.loop(ctx, linesOf(ctx, in))
	l.app.leave()
	if err := ctx.Err(); err != nil {
		return problem.Wrap(err, problem.Interrupted, "Stopped by a signal", "The session goes on next time: easel --plain")
	}
	return nil
}

// longestLine is more than anybody types, in bytes.
const longestLine = 1 << 20

// typedLine is a line of the input, or why there are no more.
type typedLine struct {
	text string
	err  error
}

// linesOf reads lines beside everything else. The channel is closed at the end.
func linesOf(ctx context.Context, in io.Reader) <-chan typedLine {
	lines := make(chan typedLine)
	go func() {
		defer close(lines)
		give := func(line typedLine) (more bool) {
			select {
			case lines <- line:
				return true
			case <-ctx.Done():
				return false
			}
		}
		s := bufio.NewScanner(in)
		s.Buffer(nil, longestLine)
		for s.Scan() {
			if !give(typedLine{text: s.Text()}) {
				return
			}
		}
		switch err := s.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			give(typedLine{err: errors.New("a line has more than 1 MiB")})
		case err != nil:
			give(typedLine{err: err})
		}
	}()
	return lines
}

// begin says where one is.
func (l *lineStudio) begin() {
	a := l.app
	l.say("Easel. " + term.SafeLine(a.state.Chat.Title) + " writes the prompts, " + a.o.Image.Info().Name + " paints. /help lists the commands.")
	if a.state.Offer != "" {
		l.say(strings.Replace(a.state.Offer, "ctrl+o", "/chat and /image", 1))
	}
	l.start(a.takeUp())
	l.tell()
	if a.o.Idea != "" {
		l.start(a.send(a.o.Idea))
	}
}

// loop handles lines and what comes back from commands. A file's next line
// waits until what the one before started has ended.
func (l *lineStudio) loop(ctx context.Context, lines <-chan typedLine) {
	clock := time.NewTicker(saysOn)
	defer clock.Stop()
	for !l.over {
		next := lines
		idle := l.running == 0 && len(l.msgs) == 0
		if !l.typed && !idle {
			next = nil
		}
		if lines == nil && idle {
			return
		}
		if l.typed && idle {
			l.mark()
		}
		select {
		case <-ctx.Done():
			return
		case line, more := <-next:
			if !more {
				lines = nil
				continue
			}
			l.prompted = false
			if line.err != nil {
				l.say("Error: nothing more is read: " + line.err.Error() + ".")
				continue
			}
			l.line(strings.TrimSpace(line.text))
		case msg := <-l.msgs:
			l.running--
			l.message(msg)
		case <-clock.C:
			l.sayWaiting()
		}
		l.tell()
	}
}

// start runs a command beside everything else.
func (l *lineStudio) start(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	l.running++
	go func() { l.msgs <- cmd() }()
}

// message is what Bubble Tea does with a message, for those that need no
// terminal.
func (l *lineStudio) message(msg tea.Msg) {
	if _, quit := msg.(tea.QuitMsg); quit {
		l.over = true
		return
	}
	if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range list.Len() { // tea.BatchMsg, and what tea.Sequence makes
			l.start(list.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if msg != nil {
		l.start(l.app.route(msg))
	}
}

// line does what a line asks for.
func (l *lineStudio) line(text string) {
	a := l.app
	if !l.typed && text != "" {
		l.say("> " + term.Safe(text))
	}
	if q, ok := l.question(); ok {
		l.answer(q, text)
		return
	}
	switch {
	case text == "":
	case strings.HasPrefix(text, "/"):
		if in, ok := keymap.Command(text); ok {
			l.start(l.apply(in))
			return
		}
		name, _, _ := strings.Cut(text, " ")
		l.say("Error: there is no command " + term.SafeLine(name) + ". /help lists them.")
	default:
		a.screen.Input.SetValue(text)
		l.start(a.sendInput())
	}
}

// question is the one that waits for an answer.
func (l *lineStudio) question() (*dialog.Question, bool) {
	top, _ := l.app.dialogs.Top()
	q, ok := top.(*dialog.Question)
	return q, ok
}

// answer takes a choice by its number or by how its label begins. Anything else
// asks again, so that nothing is paid for by mistake.
func (l *lineStudio) answer(q *dialog.Question, text string) {
	for i, c := range q.Choices() {
		if text == strconv.Itoa(i+1) || text != "" && strings.HasPrefix(strings.ToLower(c.Label), strings.ToLower(text)) {
			l.asked = ""
			l.app.dialogs.Close(q.ID())
			if c.Intent != nil {
				l.start(l.app.apply(c.Intent))
			}
			return
		}
	}
	l.asked = ""
}

// tell says what is new: the session, a notice, a question.
func (l *lineStudio) tell() {
	a := l.app
	told := l.tellSession()
	switch n := a.tells; {
	case n.text == "":
	case n.bad:
		l.say("Error: " + n.text)
	case !told: // or it says the same
		l.say(n.text)
	}
	a.tells = notice{}
	if q, ok := l.question(); ok && q.ID() != l.asked {
		l.asked = q.ID()
		l.say("Question: " + q.Text())
		for i, c := range q.Choices() {
			l.say(strconv.Itoa(i+1) + ": " + c.Label)
		}
	}
}

// tellSession says what happened in the session, if anything did.
func (l *lineStudio) tellSession() (told bool) {
	s := l.app.state.Session
	nodes := s.Nodes()
	if s.ID != l.session {
		l.session, l.told = s.ID, len(nodes)
		l.tellWhere()
	}
	for ; l.told < len(nodes); l.told++ {
		n := nodes[l.told]
		if _, typed := n.Body.(session.Said); !typed {
			l.say(plain.Node(s, n)...)
			told = true
		}
	}
	return told
}

// tellWhere says which session this is, and where it stands.
func (l *lineStudio) tellWhere() {
	s := l.app.state.Session
	if s.Empty() {
		l.say("A new session. What do you want to see?")
		return
	}
	l.say("Session: " + term.SafeLine(s.Title) + ".")
	if current, ok := s.Current(); ok {
		l.say(plain.Prompt("Prompt", current)...)
	}
}

// sayWaiting says what runs, and for how long.
func (l *lineStudio) sayWaiting() {
	st := l.app.state
	st.Now = l.app.o.Now()
	for _, p := range st.Painting {
		if st.Now.Sub(p.Since) < saysOn/2 {
			continue
		}
		doing := "Painting"
		if p.Says != "" {
			doing = term.SafeLine(p.By) + " is " + p.Says
		}
		l.say(doing + ": " + widget.Waiting(st.Now.Sub(p.Since), p.Usual) + ". /stop stops it.")
	}
	if st.Reply != nil {
		l.say("The reply is still coming. /stop stops it.")
	}
}

// say writes lines. They have parts from outside in many places, and are made
// safe in this one.
func (l *lineStudio) say(lines ...string) {
	if l.prompted {
		lines = append([]string{""}, lines...)
		l.prompted = false
	}
	for _, line := range lines {
		line = term.Safe(line)
		if l.width > leastColumns && !strings.HasPrefix(line, "Saved: ") { // a path must stay whole
			line = strings.Join(term.Wrap(line, l.width-1), "\n")
		}
		l.write(line + "\n")
	}
}

// leastColumns is how narrow a terminal may be for wrapping to help.
const leastColumns = 20

// mark invites the next line.
func (l *lineStudio) mark() {
	if !l.prompted {
		l.write("> ")
		l.prompted = true
	}
}

func (l *lineStudio) write(text string) {
	if _, err := fmt.Fprint(l.out, text); err != nil {
		l.over = true // nobody listens any more
	}
}

// apply does what a slash command asks for. What is a screen or a dialog
// elsewhere is said in words here.
func (l *lineStudio) apply(in intent.Intent) tea.Cmd {
	if told, ok := l.inWords(in); ok {
		l.say(told...)
		return nil
	}
	a := l.app
	cmd := a.apply(in)
	if _, asks := l.question(); !asks && len(a.dialogs.All()) > 0 || len(a.layers) > 0 {
		a.dialogs = dialog.Stack{}
		a.toStudio()
		l.say("That is on the screen only. /help lists what can be done here.")
	}
	return cmd
}
