package openai

import (
	"context"
	"encoding/json"
	"iter"
	"os"
	"strings"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// answer is what comes of one request.
type answer struct {
	generator *Generator
	client    *wire.Client
	request   imagegen.Request
	yield     func(imagegen.Event, error) bool

	deaf     bool // nobody listens any more
	partials int
	pictures int
	usage    catalog.Usage
}

// began says whether something of the answer was told already.
func (a *answer) began() bool { return a.partials > 0 || a.pictures > 0 }

func (a *answer) tell(e imagegen.Event) {
	if !a.deaf {
		a.deaf = !a.yield(e, nil)
	}
}

// read takes the events in, each told before the next is waited for.
func (a *answer) read(ctx context.Context, events iter.Seq2[wire.PictureEvent, error]) error {
	for e, err := range events {
		if err != nil {
			return err
		}
		err = a.event(ctx, e)
		removeLeft(e)
		if err != nil || a.deaf {
			return err
		}
	}
	return nil
}

// fields are the fields of every event that are of interest.
type fields struct {
	image
	Data  []image `json:"data"`
	Usage *struct {
		Input   int64   `json:"input_tokens"`
		Output  int64   `json:"output_tokens"`
		InputD  details `json:"input_tokens_details"`
		OutputD details `json:"output_tokens_details"`
	} `json:"usage"`
}

type image struct {
	B64     string `json:"b64_json"`
	URL     string `json:"url"`
	Revised string `json:"revised_prompt"`
}

type details struct {
	Text   int64 `json:"text_tokens"`
	Image  int64 `json:"image_tokens"`
	Cached int64 `json:"cached_tokens"`
}

func (a *answer) event(ctx context.Context, e wire.PictureEvent) error {
	var f fields
	if err := json.Unmarshal(e.Fields, &f); err != nil {
		return problem.Wrap(err, problem.Failed, a.client.Title()+" answered in a way that cannot be read", "Choose another generator")
	}
	if strings.HasSuffix(e.Type, ".partial_image") {
		return a.partial(e, f.image)
	}
	a.count(f)
	images := f.Data
	if len(images) == 0 && (f.B64 != "" || f.URL != "") {
		images = []image{f.image}
	}
	for _, image := range images {
		if err := a.picture(ctx, e, image, len(images)); err != nil || a.deaf {
			return err
		}
	}
	return nil
}

// partial shows an unfinished picture, unless the finished one is there: it may
// overtake them.
func (a *answer) partial(e wire.PictureEvent, i image) error {
	file := e.Picture(i.B64)
	if file == nil || file.Size() == 0 || file.Size() > imagegen.MostPicture || a.pictures > 0 {
		return nil // it is for looking at only
	}
	data, err := imagegen.Arrived(file)
	if err != nil {
		return err
	}
	a.partials++
	a.tell(imagegen.Partial{Index: 0, Data: data})
	return nil
}

// picture gives one finished picture on. Its file stays until whoever receives
// it has saved it.
func (a *answer) picture(ctx context.Context, e wire.PictureEvent, i image, of int) error {
	file := e.Picture(i.B64)
	if file == nil {
		file = e.Picture(i.URL) // a data: address
	}
	if file == nil && i.URL != "" {
		var err error
		if file, err = a.client.Fetch(ctx, i.URL); err != nil {
			return err
		}
	}
	if file == nil || file.Size() == 0 {
		return nil // a picture that is not there; it is missing at the end
	}
	data, err := imagegen.Arrived(file)
	if err != nil {
		return err
	}
	r := a.request
	b := imagegen.Bytes{Index: a.pictures, Data: data, Seed: r.Seed + uint32(a.pictures), RevisedPrompt: i.Revised,
		CostUSD: share(a.cost(), of), File: file.Path()}
	a.pictures++
	a.tell(b)
	return nil
}

func share(cost *float64, of int) *float64 {
	if cost == nil {
		return nil
	}
	return new(*cost / float64(of))
}

// removeLeft takes away the files of an event that nobody has: those of partial
// pictures and of empty ones. What was told on, or is too large to be, stays.
func removeLeft(e wire.PictureEvent) {
	partial := strings.HasSuffix(e.Type, ".partial_image")
	for _, file := range e.Pictures {
		if partial || file.Size() == 0 {
			_ = os.Remove(file.Path()) // a file too many does no harm
		}
	}
}

// count adds what the server counted.
func (a *answer) count(f fields) {
	if f.Usage == nil {
		return
	}
	u := f.Usage
	in, out := u.InputD, u.OutputD
	if in.Text == 0 && in.Image == 0 { // it does not tell them apart
		in.Text = u.Input
		if len(a.request.References) > 0 {
			in.Text, in.Image = 0, u.Input
		}
	}
	if out.Text == 0 && out.Image == 0 {
		out.Image = u.Output
	}
	cached := min(max(in.Cached, 0), in.Text)
	a.usage.TextIn += in.Text - cached
	a.usage.CachedIn += cached
	a.usage.ImageIn += in.Image
	a.usage.TextOut += out.Text
	a.usage.ImageOut += out.Image
}

// cost is what the request came to, as far as is known.
func (a *answer) cost() *float64 {
	if a.generator.Model.Can.Free {
		return new(0.0)
	}
	return a.generator.Model.Price.Cost(a.usage)
}

// finish ends the request: with its cost, or with what it means that no picture
// came. Some services say no by giving nothing.
func (a *answer) finish() {
	switch {
	case a.deaf:
	case a.pictures == 0 && a.generator.Profile.SilentRefusal:
		a.yield(nil, problem.New(problem.Refused, a.client.Title()+" gave no picture, which is how its safety system says no", "Say it in other words"))
	case a.pictures == 0:
		a.yield(nil, problem.New(problem.Failed, a.client.Title()+" answered without a picture", "Generate again, or choose another model"))
	default:
		a.tell(imagegen.Done{CostUSD: a.cost(), Usage: a.usage})
	}
}
