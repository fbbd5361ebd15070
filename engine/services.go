package engine

import (
	"context"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/keys"
	"easel/engine/problem"
	"easel/engine/promptgen"
	openaichat "easel/engine/promptgen/openai"
	"easel/engine/wire"
)

// Services are the generators that are asked over a network: those of the
// catalog's profiles, and of a person's own. A generator is made when it is
// chosen, its key looked for when it is first asked, and nothing is sent before
// that. A nil *Services has none.
type Services struct {
	parts ServiceParts
	book  func() (*catalog.Book, error)

	mu      sync.Mutex
	clients map[string]*wire.Client // by profile, and by profile and " images" where these have a door of their own
	lists   map[string]listed       // of models, by profile
	memory  *openaichat.Memory      // what servers cannot do
}

// ServiceParts is what services are made of.
type ServiceParts struct {
	Own     []catalog.Own       // the person's own profiles
	Keys    *keys.Finder        // where keys are found
	Env     func(string) string // variables that go over a profile's address
	Spool   string              // folder in which pictures arrive; empty is the system's
	Told    fs.FS               // files that replace our own instructions to chat models; nil for none
	Quirks  openaichat.Keep     // where it is kept what servers cannot do; nil is nowhere
	Network http.RoundTripper   // nil is the network
	Now     func() time.Time
	Sleep   func(context.Context, time.Duration) error // waits between questions; nil waits for real
	NewID   func() string                              // UUIDs

	Workflows fs.FS // the person's own workflows for ComfyUI; nil for none
}

// NewServices makes services. It does no IO; the catalog is read when it is
// first asked for.
func NewServices(p ServiceParts) *Services {
	return &Services{
		parts:   p,
		book:    sync.OnceValues(func() (*catalog.Book, error) { return catalog.NewBook().With(p.Own) }),
		clients: make(map[string]*wire.Client),
		lists:   make(map[string]listed),
		memory:  openaichat.NewMemory(p.Quirks),
	}
}

// profile finds a profile by its name, at the address that the environment
// says.
func (s *Services) profile(name string) (catalog.Profile, *catalog.Book, bool, error) {
	book, err := s.book()
	if err != nil {
		return catalog.Profile{}, nil, false, err
	}
	p, ok := book.Profile(name)
	if !ok {
		return p, book, false, nil
	}
	p, err = p.At(s.parts.Env)
	return p, book, true, err
}

// image makes the image generator of NAME or NAME:MODEL; ok is false when no
// profile of that name has images.
func (s *Services) image(name string) (g imagegen.ImageGenerator, ok bool, err error) {
	if s == nil {
		return nil, false, nil
	}
	name, model, _ := strings.Cut(name, ":")
	p, book, ok, err := s.profile(name)
	if err != nil || !ok || !p.Images {
		return nil, false, err
	}
	if model == "" {
		model = p.ImageModel
	}
	return imageService(imagegen.Service{Profile: p, Model: book.ImageModel(p, model), Connect: s.connectImages(p), NewID: s.parts.NewID, Workflows: s.parts.Workflows}), true, nil
}

// names lists the profiles that have chat models, or image models.
func (s *Services) names(chat bool) []string {
	if s == nil {
		return nil
	}
	book, err := s.book()
	if err != nil {
		return nil
	}
	var names []string
	for _, p := range book.Profiles() {
		if chat && p.Chat || !chat && p.Images {
			names = append(names, p.Name)
		}
	}
	return names
}

// connect gives the client of a profile, made when it is first asked for.
func (s *Services) connect(p catalog.Profile) func(context.Context) (*wire.Client, error) {
	return s.door(p, p.Name, catalog.ImageWire{})
}

// connectImages gives the client for a profile's pictures, which may be asked
// for in another way than its chat.
func (s *Services) connectImages(p catalog.Profile) func(context.Context) (*wire.Client, error) {
	if p.ImageWire.SameDoor() {
		return s.connect(p)
	}
	return s.door(p, p.Name+" images", p.ImageWire)
}

// key finds the key of a profile; that there is none where one is needed is a
// problem. It may wait for a person, so nobody waits for it.
func (s *Services) key(ctx context.Context, p catalog.Profile) (keys.Found, error) {
	found, err := s.parts.Keys.Find(ctx, p.Name, p.KeyEnv)
	if err == nil && p.NeedsKey && found.Key.Empty() {
		err = problem.New(problem.NotConfigured, p.Title+" needs a key, and there is none", howToConfigure(p))
	}
	return found, err
}

// CheckKey says what is missing before a generator can be asked, by NAME or
// NAME:MODEL; nil for nothing, and for what is built in. It may look into the
// keyring, and sends nothing.
func (s *Services) CheckKey(ctx context.Context, name string) error {
	if s == nil {
		return nil
	}
	name, _, _ = strings.Cut(name, ":")
	p, _, ok, err := s.profile(name)
	if err != nil || !ok {
		return err
	}
	_, err = s.key(ctx, p)
	return err
}

func (s *Services) door(p catalog.Profile, name string, w catalog.ImageWire) func(context.Context) (*wire.Client, error) {
	return func(ctx context.Context) (*wire.Client, error) {
		s.mu.Lock()
		c := s.clients[name]
		s.mu.Unlock()
		if c != nil {
			return c, nil
		}
		found, err := s.key(ctx, p)
		if err != nil {
			return nil, err
		}
		address, sure := s.address(ctx, p)
		o := wire.Options{BaseURL: strings.TrimSuffix(address, w.Trim), Key: found.Key, KeyHeader: w.KeyHeader, Basic: p.Basic, Header: header(w.Header),
			Title: serverTitle(p), KeyHint: howToConfigure(p), StartHint: startHint(p), KeyRefused: func() { s.forget(name) },
			SpoolFolder: s.parts.Spool, Transport: s.parts.Network, Sleep: s.parts.Sleep}
		if !p.Elsewhere {
			o.KeyDomain = w.KeyDomain
		}
		c, err = wire.New(o)
		if err == nil && sure {
			s.mu.Lock()
			s.clients[name] = c
			s.mu.Unlock()
		}
		return c, err
	}
}

// serverTitle is what a server is called in sentences; empty for its host, where
// it is not the profile's own.
func serverTitle(p catalog.Profile) string {
	if p.Moved() {
		return ""
	}
	return p.Title
}

func header(fields map[string]string) http.Header {
	h := make(http.Header)
	for name, value := range fields {
		h.Set(name, value)
	}
	return h
}

// forget drops a client whose key was refused: the next time the key is looked
// for again, as the person may have put another one in its place.
func (s *Services) forget(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.clients, name)
}

// address is where a profile is asked: a known kind of server on this machine
// is, where it does not answer at its usual port, at the one where it was
// found. While none is there that is not sure.
func (s *Services) address(ctx context.Context, p catalog.Profile) (url string, sure bool) {
	book, err := s.book()
	if !p.Local || p.Elsewhere || len(p.Ports) == 0 || err != nil {
		return p.BaseURL, true
	}
	found := slices.DeleteFunc(book.FindLocal(ctx, s.network()), func(f catalog.Found) bool { return f.Profile != p.Name })
	usual := slices.ContainsFunc(found, func(f catalog.Found) bool { return f.BaseURL == p.BaseURL })
	if len(found) == 0 || usual {
		return p.BaseURL, usual
	}
	return found[0].BaseURL, true
}

func (s *Services) network() http.RoundTripper {
	if s.parts.Network == nil {
		return http.DefaultTransport
	}
	return s.parts.Network
}

// howToConfigure is the one thing to do for a profile whose key is missing.
func howToConfigure(p catalog.Profile) string {
	if len(p.KeyEnv) == 0 {
		return p.Start
	}
	return "Set " + p.KeyEnv[0] + ", or keep the key in the keyring: " + keys.HowTo(p.Name)
}

// startHint is what to do when nothing answers: what has to be started is on
// this machine, everything else is there and the way to it is not.
func startHint(p catalog.Profile) string {
	if p.Local && !p.Elsewhere {
		return p.Start
	}
	return ""
}

// chat makes the prompt generator of NAME or NAME:MODEL; ok is false when no
// profile of that name has chat models.
func (s *Services) chat(name string) (g promptgen.PromptGenerator, ok bool, err error) {
	if s == nil {
		return nil, false, nil
	}
	name, model, _ := strings.Cut(name, ":")
	p, book, ok, err := s.profile(name)
	if err != nil || !ok || !p.Chat {
		return nil, false, err
	}
	if model == "" {
		model = p.ChatModel
	}
	info := promptgen.Info{Name: p.Name, Title: heading(p, model), Model: model}
	return &lateChat{info: info, model: book.ChatModel(p, model), connect: s.connect(p), make: func(ctx context.Context, c *wire.Client) (promptgen.PromptGenerator, error) {
		return s.chatAt(ctx, c, p, book, model)
	}}, true, nil
}

// heading is how a model's replies are headed: by its own name where the
// environment says that another server stands in for the profile's.
func heading(p catalog.Profile, model string) string {
	if p.Moved() && model != "" {
		return openaichat.ShortName(model)
	}
	return p.Heading()
}

// chatAt makes the generator once its server is asked: with the first model
// that the server lists where none was chosen.
func (s *Services) chatAt(ctx context.Context, client *wire.Client, p catalog.Profile, book *catalog.Book, model string) (promptgen.PromptGenerator, error) {
	if model == "" {
		var err error
		if model, err = firstChatModel(ctx, client, book, p); err != nil {
			return nil, err
		}
	}
	known := book.ChatModel(p, model)
	return openaichat.New(openaichat.Options{
		Client: client, Name: p.Name, Title: heading(p, model), Model: model, Context: known.Context,
		TokensField: p.ChatWire.TokensField, Effort: leastEffort(known.Efforts), Memory: s.memory,
		Instructions: s.parts.Told, Small: tellsSmall(ctx, client, p, model),
	})
}

const (
	mostOfSmall = 2e9             // parameters that a small model has at most
	longestList = 3 * time.Second // that the first message waits for a list of models
)

// tellsSmall asks a server on this machine whether a model is small, which its
// name need not say there; what does not tell is not.
func tellsSmall(ctx context.Context, client *wire.Client, p catalog.Profile, model string) bool {
	if !p.Local && !p.Moved() {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, longestList)
	defer cancel()
	models, _ := client.Models(ctx) // without the list it is asked as others are
	return slices.ContainsFunc(models, func(m wire.Model) bool {
		return m.ID == model && m.Meta.Parameters > 0 && m.Meta.Parameters < mostOfSmall
	})
}

// firstChatModel is the first model of a server's list that can chat; where
// none looks like it, the first.
func firstChatModel(ctx context.Context, client *wire.Client, book *catalog.Book, p catalog.Profile) (string, error) {
	models, err := client.Models(ctx)
	if err != nil {
		return "", err
	}
	ids := make([]string, len(models))
	for i, m := range models {
		ids[i] = m.ID
	}
	if chat, _ := book.Sorted(p, ids); len(chat) > 0 {
		return chat[0], nil
	}
	if len(ids) == 0 {
		return "", problem.New(problem.NotConfigured, p.Title+" has no model", "Load one there first")
	}
	return ids[0], nil
}

// leastEffort is the least reasoning that a model can be asked for: prompts are
// short, and people wait.
func leastEffort(efforts []string) string {
	if len(efforts) == 0 {
		return ""
	}
	return efforts[0]
}
