package imagegen

import (
	"context"
	"io/fs"
	"unicode/utf8"

	"easel/engine/catalog"
	"easel/engine/problem"
	"easel/engine/wire"
)

// Service is what an image generator is made of that is asked over a network.
// Generators embed it: what it tells of itself is the same for all.
type Service struct {
	Profile catalog.Profile
	Model   catalog.ImageModel // for the profile; its id is empty where nobody chose one and the profile has no default
	// Connect makes the client, or gives the one that is there. It is called
	// before Sending and may look for the key; its errors are passed on.
	Connect func(context.Context) (*wire.Client, error)
	// NewID gives a UUID that nothing else has, for servers that let who asks
	// name the job.
	NewID func() string
	// Workflows holds the person's own workflows for ComfyUI; nil for none.
	Workflows fs.FS
}

// Info describes what the model can do as far as is known; it does no IO.
func (s Service) Info() Info {
	return Info{Name: s.Profile.Name, Model: s.Model.ID, Can: s.Model.Can}
}

// Estimate is what a request costs about. Where there is no choice of quality,
// services price by resolution.
func (s Service) Estimate(r Request) catalog.Estimate {
	size := catalog.Size{Width: r.Width, Height: r.Height}
	quality := r.Quality
	if shape, ok := s.Model.Shape(size); ok && (quality == "" || quality == "auto") {
		quality = shape.Resolution
	}
	return s.Model.Estimate(catalog.Ask{Size: size, Count: r.Count, Quality: quality,
		Characters: utf8.RuneCountInString(r.Prompt.Text), Partials: r.Partials, References: len(r.References)})
}

// OncePaid is the check of a service that keeps no pictures for later: to take
// a job up would be to send it, and to pay for it, once more.
func (s Service) OncePaid(r Request) error {
	if r.Resume != "" {
		return problem.New(problem.Failed, s.Profile.Title+" keeps no pictures for later", "Generate again")
	}
	return s.Info().Check(r)
}
