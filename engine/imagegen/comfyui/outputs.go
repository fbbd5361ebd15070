package comfyui

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// outcome is what the server's history has of a run.
type outcome struct {
	Outputs map[string]struct {
		Images []file `json:"images"`
	} `json:"outputs"`
	Status struct {
		State    string              `json:"status_str"`
		Messages [][]json.RawMessage `json:"messages"` // each a name and what it tells
	} `json:"status"`
}

// file is a picture at the server.
type file struct {
	Name      string `json:"filename"`
	Subfolder string `json:"subfolder"`
	Type      string `json:"type"` // "output", or "temp" for what is only shown
}

// failed says why a run came to nothing, in the node's words; nil if it did not.
func (o outcome) failed(client *wire.Client) error {
	if o.Status.State != "error" {
		return nil
	}
	for _, m := range o.Status.Messages {
		var name string
		var said struct {
			Kind    string `json:"node_type"`
			Message string `json:"exception_message"`
		}
		if len(m) != 2 || json.Unmarshal(m[0], &name) != nil || json.Unmarshal(m[1], &said) != nil {
			continue
		}
		switch name {
		case "execution_interrupted":
			return problem.New(problem.Interrupted, "The run was interrupted at "+client.Title(), "Generate again")
		case "execution_error":
			return problem.New(problem.Failed, client.Title()+" stopped at the node "+wire.OneLine(said.Kind+": "+said.Message), "Mend the workflow there, or choose another one")
		}
	}
	return problem.New(problem.Failed, client.Title()+" could not finish this", "Its own window may say more")
}

// files are the pictures of a run in the order of their nodes: those that it
// saved, or where it saved none those that it shows.
func (o outcome) files() []file {
	var saved, shown []file
	for _, id := range slices.SortedFunc(maps.Keys(o.Outputs), byNumber) {
		for _, f := range o.Outputs[id].Images {
			switch {
			case f.Name == "":
			case f.Type == "output":
				saved = append(saved, f)
			default:
				shown = append(shown, f)
			}
		}
	}
	if len(saved) == 0 {
		saved = shown
	}
	return saved[:min(len(saved), mostFiles)]
}

// mostFiles is how many pictures are taken from one run.
const mostFiles = 64

func byNumber(a, b string) int {
	m, errM := strconv.Atoi(a)
	n, errN := strconv.Atoi(b)
	if errM == nil && errN == nil {
		return cmp.Compare(m, n)
	}
	return cmp.Compare(a, b)
}

// pictures fetches the pictures of a run and hands them on.
func (u *run) pictures(ctx context.Context, o outcome) error {
	before := u.told
	for _, f := range o.files() {
		spooled, err := u.fetch(ctx, f)
		if err != nil {
			return err
		}
		data, err := imagegen.Arrived(spooled)
		if err != nil {
			return err
		}
		if imagegen.MediaType(data) == "" {
			_ = spooled.Remove() // a film, or something to hear
			continue
		}
		u.tell(imagegen.Bytes{Index: u.told, Data: data, Seed: u.seed, CostUSD: new(0.0), File: spooled.Path()})
		if u.told++; u.deaf {
			return nil
		}
	}
	if u.told == before {
		return problem.New(problem.Failed, u.client.Title()+" finished without a picture", "The workflow needs a node that saves one, such as Save Image")
	}
	return nil
}

// fetch downloads a picture, also from a server that is away for a moment.
func (u *run) fetch(ctx context.Context, f file) (spooled *wire.Spooled, err error) {
	query := url.Values{"filename": {f.Name}, "subfolder": {f.Subfolder}, "type": {f.Type}}
	err = imagegen.Poll(ctx, u.client, askEvery, func(ctx context.Context) (over bool, err error) {
		spooled, err = u.client.Download(ctx, "/view?"+query.Encode())
		return err == nil, err
	})
	return spooled, err
}
