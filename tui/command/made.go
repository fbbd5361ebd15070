package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

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
	if err != nil || info.Made != nil {
		return info, err
	}
	return a.fromLibrary(ctx, path, info)
}

// fromLibrary is what the library knows of a picture that says nothing itself.
func (a *app) fromLibrary(ctx context.Context, path string, info picture.Info) (picture.Info, error) {
	silent := problem.New(problem.Failed, path+" does not say what made it", "Pictures that Easel saved do, and PNG files with A1111 parameters")
	if _, err := os.Stat(a.paths().DataDir); errors.Is(err, fs.ErrNotExist) {
		return info, silent // and no library is made to look into
	}
	sum, err := hashOf(path)
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
		Created: g.Created, Prompt: g.Prompt, Negative: g.Negative, Generator: g.Generator, Model: g.Model,
		Seed: g.Seed, Width: g.Width, Height: g.Height, CostUSD: g.CostUSD, Session: g.SessionID, Generation: g.ID,
	}
}

func hashOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
