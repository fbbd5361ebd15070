package imagegen

import (
	"context"
	"io/fs"

	"easel/engine/catalog"
	"easel/engine/wire"
)

// Service is what an image generator is made of that is asked over a network.
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
