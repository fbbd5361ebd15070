package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/session"
)

// Studio is what the screen and the commands work with. Its methods may be
// called from several goroutines.
type Studio struct {
	lib      Library
	pictures *picture.Store
	prompts  []promptgen.PromptGenerator
	images   []imagegen.ImageGenerator
	now      func() time.Time
	newID    func() string
	random   func() uint64
	version  string
	after    After
	services *Services
	budget   func() library.Budget
	studies  *studies
}

// Parts is what a Studio is made of. Every field is needed, but for the lists
// of generators, of which nil means all that are built in, and what says that it may be nil.
type Parts struct {
	Library  Library
	Pictures *picture.Store
	Prompts  []promptgen.PromptGenerator
	Images   []imagegen.ImageGenerator
	Now      func() time.Time
	NewID    func() string         // ids that sort by time
	Random   func() uint64         // seeds are drawn from it
	Version  string                // written into pictures
	After    After                 // what streams is kept by it; nil is the clock of the machine
	Services *Services             // generators that are asked over a network; nil is none
	Budget   func() library.Budget // the person's limits on spending now; nil is none
}

// Library is where a studio keeps what was made: a [library.Library], or in
// tests one that fails.
type Library interface {
	Lease(id string) (release func(), ok bool, err error)
	Find(ctx context.Context, id string) (library.Header, error)
	Session(ctx context.Context, id string) (session.Session, error)
	Append(ctx context.Context, h library.Header, events ...session.Event) error
	Draft(ctx context.Context, sessionID string) (library.Draft, error)
	SaveDraft(ctx context.Context, h library.Header, d library.Draft) error
	Last(ctx context.Context) (id string, ok bool, err error)
	Sessions(ctx context.Context, limit int) ([]library.Summary, error)
	Generations(ctx context.Context, limit int) ([]library.Generation, error)
	UsualTime(ctx context.Context, generator, model string) (time.Duration, error)
	CheckBudget(ctx context.Context, sessionID string, e catalog.Estimate, b library.Budget) error
	Prepare(ctx context.Context, r library.Request, b library.Budget) error
	Journal(ctx context.Context, requestID string, s library.Step) error
	Settle(ctx context.Context, id string, o library.Outcome) error
	Pending(ctx context.Context, sessionID string) ([]library.Pending, error)
	Search(ctx context.Context, q library.Query, after *library.Cursor, limit int) (library.Page, error)
	CatchUp(ctx context.Context, left func(int)) error
	Favourite(ctx context.Context, ref string) (library.Favourite, error)
	Style(ctx context.Context, name string) (library.Favourite, bool, error)
	Keep(ctx context.Context, f library.Favourite) (id string, added bool, err error)
	Edit(ctx context.Context, id string, change func(*library.Favourite)) (library.Favourite, error)
	Tag(ctx context.Context, ids, add, remove []string) error
	Trash(ctx context.Context, ids ...string) error
	Restore(ctx context.Context, ids ...string) error
	Trashed(ctx context.Context, ids []string) (map[string]bool, error)
	BackUpToday(ctx context.Context) (made string, err error)
}

// After runs a function in a goroutine of its own once some time has passed.
type After func(d time.Duration, do func())

// NewStudio makes a studio. The library stays the caller's to close.
func NewStudio(p Parts) *Studio {
	if p.Prompts == nil {
		p.Prompts = promptGenerators()
	}
	if p.Images == nil {
		p.Images = imageGenerators()
	}
	if p.After == nil {
		p.After = func(d time.Duration, do func()) { time.AfterFunc(d, do) }
	}
	if p.Budget == nil {
		p.Budget = library.NoBudget
	}
	return &Studio{
		lib: p.Library, pictures: p.Pictures, prompts: p.Prompts, images: p.Images,
		now: p.Now, newID: p.NewID, random: p.Random, version: p.Version, after: p.After,
		services: p.Services, budget: p.Budget,
		studies: newStudies(),
	}
}

// moment is the time now, as exactly as the library keeps it.
func (s *Studio) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// PromptGenerator finds a prompt generator by NAME or NAME:MODEL.
func (s *Studio) PromptGenerator(name string) (promptgen.PromptGenerator, error) {
	var names []string
	for _, g := range s.prompts {
		if named(name, g.Info().Name, g.Info().Model) {
			return g, nil
		}
		names = append(names, g.Info().Name)
	}
	if g, ok, err := s.services.chat(name); ok || err != nil {
		return g, err
	}
	return nil, unknownGenerator("prompt", name, append(names, s.services.names(true)...))
}

// ImageGenerator finds an image generator by NAME or NAME:MODEL.
func (s *Studio) ImageGenerator(name string) (imagegen.ImageGenerator, error) {
	var names []string
	for _, g := range s.images {
		if named(name, g.Info().Name, g.Info().Model) {
			return g, nil
		}
		names = append(names, g.Info().Name)
	}
	if g, ok, err := s.services.image(name); ok || err != nil {
		return g, err
	}
	return nil, unknownGenerator("image", name, append(names, s.services.names(false)...))
}

func named(asked, name, model string) bool {
	n, m, _ := strings.Cut(asked, ":")
	return n == name && (m == "" || m == model)
}

func unknownGenerator(kind, name string, names []string) error {
	return problem.New(problem.Usage, fmt.Sprintf("There is no %s generator %q", kind, name),
		"There are: "+strings.Join(names, ", "))
}

// Engine is what `easel engines` and the choice of generators say of one
// generator.
type Engine struct {
	Name   string
	Model  string
	Ready  bool
	Reason string // why it is ready, or the one thing to do
	URL    string // where it is asked; empty for what is built in
	Free   bool   // costs nothing
	Can    string // of an image generator that is ready: what it can do, in a few words
	Lists  string // the host that AskModels would ask for its models; empty for none
}

// Names lists what --chat and --image take, without asking whether it is ready.
func (s *Studio) Names() (prompts, images []string) {
	for _, g := range s.prompts {
		prompts = append(prompts, g.Info().Name)
	}
	for _, g := range s.images {
		images = append(images, g.Info().Name)
	}
	return append(prompts, s.services.names(true)...), append(images, s.services.names(false)...)
}

// ReplyHeading is how the replies of a prompt generator are headed, be it chosen
// now or not; empty for one that is not known any more.
func (s *Studio) ReplyHeading(name string) string {
	for _, g := range s.prompts {
		if g.Info().Name == name {
			return g.Info().Title
		}
	}
	if s.services == nil {
		return ""
	}
	p, _, ok, err := s.services.profile(name)
	if !ok || err != nil {
		return ""
	}
	return p.Heading()
}

// Engines lists the prompt generators and the image generators, ready or not.
// It looks for keys and for servers on this machine, so it takes a moment;
// nothing of a person's leaves the machine.
func (s *Studio) Engines(ctx context.Context) (prompts, images []Engine, err error) {
	const builtIn = "built in: free, offline, nothing leaves this machine"
	for _, g := range s.prompts {
		prompts = append(prompts, Engine{Name: g.Info().Name, Model: g.Info().Model, Ready: true, Free: true, Reason: builtIn})
	}
	for _, g := range s.images {
		images = append(images, Engine{Name: g.Info().Name, Model: g.Info().Model, Ready: true, Free: true, Reason: builtIn, Can: g.Info().Can.Brief()})
	}
	chats, painters, err := s.services.engines(ctx)
	return append(prompts, chats...), append(images, painters...), err
}

// Hosts are the hosts that AskModels would ask, each once.
func Hosts(lists ...[]Engine) []string {
	var hosts []string
	for _, e := range slices.Concat(lists...) {
		if e.Lists != "" && !slices.Contains(hosts, e.Lists) {
			hosts = append(hosts, e.Lists)
		}
	}
	return hosts
}

// AskModels asks the services whose keys are there which models they have, so
// that Engines lists those and not the ones that the program knows. It takes a
// few seconds at most. The keys leave the machine with it, nothing else does:
// say so first, with the hosts that Engines names.
func (s *Studio) AskModels(ctx context.Context) { s.services.askModels(ctx) }

// CheckKey says what is missing before a generator can be asked; see
// [Services.CheckKey].
func (s *Studio) CheckKey(ctx context.Context, name string) error {
	return s.services.CheckKey(ctx, name)
}

// Sessions lists the sessions, newest first, at most limit of them.
func (s *Studio) Sessions(ctx context.Context, limit int) ([]library.Summary, error) {
	return s.lib.Sessions(ctx, limit)
}

// Generations lists the saved pictures, newest first, at most limit of them.
func (s *Studio) Generations(ctx context.Context, limit int) ([]library.Generation, error) {
	return s.lib.Generations(ctx, limit)
}

// UsualTime is how long an image generator usually takes for one picture; zero
// when it has made none.
func (s *Studio) UsualTime(ctx context.Context, generator, model string) (time.Duration, error) {
	return s.lib.UsualTime(ctx, generator, model)
}

// Ready says whether pictures can be saved, before anything is painted: a
// problem names the folder and what to do.
func (s *Studio) Ready() error { return s.pictures.Ready() }

// DrawSeed draws a seed for pictures that are to share one.
func (s *Studio) DrawSeed() uint32 { return uint32(s.random()) }

// NewSession opens a session in which nothing has happened; it is written to
// the library with the first thing that does. A nil seed draws one.
func (s *Studio) NewSession(seed *uint64) (*OpenSession, error) {
	var from uint64
	if seed != nil {
		from = *seed
	} else {
		from = s.random()
	}
	return s.openNew(session.New(s.newID(), from, s.moment()))
}

// Resume opens a session by its id, or the beginning of one. It fails when the
// session is open in another window. A reply or a generation that the end of
// the program broke off is in the session as far as it came.
func (s *Studio) Resume(ctx context.Context, id string) (*OpenSession, error) {
	found, err := s.lib.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.openAgain(ctx, found.ID)
}

// ResumeLast opens the session that was worked on last. When there is none it
// opens a new one; when it is open elsewhere it opens a new one and
// busy is true.
func (s *Studio) ResumeLast(ctx context.Context) (o *OpenSession, resumed, busy bool, err error) {
	id, ok, err := s.lib.Last(ctx)
	if err != nil {
		return nil, false, false, err
	}
	if ok {
		o, err = s.openAgain(ctx, id)
		if err == nil {
			return o, true, false, nil
		}
		if !isBusy(err) {
			return nil, false, false, err
		}
		busy = true
	}
	o, err = s.NewSession(nil)
	return o, false, busy, err
}

// Vary writes variations of a prompt without a session (in the ledger the
// prompt's id, which it gets here, stands for it), 1 to 12: on exactly the
// message's axes, or on at least two each when it has none. The message has no
// text. The prompt's locks hold. There are fewer where the generator has no more
// that differ; those that came before an error stand beside it. tell, which may
// be nil, gets each as it comes.
func (s *Studio) Vary(ctx context.Context, base prompt.Prompt, m Message, tell func(prompt.Variation)) (prompt.Prompt, []prompt.Variation, error) {
	g, n := m.To, m.Variations
	base.ID, base.Text = s.newID(), valid(base.Text)
	if base.Empty() {
		return base, nil, problem.New(problem.Usage, "There is no prompt to vary", `Give one: easel vary "a beach sunset"`)
	}
	if n < 1 || n > promptgen.MostVariations {
		return base, nil, problem.New(problem.Usage, fmt.Sprintf("%d variations cannot be made", n), fmt.Sprintf("Ask for 1 to %d", promptgen.MostVariations))
	}
	r := promptgen.Request{Current: base, Dialect: m.Dialect, Variations: n, Axes: m.Axes, Seed: s.random()}
	if m.Seed != nil {
		r.Seed = *m.Seed
	}
	if !MessageEstimate(g, r).Free() { // others see by the lease that somebody is at work on it
		release, err := s.lease(base.ID)
		if err != nil {
			return base, nil, err
		}
		defer release()
	}
	bill, err := s.charge(ctx, base.ID, g, r)
	if err != nil {
		return base, nil, err
	}
	got := coming{newID: s.newID, before: base}
	for e, err := range g.Refine(ctx, r) {
		if err != nil {
			s.settleBill(ctx, bill, err)
			return got.base(base.ID), got.variations, err
		}
		bill.take(e)
		if v, ok := got.take(e).(Varied); ok && tell != nil && len(got.variations) <= n {
			tell(v.Variation)
		}
	}
	s.settleBill(ctx, bill, nil)
	return got.base(base.ID), got.variations[:min(n, len(got.variations))], nil
}
