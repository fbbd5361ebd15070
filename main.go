// Command easel is a prompt studio in the terminal for people who make
// pictures with image generators.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"easel/tui/command"
)

func main() { os.Exit(run()) }

func run() int {
	if os.Getenv("GOGC") == "" {
		time.AfterFunc(started, func() { debug.SetGCPercent(garbage) })
	}
	ctx, stop := signal.NotifyContext(context.Background(), interruptions()...) // until the very end
	context.AfterFunc(ctx, func() { time.AfterFunc(grace, stop) })
	return command.Run(ctx, os.Args[1:], command.ThisProcess(version, commit()))
}

// garbage is how much of it there may be, in percent of what is used, once Easel
// has started. Nearly all is left by the sketches of the start, and a studio
// that is open all day need not hold on to the room they took.
const (
	garbage = 70
	started = 200 * time.Millisecond
)

// grace is how long what was done has to be put away before another signal ends
// the program at once. Signals come in pairs: a closing terminal and its shell
// both send one.
const grace = 5 * time.Second

// interruptions are the signals that stop what runs. One that was ignored when
// the program started, as nohup does, stays ignored.
func interruptions() []os.Signal {
	signals := []os.Signal{syscall.SIGTERM}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signals = append(signals, s)
		}
	}
	return signals
}

// version is what pictures say made them.
const version = "0.1.0"

// commit is the commit that the program was built from; empty if unknown.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
