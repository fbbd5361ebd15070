//go:build unix

package tui_test

import "syscall"

// ownTerminal makes the standard input the process's terminal.
func ownTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true, Setctty: true} }
