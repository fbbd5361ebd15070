//go:build !windows

package tui

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// canSuspend says whether there are shells here that put programs in the
// background.
const canSuspend = true

// Where Easel is all that runs in a window, no shell could let it go on, and
// the system stops no program there. That shows by nothing happening.
const (
	moment = 100 * time.Millisecond
	enough = 10
)

// suspend stops the job that Easel is part of until its shell continues it.
func suspend() error {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	_ = syscall.Kill(0, syscall.SIGTSTP) // no process may be refused its own group
	for range enough {                   // however long it is stopped, that is one of them
		select {
		case <-continued:
			return nil
		case <-time.After(moment):
		}
	}
	return errors.New("the system does not stop it")
}
