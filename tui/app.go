package tui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/themes"
	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/paint"
	"easel/tui/screen/studio"
	"easel/tui/style"
	"easel/tui/term"
	"easel/tui/widget"
)

// Options is what the screen starts with.
type Options struct {
	Studio    *engine.Studio
	Session   *engine.OpenSession // the screen closes it
	Resumed   bool                // the session was worked on before
	Busy      bool                // the last session is open elsewhere, so this is a new one
	Idea      string              // to be sent at once; empty is none
	Settings  config.Loaded
	Paths     config.Paths
	Chat      promptgen.PromptGenerator
	Image     imagegen.ImageGenerator
	Also      []imagegen.ImageGenerator // get the same prompt at once as Image
	Notices   []string                  // what the library has to say
	Unsettled []string                  // what was sent, maybe paid, and not received, in other sessions
	Tell      func(line string)         // tells what is still said once the screen is gone; nil tells nobody
	Env       []string                  // as os.Environ
	Home      string                    // the home folder
	System    string                    // as runtime.GOOS
	Now       func() time.Time
	Ground    config.Ground // of the terminal, when Easel ran last
	Themes    themes.Set
	Terminal  paint.Terminal
}

// App is the studio's only tea.Model. It owns the facts (state), hands them to
// the screen to be drawn, and turns what a person asks for into effects.
type App struct {
	o       Options
	ctx     context.Context // ends with the program; effects that run are stopped by it
	open    *engine.OpenSession
	state   *studio.State
	screen  *studio.Screen
	layers  layers // screens over the studio
	dialogs dialog.Stack
	art     *art
	streams *streams
	look    look

	tells         notice
	width, height int
	ground        grounded
	free          bool     // the image generator costs nothing
	view          tea.View // drawn at the end of each Update
	checkpoint    bool     // something was typed since the last checkpoint
	checkpointing bool     // one is on its way
	ticking       bool     // the clock runs, for elapsed times
	away          bool     // another window is in front
	quitArmed     time.Time
	switched      bool                      // the mouse is not as the settings have it
	changing      bool                      // another session opens
	meanwhile     []tea.Msg                 // what was typed since
	copiedFor     string                    // the dialect that a prompt was written in last
	also          []imagegen.ImageGenerator // get the same prompt at once as o.Image
	chosen        *settingsFile             // where choices are remembered
	asked         order                     // what the card would have painted
	priced        priced                    // what the price of a message was worked out for
	stopping      *stream                   // what the question is about, whether to stop it
}

// look is how things look: what was chosen and what the terminal said.
type look struct {
	theme      string // chosen name, or "auto"
	preview    string // a theme shown but not chosen; empty for none
	dark       bool   // the terminal's ground
	told       bool   // the terminal told its ground
	colourless bool   // NO_COLOR, or a terminal without colours
	profile    colorprofile.Profile
}

// New makes the model. It does no IO.
func New(ctx context.Context, o Options) *App {
	a := &App{
		o: o, ctx: ctx, open: o.Session, also: o.Also, chosen: &settingsFile{path: o.Paths.ConfigFile}, streams: newStreams(),
		look: look{theme: o.Settings.Theme, dark: o.Ground != config.Light, colourless: hasEnv(o.Env, "NO_COLOR")},
	}
	st := style.New(a.theme())
	a.screen = studio.New(st)
	a.art = newArt(o.Studio, o.Settings.Pictures != "off")
	a.state = &studio.State{Headings: o.Studio.ReplyHeading, Art: a.art, Style: st, Now: o.Now(), Home: o.Home, Settings: startSettings(o)}
	a.art.setShape(a.state.Settings.Width, a.state.Settings.Height)
	a.nameGenerators()
	a.enter(o.Session)
	a.markStart()
	return a
}

// startSettings are the settings of the first generation.
func startSettings(o Options) prompt.Settings {
	w, h, err := config.ParseSize(o.Settings.Size, defaultArea)
	if err != nil {
		w, h = 1024, 1024
	}
	return prompt.Settings{Width: w, Height: h, Count: max(o.Settings.Count, 1)}
}

// defaultArea is the pixels of a picture whose size is given as a ratio.
const defaultArea = 1024 * 1024

// enter shows a session, with the draft that was being typed in it.
func (a *App) enter(open *engine.OpenSession) {
	a.open = open
	a.state.Session = open.State()
	a.state.Mark, a.state.Next = "", ""
	a.art.seed = uint32(a.state.Session.Seed)
	a.restore(open.Draft())
	if told := open.Unsettled(); len(told) > 0 {
		a.fail(strings.Join(told, ". "))
	}
}

func (a *App) markStart() {
	switch {
	case a.o.Busy:
		a.state.Mark = "new: the last session is open in another window"
	case a.o.Resumed:
		a.state.Mark = "resumed, ctrl+n new"
	}
	for _, n := range a.o.Notices {
		a.notice(n)
	}
	if len(a.o.Unsettled) > 0 {
		a.fail(strings.Join(slices.Concat(a.open.Unsettled(), a.o.Unsettled), ". "))
	}
}

func (a *App) nameGenerators() {
	chat := a.o.Chat.Info()
	a.state.Chat = studio.Chat{Name: ref(chat.Name, chat.Model), Title: chat.Title, ByRule: chat.ByRule}
	image := a.o.Image.Info()
	a.state.Image = studio.Image{Name: image.Name, Model: image.Model, Price: catalog.Nothing().String(), Can: image.Can}
	a.free = image.Can.Free
	for _, g := range a.also {
		a.state.Image.Also = append(a.state.Image.Also, g.Info().Ref())
		a.free = a.free && g.Info().Can.Free
	}
	a.priced = priced{}
	a.state.Offer = ""
	if hasEnv(a.o.Env, "OPENAI_API_KEY") && chat.ByRule {
		a.state.Offer = "OPENAI_API_KEY is set: ctrl+o to use ChatGPT and gpt-image (paid)."
	}
}

// Init asks the terminal for its colours and sends the first idea, if any.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{tea.RequestBackgroundColor, lookAtTerminal(), a.takeUp(), a.backUp()}
	if a.o.Idea != "" {
		cmds = append(cmds, a.send(a.o.Idea))
	}
	return tea.Batch(cmds...)
}

// Update handles one message and draws. What it starts is in the command.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.route(msg)
	if a.width == 0 { // the window's size is about to come
		return a, cmd
	}
	return a, tea.Batch(cmd, a.redraw(), a.checkpointLater(), a.tickLater())
}

// View is what the last Update drew.
func (a *App) View() tea.View { return a.view }

// redraw draws the screen and starts drawing the pictures that it lacks.
func (a *App) redraw() tea.Cmd {
	a.price()
	frame, cursor := a.draw()
	if _, over := a.dialogs.Top(); over && a.tells.text == "" {
		frame = a.withoutKeys(frame)
	}
	for _, d := range a.dialogs.All() {
		frame, cursor = a.overlay(frame, d)
	}
	frame = a.ground.lay(frame, a.width, a.height, a.state.Style)
	if !a.look.told && !a.look.colourless {
		frame = widget.HoldEdge(frame)
	}
	a.view = tea.NewView(frame)
	a.view.AltScreen = true
	a.view.WindowTitle = windowTitle(a.state)
	a.view.Cursor = cursor
	if cursor != nil && a.state.Style.Cursor != nil {
		cursor.Color = a.state.Style.Cursor
	}
	a.view.ReportFocus = true
	if a.o.Settings.Mouse != a.switched {
		a.view.MouseMode = tea.MouseModeCellMotion
	}
	if n := len(a.state.Painting); n > 0 {
		a.view.ProgressBar = progressBar(a.state.Painting[n-1].Fraction)
	}
	return tea.Batch(a.art.draw(a.ctx), a.seek())
}

// withoutKeys is a frame without its footer: under a dialog its keys do not work.
func (a *App) withoutKeys(frame string) string {
	above := strings.LastIndexByte(frame, '\n')
	if above < 0 {
		return frame
	}
	return frame[:above+1] + term.Spaces(a.width)
}

// overlay lays a dialog over the frame.
func (a *App) overlay(frame string, d dialog.Dialog) (string, *tea.Cursor) {
	top, cursor := d.View(a.width, a.height, a.state.Style)
	x, y := widget.Centre(top, a.width, a.height)
	if cursor != nil {
		at := *cursor
		at.X += x
		at.Y += y
		cursor = &at
	}
	return widget.Overlay(frame, top, x, y, a.width, a.height), cursor
}

func windowTitle(st *studio.State) string {
	if st.Session.Title == "" {
		return "Easel"
	}
	return term.SafeLine(st.Session.Title) + " - Easel"
}

// theme is the theme to draw with now.
func (a *App) theme() themes.Theme {
	if a.look.colourless {
		if t, ok := themes.Find("plain"); ok {
			return t
		}
	}
	name := a.look.theme
	if a.look.preview != "" {
		name = a.look.preview
	}
	t, ok := a.o.Themes.Find(name)
	if !ok {
		t = themes.Default(a.look.dark)
	}
	if a.look.profile == colorprofile.ANSI {
		t = style.Sixteen(t)
	}
	return t
}

// restyle draws with the theme that is chosen now.
func (a *App) restyle() {
	if t := a.theme(); t != a.state.Style.Theme {
		a.state.Style = style.New(t) // which forgets all that was drawn
	}
	mode := term.TrueColour
	switch {
	case a.look.colourless && a.look.dark:
		mode = term.Ramp
	case a.look.colourless:
		mode = term.RampOnLight
	}
	a.art.setMode(mode)
}

// groundTold draws for the ground that the terminal has, and remembers it.
func (a *App) groundTold(dark bool) tea.Cmd {
	a.look.dark, a.look.told = dark, true
	a.restyle()
	ground := config.Light
	if dark {
		ground = config.Dark
	}
	if ground == a.o.Ground {
		return nil
	}
	a.o.Ground = ground
	paths := a.o.Paths
	return func() tea.Msg {
		_ = paths.KeepGround(ground) // it saves a moment of the next start, no more
		return nil
	}
}

// focusPictures gives the keys to the pictures.
func (a *App) focusPictures() { a.screen.SetFocus(a.state, intent.Pictures) }

// focusChat gives the keys to the chat.
func (a *App) focusChat() { a.screen.SetFocus(a.state, intent.Chat) }
