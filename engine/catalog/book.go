package catalog

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"easel/engine/problem"
)

//go:embed data/*.toml
var dataFiles embed.FS

// Book is everything that is known of profiles and models: the data that came
// with the program, and a person's own profiles over it. It does not change
// and may be used by several goroutines.
type Book struct {
	profiles    []Profile
	imageModels []imageModelData
	chatModels  []chatModelData
	parameters  map[string]Parameter // by the id that models name them by
	imageWords  []string             // an id with one of these is an image model
	otherWords  []string             // an id with one of these is neither that nor a chat model
}

// page is one file of data.
type page struct {
	ImageWords  []string         `toml:"image_words"`
	OtherWords  []string         `toml:"other_words"`
	Profiles    []Profile        `toml:"profile"`
	Parameters  []parameterData  `toml:"parameter"`
	ImageModels []imageModelData `toml:"image_model"`
	ChatModels  []chatModelData  `toml:"chat_model"`
}

// parameterData is a parameter with the id that models name it by: its name
// where no other of that name is meant.
type parameterData struct {
	ID string `toml:"id"`
	Parameter
}

// NewBook reads the data that came with the program. It takes about a
// millisecond, so make one and keep it.
func NewBook() *Book {
	b := &Book{parameters: make(map[string]Parameter)}
	entries, err := dataFiles.ReadDir("data")
	if err != nil {
		panic(err) // embedded, so a test sees it
	}
	for _, e := range entries {
		data, err := dataFiles.ReadFile(path.Join("data", e.Name()))
		if err != nil {
			panic(err)
		}
		var p page
		decoder := toml.NewDecoder(strings.NewReader(string(data)))
		if err := decoder.DisallowUnknownFields().Decode(&p); err != nil {
			panic(fmt.Sprintf("catalog: %s: %v", e.Name(), err))
		}
		b.profiles = append(b.profiles, p.Profiles...)
		b.imageModels = append(b.imageModels, p.ImageModels...)
		b.chatModels = append(b.chatModels, p.ChatModels...)
		for _, q := range p.Parameters {
			b.parameters[q.ID] = q.Parameter
		}
		b.imageWords = append(b.imageWords, p.ImageWords...)
		b.otherWords = append(b.otherWords, p.OtherWords...)
	}
	for i := range b.profiles {
		b.profiles[i].Like = b.profiles[i].Name
	}
	for i, d := range b.imageModels {
		if d.Like != "" {
			b.imageModels[i].Can = b.can(d)
		}
	}
	return b
}

// can is what a model can do that is said to be like another one.
func (b *Book) can(d imageModelData) canData {
	i := slices.IndexFunc(b.imageModels, func(o imageModelData) bool {
		return slices.Equal(o.Profiles, d.Profiles) && slices.Contains(o.IDs, d.Like)
	})
	if i < 0 {
		panic(fmt.Sprintf("catalog: no model %s to be like", d.Like)) // embedded, so a test sees it
	}
	return b.imageModels[i].Can
}

// Own is a profile that a person wrote into their config file. It is like one
// that is known, at another address.
type Own struct {
	Name       string // new, or that of a known profile, which it then goes over
	Like       string // the profile whose wire it speaks; empty for "compatible"
	BaseURL    string // empty for that of Like
	KeyEnv     string // environment variable with its key; empty for none
	ChatModel  string // empty for that of Like
	ImageModel string // empty for that of Like
}

// With is the book with a person's own profiles over what it has. What cannot
// be used is a problem of kind usage that names the profile.
func (b *Book) With(own []Own) (*Book, error) {
	all := new(*b)
	all.profiles = slices.Clone(b.profiles)
	for _, o := range own {
		p, err := b.own(o)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(all.profiles, func(x Profile) bool { return x.Name == o.Name }); i >= 0 {
			all.profiles[i] = p
		} else {
			all.profiles = append(all.profiles, p)
		}
	}
	return all, nil
}

const compatible = "compatible"

func (b *Book) own(o Own) (Profile, error) {
	bad := func(what, hint string) error {
		return problem.New(problem.Usage, fmt.Sprintf("The profile %q %s", o.Name, what), hint)
	}
	if !isName(o.Name) {
		return Profile{}, bad("needs another name", "Names are letters, digits, - and _, and built-in generators keep theirs")
	}
	like := o.Like
	if like == "" {
		like = compatible
	}
	p, ok := b.Profile(like)
	if !ok {
		return Profile{}, bad(fmt.Sprintf("is like %q, which there is not", like), "There are: "+strings.Join(b.names(), ", "))
	}
	if o.BaseURL == "" && o.Name != p.Name {
		return Profile{}, bad("has no base_url", `Write one, such as base_url = "http://127.0.0.1:8080/v1"`)
	}
	if o.BaseURL != "" {
		at, err := checkURL(o.BaseURL)
		if err != nil {
			return Profile{}, bad(fmt.Sprintf("has a base_url that cannot be used: %v", err), `Write it as in base_url = "https://example.org/v1"`)
		}
		// A key of the known service goes to its own address only.
		p.BaseURL, p.BaseURLEnv, p.KeyEnv, p.Ports, p.Elsewhere = at, "", nil, nil, true
	}
	if o.KeyEnv != "" {
		p.KeyEnv = []string{o.KeyEnv}
	}
	p.NeedsKey = len(p.KeyEnv) > 0
	if p.NeedsKey {
		p.Start = "Set " + p.KeyEnv[0]
	}
	p.Name, p.Title, p.ChatTitle = o.Name, o.Name, ""
	p.ChatModel = first(o.ChatModel, p.ChatModel)
	p.ImageModel = first(o.ImageModel, p.ImageModel)
	return p, nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// isName keeps names such that NAME:MODEL can be told apart, and away from
// those of the generators that are built in.
func isName(name string) bool {
	if name == "" || len(name) > 64 || slices.Contains([]string{"composer", "sketch"}, name) {
		return false
	}
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// Profiles lists every profile in the order in which they are shown.
func (b *Book) Profiles() []Profile { return slices.Clone(b.profiles) }

// Profile finds a profile by its name.
func (b *Book) Profile(name string) (Profile, bool) {
	i := slices.IndexFunc(b.profiles, func(p Profile) bool { return p.Name == name })
	if i < 0 {
		return Profile{}, false
	}
	return b.profiles[i], true
}

func (b *Book) names() []string {
	var names []string
	for _, p := range b.profiles {
		names = append(names, p.Name)
	}
	return names
}

// ImageModel is what is known of an image model at a profile. An id that is
// not known gets what is safe to assume there, no price, and Known false.
func (b *Book) ImageModel(p Profile, id string) ImageModel {
	best, known := b.knownImageModel(p, vendorless(id))
	if !known {
		best = b.anyImageModel(p)
	}
	m := ImageModel{ID: id, Can: best.capabilities(p, b.parameters), Price: best.Price, Off: day(best.Off), Known: known,
		Base64: best.Base64 || p.ImageWire.Base64, shape: best.shapes()}
	if p.Elsewhere {
		m.Price, m.Off = Price{}, time.Time{}
	}
	return m
}

// knownImageModel is the entry with the longest id that fits.
func (b *Book) knownImageModel(p Profile, id string) (best imageModelData, known bool) {
	longest := 0
	for _, d := range b.imageModels {
		if len(d.Profiles) > 0 && !slices.Contains(d.Profiles, p.Like) {
			continue
		}
		for _, known := range d.IDs {
			if isModel(id, known) && len(known) > longest {
				best, longest = d, len(known)
			}
		}
	}
	return best, longest > 0
}

// anyImageModel is the entry whose id is * for the profile, or for any.
func (b *Book) anyImageModel(p Profile) imageModelData {
	var any imageModelData
	for _, d := range b.imageModels {
		if !slices.Contains(d.IDs, "*") {
			continue
		}
		if slices.Contains(d.Profiles, p.Like) {
			return d
		}
		if len(d.Profiles) == 0 {
			any = d
		}
	}
	return any
}

// ImageModels lists the ids of the image models that a profile is known to
// have, without those that are off by now. The server's own list goes over it.
func (b *Book) ImageModels(p Profile, now time.Time) []string {
	var ids []string
	for _, d := range b.imageModels {
		if off := day(d.Off); !slices.Contains(d.Profiles, p.Like) || !off.IsZero() && !now.Before(off) {
			continue
		}
		ids = append(ids, slices.DeleteFunc(slices.Clone(d.IDs), func(id string) bool { return id == "*" })...)
	}
	return ids
}

// ChatModel is what is known of a chat model at a profile.
func (b *Book) ChatModel(p Profile, id string) ChatModel {
	var best chatModelData
	known := false
	for _, d := range b.chatModels {
		if isModel(vendorless(id), d.ID) && (!known || len(d.ID) > len(best.ID)) {
			best, known = d, true
		}
	}
	m := ChatModel{ID: id, Context: best.Context, Output: best.Output, Efforts: best.Efforts, Sampling: best.Sampling,
		Price: best.Price, Free: p.Free, Off: day(best.Off), Known: known}
	if m.Sampling == "" {
		m.Sampling = "always"
	}
	if p.Elsewhere || p.Like != "openai" { // others have prices and dates of their own
		m.Price, m.Off = Price{}, time.Time{}
	}
	return m
}

// ChatModels lists the ids of the chat models that OpenAI is known to have,
// without those that are off by now; other profiles list their own live.
func (b *Book) ChatModels(p Profile, now time.Time) []string {
	var ids []string
	for _, d := range b.chatModels {
		if off := day(d.Off); p.Like == "openai" && (off.IsZero() || now.Before(off)) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// Sorted tells the chat models from the image models in a server's own list,
// as servers list all of theirs together; those for sound, vectors and the like
// are left out. The order stays.
func (b *Book) Sorted(p Profile, ids []string) (chat, image []string) {
	for _, id := range ids {
		_, known := b.knownImageModel(p, vendorless(id))
		lower := strings.ToLower(id)
		has := func(word string) bool { return strings.Contains(lower, word) }
		switch {
		case p.Images && (known || !p.Chat || slices.ContainsFunc(b.imageWords, has)):
			image = append(image, id)
		case p.Chat && !slices.ContainsFunc(b.otherWords, has) && !slices.ContainsFunc(b.imageWords, has):
			chat = append(chat, id)
		}
	}
	return chat, image
}

// vendorless takes away what routers put before a model's own id:
// "openai/gpt-image-2".
func vendorless(id string) string {
	if i := strings.LastIndexByte(id, '/'); i >= 0 {
		return id[i+1:]
	}
	return id
}

// day reads a date of the data; zero for none.
func day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(fmt.Sprintf("catalog: %q is no day", text)) // embedded, so a test sees it
	}
	return t
}
