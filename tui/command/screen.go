package command

import (
	"context"

	"easel/engine/problem"
)

// startStudio shows the screen until it is quit.
func startStudio(context.Context, StudioOptions) error {
	return problem.New(problem.Failed, "The screen is not part of this build", `Use the commands, for example: easel refine "a beach sunset"`)
}
