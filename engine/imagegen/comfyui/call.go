package comfyui

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// longestWorkflow is how many bytes a workflow has at most.
const longestWorkflow = 1 << 20

// workflow is what a request is painted with, checked together with it.
func (g *Generator) workflow(r imagegen.Request) (workflow, error) {
	if r.Resume != "" {
		return nil, nil
	}
	if err := g.Info().Check(r); err != nil {
		return nil, err
	}
	if r.Own["workflow"] == "" {
		return plain(r)
	}
	name := strings.TrimSuffix(r.Own["workflow"], ".json")
	data, err := g.read(name)
	if err != nil {
		return nil, err
	}
	w, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	return w, fits(name, w, r)
}

// read reads a person's own workflow.
func (g *Generator) read(name string) ([]byte, error) {
	const hint = "Put it into the folder workflows beside the config file; easel config path says where that is"
	file := name + ".json"
	if g.Workflows == nil || !fs.ValidPath(file) {
		return nil, problem.New(problem.Usage, fmt.Sprintf("There is no workflow %q", name), hint)
	}
	info, err := fs.Stat(g.Workflows, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, problem.Wrap(err, problem.Usage, fmt.Sprintf("There is no workflow %q", name), hint)
	case err == nil && info.Size() > longestWorkflow:
		return nil, problem.New(problem.Usage, fmt.Sprintf("The workflow %s is longer than any that was saved with Export (API)", name), "Choose another one")
	}
	data, err := fs.ReadFile(g.Workflows, file)
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, fmt.Sprintf("The workflow %s cannot be read", name), "Check the file's permissions")
	}
	return data, nil
}

// fits says what was asked for and has no place in a person's own workflow.
func fits(name string, w workflow, r imagegen.Request) error {
	lacks := func(what, place, hint string) error {
		return problem.New(problem.Usage, fmt.Sprintf("The workflow %s has no place for %s", name, what), "Write {{"+place+"}} into it, or "+hint)
	}
	switch {
	case len(r.References) > 0 && !w.has("image"):
		return lacks("a picture to start from", "image", "choose another workflow")
	case len(r.References) == 0 && w.has("image"):
		return problem.New(problem.Usage, fmt.Sprintf("The workflow %s starts from a picture", name), "Choose one, or another workflow")
	case r.Mask != nil && !w.has("mask"):
		return lacks("a mask", "mask", "choose another workflow")
	case r.Mask == nil && w.has("mask"):
		return problem.New(problem.Usage, fmt.Sprintf("The workflow %s needs a mask", name), "Choose another workflow")
	}
	for _, own := range slices.Sorted(maps.Keys(r.Own)) {
		if own != "workflow" && r.Own[own] != "" && !w.has(own) {
			return lacks(own, own, "leave it out")
		}
	}
	return nil
}

// tellLost says what of a request a workflow has no place for, and is painted
// without.
func (t *teller) tellLost(w workflow, r imagegen.Request) {
	var lost []string
	if r.Prompt.Negative != "" && !w.has("negative") {
		lost = append(lost, "negative text")
	}
	if !w.has("width") || !w.has("height") {
		lost = append(lost, "size")
	}
	if !w.has("seed") {
		lost = append(lost, "seed")
	}
	if len(lost) > 0 && len(r.References) == 0 {
		t.tell(imagegen.Progress{Fraction: -1, Says: "the workflow has its own " + strings.Join(lost, " and ")})
	}
}

// What is meant where nobody chose: ComfyUI has no defaults in its graphs.
const (
	plainSampler   = "euler"
	plainScheduler = "normal"
	plainDenoising = 0.75
)

// values are what goes into the places of a workflow, but for the seed.
// Pictures are sent, and the server is asked for its first checkpoint where one
// is needed and nobody chose.
func (g *Generator) values(ctx context.Context, client *wire.Client, w workflow, r imagegen.Request) (map[string]any, error) {
	v := map[string]any{
		"prompt": r.Prompt.Text, "negative": r.Prompt.Negative, "width": r.Width, "height": r.Height,
		"sampler": or(r.Own["sampler"], plainSampler), "scheduler": or(r.Own["scheduler"], plainScheduler),
		"steps": g.number(r, "steps", 0), "cfg": g.number(r, "cfg", 0), "denoising": g.number(r, "denoising", plainDenoising),
		"checkpoint": g.Model.ID,
	}
	var err error
	if g.Model.ID == "" && w.has("checkpoint") {
		if v["checkpoint"], err = firstCheckpoint(ctx, client); err != nil {
			return nil, err
		}
	}
	if w.has("image") {
		if v["image"], err = g.upload(ctx, client, r.References[0].Data); err != nil {
			return nil, err
		}
	}
	if w.has("mask") {
		if v["mask"], err = g.upload(ctx, client, r.Mask.White()); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// number is the value of a parameter; what is no number was refused before.
func (g *Generator) number(r imagegen.Request, name string, otherwise float64) float64 {
	if n, err := strconv.ParseFloat(r.Value(g.Model.Can, name), 64); err == nil {
		return n
	}
	return otherwise
}

// upload sends a picture and gives the name by which nodes load it. It goes
// where the server forgets it when it is started anew.
func (g *Generator) upload(ctx context.Context, client *wire.Client, data []byte) (string, error) {
	kind := imagegen.MediaType(data)
	name := fmt.Sprintf("easel-%.8x.%s", sha256.Sum256(data), strings.TrimPrefix(kind, "image/"))
	form := &wire.Form{
		Fields: []wire.FormField{{Name: "type", Value: "temp"}, {Name: "overwrite", Value: "true"}},
		Files:  []wire.FormFile{{Field: "image", Name: name, Type: kind, Data: data}},
	}
	var saved struct {
		Name      string `json:"name"`
		Subfolder string `json:"subfolder"`
	}
	if err := client.JSON(ctx, wire.Call{Path: g.Profile.ImageWire.EditPath, Form: form}, &saved); err != nil {
		return "", err
	}
	if saved.Subfolder != "" {
		saved.Name = saved.Subfolder + "/" + saved.Name
	}
	return or(saved.Name, name) + " [temp]", nil
}
