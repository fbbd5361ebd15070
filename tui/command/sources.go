package command

import (
	"context"
	"os"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui/term"
)

// This file is about what a picture was made from besides words: the pictures
// that it started from, and its mask. A picture's own file says their hashes
// alone, as it is shown around; the library knows where they were.

// askedFor is what a picture's generation was asked for: as the library knows
// it, else as far as the picture tells.
func (a *app) askedFor(ctx context.Context, info picture.Info) (prompt.Settings, error) {
	made := info.Made
	asked := prompt.Settings{Width: info.Width, Height: info.Height, Quality: made.Quality, Own: made.Own, Vary: made.Vary}
	for _, sum := range made.References {
		asked.References = append(asked.References, prompt.Reference{SHA256: sum})
	}
	if made.Mask != "" {
		asked.Mask = &prompt.Reference{SHA256: made.Mask}
	}
	if err := a.lookInto(ctx); err != nil || a.library == nil || made.Generation == "" {
		return asked, err
	}
	noted, err := a.library.SettingsOf(ctx, made.Generation)
	if err != nil || noted.Width == 0 {
		return asked, err
	}
	return noted, nil
}

// lookInto opens the library if there is one; none is made to look into.
func (a *app) lookInto(ctx context.Context) error {
	if _, err := os.Stat(a.paths().DataDir); err != nil {
		return nil
	}
	_, err := a.openLibrary(ctx)
	return err
}

// source is a file that a picture was made from, as it is now.
type source struct {
	prompt.Reference
	fault fault
}

// fault is why a file cannot be used again, in words that follow its name.
type fault string

const (
	asItWas fault = ""
	gone    fault = "is gone"
	changed fault = "has changed since"
	unknown fault = "is not known here"
)

// find looks for a file that a picture was made from: where it was, or, of a
// picture of the library, where that is now.
func (a *app) find(ctx context.Context, r prompt.Reference) (source, error) {
	if isStill(r) {
		return source{r, asItWas}, nil
	}
	if a.library != nil {
		g, found, err := a.library.GenerationOf(ctx, r.SHA256)
		if err != nil {
			return source{}, err
		}
		if found {
			settings, err := a.settings()
			if err != nil {
				return source{}, err
			}
			moved := []library.Generation{g}
			if err := a.findMoved(ctx, a.picturePlaces(settings.PicturesDir), moved); err != nil {
				return source{}, err
			}
			if here := (prompt.Reference{Path: moved[0].Path, SHA256: r.SHA256}); isStill(here) {
				return source{here, asItWas}, nil
			}
		}
	}
	switch _, err := os.Stat(r.Path); {
	case r.Path == "":
		return source{r, unknown}, nil
	case err != nil:
		return source{r, gone}, nil
	}
	return source{r, changed}, nil
}

// isStill says whether a file is there as it was.
func isStill(r prompt.Reference) bool {
	sum, err := engine.HashFile(r.Path)
	return err == nil && sum == r.SHA256
}

// madeFrom is askedFor with the files where they are now, and how they are.
func (a *app) madeFrom(ctx context.Context, info picture.Info) (asked prompt.Settings, from []source, mask *source, err error) {
	if asked, err = a.askedFor(ctx, info); err != nil {
		return asked, nil, nil, err
	}
	for i := range asked.References {
		s, err := a.find(ctx, asked.References[i])
		if err != nil {
			return asked, nil, nil, err
		}
		asked.References[i], from = s.Reference, append(from, s)
	}
	if asked.Mask != nil {
		s, err := a.find(ctx, *asked.Mask)
		asked.Mask, mask = &s.Reference, &s
		return asked, from, mask, err
	}
	return asked, from, nil, nil
}

// same is find for who needs the file: what is wrong with it, and what to do,
// is a problem of kind failed. what names it, and flag is how to name another.
func (a *app) same(ctx context.Context, r prompt.Reference, what, flag string) (prompt.Reference, error) {
	s, err := a.find(ctx, r)
	if err != nil || s.fault == asItWas {
		return s.Reference, err
	}
	does := what + " " + string(s.fault) + ": "
	switch s.fault {
	case gone:
		return r, problem.New(problem.Failed, does+r.Path, "Put it back, or name another with "+flag+" FILE")
	case changed:
		return r, problem.New(problem.Failed, does+r.Path, "Put back what it was, or take it as it is now with "+term.ShellLine(flag, r.Path))
	}
	return r, problem.New(problem.Failed, does+"only its SHA-256 is, "+r.SHA256, "Name it with "+flag+" FILE")
}

// String is the file for people.
func (s source) String() string {
	switch s.fault {
	case asItWas:
		return s.Path
	case unknown:
		return "the file with the SHA-256 " + s.SHA256
	}
	return s.Path + ", which " + string(s.fault)
}

// referenceJSON is a file that a picture was made from.
type referenceJSON struct {
	Path   *string `json:"path"` // where it was, or is now; null is unknown
	SHA256 string  `json:"sha256"`
}

func jsonOf(r prompt.Reference) referenceJSON { return referenceJSON{known(r.Path), r.SHA256} }

// referencesJSON is what a generation was made from besides words.
func referencesJSON(s prompt.Settings) (from []referenceJSON, mask *referenceJSON) {
	from = []referenceJSON{}
	for _, r := range s.References {
		from = append(from, jsonOf(r))
	}
	if s.Mask != nil {
		mask = new(jsonOf(*s.Mask))
	}
	return from, mask
}
