package a1111

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// answer is what the server gives back. Info is JSON in a text, empty from some
// servers.
type answer struct {
	Images []string `json:"images"`
	Info   string   `json:"info"`
}

// info is what was painted.
type info struct {
	Seeds []int64 `json:"all_seeds"`
	First *int    `json:"index_of_first_image"` // 1 where a grid of all comes first
}

// own are the images that are pictures: neither the grid of all of them, which
// comes first, nor what extensions put behind them.
func (i info) own(images []string) []string {
	first := 0
	switch {
	case i.First != nil:
		first = *i.First
	case len(i.Seeds) > 0:
		first = len(images) - len(i.Seeds)
	}
	images = images[min(max(first, 0), len(images)):]
	if len(i.Seeds) > 0 {
		images = images[:min(len(i.Seeds), len(images))]
	}
	return images
}

// seed is the seed of the nth picture; they count up where the server does not
// say.
func (i info) seed(n int, r imagegen.Request) uint32 {
	if n < len(i.Seeds) && i.Seeds[n] >= 0 && i.Seeds[n] <= 1<<32-1 {
		return uint32(i.Seeds[n])
	}
	return r.Seed + uint32(n)
}

// tell hands the pictures of an answer on.
func tell(e wire.PictureEvent, client *wire.Client, r imagegen.Request, yield func(imagegen.Event, error) bool) error {
	var a answer
	var i info
	if err := json.Unmarshal(e.Fields, &a); err != nil {
		remove(e, nil)
		return problem.Wrap(err, problem.Failed, client.Title()+" answered in a way that cannot be read", "Choose another generator")
	}
	if json.Unmarshal([]byte(a.Info), &i) != nil {
		i = info{} // some servers say nothing there
	}
	kept := make(map[*wire.Spooled]bool)
	defer func() { remove(e, kept) }() // grids, and echoes of the request
	told := 0
	for _, image := range i.own(a.Images) {
		file := e.Picture(image)
		if file == nil || file.Size() == 0 || kept[file] {
			continue // it is missing at the end
		}
		kept[file] = true
		data, err := imagegen.Arrived(file)
		if err != nil {
			return err
		}
		if !yield(imagegen.Bytes{Index: told, Data: data, Seed: i.seed(told, r), CostUSD: new(0.0), File: file.Path()}, nil) {
			return nil
		}
		told++
	}
	if told == 0 {
		return problem.New(problem.Failed, client.Title()+" answered without a picture", "Generate again")
	}
	yield(imagegen.Done{CostUSD: new(0.0)}, nil)
	return nil
}

// fault is how the server says what went wrong.
type fault struct {
	Error  string `json:"error"`
	Detail string `json:"detail"` // or a list, which is read elsewhere
	Errors string `json:"errors"`
}

// meaning says what an error of this wire means to people.
func meaning(err error, client *wire.Client) error {
	var said *wire.ServerError
	if !errors.As(err, &said) {
		return err
	}
	var f fault
	_ = json.Unmarshal(said.Raw, &f) // what is not in it is empty
	is := func(kind problem.Kind, message, hint string) error {
		return problem.Wrap(err, kind, client.Title()+" "+message, hint)
	}
	switch {
	case f.Detail == "Sampler not found":
		return is(problem.Usage, "does not have this sampler", "Choose one of its list in the settings")
	case said.Status == http.StatusNotFound:
		return is(problem.NotConfigured, "was started without its interface for programs", "Start it with --api")
	case strings.Contains(f.Error, "OutOfMemory"):
		return is(problem.Failed, "has not enough memory for this", "Choose a smaller size")
	case f.Error != "" && f.Detail+f.Errors != "":
		return is(problem.Failed, "could not paint this: "+wire.OneLine(f.Detail+" "+f.Errors), "")
	}
	return err
}
