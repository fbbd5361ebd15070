//go:build unix

package tuitest

import "syscall"

// ownTerminal makes the standard input the process's terminal.
func ownTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true, Setctty: true} }
