package command

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
)

// sourceLibrary is the source of what the library knows and the file does not
// say.
const sourceLibrary = "library"

// madeBy is what made a picture: the file says it itself, or the library does.
func (a *app) madeBy(ctx context.Context, path string) (picture.Info, error) {
	info, err := picture.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return a.ofGone(ctx, path, err)
	case err != nil || info.Made != nil:
		return info, err
	}
	return a.fromLibrary(ctx, path, info)
}

// ofGone is what the library knows of a picture that is not there any more.
func (a *app) ofGone(ctx context.Context, path string, gone error) (picture.Info, error) {
	if _, err := os.Stat(a.paths().DataDir); err != nil {
		return picture.Info{}, gone
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return picture.Info{}, gone
	}
	lib, err := a.openLibrary(ctx)
	if err != nil {
		return picture.Info{}, err
	}
	g, found, err := lib.GenerationAt(ctx, whole)
	if err != nil || !found {
		return picture.Info{}, cmp.Or(err, gone)
	}
	a.note("The file is gone; this is what the library knows of it.")
	return picture.Info{Width: g.Width, Height: g.Height, Made: madeOf(g), Source: sourceLibrary}, nil
}

// fromLibrary is what the library knows of a picture that says nothing itself.
func (a *app) fromLibrary(ctx context.Context, path string, info picture.Info) (picture.Info, error) {
	silent := problem.New(problem.Failed, path+" does not say what made it", "Pictures do that Easel, AUTOMATIC1111, Forge, ComfyUI, InvokeAI, SwarmUI, Fooocus or mold made, unless something took it out")
	if _, err := os.Stat(a.paths().DataDir); errors.Is(err, fs.ErrNotExist) {
		return info, silent // and no library is made to look into
	}
	sum, err := engine.HashFile(path)
	if err != nil {
		return info, problem.Wrap(err, problem.Failed, path+" cannot be read", "Check its permissions")
	}
	settings, err := a.settings()
	if err != nil {
		return info, err
	}
	if _, err := a.studioForCommand(ctx, settings); err != nil {
		return info, err
	}
	g, found, err := a.library.GenerationOf(ctx, sum)
	if err != nil {
		return info, err
	}
	if !found {
		return info, silent
	}
	info.Made, info.Source = madeOf(g), sourceLibrary
	return info, nil
}

func madeOf(g library.Generation) *picture.Made {
	return &picture.Made{
		Created: g.Created, Prompt: g.Prompt, Negative: g.Negative, Generator: g.Generator, Model: g.Model, Quality: g.Settings.Quality, Own: g.Settings.Own,
		Seed: g.Seed, Width: g.Width, Height: g.Height, CostUSD: g.CostUSD, Session: g.SessionID, Generation: g.ID,
	}
}
