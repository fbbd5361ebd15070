//go:build !windows

package tui

import (
	"os"
	"os/signal"
	"syscall"
)

// canSuspend says whether there are shells here that put programs in the
// background.
const canSuspend = true

// suspend stops the job that Easel is part of until its shell continues it.
func suspend() {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	_ = syscall.Kill(0, syscall.SIGTSTP) // no process may be refused its own group
	<-continued
}
