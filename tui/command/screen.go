package command

import (
	"context"
	"os"
	"runtime"
	"time"

	"easel/tui"
)

// startStudio shows the studio on this process's terminal.
func startStudio(ctx context.Context, o StudioOptions) error {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "" // paths are then shown in full
	}
	return tui.Run(ctx, tui.Options{
		Studio: o.Studio, Session: o.Session, Resumed: o.Resumed, Busy: o.Busy, Idea: o.Idea,
		Settings: o.Settings, Paths: o.Paths, Chat: o.Chat, Image: o.Image, Notices: o.Notices,
		Env: os.Environ(), Home: home, System: runtime.GOOS, Now: time.Now,
	})
}
