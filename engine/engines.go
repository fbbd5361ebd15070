package engine

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// This file is about what there is to choose from: which profiles are ready,
// and which models they have.

// listed is what a service said of its models.
type listed struct {
	models []wire.Model
	err    error // why it said nothing
}

// offered is a model to choose.
type offered struct {
	id  string
	off time.Time // when its service turns it off; zero is unknown or never
}

// patienceWithLists is how long services have to list their models.
const patienceWithLists = 5 * time.Second

// engines lists what the profiles have, ready or not. It asks the keyring and
// the local servers, so it takes a moment; no key is sent. The models are those
// that a service listed since the program began, else those of the catalog.
func (s *Services) engines(ctx context.Context) (prompts, images []Engine, err error) {
	if s == nil {
		return nil, nil, nil
	}
	book, err := s.book()
	if err != nil {
		return nil, nil, err
	}
	local := book.FindLocal(ctx, s.network())
	for _, p := range book.Profiles() {
		at, err := p.At(s.parts.Env)
		e := s.engine(ctx, at, local)
		if err != nil {
			e = Engine{Name: p.Name, URL: p.BaseURL, Reason: problem.Of(err).Error()}
		}
		chat, image := s.models(book, at, local)
		unlisted := s.withList(&e, at)
		if p.Chat {
			prompts = append(prompts, withModels(e, chat, unlisted)...)
		}
		if p.Images {
			for _, e := range withModels(e, image, unlisted) {
				if e.Ready {
					e.Can = book.ImageModel(at, e.Model).Can.Brief()
				}
				images = append(images, e)
			}
		}
	}
	return prompts, images, nil
}

// engine says whether a profile is ready, and otherwise the one thing to do.
func (s *Services) engine(ctx context.Context, p catalog.Profile, local []catalog.Found) Engine {
	e := Engine{Name: p.Name, URL: p.BaseURL, Free: p.Free, Reason: p.Start}
	if p.Local && !p.Elsewhere {
		i := slices.IndexFunc(local, func(f catalog.Found) bool { return f.Profile == p.Name })
		if i >= 0 {
			e.Ready, e.URL, e.Reason = !local[i].Loading, local[i].BaseURL, "answers at "+local[i].BaseURL
			if local[i].Loading {
				e.Reason = "is there and still loads its model"
			}
		}
		return e
	}
	found, err := s.parts.Keys.Find(ctx, p.Name, p.KeyEnv)
	switch {
	case err != nil:
		e.Reason = problem.Of(err).Error()
	case !found.Key.Empty():
		e.Ready, e.Reason = true, "key from "+found.From
	case p.NeedsKey:
		e.Reason = "Set " + strings.Join(p.KeyEnv, " or ") + ", or keep the key in the keyring or in keys.toml"
	case p.Elsewhere:
		e.Ready, e.Reason = true, "asked at "+p.BaseURL
	}
	return e
}

// withList says of a profile that is ready whether its service can be asked for
// its models, and gives what is to be told if it was and did not list them.
func (s *Services) withList(e *Engine, p catalog.Profile) (unlisted string) {
	list, asked := s.list(p)
	var said *wire.ServerError
	switch {
	case !e.Ready || !lists(p) || p.Local && !p.Elsewhere || asked && list.err == nil:
	case !asked:
		e.Lists = host(p.BaseURL)
	case errors.As(list.err, &said) && said.Status == http.StatusUnauthorized:
		e.Ready, e.Reason = false, problem.Of(list.err).Error()
	default:
		return "; it did not list its models: " + problem.Of(list.err).Message
	}
	return ""
}

// lists says whether a profile's server has a list of models, on OpenAI's wire
// or on its own.
func lists(p catalog.Profile) bool {
	_, own := imageService(imagegen.Service{Profile: p}).(imagegen.Listing)
	return p.Chat || p.Speaks == "" || own
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

// list is what a profile's service said of its models, if it was asked.
func (s *Services) list(p catalog.Profile) (listed, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, ok := s.lists[p.Name]
	return list, ok
}

// askModels asks the services that are ready which models they have, all at
// once; their keys go along. What they say is kept as long as the program runs;
// those that failed are asked again the next time.
func (s *Services) askModels(ctx context.Context) {
	if s == nil {
		return
	}
	book, err := s.book()
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patienceWithLists)
	defer cancel()
	var all sync.WaitGroup
	for _, p := range book.Profiles() {
		at, err := p.At(s.parts.Env)
		list, asked := s.list(p)
		if err != nil || asked && list.err == nil || !lists(at) || at.Local && !at.Elsewhere {
			continue
		}
		all.Go(func() {
			found, err := s.parts.Keys.Find(ctx, at.Name, at.KeyEnv)
			if err != nil || found.Key.Empty() && (at.NeedsKey || !at.Elsewhere) {
				return
			}
			list.models, list.err = s.listModels(ctx, at)
			s.mu.Lock()
			defer s.mu.Unlock()
			s.lists[at.Name] = list
		})
	}
	all.Wait()
}

func (s *Services) listModels(ctx context.Context, p catalog.Profile) ([]wire.Model, error) {
	own, ok := imageService(imagegen.Service{Profile: p, Connect: s.connectImages(p)}).(imagegen.Listing)
	if ok && !p.Chat {
		choices, err := own.Choices(ctx)
		var models []wire.Model
		for _, id := range choices[imagegen.Models] {
			models = append(models, wire.Model{ID: id})
		}
		return models, err
	}
	client, err := s.connect(p)(ctx)
	if err != nil {
		return nil, err
	}
	return client.Models(ctx)
}

// withModels is an engine once for each of its models, or once without; the
// first tells why these are not the service's own.
func withModels(e Engine, models []offered, unlisted string) []Engine {
	if len(models) == 0 || !e.Ready {
		e.Reason += unlisted
		return []Engine{e}
	}
	out := make([]Engine, len(models))
	for i, m := range models {
		out[i] = e
		out[i].Model = m.id
		if !m.off.IsZero() {
			out[i].Reason += "; turned off on " + m.off.Format(time.DateOnly)
		}
	}
	out[0].Reason += unlisted
	return out
}

// models are a profile's chat models and its image models, without those that
// are off by now. Those that are known come first, then the newest.
func (s *Services) models(book *catalog.Book, p catalog.Profile, local []catalog.Found) (chat, image []offered) {
	now := s.parts.Now()
	chat = offers(book.ChatModels(p, now), func(id string) time.Time { return book.ChatModel(p, id).Off })
	image = offers(book.ImageModels(p, now), func(id string) time.Time { return book.ImageModel(p, id).Off })
	known := slices.Concat(book.ChatModels(p, now), book.ImageModels(p, now))
	list, asked := s.list(p)
	switch {
	case asked && list.err == nil:
	case p.Local && !p.Elsewhere:
		for _, id := range foundModels(p, local) {
			list.models = append(list.models, wire.Model{ID: id})
		}
		known = nil // in the server's own order
	default:
		return chat, image
	}
	off := make(map[string]time.Time)
	var ids []string
	for _, m := range newestFirst(list.models, known) {
		off[m.ID] = shutdown(m)
		ids = append(ids, m.ID)
	}
	gone := func(o offered) bool { return !o.off.IsZero() && !now.Before(o.off) }
	chatIDs, imageIDs := book.Sorted(p, ids)
	ownChat := offers(chatIDs, func(id string) time.Time { return first(off[id], book.ChatModel(p, id).Off) })
	ownImage := offers(imageIDs, func(id string) time.Time { return first(off[id], book.ImageModel(p, id).Off) })
	if ownChat = slices.DeleteFunc(ownChat, gone); len(ownChat) > 0 {
		chat = ownChat
	}
	if ownImage = slices.DeleteFunc(ownImage, gone); len(ownImage) > 0 { // some list only what chats
		image = ownImage
	}
	return chat, image
}

// newestFirst sorts a server's list: what is known in its own order, then the
// newest first, as far as the server says.
func newestFirst(models []wire.Model, known []string) []wire.Model {
	rank := func(m wire.Model) int {
		if i := slices.Index(known, m.ID); i >= 0 {
			return i
		}
		return len(known)
	}
	sorted := slices.DeleteFunc(slices.Clone(models), func(m wire.Model) bool { return m.ID == "" })
	slices.SortStableFunc(sorted, func(a, b wire.Model) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Created, a.Created))
	})
	return slices.CompactFunc(sorted, func(a, b wire.Model) bool { return a.ID == b.ID })
}

// shutdown is when a server says that a model is turned off.
func shutdown(m wire.Model) time.Time {
	day, err := time.Parse(time.DateOnly, m.Shutdown)
	if err != nil {
		return time.Time{}
	}
	return day
}

func first(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

func offers(ids []string, off func(string) time.Time) []offered {
	var list []offered
	for _, id := range ids {
		list = append(list, offered{id, off(id)})
	}
	return list
}

func foundModels(p catalog.Profile, local []catalog.Found) []string {
	for _, f := range local {
		if f.Profile == p.Name {
			return f.Models
		}
	}
	return nil
}
